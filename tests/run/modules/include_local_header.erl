-module(include_local_header).
-export([main/0]).
-include("include_local_header.hrl").

main() ->
    io:format("~p ~p ~p~n", [?SHARED, #shared{}, shared_function(4)]).
