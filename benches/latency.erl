%% How late a process wakes that wants to run every 10 ms, beside eight endless loops and four processes in long built-in
%% functions. Prints a line for each kind of work: p99 and the worst, in microseconds. In the last one, `mixed`, each of
%% the four does all kinds in turn, and one of them has a live heap of 500 MB.
%%
%%   erlet --schedulers 2 benches/latency.erl [SECONDS [KIND…]]     (benches/latency runs OTP and Erlet in turn)
-module(latency).
-export([main/1, names/0, loop/1, server/1]).

main([]) -> main(["2"]);
main([Seconds]) -> main([Seconds | names()]);
main([Seconds | Names]) ->
    Loops = [spawn(?MODULE, loop, [0]) || _ <- lists:seq(1, 8)],
    [measured(Name, proplists:get_value(Name, works()), list_to_integer(Seconds)) || Name <- Names],
    [exit(P, kill) || P <- Loops],
    halt(0).

%% The kinds of work.
names() -> [Name || {Name, _} <- works()].

loop(N) -> loop(N + 1).

measured(Name, Work, Seconds) ->
    Self = self(),
    Busy = [spawn(fun() ->
        Keep = [{N, [N]} || Name =:= "mixed", I =:= 1, N <- lists:seq(1, 9000000)],
        Do = Work(),
        Self ! ready,
        forever(Do, Keep)
    end) || I <- lists:seq(1, 4)],
    [receive ready -> ok end || _ <- Busy],
    Late = lists:sort(wakes(erlang:monotonic_time(microsecond) + Seconds * 1000000, [])),
    [exit(P, kill) || P <- Busy],
    io:format("~s ~w ~w~n", [Name, lists:nth(max(1, length(Late) * 99 div 100), Late), lists:last(Late)]).

%% Does the work for whoever asks.
server(Do) ->
    receive Client -> Client ! {self(), Do()} end,
    server(Do).

forever(Do, Keep) ->
    _ = Do(),
    forever(Do, Keep).

wakes(End, Late) ->
    Before = erlang:monotonic_time(microsecond),
    receive after 10 -> ok end,
    case erlang:monotonic_time(microsecond) of
        Now when Now > End -> [Now - Before - 10000 | Late];
        Now -> wakes(End, [max(0, Now - Before - 10000) | Late])
    end.

%% What each of the four prepares, and then does again and again.
works() ->
    Kinds = kinds(),
    Kinds ++ [{"mixed", fun() -> Does = [Work() || {_, Work} <- Kinds], fun() -> [Do() || Do <- Does] end end}].

kinds() ->
    [{"sort", fun() -> L = numbers(300000), fun() -> lists:sort(L) end end},
     {"subtract", fun() -> L = numbers(100000), M = numbers(100000), fun() -> L -- M end end},
     {"append", fun() -> L = numbers(500000), fun() -> L ++ [end_of_list] end end},
     {"compare", fun() -> L = rows(200000), M = rows(200000), fun() -> L =:= M end end},
     {"term_to_binary", fun() -> L = rows(100000), fun() -> term_to_binary(L) end end},
     {"binary_to_term", fun() -> B = term_to_binary(rows(100000)), fun() -> binary_to_term(B) end end},
     {"string", fun() -> S = text(300000), fun() -> string:uppercase(S) end end},
     {"list_to_binary", fun() -> L = binary_to_list(text(2000000)), fun() -> list_to_binary(L) end end},
     {"split", fun() -> S = text(2000000), fun() -> binary:split(S, <<" ">>, [global]) end end},
     {"re", fun() -> S = text(4000000), fun() -> re:run(S, "(x+y)+z", [global]) end end},
     {"map", fun() -> L = [{N, N} || N <- numbers(100000)], fun() -> maps:to_list(maps:from_list(L)) end end},
     {"message", fun() -> L = rows(100000), fun() -> self() ! L, receive L -> ok end end end},
     {"collect", fun() -> L = rows(300000), fun() -> erlang:garbage_collect(), hd(L) end end},
     {"serve", fun() ->
         L = rows(300000),
         Server = spawn_link(?MODULE, server, [fun() -> erlang:garbage_collect(), hd(L) end]),
         fun() -> Server ! self(), receive {Server, Answer} -> Answer end end
     end},
     {"ets_match", fun() ->
         T = ets:new(t, []),
         [ets:insert(T, {N, N rem 7}) || N <- lists:seq(1, 100000)],
         fun() -> ets:match(T, {'$1', 3}) end
     end}].

rows(N) -> [{I, a, "text"} || I <- lists:seq(1, N)].

numbers(N) -> [erlang:phash2(I) || I <- lists:seq(1, N)].

text(Size) -> binary:copy(<<"some text xxxy of a file ">>, Size div 25).
