%% The environment and commands.
-module(os_commands).
-export([main/0]).

main() ->
    show([os:getenv("ERLET_NONE"), os:getenv("ERLET_NONE", "default"), os:putenv("ERLET_NONE", "x y"), os:getenv("ERLET_NONE")]),
    show(os:cmd("echo \"[$ERLET_NONE]\"")),
    show([os:unsetenv("ERLET_NONE"), os:getenv("ERLET_NONE"), lists:member("ERLET_NONE=x y", os:getenv())]),
    show([os:cmd("echo hi; echo err >&2"), os:cmd("exit 3"), os:cmd("cat"), os:cmd("printf a # comment"), os:cmd('echo atom')]),
    show([filename:basename(os:find_executable("sh")), os:find_executable("no_such_program"), element(1, os:type())]),
    Commands = [spawn_monitor(fun() -> exit(os:cmd("sleep 0.2; echo " ++ integer_to_list(N))) end) || N <- lists:seq(1, 5)],
    show([receive {'DOWN', Ref, _, _, Output} -> Output end || {_, Ref} <- Commands]),
    show(catch_badarg(fun() -> os:getenv(foo) end)).

catch_badarg(Fun) ->
    try
        Fun()
    catch
        error:Reason -> Reason
    end.

show(Term) -> io:format("~0tp~n", [Term]).
