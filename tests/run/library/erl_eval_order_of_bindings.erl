%% What an expression's parts bind: who sees it, and which value does not match when two parts disagree.
-module(erl_eval_order_of_bindings).
-export([main/0]).

main() -> [show(Text, Bindings) || Text <- texts(), Bindings <- [[], #{}]].

texts() ->
    ["f(1,2) =:= g().", "{f(1), g(), h(1,2)}.", "[f(1),g(),h(1,2)].", "m:f(f(1), g(), h(1,2)).", "(fun(A,B) -> ok end)(f(1), g()).", "f(1) ! g().",
     "#{f(1) => g()}.", "#{f(1) => 1, g() => 2}.", "(begin f(1), #{} end)#{a => g(), b => f(1,2)}.", "(begin L = #{} end)#{a => L}.",
     "#{begin L = 1 end => L}.", "#{a => begin L = 1 end, b => begin L = 2 end}.", "{begin L = 1 end, begin L = 2 end}.",
     "(begin L = 1 end) + (begin L = 2 end).", "(begin L = 1 end) + f(1,2,3).", "<<(begin L = 1 end), L>>.", "<<L, (begin L = 1 end)>>.",
     "<<1:(begin L = 8 end), L>>.", "<<(begin L = 8 end):L>>.", "<<(begin L = 1 end), (begin L = 2 end)>>."].

show(Text, Bindings) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    %% A function that is not there binds L to the number of its arguments.
    Called = {eval, fun(Name, Args, Bound) -> {value, {Name}, erl_eval:add_binding('L', length(Args), Bound)} end},
    io:format("~s ~0p~n", [Text, try erl_eval:exprs(Exprs, Bindings, Called) catch Class:Reason -> {Class, Reason} end]).
