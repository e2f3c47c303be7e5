%% Binaries in evaluated text: what their parts bind, strings and numbers in patterns, and what generators pass over.
-module(erl_eval_of_binaries).
-export([main/0]).

main() ->
    [io:format("~ts~n    ~0p~n", [Text, evaluated(Text)])
     || Text <- ["A = 4, B = 28, {<<13:(A+(X=B))>>, X}", "{<<(Y = 7), Y>>, Y}", "<<(Z = 1), (Z = 2)>>", "<<(Z = 1):(Z = 1), \"ab\":16>>, Z",
                 "<<\"\\x{aaa}\">> = <<\"\\x{aaa}\">>", "<<\"\\x{400}\"/utf8>> = <<\"\\x{400}\"/utf8>>", "<<\"ab\":16, C>> = <<0, $a, 0, $b, $c>>, C",
                 "<<\"\">> = <<>>", "<<\"\":9>> = <<>>", "[a || <<\"\\x{aaa}\">> <= <<2703:16>>]",
                 "[X || <<\"hej\", X:8>> <= <<\"hej\", 8, \"san\", 9, \"hej\", 17, \"hej\">>]", "[3 || <<17/float>> <= <<17.0/float>>]",
                 "[3 || <<17/float>> <- [<<17.0/float>>, <<16.0/float>>]]", "[foo || <<(1 bsl 1023)/float>> <= <<(1 bsl 1023)/float>>]",
                 "[foo || <<(1 bsl 1024)/float>> <= <<(1 bsl 1023)/float>>]", "L = 8, << <<B:32>> || <<L:L, B:L>> <= <<16:8, 7:16>> >>",
                 "<<a/float>> = <<1.0/float>>", "<<1:(error(no))>>"]].

evaluated(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Exprs, [], none)
    catch Class:Reason -> {Class, Reason}
    end.
