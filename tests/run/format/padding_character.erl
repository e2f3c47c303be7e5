-module(padding_character).
-export([main/0]).

main() ->
    io:format("|~10..*s|~-10..*s|~n", [$*, "abc", $-, "abc"]),
    io:format("|~8..0b|~8.10.0b|~8.16.0b|~n", [42, 42, 255]),
    io:format("|~10..-w|~10..+w|~n", [atom, atom]),
    io:format("|~6..#c|~n", [$x]).
