-module(reserved_words_print_quoted).
-export([main/0]).

main() ->
    Words = ['after', 'and', 'andalso', 'band', 'begin', 'bnot', 'bor', 'bsl', 'bsr', 'bxor', 'case', 'catch',
             'cond', 'div', 'else', 'end', 'fun', 'if', 'let', 'maybe', 'not', 'of', 'or', 'orelse', 'receive', 'rem',
             'try', 'when', 'xor', 'query', 'spec', 'record'],
    io:format("~w~n", [Words]).
