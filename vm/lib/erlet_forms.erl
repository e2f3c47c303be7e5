%%% Abstract forms as a text that our own front end reads: every line where the form says that it stands, everything that
%%% could be taken otherwise between parentheses, and no types.
-module(erlet_forms).

-export([text/1]).

%% The text of forms, and the name of the file that they say they come from.
-spec text([erl_parse:abstract_form()]) -> {unicode:charlist(), string() | undefined}.
text(Forms) ->
    {Text, _} = lists:mapfoldl(fun place/2, 1, lists:flatten([[form(Form), ". "] || Form <- Forms])),
    {Text, file(Forms)}.

file([{attribute, _, file, {File, _}} | _]) -> File;
file([_ | Rest]) -> file(Rest);
file([]) -> undefined.

%% Pieces are `{line, Anno}` or characters: a line that is still to come is reached by empty lines.
place({line, Anno}, Line) ->
    case erl_anno:line(Anno) of
        Wanted when Wanted > Line -> {lists:duplicate(Wanted - Line, $\n), Wanted};
        _ -> {[], Line}
    end;
%% What follows such an attribute counts from its line.
place({file, File, First}, _) -> {["-file(", io_lib:write_string(File), $,, integer_to_list(First), ")"], First};
place($\n, Line) -> {$\n, Line + 1};
place(C, Line) -> {C, Line}.

at(Tree, Pieces) -> [{line, element(2, Tree)} | Pieces].

%%% Forms

form({attribute, _, file, {File, Line}}) -> [{file, File, Line}];
form({attribute, _, Name, _})
  when Name =:= spec; Name =:= callback; Name =:= type; Name =:= opaque; Name =:= export_type; Name =:= dialyzer;
       Name =:= optional_callbacks ->
    "-compile([])";
form({attribute, _, Name, List} = Form) when Name =:= export ->
    at(Form, ["-export([", commas([[atom(F), $/, integer_to_list(A)] || {F, A} <- List]), "])"]);
form({attribute, _, import, {Module, List}} = Form) ->
    at(Form, ["-import(", atom(Module), ", [", commas([[atom(F), $/, integer_to_list(A)] || {F, A} <- List]), "])"]);
form({attribute, _, on_load, {F, A}} = Form) -> at(Form, ["-on_load(", atom(F), $/, integer_to_list(A), ")"]);
form({attribute, _, record, {Name, Fields}} = Form) ->
    at(Form, ["-record(", atom(Name), ", {", commas([field_declaration(Field) || Field <- Fields]), "})"]);
form({attribute, _, Name, Value} = Form) ->
    at(Form, ["-", atom(Name), "(", io_lib:format("~tw", [Value]), ")"]);
form({function, _, Name, _, Clauses}) -> semicolons([[at(Clause, atom(Name)), head(Clause)] || Clause <- Clauses]);
form({eof, _}) -> "-compile([])";
form({Kind, _}) when Kind =:= error; Kind =:= warning -> "-compile([])".

field_declaration({typed_record_field, Field, _}) -> field_declaration(Field);
field_declaration({record_field, _, Name}) -> expr(Name);
field_declaration({record_field, _, Name, Default}) -> [expr(Name), " = ", expr(Default)].

%%% Clauses

%% Arguments, guard and body of a function's clause.
head({clause, _, Patterns, Guard, Body}) -> [arguments(Patterns), guard(Guard), " -> ", exprs(Body)].

clause({clause, _, [Pattern], Guard, Body} = Clause) ->
    at(Clause, [expr(Pattern), guard(Guard), " -> ", exprs(Body)]).

if_clause({clause, _, [], Guard, Body} = Clause) -> at(Clause, [alternatives(Guard), " -> ", exprs(Body)]).

catch_clause({clause, _, [{tuple, _, [Class, Reason, Stack]}], Guard, Body} = Clause) ->
    Trace = case Stack of
        {var, _, '_'} -> [];
        _ -> [$:, expr(Stack)]
    end,
    at(Clause, [expr(Class), $:, primary(Reason), Trace, guard(Guard), " -> ", exprs(Body)]).

guard([]) -> [];
guard(Guard) -> [" when ", alternatives(Guard)].

alternatives(Guard) -> semicolons([exprs(Tests) || Tests <- Guard]).

arguments(Arguments) -> ["(", exprs(Arguments), ")"].

exprs(Exprs) -> commas([expr(Expr) || Expr <- Exprs]).

commas(Items) -> lists:join(", ", Items).

semicolons(Items) -> lists:join("; ", Items).

clauses(Clauses) -> semicolons([clause(Clause) || Clause <- Clauses]).

%%% Expressions

expr(Tree) -> at(Tree, bare(Tree)).

%% What may stand where an operator may not.
primary(Tree) ->
    case element(1, Tree) of
        Kind when Kind =:= atom; Kind =:= var; Kind =:= tuple; Kind =:= cons; Kind =:= nil; Kind =:= string;
                  Kind =:= float; Kind =:= char; Kind =:= bin; Kind =:= op; Kind =:= match ->
            expr(Tree);
        integer when element(3, Tree) >= 0 -> expr(Tree);
        _ -> ["(", expr(Tree), ")"]
    end.

atom(Name) -> io_lib:write_atom(Name).

bare({atom, _, Name}) -> atom(Name);
bare({var, _, Name}) -> atom_to_list(Name);
bare({char, _, C}) -> io_lib:write_char(C);
bare({string, _, String}) -> io_lib:write_string(String);
bare({Kind, _, Value}) when Kind =:= integer; Kind =:= float ->
    Text = io_lib:write(Value),
    case Value < 0 of
        true -> ["(", Text, ")"];
        false -> Text
    end;
bare({nil, _}) -> "[]";
bare({cons, _, Head, Tail}) -> ["[", expr(Head), tail(Tail)];
bare({tuple, _, Elements}) -> ["{", exprs(Elements), "}"];
bare({map, _, Fields}) -> ["#{", commas([map_field(Field) || Field <- Fields]), "}"];
bare({map, _, Base, Fields}) -> ["(", expr(Base), ")#{", commas([map_field(Field) || Field <- Fields]), "}"];
bare({record, _, Name, Fields}) -> ["#", atom(Name), record_fields(Fields)];
bare({record, _, Base, Name, Fields}) -> ["(", expr(Base), ")#", atom(Name), record_fields(Fields)];
bare({record_index, _, Name, Field}) -> ["#", atom(Name), ".", expr(Field)];
bare({record_field, _, Base, Name, Field}) -> ["(", expr(Base), ")#", atom(Name), ".", expr(Field)];
bare({bin, _, Elements}) -> ["<<", commas([segment(Element) || Element <- Elements]), ">>"];
bare({op, _, Operator, Operand}) -> ["(", atom_to_list(Operator), " ", expr(Operand), ")"];
bare({op, Anno, Operator, Left, Right}) ->
    ["(", expr(Left), {line, Anno}, " ", atom_to_list(Operator), " ", expr(Right), ")"];
bare({match, _, Pattern, Value}) -> ["(", expr(Pattern), " = ", expr(Value), ")"];
bare({maybe_match, _, Pattern, Value}) -> [expr(Pattern), " ?= ", expr(Value)];
bare({'catch', _, Value}) -> ["(catch ", expr(Value), ")"];
bare({block, _, Body}) -> ["begin ", exprs(Body), " end"];
bare({call, _, {remote, _, Module, Name}, Arguments}) ->
    [primary(Module), ":", primary(Name), arguments(Arguments)];
bare({call, _, {atom, _, Name}, Arguments}) -> [atom(Name), arguments(Arguments)];
bare({call, _, Function, Arguments}) -> ["(", expr(Function), ")", arguments(Arguments)];
bare({remote, _, Module, Name}) -> [primary(Module), ":", primary(Name)];
bare({'if', _, Clauses}) -> ["if ", semicolons([if_clause(Clause) || Clause <- Clauses]), " end"];
bare({'case', _, Value, Clauses}) -> ["case ", expr(Value), " of ", clauses(Clauses), " end"];
bare({'receive', _, Clauses}) -> ["receive ", clauses(Clauses), " end"];
bare({'receive', _, Clauses, Time, Body}) ->
    ["receive ", clauses(Clauses), " after ", expr(Time), " -> ", exprs(Body), " end"];
bare({'try', _, Body, Of, Catch, After}) ->
    ["try ", exprs(Body),
     [[" of ", clauses(Of)] || Of =/= []],
     [[" catch ", semicolons([catch_clause(Clause) || Clause <- Catch])] || Catch =/= []],
     [[" after ", exprs(After)] || After =/= []], " end"];
bare({'maybe', _, Body}) -> ["maybe ", exprs(Body), " end"];
bare({'maybe', _, Body, {'else', _, Clauses}}) -> ["maybe ", exprs(Body), " else ", clauses(Clauses), " end"];
bare({lc, _, Template, Qualifiers}) -> ["[", expr(Template), " || ", qualifiers(Qualifiers), "]"];
bare({bc, _, Template, Qualifiers}) -> ["<< ", primary(Template), " || ", qualifiers(Qualifiers), ">>"];
bare({'fun', _, {function, Name, Arity}}) -> ["fun ", atom(Name), "/", integer_to_list(Arity)];
bare({'fun', _, {function, Module, Name, Arity}}) when is_atom(Module) ->
    ["fun ", atom(Module), ":", atom(Name), "/", integer_to_list(Arity)];
bare({'fun', _, {function, Module, Name, Arity}}) -> ["fun ", expr(Module), ":", expr(Name), "/", expr(Arity)];
bare({'fun', _, {clauses, Clauses}}) -> ["fun ", semicolons([at(Clause, head(Clause)) || Clause <- Clauses]), " end"];
bare({named_fun, _, Name, Clauses}) ->
    ["fun ", semicolons([at(Clause, [atom_to_list(Name), head(Clause)]) || Clause <- Clauses]), " end"].

tail({nil, _}) -> "]";
tail({cons, _, Head, Tail}) -> [", ", expr(Head), tail(Tail)];
tail(Other) -> [" | ", expr(Other), "]"].

map_field({map_field_assoc, _, Key, Value}) -> [expr(Key), " => ", expr(Value)];
map_field({map_field_exact, _, Key, Value}) -> [expr(Key), " := ", expr(Value)].

record_fields(Fields) -> ["{", commas([[expr(Name), " = ", expr(Value)] || {_, _, Name, Value} <- Fields]), "}"].

segment({bin_element, _, Value, Size, Types}) ->
    Written = case Value of
        {string, _, _} -> expr(Value);
        _ -> primary(Value)
    end,
    [Written, [[":", primary(Size)] || Size =/= default],
     [["/", lists:join("-", [segment_type(Type) || Type <- Types])] || Types =/= default]].

segment_type({Name, Unit}) -> [atom_to_list(Name), ":", integer_to_list(Unit)];
segment_type(Name) -> atom_to_list(Name).

qualifiers(Qualifiers) -> commas([qualifier(Qualifier) || Qualifier <- Qualifiers]).

qualifier({generate, _, Pattern, Source}) -> [expr(Pattern), " <- ", expr(Source)];
qualifier({b_generate, _, Pattern, Source}) -> [expr(Pattern), " <= ", expr(Source)];
qualifier(Filter) -> expr(Filter).
