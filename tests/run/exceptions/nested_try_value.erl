-module(nested_try_value).
-export([main/0]).

main() ->
    R = try
            A = try id(1) div id(0) catch error:badarith -> 7 end,
            B = try throw(3) catch T -> T end,
            A * B
        catch
            _:_ -> never
        end,
    io:format("~p~n", [R]).

id(X) -> X.
