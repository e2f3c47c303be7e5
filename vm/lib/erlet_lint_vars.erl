%%% What erl_lint knows of variables at a point of a function: bound or not, safe or not, used or not.
%%%
%%% Everything is read against the table of what stands before it, and gives a table of what it adds or uses. How tables
%%% are put together says how scopes work:
%%%
%%%     A, B          the second after the first        update
%%%     {A, B}        side by side                      beside (a name in both is matched, and so used)
%%%     case          one clause or another             export (bound in all: exported; in some: unsafe)
%%%     catch, try    may not have happened             unsafe
%%%     fun, [||]     nothing gets out                  only
-module(erlet_lint_vars).

-export([one/4, update/2, merge/2, beside/3, unsafe/3, without/2, only/2, safe/1, used/1, export/4, use/4, bind/5, size/5,
         warn_unused/3, warn_shadowed/4]).

-export_type([table/0]).

-include("erlet_lint.hrl").

-type state() :: bound | {export | unsafe, {atom(), term()}} | stacktrace.
-type entry() :: {state(), used | unused, Annos :: [erl_anno:anno()]}.
-type table() :: #{atom() => entry()}.

-spec one(atom(), state(), used | unused, [erl_anno:anno()]) -> table().
one(Name, State, Usage, Annos) -> #{Name => {State, Usage, Annos}}.

%%% Tables

%% What comes later decides the state.
-spec update(Later :: table(), Earlier :: table()) -> table().
update(Later, Earlier) ->
    maps:merge_with(fun(_, {State, Usage, Annos}, {_, Usage1, Annos1}) ->
        {State, either(Usage, Usage1), annos(Annos, Annos1)}
    end, Later, Earlier).

%% The worse state counts.
-spec merge(table(), table()) -> table().
merge(A, B) ->
    maps:merge_with(fun(_, {State, Usage, Annos}, {State1, Usage1, Annos1}) ->
        {worse(State, State1), either(Usage, Usage1), annos(Annos, Annos1)}
    end, A, B).

%% Tables of what stands side by side.
-spec beside(table(), table(), #lint{}) -> {table(), #lint{}}.
beside(A, B, St) ->
    Both = maps:intersect_with(fun(_, Entry, Entry1) -> matched(Entry, Entry1) end, A, B),
    Merged = merge(A, B),
    {maps:merge(Merged, maps:map(fun(Name, _) -> setelement(2, map_get(Name, Merged), used) end, Both)),
     maps:fold(fun(Name, Annos, St1) -> matched_twice(Name, Annos, St1) end, St, Both)}.

%% Where a variable was bound of which nothing but another pattern speaks.
matched({_, unused, Annos}, {_, unused, Annos1}) -> annos(Annos, Annos1);
matched({_, unused, Annos}, {_, used, _}) -> Annos;
matched({_, used, _}, {_, unused, Annos}) -> Annos;
matched(_, _) -> [].

matched_twice(Name, Annos, St) ->
    lists:foldl(fun(Anno, St1) -> underscored(Name, Anno, {match_underscore_var_pat, Name}, St1) end, St, Annos).

underscored(Name, Anno, Description, St) ->
    case atom_to_list(Name) of
        "_" ++ _ -> erlet_lint_state:add_warning(underscore_match, Anno, Description, St);
        _ -> St
    end.

either(unused, unused) -> unused;
either(_, _) -> used.

annos(Annos, Annos) -> Annos;
annos(A, B) -> lists:umerge(A, B).

%% An error matters more than a warning, and this more than nothing.
worse({unsafe, _} = State, _) -> State;
worse(_, {unsafe, _} = State) -> State;
worse(bound, State) -> State;
worse(State, _) -> State.

%% What is new in a table, as unsafe after the construct at a place.
-spec unsafe({atom(), erl_anno:anno()}, table(), table()) -> table().
unsafe({What, Anno}, Table, Before) ->
    From = {What, erlet_lint_state:location(Anno)},
    maps:map(fun(_, {_, Usage, Annos}) -> {{unsafe, From}, Usage, Annos} end, without(Table, Before)).

-spec without(table(), table()) -> table().
without(Table, Others) -> maps:without(maps:keys(Others), Table).

-spec only(table(), table()) -> table().
only(Table, Others) -> maps:with(maps:keys(Others), Table).

-spec safe(table()) -> table().
safe(Table) -> maps:filter(fun(_, {State, _, _}) -> not is_unsafe(State) end, Table).

-spec used(table()) -> table().
used(Table) -> maps:filter(fun(_, {_, Usage, _}) -> Usage =:= used end, Table).

is_unsafe({unsafe, _}) -> true;
is_unsafe(_) -> false.

%% What comes out of clauses of a construct: their tables, and what was known before.
-spec export({atom(), erl_anno:anno()}, [table()], table(), #lint{}) -> table().
export({What, Anno}, Tables, Before, _) ->
    From = {What, erlet_lint_state:location(Anno)},
    All = lists:foldl(fun(Table, Acc) ->
        maps:fold(fun(Name, Entry, Acc1) ->
            maps:update_with(Name, fun(Entries) -> [Entry | Entries] end, [Entry], Acc1)
        end, Acc, Table)
    end, #{}, lists:reverse(Tables)),
    maps:map(fun(Name, Entries) ->
        case Before of
            #{Name := Old} -> known(Entries, Old);
            _ -> fresh(Entries, length(Tables), From)
        end
    end, All).

%% A variable from before stays exported unless a clause has told of that.
known([{{export, _}, _, _} | _] = Entries, {{export, _} = State, _, Annos}) ->
    {lists:foldl(fun({Other, _, _}, Acc) -> worse(Acc, Other) end, State, Entries), used, Annos};
known(_, {_, _, Annos}) -> {bound, used, Annos}.

%% A variable that some clauses bind, or all of them.
fresh(Entries, Count, From) ->
    Unsafe = [State || {{unsafe, _} = State, _, _} <- Entries],
    State = case Unsafe of
        _ when length(Entries) =/= Count -> {unsafe, From};
        [] -> {export, From};
        [One] -> One;
        _ -> {unsafe, From}
    end,
    case [Annos || {_, unused, Annos} <- Entries] of
        [] -> {State, used, []};
        Unused -> {State, unused, lists:umerge(Unused)}
    end.

%%% Variables

%% A variable whose value is asked for.
-spec use(atom(), erl_anno:anno(), table(), #lint{}) -> {table(), #lint{}}.
use(Name, Anno, Table, #lint{in_size = none} = St) -> asked(Name, Anno, Table, St);
use(Name, Anno, Table, #lint{in_size = New} = St) ->
    {Updated, Bound, St1} = size(Name, Anno, Table, New, St),
    {Updated, St1#lint{in_size = merge(New, Bound)}}.

asked(Name, Anno, Table, St) ->
    case Table of
        #{Name := {bound, _, Annos}} -> {one(Name, bound, used, Annos), St};
        #{Name := {{unsafe, From}, _, Annos}} ->
            {one(Name, bound, used, Annos), erlet_lint_state:add_error(Anno, {unsafe_var, Name, From}, St)};
        #{Name := {{export, From} = State, _, Annos}} ->
            case erlet_lint_state:enabled(export_vars, St) of
                true ->
                    {one(Name, bound, used, Annos),
                     erlet_lint_state:add_warning(Anno, {exported_var, Name, From}, St)};
                false -> {one(Name, State, used, Annos), St}
            end;
        #{Name := {stacktrace, _, Annos}} ->
            {one(Name, bound, used, Annos), erlet_lint_state:add_error(Anno, {stacktrace_guard, Name}, St)};
        _ ->
            {one(Name, bound, used, [Anno]), erlet_lint_state:add_error(Anno, {unbound_var, Name}, St)}
    end.

%% A variable in a pattern: what is said of variables from before, and the new ones. New is what the pattern has bound.
-spec bind(atom(), erl_anno:anno(), table(), table(), #lint{}) -> {table(), table(), #lint{}}.
bind('_', _, _, _, St) -> {#{}, #{}, St};
bind(Name, Anno, Old, New, St) ->
    case {New, Old} of
        {#{Name := {bound, _, Annos}}, _} ->
            {#{}, one(Name, bound, used, Annos), underscored(Name, Anno, {match_underscore_var, Name}, St)};
        {#{Name := {{unsafe, From}, _, Annos}}, _} ->
            {#{}, one(Name, bound, used, Annos), erlet_lint_state:add_error(Anno, {unsafe_var, Name, From}, St)};
        {_, #{Name := {{unsafe, From}, _, Annos}}} ->
            {one(Name, bound, used, Annos), #{}, erlet_lint_state:add_error(Anno, {unsafe_var, Name, From}, St)};
        {_, #{Name := {{export, From}, _, Annos}}} ->
            St1 = underscored(Name, Anno, {match_underscore_var, Name}, St),
            {one(Name, bound, used, Annos), #{}, erlet_lint_state:add_warning(Anno, {exported_var, Name, From}, St1)};
        {_, #{Name := {_, _, Annos}}} ->
            {one(Name, bound, used, Annos), #{}, underscored(Name, Anno, {match_underscore_var, Name}, St)};
        _ when St#lint.in_default ->
            {#{}, one(Name, bound, unused, [Anno]), erlet_lint_state:add_error(Anno, {variable_in_record_def, Name}, St)};
        _ -> {#{}, one(Name, bound, unused, [Anno]), St}
    end.

%% A variable as the size of a segment in a pattern, which never binds it.
-spec size(atom(), erl_anno:anno(), table(), table(), #lint{}) -> {table(), table(), #lint{}}.
size(Name, Anno, Table, New, St) ->
    case New of
        #{Name := {bound, _, Annos}} -> {#{}, one(Name, bound, used, Annos), St};
        #{Name := {{unsafe, From}, _, Annos}} ->
            {one(Name, bound, used, Annos), #{}, erlet_lint_state:add_error(Anno, {unsafe_var, Name, From}, St)};
        _ ->
            {Updated, St1} = asked(Name, Anno, Table, St),
            {maps:map(fun(_, {_, Usage, Annos}) -> {bound, Usage, Annos} end, Updated), #{}, St1}
    end.

%% Warns of variables that are new in a table and were never asked for.
-spec warn_unused(table(), table(), #lint{}) -> #lint{}.
warn_unused(Table, Before, St) ->
    Unused = [{Name, Anno} || {Name, {_, unused, Annos}} <- maps:to_list(without(Table, Before)),
                              hd(atom_to_list(Name)) =/= $_, Anno <- Annos],
    lists:foldl(fun({Name, Anno}, St1) ->
        erlet_lint_state:add_warning(unused_vars, Anno, {unused_var, Name}, St1)
    end, St, Unused).

%% Warns of new variables that hide those of before.
-spec warn_shadowed(table(), table(), atom(), #lint{}) -> #lint{}.
warn_shadowed(New, Before, What, St) ->
    maps:fold(fun(Name, {_, _, [Anno | _]}, St1) ->
        case Before of
            #{Name := {State, _, _}} ->
                case is_unsafe(State) of
                    true -> St1;
                    false -> erlet_lint_state:add_warning(shadow_vars, Anno, {shadowed_var, Name, What}, St1)
                end;
            _ -> St1
        end
    end, St, New).
