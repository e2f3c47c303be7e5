%%% Expressions of `erl_parse`, by recursive descent. A reader takes tokens and gives a tree and the tokens after it.
%%%
%%% `throw({syntax_error, Tokens})` says that the first of these tokens cannot stand there.
-module(erlet_parse_expr).

-export([exprs/1, expr/1, guard_and_body/1, arguments/1, head/1, first_anno/1, same_heads/1, expect/2, separated/3]).

-type tokens() :: [erl_scan:token()].
-type tree() :: tuple().

%% Expressions separated by commas.
-spec exprs(tokens()) -> {[tree()], tokens()}.
exprs(Tokens) -> separated(fun expr/1, ',', Tokens).

-spec expr(tokens()) -> {tree(), tokens()}.
expr(Tokens) -> expr(0, Tokens).

%% One or more of what `Reader` reads, with `Separator` between them.
-spec separated(fun((tokens()) -> {T, tokens()}), atom(), tokens()) -> {[T], tokens()}.
separated(Reader, Separator, Tokens) ->
    case Reader(Tokens) of
        {Tree, [{Separator, _} | Rest]} ->
            {Trees, Rest1} = separated(Reader, Separator, Rest),
            {[Tree | Trees], Rest1};
        {Tree, Rest} -> {[Tree], Rest}
    end.

%% The tokens after one of the category.
-spec expect(atom(), tokens()) -> tokens().
expect(Category, [{Category, _} | Rest]) -> Rest;
expect(_, Tokens) -> throw({syntax_error, Tokens}).

%%% Operators

%% An expression of operators that bind at least as strongly as `Least`.
expr(Least, [{'catch', Anno} | Rest]) when Least < 700 ->
    {Tree, Rest1} = expr(0, Rest),
    {{'catch', Anno, Tree}, Rest1};
expr(Least, Tokens) ->
    {Left, Rest} = prefix(Tokens),
    infix(Left, Least, 1000, Rest, fun expr/2, []).

prefix([{Operator, Anno} | Rest])
  when Operator =:= '-'; Operator =:= '+'; Operator =:= 'not'; Operator =:= 'bnot' ->
    {Operand, Rest1} = case Rest of
        [{'catch', _} | _] -> expr(0, Rest);
        _ -> prefix(Rest)
    end,
    {{op, Anno, Operator, Operand}, Rest1};
prefix(Tokens) -> postfix(Tokens).

%% Goes on with infix operators between `Least` and `Most` that are not excluded.
infix(Left, Least, Most, [{Operator, Anno} | Rest] = Tokens, Reader, Excluded) ->
    case precedence(Operator) of
        {Strength, Right, NextMost} when Strength >= Least, Strength =< Most ->
            case lists:member(Operator, Excluded) of
                true -> {Left, Tokens};
                false ->
                    {Operand, Rest1} = Reader(Right, Rest),
                    infix(combine(Operator, Anno, Left, Operand), Least, NextMost, Rest1, Reader, Excluded)
            end;
        _ -> {Left, Tokens}
    end;
infix(Left, _, _, Tokens, _, _) -> {Left, Tokens}.

%% The match carries the place of its pattern.
combine('=', _, Left, Right) -> {match, first_anno(Left), Left, Right};
combine('?=', Anno, Left, Right) -> {maybe_match, Anno, Left, Right};
combine(Operator, Anno, Left, Right) -> {op, Anno, Operator, Left, Right}.

%% The strength of an operator, the least of its right operand, and the most of an operator after it.
precedence('?=') -> {50, 100, 0};
precedence(Operator) when Operator =:= '#'; Operator =:= ':'; Operator =:= '.' -> none;
precedence(Operator) ->
    try erl_parse:inop_prec(Operator) of
        {_, 200, _} -> {200, 300, 199};
        {_, Strength, Right} -> {Strength, Right, Strength}
    catch
        error:function_clause -> none
    end.

%%% Calls, records and maps

postfix([{'#', _} | _] = Tokens) ->
    case hash(Tokens) of
        {{record_index, _, _, _}, _} = Read -> Read;
        {Tree, Rest} -> hashes(Tree, element(1, Tree), Rest)
    end;
postfix(Tokens) ->
    {Tree, Rest} = primary(Tokens),
    after_primary(Tree, Rest).

%% `#{…}`, `#r{…}` and `#r.f`
hash([{'#', Anno}, {'{', _} | Rest]) ->
    {Fields, Rest1} = listed(fun map_field/1, '}', Rest),
    {{map, Anno, Fields}, Rest1};
hash([{'#', Anno}, {atom, _, Name}, {'.', _}, {atom, Anno1, Field} | Rest]) ->
    {{record_index, Anno, Name, {atom, Anno1, Field}}, Rest};
hash([{'#', Anno}, {atom, _, Name}, {'{', _} | Rest]) ->
    {Fields, Rest1} = listed(fun record_field/1, '}', Rest),
    {{record, Anno, Name, Fields}, Rest1};
hash([{'#', _} | Rest]) -> throw({syntax_error, after_hash(Rest)}).

after_hash([{atom, _, _}, {'.', _} | Rest]) -> Rest;
after_hash([{atom, _, _} | Rest]) -> Rest;
after_hash(Rest) -> Rest.

after_primary(Tree, [{'(', _} | _] = Tokens) -> call(Tree, first_anno(Tree), Tokens);
after_primary(Tree, [{':', Anno} | Rest]) ->
    {Name, Rest1} = primary(Rest),
    Remote = {remote, Anno, Tree, Name},
    case Rest1 of
        [{'(', _} | _] -> call(Remote, first_anno(Tree), Rest1);
        _ -> {Remote, Rest1}
    end;
after_primary(Tree, Tokens) -> hashes(Tree, any, Tokens).

call(Function, Anno, Tokens) ->
    {Arguments, Rest} = arguments(Tokens),
    {{call, Anno, Function, Arguments}, Rest}.

%% `(A, B)`
-spec arguments(tokens()) -> {[tree()], tokens()}.
arguments(Tokens) -> listed(fun expr/1, ')', expect('(', Tokens)).

%% `X#r{…}`, `X#r.f` and `X#{…}`, one after another; a map's result is no record, nor the other way round.
hashes(Tree, Kind, [{'#', Anno}, {'{', _} | Rest]) when Kind =/= record ->
    {Fields, Rest1} = listed(fun map_field/1, '}', Rest),
    hashes({map, Anno, Tree, Fields}, map, Rest1);
hashes(Tree, Kind, [{'#', Anno}, {atom, _, Name}, {'.', _}, {atom, Anno1, Field} | Rest]) when Kind =/= map ->
    hashes({record_field, Anno, Tree, Name, {atom, Anno1, Field}}, record, Rest);
hashes(Tree, Kind, [{'#', Anno}, {atom, _, Name}, {'{', _} | Rest]) when Kind =/= map ->
    {Fields, Rest1} = listed(fun record_field/1, '}', Rest),
    hashes({record, Anno, Tree, Name, Fields}, record, Rest1);
hashes(_, map, [{'#', _} | Rest]) -> throw({syntax_error, Rest});
hashes(_, _, [{'#', _} | Rest]) -> throw({syntax_error, after_hash(Rest)});
hashes(Tree, _, Tokens) -> {Tree, Tokens}.

record_field([{Category, Anno, Name}, {'=', _} | Rest]) when Category =:= atom; Category =:= var ->
    {Value, Rest1} = expr(Rest),
    {{record_field, Anno, {Category, Anno, Name}, Value}, Rest1};
record_field([{Category, _, _} | Rest]) when Category =:= atom; Category =:= var -> throw({syntax_error, Rest});
record_field(Tokens) -> throw({syntax_error, Tokens}).

map_field(Tokens) ->
    case expr(Tokens) of
        {Key, [{'=>', Anno} | Rest]} ->
            {Value, Rest1} = expr(Rest),
            {{map_field_assoc, Anno, Key, Value}, Rest1};
        {Key, [{':=', Anno} | Rest]} ->
            {Value, Rest1} = expr(Rest),
            {{map_field_exact, Anno, Key, Value}, Rest1};
        {_, Rest} -> throw({syntax_error, Rest})
    end.

%% None or more, up to the closing bracket.
listed(_, Close, [{Close, _} | Rest]) -> {[], Rest};
listed(Reader, Close, Tokens) ->
    {Trees, Rest} = separated(Reader, ',', Tokens),
    {Trees, expect(Close, Rest)}.

%%% What stands alone

primary([{Category, Anno, Value} | Rest])
  when Category =:= atom; Category =:= var; Category =:= integer; Category =:= float; Category =:= char ->
    {{Category, Anno, Value}, Rest};
primary([{string, Anno, First}, {string, _, Second} | Rest]) -> primary([{string, Anno, First ++ Second} | Rest]);
primary([{string, Anno, String} | Rest]) -> {{string, Anno, String}, Rest};
primary([{'(', _} | Rest]) ->
    {Tree, Rest1} = expr(Rest),
    {Tree, expect(')', Rest1)};
primary([{'[', Anno}, {']', _} | Rest]) -> {{nil, Anno}, Rest};
primary([{'[', Anno} | Rest]) ->
    case expr(Rest) of
        {Tree, [{'||', _} | Rest1]} ->
            {Qualifiers, Rest2} = separated(fun qualifier/1, ',', Rest1),
            {{lc, Anno, Tree, Qualifiers}, expect(']', Rest2)};
        {Tree, Rest1} -> cons(Anno, Tree, Rest1)
    end;
primary([{'{', Anno} | Rest]) ->
    {Trees, Rest1} = listed(fun expr/1, '}', Rest),
    {{tuple, Anno, Trees}, Rest1};
primary([{'<<', Anno} | Rest]) -> binary(Anno, Rest);
primary([{'fun', Anno} | Rest]) -> function(Anno, Rest);
primary([{'begin', Anno} | Rest]) ->
    {Trees, Rest1} = exprs(Rest),
    {{block, Anno, Trees}, expect('end', Rest1)};
primary([{'if', Anno} | Rest]) ->
    {Clauses, Rest1} = separated(fun if_clause/1, ';', Rest),
    {{'if', Anno, Clauses}, expect('end', Rest1)};
primary([{'case', Anno} | Rest]) ->
    {Tree, Rest1} = expr(Rest),
    {Clauses, Rest2} = separated(fun clause/1, ';', expect('of', Rest1)),
    {{'case', Anno, Tree, Clauses}, expect('end', Rest2)};
primary([{'receive', Anno} | Rest]) -> receive_(Anno, Rest);
primary([{'try', Anno} | Rest]) -> try_(Anno, Rest);
primary([{'maybe', Anno} | Rest]) ->
    case exprs(Rest) of
        {Trees, [{'else', Anno1} | Rest1]} ->
            {Clauses, Rest2} = separated(fun clause/1, ';', Rest1),
            {{'maybe', Anno, Trees, {'else', Anno1, Clauses}}, expect('end', Rest2)};
        {Trees, Rest1} -> {{'maybe', Anno, Trees}, expect('end', Rest1)}
    end;
primary(Tokens) -> throw({syntax_error, Tokens}).

%% The rest of a list after an element; each cell carries the place of its element, the end that of the bracket.
cons(Anno, Head, [{',', _} | Rest]) ->
    {Next, Rest1} = expr(Rest),
    {Tail, Rest2} = cons(first_anno(Next), Next, Rest1),
    {{cons, Anno, Head, Tail}, Rest2};
cons(Anno, Head, [{'|', _} | Rest]) ->
    {Tail, Rest1} = expr(Rest),
    {{cons, Anno, Head, Tail}, expect(']', Rest1)};
cons(Anno, Head, [{']', End} | Rest]) -> {{cons, Anno, Head, {nil, End}}, Rest};
cons(_, _, Tokens) -> throw({syntax_error, Tokens}).

qualifier(Tokens) ->
    case expr(Tokens) of
        {Pattern, [{'<-', Anno} | Rest]} ->
            {Source, Rest1} = expr(Rest),
            {{generate, Anno, Pattern, Source}, Rest1};
        {{bin, _, _} = Pattern, [{'<=', Anno} | Rest]} ->
            {Source, Rest1} = expr(Rest),
            {{b_generate, Anno, Pattern, Source}, Rest1};
        Filter -> Filter
    end.

%%% Binaries

binary(Anno, [{'>>', _} | Rest]) -> {{bin, Anno, []}, Rest};
binary(Anno, Tokens) ->
    case segment(Tokens) of
        {{bin_element, _, Tree, default, default}, [{'||', _} | Rest]} when element(1, Tree) =/= op; element(1, hd(Tokens)) =:= '(' ->
            {Qualifiers, Rest1} = separated(fun qualifier/1, ',', Rest),
            {{bc, Anno, Tree, Qualifiers}, expect('>>', Rest1)};
        {Segment, [{',', _} | Rest]} ->
            {Segments, Rest1} = separated(fun segment/1, ',', Rest),
            {{bin, Anno, [Segment | Segments]}, expect('>>', Rest1)};
        {Segment, Rest} -> {{bin, Anno, [Segment]}, expect('>>', Rest)}
    end.

segment(Tokens) ->
    {Value, Rest} = case Tokens of
        [{Operator, Anno} | Rest0]
          when Operator =:= '-'; Operator =:= '+'; Operator =:= 'bnot'; Operator =:= 'not' ->
            {Operand, Rest1} = primary(Rest0),
            {{op, Anno, Operator, Operand}, Rest1};
        _ -> primary(Tokens)
    end,
    {Size, Rest2} = case Rest of
        [{':', _} | Rest3] -> primary(Rest3);
        _ -> {default, Rest}
    end,
    {Types, Rest4} = case Rest2 of
        [{'/', _} | Rest5] -> separated(fun segment_type/1, '-', Rest5);
        _ -> {default, Rest2}
    end,
    {{bin_element, first_anno(Value), Value, Size, Types}, Rest4}.

segment_type([{atom, _, Name}, {':', _} | Rest]) ->
    {{integer, _, Unit}, Rest1} = name(Rest, [integer]),
    {{Name, Unit}, Rest1};
segment_type([{atom, _, Name} | Rest]) -> {Name, Rest};
segment_type(Tokens) -> throw({syntax_error, Tokens}).

%%% Patterns in the heads of functions and after `catch`
%%%
%%% Elsewhere a pattern is read as an expression, and `erl_lint` judges it. Here the grammar knows fewer forms, though
%%% any expression inside of brackets.

pattern(Tokens) -> pattern(0, Tokens).

pattern(Least, Tokens) ->
    {Left, Rest} = pattern_prefix(Tokens),
    infix(Left, Least, 1000, Rest, fun pattern/2, ['!', '?=', 'andalso', 'orelse']).

pattern_prefix([{Operator, Anno} | Rest])
  when Operator =:= '-'; Operator =:= '+'; Operator =:= 'not'; Operator =:= 'bnot' ->
    {Operand, Rest1} = pattern_prefix(Rest),
    {{op, Anno, Operator, Operand}, Rest1};
pattern_prefix([{'(', _} | Rest]) ->
    {Tree, Rest1} = pattern(Rest),
    {Tree, expect(')', Rest1)};
pattern_prefix([{'#', _} | _] = Tokens) -> hash(Tokens);
pattern_prefix([{Word, _} | _] = Tokens) when Word =/= '[', Word =/= '{', Word =/= '<<' -> throw({syntax_error, Tokens});
pattern_prefix([_ | Rest] = Tokens) ->
    case primary(Tokens) of
        {{lc, _, _, _}, _} -> no_comprehension(expr(Rest));
        {{bc, _, _, _}, _} -> no_comprehension(primary(Rest));
        Read -> Read
    end;
pattern_prefix([]) -> throw({syntax_error, []}).

-spec no_comprehension({tree(), tokens()}) -> no_return().
no_comprehension({_, Bars}) -> throw({syntax_error, Bars}).

%% `(A, B)` of a head.
-spec head(tokens()) -> {[tree()], tokens()}.
head(Tokens) -> listed(fun pattern/1, ')', expect('(', Tokens)).

%%% Funs

function(Anno, [{atom, _, Name}, {'/', _} | Rest]) ->
    {{integer, _, Arity}, Rest1} = name(Rest, [integer]),
    {{'fun', Anno, {function, Name, Arity}}, Rest1};
function(Anno, [{'(', _} | _] = Tokens) ->
    {Clauses, _, Rest} = fun_clauses(Tokens),
    {{'fun', Anno, {clauses, Clauses}}, Rest};
function(Anno, [{var, _, _}, {'(', _} | _] = Tokens) ->
    {Clauses, {named, Name}, Rest} = fun_clauses(Tokens),
    {{named_fun, Anno, Name, Clauses}, Rest};
function(Anno, Tokens) ->
    {Module, Rest} = name(Tokens, [atom, var]),
    {Name, Rest1} = name(expect(':', Rest), [atom, var]),
    {Arity, Rest2} = name(expect('/', Rest1), [integer, var]),
    {{'fun', Anno, {function, Module, Name, Arity}}, Rest2}.

name([{Category, Anno, Value} | Rest] = Tokens, Categories) ->
    case lists:member(Category, Categories) of
        true -> {{Category, Anno, Value}, Rest};
        false -> throw({syntax_error, Tokens})
    end;
name(Tokens, _) -> throw({syntax_error, Tokens}).

fun_clauses(Tokens) ->
    {[{_, Name} | _] = Clauses, Rest} = separated(fun fun_clause/1, ';', Tokens),
    Rest1 = expect('end', Rest),
    ok = same_heads(Clauses),
    {[Clause || {Clause, _} <- Clauses], Name, Rest1}.

fun_clause([{var, Anno, Name} | Rest]) ->
    {{{clause, _, Patterns, Guard, Body}, anonymous}, Rest1} = fun_clause(expect_head(Rest)),
    {{{clause, Anno, Patterns, Guard, Body}, {named, Name}}, Rest1};
fun_clause([{'(', Anno} | _] = Tokens) ->
    {Patterns, Rest} = head(Tokens),
    {Guard, Body, Rest1} = guard_and_body(Rest),
    {{{clause, Anno, Patterns, Guard, Body}, anonymous}, Rest1};
fun_clause(Tokens) -> throw({syntax_error, Tokens}).

expect_head([{'(', _} | _] = Tokens) -> Tokens;
expect_head(Tokens) -> throw({syntax_error, Tokens}).

%% All clauses must have the name and the number of arguments of the first.
-spec same_heads([{tree(), term()}]) -> ok.
same_heads([{First, Name} | Rest]) ->
    Arity = length(element(3, First)),
    Other = [Clause || {Clause, Name1} <- Rest, Name1 =/= Name orelse length(element(3, Clause)) =/= Arity],
    case Other of
        [] -> ok;
        [Clause | _] -> throw({parse_error, element(2, Clause), "head mismatch"})
    end.

%%% Clauses

%% `when Guard -> Body`, the guard being optional.
-spec guard_and_body(tokens()) -> {[[tree()]], [tree()], tokens()}.
guard_and_body([{'when', _} | Rest]) ->
    {Guard, Rest1} = separated(fun exprs/1, ';', Rest),
    {Body, Rest2} = exprs(expect('->', Rest1)),
    {Guard, Body, Rest2};
guard_and_body(Tokens) ->
    {Body, Rest} = exprs(expect('->', Tokens)),
    {[], Body, Rest}.

clause(Tokens) ->
    {Pattern, Rest} = expr(Tokens),
    {Guard, Body, Rest1} = guard_and_body(Rest),
    {{clause, first_anno(Pattern), [Pattern], Guard, Body}, Rest1}.

if_clause(Tokens) ->
    {Guard, Rest} = separated(fun exprs/1, ';', Tokens),
    {Body, Rest1} = exprs(expect('->', Rest)),
    {{clause, first_anno(hd(hd(Guard))), [], Guard, Body}, Rest1}.

receive_(Anno, [{'after', _} | Rest]) -> after_(Anno, [], Rest);
receive_(Anno, Tokens) ->
    case separated(fun clause/1, ';', Tokens) of
        {Clauses, [{'after', _} | Rest]} -> after_(Anno, Clauses, Rest);
        {Clauses, Rest} -> {{'receive', Anno, Clauses}, expect('end', Rest)}
    end.

after_(Anno, Clauses, Tokens) ->
    {Time, Rest} = expr(Tokens),
    {Body, Rest1} = exprs(expect('->', Rest)),
    {{'receive', Anno, Clauses, Time, Body}, expect('end', Rest1)}.

try_(Anno, Tokens) ->
    {Body, Rest} = exprs(Tokens),
    {Of, Rest1} = case Rest of
        [{'of', _} | Rest0] -> separated(fun clause/1, ';', Rest0);
        _ -> {[], Rest}
    end,
    {Catch, Rest3} = case Rest1 of
        [{'catch', _} | Rest2] -> separated(fun catch_clause/1, ';', Rest2);
        [{'after', _} | _] -> {[], Rest1};
        _ -> throw({syntax_error, Rest1})
    end,
    {After, Rest5} = case Rest3 of
        [{'after', _} | Rest4] -> exprs(Rest4);
        _ -> {[], Rest3}
    end,
    {{'try', Anno, Body, Of, Catch, After}, expect('end', Rest5)}.

%% `Class:Pattern:Stack`; the pattern alone means a throw.
catch_clause([{Category, Anno, Name}, {':', _} | Rest]) when Category =:= atom; Category =:= var ->
    {Pattern, Rest1} = pattern(Rest),
    case Rest1 of
        [{':', _} | Rest2] ->
            {Stack, Rest3} = name(Rest2, [var]),
            catch_clause(Anno, {Category, Anno, Name}, Pattern, Stack, Rest3);
        _ ->
            catch_clause(Anno, {Category, Anno, Name}, Pattern, {var, last_anno(Pattern), '_'}, Rest1)
    end;
catch_clause(Tokens) ->
    {Pattern, Rest} = pattern(Tokens),
    Anno = first_anno(Pattern),
    catch_clause(Anno, {atom, Anno, throw}, Pattern, {var, last_anno(Pattern), '_'}, Rest).

catch_clause(Anno, Class, Pattern, Stack, Tokens) ->
    {Guard, Body, Rest} = guard_and_body(Tokens),
    {{clause, Anno, [{tuple, Anno, [Class, Pattern, Stack]}], Guard, Body}, Rest}.

%% The annotation of the token with which a tree begins.
-spec first_anno(tree()) -> erl_anno:anno().
first_anno({op, _, _, Left, _}) -> first_anno(Left);
first_anno({match, _, Left, _}) -> first_anno(Left);
first_anno({remote, _, Module, _}) -> first_anno(Module);
first_anno({call, _, Function, _}) -> first_anno(Function);
first_anno({map, _, Base, _}) -> first_anno(Base);
first_anno({record, _, Base, _, _}) -> first_anno(Base);
first_anno({record_field, _, Base, _, _}) -> first_anno(Base);
first_anno(Tree) -> element(2, Tree).

%% The annotation that stands last in a tree.
last_anno(Tree) -> erl_parse:fold_anno(fun later/2, element(2, Tree), Tree).

later(A, B) ->
    case erl_anno:location(A) > erl_anno:location(B) of
        true -> A;
        false -> B
    end.
