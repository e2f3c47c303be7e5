%% args: one two 3
-module(main_with_arguments).
-export([main/1]).

main(Args) -> io:format("~p~n", [Args]).
