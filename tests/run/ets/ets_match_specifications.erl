%% Heads, guards and bodies of match specifications.
-module(ets_match_specifications).
-export([main/0]).

main() ->
    O = {person, "Ann", 41, #{town => oslo, pets => [cat, dog]}},
    [test(O, Spec) || Spec <- [
        [{'_', [], ['$_']}],
        [{'$1', [], ['$1']}],
        [{{person, '$1', '$2', '_'}, [], ['$$']}],
        [{{person, '$2', '$1', '_'}, [], [{{'$1', '$2'}}]}],
        [{{person, '_', '$1', '_'}, [{'>', '$1', 40}], [old]}, {'_', [], [young]}],
        [{{person, '_', '$1', '_'}, [{'<', '$1', 40}], [young]}],
        [{{person, '_', '$1', #{town => '$2'}}, [], [['$1' | '$2']]}],
        [{{person, '_', '_', #{street => '_'}}, [], [true]}],
        [{{'$1', '$2', '$2', '_'}, [], [same]}],
        [{{'_', '_', '$1', '$2'}, [{is_map, '$2'}, {is_integer, '$1'}], [#{age => {'+', '$1', 1}}]}],
        [{{'_', '_', '$1', '_'}, [{'orelse', {'==', '$1', 41.0}, {hd, '$1'}}], [yes]}],
        [{{'_', '_', '$1', '_'}, [{'or', {'==', '$1', 41.0}, {hd, '$1'}}], [yes]}],
        [{{'_', '_', '$1', '_'}, [{'andalso', {is_atom, '$1'}, {hd, '$1'}}], [yes]}],
        [{{'_', '_', '$1', '_'}, [{'not', {is_atom, '$1'}}, {'xor', true, false}], [{{}}]}],
        [{{'_', '_', '$1', '_'}, [], [{'/', '$1', 0}]}],
        [{'_', [], [{const, {'$1', '$_'}}]}],
        [{'_', [], [{element, 2, '$_'}, {size, '$_'}]}],
        [{{'_', '_', '_', '$1'}, [], [{map_get, pets, '$1'}]}],
        [{{'_', '_', '_', '$1'}, [], [{is_map_key, cats, '$1'}]}],
        [{{'_', '$1', '_', '_'}, [], [{length, '$1'}]}],
        [{{'_', '_', '$1', '_'}, [], [{{{'div', '$1', 2}, {'rem', '$1', 2}, {'bsl', '$1', 60}, {'-', '$1'}}}]}]
    ]].

test(Object, Spec) ->
    T = ets:new(t, []),
    ets:insert(T, Object),
    {ok, Tested} = ets:test_ms(Object, Spec),
    Run = ets:match_spec_run([Object], ets:match_spec_compile(Spec)),
    io:format("~p ~p ~p~n", [Tested, ets:select(T, Spec), Run =:= ets:select(T, Spec)]).
