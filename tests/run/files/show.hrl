%% Shows what a test gives, or how it fails and in which function.
show(What, Test) ->
    Result = try Test()
             catch Class:Reason:Stack -> {Class, Reason, element(2, hd(Stack))}
             end,
    io:format("~p: ~p~n", [What, Result]).
