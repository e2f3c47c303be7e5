-module(binary_generator_in_list_comprehension).
-export([main/0]).

main() ->
    io:format("~p~n", [[X + 1 || <<X>> <= <<1, 2, 3>>]]),
    io:format("~p~n", [[X || <<X:4>> <= <<16#AB, 16#CD>>]]),
    io:format("~p~n", [[X || <<X:3>> <= <<255>>]]),
    io:format("~p~n", [[{A, B} || <<A, B>> <= <<1, 2, 3, 4, 5>>]]),
    io:format("~p~n", [[C || <<C/utf8>> <= <<"aж€"/utf8>>]]).
