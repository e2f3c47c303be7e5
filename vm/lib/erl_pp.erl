%%% The pretty-printer: text of forms, expressions and guards in the abstract format, broken into lines as OTP does it.
%%% Trees become documents here and in `erlet_pp_type`; `erlet_layout` breaks those into lines.
-module(erl_pp).

-export([form/1, form/2, attribute/1, attribute/2, function/1, function/2, guard/1, guard/2]).
-export([exprs/1, exprs/2, exprs/3, expr/1, expr/2, expr/3, expr/4, legalize_vars/1]).

-export_type([hook_function/0, option/0, options/0]).

-import(erlet_layout, [word/1, text/1, row/1, step/2, short_step/2, hang/2, fill/3, column/2, below/1, stack/1, lines/1,
                       bracketed/3]).

-type hook_function() :: none
                       | fun((Expr :: erl_parse:abstract_expr(), CurrentIndentation :: integer(),
                              CurrentPrecedence :: non_neg_integer(), Options :: options()) -> io_lib:chars()).
-type option() :: {hook, hook_function()} | {encoding, latin1 | unicode | utf8} | {quote_singleton_atom_types, boolean()}
                | {linewidth, pos_integer()} | {indent, pos_integer()}.
-type options() :: hook_function() | [option()].

-define(COMMA, {", ", ","}).
-define(BAR, {" | ", " |"}).
-define(TIGHT, {",", ","}).

%% The text of a form. Besides attributes and functions, `{error, _}`, `{warning, _}` and `{eof, _}` are forms.
%% > lists:flatten(erl_pp:form({attribute, 1, export, [{f, 1}, {g, 2}]})).
%% "-export([f/1,g/2]).\n"
-spec form(erl_parse:abstract_form() | erl_parse:form_info()) -> io_lib:chars().
form(Form) -> form(Form, none).

%% The text of a form, with options: `{encoding, E}` says which characters may stand in strings as they are, `{hook,
%% Fun}` writes trees that are not the language's: `Fun(Tree, Indent, Precedence, Options)`.
%% > lists:flatten(erl_pp:form({attribute, 1, author, [1080]}, [{encoding, latin1}])).
%% "-author([1080]).\n"
-spec form(erl_parse:abstract_form() | erl_parse:form_info(), options()) -> io_lib:chars().
form({attribute, _, _, _} = Form, Options) -> attribute(Form, Options);
form({function, _, _, _, _} = Form, Options) -> function(Form, Options);
form({Kind, _} = Form, _) when Kind =:= error; Kind =:= warning -> io_lib:format("~p\n", [Form]);
form({eof, _}, _) -> "\n".

%% The text of an attribute.
%% > {ok, Ts, _} = erl_scan:string("-export([f/1])."), {ok, F} = erl_parse:parse_form(Ts),
%%   lists:flatten(erl_pp:attribute(F)).
%% "-export([f/1]).\n"
-spec attribute(erl_parse:abstract_form()) -> io_lib:chars().
attribute(Form) -> attribute(Form, none).

%% The text of an attribute, with the options of form/2.
%% > {ok, Ts, _} = erl_scan:string("-export([f/1])."), {ok, F} = erl_parse:parse_form(Ts),
%%   lists:flatten(erl_pp:attribute(F, [])).
%% "-export([f/1]).\n"
-spec attribute(erl_parse:abstract_form(), options()) -> io_lib:chars().
attribute({attribute, _, Name, Value}, Options) ->
    Pp = settings(Options),
    [written(attribute(Name, Value, Pp), 0, Pp), ".\n"].

%% The text of a function.
%% > {ok, Ts, _} = erl_scan:string("f(X)->X+1."), {ok, F} = erl_parse:parse_form(Ts),
%%   lists:flatten(erl_pp:function(F)).
%% "f(X) ->\n    X + 1.\n"
-spec function(erl_parse:abstract_form()) -> io_lib:chars().
function(Form) -> function(Form, none).

%% The text of a function, with the options of form/2.
%% > {ok, Ts, _} = erl_scan:string("f(X)->X+1."), {ok, F} = erl_parse:parse_form(Ts),
%%   lists:flatten(erl_pp:function(F, [{encoding, latin1}])).
%% "f(X) ->\n    X + 1.\n"
-spec function(erl_parse:abstract_form(), options()) -> io_lib:chars().
function({function, _, Name, _, Clauses}, Options) ->
    Pp = settings(Options),
    [written(named_clauses(atom(Name, Pp), Clauses, Pp), 0, Pp), ".\n"].

%% The text of a guard with `when`, nothing for an empty one.
%% > lists:flatten(erl_pp:guard([[{atom, 1, a}, {var, 1, 'B'}], [{atom, 1, c}]])).
%% "when a, B; c"
-spec guard([[erl_parse:abstract_expr()]]) -> io_lib:chars().
guard(Guard) -> guard(Guard, none).

%% The text of a guard, with the options of form/2.
%% > lists:flatten(erl_pp:guard([[{atom, 1, true}]], [])).
%% "when true"
-spec guard([[erl_parse:abstract_expr()]], options()) -> io_lib:chars().
guard([], _) -> [];
guard(Guard, Options) ->
    Pp = settings(Options),
    written(step(text("when"), guard_doc(Guard, Pp)), 0, Pp).

%% The text of expressions, separated by commas.
%% > {ok, Ts, _} = erl_scan:string("X=1,f(X)."), {ok, Es} = erl_parse:parse_exprs(Ts),
%%   lists:flatten(erl_pp:exprs(Es)).
%% "X = 1, f(X)"
-spec exprs([erl_parse:abstract_expr()]) -> io_lib:chars().
exprs(Exprs) -> exprs(Exprs, 0, none).

%% The text of expressions, with the options of form/2.
%% > lists:flatten(erl_pp:exprs([{atom, 1, a}, {string, 1, [246]}], [{encoding, utf8}])).
%% "a, \"ö\""
-spec exprs([erl_parse:abstract_expr()], options()) -> io_lib:chars().
exprs(Exprs, Options) -> exprs(Exprs, 0, Options).

%% The text of expressions whose first character stands in column `Indent`: the next lines begin there.
%% > {ok, Ts, _} = erl_scan:string("X=1,f(X)."), {ok, Es} = erl_parse:parse_exprs(Ts),
%%   lists:flatten(erl_pp:exprs(Es, 4, [])).
%% "X = 1, f(X)"
-spec exprs([erl_parse:abstract_expr()], integer(), options()) -> io_lib:chars().
exprs([], _, _) -> [];
exprs(Exprs, Indent, Options) ->
    Pp = settings(Options),
    written(column(",", [expr_doc(Expr, 0, Pp) || Expr <- Exprs]), Indent, Pp).

%% The text of an expression.
%% > lists:flatten(erl_pp:expr({op, 1, '*', {op, 1, '+', {integer, 1, 1}, {var, 1, 'A'}}, {integer, 1, 2}})).
%% "(1 + A) * 2"
-spec expr(erl_parse:abstract_expr()) -> io_lib:chars().
expr(Expr) -> expr(Expr, 0, 0, none).

%% The text of an expression, with the options of form/2; trees of its own kind are written by the hook.
%% > Hook = fun({hole, _}, _, _, _) -> "???" end,
%%   lists:flatten(erl_pp:expr({tuple, 1, [{atom, 1, a}, {hole, 1}]}, Hook)).
%% "{a, ???}"
-spec expr(erl_parse:abstract_expr(), options()) -> io_lib:chars().
expr(Expr, Options) -> expr(Expr, 0, 0, Options).

%% The text of an expression whose first character stands in column `Indent`.
%% > {ok, Ts, _} = erl_scan:string("begin a,b end."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   lists:flatten(erl_pp:expr(E, 2, [])).
%% "begin\n      a,\n      b\n  end"
-spec expr(erl_parse:abstract_expr(), integer(), options()) -> io_lib:chars().
expr(Expr, Indent, Options) -> expr(Expr, Indent, 0, Options).

%% The text of an expression in a column; operators that bind less than `Precedence`, a number of
%% `erl_parse:inop_prec/1`, stand in parentheses.
%% > {ok, Ts, _} = erl_scan:string("A+1."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   [lists:flatten(erl_pp:expr(E, 0, P, [])) || P <- [0, 700]].
%% ["A + 1","(A + 1)"]
-spec expr(erl_parse:abstract_expr(), integer(), non_neg_integer(), options()) -> io_lib:chars().
expr(Expr, Indent, Precedence, Options) ->
    Pp = settings(Options),
    written(expr_doc(Expr, Precedence, Pp), Indent, Pp).

%% The function with names that are variables' names: the compiler makes some that are not.
%% > erl_pp:legalize_vars({function, 1, f, 1, [{clause, 1, [{var, 1, rec0}], [], [{var, 1, rec0}]}]}).
%% {function,1,f,1,[{clause,1,[{var,1,'REC0'}],[],[{var,1,'REC0'}]}]}
-spec legalize_vars(erl_parse:abstract_form()) -> erl_parse:abstract_form().
legalize_vars({function, Anno, Name, Arity, Clauses}) -> {function, Anno, Name, Arity, erlet_pp_type:legal(Clauses)}.

settings(Options) when is_list(Options) ->
    #{hook => proplists:get_value(hook, Options, none),
      options => Options,
      latin1 => proplists:get_value(encoding, Options, utf8) =:= latin1,
      quote => proplists:get_bool(quote_singleton_atom_types, Options),
      limits => {proplists:get_value(linewidth, Options, 72), proplists:get_value(indent, Options, 4)}};
settings(Hook) -> (settings([]))#{hook := Hook, options := Hook}.

written(Doc, Column, #{limits := Limits}) -> erlet_layout:text_of(Doc, Column, Limits).

%%% Attributes

attribute(module, {Name, Parameters}, Pp) ->
    Variables = [word(atom_to_list(Variable)) || Variable <- Parameters],
    row([text("-module("), items("", [atom(Name, Pp), items("[", Variables, "]")], ")")]);
attribute(module, Name, Pp) -> row([text("-module("), atom(Name, Pp), text(")")]);
attribute(Name, Functions, Pp) when Name =:= export; Name =:= export_type; Name =:= optional_callbacks ->
    case is_functions(Functions) of
        true -> row([text(["-", atom_to_list(Name), "("]), functions(Functions, Pp), text(")")]);
        false -> other_attribute(Name, Functions, Pp)
    end;
attribute(import, {Module, Functions}, Pp) ->
    row([text("-import"), items("(", [atom(Module, Pp), functions(Functions, Pp)], ")")]);
attribute(file, {Name, Line}, Pp) ->
    row([text("-file"), items("(", [expr_doc(erl_parse:abstract(Value), 0, Pp) || Value <- [Name, Line]], ")")]);
attribute(record, {Name, Fields}, Pp) ->
    Docs = [field_declaration(Field, Pp) || Field <- Fields],
    row([text("-record("), atom(Name, Pp), text(","), items("{", Docs, "}"), text(")")]);
attribute(Name, {TypeName, Type, Parameters}, Pp) when Name =:= type; Name =:= opaque ->
    Head = [atom(TypeName, Pp), items("(", [erlet_pp_type:doc(Parameter, Pp) || Parameter <- Parameters], ")")],
    row([text(["-", atom_to_list(Name), " "]), step(row(Head ++ [text(" ::")]), erlet_pp_type:top(Type, Pp))]);
attribute(Name, {Function, Types}, Pp) when Name =:= spec; Name =:= callback ->
    Title = case Function of
        {F, _} -> [atom(F, Pp)];
        {M, F, _} -> [atom(M, Pp), text(":"), atom(F, Pp)]
    end,
    row([text(["-", atom_to_list(Name), " "]) | Title] ++ [erlet_pp_type:function_types(Types, Pp)]);
attribute(Name, Value, Pp) -> other_attribute(Name, Value, Pp).

other_attribute(Name, Value, Pp) ->
    row([text("-"), atom(Name, Pp), text("("), expr_doc(abstract(Value, Pp), 0, Pp), text(")")]).

%% In Latin-1 a string of other characters is a list of numbers.
abstract(Value, #{latin1 := true}) -> erl_parse:abstract(Value, [{encoding, latin1}]);
abstract(Value, _) -> erl_parse:abstract(Value).

is_functions([]) -> true;
is_functions([{Name, Arity} | Rest]) -> is_atom(Name) andalso is_integer(Arity) andalso is_functions(Rest);
is_functions(_) -> false.

functions(Functions, Pp) ->
    Docs = [row([atom(Name, Pp), text("/"), text(integer_to_list(Arity))]) || {Name, Arity} <- Functions],
    items("[", Docs, ?TIGHT, "]").

field_declaration({typed_record_field, {record_field, _, Name}, Type}, Pp) ->
    typed(expr_doc(Name, 0, Pp), Type, Pp);
field_declaration({typed_record_field, {record_field, _, Name, Value}, Type}, Pp) ->
    assigned(expr_doc(Name, 0, Pp), " =", typed(expr_doc(Value, 0, Pp), Type, Pp));
field_declaration({record_field, _, Name}, Pp) -> expr_doc(Name, 0, Pp);
field_declaration({record_field, _, Name, Value}, Pp) -> assigned(expr_doc(Name, 0, Pp), " =", expr_doc(Value, 0, Pp)).

typed(Doc, Type, Pp) -> step(row([Doc, text(" ::")]), erlet_pp_type:top(Type, Pp)).

assigned(Name, Sign, Value) -> short_step(row([Name, text(Sign)]), Value).

%%% Clauses

%% Clauses of a function: each begins with its name.
named_clauses(Name, Clauses, Pp) ->
    separated(";", [clause(row([Name, arguments(Patterns, Pp)]), Guard, Body, Pp)
               || {clause, _, Patterns, Guard, Body} <- Clauses]).

%% Clauses of a fun: what belongs to `when` is indented from the arguments on.
fun_clauses(Name, Clauses, Pp) ->
    separated(";", [hang(row([Name, guarded(arguments(Patterns, Pp), Guard, Pp)]), body(Body, Pp))
                    || {clause, _, Patterns, Guard, Body} <- Clauses]).

%% Clauses of `case` and the like: each begins with its pattern.
case_clauses(Clauses, Pp) ->
    separated(";", [clause(column(",", [expr_doc(Pattern, 0, Pp) || Pattern <- Patterns]), Guard, Body, Pp)
               || {clause, _, Patterns, Guard, Body} <- Clauses]).

catch_clauses(Clauses, Pp) ->
    separated(";", [clause(exception(Pattern, Pp), Guard, Body, Pp)
               || {clause, _, [{tuple, _, Pattern}], Guard, Body} <- Clauses]).

exception([Class, Reason, {var, _, '_'}], Pp) ->
    row([expr_doc(Class, 0, Pp), text(":"), expr_doc(Reason, 0, Pp)]);
exception([Class, Reason, Stack], Pp) ->
    row([exception([Class, Reason, {var, 0, '_'}], Pp), text(":"), expr_doc(Stack, 0, Pp)]).

%% Each on a line of its own.
separated(Separator, Docs) ->
    Last = length(Docs),
    lines([{0, case N of Last -> Doc; _ -> row([Doc, text(Separator)]) end} || {N, Doc} <- lists:enumerate(Docs)]).

clause(Head, Guard, Body, Pp) -> hang(guarded(Head, Guard, Pp), body(Body, Pp)).

%% The head up to the arrow.
guarded(Head, [], _) -> row([Head, text(" ->")]);
guarded(Head, Guard, Pp) -> row([step(Head, step(text("when"), guard_doc(Guard, Pp))), text(" ->")]).

guard_doc(Guard, Pp) -> column(";", tests(Guard, Pp)).

%% The guard of a clause of `if`: no spaces after semicolons.
alternatives(Guard, Pp) -> erlet_layout:tight_column(";", tests(Guard, Pp)).

tests(Guard, Pp) -> [column(",", [expr_doc(Test, 0, Pp) || Test <- Tests]) || Tests <- Guard].

body([Expr], Pp) -> expr_doc(Expr, 0, Pp);
body(Exprs, Pp) -> separated(",", [expr_doc(Expr, 0, Pp) || Expr <- Exprs]).

%%% Expressions

items(Open, Docs, Close) -> items(Open, Docs, ?COMMA, Close).

items(Open, Docs, Separator, Close) -> fill(Open, separate(Docs, Separator), Close).

separate([], _) -> [];
separate([Doc], _) -> [{Doc, none}];
separate([Doc | Docs], Separator) -> [{Doc, Separator} | separate(Docs, Separator)].

arguments(Exprs, Pp) -> items("(", [expr_doc(Expr, 0, Pp) || Expr <- Exprs], ")").

parentheses(Doc, Own, Outer) when Own < Outer -> row([text("("), Doc, text(")")]);
parentheses(Doc, _, _) -> Doc.

atom(Name, #{latin1 := true}) -> word(io_lib:write_atom_as_latin1(Name));
atom(Name, _) -> word(io_lib:write_atom(Name)).

string_writer(#{latin1 := true}) -> fun io_lib:write_string_as_latin1/1;
string_writer(_) -> fun io_lib:write_string/1.

%% The document of an expression where operators have to bind at least `Outer`.
expr_doc({var, _, Name}, _, _) when is_integer(Name) -> word(["_", integer_to_list(Name)]);
expr_doc({var, _, Name}, _, _) -> word(atom_to_list(Name));
expr_doc({char, _, C}, _, #{latin1 := true}) -> text(io_lib:write_char_as_latin1(C));
expr_doc({char, _, C}, _, _) -> text(io_lib:write_char(C));
expr_doc({integer, _, Value}, _, _) -> word(integer_to_list(Value));
expr_doc({float, _, Value}, _, _) -> word(io_lib:write(Value));
expr_doc({atom, _, Name}, _, Pp) -> atom(Name, Pp);
expr_doc({string, _, String}, _, Pp) -> erlet_layout:string(String, string_writer(Pp));
expr_doc({nil, _}, _, _) -> word("[]");
expr_doc({cons, _, _, _} = Cons, _, Pp) -> fill("[", elements(Cons, Pp), "]");
expr_doc({lc, _, Expr, Qualifiers}, _, Pp) -> comprehension("[", Expr, Qualifiers, "]", Pp);
expr_doc({bc, _, Expr, Qualifiers}, _, Pp) -> comprehension("<<", Expr, Qualifiers, ">>", Pp);
expr_doc({tuple, _, []}, _, _) -> word("{}");
expr_doc({tuple, _, Elements}, _, Pp) -> items("{", [expr_doc(Element, 0, Pp) || Element <- Elements], "}");
expr_doc({bin, _, []}, _, _) -> word("<<>>");
expr_doc({bin, _, Segments}, _, Pp) -> items("<<", [segment(Segment, Pp) || Segment <- Segments], ?TIGHT, ">>");
expr_doc({map, _, Fields}, Outer, Pp) ->
    {Own, _} = erl_parse:preop_prec('#'),
    parentheses(map_fields(Fields, Pp), Own, Outer);
expr_doc({map, _, Map, Fields}, Outer, Pp) ->
    {Left, Own, _} = erl_parse:inop_prec('#'),
    parentheses(row([expr_doc(Map, Left, Pp), map_fields(Fields, Pp)]), Own, Outer);
expr_doc({record_index, _, Name, Field}, Outer, Pp) ->
    {Own, Right} = erl_parse:preop_prec('#'),
    parentheses(row([text("#"), atom(Name, Pp), text("."), expr_doc(Field, Right, Pp)]), Own, Outer);
expr_doc({record, _, Name, Fields}, Outer, Pp) ->
    {Own, _} = erl_parse:preop_prec('#'),
    parentheses(row([text("#"), atom(Name, Pp), record_fields(Fields, Pp)]), Own, Outer);
expr_doc({record_field, _, Record, Name, Field}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:inop_prec('#'),
    Doc = row([expr_doc(Record, Left, Pp), text("#"), atom(Name, Pp), text("."), expr_doc(Field, Right, Pp)]),
    parentheses(Doc, Own, Outer);
expr_doc({record, _, Record, Name, Fields}, Outer, Pp) ->
    {Left, Own, _} = erl_parse:inop_prec('#'),
    parentheses(row([expr_doc(Record, Left, Pp), text("#"), atom(Name, Pp), record_fields(Fields, Pp)]), Own, Outer);
expr_doc({record_field, _, Record, Field}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:inop_prec('.'),
    parentheses(row([expr_doc(Record, Left, Pp), text("."), expr_doc(Field, Right, Pp)]), Own, Outer);
expr_doc({block, _, []}, _, _) -> text("begin end");
expr_doc({block, _, Exprs}, _, Pp) -> stack([{0, text("begin")}, {1, body(Exprs, Pp)}, {0, text("end")}]);
expr_doc({'if', _, []}, _, _) -> text("if end");
expr_doc({'if', _, Clauses}, _, Pp) ->
    Docs = [hang(row([alternatives(Guard, Pp), text(" ->")]), body(Body, Pp)) || {clause, _, [], Guard, Body} <- Clauses],
    lines([{0, text("if")}, {1, separated(";", Docs)}, {0, text("end")}]);
expr_doc({'case', _, Expr, Clauses}, _, Pp) ->
    Head = stack([{0, text("case")}, {1, expr_doc(Expr, 0, Pp)}, {0, text("of")}]),
    lines([{0, Head}, {1, case_clauses(Clauses, Pp)}, {0, text("end")}]);
expr_doc({'receive', _, Clauses}, _, Pp) ->
    lines([{0, text("receive")}, {1, case_clauses(Clauses, Pp)}, {0, text("end")}]);
expr_doc({'receive', _, Clauses, Time, Body}, _, Pp) ->
    After = step(row([expr_doc(Time, 0, Pp), text(" ->")]), body(Body, Pp)),
    stack([{0, text("receive")}] ++ [{1, case_clauses(Clauses, Pp)} || Clauses =/= []] ++
          [{0, text("after")}, {1, After}, {0, text("end")}]);
expr_doc({'try', _, Exprs, Clauses, Handlers, After}, _, Pp) -> try_doc(Exprs, Clauses, Handlers, After, Pp);
expr_doc({'maybe', _, Exprs}, _, Pp) ->
    lines([{0, text("maybe")}, {1, body(Exprs, Pp)}, {0, text("end")}]);
expr_doc({'maybe', _, Exprs, {'else', _, Clauses}}, _, Pp) ->
    lines([{0, text("maybe")}, {1, body(Exprs, Pp)}, {0, text("else")}, {1, case_clauses(Clauses, Pp)},
           {0, text("end")}]);
expr_doc({'fun', _, {function, Name, Arity}}, _, Pp) ->
    row([text("fun "), atom(Name, Pp), text(["/", integer_to_list(Arity)])]);
expr_doc({'fun', _, {function, Module, Name, Arity}}, _, Pp) ->
    [M, F, A] = [expr_doc(Part, 0, Pp) || Part <- [Module, Name, Arity]],
    row([text("fun "), M, text(":"), F, text("/"), A]);
expr_doc({'fun', _, {clauses, Clauses}}, _, Pp) -> fun_doc("fun", text(""), Clauses, Pp);
expr_doc({'fun', _, {clauses, _}, Info} = Fun, Outer, Pp) -> informed(Info, erlang:delete_element(4, Fun), Outer, Pp);
expr_doc({'fun', _, {function, _, _}, Info} = Fun, Outer, Pp) -> informed(Info, erlang:delete_element(4, Fun), Outer, Pp);
expr_doc({named_fun, _, _, _, Info} = Fun, Outer, Pp) -> informed(Info, erlang:delete_element(5, Fun), Outer, Pp);
expr_doc({named_fun, _, Name, Clauses}, _, Pp) -> fun_doc("fun ", text(atom_to_list(Name)), Clauses, Pp);
expr_doc({call, _, {remote, _, {atom, _, erlang}, {atom, _, Name} = Function} = Remote, Arguments}, Outer, Pp) ->
    %% A function of every module needs no module's name.
    case erl_internal:bif(Name, length(Arguments)) of
        true -> called(Function, Arguments, Outer, Pp);
        false -> called(Remote, Arguments, Outer, Pp)
    end;
expr_doc({call, _, Function, Arguments}, Outer, Pp) -> called(Function, Arguments, Outer, Pp);
expr_doc({'catch', _, Expr}, Outer, Pp) ->
    {Own, Right} = erl_parse:preop_prec('catch'),
    parentheses(step(text("catch"), expr_doc(Expr, Right, Pp)), Own, Outer);
expr_doc({match, _, Pattern, Expr}, Outer, Pp) -> matched(Pattern, "=", Expr, Outer, Pp);
expr_doc({maybe_match, _, Pattern, Expr}, Outer, Pp) -> matched(Pattern, "?=", Expr, Outer, Pp);
expr_doc({op, _, Operator, Operand}, Outer, Pp) -> prefixed(Operator, Operand, Outer, Pp);
expr_doc({op, _, Operator, A, B}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:inop_prec(Operator),
    Docs = [expr_doc(A, Left, Pp), text(atom_to_list(Operator)), expr_doc(B, Right, Pp)],
    Doc = case Operator =:= 'andalso' orelse Operator =:= 'orelse' of
        true -> below(Docs);
        false -> column("", Docs)
    end,
    parentheses(Doc, Own, Outer);
expr_doc({remote, _, Module, Name}, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:inop_prec(':'),
    parentheses(row([expr_doc(Module, Left, Pp), text(":"), expr_doc(Name, Right, Pp)]), Own, Outer);
expr_doc({value, _, Value}, Outer, Pp) ->
    try expr_doc(erl_parse:abstract(Value), Outer, Pp)
    catch
        error:_ -> text(io_lib:format("~p", [Value]))
    end;
expr_doc(Expr, Outer, #{hook := Hook, options := Options}) when is_function(Hook, 4) ->
    Make = fun(Column) -> Hook(Expr, Column, Outer, Options) end,
    Text = lists:flatten(Make(0)),
    Width = case lists:member($\n, Text) of
        true -> infinity;
        false -> length(Text)
    end,
    erlet_layout:called(Width, Make);
expr_doc(Expr, _, _) -> text(io_lib:format("INVALID-FORM:~tp:", [Expr])).

called(Function, Arguments, Outer, Pp) ->
    {Left, Own} = erl_parse:func_prec(),
    parentheses(row([expr_doc(Function, Left, Pp), arguments(Arguments, Pp)]), Own, Outer).

elements({cons, _, Head, {cons, _, _, _} = Tail}, Pp) -> [{expr_doc(Head, 0, Pp), ?COMMA} | elements(Tail, Pp)];
elements({cons, _, Head, {nil, _}}, Pp) -> [{expr_doc(Head, 0, Pp), none}];
elements({cons, _, Head, Tail}, Pp) -> [{expr_doc(Head, 0, Pp), ?BAR}, {expr_doc(Tail, 0, Pp), none}].

%% A comprehension is never on one line; its opening bracket is followed by a space.
comprehension(Open, Expr, Qualifiers, Close, Pp) ->
    Head = row([expr_doc(Expr, 0, Pp), text(" ||")]),
    Rows = case Qualifiers of
        [] -> Head;
        _ -> hang(Head, separated(",", [qualifier(Qualifier, Pp) || Qualifier <- Qualifiers]))
    end,
    bracketed(Open, Rows, Close).

qualifier({generate, _, Pattern, Expr}, Pp) -> step(row([expr_doc(Pattern, 0, Pp), text(" <-")]), expr_doc(Expr, 0, Pp));
qualifier({b_generate, _, Pattern, Expr}, Pp) ->
    step(row([expr_doc(Pattern, 0, Pp), text(" <=")]), expr_doc(Expr, 0, Pp));
qualifier(Filter, Pp) -> expr_doc(Filter, 0, Pp).

map_fields(Fields, Pp) ->
    Docs = [case Field of
                {map_field_assoc, _, Key, Value} -> assigned(expr_doc(Key, 0, Pp), " =>", expr_doc(Value, 0, Pp));
                {map_field_exact, _, Key, Value} -> assigned(expr_doc(Key, 0, Pp), " :=", expr_doc(Value, 0, Pp))
            end || Field <- Fields],
    items("#{", Docs, "}").

record_fields(Fields, Pp) ->
    Docs = [case Field of
                {record_field, _, Name, Value} -> assigned(expr_doc(Name, 0, Pp), " =", expr_doc(Value, 0, Pp));
                {record_field, _, Name} -> expr_doc(Name, 0, Pp)
            end || Field <- Fields],
    items("{", Docs, "}").

segment({bin_element, _, Value, Size, Types}, Pp) ->
    Highest = erl_parse:max_prec(),
    Sized = case Size of
        default -> [];
        _ -> [text(":"), expr_doc(Size, Highest, Pp)]
    end,
    Typed = case Types of
        default -> [];
        _ -> [text("/"), text(lists:join("-", [segment_type(Type) || Type <- Types]))]
    end,
    case {expr_doc(Value, Highest, Pp), Sized ++ Typed} of
        {Doc, []} -> Doc;
        {Doc, Rest} -> row([Doc | Rest])
    end.

segment_type({Name, Value}) -> [atom_to_list(Name), ":", integer_to_list(Value)];
segment_type(Name) -> atom_to_list(Name).

try_doc(Exprs, Clauses, Handlers, After, Pp) ->
    Head = case Clauses of
        [] -> [{0, text("try")}, {1, body(Exprs, Pp)}];
        _ -> [{0, stack([{0, text("try")}, {1, body(Exprs, Pp)}, {0, text("of")}])}, {1, case_clauses(Clauses, Pp)}]
    end,
    stack(Head ++ [Line || Line <- [{0, text("catch")}, {1, catch_clauses(Handlers, Pp)}], Handlers =/= []] ++
          [Line || After =/= [], Line <- [{0, text("after")}, {1, body(After, Pp)}]] ++ [{0, text("end")}]).

%% What the shell of long ago knew of a fun stands in a comment above it.
informed(Info, Fun, Outer, Pp) ->
    lines([{0, text(io_lib:format("% fun-info: ~0tp", [Info]))}, {0, expr_doc(Fun, Outer, Pp)}]).

fun_doc(_, _, [], _) -> text("fun end");
fun_doc(Word, Name, Clauses, Pp) -> lines([{0, row([text(Word), fun_clauses(Name, Clauses, Pp)])}, {0, text("end")}]).

matched(Pattern, Sign, Expr, Outer, Pp) ->
    {Left, Own, Right} = erl_parse:inop_prec('='),
    parentheses(assigned(expr_doc(Pattern, Left, Pp), [$\s | Sign], expr_doc(Expr, Right, Pp)), Own, Outer).

%% Two prefix operators in a row would read as one token or not at all.
prefixed(Operator, Operand, Outer, Pp) ->
    {Own, Right} = erl_parse:preop_prec(Operator),
    Sign = case Operator =:= 'not' orelse Operator =:= 'bnot' of
        true -> [atom_to_list(Operator), " "];
        false -> atom_to_list(Operator)
    end,
    parentheses(row([text(Sign), expr_doc(Operand, Right, Pp)]), Own, Outer).
