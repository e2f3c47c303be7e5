-module(phash2_values).
-export([main/0]).

main() ->
    Terms = [0, 1, -1, 1 bsl 27, 1 bsl 40, 1 bsl 70, 1.5, 0.0, a, abc, true, [], "abc", [a | b], {}, {a, 1}, <<>>, <<"abc">>, <<1:3>>,
             #{}, #{a => 1, b => 2}, {[1, 2.0], "x", #{k => [v]}}, lists:seq(1, 50), <<0:1000>>],
    [io:format("~w ~w ~w~n", [erlang:phash2(T), erlang:phash2(T, 10), erlang:phash2(T, 1 bsl 32)]) || T <- Terms].
