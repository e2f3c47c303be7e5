-module(functions).
f(0) -> zero;
f(X) when X > 0, is_integer(X); X == a -> positive;
f(_) -> other.
