%% What `calls` calls of functions that work on the machine's state, as core_calls does, and the functions that nothing
%% calls, with the reason. A process, a port or a reference among the arguments is a description until it is called:
%% each call happens in a process of its own beside another, named `waiter`, that waits for `{ping, Pid}`.
-module(state_calls).
-export([hold/0]).
-export([calls/1, arg/1, real/1, observed/3, start/0, stop/1, is_left_out/2]).

calls(Module) ->
    [{list_to_atom(Name), [{state, list_to_atom(Kind)} || Kind <- Kinds]} || Line <- lines(Module), [Name | Kinds] <- [string:lexemes(Line, " ")]].

start() ->
    _ = code:ensure_loaded(c),
    whereis(waiter) =:= undefined orelse stop(whereis(waiter)),
    Pid = spawn(fun wait/0),
    register(waiter, Pid),
    Pid.

stop(Pid) ->
    _ = [erlang:resume_process(Pid) || process_info(Pid, status) =:= {status, suspended}],
    Monitor = monitor(process, Pid),
    exit(Pid, kill),
    receive {'DOWN', Monitor, _, _, _} -> ok end.

wait() ->
    receive {ping, Pid} -> Pid ! pong; _ -> ok end,
    wait().

%% What started processes do.
hold() -> receive never -> ok after 200 -> ok end.

lines(erlang) ->
    ["link who", "unlink who", "monitor monitored who", "monitor monitored who monitor_options", "demonitor ref", "demonitor ref demonitor_options",
     "exit who reason", "exit reason", "error reason", "error reason arguments", "error reason arguments error_options", "throw any",
     "raise class any stack", "send who any", "send who any send_options", "! who any", "send_nosuspend who any", "send_nosuspend who any send_options",
     "register name who", "unregister name", "whereis name", "registered", "is_process_alive who", "process_flag flag value", "process_flag who flag value",
     "process_info who", "process_info who item", "process_info who items", "processes", "suspend_process pid", "suspend_process pid suspend_options",
     "resume_process who", "group_leader", "group_leader who who", "get", "get key", "put key any", "erase", "erase key", "get_keys", "get_keys any",
     "alias", "alias alias_options", "unalias ref", "self", "node", "node who", "node ref", "nodes", "nodes kinds", "nodes kinds nodes_options", "is_alive",
     "monitor_node node bool", "monitor_node node bool node_options", "disconnect_node node", "get_cookie", "get_cookie node",
     "spawn waits", "spawn started in with", "spawn here waits", "spawn_link waits", "spawn_link started in with",
     "spawn_monitor waits", "spawn_monitor started in with", "spawn_opt waits spawn_options", "spawn_opt started in with spawn_options",
     "spawn_request waits", "spawn_request waits request_options", "spawn_request started in with",
     "spawn_request started in with request_options", "spawn_request_abandon ref",
     "send_after delay who any", "send_after delay who any timer_options", "start_timer delay who any", "start_timer delay who any timer_options",
     "cancel_timer ref", "cancel_timer ref cancel_options", "read_timer ref", "read_timer ref cancel_options",
     "statistics figure", "memory memory_kind", "memory memory_kinds", "memory", "system_info info_item", "system_time", "system_time unit", "monotonic_time",
     "monotonic_time unit", "time_offset", "time_offset unit", "timestamp", "now", "date", "time", "localtime", "universaltime", "unique_integer",
     "unique_integer unique_options", "garbage_collect", "garbage_collect who", "garbage_collect who collect_options", "yield", "bump_reductions int",
     "check_process_code who module", "check_process_code who module check_options", "check_old_code module", "delete_module no_module",
     "purge_module no_module", "module_loaded module", "loaded", "pre_loaded", "function_exported module function small", "is_builtin module no_such small",
     "load_module no_module any", "make_fun module function small", "fun_info fun", "fun_info fun fun_item", "fun_to_list export", "get_module_info module",
     "get_module_info module module_item", "halt bad_halt", "open_port bad_port port_options", "port_call port any", "port_call port int any",
     "port_close port", "port_command port any", "port_command port any port_command_options", "port_connect port who", "port_control port int any",
     "port_info port", "port_info port port_item", "port_get_data port", "port_set_data port any", "ports", "list_to_ref str", "list_to_ref ref_text",
     "list_to_port str", "list_to_port port_text", "list_to_pid pid_text", "ref_to_list any", "pid_to_list any", "port_to_list any", "make_ref",
     "is_function any", "is_function fun", "is_port any", "is_reference ref", "is_pid who", "binary_to_existing_atom bin_name",
     "binary_to_existing_atom bin_name latin", "binary_to_atom bin", "binary_to_atom bin latin", "list_to_existing_atom name", "md5_init", "md5_update digest iolist",
     "md5_final digest", "crc32 big iolist", "crc32 small iolist", "adler32 small iolist", "crc32_combine small small small",
     "adler32_combine small small small", "binary_to_term external used", "external_size any external_options", "float_to_binary number",
     "term_to_iovec any", "term_to_iovec any tb_options", "iolist_to_iovec iolist", "apply module function arguments", "apply lists reverse one_list",
     "nif_error reason", "nif_error reason arguments", "match_spec_test matched match_spec spec_kind", "posixtime_to_universaltime seconds",
     "universaltime_to_posixtime datetime", "localtime_to_universaltime datetime", "localtime_to_universaltime datetime is_dst",
     "universaltime_to_localtime datetime", "+ number", "- number", "append list list", "subtract list list", "system_flag no_flag any",
     "hibernate bad function arguments", "process_display who no_item"];
lines(timer) ->
    ["apply_after bad_delay module function arguments", "apply_interval bad_delay module function arguments", "cancel timer", "cancel any",
     "exit_after far reason", "exit_after bad_delay who reason", "exit_after far who reason", "kill_after far", "kill_after far who",
     "send_after far any", "send_after far who any", "send_interval far any", "send_interval far who any", "sleep no_time", "start",
     "tc thunk", "tc map_fun one_list", "tc lists reverse lists_of_one", "apply_after far module function arguments",
     "apply_interval far module function arguments"];
lines(binary) -> ["compile_pattern bin_pattern", "match bin compiled", "split bin compiled split_options", "referenced_byte_size bin"];
lines(maps) -> ["iterator map", "next iterator", "next any", "to_list map"];
lines(proplists) -> ["get_keys proplist"];
lines(calendar) ->
    ["iso_week_number", "local_time", "universal_time", "now_to_datetime timestamp", "now_to_local_time timestamp",
     "now_to_universal_time timestamp", "local_time_to_universal_time datetime is_dst"];
lines(queue) ->
    ["cons elem queue", "daeh queue", "delete_with_r pred queue", "head queue", "init queue", "lait queue", "last queue", "liat queue", "new",
     "snoc queue elem", "tail queue"];
lines(ordsets) -> ["intersection usorted_lists", "union usorted_lists", "new"];
lines(orddict) -> ["new", "to_list orddict"];
lines(io_lib) ->
    ["deep_unicode_char_list any", "deep_unicode_char_list chars", "fread continuation read_text read_format", "fread fread_done read_text read_format",
     "scan_format format any_list", "unscan_format scanned", "build_text scanned", "write_latin1_string str char", "write_string str char",
     "write_unicode_char char", "write_unicode_string str", "write any depth", "write any write_options", "fwrite format any_list limits",
     "format_prompt any", "format_prompt any latin"];
lines(io) ->
    [Name ++ " io_device" || Name <- ["columns", "rows", "getopts", "nl"]]
        ++ [Name ++ " io_device prompt" || Name <- ["get_line", "read", "scan_erl_exprs", "scan_erl_form", "parse_erl_exprs", "parse_erl_form"]]
        ++ [Name ++ " io_device prompt location" || Name <- ["read", "scan_erl_exprs", "scan_erl_form", "parse_erl_exprs", "parse_erl_form"]]
        ++ ["format io_device format any_list", "fwrite io_device format any_list", "put_chars io_device chars", "write io_device any",
            "setopts io_device io_options", "get_chars io_device prompt small", "fread io_device prompt fread_format", "printable_range",
            "request io_device io_request", "requests io_device io_requests"];
lines(unicode) -> [];
lines(_) -> [].

%% Functions that nothing calls: {Function, Why}, a function being its name or what names begin with.
left_out(erlang) ->
    [{halt, "ends the machine"}, {load_nif, "is refused"}, {"dist_", "distribution, not documented"}, {"dt_", "DTrace, not documented"}, {setnode, "distribution"},
     {set_cookie, "distribution"}, {dmonitor_node, "not documented"}, {"trace", "tracing"}, {"seq_trace", "tracing"}, {system_monitor, "tracing"},
     {system_profile, "tracing"}, {display, "writes to the terminal"}, {display_nl, "writes to the terminal"},
     {display_string, "writes to the terminal"}, {set_cpu_topology, "not documented"}, {format_cpu_topology, "not documented"},
     {alloc_info, "not documented"}, {alloc_sizes, "not documented"}, {delay_trap, "not documented"}, {call_on_load_function, "not documented"},
     {finish_after_on_load, "not documented"}, {finish_loading, "not documented"}, {prepare_loading, "not documented"},
     {has_prepared_code_on_load, "not documented"}, {exit_signal, "not documented"}, {fun_info_mfa, "not documented"},
     {garbage_collect_message_area, "not documented"}, {gather_gc_info_result, "not documented"}, {spawn, "another node"}, {spawn_link, "another node"},
     {spawn_monitor, "another node"}, {spawn_opt, "another node"}, {spawn_request, "another node"}];
left_out(timer) -> [{Name, "a callback of the server"} || Name <- [code_change, handle_call, handle_cast, handle_info, init, terminate, start_link]]
                       ++ [{tc, "with a unit of time: gives the time"}];
left_out(lists) -> [{Name, "not documented"} || Name <- [rkeymerge, rmerge, rmerge3, rukeymerge, rumerge, rumerge3, umerge]];
left_out(io_lib) -> [{Name, "not documented"} || Name <- [build_text, collect_chars, get_until, quote_atom, write_binary, collect_line, limit_term, write_string_as_latin1, write]];
left_out(unicode) -> [{Name, "not documented"} || Name <- [bin_is_7bit, characters_to_binary_int, characters_to_list_int]];
left_out(string) -> [{Name, "not documented"} || Name <- [list_to_float, list_to_integer]];
left_out(io) ->
    [{Name, "without a device: writes to the terminal, or reads it"}
     || Name <- [columns, rows, getopts, setopts, nl, get_line, get_chars, read, put_chars, write, format, fwrite, fread, request, requests,
                 get_password, scan_erl_exprs, scan_erl_form, parse_erl_exprs, parse_erl_form]];
left_out(_) -> [].

is_left_out(Module, Function) ->
    lists:any(fun({Name, _}) when is_atom(Name) -> Name =:= Function;
                 ({Prefix, _}) -> lists:prefix(Prefix, atom_to_list(Function))
              end, left_out(Module)).

%%% Arguments; one in twelve is of another kind

arg(Kind) ->
    case rand:uniform(12) of
        1 when Kind =/= waits, Kind =/= bad_halt, Kind =/= no_time, Kind =/= no_flag, Kind =/= read_text, Kind =/= read_format, Kind =/= continuation, Kind =/= bad_port, Kind =/= no_module, Kind =/= io_device, Kind =/= is_dst, Kind =/= here, Kind =/= started, Kind =/= in, Kind =/= with -> core_calls:arg(elem);
        _ -> of_state(Kind)
    end.

of_state(who) -> pick([{live, me}, {live, waiting}, {live, waiting}, {live, dead}, waiter, nobody, {waiter, node()}, {live, port}, undefined]);
of_state(pid) -> pick([{live, waiting}, {live, dead}, waiter]);
of_state(ref) -> pick([{live, monitor}, {live, timer}, {live, alias}, {live, ref}, {live, reply}, {live, due}]);
of_state(port) -> pick([{live, closed}, nobody, waiter, 3, {live, me}]);
of_state(monitored) -> pick([process, process, process, port, time_offset, x]);
of_state(monitor_options) -> pick([[], [{alias, explicit_unalias}], [{tag, down}], [{alias, demonitor}, {tag, {a, 1}}], [{alias, x}], [x], [{alias, reply_demonitor}]]);
of_state(demonitor_options) -> pick([[], [flush], [info], [flush, info], [x], flush]);
of_state(reason) -> pick([normal, kill, badarg, {a, "b"}, shutdown, undef, {badmatch, 1}, []]);
of_state(arguments) -> pick([[], [1], [a, b], [[1]], [1 | 2], none, x, "ab"]);
of_state(error_options) -> pick([[], [{error_info, #{cause => x}}], [{error_info, x}], [x], #{}, [{error_info, #{}}]]);
of_state(class) -> pick([error, exit, throw, x]);
of_state(stack) -> pick([[], [{a, b, 1, []}], [{a, b, [1], [{file, "f"}, {line, 2}]}], [{a, b, 1}], [x], x, [{a, b, -1, []}], [{fun lists:map/2, [1], []}], [{a, 1, 1, []}]]);
of_state(send_options) -> pick([[], [noconnect], [nosuspend], [noconnect, nosuspend], [x], x]);
of_state(name) -> pick([waiter, nobody, another, undefined, 'a name', "x", {live, me}]);
of_state(flag) ->
    pick([trap_exit, priority, max_heap_size, min_heap_size, min_bin_vheap_size, message_queue_data, save_calls, sensitive, fullsweep_after, error_handler,
          x]);
of_state(value) ->
    pick([true, false, normal, high, low, max, 0, 100000, -1, on_heap, off_heap, #{size => 100000, kill => false}, #{size => -1}, error_handler, x,
          #{kill => true}, [], #{size => 100000, error_logger => true, x => 1}]);
of_state(item) ->
    pick([backtrace_x, binary_x, catchlevel, current_location, current_function, current_stacktrace, dictionary, error_handler, fullsweep_after_x,
          garbage_collection_info_x, group_leader, initial_call, links, last_calls, memory_x, message_queue_len, messages, min_heap_size_x, monitored_by,
          monitors, message_queue_data, parent, priority, registered_name, sequential_trace_token, status, suspending, trap_exit, trace, x]);
of_state(items) -> some(4, fun() -> of_state(item) end);
of_state(suspend_options) -> pick([[], [asynchronous], [unless_suspending], [asynchronous, unless_suspending], [x], x]);
of_state(alias_options) -> pick([[], [explicit_unalias], [reply], [x], x, [reply, explicit_unalias]]);
of_state(kinds) -> pick([this, [this, known], visible, hidden, connected, [], [x], known, x]);
of_state(nodes_options) -> pick([#{}, #{node_type => true}, #{connection_id => true}, #{x => true}, x]);
of_state(node) -> pick([nonode@nohost, x, "x"]);
of_state(bool) -> pick([true, false]);
of_state(node_options) -> pick([[], [allow_passive_connect], [x], x]);
of_state(module) -> pick([lists, erlang, no_such_module, 1, ?MODULE]);
of_state(no_module) -> pick([no_such_module, another_that_is_not, 1]);
of_state(function) -> pick([reverse, no_such, self, "f", wait]);
of_state(spawn_options) ->
    pick([[], [link], [monitor], [link, monitor], [{priority, low}], [{priority, x}], [{min_heap_size, 500}], [{min_heap_size, -1}], [x], x,
          [{monitor, [{alias, explicit_unalias}]}], [{monitor, [x]}], [{fullsweep_after, 0}], [{max_heap_size, 0}], [{max_heap_size, x}],
          [{message_queue_data, off_heap}], [{message_queue_data, x}], [{monitor, [{tag, a}]}]]);
of_state(request_options) -> pick([[], [{reply_tag, a}], [{reply, no}], [{reply, success_only}], [{reply, x}], [monitor, link], [x], x, [{priority, high}]]);
of_state(delay) -> pick([1000000, 50000000, -1, 1 bsl 70, 1.5]);
of_state(far) -> pick([1000000, 50000000, -1, x, 1.5, infinity]);
of_state(bad_delay) -> pick([-1, x, 1.5, infinity, {a}]);
of_state(timer_options) -> pick([[], [{abs, false}], [{abs, x}], [x], x]);
of_state(cancel_options) -> pick([[], [{async, true}], [{info, false}], [{async, true}, {info, false}], [{async, x}], [x], x]);
of_state(figure) ->
    pick([active_tasks, active_tasks_all, context_switches, exact_reductions, garbage_collection, io, reductions, run_queue,
          run_queue_lengths, run_queue_lengths_all, runtime, scheduler_wall_time, total_active_tasks, total_run_queue_lengths, wall_clock, x]);
of_state(memory_kind) -> pick([total, processes, processes_used, system, atom, atom_used, binary, code, ets, x, []]);
of_state(memory_kinds) -> some(3, fun() -> of_state(memory_kind) end);
of_state(info_item) ->
    pick([atom_count, atom_limit, ets_count, ets_limit, port_count, port_limit, process_count, process_limit, end_time, start_time, time_correction, time_offset, time_warp_mode, tolerant_timeofday, dirty_cpu_schedulers,
          dirty_cpu_schedulers_online, dirty_io_schedulers, multi_scheduling, multi_scheduling_blockers, otp_release, scheduler_bind_type,
          scheduler_bindings, scheduler_id, schedulers, smp_support, threads, thread_pool_size, wordsize, {wordsize, internal}, {wordsize, external},
          build_type, compat_rel, debug_compiled, dynamic_trace, emu_type, kernel_poll,
          machine, modified_timing_level, version, system_architecture, fullsweep_after, garbage_collection, max_heap_size,
          message_queue_data, min_heap_size, min_bin_vheap_size, heap_type, logical_processors, update_cpu_info, creation,
          dist_ctrl, x]);
of_state(unit) -> pick([second, millisecond, microsecond, nanosecond, native, perf_counter, 1000, seconds, milli_seconds, 0, x]);
of_state(unique_options) -> pick([[], [positive], [monotonic], [positive, monotonic], [x], x]);
of_state(collect_options) -> pick([[], [{type, major}], [{type, minor}], [{type, x}], [{async, a}], [x], x]);
of_state(check_options) -> pick([[], [{allow_gc, false}], [{async, id}], [x], x]);
of_state(fun_item) -> pick([arity, name, module, type, env, x]);
of_state(export) -> fun lists:map/2;
of_state('fun') -> pick([{live, 'fun'}, fun lists:map/2, fun erlang:self/0, x]);
of_state(module_item) -> pick([module, exports_x, attributes_x, x]);
of_state(bad_halt) -> pick([-1, x, {a}, 1.5]);
of_state(bad_port) -> pick([{spawn, 1}, {spawn_executable, 1}, {fd, a, b}, {spawn_driver, x}, {spawn_executable, "/no/such/file"}]);
of_state(port_options) -> pick([[], [binary], [x], x, [{line, -1}], [{cd, 1}], [{packet, 3}]]);
of_state(port_command_options) -> pick([[], [force], [nosuspend], [x], x]);
of_state(port_item) -> pick([name, id, links, connected, input, output, os_pid, registered_name, x]);
of_state(ref_text) -> pick(["#Ref<0.1.2.3>", "#Ref<0.1>", "#Ref<", "#Ref<0.1.2.3> "]);
of_state(port_text) -> pick(["#Port<0.1>", "#Port<0>", "#Port<0.1", "#Port<1.2.3>"]);
of_state(pid_text) -> pick(["<0.1.0>", "<0.1>", "0.1.0", "<0.1.0>x"]);
of_state(bin_name) -> pick([<<"true">>, <<"no such atom at all">>, <<255>>, <<"é"/utf8>>, true]);
of_state(used) -> pick([[used], [safe], [safe, used], [x], x]);
of_state(external_options) -> pick([[], [{minor_version, 0}], [{minor_version, 1}], [x], [{minor_version, 3}]]);
of_state(digest) -> pick([{live, digest}, {live, digest}, <<1>>, x]);
of_state(matched) -> pick([[a, 1], {a, 1}, [a], [], {1, 2}, x]);
of_state(match_spec) ->
    pick([[{'_', [], [true]}], [{['$1', '$2'], [{'>', '$2', 0}], ['$1']}], [{{'$1', '$2'}, [], [{{'$2', '$1'}}]}], [{'$1', [x], ['$1']}], x, [],
          [{{'$1', '_'}, [{is_atom, '$1'}], ['$_']}], [{'$1', [{'+', 1}], ['$1']}]]);
of_state(spec_kind) -> pick([table, table, x]);
of_state(seconds) -> pick([0, 1700000000, -5, 1 bsl 40, rand:uniform(2000000000)]);
of_state(datetime) -> {{rand:uniform(60) + 1970, rand:uniform(12), rand:uniform(28)}, {rand:uniform(24) - 1, rand:uniform(60) - 1, 59}};
of_state(is_dst) -> pick([false, undefined]);
of_state(here) -> node();
of_state(no_such) -> pick([no_such, "f"]);
of_state(started) -> pick([?MODULE, ?MODULE, ?MODULE, 1]);
of_state(in) -> pick([hold, hold, hold, "f"]);
of_state(with) -> pick([[], [], x, [1 | 2]]);
of_state(no_flag) -> pick([x, 1, {a}]);
of_state(no_item) -> pick([x, 1]);
of_state(bad) -> pick([1, "m"]);
of_state(waits) -> waits;
of_state(lists) -> lists;
of_state(reverse) -> reverse;
of_state(one_list) -> [core_calls:arg(list)];
of_state(lists_of_one) -> [core_calls:arg(list)];
of_state(thunk) -> waits;
of_state(timer) -> pick([{live, timer_server}, {once, make}, x]);
of_state(no_time) -> pick([0, x, -1, 1.5]);
of_state(compiled) -> {live, {pattern, core_calls:arg(bin_pattern)}};
of_state(iterator) -> {live, {iterator, core_calls:arg(map)}};
of_state(depth) -> pick([-1, 0, 1, 2, 3, 5, 10, 30]);
of_state(write_options) -> pick([[], [{depth, 4}], [{encoding, latin1}], [{encoding, unicode}, {depth, 2}], [{chars_limit, 10}]]);
of_state(continuation) -> [];
of_state(read_text) -> core_calls:arg_of(str);
of_state(read_format) -> core_calls:arg_of(fread_format);
of_state(fread_done) -> pick([[], eof]);
of_state(scanned) -> try io_lib:scan_format("~w a ~10.3f~ts~p~*.*.0w", [a, 1.5, "b", {1}, 5, 2, x]) catch _:_ -> [] end;
of_state(prompt) -> pick(["", '', "p> ", {format, "~w", [a]}, {x}]);
of_state(io_device) -> pick([{live, {device, pick(["ab 12\nfoo(1).\n", "{a,1}.\nx", "", "a.\n1 .5", "ä 3\n"])}}, {live, dead}, nobody, standard_io_x, 1]);
of_state(io_options) -> pick([[], [{encoding, latin1}], [binary], [list], [x], x, [{encoding, unicode}], [{echo, true}]]);
of_state(io_request) ->
    pick([{put_chars, unicode, "ab"}, {put_chars, latin1, "ab"}, nl, {get_line, unicode, ''}, {get_line, ''}, {format, "~w", [a]}, {write, a}, x, getopts,
          {get_chars, unicode, '', 2}, {put_chars, unicode, io_lib, format, ["~w~n", [1]]}, {put_chars, "x"}]);
of_state(io_requests) -> some(3, fun() -> of_state(io_request) end);
of_state(location) -> pick([1, {1, 1}]);
of_state(encoding) -> pick([latin1, unicode, x]);
of_state(Kind) -> core_calls:arg(Kind).

pick(List) -> lists:nth(rand:uniform(length(List)), List).

some(Most, Fun) -> [Fun() || _ <- lists:seq(1, rand:uniform(Most + 1) - 1)].

%% What a description stands for.
real({live, Kind}) -> live(Kind);
real({once, make}) -> {once, make_ref()};
real({Name, Node}) when Node =:= node() -> {Name, Node};
real(waits) -> fun ?MODULE:hold/0;
real(Other) -> Other.

live(me) -> self();
live(waiting) -> whereis(waiter);
live(digest) -> erlang:md5_update(erlang:md5_init(), "abc");
live(dead) ->
    {Pid, Monitor} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Monitor, _, _, _} -> Pid end;
live(port) -> live(closed);
live(closed) -> list_to_port("#Port<0.99999>");
live(monitor) -> monitor(process, waiter);
live(timer) -> erlang:start_timer(1000000, self(), x);
live(due) -> erlang:start_timer(0, list_to_pid("<0.0.7>"), x);
live(alias) -> alias();
live(ref) -> make_ref();
live(reply) -> monitor(process, waiter, [{alias, reply_demonitor}]);
live('fun') -> fun(X) -> {X, self()} end;
live(timer_server) -> element(2, timer:send_after(1000000, x));
live({pattern, Pattern}) -> try binary:compile_pattern(Pattern) catch error:_ -> Pattern end;
live({iterator, Map}) -> try maps:iterator(Map) catch error:_ -> Map end;
live({device, Text}) ->
    File = "/tmp/erlet_calls_" ++ os:getpid(),
    ok = file:write_file(File, unicode:characters_to_binary(Text)),
    {ok, Device} = file:open(File, [read, write, {encoding, unicode}]),
    ok = file:delete(File),
    Device.

%% What a call gives and does: links, names, messages and the dictionary of the calling process. Figures are no part of
%% it, nor are what time it is or how much memory there is.
observed(erlang, Function, Value) ->
    Measured = [statistics, memory, system_info, system_time, monotonic_time, time_offset, timestamp, now, date, time, localtime, universaltime,
                unique_integer, read_timer, cancel_timer],
    Result = case lists:member(Function, Measured) of
                 true -> figures(Value);
                 false -> result(Function, Value)
             end,
    {Result, effects()};
observed(timer, tc, {_, Value}) -> Value;
observed(timer, Function, {ok, _}) -> {ok, Function};
observed(calendar, Function, Value) when Function =:= local_time; Function =:= universal_time; Function =:= iso_week_number -> figures(Value);
observed(binary, compile_pattern, {Kind, _}) -> Kind;
observed(maps, iterator, Iterator) -> maps:to_list(Iterator);
observed(maps, next, {Key, Value, Iterator}) -> {Key, Value, maps:to_list(Iterator)};
observed(_, _, Value) -> Value.

%% Of what is different from machine to machine, the shape.
result(Function, List) when Function =:= processes; Function =:= registered; Function =:= loaded; Function =:= pre_loaded; Function =:= ports -> is_list(List);
result(term_to_binary, Bytes) when is_binary(Bytes) -> binary_to_term(Bytes);
result(process_info, [{_, _} | _] = Items) -> [result(process_info, Item) || Item <- Items];
result(process_info, {status, Status}) -> {status, is_atom(Status)};
result(process_info, {Item, Value}) ->
    Own = [group_leader, heap_size, total_heap_size, stack_size, reductions, garbage_collection, suspending, status, current_function, monitored_by,
           links, current_location, current_stacktrace, initial_call, parent],
    case lists:member(Item, Own) of
        true -> {Item, shape(Value)};
        false -> {Item, Value}
    end;
result(fun_info, List) when is_list(List) -> [Name || {Name, _} <- List, Name =/= refc];
result(fun_info, {Item, _}) when Item =:= name -> Item;
result(get_module_info, List) when is_list(List) -> [Name || {Name, _} <- List, Name =/= native, Name =/= exports, Name =/= compile];
result(Function, Digest) when Function =:= md5_init; Function =:= md5_update -> is_binary(Digest);
result(Function, Text) when Function =:= ref_to_list; Function =:= pid_to_list; Function =:= port_to_list -> is_list(Text);
result(term_to_iovec, Bytes) -> binary_to_term(iolist_to_binary(Bytes));
result(list_to_pid, Pid) -> is_pid(Pid);
result(unlink, Value) -> Value;
result(_, Value) -> Value.

figures(Number) when is_number(Number) -> number;
figures(Tuple) when is_tuple(Tuple) -> list_to_tuple(figures(tuple_to_list(Tuple)));
figures([{_, _} | _] = List) -> [{Name, figures(Value)} || {Name, Value} <- List];
figures(List) when is_list(List) -> list;
figures(Other) -> Other.

shape(Value) when is_list(Value) -> list;
shape(Value) when is_tuple(Value) -> tuple;
shape(Value) when is_integer(Value) -> integer;
shape(Value) -> Value.

effects() ->
    is_pid(whereis(waiter)) andalso whereis(waiter) =/= self() andalso process_info(whereis(waiter), status) =/= {status, suspended}
        andalso begin waiter ! {ping, self()}, receive pong -> ok end end,
    {messages, Messages} = process_info(self(), messages),
    {links, Links} = process_info(self(), links),
    {monitors, Monitors} = process_info(self(), monitors),
    {trap_exit, Traps} = process_info(self(), trap_exit),
    {priority, Priority} = process_info(self(), priority),
    {registered_name, Name} = case process_info(self(), registered_name) of [] -> {registered_name, none}; Registered -> Registered end,
    [Messages, length(Links), length(Monitors), Traps, Priority, Name, lists:sort(get())].
