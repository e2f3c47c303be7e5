-module(names_of_the_system).
-export([main/0]).

%% The names of the processes that were there before the program cannot be taken.
main() ->
    lists:foreach(fun taken/1, [init, logger, code_server, application_controller, kernel_sup, user, rex, my_own]).

taken(Name) ->
    try register(Name, self()) of
        true -> io:format("~p: ~p~n", [Name, unregister(Name)])
    catch
        error:badarg:Stack ->
            {erlang, register, [Name, _], Info} = hd(Stack),
            #{module := Module} = proplists:get_value(error_info, Info),
            #{1 := Text} = Module:format_error(badarg, Stack),
            io:format("~p: ~ts~n", [Name, Text])
    end.
