%% A comment before the module.
%%% Three signs as well.
-module(comments_and_layout).
-export([main/0]).

main  (   )   ->  % after the arrow
    X
      =
        1, % "not a string
    io : format ( "~p~n" , [ X ] ) ,
    io:format("~p~n", [begin X end]) .
