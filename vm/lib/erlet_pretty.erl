%%% The line breaking printer behind `~p` and `~P`.
%%%
%%% A term becomes a tree of nodes `{Shape, Length, Cut}`: `Length` is the number of characters the node takes on
%%% one line, `Cut` tells how many "..." stand in it.  The tree is then laid out over lines.  The elements of a
%%% tuple that begins with an atom stand after the atom, if there is room for that; otherwise they are indented.
-module(erlet_pretty).

-export([print/3, limited/4]).

-export_type([options/0]).

-type options() :: #{line_length := non_neg_integer(), depth := integer(),
                     chars_limit := integer(), encoding := latin1 | unicode | utf8, strings := boolean(),
                     binaries => boolean(), line_max_chars => pos_integer(),
                     records => #{{atom(), pos_integer()} => [atom()]}}.

-define(IS_LEAF(Node), not is_tuple(element(1, Node))).
-define(TAG_INDENT, 4).

%% What stays the same while a tree is laid out: the line's length, the most characters on a line without its
%% indentation, the indentation of a tagged tuple's elements (-1: after the tag) and whether layouts may be refused.
-record(page, {width, max, tag_indent, strict}).

%% Prints a term whose first character stands in the column, counted from 1.
-spec print(term(), integer(), options()) -> unicode:chardata().
print(Term, Column, #{depth := Depth, chars_limit := Limit} = Options)
  when Depth < 0, Limit < 0, not is_map_key(records, Options) ->
    #{line_length := Width} = Options,
    Room = min(Width - max(Column, 1) - 1, maps:get(line_max_chars, Options, Width)),
    case Room > 0 andalso erts_internal:show(Term, mode(Options), Room) of
        {true, Text} -> chars(Text, Options);
        _ -> print_tree(tree(Term, Options), max(Column, 1), Options)
    end;
print(Term, Column, Options) ->
    print_tree(tree(Term, Options), max(Column, 1), Options).

%% A term on one line, without strings, of about so many characters at most.
-spec limited(term(), integer(), pos_integer(), latin1 | unicode | utf8) -> io_lib:chars().
limited(Term, Depth, Limit, Encoding) ->
    Options = #{depth => Depth, chars_limit => Limit, encoding => Encoding, strings => false},
    unicode:characters_to_list(flat(tree(Term, Options))).

mode(#{encoding := latin1, strings := true}) -> pretty;
mode(#{encoding := latin1}) -> write;
mode(#{strings := true}) -> pretty_unicode;
mode(_) -> write_unicode.

%% The text as the caller wants it: characters, or binaries may stay in it.
chars(Text, #{binaries := true}) -> Text;
chars(Text, _) -> unicode:characters_to_list(Text).

print_tree(Node, Column, Options) ->
    Chars = layout(Node, Column, Options),
    case Options of
        #{binaries := true} -> Chars;
        _ -> unicode:characters_to_list(Chars)
    end.

layout({_, Length, _} = Node, Column, #{line_length := Width} = Options) ->
    Max = maps:get(line_max_chars, Options, Length),
    case Length < Width - Column andalso Length =< Max of
        true -> flat(Node);
        false -> try_indents([-1, ?TAG_INDENT], Node, Column, #page{width = Width, max = Max, strict = true})
    end.

try_indents([Indent | Indents], Node, Column, Page) ->
    try
        place(Node, Column, Column - 1, 0, 0, Page#page{tag_indent = Indent})
    catch
        throw:too_narrow -> try_indents(Indents, Node, Column, Page)
    end;
try_indents([], Node, Column, Page) ->
    place(Node, Column, Column - 1, 0, 0, Page#page{tag_indent = 1, strict = false}).

%%% The tree

%% The tree of a term, cut at the depth and at the limit of characters.
tree(_, #{chars_limit := 0}) -> cut();
tree(Term, #{depth := Depth, chars_limit := Limit} = Options) when Limit < 0 ->
    node(Term, Depth, Limit, Options);
tree(Term, #{depth := Deepest, chars_limit := Limit} = Options) ->
    Nodes = fun(Depth) -> node(Term, Depth, Limit, Options) end,
    case Nodes(1) of
        {_, Length, Cut} = Node when Cut =:= 0; Length > Limit; Deepest =:= 1 -> Node;
        Node -> deepen(Nodes, Limit, Deepest, Node, 1, 4)
    end.

%% Goes deeper in growing steps, until nothing is cut or the limit of characters is passed.
deepen(Nodes, Limit, Deepest, Lower, Depth, Step) ->
    Depth1 = case Deepest < 0 of
                 true -> Depth + Step;
                 false -> min(Depth + Step, Deepest)
             end,
    case Nodes(Depth1) of
        {_, _, 0} = Node -> Node;
        {_, Length, _} = Node when Length > Limit -> between(Nodes, Limit, Lower, Depth, Node, Depth1);
        Node when Depth1 =:= Deepest -> Node;
        Node -> deepen(Nodes, Limit, Deepest, Node, Depth1, 2 * Step)
    end.

%% The first depth at which the limit is passed, if the one before is not just as long as the limit.
between(_, Limit, {_, Limit, _} = Lower, Low, _, High) when High - Low =:= 1 -> Lower;
between(_, _, _, Low, Upper, High) when High - Low =:= 1 -> Upper;
between(Nodes, Limit, Lower, Low, Upper, High) ->
    Middle = (Low + High) div 2,
    case Nodes(Middle) of
        {_, Length, _} = Node when Length > Limit -> between(Nodes, Limit, Lower, Low, Node, Middle);
        Node -> between(Nodes, Limit, Node, Middle, Upper, High)
    end.

node(_, 0, _, _) -> cut();
node([], _, _, _) -> leaf(<<"[]">>);
node({}, _, _, _) -> leaf(<<"{}">>);
node(Map, _, _, _) when Map =:= #{} -> leaf(<<"#{}">>);
node([_ | _], 1, _, _) -> {{list, [{dots, 3, 1}]}, 5, 1};
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
    {true, Text} = erts_internal:show(Term, mode(Options), -1),
    leaf(Text).

leaf(Text) -> {Text, erlet_format:length_of(Text), 0}.

cut() -> {<<"...">>, 3, 1}.

%% What is left of the limit after some characters.
less(Limit, _) when Limit < 0 -> Limit;
less(Limit, Count) -> max(Limit - Count, 0).

string_node(List, _, Limit, Options) when Limit < 0 ->
    case io_lib:printable_list(List) of
        true -> leaf(quoted(List, Options));
        false -> none
    end;
string_node(_, _, 0, _) -> none;
string_node(_, _, Limit, _) when Limit =< 2 -> {<<"\"\"...">>, 5, 0};
string_node(List, _, Limit, Options) ->
    case printable_prefix(List, Limit - 2) of
        all -> leaf(quoted(List, Options));
        {prefix, Prefix} -> {<<(quoted(Prefix, Options))/binary, "...">>, length(Prefix) + 5, 0};
        none -> none
    end.

%% Whether a list is a string: all of it, or its first characters.
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
    {true, Text} = erts_internal:show(List, mode(Options), -1),
    Text.

list_node(List, Depth, Limit, Options) ->
    {Nodes, Length, Cuts} = nodes(List, Depth, less(Limit, 2), none, Options, [], 0, 0),
    {{list, Nodes}, Length + 2, Cuts}.

tuple_node(_, 1, _, _) -> {<<"{...}">>, 5, 1};
tuple_node(Tuple, Depth, Limit, #{records := Records} = Options) ->
    Tag = case Tuple of
              {} -> none;
              _ -> {element(1, Tuple), tuple_size(Tuple)}
          end,
    case Records of
        #{Tag := Fields} -> record_node(Tuple, Fields, Depth, Limit, Options);
        #{} -> plain_node(Tuple, Depth, Limit, Options)
    end;
tuple_node(Tuple, Depth, Limit, Options) -> plain_node(Tuple, Depth, Limit, Options).

%% `#name{field = Value}`
record_node(Tuple, Fields, Depth, Limit, Options) ->
    [Tag | Values] = tuple_to_list(Tuple),
    {_, NameLength, _} = Name = node(Tag, 2, -1, Options),
    Nodes = [field_node(Field, Value, Depth - 1, Limit, Options) || {Field, Value} <- lists:zip(Fields, Values)],
    Length = lists:sum([Size || {_, Size, _} <- Nodes]) + max(length(Nodes) - 1, 0),
    {{record, Name, Nodes}, NameLength + Length + 3, lists:sum([Cuts || {_, _, Cuts} <- Nodes])}.

field_node(Field, Value, Depth, Limit, Options) ->
    {_, FieldLength, _} = FieldNode = node(Field, 2, -1, Options),
    {_, Length, Cuts} = Node = node(Value, Depth, Limit, Options),
    {{field, FieldNode, Node}, FieldLength + Length + 3, Cuts}.

plain_node(Tuple, Depth, Limit, Options) ->
    {Nodes, Length, Cuts} = nodes(tuple_to_list(Tuple), Depth, less(Limit, 2), none, Options, [], 0, 0),
    Shape = case is_atom(element(1, Tuple)) andalso tuple_size(Tuple) > 1 of
                true -> tagged;
                false -> tuple
            end,
    {{Shape, Nodes}, Length + 2, Cuts}.

map_node(_, 1, _, _) -> {<<"#{...}">>, 6, 1};
map_node(Map, Depth, Limit, Options) ->
    {Nodes, Length, Cuts} = nodes(maps:to_list(Map), Depth, less(Limit, 3), Depth - 1, Options, [], 0, 0),
    {{map, Nodes}, Length + 3, Cuts}.

%% The nodes of elements, or of a map's pairs, which are all as deep as told; their length with the commas.
nodes([], _, _, _, _, Nodes, Length, Cuts) -> {lists:reverse(Nodes), Length, Cuts};
nodes(_, Depth, Limit, _, _, Nodes, Length, Cuts) when Depth =:= 1; Limit =:= 0 ->
    {lists:reverse(Nodes, [{dots, 3, 1}]), Length + 3, Cuts + 1};
nodes([Element | Elements], Depth, Limit, PairDepth, Options, Nodes, Length, Cuts) ->
    Comma = case Elements of
                [] -> 0;
                _ -> 1
            end,
    Limit1 = less(Limit, Comma),
    {_, Size, Cut} = Node = element_node(Element, Depth - 1, Limit1, PairDepth, Options),
    nodes(Elements, Depth - 1, less(Limit1, Size), PairDepth, Options, [Node | Nodes], Length + Size + Comma,
          Cuts + Cut);
nodes(Tail, Depth, Limit, _, Options, Nodes, Length, Cuts) ->
    {_, Size, Cut} = Node = node(Tail, Depth - 1, Limit, Options),
    {lists:reverse(Nodes, [{tail, Node}]), Length + Size, Cuts + Cut}.

element_node(Element, Depth, Limit, none, Options) -> node(Element, Depth, Limit, Options);
element_node({Key, Value}, _, Limit, Depth, Options) -> pair_node(Key, Value, Depth, Limit, Options).

pair_node(Key, Value, Depth, Limit, Options) ->
    {_, KeyLength, KeyCuts} = KeyNode = node(Key, Depth, Limit, Options),
    {_, ValueLength, ValueCuts} = ValueNode = node(Value, Depth, less(Limit, KeyLength + 4), Options),
    {{pair, KeyNode, ValueNode}, KeyLength + ValueLength + 4, KeyCuts + ValueCuts}.

bits_node(Bits, Depth, Limit, Options) when Depth < 0, Limit < 0 -> whole_bits(quoted(Bits, Options));
bits_node(_, 1, _, _) -> {<<"<<...>>">>, 7, 3};
bits_node(Bits, Depth, Limit, #{strings := true} = Options) ->
    case bits_string(Bits, Depth, Limit, Options) of
        none -> bytes_node(Bits, Depth, Limit);
        Node -> Node
    end;
bits_node(Bits, Depth, Limit, _) -> bytes_node(Bits, Depth, Limit).

%% The node of a binary's text, which is a string or numbers.
whole_bits(<<"<<\"", _/binary>> = Text) -> leaf(Text);
whole_bits(<<"<<", Numbers/binary>> = Text) ->
    Pieces = binary:split(binary:part(Numbers, 0, byte_size(Numbers) - 2), <<",">>, [global]),
    {{bytes, Pieces}, byte_size(Text), 0}.

%% A binary as a string: `<<"text">>` or `<<"text"/utf8>>`, cut to the depth or the limit.
bits_string(Bits, _, _, _) when bit_size(Bits) rem 8 =/= 0 -> none;
bits_string(Bits, Depth, Limit, Options) ->
    Count = case Limit < 0 of
                true -> 4 * (Depth - 1);
                false -> min(4 * (Depth - 1), max(Limit - 6, 0))
            end,
    {Suffix, Chars} = decoded(Bits, Options),
    case length(Chars) =< Count of
        true -> whole_string(Bits, Chars, Suffix, Count, Depth, Options);
        false -> cut_string(Chars, Suffix, Count, Depth, Options)
    end.

%% The characters of a binary and what stands behind a string of them.
decoded(Bits, #{encoding := latin1}) -> {<<>>, binary_to_list(Bits)};
decoded(Bits, _) ->
    case unicode:characters_to_list(Bits) of
        Chars when is_list(Chars) -> {<<"/utf8">>, Chars};
        _ -> {<<>>, binary_to_list(Bits)}
    end.

whole_string(Bits, Chars, Suffix, Count, Depth, Options) ->
    case quoted(Bits, Options) of
        <<"<<\"", _/binary>> = Text -> leaf(Text);
        _ -> cut_string(Chars, Suffix, Count, Depth, Options)
    end.

%% The printable characters at the beginning, if they are no fewer than the bytes that could be shown.
cut_string(Chars, Suffix, Count, Depth, Options) ->
    Prefix = lists:takewhile(fun(C) -> io_lib:printable_list([C]) end, lists:sublist(Chars, max(Count, 0))),
    case Prefix =/= [] andalso length(Prefix) >= Depth - 1 andalso Count > 0 of
        true ->
            Text = quoted(Prefix, Options),
            Behind = suffix(Prefix, Suffix),
            {<<"<<", Text/binary, Behind/binary, "...>>">>, erlet_format:length_of(Text) + byte_size(Behind) + 7, 3};
        false ->
            none
    end.

suffix(Prefix, Suffix) ->
    case lists:all(fun(C) -> C < 128 end, Prefix) of
        true -> <<>>;
        false -> Suffix
    end.

bytes_node(Bits, Depth, Limit) ->
    {Pieces, Cuts} = pieces(Bits, Depth, less(Limit, 4)),
    Length = lists:sum([byte_size(Piece) + 1 || Piece <- Pieces]) + 3,
    {{bytes, Pieces}, Length, Cuts}.

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

%%% One line

flat({{list, Nodes}, _, _}) -> [$[, flat_list(Nodes), $]];
flat({{map, Nodes}, _, _}) -> ["#{", flat_elements(Nodes), $}];
flat({{pair, Key, Value}, _, _}) -> [flat(Key), " => ", flat(Value)];
flat({{record, Name, Nodes}, _, _}) -> [$#, flat(Name), ${, lists:join($,, [flat(Node) || Node <- Nodes]), $}];
flat({{field, Field, Value}, _, _}) -> [flat(Field), " = ", flat(Value)];
flat({{bytes, Pieces}, _, _}) -> ["<<", lists:join($,, Pieces), ">>"];
flat({{_, Nodes}, _, _}) -> [${, flat_elements(Nodes), $}];
flat({dots, _, _}) -> <<"...">>;
flat({Text, _, _}) -> Text.

flat_list([Node]) -> flat(Node);
flat_list([Node, {tail, Tail}]) -> [flat(Node), $|, flat(Tail)];
flat_list([Node, {dots, _, _} = Dots]) -> [flat(Node), $|, flat(Dots)];
flat_list([Node | Nodes]) -> [flat(Node), $, | flat_list(Nodes)].

flat_elements([Node]) -> [flat(Node)];
flat_elements([Node | Nodes]) -> [flat(Node), $, | flat_elements(Nodes)].

%%% Many lines
%%%
%%% `Column` is where the node starts, `Indent` the blanks before a line of this node, `Closing` the number of
%%% brackets that close after it, `Used` the characters on this line without its indentation.

place({_, Length, _} = Node, Column, _, Closing, Used, #page{width = Width, max = Max})
  when Length < Width - Column - Closing, Length + Used + Closing =< Max ->
    flat(Node);
place({{list, Nodes}, _, _}, Column, Indent, Closing, Used, Page) ->
    [$[, place_first(Nodes, Column + 1, Indent + 1, Closing, $|, Used + 1, Page), $]];
place({{tuple, Nodes}, _, _}, Column, Indent, Closing, Used, Page) ->
    [${, place_first(Nodes, Column + 1, Indent + 1, Closing, $,, Used + 1, Page), $}];
place({{map, Nodes}, _, _}, Column, Indent, Closing, Used, Page) ->
    ["#{", place_first(Nodes, Column + 2, Indent + 2, Closing, $,, Used + 1, Page), $}];
place({{tagged, Nodes}, _, _}, Column, Indent, Closing, Used, Page) ->
    [${, place_tagged(Nodes, Column, Indent, Closing, Used + 1, Page), $}];
place({{record, {_, NameLength, _} = Name, Nodes}, _, _}, Column, Indent, Closing, Used, Page) ->
    Step = NameLength + 2,
    [$#, flat(Name), ${, place_first(Nodes, Column + Step, Indent + Step, Closing, $,, Used + Step, Page), $}];
place({{field, {_, FieldLength, _} = Field, Value}, _, _}, Column, Indent, Closing, Used, Page) ->
    Step = FieldLength + 3,
    [flat(Field), " = ", place(Value, Column + Step, Indent + Step, Closing, Used + Step, Page)];
place({{pair, Key, Value}, _, _}, Column, Indent, Closing, Used, Page) ->
    place_pair(Key, Value, Column, Indent, Closing, Used, Page);
place({{bytes, Pieces}, _, _}, Column, Indent, Closing, Used, #page{width = Width, max = Max}) ->
    Room = max(8, min(Width - Column - 2 - Closing, Max - 4 - Used)),
    ["<<", place_bytes(Pieces, Room, Room, line(Indent + 2)), ">>"];
place({Text, _, _}, _, _, _, _, _) ->
    Text.

%% A new line with so many blanks.
line(Indent) -> [$\n | lists:duplicate(Indent, $\s)].

%% A tuple whose first element is an atom.
place_tagged([{Tag, TagLength, _} | Nodes], Column, Indent, Closing, Used, #page{tag_indent = TagIndent} = Page) ->
    After = TagLength + 2,
    case TagIndent > 0 andalso After > TagIndent of
        true ->
            First = Column + TagIndent,
            check(Page#page.max + First =< Page#page.width orelse First =< Page#page.width div 2, Page),
            [Tag | place_rest(Nodes, First, Column + After, Indent + TagIndent, Closing, $,, Used + TagLength, Page)];
        false ->
            First = Column + After,
            check(Page#page.max + First < Page#page.width orelse First < Page#page.width div 2, Page),
            [Tag, $, | place_first(Nodes, First, Indent + After, Closing, $,, Used + TagLength + 1, Page)]
    end.

check(false, #page{strict = true}) -> throw(too_narrow);
check(_, _) -> ok.

place_pair(Key, Value, Column, Indent, Closing, Used, #page{tag_indent = TagIndent} = Page) ->
    Step = case TagIndent > 0 of
               true -> TagIndent;
               false -> ?TAG_INDENT
           end,
    [place(Key, Column, Indent, Closing, Used, Page), " =>", line(Indent + Step) |
     place(Value, Column + Step, Indent + Step, Closing, 0, Page)].

place_first([{dots, _, _} = Dots], _, _, _, _, _, _) -> flat(Dots);
place_first([Node | Nodes], Column, Indent, Closing, Separator, Used, Page) ->
    {Text, Length} = place_element(Node, Column, Indent, closing(Nodes, Closing), Used, Page),
    [Text | place_rest(Nodes, Column, Column + Length, Indent, Closing, Separator, Used + Length, Page)].

%% The elements after the first; lines start at `Start`, the line so far ends before `Column`.
place_rest([], _, _, _, _, _, _, _) -> [];
place_rest([{dots, _, _}], _, _, _, _, Separator, _, _) -> [Separator, <<"...">>];
place_rest([{tail, Node}], Start, Column, Indent, Closing, Separator, Used, Page) ->
    {_, Length, _} = Node,
    #page{width = Width, max = Max} = Page,
    case Length + 1 < Width - Column - (Closing + 1) andalso Length + 1 + Used + Closing + 1 =< Max
         andalso is_atomic(Node) of
        true -> [Separator, flat(Node)];
        false -> [Separator, line(Indent) | place(Node, Start, Indent, Closing + 1, 0, Page)]
    end;
place_rest([Node | Nodes], Start, Column, Indent, Closing, Separator, Used, Page) ->
    {_, Length, _} = Node,
    After = closing(Nodes, Closing),
    case fits_after(Length + 1, Column, After, Used, Page) andalso is_atomic(Node) of
        true ->
            [$,, flat(Node) |
             place_rest(Nodes, Start, Column + Length + 1, Indent, Closing, Separator, Used + Length + 1, Page)];
        false ->
            {Text, Width} = place_element(Node, Start, Indent, After, 0, Page),
            [$,, line(Indent), Text |
             place_rest(Nodes, Start, Start + Width, Indent, Closing, Separator, Width, Page)]
    end.

fits_after(Length, Column, 0, Used, #page{width = Width, max = Max}) ->
    Length + 1 < Width - Column andalso Used + Length + 1 =< Max;
fits_after(Length, Column, Closing, Used, #page{width = Width, max = Max}) ->
    Length < Width - Column - Closing andalso Used + Length + Closing =< Max.

%% An element and the characters it took of its line; nothing may follow on the line of a broken one.
place_element({_, Length, _} = Node, Column, Indent, Closing, Used, #page{width = Width, max = Max} = Page) ->
    case Length < Width - Column - Closing andalso Length + Used + Closing =< Max andalso is_atomic(Node) of
        true -> {flat(Node), Length};
        false -> {place(Node, Column, Indent, Closing, Used, Page), Width}
    end.

%% Elements after which others may follow on the same line.
is_atomic({{pair, Key, Value}, _, _}) -> ?IS_LEAF(Key) andalso ?IS_LEAF(Value);
is_atomic({{field, _, Value}, _, _}) -> ?IS_LEAF(Value);
is_atomic(Node) -> ?IS_LEAF(Node).

closing([], Closing) -> Closing + 1;
closing([{tail, _}], Closing) -> Closing + 1;
closing([{dots, _, _}], Closing) -> Closing + 1;
closing(_, _) -> 0.

place_bytes([Piece], Room, _, Line) when byte_size(Piece) > Room -> [Line, Piece];
place_bytes([Piece], _, _, _) -> [Piece];
place_bytes([Piece | Pieces], Room, Full, Line) ->
    Size = byte_size(Piece) + 1,
    case Room >= Size of
        true -> [Piece, $, | place_bytes(Pieces, Room - Size, Full, Line)];
        false -> [Line, Piece, $, | place_bytes(Pieces, Full - Size, Full, Line)]
    end.
