%% Exceptions as erl_error writes them: reasons in words, stack traces, columns, own printing.
-module(erl_error_explains_exceptions).
-export([main/0]).

main() ->
    Stack = [{lists, map, [a, "bc"], [{file, "lists.erl"}, {line, 12}]}, {m, f, 2, [{file, "m.erl"}, {line, 5}]},
             {m, 'G', 0, []}],
    [show(error, Reason, [{m, f, 1, [{file, "m.erl"}, {line, 5}]}]) || Reason <- reasons()],
    show(exit, {noproc, {gen_server, call, [server, lists:seq(1, 40)]}}, Stack),
    show(throw, lists:seq(1, 60), Stack),
    show(error, undef, [{m, f, [1, 2], []} | Stack]),
    show(error, undef, Stack),
    show(error, function_clause, [{m, f, [1, {2, 3}], [{file, "m.erl"}, {line, 5}]} | Stack]),
    show(error, function_clause, [{m, f, [1, fun lists:map/2, lists:seq(1, 60)], []}]),
    show(error, badarg, [{m, 'F F', [a, lists:seq(1, 80)], []}, {erlang, md5, [b], []}, {erlang, '++', [lists:seq(1, 80), b], []},
                         {erlang, 'not', [a], []}, {erlang, self, 0, []}]),
    Own = fun(Term, Column) -> io_lib:format("~w@~w", [Term, Column]) end,
    [io:format("~ts|~n", [erl_error:format_exception(error, {badmatch, lists:seq(1, 30)}, Stack, Options)])
     || Options <- [#{}, #{column => 10}, #{format_fun => fun(Term, _) -> io_lib:format("~0p", [Term]) end},
                    #{stack_trim_fun => fun(Module, _, _) -> Module =:= m end}]],
    io:format("~ts|~n", [erl_error:format_exception(error, {badmatch, 1}, tl(Stack), #{format_fun => Own, column => 4})]).

reasons() ->
    [badarg, badarith, if_clause, noproc, notalive, system_limit, timeout_value, normal, {badarg, x}, {badmatch, {a, "b"}},
     {case_clause, x}, {try_clause, x}, {badfun, x}, {badarity, {fun lists:map/2, [a]}}, {badarity, {fun lists:map/2, []}},
     {badkey, a}, {badmap, a}, {badrecord, a}, {nocatch, x}, {unbound, 'X'}, {bad_generator, x}, {bad_filter, x},
     {argument_limit, f}, {own, reason}, {badmatch, lists:seq(1, 50)}].

show(Class, Reason, Stack) -> io:format("~ts|~n", [erl_error:format_exception(Class, Reason, Stack)]).
