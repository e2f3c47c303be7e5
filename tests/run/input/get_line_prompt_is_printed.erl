-module(get_line_prompt_is_printed).
-export([main/0]).

main() ->
    Name = string:trim(io:get_line("name? ")),
    Age = string:trim(io:get_line(standard_io, 'age? ')),
    io:format("~n~ts is ~s~n", [Name, Age]),
    io:format("~p~n", [io:get_line("more? ")]).
