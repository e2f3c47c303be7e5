%% Pids, ports and references that come as bytes: whose they are is said by node and creation.
-module(identifiers_of_other_machines).
-export([main/0]).

main() ->
    [io:format("~p ~p: ~p~n", [Kind, Creation, read(bytes(Kind, Creation))])
     || Kind <- [old_pid, pid, old_reference, reference], Creation <- [0, 1, 3, 4, 255]],
    Own = term_to_binary(self()),
    Prefix = byte_size(Own) - 4,
    <<Start:Prefix/binary, 0:32>> = Own,
    Other = binary_to_term(<<Start/binary, 7:32>>),
    io:format("~p~n", [[Other =:= self(), Other == self(), node(Other), is_pid(Other), pid_to_list(Other) =:= pid_to_list(self()),
                        is_process_alive(Other), binary_to_term(term_to_binary(Other)) =:= Other,
                        binary_to_term(Own) =:= self()]]).

node_of(Name) -> <<119, (byte_size(Name)), Name/binary>>.

bytes(old_pid, Creation) -> <<131, 103, (node_of(<<"a@b">>))/binary, 5:32, 0:32, Creation>>;
bytes(pid, Creation) -> <<131, 88, (node_of(<<"a@b">>))/binary, 5:32, 0:32, Creation:32>>;
bytes(old_reference, Creation) -> <<131, 114, 3:16, (node_of(<<"a@b">>))/binary, Creation, 1:32, 2:32, 3:32>>;
bytes(reference, Creation) -> <<131, 90, 3:16, (node_of(<<"a@b">>))/binary, Creation:32, 1:32, 2:32, 3:32>>.

read(Bytes) ->
    try binary_to_term(Bytes) of
        Term -> node(Term)
    catch Class:Reason -> {Class, Reason}
    end.
