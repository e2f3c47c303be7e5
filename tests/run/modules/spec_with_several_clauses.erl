-module(spec_with_several_clauses).
-export([main/0]).
-callback unused(term()) -> ok.
-optional_callbacks([unused/1]).

-spec convert(atom()) -> string();
             (string()) -> atom().
convert(A) when is_atom(A) -> atom_to_list(A);
convert(S) -> list_to_atom(S).

main() ->
    io:format("~p ~p~n", [convert(abc), convert("abc")]).
