%% Comprehensions whose value nobody wants: they make no list, and their elements are evaluated all the same.
-module(comprehensions_for_their_effects).
-export([main/0]).

main() ->
    [io:format("~p ", [X]) || X <- [1, 2, 3]],
    io:nl(),
    _ = [put(X, Y) || X <- [a, b], Y <- [1, 2], Y > 1],
    io:format("~p~n", [lists:sort(get())]),
    [[self() ! {X, Y} || Y <- "ab"] || X <- [1, 2], X < 2],
    begin [self() ! X || <<X>> <= <<"xy">>] end,
    io:format("~p~n", [received()]),
    [no_element || _ <- lists:seq(1, 1000)],
    tell(fun() -> [X || X <- improper()], ok end),
    tell(fun() -> [more(X) || X <- [1, a]], ok end),
    tell(fun() -> [X || X <- [1, 2], X], ok end),
    tell(fun() -> _ = [throw(X) || X <- [1, 2]], ok end),
    tell(fun() -> [fail(X) || X <- [1, 2, 3]], ok end),
    [_ = X || X <- last()].

improper() -> [1 | two].

more(X) -> X + 1.

last() -> [the, value, is, wanted].

fail(3) -> error(three);
fail(X) -> X.

received() -> receive X -> [X | received()] after 0 -> [] end.

tell(Fun) ->
    try Fun() of
        Value -> io:format("~p~n", [Value])
    catch
        Class:Reason:Stack ->
            Names = [atom_to_list(F) || {?MODULE, F, _, _} <- Stack],
            io:format("~p ~p ~p~n", [Class, Reason, [F || F <- Names, string:find(F, "lc$") =/= nomatch]])
    end.
