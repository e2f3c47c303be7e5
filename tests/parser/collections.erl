-module(collections).
f(X) ->
    {[], [1 | X], [1, 2 | X], {}, {1}, #{}, #{a => 1, b => X}, X#{a := 2}#{b => 3}, <<>>, <<1, X:8, "abc"/utf8, X/binary, X:4/little-signed-integer-unit:8>>}.
