%% Operators whose operands are all constants fail with their own frame, as they do on computed operands; only an
%% increment of a register has none.
%% allow: warnings
-module(operands_constant).
-export([main/0, id/1]).

id(Term) -> Term.

main() ->
    Atom = ?MODULE:id(atom),
    Failures = [
        fun() -> atom + 1 end,
        fun() -> atom - 2 end,
        fun() -> "text" + 1 end,
        fun() -> {} + 5.0 end,
        fun() -> 1 + atom end,
        fun() -> atom * 1 end,
        fun() -> Atom + 1 end,
        fun() -> Atom - 2 end,
        fun() -> Atom + 5.0 end,
        fun() -> 1 + Atom end
    ],
    lists:foreach(fun show/1, Failures).

show(Failure) ->
    try
        Failure()
    catch
        error:Reason:Trace ->
            {Module, Function, Arguments, _} = hd(Trace),
            io:format("~p in ~p:~p ~p~n", [Reason, Module, Function, Arguments])
    end.
