%% allow: warnings
-module(warning_directive_does_not_stop).
-export([main/0]).
-warning("only a warning").

main() -> io:format("compiled all the same~n").
