%%% Base 64: the module `base64`.
-module(base64).

-export([encode/1, encode_to_string/1, decode/1, decode_to_string/1, mime_decode/1, mime_decode_to_string/1]).

-export_type([base64_string/0, base64_binary/0]).

-type base64_string() :: string().
-type base64_binary() :: binary().

%% Binary data as base 64, in a binary.
%% > base64:encode("Erlang").
%% <<"RXJsYW5n">>
-spec encode(binary() | [byte()]) -> base64_binary().
encode(Data) when is_binary(Data) -> erts_internal:base64_encode(Data);
encode(Data) when is_list(Data) -> erts_internal:base64_encode(list_to_binary(Data)).

%% The same as a string.
%% > base64:encode_to_string(<<255, 254>>).
%% "//4="
-spec encode_to_string(binary() | [byte()]) -> base64_string().
encode_to_string(Data) when is_binary(Data); is_list(Data) -> binary_to_list(encode(Data)).

%% What a byte stands for: six bits, a pad, white space to be passed over, or nothing.
value(Char) when $A =< Char, Char =< $Z -> Char - $A;
value(Char) when $a =< Char, Char =< $z -> Char - $a + 26;
value(Char) when $0 =< Char, Char =< $9 -> Char - $0 + 52;
value($+) -> 62;
value($/) -> 63;
value($=) -> eq;
value(Char) when Char =:= $\s; Char =:= $\t; Char =:= $\n; Char =:= $\r -> ws;
value(Char) when is_integer(Char), 0 =< Char, Char =< 255 -> bad;
value(_) -> error(badarg).

%% The data that base 64 stands for; white space is passed over, other characters are errors.
%% > base64:decode("RXJsYW5n").
%% <<"Erlang">>
-spec decode(base64_string() | base64_binary()) -> binary().
decode(Text) when is_binary(Text) ->
    case erts_internal:base64_decode(Text) of
        false -> decoded(binary_to_list(Text), [], <<>>);
        Data -> Data
    end;
decode(Text) when is_list(Text) ->
    try list_to_binary(Text) of
        Binary -> decode(Binary)
    catch
        error:badarg -> decoded(Text, [], <<>>)
    end.

%% The same as a string.
%% > base64:decode_to_string(<<"RXJs YW5n">>).
%% "Erlang"
-spec decode_to_string(base64_string() | base64_binary()) -> string().
decode_to_string(Text) when is_binary(Text); is_list(Text) ->
    try
        binary_to_list(decode(Text))
    catch
        error:badarg when is_binary(Text) -> error(bad_character(binary_to_list(Text)));
        error:badarg -> error(bad_character(Text))
    end.

%% A character that is no byte is the one argument that is bad, and a bad one in a group that ends in a pad.
bad_character(Text) ->
    case lists:all(fun(Char) -> is_integer(Char) andalso 0 =< Char andalso Char =< 255 end, Text) of
        true -> bad_group([Value || Char <- Text, (Value = value(Char)) =/= ws]);
        false -> badarg
    end.

bad_group([A, B, C, D | Values]) when is_integer(A), is_integer(B), is_integer(C), is_integer(D) -> bad_group(Values);
bad_group([_, _, _, eq | _]) -> badarg;
bad_group(_) -> badarith.

%% As decode/1; characters that are none of base 64's are passed over, pads too when more follows.
%% > base64:mime_decode("RX!Js*YW5n").
%% <<"Erlang">>
-spec mime_decode(base64_string() | base64_binary()) -> binary().
mime_decode(Text) when is_binary(Text) -> mime(binary_to_list(Text), [], false, <<>>);
mime_decode(Text) when is_list(Text) -> mime(Text, [], false, <<>>).

%% The same as a string.
%% > base64:mime_decode_to_string("RXJs==").
%% "Erl"
-spec mime_decode_to_string(base64_string() | base64_binary()) -> string().
mime_decode_to_string(Text) when is_binary(Text); is_list(Text) -> binary_to_list(mime_decode(Text)).

%% Held: up to three values of the group under way, the last first.
decoded([Char | Rest], Held, Done) ->
    case {value(Char), Held} of
        {ws, _} -> decoded(Rest, Held, Done);
        {Value, [C, B, A]} when is_integer(Value) -> decoded(Rest, [], <<Done/binary, A:6, B:6, C:6, Value:6>>);
        {eq, [eq, B, A]} -> ended(Rest, <<Done/binary, A:6, (B bsr 4):2>>);
        {eq, [C, B, A]} -> ended(Rest, <<Done/binary, A:6, B:6, (C bsr 2):4>>);
        {bad, [_, _, _]} -> error(badarg);
        {Value, _} -> decoded(Rest, [Value | Held], Done)
    end;
decoded([], [], Done) -> Done;
decoded([], _, _) -> error(function_clause, [[]]).

%% After the pads: nothing but white space.
ended([Char | Rest], Done) ->
    case value(Char) of
        ws -> ended(Rest, Done);
        Value -> error({case_clause, Value})
    end;
ended([], Done) -> Done.

%% The same without strictness; whether a pad came after the last value.
mime([Char | Rest], Held, Padded, Done) ->
    case {value(Char), Held} of
        {Value, [C, B, A]} when is_integer(Value) -> mime(Rest, [], false, <<Done/binary, A:6, B:6, C:6, Value:6>>);
        {Value, _} when is_integer(Value) -> mime(Rest, [Value | Held], false, Done);
        {eq, _} -> mime(Rest, Held, true, Done);
        _ -> mime(Rest, Held, Padded, Done)
    end;
mime([], [], _, Done) -> Done;
mime([], [C, B, A], true, Done) -> <<Done/binary, A:6, B:6, (C bsr 2):4>>;
mime([], [B, A], true, Done) -> <<Done/binary, A:6, (B bsr 4):2>>;
mime([], _, _, _) -> error(function_clause, [[]]).
