-module(illegal_escape).
-export([f/1]).
f(_) -> "\xZZ".
