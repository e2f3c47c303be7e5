%%% The scanner: characters to tokens, in OTP's shape `{Category, Anno}` or `{Category, Anno, Symbol}`.
%%%
%%% A token's characters are collected as they are read, since its annotation may have to show them and the place of
%%% the next token is counted from them.
-module(erl_scan).

-export([string/1, string/2, string/3, tokens/3, tokens/4, format_error/1, reserved_word/1, continuation_location/1]).
-export([category/1, column/1, end_location/1, line/1, location/1, symbol/1, text/1]).

-export_type([category/0, error_description/0, error_info/0, options/0, return_cont/0, symbol/0, token/0, tokens/0,
              tokens_result/0]).

-type category() :: atom().
-type symbol() :: atom() | float() | integer() | string().
-type token() :: {category(), erl_anno:anno(), symbol()} | {category(), erl_anno:anno()}.
-type tokens() :: [token()].
-type error_description() :: term().
-type error_info() :: {erl_anno:location(), module(), error_description()}.
-type options() :: [term()] | term().
-type tokens_result() :: {ok, tokens(), erl_anno:location()} | {eof, erl_anno:location()}
                       | {error, error_info(), erl_anno:location()}.

%% What the options ask for. `more` tells that the text may go on.
-record(scan, {white = false, comments = false, text = fun no_text/2, reserved, more = false}).
%% Characters read so far of a form whose full stop has not come.
-record(erl_scan_continuation, {text, location, options}).

-opaque return_cont() :: #erl_scan_continuation{}.

-define(IS_DIGIT(C), (C >= $0 andalso C =< $9)).
-define(IS_LOWER(C), (C >= $a andalso C =< $z orelse C >= 16#DF andalso C =< 16#FF andalso C =/= 16#F7)).
-define(IS_UPPER(C), (C >= $A andalso C =< $Z orelse C =:= $_ orelse
                      C >= 16#C0 andalso C =< 16#DE andalso C =/= 16#D7)).
-define(IS_NAME(C), (?IS_LOWER(C) orelse ?IS_UPPER(C) orelse ?IS_DIGIT(C) orelse C =:= $@)).
-define(IS_LOCATION(L), (is_integer(L) andalso L >= 0 orelse
                         tuple_size(L) =:= 2 andalso is_integer(element(1, L)) andalso element(1, L) >= 0 andalso
                         is_integer(element(2, L)) andalso element(2, L) >= 1)).
-define(IS_WHITE(C), (C >= 0 andalso C =< $\s orelse C >= 16#7F andalso C =< 16#A0)).

%%% The whole text at once

%% All tokens of a text that begins on line 1. `{error, Info, EndLocation}` when it is no text of tokens; `Info` is for
%% format_error/1 of the module that it names.
%% > erl_scan:string("f(X).").
%% {ok,[{atom,1,f},{'(',1},{var,1,'X'},{')',1},{dot,1}],1}
%% > erl_scan:string("'a").
%% {error,{1,erl_scan,{string,39,"a"}},1}
-spec string(string()) -> tokens_result().
string(Text) -> string(Text, 1, []).

%% All tokens of a text that begins on another line, or at a `{Line, Column}`: then the tokens have columns, too.
%% > erl_scan:string("a", 7).
%% {ok,[{atom,7,a}],7}
%% > erl_scan:string("a b", {7, 3}).
%% {ok,[{atom,{7,3},a},{atom,{7,5},b}],{7,6}}
-spec string(string(), erl_anno:location()) -> tokens_result().
string(Text, Location) -> string(Text, Location, []).

%% The options say what else is kept: `return`, `return_white_spaces`, `return_comments`, `text`, `{text_fun, Fun}`
%% (which tokens keep their texts, by category and text), `{reserved_word_fun, Fun}`.
%% > erl_scan:string("a b", {1, 1}).
%% {ok,[{atom,{1,1},a},{atom,{1,3},b}],{1,4}}
-spec string(string(), erl_anno:location(), options()) -> tokens_result().
string(Text, Location, Options) when is_list(Text), ?IS_LOCATION(Location) ->
    try all(Text, Location, Options, [])
    catch
        throw:{scan_error, Start, Description, End, _} -> {error, {Start, ?MODULE, Description}, End}
    end.

all(Rest, Location, Options, Tokens) ->
    case scan(Rest, Location, options(Options), Tokens) of
        {end_of_text, All, End} -> {ok, lists:reverse(All), End};
        {full_stop, More, Rest1, Next} -> all(Rest1, Next, Options, More)
    end.

%%% A form at a time

%% The tokens up to the next full stop, of a text that comes in pieces: `[]` to begin with, then the continuation that
%% was returned. `{more, Continuation}` asks for the next piece, `eof` tells that there is none; `{done, Result, Rest}`
%% gives what string/2 would, and the characters that were not needed.
%% > {more, Cont} = erl_scan:tokens([], "f(", 1), erl_scan:tokens(Cont, "X). g", 1).
%% {done,{ok,[{atom,1,f},{'(',1},{var,1,'X'},{')',1},{dot,1}],1},"g"}
%% > erl_scan:tokens([], eof, 7).
%% {done,{eof,7},eof}
-spec tokens([] | return_cont(), string() | eof, erl_anno:location()) ->
          {done, tokens_result(), string() | eof} | {more, return_cont()}.
tokens(Continuation, Text, Location) -> tokens(Continuation, Text, Location, []).

%% The tokens up to the next full stop, with the options of string/3.
%% > {done, {ok, Tokens, End}, Rest} = erl_scan:tokens([], "a. b. ", {1, 1}, []), {Tokens, End, Rest}.
%% {[{atom,{1,1},a},{dot,{1,2}}],{1,4},"b. "}
-spec tokens([] | return_cont(), string() | eof, erl_anno:location(), options()) ->
          {done, tokens_result(), string() | eof} | {more, return_cont()}.
tokens([], Text, Location, Options) when ?IS_LOCATION(Location) ->
    tokens(#erl_scan_continuation{text = [], location = Location, options = Options}, Text, Location, Options);
tokens(#erl_scan_continuation{text = Before, location = Location, options = Options}, eof, _, _) ->
    try scan(Before, Location, options(Options), []) of
        {end_of_text, [], End} -> {done, {eof, End}, eof};
        {end_of_text, Tokens, End} -> {done, {ok, lists:reverse(Tokens), End}, eof};
        {full_stop, Tokens, _, End} -> {done, {ok, lists:reverse(Tokens), End}, eof}
    catch
        throw:{scan_error, Start, Description, End, _} -> {done, {error, {Start, ?MODULE, Description}, End}, eof}
    end;
tokens(#erl_scan_continuation{text = Before, location = Location, options = Options}, Text, _, _) ->
    All = Before ++ Text,
    More = {more, #erl_scan_continuation{text = All, location = Location, options = Options}},
    try scan(All, Location, (options(Options))#scan{more = true}, []) of
        {end_of_text, _, _} -> More;
        {full_stop, Tokens, Rest, End} -> {done, {ok, lists:reverse(Tokens), End}, Rest}
    catch
        throw:{scan_error, _, _, _, []} -> More;
        throw:{scan_error, Start, Description, End, Rest} ->
            {done, {error, {Start, ?MODULE, Description}, End}, Rest}
    end.

%% Where the next characters stand.
%% > {more, Cont} = erl_scan:tokens([], "f(\n", {1, 1}), erl_scan:continuation_location(Cont).
%% {2,1}
-spec continuation_location(return_cont()) -> erl_anno:location().
continuation_location(#erl_scan_continuation{text = Text, location = Location}) -> forward(Text, Location).

options(Options) when is_list(Options) -> lists:foldl(fun option/2, #scan{reserved = fun reserved_word/1}, Options);
options(Option) -> options([Option]).

option(return, Scan) -> Scan#scan{white = true, comments = true};
option(return_white_spaces, Scan) -> Scan#scan{white = true};
option(return_comments, Scan) -> Scan#scan{comments = true};
option(text, Scan) -> Scan#scan{text = fun all_texts/2};
option({text_fun, Fun}, #scan{text = Keeps} = Scan) ->
    %% `text` goes before, wherever it stands.
    case Keeps =:= fun all_texts/2 of
        true -> Scan;
        false -> Scan#scan{text = Fun}
    end;
option({reserved_word_fun, Fun}, Scan) -> Scan#scan{reserved = Fun};
option(_, Scan) -> Scan.

no_text(_, _) -> false.

all_texts(_, _) -> true.

%% Whether an atom is a reserved word.
%% > {erl_scan:reserved_word('case'), erl_scan:reserved_word(cases)}.
%% {true,false}
-spec reserved_word(atom()) -> boolean().
reserved_word(Word) ->
    lists:member(Word, ['after', 'and', 'andalso', 'band', 'begin', 'bnot', 'bor', 'bsl', 'bsr', 'bxor', 'case',
                        'catch', 'cond', 'div', 'end', 'fun', 'if', 'let', 'not', 'of', 'or', 'orelse', 'receive',
                        'rem', 'try', 'when', 'xor']).

%%% Tokens of the text

%% Reads up to a full stop or the end; tokens are in reverse.
scan([], Location, _, Tokens) -> {end_of_text, Tokens, Location};
scan([C | Rest], Location, Scan, Tokens) when ?IS_WHITE(C) ->
    {White, Rest1} = white(C, Rest),
    Next = forward(White, Location),
    case Scan#scan.white of
        true -> scan(Rest1, Next, Scan, [{white_space, anno(white_space, White, Location, Scan), White} | Tokens]);
        false -> scan(Rest1, Next, Scan, Tokens)
    end;
scan([$% | _] = Text, Location, Scan, Tokens) ->
    {Comment, Rest} = lists:splitwith(fun(C) -> C =/= $\n end, Text),
    Next = forward(Comment, Location),
    case Scan#scan.comments of
        true -> scan(Rest, Next, Scan, [{comment, anno(comment, Comment, Location, Scan), Comment} | Tokens]);
        false -> scan(Rest, Next, Scan, Tokens)
    end;
scan(Text, Location, Scan, Tokens) ->
    case token(Text, Location, Scan) of
        {dot, Raw, Rest} ->
            {full_stop, [{dot, anno(dot, Raw, Location, Scan)} | Tokens], Rest, forward(Raw, Location)};
        {Category, Raw, Rest} ->
            scan(Rest, forward(Raw, Location), Scan, [{Category, anno(Category, Raw, Location, Scan)} | Tokens]);
        {Category, Raw, Symbol, Rest} ->
            scan(Rest, forward(Raw, Location), Scan, [{Category, anno(Category, Raw, Location, Scan), Symbol} | Tokens])
    end.

anno(Category, Raw, Location, #scan{text = Keeps}) ->
    case Keeps(Category, Raw) of
        true -> [{text, Raw}, {location, Location}];
        false -> Location
    end.

forward([], Location) -> Location;
forward([$\n | Rest], {Line, _}) -> forward(Rest, {Line + 1, 1});
forward([_ | Rest], {Line, Column}) -> forward(Rest, {Line, Column + 1});
forward([$\n | Rest], Line) -> forward(Rest, Line + 1);
forward([_ | Rest], Line) -> forward(Rest, Line).

%% A run of white space that makes one token: a newline takes the indentation that follows it along, as far as OTP
%% counts it.
white($\n, [$\s | _] = Rest) -> indentation(same($\s, Rest, 16, []));
white($\n, [$\t | _] = Rest) -> indentation(same($\t, Rest, 10, []));
white($\n, Rest) -> {"\n", Rest};
white($\s, Rest) -> same($\s, [$\s | Rest], 16, []);
white($\t, Rest) -> same($\t, [$\t | Rest], 10, []);
white(C, Rest) -> same(C, [C | Rest], infinity, []).

indentation({Run, Rest}) -> {[$\n | Run], Rest}.

same(C, [C | Rest], Most, Run) when length(Run) < Most -> same(C, Rest, Most, [C | Run]);
same(_, Rest, _, Run) -> {Run, Rest}.

token(Text, Location, Scan) ->
    try other(Text, Scan)
    catch
        throw:{bad, Description, Raw, Rest} ->
            throw({scan_error, Location, Description, forward(Raw, Location), Rest});
        throw:{bad_escape, Before, Raw, Rest} ->
            Start = forward(Before, Location),
            throw({scan_error, Start, {illegal, character}, forward(Raw, Start), Rest})
    end.

name([C | Rest], Raw) when ?IS_NAME(C) -> name(Rest, [C | Raw]);
name(Rest, Raw) -> {lists:reverse(Raw), Rest}.

atom(Text, Raw, Rest) ->
    try list_to_atom(Text)
    catch
        error:_ -> throw({bad, {illegal, atom}, Raw, Rest})
    end.

other([C | _] = Text, Scan) when ?IS_LOWER(C) ->
    {Name, Rest} = name(Text, []),
    Atom = atom(Name, Name, Rest),
    case (Scan#scan.reserved)(Atom) of
        true -> {Atom, Name, Rest};
        false -> {atom, Name, Atom, Rest}
    end;
other([C | _] = Text, _) when ?IS_UPPER(C) ->
    {Name, Rest} = name(Text, []),
    {var, Name, atom(Name, Name, Rest), Rest};
other([C | _] = Text, _) when ?IS_DIGIT(C) -> number(Text);
other([$" | Rest], _) ->
    {Raw, String, Rest1} = quoted(Rest, $", [$"], []),
    {string, Raw, String, Rest1};
other([$' | Rest], _) ->
    {Raw, Name, Rest1} = quoted(Rest, $', [$'], []),
    {atom, Raw, atom(Name, Raw, Rest1), Rest1};
other([$$ | Rest], _) -> character(Rest);
other([$., C | Rest], _) when ?IS_WHITE(C) -> {dot, [$., C], Rest};
other([$., $% | _] = [_ | Rest], _) -> {dot, ".", Rest};
other(".", #scan{more = true}) -> throw({bad, incomplete, ".", []});
other(".", _) -> {dot, ".", []};
other(Text, _) -> symbol_token(Text).

%%% Symbols

symbol_token(Text) ->
    case [Symbol || Symbol <- symbols(), lists:prefix(Symbol, Text)] of
        [Symbol | _] -> {list_to_atom(Symbol), Symbol, lists:nthtail(length(Symbol), Text)};
        [] -> single(Text)
    end.

%% Symbols of more than one character, the longer before their beginnings.
symbols() ->
    ["...", "=:=", "=/=", "..", "<<", "<-", "<=", ">>", ">=", "->", "--", "++", "=>", "==", "=<", "/=", "||", "::",
     ":=", "?="].

single([C | Rest]) when C > $\s, C < 16#7F; C > 16#A0, C =< 16#FF -> {list_to_atom([C]), [C], Rest};
single([C | Rest]) when is_integer(C) -> throw({bad, {illegal, character}, [C], Rest}).

%%% Characters and quoted text

character([]) -> throw({bad, char, "$", []});
character([$\\ | Rest]) ->
    {Raw, C, Rest1} = escape(Rest, [$\\, $$], [], char),
    {char, lists:reverse(Raw), C, Rest1};
character([C | Rest]) when is_integer(C), C >= 0, C =< 16#10FFFF -> {char, [$$, C], C, Rest}.

%% The text up to the closing quote; `Raw` is what was read, in reverse.
quoted([], Quote, Raw, Text) ->
    throw({bad, {string, Quote, lists:sublist(lists:reverse(Text), 16)}, lists:reverse(Raw), []});
quoted([Quote | Rest], Quote, Raw, Text) -> {lists:reverse(Raw, [Quote]), lists:reverse(Text), Rest};
quoted([$\\ | Rest], Quote, Raw, Text) ->
    {Raw1, C, Rest1} = escape(Rest, [$\\ | Raw], Raw, {string, Quote, Text}),
    quoted(Rest1, Quote, Raw1, [C | Text]);
quoted([C | Rest], Quote, Raw, Text) when is_integer(C), C >= 0, C =< 16#10FFFF ->
    quoted(Rest, Quote, [C | Raw], [C | Text]).

%% What an escape sequence means, after its backslash. `Before` stands before the sequence, in reverse.
escape([], Raw, _, {string, Quote, Text}) -> quoted([], Quote, Raw, Text);
escape([], Raw, _, char) -> throw({bad, char, lists:reverse(Raw), []});
escape([A, B, C | Rest], Raw, _, _) when A >= $0, A =< $7, B >= $0, B =< $7, C >= $0, C =< $7 ->
    {[C, B, A | Raw], (A - $0) * 64 + (B - $0) * 8 + C - $0, Rest};
escape([A, B | Rest], Raw, _, _) when A >= $0, A =< $7, B >= $0, B =< $7 ->
    {[B, A | Raw], (A - $0) * 8 + B - $0, Rest};
escape([A | Rest], Raw, _, _) when A >= $0, A =< $7 -> {[A | Raw], A - $0, Rest};
escape([$x, ${ | Rest], Raw, Before, Context) -> braced(Rest, [${, $x | Raw], Before, Context, []);
escape([$x, A, B | Rest] = Text, Raw, Before, _) ->
    case {digit(A), digit(B)} of
        {High, Low} when High < 16, Low < 16 -> {[B, A, $x | Raw], High * 16 + Low, Rest};
        _ -> bad_escape(tl(Text), [$x | Raw], Before)
    end;
escape([$x | Rest], Raw, Before, Context) when Rest =:= []; tl(Rest) =:= [] ->
    case [C || C <- Rest, digit(C) >= 16] of
        [] -> escape([], lists:reverse(Rest, [$x | Raw]), Before, Context);
        _ -> bad_escape(Rest, [$x | Raw], Before)
    end;
escape("^", Raw, Before, Context) -> escape([], [$^ | Raw], Before, Context);
escape([$^, C | Rest], Raw, _, _) -> {[C, $^ | Raw], C band 31, Rest};
escape([C | Rest], Raw, _, _) -> {[C | Raw], meaning(C), Rest}.

braced([$} | Rest], Raw, Before, _, [_ | _] = Digits) ->
    case list_to_integer(lists:reverse(Digits), 16) of
        C when C =< 16#10FFFF, not (C >= 16#D800 andalso C =< 16#DFFF) -> {[$} | Raw], C, Rest};
        _ -> bad_escape(Rest, [$} | Raw], Before)
    end;
braced([], Raw, Before, Context, _) -> escape([], Raw, Before, Context);
braced([C | Rest] = Text, Raw, Before, Context, Digits) ->
    case digit(C) < 16 of
        true -> braced(Rest, [C | Raw], Before, Context, [C | Digits]);
        false -> bad_escape(Text, Raw, Before)
    end.

bad_escape(Rest, Raw, Before) ->
    Sequence = lists:sublist(Raw, length(Raw) - length(Before)),
    throw({bad_escape, lists:reverse(Before), lists:reverse(Sequence), Rest}).

meaning($n) -> $\n;
meaning($r) -> $\r;
meaning($t) -> $\t;
meaning($v) -> $\v;
meaning($b) -> $\b;
meaning($f) -> $\f;
meaning($e) -> $\e;
meaning($s) -> $\s;
meaning($d) -> $\d;
meaning(C) -> C.

%%% Numbers

number(Text) ->
    {Digits, Raw, Rest} = digits(Text, 10, [], []),
    case Rest of
        [$., C | _] when ?IS_DIGIT(C) -> float_token(tl(Rest), Digits, [$. | Raw]);
        [$# | Rest1] -> based(list_to_integer(Digits), Rest1, [$# | Raw]);
        _ -> {integer, lists:reverse(Raw), list_to_integer(Digits), Rest}
    end.

%% Digits with single underscores between them; what was read is in reverse.
digits([$_, C | Rest] = Text, Base, [_ | _] = Digits, Raw) ->
    case digit(C) < Base of
        true -> digits(Rest, Base, [C | Digits], [C, $_ | Raw]);
        false -> {lists:reverse(Digits), Raw, Text}
    end;
digits([C | Rest] = Text, Base, Digits, Raw) ->
    case digit(C) < Base of
        true -> digits(Rest, Base, [C | Digits], [C | Raw]);
        false -> {lists:reverse(Digits), Raw, Text}
    end;
digits([], _, Digits, Raw) -> {lists:reverse(Digits), Raw, []}.

digit(C) when ?IS_DIGIT(C) -> C - $0;
digit(C) when C >= $a, C =< $z -> C - $a + 10;
digit(C) when C >= $A, C =< $Z -> C - $A + 10;
digit(_) -> 99.

based(Base, Text, Raw) when Base >= 2, Base =< 36 ->
    case digits(Text, Base, [], Raw) of
        {[], Raw1, Rest} -> throw({bad, {illegal, integer}, lists:reverse(Raw1), Rest});
        {Digits, Raw1, Rest} -> {integer, lists:reverse(Raw1), list_to_integer(Digits, Base), Rest}
    end;
based(Base, Text, [_ | Raw]) -> throw({bad, {base, Base}, lists:reverse(Raw), [$# | Text]}).

float_token(Text, Whole, Raw) ->
    {Fraction, Raw1, Rest} = digits(Text, 10, [], Raw),
    case Rest of
        [E | Rest1] when E =:= $e; E =:= $E -> exponent(Rest1, Whole ++ "." ++ Fraction, [E | Raw1]);
        _ -> float_value(Whole ++ "." ++ Fraction, Raw1, Rest)
    end.

exponent([Sign | Rest], Mantissa, Raw) when Sign =:= $+; Sign =:= $- ->
    exponent_digits(Rest, Mantissa ++ "e" ++ [Sign], [Sign | Raw]);
exponent(Text, Mantissa, Raw) -> exponent_digits(Text, Mantissa ++ "e", Raw).

exponent_digits(Text, Before, Raw) ->
    case digits(Text, 10, [], Raw) of
        {[], Raw1, Rest} -> throw({bad, {illegal, float}, lists:reverse(Raw1), Rest});
        {Digits, Raw1, Rest} -> float_value(Before ++ Digits, Raw1, Rest)
    end.

float_value(Text, Raw, Rest) ->
    try list_to_float(Text) of
        Value -> {float, lists:reverse(Raw), Value, Rest}
    catch
        error:_ -> throw({bad, {illegal, float}, lists:reverse(Raw), Rest})
    end.

%%% Tokens' parts

%% The category of a token.
%% > erl_scan:category({atom, 1, a}).
%% atom
-spec category(token()) -> category().
category({Category, _}) -> Category;
category({Category, _, _}) -> Category;
category(Token) -> error(badarg, [Token]).

%% The value; the category of a token that has none.
%% > erl_scan:symbol({atom, 1, a}).
%% a
-spec symbol(token()) -> symbol().
symbol({Category, _}) -> Category;
symbol({_, _, Symbol}) -> Symbol;
symbol(Token) -> error(badarg, [Token]).

%% The column of a token, or undefined.
%% > erl_scan:column({atom, {1, 5}, a}).
%% 5
-spec column(token()) -> erl_anno:column() | undefined.
column(Token) -> erl_anno:column(element(2, Token)).

%% Where a token ends, if its text is known: the option `text` keeps that.
%% > {ok, [Token], _} = erl_scan:string("hello", {1, 5}, [text]), erl_scan:end_location(Token).
%% {1,10}
-spec end_location(token()) -> erl_anno:location() | undefined.
end_location(Token) -> erl_anno:end_location(element(2, Token)).

%% The line of a token.
%% > erl_scan:line({atom, {1, 5}, a}).
%% 1
-spec line(token()) -> erl_anno:line().
line(Token) -> erl_anno:line(element(2, Token)).

%% Where a token begins.
%% > erl_scan:location({atom, {1, 5}, a}).
%% {1,5}
-spec location(token()) -> erl_anno:location().
location(Token) -> erl_anno:location(element(2, Token)).

%% The text of a token, or undefined.
%% > erl_scan:text({atom, 1, a}).
%% undefined
-spec text(token()) -> erl_anno:text() | undefined.
text(Token) -> erl_anno:text(element(2, Token)).

%%% Errors

%% What an error description says, in English.
%% > lists:flatten(erl_scan:format_error({illegal, character})).
%% "illegal character"
-spec format_error(error_description()) -> string().
format_error({string, Quote, Head}) ->
    lists:flatten(["unterminated ", quoted_name(Quote), " starting with ", io_lib:write_string(Head, Quote)]);
format_error({illegal, Type}) -> lists:flatten(io_lib:fwrite("illegal ~w", [Type]));
format_error(char) -> "unterminated character";
format_error({base, Base}) -> lists:flatten(io_lib:fwrite("illegal base '~w'", [Base]));
format_error(Other) -> lists:flatten(io_lib:write(Other)).

quoted_name($') -> "atom";
quoted_name($") -> "string".
