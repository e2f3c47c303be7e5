#!/usr/bin/env escript
%% Compares vm/lib's io_lib with the io_lib of the OTP that runs this: `escript compare_io_lib.escript [Count [Seed]]`.
%%
%% The modules are compiled under other names (`x_io_lib`); the machine's functions in `erts_internal` are played
%% by OTP.  Then hand-written calls and Count random ones (20000) are made on both sides.

-mode(compile).

modules() -> [io_lib, erlet_format, erlet_field, erlet_pretty, erlet_pretty_tree, erlet_fread].

main([]) -> main(["20000"]);
main([Count]) -> main([Count, "1"]);
main([Count, Seed]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    load_machine(),
    lists:foreach(fun load/1, modules()),
    Calls = fixed_calls() ++ [random_call() || _ <- lists:seq(1, list_to_integer(Count))],
    Failed = length([Call || Call <- Calls, not compare(Call)]),
    io:format("~w calls, ~w differ~n", [length(Calls), Failed]),
    halt(min(Failed, 1)).

%%% Loading

load(Module) ->
    Path = filename:join([filename:dirname(escript:script_name()), "../../vm/lib", atom_to_list(Module) ++ ".erl"]),
    {ok, Source} = file:read_file(Path),
    Names = string:join([atom_to_list(Name) || Name <- modules()], "|"),
    Renamed = re:replace(Source, "\\b(" ++ Names ++ "|erts_internal)([:)])", "x_\\1\\2", [global, {return, list}]),
    {ok, Name, Code} = compile:forms(preprocessed(Renamed), [return_errors]),
    {module, Name} = code:load_binary(Name, Path, Code).

%% Macros are expanded by epp, which reads files.
preprocessed(Source) ->
    Path = "/tmp/compare_io_lib_" ++ os:getpid() ++ ".erl",
    ok = file:write_file(Path, unicode:characters_to_binary(Source)),
    {ok, Forms} = epp:parse_file(Path, []),
    ok = file:delete(Path),
    Forms.

load_machine() ->
    Source =
        "-module(x_erts_internal).\n"
        "-export([show/3, format_float/3]).\n"
        "show(Term, Mode, Limit) ->\n"
        "    Text = unicode:characters_to_binary(text(Term, Mode)),\n"
        "    case Limit >= 0 andalso byte_size(Text) > Limit of\n"
        "        true -> {false, <<>>};\n"
        "        false -> {true, Text}\n"
        "    end.\n"
        "text(Term, write) -> io_lib:format(\"~w\", [Term]);\n"
        "text(Term, write_unicode) -> io_lib:format(\"~tw\", [Term]);\n"
        "text(Term, pretty) -> io_lib:format(\"~0p\", [Term]);\n"
        "text(Term, pretty_unicode) -> io_lib:format(\"~0tp\", [Term]).\n"
        "format_float(Control, Float, Precision) ->\n"
        "    lists:flatten(io_lib:format([$~, $., $*, Control], [Precision, Float])).\n",
    {ok, Name, Code} = compile:forms(preprocessed(Source), []),
    {module, Name} = code:load_binary(Name, "x", Code).

%%% Comparing

compare({Function, Args}) ->
    Expected = result(io_lib, Function, Args),
    case result(x_io_lib, Function, Args) of
        Expected -> true;
        Other ->
            io:format("~ts(~0tp)~n  OTP:   ~ts~n  Erlet: ~ts~n", [Function, Args, shown(Expected), shown(Other)]),
            false
    end.

shown({text, Text}) when is_list(Text) ->
    try io_lib:format("~ts", [Text]) catch _:_ -> io_lib:format("~0p", [Text]) end;
shown(Other) -> io_lib:format("~0tp", [Other]).

result(Module, Function, Args) ->
    try apply(Module, Function, Args) of
        Text when is_list(Text), Function =/= scan_format -> {text, flattened(Text)};
        Other -> {value, Other}
    catch
        error:badarg -> badarg;
        Class:Reason -> {Class, Reason}
    end.

flattened(Text) ->
    try lists:flatten(Text) catch _:_ -> Text end.

%%% Calls written by hand

fixed_calls() ->
    Terms = [a, 'B', '\x{400}a', 'if', 12, -5, 1.5, 1.0e100, "abc", "a\x{400}", [955], "", [], {}, #{}, <<>>, <<"abc">>,
             <<1, 2, 3>>, <<5:3>>, <<1, 2:7>>, <<"\x{e4}b">>, <<"\x{400}"/utf8>>, <<255, 254>>, {a}, {a, b}, {1, 2},
             [a | b],
             [a, b | c], #{a => 1, "b" => [1, 2]}, fun lists:map/2, self(), lists:seq(1, 100), lists:duplicate(200, $a),
             list_to_binary(lists:duplicate(200, $a)), list_to_binary(lists:seq(1, 255)), [[[[[]]]]], "a\nb\"c\\",
             {list_to_atom(lists:duplicate(100, $x)), lists:seq(1, 50)}, ["ab", <<"cd">>, [1, 2], {x, "y"}],
             maps:from_list([{N, {N, lists:seq(1, N)}} || N <- lists:seq(1, 30)])],
    Formats = ["~p", "~w", "~s", "~ts", "~tp", "~tw", "~lp", "~ltp", "~10p", "~30p", "~-10p", "~20.5p", "~0p", "~1p",
               "xyz ~p",
               "a\tb~p", "~10w", "~-10w|", "~.5w", "~10.3.xw", "~10s", "~-10s|", "~.3s", "~10.3s", "~10.3.xs", "~3.10s",
               "~5.5s", "~10ts", "~.2ts", "~c", "~tc", "~5c", "~5.3c", "~-5.3.xc", "~b", "~B", "~.16b", "~.16B",
               "~10.2.0b",
               "~-10b|", "~#", "~.16#", "~+", "~.36+", "~f", "~.2f", "~20.3f", "~-20.3f|", "~e", "~.3e", "~g", "~.3g",
               "~10.3.*g",
               "~i", "~n", "~~", "~3~", "~3n", "~", "~z", "~5", "~..", "~0w", "~0s", "~.0s", "~.37b", "~.1b", "~3b",
               "~2f", "~.0f",
               "~.1e", "~.0g", "~.1g", "a~wb~wc"],
    [{format, [Format, [Term]]} || Format <- Formats, Term <- Terms] ++
    [{format, [Format, [Term, Depth]]} || Format <- ["~P", "~W", "~tP", "~20P", "~lP", "~10W", "~0P"], Term <- Terms,
                                          Depth <- [-1, 0, 1, 2, 3, 4, 5, 8, 12, 20]] ++
    [{format, [Format, [-255, Prefix]]} || Format <- ["~x", "~X", "~.16x", "~.16X", "~10.16x", "~-12.16.*X"],
                                           Prefix <- ["0x", 'P', "", a, 1, <<"b">>, ["a", [$b]]]] ++
    [{format, [Format, Args]} || Format <- ["~*w", "~-*w|", "~.*f", "~*.*.*s", "~*p", "~*.*p"],
                                 Args <- [[5, a], [-5, a], [2, 1.5], [6, 3, $x, "abcdef"], [20, lists:seq(1, 20)],
                                          [20, 8, lists:seq(1, 20)], [a, b]]] ++
    [{format, [Format, []]} || Format <- ["abc", abc, <<"abc">>, "", "~n~n", 12, {a}]] ++
    [{format, [Format, ["some string to be cut"], [{chars_limit, Limit}]]}
     || Format <- ["~s", "~ts", "a ~10s", "~40s|", "~.5s", "~n~s", "~w", "~p"], Limit <- lists:seq(0, 45, 3)] ++
    [{format, ["~s", a]}, {format, ["~p ~p", [a]]}, {format, ["~p", [a, b]]}] ++
    [{Function, [Term]} || Function <- [write, print, write_atom, write_atom_as_latin1, char_list, latin1_char_list,
                                        deep_char_list, deep_latin1_char_list, printable_list, printable_latin1_list,
                                        printable_unicode_list, format_prompt], Term <- Terms] ++
    [{Function, [String]} || Function <- [write_string, write_string_as_latin1, write_unicode_string],
                             String <- ["", "abc", "a\"b'c\\", lists:seq(0, 300), [1024, 16#fffe]]] ++
    [{Function, [C]} || Function <- [write_char, write_char_as_latin1, write_unicode_char, write_latin1_char],
     C <- lists:seq(0, 300)] ++
    [{write, [Term, Depth]} || Term <- Terms, Depth <- lists:seq(-1, 8)] ++
    [{limit_term, [Term, Depth]} || Term <- Terms, Depth <- lists:seq(-1, 8)] ++
    [{print, [Term, Column, 40, Depth]} || Term <- Terms, Column <- [1, 7, 30], Depth <- [-1, 4]] ++
    [{scan_format, [Format, [b]]} || Format <- Formats] ++ fread_calls().

fread_calls() ->
    Formats = ["~d", "~u", "~-", "~#", "~f", "~s", "~c", "~a", "~l", "~~", "~2d", "~3d", "~16u", "~3u", "~3s", "~2c",
               "~3a", "~5f",
               "~ts", "~tc", "~ta", "~*d~s", "~d~d", "~d ~s", "~s~l", "a~d", " ~d", "~d,~d", "~z", "~", "~4#",
               "~*s~c", "~-~u",
               "~*c~d", "~d~n", "~0d"],
    Inputs = ["", " ", "  ", "12", "-12", "+12 ", " 12 34", "12,34", "12\n34", "abc", " abc def", "16#ff", "2#102",
              "-16#Fz",
              "1.5", "1.5e3", "-1.5e-3x", "1.", "1.5e", "a12", "a 12", "~", [1024, 1025], "ab", "0", "zz", "\n",
              "\n12\n", "a\n"],
    [{fread, [Format, Input]} || Format <- Formats, Input <- Inputs] ++
    [{fread, [State, Input, Format]}
     || Format <- Formats, Input <- [eof, "", "12", "12\n", "12\n34\n", "a b\nc", "\n", "1\r\n2\r\n"],
        State <- [[], {Format, "21", 0, []}, {Format, "", 3, [x]}]].

%%% Random calls

random_call() ->
    Term = random_term(rand:uniform(6)),
    case rand:uniform(11) of
        11 -> random_limited_call(rand:uniform(4));
        1 -> {format, [pick(["~w", "~tw", "~W", "~p", "~tp"]), [Term]]};
        2 -> {format, [pick(["~P", "~tP", "~W", "~lP", "~30P"]), [Term, rand:uniform(20)]]};
        3 -> {print, [Term, rand:uniform(30), rand:uniform(100), pick([-1, -1, rand:uniform(20)])]};
        4 -> {write, [Term, rand:uniform(10)]};
        5 -> {format, [random_prefix() ++ "~p", [Term]]};
        6 -> {format, ["~p " ++ random_prefix() ++ "~tp~n", [random_term(2), Term]]};
        7 -> {format, ["~*.*" ++ pick(["p", "tp", "lp"]), [rand:uniform(120), rand:uniform(60), Term]]};
        8 -> {format, ["~*" ++ pick(["p", "tp", "lp"]), [rand:uniform(120), Term]]};
        9 -> {format, [random_format(), [random_leaf()]]};
        10 -> {format, ["~p", [Term]]}
    end.

random_limited_call(Depth) ->
    Limit = [{chars_limit, rand:uniform(100)}],
    case rand:uniform(3) of
        1 -> {format, [pick(["~w", "~p", "~tp"]), [random_term(Depth)], Limit]};
        2 -> {write, [random_term(Depth), Limit]};
        3 -> {format, [pick(["~w ~p", "a ~p ~w", "~P"]), [random_term(Depth), rand:uniform(20)], Limit]}
    end.

random_prefix() -> lists:flatten([pick(["a", "bc ", "\t", "\n", "long text "]) || _ <- lists:seq(1, rand:uniform(5))]).

random_format() ->
    lists:flatten(["~", pick(["", "-", "10", "-10", "3", "0"]), pick(["", "", ".2", ".5", ".10", "."]),
                   pick(["", "", ".x", ".0"]), pick(["", "t", "l", "tl"]), pick("wpscfegbB#+i")]).

random_leaf() ->
    case rand:uniform(11) of
        11 -> random_text();
        1 -> rand:uniform(1000) - 500;
        2 -> rand:uniform() * math:pow(10, rand:uniform(40) - 20);
        3 -> random_atom();
        4 -> [pick("abc \n\"xyz") || _ <- lists:seq(1, rand:uniform(20))];
        5 -> list_to_binary([pick("abc xyz") || _ <- lists:seq(1, rand:uniform(40))]);
        6 -> list_to_binary([rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(40))]);
        7 -> pick([[], {}, #{}, <<>>, <<5:4>>, <<1, 2, 3:5>>, "", [1024, $a], <<1024/utf8>>, <<233>>, [233],
                   '\x{400}', 'A b',
                   <<"\x{e9}\x{e8}"/utf8>>, [0], [16#110000], -1.0, 1.0e22, 1 bsl 80]);
        8 -> rand:uniform(1 bsl 70);
        9 -> lists:seq(1, rand:uniform(60));
        10 -> random_atom()
    end.

%% Text of more than Latin letters, with characters that are made of several.
random_text() ->
    Text = [pick([$a, $\s, 233, 1024, 8364, 16#1F600, [$e, 769], [$e, 769, 776], [13, 10], 16#200B]) || _ <- lists:seq(1, rand:uniform(20))],
    Flat = lists:flatten(Text),
    case rand:uniform(3) of
        1 -> Flat;
        2 -> unicode:characters_to_binary(Flat);
        3 -> list_to_atom(Flat)
    end.

random_atom() ->
    list_to_atom([pick("abcdefgh_") || _ <- lists:seq(1, pick([1, 3, 5, 8, 12, rand:uniform(50)]))]).

random_term(0) -> random_leaf();
random_term(Depth) ->
    case rand:uniform(9) of
        1 -> random_terms(Depth);
        2 -> list_to_tuple(random_terms(Depth));
        3 -> list_to_tuple([random_atom() | random_terms(Depth)]);
        4 -> maps:from_list([{Key, random_term(Depth - 1)} || Key <- random_terms(Depth)]);
        5 -> list_to_tuple([random_atom() | random_terms(Depth)]);
        6 -> random_terms(Depth) ++ pick([[], [], random_leaf()]);
        7 -> maps:from_list([{random_atom(), Value} || Value <- random_terms(Depth)]);
        8 -> [{random_atom(), Value} || Value <- random_terms(Depth)];
        9 -> random_leaf()
    end.

random_terms(Depth) -> [random_term(rand:uniform(Depth) - 1) || _ <- lists:seq(1, rand:uniform(6))].

pick(Choices) -> lists:nth(rand:uniform(length(Choices)), Choices).
