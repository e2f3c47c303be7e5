-module(blocks).
f(X) ->
    case X of 1 -> a; _ when X > 2 -> b end,
    if X > 1 -> a; true -> b end,
    begin a, b end,
    receive {a, B} -> B; c -> d after 10 -> timeout end,
    receive after infinity -> ok end,
    receive a -> b end.
