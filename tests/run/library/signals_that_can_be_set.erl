%% os:set_signal/2 knows these signals and options.
-module(signals_that_can_be_set).
-export([main/0]).

main() ->
    [io:format("~p~n", [{Signal, Option, set(Signal, Option)}])
     || {Signal, Option} <- [{Signal, default} || Signal <- [sighup, sigquit, sigabrt, sigalrm, sigterm, sigusr1, sigusr2, sigchld,
                                                            sigstop, sigtstp, sigint, sigcont, sigwinch, sigkill, sigfoo]]
                            ++ [{sigusr1, ignore}, {sigusr1, default}, {sigusr1, other}, {"sigusr1", default}]].

set(Signal, Option) ->
    try os:set_signal(Signal, Option)
    catch
        error:Reason -> Reason
    end.
