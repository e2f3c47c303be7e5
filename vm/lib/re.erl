%%% Regular expressions: the module `re`. The machine compiles and matches; options, captures, `replace` and `split` are here.
%%%
%%% A compiled pattern carries the pattern and its options, in `erts_internal:regex_compile`'s numbers, as a term in binary.
-module(re).

-export([compile/1, compile/2, run/2, run/3, replace/3, replace/4, split/2, split/3, inspect/2, version/0]).

-export_type([mp/0, compile_option/0]).

-type mp() :: {re_pattern, term(), term(), term(), term()}.
-type compile_option() :: atom() | {newline, atom()}.
-type option() :: atom() | tuple().

-define(UNICODE, 32).
-define(BSR_ANYCRLF, 2048).
-define(NOTBOL, 4096).
-define(NOTEOL, 8192).
-define(NEWLINE_SHIFT, 16).
-define(ANCHORED, 256).
-define(GLOBAL, 8).
-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).
-define(BADOPT, [{error_info, #{cause => badopt, module => erl_stdlib_errors}}]).

%% Options of all calls: of the compilation and of the run in numbers, the rest by name.
-record(opts, {compile = 0, run = 0, offset = 0, limit = -1, depth = -1, capture = {all, index}, errors = false, return = iodata,
               parts = infinity, group = false, newline = none}).

%% A pattern as it is run: its text, options, number of groups, names.
-record(pattern, {text, flags = 0, groups = 0, names = []}).

%%% Compiling

%% A pattern in a form that is quick to run. `{error, {Text, Position}}` when it is none.
%% > element(1, re:compile("a+")).
%% ok
%% > re:compile("(a").
%% {error,{"missing )",2}}
-spec compile(iodata() | unicode:charlist()) -> {ok, mp()} | {error, {string(), non_neg_integer()}}.
compile(Regexp) ->
    try compiled(Regexp, [])
    catch error:_ -> error(badarg, [Regexp], ?INFO)
    end.

%% As `compile/1`, with options. They are: unicode, caseless, multiline, dotall, extended, anchored, dollar_endonly,
%% ungreedy, firstline, no_auto_capture, dupnames, {newline, Kind}, ucp and others. Fails with badarg for another one.
%% > {ok, P} = re:compile("a", [caseless]), re:run("BA", P).
%% {match,[{1,1}]}
%% > {ok, P} = re:compile("a . c  # a comment", [extended, dotall]), re:run("a\nc", P, [{capture, none}]).
%% match
%% > re:compile("a", [loose]).
%% ** error:badarg
-spec compile(iodata() | unicode:charlist(), [compile_option()]) -> {ok, mp()} | {error, {string(), non_neg_integer()}}.
compile(Regexp, Options) ->
    try compiled(Regexp, Options)
    catch
        throw:badopt -> error(badarg, [Regexp, Options], ?BADOPT);
        error:_ -> error(badarg, [Regexp, Options], ?INFO)
    end.

compiled(Regexp, Options) ->
    #opts{compile = Flags} = options(Options, [compile], #opts{}),
    case prepared(Regexp, Flags) of
        #pattern{text = Text, flags = Flags, groups = Groups, names = Names} ->
            Crlf = case (Flags bsr ?NEWLINE_SHIFT) band 7 of
                       2 -> 1;
                       3 -> 1;
                       4 -> 1;
                       _ -> 0
                   end,
            Binary = packed(Text, Flags, Groups, Names),
            {ok, {re_pattern, Groups, (Flags band ?UNICODE) bsr 5, Crlf, Binary}};
        Error -> Error
    end.

%% What a compiled pattern keeps, in a form that each run takes apart quickly.
packed(Text, Flags, Groups, Names) ->
    Known = case Names of
                [] -> <<>>;
                _ -> term_to_binary(Names)
            end,
    <<Flags:32, Groups:32, (byte_size(Known)):32, Known/binary, Text/binary>>.

unpacked(<<Flags:32, Groups:32, Size:32, Known:Size/binary, Text/binary>>) ->
    Names = case Known of
                <<>> -> [];
                _ -> binary_to_term(Known)
            end,
    {Text, Flags, Groups, Names}.

%% The pattern made ready, or what is wrong with it.
prepared(Regexp, Flags) ->
    Text = bytes(Regexp, Flags),
    case erts_internal:regex_compile(Text, Flags) of
        {ok, Groups, Names} -> #pattern{text = Text, flags = Flags, groups = Groups, names = meant(Names, Flags)};
        {error, {Message, Position}} -> {error, {binary_to_list(Message), Position}}
    end.

bytes(Data, Flags) when Flags band ?UNICODE =/= 0, not is_binary(Data) ->
    Bytes = <<_/binary>> = unicode:characters_to_binary(Data),
    Bytes;
bytes(Data, _) -> iolist_to_binary(Data).

%% The groups that each name means: with dupnames all that have it, otherwise each is an entry of its own.
meant(Names, Flags) when Flags band 1024 =:= 0 -> [{Name, [Number]} || {Name, Number} <- Names];
meant(Names, _) -> [{Name, [Number || {Same, Number} <- Names, Same =:= Name]} || Name <- lists:usort([Name || {Name, _} <- Names])].

%% What a compiled pattern has: the names of its groups.
%% > {ok, P} = re:compile("(?<first>a)(?<last>b)"), re:inspect(P, namelist).
%% {namelist,[<<"first">>,<<"last">>]}
-spec inspect(mp(), namelist) -> {namelist, [binary()]}.
inspect({re_pattern, _, _, _, Binary} = MP, namelist) ->
    try unpacked(Binary) of
        {_, _, _, Names} -> {namelist, [Name || {Name, _} <- Names]}
    catch
        error:_ -> error(badarg, [MP, namelist], ?INFO)
    end;
inspect(MP, Item) -> error(badarg, [MP, Item], ?INFO).

%% The version of PCRE whose syntax is understood, and its date.
%% > hd(binary:split(re:version(), <<".">>)).
%% <<"8">>
-spec version() -> binary().
version() -> <<"8.44 2020-02-12">>.

%%% Options

%% Reads options; `Kinds` says which may stand: compile, run, replace, split. Others throw badopt.
options([Option | Options], Kinds, Opts) ->
    case option(Option, Kinds, Opts) of
        #opts{} = Next -> options(Options, Kinds, Next);
        false -> throw(badopt)
    end;
options([], _, Opts) -> Opts;
options(_, _, _) -> throw(badopt).

%% The options of replace and split; only of their own ones it is told that they are wrong.
own_options(Options, Kind) ->
    [throw(badopt) || Option <- Options, is_refused(Option, Kind)],
    try
        options(Options, [run, Kind], #opts{})
    catch
        throw:badopt -> error(badarg)
    end.

is_refused({capture, _}, _) -> true;
is_refused({capture, _, _}, _) -> true;
is_refused(report_errors, _) -> true;
is_refused({return, Type}, _) -> not lists:member(Type, [iodata, list, binary]);
is_refused({parts, Count}, split) -> Count =/= infinity andalso not (is_integer(Count) andalso Count >= 0);
is_refused(global, split) -> true;
is_refused(_, _) -> false.

option({newline, Kind}, _, #opts{compile = Flags} = Opts) ->
    Number = case Kind of
                 lf -> 0;
                 cr -> 1;
                 crlf -> 2;
                 anycrlf -> 3;
                 any -> 4;
                 _ -> throw(badopt)
             end,
    Opts#opts{compile = with_newline(Number, Flags), newline = Number};
option(anchored, Kinds, #opts{compile = Flags, run = Run} = Opts) ->
    case lists:member(run, Kinds) of
        true -> Opts#opts{run = Run bor 1};
        false -> Opts#opts{compile = Flags bor ?ANCHORED}
    end;
option(Option, Kinds, Opts) ->
    case compile_flag(Option) of
        none -> other_option(Option, Kinds, Opts);
        Flag -> Opts#opts{compile = Opts#opts.compile bor Flag}
    end.

with_newline(Number, Flags) -> (Flags band bnot (7 bsl ?NEWLINE_SHIFT)) bor (Number bsl ?NEWLINE_SHIFT).

compile_flag(caseless) -> 1;
compile_flag(multiline) -> 2;
compile_flag(dotall) -> 4;
compile_flag(extended) -> 8;
compile_flag(ungreedy) -> 16;
compile_flag(unicode) -> ?UNICODE;
compile_flag(ucp) -> 64;
compile_flag(dollar_endonly) -> 128;
compile_flag(no_auto_capture) -> 512;
compile_flag(dupnames) -> 1024;
compile_flag(firstline) -> 16384;
compile_flag(bsr_anycrlf) -> ?BSR_ANYCRLF;
compile_flag(bsr_unicode) -> 1 bsl 23;
compile_flag(never_utf) -> 1 bsl 20;
compile_flag(no_start_optimize) -> 1 bsl 21;
compile_flag(_) -> none.

other_option(Option, Kinds, Opts) ->
    case lists:member(run, Kinds) andalso run_option(Option, Kinds, Opts) of
        false -> special_option(Option, Kinds, Opts);
        Next -> Next
    end.

run_option(notempty, _, #opts{run = Run} = Opts) -> Opts#opts{run = Run bor 2};
run_option(notempty_atstart, _, #opts{run = Run} = Opts) -> Opts#opts{run = Run bor 4};
run_option(notbol, _, #opts{compile = Flags} = Opts) -> Opts#opts{compile = Flags bor ?NOTBOL};
run_option(noteol, _, #opts{compile = Flags} = Opts) -> Opts#opts{compile = Flags bor ?NOTEOL};
run_option({offset, Offset}, _, Opts) when is_integer(Offset), Offset >= 0 -> Opts#opts{offset = Offset};
run_option({match_limit, Limit}, _, Opts) when is_integer(Limit), Limit >= 0 -> Opts#opts{limit = Limit};
run_option({match_limit_recursion, Limit}, _, Opts) when is_integer(Limit), Limit >= 0 -> Opts#opts{depth = Limit};
run_option(_, _, _) -> false.

special_option(global, [run | Kinds], #opts{run = Run} = Opts) ->
    not lists:member(split, Kinds) andalso Opts#opts{run = Run bor ?GLOBAL};
special_option({capture, What}, [run], Opts) -> Opts#opts{capture = {What, index}};
special_option({capture, What, Type}, [run], Opts) when is_atom(Type) -> Opts#opts{capture = {What, Type}};
special_option(report_errors, [run], Opts) -> Opts#opts{errors = true};
special_option({return, Type}, [run, _], Opts) when Type =:= iodata; Type =:= list; Type =:= binary ->
    Opts#opts{return = Type};
special_option({parts, infinity}, [run, split], Opts) -> Opts#opts{parts = infinity};
special_option({parts, Count}, [run, split], Opts) when is_integer(Count), Count >= 0 -> Opts#opts{parts = Count};
special_option(group, [run, split], Opts) -> Opts#opts{group = true};
special_option(trim, [run, split], Opts) -> Opts#opts{parts = 0};
special_option(_, _, _) -> false.

%% The pattern to run, from a compiled one or a text, with the options of the run that are said to the translation.
pattern({re_pattern, _, _, _, Binary}, #opts{compile = Flags, newline = Newline}) ->
    {Text, Compiled, Groups, Names} = unpacked(Binary),
    %% The newline of the run is in force, not that of the compilation.
    Own = case Newline of
              none -> Compiled;
              _ -> with_newline(0, Compiled)
          end,
    Allowed = ?NOTBOL bor ?NOTEOL bor ?BSR_ANYCRLF bor (7 bsl ?NEWLINE_SHIFT),
    Flags band (bnot Allowed) =:= 0 orelse error(badarg),
    #pattern{text = Text, flags = Own bor Flags, groups = Groups, names = Names};
pattern(Regexp, #opts{compile = Flags}) -> prepared(Regexp, Flags).

%%% Running

%% Looks for a pattern. Gives `{match, [{Start, Length}, …]}` tells the bytes of the whole match and of each group, or
%% nomatch. Fails with badarg when subject or pattern are none.
%% > re:run("one two", "t(w)o").
%% {match,[{4,3},{5,1}]}
%% > re:run("one", "(").
%% ** error:badarg
-spec run(iodata() | unicode:charlist(), mp() | iodata()) -> {match, [tuple()]} | nomatch.
run(Subject, Regexp) ->
    try
        ran(Subject, Regexp, [])
    catch
        _:_ -> error(badarg, [Subject, Regexp], ?INFO)
    end.

%% As `run/2`, with options. They are: global (all matches), {capture, all | all_but_first | first | none | Groups,
%% index | list | binary}, {offset, N}, notempty, {match_limit, N}, report_errors and those of `compile/2`.
%% > re:run("one two", "(\\w+) (\\w+)", [{capture, all_but_first, list}]).
%% {match,["one","two"]}
%% > re:run("aXbX", "X", [global, {capture, none}]).
%% match
%% > re:run("key=value", "(?<k>\\w+)=(?<v>\\w+)", [{capture, [v, k], binary}]).
%% {match,[<<"value">>,<<"key">>]}
-spec run(iodata() | unicode:charlist(), mp() | iodata(), [option()]) -> {match, term()} | match | nomatch | {error, term()}.
run(Subject, Regexp, Options) ->
    try
        ran(Subject, Regexp, Options)
    catch
        throw:badopt -> error(badarg, [Subject, Regexp, Options], ?BADOPT);
        _:_ -> error(badarg, [Subject, Regexp, Options], ?INFO)
    end.

ran(Subject, Regexp, Options) ->
    #opts{errors = Errors} = Opts = options(Options, [run], #opts{}),
    case pattern(Regexp, Opts) of
        #pattern{flags = Flags} = Pattern ->
            Bytes = bytes(Subject, Flags),
            case found(Bytes, Pattern, Opts) of
                [] -> nomatch;
                Limit when is_atom(Limit), Errors -> {error, Limit};
                Limit when is_atom(Limit) -> nomatch;
                Matches -> captured(Matches, Bytes, Pattern, Opts)
            end;
        {error, Reason} when Errors -> {error, {compile, Reason}};
        {error, _} -> error(badarg)
    end.

%% The groups of each match as start and length; [] when there is none.
found(Bytes, #pattern{text = Text, flags = Flags}, #opts{run = Run, offset = Offset, limit = Limit, depth = Depth}) ->
    Ref = make_ref(),
    case answer(Ref, erts_internal:regex_run(Ref, Text, Flags, Bytes, Offset, {Run, Limit, Depth})) of
        badarg -> error(badarg);
        Answer -> Answer
    end.

answer(_, {done, Answer}) -> Answer;
answer(Ref, wait) -> receive {Ref, Answer} -> Answer end.

captured(_, _, _, #opts{capture = {none, _}}) -> match;
captured(_, _, _, #opts{capture = {[], _}}) -> match;
captured(_, _, #pattern{names = []}, #opts{capture = {all_names, _}}) -> match;
captured([Groups], _, _, #opts{run = Run, capture = {all, index}}) when Run band ?GLOBAL =:= 0 ->
    {match, until_last(Groups)};
captured(Matches, Bytes, #pattern{flags = Flags} = Pattern, #opts{run = Run, capture = {What, Type}}) ->
    Shown = [[shown(Place, Bytes, Type, Flags) || Place <- chosen(What, Groups, Pattern)] || Groups <- Matches],
    case Run band ?GLOBAL of
        0 -> {match, hd(Shown)};
        _ -> {match, Shown}
    end.

chosen(all, Groups, _) -> until_last(Groups);
chosen(all_but_first, Groups, _) -> tl(until_last(Groups));
chosen(first, Groups, _) -> [hd(Groups)];
chosen(all_names, Groups, #pattern{names = Names}) -> [place(Numbers, Groups) || {_, Numbers} <- Names];
chosen(Ids, Groups, #pattern{names = Names}) when is_list(Ids) -> [by_id(Id, Groups, Names) || Id <- Ids];
chosen(_, _, _) -> error(badarg).

%% Without the groups at the end that took no part.
until_last(Groups) ->
    case lists:last(Groups) of
        {-1, 0} -> lists:reverse(lists:dropwhile(fun(Place) -> Place =:= {-1, 0} end, lists:reverse(Groups)));
        _ -> Groups
    end.

by_id(Id, Groups, _) when is_integer(Id), Id >= 0 ->
    case Id < length(Groups) of
        true -> lists:nth(Id + 1, Groups);
        false -> {-1, 0}
    end;
by_id(Id, Groups, Names) when is_atom(Id) -> named(atom_to_binary(Id), Groups, Names);
by_id(Id, Groups, Names) -> named(iolist_to_binary(Id), Groups, Names).

%% The first group of a name that took part.
named(Name, Groups, Names) -> named(Name, Groups, list_to_tuple(Names), 1, length(Names)).

%% Of several entries of a name, which only (?J) makes, it is the one that a search by halves meets.
named(_, _, _, First, Last) when First > Last -> {-1, 0};
named(Name, Groups, Names, First, Last) ->
    Middle = (First + Last + 1) div 2,
    case element(Middle, Names) of
        {Name, Numbers} -> place(Numbers, Groups);
        {Other, _} when Other < Name -> named(Name, Groups, Names, Middle + 1, Last);
        _ -> named(Name, Groups, Names, First, Middle - 1)
    end.

%% The first of these groups that took part.
place(Numbers, Groups) ->
    case [Place || Number <- Numbers, Place <- [lists:nth(Number + 1, Groups)], Place =/= {-1, 0}] of
        [Place | _] -> Place;
        [] -> {-1, 0}
    end.

shown(Place, _, index, _) -> Place;
shown({-1, 0}, _, binary, _) -> <<>>;
shown({Start, Length}, Bytes, binary, _) -> binary:part(Bytes, Start, Length);
shown(Place, Bytes, list, Flags) ->
    Part = shown(Place, Bytes, binary, Flags),
    case Flags band ?UNICODE of
        0 -> binary_to_list(Part);
        _ -> unicode:characters_to_list(Part)
    end.

%%% Replacing

%% Replaces the first match. In the replacement `&` or `\0` is the match, `\1` or `\g{1}` a group. The result is iodata.
%% Fails with badarg when the pattern is none.
%% > re:replace("one two", "o", "0", []).
%% [<<"0">>|<<"ne two">>]
-spec replace(iodata() | unicode:charlist(), mp() | iodata(), iodata() | unicode:charlist()) -> iodata() | unicode:charlist().
replace(Subject, Regexp, Replacement) ->
    try
        replaced(Subject, Regexp, Replacement, [])
    catch
        _:_ -> error(badarg, [Subject, Regexp, Replacement], ?INFO)
    end.

%% As `replace/3`, with options. They are: global (all matches), {return, iodata | list | binary}, and those of
%% `run/3` but capture.
%% > re:replace("one two", "(o)", "<\\1>", [global, {return, list}]).
%% "<o>ne tw<o>"
-spec replace(iodata() | unicode:charlist(), mp() | iodata(), iodata() | unicode:charlist(), [option()]) ->
          iodata() | unicode:charlist().
replace(Subject, Regexp, Replacement, Options) ->
    try
        replaced(Subject, Regexp, Replacement, Options)
    catch
        throw:badopt -> error(badarg, [Subject, Regexp, Replacement, Options], ?BADOPT);
        _:_ -> error(badarg, [Subject, Regexp, Replacement, Options], ?INFO)
    end.

replaced(Subject, Regexp, Replacement, Options) ->
    Opts = own_options(Options, replace),
    #pattern{flags = Flags} = Pattern = pattern(Regexp, Opts),
    Bytes = bytes(Subject, Flags),
    Pieces = pieces(bytes(Replacement, Flags), <<>>),
    case found(Bytes, Pattern, Opts) of
        Matches when is_list(Matches), Matches =/= [] -> returned(filled(Matches, 0, Bytes, Pieces), Opts, Flags);
        _ when Opts#opts.return =:= iodata -> Subject;
        _ -> returned(Bytes, Opts, Flags)
    end.

%% A replacement as texts and numbers of groups.
pieces(<<"\\g{", Rest/binary>> = All, Text) ->
    case number(Rest, none) of
        {Number, <<"}", More/binary>>} -> piece(Text, [Number | pieces(More, <<>>)]);
        _ -> plain(All, Text)
    end;
pieces(<<"\\g", Digit, _/binary>> = All, Text) when $0 =< Digit, Digit =< $9 ->
    <<"\\g", Rest/binary>> = All,
    {Number, More} = number(Rest, none),
    piece(Text, [Number | pieces(More, <<>>)]);
pieces(<<"\\", Digit, _/binary>> = All, Text) when $1 =< Digit, Digit =< $9 ->
    <<"\\", Rest/binary>> = All,
    {Number, More} = number(Rest, none),
    piece(Text, [Number | pieces(More, <<>>)]);
pieces(<<"\\", Char, Rest/binary>>, Text) -> pieces(Rest, <<Text/binary, Char>>);
pieces(<<"&", Rest/binary>>, Text) -> piece(Text, [0 | pieces(Rest, <<>>)]);
pieces(<<>>, Text) -> piece(Text, []);
pieces(All, Text) -> plain(All, Text).

plain(<<Char, Rest/binary>>, Text) -> pieces(Rest, <<Text/binary, Char>>).

piece(<<>>, Pieces) -> Pieces;
piece(Text, Pieces) -> [Text | Pieces].

number(<<Digit, Rest/binary>>, Value) when $0 =< Digit, Digit =< $9 ->
    number(Rest, case Value of none -> Digit - $0; _ -> Value * 10 + Digit - $0 end);
number(Rest, Value) -> {Value, Rest}.

%% The subject from a byte on, its matches replaced, as OTP nests it.
filled([[{Start, Length} | _] = Groups | Matches], From, Bytes, Pieces) ->
    Before = binary:part(Bytes, From, Start - From),
    New = case Pieces of
              [Text] when is_binary(Text) -> Text;
              _ -> [part(Piece, Groups, Bytes) || Piece <- Pieces]
          end,
    Rest = filled(Matches, Start + Length, Bytes, Pieces),
    case Before of
        <<>> -> [New | Rest];
        _ -> [Before, New | Rest]
    end;
filled([], From, Bytes, _) ->
    case binary:part(Bytes, From, byte_size(Bytes) - From) of
        <<>> -> [];
        Rest -> Rest
    end.

part(Number, Groups, Bytes) when is_integer(Number) -> shown(by_id(Number, Groups, []), Bytes, binary, 0);
part(Text, _, _) -> Text.

returned(Data, #opts{return = iodata}, _) -> Data;
returned(Data, #opts{return = binary}, _) -> iolist_to_binary(Data);
returned(Data, #opts{return = list}, Flags) ->
    Bytes = iolist_to_binary(Data),
    shown({0, byte_size(Bytes)}, Bytes, list, Flags).

%%% Splitting

%% The parts between the matches, as binaries; groups of the pattern stand between them.
%% > re:split("a,b;c", "[,;]").
%% [<<"a">>,<<"b">>,<<"c">>]
%% > re:split("a1b", "(\\d)").
%% [<<"a">>,<<"1">>,<<"b">>]
-spec split(iodata() | unicode:charlist(), mp() | iodata()) -> [iodata() | unicode:charlist()].
split(Subject, Regexp) ->
    try
        divided(Subject, Regexp, [])
    catch
        _:_ -> error(badarg, [Subject, Regexp], ?INFO)
    end.

%% As `split/2`, with options. They are: {return, iodata | list | binary}, {parts, N}, trim (no empty parts at the
%% end), group (each part in a list with the groups behind it), and those of `run/3`.
%% > re:split("a,b;c", "[,;]", [{return, list}, {parts, 2}]).
%% ["a","b;c"]
%% > re:split("a,b,,", ",", [{return, list}, trim]).
%% ["a","b"]
-spec split(iodata() | unicode:charlist(), mp() | iodata(), [option()]) -> [term()].
split(Subject, Regexp, Options) ->
    try
        divided(Subject, Regexp, Options)
    catch
        throw:badopt -> error(badarg, [Subject, Regexp, Options], ?BADOPT);
        _:_ -> error(badarg, [Subject, Regexp, Options], ?INFO)
    end.

divided(Subject, Regexp, Options) ->
    Opts = own_options(Options, split),
    #pattern{flags = Flags, groups = Count} = Pattern = pattern(Regexp, Opts),
    Bytes = bytes(Subject, Flags),
    Matches = case found(Bytes, Pattern, Opts#opts{run = Opts#opts.run bor ?GLOBAL}) of
                  Limit when is_atom(Limit) -> [];
                  Found -> Found
              end,
    Useful = useful(Matches, 0, byte_size(Bytes)),
    Limited = case Opts#opts.parts of
                  Parts when is_integer(Parts), Parts > 0 -> lists:sublist(Useful, Parts - 1);
                  _ -> Useful
              end,
    Rows = rows(Limited, 0, Bytes, Count),
    Parted = case Opts#opts.group of
                 true -> Rows;
                 false -> lists:append(Rows)
             end,
    Left = case Opts#opts.parts of
               0 when Matches =/= [] -> trimmed(Parted);
               _ -> Parted
           end,
    [returned_part(Part, Opts, Flags) || Part <- Left].

%% Nothing is divided by an empty match at the very beginning or right after another match, unless a group holds something
%% and the text goes on.
useful([[{Start, Length} | Groups] = Match | Matches], From, End) ->
    Empty = Start =:= From andalso Length =:= 0,
    case Empty andalso (Start =:= End orelse lists:all(fun({_, Size}) -> Size =:= 0 end, Groups)) of
        true -> useful(Matches, From, End);
        false -> [Match | useful(Matches, Start + Length, End)]
    end;
useful([], _, _) -> [].

%% Each part with the groups of the match that ends it.
rows([[{Start, Length} | Groups] | Matches], From, Bytes, Count) ->
    Row = [binary:part(Bytes, From, Start - From) | [shown(Place, Bytes, binary, 0) || Place <- Groups]],
    [Row | rows(Matches, Start + Length, Bytes, Count)];
rows([], From, Bytes, _) -> [[binary:part(Bytes, From, byte_size(Bytes) - From)]].

%% Without empty parts, or rows of them, at the end.
trimmed(Parts) -> lists:reverse(lists:dropwhile(fun is_empty/1, lists:reverse(Parts))).

is_empty(<<>>) -> true;
is_empty([_ | _] = Row) -> lists:all(fun is_empty/1, Row);
is_empty(_) -> false.

returned_part(Row, Opts, Flags) when is_list(Row) -> [returned_part(Part, Opts, Flags) || Part <- Row];
returned_part(Part, #opts{return = list}, Flags) -> shown({0, byte_size(Part)}, Part, list, Flags);
returned_part(Part, _, _) -> Part.
