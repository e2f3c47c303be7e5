-module(pids_and_references_print_shape).
-export([main/0]).

main() ->
    "<0." ++ Rest = pid_to_list(self()),
    io:format("~p~n", [lists:last(Rest)]),
    "#Ref<0." ++ _ = ref_to_list(make_ref()),
    io:format("~p~n", [list_to_pid(pid_to_list(self())) =:= self()]),
    io:format("~p ~p~n", [make_ref() =:= make_ref(), self() =:= self()]),
    io:format("~p~n", [node()]).
