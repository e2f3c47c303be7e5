%% Separators among plain characters, line ends and combined ones, in binaries.
-module(runs_of_binaries).
-export([main/0]).

main() ->
    Texts = [<<"the quick, brown\r\nfox">>, <<"a">>, <<>>, <<"  x  ">>, <<"a\x{301} b"/utf8>>, <<"\x{e9},\x{e8},"/utf8>>, <<"ab\r\n\r cd">>,
             <<" \t\n">>, binary:copy(<<"0123456789abcde ">>, 600)],
    Separators = [" ", ",", " ,\n", "\r\n", ["\r\n"], [[$a, 769]], "e", [$a, "\r\n", $\s]],
    [show(Text, Separator) || Text <- Texts, Separator <- Separators],
    ok.

show(Text, Separators) ->
    Results = [string:lexemes(Text, Separators), string:take(Text, Separators), string:take(Text, Separators, true),
               string:take(Text, Separators, true, trailing), string:take(Text, Separators, false, trailing),
               string:trim(Text, both, Separators), string:nth_lexeme(Text, 2, Separators)],
    case byte_size(Text) > 100 of
        true -> io:format("~w~n", [erlang:phash2(Results)]);
        false -> io:format("~w~n", [Results])
    end.
