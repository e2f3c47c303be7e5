-module(binary_prefix_is_shared).
-export([f/1]).
f(<<"ab", T/binary>>) -> T;
f(<<"ac", T/binary>>) -> T;
f(<<N, B:N/binary, _/bits>>) -> B;
f(_) -> none.
