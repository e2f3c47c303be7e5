%%% Where a value differs from a pattern that is known as text, so that both can be shown with the place marked.
-module(erlet_pattern).

-export([compare/3, parse/1]).

-type tree() :: tuple().
-type place() :: {Column :: pos_integer(), Offset :: non_neg_integer(), Width :: pos_integer()}.

-export_type([tree/0, place/0]).

%% The tree of a pattern; `error` when the text is none.
-spec parse(unicode:chardata()) -> {ok, tree()} | error.
parse(Text) ->
    case erl_scan:string(unicode:characters_to_list([Text, $.]), {1, 1}) of
        {ok, Tokens, _} ->
            case erl_parse:parse_exprs(Tokens) of
                {ok, [Tree]} -> {ok, Tree};
                _ -> error
            end;
        _ -> error
    end.

%% `same` when nothing tells them apart, else the first difference: the pattern's column in its text, and where the part
%% of the value begins in the value's text on one line, and its width there.
-spec compare(tree(), term(), #{atom() => term()}) -> same | place().
compare(Tree, Value, Bindings) -> part(Tree, Value, 0, Bindings).

part({var, _, '_'}, _, _, _) -> same;
part({var, Location, Name}, Value, Offset, Bindings) ->
    case Bindings of
        #{Name := Value} -> same;
        #{Name := _} -> differs(Location, Value, Offset);
        #{} -> same
    end;
part({match, _, One, Other}, Value, Offset, Bindings) ->
    case part(One, Value, Offset, Bindings) of
        same -> part(Other, Value, Offset, Bindings);
        Place -> Place
    end;
part({tuple, _, Parts}, Value, Offset, Bindings) when is_tuple(Value), length(Parts) =:= tuple_size(Value) ->
    parts(Parts, tuple_to_list(Value), Offset + 1, Bindings);
part({tuple, Location, _}, Value, Offset, _) -> differs(Location, Value, Offset);
part({cons, _, _, _} = Tree, [_ | _] = Value, Offset, Bindings) -> items(Tree, Value, Offset + 1, Bindings);
part({cons, Location, _, _}, Value, Offset, _) -> differs(Location, Value, Offset);
part({map, Location, _}, Value, Offset, _) when not is_map(Value) -> differs(Location, Value, Offset);
part({bin, Location, _}, Value, Offset, _) when not is_bitstring(Value) -> differs(Location, Value, Offset);
part({Sort, _, _} = Tree, Value, Offset, _)
  when Sort =:= atom; Sort =:= integer; Sort =:= float; Sort =:= char; Sort =:= string ->
    constant(Tree, Value, Offset);
part({nil, Location}, Value, Offset, _) ->
    case Value of
        [] -> same;
        _ -> differs(Location, Value, Offset)
    end;
part(_, _, _, _) -> same.

constant(Tree, Value, Offset) ->
    case erl_parse:normalise(Tree) of
        Value -> same;
        _ -> differs(element(2, Tree), Value, Offset)
    end.

parts([], [], _, _) -> same;
parts([Tree | Trees], [Value | Values], Offset, Bindings) ->
    case part(Tree, Value, Offset, Bindings) of
        same -> parts(Trees, Values, Offset + width(Value) + 1, Bindings);
        Place -> Place
    end.

%% The elements of lists; a value that is shown as a string is marked as a whole.
items({cons, Location, Head, Tail}, [Value | Values] = All, Offset, Bindings) ->
    case part(Head, Value, Offset, Bindings) of
        same -> items(Tail, Values, Offset + width(Value) + 1, Bindings);
        Place ->
            case io_lib:printable_list(All) of
                true -> differs(Location, All, max(Offset - 1, 0));
                false -> Place
            end
    end;
items({nil, _}, [], _, _) -> same;
items({nil, Location}, [Value | _], Offset, _) -> differs(Location, Value, Offset);
items({var, _, _} = Tree, Values, Offset, Bindings) -> part(Tree, Values, Offset, Bindings);
items(Tree, [], Offset, _) -> {column(element(2, Tree)), Offset, 1};
items(Tree, Values, Offset, Bindings) -> part(Tree, Values, Offset, Bindings).

differs(Location, Value, Offset) -> {column(Location), Offset, width(Value)}.

column(Location) -> erl_anno:column(Location).

width(Value) -> string:length(io_lib:format("~0tp", [Value])).
