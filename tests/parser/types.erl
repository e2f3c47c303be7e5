-module(types).
-type t() :: a | 1 | 1..10 | -1 | integer() | [t()] | [t(), ...] | [] | {} | {a, b} | #{} | #{a => b, c := d} | fun() | fun((...) -> t()) | fun((A :: t(), t()) -> t()) | m:t(a) | <<>> | <<_:8>> | <<_:_*8>> | <<_:8, _:_*4>> | #r{a :: t()}.
-opaque o(A, _B) :: {A, (t() | o(A, 1))}.
-nominal n() :: integer().
-record(r, {a}).
-export_type([t/0, o/2]).
-spec f(X) -> Y when X :: t(), is_subtype(Y, o(X, 2)).
f(X) -> X.
-spec types:g(a) -> b; (c) -> d.
g(X) -> X.
-callback cb(t()) -> ok.
-optional_callbacks([cb/1]).
