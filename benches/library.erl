%% What the library costs: regular expressions, files, containers, base 64, calendar.
-module(library).
-export([benches/0]).

-define(MANY, 100000).

benches() ->
    Text = text(1 bsl 20),
    File = file(Text, 100),
    Keys = shuffled(?MANY),
    Compiled = compiled("[a-z]+[0-9]{2,}"),
    [{re_run_global, fun() -> {match, _} = re:run(Text, Compiled, [global]) end},
     {re_run_captures, fun() -> {match, _} = re:run(Text, "(\\w+) (\\d+)", [global, {capture, all, binary}]) end},
     {re_run_lookahead, fun() -> {match, _} = re:run(Text, "\\w+(?= 9)", [global]) end},
     {re_replace, fun() -> re:replace(Text, "[aeiou]", "<&>", [global, {return, binary}]) end},
     {re_split, fun() -> re:split(Text, "\\s+") end},
     {re_short_subjects, fun() -> [re:run(<<"user-", (integer_to_binary(N))/binary>>, Compiled) || N <- lists:seq(1, 50000)] end},
     {file_whole, fun() -> {ok, _} = file:read_file(File) end},
     {file_lines, fun() -> lines(File) end},
     {file_raw_lines, fun() -> raw_lines(File) end},
     {file_raw_blocks, fun() -> raw_blocks(File) end},
     {file_delayed_lines, fun() -> delayed_lines("library_bench.lines", 1000000) end},
     {gb_trees, fun() -> lists:foldl(fun(K, T) -> gb_trees:enter(K, K, T) end, gb_trees:empty(), Keys) end},
     {gb_sets, fun() -> gb_sets:to_list(lists:foldl(fun gb_sets:add_element/2, gb_sets:empty(), Keys)) end},
     {dict, fun() -> lists:foldl(fun(K, D) -> dict:store(K, K, D) end, dict:new(), Keys) end},
     {sets, fun() -> lists:foldl(fun sets:add_element/2, sets:new(), Keys) end},
     {queue, fun() -> drained(lists:foldl(fun queue:in/2, queue:new(), Keys)) end},
     {array, fun() -> array:foldl(fun(_, V, S) -> V + S end, 0, lists:foldl(fun(K, A) -> array:set(K, K, A) end, array:new(), Keys)) end},
     {orddict, fun() -> lists:foldl(fun(K, D) -> orddict:store(K rem 1000, K, D) end, [], Keys) end},
     {base64, fun() -> Text = base64:decode(base64:encode(Text)) end},
     {calendar, fun() -> [calendar:gregorian_seconds_to_datetime(K * 12345) || K <- Keys] end},
     {string_split, fun() -> string:split(Text, "\n", all) end},
     {binary_split, fun() -> binary:split(Text, <<"\n">>, [global]) end}].

compiled(Pattern) ->
    {ok, MP} = re:compile(Pattern),
    MP.

%% Words, numbers and lines; the file of them lies in the working directory.
text(Size) -> iolist_to_binary(text(0, Size)).

text(N, Size) when Size > 0 ->
    Line = io_lib:format("line ~w of words and numbers ~w x~w\n", [N, N * 7919 rem 1000, N rem 100]),
    [Line | text(N + 1, Size - iolist_size(Line))];
text(_, _) -> [].

file(Text, Times) ->
    Name = "library_bench.text",
    ok = file:write_file(Name, lists:duplicate(Times, Text)),
    Name.

lines(Name) ->
    {ok, File} = file:open(Name, [read, binary, {read_ahead, 65536}]),
    Count = count(File, 20000),
    ok = file:close(File),
    Count.

raw_lines(Name) ->
    {ok, File} = file:open(Name, [read, raw, binary, {read_ahead, 65536}]),
    Count = count(File, 500000),
    ok = file:close(File),
    Count.

raw_blocks(Name) ->
    {ok, File} = file:open(Name, [read, raw, binary]),
    Count = blocks(File),
    ok = file:close(File),
    Count.

blocks(File) ->
    case file:read(File, 65536) of
        {ok, _} -> 1 + blocks(File);
        eof -> 0
    end.

delayed_lines(Name, Count) ->
    {ok, File} = file:open(Name, [write, raw, delayed_write]),
    [ok = file:write(File, ["line ", integer_to_list(N), "\n"]) || N <- lists:seq(1, Count)],
    ok = file:close(File).

count(_, 0) -> 0;
count(File, Most) ->
    case file:read_line(File) of
        {ok, _} -> 1 + count(File, Most - 1);
        eof -> 0
    end.

shuffled(Count) ->
    {Pairs, _} = lists:mapfoldl(fun(K, X) -> {{X, K}, (X * 1103515245 + 12345) band 16#7fffffff} end, 1, lists:seq(0, Count - 1)),
    [K || {_, K} <- lists:sort(Pairs)].

drained(Queue) ->
    case queue:out(Queue) of
        {{value, _}, Rest} -> drained(Rest);
        {empty, _} -> ok
    end.
