%%% Annotations of tokens and of the abstract format: where something stands, and what else is known of it.
%%%
%%% An annotation is a location (a line or `{Line, Column}`) when nothing else is known, otherwise a list of pairs.
-module(erl_anno).

-export([new/1, is_anno/1, from_term/1, to_term/1]).
-export([column/1, end_location/1, file/1, generated/1, line/1, location/1, record/1, text/1]).
-export([set_file/2, set_generated/2, set_line/2, set_location/2, set_record/2, set_text/2]).

-export_type([anno/0, anno_term/0, line/0, column/0, location/0, text/0]).

-type line() :: non_neg_integer().
-type column() :: pos_integer().
-type location() :: line() | {line(), column()}.
-type text() :: string().
-type anno() :: location() | [{atom(), term()}].
-type anno_term() :: term().

-define(IS_LINE(L), (is_integer(L) andalso L >= 0)).
-define(IS_COLUMN(C), (is_integer(C) andalso C >= 1)).

%% The annotation of a location: a line or `{Line, Column}`. Fails with badarg for anything else.
%% > erl_anno:new({3, 5}).
%% {3,5}
%% > erl_anno:new(-1).
%% ** error:badarg
-spec new(location()) -> anno().
new(Line) when ?IS_LINE(Line) -> Line;
new({Line, Column}) when ?IS_LINE(Line), ?IS_COLUMN(Column) -> {Line, Column};
new(Location) -> error(badarg, [Location]).

%% Whether a term is an annotation.
%% > erl_anno:is_anno(0).
%% true
-spec is_anno(term()) -> boolean().
is_anno(Line) when ?IS_LINE(Line) -> true;
is_anno({Line, Column}) -> ?IS_LINE(Line) andalso ?IS_COLUMN(Column);
is_anno([_ | _] = Pairs) ->
    is_list(Pairs) andalso lists:keymember(location, 1, Pairs) andalso lists:all(fun is_pair/1, Pairs);
is_anno(_) -> false.

is_pair({location, [_ | _]}) -> false;
is_pair({location, Location}) -> is_anno(Location);
is_pair({file, File}) -> is_list(File) orelse is_binary(File);
is_pair({generated, Flag}) -> is_boolean(Flag);
is_pair({record, Flag}) -> is_boolean(Flag);
is_pair({text, Text}) -> is_list(Text);
is_pair(_) -> false.

%% The annotation that a term stands for.
%% > erl_anno:from_term(3).
%% 3
-spec from_term(anno_term()) -> anno().
from_term(Term) -> Term.

%% The annotation as a term.
%% > erl_anno:to_term(erl_anno:new(3)).
%% 3
-spec to_term(anno()) -> anno_term().
to_term(Anno) -> Anno.

%% The column, if it is known.
%% > erl_anno:column(erl_anno:new({3, 5})).
%% 5
-spec column(anno()) -> column() | undefined.
column(Anno) ->
    case location(Anno) of
        {_, Column} -> Column;
        _ -> undefined
    end.

%% The location after the text, if that is known.
%% > Anno = erl_anno:set_text("ab\nc", erl_anno:new({1, 3})),
%%   [erl_anno:end_location(Anno), erl_anno:end_location(erl_anno:new(1))].
%% [{2,2},undefined]
-spec end_location(anno()) -> location() | undefined.
end_location(Anno) ->
    case text(Anno) of
        undefined -> undefined;
        Text -> after_text(Text, location(Anno))
    end.

after_text([], Location) -> Location;
after_text([$\n | Rest], {Line, _}) -> after_text(Rest, {Line + 1, 1});
after_text([_ | Rest], {Line, Column}) -> after_text(Rest, {Line, Column + 1});
after_text([$\n | Rest], Line) -> after_text(Rest, Line + 1);
after_text([_ | Rest], Line) -> after_text(Rest, Line).

%% The file of an annotation, or undefined.
%% > erl_anno:file(erl_anno:set_file("a.erl", erl_anno:new(3))).
%% "a.erl"
-spec file(anno()) -> string() | undefined.
file(Anno) -> find(file, Anno, undefined).

%% Whether what is annotated was generated.
%% > erl_anno:generated(erl_anno:set_generated(true, erl_anno:new(3))).
%% true
-spec generated(anno()) -> boolean().
generated(Anno) -> find(generated, Anno, false).

%% Whether an annotation is marked as that of a record.
%% > erl_anno:record(erl_anno:set_record(true, erl_anno:new(1))).
%% true
-spec record(anno()) -> boolean().
record(Anno) -> find(record, Anno, false).

%% The text of what is annotated, or undefined.
%% > erl_anno:text(erl_anno:new(3)).
%% undefined
-spec text(anno()) -> text() | undefined.
text(Anno) -> find(text, Anno, undefined).

%% The line of an annotation.
%% > erl_anno:line(erl_anno:new({3, 5})).
%% 3
-spec line(anno()) -> line().
line(Anno) ->
    case location(Anno) of
        {Line, _} -> Line;
        Line -> Line
    end.

%% The line, or line and column.
%% > erl_anno:location(erl_anno:set_file("a.erl", erl_anno:new(3))).
%% 3
-spec location(anno()) -> location().
location(Line) when ?IS_LINE(Line) -> Line;
location({Line, Column}) when ?IS_LINE(Line), ?IS_COLUMN(Column) -> {Line, Column};
location(Anno) -> find(location, Anno, undefined).

find(Item, Pairs, Default) when is_list(Pairs) ->
    case lists:keyfind(Item, 1, Pairs) of
        {_, Value} -> Value;
        false -> Default
    end;
find(_, Line, Default) when ?IS_LINE(Line) -> Default;
find(_, {Line, Column}, Default) when ?IS_LINE(Line), ?IS_COLUMN(Column) -> Default;
find(_, Anno, _) -> error(badarg, [Anno]).

%% The annotation with another file.
%% > erl_anno:file(erl_anno:set_file("a.erl", erl_anno:new(1))).
%% "a.erl"
-spec set_file(string(), anno()) -> anno().
set_file(File, Anno) -> set(file, File, Anno).

%% The annotation with the mark for generated code, or without it: of that the compiler has fewer warnings.
%% > erl_anno:to_term(erl_anno:set_generated(true, erl_anno:new(1))).
%% [{generated,true},{location,1}]
-spec set_generated(boolean(), anno()) -> anno().
set_generated(Flag, Anno) -> set(generated, Flag, Anno).

%% The annotation with another line.
%% > erl_anno:set_line(4, erl_anno:new({3, 5})).
%% {4,5}
-spec set_line(line(), anno()) -> anno().
set_line(Line, Anno) ->
    case location(Anno) of
        {_, Column} -> set_location({Line, Column}, Anno);
        _ -> set_location(Line, Anno)
    end.

%% The annotation with another location.
%% > erl_anno:set_location({4, 1}, erl_anno:new(3)).
%% {4,1}
-spec set_location(location(), anno()) -> anno().
set_location(Location, Anno) when is_list(Anno) -> set(location, Location, Anno);
set_location(Location, Anno) ->
    _ = location(Anno),
    new(Location).

%% The annotation with the mark for records, or without it.
%% > erl_anno:to_term(erl_anno:set_record(true, erl_anno:new({1, 2}))).
%% [{record,true},{location,{1,2}}]
-spec set_record(boolean(), anno()) -> anno().
set_record(Flag, Anno) -> set(record, Flag, Anno).

%% The annotation with another text.
%% > erl_anno:text(erl_anno:set_text("abc", erl_anno:new(1))).
%% "abc"
-spec set_text(text(), anno()) -> anno().
set_text(Text, Anno) -> set(text, Text, Anno).

set(Item, Value, Anno) ->
    Anno =/= [] andalso is_pair({Item, Value}) orelse error(badarg, [Item, Value, Anno]),
    changed(Item, Value, Anno).

%% What is false or unknown anyway is left out, and a location alone stands for itself.
changed(Item, Value, Pairs) when is_list(Pairs) ->
    case stored(Item, Value, Pairs) of
        [{location, Location}] -> Location;
        New when Value =:= false ->
            case lists:keydelete(Item, 1, New) of
                [{location, Location}] -> Location;
                Rest -> Rest
            end;
        New -> New
    end;
changed(_, false, Location) -> new(location(Location));
changed(Item, Value, Location) -> [{Item, Value}, {location, location(Location)}].

%% What is new stands first.
stored(Item, Value, Pairs) ->
    case lists:keymember(Item, 1, Pairs) of
        true -> lists:keyreplace(Item, 1, Pairs, {Item, Value});
        false -> [{Item, Value} | Pairs]
    end.
