%%% What is wrong with the arguments of a library function that failed: the module that `error_info` of a stack trace
%%% names. It looks at the arguments; the functions themselves only say that they cannot take them.
-module(erl_stdlib_errors).

-export([format_error/2]).

-define(NO_TABLE, "the table identifier does not refer to an existing ETS table").
-define(NO_TEXT, "not valid character data (an iodata term)").

%% Which argument of a library function was wrong, and how: a map from its number to words. It gets what `catch
%% error:Reason:Stack` caught.
%% > try ets:lookup(nosuch, key) catch error:Reason:Stack -> erl_stdlib_errors:format_error(Reason, Stack) end.
%% #{1 => <<"the table identifier does not refer to an existing ETS table">>}
%% > try maps:get(b, #{a => 1}) catch error:Reason:Stack -> erl_stdlib_errors:format_error(Reason, Stack) end.
%% #{1 => <<"not present in map">>}
-spec format_error(term(), [tuple()]) -> #{pos_integer() | general => binary()}.
format_error(Reason, [{Module, Function, Args, _} | _]) when is_list(Args) ->
    erlet_wrong:as_binaries(texts(Module, Function, Args, Reason));
format_error(_, _) -> #{}.

texts(Module, Function, Args, Reason) ->
    case Module of
        lists -> erlet_wrong:texts(of_lists(Function, Args), Args);
        maps -> erlet_wrong:texts(of_maps(Function, Args, Reason), Args);
        binary -> erlet_wrong:texts(of_binary(Function, Args), Args);
        math -> of_math(Function, Args, Reason);
        ets -> of_ets(Function, Args);
        io -> of_io(Function, Args);
        unicode -> of_unicode(Args);
        re -> of_re(Function, Args);
        _ -> #{}
    end.

of_lists(F, [_, _, _]) when F =:= keyfind; F =:= keymember; F =:= keysearch -> [any, positive, list];
of_lists(member, [_, _]) -> [any, list];
of_lists(reverse, [_, _]) -> [list, any];
of_lists(seq, [First, Last, Step]) when is_integer(First), is_integer(Last), is_integer(Step) ->
    [any, any, {says, if Step > 0 -> "not a negative increment"; true -> "not a positive increment" end}];
of_lists(seq, [_, _, _]) -> [integer, integer, integer];
of_lists(_, _) -> [].

of_maps(F, [_, _], {badkey, _}) when F =:= get; F =:= take -> [{says, "not present in map"}, any];
of_maps(get, [_, _], _) -> [any, map];
of_maps(get, [_, _, _], _) -> [any, map, any];
of_maps(put, [_, _, _], _) -> [any, any, map];
of_maps(update, [_, _, _], _) -> [any, any, {says, "not a map"}];
of_maps(F, [_, _], _) when F =:= find; F =:= is_key; F =:= remove; F =:= take -> [any, map];
of_maps(F, [_], _) when F =:= keys; F =:= values; F =:= to_list; F =:= size; F =:= iterator -> [map];
of_maps(F, [_, _], _) when F =:= map; F =:= filter; F =:= filtermap; F =:= foreach -> [{'fun', 2}, map_or_iterator];
of_maps(fold, [_, _, _], _) -> [{'fun', 3}, any, map_or_iterator];
of_maps(merge, [_, _], _) -> [map, map];
of_maps(F, [_, _, _], _) when F =:= merge_with; F =:= intersect_with -> [{'fun', 3}, map, map];
of_maps(intersect, [_, _], _) -> [map, map];
of_maps(from_list, [_], _) -> [list];
of_maps(from_keys, [_, _], _) -> [list, any];
of_maps(F, [_, _], _) when F =:= with; F =:= without -> [list, map];
of_maps(update_with, [_, _, _], {badkey, _}) -> [{says, "not present in map"}, any, any];
of_maps(update_with, [_, _, _], _) -> [any, {'fun', 1}, map];
of_maps(update_with, [_, _, _, _], _) -> [any, {'fun', 1}, any, map];
of_maps(_, _, _) -> [].

of_binary(part, [Binary, {Start, Length}]) when is_binary(Binary), is_integer(Start), is_integer(Length) ->
    [any, {says, "out of range"}];
of_binary(part, [Binary, Start, Length])
  when is_binary(Binary), is_integer(Start), is_integer(Length), Start >= 0, Start =< byte_size(Binary) ->
    [any, any, {says, "out of range"}];
of_binary(F, [_]) when F =:= bin_to_list; F =:= copy; F =:= decode_hex; F =:= decode_unsigned; F =:= encode_hex;
                       F =:= first; F =:= last; F =:= referenced_byte_size ->
    [whole_bytes];
of_binary(F, [_, _]) when F =:= at; F =:= copy -> [whole_bytes, natural];
of_binary(F, [_, _]) when F =:= part; F =:= bin_to_list -> [whole_bytes, part];
of_binary(F, [_, _, _]) when F =:= part; F =:= bin_to_list -> [whole_bytes, natural, integer];
of_binary(compile_pattern, [_]) -> [{says, "not a valid pattern"}];
of_binary(encode_unsigned, [_]) -> [natural];
of_binary(list_to_bin, [_]) -> [{says, "not an iodata term"}];
of_binary(F, [_]) when F =:= longest_common_prefix; F =:= longest_common_suffix ->
    [{says, "not a flat list of binaries"}];
of_binary(F, [_, _]) when F =:= match; F =:= matches; F =:= split -> [whole_bytes, pattern];
of_binary(F, [_, _, _]) when F =:= match; F =:= matches; F =:= split -> [whole_bytes, pattern, any];
of_binary(replace, [_, _, _]) -> [whole_bytes, pattern, whole_bytes];
of_binary(replace, [_, _, _, _]) -> [whole_bytes, pattern, whole_bytes, any];
of_binary(_, _) -> [].

of_re(compile, [Text | Options]) -> wrong_ones([data(Text) | re_options(compile, [""], Options)]);
of_re(inspect, [_ | _]) -> #{1 => "not a compiled regular expression"};
of_re(replace, [Subject, Pattern, New | Options]) ->
    wrong_ones([data(Subject), pattern(Pattern), data(New) | re_options(replace, ["", "", ""], Options)]);
of_re(Function, [Subject, Pattern | Options]) when Function =:= run; Function =:= split ->
    wrong_ones([data(Subject), pattern(Pattern) | re_options(Function, ["", ""], Options)]);
of_re(_, _) -> #{}.

wrong_ones(Texts) ->
    Numbered = lists:zip(lists:seq(1, length(Texts)), Texts),
    maps:from_list([{N, Text} || {N, Text} <- Numbered, Text =/= right]).

data(Text) ->
    case erlet_wrong:texts([iodata], [Text]) of
        #{1 := Wrong} -> Wrong;
        #{} -> right
    end.

pattern(Pattern) ->
    try re:compile(Pattern) of
        {error, {Reason, At}} -> io_lib:format("could not parse regular expression~n~ts on character ~w", [Reason, At]);
        {ok, _} -> right
    catch
        error:_ -> accepted(run, ["", Pattern], "neither an iodata term nor a compiled regular expression")
    end.

re_options(_, _, []) -> [];
re_options(Function, Args, Options) -> [accepted(Function, Args ++ Options, "invalid options")].

%% Whether a function of re takes these arguments, or else a text.
accepted(Function, Args, Text) ->
    try apply(re, Function, Args) of
        _ -> right
    catch
        error:_ -> Text
    end.

%% A number outside of what the function is defined for; a result too large says nothing.
of_math(Function, [Number], badarith) when is_number(Number) ->
    Root = lists:member(Function, [sqrt, acosh]),
    Log = lists:member(Function, [log, log2, log10]),
    Arc = lists:member(Function, [acos, asin, atanh]),
    case Root andalso Number < 0 orelse Log andalso Number =< 0 orelse Arc andalso abs(Number) >= 1 of
        true -> #{1 => "is outside the domain for this function"};
        false -> #{}
    end;
of_math(_, Args, badarg) -> erlet_wrong:texts([number || _ <- Args], Args);
of_math(_, _, _) -> #{}.

of_ets(new, [Name, Options]) ->
    Named = is_list(Options) andalso is_atom(Name) andalso lists:member(named_table, Options)
                andalso ets:whereis(Name) =/= undefined,
    case Named of
        true -> #{1 => "table name already exists"};
        false -> erlet_wrong:texts([atom, case is_atom(Name) of
                                              true -> table_options;
                                              false -> list
                                          end], [Name, Options])
    end;
of_ets(Function, [Table | Args]) ->
    First = case is_table(Table) of
                true -> #{};
                false -> #{1 => ?NO_TABLE}
            end,
    maps:merge(of_table(Function, Table, Args, map_size(First) =:= 0), First);
of_ets(_, _) -> #{}.

is_table(Table) when is_atom(Table); is_reference(Table) -> ets:info(Table, type) =/= undefined;
is_table(_) -> false.

%% The arguments after the table; whether it exists.
of_table(Function, _, [Object], _) when Function =:= insert; Function =:= insert_new ->
    case Object of
        {} -> #{2 => "is an empty tuple"};
        _ when is_tuple(Object) -> #{};
        [_ | _] -> #{2 => "not a non-empty tuple or a list of non-empty tuples"};
        [] -> #{};
        _ -> #{2 => "not a tuple"}
    end;
of_table(delete_object, _, [Object], _) when not is_tuple(Object) -> #{2 => "not a tuple"};
of_table(lookup_element, Table, [Key, Position], true) when is_integer(Position), Position > 0 ->
    case ets:lookup(Table, Key) of
        [] -> #{2 => "not a key that exists in the table"};
        _ -> #{3 => "position is greater than the size of the object"}
    end;
of_table(lookup_element, _, [_, Position], _) -> shifted(erlet_wrong:texts([any, positive], [any, Position]));
of_table(Function, _, [_], true) when Function =:= next; Function =:= prev -> #{2 => "not a key that exists in the table"};
of_table(Function, Table, [Key | _], true) when Function =:= update_counter ->
    case ets:member(Table, Key) of
        true -> #{3 => "the value in the given position, in the object, is not an integer"};
        false -> #{2 => "not a key that exists in the table"}
    end;
of_table(Function, _, [_ | _], true)
  when Function =:= select; Function =:= select_count; Function =:= select_delete; Function =:= select_replace;
       Function =:= select_reverse ->
    #{2 => "not a valid match specification"};
of_table(_, _, _, _) -> #{}.

%% The table is the first argument.
shifted(Texts) -> maps:from_list([{N + 1, Text} || {N, Text} <- maps:to_list(Texts)]).

of_io(Function, Args) when Function =:= format; Function =:= fwrite ->
    case Args of
        [Format] -> of_format(Format, [], 1);
        [Format, Data] -> of_format(Format, Data, 1);
        [Device, Format, Data] -> on_device(Device, of_format(Format, Data, 2))
    end;
of_io(put_chars, [_]) -> #{1 => ?NO_TEXT};
of_io(put_chars, [Device, _]) -> on_device(Device, #{2 => ?NO_TEXT});
of_io(_, [Device | _]) -> on_device(Device, #{});
of_io(_, _) -> #{}.

on_device(Device, Texts) ->
    case is_device(Device) of
        true -> Texts;
        false -> #{1 => "the device does not exist"}
    end.

is_device(Device) when is_atom(Device) -> is_pid(whereis(Device)) orelse Device =:= standard_io;
is_device(Device) -> is_pid(Device).

%% The format is argument N, the data the next one.
of_format(Format, Data, N) ->
    case text(Format) of
        error -> #{N => "not a valid format string"};
        Text ->
            case controls(Text, []) of
                {invalid, Control} -> #{N => ["format string invalid (invalid control ~", Control, $)]};
                ended -> #{N => "format string invalid (truncated)"};
                _ when not is_list(Data) -> #{N + 1 => "not a list"};
                Wanted when length(Wanted) =/= length(Data) -> #{N => "wrong number of arguments"};
                Wanted -> mismatched(lists:zip3(lists:seq(1, length(Data)), Wanted, Data), N + 1)
            end
    end.

text(Format) when is_atom(Format) -> atom_to_list(Format);
text(Format) ->
    try unicode:characters_to_list(Format) of
        Text when is_list(Text) -> Text;
        _ -> error
    catch
        error:badarg -> error
    end.

of_unicode([_]) -> #{1 => ?NO_TEXT};
of_unicode([Data | Encodings]) ->
    Wrong = [{Number, "not a valid encoding"}
             || {Number, Encoding} <- lists:enumerate(2, Encodings), not is_convertible([], Encoding)],
    maps:from_list([{1, ?NO_TEXT} || not is_convertible(Data, utf8)] ++ Wrong).

is_convertible(Data, Encoding) ->
    try unicode:characters_to_binary(Data, Encoding) of
        _ -> true
    catch
        error:badarg -> false
    end.

%% What the control sequences of a format take, in order: an element for each term.
controls([$~ | Rest], Found) -> control(Rest, Found);
controls([_ | Rest], Found) -> controls(Rest, Found);
controls([], Found) -> lists:reverse(Found).

%% After the tilde: a width, a precision, what fills the field, modifiers.
control([$*  | Rest], Found) -> control(Rest, [$* | Found]);
control([$., Fill, Control | Rest], Found) when Fill =/= $*, Fill < $0 orelse Fill > $9, Control >= $a, Control =< $z ->
    control([Control | Rest], Found);
control([C | Rest], Found) when C >= $0, C =< $9; C =:= $-; C =:= $.; C =:= $t; C =:= $l -> control(Rest, Found);
control([C | Rest], Found) when C =:= $n; C =:= $~ -> controls(Rest, Found);
control([C | Rest], Found) when C =:= $W; C =:= $P; C =:= $x; C =:= $X -> controls(Rest, [any, C | Found]);
control([C | Rest], Found) ->
    case lists:member(C, "cfegswpbB#+i") of
        true -> controls(Rest, [C | Found]);
        false -> {invalid, C}
    end;
control([], _) -> ended.

%% The first element that its control sequence does not take.
mismatched(Elements, N) ->
    Wrong = [["element ", integer_to_list(At), " must be of type ", Type]
             || {At, Control, Value} <- Elements, {Type, false} <- [fits(Control, Value)]],
    case Wrong of
        [Text | _] -> #{N => Text};
        [] -> #{}
    end.

fits($s, Value) -> {"string", is_atom(Value) orelse text(Value) =/= error};
fits(Control, Value) when Control =:= $f; Control =:= $e; Control =:= $g -> {"float", is_number(Value)};
fits(Control, Value)
  when Control =:= $b; Control =:= $B; Control =:= $#; Control =:= $+; Control =:= $x; Control =:= $X; Control =:= $c; Control =:= $* ->
    {"integer", is_integer(Value)};
fits(_, _) -> {"any", true}.
