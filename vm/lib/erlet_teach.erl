%%% What usually lies behind an exception at the prompt, and what to do about it: a sentence or two below the exception
%%% itself. `--plain` leaves them out.
-module(erlet_teach).

-export([hint/4, values/1]).

-import(erlet_teach_call, [arguments/1, atom/1, count/2, shown/1, sort/1]).

%% What the entry says: the pattern of a match (`bound`: a variable of the prompt that has a value, `own`: one of a
%% function, `atom`, or any other) or of the clauses of a case with their guards, a clause a line, as they were typed;
%% `quoted` when it has text in double quotes, `divides` when the place has a slash, `thrown` when a clause of a `catch`
%% has no class.
-type subject() :: {bound | own | atom | pattern | clauses | quoted | divides | thrown, binary()}.

%% `call` is the call that stands at the place, `ask` asks the program around the machine.
-type about() :: #{subjects := [subject()], bindings := #{atom() => term()}, call := mfa() | none,
                   ask := fun(([atom() | string()]) -> {ok, binary()} | none)}.

-export_type([subject/0, about/0]).

%% The hint for an exception, empty when there is nothing to say.
-spec hint(error | exit | throw, term(), [tuple()], about()) -> iolist().
hint(Class, Reason, Stack, #{subjects := Subjects, bindings := Bindings} = About) ->
    Said = case say(Class, Reason, Stack, {Subjects, Bindings}, About) of
               none -> erlet_teach_call:usage(Class, Reason, Stack, About);
               Lines -> Lines
           end,
    [["   ", Line, $\n] || Line <- Said ++ uncaught(Class, Subjects)].

%% A clause without a class does not catch this.
uncaught(throw, _) -> [];
uncaught(Class, Subjects) ->
    ["`catch Pattern ->` catches only what was thrown; errors are caught by `error:Reason`, everything by `_:_`"
     || lists:keymember(thrown, 1, Subjects), Class =/= throw].

%% The values of the variables of a place, one on a line.
-spec values([{atom(), term()}]) -> iolist().
values(Variables) -> [["   ", atom_to_list(Name), " = ", shown(Value), $\n] || {Name, Value} <- Variables].

say(error, {badmatch, Value}, _, {Subjects, Bindings}, _) -> no_match(Value, Subjects, Bindings);
say(error, {case_clause, Value}, Stack, {Subjects, Bindings}, _) ->
    case [Text || {clauses, Text} <- Subjects] of
        [] -> no_clause(Value, Stack);
        [Text | _] ->
            Clauses = binary:split(Text, <<"\n">>, [global]),
            [[shown(Value), " fits no clause of the case"], ["the clauses want ", lists:join(" | ", Clauses)]]
                ++ [Line || Clause <- Clauses, Line <- false_guard(Clause, Value, Bindings)]
                ++ ["a last clause `_ -> ...` takes everything else"]
    end;
say(error, {try_clause, Value}, _, _, _) ->
    [[shown(Value), " fits no clause between `of` and `catch`"], "a last clause `_ -> ...` takes everything else"];
say(error, if_clause, _, _, _) ->
    ["no condition of the `if` was true, and an `if` has no else", "a last clause `true -> ...` takes everything else"];
say(error, function_clause, [{lists, F, [N, []], _} | _], _, _) when F =:= nth; F =:= nthtail ->
    [["the list is too short: it ended ", count(N, "element"), " before that one"]];
say(error, function_clause, [{lists, F, [[]], _} | _], _, _) when F =:= last; F =:= max; F =:= min; F =:= droplast ->
    [["the empty list has no ", case F of last -> "last"; max -> "greatest"; min -> "least"; droplast -> "last" end, " element"]];
say(error, function_clause, [{lists, Name, [Fun | _] = Args, _} | _], _, _) when is_function(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    case calls_with(Name) of
        Wanted when is_integer(Wanted), Wanted =/= Arity ->
            [["lists:", atom(Name), " calls the fun with ", count(Wanted, "argument"), "; this fun takes ", integer_to_list(Arity)]];
        _ -> none
    end;
say(error, function_clause, [{Module, Name, Args, _} | _], _, _) when is_list(Args) ->
    case erts_internal:is_library(Module) of
        true -> none;
        false ->
            [[called(Name), " has no clause that fits ", arguments(Args)],
             "look at the number, the types and the tags of the arguments; a clause is missing, or the call is wrong"]
    end;
say(error, undef, [{shell_default, Name, Args, _} | _], _, About) -> erlet_teach_call:no_command(Name, Args, About);
say(error, badarg, [{erlet_commands, refuse, Args, Info} | _], _, _) ->
    {_, #{cause := {Command, Why}}} = lists:keyfind(error_info, 1, Info),
    [refusal(Command, Args, Why) | erlet_commands:uses(Command)];
say(error, undef, [{Module, Name, Args, _} | _], _, About) when is_list(Args) ->
    erlet_teach_call:undefined(Module, Name, Args, About);
say(error, badarith, [{erlang, Operator, Args, _} | _], _, _) when is_list(Args) -> arithmetic(Operator, Args);
say(error, badarith, [{_, _, Args, _} | _], _, _) when is_list(Args) -> none;
say(error, badarith, _, {[{divides, _} | _], _}, _) -> ["the divisor is zero, or an operand is no number"];
say(error, badarith, _, _, _) -> ["an operand is no number", "`++` joins text; integer_to_list(N) makes text of a number"];
say(error, badarg, [{Module, Function, Args, _} = Frame | _], _, About) when is_list(Args) ->
    case Module =:= erlang andalso bad_argument(Function, Args) of
        [_ | _] = Lines -> Lines;
        _ -> erlet_teach_call:wrong_arguments(badarg, Frame, About)
    end;
say(error, Reason, [{_, _, Arity, Info} = Frame | _], _, _) when is_integer(Arity), Reason =:= badarg; Reason =:= system_limit ->
    case erl_erts_errors:format_bs_fail(Reason, [Frame]) of
        #{general := Text} -> [Text | segment(Info)];
        #{} -> none
    end;
say(error, {badarg, _}, [{Module, _, _, _} | _], _, _) when Module =:= string; Module =:= unicode_util; Module =:= unicode -> none;
say(error, {badarg, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", and not true or false"]];
say(error, {badarity, {Fun, Args}}, _, _, _) when is_function(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    [["the fun takes ", count(Arity, "argument"), ", and was given ", integer_to_list(length(Args))]];
say(error, {badfun, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", not a fun"]];
say(error, {badkey, Key}, _, _, _) ->
    [["the map has no key ", shown(Key)], "`=>` adds a key, `:=` changes one that is there; maps:get(Key, Map, Default)"];
say(error, {bad_generator, Value}, _, _, _) ->
    [[shown(Value), " is ", sort(Value), ", and a generator wants a list (`<=` a binary)"]];
say(error, {bad_filter, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", and a condition is true or false"]];
say(error, {badmap, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", not a map"]];
say(error, {badrecord, Value}, _, _, _) ->
    [[shown(Value), " is ", sort(Value), ", and not that record: a tuple with the record's name first and all its fields"]];
say(error, timeout_value, [{timer, sleep, _, _} | _], _, _) ->
    ["timer:sleep takes milliseconds: an integer from 0 on, or infinity"];
say(error, {nocatch, _}, _, _, _) -> ["throw is for a value that somebody catches: try ... catch throw:Value -> ... end"];
say(throw, _, _, _, _) -> ["throw is for a value that somebody catches: try ... catch throw:Value -> ... end"];
say(error, {'--sandbox', {file, Path}}, _, _, _) ->
    [[Path, " is outside of the working directory"],
     "erlet was started with --sandbox: only files in the working directory and below it are within reach"];
say(error, {'--sandbox', _}, _, _, _) -> ["erlet was started with --sandbox: it runs no other programs"];
say(error, system_limit, [{erlang, Spawn, _, _} | _], _, _)
  when Spawn =:= spawn; Spawn =:= spawn_link; Spawn =:= spawn_monitor; Spawn =:= spawn_opt ->
    [["no more processes can be made: ", integer_to_list(erlang:system_info(process_count)), " are alive"],
     "--max-processes N and --max-memory SIZE raise what there may be; i() shows who is there"];
say(error, timeout_value, _, _, _) -> ["`after` takes milliseconds: an integer from 0 on, or infinity"];
say(exit, {noproc, {_, call, [Server | _]}}, _, _, _) ->
    [["nobody is there to answer: ", shown(Server), " was not started, or has ended"], "regs() shows who has a name"];
say(exit, {timeout, {_, call, [Server | Rest]}}, _, _, _) ->
    Time = case Rest of
               [_, Millis] when is_integer(Millis) -> integer_to_list(Millis);
               _ -> "5000"
           end,
    [["no answer came within ", Time, " ms; it may still come, as a message"],
     ["i(", shown(Server), ") and mailbox(", shown(Server), ") show what the server does"]];
say(_, _, _, _, _) -> none.

%% A value fits a clause but for its guard.
false_guard(Clause, Value, Bindings) ->
    case binary:split(Clause, <<" when ">>) of
        [Pattern, Guard] ->
            case erlet_pattern:parse(Pattern) of
                {ok, Tree} ->
                    [["the pattern ", Pattern, " fits, but `", Guard, "` is not true"]
                     || erlet_pattern:compare(Tree, Value, Bindings) =:= same];
                error -> []
            end;
        [_] -> []
    end.

%% A case that is not in the entry.
no_clause(Value, [{Module, Name, Arity, _} | _]) when is_integer(Arity) ->
    Call = [atom(Module), $:, atom(Name), $/, integer_to_list(Arity)],
    case {erts_internal:is_library(Module), erlet_shell:is_own(Module)} of
        {true, _} -> [[shown(Value), " is ", sort(Value), ", and nothing that ", Call, " can go on with"]];
        {_, true} -> [[shown(Value), " fits no clause of the case"], "a last clause `_ -> ...` takes everything else"];
        _ -> [[shown(Value), " fits no clause of a case in ", Call], "a last clause `_ -> ...` takes everything else"]
    end;
no_clause(Value, _) -> [[shown(Value), " fits no clause of the case"], "a last clause `_ -> ...` takes everything else"].

%% How many arguments a function of lists gives to its fun.
calls_with(Name)
  when Name =:= all; Name =:= any; Name =:= dropwhile; Name =:= filter; Name =:= filtermap; Name =:= flatmap;
       Name =:= foreach; Name =:= map; Name =:= partition; Name =:= search; Name =:= splitwith; Name =:= takewhile ->
    1;
calls_with(Name)
  when Name =:= foldl; Name =:= foldr; Name =:= mapfoldl; Name =:= mapfoldr; Name =:= sort; Name =:= usort; Name =:= zipwith ->
    2;
calls_with(_) -> unknown.

no_match(Value, [{Sort, Name} | _], Bindings) when Sort =:= bound; Sort =:= own ->
    Bound = case maps:find(binary_to_atom(Name), Bindings) of
                {ok, Known} -> ["is ", shown(Known)];
                error -> "has another value"
            end,
    [[Name, " ", Bound, " already: `=` compares then, it does not assign"],
     [[["f(", Name, ") forgets ", Name, "; or "] || Sort =:= bound], "take a new name for ", shown(Value)]];
no_match(Value, [{atom, Name} | _], _) ->
    [[Name, " is an atom, and only equal to itself; variables begin with a capital letter"],
     ["write ", string:titlecase(Name), " = ", shown(Value)]];
no_match(Value, [{pattern, Text} | _], Bindings) ->
    {Left, Right} = marks(Text, Value, Bindings),
    [["left of `=`   ", Text]] ++ Left ++ [["right of `=`  ", shown(Value)]] ++ Right ++
        ["`case ... of` can take the one and the other"];
no_match(Value, [_ | Subjects], Bindings) -> no_match(Value, Subjects, Bindings);
no_match(_, [], _) -> none.

%% Lines that mark where a pattern and a value first differ, if it can be seen.
marks(Text, Value, Bindings) ->
    case erlet_pattern:parse(Text) of
        {ok, Tree} -> placed(erlet_pattern:compare(Tree, Value, Bindings), io_lib:format("~0tp", [Value]), shown(Value));
        error -> {[], []}
    end.

placed({Column, Offset, Width}, Whole, Shown) ->
    case unicode:characters_to_list(Whole) =:= unicode:characters_to_list(Shown) of
        true -> {[mark(Column - 1, 1)], [mark(Offset, Width)]};
        false -> {[mark(Column - 1, 1)], []}
    end;
placed(same, _, _) -> {[], []}.

mark(Offset, Width) -> [lists:duplicate(Offset + 14, $\s), lists:duplicate(Width, $^)].

arithmetic(Operator, [_, Zero]) when Zero == 0, Operator =:= 'div' orelse Operator =:= 'rem' orelse Operator =:= '/' ->
    ["the divisor is zero"];
arithmetic(Operator, Args) ->
    Wrong = [Arg || Arg <- Args, not is_number(Arg)],
    case {Wrong, lists:any(fun is_list/1, Wrong)} of
        {[], _} -> [[atom_to_list(Operator), " does not take these numbers"]];
        {[Arg | _], true} ->
            [[shown(Arg), " is ", sort(Arg), ", and ", atom_to_list(Operator), " takes numbers"],
             "`++` joins lists; integer_to_list(N) makes text of a number, list_to_integer(Text) a number of text"];
        {[Arg | _], false} -> [[shown(Arg), " is ", sort(Arg), ", and ", atom_to_list(Operator), " takes numbers"]]
    end.

bad_argument(element, [N, Tuple]) when is_integer(N), is_tuple(Tuple) ->
    [[shown(Tuple), " has ", count(tuple_size(Tuple), "element"), ", counted from 1: there is no element ", shown(N)]];
bad_argument(Function, [Text | _])
  when Function =:= list_to_integer, is_list(Text); Function =:= binary_to_integer, is_binary(Text) ->
    [[shown(Text), " is not the text of an integer and nothing else"],
     "string:to_integer(Text) reads as far as it can, and gives the rest"];
bad_argument(Function, [Text | _])
  when Function =:= list_to_float, is_list(Text); Function =:= binary_to_float, is_binary(Text) ->
    [[shown(Text), " is not the text of a float, such as 1.0"], "string:to_float(Text) reads as far as it can"];
bad_argument(Function, [undefined | _]) when Function =:= send; Function =:= '!' -> ["the message has no destination: whereis(Name) is undefined when no process has the name"];
bad_argument(Function, [Left, Right]) when Function =:= '++'; Function =:= '--' ->
    Wrong = hd([Value || Value <- [Left, Right], not is_proper(Value)] ++ [Right]),
    [[shown(Wrong), " is ", sort(Wrong), ", and ", atom_to_list(Function), " takes lists"] | joined(Function, Wrong)];
bad_argument(Function, Args) when Function =:= 'and'; Function =:= 'or'; Function =:= 'xor'; Function =:= 'not' ->
    [[shown(Arg), " is ", sort(Arg), ", and not true or false"] || Arg <- Args, not is_boolean(Arg)];
bad_argument(Function, [self | _]) when Function =:= send; Function =:= '!' ->
    ["self is an atom here, and no process has that name", "self() is the process that asks"];
bad_argument(Function, [Name | _]) when is_atom(Name), Function =:= send orelse Function =:= '!' ->
    [["no process is registered as ", atom(Name)],
     ["register(", atom(Name), ", Pid) gives a process the name; regs() shows all names"]];
bad_argument(register, [Name, Pid]) when is_atom(Name), is_pid(Pid) ->
    case whereis(Name) of
        undefined ->
            case process_info(Pid, registered_name) of
                [] -> [[atom(Name), " is the name of a process of Erlang's own; take another one"]];
                undefined -> ["the process has ended"];
                {registered_name, Has} -> [["the process has the name ", atom(Has), " already; unregister(", atom(Has), ") takes it away"]]
            end;
        Taker -> [[atom(Name), " is taken by ", pid_to_list(Taker), "; unregister(", atom(Name), ") frees it"]]
    end;
bad_argument(Function, [Value]) when Function =:= hd orelse Function =:= tl, not is_list(Value) ->
    [[shown(Value), " is ", sort(Value), ", not a list"]];
bad_argument(Function, [List]) when Function =:= hd; Function =:= tl ->
    [[shown(List), " has no first element; the pattern [H | T] fits lists that have one"]];
bad_argument(exit, [Name, _]) when is_atom(Name) -> [["exit takes a pid; whereis(", atom(Name), ") is that of a name"]];
bad_argument(unregister, [Name]) when is_atom(Name) -> [["no process is registered as ", atom(Name), "; regs() shows all names"]];
bad_argument(length, [Value]) when is_tuple(Value) -> [[shown(Value), " is a tuple; tuple_size(Tuple) counts its elements"]];
bad_argument(length, [Value]) when is_binary(Value) -> [[shown(Value), " is a binary; byte_size(Binary) counts its bytes"]];
bad_argument(length, [Value]) when is_map(Value) -> [[shown(Value), " is a map; map_size(Map) counts its keys"]];
bad_argument(size, [Value]) when is_list(Value) -> [[shown(Value), " is ", sort(Value), "; length(List) counts its elements"]];
bad_argument(length, [Value]) -> [[shown(Value), " is ", sort(Value), ", not a proper list"]];
%% What is left: the exception says which argument is wrong.
bad_argument(_, _) -> [].

is_proper(Value) when is_list(Value) ->
    try length(Value) of
        _ -> true
    catch
        error:badarg -> false
    end;
is_proper(_) -> false.

%% How other values become text.
joined('++', Value) when is_integer(Value) -> ["integer_to_list(N) makes text of it; \"~p\" of io:format shows any value"];
joined('++', Value) when is_atom(Value) -> ["atom_to_list(Atom) makes text of it"];
joined('++', Value) when is_binary(Value) -> ["binary_to_list(Binary) makes a list of it; binaries are joined by <<A/binary, B/binary>>"];
joined('++', Value) when is_float(Value) -> ["float_to_list(F, [short]) makes text of it"];
joined('++', Value) when not is_list(Value) -> ["[Value] is a list of one element"];
joined(_, _) -> [].

%% Which segment of a bit string could not be built.
segment(Info) ->
    case lists:keyfind(error_info, 1, Info) of
        {error_info, #{cause := {_, integer, type, Value}}} when is_list(Value); is_atom(Value); is_binary(Value) ->
            [[shown(Value), " is ", sort(Value), ", and a segment is an integer unless it says more"],
             "<<Bin/binary>> takes a binary, <<\"text\">> a literal text; list_to_binary(List) makes a binary of a list"];
        {error_info, #{cause := {_, binary, type, Value}}} when is_list(Value) ->
            [[shown(Value), " is ", sort(Value), ", and not a binary"], "list_to_binary(List) makes a binary of it"];
        {error_info, #{cause := {_, _, type, Value}}} -> [[shown(Value), " is ", sort(Value)]];
        _ -> []
    end.

refusal(_, _, {because, Why}) -> Why;
refusal(_, [Name], unregistered) -> ["no process is registered as ", atom(Name), "; regs() shows all names"];
refusal(Command, [Given], Wanted) -> [shown(Given), " is ", sort(Given), "; ", atom(Command), " takes ", Wanted].

called('-entry/0-fun-0-') -> "the fun";
called(Name) ->
    case atom_to_list(Name) of
        "-entry" ++ _ -> "the fun";
        _ -> atom(Name)
    end.
