%% Atoms without end: the table has a limit, and what exists can still be used.
-module(endless_atoms).
-export([main/0]).

main() ->
    io:format("list_to_atom: ~p~n", [fill(0)]),
    io:format("old: ~p~n", [list_to_atom("main")]),
    io:format("binary_to_term: ~p~n", [catch_error(fun() -> binary_to_term(<<131, 119, 4, "qxyz">>) end)]),
    io:format("binary_to_atom: ~p~n", [catch_error(fun() -> binary_to_atom(<<"zyxq">>) end)]).

fill(N) ->
    try list_to_atom("atom_" ++ integer_to_list(N)) of
        _ -> fill(N + 1)
    catch
        error:Reason -> Reason
    end.

catch_error(Fun) -> try Fun() catch error:Reason -> Reason end.
