%% Two processes wait for each other's greeting.
-module(deadlock_of_a_pair).
-export([main/0]).

main() ->
    Main = self(),
    Friend = spawn_link(fun() -> receive {hi, From} -> From ! {hi, self()} end end),
    receive {hi, Friend} -> Friend ! {hi, Main} end.
