%%% The obsolete functions of the module `string`, on flat lists of characters.
-module(erlet_string_old).

-export([len/1, concat/2, chr/2, rchr/2, str/2, rstr/2, span/2, cspan/2, substr/2, substr/3, tokens/2, words/1,
         words/2, chars/2, chars/3, copies/2, strip/1, strip/2, strip/3, sub_word/2, sub_word/3, left/2, left/3,
         right/2, right/3, centre/2, centre/3, sub_string/2, sub_string/3, join/2, to_upper/1, to_lower/1]).

%% The length of a list.
-spec len(string()) -> non_neg_integer().
len(String) -> length(String).

%% One list after another.
-spec concat(string(), string()) -> string().
concat(A, B) -> A ++ B.

%% The place of a character, or 0.
-spec chr(string(), char()) -> non_neg_integer().
chr(String, Char) when is_integer(Char) -> chr(String, Char, 1).

chr([Char | _], Char, At) -> At;
chr([_ | String], Char, At) -> chr(String, Char, At + 1);
chr([], _, _) -> 0.

%% The last place of a character, or 0.
-spec rchr(string(), char()) -> non_neg_integer().
rchr(String, Char) when is_integer(Char) -> rchr(String, Char, 1, 0).

rchr([Char | String], Char, At, _) -> rchr(String, Char, At + 1, At);
rchr([_ | String], Char, At, Last) -> rchr(String, Char, At + 1, Last);
rchr([], _, _, Last) -> Last.

%% The place of a text, or 0.
-spec str(string(), string()) -> non_neg_integer().
str(String, Sub) when is_list(Sub) -> str(String, Sub, 1).

str([Char | Rest] = String, [Char | _] = Sub, At) ->
    case is_prefix(Sub, String) of
        true -> At;
        false -> str(Rest, Sub, At + 1)
    end;
str([_ | Rest], Sub, At) -> str(Rest, Sub, At + 1);
str([], _, _) -> 0.

%% The last place of a text, or 0.
-spec rstr(string(), string()) -> non_neg_integer().
rstr(String, Sub) when is_list(Sub) -> rstr(String, Sub, 1, 0).

rstr([Char | Rest] = String, [Char | _] = Sub, At, Last) ->
    case is_prefix(Sub, String) of
        true -> rstr(Rest, Sub, At + 1, At);
        false -> rstr(Rest, Sub, At + 1, Last)
    end;
rstr([_ | Rest], Sub, At, Last) -> rstr(Rest, Sub, At + 1, Last);
rstr([], _, _, Last) -> Last.

is_prefix([Char | Sub], [Char | String]) -> is_prefix(Sub, String);
is_prefix([], String) when is_list(String) -> true;
is_prefix([_ | _], String) when is_list(String) -> false.

%% How many characters in front are among these.
-spec span(string(), string()) -> non_neg_integer().
span(String, Chars) when is_list(Chars) -> span(String, Chars, true, 0).

%% How many characters in front are not among these.
-spec cspan(string(), string()) -> non_neg_integer().
cspan(String, Chars) when is_list(Chars) -> span(String, Chars, false, 0).

span([Char | String], Chars, Among, N) ->
    case lists:member(Char, Chars) of
        Among -> span(String, Chars, Among, N + 1);
        _ -> N
    end;
span([], _, _, N) ->
    N.

%% The characters from a place on.
-spec substr(string(), pos_integer()) -> string().
substr(String, 1) when is_list(String) -> String;
substr(String, Start) when is_integer(Start), Start > 1 -> from(String, Start).

%% Some characters from a place on.
-spec substr(string(), pos_integer(), non_neg_integer()) -> string().
substr(String, Start, Length) when is_integer(Start), Start >= 1, is_integer(Length), Length >= 0 ->
    first(from(String, Start), Length).

from(String, 1) -> String;
from([_ | String], Start) -> from(String, Start - 1).

first([Char | String], N) when N > 0 -> [Char | first(String, N - 1)];
first(String, _) when is_list(String) -> [].

%% The texts between separators.
-spec tokens(string(), string()) -> [string()].
tokens(String, Seps) when is_list(Seps) -> tokens_of(String, Seps);
tokens(_, Seps) -> error({case_clause, Seps}).

tokens_of([], _) ->
    [];
tokens_of([Char | Rest] = String, Seps) ->
    case lists:member(Char, Seps) of
        true -> tokens_of(Rest, Seps);
        false ->
            {Token, After} = token(String, Seps, []),
            [Token | tokens_of(After, Seps)]
    end.

token([Char | Rest], Seps, Token) ->
    case lists:member(Char, Seps) of
        true -> {lists:reverse(Token), Rest};
        false -> token(Rest, Seps, [Char | Token])
    end;
token([], _, Token) ->
    {lists:reverse(Token), []}.

%% The number of words between blanks; even nothing is one.
-spec words(string()) -> pos_integer().
words(String) -> words(String, $\s).

%% The number of words between separators; even nothing is one.
-spec words(string(), char()) -> pos_integer().
words(String, Sep) when is_integer(Sep) -> max(length(tokens(String, [Sep])), 1).

%% A character some times.
-spec chars(char(), non_neg_integer()) -> string().
chars(Char, N) -> chars(Char, N, []).

%% A character some times, before a tail.
-spec chars(char(), non_neg_integer(), string()) -> string().
chars(Char, N, Tail) when N > 0 -> chars(Char, N - 1, [Char | Tail]);
chars(Char, 0, Tail) when is_integer(Char) -> Tail.

%% A text some times.
-spec copies(string(), non_neg_integer()) -> string().
copies(String, N) when is_list(String), is_integer(N), N >= 0 -> copies(String, N, []).

copies(String, N, Acc) when N > 0 -> copies(String, N - 1, String ++ Acc);
copies(_, 0, Acc) -> Acc.

%% Takes blanks off both ends.
-spec strip(string()) -> string().
strip(String) -> strip(String, both, $\s).

%% Takes blanks off an end.
-spec strip(string(), left | right | both) -> string().
strip(String, Where) -> strip(String, Where, $\s).

%% Takes a character off an end.
-spec strip(string(), left | right | both, char()) -> string().
strip(String, left, Char) when is_integer(Char) -> drop(String, Char);
strip(String, right, Char) when is_integer(Char) -> lists:reverse(drop(lists:reverse(String), Char));
strip(String, both, Char) when is_integer(Char) -> strip(drop(String, Char), right, Char).

drop([Char | String], Char) -> drop(String, Char);
drop(String, _) when is_list(String) -> String.

%% A word by its number.
-spec sub_word(string(), pos_integer()) -> string().
sub_word(String, N) -> sub_word(String, N, $\s).

%% A word by its number, with the separator between words.
-spec sub_word(string(), pos_integer(), char()) -> string().
sub_word(String, N, Sep) when is_integer(N), is_integer(Sep) -> nth(tokens(String, [Sep]), N).

nth([Word | _], 1) -> Word;
nth([_ | Words], N) when N > 1 -> nth(Words, N - 1);
nth([], _) -> [].

%% Cut or filled up with blanks at the end.
-spec left(string(), non_neg_integer()) -> string().
left(String, N) when is_integer(N) -> left(String, N, $\s).

%% Cut or filled up at the end.
-spec left(string(), non_neg_integer(), char()) -> string().
left(String, N, Char) when is_integer(Char) ->
    case length(String) of
        Length when Length > N -> substr(String, 1, N);
        Length -> String ++ chars(Char, N - Length)
    end.

%% Cut or filled up with blanks in front.
-spec right(string(), non_neg_integer()) -> string().
right(String, N) when is_integer(N) -> right(String, N, $\s).

%% Cut or filled up in front.
-spec right(string(), non_neg_integer(), char()) -> string().
right(String, N, Char) when is_integer(Char) ->
    case length(String) of
        Length when Length > N, N >= 0 -> from(String, Length - N + 1);
        Length -> chars(Char, N - Length, String)
    end.

%% Cut or filled up with blanks at both ends.
-spec centre(string(), non_neg_integer()) -> string().
centre(String, N) when is_integer(N) -> centre(String, N, $\s).

%% Cut or filled up at both ends.
-spec centre(string(), non_neg_integer(), char()) -> string().
centre(String, 0, Char) when is_list(String), is_integer(Char) ->
    [];
centre(String, N, Char) when is_integer(Char) ->
    case length(String) of
        Length when Length > N -> substr(String, (Length - N) div 2 + 1, N);
        Length ->
            Left = (N - Length) div 2,
            chars(Char, Left) ++ String ++ chars(Char, N - Length - Left)
    end.

%% The characters from a place on.
-spec sub_string(string(), pos_integer()) -> string().
sub_string(String, Start) -> substr(String, Start).

%% The characters from one place to another.
-spec sub_string(string(), pos_integer(), pos_integer()) -> string().
sub_string(String, Start, Stop) -> substr(String, Start, Stop - Start + 1).

%% Texts with another between them.
-spec join([string()], string()) -> string().
join([], Sep) when is_list(Sep) -> [];
join([String | Strings], Sep) -> String ++ lists:append([Sep ++ Other || Other <- Strings]).

%% Capitals, of Latin-1 only.
-spec to_upper(string() | char()) -> string() | char().
to_upper(String) when is_list(String) -> [upper(Char) || Char <- String];
to_upper(Char) when is_integer(Char) -> upper(Char).

upper(Char) when is_integer(Char), $a =< Char, Char =< $z -> Char - 32;
upper(Char) when is_integer(Char), 16#e0 =< Char, Char =< 16#fe, Char =/= 16#f7 -> Char - 32;
upper(Char) -> Char.

%% Small letters, of Latin-1 only.
-spec to_lower(string() | char()) -> string() | char().
to_lower(String) when is_list(String) -> [lower(Char) || Char <- String];
to_lower(Char) when is_integer(Char) -> lower(Char).

lower(Char) when is_integer(Char), $A =< Char, Char =< $Z -> Char + 32;
lower(Char) when is_integer(Char), 16#c0 =< Char, Char =< 16#de, Char =/= 16#d7 -> Char + 32;
lower(Char) -> Char.
