%% Modules are loaded, deleted and purged in an order that chance makes, while processes run their code, come back to it,
%% or hold funs of it: who is killed, what calls give, what is said of the code.
%% allow: undef
-module(hot_code_in_any_order).
-export([main/0, keep/1]).
-include("image.hrl").

-record(s, {images, processes = [], funs = []}).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    Images = [version(Version) || Version <- [1, 2, 3]],
    [begin
        rand:seed(exsss, Seed),
        io:format("seed ~p~n", [Seed]),
        #s{processes = Left} = lists:foldl(fun told/2, #s{images = Images}, lists:seq(1, 100)),
        [exit(Pid, kill) || {_, Pid} <- Left],
        [code:delete(hot) || code:purge(hot) =/= maybe]
    end || Seed <- [1, 2, 3, 4]],
    ok.

%% Its processes wait in the module itself, by a call of the current version, or below a function of it.
version(Version) ->
    Lines = ["-module(hot).", "-export([version/0, local/0, remote/0, below/0, made/0]).",
        lists:concat(["version() -> ", Version, "."]),
        "local() -> receive {P, ask} -> P ! {self(), version()}, local(); {P, give} -> P ! {self(), made()}, local(); stop -> done end.",
        "remote() -> receive {P, ask} -> P ! {self(), version()}, hot:remote(); {P, give} -> P ! {self(), made()}, hot:remote(); stop -> done end.",
        lists:concat(["below() -> X = hot_code_in_any_order:keep(none), {X, ", Version, "}."]),
        "made() -> V = version(), fun(X) -> {V, X, version()} end."],
    image(Lines).

keep(Fun) ->
    receive
        {P, ask} -> P ! {self(), kept}, keep(Fun);
        {P, give} -> P ! {self(), Fun}, keep(Fun);
        stop -> kept
    end.

told(N, #s{processes = Before} = S) ->
    {What, #s{processes = After} = S2} = step(lists:nth(rand:uniform(14), steps()), N, S),
    {Left, Gone} = lists:partition(fun({_, Pid}) -> is_process_alive(Pid) end, After),
    Ends = [receive {'EXIT', Pid, Why} -> {I, Why} end || {I, Pid} <- Before, not is_process_alive(Pid)],
    [] = Gone -- Before,
    io:format("~w: ~w ~w~n", [N, What, Ends]),
    S2#s{processes = Left}.

steps() ->
    [load, load, load, purge, soft_purge, delete, local, remote, below, holder, make, call, about, ask].

step(load, _, #s{images = Images} = S) ->
    Version = rand:uniform(3),
    {{load, Version, code:load_binary(hot, "hot", lists:nth(Version, Images))}, S};
step(purge, _, S) -> {{purge, code:purge(hot)}, S};
step(soft_purge, _, S) -> {{soft_purge, code:soft_purge(hot)}, S};
step(delete, _, S) -> {{delete, code:delete(hot)}, S};
step(holder, N, #s{processes = Ps, funs = Funs} = S) ->
    Fun = any(Funs),
    {{holder, N}, S#s{processes = [{N, spawn_link(?MODULE, keep, [Fun])} | Ps]}};
step(call, _, #s{funs = Funs} = S) ->
    {{call, try (any(Funs))(x) catch error:{Reason, _} -> Reason; error:Reason -> Reason end}, S};
step(about, _, #s{processes = Ps} = S) ->
    Checks = [{I, erlang:check_process_code(Pid, hot)} || {I, Pid} <- Ps],
    {{about, Checks, erlang:check_old_code(hot), erlang:module_loaded(hot), erlang:function_exported(hot, made, 0)}, S};
step(ask, N, #s{processes = Ps, funs = Funs} = S) ->
    %% Who comes back to code that is not there ends some time.
    {I, Pid} = case erlang:module_loaded(hot) of true -> any(Ps); false -> {none, none} end,
    case rand:uniform(3) of
        _ when I =:= none -> {{ask, nobody}, S};
        1 ->
            Monitor = monitor(process, Pid),
            Pid ! stop,
            receive {'DOWN', Monitor, process, Pid, _} -> {{stopped, I}, S} end;
        2 -> Pid ! {self(), ask}, receive {Pid, Answer} -> {{asked, I, Answer}, S} end;
        3 -> Pid ! {self(), give}, receive {Pid, Fun} -> {{given, I, N}, S#s{funs = [Fun | Funs]}} end
    end;
step(What, N, #s{processes = Ps, funs = Funs} = S) ->
    case erlang:module_loaded(hot) of
        false -> {{What, nothing}, S};
        true when What =:= make -> {{make, N}, S#s{funs = [hot:made() | Funs]}};
        true -> {{What, N}, S#s{processes = [{N, spawn_link(hot, What, [])} | Ps]}}
    end.

any([]) -> {none, none};
any(List) -> lists:nth(rand:uniform(length(List)), List).
