-module(illegal_record_info).
-export([f/1]).
-record(r, {a}).
f(X) -> {#r{}, record_info(fields, X)}.
