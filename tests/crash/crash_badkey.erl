%% A map update with := of a key that is not there.
-module(crash_badkey).
-export([main/0]).

main() ->
    Account = #{owner => "Ann", balance => 10},
    io:format("~p~n", [deposit(Account, 5)]).

deposit(Account, Amount) -> Account#{balanse := maps:get(balance, Account) + Amount}.
