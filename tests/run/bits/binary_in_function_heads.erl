-module(binary_in_function_heads).
-export([main/0]).

count(<<>>, N) -> N;
count(<<$\n, T/binary>>, N) -> count(T, N + 1);
count(<<_, T/binary>>, N) -> count(T, N).

words(B) -> words(B, <<>>, []).
words(<<$\s, T/binary>>, W, Acc) -> words(T, <<>>, [W | Acc]);
words(<<C, T/binary>>, W, Acc) -> words(T, <<W/binary, C>>, Acc);
words(<<>>, W, Acc) -> lists:reverse([W | Acc]).

main() ->
    io:format("~p ~p~n", [count(<<"a\nb\nc">>, 0), words(<<"the quick  fox">>)]).
