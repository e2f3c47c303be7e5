%%% The line breaking printer behind `~p` and `~P`.
%%%
%%% A term becomes a tree of nodes (`erlet_pretty_tree`), which is laid out over lines here.  The elements of a
%%% tuple that begins with an atom stand after the atom, if there is room for that; otherwise they are indented.
-module(erlet_pretty).

-export([print/3, limited/4, mode/1]).

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
        _ -> print_tree(erlet_pretty_tree:tree(Term, Options), max(Column, 1), Options)
    end;
print(Term, Column, Options) ->
    print_tree(erlet_pretty_tree:tree(Term, Options), max(Column, 1), Options).

%% A term on one line, without strings, of about so many characters at most.
-spec limited(term(), integer(), pos_integer(), latin1 | unicode | utf8) -> io_lib:chars().
limited(Term, Depth, Limit, Encoding) ->
    Options = #{depth => Depth, chars_limit => Limit, encoding => Encoding, strings => false},
    unicode:characters_to_list(flat(erlet_pretty_tree:tree(Term, Options))).

%% How `erts_internal:show/3` is to show terms.
-spec mode(map()) -> pretty | pretty_unicode | write | write_unicode.
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

layout({_, Length, _, _} = Node, Column, #{line_length := Width} = Options) ->
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

%%% One line

flat({{list, Nodes}, _, _, _}) -> [$[, flat_list(Nodes), $]];
flat({{map, Nodes}, _, _, _}) -> ["#{", flat_elements(Nodes), $}];
flat({{pair, Key, Value}, _, _, _}) -> [flat(Key), " => ", flat(Value)];
flat({{record, Name, Nodes}, _, _, _}) -> [$#, flat(Name), ${, lists:join($,, [flat(Node) || Node <- Nodes]), $}];
flat({{field, Field, Value}, _, _, _}) -> [flat(Field), " = ", flat(Value)];
flat({{bytes, Pieces}, _, _, _}) -> ["<<", lists:join($,, Pieces), ">>"];
flat({{_, Nodes}, _, _, _}) -> [${, flat_elements(Nodes), $}];
flat({dots, _, _, _}) -> <<"...">>;
flat({Text, _, _, _}) -> Text.

flat_list([Node]) -> flat(Node);
flat_list([Node, {tail, Tail}]) -> [flat(Node), $|, flat(Tail)];
flat_list([Node, {dots, _, _, _} = Dots]) -> [flat(Node), $|, flat(Dots)];
flat_list([Node | Nodes]) -> [flat(Node), $, | flat_list(Nodes)].

flat_elements([Node]) -> [flat(Node)];
flat_elements([Node | Nodes]) -> [flat(Node), $, | flat_elements(Nodes)].

%%% Many lines
%%%
%%% `Column` is where the node starts, `Indent` the blanks before a line of this node, `Closing` the number of
%%% brackets that close after it, `Used` the characters on this line without its indentation.

place({_, Length, _, _} = Node, Column, _, Closing, Used, #page{width = Width, max = Max})
  when Length < Width - Column - Closing, Length + Used + Closing =< Max ->
    flat(Node);
place({{list, Nodes}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    [$[, place_first(Nodes, Column + 1, Indent + 1, Closing, $|, Used + 1, Page), $]];
place({{tuple, Nodes}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    [${, place_first(Nodes, Column + 1, Indent + 1, Closing, $,, Used + 1, Page), $}];
place({{map, Nodes}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    ["#{", place_first(Nodes, Column + 2, Indent + 2, Closing, $,, Used + 1, Page), $}];
place({{tagged, Nodes}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    [${, place_tagged(Nodes, Column, Indent, Closing, Used + 1, Page), $}];
place({{record, {_, NameLength, _, _} = Name, Nodes}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    Step = NameLength + 2,
    [$#, flat(Name), ${, place_first(Nodes, Column + Step, Indent + Step, Closing, $,, Used + Step, Page), $}];
place({{field, {_, FieldLength, _, _} = Field, Value}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    Step = FieldLength + 3,
    [flat(Field), " = ", place(Value, Column + Step, Indent + Step, Closing, Used + Step, Page)];
place({{pair, Key, Value}, _, _, _}, Column, Indent, Closing, Used, Page) ->
    place_pair(Key, Value, Column, Indent, Closing, Used, Page);
place({{bytes, Pieces}, _, _, _}, Column, Indent, Closing, Used, #page{width = Width, max = Max}) ->
    Room = max(8, min(Width - Column - 2 - Closing, Max - 4 - Used)),
    ["<<", place_bytes(Pieces, Room, Room, line(Indent + 2)), ">>"];
place({Text, _, _, _}, _, _, _, _, _) ->
    Text.

%% A new line with so many blanks.
line(Indent) -> [$\n | lists:duplicate(Indent, $\s)].

%% A tuple whose first element is an atom.
place_tagged([{dots, _, _, _} = Dots], _, _, _, _, _) -> flat(Dots);
place_tagged([{Tag, TagLength, _, _} | Nodes], Column, Indent, Closing, Used, #page{tag_indent = TagIndent} = Page) ->
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

place_first([{dots, _, _, _} = Dots], _, _, _, _, _, _) -> flat(Dots);
place_first([Node | Nodes], Column, Indent, Closing, Separator, Used, Page) ->
    {Text, Length} = place_element(Node, Column, Indent, closing(Nodes, Closing), Used, Page),
    [Text | place_rest(Nodes, Column, Column + Length, Indent, Closing, Separator, Used + Length, Page)].

%% The elements after the first; lines start at `Start`, the line so far ends before `Column`.
place_rest([], _, _, _, _, _, _, _) -> [];
place_rest([{dots, _, _, _}], _, _, _, _, Separator, _, _) -> [Separator, <<"...">>];
place_rest([{tail, Node}], Start, Column, Indent, Closing, Separator, Used, Page) ->
    {_, Length, _, _} = Node,
    #page{width = Width, max = Max} = Page,
    case Length + 1 < Width - Column - (Closing + 1) andalso Length + 1 + Used + Closing + 1 =< Max
         andalso is_atomic(Node) of
        true -> [Separator, flat(Node)];
        false -> [Separator, line(Indent) | place(Node, Start, Indent, Closing + 1, 0, Page)]
    end;
place_rest([Node | Nodes], Start, Column, Indent, Closing, Separator, Used, Page) ->
    {_, Length, _, _} = Node,
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
place_element({_, Length, _, _} = Node, Column, Indent, Closing, Used, #page{width = Width, max = Max} = Page) ->
    case Length < Width - Column - Closing andalso Length + Used + Closing =< Max andalso is_atomic(Node) of
        true -> {flat(Node), Length};
        false -> {place(Node, Column, Indent, Closing, Used, Page), Width}
    end.

%% Elements after which others may follow on the same line.
is_atomic({{pair, Key, Value}, _, _, _}) -> ?IS_LEAF(Key) andalso ?IS_LEAF(Value);
is_atomic({{field, _, Value}, _, _, _}) -> ?IS_LEAF(Value);
is_atomic(Node) -> ?IS_LEAF(Node).

closing([], Closing) -> Closing + 1;
closing([{tail, _}], Closing) -> Closing + 1;
closing([{dots, _, _, _}], Closing) -> Closing + 1;
closing(_, _) -> 0.

place_bytes([Piece], Room, _, Line) when byte_size(Piece) > Room -> [Line, Piece];
place_bytes([Piece], _, _, _) -> [Piece];
place_bytes([Piece | Pieces], Room, Full, Line) ->
    Size = byte_size(Piece) + 1,
    case Room >= Size of
        true -> [Piece, $, | place_bytes(Pieces, Room - Size, Full, Line)];
        false -> [Line, Piece, $, | place_bytes(Pieces, Full - Size, Full, Line)]
    end.
