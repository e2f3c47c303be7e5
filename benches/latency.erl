%% How late a process wakes that wants to run every 10 ms, beside eight endless loops and four processes in long built-in
%% functions, one of which keeps a large live heap. Prints a line for each function: p99 and the worst, in microseconds.
%%
%%   erlet --schedulers 2 benches/latency.erl [SECONDS]     (benches/latency runs OTP and Erlet in turn)
-module(latency).
-export([main/1, loop/1]).

main([]) -> main(["2"]);
main([Seconds]) ->
    Wakes = list_to_integer(Seconds) * 100,
    Loops = [spawn(?MODULE, loop, [0]) || _ <- lists:seq(1, 8)],
    [measured(Name, Work, Wakes) || {Name, Work} <- works()],
    [exit(P, kill) || P <- Loops],
    halt(0).

loop(N) -> loop(N + 1).

measured(Name, Work, Wakes) ->
    Self = self(),
    Busy = [spawn(fun() ->
        Keep = case I of 1 -> [{N, [N]} || N <- lists:seq(1, 300000)]; _ -> [] end,
        Do = Work(),
        Self ! ready,
        forever(Do, Keep)
    end) || I <- lists:seq(1, 4)],
    [receive ready -> ok end || _ <- Busy],
    Late = lists:sort(wakes(Wakes, [])),
    [exit(P, kill) || P <- Busy],
    io:format("~s ~w ~w~n", [Name, lists:nth(max(1, Wakes * 99 div 100), Late), lists:last(Late)]).

forever(Do, Keep) ->
    _ = Do(),
    forever(Do, Keep).

wakes(0, Late) -> Late;
wakes(N, Late) ->
    Before = erlang:monotonic_time(microsecond),
    receive after 10 -> ok end,
    wakes(N - 1, [max(0, erlang:monotonic_time(microsecond) - Before - 10000) | Late]).

%% What each of the four prepares, and then does again and again.
works() ->
    [{"sort", fun() -> L = numbers(300000), fun() -> lists:sort(L) end end},
     {"subtract", fun() -> L = numbers(100000), M = numbers(100000), fun() -> L -- M end end},
     {"term_to_binary", fun() -> L = [{N, a, "text"} || N <- lists:seq(1, 100000)], fun() -> term_to_binary(L) end end},
     {"binary_to_term", fun() -> B = term_to_binary([{N, a, "text"} || N <- lists:seq(1, 100000)]), fun() -> binary_to_term(B) end end},
     {"string", fun() -> S = text(300000), fun() -> string:uppercase(S) end end},
     {"list_to_binary", fun() -> L = binary_to_list(text(2000000)), fun() -> list_to_binary(L) end end},
     {"re", fun() -> S = text(4000000), fun() -> re:run(S, "(x+y)+z", [global]) end end},
     {"ets_match", fun() ->
         T = ets:new(t, []),
         [ets:insert(T, {N, N rem 7}) || N <- lists:seq(1, 100000)],
         fun() -> ets:match(T, {'$1', 3}) end
     end}].

numbers(N) -> [erlang:phash2(I) || I <- lists:seq(1, N)].

text(Size) -> binary:copy(<<"some text xxxy of a file ">>, Size div 25).
