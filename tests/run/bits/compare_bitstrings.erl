-module(compare_bitstrings).
-export([main/0]).

main() ->
    io:format("~p~n", [[<<1>> == <<1:8>>, <<1:4>> == <<1:5>>, <<1:4>> < <<2:4>>, <<1, 2>> < <<1, 3>>, <<1>> < <<1, 0:1>>, <<255:8>> > <<1:1>>]]),
    <<_:3, A:8/bits, _/bits>> = id(<<0:3, "x", 0:5>>),
    io:format("~p ~p~n", [A, A =:= <<"x">>]),
    io:format("~p~n", [erlang:phash2(A) =:= erlang:phash2(<<"x">>)]).

id(X) -> X.
