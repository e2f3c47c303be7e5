%%% Patterns, guards and bit strings of `erl_eval`.
-module(erlet_eval_match).

-export([match/3, fresh_match/3, match_prefix/3, clause/4, function_clause/4, holds/3, parts/1, build/2]).

-type bindings() :: erl_eval:binding_struct().
-type tree() :: tuple().

%%% Clauses

%% The body of the first clause whose pattern and guard hold, and what is bound then.
-spec clause([tree()], [term()], bindings(), term()) -> {[tree()], bindings()} | nomatch.
clause(Clauses, Values, Bindings, Handlers) ->
    first(Clauses, Handlers, fun(Patterns) -> attempt(fun() -> bind_all(Patterns, Values, Bindings, Bindings) end) end).

%% The same for a fun, whose arguments' variables are new.
-spec function_clause([tree()], [term()], bindings(), term()) -> {[tree()], bindings()} | nomatch.
function_clause(Clauses, Values, Bindings, Handlers) ->
    Fresh = fun(Patterns) -> over(bind_all(Patterns, Values, none(Bindings), Bindings), Bindings) end,
    first(Clauses, Handlers, fun(Patterns) -> attempt(fun() -> Fresh(Patterns) end) end).

first([{clause, _, Patterns, Guard, Body} | Rest], Handlers, Match) ->
    case Match(Patterns) of
        {match, Bound} ->
            case guard(Guard, Bound, Handlers) of
                true -> {Body, Bound};
                false -> first(Rest, Handlers, Match)
            end;
        nomatch -> first(Rest, Handlers, Match)
    end;
first([], _, _) -> nomatch.

%% Alternatives of tests.
guard([], _, _) -> true;
guard(Alternatives, Bindings, Handlers) ->
    Holds = fun(Test) -> is_test(Test) andalso holds(Test, Bindings, Handlers) end,
    lists:any(fun(Tests) -> lists:all(Holds, Tests) end, Alternatives).

is_test(Test) -> erl_lint:is_guard_test(Test) orelse error(guard_expr).

%% Whether a guard test is true: one that fails with an error is not.
-spec holds(tree(), bindings(), term()) -> boolean().
holds(Test, Bindings, Handlers) ->
    try erl_eval:value(newer(Test), Bindings, Handlers) =:= true
    catch
        error:_ -> false
    end.

%% A test of old, called like a type, by its name of today.
newer({call, Anno, {atom, NameAnno, Name}, [_] = Args} = Test) ->
    case erl_internal:old_type_test(Name, 1) of
        true -> {call, Anno, {atom, NameAnno, list_to_atom("is_" ++ atom_to_list(Name))}, Args};
        false -> Test
    end;
newer(Test) -> Test.

%%% Patterns

%% Matches a pattern; bound variables must be equal.
-spec match(tree(), term(), bindings()) -> {match, bindings()} | nomatch.
match(Pattern, Value, Bindings) -> attempt(fun() -> bind_all([Pattern], [Value], Bindings, Bindings) end).

%% The same with new variables, as in a generator.
-spec fresh_match(tree(), term(), bindings()) -> {match, bindings()} | nomatch.
fresh_match(Pattern, Value, Bindings) ->
    attempt(fun() -> over(bind_all([Pattern], [Value], none(Bindings), Bindings), Bindings) end).

attempt(Match) ->
    try {match, Match()}
    catch
        throw:nomatch -> nomatch
    end.

%% No bindings, of the same kind as others.
none(Bindings) when is_map(Bindings) -> #{};
none(_) -> [].

%% Bindings with new ones, which hide those of the same names.
over(New, Bindings) ->
    lists:foldl(fun({Name, Value}, Bound) -> erl_eval:add_binding(Name, Value, Bound) end, Bindings,
                erl_eval:bindings(New)).

%% What is bound before the pattern, `Outer`, is what its sizes and keys are computed with.
bind_all([Pattern | Patterns], [Value | Values], Bindings, Outer) ->
    Bound = try bind(Pattern, Value, Bindings, Outer)
    catch
        error:_ -> error({illegal_pattern, Pattern})
    end,
    bind_all(Patterns, Values, Bound, Outer);
bind_all([], [], Bindings, _) -> Bindings;
bind_all(_, _, _, _) -> throw(nomatch).

bind_elements([Pattern | Patterns], [Value | Values], Bindings, Outer) ->
    bind_elements(Patterns, Values, bind(Pattern, Value, Bindings, Outer), Outer);
bind_elements([], [], Bindings, _) -> Bindings.

bind({var, _, '_'}, _, Bindings, _) -> Bindings;
bind({var, _, Name}, Value, Bindings, _) ->
    case erl_eval:binding(Name, Bindings) of
        {value, Value} -> Bindings;
        {value, _} -> throw(nomatch);
        unbound -> erl_eval:add_binding(Name, Value, Bindings)
    end;
bind({match, _, Left, Right}, Value, Bindings, Outer) -> bind(Right, Value, bind(Left, Value, Bindings, Outer), Outer);
bind({cons, _, Head, Tail}, [First | Rest], Bindings, Outer) ->
    bind(Tail, Rest, bind(Head, First, Bindings, Outer), Outer);
bind({cons, _, _, _}, _, _, _) -> throw(nomatch);
bind({tuple, _, Patterns}, Tuple, Bindings, Outer) when tuple_size(Tuple) =:= length(Patterns) ->
    bind_elements(Patterns, tuple_to_list(Tuple), Bindings, Outer);
bind({tuple, _, _}, _, _, _) -> throw(nomatch);
bind({map, _, Fields}, Map, Bindings, Outer) when is_map(Map) ->
    lists:foldl(fun(Field, Bound) -> bind_field(Field, Map, Bound, Outer) end, Bindings, Fields);
bind({map, _, _}, _, _, _) -> throw(nomatch);
bind({bin, _, Elements}, Bits, Bindings, Outer) when is_bitstring(Bits) ->
    case bind_segments(Elements, Bits, Bindings, Outer) of
        {Bound, <<>>} -> Bound;
        _ -> throw(nomatch)
    end;
bind({bin, _, _}, _, _, _) -> throw(nomatch);
bind({op, _, '++', {string, Anno, String}, Rest}, Value, Bindings, Outer) ->
    bind(lists:foldr(fun(C, Tail) -> {cons, Anno, {char, Anno, C}, Tail} end, Rest, String), Value, Bindings, Outer);
bind({op, _, '++', {nil, _}, Rest}, Value, Bindings, Outer) -> bind(Rest, Value, Bindings, Outer);
bind({op, _, '++', {cons, Anno, Head, Tail}, Rest}, Value, Bindings, Outer) ->
    bind({cons, Anno, Head, {op, Anno, '++', Tail, Rest}}, Value, Bindings, Outer);
bind(Constant, Value, Bindings, _) ->
    case constant(Constant) of
        Value -> Bindings;
        _ -> throw(nomatch)
    end.

%% What else may stand in a pattern: literals, and operators that give one.
constant({Kind, _, Value}) when Kind =:= integer; Kind =:= float; Kind =:= atom; Kind =:= char; Kind =:= string;
                                Kind =:= value ->
    Value;
constant({nil, _}) -> [];
constant(Tree) ->
    case erl_eval:partial_eval(Tree) of
        Tree -> error(illegal_pattern);
        {_, _, Value} -> Value
    end.

bind_field({map_field_exact, _, Key, Pattern}, Map, Bindings, Outer) ->
    Value = try erl_eval:value(Key, Outer, none) of
        Known when is_map_key(Known, Map) -> map_get(Known, Map);
        _ -> throw(nomatch)
    catch
        error:_ -> throw(nomatch)
    end,
    bind(Pattern, Value, Bindings, Outer);
bind_field(_, _, _, _) -> throw(nomatch).

%%% Bit strings

%% What is evaluated, in this order, before the first segment is made: values and sizes.
-spec parts([tree()]) -> [tree()].
parts(Elements) -> lists:append([value_part(Value) ++ size_part(Size) || {bin_element, _, Value, Size, _} <- Elements]).

value_part({string, _, _}) -> [];
value_part(Expr) -> [Expr].

size_part(default) -> [];
size_part({atom, _, default}) -> [];
size_part(Size) -> [Size].

%% Builds a bit string from the values of its parts.
-spec build([tree()], [term()]) -> bitstring().
build(Elements, Values) ->
    {Segments, []} = lists:mapfoldl(fun evaluated/2, Values, Elements),
    << <<(bits(Written, Width, Specification))/bitstring>> || {Written, Width, Specification} <- Segments >>.

evaluated({bin_element, _, Value, Size, Types}, Values) ->
    {Written, Values1} = case {Value, Values} of
        {{string, _, String}, _} -> {String, Values};
        {_, [Known | Others]} -> {[Known], Others}
    end,
    {Type, _, _, _} = Specification = specification(Types),
    case {size_part(Size), Values1} of
        {[], _} -> {{Written, usual_width(Type), Specification}, Values1};
        {_, [Width | Rest]} -> {{Written, Width, Specification}, Rest}
    end.

%% An empty string is checked as one with characters.
bits([], Width, Specification) ->
    _ = segment(0, Width, Specification),
    <<>>;
bits(Values, Width, Specification) ->
    << <<(segment(Value, Width, Specification))/bitstring>> || Value <- Values >>.

segment(Value, Width, {Type, Unit, _, Endian}) ->
    case {Type, Width} of
        {integer, Width} when is_integer(Width) -> integer(Value, Width * Unit, Endian);
        {float, Width} when is_integer(Width) -> float(Value, Width * Unit, Endian);
        {binary, all} when is_bitstring(Value), bit_size(Value) rem Unit =:= 0 -> Value;
        {binary, Width} when is_integer(Width), Width >= 0, is_bitstring(Value), bit_size(Value) >= Width * Unit ->
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
specification(default) -> specification([]);
specification(Types) ->
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

usual_width(integer) -> 8;
usual_width(float) -> 64;
usual_width(_) -> all.

%% Matches the segments at the beginning of a bit string; gives what is left. Later sizes know the variables of
%% earlier segments.
bind_segments([{bin_element, _, {string, _, _}, _, _} = Element | Rest], Bits, Bindings, Outer) ->
    bind_segments(characters(Element) ++ Rest, Bits, Bindings, Outer);
bind_segments([{bin_element, _, Pattern, Size, Types} | Rest], Bits, Bindings, Outer) ->
    Specification = specification(Types),
    Width = known_width(Size, Specification, Outer),
    {Value, More} = take(Specification, Width, Bits),
    Wanted = of_type(element(1, Specification), Pattern),
    Outer1 = case Pattern of
        {var, _, Name} when Name =/= '_' -> erl_eval:add_binding(Name, Value, Outer);
        _ -> Outer
    end,
    bind_segments(Rest, More, bind(Wanted, Value, Bindings, Outer), Outer1);
bind_segments([], Bits, Bindings, _) -> {Bindings, Bits}.

%% The characters of a string are segments of their own.
characters({bin_element, Anno, {string, _, String}, Size, Types}) ->
    [{bin_element, Anno, {integer, Anno, C}, Size, Types} || C <- String];
characters(Element) -> [Element].

%% A number that is written in a segment of floats is a float.
of_type(float, Pattern) when element(1, Pattern) =/= var ->
    try {float, 0, float(constant(Pattern))}
    catch
        error:badarg -> throw(nomatch)
    end;
of_type(_, Pattern) -> Pattern.

%% A size that fails matches nothing, but for one with an unknown variable.
known_width(Size, Specification, Outer) ->
    try size_part(Size) of
        [] -> usual_width(element(1, Specification));
        [Expr] -> erl_eval:value(Expr, Outer, none)
    catch
        error:{unbound, _} = Reason -> error(Reason);
        error:_ -> throw(nomatch)
    end.

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
match_prefix({bin, _, Segments}, Bits, Bindings) ->
    Elements = lists:flatmap(fun characters/1, Segments),
    Prefix = fun(Wanted) ->
                     try {match, bind_segments(Wanted, Bits, none(Bindings), Bindings)}
                     catch
                         throw:nomatch -> nomatch;
                         error:_ -> nomatch
                     end
             end,
    case Prefix(Elements) of
        {match, {_, Bits}} -> done;
        {match, {Bound, More}} -> {match, over(Bound, Bindings), More};
        nomatch ->
            case Prefix([setelement(3, Element, {var, 0, '_'}) || Element <- Elements]) of
                {match, {_, More}} when More =/= Bits -> {skip, More};
                _ -> done
            end
    end.
