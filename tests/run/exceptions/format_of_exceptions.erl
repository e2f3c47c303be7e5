-module(format_of_exceptions).
-export([main/0]).

main() ->
    S = [{m, f, 1, [{file, "m.erl"}, {line, 3}]}],
    io:format("~ts~n", [erl_error:format_exception(error, badarith, S)]).
