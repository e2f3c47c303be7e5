%% The smallest program: a module, an exported function, a line of output.
%% Run it with:  erlet hello.erl
-module(hello).
-export([main/0]).

main() ->
    io:format("Hello, world!~n").
