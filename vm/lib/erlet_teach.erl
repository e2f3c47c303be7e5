%%% What usually lies behind an exception at the prompt, and what to do about it: a sentence or two below the exception
%%% itself. `--plain` leaves them out.
-module(erlet_teach).

-export([hint/5, values/2]).

%% What the entry says: the pattern of a match (`bound`: a variable that has a value, `atom`, or any other) or of the
%% clauses of a case, as they were typed; `quoted` when it has text in double quotes, `divides` when the place has a slash.
-type subject() :: {bound | atom | pattern | clauses | quoted | divides, binary()}.
-type suggest() :: fun((module() | none, atom()) -> none | binary()).

-export_type([subject/0, suggest/0]).

%% The hint for an exception, empty when there is nothing to say.
-spec hint(error | exit | throw, term(), [tuple()], {[subject()], #{atom() => term()}}, suggest()) -> iolist().
hint(Class, Reason, Stack, About, Suggest) ->
    case say(Class, Reason, Stack, About, Suggest) of
        none -> [];
        Lines -> [["   ", Line, $\n] || Line <- Lines]
    end.

%% The values of the variables of a place, one on a line.
-spec values([binary()], #{atom() => term()}) -> iolist().
values(Names, Bindings) ->
    Known = [{Name, maps:find(binary_to_atom(Name), Bindings)} || Name <- Names],
    [["   ", Name, " = ", shown(Value), $\n] || {Name, {ok, Value}} <- Known].

say(error, {badmatch, Value}, _, {Subjects, Bindings}, _) -> no_match(Value, Subjects, Bindings);
say(error, {case_clause, Value}, Stack, {Subjects, _}, _) ->
    case [Text || {clauses, Text} <- Subjects] of
        [] -> no_clause(Value, Stack);
        Wanted ->
            [[shown(Value), " fits no clause of the case"] | [["the clauses want ", Text] || Text <- Wanted]]
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
        _ -> [[called(Name), " has no clause that fits ", arguments(Args)]]
    end;
say(error, function_clause, [{_, Name, Args, _} | _], _, _) when is_list(Args) ->
    [[called(Name), " has no clause that fits ", arguments(Args)],
     "look at the number, the types and the tags of the arguments"];
say(error, undef, [{shell_default, Name, Args, _} | _], _, Suggest) ->
    case erlet_commands:uses(Name) of
        [] ->
            [["there is no command or function ", atom(Name), $/, integer_to_list(length(Args)), " at the prompt"],
             other_command(Name, length(Args), Suggest)];
        Uses -> [["the command ", atom(Name), " does not take ", count(length(Args), "argument")] | Uses]
    end;
say(error, badarg, [{erlet_commands, refuse, Args, Info} | _], _, _) ->
    {_, #{cause := {Command, Why}}} = lists:keyfind(error_info, 1, Info),
    [refusal(Command, Args, Why) | erlet_commands:uses(Command)];
say(error, undef, [{Module, Name, Args, _} | _], _, Suggest) when is_list(Args) ->
    case erlang:module_loaded(Module) of
        true ->
            [[atom(Module), " exports no ", atom(Name), " with ", count(length(Args), "argument")],
             meant(Suggest(Module, Name), elsewhere(Module))];
        false when Module =:= observer; Module =:= etop; Module =:= debugger; Module =:= xref; Module =:= yecc ->
            [[atom(Module), " is no part of Erlet"], erlet_commands:instead(Module)];
        false ->
            [["there is no module ", atom(Module), " that is loaded or could be found"], other_module(Module, Name)]
    end;
say(error, badarith, [{erlang, Operator, Args, _} | _], _, _) when is_list(Args) -> arithmetic(Operator, Args);
say(error, badarith, _, {[{divides, _} | _], _}, _) -> ["the divisor is zero, or an operand is no number"];
say(error, badarith, _, _, _) -> ["an operand is no number", "`++` joins text; integer_to_list(N) makes text of a number"];
say(error, badarg, [{erlang, Function, Args, _} | _], _, _) when is_list(Args) -> bad_argument(Function, Args);
say(error, badarg, [{_, _, Arity, _} = Frame | _], _, _) when is_integer(Arity) ->
    case erl_erts_errors:format_bs_fail(badarg, [Frame]) of
        #{general := Text} -> [Text];
        #{} -> none
    end;
say(error, {badarg, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", and not true or false"]];
say(error, {badarity, {Fun, Args}}, _, _, _) when is_function(Fun) ->
    {arity, Arity} = erlang:fun_info(Fun, arity),
    [["the fun takes ", count(Arity, "argument"), ", and was given ", integer_to_list(length(Args))]];
say(error, {badfun, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", not a fun"]];
say(error, {badkey, Key}, _, _, _) ->
    [["the map has no key ", shown(Key)], "`=>` adds a key, `:=` changes one that is there; maps:get(Key, Map, Default)"];
say(error, {badmap, Value}, _, _, _) -> [[shown(Value), " is ", sort(Value), ", not a map"]];
say(error, {badrecord, _}, _, _, _) -> ["the value is no such record: look at its tag and size"];
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

no_match(Value, [{bound, Name} | _], Bindings) ->
    Bound = maps:get(binary_to_atom(Name), Bindings, none),
    [[Name, " is ", shown(Bound), " already: `=` compares then, it does not assign"],
     ["f(", Name, ") forgets ", Name, "; or take a new name for ", shown(Value)]];
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
bad_argument(send, [undefined | _]) -> ["the message has no destination: whereis(Name) is undefined when no process has the name"];
bad_argument(Function, [Left, Right]) when Function =:= '++'; Function =:= '--' ->
    Wrong = case is_list(Left) of
                true -> Right;
                false -> Left
            end,
    [[shown(Wrong), " is ", sort(Wrong), ", and ", atom_to_list(Function), " takes lists"]];
bad_argument(Function, Args) when Function =:= 'and'; Function =:= 'or'; Function =:= 'xor'; Function =:= 'not' ->
    [[shown(Arg), " is ", sort(Arg), ", and not true or false"] || Arg <- Args, not is_boolean(Arg)];
bad_argument(Function, [Name | _])
  when is_atom(Name), Function =:= send orelse Function =:= '!' orelse Function =:= monitor ->
    [["no process is registered as ", atom(Name)],
     ["register(", atom(Name), ", Pid) gives a process the name; regs() shows all names"]];
bad_argument(register, [Name, Pid]) when is_atom(Name), is_pid(Pid) ->
    case whereis(Name) of
        undefined -> ["the process does not live, or has a name already"];
        Taker -> [[atom(Name), " is taken by ", pid_to_list(Taker), "; unregister(", atom(Name), ") frees it"]]
    end;
bad_argument(Function, [List]) when Function =:= hd; Function =:= tl ->
    [[shown(List), " has no first element; the pattern [H | T] fits lists that have one"]];
bad_argument(exit, [Name, _]) when is_atom(Name) -> [["exit takes a pid; whereis(", atom(Name), ") is that of a name"]];
bad_argument(length, [Value]) -> [[shown(Value), " is ", sort(Value), ", not a proper list"]];
%% What is left: the exception says which argument is wrong.
bad_argument(Function, Args) ->
    Texts = erl_erts_errors:format_error(badarg, [{erlang, Function, Args, []}]),
    case maps:to_list(Texts) of
        [{N, _} | _] when is_integer(N) ->
            Arg = lists:nth(N, Args),
            [[shown(Arg), " is ", sort(Arg)] | conversion(Function, Arg)];
        _ -> none
    end.

%% What turns the argument into what was wanted.
conversion(Function, Arg) ->
    Wanted = hd(string:lexemes(atom_to_list(Function), "_")),
    Given = if
                is_atom(Arg) -> "atom";
                is_integer(Arg) -> "integer";
                is_float(Arg) -> "float";
                is_binary(Arg) -> "binary";
                is_tuple(Arg) -> "tuple";
                is_list(Arg) -> "list";
                true -> ""
            end,
    Name = Given ++ "_to_" ++ Wanted,
    case lists:member(Wanted, ["atom", "integer", "float", "binary", "tuple", "list"]) andalso Given =/= Wanted
             andalso erl_internal:bif(list_to_atom(Name), 1) of
        true -> [[Name, "(", shown(Arg), ") makes ", article(Wanted), " of it"]];
        false -> []
    end.

article("atom") -> "an atom";
article("integer") -> "an integer";
article(Wanted) -> ["a ", Wanted].

refusal(_, _, {because, Why}) -> Why;
refusal(_, [Name], unregistered) -> ["no process is registered as ", atom(Name), "; regs() shows all names"];
refusal(Command, [Given], Wanted) -> [shown(Given), " is ", sort(Given), "; ", atom(Command), " takes ", Wanted].

%% What may have been meant by a module that does not exist.
other_module(Module, Name) ->
    case atom_to_list(Module) of
        Text when length(Text) < 250 ->
            Plural = list_to_atom(Text ++ "s"),
            case erts_internal:is_library(Plural) of
                true -> ["did you mean ", atom(Plural), $:, atom(Name), $?];
                false -> ["c(", atom(Module), ") compiles ", Text, ".erl in the working directory; pwd() and ls() show that"]
            end;
        Text -> ["there is no file ", Text, ".erl"]
    end.

%% What may have been meant by a call without a module: another command, a function of a module of the user's, a name that
%% is alike.
other_command(Name, Arity, Suggest) ->
    Modules = [Module || Module <- lists:sort(erlang:loaded()), not erts_internal:is_library(Module),
                         not erlet_shell:is_own(Module), erlang:function_exported(Module, Name, Arity)],
    case {erlet_commands:instead(Name), Modules} of
        {[_ | _] = Text, _} -> Text;
        {"", [Module | _]} -> ["the module ", atom(Module), " has one: ", atom(Module), $:, atom(Name), "(...)"];
        {"", []} -> meant(Suggest(none, Name), ["a function of a module is called module:", atom(Name), "(...)"])
    end.

elsewhere(Module) ->
    case erts_internal:is_library(Module) of
        true -> ["Tab after ", atom(Module), ": shows what there is"];
        false -> ["is it exported, and was the module compiled since? c(", atom(Module), ") does that"]
    end.

meant(none, Else) -> Else;
meant(Name, _) -> ["did you mean ", Name, $?].

called('-entry/0-fun-0-') -> "the fun";
called(Name) ->
    case atom_to_list(Name) of
        "-entry" ++ _ -> "the fun";
        _ -> atom(Name)
    end.

arguments([Arg]) -> shown(Arg);
arguments(Args) -> [$(, lists:join(", ", [shown(Arg) || Arg <- Args]), $)].

count(1, Thing) -> ["1 ", Thing];
count(Count, Thing) -> [integer_to_list(Count), $\s, Thing, $s].

shown(Value) when is_function(Value) ->
    {arity, Arity} = erlang:fun_info(Value, arity),
    ["a fun of ", count(Arity, "argument")];
shown(Value) -> io_lib:format("~0tP", [Value, 15]).

atom(Atom) -> io_lib:format("~tw", [Atom]).

sort(Value) when is_atom(Value) -> "an atom";
sort(Value) when is_integer(Value) -> "an integer";
sort(Value) when is_float(Value) -> "a float";
sort([]) -> "the empty list";
sort(Value) when is_list(Value) ->
    case io_lib:printable_unicode_list(Value) of
        true -> "a string (a list of characters)";
        false -> "a list"
    end;
sort(Value) when is_tuple(Value) -> "a tuple";
sort(Value) when is_map(Value) -> "a map";
sort(Value) when is_binary(Value) -> "a binary";
sort(Value) when is_bitstring(Value) -> "a bit string";
sort(Value) when is_pid(Value) -> "a pid";
sort(Value) when is_reference(Value) -> "a reference";
sort(Value) when is_function(Value) -> "a fun";
sort(_) -> "something else".
