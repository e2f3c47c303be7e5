-module(reraise_keeps_the_stack).
-export([main/0]).

f() -> g() + 1.
g() -> error(deep).

main() ->
    try
        try f()
        catch C:R:S -> erlang:raise(C, {wrapped, R}, S)
        end
    catch
        C2:R2:S2 -> io:format("~p ~p ~p~n", [C2, R2, frames(S2)])
    end.

frames(Stack) ->
    [{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stack].
