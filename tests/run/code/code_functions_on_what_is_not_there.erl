%% The module code, asked about modules and folders that do not exist, and about the library.
-module(code_functions_on_what_is_not_there).
-export([main/0]).

main() ->
    io:format("~p ~p ~p~n", [code:is_loaded(nowhere), code:which(nowhere), code:ensure_loaded(nowhere)]),
    io:format("~p ~p~n", [code:load_file(nowhere), code:load_abs("/nowhere/at/all")]),
    io:format("~p ~p~n", [code:priv_dir(nowhere), code:lib_dir(nowhere)]),
    io:format("~p ~p~n", [code:get_object_code(nowhere), code:module_status(nowhere)]),
    io:format("~p ~p~n", [code:add_patha("/nowhere"), code:add_pathz(".")]),
    io:format("~p ~p~n", [code:ensure_loaded(lists), code:ensure_modules_loaded([lists, maps])]),
    io:format("~p ~p~n", [code:which(erlang), code:is_loaded(erlang)]),
    io:format("~p ~p ~p~n", [code:is_sticky(lists), code:is_sticky(nowhere), code:load_file(lists)]),
    io:format("~p~n", [code:load_binary(lists, "lists", <<>>)]),
    io:format("~p ~p~n", [code:load_binary(nowhere, "nowhere", <<"no image">>), code:is_loaded(nowhere)]),
    {file, File} = code:is_loaded(?MODULE),
    io:format("~p ~p~n", [is_list(File), lists:keymember(?MODULE, 1, code:all_loaded())]),
    io:format("~p ~p~n", [erlang:check_old_code(nowhere), erlang:delete_module(nowhere)]),
    io:format("~p~n", [badarg(fun() -> erlang:check_process_code(self(), ?MODULE, [nonsense]) end)]),
    io:format("~p~n", [badarg(fun() -> erlang:check_process_code(nobody, ?MODULE) end)]),
    async = erlang:check_process_code(self(), ?MODULE, [{async, id}]),
    receive
        {check_process_code, id, Result} -> io:format("~p~n", [Result])
    end.

badarg(Fun) ->
    try Fun()
    catch
        error:badarg -> badarg
    end.
