-module(maybe_disabled).
f(X) -> {maybe, else, X}.
