%%% Forms of `erl_parse`: functions, attributes, and the types in them. Readers are as in `erlet_parse_expr`.
-module(erlet_parse_form).

-export([form/1, is_type/2]).

-import(erlet_parse_expr, [expect/2, separated/3]).

%% One form.
-spec form([erl_scan:token()]) -> {tuple(), [erl_scan:token()]}.
form([{'-', _}, {atom, Anno, Name} | Rest]) -> attribute(Name, Anno, Rest);
form([{'-', _} | Rest]) -> throw({syntax_error, Rest});
form(Tokens) ->
    {[{{clause, Anno, Patterns, _, _}, Name} | _] = Clauses, Rest} = separated(fun function_clause/1, ';', Tokens),
    ok = erlet_parse_expr:same_heads(Clauses, fun(Named) -> Named end),
    {{function, Anno, Name, length(Patterns), [Clause || {Clause, _} <- Clauses]}, Rest}.

function_clause([{atom, Anno, Name} | Rest]) ->
    {Patterns, Rest1} = erlet_parse_expr:head(Rest),
    {Guard, Body, Rest2} = erlet_parse_expr:guard_and_body(Rest1),
    {{{clause, Anno, Patterns, Guard, Body}, Name}, Rest2};
function_clause(Tokens) -> throw({syntax_error, Tokens}).

%%% Attributes

attribute(Name, Anno, Tokens) when Name =:= type; Name =:= opaque ->
    {Definition, Rest} = in_parentheses(fun type_definition/1, Tokens),
    {{attribute, Anno, Name, Definition}, Rest};
attribute(Name, Anno, Tokens) when Name =:= spec; Name =:= callback ->
    {Specification, Rest} = in_parentheses(fun specification/1, Tokens),
    {{attribute, Anno, Name, Specification}, Rest};
attribute(record, Anno, Tokens) ->
    {Record, Rest} = in_parentheses(fun record/1, Tokens),
    {{attribute, Anno, record, Record}, Rest};
attribute(Name, Anno, Tokens) ->
    {Values, Rest} = case Tokens of
        [{'(', _} | _] ->
            case erlet_parse_expr:arguments(Tokens) of
                {[], _} -> throw({syntax_error, tl(Tokens)});
                Arguments -> Arguments
            end;
        _ -> erlet_parse_expr:exprs(Tokens)
    end,
    {{attribute, Anno, Name, value(Name, Values)}, Rest}.

in_parentheses(Reader, [{'(', _} | Rest]) ->
    {Value, Rest1} = Reader(Rest),
    {Value, expect(')', Rest1)};
in_parentheses(Reader, Tokens) -> Reader(Tokens).

value(module, [{atom, _, Module}]) -> Module;
value(module, [{atom, _, Module}, Parameters]) -> {Module, names(Parameters)};
value(module, [Other | _]) -> bad(Other, ["bad ", "module", " declaration"]);
value(Name, [List]) when Name =:= export; Name =:= export_type -> functions(List);
value(optional_callbacks, [List]) -> term(List);
value(import, [{atom, _, Module}]) -> Module;
value(import, [{atom, _, Module}, List]) -> {Module, functions(List)};
value(import, [Other | _]) -> bad(Other, ["bad ", "import", " declaration"]);
value(file, [{string, _, Name}, {integer, _, Line}]) -> {Name, Line};
value(file, [Other | _]) -> bad(Other, ["bad ", "file", " declaration"]);
value(_, [Value]) -> term(Value);
value(_, [_, Second | _]) -> bad(Second, "bad attribute").

bad(Tree, Message) -> throw({parse_error, erlet_parse_expr:first_anno(Tree), Message}).

names({nil, _}) -> [];
names({cons, _, {var, _, Name}, Tail}) -> [Name | names(Tail)];
names(Other) -> bad(Other, ["bad ", "module", " declaration"]).

functions({nil, _}) -> [];
functions({cons, _, {op, _, '/', {atom, _, Name}, {integer, _, Arity}}, Tail}) -> [{Name, Arity} | functions(Tail)];
functions({cons, _, Other, _}) -> bad(Other, "bad Name/Arity");
functions(Other) -> bad(Other, "bad Name/Arity").

%% An attribute's term, in which `f/1` may stand for `{f, 1}`.
term(Tree) ->
    try plain(Tree)
    catch
        error:_ -> bad(Tree, "bad attribute")
    end.

plain({op, _, '/', {atom, _, Name}, {integer, _, Arity}}) -> {Name, Arity};
plain({cons, _, Head, Tail}) -> [plain(Head) | plain(Tail)];
plain({tuple, _, Elements}) -> list_to_tuple([plain(Element) || Element <- Elements]);
plain({map, _, Fields}) -> maps:from_list([{plain(Key), plain(Value)} || {map_field_assoc, _, Key, Value} <- Fields]);
plain(Tree) -> erl_parse:normalise(Tree).

%%% Records

record([{atom, _, Name}, {',', _}, {'{', _} | Rest]) ->
    {Fields, Rest1} = listed(fun field/1, '}', Rest),
    {{Name, Fields}, Rest1};
record([{_, Anno, _} | _]) -> throw({parse_error, Anno, ["bad ", "record", " declaration"]});
record(Tokens) -> throw({syntax_error, Tokens}).

field([{atom, Anno, Name} | Rest]) ->
    {Field, Rest2} = case Rest of
        [{'=', _} | Rest0] ->
            {Default, Rest1} = erlet_parse_expr:expr(Rest0),
            {{record_field, Anno, {atom, Anno, Name}, Default}, Rest1};
        _ -> {{record_field, Anno, {atom, Anno, Name}}, Rest}
    end,
    case Rest2 of
        [{'::', _} | Rest3] ->
            {Type, Rest4} = type(Rest3),
            {{typed_record_field, Field, Type}, Rest4};
        _ -> {Field, Rest2}
    end;
field(Tokens) -> throw({syntax_error, Tokens}).

listed(_, Close, [{Close, _} | Rest]) -> {[], Rest};
listed(Reader, Close, Tokens) ->
    {Items, Rest} = separated(Reader, ',', Tokens),
    {Items, expect(Close, Rest)}.

%%% Types and specifications

type_definition([{atom, _, Name} | Rest]) ->
    {Parameters, Rest1} = erlet_parse_expr:arguments(Rest),
    {Definition, Rest2} = type(expect('::', Rest1)),
    {{Name, Definition, Parameters}, Rest2};
type_definition(Tokens) -> throw({syntax_error, Tokens}).

specification([{atom, _, Module}, {':', _}, {atom, _, Name} | Rest]) ->
    {Signatures, Rest1} = separated(fun signature/1, ';', Rest),
    {{{Module, Name, arity(hd(Signatures))}, Signatures}, Rest1};
specification([{atom, _, Name} | Rest]) ->
    {Signatures, Rest1} = separated(fun signature/1, ';', Rest),
    {{{Name, arity(hd(Signatures))}, Signatures}, Rest1};
specification(Tokens) -> throw({syntax_error, Tokens}).

arity({type, _, bounded_fun, [Type, _]}) -> arity(Type);
arity({type, _, 'fun', [{type, _, product, Types}, _]}) -> length(Types).

signature([{'(', Anno} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', Rest),
    {Result, Rest2} = type(expect('->', Rest1)),
    Type = {type, Anno, 'fun', [{type, Anno, product, Types}, Result]},
    case Rest2 of
        [{'when', _} | Rest3] ->
            {Constraints, Rest4} = separated(fun constraint/1, ',', Rest3),
            {{type, Anno, bounded_fun, [Type, Constraints]}, Rest4};
        _ -> {Type, Rest2}
    end;
signature(Tokens) -> throw({syntax_error, Tokens}).

constraint([{var, Anno, Name}, {'::', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {{type, Anno, constraint, [{atom, Anno, is_subtype}, [{var, Anno, Name}, Type]]}, Rest1};
constraint([{atom, Anno, Name} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', expect('(', Rest)),
    {{type, Anno, constraint, [{atom, Anno, Name}, Types]}, Rest1};
constraint(Tokens) -> throw({syntax_error, Tokens}).

%% A type with its name or its alternatives.
type([{var, Anno, Name}, {'::', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {{ann_type, Anno, [{var, Anno, Name}, Type]}, Rest1};
type(Tokens) ->
    case separated(fun range/1, '|', Tokens) of
        {[Type], Rest} -> {Type, Rest};
        {[First | _] = Types, Rest} -> {{type, first(First), union, Types}, Rest}
    end.

first({op, _, _, Left, _}) -> first(Left);
first(Type) -> element(2, Type).

range([{var, _, _}, {'::', _} | _] = Tokens) -> type(Tokens);
range(Tokens) ->
    case sum(Tokens) of
        {Low, [{'..', _} | Rest]} ->
            {High, Rest1} = sum(Rest),
            {{type, first(Low), range, [Low, High]}, Rest1};
        Single -> Single
    end.

sum(Tokens) ->
    {Left, Rest} = product(Tokens),
    operators(Left, ['+', '-', 'bor', 'bxor', 'bsl', 'bsr'], fun product/1, Rest).

product(Tokens) ->
    {Left, Rest} = simple(Tokens),
    operators(Left, ['*', 'div', 'rem', 'band'], fun simple/1, Rest).

operators(Left, Operators, Reader, [{Operator, Anno} | Rest] = Tokens) ->
    case lists:member(Operator, Operators) of
        true ->
            {Right, Rest1} = Reader(Rest),
            operators({op, Anno, Operator, Left, Right}, Operators, Reader, Rest1);
        false -> {Left, Tokens}
    end;
operators(Left, _, _, Tokens) -> {Left, Tokens}.

simple([{Operator, Anno} | Rest]) when Operator =:= '-'; Operator =:= '+'; Operator =:= 'bnot' ->
    {Operand, Rest1} = simple(Rest),
    {{op, Anno, Operator, Operand}, Rest1};
simple([{atom, Anno, Module}, {':', _}, {atom, Anno1, Name} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', expect('(', Rest)),
    {{remote_type, Anno, [{atom, Anno, Module}, {atom, Anno1, Name}, Types]}, Rest1};
simple([{atom, Anno, Name}, {'(', _} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', Rest),
    {named(Anno, Name, Types), Rest1};
simple([{Category, Anno, Value} | Rest])
  when Category =:= var; Category =:= atom; Category =:= integer; Category =:= char ->
    {{Category, Anno, Value}, Rest};
simple([{'(', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {Type, expect(')', Rest1)};
simple([{'[', Anno}, {']', _} | Rest]) -> {{type, Anno, nil, []}, Rest};
simple([{'[', Anno} | Rest]) ->
    case type(Rest) of
        {Type, [{',', _}, {'...', _} | Rest1]} -> {{type, Anno, nonempty_list, [Type]}, expect(']', Rest1)};
        {Type, Rest1} -> {{type, Anno, list, [Type]}, expect(']', Rest1)}
    end;
simple([{'{', Anno} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, '}', Rest),
    {{type, Anno, tuple, Types}, Rest1};
simple([{'#', Anno}, {'{', _} | Rest]) ->
    {Pairs, Rest1} = listed(fun pair/1, '}', Rest),
    {{type, Anno, map, Pairs}, Rest1};
simple([{'#', Anno}, {atom, Anno1, Name}, {'{', _} | Rest]) ->
    {Fields, Rest1} = listed(fun field_type/1, '}', Rest),
    {{type, Anno, record, [{atom, Anno1, Name} | Fields]}, Rest1};
simple([{'<<', Anno} | Rest]) -> bits(Anno, Rest);
simple([{'fun', Anno}, {'(', _}, {')', _} | Rest]) -> {{type, Anno, 'fun', []}, Rest};
simple([{'fun', _}, {'(', _}, {'(', Anno}, {'...', _}, {')', _}, {'->', _} | Rest]) ->
    {Result, Rest1} = type(Rest),
    {{type, Anno, 'fun', [{type, Anno, any}, Result]}, expect(')', Rest1)};
simple([{'fun', _}, {'(', _}, {'(', Anno} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', Rest),
    {Result, Rest2} = type(expect('->', Rest1)),
    {{type, Anno, 'fun', [{type, Anno, product, Types}, Result]}, expect(')', Rest2)};
simple(Tokens) -> throw({syntax_error, Tokens}).

%% A type of the language or of the module.
named(Anno, tuple, []) -> {type, Anno, tuple, any};
named(Anno, map, []) -> {type, Anno, map, any};
named(Anno, Name, Types) ->
    case is_type(Name, length(Types)) of
        true -> {type, Anno, Name, Types};
        false -> {user_type, Anno, Name, Types}
    end.

%% Whether a type of the language has this name and so many arguments.
-spec is_type(atom(), arity()) -> boolean().
is_type(Name, Arity) -> lists:member({Name, Arity}, own_types()).

own_types() ->
    [{list, 1}, {maybe_improper_list, 2}, {nonempty_improper_list, 2}, {nonempty_list, 1},
     {nonempty_maybe_improper_list, 2} |
     [{Name, 0} || Name <- [any, arity, atom, binary, bitstring, bool, boolean, byte, char, cons, deep_string,
                            float, function, identifier, integer, iodata, iolist, list, map, maybe_improper_list,
                            mfa, module, neg_integer, nil, no_return, node, non_neg_integer, none,
                            nonempty_binary, nonempty_bitstring, nonempty_list, nonempty_maybe_improper_list,
                            nonempty_string, number, pid, port, pos_integer, reference, string, term, timeout,
                            tuple]]].

pair(Tokens) ->
    case type(Tokens) of
        {Key, [{'=>', Anno} | Rest]} ->
            {Value, Rest1} = type(Rest),
            {{type, Anno, map_field_assoc, [Key, Value]}, Rest1};
        {Key, [{':=', Anno} | Rest]} ->
            {Value, Rest1} = type(Rest),
            {{type, Anno, map_field_exact, [Key, Value]}, Rest1};
        {_, Rest} -> throw({syntax_error, Rest})
    end.

field_type([{atom, Anno, Name} | Rest]) ->
    {Type, Rest1} = type(expect('::', Rest)),
    {{type, Anno, field_type, [{atom, Anno, Name}, Type]}, Rest1};
field_type(Tokens) -> throw({syntax_error, Tokens}).

%% `<<>>`, `<<_:N>>`, `<<_:_*U>>` and `<<_:N, _:_*U>>`
bits(Anno, [{'>>', _} | Rest]) -> {{type, Anno, binary, [none(Anno), none(Anno)]}, Rest};
bits(Anno, [{var, _, '_'}, {':', _}, {var, _, '_'}, {'*', _} | Rest]) ->
    {Unit, Rest1} = simple(Rest),
    {{type, Anno, binary, [none(Anno), Unit]}, expect('>>', Rest1)};
bits(Anno, [{var, _, '_'}, {':', _} | Rest]) ->
    case simple(Rest) of
        {Size, [{',', _}, {var, _, '_'}, {':', _}, {var, _, '_'}, {'*', _} | Rest1]} ->
            {Unit, Rest2} = simple(Rest1),
            {{type, Anno, binary, [Size, Unit]}, expect('>>', Rest2)};
        {Size, Rest1} -> {{type, Anno, binary, [Size, none(Anno)]}, expect('>>', Rest1)}
    end;
bits(_, Tokens) -> throw({syntax_error, Tokens}).

%% OTP's zero that nobody wrote has a line only.
none(Anno) -> {integer, erl_anno:line(Anno), 0}.
