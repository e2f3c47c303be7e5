%% OTP 27, Reference Manual, "Data Types", section "String" (triple-quoted strings)
-module(triple_quoted_strings).
-export([main/0]).

main() ->
    A = """
        first line
          indented by two
        "quotes" and \n stay as they are
        """,
    io:format("~s~n", [A]),
    io:format("~w~n", ["""
    x

    y
    """]),
    io:format("~p~n", ["""
        """]),
    io:format("~p~n", [""""
        three """ in four
        """"]),
    io:format("~p~n", [~"""
        a binary\t
        """]),
    io:format("~p~n", [~s"""
        a tab\there
        """]).
