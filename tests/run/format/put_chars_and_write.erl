-module(put_chars_and_write).
-export([main/0]).

main() ->
    io:put_chars("put "),
    io:put_chars(["deep ", [<<"chars">>], $\n]),
    io:put_chars(standard_io, "жук\n"),
    io:write({a, "b", [c]}),
    io:nl(),
    io:write(standard_io, x),
    io:nl(standard_io),
    io:format("~p~n", [caught(fun() -> io:put_chars([a]) end)]),
    io:format("~p~n", [caught(fun() -> io:put_chars(<<255>>) end)]).

caught(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        Class:Reason -> {Class, Reason}
    end.
