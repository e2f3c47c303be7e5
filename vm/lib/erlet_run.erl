%%% What the command `erlet` runs on behalf of its user.
-module(erlet_run).
-export([print/1, after_load/4, generator_pairs/1]).

%% Calls Module:main/0 and shows its value.
-spec print(module()) -> ok.
print(Module) ->
    io:format("~tp~n", [Module:main()]).

%% Runs the -on_load function of a module; when it returns ok, calls the function that asked for the module.
-spec after_load(fun(() -> term()), module(), fun(), [term()]) -> term().
after_load(OnLoad, Module, Function, Args) ->
    case catch OnLoad() of
        ok ->
            apply(Function, Args);
        Reason ->
            io:format(standard_error, "the -on_load function of ~ts returned ~tp~n", [Module, Reason]),
            _ = erlang:delete_module(Module),
            {name, Name} = erlang:fun_info(Function, name),
            apply(Module, Name, Args)
    end.

%% The pairs of a map generator's source, a map or an iterator.
-spec generator_pairs(map() | maps:iterator()) -> [{term(), term()}].
generator_pairs(Map) when is_map(Map) -> maps:to_list(Map);
generator_pairs(Iterator) ->
    try maps:next(Iterator) of
        Next -> rest_of_pairs(Next)
    catch
        error:badarg -> error({bad_generator, Iterator})
    end.

rest_of_pairs(none) -> [];
rest_of_pairs({Key, Value, Next}) -> [{Key, Value} | rest_of_pairs(maps:next(Next))].
