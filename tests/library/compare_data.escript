#!/usr/bin/env escript
%% Compares the data modules of vm/lib with OTP's own: ERLET=path_of_erlet escript compare_data.escript [Module ...]
%%
%% Each module is compiled under another name (lists as erlet_x_lists), so that OTP can run both, and every function is
%% called with the same arguments, good and bad; values, and class and reason of exceptions, must agree. What Erlet has
%% in Rust under erts_internal is played by the functions at the end of this file; string and unicode, which are mostly
%% Rust, are called in Erlet.
-mode(compile).

-define(RUNS, 400).

main(Names) ->
    Directory = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    Files = filelib:wildcard(filename:join(Directory, "*.erl")),
    Modules = [list_to_atom(filename:basename(File, ".erl")) || File <- Files],
    Parsed = [{Module, parse(File)} || {Module, File} <- lists:zip(Modules, Files)],
    Exports = maps:from_list([{Module, exports(Forms)} || {Module, Forms} <- Parsed]),
    Wanted = case Names of
        [] -> [Module || Module <- Modules, cases(Module) =/= []];
        _ -> [list_to_atom(Name) || Name <- Names]
    end,
    Wanted -- native() =:= [] orelse load_all(Parsed, Exports),
    Bad = lists:sum([compare(Module, Exports) || Module <- Wanted]),
    halt(case Bad of 0 -> 0; _ -> 1 end).

%% Modules that are mostly Rust.
native() -> [string, unicode].

%% ── Compiling under another name ───────────────────────────────────────────

renamed(Module) ->
    list_to_atom("erlet_x_" ++ atom_to_list(Module)).

parse(File) ->
    {ok, Forms} = epp:parse_file(File, []),
    Forms.

exports(Forms) ->
    lists:append([List || {attribute, _, export, List} <- Forms]).

load_all(Parsed, Exports) ->
    [load(Module, Forms, Exports) || {Module, Forms} <- Parsed],
    load_substitutes().

load(Module, Forms, Exports) ->
    Plain = [Form || Form <- Forms, not is_attribute(Form, [module, spec, type, export_type, opaque])],
    New = [{attribute, 1, module, renamed(Module)} | rename(Plain, Exports)],
    case compile:forms(New, [return, {no_auto_import, all}, nowarn_deprecated_function]) of
        {ok, Name, Binary, _} ->
            {module, Name} = code:load_binary(Name, "erlet", Binary);
        Other ->
            io:format("~s does not compile: ~p~n", [Module, Other])
    end.

is_attribute({attribute, _, Name, _}, Names) -> lists:member(Name, Names);
is_attribute(_, _) -> false.

%% Calls of functions that vm/lib defines go to the renamed module; others are built in and stay with OTP.
rename({call, Line, {remote, L2, {atom, L3, Module}, {atom, L4, Name}}, Arguments}, Exports) ->
    Target = target(Module, Name, length(Arguments), Exports),
    {call, Line, {remote, L2, {atom, L3, Target}, {atom, L4, Name}}, rename(Arguments, Exports)};
rename({'fun', Line, {function, {atom, L3, Module}, {atom, L4, Name}, {integer, L5, Arity}}}, Exports) ->
    Target = target(Module, Name, Arity, Exports),
    {'fun', Line, {function, {atom, L3, Target}, {atom, L4, Name}, {integer, L5, Arity}}};
rename(Tuple, Exports) when is_tuple(Tuple) ->
    list_to_tuple(rename(tuple_to_list(Tuple), Exports));
rename([Head | Tail], Exports) ->
    [rename(Head, Exports) | rename(Tail, Exports)];
rename(Other, _) ->
    Other.

target(erts_internal, _, _, _) ->
    erlet_x_erts_internal;
target(lists, sort, 1, _) ->
    erlet_x_erts_internal;
target(Module, Name, Arity, Exports) ->
    case lists:member({Name, Arity}, maps:get(Module, Exports, [])) of
        true -> renamed(Module);
        false -> Module
    end.

%% ── Comparing ──────────────────────────────────────────────────────────────

compare(Module, Exports) ->
    Ours = maps:get(Module, Exports),
    Theirs = Module:module_info(exports),
    [io:format("~s:~s/~b is not in OTP~n", [Module, F, A]) || {F, A} <- Ours -- Theirs],
    Cases = cases(Module),
    Tested = lists:usort([{F, length(Types)} || {F, Types} <- Cases]),
    [io:format("~s:~s/~b is not tested~n", [Module, F, A]) || {F, A} <- (Ours -- Tested)],
    Called = [Case || Case = {F, Types} <- Cases, lists:member({F, length(Types)}, Ours)],
    Bad = case lists:member(Module, native()) of
        true -> compare_in_erlet(Module, Called);
        false -> lists:sum([compare_case(Module, Case) || Case <- Called])
    end,
    io:format("~s: ~b functions, ~b kinds of calls, ~b differ~n", [Module, length(Ours), length(Cases), Bad]),
    Bad.

compare_case(Module, {Name, Types}) ->
    rand:seed(exsss, {erlang:phash2(Name), length(Types), 7}),
    compare_runs(Module, Name, Types, runs(), 3, 0).

runs() ->
    list_to_integer(os:getenv("RUNS", integer_to_list(?RUNS))).

compare_runs(_, _, _, 0, _, Bad) ->
    min(Bad, 1);
compare_runs(_, _, _, _, 0, _) ->
    1;
compare_runs(Module, Name, Types, Runs, Left, Bad) ->
    Arguments = [argument(Type) || Type <- Types],
    Expected = outcome(Module, Name, Arguments),
    case outcome(renamed(Module), Name, Arguments) of
        Expected ->
            compare_runs(Module, Name, Types, Runs - 1, Left, Bad);
        Found ->
            io:format("~s:~s~0tp~n    OTP   ~0tp~n    Erlet ~0tp~n", [Module, Name, Arguments, Expected, Found]),
            compare_runs(Module, Name, Types, Runs - 1, Left - 1, Bad + 1)
    end.

%% Makes all calls in Erlet, by a program that reads and writes them as one term; funs do not travel.
compare_in_erlet(Module, Cases) ->
    All = [begin
               rand:seed(exsss, {erlang:phash2(Name), length(Types), Run}),
               {Name, [argument(Type) || Type <- Types]}
           end || {Name, Types} <- Cases, Run <- lists:seq(1, runs())],
    Calls = [Call || {_, Arguments} = Call <- All, not lists:any(fun is_function/1, Arguments)],
    Directory = string:trim(os:cmd("mktemp -d")),
    Path = filename:join(Directory, "answers"),
    ok = file:write_file(Path, term_to_binary({Module, Calls})),
    ok = file:write_file(Path ++ ".erl", answers()),
    io:put_chars(os:cmd(string:join([os:getenv("ERLET"), "--plain", Path ++ ".erl", Path, "2>&1"], " "))),
    {ok, Answers} = file:read_file(Path),
    _ = os:cmd("rm -r " ++ Directory),
    Differing = [{Name, length(Arguments)}
                 || {{Name, Arguments}, Found} <- lists:zip(Calls, binary_to_term(Answers)),
                    shows(Module, Name, Arguments, call(Module, Name, Arguments), Found)],
    io:format("~b of ~b calls differ~n", [length(Differing), length(Calls)]),
    length(lists:usort(Differing)).

answers() ->
    "-module(answers).\n"
    "-export([main/1]).\n"
    "main([Path]) ->\n"
    "    {ok, Calls} = file:read_file(Path),\n"
    "    {Module, List} = binary_to_term(Calls),\n"
    "    file:write_file(Path, term_to_binary([answer(Module, Name, Arguments) || {Name, Arguments} <- List])).\n"
    "answer(Module, Name, Arguments) ->\n"
    "    try {value, apply(Module, Name, Arguments)} catch Class:Reason -> {Class, Reason} end.\n".

shows(_, _, _, Same, Same) -> false;
shows(Module, Name, Arguments, Expected, Found) ->
    io:format("~s:~s~0tp~n    OTP   ~0tp~n    Erlet ~0tp~n", [Module, Name, Arguments, Expected, Found]),
    true.

outcome(Module, Name, Arguments) ->
    Self = self(),
    {Pid, Monitor} = spawn_opt(fun() -> Self ! {self(), call(Module, Name, Arguments)} end,
                               [monitor, {max_heap_size, #{size => 5000000, kill => true, error_logger => false}}]),
    receive
        {Pid, Outcome} -> erlang:demonitor(Monitor, [flush]), Outcome;
        {'DOWN', Monitor, _, _, _} -> endless
    after 5000 ->
        erlang:demonitor(Monitor, [flush]),
        exit(Pid, kill),
        receive {Pid, Outcome} -> Outcome after 0 -> endless end
    end.

call(Module, Name, Arguments) ->
    try
        {value, plain(apply(Module, Name, Arguments))}
    catch
        Class:Reason -> {Class, Reason}
    end.

%% Funs that the module made itself never compare equal.
plain(Fun) when is_function(Fun) ->
    {module, Module} = erlang:fun_info(Fun, module),
    case Module =:= ?MODULE orelse lists:member(Module, [erlang]) of true -> Fun; false -> a_fun end;
plain(Other) ->
    Other.

%% ── Arguments ──────────────────────────────────────────────────────────────

argument({exactly, Value}) ->
    Value;
argument({only, Type}) ->
    good(Type);
argument(Type) ->
    case rand:uniform(12) of
        1 -> pick(junk());
        _ -> good(Type)
    end.

pick(List) ->
    lists:nth(rand:uniform(length(List)), List).

junk() ->
    [foo, 1, 0, -1, 2.5, [], [foo], [a | b], [1, 2 | 3], {}, {a}, {1, 2}, <<>>, <<"ab">>, <<1:3>>, #{}, #{a => 1}, "abc",
     fun(X) -> X end, fun(X, _) -> X end, self(), true, false, 1 bsl 70, [[a]], [[1 | 2]], [{a, 1}, {b, 2}], [<<"x">> | <<"y">>],
     [1, foo], {a, b, c}, [-1], [16#110000], <<255>>, [<<195>>], [0 | #{}], none, infinity].

several(Type) ->
    several(Type, pick([0, 1, 1, 2, 2, 3, 4, 6, 10])).

several(Type, Count) ->
    [good(Type) || _ <- lists:seq(1, Count)].

only(Types) ->
    [{only, Type} || Type <- Types].

good(any) -> pick([1, 2, 3, a, b, c, 1.0, 2.0, {a, 1}, [], [1], "b", <<"a">>]);
good(integer) -> pick([-5, -1, 0, 1, 2, 3, 4, 5, 7, 1 bsl 64]);
good(natural) -> pick([0, 1, 2, 3, 4, 5, 8]);
good(number) -> pick([-1, 0, 1, 2, 3, 1.0, 2.5]);
good(atom) -> pick([a, b, c, true, false]);
good(boolean) -> pick([true, false]);
good(list) -> several(any);
good(sorted) -> lists:sort(several(any));
good(usorted) -> lists:usort(several(any));
good(rsorted) -> lists:reverse(lists:sort(several(any)));
good(rusorted) -> lists:reverse(lists:usort(several(any)));
good(numbers) -> several(number);
good(bad_tail) -> several(any) ++ pick([[], foo, 3]);
good(lists) -> several(list);
good(sorted_lists) -> several(sorted);
good(usorted_lists) -> several(usorted);
good(deep) -> several(deep_item);
good(deep_item) -> pick([1, 2, a, [], [3, [4]], good(list), [[[]]]]);
good(things) -> several(thing);
good(thing) -> pick([a, b, 1, 2.5, "str", [120], 'x y']);
good(tuple) -> pick([{1}, {a, 1}, {b, 2}, {1, x}, {1.0, y}, {2, a, b}, {c, d, e}, {a, 2, z}, {c, 3}]);
good(tuples) -> several(tuple);
good(mixed_tuples) -> [pick([good(tuple), good(tuple), good(any)]) || _ <- good(list)];
good(sorted_tuples) -> lists:keysort(1, several(tuple));
good(usorted_tuples) -> lists:ukeysort(1, several(tuple));
good(rsorted_tuples) -> lists:reverse(lists:keysort(1, several(tuple)));
good(rusorted_tuples) -> lists:reverse(lists:ukeysort(1, several(tuple)));
good(pairs) -> several(pair);
good(pair) -> {good(atom), good(any)};
good(triples) -> [{good(any), good(any), good(any)} || _ <- good(list)];
good(index) -> pick([1, 1, 1, 2, 2, 3]);
good(fun0) -> pick([fun() -> done end, fun() -> throw(out) end]);
good(fun1) -> pick([fun(X) -> X end, fun(X) -> {X, X} end, fun(X) -> [X, X] end, fun is_integer/1, fun erlang:abs/1]);
good(test) -> pick([fun(X) -> X =/= 2 end, fun is_integer/1, fun is_atom/1, fun(_) -> true end, fun(_) -> false end,
                    fun(X) -> X end, fun(X) -> X > 1 end]);
good(filtermap) -> pick([fun(X) when is_integer(X) -> {true, X + 1}; (X) -> is_atom(X) end, fun(_) -> true end, fun(X) -> X end,
                         fun(_) -> false end]);
good(fun2) -> pick([fun(X, Y) -> {X, Y} end, fun(X, _) -> X end, fun(_, Y) -> Y end, fun erlang:'+'/2]);
good(fold) -> pick([fun(X, Y) -> [X | Y] end, fun(_, Y) -> Y end, fun(X, _) -> X end, fun erlang:'+'/2]);
good(mapfold) -> pick([fun(X, Y) -> {X, [X | Y]} end, fun(X, Y) -> {Y, X} end, fun(X, _) -> X end]);
good(order) -> pick([fun(X, Y) -> X =< Y end, fun(X, Y) -> X =< Y end, fun(X, Y) -> X >= Y end, fun(X, Y) -> X < Y end,
                     fun(_, _) -> true end, fun(_, _) -> false end, fun(X, _) -> X end]);
good(fun3) -> pick([fun(X, Y, Z) -> {X, Y, Z} end, fun(X, _, _) -> X end, fun(_, Y, _) -> Y end]);
good(test2) -> pick([fun(X, Y) -> X < Y end, fun(_, _) -> true end, fun(_, _) -> false end, fun(_, Y) -> is_integer(Y) end, fun(X, _) -> X end]);
good(filtermap2) -> pick([fun(_, Y) when is_integer(Y) -> {true, Y + 1}; (X, _) -> is_atom(X) end, fun(X, _) -> X end]);
good(fold3) -> pick([fun(X, Y, Z) -> [X, Y | Z] end, fun(_, Y, _) -> Y end, fun(_, _, Z) -> Z end]);
good(map) -> pick([#{}, maps:from_list(several(pair)), maps:from_list([{X, X} || X <- several(any)]),
                   maps:from_list([{X, X * X} || X <- lists:seq(1, pick([5, 40, 250]))])]);
good(iterator) -> pick([maps:iterator(good(map)), advanced(maps:iterator(good(map))), good(map), none]);
good(map_key) -> pick([a, b, c, 1, 2, 3, 1.0, 100, {a, 1}]);
good(Type) -> text(Type).

advanced(Iterator) ->
    case maps:next(Iterator) of
        none -> none;
        {_, _, Next} -> Next
    end.

text(string) -> [pick("abcdab  x") || _ <- several(any)];
text(separators) -> pick(["a", "b ", " ", "ab", [], "c", [[$\r, $\n], $a], "\n"]);
text(separator) -> pick([$a, $b, $\s]);
text(small) -> pick([0, 1, 2, 3, 4, 5, 6, 8, 12]);
text(where) -> pick([leading, trailing]);
text(anywhere) -> pick([leading, trailing, both]);
text(all_where) -> pick([leading, trailing, all]);
text(side) -> pick([left, right, both]);
text(form) -> pick([none, nfc, nfd, nfkc, nfkd]);
text(cluster) -> pick([$x, $a, 16#e9, [$e, 16#301]]);
text(pattern) -> pick(["a", "b", "ab", <<"a">>, <<"bc">>, "e", [$e, 16#301], [], <<>>, [16#301], ["a", <<"b">>], "\r", "\n", [16#e9]]);
text(characters) -> lists:append([pick(["a", "b", "c", "ab", " ", "\r\n", "\n", "e", [$e, 16#301], [16#e9], [16#df], [16#1f600], "A"])
                                  || _ <- several(any)]);
text(wild) -> [wild(rand:uniform(12)) || _ <- several(any)];
text(wild_binary) -> unicode:characters_to_binary(text(wild));
text(flat) -> text(characters);
text(binary) -> unicode:characters_to_binary(text(characters));
text(broken) -> <<(text(binary))/binary, 255, (text(binary))/binary>>;
text(plain) -> pick([text(flat), text(flat), text(binary), text(binary), text(wild)]);
text(number_text) -> lists:append([pick(["1", "-", "+", ".", "e", "E", ",", "12", "0", "x", "1.5", "2.0e3"]) || _ <- several(any)]);
text(number_data) -> pick([text(number_text), unicode:characters_to_binary(text(number_text))]);
text(latin) -> [rand:uniform(256) - 1 || _ <- several(any)];
text(properties) -> several(property);
text(property) -> pick([a, b, c, {a, 1}, {a, true}, {b, false}, {b, "x"}, {c, [1, 2]}, {a}, {b, 1, 2}, 7, "y", {d, true}, d]);
text(expansions) -> [{pick([a, b, {a, 1}, {c, true}, {b, false}, {a, true}, c]), several(property)} || _ <- several(any)];
text(pairs_of_atoms) -> [{good(atom), good(atom)} || _ <- several(any)];
text(atoms) -> lists:usort(several(atom));
text(stages) -> [pick([{aliases, text(pairs_of_atoms)}, {negations, text(pairs_of_atoms)}, {expand, text(expansions)}]) || _ <- several(any)];
text(bytes) -> list_to_binary([pick("abcab") || _ <- several(any)]);
text(byte_pattern) -> pick([<<"a">>, <<"ab">>, [<<"a">>, <<"bc">>], <<"b">>, binary:compile_pattern(<<"ca">>), [<<"ab">>, <<"abc">>]]);
text(replace_options) -> [pick([global, global, {scope, {1, 2}}, {scope, {3, -2}}, {insert_replaced, 0}, {insert_replaced, 1},
                                {insert_replaced, [0, 1, 1]}, {insert_replaced, [2, 0]}, foo, {insert_replaced, foo}])
                          || _ <- lists:seq(1, pick([0, 1, 1, 2]))];
text(queue) -> pick([queue:from_list(several(any)), queue:join(queue:from_list(several(any)), queue:from_list(several(any))),
                      lists:foldl(fun(X, Q) -> case X of 2 -> element(2, queue:out(Q)); c -> queue:in_r(X, Q); _ -> queue:in(X, Q) end end,
                                  queue:new(), several(any))]);
text(any_pairs) -> [{good(any), good(any)} || _ <- several(any)];
text(orddict) -> orddict:from_list(text(any_pairs));
text(gb_tree) -> pick([gb_trees:from_orddict(text(orddict)), lists:foldl(fun gb_change/2, gb_trees:empty(), gb_numbers())]);
text(gb_iterator) -> pick([gb_trees:iterator(text(gb_tree)), gb_trees:iterator_from(2, text(gb_tree))]);
text(gb_set) -> pick([gb_sets:from_list(several(any)), lists:foldl(fun gb_sets:add/2, gb_sets:new(), gb_numbers())]);
text(gb_set_list) -> [text(gb_set) || _ <- several(any)];
text(gb_set_iterator) -> gb_sets:iterator(text(gb_set));
text(small_key) -> pick([rand:uniform(300), rand:uniform(10), -rand:uniform(1000), rand:uniform(1 bsl 26), pick([a, b, hello, undefined])]);
text(small_keys) -> [text(small_key) || _ <- lists:seq(1, pick([0, 1, 5, 20, 100, 300]))];
text(small_test) -> pick([fun(X) -> X > 50 end, fun is_atom/1, fun(X) -> is_integer(X) andalso X rem 3 =:= 0 end]);
text(set_options) -> [{version, pick([1, 2])}];
text(set) -> lists:foldl(fun sets:del_element/2, sets:from_list(text(small_keys), text(set_options)), text(small_keys));
text(set_list) -> [text(set) || _ <- several(any)];
text(small_pairs) -> [{Key, good(any)} || Key <- text(small_keys)];
text(dict) -> lists:foldl(fun dict:erase/2, dict:from_list(text(small_pairs)), text(small_keys));
text(bom) -> pick([<<255, 254, 0, 0>>, <<255, 254, 1, 0>>, <<254, 255>>, <<0, 0, 254, 255, 1>>, <<239, 187, 191, 65>>, <<>>, <<"ab">>]);
text(encoding) -> pick([latin1, unicode, utf8, utf16, utf32, {utf16, big}, {utf16, little}, {utf32, big}, {utf32, little}]);
text(strings) -> [text(string) || _ <- several(any)].

gb_numbers() -> pick([lists:seq(1, rand:uniform(70)), lists:reverse(lists:seq(1, rand:uniform(70))), [rand:uniform(50) || _ <- lists:seq(1, rand:uniform(60))]]).

gb_change(Key, Tree) when Key rem 7 =:= 0 -> gb_trees:delete_any(Key div 2, Tree);
gb_change(Key, Tree) -> gb_trees:enter(Key, -Key, Tree).

%% A code point that matters for grapheme clusters, case or normal forms.
wild(1) -> pick([16#1f600, 16#1f468, 16#1f469, 16#2764, 16#a9, 16#1f3fb, 16#1f3ff]);
wild(2) -> 16#200d;
wild(3) -> pick([16#301, 16#308, 16#fe0f, 16#20e3, 16#94d, 16#93e, 16#903]);
wild(4) -> 16#1f1e6 + rand:uniform(26) - 1;
wild(5) -> 16#1100 + rand:uniform(256) - 1;
wild(6) -> 16#ac00 + rand:uniform(11172) - 1;
wild(7) -> pick([16#600, 16#110bd, 16#d4e, 16#111c2]);
wild(8) -> pick("\r\n\r\n\t");
wild(9) -> pick([16#915, 16#937, 16#e33, 16#200b, 16#85, 16#ad, 16#130, 16#1c4, 16#1c5, 16#fb01, 16#3a3, 16#1e9e, 16#13a0, 16#ab70]);
wild(10) -> rand:uniform(16#d7ff);
wild(11) -> 16#e000 + rand:uniform(16#20000);
wild(12) -> pick("abAZ").

%% ── What is called ─────────────────────────────────────────────────────────

cases(lists) ->
    [{F, [test, bad_tail]} || F <- [all, any, dropwhile, filter, partition, search, splitwith, takewhile]]
    ++ [{F, [fun1, bad_tail]} || F <- [map, flatmap, foreach, uniq]]
    ++ [{F, [filtermap, bad_tail]} || F <- [filtermap, zf]]
    ++ [{F, [bad_tail]} || F <- [droplast, last, max, min, uniq, usort, enumerate, flatlength, flatten, append, concat]]
    ++ [{F, [fold, list, bad_tail]} || F <- [foldl, foldr]]
    ++ [{F, [mapfold, list, bad_tail]} || F <- [mapfoldl, mapfoldr]]
    ++ [{F, [list, list]} || F <- [append, subtract, prefix, suffix, zip]]
    ++ [{append, [lists]}, {concat, [things]}, {delete, [any, bad_tail]}, {duplicate, [natural, any]}, {flatlength, [deep]},
        {enumerate, [integer, bad_tail]}, {flatten, [deep]}, {flatten, [deep, list]}, {join, [any, bad_tail]},
        {max, [numbers]}, {min, [numbers]}, {sum, [numbers]}, {nth, [natural, bad_tail]}, {nthtail, [natural, bad_tail]},
        {prefix, [bad_tail, bad_tail]}, {prefix, [{exactly, [1, 2]}, list]}, {suffix, [{exactly, [1]}, list]},
        {seq, [integer, integer]}, {seq, [integer, integer, integer]}, {sort, [order, list]}, {sort, [order, numbers]},
        {split, [natural, bad_tail]}, {sublist, [bad_tail, natural]}, {sublist, [bad_tail, natural, natural]},
        {unzip, [pairs]}, {unzip3, [triples]}, {zip3, [list, list, list]}, {zipwith, [fun2, list, list]},
        {zipwith3, [fun3, list, list, list]}, {zip, [{exactly, [a, b]}, list]}, {zip3, [{exactly, [a]}, list, list]},
        {usort, [order, list]}, {usort, [order, numbers]}, {usort, [numbers]},
        {merge, [{only, sorted_lists}]}, {umerge, [{only, usorted_lists}]}, {merge, [{exactly, foo}]}]
    ++ [{merge, only([sorted, sorted])}, {rmerge, only([rsorted, rsorted])}, {umerge, only([usorted, usorted])},
        {rumerge, only([rusorted, rusorted])}, {merge3, only([sorted, sorted, sorted])},
        {rmerge3, only([rsorted, rsorted, rsorted])}, {umerge3, only([usorted, usorted, usorted])},
        {rumerge3, only([rusorted, rusorted, rusorted])}]
    ++ [{F, [{exactly, fun erlang:'=<'/2}, {only, sorted}, {only, sorted}]} || F <- [merge]]
    ++ [{umerge, [{exactly, fun erlang:'=<'/2}, {only, usorted}, {only, usorted}]},
        {rmerge, [{exactly, fun erlang:'=<'/2}, {only, rsorted}, {only, rsorted}]},
        {rumerge, [{exactly, fun erlang:'=<'/2}, {only, rusorted}, {only, rusorted}]}]
    ++ [{F, [order, {exactly, []}, {exactly, []}]} || F <- [merge, umerge, rmerge, rumerge]]
    ++ [{F, [{exactly, foo}, {only, list}, {only, list}]} || F <- [merge, umerge, rmerge, rumerge]]
    ++ [{F, [any, index, mixed_tuples]} || F <- [keydelete, keytake]]
    ++ [{F, [any, index, mixed_tuples, tuple]} || F <- [keyreplace, keystore]]
    ++ [{F, [atom, index, tuples]} || F <- [keydelete, keytake]]
    ++ [{F, [atom, index, tuples, tuple]} || F <- [keyreplace, keystore]]
    ++ [{keymap, [fun1, index, tuples]}, {ukeysort, [index, tuples]}, {ukeysort, [{exactly, 1}, tuples]}]
    ++ [{keymerge, [{exactly, 1} | only([sorted_tuples, sorted_tuples])]},
        {rkeymerge, [{exactly, 1} | only([rsorted_tuples, rsorted_tuples])]},
        {ukeymerge, [{exactly, 1} | only([usorted_tuples, usorted_tuples])]},
        {rukeymerge, [{exactly, 1} | only([rusorted_tuples, rusorted_tuples])]}];
cases(maps) ->
    [{F, [test2, iterator]} || F <- [filter, map, foreach]]
    ++ [{filtermap, [filtermap2, iterator]}, {fold, [fold3, list, iterator]}, {map, [fun2, iterator]},
        {groups_from_list, [fun1, bad_tail]}, {groups_from_list, [fun1, fun1, bad_tail]}, {intersect, [map, map]},
        {intersect_with, [fun3, map, map]}, {merge_with, [fun3, map, map]}, {iterator, [map]}, {next, [iterator]},
        {new, []}, {size, [map]}, {update_with, [map_key, fun1, map]},
        {update_with, [map_key, fun1, any, map]}, {with, [list, map]}, {without, [list, map]}, {with, [bad_tail, map]},
        {without, [bad_tail, map]}];
cases(string) ->
    [{F, [case lists:member(Type, [plain, wild, wild_binary, broken, pattern, separators, where, anywhere, all_where, boolean, small, form]) of true -> {only, Type}; false -> Type end
          || Type <- Types]} || {F, Types} <- string_cases()];
cases(proplists) ->
    [{F, [atom, properties]} || F <- [append_values, delete, get_all_values, get_bool, get_value, is_defined, lookup, lookup_all]]
    ++ [{F, [properties]} || F <- [compact, get_keys, to_map, unfold]]
    ++ [{expand, [expansions, properties]}, {from_map, [map]}, {get_value, [atom, properties, any]},
        {normalize, [properties, stages]}, {to_map, [properties, stages]}, {property, [property]}, {property, [atom, boolean]},
        {split, [properties, atoms]}, {substitute_aliases, [pairs_of_atoms, properties]},
        {substitute_negations, [pairs_of_atoms, properties]}];
cases(binary) ->
    [{replace, [bytes, byte_pattern, bytes]}, {replace, [bytes, byte_pattern, bytes, replace_options]}];
cases(queue) ->
    [{F, [queue]} || F <- [out, out_r, get, get_r, peek, peek_r, drop, drop_r, head, last, daeh, tail, init, liat, lait, len, to_list,
                           is_empty, is_queue, reverse]]
    ++ [{F, [any, queue]} || F <- [in, in_r, cons, member, delete, delete_r]]
    ++ [{F, [test, queue]} || F <- [any, all, filter, delete_with, delete_with_r]]
    ++ [{new, []}, {from_list, [bad_tail]}, {snoc, [queue, any]}, {join, [queue, queue]}, {split, [natural, queue]},
        {filter, [fun1, queue]}, {filtermap, [filtermap, queue]}, {fold, [fold, list, queue]}];
cases(orddict) ->
    [{F, [any, orddict]} || F <- [erase, fetch, find, is_key, take]]
    ++ [{F, [orddict]} || F <- [fetch_keys, is_empty, size, to_list]]
    ++ [{new, []}, {from_list, [any_pairs]}, {append, [any, any, orddict]}, {append_list, [any, list, orddict]},
        {filter, [test2, orddict]}, {fold, [fold3, list, orddict]}, {map, [fun2, orddict]}, {merge, [fun3, orddict, orddict]},
        {store, [any, any, orddict]}, {update, [any, fun1, orddict]}, {update, [any, fun1, any, orddict]},
        {update_counter, [any, number, orddict]}];
cases(ordsets) ->
    [{F, [any, usorted]} || F <- [add_element, del_element, is_element]]
    ++ [{F, [usorted, usorted]} || F <- [intersection, is_disjoint, is_subset, subtract, union]]
    ++ [{new, []}, {filter, [test, usorted]}, {fold, [fold, list, usorted]}, {from_list, [list]}, {intersection, [usorted_lists]},
        {union, [{only, usorted_lists}]}, {is_empty, [usorted]}, {is_set, [bad_tail]}, {is_set, [usorted]}, {size, [usorted]},
        {to_list, [usorted]}];
cases(gb_trees) ->
    [{F, [gb_tree]} || F <- [balance, is_empty, iterator, keys, largest, size, smallest, take_largest, take_smallest, to_list, values]]
    ++ [{F, [any, gb_tree]} || F <- [delete, delete_any, get, is_defined, iterator_from, lookup, take, take_any]]
    ++ [{F, [any, any, gb_tree]} || F <- [enter, insert, update]]
    ++ [{empty, []}, {from_orddict, [orddict]}, {map, [fun2, gb_tree]}, {next, [gb_iterator]}];
cases(gb_sets) ->
    [{F, [gb_set]} || F <- [balance, is_empty, is_set, iterator, largest, size, smallest, take_largest, take_smallest, to_list, singleton]]
    ++ [{F, [any, gb_set]} || F <- [add, add_element, del_element, delete, delete_any, insert, is_element, is_member, iterator_from]]
    ++ [{F, only([gb_set, gb_set])} || F <- [difference, intersection, is_disjoint, is_subset, subtract, union]]
    ++ [{F, only([gb_set_list])} || F <- [intersection, union]]
    ++ [{empty, []}, {new, []}, {from_list, [list]}, {from_ordset, [usorted]}, {filter, [test, gb_set]}, {fold, [fold, list, gb_set]},
        {next, [gb_set_iterator]}];
cases(unicode) ->
    [{F, [{only, Type}]} || F <- [characters_to_nfc_binary, characters_to_nfc_list, characters_to_nfd_binary, characters_to_nfd_list,
                                  characters_to_nfkc_binary, characters_to_nfkc_list, characters_to_nfkd_binary, characters_to_nfkd_list],
                            Type <- [plain, wild, wild_binary, broken]]
    ++ [{bom_to_encoding, [bom]}, {encoding_to_bom, [encoding]}];
cases(sets) ->
    [{F, [{only, set}]} || F <- [is_empty, is_set, size, to_list]]
    ++ [{F, only([small_key, set])} || F <- [add_element, del_element, is_element]]
    ++ [{F, only([set, set])} || F <- [intersection, is_disjoint, is_subset, subtract, union]]
    ++ [{F, only([set_list])} || F <- [intersection, union]]
    ++ [{new, []}, {new, [set_options]}, {filter, only([small_test, set])}, {fold, only([fold, list, set])}, {from_list, only([small_keys])},
        {from_list, only([small_keys, set_options])}];
cases(dict) ->
    [{F, only([small_key, dict])} || F <- [erase, fetch, find, is_key, take]]
    ++ [{F, [{only, dict}]} || F <- [fetch_keys, is_empty, size, to_list]]
    ++ [{new, []}, {from_list, only([small_pairs])}, {append, [{only, small_key}, any, {only, dict}]},
        {append_list, [{only, small_key}, list, {only, dict}]}, {filter, [test2, {only, dict}]}, {fold, [fold3, list, {only, dict}]},
        {map, [fun2, {only, dict}]}, {merge, [fun3, {only, dict}, {only, dict}]}, {store, [{only, small_key}, any, {only, dict}]},
        {update, [small_key, fun1, {only, dict}]}, {update, [{only, small_key}, fun1, any, {only, dict}]},
        {update_counter, [{only, small_key}, number, {only, dict}]}];
cases(_) ->
    [].

%% What is no character data at all fails in various ways, which are not compared.
string_cases() ->
    [{F, [Data]} || F <- [casefold, chomp, is_empty, length, lowercase, next_codepoint, next_grapheme, reverse, titlecase,
                          to_graphemes, trim, uppercase], Data <- [plain, wild, wild_binary, broken]]
    ++ [{F, [number_data]} || F <- [to_integer, to_float]]
    ++ [{F, [Data, pattern]} || F <- [find, split, prefix], Data <- [plain, broken]]
    ++ [{find, [plain, pattern, where]}, {find, [broken, pattern, where]}, {split, [plain, pattern, all_where]},
        {replace, [plain, pattern, pattern]}, {replace, [plain, pattern, pattern, all_where]},
        {equal, [plain, plain]}, {equal, [plain, plain, boolean]}, {equal, [plain, plain, boolean, form]},
        {lexemes, [plain, separators]}, {nth_lexeme, [plain, index, separators]}, {pad, [plain, small]},
        {pad, [plain, small, anywhere]}, {pad, [plain, small, anywhere, cluster]}, {slice, [plain, small]},
        {slice, [plain, small, small]}, {slice, [broken, small, small]}, {slice, [broken, small]},
        {slice, [plain, small, {exactly, infinity}]}, {take, [plain, separators]},
        {take, [plain, separators, boolean]}, {take, [plain, separators, boolean, where]},
        {take, [broken, separators, boolean, where]}, {trim, [plain, anywhere]}, {trim, [plain, anywhere, separators]},
        {trim, [broken, anywhere, separators]}, {lexemes, [broken, separators]}]
    ++ [{F, [string, separator]} || F <- [chr, rchr, words]] ++ [{F, [string, pattern]} || F <- [str, rstr]]
    ++ [{F, [string, separators]} || F <- [span, cspan, tokens]] ++ [{F, [string, small]} || F <- [substr, copies, left, right, centre, sub_word, sub_string]]
    ++ [{F, [string, small, separator]} || F <- [left, right, centre, sub_word]]
    ++ [{F, [string, small, small]} || F <- [substr, sub_string]]
    ++ [{F, [string]} || F <- [len, words, strip]] ++ [{F, [latin]} || F <- [to_lower, to_upper]]
    ++ [{to_lower, [separator]}, {to_upper, [separator]}, {chars, [separator, small]}, {chars, [separator, small, string]},
        {concat, [string, string]}, {join, [strings, string]}, {strip, [string, side]}, {strip, [string, side, separator]}].

%% ── What Erlet has in Rust ─────────────────────────────────────────────────

load_substitutes() ->
    Source = "-module(erlet_x_erts_internal).\n"
        "-export([map_next/3, sort/1]).\n"
        %% OTP's own is not stable for integers and floats that are equal.
        "sort(List) -> lists:sort(fun(A, B) -> A =< B end, List).\n"
        "map_next(Path, Map, Mode) -> erts_internal:map_next(Path, Map, Mode).\n",
    load_source(Source).

load_source(Source) ->
    {ok, Tokens, _} = erl_scan:string(Source),
    Forms = [begin {ok, Form} = erl_parse:parse_form(Part), Form end || Part <- split_forms(Tokens, [])],
    {ok, Module, Binary} = compile:forms(Forms, []),
    {module, Module} = code:load_binary(Module, "erlet", Binary).

split_forms([], []) -> [];
split_forms([Dot = {dot, _} | Rest], Form) -> [lists:reverse([Dot | Form]) | split_forms(Rest, [])];
split_forms([Token | Rest], Form) -> split_forms(Rest, [Token | Form]).
