%%% Text: the module `string`. Data is a binary, a list of code points, or any nesting of both; what counts as one
%%% character is a grapheme cluster. A part of a binary is a binary; a part of a list is a list or its own tail.
%%%
%%% Numbers are read by `erlet_string_number`; the obsolete functions, which know flat lists only, are in
%%% `erlet_string_old`.
-module(string).

-export([is_empty/1, length/1, to_graphemes/1, reverse/1, equal/2, equal/3, equal/4]).
-export([slice/2, slice/3, pad/2, pad/3, pad/4, trim/1, trim/2, trim/3, chomp/1, take/2, take/3, take/4]).
-export([uppercase/1, lowercase/1, titlecase/1, casefold/1, to_integer/1, to_float/1]).
-export([prefix/2, split/2, split/3, replace/3, replace/4, find/2, find/3, lexemes/2, nth_lexeme/3]).
-export([next_codepoint/1, next_grapheme/1]).
-export([len/1, concat/2, chr/2, rchr/2, str/2, rstr/2, span/2, cspan/2, substr/2, substr/3, tokens/2, words/1,
         words/2, chars/2, chars/3, copies/2, strip/1, strip/2, strip/3, sub_word/2, sub_word/3, left/2, left/3,
         right/2, right/3, centre/2, centre/3, sub_string/2, sub_string/3, join/2, to_upper/1, to_lower/1]).
-export_type([direction/0, grapheme_cluster/0]).

-compile({no_auto_import, [length/1]}).

-type direction() :: leading | trailing.
-type grapheme_cluster() :: char() | [char()].
-type data() :: unicode:chardata().

%% What trim/1 takes off.
-define(WHITE, [[$\r, $\n], $\s, $\t, $\n, $\v, $\f, $\r, 16#85, 16#200e, 16#200f, 16#2028, 16#2029]).

%% No grapheme begins with one of these and goes on with another.
-define(IS_PLAIN(C, D), (is_integer(C) andalso C >= 0 andalso C < 256 andalso C =/= $\r andalso
                         is_integer(D) andalso D >= 0 andalso D < 256)).

%% Whether there is no character at all.
%% > string:is_empty(["", <<>>]).
%% true
-spec is_empty(data()) -> boolean().
is_empty([Head | Tail]) -> is_empty(Head) andalso is_empty(Tail);
is_empty(Data) -> Data =:= [] orelse Data =:= <<>>.

%% The number of graphemes.
%% > string:length("grün").
%% 4
-spec length(data()) -> non_neg_integer().
length(Data) -> count(Data, 0).

count(Data, N) when is_binary(Data), Data =/= <<>> ->
    case plain_bytes(Data, byte_size(Data)) of
        0 -> count_next(Data, N);
        Plain -> count(binary_part(Data, Plain, byte_size(Data) - Plain), N + Plain)
    end;
count([C, D | _] = Data, N) when ?IS_PLAIN(C, D) -> count(tl(Data), N + 1);
count(Data, N) ->
    count_next(Data, N).

count_next(Data, N) ->
    case grapheme(Data) of
        [_ | Rest] -> count(Rest, N + 1);
        [] -> N;
        {error, Rest} -> error({badarg, Rest})
    end.

%% How many bytes in front, at most `Most`, are graphemes of one byte each.
plain_bytes(Data, Most) -> plain_bytes(Data, Most, 0).

plain_bytes(<<C, Rest/binary>>, Most, N) when Most > N, C < 128, C =/= $\r -> plain_bytes(Rest, Most, N + 1);
%% What follows may belong to the last one.
plain_bytes(<<C, _/binary>>, _, N) when C >= 128, N > 0 -> N - 1;
plain_bytes(_, _, N) -> N.

%% The graphemes.
%% > string:to_graphemes([$a, $e, 769]).
%% [97,[101,769]]
-spec to_graphemes(data()) -> [grapheme_cluster()].
to_graphemes(Data) -> lists:reverse(reverse(Data)).

%% The graphemes, last to first.
%% > string:reverse("abc").
%% "cba"
-spec reverse(data()) -> [grapheme_cluster()].
reverse(Data) -> reverse(Data, []).

reverse(Data, Acc) ->
    case grapheme(Data) of
        [Grapheme | Rest] -> reverse(Rest, [Grapheme | Acc]);
        [] -> Acc;
        {error, Rest} -> error({badarg, Rest})
    end.

%% Whether two texts have the same code points.
%% > string:equal("abc", <<"abc">>).
%% true
-spec equal(data(), data()) -> boolean().
equal(A, B) when is_binary(A), is_binary(B) ->
    A =:= B;
equal(A, B) when is_list(A); is_binary(A) ->
    same(A, B);
equal(A, B) ->
    error(function_clause, [A, B]).

same([C | A], [C | B]) when is_integer(C) ->
    same(A, B);
same([], B) ->
    is_empty(B);
same(A, B) ->
    agree(erts_internal:next_codepoint(A), erts_internal:next_codepoint(B), fun same/2).

%% Whether two texts begin with the same character, and `Rests` says that they go on so.
agree(A, B, Rests) ->
    case {A, B} of
        {[C | RestA], [C | RestB]} -> Rests(RestA, RestB);
        {[_ | _], [_ | _]} -> false;
        {[], []} -> true;
        {[], [_ | _]} -> false;
        {[_ | _], []} -> false
    end.

%% As equal/2, with or without regard to case.
%% > string:equal("ABC", "abc", true).
%% true
-spec equal(data(), data(), boolean()) -> boolean().
equal(A, A, true) when is_list(A); is_binary(A) -> true;
equal(A, B, true) when is_list(A), is_list(B); is_list(A), is_binary(B); is_binary(A), is_list(B);
                       is_binary(A), is_binary(B) -> same_folded(A, B);
equal(A, B, false) -> equal(A, B);
equal(A, B, IgnoreCase) -> error(function_clause, [A, B, IgnoreCase]).

%% Characters are folded one by one, as far as the texts agree.
same_folded([C | A], [D | B]) when is_integer(C), C >= 0, C < 128, is_integer(D), D >= 0, D < 128 ->
    small(C) =:= small(D) andalso same_folded(A, B);
same_folded(A, B) ->
    agree(folded(A), folded(B), fun same_folded/2).

%% What the next character folds to, before the rest: folding that once more changes nothing.
folded(Data) ->
    case erts_internal:next_codepoint(Data) of
        [C | Rest] -> erts_internal:convert_case(fold, [C]) ++ Rest;
        [] -> [];
        {error, Rest} -> error({badarg, Rest})
    end.

small(Char) when $A =< Char, Char =< $Z -> Char + 32;
small(Char) -> Char.

%% As equal/3, after a normal form.
%% > string:equal("é", [$e, 769], false, nfc).
%% true
-spec equal(data(), data(), boolean(), none | nfc | nfd | nfkc | nfkd) -> boolean().
equal(A, B, IgnoreCase, none) -> equal(A, B, IgnoreCase);
equal(A, B, true, Form) -> normal(Form, letters(A)) =:= normal(Form, letters(B));
equal(A, B, false, Form) -> normal(Form, A) =:= normal(Form, B).

letters(Data) ->
    try casefold(Data) catch error:{badarg, _} -> error(function_clause) end.

normal(Form, Data) when is_atom(Form) ->
    try normal_form(Form, Data) of
        Normal when is_binary(Normal) -> Normal;
        _ -> error(function_clause)
    catch
        error:badarg -> error(function_clause)
    end;
normal(_, _) ->
    error(badarg).

normal_form(nfc, Data) -> unicode:characters_to_nfc_binary(Data);
normal_form(nfd, Data) -> unicode:characters_to_nfd_binary(Data);
normal_form(nfkc, Data) -> unicode:characters_to_nfkc_binary(Data);
normal_form(nfkd, Data) -> unicode:characters_to_nfkd_binary(Data);
normal_form(_, _) -> error(undef).

%%% Parts

%% What follows the first graphemes.
%% > string:slice("hello", 2).
%% "llo"
-spec slice(data(), non_neg_integer()) -> data().
slice(Data, 0) -> Data;
slice(Data, Start) when is_binary(Data), is_integer(Start), Start > 0 -> skip_bytes(Data, Start);
slice(Data, Start) when is_integer(Start), Start > 0 -> element(2, skip(Data, Start, [])).

%% As slice/2, but no more than some graphemes.
%% > string:slice("hello", 1, 3).
%% "ell"
-spec slice(data(), non_neg_integer(), infinity | non_neg_integer()) -> data().
slice(Data, Start, infinity) ->
    slice(Data, Start);
slice(Data, _, 0) ->
    empty(Data);
slice(Data, Start, Length) when is_integer(Start), Start >= 0, is_integer(Length), Length >= 0 ->
    From = slice(Data, Start),
    part(From, Length).

part(From, Length) when is_binary(From) ->
    before(From, [], skip_bytes(From, Length));
part(From, Length) ->
    {Acc, Rest} = skip(From, Length, []),
    before(From, Acc, Rest).

%% What follows the first graphemes of a binary.
skip_bytes(Data, 0) ->
    Data;
skip_bytes(Data, N) ->
    case plain_bytes(Data, N) of
        0 ->
            {_, Rest} = skip(Data, 1, []),
            if Rest =:= <<>> -> Rest; true -> skip_bytes(Rest, N - 1) end;
        Plain -> skip_bytes(binary_part(Data, Plain, byte_size(Data) - Plain), N - Plain)
    end.

%% Steps over graphemes, which come last to first.
skip(Data, 0, Acc) ->
    {Acc, Data};
skip([C, D | _] = Data, N, Acc) when ?IS_PLAIN(C, D) ->
    skip(tl(Data), N - 1, [C | Acc]);
skip(Data, N, Acc) ->
    case grapheme(Data) of
        [Grapheme | Rest] -> skip(Rest, N - 1, [Grapheme | Acc]);
        [] -> {Acc, empty(Data)};
        {error, Rest} -> error({badarg, Rest})
    end.

%% Fills up with blanks at the end.
%% > string:pad("ab", 4).
%% ["ab",32,32]
-spec pad(data(), integer()) -> unicode:charlist().
pad(Data, Length) -> pad(Data, Length, trailing, $\s).

%% Fills up with blanks.
%% > lists:flatten(string:pad("ab", 4, leading)).
%% "  ab"
-spec pad(data(), integer(), direction() | both) -> unicode:charlist().
pad(Data, Length, Where) -> pad(Data, Length, Where, $\s).

%% Fills up with a grapheme.
%% > lists:flatten(string:pad("7", 3, leading, $0)).
%% "007"
-spec pad(data(), integer(), direction() | both, grapheme_cluster()) -> unicode:charlist().
pad(Data, Length, trailing, Char) when is_integer(Length) ->
    [Data | copies_of(Char, Length - length(Data), [])];
pad(Data, Length, leading, Char) when is_integer(Length) ->
    [copies_of(Char, Length - length(Data), []), Data];
pad(Data, Length, both, Char) when is_integer(Length) ->
    Missing = max(Length - length(Data), 0),
    Half = copies_of(Char, Missing div 2, []),
    [Half, Data, Half | copies_of(Char, Missing rem 2, [])].

copies_of(Char, N, Acc) when N > 0 -> copies_of(Char, N - 1, [Char | Acc]);
copies_of(_, _, Acc) -> Acc.

%% Takes white space off both ends.
%% > string:trim("  hello\n").
%% "hello"
-spec trim(data()) -> data().
trim(Data) -> trim(Data, both, ?WHITE).

%% Takes white space off an end.
%% > string:trim("  hello ", leading).
%% "hello "
-spec trim(data(), direction() | both) -> data().
trim(Data, Where) -> trim(Data, Where, ?WHITE).

%% Takes some graphemes off an end.
%% > string:trim("--x--", both, "-").
%% "x"
-spec trim(data(), direction() | both, [grapheme_cluster()]) -> data().
trim(Data, _, []) ->
    Data;
trim(Data, leading, Seps) when is_list(Seps) ->
    element(2, span(Data, Seps, true, []));
trim(Data, trailing, Seps) when is_list(Seps) ->
    element(1, split_end(Data, Seps, true));
trim(Data, both, Seps) when is_list(Seps) ->
    trim(trim(Data, leading, Seps), trailing, Seps).

%% Takes line ends off the end.
%% > string:chomp("line\n").
%% "line"
-spec chomp(data()) -> data().
chomp(Data) -> trim(Data, trailing, [[$\r, $\n], $\n]).

%% As take/4, in front, of the characters given.
%% > string:take("aabc", "a").
%% {"aa","bc"}
-spec take(data(), [grapheme_cluster()]) -> {data(), data()}.
take(Data, Chars) -> take(Data, Chars, false, leading).

%% As take/4, in front.
%% > string:take("key=value", "=", true).
%% {"key","=value"}
-spec take(data(), [grapheme_cluster()], boolean()) -> {data(), data()}.
take(Data, Chars, Complement) -> take(Data, Chars, Complement, leading).

%% Divides where the run of characters that are (or are not) among those given ends or, from behind, begins.
%% > string:take("file.tar.gz", ".", true, trailing).
%% {"file.tar.","gz"}
-spec take(data(), [grapheme_cluster()], boolean(), direction()) -> {data(), data()}.
take(Data, [], Complement, Direction) ->
    case {Complement, Direction} of
        {false, leading} -> {empty(Data), Data};
        {true, leading} -> {Data, empty(Data)};
        {false, trailing} -> {Data, empty(Data)};
        {true, trailing} -> {empty(Data), Data}
    end;
take(Data, Chars, Complement, leading) when is_list(Chars), Complement =:= true; Complement =:= false ->
    {Acc, Rest} = span(Data, Chars, not Complement, []),
    {before(Data, Acc, Rest), Rest};
take(Data, Chars, Complement, trailing) when is_list(Chars), Complement =:= true; Complement =:= false ->
    split_end(Data, Chars, not Complement).

%% The run in front of graphemes that are among these, or that are not, last to first, and the rest. A run of others
%% goes on by code points, so that a separator is also found at the end of a grapheme. Bytes that are no characters are
%% among nothing. Many at once are lists of characters, or `{run, Binary}`.
span([C, D | _] = Data, Chars, Among, Acc) when ?IS_PLAIN(C, D) ->
    case erts_internal:plain_run(Data, Chars, Among) of
        {Run, Rest} -> {[Run | Acc], Rest};
        [Run | Rest] -> span(Rest, Chars, Among, [Run | Acc])
    end;
span(<<C, D, _/binary>> = Data, Chars, Among, Acc) when C < 128, C =/= $\r, D < 128 ->
    case erts_internal:plain_run(Data, Chars, Among) of
        {Run, Rest} -> {[{run, Run} | Acc], Rest};
        [Run | Rest] -> span(Rest, Chars, Among, [{run, Run} | Acc])
    end;
span(Data, Chars, Among, Acc) ->
    case grapheme(Data) of
        [Grapheme | _] = All ->
            case lists:member(Grapheme, Chars) of
                true when Among -> span(tl(All), Chars, true, [Grapheme | Acc]);
                false when not Among ->
                    [Skipped | Rest] = skipped(Data, All, Chars),
                    span(Rest, Chars, false, [Skipped | Acc]);
                _ -> {Acc, Data}
            end;
        [] -> {Acc, empty(Data)};
        {error, [Bytes | _]} when Among -> error({badarg, Bytes});
        {error, Bytes} when Among -> error({badarg, Bytes});
        {error, _} -> {[Data | Acc], empty(Data)}
    end.

%% The next code point and the rest, when the next grapheme and the rest are known.
step(Data, [Grapheme | _]) when is_list(Grapheme) -> erts_internal:next_codepoint(Data);
step(_, Stepped) -> Stepped.

%% As step/2, but a grapheme that begins as one of these is stepped over as a whole.
skipped(Data, [[Char | _] | _] = All, Chars) ->
    case begins(Char, Chars) of
        true -> All;
        false -> step(Data, All)
    end;
skipped(_, All, _) ->
    All.

begins(Char, [Char | _]) -> true;
begins(Char, [[Char | _] | _]) -> true;
begins(Char, [_ | Chars]) -> begins(Char, Chars);
begins(_, []) -> false.

%% As span/4 from behind: all before that run, and the run.
split_end(Data, Chars, true) ->
    {Acc, Run} = last_run(Data, Chars, []),
    {before(Data, Acc, Run), Run};
split_end(Data, Chars, false) when is_binary(Data) ->
    split_binary(Data, end_of(Data, Data, Chars, 0));
split_end(Data, Chars, false) ->
    others(reverse(Data), Chars, []).

%% The run at the end of graphemes that are among these, and what precedes it, last to first.
last_run(Data, Chars, Acc) ->
    {Others, From} = span(Data, Chars, false, Acc),
    {Run, Rest} = span(From, Chars, true, []),
    case is_empty(Rest) of
        true -> {Others, From};
        false -> last_run(Rest, Chars, Run ++ Others)
    end.

%% Where in a binary the last of these characters ends.
end_of(Rest, Data, Chars, Size) ->
    {_, From} = span(Rest, Chars, false, []),
    case grapheme(From) of
        [_ | Next] -> end_of(Next, Data, Chars, byte_size(Data) - byte_size(Next));
        [] -> Size
    end.

%% Divides reversed graphemes at the first of these characters.
others([Grapheme | Rest] = All, Chars, Acc) ->
    case lists:member(Grapheme, Chars) of
        true -> {chars_of(All, []), Acc};
        false -> others(Rest, Chars, chars_of([Grapheme], Acc))
    end;
others([], _, Acc) ->
    {[], Acc}.

%%% Case, and numbers

%% Capitals.
%% > string:uppercase(<<"hello">>).
%% <<"HELLO">>
%% > string:uppercase("ß").
%% "SS"
-spec uppercase(data()) -> data().
uppercase(Data) when is_list(Data); is_binary(Data) -> erts_internal:convert_case(upper, Data);
uppercase(Data) -> error({badarg, Data}).

%% Small letters.
%% > string:lowercase("HeLLo").
%% "hello"
-spec lowercase(data()) -> data().
lowercase(Data) when is_list(Data); is_binary(Data) -> erts_internal:convert_case(lower, Data);
lowercase(Data) -> error({badarg, Data}).

%% Letters for comparison without regard to case.
%% > string:casefold("Straße").
%% "strasse"
-spec casefold(data()) -> data().
casefold(Data) when is_list(Data); is_binary(Data) -> erts_internal:convert_case(fold, Data);
casefold(Data) -> error({badarg, Data}).

%% A capital in front.
%% > string:titlecase("hello World").
%% "Hello World"
-spec titlecase(data()) -> data().
titlecase([Char | Rest]) when is_integer(Char), Char >= 0, Char < 128 -> [capital(Char) | Rest];
titlecase(<<Char, Rest/binary>>) when Char < 128 -> <<(capital(Char)), Rest/binary>>;
titlecase(Data) ->
    case erts_internal:next_codepoint(Data) of
        [Char | Rest] when is_binary(Data) ->
            Title = unicode:characters_to_binary(erts_internal:titlecase(Char)),
            <<Title/binary, Rest/binary>>;
        [Char | Rest] when is_binary(Rest) -> erts_internal:titlecase(Char) ++ [Rest];
        [Char | Rest] -> erts_internal:titlecase(Char) ++ Rest;
        [] -> empty(Data);
        {error, Rest} -> error({badarg, Rest})
    end.

capital(Char) when $a =< Char, Char =< $z -> Char - 32;
capital(Char) -> Char.

%% The integer in front, and the rest.
%% > string:to_integer("12 apples").
%% {12," apples"}
%% > string:to_integer("x").
%% {error,no_integer}
-spec to_integer(data()) -> {integer(), data()} | {error, no_integer | badarg}.
to_integer(Data) -> erlet_string_number:to_integer(Data).

%% The float in front, and the rest; a comma may stand for the point.
%% > string:to_float("1.5kg").
%% {1.5,"kg"}
%% > string:to_float("1").
%% {error,no_float}
-spec to_float(data()) -> {float(), data()} | {error, no_float | badarg}.
to_float(Data) -> erlet_string_number:to_float(Data).

%%% Search

%% What follows a text in front.
%% > string:prefix("prefix of", "pre").
%% "fix of"
%% > string:prefix("abc", "x").
%% nomatch
-spec prefix(data(), data()) -> nomatch | data().
prefix(Data, Prefix) -> after_all(pattern(Prefix), Data).

%% What follows these graphemes in front.
after_all([Grapheme | Graphemes], Data) ->
    case grapheme(Data) of
        [Grapheme | Rest] -> after_all(Graphemes, Rest);
        _ -> nomatch
    end;
after_all([], Data) ->
    Data.

pattern([Char] = Data) when is_integer(Char), Char >= 0, Char < 128 -> Data;
pattern(Data) -> to_graphemes(unicode:characters_to_list(Data)).

%% Both sides of the first occurrence of a text.
%% > string:split("a.b.c", ".").
%% ["a","b.c"]
-spec split(data(), data()) -> [data()].
split(Data, Pattern) -> split(Data, Pattern, leading).

%% Both sides of the first or last occurrence of a text, or all between its occurrences.
%% > string:split("a.b.c", ".", all).
%% ["a","b","c"]
%% > string:split("a.b.c", ".", trailing).
%% ["a.b","c"]
-spec split(data(), data(), direction() | all) -> [data()].
split(Data, Pattern, Where) ->
    case is_empty(Pattern) of
        true -> [Data];
        false -> split_at(Data, pattern(Pattern), Where)
    end.

split_at(Data, Graphemes, Where) ->
    case search(Data, Graphemes, Where) of
        nomatch -> [Data];
        {Acc, At, Rest} when Where =:= all -> [before(Data, Acc, At) | split_at(Rest, Graphemes, all)];
        {Acc, At, Rest} when Where =:= leading; Where =:= trailing -> [before(Data, Acc, At), Rest];
        {_, _, Rest} -> error({case_clause, Rest})
    end.

%% The graphemes before an occurrence, last to first, the data from it on, and the data after it.
search(Data, _, _) when not is_list(Data), not is_binary(Data) -> error({badmatch, Data});
search(Data, Graphemes, trailing) when is_binary(Data) -> bytes_last(Data, bytes(Graphemes), Graphemes, 0, nomatch);
search(Data, Graphemes, _) when is_binary(Data) -> bytes_first(Data, bytes(Graphemes), Graphemes, 0);
search(Data, Graphemes, trailing) -> search_last(Data, Graphemes, [], nomatch);
search(Data, Graphemes, _) -> search_first(Data, Graphemes, []).

search_first([C, D | _] = Data, [First | _] = Graphemes, Acc) when C =/= First, ?IS_PLAIN(C, D) ->
    case erts_internal:plain_run(Data, [First], false) of
        {Run, Rest} -> search_first(Rest, Graphemes, [Run | Acc]);
        [Run | Rest] -> search_first(Rest, Graphemes, [Run | Acc])
    end;
search_first(Data, [First | Others] = Graphemes, Acc) ->
    case grapheme(Data) of
        [First | Rest] = All ->
            case after_all(Others, Rest) of
                nomatch -> search_next(step(Data, All), Graphemes, Acc);
                After -> {Acc, Data, After}
            end;
        [_ | _] = All -> search_next(step(Data, All), Graphemes, Acc);
        [] -> nomatch;
        {error, _} -> nomatch
    end.

search_next([Char | Rest], Graphemes, Acc) -> search_first(Rest, Graphemes, [Char | Acc]).

search_last(Data, Graphemes, Acc, Found) ->
    case search_first(Data, Graphemes, Acc) of
        nomatch -> Found;
        {Before, At, _} = Better ->
            [Char | Rest] = step(At, grapheme(At)),
            search_last(Rest, Graphemes, [Char | Before], Better)
    end.

bytes(Graphemes) -> unicode:characters_to_binary(Graphemes).

%% In a binary the bytes lead to the places to look at.
bytes_first(Data, Bytes, Graphemes, From) ->
    case binary:match(Data, Bytes, [{scope, {From, byte_size(Data) - From}}]) of
        nomatch -> nomatch;
        {At, _} ->
            <<_:At/binary, Rest/binary>> = Data,
            case after_all(Graphemes, Rest) of
                nomatch -> bytes_first(Data, Bytes, Graphemes, At + 1);
                After -> {[], Rest, After}
            end
    end.

bytes_last(Data, Bytes, Graphemes, From, Found) ->
    case bytes_first(Data, Bytes, Graphemes, From) of
        nomatch -> Found;
        {_, Rest, _} = Better ->
            bytes_last(Data, Bytes, Graphemes, byte_size(Data) - byte_size(Rest) + 1, Better)
    end.

%% A text with the first occurrence of another replaced, as pieces.
%% > string:replace("a-b-c", "-", "+").
%% ["a","+","b-c"]
-spec replace(data(), data(), data()) -> [data()].
replace(Data, Pattern, New) -> replace(Data, Pattern, New, leading).

%% As replace/3, the first, the last or all of them.
%% > lists:append(string:replace("a-b-c", "-", "+", all)).
%% "a+b+c"
-spec replace(data(), data(), data(), direction() | all) -> [data()].
replace(Data, Pattern, New, Where) -> between(New, split(Data, Pattern, Where)).

between(New, [Piece | [_ | _] = Pieces]) -> [Piece, New | between(New, Pieces)];
between(_, [Piece]) -> [Piece].

%% The data from the first occurrence of a text on.
%% > string:find("hello world", "wo").
%% "world"
%% > string:find("hello", "x").
%% nomatch
-spec find(data(), data()) -> data() | nomatch.
find(Data, Pattern) -> find(Data, Pattern, leading).

%% The data from the first or last occurrence of a text on.
%% > string:find("a/b/c", "/", trailing).
%% "/c"
-spec find(data(), data(), direction()) -> data() | nomatch.
find(Data, Pattern, Where) ->
    case is_empty(Pattern) of
        true -> Data;
        false -> found(Data, unicode:characters_to_list(Pattern), Where)
    end.

found(Data, Chars, Where) when is_list(Chars), Where =:= leading; is_list(Chars), Where =:= trailing ->
    case search(Data, to_graphemes(Chars), Where) of
        nomatch -> nomatch;
        {_, At, _} -> At
    end;
found(_, _, Where) when Where =:= leading; Where =:= trailing ->
    error(badarg).

%% The texts between separators.
%% > string:lexemes("one  two,three", " ,").
%% ["one","two","three"]
-spec lexemes(data(), [grapheme_cluster()]) -> [data()].
lexemes([], _) -> [];
lexemes(Data, []) -> [Data];
lexemes(Data, Seps) when is_list(Seps) ->
    lexemes_of(Data, Seps).

lexemes_of(Data, Seps) ->
    case lexeme(Data, Seps) of
        none -> [];
        {Lexeme, Rest} -> [Lexeme | lexemes_of(Rest, Seps)]
    end.

lexeme(Data, Seps) ->
    {_, Start} = span(Data, Seps, true, []),
    case is_empty(Start) of
        true -> none;
        false ->
            {Acc, Rest} = span(Start, Seps, false, []),
            {before(Start, Acc, Rest), Rest}
    end.

%% A text between separators by its number.
%% > string:nth_lexeme("one two three", 2, " ").
%% "two"
-spec nth_lexeme(data(), pos_integer(), [grapheme_cluster()]) -> data().
nth_lexeme(Data, 1, []) ->
    Data;
nth_lexeme([], N, []) when is_integer(N), N > 0 ->
    [];
nth_lexeme([Char | _], N, []) when is_integer(Char), is_integer(N), N > 0 ->
    [];
nth_lexeme(_, N, []) when is_integer(N), N > 0 ->
    error(badarg);
nth_lexeme(Data, N, Seps) when is_integer(N), N > 0, is_list(Seps) ->
    case lexeme(Data, Seps) of
        none -> empty(Data);
        {Lexeme, _} when N =:= 1 -> Lexeme;
        {_, Rest} -> nth_lexeme(Rest, N - 1, Seps)
    end.

%%% Characters

%% The first code point and the rest.
%% > string:next_codepoint(<<"ab">>).
%% [97|<<"b">>]
-spec next_codepoint(data()) -> maybe_improper_list(char(), data()) | {error, data()}.
next_codepoint(Data) -> erts_internal:next_codepoint(Data).

%% The first grapheme and the rest.
%% > string:next_grapheme([$e, 769, $x]).
%% [[101,769],120]
-spec next_grapheme(data()) -> maybe_improper_list(grapheme_cluster(), data()) | {error, data()}.
next_grapheme(Data) -> erts_internal:next_grapheme(Data).

%% As next_grapheme/1, with short cuts.
grapheme([C, D | _] = Data) when ?IS_PLAIN(C, D) ->
    Data;
grapheme(<<C, Rest/binary>> = Data) when C < 128, C =/= $\r ->
    case Rest of
        <<D, _/binary>> when D >= 128 -> erts_internal:next_grapheme(Data);
        _ -> [C | Rest]
    end;
grapheme(Data) ->
    erts_internal:next_grapheme(Data).

%% The end of a text.
empty(Data) when is_binary(Data) -> <<>>;
empty(_) -> [].

%% A text without a rest of it, which these graphemes precede, last to first.
before(Data, _, Rest) when is_binary(Data) -> binary_part(Data, 0, byte_size(Data) - byte_size(Rest));
before(_, Acc, _) -> chars_of(Acc, []).

chars_of([Run], []) when is_list(Run) -> Run;
chars_of([Run | Acc], Chars) when is_list(Run) -> chars_of(Acc, Run ++ Chars);
chars_of([{run, Run} | Acc], Chars) -> chars_of(Acc, binary_to_list(Run) ++ Chars);
chars_of([Char | Acc], Chars) -> chars_of(Acc, [Char | Chars]);
chars_of([], Chars) -> Chars.

%%% Obsolete functions

%% The length of a list.
%% > string:len("abc").
%% 3
-spec len(string()) -> non_neg_integer().
len(A) -> erlet_string_old:len(A).

%% One list after another.
%% > string:concat("ab", "cd").
%% "abcd"
-spec concat(string(), string()) -> string().
concat(A, B) -> erlet_string_old:concat(A, B).

%% The place of a character, or 0.
%% > string:chr("hello", $l).
%% 3
-spec chr(string(), char()) -> non_neg_integer().
chr(A, B) -> erlet_string_old:chr(A, B).

%% The last place of a character, or 0.
%% > string:rchr("hello", $l).
%% 4
-spec rchr(string(), char()) -> non_neg_integer().
rchr(A, B) -> erlet_string_old:rchr(A, B).

%% The place of a text, or 0.
%% > string:str("banana", "an").
%% 2
-spec str(string(), string()) -> non_neg_integer().
str(A, B) -> erlet_string_old:str(A, B).

%% The last place of a text, or 0.
%% > string:rstr("banana", "an").
%% 4
-spec rstr(string(), string()) -> non_neg_integer().
rstr(A, B) -> erlet_string_old:rstr(A, B).

%% How many characters in front are among these.
%% > string:span("aabbc", "ab").
%% 4
-spec span(string(), string()) -> non_neg_integer().
span(A, B) -> erlet_string_old:span(A, B).

%% How many characters in front are not among these.
%% > string:cspan("abc 123", " ").
%% 3
-spec cspan(string(), string()) -> non_neg_integer().
cspan(A, B) -> erlet_string_old:cspan(A, B).

%% The characters from a place on.
%% > string:substr("hello", 3).
%% "llo"
-spec substr(string(), pos_integer()) -> string().
substr(A, B) -> erlet_string_old:substr(A, B).

%% Some characters from a place on.
%% > string:substr("hello", 2, 3).
%% "ell"
-spec substr(string(), pos_integer(), non_neg_integer()) -> string().
substr(A, B, C) -> erlet_string_old:substr(A, B, C).

%% The texts between separators.
%% > string:tokens("one, two", ", ").
%% ["one","two"]
-spec tokens(string(), string()) -> [string()].
tokens(A, B) -> erlet_string_old:tokens(A, B).

%% The number of words between blanks.
%% > string:words("one two three").
%% 3
-spec words(string()) -> pos_integer().
words(A) -> erlet_string_old:words(A).

%% The number of words between separators.
%% > string:words("one,two", $,).
%% 2
-spec words(string(), char()) -> pos_integer().
words(A, B) -> erlet_string_old:words(A, B).

%% A character some times.
%% > string:chars($x, 3).
%% "xxx"
-spec chars(char(), non_neg_integer()) -> string().
chars(A, B) -> erlet_string_old:chars(A, B).

%% A character some times, before a tail.
%% > string:chars($x, 2, "y").
%% "xxy"
-spec chars(char(), non_neg_integer(), string()) -> string().
chars(A, B, C) -> erlet_string_old:chars(A, B, C).

%% A text some times.
%% > string:copies("ab", 3).
%% "ababab"
-spec copies(string(), non_neg_integer()) -> string().
copies(A, B) -> erlet_string_old:copies(A, B).

%% Takes blanks off both ends.
%% > string:strip("  ab ").
%% "ab"
-spec strip(string()) -> string().
strip(A) -> erlet_string_old:strip(A).

%% Takes blanks off an end.
%% > string:strip("  ab ", left).
%% "ab "
-spec strip(string(), left | right | both) -> string().
strip(A, B) -> erlet_string_old:strip(A, B).

%% Takes a character off an end.
%% > string:strip("..ab.", both, $.).
%% "ab"
-spec strip(string(), left | right | both, char()) -> string().
strip(A, B, C) -> erlet_string_old:strip(A, B, C).

%% A word by its number.
%% > string:sub_word("one two three", 2).
%% "two"
-spec sub_word(string(), pos_integer()) -> string().
sub_word(A, B) -> erlet_string_old:sub_word(A, B).

%% A word by its number, with its separator.
%% > string:sub_word("one,two,three", 3, $,).
%% "three"
-spec sub_word(string(), pos_integer(), char()) -> string().
sub_word(A, B, C) -> erlet_string_old:sub_word(A, B, C).

%% Cut or filled up with blanks at the end.
%% > string:left("abc", 5).
%% "abc  "
-spec left(string(), non_neg_integer()) -> string().
left(A, B) -> erlet_string_old:left(A, B).

%% Cut or filled up at the end.
%% > string:left("abc", 5, $.).
%% "abc.."
-spec left(string(), non_neg_integer(), char()) -> string().
left(A, B, C) -> erlet_string_old:left(A, B, C).

%% Cut or filled up with blanks in front.
%% > string:right("abc", 5).
%% "  abc"
-spec right(string(), non_neg_integer()) -> string().
right(A, B) -> erlet_string_old:right(A, B).

%% Cut or filled up in front.
%% > string:right("7", 3, $0).
%% "007"
-spec right(string(), non_neg_integer(), char()) -> string().
right(A, B, C) -> erlet_string_old:right(A, B, C).

%% Cut or filled up with blanks at both ends.
%% > string:centre("ab", 6).
%% "  ab  "
-spec centre(string(), non_neg_integer()) -> string().
centre(A, B) -> erlet_string_old:centre(A, B).

%% Cut or filled up at both ends.
%% > string:centre("ab", 6, $*).
%% "**ab**"
-spec centre(string(), non_neg_integer(), char()) -> string().
centre(A, B, C) -> erlet_string_old:centre(A, B, C).

%% The characters from a place on.
%% > string:sub_string("hello", 2).
%% "ello"
-spec sub_string(string(), pos_integer()) -> string().
sub_string(A, B) -> erlet_string_old:sub_string(A, B).

%% The characters from one place to another.
%% > string:sub_string("hello", 2, 4).
%% "ell"
-spec sub_string(string(), pos_integer(), pos_integer()) -> string().
sub_string(A, B, C) -> erlet_string_old:sub_string(A, B, C).

%% Texts with another between them.
%% > string:join(["a", "b", "c"], ", ").
%% "a, b, c"
-spec join([string()], string()) -> string().
join(A, B) -> erlet_string_old:join(A, B).

%% Capitals, of Latin-1 only.
%% > string:to_upper("abc").
%% "ABC"
-spec to_upper(string() | char()) -> string() | char().
to_upper(A) -> erlet_string_old:to_upper(A).

%% Small letters, of Latin-1 only.
%% > string:to_lower("ABC").
%% "abc"
-spec to_lower(string() | char()) -> string() | char().
to_lower(A) -> erlet_string_old:to_lower(A).
