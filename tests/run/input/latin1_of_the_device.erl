%% A device whose encoding is latin1 reads bytes as characters and writes what is none of its characters as in a string.
-module(latin1_of_the_device).
-export([main/0]).

main() ->
    ok = io:setopts([{encoding, latin1}]),
    io:format("~w~n", [io:get_line("")]),
    io:format("~w~n", [io:get_chars("", 3)]),
    io:put_chars([916, $a, 128512, $\n]),
    io:format("~ts ~s~n", [[8364], "euro"]),
    io:put_chars(<<"\x{3b1}\n"/utf8>>),
    ok = io:format(user, "~tp~n", [io:getopts()]),
    ok = file:write(group_leader(), ["bytes", $\n]),
    ok = io:setopts([{encoding, unicode}]),
    io:put_chars([916, $\n]),
    io:format("~w~n", [io:get_line("")]).
