%%% Findings of erl_lint, and questions about a module that more than one of its parts asks.
-module(erlet_lint_state).

-export([add_error/3, add_warning/3, add_warning/4, enabled/2, place/2, location/1, check_module/3]).
-export([is_local/2, is_imported/2, suppresses/2, call/4, use_record/2, imported/3]).

-include("erlet_lint.hrl").

%% Where a finding about an annotation stands.
-spec place(erl_anno:anno(), #lint{}) -> {string(), term()}.
place(Anno, #lint{file = File}) -> {File, location(Anno)}.

-spec location(erl_anno:anno()) -> term().
location(Anno) -> erl_anno:location(Anno).

%% Notes an error, at an annotation or at a place.
-spec add_error(term(), term(), #lint{}) -> #lint{}.
add_error(_, _, #lint{silent = true} = St) -> St;
add_error(Where, Description, St) ->
    St#lint{errors = [finding(Where, Description, St) | St#lint.errors]}.

-spec add_warning(term(), term(), #lint{}) -> #lint{}.
add_warning(_, _, #lint{silent = true} = St) -> St;
add_warning(Where, Description, St) ->
    St#lint{warnings = [finding(Where, Description, St) | St#lint.warnings]}.

%% Notes a warning if its kind is wanted.
-spec add_warning(atom(), term(), term(), #lint{}) -> #lint{}.
add_warning(Kind, Where, Description, St) ->
    case enabled(Kind, St) of
        true -> add_warning(Where, Description, St);
        false -> St
    end.

finding({File, Location}, Description, _) when is_list(File); File =:= none ->
    {File, {Location, erl_lint, Description}};
finding(Anno, Description, St) -> finding(place(Anno, St), Description, St).

%% Whether a kind of warning is wanted: the last option that speaks of it decides.
-spec enabled(atom(), #lint{}) -> boolean().
enabled(Kind, #lint{options = Options}) ->
    Name = atom_to_list(Kind),
    {On, Off} = {list_to_atom("warn_" ++ Name), list_to_atom("nowarn_" ++ Name)},
    lists:foldl(fun(Option, _) when Option =:= On -> true;
                   (Option, _) when Option =:= Off -> false;
                   (_, Before) -> Before
                end, by_default(Kind), Options).

by_default(Kind) ->
    not lists:member(Kind, [export_vars, unused_import, untyped_record, missing_spec, missing_spec_all]).

%% Checks the name of a module.
-spec check_module(term(), term(), #lint{}) -> #lint{}.
check_module(Module, Anno, St) when is_atom(Module) ->
    case what_is_wrong(atom_to_list(Module)) of
        none -> St;
        Wrong -> add_error(Anno, Wrong, St)
    end;
check_module(_, _, St) -> St.

what_is_wrong("") -> empty_module_name;
what_is_wrong(Name) ->
    Kinds = [kind(C) || C <- Name],
    case {lists:member(wide, Kinds), lists:member(visible, Kinds), lists:member(control, Kinds)} of
        {true, _, _} -> non_latin1_module_unsupported;
        {_, false, false} -> blank_module_name;
        {_, _, true} -> ctrl_chars_in_module_name;
        _ -> none
    end.

kind(C) when C > 255 -> wide;
kind(C) when C < 32; C >= 127, C < 160 -> control;
kind(C) when C =:= $\s; C =:= 16#A0; C =:= 16#AD -> blank;
kind(_) -> visible.

%%% Functions

-spec is_local({atom(), arity()}, #lint{}) -> boolean().
is_local(Function, #lint{locals = Locals}) -> is_map_key(Function, Locals).

%% The module that a function is imported from.
-spec is_imported({atom(), arity()}, #lint{}) -> {true, module()} | false.
is_imported(Function, #lint{imports = Imports}) ->
    case Imports of
        #{Function := Module} -> {true, Module};
        _ -> false
    end.

%% Whether `no_auto_import` is said of a function.
-spec suppresses({atom(), arity()}, #lint{}) -> boolean().
suppresses(_, #lint{no_auto = all}) -> true;
suppresses(Function, #lint{no_auto = Functions}) -> lists:member(Function, Functions).

%% Notes that the function being read refers to another of the module.
-spec call(erl_anno:anno(), atom(), arity(), #lint{}) -> #lint{}.
call(Anno, Name, Arity, #lint{function = Caller, calls = Calls, called = Called} = St) ->
    Callee = {Name, Arity},
    St1 = St#lint{calls = maps:update_with(Caller, fun(Known) -> [Callee | Known] end, [Callee], Calls)},
    case St of
        #lint{silent = true} -> St1;
        _ -> St1#lint{called = [{Callee, place(Anno, St)} | Called]}
    end.

-spec imported({atom(), arity()}, module(), #lint{}) -> #lint{}.
imported(Function, Module, #lint{used_imports = Used} = St) -> St#lint{used_imports = Used#{{Function, Module} => []}}.

-spec use_record(atom(), #lint{}) -> #lint{}.
use_record(Name, #lint{used_records = Used} = St) -> St#lint{used_records = Used#{Name => []}}.
