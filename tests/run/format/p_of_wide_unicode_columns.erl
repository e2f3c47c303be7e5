-module(p_of_wide_unicode_columns).
-export([main/0]).

main() ->
    io:format("~tp~n", [lists:duplicate(12, "日本語テキスト")]),
    io:format("|~10ts|~-10ts|~n", ["日本", "日本"]),
    io:format("~tp~n", [lists:duplicate(8, {'атом', "строка"})]).
