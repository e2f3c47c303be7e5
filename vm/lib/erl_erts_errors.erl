%%% What is wrong with the arguments of a function of the machine that failed: the module that `error_info` of a stack
%%% trace names. It looks at the arguments; the functions themselves only say that they cannot take them.
-module(erl_erts_errors).

-export([format_error/2, format_bs_fail/2]).

%% Which argument of a function of the machine was wrong, and how: a map from its number to words. It gets what `catch
%% error:Reason:Stack` caught; `general` and `reason` are keys, too.
%% > try atom_to_list(1) catch error:Reason:Stack -> erl_erts_errors:format_error(Reason, Stack) end.
%% #{1 => <<"not an atom">>}
%% > try erlang:element(3, {a, b}) catch error:Reason:Stack -> erl_erts_errors:format_error(Reason, Stack) end.
%% #{1 => <<"out of range">>}
-spec format_error(term(), [tuple()]) -> #{pos_integer() | general => binary()}.
format_error(_, [{Module, Function, Args, _} | _]) when is_list(Args) ->
    Wanted = case special(Module, Function, Args) of
                 none -> wanted(Module, Function, length(Args));
                 Special -> Special
             end,
    erlet_wrong:as_binaries(erlet_wrong:texts(Wanted, Args));
format_error(_, _) -> #{}.

%% Which segment of a binary could not be made, and why, of an exception whose frame tells it.
%% > erl_erts_errors:format_bs_fail(badarg, [{m, f, [], [{error_info, #{cause => {1, integer, type, a}}}]}]).
%% #{general => <<"segment 1 of type 'integer': expected an integer but got: a">>,
%%   reason => <<"construction of binary failed">>}
-spec format_bs_fail(term(), [tuple()]) -> #{reason | general => binary()}.
format_bs_fail(Reason, [{_, _, _, Info} | _]) ->
    case lists:keyfind(error_info, 1, Info) of
        {error_info, #{cause := {Segment, Type, Cause, Value}}} ->
            Error = case Reason of
                        system_limit -> too_large;
                        _ -> Cause
                    end,
            Text = io_lib:format("segment ~w of type '~ts': ~ts", [Segment, Type, segment(Type, Error, Value)]),
            #{reason => <<"construction of binary failed">>, general => unicode:characters_to_binary(Text)};
        _ -> #{}
    end;
format_bs_fail(_, _) -> #{}.

segment(_, size, Value) -> io_lib:format("expected a non-negative integer as size but got: ~tP", [Value, 12]);
segment(_, too_large, Value) -> io_lib:format("the size ~tP is too large", [Value, 12]);
segment(_, unit, Value) -> io_lib:format("the size of the value ~tP is not a multiple of the unit for the segment", [Value, 12]);
segment(_, short, Value) -> io_lib:format("the value ~tP is shorter than the size of the segment", [Value, 12]);
segment(_, invalid, Value) -> io_lib:format("expected one of the supported sizes 16, 32, or 64 but got: ~tP", [Value, 12]);
segment(_, no_float, Value) -> io_lib:format("the value ~tP is outside the range expressible as a float", [Value, 12]);
segment(Type, type, Value) -> io_lib:format("expected ~ts but got: ~tP", [expected(Type), Value, 12]);
segment(_, Error, Value) -> io_lib:format("~tp: ~tP", [Error, Value, 12]).

expected(integer) -> "an integer";
expected(float) -> "a float or an integer";
expected(binary) -> "a binary";
expected(Type) -> ["a non-negative integer encodable as ", atom_to_list(Type)].

%% Where all arguments have the right type it is one of them, or what it stands for.
special(erlang, Function, [N, Tuple | Rest])
  when is_integer(N), is_tuple(Tuple), Function =:= element orelse Function =:= setelement orelse Function =:= delete_element ->
    [{says, "out of range"}, any | [any || _ <- Rest]];
special(erlang, split_binary, [Binary, N]) when is_binary(Binary), is_integer(N), N >= 0 -> [any, {says, "out of range"}];
special(erlang, binary_part, [Binary, {Start, Length}]) when is_binary(Binary), is_integer(Start), is_integer(Length) ->
    [any, {says, "out of range"}];
special(erlang, binary_part, [Binary, Start, Length])
  when is_binary(Binary), is_integer(Start), is_integer(Length), Start >= 0, Start =< byte_size(Binary) ->
    [any, any, {says, "out of range"}];
special(erlang, list_to_integer, [Text, Base]) when is_list(Text), is_integer(Base), Base >= 2, Base =< 36 ->
    [{text, list, "an integer"}, any];
special(erlang, register, [undefined, _]) -> [{says, "'undefined' is not a valid name"}, any];
special(erlang, register, [Name, Pid]) when is_atom(Name), is_pid(Pid) ->
    case process_info(Pid, registered_name) of
        undefined -> [any, {says, "the pid does not refer to an existing process"}];
        {registered_name, _} -> [any, {says, "this process or port already has a name"}];
        [] -> [{says, "name is in use"}, any]
    end;
special(erlang, map_get, [_, Map]) when is_map(Map) -> [{says, "not present in map"}, any];
special(erlang, process_flag, [Flag, _]) ->
    case lists:member(Flag, [trap_exit, error_handler, fullsweep_after, min_heap_size, min_bin_vheap_size, max_heap_size,
                             message_queue_data, priority, save_calls, sensitive, monitor_nodes]) of
        true -> [any, {says, "invalid value for this process flag"}];
        false -> [{says, "invalid process flag"}, any]
    end;
special(erlang, monitor, [process, _]) -> [any, pid];
special(erlang, monitor, [_, _]) -> [{says, "invalid monitor type"}, any];
special(erlang, process_info, [Pid, _]) when is_pid(Pid) -> [any, {says, "invalid item or item list"}];
special(erlang, memory, [Kind]) when is_atom(Kind) -> [{says, "invalid memory type option"}];
special(erlang, memory, [Kinds]) when is_list(Kinds) -> [options];
special(persistent_term, get, [_]) -> [{says, "no persistent term stored with this key"}];
special(_, _, _) -> none.

%% What the arguments should be.
wanted(erlang, F, 1) -> [one(F)];
wanted(erlang, F, 2) -> two(F);
wanted(erlang, F, 3) -> three(F);
wanted(erlang, F, 4) when F =:= spawn; F =:= spawn_link; F =:= spawn_monitor -> [atom, atom, atom, list];
wanted(erlang, F, 4) when F =:= send_after; F =:= start_timer -> [natural, pid_or_name, any, list];
wanted(erlang, spawn_opt, 4) -> [atom, atom, list, any];
wanted(Module, new, 2) when Module =:= atomics; Module =:= counters -> [positive, list];
wanted(_, _, _) -> [].

one(F) when F =:= abs; F =:= ceil; F =:= float; F =:= floor; F =:= round; F =:= trunc -> {says, "not a number"};
one(F) when F =:= atom_to_binary; F =:= atom_to_list; F =:= check_old_code; F =:= delete_module; F =:= module_loaded;
            F =:= whereis ->
    {says, "not an atom"};
one(purge_module) -> atom;
one(F) when F =:= bit_size; F =:= byte_size; F =:= bitstring_to_list -> {says, "not a bitstring"};
one(F) when F =:= binary_to_atom; F =:= binary_to_existing_atom -> existing_atom;
one(binary_to_list) -> {says, "not a binary"};
one(binary_to_float) -> {text, binary, "a float"};
one(binary_to_integer) -> {text, binary, "an integer"};
one(list_to_float) -> {text, list, "a float"};
one(list_to_integer) -> {text, list, "an integer"};
one(list_to_pid) -> {text, list, "a pid"};
one(list_to_port) -> {text, list, "a port"};
one(list_to_ref) -> {text, list, "a reference"};
one(list_to_atom) -> characters;
one(list_to_binary) -> {says, "not an iolist term"};
one(list_to_bitstring) -> {says, "not a bitstring list"};
one(F) when F =:= length; F =:= list_to_tuple -> {says, "not a list"};
one(F) when F =:= hd; F =:= tl -> {says, "not a nonempty list"};
one(F) when F =:= adler32; F =:= crc32; F =:= iolist_size; F =:= iolist_to_binary; F =:= iolist_to_iovec; F =:= md5 ->
    {says, "not an iodata term"};
one(F) when F =:= cancel_timer; F =:= demonitor; F =:= read_timer; F =:= ref_to_list; F =:= unalias -> {says, "not a reference"};
one(F) when F =:= float_to_binary; F =:= float_to_list -> {says, "not a float"};
one(F) when F =:= integer_to_binary; F =:= integer_to_list -> {says, "not an integer"};
one(F) when F =:= fun_info; F =:= fun_to_list; F =:= spawn; F =:= spawn_link; F =:= spawn_monitor -> {says, "not a fun"};
one(F) when F =:= is_process_alive; F =:= node; F =:= pid_to_list; F =:= unlink; F =:= unregister -> {says, "not a pid"};
one(F) when F =:= garbage_collect; F =:= process_info -> pid;
one(link) -> process;
one(F) when F =:= tuple_size; F =:= tuple_to_list -> {says, "not a tuple"};
one(size) -> {says, "not tuple or binary"};
one(map_size) -> {says, "not a map"};
one(halt) -> {says, "invalid status"};
one(F) when F =:= monotonic_time; F =:= system_time; F =:= time_offset -> unit;
one(statistics) -> {says, "invalid statistics item"};
one(system_info) -> {says, "invalid system info item"};
one(memory) -> {says, "not an atom or a list of atoms"};
one(unique_integer) -> modifiers;
one(alias) -> options;
one(binary_to_term) -> term_bytes;
one(_) -> any.

two(append_element) -> [tuple, any];
two(atom_to_binary) -> [atom, encoding];
two(F) when F =:= binary_to_atom; F =:= binary_to_existing_atom -> [binary, encoding];
two(binary_part) -> [binary, part];
two(binary_to_integer) -> [binary, base];
two(binary_to_term) -> [binary, options];
two(F) when F =:= cancel_timer; F =:= demonitor; F =:= read_timer -> [reference, list];
two(check_process_code) -> [pid, atom];
two(F) when F =:= delete_element; F =:= element -> [natural, tuple];
two(exit) -> [{says, "not a pid"}, any];
two(F) when F =:= float_to_binary; F =:= float_to_list -> [float, options];
two(fun_info) -> ['fun', any];
two(garbage_collect) -> [pid, any];
two(group_leader) -> [pid, pid];
two(F) when F =:= integer_to_binary; F =:= integer_to_list -> [integer, base];
two(is_function) -> [any, natural];
two(F) when F =:= is_map_key; F =:= map_get -> [any, map];
two(list_to_integer) -> [list, base];
two(make_tuple) -> [natural, any];
two(F) when F =:= phash; F =:= phash2 -> [any, positive];
two(register) -> [atom, pid_or_port];
two(send) -> [{says, "invalid destination"}, any];
two(F) when F =:= spawn; F =:= spawn_link; F =:= spawn_monitor -> [atom, 'fun'];
two(spawn_opt) -> ['fun', any];
two(split_binary) -> [binary, natural];
two(process_info) -> [pid, any];
two(term_to_binary) -> [any, options];
two(_) -> [].

three(apply) -> [atom, atom, list];
three(binary_part) -> [binary, natural, integer];
three(binary_to_list) -> [binary, natural, natural];
three(convert_time_unit) -> [integer, any, any];
three(F) when F =:= function_exported; F =:= is_builtin; F =:= make_fun -> [atom, atom, natural];
three(hibernate) -> [atom, atom, list];
three(insert_element) -> [natural, tuple, any];
three(is_record) -> [any, atom, integer];
three(make_tuple) -> [natural, any, list];
three(process_flag) -> [pid, {says, "invalid process flag"}, any];
three(send) -> [{says, "invalid destination"}, any, any];
three(F) when F =:= send_after; F =:= start_timer -> [natural, pid_or_name, any];
three(setelement) -> [natural, tuple, any];
three(F) when F =:= spawn; F =:= spawn_link; F =:= spawn_monitor -> [atom, atom, list];
three(spawn_opt) -> [atom, 'fun', any];
three(_) -> [].
