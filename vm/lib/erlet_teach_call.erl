%%% What was wrong with a call: of a function that does not exist, with the wrong number of arguments, or with arguments that
%%% the function does not take. What functions take is what their documentation says.
-module(erlet_teach_call).

-export([no_command/3, undefined/4, usage/4, wrong_arguments/3]).
-export([arguments/1, atom/1, count/2, shown/1, sort/1]).

%% More lines on how a function is called nobody reads.
-define(USES, 3).
%% Characters of a value.
-define(WIDTH, 120).

%%% Functions that do not exist

%% A call without a module that is neither a command nor a function of the prompt's.
-spec no_command(atom(), [term()], erlet_teach:about()) -> iolist().
no_command(Name, Args, #{ask := Ask} = About) ->
    Arity = length(Args),
    case {erlet_commands:uses(Name), Ask([arities, Name])} of
        {[_ | _] = Uses, _} -> [["the command ", atom(Name), " does not take ", count(Arity, "argument")] | Uses];
        {[], {ok, Arities}} ->
            [[atom(Name), " takes ", arities(Arities), ", and was given ", integer_to_list(Arity)]
             | uses(erlet_doc:usage(erlang, Name))];
        {[], none} ->
            [["there is no command or function ", atom(Name), $/, integer_to_list(Arity), " at the prompt"],
             other_command(Name, Arity, About)]
    end.

%% `1`, `1 or 2`, `1, 2 or 3` arguments.
arities(Text) ->
    case lists:reverse(binary:split(Text, <<" ">>, [global])) of
        [<<"1">>] -> "1 argument";
        [One] -> [One, " arguments"];
        [Last | Before] -> [lists:join(", ", lists:reverse(Before)), " or ", Last, " arguments"]
    end.

%% What may have been meant: another command, a function of a module of the user's, a name that is alike, a function of
%% the library.
other_command(Name, Arity, #{ask := Ask}) ->
    Modules = [Module || Module <- lists:sort(erlang:loaded()), not erts_internal:is_library(Module),
                         not erlet_shell:is_own(Module), erlang:function_exported(Module, Name, Arity)],
    case {erlet_commands:instead(Name), Modules} of
        {[_ | _] = Text, _} -> Text;
        {"", [Module | _]} -> ["the module ", atom(Module), " has one: ", atom(Module), $:, atom(Name), "(...)"];
        {"", []} ->
            case Ask([elsewhere, Name, integer_to_list(Arity)]) of
                {ok, Others} ->
                    [Module | _] = binary:split(Others, <<" ">>, [global]),
                    ["the module ", Module, " has one: ", Module, $:, atom(Name), "(...)"];
                none -> meant(Ask([suggest, "", Name]), ["a function of a module is called module:", atom(Name), "(...)"])
            end
    end.

meant(none, Else) -> Else;
meant({ok, Name}, _) -> ["did you mean ", Name, $?].

%% A function that a module does not have, or of a module that does not exist.
-spec undefined(module(), atom(), [term()], erlet_teach:about()) -> iolist().
undefined(Module, Name, Args, #{ask := Ask} = About) ->
    Arity = length(Args),
    case erlang:module_loaded(Module) of
        true -> [[atom(Module), " exports no ", atom(Name), " with ", count(Arity, "argument")] | exported(Module, Name, Arity, About)];
        false when Module =:= observer; Module =:= etop; Module =:= debugger; Module =:= xref; Module =:= yecc ->
            [[atom(Module), " is no part of Erlet"], erlet_commands:instead(Module)];
        false ->
            [["there is no module ", atom(Module), " that is loaded or could be found"],
             case Ask(['suggest-module', Module]) of
                 {ok, Other} -> ["did you mean ", Other, $:, atom(Name), $?];
                 none -> file_of(Module)
             end]
    end.

file_of(Module) ->
    case atom_to_list(Module) of
        Text when length(Text) < 250 ->
            ["c(", atom(Module), ") compiles ", Text, ".erl in the working directory; pwd() and ls() show that"];
        Text -> ["there is no file ", Text, ".erl"]
    end.

%% The same function with other arguments, or without the module; another one.
exported(Module, Name, Arity, #{ask := Ask}) ->
    Others = [N || {Function, N} <- Module:module_info(exports), Function =:= Name],
    case {uses(erlet_doc:usage(Module, Name)), Others, erl_internal:bif(Name, Arity)} of
        {[_ | _] = Uses, _, _} -> Uses;
        {[], [_ | _], _} -> [["there is ", lists:join(" and ", [[atom(Name), $/, integer_to_list(N)] || N <- lists:sort(Others)])]];
        {[], [], true} -> [[atom(Name), " is called without a module: ", atom(Name), "(...)"] | uses(erlet_doc:usage(erlang, Name, Arity))];
        {[], [], false} -> [meant(Ask([suggest, Module, Name]), elsewhere(Module))]
    end.

elsewhere(Module) ->
    case erts_internal:is_library(Module) of
        true -> ["Tab after ", atom(Module), ": shows what there is"];
        false -> ["is it exported, and was the module compiled since? c(", atom(Module), ") does that"]
    end.

uses(Lines) -> lists:sublist(Lines, ?USES).

%%% Arguments that a function does not take

%% An error within the library: what the function that was called takes.
-spec usage(error | exit | throw, term(), [tuple()], erlet_teach:about()) -> iolist().
usage(error, Reason, [{Module, Name, Args, _} = Frame | Stack], #{call := Call} = About) ->
    case erts_internal:is_library(Module) of
        false -> [];
        true when is_list(Args) -> wrong_arguments(Reason, Frame, About);
        true -> uses(usage_of(called(Frame, Stack, Call)))
    end;
usage(_, _, _, _) -> [].

%% Which argument of a built-in function was wrong, as the exception says, or what did not fit a function of the library.
-spec wrong_arguments(term(), tuple(), erlet_teach:about()) -> iolist().
wrong_arguments(Reason, {Module, Name, Args, Info} = Frame, #{call := Call}) ->
    Known = called(Frame, [], Call),
    Said = case wrong(Reason, Module, Name, Args, Info) of
               [] when Known =:= {Module, Name, length(Args)} ->
                   [[atom(Name), " does not take ", arguments(Args), given(Args)]];
               [] -> [[name(Known), " cannot go on with ", shown(Arg), given([Arg])] || [Arg] <- [Args]];
               Lines -> Lines
           end,
    Said ++ uses(usage_of(Known)).

given([Arg]) -> [": ", sort(Arg)];
given(_) -> "".

%% The arguments that are wrong, and what makes good ones of them.
wrong(Reason, Module, Name, Args, Info) ->
    Texts = erlet_exception:described({Module, Name, Args, Info}, Reason),
    Wrong = [{lists:nth(N, Args), Text} || {N, Text} <- lists:sort(maps:to_list(Texts)), is_integer(N), N =< length(Args)],
    lists:append([described(Name, Arg, unicode:characters_to_list(Text)) || {Arg, Text} <- Wrong]).

%% What an argument is, when it is of the wrong sort; else what the exception says of it.
described(Name, Arg, "not a" ++ _ = Text) when not is_function(Arg) ->
    [[shown(Arg), " is ", sort(Arg)] | conversion(Name, Arg, Text)];
described(Name, Arg, Text) -> [[shown(Arg), ": ", Text] | conversion(Name, Arg, Text)].

%% What turns the argument into what was wanted.
conversion(_, Name, "not a pid" ++ _) when is_atom(Name) -> [["whereis(", atom(Name), ") is the pid of the process of that name"]];
conversion(_, Name, "not a fun" ++ _) when is_atom(Name) ->
    [["fun ", atom(Name), "/0 is a function as a value; fun() -> ... end makes one"]];
conversion(Name, Arg, "not a list") when Name =:= format; Name =:= fwrite ->
    [["[", shown(Arg), "] is the list of that one argument"]];
conversion(_, _, "wrong number of arguments") ->
    ["each ~p, ~s, ~w takes one element of the list of arguments: io:format(\"~p is ~p~n\", [Name, Value])"];
conversion(_, Name, "the table identifier does not refer" ++ _) when is_atom(Name) ->
    [["ets:new(", atom(Name), ", [named_table]) makes a table of that name; it ends with the process that made it"]];
conversion(_, _, "not a fun that takes" ++ _) -> [];
conversion(Function, Arg, "not a" ++ _) ->
    Wanted = hd(string:lexemes(atom_to_list(Function), "_")),
    Given = erlet_kind:name(Arg),
    Name = Given ++ "_to_" ++ Wanted,
    case lists:member(Wanted, ["atom", "integer", "float", "binary", "tuple", "list"]) andalso Given =/= Wanted
             andalso erl_internal:bif(list_to_atom(Name), 1) of
        true -> [[Name, "(", shown(Arg), ") makes ", erlet_kind:with_article(Wanted), " of it"]];
        false -> []
    end;
conversion(_, _, _) -> [].

%% The function of the library that the user called: what stands at the place, else the outermost one of the stack.
called(_, _, {_, _, _} = Call) -> Call;
called({Module, Name, Args, _}, Stack, none) ->
    Library = lists:takewhile(fun({Other, _, _, _}) -> erts_internal:is_library(Other) end, Stack),
    lists:foldl(fun({M, F, A, _}, _) -> {M, F, arity(A)} end, {Module, Name, arity(Args)}, Library).

arity(Args) when is_list(Args) -> length(Args);
arity(Arity) -> Arity.

usage_of({Module, Name, Arity}) ->
    case erts_internal:is_library(Module) of
        true -> erlet_doc:usage(Module, Name, Arity);
        false -> []
    end.

name({erlang, Name, Arity}) -> [atom(Name), $/, integer_to_list(Arity)];
name({Module, Name, Arity}) -> [atom(Module), $:, atom(Name), $/, integer_to_list(Arity)].

%%% Words

%% Several arguments, or the only one.
-spec arguments([term()]) -> iolist().
arguments([Arg]) -> shown(Arg);
arguments(Args) -> [$(, lists:join(", ", [shown(Arg) || Arg <- Args]), $)].

-spec count(non_neg_integer(), string()) -> iolist().
count(1, Thing) -> ["1 ", Thing];
count(Count, Thing) -> [integer_to_list(Count), $\s, Thing, $s].

%% A value in few characters.
-spec shown(term()) -> unicode:chardata().
shown(Value) when is_function(Value) ->
    {arity, Arity} = erlang:fun_info(Value, arity),
    ["a fun of ", count(Arity, "argument")];
shown(Value) -> io_lib:format("~0tP", [Value, 15], [{chars_limit, ?WIDTH}]).

-spec atom(atom()) -> unicode:chardata().
atom(Atom) -> io_lib:format("~tw", [Atom]).

%% What sort of value it is, with its article.
-spec sort(term()) -> string().
sort([]) -> "the empty list";
sort(Value) when is_list(Value) ->
    case io_lib:printable_unicode_list(Value) of
        true -> "a string (a list of characters)";
        false -> improper(Value)
    end;
sort(Value) -> erlet_kind:with_article(erlet_kind:name(Value)).

improper(Value) ->
    try length(Value) of
        _ -> "a list"
    catch
        error:badarg -> "an improper list (its end is no list)"
    end.
