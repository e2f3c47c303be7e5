%%% Pictures of the prompt as SVG: the tree of processes.
-module(erlet_svg).

-export([tree/1]).

-define(ROW, 26).
-define(INDENT, 28).
-define(LEFT, 12).
-define(CHAR, 7.4).

%% The tree that `erlet:tree/0` gives: a line for each process, those that it spawned below it and joined to it.
-spec tree([{map(), list()}]) -> iolist().
tree(Trees) ->
    Rows = rows(Trees, 0, none, []),
    Placed = lists:zip(lists:seq(0, length(Rows) - 1), lists:reverse(Rows)),
    Width = lists:max([100 | [?LEFT + Depth * ?INDENT + round(?CHAR * string:length(Text)) + 40 || {_, {Depth, _, Text, _}} <- Placed]]),
    Height = (length(Rows) + 1) * ?ROW,
    [io_lib:format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"~w\" height=\"~w\" font-family=\"monospace\" "
                   "font-size=\"12\">~n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>~n", [Width, Height]),
     [joint(Row, Placed) || Row <- Placed],
     [process(Row) || Row <- Placed],
     "</svg>\n"].

%% `{Depth, Parent, Text, IsAlive}` of each process, the last one first; the parent is the index of its row.
rows([{Process, Children} | Trees], Depth, Parent, Rows) ->
    Index = length(Rows),
    Row = {Depth, Parent, unicode:characters_to_list(erlet_view:knot(Process)), maps:is_key(status, Process)},
    rows(Trees, Depth, Parent, rows(Children, Depth + 1, Index, [Row | Rows]));
rows([], _, _, Rows) -> Rows.

%% From the parent down, and across to the process.
joint({_, {_, none, _, _}}, _) -> "";
joint({Index, {Depth, Parent, _, _}}, Placed) ->
    {_, {ParentDepth, _, _, _}} = lists:keyfind(Parent, 1, Placed),
    X = ?LEFT + ParentDepth * ?INDENT + 6,
    io_lib:format("<path d=\"M~w ~w V~w H~w\" fill=\"none\" stroke=\"#888\"/>~n",
                  [X, middle(Parent) + 6, middle(Index), ?LEFT + Depth * ?INDENT]).

process({Index, {Depth, _, Text, Alive}}) ->
    X = ?LEFT + Depth * ?INDENT,
    {Fill, Ink} = case Alive of
                      true -> {"#4a90d9", "#111"};
                      false -> {"#ccc", "#888"}
                  end,
    io_lib:format("<circle cx=\"~w\" cy=\"~w\" r=\"6\" fill=\"~s\"/>~n<text x=\"~w\" y=\"~w\" fill=\"~s\">~ts</text>~n",
                  [X + 6, middle(Index), Fill, X + 18, middle(Index) + 4, Ink, escaped(Text)]).

middle(Index) -> ?ROW div 2 + 6 + Index * ?ROW.

escaped(Text) ->
    [case Char of
         $< -> "&lt;";
         $> -> "&gt;";
         $& -> "&amp;";
         _ -> Char
     end || Char <- Text].
