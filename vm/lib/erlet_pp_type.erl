%%% Types as documents, for `erl_pp`; and its renaming of variables.
-module(erlet_pp_type).

-export([doc/2, top/2, function_types/2, legal/1]).

-import(erlet_layout, [word/1, text/1, row/1, step/2, fill/3, column/2, lines/1]).

%% A type that stands alone, where atoms may be quoted.
-spec top(erl_parse:abstract_type(), map()) -> erlet_layout:doc().
top({atom, _, Name}, #{quote := true}) -> quoted(Name);
top(Type, Pp) -> doc(Type, 0, Pp).

quoted(Name) ->
    case io_lib:write_atom(Name) of
        [$' | _] = Text -> word(Text);
        Text -> word([$', Text, $'])
    end.

%% The document of a type.
-spec doc(erl_parse:abstract_type(), map()) -> erlet_layout:doc().
doc(Type, Pp) -> doc(Type, 0, Pp).

doc({ann_type, _, [Variable, Type]}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:type_inop_prec('::'),
    Doc = step(row([doc(Variable, Left, Pp), text(" ::")]), doc(Type, Right, Pp)),
    parentheses(Doc, Own, Outer);
doc({paren_type, _, [Type]}, Outer, Pp) -> doc(Type, Outer, Pp);
doc({type, _, union, Types}, Outer, Pp) ->
    {_, Own, Right} = erl_parse:type_inop_prec('|'),
    Docs = [case Type of
                {atom, _, Name} when map_get(quote, Pp) -> quoted(Name);
                _ -> doc(Type, Right, Pp)
            end || Type <- Types],
    parentheses(fill("", separate(Docs, {" | ", " |"}), ""), Own, Outer);
doc({type, _, list, [Type]}, _, Pp) -> row([text("["), doc(Type, 0, Pp), text("]")]);
doc({type, _, nonempty_list, [Type]}, _, Pp) -> fill("[", separate([doc(Type, 0, Pp), word("...")], {", ", ","}), "]");
doc({type, _, nil, []}, _, _) -> word("[]");
doc({type, _, tuple, any}, _, _) -> text("tuple()");
doc({type, _, tuple, []}, _, _) -> word("{}");
doc({type, _, tuple, Types}, _, Pp) -> list("{", Types, "}", Pp);
doc({type, _, map, any}, _, _) -> text("map()");
doc({type, _, map, Fields}, _, Pp) -> fill("#{", separate([map_field(Field, Pp) || Field <- Fields], {", ", ","}), "}");
doc({type, _, record, [{atom, _, Name} | Fields]}, _, Pp) ->
    Docs = [step(row([doc(Field, 0, Pp), text(" ::")]), doc(Type, 0, Pp))
            || {type, _, field_type, [Field, Type]} <- Fields],
    row([text(["#", io_lib:write_atom(Name)]), fill("{", separate(Docs, {", ", ","}), "}")]);
doc({type, _, range, [From, To]}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:type_inop_prec('..'),
    parentheses(row([doc(From, Left, Pp), text(".."), doc(To, Right, Pp)]), Own, Outer);
doc({type, _, binary, [{integer, _, Base}, {integer, _, Unit}]}, _, _) ->
    Parts = [text(["_:", integer_to_list(Base)]) || Base =/= 0] ++ [text(["_:_*", integer_to_list(Unit)]) || Unit =/= 0],
    case Parts of
        [] -> word("<<>>");
        _ -> fill("<<", separate(Parts, {", ", ","}), ">>")
    end;
doc({type, _, 'fun', []}, _, _) -> text("fun()");
doc({type, _, 'fun', [{type, _, any}, Result]}, _, Pp) -> row([text("fun("), arrow(text("(...)"), Result, Pp), text(")")]);
doc({type, _, 'fun', [_, _]} = Type, _, Pp) -> row([text("fun("), function_type(Type, Pp), text(")")]);
doc({remote_type, _, [Module, Name, Types]}, _, Pp) ->
    row([doc(Module, 0, Pp), text(":"), doc(Name, 0, Pp), list("(", Types, ")", Pp)]);
doc({Kind, _, Name, Types}, _, Pp) when Kind =:= type; Kind =:= user_type ->
    row([text(io_lib:write_atom(Name)), list("(", Types, ")", Pp)]);
doc({op, _, Operator, Operand}, Outer, Pp) ->
    {Own, Right} = erl_parse:type_preop_prec(Operator),
    Space = [" " || Operator =:= 'bnot'],
    parentheses(row([text([atom_to_list(Operator) | Space]), doc(Operand, Right, Pp)]), Own, Outer);
doc({op, _, Operator, A, B}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:type_inop_prec(Operator),
    parentheses(column("", [doc(A, Left, Pp), text(atom_to_list(Operator)), doc(B, Right, Pp)]), Own, Outer);
doc({var, _, Name}, _, _) -> word(atom_to_list(Name));
doc({atom, _, Name}, _, _) -> word(io_lib:write_atom(Name));
doc({integer, _, Value}, _, _) -> word(integer_to_list(Value));
doc({char, _, C}, _, _) -> text(io_lib:write_char(C)).

map_field({type, _, map_field_assoc, [Key, Value]}, Pp) -> step(row([doc(Key, 0, Pp), text(" =>")]), doc(Value, 0, Pp));
map_field({type, _, map_field_exact, [Key, Value]}, Pp) -> step(row([doc(Key, 0, Pp), text(" :=")]), doc(Value, 0, Pp)).

parentheses(Doc, Own, Outer) when Own < Outer -> row([text("("), Doc, text(")")]);
parentheses(Doc, _, _) -> Doc.

list(Open, Types, Close, Pp) -> fill(Open, separate([doc(Type, 0, Pp) || Type <- Types], {", ", ","}), Close).

separate([], _) -> [];
separate([Doc], _) -> [{Doc, none}];
separate([Doc | Docs], Separator) -> [{Doc, Separator} | separate(Docs, Separator)].

%% The types of a -spec, after the function's name.
-spec function_types([erl_parse:abstract_type()], map()) -> erlet_layout:doc().
function_types([Type], Pp) -> constrained(Type, Pp);
function_types(Types, Pp) ->
    Last = length(Types),
    lines([{0, row([constrained(Type, Pp) | [text(";") || N =/= Last]])} || {N, Type} <- lists:enumerate(Types)]).

constrained({type, _, bounded_fun, [Type, Constraints]}, Pp) ->
    Docs = [step(row([doc(Variable, 0, Pp), text(" ::")]), top(Bound, Pp))
            || {type, _, constraint, [_, [Variable, Bound]]} <- Constraints],
    step(function_type(Type, Pp), step(text("when"), column(",", Docs)));
constrained(Type, Pp) -> function_type(Type, Pp).

function_type({type, _, 'fun', [{type, _, any}, Result]}, Pp) -> arrow(text("(...)"), Result, Pp);
function_type({type, _, 'fun', [{type, _, product, Types}, Result]}, Pp) -> arrow(list("(", Types, ")", Pp), Result, Pp).

arrow(Arguments, Result, Pp) -> step(row([Arguments, text(" ->")]), top(Result, Pp)).

%%% Names that are variables' names

%% The tree with variables that begin with a lower-case letter in capitals, made different from all others.
-spec legal(Tree) -> Tree when Tree :: term().
legal(Tree) ->
    Names = lists:usort(variables(Tree, [])),
    {Bad, Good} = lists:partition(fun is_bad/1, Names),
    {Renamed, _} = lists:foldl(fun(Name, {Map, Used}) ->
        New = unused(list_to_atom(string:to_upper(atom_to_list(Name))), Used),
        {Map#{Name => New}, [New | Used]}
    end, {#{}, Good}, Bad),
    renamed(Tree, Renamed).

is_bad(Name) ->
    [C | _] = atom_to_list(Name),
    C >= $a andalso C =< $z.

unused(Name, Used) ->
    case lists:member(Name, Used) of
        true -> unused(list_to_atom(atom_to_list(Name) ++ "_"), Used);
        false -> Name
    end.

variables({var, _, Name}, Names) when is_atom(Name) -> [Name | Names];
variables(Tuple, Names) when is_tuple(Tuple) -> variables(tuple_to_list(Tuple), Names);
variables([Head | Tail], Names) -> variables(Tail, variables(Head, Names));
variables(_, Names) -> Names.

renamed({var, Anno, Name}, Map) -> {var, Anno, maps:get(Name, Map, Name)};
renamed(Tuple, Map) when is_tuple(Tuple) -> list_to_tuple(renamed(tuple_to_list(Tuple), Map));
renamed([Head | Tail], Map) -> [renamed(Head, Map) | renamed(Tail, Map)];
renamed(Other, _) -> Other.
