%% What a handler for calls of functions of modules and of funs is given, with and without the place of the call.
-module(erl_eval_handlers_of_calls).
-export([main/0]).

main() ->
    [io:format("~s ~p~n", [Text, evaluated(Text, Handler)])
     || Handler <- [fun(Called, Args) -> {Called, Args} end, fun(Line, Called, Args) -> {Line, Called, Args} end],
        Text <- ["99().", "(1.5)(1).", "(fun(X) -> X end)(1).", "(fun lists:max/1)([1]).", "(fun lists:max/1)(1, 2).",
                 "lists:max([1]).", "99 div 1.", "- 1.", "self().", "apply(lists, max, [[1]]).", "apply(fun lists:max/1, [[1]]).",
                 "apply(lists, max, x).", "{a, b}."]],
    io:format("~p~n", [[failed(Text, Handler) || Handler <- [fun(_) -> a end, a], Text <- ["99().", "1 + 1."]]]).

evaluated(Text, Handler) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, [Expr]} = erl_parse:parse_exprs(Tokens),
    {value, Value, _} = erl_eval:expr(Expr, #{}, none, {value, Handler}),
    Value.

failed(Text, Handler) ->
    try evaluated(Text, Handler)
    catch
        error:Reason -> Reason
    end.
