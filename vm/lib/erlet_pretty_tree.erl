%%% The tree that `erlet_pretty` lays out: what is shown of a term within a depth and a limit of characters.
%%%
%%% A node is `{Shape, Length, Cuts, More}`: `Length` is the number of characters that the node takes on one line, `Cuts`
%%% is positive if "..." stands in it.  `More` makes a cut node anew, with another limit and some levels deeper; it is
%%% `none` for a node whose parts are asked instead.
%%%
%%% With a limit of characters the tree is made one level deep and then deepened by steps that double, as long as it is
%%% shorter than the limit; the right number of levels is found by bisection.  What a shallower tree showed stays.
-module(erlet_pretty_tree).

-export([tree/2]).

%% How many characters of a binary a level is worth, and how many bytes are looked at first.
-define(CHARS_A_LEVEL, 4).
-define(FEW_BYTES, 20).

-export_type([tree/0]).

-type tree() :: {shape(), non_neg_integer(), non_neg_integer(), none | fun((integer(), pos_integer()) -> tree())}.
-type shape() :: binary() | dots | {list | tuple | tagged | map, [tree() | {tail, tree()}]} | {pair, tree(), tree()} |
                 {record, tree(), [tree()]} | {field, tree(), tree()} | {bytes, [binary()]}.

%% The tree of a term, cut at the depth and at the limit of characters.
-spec tree(term(), erlet_pretty:options()) -> tree().
tree(_, #{chars_limit := 0}) -> cut();
tree(Term, #{depth := Depth, chars_limit := Limit} = Options) when Limit < 0 -> node(Term, Depth, Limit, Options);
tree(Term, #{depth := Deepest, chars_limit := Limit} = Options) ->
    case node(Term, 1, Limit, Options) of
        {_, Length, Cuts, _} = Node when Cuts =:= 0; Length > Limit; Deepest =:= 1 -> Node;
        Node -> deepen(Node, Limit, Deepest, 1, 4)
    end.

%% Goes deeper in growing steps, until nothing is cut or the limit of characters is reached.
deepen(Lower, Limit, Deepest, Depth, Step) ->
    Depth1 = case Deepest < 0 of
                 true -> Depth + Step;
                 false -> min(Depth + Step, Deepest)
             end,
    case deeper(Lower, Limit, Depth1 - Depth) of
        {_, _, 0, _} = Node -> Node;
        {_, Length, _, _} = Upper when Length > Limit -> between(Lower, Upper, Limit, Depth, Depth1);
        {_, Length, _, _} = Node when Depth1 =:= Deepest; Length =:= element(2, Lower) -> Node;
        Node -> deepen(Node, Limit, Deepest, Depth1, 2 * Step)
    end.

%% The first depth at which the limit is passed, if the one before is not just as long as the limit.
between({_, Limit, _, _} = Lower, _, Limit, Low, High) when High - Low =:= 1 -> Lower;
between(_, Upper, _, Low, High) when High - Low =:= 1 -> Upper;
between(Lower, Upper, Limit, Low, High) ->
    Middle = (Low + High) div 2,
    case deeper(Lower, Limit, Middle - Low) of
        {_, Length, _, _} = Node when Length > Limit -> between(Lower, Node, Limit, Low, Middle);
        Node -> between(Node, Upper, Limit, Middle, High)
    end.

%%% Deeper nodes

deeper({_, _, 0, _} = Node, _, _) -> Node;
deeper({_, _, _, More}, Limit, Levels) when More =/= none -> More(Limit, Levels);
deeper({{pair, Key, Value}, _, _, none}, Limit, Levels) ->
    {_, KeyLength, _, _} = Key1 = deeper(Key, less(Limit, 1), Levels),
    pair(Key1, deeper(Value, less(Limit, KeyLength + 4), Levels));
deeper({{Shape, Nodes}, _, _, none}, Limit, Levels) ->
    brackets(Shape, deeper_nodes(Nodes, less(Limit, frame(Shape)), Levels)).

deeper_nodes([], _, _) -> [];
deeper_nodes([{dots, _, _, More}], Limit, Levels) -> More(Limit, Levels);
deeper_nodes([Node | Nodes], Limit, Levels) ->
    {_, Length, _, _} = Node1 = deeper(Node, before(Nodes, Limit), Levels),
    [Node1 | deeper_nodes(Nodes, less(Limit, Length + 1), Levels)].

%% The characters of the brackets.
frame(map) -> 3;
frame(_) -> 2.

%% A node of nodes, with commas between them.
brackets(Shape, Nodes) -> {{Shape, Nodes}, frame(Shape) + length_of(Nodes), cuts_of(Nodes), none}.

length_of([]) -> 0;
length_of([{tail, {_, Length, _, _}}]) -> Length;
length_of([{_, Length, _, _}]) -> Length;
length_of([{_, Length, _, _} | Nodes]) -> Length + 1 + length_of(Nodes).

cuts_of([]) -> 0;
cuts_of([{tail, {_, _, Cuts, _}}]) -> Cuts;
cuts_of([{_, _, Cuts, _} | Nodes]) -> Cuts + cuts_of(Nodes).

%%% Nodes

node(_, 0, _, _) -> cut();
node([], _, _, _) -> leaf(<<"[]">>);
node({}, _, _, _) -> leaf(<<"{}">>);
node(Map, _, _, _) when Map =:= #{} -> leaf(<<"#{}">>);
node([_ | _] = List, Depth, Limit, #{strings := true} = Options) ->
    case string_node(List, Depth, Limit, Options) of
        none -> list_node(List, Depth, Limit, Options);
        Node -> Node
    end;
node([_ | _] = List, Depth, Limit, Options) -> list_node(List, Depth, Limit, Options);
node(Tuple, Depth, Limit, Options) when is_tuple(Tuple) -> tuple_node(Tuple, Depth, Limit, Options);
node(Map, Depth, Limit, Options) when is_map(Map) -> map_node(Map, Depth, Limit, Options);
node(<<>>, _, _, _) -> leaf(<<"<<>>">>);
node(Bits, Depth, Limit, Options) when is_bitstring(Bits) -> bits_node(Bits, Depth, Limit, Options);
node(Term, _, _, Options) ->
    {true, Text} = erts_internal:show(Term, erlet_pretty:mode(Options), -1),
    leaf(Text).

leaf(Text) -> {Text, erlet_format:length_of(Text), 0, none}.

cut() -> {<<"...">>, 3, 1, none}.

%% Makes the node of a term again, deeper.
again(Term, Depth, Options) ->
    fun(Limit, Levels) -> node(Term, Depth + Levels, Limit, Options) end.

%% What is left of the limit after some characters.
less(Limit, _) when Limit < 0 -> Limit;
less(Limit, Count) -> max(Limit - Count, 0).

string_node(_, 1, _, _) -> none;
string_node(List, _, Limit, Options) when Limit < 0 ->
    case io_lib:printable_list(List) of
        true -> leaf(quoted(List, Options));
        false -> none
    end;
string_node(_, _, Limit, #{encoding := Encoding}) when Limit =< 2 ->
    case Encoding of
        latin1 -> {<<"\"\"...">>, 5, 0, none};
        _ -> none
    end;
string_node(List, _, Limit, #{encoding := Encoding} = Options) ->
    case printable_prefix(List, code_points(List, Limit - 2, Encoding)) of
        all -> leaf(quoted(List, Options));
        {prefix, Prefix} ->
            Text = quoted(Prefix, Options),
            {<<Text/binary, "...">>, erlet_format:length_of(Text) + 3, 0, none};
        none -> none
    end.

%% Of how many code points so many characters are.
code_points(_, Count, latin1) -> Count;
code_points(List, Count, _) ->
    try length(string:slice(List, 0, Count)) catch error:_ -> 0 end.

%% Whether a list is a string: all of it, or its first characters.
printable_prefix(_, 0) -> none;
printable_prefix(List, Count) ->
    case first(List, Count, []) of
        {all, _} ->
            case io_lib:printable_list(List) of
                true -> all;
                false -> none
            end;
        {prefix, Prefix} ->
            case io_lib:printable_list(Prefix) of
                true -> {prefix, Prefix};
                false -> none
            end;
        none ->
            none
    end.

first([], _, Taken) -> {all, lists:reverse(Taken)};
first([_ | _], 0, Taken) -> {prefix, lists:reverse(Taken)};
first([C | Cs], Count, Taken) -> first(Cs, Count - 1, [C | Taken]);
first(_, _, _) -> none.

quoted(List, Options) ->
    {true, Text} = erts_internal:show(List, erlet_pretty:mode(Options), -1),
    Text.

%% A list that is cut is made anew, since it may become a string.
list_node(List, Depth, Limit, Options) ->
    case brackets(list, elements(List, Depth, less(Limit, 2), Options)) of
        {_, _, 0, _} = Node -> Node;
        {Shape, Length, Cuts, none} -> {Shape, Length, Cuts, again(List, Depth, Options)}
    end.

tuple_node(Tuple, 1, _, Options) -> {<<"{...}">>, 5, 1, again(Tuple, 1, Options)};
tuple_node(Tuple, Depth, Limit, #{records := Records} = Options) ->
    Tag = {element(1, Tuple), tuple_size(Tuple)},
    case Records of
        #{Tag := Fields} -> record_node(Tuple, Fields, Depth, Limit, Options);
        #{} -> plain_node(Tuple, Depth, Limit, Options)
    end;
tuple_node(Tuple, Depth, Limit, Options) -> plain_node(Tuple, Depth, Limit, Options).

%% `#name{field = Value}`
record_node(Tuple, Fields, Depth, Limit, Options) ->
    [Tag | Values] = tuple_to_list(Tuple),
    {_, NameLength, _, _} = Name = node(Tag, 2, -1, Options),
    Nodes = [field_node(Field, Value, Depth - 1, Limit, Options) || {Field, Value} <- lists:zip(Fields, Values)],
    {{record, Name, Nodes}, NameLength + 3 + length_of(Nodes), cuts_of(Nodes), again(Tuple, Depth, Options)}.

field_node(Field, Value, Depth, Limit, Options) ->
    {_, FieldLength, _, _} = FieldNode = node(Field, 2, -1, Options),
    {_, Length, Cuts, _} = Node = node(Value, Depth, Limit, Options),
    {{field, FieldNode, Node}, FieldLength + Length + 3, Cuts, none}.

plain_node(Tuple, Depth, Limit, Options) ->
    Shape = case is_atom(element(1, Tuple)) andalso tuple_size(Tuple) > 1 of
                true -> tagged;
                false -> tuple
            end,
    brackets(Shape, elements(tuple_to_list(Tuple), Depth, less(Limit, 2), Options)).

map_node(Map, 1, _, Options) -> {<<"#{...}">>, 6, 1, again(Map, 1, Options)};
map_node(Map, Depth, Limit, Options) ->
    brackets(map, pairs(maps:to_list(Map), Depth, Depth - 1, less(Limit, 3), Options)).

%% The nodes of a list's or tuple's elements.
elements([], _, _, _) -> [];
elements(Elements, Depth, Limit, Options) when Depth =:= 1; Limit =:= 0 ->
    [dots(fun(Limit1, Levels) -> elements(Elements, Depth + Levels, Limit1, Options) end)];
elements([Element | Elements], Depth, Limit, Options) ->
    Limit1 = before(Elements, Limit),
    {_, Length, _, _} = Node = node(Element, Depth - 1, Limit1, Options),
    [Node | elements(Elements, Depth - 1, less(Limit1, Length), Options)];
elements(Tail, Depth, Limit, Options) ->
    [{tail, node(Tail, Depth - 1, Limit, Options)}].

%% The nodes of a map's pairs, which are all equally deep.
pairs([], _, _, _, _) -> [];
pairs(Pairs, Depth, PairDepth, Limit, Options) when Depth =:= 1; Limit =:= 0 ->
    [dots(fun(Limit1, Levels) -> pairs(Pairs, Depth + Levels, PairDepth, Limit1, Options) end)];
pairs([{Key, Value} | Pairs], Depth, PairDepth, Limit, Options) ->
    Limit1 = before(Pairs, Limit),
    {_, KeyLength, _, _} = KeyNode = node(Key, PairDepth, Limit1, Options),
    ValueNode = node(Value, PairDepth, less(Limit1, KeyLength + 4), Options),
    {_, Length, _, _} = Node = pair(KeyNode, ValueNode),
    [Node | pairs(Pairs, Depth - 1, PairDepth, less(Limit1, Length), Options)].

pair({_, KeyLength, KeyCuts, _} = Key, {_, ValueLength, ValueCuts, _} = Value) ->
    {{pair, Key, Value}, KeyLength + ValueLength + 4, KeyCuts + ValueCuts, none}.

%% The dots behind the nodes that are shown; `More` gives nodes in their place.
dots(More) -> {dots, 3, 1, More}.

%% What is left of the limit for an element and what is behind it.
before([], Limit) -> Limit;
before(_, Limit) -> less(Limit, 1).

%%% Binaries

bits_node(Bits, Depth, Limit, Options) when Depth < 0, Limit < 0 -> whole_bits(quoted(Bits, Options));
bits_node(Bits, 1, _, Options) -> {<<"<<...>>">>, 7, 3, again(Bits, 1, Options)};
bits_node(Bits, Depth, Limit, #{strings := true} = Options) ->
    case bits_string(Bits, Depth, Limit, Options) of
        none -> bytes_node(Bits, Depth, Limit, Options);
        Node -> Node
    end;
bits_node(Bits, Depth, Limit, Options) -> bytes_node(Bits, Depth, Limit, Options).

%% The node of a binary's text, which is a string or numbers.
whole_bits(<<"<<\"", _/binary>> = Text) -> leaf(Text);
whole_bits(<<"<<", Numbers/binary>> = Text) ->
    Pieces = binary:split(binary:part(Numbers, 0, byte_size(Numbers) - 2), <<",">>, [global]),
    {{bytes, Pieces}, byte_size(Text), 0, none}.

%% A binary as a string: `<<"text">>` or `<<"text"/utf8>>`, cut to the depth or the limit.
bits_string(Bits, _, _, _) when bit_size(Bits) rem 8 =/= 0 -> none;
bits_string(Bits, Depth, Limit, #{encoding := Encoding} = Options) ->
    Room = case Limit < 0 of
               true -> byte_size(Bits);
               false -> min(byte_size(Bits), less(Limit, 6))
           end,
    Count = min(?CHARS_A_LEVEL * (Depth - 1), Room),
    {Kind, Chars, Rest} = first_chars(Bits, Count, Encoding),
    case Rest =:= <<>> andalso quoted(Bits, Options) of
        <<"<<\"", _/binary>> = Text -> leaf(Text);
        _ -> cut_string(Kind, Bits, Chars, Count, Depth, Options)
    end.

%% So many characters at the beginning, which are bytes where these are no UTF-8, and what is behind them.
first_chars(Bits, Count, latin1) ->
    <<Bytes:Count/binary, Rest/binary>> = Bits,
    {bytes, binary_to_list(Bytes), Rest};
first_chars(Bits, Count, Encoding) ->
    case utf8_chars(Bits, Count, []) of
        none -> first_chars(Bits, Count, latin1);
        {Chars, Rest} -> {utf8, Chars, Rest}
    end.

utf8_chars(Rest, Count, Chars) when Count =:= 0; Rest =:= <<>> -> {lists:reverse(Chars), Rest};
utf8_chars(<<Char/utf8, Rest/binary>>, Count, Chars) -> utf8_chars(Rest, Count - 1, [Char | Chars]);
utf8_chars(_, _, _) -> none.

%% The printable characters at the beginning, if they are enough.
cut_string(Kind, Bits, Chars, Count, Depth, Options) ->
    Prefix = lists:takewhile(fun(C) -> io_lib:printable_list([C]) end, Chars),
    case Prefix =/= [] andalso enough(Kind, length(Prefix), Count, Depth - 1) of
        true ->
            Text = quoted(Prefix, Options),
            Behind = suffix(Kind, Prefix),
            {<<"<<", Text/binary, Behind/binary, "...>>">>, erlet_format:length_of(Text) + byte_size(Behind) + 7, 3,
             again(Bits, Depth, Options)};
        false ->
            none
    end.

%% No fewer than the bytes that could be shown; a few bytes may be fewer if each of them is printable.
enough(bytes, Length, Length, _) when Length =< ?FEW_BYTES -> true;
enough(_, Length, _, Bytes) -> Length >= Bytes.

suffix(bytes, _) -> <<>>;
suffix(utf8, Prefix) ->
    case lists:all(fun(C) -> C < 128 end, Prefix) of
        true -> <<>>;
        false -> <<"/utf8">>
    end.

bytes_node(Bits, Depth, Limit, Options) ->
    {Pieces, Cuts} = pieces(Bits, Depth, less(Limit, 4)),
    Length = lists:sum([byte_size(Piece) + 1 || Piece <- Pieces]) + 3,
    {{bytes, Pieces}, Length, Cuts, again(Bits, Depth, Options)}.

%% The texts of the bytes; the last one may be "..." or a rest such as `5:3`.
pieces(<<>>, _, _) -> {[], 0};
pieces(_, Depth, Limit) when Depth =:= 1; Limit =:= 0 -> {[<<"...">>], 3};
pieces(<<Byte, Rest/bitstring>>, Depth, Limit) ->
    Text = integer_to_binary(Byte),
    {Pieces, Cuts} = pieces(Rest, Depth - 1, less(Limit, byte_size(Text) + 1)),
    {[Text | Pieces], Cuts};
pieces(Bits, _, _) ->
    Size = bit_size(Bits),
    <<Value:Size>> = Bits,
    {[<<(integer_to_binary(Value))/binary, ":", (integer_to_binary(Size))/binary>>], 0}.
