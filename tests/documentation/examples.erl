%% Runs the examples in the documentation of the modules that it is given, and prints those that give something else.
-module(examples).
-export([main/1]).

main(Modules) ->
    Counts = [checked(list_to_atom(Module)) || Module <- Modules],
    io:format("~b examples~n", [lists:sum(Counts)]).

checked(Module) ->
    load_sample(string:split(erlet_doc:text(Module), "\n", all)),
    length([check(Module, Example) || Example <- erlet_doc:examples(Module)]).

%% The module that the examples use: what stands in a module's description, indented, from `-module` on.
load_sample(Lines) ->
    IsOther = fun(Line) -> string:prefix(Line, "      -module(") =:= nomatch end,
    case lists:dropwhile(IsOther, Lines) of
        [] -> ok;
        [_ | _] = Rest ->
            Text = lists:join("\n", lists:takewhile(fun(Line) -> string:prefix(Line, "      ") =/= nomatch end, Rest)),
            {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Text)),
            {ok, Name, Code} = compile:forms(forms(Tokens)),
            {module, Name} = code:load_binary(Name, "sample", Code)
    end.

forms([]) -> [];
forms(Tokens) ->
    {Form, [Dot | Rest]} = lists:splitwith(fun(Token) -> element(1, Token) =/= dot end, Tokens),
    {ok, Read} = erl_parse:parse_form(Form ++ [Dot]),
    [Read | forms(Rest)].

check(Module, {Function, Expression, Expected}) ->
    Names = registered(),
    {_, Monitor} = spawn_monitor(fun() -> exit({outcome, outcome(Expression)}) end),
    receive
        {'DOWN', Monitor, _, _, {outcome, Outcome}} ->
            settle(Names, 1000),
            fits(Outcome, string:trim(Expected)) orelse
                io:format("~s:~s: ~s gives ~0tp~n", [Module, Function, Expression, Outcome]);
        {'DOWN', Monitor, _, _, Reason} ->
            io:format("~s:~s: ~s ends by ~0tp~n", [Module, Function, Expression, Reason])
    end.

%% What an example started and linked to ends after it; its names are to be free for the next one.
settle(_, 0) -> ok;
settle(Names, Tries) ->
    case registered() -- Names of
        [] -> ok;
        _ ->
            timer:sleep(1),
            settle(Names, Tries - 1)
    end.

fits({exception, Class, Reason}, Expected) ->
    unicode:characters_to_binary(io_lib:format("** ~w:~0tp", [Class, Reason])) =:= Expected;
fits({value, _}, <<"** ", _/binary>>) -> false;
fits({value, Value}, Expected) -> {value, Value} =:= outcome(<<Expected/binary, ".">>).

outcome(Text) ->
    {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Text)),
    {ok, Expressions} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Expressions, []) of
        {value, Value, _} -> {value, Value}
    catch
        Class:Reason -> {exception, Class, Reason}
    end.
