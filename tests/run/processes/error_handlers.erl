%% allow: undef
%% Calls of functions that are not there: a process's own error handler, a module's own function for them.
-module(error_handlers).
-export([main/0, undefined_function/3, '$handle_undefined_function'/2]).

main() ->
    io:format("~p~n", [caught(fun() -> no_such_module:run(1, two) end)]),
    io:format("~p~n", [caught(fun() -> ?MODULE:missing(1, two) end)]),
    io:format("~p~n", [caught(fun() -> apply(?MODULE, missing, []) end)]),
    io:format("~p~n", [process_flag(error_handler, ?MODULE)]),
    io:format("~p~n", [process_info(self(), error_handler)]),
    io:format("~p~n", [caught(fun() -> no_such_module:run(1, two) end)]),
    io:format("~p~n", [caught(fun() -> apply(no_such_module, run, [x]) end)]),
    io:format("~p~n", [caught(fun() -> (fun no_such_module:run/1)(y) end)]),
    io:format("~p~n", [caught(fun() -> no_such_module:leave_it(y) end)]),
    io:format("~p~n", [caught(fun() -> calendar:leap_years_of_old(4) end)]),
    Self = self(),
    spawn(fun() -> Self ! process_info(self(), error_handler) end),
    io:format("~p~n", [receive Inherited -> Inherited end]),
    io:format("~p~n", [element(2, caught(fun() -> process_flag(error_handler, "handler") end))]),
    io:format("~p~n", [process_flag(error_handler, error_handler)]),
    io:format("~p~n", [caught(fun() -> error_handler:raise_undef_exception(m, f, [a]) end)]),
    io:format("~p~n", [caught(fun() -> error_handler:undefined_function(lists, reverse, [[a, b]]) end)]).

undefined_function(Module, leave_it, Args) -> error_handler:undefined_function(Module, leave_it, Args);
undefined_function(Module, Function, Args) -> {own, Module, Function, Args}.

'$handle_undefined_function'(Function, Args) -> {instead, Function, Args}.

caught(Fun) ->
    try Fun()
    catch
        Class:Reason:Stack ->
            {M, F, A, _} = hd(Stack),
            {Class, Reason, {M, F, A}}
    end.
