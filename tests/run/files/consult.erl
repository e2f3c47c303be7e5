%% Terms of a file, and what is wrong with one.
-module(consult).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "erlet_consult_" ++ os:getpid()),
    show(Name, "{a, 1}.\n[b, \"c\", #{d => <<1, 2>>}].\n% a comment\n-1.5.\n"),
    show(Name, ""),
    show(Name, "{a, 1}.\n[b.\n"),
    show(Name, "a.\nb"),
    show(Name, "'a"),
    io:format("~p~n", [file:consult(Name ++ "/none")]).

show(Name, Text) ->
    ok = file:write_file(Name, Text),
    io:format("~p~n", [file:consult(Name)]),
    ok = file:delete(Name).
