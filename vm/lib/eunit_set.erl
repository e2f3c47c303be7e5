%%% What EUnit's test sets mean: `next/1` takes the first item, a test or a group, out of a set.
%%%
%%% Items are maps. A test has `source` ({M, F, A}), `line`, `desc`, `timeout` and `run`, the fun; a group has `desc`,
%%% `order`, `timeout`, `spawn`, `context` (of a fixture) and `tests`, a set again. A group of one item is that item
%%% when nothing distinguishes them, so that a title in front of a single test is the test's.
-module(eunit_set).

-export([next/1, instantiate/2]).

-export_type([item/0, error/0]).

-type item() :: #{kind := test | group, atom() => term()}.
-type error() :: {bad_test | module_not_found | application_not_found, term()}
               | {no_such_function, mfa()}
               | {file_read_error, term()}
               | {generator_failed | setup_failed | cleanup_failed | instantiation_failed, term()}
               | {no_test_from_generator | no_test_from_instantiator, {mfa(), term()}}.

%% The first item of a set, and the set that is left; throws `{eunit, error()}`.
-spec next(term()) -> {item(), term()} | none.
next([]) -> none;
next([{item, Item} | Rest]) -> {Item, Rest};
next([Head | Rest] = Set) ->
    case is_text(Set) of
        true -> next([{file, Set}]);
        false -> next_of(Head, Rest)
    end;
next(Test) -> next_of(Test, []).

next_of(Test, Rest) ->
    case item(Test) of
        {set, Inner} -> next_in(Inner, Rest);
        Item -> {Item, Rest}
    end.

next_in(Inner, Rest) ->
    case next(Inner) of
        none -> next(Rest);
        {Item, []} -> {Item, Rest};
        {Item, Others} -> {Item, [Others | Rest]}
    end.

%%% Descriptors

%% What one descriptor stands for: an item, or `{set, Tests}`.
item(Tests) when is_list(Tests) -> {set, Tests};
item(Fun) when is_function(Fun, 0) -> fun_test(Fun, Fun);
item({test, M, F}) when is_atom(M), is_atom(F) -> named_test(M, F);
item({Line, Simple}) when is_integer(Line), Line >= 0 -> (simple(Simple))#{line => Line};
item({Order, Tests}) when Order =:= inorder; Order =:= inparallel -> group(#{order => Order}, Tests);
item({inparallel, Limit, Tests}) when is_integer(Limit), Limit >= 0 ->
    group(#{order => {inparallel, Limit}}, Tests);
item({timeout, Seconds, Tests}) when is_number(Seconds), Seconds >= 0 ->
    group(#{timeout => round(Seconds * 1000)}, Tests);
item({timeout, infinity, Tests}) -> group(#{timeout => infinity}, Tests);
item({spawn, Tests}) -> group(#{spawn => true}, Tests);
item({spawn, Node, Tests}) when is_atom(Node), Node =:= node() -> group(#{spawn => true}, Tests);
item({module, Module}) when is_atom(Module) ->
    group(#{desc => "module '" ++ atom_to_list(Module) ++ "'"}, module_tests(Module));
item(Module) when is_atom(Module) -> item({module, Module});
item({application, Name}) when is_atom(Name) ->
    group(#{desc => "application '" ++ atom_to_list(Name) ++ "'"}, application_modules(Name));
item({application, Name, Info}) when is_atom(Name), is_list(Info) ->
    group(#{desc => "application '" ++ atom_to_list(Name) ++ "'"}, proplists:get_value(modules, Info, []));
item({file, Name}) when is_list(Name) -> group(#{desc => lists:concat(["file \"", Name, "\""])}, file_tests(Name));
item({dir, Name}) when is_list(Name) ->
    group(#{desc => lists:concat(["directory \"", Name, "\""])}, directory_modules(Name));
item({generator, Fun}) when is_function(Fun, 0) -> {set, generated(source(Fun), Fun)};
item({generator, M, F}) when is_atom(M), is_atom(F) ->
    case missing(M, F) of
        none -> {set, generated({M, F, 0}, fun M:F/0)};
        Error -> throw({eunit, Error})
    end;
item({with, _, []}) -> {set, []};
item({with, Value, [Fun | Funs]}) when is_function(Fun, 1) ->
    {set, [{item, fun_test(Fun, fun() -> Fun(Value) end)}, {with, Value, Funs}]};
item({with, _, _} = Bad) -> throw({eunit, {bad_test, Bad}});
item(Fixture) when element(1, Fixture) =:= setup; element(1, Fixture) =:= foreach; element(1, Fixture) =:= foreachx;
                   element(1, Fixture) =:= node ->
    fixture(Fixture);
item({M, F}) when is_atom(M), is_atom(F) -> named_test(M, F);
item(Titled) when is_tuple(Titled), tuple_size(Titled) >= 2 ->
    Title = element(1, Titled),
    case is_text(Title) orelse is_binary(Title) orelse Title =:= [] of
        true when tuple_size(Titled) =:= 2 -> titled(Title, element(2, Titled));
        true -> titled(Title, erlang:delete_element(1, Titled));
        false -> throw({eunit, {bad_test, Titled}})
    end;
item(Bad) -> throw({eunit, {bad_test, Bad}}).

titled(Title, Tests) -> group(#{desc => characters(Title)}, Tests).

%% A title's characters: bytes that are not UTF-8 are Latin-1, and half a surrogate pair is no character.
characters(Title) ->
    case unicode:characters_to_list(Title) of
        Text when is_list(Text) -> Text;
        _ when is_binary(Title) -> binary_to_list(Title);
        {_, Text, [_ | Rest]} -> Text ++ [16#FFFD | characters(Rest)]
    end.

simple(Fun) when is_function(Fun, 0) -> item(Fun);
simple({M, F}) when is_atom(M), is_atom(F) -> named_test(M, F);
simple({test, M, F}) when is_atom(M), is_atom(F) -> named_test(M, F);
simple(Bad) -> throw({eunit, {bad_test, Bad}}).

fun_test(Fun, Run) -> #{kind => test, source => source(Fun), run => Run}.

source(Fun) ->
    {module, Module} = erlang:fun_info(Fun, module),
    {name, Name} = erlang:fun_info(Fun, name),
    {arity, Arity} = erlang:fun_info(Fun, arity),
    {Module, Name, Arity}.

%% A test known by its name; whether it is there is seen when it is run.
named_test(M, F) ->
    Run = fun() ->
              case missing(M, F) of
                  none -> M:F();
                  Error -> throw({eunit, skip, Error})
              end
          end,
    #{kind => test, source => {M, F, 0}, run => Run}.

missing(M, F) ->
    case erts_internal:load(M) of
        false -> {module_not_found, M};
        true ->
            case lists:member({F, 0}, M:module_info(exports)) of
                true -> none;
                false -> {no_such_function, {M, F, 0}}
            end
    end.

generated(Source, Fun) ->
    try
        Fun()
    of
        Tests -> tests_from(no_test_from_generator, Source, Tests)
    catch
        Class:Reason:Stack -> throw({eunit, {generator_failed, {Source, {Class, Reason, Stack}}}})
    end.

%% What a fun gave as tests, unless it is plainly something else, as when a test is called as a generator is.
tests_from(Error, Source, Tests) ->
    case is_value(Tests) of
        true -> throw({eunit, {Error, {Source, Tests}}});
        false -> Tests
    end.

is_value([Head | _]) -> is_number(Head);
is_value({Tag, _}) -> lists:member(Tag, [ok, error, 'EXIT']);
is_value(Term) when is_atom(Term) -> lists:member(Term, [ok, error, true, false, undefined]);
is_value(Term) ->
    is_number(Term) orelse is_binary(Term) orelse is_pid(Term) orelse is_reference(Term) orelse is_port(Term).

is_text([_ | _] = Text) -> is_characters(Text);
is_text(_) -> false.

is_characters([Char | Text]) when is_integer(Char), Char >= 0, Char =< 16#10ffff -> is_characters(Text);
is_characters(Text) -> Text =:= [].

%%% Groups

%% A group, or the only item in it when that can take over what the group says.
group(Group, Tests) ->
    case next(Tests) of
        none -> Group#{kind => group, tests => []};
        {First, Rest} ->
            case next(Rest) of
                none -> merged(Group, First);
                {Second, Others} -> Group#{kind => group, tests => [{item, First}, {item, Second}, Others]}
            end
    end.

merged(Group, #{kind := test} = Test) ->
    case maps:is_key(spawn, Group) orelse maps:size(maps:with([desc, timeout], maps:intersect(Group, Test))) > 0 of
        true -> limited(Group#{kind => group, tests => [{item, Test}]});
        false -> maps:merge(maps:with([desc, timeout], Group), Test)
    end;
merged(Group, Inner) ->
    case [Key || Key <- maps:keys(Group), maps:is_key(Key, Inner)] of
        [] -> limited(maps:merge(Group, Inner));
        _ -> Group#{kind => group, tests => [{item, Inner}]}
    end.

%% The time limit of a group that holds a single test is the test's.
limited(#{timeout := Timeout, tests := [{item, #{kind := test} = Test}]} = Group)
  when not is_map_key(context, Group), not is_map_key(timeout, Test) ->
    maps:remove(timeout, Group#{tests := [{item, Test#{timeout => Timeout}}]});
limited(Group) -> Group.

%%% Fixtures

%% A fixture's descriptor with all its parts; Given is what was written.
fixture({setup, Setup, Tests} = Given) -> setup(spawn, Setup, fun nothing/1, Tests, Given);
fixture({setup, Where, Setup, Tests} = Given) when is_atom(Where); is_tuple(Where) ->
    setup(Where, Setup, fun nothing/1, Tests, Given);
fixture({setup, Setup, Cleanup, Tests} = Given) -> setup(spawn, Setup, Cleanup, Tests, Given);
fixture({setup, Where, Setup, Cleanup, Tests} = Given) -> setup(Where, Setup, Cleanup, Tests, Given);
fixture({node, Node, Tests}) -> fixture({node, Node, "", Tests});
fixture({node, Node, _Args, Tests} = Given) when is_atom(Node) ->
    %% There are no other nodes, and OTP says so when it is not alive.
    setup(spawn, fun() -> exit(not_alive) end, fun nothing/1, Tests, Given);
fixture({foreach, Setup, List} = Given) -> foreach(spawn, Setup, fun nothing/1, List, Given);
fixture({foreach, Where, Setup, List} = Given) when is_atom(Where); is_tuple(Where) ->
    foreach(Where, Setup, fun nothing/1, List, Given);
fixture({foreach, Setup, Cleanup, List} = Given) -> foreach(spawn, Setup, Cleanup, List, Given);
fixture({foreach, Where, Setup, Cleanup, List} = Given) -> foreach(Where, Setup, Cleanup, List, Given);
fixture({foreachx, Setup, Pairs} = Given) -> foreachx(spawn, Setup, fun nothing/2, Pairs, Given);
fixture({foreachx, Where, Setup, Pairs} = Given) when is_atom(Where); is_tuple(Where) ->
    foreachx(Where, Setup, fun nothing/2, Pairs, Given);
fixture({foreachx, Setup, Cleanup, Pairs} = Given) -> foreachx(spawn, Setup, Cleanup, Pairs, Given);
fixture({foreachx, Where, Setup, Cleanup, Pairs} = Given) -> foreachx(Where, Setup, Cleanup, Pairs, Given);
fixture(Bad) -> throw({eunit, {bad_test, Bad}}).

nothing(_) -> ok.

nothing(_, _) -> ok.

setup(Where, Setup, Cleanup, Tests, Given) when is_function(Setup, 0), is_function(Cleanup, 1) ->
    Process = case Where of
                  local -> local;
                  spawn -> spawn;
                  {spawn, Node} when is_atom(Node) -> spawn;
                  _ -> throw({eunit, {bad_test, Given}})
              end,
    #{kind => group, context => {Process, Setup, Cleanup}, tests => Tests};
setup(_, _, _, _, Given) -> throw({eunit, {bad_test, Given}}).

foreach(Where, Setup, Cleanup, List, _) when is_list(List), is_function(Setup, 0), is_function(Cleanup, 1) ->
    {set, each(Where, Setup, Cleanup, List)};
foreach(_, _, _, _, Given) -> throw({eunit, {bad_test, Given}}).

%% What is wrong with the rest of a list is seen when the run gets there.
each(_, _, _, []) -> [];
each(Where, Setup, Cleanup, [Tests | Rest]) ->
    [{setup, Where, Setup, Cleanup, Tests} | each(Where, Setup, Cleanup, Rest)];
each(Where, Setup, Cleanup, Bad) -> [{foreach, Where, Setup, Cleanup, Bad}].

foreachx(Where, Setup, Cleanup, Pairs, _) when is_list(Pairs), is_function(Setup, 1), is_function(Cleanup, 2) ->
    case each_pair(Where, Setup, Cleanup, Pairs) of
        [{foreachx, _, _, _, _} = Bad] -> throw({eunit, {bad_test, Bad}});
        Fixtures -> {set, Fixtures}
    end;
foreachx(_, _, _, _, Given) -> throw({eunit, {bad_test, Given}}).

each_pair(_, _, _, []) -> [];
each_pair(Where, Setup, Cleanup, [{X, Tests} | Rest]) when is_function(Tests, 2) ->
    [{setup, Where, fun() -> Setup(X) end, fun(R) -> Cleanup(X, R) end, fun(R) -> Tests(X, R) end}
     | each_pair(Where, Setup, Cleanup, Rest)];
each_pair(Where, Setup, Cleanup, Bad) -> [{foreachx, Where, Setup, Cleanup, Bad}].

%% The tests of a fixture for what its setup returned.
-spec instantiate(term(), term()) -> term().
instantiate(Instantiator, Value) when is_function(Instantiator, 1) ->
    try
        Instantiator(Value)
    of
        Tests -> tests_from(no_test_from_instantiator, source(Instantiator), Tests)
    catch
        Class:Reason:Stack -> throw({eunit, {instantiation_failed, {Class, Reason, Stack}}})
    end;
instantiate({with, Funs}, Value) when is_list(Funs) -> {with, Value, Funs};
instantiate(Tests, _) -> Tests.

%%% Modules, applications, files

%% The tests of a module and of its companion, whose name is the module's with `_tests`.
module_tests(Module) ->
    erts_internal:load(Module) orelse throw({eunit, {module_not_found, Module}}),
    Exports = [{atom_to_list(Name), Name} || {Name, 0} <- Module:module_info(exports)],
    Own = lists:flatmap(fun({Text, Name}) ->
                            case {lists:suffix("_test", Text), lists:suffix("_test_", Text)} of
                                {true, _} -> [{test, Module, Name}];
                                {_, true} -> [{generator, Module, Name}];
                                _ -> []
                            end
                        end, Exports),
    Name = atom_to_list(Module),
    case lists:suffix("_tests", Name) of
        true -> Own;
        false ->
            Companion = list_to_atom(Name ++ "_tests"),
            case erts_internal:load(Companion) of
                true -> Own ++ [{module, Companion}];
                false -> Own
            end
    end.

application_modules(Name) ->
    _ = (catch application:load(Name)),
    case catch application:get_key(Name, modules) of
        {ok, Modules} -> Modules;
        _ -> throw({eunit, {application_not_found, Name}})
    end.

file_tests(Name) ->
    case file:consult(Name) of
        {ok, Tests} -> Tests;
        {error, Reason} -> throw({eunit, {file_read_error, {Reason, file:format_error(Reason), Name}}})
    end.

%% The modules whose sources or object files stand in a folder.
directory_modules(Name) ->
    case file:list_dir(Name) of
        {ok, Files} ->
            lists:usort([list_to_atom(filename:rootname(File)) || File <- Files,
                         lists:member(filename:extension(File), [".erl", ".beam"])]);
        {error, Reason} -> throw({eunit, {file_read_error, {Reason, file:format_error(Reason), Name}}})
    end.
