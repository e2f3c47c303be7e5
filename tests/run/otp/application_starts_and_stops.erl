%% Applications given as terms: loading, environment, starting with what they need, stopping.
-module(application_starts_and_stops).
-behaviour(application).
-export([main/0, start/2, prep_stop/1, stop/1]).

main() ->
    logger:set_primary_config(level, none),
    [show(application:load(App))
     || App <- [app(one, {runs, 1}, [kernel, stdlib]), app(one, {runs, 1}, []), app(two, {runs, 2}, [kernel, stdlib, one]),
                app(wrong, wrong, []), app(refuses, refuses, [two]), app(ignores, ignore, []), {application, library, []},
                no_such_application, {application, x}]],
    show([application:get_env(one, key), application:get_env(one, none), application:get_env(one, none, default),
          application:get_env(key), lists:sort(application:get_all_env(one)), application:get_all_env(none)]),
    show([application:set_env(one, key, new), application:get_env(one, key), application:unset_env(one, key),
          application:get_env(one, key), application:set_env([{one, [{a, 1}, {b, 2}]}]), application:get_env(one, b)]),
    show([application:get_key(one, vsn), application:get_key(one, none), application:get_key(none, vsn)]),
    show(application:get_all_key(library)),
    show([application:get_application(?MODULE), application:get_application(self())]),
    show(application:start(two)),
    show(application:ensure_all_started(two)),
    show([application:start(two), application:ensure_started(two), application:ensure_all_started(two)]),
    show([A || {A, _, _} <- application:which_applications(), A =/= kernel, A =/= stdlib]),
    show([application:unload(two), application:stop(one), application:stop(one), application:stop(none)]),
    show([application:stop(two), application:unload(two), application:unload(two)]),
    [show(application:start(A)) || A <- [wrong, refuses, ignores, library, none]],
    show([application:ensure_all_started(refuses), application:ensure_all_started(none)]),
    show([application:start(one, never), application:stop(library)]).

show(Term) -> io:format("~p~n", [Term]).

app(Name, Start, Needs) ->
    {application, Name, [{description, "D"}, {vsn, "1"}, {modules, [?MODULE || Name =:= one]}, {registered, []},
                         {applications, Needs}, {mod, {?MODULE, Start}}, {env, [{key, value}, {Name, 1}]}]}.

start(Type, {runs, N}) ->
    io:format("start ~p ~p ~p~n", [Type, N, application:get_application()]),
    {ok, spawn_link(fun() -> receive stop -> ok end end), N};
start(_, refuses) -> {error, refused};
start(_, Other) -> Other.

prep_stop(N) -> io:format("prep_stop ~p~n", [N]), {prepared, N}.
stop(State) -> io:format("stop ~p~n", [State]).
