-module(header_guarded_against_double_include).
-export([main/0]).
-include("header_guarded_against_double_include.hrl").
-include("header_guarded_against_double_include.hrl").

main() -> io:format("~p~n", [#once{x = 2}]).
