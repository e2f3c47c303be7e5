%% A call whose module or function is no atom: the trace shows what was applied, with its arguments.
-module(apply_of_what_is_no_name).
-export([main/0]).

main() ->
    Bad = hold({}),
    show(fun() -> [Bad:baz(a, b)] end),
    show(fun() -> [baz:Bad(c)] end),
    show(fun() -> [Bad:Bad()] end),
    show(fun() -> [apply(Bad, baz, [d, e])] end),
    show(fun() -> [apply(baz, Bad, [f])] end),
    show(fun() -> Bad:baz(g) end),
    show(fun() -> put(x, 1), Bad:baz(h, i) end).

hold(X) -> X.

show(F) ->
    try F() of Value -> io:format("~p~n", [Value])
    catch Class:Reason:Trace ->
        [Top, Next | _] = Trace,
        {M, Function, Args, Info} = Top,
        io:format("~p ~p ~p~n  ~p~n", [Class, Reason, {M, Function, Args}, proplists:get_value(error_info, Info)]),
        {apply_of_what_is_no_name, _, Arity, Place} = Next,
        io:format("  ~p ~p~n", [Arity, proplists:get_value(line, Place)])
    end.
