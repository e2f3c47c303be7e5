-module(nested_terms).
-export([main/0]).

main() ->
    T = #{list => [1, [2, [3, {4, #{five => <<"6">>}}]]], "key" => {[], {}, #{}}},
    io:format("~p~n", [T]),
    io:format("~w~n", [T]),
    #{list := [_, [_, [_, {_, #{five := Six}}]]]} = T,
    io:format("~p~n", [Six]).
