%%% Tables: what the machine's own functions of the module `ets` leave.
-module(ets).

-export([delete_all_objects/1, fun2ms/1, foldl/3, foldr/3, from_dets/2, init_table/2, match_delete/2]).
-export([match_spec_run/2, repair_continuation/2, select_delete/2, tab2list/1, test_ms/2, to_dets/2]).
-export([i/0, i/1, table/1, table/2]).
-export([tab2file/2, tab2file/3, file2tab/1, file2tab/2, tabfile_info/1]).
-export_type([table/0, table_access/0, table_type/0, tab/0, tid/0, match_spec/0, comp_match_spec/0, match_pattern/0]).

-type tid() :: reference().
-type tab() :: table().
-type table() :: atom() | tid().
-type table_access() :: public | protected | private.
-type table_type() :: set | ordered_set | bag | duplicate_bag.
-type match_pattern() :: atom() | tuple().
-type match_spec() :: [{match_pattern(), [_], [_]}].
-type comp_match_spec() :: {'$compiled_ms', match_spec()}.

%% All objects, in no order but that of an ordered set.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{2}, {1}]), ets:tab2list(T).
%% [{1},{2}]
-spec tab2list(table()) -> [tuple()].
tab2list(Table) -> ets:match_object(Table, '_').

%% Deletes all objects.
%% > T = ets:new(t, []), ets:insert(T, {a, 1}), ets:delete_all_objects(T), ets:info(T, size).
%% 0
-spec delete_all_objects(table()) -> true.
delete_all_objects(Table) ->
    _ = ets:internal_delete_all(Table, undefined),
    true.

%% Deletes the objects that match a pattern.
%% > T = ets:new(t, []), ets:insert(T, [{a, 1}, {b, 2}]), ets:match_delete(T, {'_', 1}), ets:tab2list(T).
%% [{b,2}]
-spec match_delete(table(), match_pattern()) -> true.
match_delete(Table, Pattern) ->
    _ = select_delete(Table, [{Pattern, [], [true]}]),
    true.

%% Deletes the objects for which a specification gives `true`; how many there were.
%% > T = ets:new(t, []), ets:insert(T, [{1}, {2}, {3}]), ets:select_delete(T, [{{'$1'}, [{'>', '$1', 1}], [true]}]).
%% 2
-spec select_delete(table(), match_spec()) -> non_neg_integer().
select_delete(Table, [{'_', [], [true]}]) -> ets:internal_delete_all(Table, undefined);
select_delete(Table, Spec) -> ets:internal_select_delete(Table, Spec).

%% Folds over the objects, from first to last.
%% > T = ets:new(t, []), ets:insert(T, [{1}, {2}, {3}]), ets:foldl(fun({N}, Sum) -> N + Sum end, 0, T).
%% 6
-spec foldl(fun((term(), Acc) -> Acc), Acc, table()) -> Acc.
foldl(Fun, Acc, Table) ->
    with_fixed(Table, fun() -> foldl(Fun, Acc, Table, ets:first_lookup(Table)) end).

foldl(Fun, Acc, Table, {Key, [Object]}) -> foldl(Fun, Fun(Object, Acc), Table, ets:next_lookup(Table, Key));
foldl(Fun, Acc, Table, {Key, Objects}) ->
    foldl(Fun, lists:foldl(Fun, Acc, Objects), Table, ets:next_lookup(Table, Key));
foldl(_, Acc, _, '$end_of_table') -> Acc.

%% Folds over the objects, from last to first.
%% > T = ets:new(t, [ordered_set]), ets:insert(T, [{1}, {2}]), ets:foldr(fun({N}, Ns) -> [N | Ns] end, [], T).
%% [1,2]
-spec foldr(fun((term(), Acc) -> Acc), Acc, table()) -> Acc.
foldr(Fun, Acc, Table) ->
    with_fixed(Table, fun() -> foldr(Fun, Acc, Table, ets:last_lookup(Table)) end).

foldr(Fun, Acc, Table, {Key, Objects}) ->
    foldr(Fun, lists:foldr(Fun, Acc, Objects), Table, ets:prev_lookup(Table, Key));
foldr(_, Acc, _, '$end_of_table') -> Acc.

%% The table by the reference that a name stands for now: it may be renamed meanwhile.
with_fixed(Table, Fun) ->
    true = ets:safe_fixtable(Table, true),
    try
        Fun()
    after
        release(Table)
    end.

release(Table) ->
    try ets:safe_fixtable(Table, false) catch error:badarg -> true end.

%% Fills a table with the objects that a function reads. A call `Read(read)` gives `{Objects, Next}`, where Next is
%% the function to go on with, or `end_of_input`. What was in the table is deleted before.
%% > T = ets:new(t, []), ets:init_table(T, fun(read) -> {[{a, 1}], fun(read) -> end_of_input end} end), ets:tab2list(T).
%% [{a,1}]
%% > ets:init_table(ets:new(t, []), [{a, 1}]).
%% ** error:{badfun,[{a,1}]}
-spec init_table(table(), fun((read | close) -> term())) -> true.
init_table(Table, Read) ->
    delete_all_objects(Table),
    fill(Table, Read).

fill(Table, Read) ->
    case Read(read) of
        end_of_input ->
            true;
        {Objects, Next} when is_list(Objects), is_function(Next, 1) ->
            ets:insert(Table, Objects),
            fill(Table, Next)
    end.

%% What a compiled specification makes of the terms of a list.
%% > ets:match_spec_run([{1, a}, {2, b}], ets:match_spec_compile([{{'$1', a}, [], ['$1']}])).
%% [1]
-spec match_spec_run([term()], comp_match_spec()) -> [term()].
match_spec_run(List, Compiled) ->
    lists:reverse(ets:match_spec_run_r(List, Compiled, [])).

%% What a specification makes of a tuple, or what is wrong with it.
%% > ets:test_ms({1, a}, [{{'$1', '_'}, [], ['$1']}]).
%% {ok,1}
-spec test_ms(tuple(), match_spec()) -> {ok, term()} | {error, [{warning | error, string()}]}.
test_ms(Tuple, Spec) when Spec =/= [] ->
    case erts_internal:test_ms(Tuple, Spec) of
        {ok, _} = Result -> Result;
        {error, Text} -> {error, [{error, Text}]}
    end;
test_ms(_, []) ->
    {error, [{error, "Match programs are not in a list."}]}.

%% A continuation that has been outside of the machine, fit for use again. Here it always is.
%% > ets:repair_continuation('$end_of_table', []).
%% '$end_of_table'
-spec repair_continuation(Continuation, match_spec()) -> Continuation.
repair_continuation('$end_of_table', _) -> '$end_of_table';
repair_continuation({_, _, _, _, _, _} = Continuation, _) -> Continuation.

%% Shows a line for each table: identifier, name, kind, number of objects, words of memory, owner.
%% > {ok, F} = file:open("ets_i", [write]), group_leader(F, self()), ets:i(), file:close(F),
%%   {ok, Text} = file:read_file("ets_i"), file:delete("ets_i"), binary:match(Text, <<"name">>) =/= nomatch.
%% true
-spec i() -> ok.
i() -> erlet_tables:list().

%% Shows a table's objects, then does what is typed. Here `q` ends it, `k` deletes the table, `pN` shows object N
%% whole, `/Regexp` those that match. Fails with badarg when there is no such table.
%% > ets:i(no_such_table).
%% ** error:badarg
-spec i(table()) -> ok.
i(Table) -> erlet_tables:browse(Table).

%% A table as `qlc` takes it. Options: `n_objects`, how many are read at a time; `traverse`, how the table is walked.
%% > T = ets:new(t, []), element(1, ets:table(T)).
%% qlc_handle
-spec table(table()) -> tuple().
table(Table) -> table(Table, []).

%% A table as `qlc` takes it. Options: {n_objects, N | default}, how many objects are read at a time; {traverse,
%% first_next | last_prev | select | {select, Spec}}, how the table is walked. Fails with badarg for another option.
%% > element(1, ets:table(ets:new(t, []), [{n_objects, 10}, {traverse, first_next}])).
%% qlc_handle
%% > ets:table(ets:new(t, []), [{traverse, sideways}]).
%% ** error:badarg
-spec table(table(), [tuple()]) -> tuple().
table(Table, Options) ->
    try erlet_tables:handle(Table, Options)
    catch
        error:badarg -> error(badarg, [Table, Options])
    end.

%% Writes a table with all its objects into a file, for file2tab/1. `{error, Reason}` when it can't be written.
%% > T = ets:new(pets, []), Result = ets:tab2file(T, "pets.tab"), file:delete("pets.tab"), Result.
%% ok
-spec tab2file(table(), file:name()) -> ok | {error, term()}.
tab2file(Table, File) -> erlet_table_file:write(Table, File, []).

%% As `tab2file/2`. Options: {extended_info, [object_count | md5sum]}, what file2tab/2 may compare; {sync, true}, to
%% wait until it is on the disk.
%% > T = ets:new(pets, []), Result = ets:tab2file(T, "pets.tab", [{sync, true}]), file:delete("pets.tab"), Result.
%% ok
-spec tab2file(table(), file:name(), [term()]) -> ok | {error, term()}.
tab2file(Table, File, Options) -> erlet_table_file:write(Table, File, Options).

%% Makes a table of a file that tab2file/2,3 has written: of the same kind, name and options, owned by the caller. Gives
%% `{error, Reason}` when the file is none of those or a named table of that name exists.
%% > element(1, ets:file2tab("/no/such/file")).
%% error
%% > T = ets:new(pets, []), ets:insert(T, {cat, tom}), ets:tab2file(T, "pets.tab"),
%%   {ok, New} = ets:file2tab("pets.tab"), file:delete("pets.tab"), ets:lookup(New, cat).
%% [{cat,tom}]
-spec file2tab(file:name()) -> {ok, table()} | {error, term()}.
file2tab(File) -> erlet_table_file:read(File).

%% As `file2tab/1`; with {verify, true} OTP also compares the file with the checks that were written into it. Here what
%% is not whole is refused anyway.
%% > T = ets:new(pets, []), ets:insert(T, {cat, tom}), ets:tab2file(T, "pets.tab"), ets:delete(T),
%%   {ok, New} = ets:file2tab("pets.tab", [{verify, true}]), file:delete("pets.tab"), ets:tab2list(New).
%% [{cat,tom}]
%% > ets:file2tab("no_such.tab", [{verify, true}]).
%% {error,{read_error,{file_error,"no_such.tab",enoent}}}
-spec file2tab(file:name(), [{verify, boolean()}]) -> {ok, table()} | {error, term()}.
file2tab(File, _Options) -> erlet_table_file:read(File).

%% What a table in a file is like: its name, kind, protection, keypos, size and others.
%% > element(1, ets:tabfile_info("/no/such/file")).
%% error
%% > T = ets:new(pets, [bag]), ets:tab2file(T, "pets.tab"), {ok, Info} = ets:tabfile_info("pets.tab"),
%%   file:delete("pets.tab"), proplists:get_value(type, Info).
%% bag
-spec tabfile_info(file:name()) -> {ok, [{atom(), term()}]} | {error, term()}.
tabfile_info(File) -> erlet_table_file:information(File).

%% Fills a table of `dets`, which there is not: fails with notsup.
%% > ets:to_dets(ets:new(t, []), disk).
%% ** error:notsup
-spec to_dets(table(), term()) -> no_return().
to_dets(Table, Name) -> error(notsup, [Table, Name]).

%% Fills a table from a table of `dets`, which there is not: fails with notsup.
%% > ets:from_dets(ets:new(t, []), disk).
%% ** error:notsup
-spec from_dets(table(), term()) -> no_return().
from_dets(Table, Name) -> error(notsup, [Table, Name]).

%% The compiler does what this is for; nothing is left to do with a fun.
%% > ets:fun2ms(a).
%% ** error:function_clause
-spec fun2ms(function()) -> no_return().
fun2ms(Fun) when is_function(Fun) ->
    exit({badarg, {ets, fun2ms, [function, called, with, real, 'fun', should, be, transformed, with,
                                 parse_transform, 'or', called, with, a, 'fun', generated, in, the, shell]}}).
