-module(case_binds_for_the_rest).
-export([main/0]).

main() ->
    case lists:keyfind(b, 1, [{a, 1}, {b, 2}]) of
        {_, V} -> ok;
        false -> V = 0
    end,
    io:format("~p~n", [V]).
