%% deep
%% Sorting lists that take more than one slice, while another process has its turn.
-module(sorting_long).
-export([main/0]).

main() -> lists:foreach(fun check/1, [8192, 8193, 20000, 65536, 100001]).

check(N) ->
    Self = self(),
    Other = spawn_link(fun() -> Self ! {other, length(lists:sort(fun(A, B) -> A >= B end, numbers(N, 3)))} end),
    Numbers = numbers(N, N),
    Sorted = lists:sort(Numbers),
    Sorted = lists:reverse(lists:sort(fun(A, B) -> A >= B end, Numbers)),
    Sorted = [X || {X} <- lists:keysort(1, [{X} || X <- Numbers])],
    Sorted = lists:sort(Sorted),
    Sorted = lists:sort(lists:reverse(Sorted)),
    Names = lists:sort([{name, X rem 1000, [X]} || X <- Numbers]),
    Names = lists:keysort(2, lists:keysort(3, lists:reverse(Names))),
    Unique = lists:usort([X rem 1000 || X <- Numbers]),
    Unique = [X || {_, X} <- lists:ukeysort(2, [{x, X rem 1000} || X <- Numbers])],
    receive {other, N} -> ok end,
    unlink(Other),
    io:format("~b: ~b ~b~n", [N, erlang:phash2(Sorted), length(Unique)]).

numbers(0, _) -> [];
numbers(N, Seed) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    [Next div 256 | numbers(N - 1, Next)].
