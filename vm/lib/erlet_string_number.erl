%%% Numbers at the start of text: `string:to_integer/1` and `string:to_float/1`.
-module(erlet_string_number).

-export([to_integer/1, to_float/1]).

%% The integer in front, and the rest.
-spec to_integer(unicode:chardata()) -> {integer(), unicode:chardata()} | {error, no_integer | badarg}.
to_integer(Data) ->
    try
        {Sign, Unsigned} = sign(Data),
        case digits(Unsigned, []) of
            {[], _} -> {error, no_integer};
            {Digits, Rest} -> {list_to_integer(Sign ++ lists:reverse(Digits)), Rest}
        end
    catch
        error:_ -> {error, badarg}
    end.

%% The float in front, and the rest; a comma may stand for the point.
-spec to_float(unicode:chardata()) -> {float(), unicode:chardata()} | {error, no_float | badarg}.
to_float(Data) ->
    try
        {Sign, Unsigned} = sign(Data),
        {Whole, AfterWhole} = digits(Unsigned, []),
        case fraction(Whole, AfterWhole) of
            {[], _} -> {error, no_float};
            {Fraction, Rest} -> float_value(Sign ++ lists:reverse(Fraction), exponent(Rest))
        end
    catch
        error:_ -> {error, badarg}
    end.

float_value(Text, {Exponent, Rest}) ->
    try
        {list_to_float(Text ++ Exponent), Rest}
    catch
        error:badarg -> {error, no_float}
    end.

%% The digits before the point, the point and those after it, last to first; none if one of them is missing.
fraction([], Data) ->
    {[], Data};
fraction(Whole, Data) ->
    case erts_internal:next_codepoint(Data) of
        [Point | Rest] when Point =:= $.; Point =:= $, ->
            case digits(Rest, [$. | Whole]) of
                {[$. | _], _} -> {[], Data};
                Fraction -> Fraction
            end;
        [] -> {[], Data};
        [_ | _] -> {[], Data}
    end.

exponent(Data) ->
    case erts_internal:next_codepoint(Data) of
        [E | Rest] when E =:= $e; E =:= $E ->
            {Sign, Unsigned} = sign(Rest),
            case digits(Unsigned, []) of
                {[], _} -> {[], Data};
                {Digits, Left} -> {[$e | Sign] ++ lists:reverse(Digits), Left}
            end;
        [_ | _] -> {[], Data};
        [] -> {[], empty(Data)}
    end.

sign([Sign | Rest]) when Sign =:= $+; Sign =:= $- -> {[Sign], Rest};
sign([Char | _] = Data) when is_integer(Char), Char >= 0, Char < 128 -> {[], Data};
sign(Data) ->
    case erts_internal:next_codepoint(Data) of
        [Sign | Rest] when Sign =:= $+; Sign =:= $- -> {[Sign], Rest};
        [_ | _] -> {[], Data};
        [] -> {[], Data}
    end.

%% The digits in front, last to first, before an accumulator.
digits([Digit | Rest], Acc) when is_integer(Digit), $0 =< Digit, Digit =< $9 -> digits(Rest, [Digit | Acc]);
digits([Char | _] = Data, Acc) when is_integer(Char), Char >= 0, Char < 128 -> {Acc, Data};
digits(<<Digit, Rest/binary>>, Acc) when $0 =< Digit, Digit =< $9 -> digits(Rest, [Digit | Acc]);
digits(Data, Acc) ->
    case erts_internal:next_codepoint(Data) of
        [Digit | Rest] when $0 =< Digit, Digit =< $9 -> digits(Rest, [Digit | Acc]);
        [_ | _] -> {Acc, Data};
        [] -> {Acc, empty(Data)}
    end.

%% The end of a text.
empty(Data) when is_binary(Data) -> <<>>;
empty(_) -> [].
