-module(erl_eval_old_tests).
-export([main/0]).

%% In guards that are evaluated the old names of type tests still mean what is_integer/1 and the like do.
main() ->
    [begin
         {ok, Tokens, _} = erl_scan:string(Text),
         {ok, Exprs} = erl_parse:parse_exprs(Tokens),
         io:format("~s ~0p~n", [Text, element(2, erl_eval:exprs(Exprs, []))])
     end || Text <- ["if integer(3) -> true; true -> false end.", "if integer(a) -> true; true -> false end.",
                     "if tuple({}), atom(a), list([]), binary(<<>>), number(1), float(1.0) -> true; true -> false end.",
                     "if port(1); reference(1); function(1); pid(1) -> true; true -> false end.",
                     "case [1, a] of X when list(X) -> [Y || Y <- X, atom(Y)] end.", "(fun(X) when list(X) -> a; (_) -> b end)([])."]],
    ok.
