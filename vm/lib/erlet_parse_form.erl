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
    ok = erlet_parse_expr:same_heads(Clauses),
    {{function, Anno, Name, length(Patterns), [Clause || {Clause, _} <- Clauses]}, Rest}.

function_clause([{atom, Anno, Name} | Rest]) ->
    {Patterns, Rest1} = erlet_parse_expr:head(Rest),
    {Guard, Body, Rest2} = erlet_parse_expr:guard_and_body(Rest1),
    {{{clause, Anno, Patterns, Guard, Body}, Name}, Rest2};
function_clause(Tokens) -> throw({syntax_error, Tokens}).

%%% Attributes

attribute(Name, Anno, Tokens) when Name =:= spec; Name =:= callback ->
    {Specification, Rest} = in_parentheses(fun specification/1, Tokens),
    {{attribute, Anno, Name, Specification}, Rest};
attribute(Name, Anno, Tokens) ->
    {Value, Rest} = case declared(Tokens) of
        {{typed, Expr, Types}, Rest0} -> {typed(Name, Anno, Expr, Types), Rest0};
        {Values, Rest0} -> {value(Name, Values), Rest0}
    end,
    {{attribute, Anno, Name, Value}, Rest}.

in_parentheses(Reader, [{'(', _} | Rest]) ->
    {Value, Rest1} = Reader(Rest),
    {Value, expect(')', Rest1)};
in_parentheses(Reader, Tokens) -> Reader(Tokens).

%% Expressions, or one with a type (`f() :: t`) or with fields that have types (`r, {f :: t}`), in parentheses or not; a
%% single expression may begin with a parenthesis of its own.
declared([{'(', _} | Rest] = Tokens) ->
    case erlet_parse_expr:expr(Rest) of
        {Expr, [{Separator, _} | _] = Rest1} when Separator =:= ','; Separator =:= '::' ->
            {Declared, Rest2} = declared(Expr, Rest1),
            {Declared, expect(')', Rest2)};
        _ -> bare(Tokens)
    end;
declared(Tokens) -> bare(Tokens).

bare(Tokens) ->
    {Expr, Rest} = erlet_parse_expr:expr(Tokens),
    declared(Expr, Rest).

declared(Expr, [{'::', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {{typed, Expr, Type}, Rest1};
declared(Expr, [{',', _} | Rest]) ->
    case fields(Rest) of
        untyped ->
            {Exprs, Rest1} = erlet_parse_expr:exprs(Rest),
            {[Expr | Exprs], Rest1};
        {Fields, Rest1} -> {{typed, Expr, Fields}, Rest1}
    end;
declared(Expr, Rest) -> {[Expr], Rest}.

%% `{a, b = 1, c :: t}`, when one of the fields has a type.
fields([{'{', _}, {'}', _} | _]) -> untyped;
fields([{'{', _} | Rest]) ->
    {Fields, Rest1} = separated(fun field/1, ',', Rest),
    case lists:keymember(typed, 1, Fields) of
        true -> {Fields, expect('}', Rest1)};
        false -> untyped
    end;
fields(_) -> untyped.

field(Tokens) ->
    case erlet_parse_expr:expr(Tokens) of
        {Expr, [{'::', _} | Rest]} ->
            {Type, Rest1} = type(Rest),
            {{typed, Expr, Type}, Rest1};
        Untyped -> Untyped
    end.

typed(record, _, {atom, _, Name}, Fields) when is_list(Fields) -> {Name, [record_field(Field) || Field <- Fields]};
typed(Name, _, {call, _, {atom, _, Type}, Parameters}, Definition)
  when (Name =:= type) or (Name =:= opaque), is_tuple(Definition) ->
    [bad(Parameter, "bad type variable") || Parameter <- Parameters, element(1, Parameter) =/= var],
    {Type, Definition, Parameters};
typed(Name, Anno, _, _) when Name =:= type; Name =:= opaque; Name =:= record ->
    throw({parse_error, Anno, bad_declaration(Name)});
typed(_, Anno, _, _) -> throw({parse_error, Anno, "bad attribute"}).

record_field({typed, Expr, Type}) -> {typed_record_field, record_field(Expr), Type};
record_field({atom, Anno, _} = Name) -> {record_field, Anno, Name};
record_field({match, _, {atom, Anno, _} = Name, Default}) -> {record_field, Anno, Name, Default};
record_field(Other) -> bad(Other, "bad record field").

value(module, [{atom, _, Module}]) -> Module;
value(module, [{atom, _, Module}, Parameters]) -> {Module, names(Parameters, Parameters)};
value(export, [List]) -> functions(List, List);
value(export, [_, Second | _]) -> bad(Second, bad_declaration(export));
value(import, [{atom, _, Module}, List]) -> {Module, functions(List, List)};
value(import, [_, Second | _]) -> bad(Second, bad_declaration(import));
value(file, [{string, _, Name}, {integer, _, Line}]) -> {Name, Line};
value(record, [{atom, _, Name}, {tuple, _, Fields}]) -> {Name, [record_field(Field) || Field <- Fields]};
value(record, [{atom, _, _}, Other]) -> bad(Other, "bad record declaration");
value(Name, [First | _]) when Name =:= module; Name =:= import; Name =:= file; Name =:= record ->
    bad(First, bad_declaration(Name));
value(_, [Value]) -> term(Value);
value(_, [_, Second | _]) -> bad(Second, "bad attribute").

bad_declaration(Name) -> io_lib:format("bad ~w declaration", [Name]).

bad(Tree, Message) -> throw({parse_error, erlet_parse_expr:first_anno(Tree), Message}).

names({nil, _}, _) -> [];
names({cons, _, {var, _, Name}, Tail}, List) -> [Name | names(Tail, List)];
names(_, List) -> bad(List, "bad variable list").

functions({nil, _}, _) -> [];
functions({cons, _, {op, _, '/', {atom, _, Name}, {integer, _, Arity}}, Tail}, List) ->
    [{Name, Arity} | functions(Tail, List)];
functions(_, List) -> bad(List, "bad Name/Arity").

%% An attribute's term, in which `f/1` may stand for `{f, 1}`.
term(Tree) ->
    try plain(Tree)
    catch
        error:_ -> bad(Tree, "bad attribute")
    end.

plain({op, _, '/', {atom, _, Name}, {integer, _, Arity}}) -> {Name, Arity};
plain({cons, _, Head, Tail}) -> [plain(Head) | plain(Tail)];
plain({tuple, _, Elements}) -> list_to_tuple([plain(Element) || Element <- Elements]);
plain({map, _, Fields}) -> maps:from_list([association(Field) || Field <- Fields]);
plain(Tree) -> erl_parse:normalise(Tree).

association({map_field_assoc, _, Key, Value}) -> {plain(Key), plain(Value)}.

%%% Types and specifications

listed(_, Close, [{Close, _} | Rest]) -> {[], Rest};
listed(Reader, Close, Tokens) ->
    {Items, Rest} = separated(Reader, ',', Tokens),
    {Items, expect(Close, Rest)}.

specification([{atom, _, Module}, {':', _} | Rest0]) ->
    {{atom, _, Name}, Rest} = name(Rest0),
    {Signatures, Rest1} = separated(fun signature/1, ';', Rest),
    {{{Module, Name, arity(hd(Signatures))}, Signatures}, Rest1};
specification([{atom, _, Name} | Rest]) ->
    {Signatures, Rest1} = separated(fun signature/1, ';', Rest),
    {{{Name, arity(hd(Signatures))}, Signatures}, Rest1};
specification(Tokens) -> throw({syntax_error, Tokens}).

arity({type, _, bounded_fun, [Type, _]}) -> arity(Type);
arity({type, _, 'fun', [{type, _, product, Types}, _]}) -> length(Types).

signature(Tokens) ->
    case function_type(Tokens) of
        {{type, Anno, 'fun', _} = Type, [{'when', _} | Rest]} ->
            {Constraints, Rest1} = separated(fun constraint/1, ',', Rest),
            {{type, Anno, bounded_fun, [Type, Constraints]}, Rest1};
        Unbounded -> Unbounded
    end.

constraint([{var, Anno, Name}, {'::', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {{type, Anno, constraint, [{atom, Anno, is_subtype}, [{var, Anno, Name}, Type]]}, Rest1};
constraint([{atom, Anno, Name} | Rest]) ->
    {Types, Rest1} = separated(fun type/1, ',', expect('(', Rest)),
    {constrained(Anno, Name, Types), expect(')', Rest1)};
constraint([{var, _, _} | Rest]) -> throw({syntax_error, Rest});
constraint(Tokens) -> throw({syntax_error, Tokens}).

constrained(_, is_subtype, [{var, Anno, Name}, Type]) ->
    {type, Anno, constraint, [{atom, Anno, is_subtype}, [{var, Anno, Name}, Type]]};
constrained(_, is_subtype, [Other, _]) -> bad(Other, "bad type variable");
constrained(Anno, Name, _) -> throw({parse_error, Anno, io_lib:format("unsupported constraint ~tw", [Name])}).

%% A type with its name or its alternatives.
type([{var, Anno, Name}, {'::', _} | Rest]) ->
    {Type, Rest1} = type(Rest),
    {{ann_type, Anno, [{var, Anno, Name}, Type]}, Rest1};
type(Tokens) ->
    case separated(fun range/1, '|', Tokens) of
        {[Type], Rest} -> {Type, Rest};
        {[First | _] = Types, Rest} -> {{type, first(First), union, alternatives(Types)}, Rest}
    end.

%% The alternatives of a last one in parentheses are their neighbours.
alternatives([{type, _, union, Types}]) -> Types;
alternatives([Type | Types]) -> [Type | alternatives(Types)];
alternatives([]) -> [].

first({op, _, _, Left, _}) -> first(Left);
first(Type) -> element(2, Type).

range([{var, _, _}, {'::', _} | _] = Tokens) -> type(Tokens);
range(Tokens) ->
    case sum(Tokens) of
        {Low, [{'..', _} | Rest]} ->
            {High, Rest1} = sum(Rest),
            {{type, element(2, Low), range, [Low, High]}, Rest1};
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
simple([{atom, Anno, Module}, {':', _} | Rest0]) ->
    {{atom, Anno1, Name}, Rest} = name(Rest0),
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
        {Type, [{',', _} | Rest1]} -> {{type, Anno, nonempty_list, [Type]}, expect(']', expect('...', Rest1))};
        {Type, Rest1} -> {{type, Anno, list, [Type]}, expect(']', Rest1)}
    end;
simple([{'{', Anno} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, '}', Rest),
    {{type, Anno, tuple, Types}, Rest1};
simple([{'#', Anno}, {'{', _} | Rest]) ->
    {Pairs, Rest1} = listed(fun pair/1, '}', Rest),
    {{type, Anno, map, Pairs}, Rest1};
simple([{'#', Anno} | Rest0]) ->
    {Name, Rest} = name(Rest0),
    {Fields, Rest1} = listed(fun field_type/1, '}', expect('{', Rest)),
    {{type, Anno, record, [Name | Fields]}, Rest1};
simple([{'<<', Anno} | Rest]) -> bits(Anno, Rest);
simple([{'fun', Anno} | Rest]) ->
    case expect('(', Rest) of
        [{')', _} | Rest1] -> {{type, Anno, 'fun', []}, Rest1};
        Rest1 ->
            {Type, Rest2} = function_type(Rest1),
            {Type, expect(')', Rest2)}
    end;
simple(Tokens) -> throw({syntax_error, Tokens}).

name([{atom, _, _} = Name | Rest]) -> {Name, Rest};
name(Tokens) -> throw({syntax_error, Tokens}).

%% `(...) -> T` or `(A, B) -> T`
function_type([{'(', Anno}, {'...', _} | Rest]) ->
    {Result, Rest1} = type(expect('->', expect(')', Rest))),
    {{type, Anno, 'fun', [{type, Anno, any}, Result]}, Rest1};
function_type([{'(', Anno} | Rest]) ->
    {Types, Rest1} = listed(fun type/1, ')', Rest),
    {Result, Rest2} = type(expect('->', Rest1)),
    {{type, Anno, 'fun', [{type, Anno, product, Types}, Result]}, Rest2};
function_type(Tokens) -> throw({syntax_error, Tokens}).

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
bits(Anno, Tokens) ->
    case bits_part(Tokens) of
        {unit, Unit, Rest} -> {{type, Anno, binary, [none(Anno), Unit]}, expect('>>', Rest)};
        {size, Size, [{',', _} | Rest]} ->
            {Unit, Rest1} = unit(expect(':', variable(Rest)), Rest),
            {{type, Anno, binary, [Size, Unit]}, expect('>>', Rest1)};
        {size, Size, Rest} -> {{type, Anno, binary, [Size, none(Anno)]}, expect('>>', Rest)}
    end.

%% `_:N` or `_:_*U`
bits_part(Tokens) ->
    case expect(':', variable(Tokens)) of
        [{var, _, _}, {'*', _} | _] = Rest ->
            {Unit, Rest1} = unit(Rest, Tokens),
            {unit, Unit, Rest1};
        Rest ->
            {Size, Rest1} = range(Rest),
            ok = nameless(Tokens),
            {size, Size, Rest1}
    end.

unit(Tokens, Start) ->
    {Unit, Rest} = range(expect('*', variable(Tokens))),
    ok = nameless(Start),
    ok = nameless(Tokens),
    {Unit, Rest}.

variable([{var, _, _} | Rest]) -> Rest;
variable(Tokens) -> throw({syntax_error, Tokens}).

nameless([{var, _, '_'} | _]) -> ok;
nameless([{var, Anno, _} | _]) -> throw({parse_error, Anno, "Bad binary type"}).

%% OTP's zero that nobody wrote has a line only.
none(Anno) -> {integer, erl_anno:line(Anno), 0}.
