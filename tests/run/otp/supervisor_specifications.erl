%% Right and wrong specifications, and every request on children.
-module(supervisor_specifications).
-behaviour(supervisor).
-export([main/0, init/1, start/0, ignored/0, refused/0]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    A = #{id => a, start => {?MODULE, start, []}},
    [io:format("~p~n", [supervisor:check_childspecs(Specs)])
     || Specs <- [[A], [A, A], x, [x], [#{}], [#{id => a}], [A#{start => x}], [A#{restart => x}], [A#{shutdown => x}],
                  [A#{shutdown => -1}], [A#{shutdown => 0}], [A#{type => x}], [A#{modules => x}], [A#{modules => ["x"]}],
                  [A#{significant => x}], [A#{significant => true}], [A#{significant => true, restart => temporary}],
                  [{a, {m, f, []}, permanent, 2000, worker, [m]}], [{a, {m, f, []}, permanent, 2000, worker, dynamic}]]],
    io:format("~p~n", [supervisor:check_childspecs([A#{significant => true, restart => temporary}], never)]),
    io:format("~p~n", [supervisor:check_childspecs([A], other)]),
    [begin
         Result = supervisor:start_link(?MODULE, Init),
         io:format("~p ~p~n", [shown(Result), exits()])
     end || Init <- [ignore, other, {ok, {#{}, []}}, {ok, {#{strategy => x}, []}}, {ok, {#{intensity => x}, []}},
                     {ok, {#{period => 0}, []}}, {ok, {#{auto_shutdown => 0}, []}}, {ok, {x, []}},
                     {ok, {{simple_one_for_one, 1, 1}, []}}, {ok, {#{}, [A, A]}},
                     {ok, {#{}, [A, #{id => b, start => {?MODULE, refused, []}}]}},
                     {ok, {#{}, [A, #{id => b, start => {?MODULE, ignored, []}}]}}]],
    {ok, S} = supervisor:start_link({local, sup}, ?MODULE, {ok, {#{}, [A]}}),
    [io:format("~p: ~p~n", [Request, shown(Request(sup))])
     || Request <- [fun supervisor:which_children/1, fun supervisor:count_children/1]],
    [io:format("~p ~p~n", [F, shown(supervisor:F(sup, Arg))])
     || {F, Arg} <- [{terminate_child, x}, {terminate_child, self()}, {delete_child, x}, {delete_child, a},
                     {restart_child, x}, {restart_child, a}, {get_childspec, a}, {get_childspec, x}, {start_child, A},
                     {terminate_child, a}, {start_child, A}, {restart_child, a}, {terminate_child, a},
                     {delete_child, a}, {start_child, x}, {start_child, A#{restart => temporary}},
                     {start_child, #{id => i, start => {?MODULE, ignored, []}}},
                     {start_child, #{id => t, start => {?MODULE, ignored, []}, restart => temporary}},
                     {start_child, #{id => r, start => {?MODULE, refused, []}}}]],
    io:format("~p~n", [shown(supervisor:which_children(S))]),
    io:format("~p~n", [supervisor:get_callback_module(S)]),
    io:format("~p~n", [shown(supervisor:start_link({local, sup}, ?MODULE, {ok, {#{}, []}}))]).

exits() -> receive {'EXIT', _, Reason} -> Reason after 20 -> none end.

shown(Pid) when is_pid(Pid) -> pid;
shown(Tuple) when is_tuple(Tuple) -> list_to_tuple([shown(Element) || Element <- tuple_to_list(Tuple)]);
shown(List) when is_list(List) -> [shown(Element) || Element <- List];
shown(Other) -> Other.

init(Result) -> Result.
start() -> {ok, spawn_link(fun() -> receive stop -> ok end end)}.
ignored() -> ignore.
refused() -> {error, refused}.
