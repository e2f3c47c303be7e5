%% erl_pp: a negative indentation keeps all on one line.
-module(erl_pp_on_one_line).
-export([main/0]).

main() ->
    [io:format("~ts~n", [erl_pp:expr(parsed(Text), -1, none)])
     || Text <- ["begin a, b end", "case X of true -> 12; false -> 14 end", "receive a -> b; c when d -> e after 1 -> ok end", "<< <<B:1>> || B <- [0, 1, 1] >>",
                 "[B || <<B:1>> <= <<\"hi\">>, B > 0]", "if a -> b; true -> c end", "fun(X) when X > 1 -> y; (Z) -> q end",
                 "try a, b of c -> d catch e:f -> g; h -> i after j, k end", "begin case X of a -> fun() -> b end end, c end",
                 "f(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, #{a => [b, c]})"]].

parsed(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, [Expr]} = erl_parse:parse_exprs(Tokens),
    Expr.
