%% The external format of tuples, lists and maps whose parts are simple, compound, or both.
-module(external_bytes_of_rows).
-export([main/0]).

main() ->
    [show(Term) || Term <- terms()],
    io:format("~p~n", [[nodes(Kind) || Kind <- [this, known, [this, visible], hidden, []]]]).

show(Term) ->
    Bytes = term_to_binary(Term, [deterministic]),
    Term = binary_to_term(Bytes),
    io:format("~b ~s~n", [byte_size(Bytes), binary:encode_hex(erlang:md5(Bytes))]).

terms() ->
    Many = maps:from_list([{K, {K, [K, a], #{K => "text"}}} || K <- lists:seq(1, 100)]),
    [{}, {a}, {1, [2], 3, {4, []}, 5.5}, [1, {2}, 3 | 4], [a, b | <<"c">>], [[1000], [], {[]}], lists:seq(1, 300), [256 | lists:seq(1, 70000)],
     #{a => 1, b => {2}, {c} => [3]}, #{}, Many, {<<5:3>>, 'é', '\x{400}', 1 bsl 70, -1, 1 bsl 40}, list_to_tuple(lists:seq(1, 300))].
