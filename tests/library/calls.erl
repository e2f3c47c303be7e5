%% Calls every function of a library module with random arguments and prints what it gives, a line a call:
%% `main(["re", "200", "1"])` makes 200 calls of each function, always the same ones for the seed 1. Functions that nothing
%% here calls are named in a last line. Run it by compare_calls.
-module(calls).
-export([main/1]).

main([Name, Count, Seed]) ->
    ok = io:setopts([{encoding, unicode}]),
    Module = list_to_atom(Name),
    Calls = state_calls:calls(Module) ++ calls(Module),
    Functions = lists:usort([{Function, length(Args)} || {Function, Args} <- Calls]),
    [function(Module, Function, Arity, Calls, list_to_integer(Count), Seed) || {Function, Arity} <- Functions],
    Uncalled = lists:sort(Module:module_info(exports)) -- [{module_info, 0}, {module_info, 1} | Functions],
    io:format("uncalled: ~0p~n", [[Called || {Function, _} = Called <- Uncalled, not state_calls:is_left_out(Module, Function)]]).

function(Module, Function, Arity, Calls, Count, Seed) ->
    rand:seed(exsss, erlang:phash2({Module, Function, Arity, Seed})),
    Kinds = [Args || {Name, Args} <- Calls, Name =:= Function, length(Args) =:= Arity],
    [show(Module, Function, Arity, [made(Kind) || Kind <- pick(Kinds)]) || _ <- lists:seq(1, Count)].

show(Module, Function, Arity, Values) ->
    {Outcome, Top} = outcome(Module, Function, Arity, Values),
    Shown = without_funs(flat(Module, Function, Values, Outcome)),
    io:format("~s:~s/~w ~0p\t~0p\t~0p~n", [Module, Function, Arity, without_funs(Values), Shown, without_funs(Top)]).

%% What is documented as characters is compared as characters: how deep their list is says nothing. The same holds for
%% texts of `string` made from nested ones. Compressed terms are compared as terms; tables have an order of their own.
flat(io_lib, Function, _, Chars) when Function =/= fread, Function =/= scan_format, is_list(Chars) ->
    try lists:flatten(Chars) catch error:_ -> Chars end;
flat(string, Function, [Data | _] = Values, Outcome) ->
    case {is_broken(Values), is_nested(Data)} of
        {true, _} -> broken;
        {false, true} when Function =/= to_graphemes, Function =/= reverse -> texts(Function, Outcome);
        _ -> Outcome
    end;
flat(Module, _, _, List) when Module =:= digraph orelse Module =:= digraph_utils, is_list(List) -> sorted(List);
flat(_, _, _, Outcome) -> Outcome.

%% What functions of `string` give for bytes that are no UTF-8 is not documented, and is another thing in each.
is_broken(Bytes) when is_binary(Bytes) -> not is_list(unicode:characters_to_list(Bytes));
is_broken([Head | Tail]) -> is_broken(Head) orelse is_broken(Tail);
is_broken(_) -> false.

is_nested(Data) -> is_list(Data) andalso is_integer(catch length(Data)) andalso not lists:all(fun is_integer/1, Data).

%% What comes from a table, and what contains it.
sorted(List) when length(List) >= 0 -> lists:sort([sorted(Element) || Element <- List]);
sorted(Term) -> Term.

texts(_, {error, {badarg, _}}) -> {error, {badarg, data}};
texts(Function, Parts) when Function =:= lexemes orelse Function =:= split orelse Function =:= replace, is_list(Parts) ->
    [text(Part) || Part <- Parts];
texts(_, {Before, After}) -> {text(Before), text(After)};
texts(_, Outcome) -> text(Outcome).

text(Data) when is_list(Data); is_binary(Data) ->
    try unicode:characters_to_list(Data) catch error:_ -> Data end;
text(Data) -> Data.

real(Value) -> state_calls:real(structure_calls:real(core_calls:real(Value))).

without_funs(Fun) when is_function(Fun) -> 'fun';
without_funs({re_pattern, Groups, Unicode, Crlf, _}) -> {re_pattern, Groups, Unicode, Crlf};
without_funs({Kind, _}) when Kind =:= ac; Kind =:= bm -> Kind;
without_funs(Ref) when is_reference(Ref) -> reference;
without_funs(Continuation) when element(1, Continuation) =:= erl_scan_continuation -> continuation;
without_funs(Map) when is_map(Map) -> maps:map(fun(_, Value) -> without_funs(Value) end, Map);
without_funs(Pid) when is_pid(Pid) -> pid;
without_funs(Port) when is_port(Port) -> port;
without_funs(Tuple) when is_tuple(Tuple) -> list_to_tuple(without_funs(tuple_to_list(Tuple)));
without_funs([Head | Tail]) -> [without_funs(Head) | without_funs(Tail)];
without_funs(Term) -> Term.

%% In a process of its own: OTP's re ends one by an error that cannot be caught when PCRE reports a fault of its own.
outcome(Module, Function, Arity, Values) ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit({done, attempt(Module, Function, Arity, Values)}) end),
    receive {'DOWN', Monitor, _, _, Reason} ->
        case Reason of
            {done, Outcome} -> Outcome;
            _ -> {{fault, Reason}, '-'}
        end
    after 3000 -> exit(Pid, kill), {waits, '-'}
    end.

attempt(Module, Function, Arity, Values) ->
    Waiter = state_calls:start(),
    Args = [real(Value) || Value <- Values],
    Outcome = outcome_of(Module, Function, Arity, Args),
    state_calls:stop(Waiter),
    Outcome.

outcome_of(Module, Function, Arity, Args) ->
    try state_calls:observed(Module, Function, apply(Module, Function, Args)) of
        Value -> {Value, '-'}
    catch
        Class:Reason:Stack -> {{Class, Reason}, top(Module, Function, Arity, Stack)}
    end.

%% What the stack says of the call itself; `-` when it begins with a function within, and for calls of a call,
%% and for digests, whose bytes are ours.
top(erlang, Function, _, _) when Function =:= apply; Function =:= md5_update; Function =:= md5_final -> '-';
top(Module, Function, Arity, [{Module, Function, Args, Info} | _]) when Args =:= Arity; length(Args) =:= Arity ->
    {Args, proplists:get_value(error_info, Info, none)};
top(_, _, _, _) -> '-'.

pick(List) -> lists:nth(rand:uniform(length(List)), List).

some(Least, Most, Fun) -> [Fun() || _ <- lists:seq(1, Least + rand:uniform(Most - Least + 1) - 1)].

%%% What is called

calls(base64) ->
    [{F, [data]} || F <- [encode, encode_to_string]]
        ++ [{F, [Kind]} || F <- [decode, decode_to_string, mime_decode, mime_decode_to_string], Kind <- [digits, bad_digits]];
calls(calendar) ->
    [{F, [A, B, C]} || F <- [date_to_gregorian_days, day_of_the_week, valid_date], {A, B, C} <- [{year, month, day}]]
        ++ [{F, [date]} || F <- [date_to_gregorian_days, day_of_the_week, iso_week_number, valid_date]]
        ++ [{F, [datetime]} || F <- [datetime_to_gregorian_seconds, local_time_to_universal_time, local_time_to_universal_time_dst,
                                     universal_time_to_local_time]]
        ++ [{gregorian_days_to_date, [days]}, {gregorian_seconds_to_datetime, [seconds]}, {is_leap_year, [year]},
            {last_day_of_the_month, [year, month]}, {rfc3339_to_system_time, [stamp]}, {rfc3339_to_system_time, [stamp, stamp_options]},
            {seconds_to_daystime, [seconds]}, {seconds_to_time, [small]}, {system_time_to_local_time, [seconds, unit]},
            {system_time_to_rfc3339, [stamp_seconds]}, {system_time_to_rfc3339, [stamp_seconds, rfc_options]},
            {system_time_to_universal_time, [seconds, unit]}, {time_difference, [datetime, datetime]}, {time_to_seconds, [time]}];
calls(filename) ->
    [{F, [path]} || F <- [basename, dirname, extension, flatten, join_one, pathtype, rootname, split, nativename, absname_of]]
        ++ [{basename, [path, ext]}, {rootname, [path, ext]}, {join, [path, path]}, {join, [paths]}, {absname, [path, root]},
            {absname_join, [path, path]}, {safe_relative_path, [path]}];
calls(re) ->
    [{F, [subject, pattern]} || F <- [run, split]]
        ++ [{run, [subject, pattern, run_options]}, {run, [subject, pattern, run_options]}, {split, [subject, pattern, split_options]},
            {replace, [subject, pattern, replacement]}, {replace, [subject, pattern, replacement, replace_options]},
            {run, [subject, wild_pattern]}, {run, [subject, wild_pattern, run_options]}, {run, [subject, compiled, run_options]},
            {split, [subject, compiled]}, {replace, [subject, compiled, replacement]}, {compile, [wild_pattern]},
            {compile, [wild_pattern, pattern_options]}, {compile, [pattern, pattern_options]}, {inspect, [compiled, inspected]}];
calls(Module) ->
    case structure_calls:calls(Module) of
        [] -> core_calls:calls(Module);
        Calls -> Calls
    end.

%%% Arguments

made({core, Kind}) -> core_calls:arg(Kind);
made({state, Kind}) -> state_calls:arg(Kind);
made({structure, Module, Kind}) -> structure_calls:arg(Module, Kind);
made(Kind) -> arg(Kind).

arg(data) -> pick([list_to_binary(some(0, 12, fun byte/0)), some(0, 12, fun byte/0), [256], foo, <<1:3>>]);
arg(digits) -> form(base64:encode_to_string(some(0, 12, fun byte/0)));
arg(bad_digits) -> form(some(0, 10, fun() -> pick("YQA=W1+/ \n=!") end));
arg(small) -> rand:uniform(90000) - 1000;
arg(year) -> pick([rand:uniform(3000), rand:uniform(400), 0, -1, 2000, 1900, 2024]);
arg(month) -> rand:uniform(14) - 1;
arg(day) -> rand:uniform(33) - 1;
arg(date) -> {arg(year), rand:uniform(12), rand:uniform(31)};
arg(time) -> {rand:uniform(25) - 1, rand:uniform(61) - 1, rand:uniform(61) - 1};
arg(datetime) -> {{rand:uniform(130) + 1970, rand:uniform(12), rand:uniform(28)}, {rand:uniform(24) - 1, rand:uniform(60) - 1, 59}};
arg(days) -> pick([rand:uniform(1000000), 0, -1, 365, 366, 730485]);
arg(seconds) -> pick([rand:uniform(100000000000), rand:uniform(100000), 0, -1]);
arg(stamp_seconds) -> pick([rand:uniform(4000000000), 0, rand:uniform(4000000)]);
arg(unit) -> pick([second, millisecond, microsecond, 1000]);
arg(stamp) ->
    pick(["2024-02-29T12:30:15Z", "1985-04-12T23:20:50.52Z", "1985-04-12 23:20:50.523456+02:00", "1996-12-19T16:39:57-08:00",
          "2016-12-31T23:59:60Z", "1937-01-01T12:00:27.87+00:20", "2024-02-30T00:00:00Z", "2018-02-01T16:17:58.123456789z", "foo", ""]);
arg(stamp_options) -> pick([[], [{unit, millisecond}], [{unit, nanosecond}], [{unit, native}], [{unit, x}]]);
arg(rfc_options) ->
    pick([[], [{offset, "Z"}], [{offset, "+02:00"}], [{offset, 3600}, {unit, millisecond}], [{unit, microsecond}, {offset, "-08:00"}],
          [{time_designator, $\s}], [{unit, nanosecond}, {offset, "Z"}], [{offset, -1800}]]);
arg(path) -> pick([form(some(0, 5, fun part/0)), form(lists:append(some(0, 5, fun part/0))), [lists:append(some(0, 2, fun part/0)), "b"]]);
arg(paths) -> some(1, 4, fun() -> arg(path) end);
arg(root) -> pick(["/", "/usr/lib", "rel", <<"/x">>]);
arg(ext) -> pick([".erl", ".b", "", "a", <<".erl">>, 'x']);
arg(subject) -> form(some(0, 14, fun() -> pick("aabbcAB 12_\n\r.-xyz") end));
arg(pattern) -> expression(3);
arg(pattern_options) -> some(0, 3, fun() -> pick(pattern_options() ++ [ucp, dupnames, {newline, crlf}, no_start_optimize, x]) end);
arg(compiled) ->
    case re:compile(expression(2), some(0, 2, fun() -> pick(pattern_options()) end)) of
        {ok, Compiled} -> Compiled;
        _ -> "b"
    end;
arg(inspected) -> pick([namelist, namelist, x]);
arg(wild_pattern) -> some(0, 7, fun() -> pick("ab(|)*+?[^-].\\$12{}:<>=!") end);
arg(replacement) -> form(lists:append(some(0, 4, fun() -> pick(["a", "&", "\\0", "\\1", "\\g1", "\\g{2}", "\\\\", "\\&", "-"]) end)));
arg(run_options) -> some(0, 3, fun() -> pick(pattern_options() ++ run_options()) end);
arg(split_options) -> some(0, 3, fun() -> pick(pattern_options() ++ [trim, group, {parts, 2}, {return, list}, {return, binary}, {parts, infinity}]) end);
arg(replace_options) -> some(0, 3, fun() -> pick(pattern_options() ++ [global, {return, list}, {return, binary}]) end).

byte() -> rand:uniform(256) - 1.

form(Text) ->
    case rand:uniform(3) of
        1 -> try iolist_to_binary(Text) catch error:_ -> Text end;
        _ -> Text
    end.

part() -> pick(["a", "bc", "/", "/", ".", "..", ".erl", "//", "x.b", "~", "", " "]).

pattern_options() -> [caseless, multiline, dotall, extended, anchored, dollar_endonly, ungreedy, firstline, no_auto_capture, unicode].

run_options() ->
    [global, global, notbol, noteol, notempty, notempty_atstart, {offset, rand:uniform(5) - 1}, {capture, all}, {capture, all, list},
     {capture, all, binary}, {capture, first, list}, {capture, none}, {capture, all_but_first, binary}, {capture, [1, 2]}, {capture, [0, n], list},
     {capture, all_names, binary}, report_errors].

%% A pattern that means something.
expression(0) -> pick(["a", "b", "c", "x", ".", "\\d", "\\w", "\\s", "[ab]", "[^a]", "[a-c1]", "\\b", "^", "$", "1", "A", "\\n", "\\W", "[[:alpha:]]", "\\."]);
expression(Depth) ->
    Inner = expression(Depth - 1),
    pick([Inner, [Inner, expression(Depth - 1)], [Inner, expression(Depth - 1)], ["(", Inner, ")"], ["(?:", Inner, ")*"], [Inner, "|", expression(Depth - 1)],
          ["(?<n>", Inner, ")", expression(0)], ["(", Inner, ")+"], ["(", Inner, ")\\1"], ["(?:", Inner, ")?"], ["(", Inner, "){1,2}"], ["(?:", Inner, ")+?"],
          ["(?=", Inner, ")", expression(0)], ["(?!", Inner, ")", expression(0)], ["(?<=", expression(0), ")", Inner], ["(?i)", Inner], ["(?>", Inner, ")"]]).
