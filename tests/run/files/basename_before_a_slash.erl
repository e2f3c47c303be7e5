%% `filename:basename/2` takes an ending away only where the name itself ends in it.
-module(basename_before_a_slash).
-export([main/0]).

main() ->
    [io:format("~p ~p ~p~n", [Name, Ext, filename:basename(Name, Ext)])
     || Name <- ["a.erl", "a.erl/", ".erl", ".erl/", "x/.erl", "x/a.erl//", "/", <<"a.erl">>, <<"a.erl/">>, <<".erl/">>],
        Ext <- [".erl", <<".erl">>]].
