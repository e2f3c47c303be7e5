%%% The comments in source text, which the scanner passes over: the module `erl_comment_scan`.
-module(erl_comment_scan).

-export([file/1, string/1, join_lines/1, scan_lines/1]).

-export_type([comment/0, comment_line/0]).

%% Line, column, columns of space in front of it, and its lines without the first `%` of each.
-type comment() :: {pos_integer(), pos_integer(), non_neg_integer(), [string()]}.
-type comment_line() :: {pos_integer(), pos_integer(), non_neg_integer(), string()}.

%% How far apart tab stops are.
-define(TAB, 8).

%% The comments of a file, `{Line, Column, Indentation, Lines}` for each. Exits when it cannot be read.
%% > ok = file:write_file("comments.erl", "%% one\n%% two\n"), Found = erl_comment_scan:file("comments.erl"),
%%   file:delete("comments.erl"), Found.
%% [{1,1,0,["% one","% two"]}]
-spec file(file:filename()) -> [comment()].
file(Name) ->
    case file:read_file(Name) of
        {ok, Contents} ->
            case unicode:characters_to_list(Contents) of
                Text when is_list(Text) -> string(Text);
                _ -> string(binary_to_list(Contents))
            end;
        {error, Reason} -> exit({read, Reason})
    end.

%% The comments in a text; lines that follow each other in the same column are one.
%% > erl_comment_scan:string("%% one\n%% two\nf() -> \"%\". % three\n").
%% [{1,1,0,["% one","% two"]},{3,13,1,[" three"]}]
-spec string(string()) -> [comment()].
string(Text) -> lists:reverse(join_lines(scan_lines(Text))).

%% Joins comments of a line each; in both lists the last comes first.
%% > erl_comment_scan:join_lines(erl_comment_scan:scan_lines("% one\n% two\n")).
%% [{1,1,0,[" one"," two"]}]
-spec join_lines([comment_line()]) -> [comment()].
join_lines(Lines) -> lists:reverse(lists:foldl(fun join/2, [], Lines)).

%% A comment goes on in the next line when nothing but space stands before it there.
join({Line, Column, Indent, Text}, [{Next, Column, Space, Texts} | Comments])
  when Next =:= Line + 1, Space =:= Column - 1 ->
    [{Line, Column, Indent, [Text | Texts]} | Comments];
join({Line, Column, Indent, Text}, Comments) -> [{Line, Column, Indent, [Text]} | Comments].

%% The comments of a line each, the last first.
%% > erl_comment_scan:scan_lines("% one\nf() -> a. % two\n").
%% [{2,11,1," two"},{1,1,0," one"}]
-spec scan_lines(string()) -> [comment_line()].
scan_lines(Text) -> code(Text, 1, 1, 1, []).

%% Margin: the column behind the last character that is no space.
code([$\s | Rest], Line, Column, Margin, Found) -> code(Rest, Line, Column + 1, Margin, Found);
code([$\t | Rest], Line, Column, Margin, Found) -> code(Rest, Line, tab(Column), Margin, Found);
code([$\n | Rest], Line, _, _, Found) -> code(Rest, Line + 1, 1, 1, Found);
code([$% | Rest], Line, Column, Margin, Found) ->
    {Text, Left} = lists:splitwith(fun(Char) -> Char =/= $\n end, Rest),
    code(Left, Line, 1, 1, [{Line, Column, Column - Margin, string:trim(Text, trailing, " \t\r")} | Found]);
code([Quote | Rest], Line, Column, _, Found) when Quote =:= $"; Quote =:= $' ->
    quoted(Rest, Quote, Line, Column + 1, Found);
code([$$, $\\, _ | Rest], Line, Column, _, Found) -> code(Rest, Line, Column + 3, Column + 3, Found);
code([$$, Char | Rest], Line, Column, _, Found) when Char =/= $\n -> code(Rest, Line, Column + 2, Column + 2, Found);
code([_ | Rest], Line, Column, _, Found) -> code(Rest, Line, Column + 1, Column + 1, Found);
code([], _, _, _, Found) -> Found.

quoted([Quote | Rest], Quote, Line, Column, Found) -> code(Rest, Line, Column + 1, Column + 1, Found);
quoted([$\\, Char | Rest], Quote, Line, Column, Found) when Char =/= $\n -> quoted(Rest, Quote, Line, Column + 2, Found);
quoted([$\n | Rest], Quote, Line, _, Found) -> quoted(Rest, Quote, Line + 1, 1, Found);
quoted([$\t | Rest], Quote, Line, Column, Found) -> quoted(Rest, Quote, Line, tab(Column), Found);
quoted([_ | Rest], Quote, Line, Column, Found) -> quoted(Rest, Quote, Line, Column + 1, Found);
quoted([], _, _, _, Found) -> Found.

tab(Column) -> (Column - 1) div ?TAB * ?TAB + ?TAB + 1.
