%%% Base 64: the module `base64`.
-module(base64).

-export([encode/1, encode_to_string/1, decode/1, decode_to_string/1, mime_decode/1, mime_decode_to_string/1]).

-export_type([base64_string/0, base64_binary/0]).

-type base64_string() :: string().
-type base64_binary() :: binary().

%% Binary data as base 64, in a binary.
-spec encode(binary() | [byte()]) -> base64_binary().
encode(Data) when is_binary(Data) -> encoded(Data, <<>>);
encode(Data) when is_list(Data) -> encoded(list_to_binary(Data), <<>>).

%% The same as a string.
-spec encode_to_string(binary() | [byte()]) -> base64_string().
encode_to_string(Data) when is_binary(Data); is_list(Data) -> binary_to_list(encode(Data)).

encoded(<<A:6, B:6, C:6, D:6, Rest/binary>>, Done) ->
    encoded(Rest, <<Done/binary, (digit(A)), (digit(B)), (digit(C)), (digit(D))>>);
encoded(<<A:6, B:6, C:4>>, Done) -> <<Done/binary, (digit(A)), (digit(B)), (digit(C bsl 2)), $=>>;
encoded(<<A:6, B:2>>, Done) -> <<Done/binary, (digit(A)), (digit(B bsl 4)), $=, $=>>;
encoded(<<>>, Done) -> Done.

digit(Value) ->
    element(Value + 1,
            {$A, $B, $C, $D, $E, $F, $G, $H, $I, $J, $K, $L, $M, $N, $O, $P, $Q, $R, $S, $T, $U, $V, $W, $X, $Y, $Z,
             $a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o, $p, $q, $r, $s, $t, $u, $v, $w, $x, $y, $z,
             $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $+, $/}).

%% What a character stands for: six bits, a pad, space to be passed over, or nothing.
value(Char) when $A =< Char, Char =< $Z -> Char - $A;
value(Char) when $a =< Char, Char =< $z -> Char - $a + 26;
value(Char) when $0 =< Char, Char =< $9 -> Char - $0 + 52;
value($+) -> 62;
value($/) -> 63;
value($=) -> pad;
value(Char) when Char =:= $\s; Char =:= $\t; Char =:= $\n; Char =:= $\r -> space;
value(_) -> bad.

%% The data that base 64 stands for; white space is passed over, other characters are errors.
-spec decode(base64_string() | base64_binary()) -> binary().
decode(Text) when is_binary(Text) -> decoded(binary_to_list(Text), [], strict, <<>>);
decode(Text) when is_list(Text) -> decoded(Text, [], strict, <<>>).

%% The same as a string.
-spec decode_to_string(base64_string() | base64_binary()) -> string().
decode_to_string(Text) when is_binary(Text); is_list(Text) -> binary_to_list(decode(Text)).

%% As decode/1; characters that are none of base 64's are passed over.
-spec mime_decode(base64_string() | base64_binary()) -> binary().
mime_decode(Text) when is_binary(Text) -> decoded(binary_to_list(Text), [], mime, <<>>);
mime_decode(Text) when is_list(Text) -> decoded(Text, [], mime, <<>>).

%% The same as a string.
-spec mime_decode_to_string(base64_string() | base64_binary()) -> string().
mime_decode_to_string(Text) when is_binary(Text); is_list(Text) -> binary_to_list(mime_decode(Text)).

%% Held: up to three values of the group under way, the last first.
decoded([Char | Rest], Held, Mode, Done) ->
    case value(Char) of
        Value when is_integer(Value) ->
            case Held of
                [C, B, A] -> decoded(Rest, [], Mode, <<Done/binary, A:6, B:6, C:6, Value:6>>);
                _ -> decoded(Rest, [Value | Held], Mode, Done)
            end;
        space -> decoded(Rest, Held, Mode, Done);
        pad -> padded(Rest, Held, Mode, Done, Char);
        bad when Mode =:= mime -> decoded(Rest, Held, Mode, Done);
        bad -> wrong(Char)
    end;
decoded([], [], _, Done) -> Done;
decoded([], [C, B, A], mime, Done) -> <<Done/binary, A:6, B:6, (C bsr 2):4>>;
decoded([], [B, A], mime, Done) -> <<Done/binary, A:6, (B bsr 4):2>>;
decoded([], _, _, _) -> error(missing_padding).

wrong(Char) -> error(function_clause, [Char]).

padded(Rest, [C, B, A], Mode, Done, _) -> ended(Rest, Mode, <<Done/binary, A:6, B:6, (C bsr 2):4>>);
padded(Rest, [_, _] = Held, Mode, Done, _) -> second_pad(Rest, Held, Mode, Done);
padded(Rest, Held, mime, Done, _) -> decoded(Rest, Held, mime, Done);
padded(_, _, strict, _, Char) -> wrong(Char).

%% After two values a second pad has to come.
second_pad([Char | Rest], [B, A] = Held, Mode, Done) ->
    case value(Char) of
        pad -> ended(Rest, Mode, <<Done/binary, A:6, (B bsr 4):2>>);
        space -> second_pad(Rest, Held, Mode, Done);
        bad when Mode =:= mime -> second_pad(Rest, Held, Mode, Done);
        _ when Mode =:= mime -> decoded([Char | Rest], Held, Mode, Done);
        _ -> wrong(Char)
    end;
second_pad([], [B, A], mime, Done) -> <<Done/binary, A:6, (B bsr 4):2>>;
second_pad([], _, strict, _) -> error(missing_padding).

%% After the pads: nothing but white space, or in mime what is to be decoded as well.
ended([], _, Done) -> Done;
ended(Rest, mime, Done) ->
    case lists:any(fun(Char) -> is_integer(value(Char)) end, Rest) of
        true -> decoded(Rest, [], mime, Done);
        false -> Done
    end;
ended([Char | Rest], strict, Done) ->
    case value(Char) of
        space -> ended(Rest, strict, Done);
        _ -> wrong(Char)
    end.
