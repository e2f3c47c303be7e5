%% OTP 27, Reference Manual, "Data Types", section "Sigil"
-module(sigils).
-export([main/0]).

main() ->
    io:format("~tp~n", [~"жук"]),
    io:format("~p~n", [[~s"a\tb", ~b"a\tb", ~"a\tb"]]),
    io:format("~w~n", [[~S"a\tb", ~B"a\tb"]]),
    io:format("~p~n", [[~s(round), ~s[square], ~s{curly}, ~s<angle>]]),
    io:format("~p~n", [[~s/slash/, ~s|bar|, ~s'single', ~s`back`, ~s#hash#]]),
    io:format("~p~n", [[~b[with "quotes" inside], ~B(C:\new)]]),
    io:format("~p~n", [~"" =:= <<>>]),
    case <<"match">> of
        ~"match" -> io:format("matched~n")
    end.
