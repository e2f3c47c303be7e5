-module(bad_attribute).
-export(f/1).
f(X) -> X.
