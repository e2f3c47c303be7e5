%% A gen_server and a gen_statem are suspended, change their state by code_change of new code, and go on.
-module(code_change_through_sys).
-export([main/0]).

main() ->
    load_server(one, "code_change(_, S, _) -> {ok, S}."),
    {ok, Server} = gen_server:start(hot_server, 5, []),
    io:format("~p~n", [gen_server:call(Server, get)]),
    io:format("suspend: ~p ~p~n", [sys:suspend(Server), element(3, element(4, {a, b, c, status(Server)}))]),
    gen_server:cast(Server, {add, 1}),
    load_server(two, "code_change(Old, S, Extra) -> {ok, {changed, Old, S, Extra}}."),
    io:format("change_code: ~p~n", [sys:change_code(Server, hot_server, old_version, extra)]),
    io:format("resume: ~p~n", [sys:resume(Server)]),
    io:format("~p~n", [gen_server:call(Server, get)]),
    io:format("runs old code: ~p, purge: ~p, lives: ~p~n",
              [erlang:check_process_code(Server, hot_server), code:soft_purge(hot_server), is_process_alive(Server)]),
    sys:suspend(Server),
    load_server(three, "code_change(_, _, _) -> {error, not_today}."),
    io:format("refused: ~p~n", [sys:change_code(Server, hot_server, two, [])]),
    code:soft_purge(hot_server),
    load_server(four, "code_change(_, _, _) -> erlang:error(oops)."),
    io:format("fails: ~p~n", [shape(sys:change_code(Server, hot_server, {down, three}, []))]),
    sys:resume(Server),
    io:format("~p~n", [gen_server:call(Server, get)]),
    io:format("not suspended: ~p~n", [try sys:change_code(Server, hot_server, four, []) catch exit:Reason -> element(1, Reason) end]),
    io:format("undefined module: ~p~n", [begin sys:suspend(Server), shape(sys:change_code(Server, no_such_module, 1, [])) end]),
    sys:resume(Server),
    gen_server:stop(Server),
    load("hot_statem", [{init, 1}, {callback_mode, 0}, {on, 3}, {code_change, 4}],
         ["init(N) -> {ok, on, N}.", "callback_mode() -> state_functions.",
          "on({call, From}, get, N) -> {keep_state_and_data, [{reply, From, {on, N}}]}.",
          "code_change(Vsn, State, Data, Extra) -> {ok, State, {Vsn, Data, Extra}}."]),
    {ok, Machine} = gen_statem:start(hot_statem, 7, []),
    io:format("~p~n", [gen_statem:call(Machine, get)]),
    sys:suspend(Machine),
    io:format("change_code: ~p~n", [sys:change_code(Machine, hot_statem, undefined, more)]),
    sys:resume(Machine),
    io:format("~p~n", [gen_statem:call(Machine, get)]).

status(Server) ->
    {status, Server, {module, gen_server}, [_, State, _, _, _]} = sys:get_status(Server),
    {State, State, State}.

shape({error, {'EXIT', {Reason, [_ | _]}}}) -> {error, Reason, stack};
shape(Other) -> Other.

load_server(Version, CodeChange) ->
    load("hot_server", [{init, 1}, {handle_call, 3}, {handle_cast, 2}, {code_change, 3}],
         ["init(N) -> {ok, N}.",
          "handle_call(get, _, S) -> {reply, {" ++ atom_to_list(Version) ++ ", S}, S}.",
          "handle_cast({add, N}, S) when is_integer(S) -> {noreply, S + N}; handle_cast(_, S) -> {noreply, {cast, S}}.",
          CodeChange]).

load(Name, Exports, Texts) ->
    Module = list_to_atom(Name),
    Forms = [{attribute, 1, module, Module}, {attribute, 1, export, Exports} | [function(Text) || Text <- Texts]],
    {ok, Module, Binary} = compile:forms(Forms, []),
    {module, Module} = code:load_binary(Module, Name ++ ".erl", Binary).

function(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
