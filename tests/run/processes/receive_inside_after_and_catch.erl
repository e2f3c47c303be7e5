-module(receive_inside_after_and_catch).
-export([main/0]).

main() ->
    self() ! one, self() ! two,
    R = try throw(receive one -> uno end)
        catch T -> {T, receive two -> dos end}
        after self() ! three
        end,
    io:format("~p ~p~n", [R, receive X -> X end]).
