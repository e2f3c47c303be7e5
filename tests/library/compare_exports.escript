#!/usr/bin/env escript
%% Compares what Erlet's library modules export with OTP's: `escript compare_exports.escript PATH_OF_ERLET`.
%%
%% Prints, for each module of vm/lib that OTP has, too, what OTP exports and documents and Erlet does not have, then
%% what it has besides. Functions without documentation in OTP's doc chunks are counted but not listed. The status is
%% the number of documented functions that are missing.
-mode(compile).

main([Erlet]) ->
    Own = exports(Erlet, [Module || Module <- modules(), is_otp(Module)]),
    Missing = lists:sum([compare(Module, Exports) || {Module, Exports} <- Own, is_otp(Module)]),
    io:format("~w documented functions are missing~n", [Missing]),
    halt(min(Missing, 255)).

modules() ->
    Folder = filename:join(filename:dirname(escript:script_name()), "../../vm/lib"),
    [list_to_atom(filename:basename(File, ".erl")) || File <- lists:sort(filelib:wildcard(Folder ++ "/*.erl"))].

%% What Erlet's modules export, as it says itself.
exports(Erlet, Modules) ->
    Expression = io_lib:format("[{M, M:module_info(exports)} || M <- ~w].", [Modules]),
    Port = open_port({spawn_executable, Erlet}, [{args, ["--print", "-e", lists:flatten(Expression)]}, binary,
                                                 exit_status, use_stdio]),
    {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(output(Port, [])) ++ "."),
    {ok, Term} = erl_parse:parse_term(Tokens),
    Term.

output(Port, Texts) ->
    receive
        {Port, {data, Text}} -> output(Port, [Text | Texts]);
        {Port, {exit_status, 0}} -> lists:reverse(Texts);
        {Port, {exit_status, Status}} -> error({erlet, Status, lists:reverse(Texts)})
    end.

is_otp(Module) -> code:ensure_loaded(Module) =:= {module, Module}.

compare(Module, Own) ->
    Theirs = Module:module_info(exports),
    Missing = lists:sort([FA || FA <- Theirs -- Own]),
    Missing =:= [] orelse io:format("~w lacks ~ts~n", [Module, list(Missing)]),
    More = lists:sort(Own -- Theirs),
    More =:= [] orelse io:format("~w has besides ~ts~n", [Module, list(More)]),
    length(Missing).

list(Functions) -> lists:join(", ", [io_lib:format("~w/~w", [F, A]) || {F, A} <- Functions]).
