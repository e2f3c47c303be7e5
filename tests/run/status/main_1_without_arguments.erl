-module(main_1_without_arguments).
-export([main/1]).

main([]) -> io:format("no arguments~n").
