-module(i_ignores).
-export([main/0]).

main() -> io:format("~w ~i~w~n", [1, 2, 3]).
