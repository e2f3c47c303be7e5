%%% Tables on the terminal, `ets:i/0,1`, and as `qlc` takes them, `ets:table/1,2`.
-module(erlet_tables).

-export([list/0, browse/1, handle/2]).

-define(WIDTH, 80).

%% A line for each table.
-spec list() -> ok.
list() ->
    io:format(" ~-15s ~-17s ~-5s ~-5s ~-8s ~s~n", ["id", "name", "type", "size", "mem", "owner"]),
    io:format(" ~s~n", [lists:duplicate(76, $-)]),
    lists:foreach(fun({_, Info}) -> io:format(" ~-15s ~-17s ~-5s ~-5s ~-8s ~s~n", columns(Info)) end,
                  lists:sort([{name(Table), Info} || Table <- ets:all(), Info <- [ets:info(Table)], Info =/= undefined])).

%% Names before references.
name(Table) when is_atom(Table) -> {0, Table};
name(Table) -> {1, Table}.

columns(Info) ->
    Owner = proplists:get_value(owner, Info),
    Items = [proplists:get_value(Item, Info) || Item <- [id, name, type, size, memory]],
    [shown(Item) || Item <- Items] ++ [shown(owner(Owner))].

owner(Pid) ->
    case process_info(Pid, registered_name) of
        {registered_name, Name} -> Name;
        _ -> Pid
    end.

shown(ordered_set) -> "ordered_set";
shown(Item) -> io_lib:format("~tw", [Item]).

%% The objects of a table, numbered; then what is typed is done: `q`, `k` (delete the table), `pN` (object N whole),
%% `/Regexp` (objects that match).
-spec browse(ets:table()) -> ok.
browse(Table) ->
    case ets:info(Table, size) of
        undefined -> error(badarg, [Table]);
        _ -> browse(Table, ets:tab2list(Table))
    end.

browse(Table, Objects) ->
    lists:foreach(fun({N, Object}) -> io:format("<~-4w> ~ts~n", [N, line(Object)]) end, lists:enumerate(Objects)),
    answer(Table, Objects).

line(Object) ->
    Text = lists:flatten(io_lib:format("~tp", [Object])),
    case length(Text) > ?WIDTH - 7 of
        true -> [lists:sublist(Text, ?WIDTH - 13), "  ..."];
        false -> Text
    end.

answer(Table, Objects) ->
    case io:get_line("EOT  (q)uit (p)Digits (k)ill /Regexp -->") of
        "q\n" -> ok;
        "k\n" ->
            true = ets:delete(Table),
            ok;
        "p" ++ Digits ->
            case string:to_integer(Digits) of
                {N, "\n"} when N >= 1, N =< length(Objects) -> io:format("~tp~n", [lists:nth(N, Objects)]);
                _ -> io:put_chars("not an object's number\n")
            end,
            answer(Table, Objects);
        "/" ++ Expression ->
            Found = [Object || Object <- Objects, matches(Object, string:trim(Expression, trailing, "\n"))],
            browse(Table, Found);
        "\n" -> browse(Table, ets:tab2list(Table));
        Line when is_list(Line) -> answer(Table, Objects);
        _ -> ok
    end.

matches(Object, Expression) ->
    Text = unicode:characters_to_binary(io_lib:format("~tp", [Object])),
    try re:run(Text, Expression, [unicode, {capture, none}]) =:= match
    catch
        error:_ -> false
    end.

%% What `qlc` knows of a table: how it is walked and asked.
-spec handle(ets:table(), [tuple()]) -> tuple().
handle(Table, Options) ->
    Count = option(n_objects, Options, default),
    Walk = case option(traverse, Options, select) of
        {select, Spec} -> fun() -> walk(ets:select(Table, Spec, count(Count))) end;
        select -> fun(Spec) -> walk(ets:select(Table, Spec, count(Count))) end;
        first_next -> fun() -> step(Table, ets:first(Table), fun ets:next/2) end;
        last_prev -> fun() -> step(Table, ets:last(Table), fun ets:prev/2) end
    end,
    Before = fun(_) -> ets:safe_fixtable(Table, true) end,
    After = fun() -> ets:safe_fixtable(Table, false) end,
    Information = fun(num_of_objects) -> ets:info(Table, size);
                     (keypos) -> ets:info(Table, keypos);
                     (is_sorted_key) -> ets:info(Table, type) =:= ordered_set;
                     (is_unique_objects) -> ets:info(Table, type) =/= duplicate_bag;
                     (_) -> undefined
                  end,
    Format = fun(_) -> io_lib:format("ets:table(~tw, ~tp)", [Table, Options]) end,
    Lookup = fun(_, Keys) -> lists:append([ets:lookup(Table, Key) || Key <- Keys]) end,
    {qlc_handle, {qlc_table, Walk, is_function(Walk, 1), Before, After, Information, Format, Lookup, undefined, '=:=',
                  undefined, no_match_spec}}.

%% An option that is none is an error, a value of the wrong kind, too.
option(Name, Options, Default) when is_list(Options) ->
    lists:all(fun({n_objects, Count}) -> Count =:= default orelse is_integer(Count) andalso Count > 0;
                 ({traverse, How}) -> is_traversal(How);
                 (_) -> false
              end, Options) orelse error(badarg),
    proplists:get_value(Name, Options, Default);
option(_, _, _) -> error(badarg).

is_traversal({select, _}) -> true;
is_traversal(How) -> lists:member(How, [select, first_next, last_prev]).

count(default) -> 100;
count(Count) -> Count.

walk('$end_of_table') -> [];
walk({Objects, Continuation}) -> Objects ++ fun() -> walk(ets:select(Continuation)) end.

step(_, '$end_of_table', _) -> [];
step(Table, Key, Next) -> ets:lookup(Table, Key) ++ fun() -> step(Table, Next(Table, Key), Next) end.
