-module(rand_with_seed).
-export([main/0]).

main() ->
    [begin
         rand:seed(Alg, {1, 2, 3}),
         io:format("~p ~p ~p~n", [Alg, [rand:uniform(1000) || _ <- [1, 2, 3, 4]], rand:uniform()])
     end || Alg <- [exsss, exrop, exs1024s, exsp]],
    rand:seed(exsss, 42),
    io:format("~p~n", [[rand:uniform(1 bsl 70) || _ <- [1, 2]]]),
    {X, _} = rand:uniform_s(10, rand:seed_s(exsss, 7)),
    io:format("~p ~.8f~n", [X, rand:normal()]).
