%%% Exceptions as the prompt and crash reports show them.
-module(erlet_exception).

-export([format/4, format/5, is_operator/3, report/3]).

-type class() :: error | exit | throw.
-type frame() :: {module(), atom(), arity() | [term()], [tuple()]}.
-type own() :: fun((module()) -> boolean()).

-export_type([class/0, frame/0, own/0]).

-define(WIDTH, 80).
-define(MARGIN, 20).

%% The text for an exception. Frames of modules that are the prompt's own are left out.
-spec format(class(), term(), [frame()], own()) -> unicode:chardata().
format(Class, Reason, Stack, Own) -> format(Class, Reason, Stack, Own, -1).

%% The same, with so many elements of each value at most.
-spec format(class(), term(), [frame()], own(), integer()) -> unicode:chardata().
format(Class, Reason, Stack, Own, Depth) ->
    Title = io_lib:format("** exception ~ts: ", [Class]),
    {Text, Frames} = explained(Class, Reason, Stack, Own, {lists:flatlength(Title), ?MARGIN, Depth}),
    [Title, Text, trace(frames(Frames, Own), Reason, Depth), $\n].

%% The same for a crash report, whose lines begin one column further to the right.
-spec report(class(), term(), [frame()]) -> unicode:chardata().
report(Class, Reason, Stack) ->
    Title = io_lib:format("    exception ~ts: ", [Class]),
    Own = fun(_) -> false end,
    {Text, Frames} = explained(Class, Reason, Stack, Own, {lists:flatlength(Title), ?MARGIN + 1, -1}),
    [Title, Text, string:replace(trace(Frames, Reason, -1), "\n", "\n ", all), $\n].

frames(Frames, Own) -> [Frame || {Module, _, _, _} = Frame <- Frames, not Own(Module)].

%%% Reasons

%% What happened, and the frames that are left to show.
explained(error, undef, [{shell_default, Function, Args, _} | Rest], _, _) when is_list(Args) ->
    {["undefined shell command ", mfa(erlang, Function, length(Args))], Rest};
explained(error, undef, [{Module, Function, Args, Info} | Rest], _, _) when is_list(Args) ->
    {["undefined function ", mfa(Module, Function, length(Args)), location(Info)], Rest};
explained(error, function_clause, [{Module, Function, Args, Info} | Rest], Own, Used) when is_list(Args) ->
    {Name, Place} = case Own(Module) of
                        true -> {"fun", ""};
                        false -> {mfa(Module, Function), location(Info)}
                    end,
    {[value("no function clause matching ", [Name, call(Args, element(3, Used))], Used), Place], Rest};
explained(error, {badarity, {Fun, Args}}, Stack, Own, _) when is_function(Fun), is_list(Args) ->
    {[callee(Fun, Own), " called with ", arguments(length(Args))], Stack};
explained(error, Reason, Stack, _, Used) -> {reason(Reason, Used), Stack};
explained(_, Reason, Stack, _, Used) -> {value("", Reason, Used), Stack}.

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

reason(badarg, _) -> "bad argument";
reason(badarith, _) -> "an error occurred when evaluating an arithmetic expression";
reason(function_clause, _) -> "no function clause matching";
reason(if_clause, _) -> "no true branch found when evaluating an if expression";
reason(noproc, _) -> "no such process or port";
reason(notalive, _) -> "the node is not part of a distributed system";
reason(system_limit, _) -> "a system limit has been reached";
reason(timeout_value, _) -> "bad receive timeout value";
reason(undef, _) -> "undefined function";
reason({badarg, Value}, Used) -> value("bad argument ", {Value}, Used);
reason({badfun, Value}, Used) -> value("bad function ", {Value}, Used);
reason({badmatch, Value}, Used) -> value("no match of right hand side value ", {Value}, Used);
reason({case_clause, Value}, Used) -> value("no case clause matching ", {Value}, Used);
reason({try_clause, Value}, Used) -> value("no try clause matching ", {Value}, Used);
reason({else_clause, Value}, Used) -> value("no else clause matching ", {Value}, Used);
reason({badkey, Value}, Used) -> value("bad key: ", {Value}, Used);
reason({badmap, Value}, Used) -> value("bad map: ", {Value}, Used);
reason({badrecord, Value}, Used) -> value("bad record: ", {Value}, Used);
reason({bad_generator, Value}, Used) -> value("bad generator ", {Value}, Used);
reason({bad_filter, Value}, Used) -> value("bad filter ", {Value}, Used);
reason({nocatch, Value}, Used) -> value("no catch of thrown value ", {Value}, Used);
reason(Reason, Used) -> value("", {Reason}, Used).

%% A phrase and what follows it: a value in a tuple, or text. What does not fit the line begins a new one.
value(Phrase, {Value}, Used) -> fitted(Phrase, fun(Column) -> printed(Value, Column, element(3, Used)) end, Used);
value(Phrase, Text, Used) when is_list(Text), Phrase =/= "" -> fitted(Phrase, fun(_) -> Text end, Used);
value(Phrase, Value, Used) -> value(Phrase, {Value}, Used).

fitted("", Print, {Used, _, _}) -> Print(Used);
fitted(Phrase, Print, {Used, Margin, _}) ->
    Column = Used + length(Phrase),
    Text = unicode:characters_to_list(Print(Column)),
    case not lists:member($\n, Text) andalso Column + length(Text) =< ?WIDTH of
        true -> [Phrase, Text];
        false -> [Phrase, $\n, lists:duplicate(Margin, $\s), Print(Margin)]
    end.

%% A value whose first character stands after so many others.
printed(Value, Column, Depth) ->
    Text = io_lib:format("~ts~tP", [lists:duplicate(Column, $\s), Value, Depth]),
    lists:nthtail(Column, unicode:characters_to_list(Text)).

%%% Stacks

trace(Frames, Reason, Depth) -> trace(Frames, Reason, "in function ", Depth).

trace([], _, _, _) -> [];
trace([{Module, Function, Args, Info} = Frame | Frames], Reason, Origin, Depth) when is_list(Args) ->
    Arity = length(Args),
    Operator = is_operator(Module, Function, Arity),
    Called = case Operator of
                 true -> operation(Function, Args, Depth);
                 false -> [mfa(Module, Function), call(Args, Depth)]
             end,
    [line(origin(Origin, Operator), mfa(Module, Function, Arity), Info), "\n        called as ", Called,
     explanations(Frame, Reason), trace(Frames, Reason, "in call from", Depth)];
trace([{Module, Function, Arity, Info} | Frames], Reason, Origin, Depth) ->
    Operator = is_operator(Module, Function, Arity),
    [line(origin(Origin, Operator), mfa(Module, Function, Arity), Info) | trace(Frames, Reason, "in call from", Depth)].

origin("in function ", true) -> "in operator ";
origin(Origin, _) -> Origin.

line(Origin, Name, Info) -> ["\n     ", Origin, $\s, Name, location(Info)].

location(Info) ->
    case lists:keyfind(file, 1, Info) of
        {file, File} ->
            Line = proplists:get_value(line, Info, 0),
            case Line > 0 of
                true -> io_lib:format(" (~ts, line ~w)", [File, Line]);
                false -> ""
            end;
        false -> ""
    end.

mfa(Module, Function, Arity) ->
    Name = case is_operator(Module, Function, Arity) andalso Function =/= '/' of
               true -> atom_to_list(Function);
               false -> mfa(Module, Function)
           end,
    [Name, $/, integer_to_list(Arity)].

mfa(erlang, Function) -> io_lib:format("~tp", [Function]);
mfa(Module, Function) -> io_lib:format("~tp:~tp", [Module, Function]).

call(Args, Depth) -> [$(, lists:join($,, [io_lib:format("~tP", [Arg, Depth]) || Arg <- Args]), $)].

operation(Operator, [Value], Depth) -> io_lib:format("~ts ~tP", [Operator, Value, Depth]);
operation(Operator, [Left, Right], Depth) ->
    io_lib:format("~tP ~ts ~tP", [Left, Depth, Operator, Right, Depth]).

%% Whether a function is an operator's.
-spec is_operator(module(), atom(), arity()) -> boolean().
is_operator(erlang, Name, 1) -> lists:member(Name, ['+', '-', 'not', 'bnot']);
is_operator(erlang, Name, 2) ->
    lists:member(Name, ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', 'and', 'or', 'xor',
                        '++', '--', '!', '<', '=<', '>', '>=', '==', '/=', '=:=', '=/=']);
is_operator(_, _, _) -> false.

%% What the module that a frame's `error_info` names says about the arguments.
explanations({Module, _, Args, Info} = Frame, Reason) ->
    case lists:keyfind(error_info, 1, Info) of
        {error_info, #{} = Map} ->
            Formatter = maps:get(module, Map, Module),
            Function = maps:get(function, Map, format_error),
            try Formatter:Function(Reason, [Frame]) of
                #{} = Texts -> explanation(Texts, length(Args));
                _ -> []
            catch
                error:_ -> []
            end;
        _ -> []
    end.

explanation(Texts, Arity) ->
    Arguments = [["\n        *** argument ", integer_to_list(N), ": ", maps:get(N, Texts)]
                 || N <- lists:seq(1, Arity), maps:is_key(N, Texts)],
    General = [["\n        *** ", Text] || {general, Text} <- maps:to_list(Texts)],
    Arguments ++ General.
