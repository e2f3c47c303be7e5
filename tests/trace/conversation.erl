%% A question and its answer, a link, an exit, a name, a table and a timeout.
-module(conversation).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Other = spawn_link(fun() -> receive {hello, From} -> From ! {self(), back} end, exit(tired) end),
    Other ! {hello, self()},
    receive {Other, back} -> ok end,
    receive {'EXIT', Other, tired} -> ok end,
    register(main, self()),
    Table = ets:new(table, []),
    ets:insert(Table, {main, whereis(main)}),
    receive never -> ok after 5 -> late end.
