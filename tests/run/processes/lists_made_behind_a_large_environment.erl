%% What a new process gets with a large binary in it may lie in a block with room behind its words. What built-in
%% functions put there counts, so that the next collection has room for all of it.
-module(lists_made_behind_a_large_environment).
-export([main/0]).

-define(FIVE(S), tuple_to_list(S), tuple_to_list(S), tuple_to_list(S), tuple_to_list(S), tuple_to_list(S)).
-define(FIFTY(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S), ?FIVE(S)).

main() ->
    Binary = binary:copy(<<"large">>, 100),
    Kept = [passed(lists:seq(1, Size), Binary) || Size <- lists:seq(40, 440, 4)],
    io:format("~w processes, ~w kept all~n", [length(Kept), length([kept || true <- Kept])]).

passed(List, Binary) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit(kept(List, Binary, list_to_tuple(lists:sublist(List, 5)))) end),
    receive {'DOWN', Ref, process, Pid, Same} -> Same end.

%% No function is called between the lists, so nothing is collected until they are put together.
kept(List, Binary, Small) ->
    Made = [?FIFTY(Small)],
    Others = [?FIFTY(Small)],
    garbage_collect(),
    List =:= lists:seq(1, length(List)) andalso byte_size(Binary) =:= 500
        andalso lists:usort(Made ++ Others) =:= [[1, 2, 3, 4, 5]].
