-module(after_section_at_both_ends).
-export([f/1]).
f(X) ->
    try g(X) of
        {ok, Y} -> Y
    catch
        throw:T -> T;
        error:E:S -> {E, S}
    after
        g(done)
    end.
g(X) -> X.
