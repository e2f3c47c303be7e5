%%% What the language defines by itself: functions that need no module, and operators by kind.
-module(erl_internal).

-export([bif/2, bif/3, guard_bif/2, type_test/2, new_type_test/2, old_type_test/2, old_bif/2]).
-export([arith_op/2, bool_op/2, comp_op/2, list_op/2, send_op/2, op_type/2, is_type/2, add_predefined_functions/1]).

%% Whether `Name/Arity` may be called without a module's name.
%% > [erl_internal:bif(Name, 1) || Name <- [length, reverse]].
%% [true,false]
-spec bif(atom(), arity()) -> boolean().
bif(Name, Arity) -> guard_bif(Name, Arity) orelse lists:member({Name, Arity}, bifs()).

%% Whether a function is one of the module `erlang` that may be called without its name.
%% > [erl_internal:bif(Module, length, 1) || Module <- [erlang, lists]].
%% [true,false]
-spec bif(module(), atom(), arity()) -> boolean().
bif(erlang, Name, Arity) -> bif(Name, Arity);
bif(_, _, _) -> false.

%% Whether it may be called in a guard.
%% > [erl_internal:guard_bif(Name, 1) || Name <- [length, spawn]].
%% [true,false]
-spec guard_bif(atom(), arity()) -> boolean().
guard_bif(Name, Arity) -> lists:member({Name, Arity}, guard_bifs()).

guard_bifs() ->
    [{abs, 1}, {binary_part, 2}, {binary_part, 3}, {bit_size, 1}, {byte_size, 1}, {ceil, 1}, {element, 2},
     {float, 1}, {floor, 1}, {hd, 1}, {is_atom, 1}, {is_binary, 1}, {is_bitstring, 1}, {is_boolean, 1},
     {is_float, 1}, {is_function, 1}, {is_function, 2}, {is_integer, 1}, {is_list, 1}, {is_map, 1},
     {is_map_key, 2}, {is_number, 1}, {is_pid, 1}, {is_port, 1}, {is_record, 2}, {is_record, 3},
     {is_reference, 1}, {is_tuple, 1}, {length, 1}, {map_get, 2}, {map_size, 1}, {node, 0}, {node, 1},
     {round, 1}, {self, 0}, {size, 1}, {tl, 1}, {trunc, 1}, {tuple_size, 1}].

bifs() ->
    [{alias, 0}, {alias, 1}, {apply, 2}, {apply, 3}, {atom_to_binary, 1}, {atom_to_binary, 2},
     {atom_to_list, 1}, {binary_to_atom, 1}, {binary_to_atom, 2}, {binary_to_existing_atom, 1},
     {binary_to_existing_atom, 2}, {binary_to_float, 1}, {binary_to_integer, 1}, {binary_to_integer, 2},
     {binary_to_list, 1}, {binary_to_list, 3}, {binary_to_term, 1}, {binary_to_term, 2}, {bitstring_to_list, 1},
     {check_old_code, 1}, {check_process_code, 2}, {check_process_code, 3}, {date, 0}, {delete_module, 1},
     {demonitor, 1}, {demonitor, 2}, {disconnect_node, 1}, {erase, 0}, {erase, 1}, {error, 1}, {error, 2},
     {error, 3}, {exit, 1}, {exit, 2}, {float_to_binary, 1}, {float_to_binary, 2}, {float_to_list, 1},
     {float_to_list, 2}, {garbage_collect, 0}, {garbage_collect, 1}, {garbage_collect, 2}, {get, 0}, {get, 1},
     {get_keys, 0}, {get_keys, 1}, {group_leader, 0}, {group_leader, 2}, {halt, 0}, {halt, 1}, {halt, 2},
     {integer_to_binary, 1}, {integer_to_binary, 2}, {integer_to_list, 1}, {integer_to_list, 2},
     {iolist_size, 1}, {iolist_to_binary, 1}, {is_alive, 0}, {is_process_alive, 1}, {link, 1},
     {list_to_atom, 1}, {list_to_binary, 1}, {list_to_bitstring, 1}, {list_to_existing_atom, 1},
     {list_to_float, 1}, {list_to_integer, 1}, {list_to_integer, 2}, {list_to_pid, 1}, {list_to_port, 1},
     {list_to_ref, 1}, {list_to_tuple, 1}, {load_module, 2}, {make_ref, 0}, {max, 2}, {min, 2},
     {module_loaded, 1}, {monitor, 2}, {monitor, 3}, {monitor_node, 2}, {nodes, 0}, {nodes, 1}, {nodes, 2},
     {now, 0}, {open_port, 2}, {pid_to_list, 1}, {port_close, 1}, {port_command, 2}, {port_command, 3},
     {port_connect, 2}, {port_control, 3}, {port_to_list, 1}, {pre_loaded, 0}, {process_flag, 2},
     {process_flag, 3}, {process_info, 1}, {process_info, 2}, {processes, 0}, {purge_module, 1}, {put, 2},
     {ref_to_list, 1}, {register, 2}, {registered, 0}, {setelement, 3}, {spawn, 1}, {spawn, 2}, {spawn, 3},
     {spawn, 4}, {spawn_link, 1}, {spawn_link, 2}, {spawn_link, 3}, {spawn_link, 4}, {spawn_monitor, 1},
     {spawn_monitor, 2}, {spawn_monitor, 3}, {spawn_monitor, 4}, {spawn_opt, 2}, {spawn_opt, 3}, {spawn_opt, 4},
     {spawn_opt, 5}, {spawn_request, 1}, {spawn_request, 2}, {spawn_request, 3}, {spawn_request, 4},
     {spawn_request, 5}, {spawn_request_abandon, 1}, {split_binary, 2}, {statistics, 1}, {term_to_binary, 1},
     {term_to_binary, 2}, {term_to_iovec, 1}, {term_to_iovec, 2}, {throw, 1}, {time, 0}, {tuple_to_list, 1},
     {unalias, 1}, {unlink, 1}, {unregister, 1}, {whereis, 1}].

%% Whether it tests a type.
%% > [erl_internal:type_test(Name, 1) || Name <- [is_list, list, length]].
%% [true,true,false]
-spec type_test(atom(), arity()) -> boolean().
type_test(Name, Arity) -> new_type_test(Name, Arity) orelse old_type_test(Name, Arity).

%% Whether it tests a type by a name that begins with `is_`.
%% > [erl_internal:new_type_test(Name, 1) || Name <- [is_list, list]].
%% [true,false]
-spec new_type_test(atom(), arity()) -> boolean().
new_type_test(Name, Arity) ->
    lists:prefix("is_", atom_to_list(Name)) andalso Name =/= is_map_key andalso guard_bif(Name, Arity).

%% The tests of old, which are called like types.
%% > [erl_internal:old_type_test(Name, 1) || Name <- [is_list, list]].
%% [false,true]
-spec old_type_test(atom(), arity()) -> boolean().
old_type_test(record, 2) -> true;
old_type_test(Name, 1) ->
    lists:member(Name, [integer, float, number, atom, list, tuple, pid, reference, port, binary, function]);
old_type_test(_, _) -> false.

%% Functions that could be called without a module's name before OTP R14, and so hide nobody's own.
%% > {erl_internal:old_bif(length, 1), erl_internal:old_bif(max, 2)}.
%% {true,false}
-spec old_bif(atom(), arity()) -> boolean().
old_bif(Name, Arity) -> bif(Name, Arity) andalso not lists:member({Name, Arity}, newer_bifs()).

newer_bifs() ->
    [{alias, 0}, {alias, 1}, {atom_to_binary, 1}, {binary_part, 2}, {binary_part, 3}, {binary_to_atom, 1},
     {binary_to_existing_atom, 1}, {binary_to_float, 1}, {binary_to_integer, 1}, {binary_to_integer, 2},
     {binary_to_term, 2}, {ceil, 1}, {check_old_code, 1}, {check_process_code, 3}, {demonitor, 1}, {demonitor, 2},
     {error, 1}, {error, 2}, {error, 3}, {float_to_binary, 1}, {float_to_binary, 2}, {float_to_list, 2}, {floor, 1},
     {garbage_collect, 2}, {get_keys, 0}, {halt, 2}, {integer_to_binary, 1}, {integer_to_binary, 2},
     {integer_to_list, 2}, {is_map, 1}, {is_map_key, 2}, {list_to_integer, 2}, {list_to_port, 1}, {list_to_ref, 1},
     {map_get, 2}, {map_size, 1}, {max, 2}, {min, 2}, {monitor, 2}, {monitor, 3}, {nodes, 2}, {port_command, 3},
     {port_to_list, 1}, {ref_to_list, 1}, {spawn_monitor, 2}, {spawn_monitor, 4}, {spawn_request, 1},
     {spawn_request, 2}, {spawn_request, 3}, {spawn_request, 4}, {spawn_request, 5}, {spawn_request_abandon, 1},
     {term_to_iovec, 1}, {term_to_iovec, 2}, {unalias, 1}].

%% Whether it is an arithmetic operator.
%% > [erl_internal:arith_op(Op, 2) || Op <- ['+', 'div', '==']].
%% [true,true,false]
-spec arith_op(atom(), arity()) -> boolean().
arith_op(Operator, Arity) -> op(Operator, Arity) =:= arith.

%% Whether it is an operator on truth values.
%% > [erl_internal:bool_op('not', 1), erl_internal:bool_op('xor', 2), erl_internal:bool_op('andalso', 2)].
%% [true,true,false]
-spec bool_op(atom(), arity()) -> boolean().
bool_op(Operator, Arity) -> op(Operator, Arity) =:= bool.

%% Whether it compares.
%% > [erl_internal:comp_op(Op, 2) || Op <- ['=:=', '<', '+']].
%% [true,true,false]
-spec comp_op(atom(), arity()) -> boolean().
comp_op(Operator, Arity) -> op(Operator, Arity) =:= comp.

%% Whether it is `++` or `--`.
%% > [erl_internal:list_op(Op, 2) || Op <- ['++', '+']].
%% [true,false]
-spec list_op(atom(), arity()) -> boolean().
list_op(Operator, Arity) -> op(Operator, Arity) =:= list.

%% Whether it is `!`.
%% > erl_internal:send_op('!', 2).
%% true
-spec send_op(atom(), arity()) -> boolean().
send_op(Operator, Arity) -> op(Operator, Arity) =:= send.

%% The kind of an operator; fails with function_clause for what is none.
%% > [erl_internal:op_type(Op, 2) || Op <- ['+', 'and', '<', '--', '!']].
%% [arith,bool,comp,list,send]
%% > erl_internal:op_type(plus, 2).
%% ** error:function_clause
-spec op_type(atom(), arity()) -> arith | bool | comp | list | send.
op_type(Operator, Arity) ->
    case op(Operator, Arity) of
        none -> error(function_clause, [Operator, Arity]);
        Type -> Type
    end.

op(Operator, Arity) ->
    Kinds = [{arith, 1, ['+', '-', 'bnot']},
             {arith, 2, ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']},
             {bool, 1, ['not']},
             {bool, 2, ['and', 'or', 'xor']},
             {comp, 2, ['==', '/=', '=:=', '=/=', '<', '=<', '>', '>=']},
             {list, 2, ['++', '--']},
             {send, 2, ['!']}],
    case [Kind || {Kind, Count, Operators} <- Kinds, Count =:= Arity, lists:member(Operator, Operators)] of
        [Kind] -> Kind;
        [] -> none
    end.

%% Whether a type of the language has this name and so many arguments.
%% > [erl_internal:is_type(pid, 0), erl_internal:is_type(list, 1), erl_internal:is_type(list, 3)].
%% [true,true,false]
-spec is_type(atom(), arity()) -> boolean().
is_type(Name, Arity) -> erlet_parse_form:is_type(Name, Arity).

%% The forms with the functions that every module has, `module_info/0,1` and, with callbacks, `behaviour_info/1`.
%% > {ok, Ts, _} = erl_scan:string("-module(m)."), {ok, F} = erl_parse:parse_form(Ts),
%%   [Name || {function, _, Name, _, _} <- erl_internal:add_predefined_functions([F])].
%% [module_info,module_info]
-spec add_predefined_functions([erl_parse:abstract_form()]) -> [erl_parse:abstract_form()].
add_predefined_functions(Forms) ->
    Names = [Name || {attribute, _, module, Name} <- Forms],
    Forms ++ lists:append([predefined(Name) || Name <- Names]).

predefined(Module) ->
    Call = fun(Args) ->
                   {call, 0, {remote, 0, {atom, 0, erlang}, {atom, 0, get_module_info}}, [{atom, 0, Module} | Args]}
           end,
    [{function, 0, module_info, 0, [{clause, 0, [], [], [Call([])]}]},
     {function, 0, module_info, 1, [{clause, 0, [{var, 0, 'X'}], [], [Call([{var, 0, 'X'}])]}]}].
