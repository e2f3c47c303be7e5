-module(p_of_long_records).
-export([main/0]).
-record(person, {name, age, address, phone, email}).

main() ->
    P = #person{name = "Joe Armstrong", age = 68, address = "Some street in Stockholm", phone = "08-12345", email = "joe@example.org"},
    io:format("~p~n", [P]),
    io:format("~p~n", [[P, P#person{age = 1}]]).
