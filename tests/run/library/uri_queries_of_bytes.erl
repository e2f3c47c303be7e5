%% Queries of bytes that are no UTF-8, and parts without a path.
-module(uri_queries_of_bytes).
-export([main/0]).

main() ->
    [show(dissect_query, [Query]) || Query <- [<<120, 156, 75>>, <<"a=", 200>>, <<200, "=1&b">>, <<"a%ff=1">>, <<"ab%ff%fe=1">>, "a%ff", [200]]],
    [show(compose_query, [Fields]) || Fields <- [[{"x", "y"}, a], [{"x", "y"}, {source, "z"}], [a, {source, "z"}], [{source, "z"}, a]]],
    [show(normalize, [Parts]) || Parts <- [#{}, #{scheme => "a"}, #{host => "x"}, #{path => ""}, #{host => "X", path => "/a/../b"}]].

show(Function, Args) ->
    Result = try apply(uri_string, Function, Args)
             catch error:Reason -> Reason
             end,
    io:format("~w ~0p: ~0p~n", [Function, Args, Result]).
