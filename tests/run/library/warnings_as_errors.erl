%% With `warnings_as_errors` a module that the compiler warns of is refused; what c:lc/1 meets keeps it from nothing.
-module(warnings_as_errors).
-export([main/0]).

main() ->
    Forms = [form("-module(with_warnings)."), form("-export([a/0])."), form("a() -> X = 1.")],
    [show(compile:forms(Forms, [warnings_as_errors | Options]))
     || Options <- [[], [return], [return_errors], [return_warnings], [nowarn_unused_vars]]],
    show([c:c(no_such_module), c:c(no_such_module, []), c:c(no_such_module, [], fun(_) -> true end), c:lc([])]),
    [show(catch Call())
     || Call <- [fun() -> c:c(17) end, fun() -> c:lc(a) end, fun() -> c:erlangrc([]) end]],
    show([c:bt(17), c:bt(list_to_pid("<0.9999.0>")), c:i(0, 9999, 0)]).

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

show({'EXIT', {Reason, _}}) -> show(Reason);
show({ok, Module, Code}) when is_binary(Code) -> show({ok, Module});
show({error, Errors, Warnings}) -> io:format("~w ~w~n", [length(Errors), length(Warnings)]);
show(Term) -> io:format("~p~n", [Term]).
