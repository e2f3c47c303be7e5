-module(guard_binary_part).
-export([main/0]).

f(B) when binary_part(B, 0, 2) =:= <<"ab">> -> starts_ab;
f(B) when binary_part(B, {byte_size(B), -2}) =:= <<"yz">> -> ends_yz;
f(_) -> other.

main() -> io:format("~p~n", [[f(B) || B <- [<<"abc">>, <<"xyz">>, <<"a">>, "ab"]]]).
