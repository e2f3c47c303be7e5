%% Addresses of hosts that are given as addresses, and of this one.
-module(names_of_hosts).
-export([main/0]).

main() ->
    [io:format("~p ~p: ~p ~p ~p~n", [Host, Family, inet:getaddr(Host, Family), inet:getaddrs(Host, Family),
                                     inet:gethostbyname(Host, Family)])
     || Host <- ["127.0.0.1", "::1", {1, 2, 3, 4}, {0, 0, 0, 0, 0, 0, 0, 1}, {1, 2}, 17, ""], Family <- [inet, inet6]],
    io:format("~p~n", [inet:getaddr(localhost, inet)]),
    [io:format("~p~n", [inet:gethostbyaddr(Address)]) || Address <- [{127, 9, 9, 9}, "localhost", {1, 2}, a]].
