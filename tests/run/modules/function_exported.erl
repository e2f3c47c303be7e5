-module(function_exported).
-export([main/0, visible/1]).

main() ->
    io:format("~p~n", [[erlang:function_exported(?MODULE, F, A)
                        || {F, A} <- [{visible, 1}, {visible, 2}, {hidden, 0}, {module_info, 0}]]]),
    hidden().

visible(X) -> X.
hidden() -> io:format("hidden called~n").
