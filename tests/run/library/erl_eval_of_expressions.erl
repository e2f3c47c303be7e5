%% erl_eval: the values of expressions of every kind, their bindings, and their errors.
%% allow: undef
-module(erl_eval_of_expressions).
-export([main/0]).

main() ->
    lists:foreach(fun show/1, values()),
    lists:foreach(fun show/1, errors()),
    handlers().

values() ->
    ["A = 1, B = A + X.", "[A || {A, B} <- [{1, 2}, 3]].", "<<X:16, \"ab\">>.", "try throw(a) catch T -> T end.",
     "catch exit(a).", "(fun F(0) -> 1; F(N) -> N * F(N - 1) end)(5).", "receive after 10 -> late end.",
     "self() ! a, self() ! b, receive b -> got end, receive a -> then end.",
     "<<A:4, B/bitstring>> = <<1, 2>>, {A, B}.", "#{a := Q} = #{a => 1}, Q.", "M = #{a => 1}, M#{a := 2, b => 3}.",
     "\"ab\" ++ T = \"abc\", T.", "<< <<(A + 1)>> || <<A>> <= <<1, 2, 3>> >>.",
     "lists:map(fun(Z) -> Z * 2 end, [1, 2]).", "begin A = 1 end, A.", "[X || X <- [5, 6]].",
     "case {1, 2} of {X, Y} when Y > 1 -> Y end.",
     "try error(x) catch error:R:_ when R == x -> {caught, R} after ok end.", "F = fun lists:max/1, F([1, 2]).",
     "-1 + 2.0.", "erlang:length([a]).", "is_atom(a).", "if X > 1 -> big; true -> small end.",
     "fun(A, B, C) -> A + B + C end(1, 2, 3).", "true andalso false orelse X.", "[1, 2 | [X]].",
     "<<1:4/little-signed-unit:2, 2.5/float, (<<\"x\">>)/binary>>.", "<<S:8, D:S/binary, R/binary>> = <<1, 2, 3>>, {D, R}."].

errors() ->
    ["Y.", "f(1).", "X = 2.", "case X of 2 -> a end.", "if false -> a end.", "X().", "1 andalso 2.",
     "(fun(a) -> b end)(c).", "{A = 1, A = 2}.", "#r{}.", "[A || A <- x].", "try 1 of 2 -> 3 catch _:_ -> 4 end.",
     "#{a := 1}.", "nomod:f().", "not 1.", "[A || A <- [1], A].", "<<a>>."].

show(Text) ->
    try erl_eval:exprs(parse(Text), [{'X', 1}]) of
        {value, Value, Bindings} ->
            Shown = [Binding || {_, Bound} = Binding <- Bindings, not is_function(Bound)],
            io:format("~s ~p ~p~n", [Text, Value, Shown])
    catch
        Class:Reason -> io:format("~s ~p ~p~n", [Text, Class, Reason])
    end.

parse(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    Exprs.

handlers() ->
    Value = {value, fun(Name, Args) -> {local, Name, Args} end},
    io:format("~p~n", [erl_eval:exprs(parse("f(1, X)."), [{'X', a}], Value)]),
    Eval = {eval, fun(Name, Args, Bindings) -> {value, {Name, length(Args)}, [{'N', Name} | Bindings]} end},
    io:format("~p~n", [erl_eval:exprs(parse("f(1, 2)."), [], Eval)]),
    Remote = {value, fun({Module, Name}, Args) -> {remote, Module, Name, Args} end},
    io:format("~p~n", [erl_eval:exprs(parse("lists:max([1])."), [], none, Remote)]),
    io:format("~p~n", [erl_eval:expr_list(parse("A = 1, 2, B = 3."), [])]),
    io:format("~p~n", [erl_eval:expr(hd(parse("1 + 2.")), [], none, none, value)]),
    Bindings = erl_eval:add_binding('B', 2, erl_eval:add_binding('A', 1, erl_eval:new_bindings())),
    io:format("~p ~p ~p~n", [erl_eval:bindings(Bindings), erl_eval:binding('A', Bindings),
                             erl_eval:binding('C', erl_eval:del_binding('C', Bindings))]).
