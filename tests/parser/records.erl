-module(records).
-record(r, {a, b = 1, c :: integer(), d = [] :: [atom()]}).
f(R) -> {#r{}, #r{a = 1, _ = 2}, R#r.a, #r.a, R#r{a = 1}#r{b = 2}, (f(R))#r.a#r.b}.
