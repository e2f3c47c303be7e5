-module(on_load_runs_before_the_first_call).
-export([main/0]).
-on_load(prepare/0).

prepare() ->
    persistent_term:put(?MODULE, loaded),
    ok.

main() ->
    io:format("~p~n", [persistent_term:get(?MODULE)]).
