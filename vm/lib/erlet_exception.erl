%%% Exceptions as the prompt and crash reports show them.
-module(erlet_exception).

-export([described/2, format/4, format/5, public/1, is_operator/3, report/3, text/4, trace/3]).

-type class() :: error | exit | throw.
-type frame() :: {module(), atom(), arity() | [term()], [tuple()]}.
-type own() :: fun((module()) -> boolean()).

-export_type([class/0, frame/0, own/0]).

-define(WIDTH, 80).
-define(TITLE, 17).
%% How far the further lines of what is said of an argument are indented.
-define(HANGING, 16).

%% How it is shown: the column where the text begins, whose frames and funs are not the program's, how a term is printed
%% whose first character stands in a column.
-type style() :: #{column := non_neg_integer(), own := own(),
                   print := fun((term(), Column :: non_neg_integer()) -> unicode:chardata())}.

-export_type([style/0]).

%% The text for an exception. Frames of modules that are the prompt's own are left out.
-spec format(class(), term(), [frame()], own()) -> unicode:chardata().
format(Class, Reason, Stack, Own) -> format(Class, Reason, Stack, Own, -1).

%% The same, with so many elements of each value at most.
-spec format(class(), term(), [frame()], own(), integer()) -> unicode:chardata().
format(Class, Reason, Stack, Own, Depth) ->
    Style = #{column => 3, own => Own, print => fun(Term, Column) -> printed(Term, Column, Depth) end},
    ["** ", text(Class, Reason, Stack, Style), $\n].

%% The same for a crash report, whose lines begin one column further to the right.
-spec report(class(), term(), [frame()]) -> unicode:chardata().
report(Class, Reason, Stack) ->
    Style = #{column => 4, own => fun(_) -> false end, print => fun(Term, Column) -> printed(Term, Column, -1) end},
    ["    ", text(Class, Reason, Stack, Style), $\n].

%% Title, reason and stack trace; the first line comes without its indentation.
-spec text(class(), term(), [frame()], style()) -> unicode:chardata().
text(Class, Reason, Stack, #{column := Column, own := Own} = Style) ->
    Title = io_lib:format("exception ~ts: ", [Class]),
    {Text, Frames} = explained(Class, Reason, public(Stack), Style#{used => Column + lists:flatlength(Title)}),
    [Title, Text, trace([Frame || {Module, _, _, _} = Frame <- Frames, not Own(Module)], Reason, Style)].

%% A value whose first character stands in a column.
printed(Value, Column, Depth) -> io_lib:print(Value, Column + 1, ?WIDTH, Depth).

%%% Reasons

%% What happened, and the frames that are left to show.
explained(error, {shell_undef, Function, Arity, _}, Stack, _) ->
    {io_lib:format("undefined shell command ~tp/~w", [Function, Arity]), Stack};
explained(error, undef, [{shell_default, Function, Args, _} | Rest], _) when is_list(Args) ->
    {io_lib:format("undefined shell command ~tp/~w", [Function, length(Args)]), Rest};
explained(error, undef, [{Module, Function, Args, _} | Rest], _) ->
    {["undefined function ", mfa(Module, Function, arity(Args))], Rest};
explained(error, function_clause, [{Module, Function, Args, Info} | Rest], #{own := Own} = Style) when is_list(Args) ->
    {Call, Place} = case Own(Module) of
        true -> {fun(Column) -> called("fun", Args, Column, Style) end, ""};
        false -> {fun(Column) -> call(Module, Function, Args, Column, Style) end, location(Info)}
    end,
    {[fitted("no function clause matching ", Call, Style), Place], Rest};
explained(error, {badarity, {Fun, Args}}, Stack, #{own := Own}) when is_function(Fun), is_list(Args) ->
    {[callee(Fun, Own), " called with ", arguments(length(Args))], Stack};
explained(error, Reason, [{_, _, Arity, _} = Frame | _] = Stack, Style) when is_integer(Arity) ->
    case described(Frame, Reason) of
        #{reason := Text} -> {Text, Stack};
        _ -> in_words(Reason, Stack, Style)
    end;
explained(error, Reason, Stack, Style) -> in_words(Reason, Stack, Style);
explained(_, Reason, Stack, Style) -> {print(Reason, Style), Stack}.

in_words(Reason, Stack, Style) ->
    case reason(Reason) of
        {Phrase, Value} -> {fitted(Phrase, fun(Column) -> print(Value, Column, Style) end, Style), Stack};
        none -> {print(Reason, Style), Stack};
        Text -> {Text, Stack}
    end.

print(Value, Column, #{print := Print}) -> Print(Value, Column).

print(Value, #{print := Print, used := Used}) -> Print(Value, Used).

arity(Args) when is_list(Args) -> length(Args);
arity(Arity) -> Arity.

callee(Fun, Own) ->
    {module, Module} = erlang:fun_info(Fun, module),
    {arity, Arity} = erlang:fun_info(Fun, arity),
    {type, Type} = erlang:fun_info(Fun, type),
    case Own(Module) of
        true -> io_lib:format("interpreted function with arity ~w", [Arity]);
        false when Type =:= external ->
            {name, Name} = erlang:fun_info(Fun, name),
            mfa(Module, Name, Arity);
        false -> io_lib:format("~tp", [Fun])
    end.

arguments(0) -> "no arguments";
arguments(1) -> "one argument";
arguments(2) -> "two arguments";
arguments(Count) -> io_lib:format("~w arguments", [Count]).

%% A reason in words: whole, or a phrase and the value that follows it.
reason(badarg) -> "bad argument";
reason(badarith) -> "an error occurred when evaluating an arithmetic expression";
reason(if_clause) -> "no true branch found when evaluating an if expression";
reason(noproc) -> "no such process or port";
reason(notalive) -> "the node cannot be part of a distributed system";
reason(system_limit) -> "a system limit has been reached";
reason(timeout_value) -> "bad receive timeout value";
reason({unbound, Name}) -> io_lib:format("variable ~tw is unbound", [Name]);
reason({argument_limit, _}) -> "limit of number of arguments to interpreted function exceeded";
reason({badarg, Value}) -> {"bad argument: ", Value};
reason({badfun, Value}) -> {"bad function ", Value};
reason({badmatch, Value}) -> {"no match of right hand side value ", Value};
reason({case_clause, Value}) -> {"no case clause matching ", Value};
reason({try_clause, Value}) -> {"no try clause matching ", Value};
reason({badkey, Value}) -> {"bad key: ", Value};
reason({badmap, Value}) -> {"bad map: ", Value};
reason({bad_generator, Value}) -> {"bad generator ", Value};
reason({bad_filter, Value}) -> {"bad filter ", Value};
reason(_) -> none.

%% A phrase and what follows it. What does not fit the line begins a new one.
fitted(Phrase, Print, #{used := Used, column := Margin}) ->
    Column = Used + length(Phrase),
    Text = Print(Column),
    case is_line(Text) of
        true -> [Phrase, Text];
        false -> [Phrase, new_line(Margin + ?TITLE), Print(Margin + ?TITLE)]
    end.

is_line(Text) -> not lists:member($\n, unicode:characters_to_list(Text)).

new_line(Column) -> [$\n | lists:duplicate(Column, $\s)].

%%% Stacks

%% A stack as the user knows it: helpers of the library are left out, or belong to the module that is called.
-spec public([frame()]) -> [frame()].
public(Stack) -> lists:flatmap(fun known/1, Stack).

known({erts_internal, next_grapheme, Args, _}) -> [{unicode_util, cp, Args, []}];
known({erts_internal, _, _, _}) -> [];
known({erlang, Helper, _, _}) when Helper =:= process_info_of; Helper =:= ask; Helper =:= here -> [];
known({Module, Function, Args, Info} = Frame) ->
    case owner(Module) of
        none -> [Frame];
        Owner -> [{Owner, Function, Args, lists:keydelete(file, 1, Info)}]
    end.

%% For which module another one does a part of the work.
owner(erlet_string_old) -> string;
owner(erlet_string_number) -> string;
owner(erlet_sort) -> lists;
owner(erlet_sofs) -> sofs;
owner(erlet_file) -> file;
owner(erlet_posix) -> file;
owner(erlet_tables) -> ets;
owner(erlet_table_file) -> ets;
owner(erlet_ziggurat) -> rand;
owner(erlet_statem) -> gen_statem;
owner(erlet_logger) -> logger;
owner(erlet_handlers) -> logger;
owner(erlet_hash) -> crypto;
owner(erlet_cipher) -> crypto;
owner(erlet_eval_match) -> erl_eval;
owner(Module) when Module =:= erlet_format; Module =:= erlet_pretty; Module =:= erlet_pretty_tree;
                   Module =:= erlet_fread -> io_lib;
owner(Module) when Module =:= erlet_parse_expr; Module =:= erlet_parse_form -> erl_parse;
owner(_) -> none.

%% The frames, a line each, and how the arguments were wrong if something is known of that.
-spec trace([frame()], term(), style()) -> unicode:chardata().
trace(Frames, Reason, Style) -> trace(Frames, Reason, "in function ", Style).

trace([], _, _, _) -> [];
trace([{Module, Function, Args, _} = Frame | Frames], Reason, Origin, #{column := Margin} = Style) when is_list(Args) ->
    Arity = length(Args),
    [new_line(Margin + 2), origin(Origin, is_operator(Module, Function, Arity)), $\s, mfa(Module, Function, Arity),
     new_line(Margin + 5), "called as ", call(Module, Function, Args, Margin + 15, Style),
     explanations(Frame, Reason, Margin + 5), trace(Frames, Reason, "in call from", Style)];
trace([{Module, Function, Arity, Info} = Frame | Frames], Reason, Origin, #{column := Margin} = Style) ->
    [new_line(Margin + 2), origin(Origin, is_operator(Module, Function, Arity)), $\s, mfa(Module, Function, Arity),
     location(Info), explanations(Frame, Reason, Margin + 5) | trace(Frames, Reason, "in call from", Style)].

origin("in function ", true) -> "in operator ";
origin(Origin, _) -> Origin.

location(Info) ->
    case {lists:keyfind(file, 1, Info), proplists:get_value(line, Info, 0)} of
        {{file, File}, Line} when Line > 0 -> io_lib:format(" (~ts, line ~w)", [File, Line]);
        _ -> " "
    end.

mfa(Module, Function, Arity) ->
    Name = case is_operator(Module, Function, Arity) andalso Function =/= '/' of
        true -> atom_to_list(Function);
        false -> name(Module, Function, Arity)
    end,
    [Name, $/, integer_to_list(Arity)].

%% What every module may call has no module's name.
name(Module, Function, Arity) ->
    case Module =:= erlang andalso (erl_internal:bif(Function, Arity) orelse is_operator(Module, Function, Arity)) of
        true -> io_lib:format("~tp", [Function]);
        false -> io_lib:format("~tp:~tp", [Module, Function])
    end.

%% A call with its arguments, an operator between or before its operands.
call(Module, Function, Args, Column, Style) ->
    case {is_operator(Module, Function, length(Args)), Args} of
        {true, [Value]} ->
            Operator = atom_to_list(Function),
            [Operator, $\s, print(Value, Column + length(Operator) + 1, Style)];
        {true, [Left, Right]} -> operation(Left, atom_to_list(Function), Right, Column, Style);
        {false, _} -> called(name(Module, Function, length(Args)), Args, Column, Style)
    end.

operation(Left, Operator, Right, Column, Style) ->
    First = print(Left, Column, Style),
    Second = print(Right, Column + string:length(First) + length(Operator) + 2, Style),
    Line = [First, $\s, Operator, $\s, Second],
    case is_line(Line) andalso Column + string:length(Line) =< ?WIDTH of
        true -> Line;
        false -> [First, new_line(Column), Operator, new_line(Column), print(Right, Column, Style)]
    end.

%% The arguments are printed as a list, whose brackets become parentheses.
called(Name, [], _, _) -> [Name, "()"];
called(Name, Args, Column, Style) ->
    Start = Column + string:length(Name),
    case unicode:characters_to_list(print(Args, Start, Style)) of
        [$[ | Text] -> [Name, $(, lists:droplast(Text), $)];
        _ -> [Name, $(, lists:join($,, [print(Arg, Start + 1, Style) || Arg <- Args]), $)]
    end.

%% Whether a function is an operator's.
-spec is_operator(module(), atom(), arity()) -> boolean().
is_operator(erlang, Name, 1) -> lists:member(Name, ['+', '-', 'not', 'bnot']);
is_operator(erlang, Name, 2) ->
    lists:member(Name, ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', 'and', 'or', 'xor',
                        '++', '--', '!', '<', '=<', '>', '>=', '==', '/=', '=:=', '=/=']);
is_operator(_, _, _) -> false.

%% What the module that a frame's `error_info` names says about the arguments, or about the function itself.
explanations(Frame, Reason, Column) ->
    [[new_line(Column), lists:join(new_line(Column + ?HANGING), string:split(Text, "\n", all))]
     || Text <- explanation(described(Frame, Reason))].

%% What that module says, by the numbers of the arguments.
-spec described(frame(), term()) -> #{pos_integer() | general | reason => unicode:chardata()}.
described({Module, _, _, Info} = Frame, Reason) ->
    case lists:keyfind(error_info, 1, Info) of
        {error_info, #{} = Map} ->
            Formatter = maps:get(module, Map, Module),
            Function = maps:get(function, Map, format_error),
            try Formatter:Function(Reason, [Frame]) of
                #{} = Texts -> Texts;
                _ -> #{}
            catch
                error:_ -> #{}
            end;
        _ -> #{}
    end.

explanation(Texts) ->
    Arguments = [["*** argument ", integer_to_list(N), ": ", maps:get(N, Texts)]
                 || N <- lists:sort(maps:keys(Texts)), is_integer(N)],
    General = [["*** ", Text] || {general, Text} <- maps:to_list(Texts)],
    Arguments ++ General.
