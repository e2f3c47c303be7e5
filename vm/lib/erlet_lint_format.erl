%%% Calls of `io:format` and its like for erl_lint: does a format string that is known fit its arguments?
-module(erlet_lint_format).

-export([check/3]).

-include("erlet_lint.hrl").

%% Checks the arguments of a call.
-spec check(erl_anno:anno(), [tuple()], #lint{}) -> #lint{}.
check(Anno, Args, St) ->
    Level = level(St),
    case Level > 0 andalso problem(Anno, Args) of
        {unknown, _, _} when not (Level > 1) -> St;
        {unknown, Where, Problem} -> warned(Where, {Problem, []}, St);
        {Where, Problem} -> warned(Where, Problem, St);
        _ -> St
    end.

warned(Where, Problem, St) -> erlet_lint_state:add_warning(Where, {format_error, Problem}, St).

%% How much is asked: 1 what is wrong for sure, above that what is not known. The last option that speaks of it decides.
level(#lint{options = Options}) ->
    lists:foldl(fun(warn_format, _) -> 1;
                   (nowarn_format, _) -> 0;
                   ({warn_format, Level}, _) -> Level;
                   (_, Before) -> Before
                end, 1, Options).

problem(_, [Format]) -> alone(Format, text(Format));
problem(_, [Format, Args]) -> fits(Format, Args, element(2, Args));
problem(_, [_, Format, Args]) -> fits(Format, Args, element(2, Args));
problem(Anno, _) -> {Anno, {"format call with wrong number of arguments", []}}.

%% Without a list nothing may be asked for.
alone(Format, unknown) -> not_textual(Format);
alone(Format, Text) ->
    Where = element(2, Format),
    case needed(Text, 0) of
        0 -> none;
        Needed -> counted(Where, Where, Needed, none)
    end.

fits(Format, Args, Where) ->
    case {text(Format), count(Args)} of
        {unknown, _} -> not_textual(Format);
        {_, unknown} -> {unknown, Where, "format arguments perhaps not a list"};
        {_, improper} -> {Where, {"format arguments not a list", []}};
        {Text, Count} -> counted(element(2, Format), Where, needed(Text, 0), Count)
    end.

not_textual(Format) -> {unknown, element(2, Format), "format string not a textual constant"}.

counted(Where, _, {error, Problem}, _) -> {Where, {"format string invalid (~ts)", [Problem]}};
counted(_, _, Count, Count) -> none;
counted(_, Where, Needed, Given) ->
    {Required, Args} = required(Needed),
    {Found, Args1} = found(Needed, Given),
    {Where, {"the format string requires an " ++ Required ++ ", but " ++ Found, Args ++ Args1}}.

required(0) -> {"empty argument list", []};
required(Needed) -> {"argument list with ~s", [arguments(Needed)]}.

found(_, none) -> {"no argument list is given", []};
found(_, 0) -> {"the argument list is empty", []};
found(Needed, Given) when Given < Needed -> {"the argument list contains only ~s", [arguments(Given)]};
found(_, Given) -> {"the argument list contains ~s", [arguments(Given)]}.

arguments(1) -> "1 argument";
arguments(Count) -> [integer_to_list(Count), " arguments"].

text({string, _, Text}) -> Text;
text({atom, _, Name}) -> atom_to_list(Name);
text(_) -> unknown.

count({nil, _}) -> 0;
count({string, _, Text}) -> length(Text);
count({cons, _, _, {string, _, _}}) -> unknown;
count({cons, _, _, Tail}) ->
    case count(Tail) of
        Count when is_integer(Count) -> Count + 1;
        Other -> Other
    end;
count({Kind, _, _}) when Kind =:= integer; Kind =:= float; Kind =:= atom; Kind =:= char -> improper;
count(_) -> unknown.

%% How many arguments a format string takes.
needed([$~ | Rest], Count) -> width(Rest, Count);
needed([_ | Rest], Count) -> needed(Rest, Count);
needed([], Count) -> Count.

width([$-, C | Rest], Count) when C =:= $*; C >= $0, C =< $9 -> number([C | Rest], Count, fun precision/2);
width(Rest, Count) -> number(Rest, Count, fun precision/2).

number([$* | Rest], Count, Next) -> Next(Rest, Count + 1);
number([Digit | Rest], Count, Next) when Digit >= $0, Digit =< $9 -> number(Rest, Count, Next);
number(Rest, Count, Next) -> Next(Rest, Count).

precision([$. | Rest], Count) -> number(Rest, Count, fun padding/2);
precision(Rest, Count) -> control(Rest, [], Count).

padding([$., $* | Rest], Count) -> control(Rest, [], Count + 1);
padding([$., _ | Rest], Count) -> control(Rest, [], Count);
padding(Rest, Count) -> control(Rest, [], Count).

%% The modifiers `t` and `l` may stand once each.
control([Modifier | Rest], Modifiers, Count) when Modifier =:= $t, Modifiers =/= "t", Modifiers =/= "tl", Modifiers =/= "lt";
                                                  Modifier =:= $l, Modifiers =/= "l", Modifiers =/= "tl", Modifiers =/= "lt" ->
    control(Rest, [Modifier | Modifiers], Count);
control([C | Rest], Modifiers, Count) ->
    case takes(C) of
        Takes when is_integer(Takes) ->
            case may_modify(C, Modifiers) of
                true -> needed(Rest, Count + Takes);
                false -> {error, "invalid control ~" ++ lists:sort(Modifiers) ++ [C]}
            end;
        none -> {error, "invalid control ~" ++ lists:sort(Modifiers) ++ [C]}
    end;
control([], _, _) -> {error, "truncated"}.

may_modify(_, []) -> true;
may_modify(C, "t") when C =:= $c; C =:= $s; C =:= $w; C =:= $W -> true;
may_modify(C, _) -> C =:= $p orelse C =:= $P.

takes(C) when C =:= $~; C =:= $n -> 0;
takes(C) ->
    case {lists:member(C, "cfegswpbB+#i"), lists:member(C, "WPxX")} of
        {true, _} -> 1;
        {_, true} -> 2;
        _ -> none
    end.
