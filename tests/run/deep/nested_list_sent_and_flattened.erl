%% deep
-module(nested_list_sent_and_flattened).
-export([main/0]).

nest(0, T) -> T;
nest(N, T) -> nest(N - 1, [N, T]).

main() ->
    A = nest(1000000, []),
    Me = self(),
    spawn(fun() -> Me ! A end),
    B = receive X -> X end,
    io:format("~p ~p ~p~n", [A =:= B, length(lists:flatten(B)), iolist_size(nest(255, [])) ]).
