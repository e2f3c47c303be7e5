-module(unsized_in_generator).
-export([f/1]).
f(X) -> [P || <<P/binary>> <= X].
