%% A module loaded twice: calls with the module's name reach the new version, a process moves over by one.
-module(hot_code_two_versions).
-export([main/0]).

main() ->
    {module, hot} = load("one"),
    {Pid, Monitor} = spawn_monitor(hot, loop, [[]]),
    show(first, Pid),
    {module, hot} = load("two"),
    show(second, Pid),
    io:format("old code: ~p, in use: ~p~n", [erlang:check_old_code(hot), erlang:check_process_code(Pid, hot)]),
    Pid ! switch,
    show(switched, Pid),
    io:format("in use: ~p, by us: ~p~n",
              [erlang:check_process_code(Pid, hot), erlang:check_process_code(self(), hot)]),
    io:format("soft purge: ~p, old code: ~p~n", [code:soft_purge(hot), erlang:check_old_code(hot)]),
    show(purged, Pid),
    Pid ! stop,
    receive {'DOWN', Monitor, process, Pid, normal} -> ok end,
    io:format("delete: ~p ~p~n", [code:delete(hot), code:is_loaded(hot)]),
    io:format("purge: ~p ~p~n", [code:purge(hot), code:purge(hot)]),
    io:format("~p~n", [catch_undef()]).

show(When, Pid) ->
    Pid ! {value, self()},
    receive
        {Values, Answer} -> io:format("~p: ~p ~p, new calls get ~p~n", [When, Answer, Values, hot:version()])
    end.

catch_undef() ->
    try hot:version()
    catch
        error:undef -> not_loaded
    end.

load(Version) ->
    Text = "-module(hot). -export([loop/1, version/0]). version() -> VERSION. "
        "loop(Seen) -> receive"
        "    {value, From} -> From ! {Seen, VERSION}, loop([VERSION | Seen]);"
        "    switch -> ?MODULE:loop(Seen);"
        "    stop -> ok end.",
    Words = string:replace(string:replace(Text, "VERSION", Version, all), "?MODULE", "hot", all),
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Words)),
    {ok, hot, Binary} = compile:forms(forms(Tokens, [])),
    code:load_binary(hot, "hot.erl", Binary).

forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Form) ->
    {ok, Parsed} = erl_parse:parse_form(lists:reverse(Form, [Dot])),
    [Parsed | forms(Rest, [])];
forms([Token | Rest], Form) -> forms(Rest, [Token | Form]).
