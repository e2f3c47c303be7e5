-module(exceptions).
f(X) ->
    try X() of 1 -> a; _ -> b catch throw:T -> T; error:{badmatch, V} = R:S when V > 1 -> {R, S}; exit:#{a := E} -> E; C:R2:S2 -> {C, R2, S2}; Thrown -> Thrown; exit:-1 -> x after done end,
    try X() after ok end,
    (catch X()).
