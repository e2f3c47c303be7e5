%% exit/1 with a reason of one's own.
-module(crash_exit_with_reason).
-export([main/0]).

main() ->
    io:format("starting~n"),
    check(#{port => 80}).

check(#{port := Port}) when Port < 1024 -> exit({not_allowed, {port, Port}});
check(_) -> ok.
