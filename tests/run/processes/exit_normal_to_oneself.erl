-module(exit_normal_to_oneself).
-export([main/0]).

main() ->
    {_, R} = spawn_monitor(fun() -> exit(self(), normal), receive after 50 -> exit(survived) end end),
    receive {'DOWN', R, _, _, W} -> io:format("~p~n", [W]) end,
    process_flag(trap_exit, true),
    exit(self(), normal),
    receive {'EXIT', P, normal} -> io:format("trapped from self ~p~n", [P =:= self()]) end.
