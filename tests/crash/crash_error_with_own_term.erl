%% error/2 with a term of the program and its arguments.
-module(crash_error_with_own_term).
-export([main/0]).

main() ->
    io:format("~p~n", [withdraw(#{balance => 10}, 50)]).

withdraw(#{balance := Balance}, Amount) when Amount > Balance ->
    error({insufficient_funds, Balance}, [account, Amount]);
withdraw(Account, Amount) ->
    maps:update_with(balance, fun(B) -> B - Amount end, Account).
