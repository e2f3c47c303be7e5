%% Runs random patterns over random subjects with random options and prints what each call gives, one a line:
%% `main([Seed, Count])`. What ends OTP's own process (it does so for an offset beyond the subject) prints `died`.
%% Run it by compare_re.
-module(patterns).
-export([main/1]).

main([Seed, Count]) ->
    ok = io:setopts([{encoding, unicode}]),
    rand:seed(exsss, list_to_integer(Seed)),
    [io:format("~b ~0tp~n", [N, test(pattern(3), subject())]) || N <- lists:seq(1, list_to_integer(Count))],
    ok.

%% A call and its result. Without `unicode` there are only bytes.
test(Wide, WideSubject) ->
    Options = compile_options(),
    {Pattern, Subject} = case lists:member(unicode, Options) of
                             true -> {Wide, WideSubject};
                             false -> {bytes(Wide), bytes(WideSubject)}
                         end,
    case pick([run, run, compiled, replace, split, compile]) of
        run -> called({run, Subject, Pattern, Options ++ run_options()});
        compiled -> called({compiled, Subject, Pattern, Options, run_options()});
        replace ->
            To = pick(["x", "", "<&>", "[\\1]", "\\g{1}-\\2", "\\g1\\\\&", "\\0"]),
            Run = [Option || Option <- run_options(), not is_capture(Option)],
            called({replace, Subject, Pattern, To, Options ++ Run ++ pick([[], [global], [{return, list}], [global, {return, binary}]])});
        split ->
            Split = pick([[], [{parts, 2}], [group], [trim], [{return, list}], [trim, group], [{parts, 3}, {return, binary}], [{parts, 0}]]),
            called({split, Subject, Pattern, Options ++ Split});
        compile -> called({compile, Pattern, Options})
    end.

bytes(Text) -> [Char || Char <- Text, Char < 256].

is_capture(report_errors) -> true;
is_capture(Option) -> is_tuple(Option) andalso element(1, Option) =:= capture.

called(Call) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({gave, outcome(Call)}) end),
    receive
        {'DOWN', Ref, process, Pid, {gave, Outcome}} -> {Call, Outcome};
        {'DOWN', Ref, process, Pid, _} -> {Call, died}
    after 20000 -> exit(Pid, kill), {Call, late}
    end.

outcome(Call) ->
    try
        result(Call)
    catch
        Class:Reason:Stack -> {Class, Reason, [{Module, Function} || {Module, Function, Args, _} <- Stack, is_list(Args)]}
    end.

result({run, Subject, Pattern, Options}) -> re:run(Subject, Pattern, Options);
result({compiled, Subject, Pattern, Options, Run}) ->
    case re:compile(Pattern, Options) of
        {ok, Compiled} -> re:run(Subject, Compiled, Run);
        Error -> Error
    end;
result({replace, Subject, Pattern, To, Options}) -> re:replace(Subject, Pattern, To, Options);
result({split, Subject, Pattern, Options}) -> re:split(Subject, Pattern, Options);
result({compile, Pattern, Options}) ->
    case re:compile(Pattern, Options) of
        {ok, Compiled} -> {ok, element(2, Compiled), element(3, Compiled), element(4, Compiled), re:inspect(Compiled, namelist)};
        Error -> Error
    end.

compile_options() ->
    sometimes([caseless, multiline, dotall, extended, ungreedy, unicode, ucp, dollar_endonly, anchored, no_auto_capture, dupnames,
               firstline, bsr_anycrlf, bsr_unicode, no_start_optimize, {newline, pick([lf, cr, crlf, anycrlf, any])}]).

run_options() ->
    sometimes([notempty, notempty_atstart, notbol, noteol, {offset, rand:uniform(4) - 1}, global])
        ++ pick([[], [], [], [{capture, all}], [{capture, all, list}], [{capture, all_but_first, binary}], [{capture, first, list}],
                 [{capture, none}], [{capture, [2, 1, n, "m", 7]}], [{capture, all_names, binary}], [{capture, [n], list}], [report_errors]]).

sometimes(Options) -> [Option || Option <- Options, rand:uniform(8) =:= 1].

subject() ->
    Pieces = ["a", "b", "c", "ab", "aa", "bc", "A", "B", "x", " ", "\n", "\r\n", "\r", "1", "22", "_", "é", "É", "(", ")", "abc", "foo",
              "Ω", "ω", "ß", [16#2028], [16#85], ",", "k", [16#212A]],
    lists:append([pick(Pieces) || _ <- lists:seq(1, rand:uniform(9) - 1)]).

%% A pattern with groups so deep.
pattern(0) -> atom();
pattern(Depth) -> alternatives([lists:append([quantified(piece(Depth - 1)) || _ <- lists:seq(1, rand:uniform(3))])
                                || _ <- lists:seq(1, pick([1, 1, 1, 2, 2, 3]))]).

alternatives(All) -> lists:append(lists:join("|", All)).

quantified(Piece) ->
    Never = lists:member(Piece, places()) andalso rand:uniform(20) > 1,
    Piece ++ case Never orelse rand:uniform(20) =< 9 of
                 true -> "";
                 false -> pick(["*", "+", "?", "*?", "+?", "??", "*+", "{2}", "{0,2}", "{1,}", "{1,3}?", "++", "{0}"])
             end.

piece(0) -> atom();
piece(Depth) ->
    case rand:uniform(10) of
        N when N < 6 -> atom();
        6 -> "(" ++ pattern(Depth) ++ ")";
        7 -> pick(["(?:", "(?i:", "(?>", "(?s-m:", "(?|"]) ++ pattern(Depth) ++ ")";
        8 -> pick([pick(["(?=", "(?!"]) ++ pattern(1), pick(["(?<=", "(?<!"]) ++ alternatives([atom(), atom()])]) ++ ")";
        9 -> pick(["(?<n>", "(?<m>", "(?P<n>", "(?'m'"]) ++ pattern(Depth) ++ ")";
        10 -> special(Depth)
    end.

special(Depth) ->
    pick(["\\1", "\\g1", "\\k{n}", "(?1)", "(?2)?", "(?R)?", "(?&n)", "(?(1)" ++ pattern(Depth - 1) ++ "|b)", "(?(<n>)a|" ++ atom() ++ ")",
          "(?(?=a)" ++ atom() ++ "|c)", "(?(R)a|b)", "(?(DEFINE)(b))", "\\g<1>", "(?-1)", "(?+1)", "(?x) a b", "\\2", "\\k<n>", "(?P=m)"
          | lists:nthtail(9, places())]).

%% What cannot be repeated.
places() ->
    ["\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z", "\\G", "\\K", "(?i)", "(?-i)", "(?m)", "(?s)", "(?U)", "(?J)", "(?#c)", "(*COMMIT)",
     "(*PRUNE)", "(*SKIP)", "(*THEN)", "(*F)", "(*ACCEPT)", "(?C1)", "(*MARK:m)", "(*SKIP:m)"].

atom() ->
    pick(["a", "b", "c", "a", "b", "x", "1", ".", ".", "[ab]", "[^a]", "[a-c]", "\\w", "\\W", "\\d", "\\s", "\\S", "\\R", "\\h", "\\v", "\\N",
          "\\n", "\\x41", "[[:alpha:]]", "[[:^digit:]]", "[[:upper:]_]", "[\\w-]", "[\\d,]", "\\Qa.b\\E", "foo", "ab", "é", "ß", "\\p{L}",
          "\\p{Lu}", "\\P{L}", "\\p{^Lu}", "[\\p{Ll}1]", "\\X", " ", "k", "Ω", "\\x{e9}", "[é-ω]", "\\C", "[^\\W]", "[[:space:][:punct:]]",
          "\\H", "\\V", "\\D", "#", "\\101", "\\cA", "{", "]" | lists:sublist(places(), 9)]).

pick(All) -> lists:nth(rand:uniform(length(All)), All).
