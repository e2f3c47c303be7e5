%% The error is in a fun that a library function calls.
-module(crash_in_a_fun).
-export([main/0]).

main() ->
    Prices = #{apple => 3, pear => 4},
    Sum = lists:sum(lists:map(fun(Fruit) -> maps:get(Fruit, Prices) end, [apple, pear, plum])),
    io:format("~p~n", [Sum]).
