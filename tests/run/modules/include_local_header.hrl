-define(SHARED, from_header).
-record(shared, {a = 1, b}).
shared_function(N) -> N * N.
