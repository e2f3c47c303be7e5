%% The main process floods itself and never receives: the run ends by its end.
-module(flood_of_itself).
-export([main/0]).

main() -> io:format("begin~n"), send().

send() -> self() ! {some, message}, send().
