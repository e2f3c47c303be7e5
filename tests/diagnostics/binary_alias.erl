-module(binary_alias).
-export([f/1]).
f(<<X>> = <<X:8>>) -> X.
