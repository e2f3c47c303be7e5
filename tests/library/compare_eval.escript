#!/usr/bin/env escript
%% Compares erl_eval of vm/lib with OTP's own: escript compare_eval.escript [Count] [Seed]
%%
%% Our modules are compiled under other names, so that OTP can run both. Count (20000) lists of expressions of every kind
%% are made at random, well typed or not, and evaluated by both with the same bindings, handlers and messages; values,
%% bindings, what is left in the mailbox, and class and reason of exceptions must agree.
-mode(compile).

-define(MODULES, [erl_eval, erlet_eval_match]).

main([]) -> main(["20000"]);
main([Count]) -> main([Count, "1"]);
main([Count, Seed]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    [load(Module) || Module <- ?MODULES],
    Bad = length([N || N <- lists:seq(1, list_to_integer(Count)), differs()]),
    io:format("~ts evaluations, ~w differ~n", [Count, Bad]),
    halt(min(Bad, 1)).

load(Module) ->
    Library = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    {ok, Forms} = epp:parse_file(filename:join(Library, atom_to_list(Module) ++ ".erl"), []),
    {ok, Name, Binary} = compile:forms(rename(Forms), [nowarn_unused_type]),
    {module, Name} = code:load_binary(Name, "erlet", Binary).

rename({attribute, _, file, _} = Form) -> Form;
rename(Name) when is_atom(Name) ->
    case lists:member(Name, ?MODULES) of
        true -> list_to_atom("erlet_x_" ++ atom_to_list(Name));
        false -> Name
    end;
rename(Tuple) when is_tuple(Tuple) -> list_to_tuple(rename(tuple_to_list(Tuple)));
rename([Head | Tail]) -> [rename(Head) | rename(Tail)];
rename(Other) -> Other.

%% ── Comparing ──────────────────────────────────────────────────────────────

differs() ->
    Exprs = exprs(rand:uniform(3)),
    {Local, Remote} = {pick([none, none, value, eval]), pick([none, none, none, value])},
    Struct = pick([orddict, map]),
    [Theirs, Ours] = [outcome(fun() -> evaluate(Module, Exprs, Struct, Local, Remote) end)
                      || Module <- [erl_eval, erlet_x_erl_eval]],
    case Theirs =:= Ours of
        true -> false;
        %% A generator that takes no bits never ends in OTP.
        false when Theirs =:= hangs -> false;
        false ->
            io:format("~ts  ~p~n  OTP:   ~tP~n  Erlet: ~tP~n",
                      [erl_pp:exprs(Exprs), {Struct, Local, Remote}, Theirs, 40, Ours, 40]),
            true
    end.

evaluate(Module, Exprs, Struct, Local, Remote) ->
    [self() ! Message || Message <- [a, {b, 1}, 2]],
    Known = [{'A', 1}, {'B', [1, 2]}, {'C', #{a => 1}}, {'D', <<1, 2>>}],
    Bindings = case Struct of
        orddict -> Known;
        map -> maps:from_list(Known)
    end,
    Result = try Module:exprs(Exprs, Bindings, local(Local, Module), remote(Remote)) of
        {value, Value, New} -> {value, masked(Value), masked(New)}
    catch
        Class:Reason -> {Class, masked(Reason)}
    end,
    %% After an error OTP may have changed the order of the messages.
    {Result, lists:sort(masked(flush()))}.

local(none, _) -> none;
local(value, _) -> {value, fun(Name, Args) -> {local, Name, Args} end};
local(eval, Module) ->
    {eval, fun(Name, Args, Bindings) ->
                   {Values, New} = Module:expr_list(Args, Bindings),
                   {value, {Name, Values}, Module:add_binding('L', length(Values), New)}
           end}.

remote(none) -> none;
remote(value) ->
    {value, fun({Module, Name}, Args) -> {remote, apply(Module, Name, Args)};
               (Fun, Args) -> {applied, apply(Fun, Args)}
            end}.

flush() ->
    receive
        Message -> [Message | flush()]
    after 0 -> []
    end.

%% Frames and the identities of funs are left out.
masked({'EXIT', {Reason, [Frame | _]}}) when is_tuple(Frame), tuple_size(Frame) >= 3 -> {'EXIT', masked(Reason), frames};
masked([Frame | _]) when tuple_size(Frame) =:= 4, is_list(element(4, Frame)), is_atom(element(1, Frame)) -> frames;
masked(Fun) when is_function(Fun) -> {a_fun, erlang:fun_info(Fun, arity)};
masked(Pid) when is_pid(Pid) -> a_pid;
masked(Map) when is_map(Map) -> {a_map, masked(maps:to_list(Map))};
masked(Tuple) when is_tuple(Tuple) -> list_to_tuple(masked(tuple_to_list(Tuple)));
masked([Head | Tail]) -> [masked(Head) | masked(Tail)];
masked(Other) -> Other.

outcome(Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({outcome, Fun()}) end),
    receive
        {'DOWN', Ref, _, _, Reason} -> Reason
    after 2000 ->
        exit(Pid, kill),
        receive {'DOWN', Ref, _, _, _} -> hangs end
    end.

%% ── Making expressions ─────────────────────────────────────────────────────

exprs(Depth) -> [expr(Depth) || _ <- lists:seq(1, rand:uniform(3))].

expr(0) -> leaf();
expr(Depth) ->
    Less = Depth - 1,
    case rand:uniform(30) of
        1 -> leaf();
        2 -> {tuple, 1, several(Less)};
        3 -> {cons, 1, expr(Less), expr(Less)};
        4 -> list(several(Less));
        N when N =< 6 -> {match, 1, pattern(2), expr(Less)};
        N when N =< 9 -> operation(fun() -> expr(Less) end);
        10 -> {op, 1, pick(['andalso', 'orelse']), expr(Less), expr(Less)};
        11 -> {map, 1, fields(Less)};
        12 -> {map, 1, expr(Less), fields(Less)};
        13 -> {bin, 1, segments(fun() -> expr(Less) end)};
        14 -> {block, 1, exprs(Less)};
        15 -> {'case', 1, expr(Less), clauses(1, Less)};
        16 -> {'if', 1, [{clause, 1, [], guard(), exprs(Less)} || _ <- lists:seq(1, rand:uniform(2))]};
        17 -> {'receive', 1, clauses(1, Less), pick([{integer, 1, 0}, {integer, 1, 1}, expr(0)]), exprs(Less)};
        N when N =< 19 -> try_(Less);
        20 -> {'catch', 1, expr(Less)};
        N when N =< 22 -> comprehension(Less);
        23 -> call({'fun', 1, {clauses, clauses(pick([0, 1, 1, 2]), Less)}}, several(Less));
        24 -> named(Less);
        25 -> {'fun', 1, pick([{function, local, 1}, {function, {atom, 1, lists}, {atom, 1, max}, {integer, 1, 1}},
                               {function, expr(Less), {atom, 1, max}, {integer, 1, 1}}])};
        26 -> call({atom, 1, pick([local, other])}, several(Less));
        27 -> bif(fun() -> expr(Less) end);
        28 -> call({remote, 1, {atom, 1, pick([erlang, lists, maps, nowhere])}, {atom, 1, pick([max, length, sum, keys, throw, error, exit])}},
                   several(Less));
        29 -> pick([call(expr(Less), several(Less)), failing(Less), record(Less)]);
        30 -> {'fun', 1, {clauses, clauses(pick([0, 1, 2]), Less)}}
    end.

leaf() ->
    pick([{integer, 1, rand:uniform(4) - 1}, {atom, 1, pick([a, b, true, false])}, {float, 1, 2.0}, {nil, 1},
          {string, 1, pick(["", "ab"])}, {char, 1, $c}, variable(), variable(), variable(), {bin, 1, []}, {map, 1, []}]).

variable() -> {var, 1, pick(['A', 'A', 'A', 'B', 'B', 'C', 'D', 'D', 'E'])}.

several(Depth) -> [expr(Depth) || _ <- lists:seq(1, rand:uniform(4) - 1)].

list(Exprs) -> lists:foldr(fun(Expr, Tail) -> {cons, 1, Expr, Tail} end, {nil, 1}, Exprs).

operation(Make) ->
    case rand:uniform(5) of
        1 -> {op, 1, pick(['+', '-', 'not', 'bnot']), Make()};
        _ -> {op, 1, pick(['+', '-', '*', '/', 'div', 'rem', 'band', 'bsl', '==', '=:=', '/=', '=/=', '<', '>=', '++',
                           '--', 'and', 'or', 'xor', '!']), Make(), Make()}
    end.

fields(Depth) ->
    [{pick([map_field_assoc, map_field_assoc, map_field_exact]), 1, expr(min(Depth, 1)), expr(Depth)}
     || _ <- lists:seq(1, rand:uniform(3) - 1)].

segments(Make) -> [segment(Make) || _ <- lists:seq(1, rand:uniform(3))].

%% Segments of generators have sizes.
sized_segments() ->
    case [Segment || {bin_element, _, _, Size, Types} = Segment <- segments(fun() -> leaf_pattern() end),
                     Size =/= default orelse Types =/= [binary] andalso Types =/= [bitstring]] of
        [] -> sized_segments();
        Segments -> Segments
    end.

segment(Make) ->
    {Size, Type} = pick([{default, default}, {{integer, 1, 4}, default}, {{integer, 1, 16}, [integer, little]},
                         {default, [binary]}, {{integer, 1, 1}, [binary]}, {default, [bitstring]}, {default, [utf8]},
                         {default, [utf16, little]}, {default, [float]}, {{integer, 1, 32}, [float, little]},
                         {{integer, 1, 2}, [signed, {unit, 8}]}, {variable(), default}, {default, [utf32]},
                         {{var, 1, 'A'}, [binary]}, {{integer, 1, 7}, [float]}, {{atom, 1, a}, default}]),
    {bin_element, 1, Make(), Size, Type}.

bif(Make) ->
    {Name, Arity} = pick([{length, 1}, {hd, 1}, {element, 2}, {is_atom, 1}, {is_integer, 1}, {size, 1}, {map_size, 1},
                          {is_map_key, 2}, {abs, 1}, {tuple_size, 1}, {byte_size, 1}, {is_list, 1}, {is_function, 2},
                          {is_record, 2}, {is_record, 3}, {max, 2}, {self, 0}, {round, 1}, {binary_part, 3}]),
    Args = [Make() || _ <- lists:seq(1, Arity)],
    case rand:uniform(4) of
        1 -> call({remote, 1, {atom, 1, erlang}, {atom, 1, Name}}, Args);
        _ -> call({atom, 1, Name}, Args)
    end.

call(Function, Args) -> {call, 1, Function, Args}.

failing(Depth) -> call({atom, 1, pick([throw, error, exit])}, [expr(Depth)]).

record(Depth) ->
    pick([{record, 1, r, []}, {record, 1, expr(Depth), r, []}, {record_field, 1, expr(Depth), r, {atom, 1, f}},
          {record_index, 1, r, {atom, 1, f}}]).

try_(Depth) ->
    Of = pick([[], clauses(1, Depth)]),
    Catch = pick([[], [catch_clause(Depth) || _ <- lists:seq(1, rand:uniform(2))]]),
    After = case Catch of
        [] -> exprs(Depth);
        _ -> pick([[], exprs(Depth)])
    end,
    {'try', 1, exprs(Depth), Of, Catch, After}.

catch_clause(Depth) ->
    Class = pick([{atom, 1, throw}, {atom, 1, error}, {atom, 1, exit}, {var, 1, '_'}, {var, 1, 'Class'}]),
    {clause, 1, [{tuple, 1, [Class, pattern(1), {var, 1, pick(['_', 'Stack'])}]}], guards(), exprs(Depth)}.

comprehension(Depth) ->
    Qualifiers = [qualifier(Depth) || _ <- lists:seq(1, rand:uniform(3))],
    case rand:uniform(2) of
        1 -> {lc, 1, expr(Depth), Qualifiers};
        2 -> {bc, 1, pick([{bin, 1, segments(fun() -> expr(min(1, Depth)) end)}, expr(Depth)]), Qualifiers}
    end.

qualifier(Depth) ->
    case rand:uniform(6) of
        N when N =< 3 -> {generate, 1, pattern(1), pick([list(several(Depth)), expr(Depth)])};
        4 -> {b_generate, 1, {bin, 1, sized_segments()},
              pick([{string, 1, "abc"}, {bin, 1, [{bin_element, 1, {string, 1, "abcdef"}, default, default}]}, expr(Depth)])};
        5 -> test();
        6 -> expr(Depth)
    end.

%% A function that calls itself with less and less.
named(Depth) ->
    N = {var, 1, 'N'},
    Again = call({var, 1, 'Self'}, [{op, 1, '-', N, {integer, 1, 1}}]),
    Few = [[{op, 1, '>', N, {integer, 1, 0}}, {op, 1, '<', N, {integer, 1, 4}}]],
    Fun = {named_fun, 1, 'Self', [{clause, 1, [pattern(1)], guard(), exprs(Depth)},
                                  {clause, 1, [N], Few, [{tuple, 1, [expr(min(Depth, 1)), Again]}]}]},
    pick([Fun, call(Fun, [expr(min(Depth, 1))])]).

clauses(Arity, Depth) ->
    [{clause, 1, [pattern(2) || _ <- lists:seq(1, Arity)], guards(), exprs(Depth)} || _ <- lists:seq(1, rand:uniform(3))].

guards() -> pick([[], [], guard()]).

guard() -> [[test() || _ <- lists:seq(1, rand:uniform(2))] || _ <- lists:seq(1, rand:uniform(2))].

test() -> test(2).

test(0) -> pick([leaf(), {atom, 1, true}]);
test(Depth) ->
    Less = fun() -> test(Depth - 1) end,
    case rand:uniform(8) of
        N when N =< 3 ->
            {op, 1, pick(['==', '=:=', '/=', '<', '>=', '+', '-', 'div', 'and', 'or', 'xor', 'andalso', 'orelse']), Less(), Less()};
        4 -> {op, 1, pick(['not', '-']), Less()};
        N when N =< 6 -> bif(Less);
        7 -> pick([{tuple, 1, [Less()]}, {cons, 1, Less(), Less()}, {map, 1, [{map_field_assoc, 1, Less(), Less()}]},
                   {bin, 1, segments(Less)}, {map, 1, Less(), [{map_field_exact, 1, Less(), Less()}]}]);
        8 -> {atom, 1, true}
    end.

pattern(0) -> leaf_pattern();
pattern(Depth) ->
    Less = Depth - 1,
    case rand:uniform(10) of
        N when N =< 4 -> leaf_pattern();
        5 -> {tuple, 1, [pattern(Less) || _ <- lists:seq(1, rand:uniform(3) - 1)]};
        6 -> {cons, 1, pattern(Less), pattern(Less)};
        7 -> {map, 1, [{map_field_exact, 1, pick([leaf(), {op, 1, '+', leaf(), leaf()}]), pattern(Less)}]};
        8 -> {bin, 1, segments(fun() -> leaf_pattern() end)};
        9 -> {match, 1, pattern(Less), pattern(Less)};
        10 -> pick([{op, 1, '++', {string, 1, "a"}, pattern(Less)}, {op, 1, '+', {integer, 1, 1}, {integer, 1, 1}},
                    {op, 1, '-', {integer, 1, 1}}])
    end.

leaf_pattern() -> pick([{var, 1, '_'}, variable(), variable(), leaf()]).

pick(List) -> lists:nth(rand:uniform(length(List)), List).
