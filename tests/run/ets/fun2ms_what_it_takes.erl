%% What ms_transform takes, and that it refuses the rest: each text becomes a module of its own.
-module(fun2ms_what_it_takes).
-export([main/0]).

main() ->
    File = filename:join(os:getenv("TMPDIR", "/tmp"), "erlet_fun2ms_" ++ os:getpid() ++ ".erl"),
    [io:format("~s~n    ~0p~n", [Text, made(File, "ets:fun2ms(fun" ++ Text ++ " end)")]) || Text <- tables()],
    [io:format("dbg ~s~n    ~0p~n", [Text, made(File, "dbg:fun2ms(fun" ++ Text ++ " end)")]) || Text <- calls()],
    [io:format("~s~n    ~0p~n", [Text, made(File, Text)]) || Text <- ["ets:fun2ms(V)", "ets:fun2ms(fun g/1)", "ets:fun2ms(fun F(X) -> X end)"]],
    ok = file:delete(File).

tables() ->
    ["(_) -> <<V:16,27:16>>", "({<<15,47>>,B,C}) when B =:= <<V:16>>, C =:= <<27,28,19>> -> <<V:4,12:4,13:16>>", "({X}) -> <<X:4>>", "({<<X:8>>}) -> ok",
     "(_) -> #a{a=2,a=3}", "(X) -> X#a{a=2,b=3}", "(X) -> X#a{}", "(X) -> X#a{_=1}", "(#a{a=3,a=3}) -> ok", "(#a{x=3}) -> ok", "(#x{}) -> ok", "(X) -> X#a.x",
     "({#a.a, Y}) when Y > #a.b -> #a.c", "(#a{_='_', a=2}) -> #a{_=1, a=2}", "(X) when (object())#a.b == 1 -> {bindings()}",
     "(X) when float(X) -> float(X)", "(X) when erlang:float(X) -> ok", "(X) when is_pid(X) or float(X) -> ok", "(X) when atom(X), integer(X); list(X) -> ok",
     "(X) when atom(X) and list(X) -> ok", "(X) -> atom(X)", "(X) when record(X, a) -> ok", "(X) when is_record(X, a), erlang:is_record(X, a) -> ok",
     "({X, Y}) when is_record(X, Y) -> ok", "(X) when is_record(X, a, 4) -> ok", "(X) when is_record(X, zz) -> ok", "(X) -> g(X)", "(X) -> lists:reverse(X)",
     "(X) -> map_size(X), is_map_key(a, X), binary_part(X, 1, 2), get_tcw()", "(X) -> tuple_size(X)", "(X) -> is_boolean(X)", "(X) -> ceil(X)",
     "(X) -> message(X)", "(X) when message(X) -> ok", "(X) -> message(X, X)", "(X) -> {Unbound}", "(X) -> {1 + 2, 1 + X, -3, 1 / 0}", "({1 + 2, -1}) -> ok",
     "(X) -> case X of a -> b end", "(X) -> Y = X", "(X) -> [Y || Y <- X]", "(X) -> #{a => X, b => V}", "(X) -> X#{a => 1}", "(#{a := X}) -> X",
     "({X, #{a := Y}}) -> Y", "(X = {Y}) -> {X, Y}", "({Y, Z = X}) -> ok", "(X = Y) -> {X, Y}", "({X} = {Y}) -> ok", "(_ = {X}) -> X", "(X, Y) -> ok",
     "([X]) -> X", "(1) -> ok", "(V) -> V", "({X} = V) -> {X, V}", "({X}) when X > V -> {V, [V], g}", "(X) -> {X, _}", "({'$1'}) -> ok",
     "({'_', '$_', '$'}) -> {'$*', '$1', '_'}", "(X) -> erlang:'+'(X, 1)", "(X) -> X:f()", "(X) -> X; (Y) when Y > 1; Y < 0 -> Y", "(X) -> X ! a, X ++ [b]"].

calls() ->
    ["(X) -> message(X)", "([X, Y | Z] = W) -> message({W, X, Y, Z}), return_trace()", "({X}) -> X", "(\"abc\") -> ok", "([]) -> ok", "(_) -> caller()",
     "([_, #a{a = 1}, {x, Y}]) -> trace(Y, [a], [b]), set_seq_token(label, 1), display(Y)", "([X]) when caller() == 1 -> X", "([X]) -> caller_line()",
     "([Y] ++ Z) -> Z", "(X, Y) -> ok"].

made(File, Expr) ->
    ok = file:write_file(File, ["-module(m).\n-include_lib(\"stdlib/include/ms_transform.hrl\").\n-export([f/1]).\n-record(a, {a, b = 7, c}).\nf(V) ->\n", Expr, ".\n"]),
    {ok, Forms} = epp:parse_file(File, []),
    case compile:forms(Forms, [return, nowarn_unused_vars]) of
        {ok, m, Code, _} ->
            {module, m} = code:load_binary(m, "m.erl", Code),
            m:f(27);
        {error, _, _} -> refused
    end.
