%% Tables against a model: processes that work on shared tables for N seconds, each comparing every answer with a model
%% of the rows that are its own. Other processes read everything meanwhile and look for rows that are torn.
%%
%%   erlet --schedulers 2 fuzz/tables/tables.erl SECONDS [SEED]       (status 1 on a finding)
%%
%% A round takes a second. It has a table of each type, with concurrency options drawn at random, an owner, and an heir.
%% Keys are `{Worker, K}`, so a worker knows what its keys' rows must be, whatever the others do; a counter is shared by
%% all. In the middle of the round the owner is killed: the tables must go to the heir while the work goes on, and the
%% one without an heir must be gone for good. In the end each table must hold the models' rows and no others.
-module(tables).
-export([main/1]).

-define(WORKERS, 4).
-define(KEYS, 40).
-define(TYPES, [set, ordered_set, bag, duplicate_bag]).

main([Seconds]) -> main([Seconds, "1"]);
main([Seconds, Seed]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    Before = length(ets:all()),
    End = erlang:monotonic_time(millisecond) + 1000 * list_to_integer(Seconds),
    {Rounds, Operations, Scanned} = rounds(End, 0, 0, 0),
    length(ets:all()) =:= Before orelse finding(tables_left, ets:all()),
    io:format("~w rounds: ~w operations as the model says, ~w rows of others whole~n", [Rounds, Operations, Scanned]).

rounds(End, Rounds, Operations, Scanned) ->
    case erlang:monotonic_time(millisecond) >= End of
        true -> {Rounds, Operations, Scanned};
        false ->
            {More, Rows} = round(),
            rounds(End, Rounds + 1, Operations + More, Scanned + Rows)
    end.

round() ->
    Self = self(),
    {Owner, OwnerRef} = spawn_monitor(fun() -> own(Self) end),
    {Tables, Orphan} = receive {Owner, Made} -> Made end,
    Until = erlang:monotonic_time(millisecond) + 1000,
    Workers = [start(fun() -> work(Until, W, Tables, models(Tables), 0) end) || W <- lists:seq(1, ?WORKERS)],
    Readers = [start(fun() -> read(Until, Tables, 0) end) || _ <- [1, 2]],
    Orphans = [start(fun() -> use_orphan(Orphan, alive) end) || _ <- [1, 2]],
    timer:sleep(rand:uniform(800)),
    exit(Owner, kill),
    receive {'DOWN', OwnerRef, process, Owner, killed} -> ok end,
    [receive {'ETS-TRANSFER', Table, Owner, Type} -> ok
     after 5000 -> finding(no_transfer, Type)
     end || {Type, Table} <- Tables],
    undefined = ets:info(Orphan),
    [Self = ets:info(Table, owner) || {_, Table} <- Tables],
    Done = [result(Worker) || Worker <- Workers],
    Rows = lists:sum([result(Reader) || Reader <- Readers]),
    [Pid ! owner_is_dead || {Pid, _} <- Orphans],
    [gone = result(Process) || Process <- Orphans],
    [compare(Type, Table, [maps:get(Type, Models) || {Models, _} <- Done]) || {Type, Table} <- Tables],
    Operations = lists:sum([Count || {_, Count} <- Done]),
    [agree(counter, shared(Table), lists:sum([maps:get({shared, Table}, Models) || {Models, _} <- Done]))
     || {_, Table} <- Tables],
    [true = ets:delete(Table) || {_, Table} <- Tables],
    {Operations, Rows}.

%% The tables' first owner lives until it is killed.
own(Heir) ->
    Tables = [{Type, ets:new(Type, [Type, public, {heir, Heir, Type} | concurrency()])} || Type <- ?TYPES],
    [ets:insert(Table, {shared, 0}) || {_, Table} <- Tables],
    Orphan = ets:new(orphan, [pick([set, ordered_set]), public, {heir, none} | concurrency()]),
    Heir ! {self(), {Tables, Orphan}},
    receive never -> ok end.

concurrency() -> [{Option, pick([true, false])} || Option <- [write_concurrency, read_concurrency]].

models(Tables) ->
    maps:from_list([{Type, #{}} || {Type, _} <- Tables] ++ [{{shared, Table}, 0} || {_, Table} <- Tables]).

start(Fun) ->
    Self = self(),
    Seed = rand:uniform(1 bsl 50),
    spawn_monitor(fun() -> rand:seed(exsss, Seed), Self ! {self(), Fun()} end).

result({Pid, Ref}) ->
    receive
        {Pid, Result} -> erlang:demonitor(Ref, [flush]), Result;
        {'DOWN', Ref, process, Pid, Reason} -> finding(ended, Reason)
    end.

%% A table without an heir ends with its owner: works until then, never afterwards.
use_orphan(Table, State) ->
    Last = receive owner_is_dead -> true after 0 -> false end,
    Key = rand:uniform(100),
    Now = try ets:insert(Table, row(Key, rand:uniform(1000))), [_ | _] = ets:tab2list(Table), alive
          catch error:badarg -> gone
          end,
    case {State, Now} of
        {gone, alive} -> finding(orphan_came_back, Table);
        _ when Last -> Now;
        _ -> use_orphan(Table, Now)
    end.

%% What remains is what all models have together.
compare(Type, Table, Models) ->
    Expected = lists:sort(lists:append([Rows || Model <- Models, Rows <- maps:values(Model)])),
    Found = lists:sort([Row || Row <- ets:tab2list(Table), element(1, Row) =/= shared]),
    Expected =:= Found orelse finding(content, {Type, Expected -- Found, Found -- Expected}),
    ets:info(Table, size) =:= length(ets:tab2list(Table)) orelse finding(size, Type).

shared(Table) ->
    [{shared, Count}] = ets:lookup(Table, shared),
    Count.

%% ---- rows --------------------------------------------------------------------------------------------------

%% A row says its value in several ways; a torn one contradicts itself.
row(Key, N) -> {Key, N, <<N:64>>, lists:duplicate(N rem 7, N), {Key, N}}.

is_whole({shared, _}) -> true;
is_whole({Key, N, _, _, _} = Row) -> Row =:= row(Key, N);
is_whole(_) -> false.

whole(Rows) -> [is_whole(Row) orelse finding(torn, Row) || Row <- Rows], length(Rows).

%% ---- readers -----------------------------------------------------------------------------------------------

read(Until, Tables, Count) ->
    case erlang:monotonic_time(millisecond) >= Until of
        true -> Count;
        false ->
            {Type, Table} = pick(Tables),
            read(Until, Tables, Count + whole(rows(rand:uniform(4), Type, Table)))
    end.

rows(1, _, Table) -> ets:tab2list(Table);
rows(2, _, Table) -> pages(ets:select(Table, [{'_', [], ['$_']}], 7));
rows(3, _, Table) ->
    true = ets:safe_fixtable(Table, true),
    Keys = keys(Table, ets:first(Table)),
    true = ets:safe_fixtable(Table, false),
    length(lists:usort(Keys)) =:= length(Keys) orelse finding(key_twice, Keys),
    lists:append([ets:lookup(Table, Key) || Key <- Keys]);
rows(4, ordered_set, Table) ->
    Rows = ets:foldr(fun(Row, Rest) -> [Row | Rest] end, [], Table),
    Keys = [element(1, Row) || Row <- Rows],
    lists:usort(Keys) =:= Keys orelse finding(order, Keys),
    Rows;
rows(4, _, Table) -> ets:match_object(Table, {{rand:uniform(?WORKERS), '_'}, '_', '_', '_', '_'}).

pages('$end_of_table') -> [];
pages({Rows, Continuation}) -> Rows ++ pages(ets:select(Continuation)).

keys(_, '$end_of_table') -> [];
keys(Table, Key) -> [Key | keys(Table, ets:next(Table, Key))].

%% ---- workers -----------------------------------------------------------------------------------------------

work(Until, W, Tables, Models, Count) ->
    case Count rem 64 =:= 0 andalso erlang:monotonic_time(millisecond) >= Until of
        true -> {Models, Count};
        false ->
            {Type, Table} = pick(Tables),
            Model = maps:get(Type, Models),
            Key = {W, rand:uniform(?KEYS)},
            New = operation(rand:uniform(17), {Type, Table, W}, Key, rand:uniform(100000), Model),
            Counted = case rand:uniform(8) of
                1 when Type =:= set; Type =:= ordered_set ->
                    _ = ets:update_counter(Table, shared, 1),
                    1;
                _ -> 0
            end,
            #{{shared, Table} := Shared} = Models,
            work(Until, W, Tables, Models#{Type := New, {shared, Table} := Shared + Counted}, Count + 1)
    end.

%% Does one operation and gives the new model.
operation(1, {Type, Table, _}, Key, N, Model) ->
    agree(insert, ets:insert(Table, row(Key, N)), true),
    inserted(Type, [row(Key, N)], Model);
operation(2, {Type, Table, W}, _, N, Model) ->
    Rows = [row({W, rand:uniform(?KEYS)}, N + I) || I <- lists:seq(1, 5)],
    agree(insert, ets:insert(Table, Rows), true),
    inserted(Type, Rows, Model);
operation(3, {Type, Table, _}, Key, N, Model) ->
    Free = not is_map_key(Key, Model),
    agree(insert_new, ets:insert_new(Table, row(Key, N)), Free),
    case Free of true -> inserted(Type, [row(Key, N)], Model); false -> Model end;
operation(4, {_, Table, _}, Key, _, Model) -> same_rows(lookup, ets:lookup(Table, Key), rows_of(Key, Model)), Model;
operation(5, {_, Table, _}, Key, _, Model) ->
    agree(delete, ets:delete(Table, Key), true),
    maps:remove(Key, Model);
operation(6, {_, Table, _}, Key, N, Model) ->
    Row = case rows_of(Key, Model) of [First | _] -> First; [] -> row(Key, N) end,
    agree(delete_object, ets:delete_object(Table, Row), true),
    kept(Key, [Other || Other <- rows_of(Key, Model), Other =/= Row], Model);
operation(7, {_, Table, _}, Key, _, Model) ->
    same_rows(take, ets:take(Table, Key), rows_of(Key, Model)),
    maps:remove(Key, Model);
operation(8, {Type, Table, _}, Key, _, Model) ->
    Found = try ets:lookup_element(Table, Key, 2) catch error:badarg -> none end,
    Expected = case rows_of(Key, Model) of
        [] -> none;
        [Row] when Type =:= set; Type =:= ordered_set -> element(2, Row);
        Rows -> lists:sort([element(2, Row) || Row <- Rows])
    end,
    agree(lookup_element, if is_list(Found) -> lists:sort(Found); true -> Found end, Expected),
    Model;
operation(9, {_, Table, _}, Key, _, Model) -> agree(member, ets:member(Table, Key), is_map_key(Key, Model)), Model;
operation(10, {Type, Table, _}, Key, N, Model) when Type =:= set; Type =:= ordered_set ->
    {_, _, Binary, List, Pair} = row(Key, N),
    Updated = ets:update_element(Table, Key, [{2, N}, {3, Binary}, {4, List}, {5, Pair}]),
    agree(update_element, Updated, is_map_key(Key, Model)),
    case Model of #{Key := _} -> Model#{Key := [row(Key, N)]}; _ -> Model end;
operation(11, {_, Table, W}, _, N, Model) ->
    Found = ets:select(Table, [{{{W, '_'}, '$1', '_', '_', '_'}, [{'>', '$1', N}], ['$_']}]),
    same_rows(select, Found, [Row || Row <- all(Model), element(2, Row) > N]),
    Model;
operation(12, {_, Table, W}, _, N, Model) ->
    Found = ets:select_count(Table, [{{{W, '_'}, '$1', '_', '_', '_'}, [{'<', '$1', N}], [true]}]),
    agree(select_count, Found, length([Row || Row <- all(Model), element(2, Row) < N])),
    Model;
operation(13, {_, Table, W}, _, N, Model) ->
    {Low, High} = {N, N + 3000},
    Guard = [{'>=', '$1', Low}, {'<', '$1', High}],
    Deleted = ets:select_delete(Table, [{{{W, '_'}, '$1', '_', '_', '_'}, Guard, [true]}]),
    Is = fun(Row) -> element(2, Row) >= Low andalso element(2, Row) < High end,
    agree(select_delete, Deleted, length(lists:filter(Is, all(Model)))),
    maps:filtermap(fun(_, Rows) ->
        case [Row || Row <- Rows, not Is(Row)] of [] -> false; Rest -> {true, Rest} end
    end, Model);
operation(14, {_, Table, _}, Key, _, Model) ->
    same_rows(match_object, ets:match_object(Table, {Key, '_', '_', '_', '_'}), rows_of(Key, Model)),
    Model;
operation(15, {_, Table, _}, Key, _, Model) ->
    true = ets:match_delete(Table, {Key, '_', '_', '_', '_'}),
    maps:remove(Key, Model);
operation(16, {Type, Table, _}, Key, N, Model) when Type =/= bag ->
    Values = [{const, Value} || Value <- tl(tuple_to_list(row(Key, N)))],
    New = {list_to_tuple([{element, 1, '$_'} | Values])},
    Replaced = ets:select_replace(Table, [{{Key, '_', '_', '_', '_'}, [], [New]}]),
    agree(select_replace, Replaced, length(rows_of(Key, Model))),
    case Model of #{Key := Rows} -> Model#{Key := [row(Key, N) || _ <- Rows]}; _ -> Model end;
operation(17, {ordered_set, Table, W}, Key, _, Model) ->
    Next = ets:next(Table, Key),
    Expected = lists:sort([Other || Other <- maps:keys(Model), Other > Key]),
    case {Next, Expected} of
        {Next, [Next | _]} -> ok;
        {{W, _}, _} -> finding(next, {Key, Next, Expected});
        {_, []} -> ok;
        _ -> finding(next, {Key, Next, Expected})
    end,
    Model;
operation(_, {_, Table, _}, _, _, Model) ->
    whole(ets:lookup(Table, {rand:uniform(?WORKERS), rand:uniform(?KEYS)})),
    Model.

rows_of(Key, Model) -> maps:get(Key, Model, []).

all(Model) -> lists:append(maps:values(Model)).

kept(Key, [], Model) -> maps:remove(Key, Model);
kept(Key, Rows, Model) -> Model#{Key => Rows}.

inserted(Type, Rows, Model) ->
    lists:foldl(fun(Row, Now) ->
        Key = element(1, Row),
        Now#{Key => with(Type, Row, rows_of(Key, Now))}
    end, Model, Rows).

with(bag, Row, Rows) -> [Row | lists:delete(Row, Rows)];
with(duplicate_bag, Row, Rows) -> [Row | Rows];
with(_, Row, _) -> [Row].

agree(_, Same, Same) -> ok;
agree(Operation, Found, Expected) -> finding(Operation, {found, Found, expected, Expected}).

same_rows(Operation, Found, Expected) -> agree(Operation, lists:sort(Found), lists:sort(Expected)).

pick(List) -> lists:nth(rand:uniform(length(List)), List).

-spec finding(term(), term()) -> no_return().
finding(What, Details) ->
    io:format("FINDING ~w~n~p~n", [What, Details]),
    halt(1).
