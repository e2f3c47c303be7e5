-module(unicode_in_p_and_w).
-export([main/0]).

main() ->
    io:format("~p ~w~n", ["жук", "жук"]),
    io:format("~tp ~tw~n", ["жук", "жук"]),
    io:format("~p ~tp~n", [<<"жук"/utf8>>, <<"жук"/utf8>>]),
    io:format("~p ~tp ~w~n", ["åäö", "åäö", "åäö"]),
    io:format("~tp ~p~n", [{'ж', "ж"}, {'ж', "ж"}]),
    io:format("~p~n", [<<"åäö">>]).
