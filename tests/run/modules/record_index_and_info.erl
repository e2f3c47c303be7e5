-module(record_index_and_info).
-export([main/0]).
-record(item, {id, name, price = 1.5}).

main() ->
    io:format("~p ~p ~p~n", [#item.id, #item.name, #item.price]),
    io:format("~p~n", [record_info(fields, item)]),
    io:format("~p~n", [record_info(size, item)]),
    Items = [#item{id = N, name = Name} || {N, Name} <- [{1, a}, {2, b}]],
    io:format("~p~n", [lists:keyfind(b, #item.name, Items)]).
