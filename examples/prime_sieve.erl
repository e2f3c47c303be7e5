%% The sieve of Eratosthenes as a chain of processes.
%% Each filter keeps one prime. It drops the multiples of that prime and sends
%% everything else to the next filter; the first number it lets through is the
%% next prime and starts the next filter.
-module(prime_sieve).
-export([main/0]).

main() ->
    Limit = 100,
    Sieve = start_filter(self()),
    [Sieve ! {number, N} || N <- lists:seq(2, Limit)],
    Sieve ! done,
    Primes = receive {primes, List} -> List end,
    io:format("~p primes up to ~p:~n~w~n", [length(Primes), Limit, Primes]).

start_filter(Collector) ->
    spawn(fun() -> new_filter(Collector, []) end).

%% A filter without a prime: the first number is one, since no earlier filter
%% divides it. Before is what the earlier filters hold, the latest first.
new_filter(Collector, Before) ->
    receive
        {number, Prime} ->
            Primes = [Prime | Before],
            Next = spawn(fun() -> new_filter(Collector, Primes) end),
            filter(Prime, Next);
        done ->
            %% The end of the chain: all primes are known here.
            Collector ! {primes, lists:reverse(Before)}
    end.

filter(Prime, Next) ->
    receive
        {number, N} when N rem Prime =:= 0 ->
            filter(Prime, Next);
        Message = {number, _} ->
            Next ! Message,
            filter(Prime, Next);
        done ->
            Next ! done
    end.
