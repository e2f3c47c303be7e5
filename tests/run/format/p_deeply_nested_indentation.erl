-module(p_deeply_nested_indentation).
-export([main/0]).

nest(0) -> [{leaf, "with some text", 12345}];
nest(N) -> {level, N, [nest(N - 1), done]}.

main() ->
    io:format("~p~n", [nest(6)]),
    io:format("~40p~n", [nest(3)]).
