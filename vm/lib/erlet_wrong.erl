%%% What is wrong with an argument of a built-in function, in OTP's words: what erl_erts_errors and erl_stdlib_errors say of
%%% a type that was wanted and a value that was given.
-module(erlet_wrong).

-export([texts/2, as_binaries/1]).

%% What an argument should be. `{text, Of, What}` is a text of something, `{says, Text}` has one answer for all values,
%% `{choice, [{Types, Text}]}` says the text if none of the types fits, and `any` is right.
-type wanted() :: atom() | {text, list | binary, string()} | {says, string()} | {'fun', arity()}.

-export_type([wanted/0]).

%% The texts for those arguments that are not what was wanted, by their numbers.
-spec texts([wanted()], [term()]) -> #{pos_integer() => string()}.
texts(Wanted, Args) when length(Wanted) =:= length(Args) ->
    Numbered = lists:zip3(lists:seq(1, length(Args)), Wanted, Args),
    maps:from_list([{N, Text} || {N, Type, Arg} <- Numbered, Text <- [wrong(Type, Arg)], Text =/= right]);
texts(_, _) -> #{}.

%% Texts as OTP gives them.
-spec as_binaries(#{term() => unicode:chardata()}) -> #{term() => binary()}.
as_binaries(Texts) -> maps:map(fun(_, Text) -> unicode:characters_to_binary(Text) end, Texts).

wrong(any, _) -> right;
wrong({says, Text}, _) -> Text;
wrong(existing_atom, Arg) -> text(is_binary(Arg), "not a binary", none);
wrong(term_bytes, Arg) when is_binary(Arg) -> "invalid external representation of a term";
wrong(term_bytes, _) -> "not a binary";
wrong(atom, Arg) -> unless(is_atom(Arg), "not an atom");
wrong(integer, Arg) -> unless(is_integer(Arg), "not an integer");
wrong(natural, Arg) when is_integer(Arg) -> unless(Arg >= 0, "out of range");
wrong(natural, _) -> "not an integer";
wrong(positive, Arg) when is_integer(Arg) -> unless(Arg > 0, "out of range");
wrong(positive, _) -> "not an integer";
wrong(base, Arg) ->
    unless(is_integer(Arg) andalso Arg >= 2 andalso Arg =< 36, "not an integer in the range 2 through 36");
wrong(number, Arg) -> unless(is_number(Arg), "not a number");
wrong(float, Arg) -> unless(is_float(Arg), "not a float");
wrong(boolean, Arg) -> unless(is_boolean(Arg), "not a boolean ('true' or 'false')");
wrong(list, Arg) -> not_list(Arg);
wrong(options, Arg) -> options(Arg, "invalid option in list");
wrong(table_options, Arg) -> options(Arg, "invalid options");
wrong(modifiers, Arg) -> options(Arg, "invalid modifier");
wrong(tuple, Arg) -> unless(is_tuple(Arg), "not a tuple");
wrong(map, Arg) -> unless(is_map(Arg), "not a map");
wrong(map_or_iterator, Arg) -> unless(is_map(Arg) orelse is_iterator(Arg), "not a map or an iterator");
wrong(pid, Arg) -> unless(is_pid(Arg), "not a pid");
wrong(process, Arg) when is_pid(Arg) -> unless(is_process_alive(Arg), "the pid does not refer to an existing process");
wrong(process, _) -> "not a pid";
wrong(pid_or_port, Arg) -> unless(is_pid(Arg) orelse is_port(Arg), "not a pid or port");
wrong(pid_or_name, Arg) -> unless(is_pid(Arg) orelse is_atom(Arg), "not a pid or an atom");
wrong(reference, Arg) -> unless(is_reference(Arg), "not a reference");
wrong('fun', Arg) -> unless(is_function(Arg), "not a fun");
wrong({'fun', Arity}, Arg) ->
    unless(is_function(Arg, Arity), ["not a fun that takes ", lists:nth(Arity, ["one argument", "two arguments", "three arguments"])]);
wrong(binary, Arg) -> unless(is_binary(Arg), "not a binary");
wrong(whole_bytes, Arg) when is_bitstring(Arg), not is_binary(Arg) -> "is a bitstring (expected a binary)";
wrong(whole_bytes, Arg) -> unless(is_binary(Arg), "not a binary");
wrong(pattern, Arg) -> unless(is_pattern(Arg), "not a valid pattern");
wrong(part, Arg) -> unless(is_part(Arg), "not a valid {Pos,Length} tuple");
wrong(iodata, Arg) -> unless(is_iodata(Arg), "not an iodata term");
wrong(encoding, Arg) ->
    unless(lists:member(Arg, [latin1, utf8, unicode]), "not one of the atoms: latin1, utf8, or unicode");
wrong(unit, _) -> "invalid time unit";
wrong({text, list, What}, Arg) -> text(not_list(Arg) =:= right, "not a list", What);
wrong({text, binary, What}, Arg) -> text(is_binary(Arg), "not a binary", What);
wrong(characters, Arg) ->
    case not_list(Arg) of
        right -> "not a list of characters";
        Text -> Text
    end.

unless(true, _) -> right;
unless(false, Text) -> Text.

%% The type is right: then what it says is not.
text(true, _, none) -> "not an already existing atom";
text(true, _, What) -> "not a textual representation of " ++ What;
text(false, Text, _) -> Text.

not_list(Arg) when not is_list(Arg) -> "not a list";
not_list(Arg) ->
    try length(Arg) of
        _ -> right
    catch
        error:badarg -> "not a proper list"
    end.

%% A list that is refused nevertheless.
options(Arg, Text) ->
    case not_list(Arg) of
        right -> Text;
        Wrong -> Wrong
    end.

is_iterator(Arg) -> is_list(Arg) orelse Arg =:= none orelse is_tuple(Arg) andalso tuple_size(Arg) =:= 3.

is_pattern(<<_, _/binary>>) -> true;
is_pattern([_ | _] = Patterns) -> not_list(Patterns) =:= right andalso lists:all(fun(P) -> is_binary(P) andalso P =/= <<>> end, Patterns);
is_pattern({bm, _}) -> true;
is_pattern({ac, _}) -> true;
is_pattern(_) -> false.

is_part({Start, Length}) -> is_integer(Start) andalso is_integer(Length);
is_part(_) -> false.

is_iodata(Arg) ->
    try iolist_size(Arg) of
        _ -> true
    catch
        error:badarg -> false
    end.
