-module(format_given).
-export([main/0]).

%% The stack shows the function that was called and the arguments that it was given.
shown(Fun) ->
    try Fun() of
        Value -> io:format("~p~n", [Value])
    catch
        Class:Reason:Stack ->
            {M, F, Args, _} = hd(Stack),
            io:format("~p ~p ~p~n", [Class, Reason, {M, F, Args}])
    end.

main() ->
    Format = list_to_atom("~p"),
    shown(fun() -> io:format(Format) end),
    shown(fun() -> io:fwrite(Format) end),
    shown(fun() -> io:format(Format, none) end),
    shown(fun() -> io:fwrite(standard_io, Format, []) end).
