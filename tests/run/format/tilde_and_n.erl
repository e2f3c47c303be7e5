-module(tilde_and_n).
-export([main/0]).

main() -> io:format("~~ ~3n~~|~n100%~n", []).
