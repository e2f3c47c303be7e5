#!/usr/bin/env escript
%% Compares ets of Erlet with OTP's: escript compare_ets.escript ERLET [Seed [Operations]]
%%
%% A program of random operations on a table of each type is run by both, and what they print must agree. The first
%% lines that differ are shown; the operations of a seed are always the same.

main([Erlet]) -> main([Erlet, "1"]);
main([Erlet, Seed]) -> main([Erlet, Seed, "3000"]);
main([Erlet, Seed, Operations]) ->
    Directory = string:trim(os:cmd("mktemp -d")),
    File = filename:join(Directory, "ets_random.erl"),
    ok = file:write_file(File, program(Seed, Operations)),
    {ok, ets_random} = compile:file(File, [{outdir, Directory}]),
    Theirs = lines(["erl -noshell -pa ", Directory, " -eval 'ets_random:main(), halt().'"]),
    Ours = lines([Erlet, " --plain ", File]),
    _ = os:cmd("rm -r " ++ Directory),
    case [Pair || {Line, Other} = Pair <- zip(Theirs, Ours), Line =/= Other] of
        [] ->
            io:format("~b lines agree~n", [length(Theirs)]);
        Different ->
            [io:format("OTP   ~ts~nErlet ~ts~n", [Line, Other]) || {Line, Other} <- lists:sublist(Different, 3)],
            io:format("~b of ~b lines differ~n", [length(Different), length(Theirs)]),
            halt(1)
    end.

lines(Command) ->
    string:split(os:cmd(lists:flatten(Command)), "\n", all).

zip([A | As], [B | Bs]) -> [{A, B} | zip(As, Bs)];
zip([A | As], []) -> [{A, missing} | zip(As, [])];
zip([], Bs) -> [{missing, B} || B <- Bs].

program(Seed, Operations) ->
    ["-module(ets_random).\n-export([main/0]).\n"
     "main() -> [walk(Type, ets:new(t, [Type]), ", Seed, ", ", Operations, ")",
     " || Type <- [set, ordered_set, bag, duplicate_bag]].\n", source()].

%% The rest of the program: numbers come from a linear congruence, results are sorted where no order is promised.
source() ->
    <<"
walk(Type, T, _, 0) ->
    io:format(\"~w ~w~n\", [Type, sorted(ets:tab2list(T))]);
walk(Type, T, Seed, Left) ->
    {Op, Rest} = operation(next(Seed)),
    Result = try sorted(perform(T, Op)) catch error:Reason:Stack -> {Reason, place(Stack)} end,
    io:format(\"~w ~0p ~0p~n\", [Type, Op, Result]),
    walk(Type, T, Rest, Left - 1).

next(Seed) -> (Seed * 1103515245 + 12345) band 16#7fffffff.

pick(Seed, List) ->
    New = next(Seed),
    {lists:nth(1 + (New bsr 8) rem length(List), List), New}.

key(Seed) -> pick(Seed, [1, 2, 3, 1.0, 2.5, a, b, {a, 1}, {a, 2}, \"s\", <<\"b\">>, 1 bsl 70, #{k => 1}, [], -4, 0.0]).
value(Seed) -> pick(Seed, [0, 1, 2, -3, x, 1.5, \"text\", {x, [y]}, <<0:800>>, 1 bsl 65, []]).

object(S0) ->
    {Key, S1} = key(S0),
    {One, S2} = value(S1),
    {Two, S3} = value(S2),
    pick(S3, [{Key, One}, {Key, One, Two}, {Key, One}, {Key}]).

objects(S0) ->
    {A, S1} = object(S0),
    {B, S2} = object(S1),
    {C, S3} = object(S2),
    pick(S3, [[A], [A, B], [A, B, C], []]).

operation(S0) ->
    {Name, S1} = pick(S0, names()),
    {Key, S2} = key(S1),
    {Value, S3} = value(S2),
    {Object, S4} = object(S3),
    {Objects, S5} = objects(S4),
    {Spec, S6} = pick(S5, specs(Key, Value)),
    {Change, S7} = pick(S6, [1, -2, {2, 3}, {2, -1, 0, 9}, [{2, 1}, {3, 1}], {1, 1}, {4, 1}, [], x]),
    {Element, S8} = pick(S7, [{2, Value}, [{2, Value}, {3, x}], {1, x}, {5, x}, []]),
    {arguments(Name, Key, Object, Objects, Spec, Change, Element), S8}.

names() ->
    [insert, insert, insert, insert, insert_list, insert_new, insert_new_list, lookup, member, lookup_element, delete,
     delete_object, take, update_counter, update_counter_default, update_element, select, select_count, select_delete,
     match, match_object, match_delete, size, walk, fold, pages, fixed].

arguments(insert, _, Object, _, _, _, _) -> {insert, [Object]};
arguments(insert_list, _, _, Objects, _, _, _) -> {insert, [Objects]};
arguments(insert_new, _, Object, _, _, _, _) -> {insert_new, [Object]};
arguments(insert_new_list, _, _, Objects, _, _, _) -> {insert_new, [Objects]};
arguments(lookup_element, Key, _, _, _, _, _) -> {lookup_element, [Key, 2]};
arguments(delete_object, _, Object, _, _, _, _) -> {delete_object, [Object]};
arguments(update_counter, Key, _, _, _, Change, _) -> {update_counter, [Key, Change]};
arguments(update_counter_default, Key, {_, _} = Object, _, _, Change, _) -> {update_counter, [Key, Change, Object]};
arguments(update_counter_default, Key, _, _, _, Change, _) -> {update_counter, [Key, Change, {d, 1, 2}]};
arguments(update_element, Key, _, _, _, _, Element) -> {update_element, [Key, Element]};
arguments(select, _, _, _, Spec, _, _) -> {select, [Spec]};
arguments(select_count, _, _, _, Spec, _, _) -> {select_count, [Spec]};
arguments(select_delete, _, _, _, Spec, _, _) -> {select_delete, [Spec]};
arguments(match, _, _, _, [{Head, _, _} | _], _, _) -> {match, [Head]};
arguments(match_object, _, _, _, [{Head, _, _} | _], _, _) -> {match_object, [Head]};
arguments(match_delete, Key, _, _, _, _, _) -> {match_delete, [{Key, '_'}]};
arguments(size, _, _, _, _, _, _) -> {info, [size]};
arguments(walk, _, _, _, _, _, _) -> walk;
arguments(fold, _, _, _, _, _, _) -> fold;
arguments(pages, _, _, _, Spec, _, _) -> {pages, Spec};
arguments(fixed, Key, _, _, _, _, _) -> {fixed, Key};
arguments(Name, Key, _, _, _, _, _) -> {Name, [Key]}.

specs(Key, Value) ->
    [[{'_', [], ['$_']}], [{{'$1', '$2'}, [], ['$$']}], [{{Key, '$1'}, [], ['$1']}],
     [{{'$1', Value}, [], [true]}], [{{'$1', '$2'}, [{'is_integer', '$2'}, {'>', '$2', 0}], [true]}],
     [{{'$1', '$2', '$3'}, [{'orelse', {'==', '$2', '$3'}, {'is_atom', '$2'}}], [{{'$3', ['$1']}}]}],
     [{{'$1', '$1'}, [], ['$_']}], [{{'$1', '_'}, [{'==', '$1', 1}], [{'+', '$1', 1}]}, {{'$1'}, [], ['$1']}],
     [{{{a, '$1'}, '_'}, [], ['$1']}], [{{'$1', '$2'}, [{hd, '$2'}], [x]}, {'$1', [], [{size, '$1'}]}]].

perform(T, walk) -> keys(T, ets:first(T));
perform(T, fold) -> ets:foldl(fun(O, Acc) -> [O | Acc] end, [], T);
perform(T, {pages, Spec}) -> pages(ets:select(T, Spec, 3));
perform(T, {fixed, Key}) ->
    ets:safe_fixtable(T, true),
    ets:insert(T, {Key, fixed}),
    ets:delete(T, Key),
    Keys = keys(T, ets:first(T)),
    ets:insert(T, {Key, 1}),
    ets:safe_fixtable(T, false),
    Keys;
perform(T, {Name, Args}) -> apply(ets, Name, [T | Args]).

keys(_, '$end_of_table') -> [];
keys(T, Key) -> [Key | keys(T, ets:next(T, Key))].

pages('$end_of_table') -> [];
pages({Page, Continuation}) -> Page ++ pages(ets:select(Continuation)).

sorted(List) when is_list(List) -> lists:sort([{E, erlang:phash2(E)} || E <- List]);
sorted(Other) -> Other.

place([{M, F, A, _} | _]) -> {M, F, if is_list(A) -> length(A); true -> A end}.
">>.
