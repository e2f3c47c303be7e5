%%% Patterns, guards and bit strings of `erl_eval`.
-module(erlet_eval_match).

-export([match/3, fresh_match/3, match_prefix/3, clause/4, function_clause/4, guard/3, is_guard/1, build/3]).

-type bindings() :: erl_eval:binding_struct().
-type tree() :: tuple().

%%% Clauses

%% The body of the first clause whose pattern and guard hold, and what is bound then.
-spec clause([tree()], [term()], bindings(), term()) -> {[tree()], bindings()} | nomatch.
clause([{clause, _, Patterns, Guard, Body} | Rest], Values, Bindings, Handlers) ->
    case match_all(Patterns, Values, Bindings) of
        {match, Bound} ->
            case guard(Guard, Bound, Handlers) of
                true -> {Body, Bound};
                false -> clause(Rest, Values, Bindings, Handlers)
            end;
        nomatch -> clause(Rest, Values, Bindings, Handlers)
    end;
clause([], _, _, _) -> nomatch.

%% The same for a fun, whose arguments' variables are new.
-spec function_clause([tree()], [term()], bindings(), term()) -> {[tree()], bindings()} | nomatch.
function_clause([{clause, _, Patterns, _, _} = Clause | Rest], Values, Bindings, Handlers) ->
    case clause([Clause], Values, without(Patterns, Bindings), Handlers) of
        nomatch -> function_clause(Rest, Values, Bindings, Handlers);
        Found -> Found
    end;
function_clause([], _, _, _) -> nomatch.

%% Alternatives of tests; a test that fails with an error is not true.
-spec guard([[tree()]], bindings(), term()) -> boolean().
guard([], _, _) -> true;
guard(Alternatives, Bindings, _) ->
    lists:any(fun(Tests) -> lists:all(fun(Test) -> holds(Test, Bindings) end, Tests) end, Alternatives).

holds(Test, Bindings) ->
    try erl_eval:value(Test, Bindings, none) =:= true
    catch
        error:{unbound_var, _} = Reason -> error(Reason);
        error:_ -> false
    end.

%% Whether an expression is a guard test, so that its errors mean false.
-spec is_guard(tree()) -> boolean().
is_guard({call, _, {atom, _, Name}, Args}) ->
    erl_internal:guard_bif(Name, length(Args)) andalso lists:all(fun is_guard/1, Args);
is_guard({call, _, {remote, _, {atom, _, erlang}, {atom, _, Name}}, Args}) ->
    erl_internal:guard_bif(Name, length(Args)) andalso lists:all(fun is_guard/1, Args);
is_guard({op, _, Operator, Left, Right}) ->
    Operator =/= '!' andalso Operator =/= '++' andalso Operator =/= '--' andalso is_guard(Left) andalso
        is_guard(Right);
is_guard({op, _, _, Operand}) -> is_guard(Operand);
is_guard({cons, _, Head, Tail}) -> is_guard(Head) andalso is_guard(Tail);
is_guard({tuple, _, Elements}) -> lists:all(fun is_guard/1, Elements);
is_guard({map, _, Fields}) -> lists:all(fun({_, _, Key, Value}) -> is_guard(Key) andalso is_guard(Value) end, Fields);
is_guard({bin, _, Elements}) -> lists:all(fun(Element) -> is_guard(element(3, Element)) end, Elements);
is_guard(Tree) -> lists:member(element(1, Tree), [var, atom, integer, float, char, string, nil, value]).

%%% Patterns

%% Matches a pattern; bound variables must be equal.
-spec match(tree(), term(), bindings()) -> {match, bindings()} | nomatch.
match(Pattern, Value, Bindings) ->
    try {match, bind(Pattern, Value, Bindings)}
    catch
        throw:nomatch -> nomatch
    end.

%% The same with new variables, as in a generator.
-spec fresh_match(tree(), term(), bindings()) -> {match, bindings()} | nomatch.
fresh_match(Pattern, Value, Bindings) ->
    match(Pattern, Value, without([Pattern], Bindings)).

match_all(Patterns, Values, Bindings) ->
    try {match, bind_all(Patterns, Values, Bindings)}
    catch
        throw:nomatch -> nomatch
    end.

bind_all([Pattern | Patterns], [Value | Values], Bindings) ->
    bind_all(Patterns, Values, bind(Pattern, Value, Bindings));
bind_all([], [], Bindings) -> Bindings;
bind_all(_, _, _) -> throw(nomatch).

%% The bindings without the variables of patterns.
without(Patterns, Bindings) -> lists:foldl(fun erl_eval:del_binding/2, Bindings, variables(Patterns)).

variables({var, _, Name}) -> [Name];
%% A size is a use, not a new variable.
variables({bin_element, _, Value, _, _}) -> variables(Value);
variables({map_field_exact, _, _, Value}) -> variables(Value);
variables(Tuple) when is_tuple(Tuple) -> variables(tuple_to_list(Tuple));
variables([Head | Tail]) -> variables(Head) ++ variables(Tail);
variables(_) -> [].

bind({var, _, '_'}, _, Bindings) -> Bindings;
bind({var, _, Name}, Value, Bindings) ->
    case erl_eval:binding(Name, Bindings) of
        {value, Value} -> Bindings;
        {value, _} -> throw(nomatch);
        unbound -> erl_eval:add_binding(Name, Value, Bindings)
    end;
bind({match, _, Left, Right}, Value, Bindings) -> bind(Right, Value, bind(Left, Value, Bindings));
bind({cons, _, Head, Tail}, [First | Rest], Bindings) -> bind(Tail, Rest, bind(Head, First, Bindings));
bind({cons, _, _, _}, _, _) -> throw(nomatch);
bind({tuple, _, Patterns}, Tuple, Bindings) when tuple_size(Tuple) =:= length(Patterns) ->
    bind_all(Patterns, tuple_to_list(Tuple), Bindings);
bind({tuple, _, _}, _, _) -> throw(nomatch);
bind({map, _, Fields}, Map, Bindings) when is_map(Map) ->
    lists:foldl(fun(Field, Bound) -> bind_field(Field, Map, Bindings, Bound) end, Bindings, Fields);
bind({map, _, _}, _, _) -> throw(nomatch);
bind({bin, _, Elements}, Bits, Bindings) when is_bitstring(Bits) ->
    case bind_segments(Elements, Bits, Bindings) of
        {Bound, <<>>} -> Bound;
        _ -> throw(nomatch)
    end;
bind({bin, _, _}, _, _) -> throw(nomatch);
bind({op, _, '++', {string, Anno, String}, Rest}, Value, Bindings) ->
    bind(lists:foldr(fun(C, Tail) -> {cons, Anno, {char, Anno, C}, Tail} end, Rest, String), Value, Bindings);
bind({op, _, '++', {nil, _}, Rest}, Value, Bindings) -> bind(Rest, Value, Bindings);
bind({op, _, '++', {cons, Anno, Head, Tail}, Rest}, Value, Bindings) ->
    bind({cons, Anno, Head, {op, Anno, '++', Tail, Rest}}, Value, Bindings);
bind(Constant, Value, Bindings) ->
    case erl_eval:value(Constant, #{}, none) of
        Value -> Bindings;
        _ -> throw(nomatch)
    end.

bind_field({map_field_exact, _, Key, Pattern}, Map, Before, Bindings) ->
    case maps:find(erl_eval:value(Key, Before, none), Map) of
        {ok, Value} -> bind(Pattern, Value, Bindings);
        error -> throw(nomatch)
    end.

%%% Bit strings

%% Builds a bit string; what the segments bind, too.
-spec build([tree()], bindings(), term()) -> {bitstring(), bindings()}.
build(Elements, Bindings, Handlers) ->
    Segments = [bits(Element, Bindings, Handlers) || Element <- Elements],
    {<< <<Bits/bitstring>> || Bits <- Segments >>, Bindings}.

bits({bin_element, _, {string, _, String}, Size, Types}, Bindings, Handlers) ->
    << <<(segment(C, Size, Types, Bindings, Handlers))/bitstring>> || C <- String >>;
bits({bin_element, _, Value, Size, Types}, Bindings, Handlers) ->
    segment(erl_eval:value(Value, Bindings, Handlers), Size, Types, Bindings, Handlers).

segment(Value, Size, Types, Bindings, Handlers) ->
    {Type, Unit, _, Endian} = specification(Size, Types),
    case {Type, width(Size, Type, Bindings, Handlers)} of
        {integer, Width} -> integer(Value, Width * Unit, Endian);
        {float, Width} -> float(Value, Width * Unit, Endian);
        {binary, all} when is_bitstring(Value), bit_size(Value) rem Unit =:= 0 -> Value;
        {binary, Width} when is_integer(Width), is_bitstring(Value), bit_size(Value) >= Width * Unit ->
            Bits = Width * Unit,
            <<Taken:Bits/bitstring, _/bitstring>> = Value,
            Taken;
        {utf8, _} -> <<Value/utf8>>;
        {utf16, _} when Endian =:= little -> <<Value/utf16-little>>;
        {utf16, _} -> <<Value/utf16>>;
        {utf32, _} when Endian =:= little -> <<Value/utf32-little>>;
        {utf32, _} -> <<Value/utf32>>;
        _ -> error(badarg)
    end.

integer(Value, Bits, big) -> <<Value:Bits>>;
integer(Value, Bits, little) -> <<Value:Bits/little>>;
integer(Value, Bits, native) -> <<Value:Bits/native>>.

float(Value, Bits, big) -> <<Value:Bits/float>>;
float(Value, Bits, little) -> <<Value:Bits/float-little>>;
float(Value, Bits, native) -> <<Value:Bits/float-native>>.

%% Type, unit, sign and byte order of a segment.
specification(Size, default) -> specification(Size, []);
specification(_, Types) ->
    Type = case [Known || Word <- Types, Known <- [type(Word)], Known =/= none] of
        [Known | _] -> Known;
        [] -> integer
    end,
    Default = case Type of
        binary ->
            case lists:member(bitstring, Types) orelse lists:member(bits, Types) of
                true -> 1;
                false -> 8
            end;
        _ -> 1
    end,
    Unit = proplists:get_value(unit, [Pair || {_, _} = Pair <- Types], Default),
    Sign = case lists:member(signed, Types) of
        true -> signed;
        false -> unsigned
    end,
    Endian = case [Word || Word <- Types, lists:member(Word, [big, little, native])] of
        [Order | _] -> Order;
        [] -> big
    end,
    {Type, Unit, Sign, Endian}.

type(Word) when Word =:= integer; Word =:= float; Word =:= utf8; Word =:= utf16; Word =:= utf32 -> Word;
type(Word) when Word =:= binary; Word =:= bytes; Word =:= bitstring; Word =:= bits -> binary;
type(_) -> none.

width(default, integer, _, _) -> 8;
width(default, float, _, _) -> 64;
width(default, _, _, _) -> all;
width({atom, _, default}, Type, Bindings, Handlers) -> width(default, Type, Bindings, Handlers);
width(Size, _, Bindings, Handlers) -> erl_eval:value(Size, Bindings, Handlers).

%% Matches the segments at the beginning of a bit string; gives what is left.
bind_segments([{bin_element, _, {string, _, String}, Size, Types} | Rest], Bits, Bindings) ->
    Expected = << <<(segment(C, Size, Types, Bindings, none))/bitstring>> || C <- String >>,
    Width = bit_size(Expected),
    case Bits of
        <<Expected:Width/bitstring, More/bitstring>> -> bind_segments(Rest, More, Bindings);
        _ -> throw(nomatch)
    end;
bind_segments([{bin_element, _, Pattern, Size, Types} | Rest], Bits, Bindings) ->
    Specification = specification(Size, Types),
    Width = width(Size, element(1, Specification), Bindings, none),
    {Value, More} = take(Specification, Width, Bits),
    bind_segments(Rest, More, bind(Pattern, Value, Bindings));
bind_segments([], Bits, Bindings) -> {Bindings, Bits}.

take({binary, Unit, _, _}, all, Bits) when bit_size(Bits) rem Unit =:= 0 -> {Bits, <<>>};
take({Type, Unit, Sign, Endian}, Width, Bits) when is_integer(Width), Width >= 0 ->
    Size = Width * Unit,
    case Bits of
        <<Part:Size/bitstring, More/bitstring>> -> {read(Type, Sign, Endian, Part), More};
        _ -> throw(nomatch)
    end;
take({utf8, _, _, _}, _, <<C/utf8, More/bitstring>>) -> {C, More};
take({utf16, _, _, little}, _, <<C/utf16-little, More/bitstring>>) -> {C, More};
take({utf16, _, _, _}, _, <<C/utf16, More/bitstring>>) -> {C, More};
take({utf32, _, _, little}, _, <<C/utf32-little, More/bitstring>>) -> {C, More};
take({utf32, _, _, _}, _, <<C/utf32, More/bitstring>>) -> {C, More};
take(_, _, _) -> throw(nomatch).

read(binary, _, _, Part) -> Part;
read(integer, Sign, Endian, Part) ->
    Size = bit_size(Part),
    case {Sign, Endian} of
        {unsigned, big} -> <<Value:Size>> = Part, Value;
        {unsigned, little} -> <<Value:Size/little>> = Part, Value;
        {unsigned, native} -> <<Value:Size/native>> = Part, Value;
        {signed, big} -> <<Value:Size/signed>> = Part, Value;
        {signed, little} -> <<Value:Size/signed-little>> = Part, Value;
        {signed, native} -> <<Value:Size/signed-native>> = Part, Value
    end;
read(float, _, Endian, Part) ->
    Size = bit_size(Part),
    case {Endian, Part} of
        {little, <<Value:Size/float-little>>} -> Value;
        {big, <<Value:Size/float>>} -> Value;
        {native, <<Value:Size/float-native>>} -> Value;
        _ -> throw(nomatch)
    end.

%% One step of a binary generator: the pattern at the beginning of the bits. When it does not match, as many bits are
%% skipped as it would take, if so many are there.
-spec match_prefix(tree(), bitstring(), bindings()) -> {match, bindings(), bitstring()} | {skip, bitstring()} | done.
match_prefix({bin, _, Elements}, Bits, Bindings) ->
    Fresh = without(Elements, Bindings),
    try bind_segments(Elements, Bits, Fresh) of
        {_, Bits} -> done;
        {Bound, More} -> {match, Bound, More}
    catch
        throw:nomatch ->
            Blank = [setelement(3, Element, {var, 0, '_'}) || Element <- Elements],
            try bind_segments(Blank, Bits, Fresh) of
                {_, Bits} -> done;
                {_, More} -> {skip, More}
            catch
                throw:nomatch -> done
            end
    end.
