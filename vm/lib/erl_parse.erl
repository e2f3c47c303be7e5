%%% The parser: tokens of `erl_scan` to the abstract format. Expressions are read by `erlet_parse_expr`, attributes and
%%% types by `erlet_parse_form`; terms as trees and walks over annotations are here.
-module(erl_parse).

-export([parse/1, parse_form/1, parse_exprs/1, parse_term/1, format_error/1]).
-export([abstract/1, abstract/2, normalise/1, tokens/1, tokens/2]).
-export([first_anno/1, map_anno/2, fold_anno/3, mapfold_anno/3, new_anno/1, anno_to_term/1, anno_from_term/1]).
-export([inop_prec/1, preop_prec/1, func_prec/0, max_prec/0, type_inop_prec/1, type_preop_prec/1]).

-export_type([abstract_clause/0, abstract_expr/0, abstract_form/0, abstract_type/0, form_info/0, error_info/0,
              error_description/0, erl_parse_tree/0]).

-type abstract_clause() :: tuple().
-type abstract_expr() :: tuple().
-type abstract_form() :: tuple().
-type abstract_type() :: tuple().
-type form_info() :: tuple().
-type erl_parse_tree() :: tuple().
-type error_description() :: term().
-type error_info() :: {erl_anno:location(), module(), error_description()}.

%% What the grammar begins with: a form. `{error, Info}` when it is none.
%% > {ok, Ts, _} = erl_scan:string("-module(m)."), erl_parse:parse(Ts).
%% {ok,{attribute,1,module,m}}
-spec parse([erl_scan:token()]) -> {ok, abstract_form()} | {error, error_info()}.
parse(Tokens) -> parse_form(Tokens).

%% The tree of a form, a function or an attribute, from its tokens, the full stop included. `{error, Info}` for
%% anything else; `Info` is for format_error/1 of the module that it names.
%% > {ok, Ts, _} = erl_scan:string("f(X) -> X."), erl_parse:parse_form(Ts).
%% {ok,{function,1,f,1,[{clause,1,[{var,1,'X'}],[],[{var,1,'X'}]}]}}
%% > {ok, Ts, _} = erl_scan:string("f(X) -> ."), erl_parse:parse_form(Ts).
%% {error,{1,erl_parse,["syntax error before: ","'.'"]}}
-spec parse_form([erl_scan:token()]) -> {ok, abstract_form()} | {error, error_info()}.
parse_form([]) -> {error, {999999, ?MODULE, ["syntax error before: ", []]}};
parse_form(Tokens) -> parse(fun erlet_parse_form:form/1, Tokens).

%% The trees of expressions separated by commas, from their tokens, the full stop included.
%% > {ok, Ts, _} = erl_scan:string("X = 1, f(X)."), erl_parse:parse_exprs(Ts).
%% {ok,[{match,1,{var,1,'X'},{integer,1,1}},{call,1,{atom,1,f},[{var,1,'X'}]}]}
%% > {ok, Ts, _} = erl_scan:string("X = 1"), erl_parse:parse_exprs(Ts).
%% {error,{1,erl_parse,["syntax error before: ",[]]}}
-spec parse_exprs([erl_scan:token()]) -> {ok, [abstract_expr()]} | {error, error_info()}.
parse_exprs(Tokens) when is_list(Tokens) ->
    %% As the body of a function: a semicolon begins another clause.
    case parse_form([{atom, 0, f}, {'(', 0}, {')', 0}, {'->', 0} | Tokens]) of
        {ok, {function, _, f, 0, [{clause, _, [], [], Exprs}]}} -> {ok, Exprs};
        {error, _} = Error -> Error
    end.

%% A term: what it is, not its tree. `{error, Info}` for an expression that is none.
%% > {ok, Ts, _} = erl_scan:string("#{a => [1, <<2>>]}."), erl_parse:parse_term(Ts).
%% {ok,#{a => [1,<<2>>]}}
%% > {ok, Ts, _} = erl_scan:string("1 + 1."), erl_parse:parse_term(Ts).
%% {error,{1,erl_parse,"bad term"}}
-spec parse_term([erl_scan:token()]) -> {ok, term()} | {error, error_info()}.
parse_term(Tokens) ->
    case parse_exprs(Tokens) of
        {ok, [Expr]} ->
            try {ok, normalise(Expr)}
            catch
                error:_ -> bad_term(Expr)
            end;
        {ok, [_, Expr | _]} -> bad_term(Expr);
        {error, _} = Error -> Error
    end.

bad_term(Expr) -> {error, {erl_anno:location(element(2, Expr)), ?MODULE, "bad term"}}.

%% A reader takes tokens and gives a tree and the tokens after it, of which only the full stop may be left.
parse(Reader, Tokens) when is_list(Tokens) ->
    try Reader(Tokens) of
        {Tree, [{dot, _}]} -> {ok, Tree};
        {_, [{dot, _}, Token | _]} -> unexpected(Token);
        {_, [Token | _]} -> unexpected(Token);
        {_, []} -> early_end(Tokens)
    catch
        throw:{syntax_error, []} -> early_end(Tokens);
        throw:{syntax_error, [Token | _]} -> unexpected(Token);
        throw:{parse_error, Anno, Message} -> {error, {erl_anno:location(Anno), ?MODULE, Message}}
    end.

early_end([]) -> {error, {0, ?MODULE, ["syntax error before: ", []]}};
early_end(Tokens) -> {error, {erl_scan:location(lists:last(Tokens)), ?MODULE, ["syntax error before: ", []]}}.

unexpected(Token) -> {error, {erl_scan:location(Token), ?MODULE, ["syntax error before: ", lists:flatten(token_text(Token))]}}.

token_text({atom, _, Atom}) -> io_lib:write_atom(Atom);
token_text({string, _, String}) -> io_lib:write_string(String);
token_text({char, _, C}) -> io_lib:write_char(C);
token_text({var, _, Name}) -> io_lib:format("~s", [Name]);
token_text({_, _, Value}) -> io_lib:write(Value);
token_text({dot, _}) -> "'.'";
token_text({Category, _}) ->
    %% Reserved words and symbols stand between quotes.
    io_lib:format("~tw", [Category]).

%% What the description in an error of this module says, in English.
%% > {ok, Ts, _} = erl_scan:string("X = ."), {error, {1, Module, Text}} = erl_parse:parse_exprs(Ts),
%%   lists:flatten(Module:format_error(Text)).
%% "syntax error before: '.'"
-spec format_error(error_description()) -> iolist().
format_error(Message) ->
    case io_lib:deep_char_list(Message) of
        true -> Message;
        false -> io_lib:write(Message)
    end.

%%% Terms as trees

%% The tree of a term, on line 0. Fails with function_clause for a pid, a reference or a fun, which have none.
%% > erl_parse:abstract([{a, "b"}]).
%% {cons,0,{tuple,0,[{atom,0,a},{string,0,"b"}]},{nil,0}}
-spec abstract(term()) -> abstract_expr().
abstract(Term) -> abstract(Term, 0).

%% The tree of a term on a line, or with options: `{location, Location}`, and `{encoding, E}`, where `none` keeps
%% strings from being one node and `latin1` only those of larger characters.
%% > [erl_parse:abstract("b", [{encoding, E}, {location, 7}]) || E <- [utf8, none]].
%% [{string,7,"b"},{cons,7,{integer,7,98},{nil,7}}]
-spec abstract(term(), erl_anno:location() | [tuple()]) -> abstract_expr().
abstract(Term, Options) when is_list(Options) ->
    Location = proplists:get_value(location, Options, proplists:get_value(line, Options, 0)),
    Highest = case proplists:get_value(encoding, Options, utf8) of
        none -> -1;
        latin1 -> 16#FF;
        Encoding when is_function(Encoding) -> Encoding;
        _ -> 16#10FFFF
    end,
    tree(Term, erl_anno:new(Location), Highest);
abstract(Term, Location) -> tree(Term, erl_anno:new(Location), 16#10FFFF).

tree(Value, Anno, _) when is_integer(Value) -> {integer, Anno, Value};
tree(Value, Anno, _) when is_float(Value) -> {float, Anno, Value};
tree(Value, Anno, _) when is_atom(Value) -> {atom, Anno, Value};
tree([], Anno, _) -> {nil, Anno};
tree(Bits, Anno, _) when is_bitstring(Bits) -> {bin, Anno, [segment(Part, Anno) || Part <- parts(Bits)]};
tree([Head | Tail] = List, Anno, Highest) ->
    case is_text(List, Highest) of
        true -> {string, Anno, List};
        false when is_integer(Head) -> characters(List, Anno, Highest);
        false -> {cons, Anno, tree(Head, Anno, Highest), tree(Tail, Anno, Highest)}
    end;
tree(Tuple, Anno, Highest) when is_tuple(Tuple) ->
    {tuple, Anno, [tree(Element, Anno, Highest) || Element <- tuple_to_list(Tuple)]};
tree(Map, Anno, Highest) when is_map(Map) ->
    {map, Anno, [{map_field_assoc, Anno, tree(Key, Anno, Highest), tree(Value, Anno, Highest)}
                 || {Key, Value} <- maps:to_list(Map)]};
tree(Fun, Anno, Highest) when is_function(Fun) ->
    case erlang:fun_info(Fun, type) of
        {type, external} ->
            [Module, Name, Arity] = [element(2, erlang:fun_info(Fun, Item)) || Item <- [module, name, arity]],
            {'fun', Anno, {function, tree(Module, Anno, Highest), tree(Name, Anno, Highest),
                           tree(Arity, Anno, Highest)}};
        _ -> error(function_clause)
    end;
tree(_, _, _) -> error(function_clause).

%% A list that begins with integers and is no text: its tail was looked at already.
characters([Head | Tail], Anno, Highest) when is_integer(Head) ->
    {cons, Anno, {integer, Anno, Head}, characters(Tail, Anno, Highest)};
characters(Rest, Anno, Highest) -> tree(Rest, Anno, Highest).

is_text([C | Rest], Highest) when is_integer(C), C >= 0, is_integer(Highest), C =< Highest ->
    not (C >= 16#D800 andalso C =< 16#DFFF) andalso is_text(Rest, Highest);
is_text([C | Rest], Known) when is_function(Known) -> Known(C) andalso is_text(Rest, Known);
is_text(Rest, _) -> Rest =:= [].

parts(<<Byte, Rest/bitstring>>) -> [<<Byte>> | parts(Rest)];
parts(<<>>) -> [];
parts(Bits) -> [Bits].

segment(<<Byte>>, Anno) -> {bin_element, Anno, {integer, Anno, Byte}, default, default};
segment(Bits, Anno) ->
    Size = bit_size(Bits),
    <<Value:Size>> = Bits,
    {bin_element, Anno, {integer, Anno, Value}, {integer, Anno, Size}, default}.

%% The term of a tree that stands for one; fails with badarg for another.
%% > erl_parse:normalise({cons, 1, {integer, 1, 7}, {nil, 1}}).
%% [7]
%% > erl_parse:normalise({var, 1, 'X'}).
%% ** error:{badarg,{var,1,'X'}}
-spec normalise(abstract_expr()) -> term().
normalise({char, _, C}) -> C;
normalise({integer, _, Value}) -> Value;
normalise({float, _, Value}) -> Value;
normalise({atom, _, Atom}) -> Atom;
normalise({string, _, String}) -> String;
normalise({nil, _}) -> [];
normalise({bin, _, Elements}) -> bits(Elements);
normalise({cons, _, Head, Tail}) -> [normalise(Head) | normalise(Tail)];
normalise({tuple, _, Elements}) -> list_to_tuple([normalise(Element) || Element <- Elements]);
normalise({map, _, Fields}) ->
    maps:from_list([{normalise(Key), normalise(Value)} || {map_field_assoc, _, Key, Value} <- Fields]);
normalise({'fun', _, {function, {atom, _, Module}, {atom, _, Name}, {integer, _, Arity}}}) -> fun Module:Name/Arity;
normalise({op, _, '+', {char, _, C}}) -> C;
normalise({op, _, '+', {integer, _, Value}}) -> Value;
normalise({op, _, '+', {float, _, Value}}) -> Value;
normalise({op, _, '-', {char, _, C}}) -> -C;
normalise({op, _, '-', {integer, _, Value}}) -> -Value;
normalise({op, _, '-', {float, _, Value}}) -> -Value;
normalise(Tree) -> error({badarg, Tree}).

bits(Elements) ->
    {value, Bits, _} = erl_eval:expr({bin, 0, [literal_segment(Element) || Element <- Elements]}, [], none),
    Bits.

%% Only literals may stand in the segments of a term.
literal_segment({bin_element, _, Value, Size, _} = Element) ->
    true = lists:all(fun is_literal/1, [Value | [Size || Size =/= default]]),
    Element.

is_literal({op, _, Sign, Value}) -> (Sign =:= '-' orelse Sign =:= '+') andalso is_literal(Value);
is_literal(Value) -> lists:member(element(1, Value), [integer, float, char, string]).

%% The tokens of a tree that stands for a term.
%% > erl_parse:tokens(erl_parse:abstract({a, []})).
%% [{'{',0},{atom,0,a},{',',0},{'[',0},{']',0},{'}',0}]
-spec tokens(abstract_expr()) -> [erl_scan:token()].
tokens(Tree) -> tokens(Tree, []).

%% The tokens of a tree, followed by others.
%% > erl_parse:tokens(erl_parse:abstract(a), [{dot, 1}]).
%% [{atom,0,a},{dot,1}]
-spec tokens(abstract_expr(), [erl_scan:token()]) -> [erl_scan:token()].
tokens({Category, Anno, Value}, More) when Category =/= tuple, Category =/= map, Category =/= bin ->
    [{Category, Anno, Value} | More];
tokens({nil, Anno}, More) -> [{'[', Anno}, {']', Anno} | More];
tokens({cons, Anno, Head, Tail}, More) -> [{'[', Anno} | tokens(Head, tail_tokens(Tail, More))];
tokens({tuple, Anno, []}, More) -> [{'{', Anno}, {'}', Anno} | More];
tokens({tuple, Anno, [First | Rest]}, More) ->
    After = lists:foldr(fun(Tree, Tokens) -> [{',', Anno} | tokens(Tree, Tokens)] end, [{'}', Anno} | More], Rest),
    [{'{', Anno} | tokens(First, After)].

tail_tokens({cons, Anno, Head, Tail}, More) -> [{',', Anno} | tokens(Head, tail_tokens(Tail, More))];
tail_tokens({nil, Anno}, More) -> [{']', Anno} | More];
tail_tokens(Other, More) ->
    Anno = element(2, Other),
    [{'|', Anno} | tokens(Other, [{']', Anno} | More])].

%%% Annotations

%% The annotation of a tree's first part in the text.
%% > erl_parse:first_anno({op, 2, '+', {var, 1, 'X'}, {var, 3, 'Y'}}).
%% 1
-spec first_anno(abstract_expr()) -> erl_anno:anno().
first_anno(Tree) -> erlet_parse_expr:first_anno(Tree).

%% The tree with every annotation changed by a function.
%% > {ok, Ts, _} = erl_scan:string("f(X)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_parse:map_anno(fun(Line) -> Line + 6 end, E).
%% {call,7,{atom,7,f},[{var,7,'X'}]}
-spec map_anno(fun((erl_anno:anno()) -> term()), Tree) -> Tree.
map_anno(Fun, Tree) ->
    {New, _} = mapfold_anno(fun(Anno, none) -> {Fun(Anno), none} end, none, Tree),
    New.

%% Folds a function over all annotations of a tree, as `lists:foldl/3` does over elements.
%% > {ok, Ts, _} = erl_scan:string("f(\nX)."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_parse:fold_anno(fun(Line, Lines) -> [Line | Lines] end, [], E).
%% [2,1,1]
-spec fold_anno(fun((erl_anno:anno(), Acc) -> Acc), Acc, erl_parse_tree() | [erl_parse_tree()]) -> Acc.
fold_anno(Fun, Acc, Tree) ->
    {_, Result} = mapfold_anno(fun(Anno, Acc1) -> {Anno, Fun(Anno, Acc1)} end, Acc, Tree),
    Result.

%% The tree with every annotation changed, and what was folded on the way.
%% > {ok, Ts, _} = erl_scan:string("X."), {ok, [E]} = erl_parse:parse_exprs(Ts),
%%   erl_parse:mapfold_anno(fun(Line, N) -> {Line + N, N + 1} end, 10, E).
%% {{var,11,'X'},11}
-spec mapfold_anno(fun((erl_anno:anno(), Acc) -> {term(), Acc}), Acc, Tree) -> {Tree, Acc}.
mapfold_anno(Fun, Acc, Trees) when is_list(Trees) ->
    lists:mapfoldl(fun(Tree, Acc1) -> mapfold_anno(Fun, Acc1, Tree) end, Acc, Trees);
mapfold_anno(Fun, Acc, {eof, Anno}) -> fixed(Fun, Acc, eof, Anno, []);
mapfold_anno(Fun, Acc, {attribute, Anno, Name, Value}) -> attribute(Fun, Acc, Anno, Name, Value);
%% These have a value that is no tree.
mapfold_anno(Fun, Acc, {Kind, Anno, Value})
  when Kind =:= atom; Kind =:= integer; Kind =:= float; Kind =:= char; Kind =:= string; Kind =:= var ->
    fixed(Fun, Acc, Kind, Anno, [Value]);
mapfold_anno(Fun, Acc, {'fun', Anno, {function, Name, Arity}}) ->
    fixed(Fun, Acc, 'fun', Anno, [{function, Name, Arity}]);
mapfold_anno(Fun, Acc, {'fun', Anno, {clauses, Clauses}}) ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {Clauses1, Acc2} = mapfold_anno(Fun, Acc1, Clauses),
    {{'fun', Anno1, {clauses, Clauses1}}, Acc2};
mapfold_anno(Fun, Acc, {'fun', Anno, {function, Module, Name, Arity}}) ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {Parts, Acc2} = mapfold_anno(Fun, Acc1, [Module, Name, Arity]),
    {{'fun', Anno1, list_to_tuple([function | Parts])}, Acc2};
mapfold_anno(Fun, Acc, {bin_element, Anno, Value, Size, Types}) ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {[Value1, Size1], Acc2} = mapfold_anno(Fun, Acc1, [Value, Size]),
    {{bin_element, Anno1, Value1, Size1, Types}, Acc2};
mapfold_anno(Fun, Acc, {typed_record_field, Field, Type}) ->
    {[Field1, Type1], Acc1} = mapfold_anno(Fun, Acc, [Field, Type]),
    {{typed_record_field, Field1, Type1}, Acc1};
mapfold_anno(Fun, Acc, Tree) when is_tuple(Tree), tuple_size(Tree) >= 2 ->
    [Kind, Anno | Parts] = tuple_to_list(Tree),
    {Anno1, Acc1} = Fun(Anno, Acc),
    {Parts1, Acc2} = mapfold_anno(Fun, Acc1, Parts),
    {list_to_tuple([Kind, Anno1 | Parts1]), Acc2};
mapfold_anno(_, Acc, Other) -> {Other, Acc}.

fixed(Fun, Acc, Kind, Anno, Rest) ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {list_to_tuple([Kind, Anno1 | Rest]), Acc1}.

attribute(Fun, Acc, Anno, Name, {Subject, Types}) when Name =:= spec; Name =:= callback; Name =:= record ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {Types1, Acc2} = mapfold_anno(Fun, Acc1, Types),
    {{attribute, Anno1, Name, {Subject, Types1}}, Acc2};
attribute(Fun, Acc, Anno, Name, {Type, Definition, Parameters}) when Name =:= type; Name =:= opaque ->
    {Anno1, Acc1} = Fun(Anno, Acc),
    {[Definition1, Parameters1], Acc2} = mapfold_anno(Fun, Acc1, [Definition, Parameters]),
    {{attribute, Anno1, Name, {Type, Definition1, Parameters1}}, Acc2};
attribute(Fun, Acc, Anno, Name, Value) -> fixed(Fun, Acc, attribute, Anno, [Name, Value]).

%% The tree with locations, lines or pairs, made into annotations.
%% > erl_parse:new_anno({var, {1, 5}, 'X'}).
%% {var,{1,5},'X'}
-spec new_anno(term()) -> erl_parse_tree().
new_anno(Tree) -> map_anno(fun erl_anno:new/1, Tree).

%% A tree with its annotations as terms, fit to be stored.
%% > erl_parse:anno_to_term({var, {1, 5}, 'X'}).
%% {var,{1,5},'X'}
-spec anno_to_term(erl_parse_tree()) -> term().
anno_to_term(Tree) -> map_anno(fun erl_anno:to_term/1, Tree).

%% A tree whose annotations were made terms by anno_to_term/1.
%% > erl_parse:anno_from_term({var, {1, 5}, 'X'}).
%% {var,{1,5},'X'}
-spec anno_from_term(term()) -> erl_parse_tree().
anno_from_term(Tree) -> map_anno(fun erl_anno:from_term/1, Tree).

%%% Precedences: of the left operand, the operator and the right operand

%% How strongly an operator between operands binds: what its left operand, itself and its right operand have to bind.
%% > [erl_parse:inop_prec(Op) || Op <- ['=', '+', '*']].
%% [{150,100,100},{400,400,500},{500,500,600}]
-spec inop_prec(atom()) -> {integer(), integer(), integer()}.
inop_prec('=') -> {150, 100, 100};
inop_prec('!') -> {150, 100, 100};
inop_prec('orelse') -> {160, 150, 150};
inop_prec('andalso') -> {200, 160, 160};
inop_prec('#') -> {800, 700, 800};
inop_prec(':') -> {900, 800, 900};
inop_prec('.') -> {900, 900, 1000};
inop_prec(Operator) ->
    case {lists:member(Operator, ['==', '/=', '=<', '<', '>=', '>', '=:=', '=/=']),
          lists:member(Operator, ['++', '--']),
          lists:member(Operator, ['+', '-', 'bor', 'bxor', 'bsl', 'bsr', 'or', 'xor']),
          lists:member(Operator, ['*', '/', 'div', 'rem', 'band', 'and'])} of
        {true, _, _, _} -> {300, 200, 300};
        {_, true, _, _} -> {400, 300, 300};
        {_, _, true, _} -> {400, 400, 500};
        {_, _, _, true} -> {500, 500, 600};
        _ -> error(function_clause, [Operator])
    end.

%% How strongly an operator before its operand binds: itself, and what the operand has to bind.
%% > [erl_parse:preop_prec(Op) || Op <- ['catch', '-']].
%% [{700,100},{600,700}]
-spec preop_prec(atom()) -> {integer(), integer()}.
preop_prec('catch') -> {700, 100};
preop_prec('#') -> {700, 800};
preop_prec(Operator) when Operator =:= '+'; Operator =:= '-'; Operator =:= 'bnot'; Operator =:= 'not' -> {600, 700}.

%% How strongly a call binds.
%% > erl_parse:func_prec().
%% {800,700}
-spec func_prec() -> {integer(), integer()}.
func_prec() -> {800, 700}.

%% What binds more strongly than all.
%% > erl_parse:max_prec().
%% 900
-spec max_prec() -> integer().
max_prec() -> 900.

%% As inop_prec/1, in types.
%% > [erl_parse:type_inop_prec(Op) || Op <- ['|', '..']].
%% [{180,170,170},{300,200,300}]
-spec type_inop_prec(atom()) -> {integer(), integer(), integer()}.
type_inop_prec('=') -> {150, 100, 100};
type_inop_prec('::') -> {150, 150, 160};
type_inop_prec('|') -> {180, 170, 170};
type_inop_prec('..') -> {300, 200, 300};
type_inop_prec('.') -> {900, 900, 1000};
type_inop_prec(Operator) -> inop_prec(Operator).

%% As preop_prec/1, in types.
%% > erl_parse:type_preop_prec('-').
%% {600,700}
-spec type_preop_prec(atom()) -> {integer(), integer()}.
type_preop_prec('#') -> {700, 800};
type_preop_prec(Operator) when Operator =:= '+'; Operator =:= '-'; Operator =:= 'bnot' -> {600, 700}.
