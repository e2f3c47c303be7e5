%%% Documents and how they are broken into lines, as `erl_pp` needs it.
%%%
%%% A document is a tree of texts. It stands on one line if that is not wider than the limit; if not, each shape says
%%% where its lines begin. A document knows its width on one line, `infinity` if it can't stand on one.
-module(erlet_layout).

-export([word/1, text/1, string/2, row/1, step/2, short_step/2, hang/2, column/2, tight_column/2, fill/3, below/1, stack/1,
         lines/1, bracketed/3, called/2, text_of/3]).

-export_type([doc/0, limits/0]).

-type doc() :: {non_neg_integer() | infinity, tuple()}.
-type limits() :: {Width :: pos_integer(), Indent :: non_neg_integer()}.

%% A text that may share a line with its neighbours in a list that fills several lines.
-spec word(iodata()) -> doc().
word(Text) -> {width(Text), {word, Text}}.

%% A text that in such a list has a line of its own.
-spec text(iodata()) -> doc().
text(Text) -> {width(Text), {text, Text}}.

%% A string that may be cut into several; `Write` puts quotes and escapes.
-spec string(string(), fun((string()) -> string())) -> doc().
string(String, Write) -> {width(Write(String)), {string, String, Write}}.

%% One after the other, without a break between them.
-spec row([doc()]) -> doc().
row(Docs) -> {sum(Docs), {row, Docs}}.

%% A head and what belongs to it: on a line of its own, indented, if both do not fit.
-spec step(doc(), doc()) -> doc().
step(Head, Doc) -> {add(1, sum([Head, Doc])), {step, Head, Doc}}.

%% The same, but a head that is narrower than an indentation keeps what follows beside it.
-spec short_step(doc(), doc()) -> doc().
short_step(Head, Doc) -> {add(1, sum([Head, Doc])), {short_step, Head, Doc}}.

%% A head with lines below it, always.
-spec hang(doc(), doc()) -> doc().
hang(Head, Doc) -> {infinity, {step, Head, Doc}}.

%% A list between brackets. Each item but the last comes with its separator, `{Flat, AtEndOfLine}`.
-spec fill(string(), [{doc(), {string(), string()} | none}], string()) -> doc().
fill(Open, Items, Close) ->
    Width = lists:foldl(fun({{Width, _}, Separator}, Sum) -> add(add(Width, Sum), flat_length(Separator)) end,
                        length(Open) + length(Close), Items),
    {Width, {fill, Open, Items, Close}}.

flat_length(none) -> 0;
flat_length({Flat, _}) -> length(Flat).

%% On one line, or each on its own; the separator ends a line.
-spec column(string(), [doc()]) -> doc().
column(_, [Doc]) -> Doc;
column(Separator, Docs) ->
    {add(sum(Docs), (length(Docs) - 1) * (length(Separator) + 1)), {column, Separator, Docs}}.

%% The same without a space after the separator on one line.
-spec tight_column(string(), [doc()]) -> doc().
tight_column(_, [Doc]) -> Doc;
tight_column(Separator, Docs) ->
    {add(sum(Docs), (length(Docs) - 1) * length(Separator)), {tight_column, Separator, Docs}}.

%% Lines with their own indentation, counted in steps; on one line if that is possible.
-spec stack([{0 | 1, doc()}]) -> doc().
stack(Lines) -> {add(sum([Doc || {_, Doc} <- Lines]), length(Lines) - 1), {stack, Lines}}.

%% Each on a line of its own, always.
-spec below([doc()]) -> doc().
below(Docs) -> {infinity, {below, Docs}}.

%% The same lines as in a stack, never on one.
-spec lines([{0 | 1, doc()}]) -> doc().
lines(Lines) -> {infinity, {stack, Lines}}.

%% Between brackets that have lines of their own, on which a space follows the first.
-spec bracketed(string(), doc(), string()) -> doc().
bracketed(Open, Doc, Close) -> {infinity, {bracketed, Open, Doc, Close}}.

%% A text that is made when its column is known.
-spec called(non_neg_integer() | infinity, fun((non_neg_integer()) -> iodata())) -> doc().
called(Width, Make) -> {Width, {called, Make}}.

%% The text of a document whose first character stands in `Column`, counted from 0; on one line if that is negative.
-spec text_of(doc(), integer(), limits()) -> io_lib:chars().
text_of({_, Shape}, Column, _) when Column < 0 -> flat(Shape, 0);
text_of(Doc, Column, Limits) ->
    {Text, _} = put_doc(Doc, Column, Limits),
    Text.

width(Text) -> string:length(Text).

sum(Docs) -> lists:foldl(fun({Width, _}, Sum) -> add(Width, Sum) end, 0, Docs).

add(infinity, _) -> infinity;
add(_, infinity) -> infinity;
add(A, B) -> A + B.

%%% Putting: the text, and the column after it. What follows a last line that is not a word is placed as if that line
%%% were empty: OTP does so.

counted({Width, {word, _}}) -> Width + 1;
counted(_) -> 0.

put_doc({Width, {step, {HeadWidth, _}, _} = Shape}, Column, {Limit, _} = Limits)
  when HeadWidth < 3, is_integer(Width), Column + Width + 3 - HeadWidth > Limit ->
    %% OTP takes a head for at least three columns wide.
    put_doc({infinity, Shape}, Column, Limits);
put_doc({Width, Shape}, Column, {Limit, _}) when is_integer(Width), Column + Width =< Limit ->
    {flat(Shape, Column), Column + Width};
put_doc({Width, {Kind, Text}}, Column, _) when Kind =:= word; Kind =:= text -> {Text, Column + Width};
put_doc({_, {bracketed, Open, Doc, Close}}, Column, Limits) ->
    Inner = lists:duplicate(length(Open), $\s),
    put_doc(lines([{0, text([Open, " "])}, {0, row([text(Inner), Doc])}, {0, text(Close)}]), Column, Limits);
put_doc({_, {called, Make}}, Column, _) ->
    Text = Make(Column),
    {Text, Column + width(Text)};
put_doc({_, {string, String, Write}}, Column, Limits) -> put_string(String, Write, Column, Limits);
put_doc({_, {row, Docs}}, Column, Limits) ->
    lists:mapfoldl(fun(Doc, At) -> put_doc(Doc, At, Limits) end, Column, Docs);
put_doc({_, {short_step, Head, Doc}}, Column, {_, Indent} = Limits) ->
    case Head of
        {Width, _} when Width < Indent -> put_doc(row([Head, text(" "), Doc]), Column, Limits);
        _ -> put_doc({infinity, {step, Head, Doc}}, Column, Limits)
    end;
put_doc({_, {step, Head, Doc}}, Column, {_, Indent} = Limits) ->
    {Text, _} = put_lines([{0, Head, ""}, {Indent, Doc, ""}], Column, Limits),
    {Text, Column + Indent + counted(Doc)};
put_doc({_, {tight_column, Separator, Docs}}, Column, Limits) ->
    put_doc({infinity, {column, Separator, Docs}}, Column, Limits);
put_doc({_, {column, Separator, Docs}}, Column, Limits) ->
    Last = length(Docs),
    {Text, _} = put_lines([{0, Doc, case N of Last -> ""; _ -> Separator end} || {N, Doc} <- lists:enumerate(Docs)],
                          Column, Limits),
    {Text, Column + counted(lists:last(Docs))};
put_doc({_, {below, Docs}}, Column, Limits) -> put_lines([{0, Doc, ""} || Doc <- Docs], Column, Limits);
put_doc({_, {stack, Lines}}, Column, {_, Indent} = Limits) ->
    {Text, _} = put_lines([{Steps * Indent, Doc, ""} || {Steps, Doc} <- Lines], Column, Limits),
    {Text, Column};
put_doc({Width, {fill, "<<", _, _} = Shape}, Column, {Limit, _}) when is_integer(Width), Column + Width - 2 =< Limit ->
    %% OTP does not count the closing bracket.
    {flat(Shape, Column), Column + Width};
put_doc({_, {fill, Open, Items, Close}}, Column, Limits) ->
    Start = Column + length(Open),
    {Text, After} = put_items(Items, Start, Start, length(Close), Limits),
    {[Open, Text, Close], After + length(Close)}.

put_lines([{Shift, Doc, End}], Column, Limits) ->
    {Text, After} = put_doc(Doc, Column + Shift, Limits),
    {[Text, End], After + length(End)};
put_lines([{Shift, Doc, End}, {NextShift, _, _} = Next | Lines], Column, Limits) ->
    {Text, _} = put_doc(Doc, Column + Shift, Limits),
    {Rest, After} = put_lines([Next | Lines], Column, Limits),
    {[Text, End, new_line(Column + NextShift), Rest], After}.

new_line(Column) -> [$\n | lists:duplicate(Column, $\s)].

%% Words share lines; everything else has lines of its own.
put_items([], _, Column, _, _) -> {"", Column};
put_items([{Doc, none}], _, Column, _, Limits) -> put_doc(Doc, Column, Limits);
put_items([{Doc, {Flat, End}}, {Next, Separator} = Item | Items], Start, Column, Close, {Limit, _} = Limits) ->
    {Text, After} = put_doc(Doc, Column, Limits),
    Beside = After + length(Flat),
    Follows = case Separator of
        none when Flat =:= "," -> 1;
        none -> Close;
        {",", _} -> 2;
        {_, NextEnd} -> length(NextEnd)
    end,
    case is_word(Doc) andalso is_word(Next) andalso Beside + element(1, Next) + Follows =< Limit of
        true ->
            {Rest, Last} = put_items([Item | Items], Start, Beside, Close, Limits),
            {[Text, Flat | Rest], Last};
        false ->
            {Rest, Last} = put_items([Item | Items], Start, Start, Close, Limits),
            {[Text, End, new_line(Start) | Rest], after_items(Item, Start, Flat, Last)}
    end.

after_items({Doc, none}, Start, Flat, Last) ->
    case is_word(Doc) of
        true -> Last;
        false when Flat =:= "," -> Start;
        false -> Start - 2
    end;
after_items(_, _, _, Last) -> Last.

is_word({_, {word, _}}) -> true;
is_word(_) -> false.

%% The longest pieces that fit, of whole graphemes. Where there is hardly any room, five graphemes.
put_string(String, Write, Column, {Limit, _} = Limits) ->
    {Count, Size} = case Limit - Column - 2 of
        Room when Room > 5 -> {infinity, Room};
        _ -> {5, infinity}
    end,
    case piece(String, Write, Count, Size, []) of
        {Piece, []} ->
            Text = Write(Piece),
            {Text, Column + width(Text)};
        {Piece, Rest} ->
            {Text, After} = put_string(Rest, Write, Column, Limits),
            {[Write(Piece), new_line(Column) | Text], After}
    end.

piece(String, Write, Count, Size, Piece) ->
    case string:next_grapheme(String) of
        [] -> {lists:reverse(Piece), []};
        _ when Count =:= 0 -> {lists:reverse(Piece), String};
        [Grapheme | Rest] ->
            Characters = lists:flatten([Grapheme]),
            case width(Write(Characters)) - 2 of
                Width when Width =< Size; Piece =:= [] ->
                    piece(Rest, Write, less(Count, 1), less(Size, Width), lists:reverse(Characters, Piece));
                _ -> {lists:reverse(Piece), String}
            end
    end.

less(infinity, _) -> infinity;
less(A, B) -> A - B.

flat({Kind, Text}, _) when Kind =:= word; Kind =:= text -> Text;
flat({called, Make}, Column) -> Make(Column);
flat({string, String, Write}, _) -> Write(String);
flat({row, Docs}, Column) -> [flat(Shape, Column) || {_, Shape} <- Docs];
flat({Step, {_, Head}, {_, Doc}}, Column) when Step =:= step; Step =:= short_step ->
    [flat(Head, Column), $\s, flat(Doc, Column)];
flat({column, Separator, Docs}, Column) ->
    lists:join([Separator, $\s], [flat(Shape, Column) || {_, Shape} <- Docs]);
flat({tight_column, Separator, Docs}, Column) ->
    lists:join(Separator, [flat(Shape, Column) || {_, Shape} <- Docs]);
flat({bracketed, Open, {_, Shape}, Close}, Column) -> [Open, flat(Shape, Column), $\s, Close];
flat({below, Docs}, Column) -> lists:join($\s, [flat(Shape, Column) || {_, Shape} <- Docs]);
flat({stack, Lines}, Column) -> lists:join($\s, [flat(Shape, Column) || {_, {_, Shape}} <- Lines]);
flat({fill, Open, Items, Close}, Column) ->
    Start = Column + length(Open),
    [Open, [[flat(Shape, Start), flat_separator(Separator)] || {{_, Shape}, Separator} <- Items], Close].

flat_separator(none) -> "";
flat_separator({Flat, _}) -> Flat.
