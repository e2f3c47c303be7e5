-module(record_field_in_guard).
-export([main/0]).
-record(account, {owner, balance = 0}).

rich(A) when A#account.balance > 100 -> true;
rich(_) -> false.

main() ->
    io:format("~p~n", [[rich(A) || A <- [#account{balance = 101}, #account{}, not_a_record, {account, 1}]]]).
