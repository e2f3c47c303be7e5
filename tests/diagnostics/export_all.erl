-module(export_all).
-compile(export_all).
f(X) -> X.
