%% Five philosophers share five forks; each needs two of them to eat.
%% If all took the left fork first, all could wait for ever. Here each takes the
%% fork with the lower number first, so somebody can always eat.
-module(dining_philosophers).
-export([main/0]).

-define(MEALS, 3).

main() ->
    Names = [plato, kant, hume, locke, hegel],
    Forks = list_to_tuple([spawn_link(fun fork_on_table/0) || _ <- Names]),
    Table = self(),
    [spawn_link(fun() -> philosopher(Name, forks(Seat, Forks), Table) end)
     || {Seat, Name} <- lists:zip(lists:seq(1, 5), Names)],
    %% They finish in any order: wait for each by name.
    [receive
         {full, Name, Meals} -> io:format("~p ate ~p times~n", [Name, Meals])
     end || Name <- Names],
    io:format("nobody starved~n").

%% The two forks of a seat, the lower number first.
forks(Seat, Forks) ->
    Other = Seat rem 5 + 1,
    {element(min(Seat, Other), Forks), element(max(Seat, Other), Forks)}.

philosopher(Name, {First, Second}, Table) ->
    [begin
         think(),
         take(First),
         take(Second),
         eat(),
         put_back(Second),
         put_back(First)
     end || _ <- lists:seq(1, ?MEALS)],
    Table ! {full, Name, ?MEALS}.

think() -> timer:sleep(1).
eat() -> timer:sleep(1).

take(Fork) ->
    Fork ! {take, self()},
    receive
        {taken, Fork} -> ok
    end.

put_back(Fork) ->
    Fork ! {put_back, self()}.

%% A fork is a process with two states. While it is taken, other requests stay
%% in its mailbox: selective receive is the queue.
fork_on_table() ->
    receive
        {take, Philosopher} ->
            Philosopher ! {taken, self()},
            fork_taken_by(Philosopher)
    end.

fork_taken_by(Philosopher) ->
    receive
        {put_back, Philosopher} -> fork_on_table()
    end.
