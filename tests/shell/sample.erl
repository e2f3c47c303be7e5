-module(sample).
-export([add/2, twice/1, choose/1, only/1, checked/1, truth/1, counter/1]).

add(A, B) ->
    A + B.

twice(X) ->
    2 * add(X, 0).

choose(X) ->
    case X of
        1 -> one
    end.

only(ok) ->
    yes.

checked(X) ->
    try X of
        1 -> one
    catch
        error:_ -> never
    end.

truth(X) ->
    if
        X -> yes
    end.

counter(N) ->
    receive
        {From, add} ->
            From ! {count, N + 1},
            counter(N + 1);
        stop ->
            exit(stopped)
    end.
