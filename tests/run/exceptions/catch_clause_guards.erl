-module(catch_clause_guards).
-export([main/0]).

f(X) ->
    try throw(X)
    catch
        throw:N when N > 10 -> big;
        throw:N when is_integer(N) -> small;
        _:{_, N} when hd(N) =:= 1 -> one;
        C:_ -> C
    end.

main() -> io:format("~p~n", [[f(X) || X <- [20, 2, {a, [1]}, {a, b}]]]).
