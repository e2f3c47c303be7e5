%%% Characters at the head of text, one code point or grapheme cluster at a time: the module `unicode_util`.
-module(unicode_util).

-export([cp/1, gc/1, nfd/1, nfc/1, nfkd/1, nfkc/1, lowercase/1, uppercase/1, titlecase/1, casefold/1]).
-export([whitespace/0, is_whitespace/1, spec_version/0]).

-export_type([gc/0]).

-type gc() :: char() | [char()].
-type rest() :: unicode:chardata().

%% The first code point and the rest.
%% > unicode_util:cp("abc").
%% "abc"
-spec cp(unicode:chardata()) -> [char() | rest()] | {error, unicode:chardata()}.
cp(Text) -> string:next_codepoint(Text).

%% The first grapheme cluster and the rest.
%% > unicode_util:gc([$e, 769, $x]).
%% [[101,769],120]
-spec gc(unicode:chardata()) -> [gc() | rest()] | {error, unicode:chardata()}.
gc(Text) -> string:next_grapheme(Text).

%% The first grapheme cluster in a normal form, and the rest.
%% > unicode_util:nfd([233]).
%% [[101,769]]
-spec nfd(unicode:chardata()) -> [gc() | rest()] | {error, unicode:chardata()}.
nfd(Text) -> normal(fun unicode:characters_to_nfd_list/1, Text).

%% The next cluster in the normal form C (composed), and the rest.
%% > unicode_util:nfc([$e, 769]).
%% "é"
-spec nfc(unicode:chardata()) -> [gc() | rest()] | {error, unicode:chardata()}.
nfc(Text) -> normal(fun unicode:characters_to_nfc_list/1, Text).

%% The next cluster in the normal form KD (decomposed, without variants), and the rest.
%% > unicode_util:nfkd([64257]).
%% ["fi"]
-spec nfkd(unicode:chardata()) -> [gc() | rest()] | {error, unicode:chardata()}.
nfkd(Text) -> normal(fun unicode:characters_to_nfkd_list/1, Text).

%% The next cluster in the normal form KC (composed, without variants), and the rest.
%% > unicode_util:nfkc([64257, $x]).
%% ["fi",120]
-spec nfkc(unicode:chardata()) -> [gc() | rest()] | {error, unicode:chardata()}.
nfkc(Text) -> normal(fun unicode:characters_to_nfkc_list/1, Text).

normal(Form, Text) ->
    case gc(Text) of
        [Cluster | Rest] -> [one(Form([Cluster])) | Rest];
        Other -> Other
    end.

%% The first code point in another case, and the rest.
%% > unicode_util:lowercase("AB").
%% "aB"
-spec lowercase(unicode:chardata()) -> [gc() | rest()].
lowercase(Text) -> converted(fun string:lowercase/1, Text).

%% The next character in capitals, and the rest.
%% > unicode_util:uppercase([223]).
%% ["SS"]
-spec uppercase(unicode:chardata()) -> [gc() | rest()].
uppercase(Text) -> converted(fun string:uppercase/1, Text).

%% The next character as a word begins with it, and the rest.
%% > unicode_util:titlecase("ab").
%% "Ab"
-spec titlecase(unicode:chardata()) -> [gc() | rest()].
titlecase(Text) -> converted(fun string:titlecase/1, Text).

%% The next grapheme cluster as it is compared regardless of case, and the rest.
%% > unicode_util:casefold([223]).
%% ["ss"]
-spec casefold(unicode:chardata()) -> [gc() | rest()].
casefold(Text) -> converted(fun string:casefold/1, Text).

converted(Convert, Text) ->
    case cp(Text) of
        [Char | Rest] -> [one(Convert([Char])) | Rest];
        [] -> [];
        {error, Rest} -> error({badarg, Rest})
    end.

%% A single character stands for itself.
one([Char]) -> Char;
one(Chars) -> Chars.

%% What counts as white space; a line end of two characters is one.
%% > lists:member($\s, unicode_util:whitespace()).
%% true
-spec whitespace() -> [gc()].
whitespace() -> ["\r\n", $\t, $\n, $\v, $\f, $\r, $\s, 16#85, 16#200e, 16#200f, 16#2028, 16#2029].

%% Whether a grapheme cluster is white space.
%% > unicode_util:is_whitespace($\t).
%% true
-spec is_whitespace(gc()) -> boolean().
is_whitespace(Char) -> lists:member(Char, whitespace()).

%% The version of Unicode of OTP's tables.
%% > is_tuple(unicode_util:spec_version()).
%% true
-spec spec_version() -> {non_neg_integer(), non_neg_integer()}.
spec_version() -> {14, 0}.
