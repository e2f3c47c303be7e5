-module(term_order_across_types).
-export([main/0]).

main() ->
    Self = self(),
    Ref = make_ref(),
    Terms = [<<"bits">>, "list", [], #{}, {tuple}, Self, fun() -> ok end, Ref, atom, 1.5, 1],
    Kinds = [kind(T) || T <- lists:sort(Terms)],
    io:format("~p~n", [Kinds]).

kind(T) when is_number(T) -> number;
kind(T) when is_atom(T) -> atom;
kind(T) when is_reference(T) -> reference;
kind(T) when is_function(T) -> function;
kind(T) when is_pid(T) -> pid;
kind(T) when is_tuple(T) -> tuple;
kind(T) when is_map(T) -> map;
kind([]) -> nil;
kind(T) when is_list(T) -> list;
kind(T) when is_bitstring(T) -> bitstring.
