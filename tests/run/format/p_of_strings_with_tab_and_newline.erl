-module(p_of_strings_with_tab_and_newline).
-export([main/0]).

main() ->
    io:format("~p~n", ["line one\nline two\nand a longer line three\nand an even longer line number four"]),
    io:format("~p~n", [<<"line one\nline two\nand a longer line three\nand an even longer line number four">>]),
    io:format("~p~n", [["short\n", "tab\t", "\\"]]).
