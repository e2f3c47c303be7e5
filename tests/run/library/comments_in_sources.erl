%% The comments that erl_comment_scan finds, with their places.
-module(comments_in_sources).
-export([main/0]).

main() ->
    Comments = erl_comment_scan:string(source()),
    io:format("~p~n", [Comments]),
    Lines = erl_comment_scan:scan_lines(source()),
    io:format("~p~n~p~n", [hd(Lines), erl_comment_scan:join_lines(Lines) =:= lists:reverse(Comments)]),
    io:format("~p~n", [[erl_comment_scan:string(Text) || Text <- ["", "%", "a", "$%", "\"%", "'%'%x"]]]).

source() ->
    "%% first\n%% second\n   % third\n   % fourth\nfoo(X) -> % tail\n          % of the same  \n"
    "    \"str % no\", 'a%b', $%, $\", $\\\", % after\n  % x\n\t% tab\n\t \tbar. % y\n%%% z\n\n%% gap\n"
    "  %% indented\n\"multi\n % line\" % end\n%\n".
