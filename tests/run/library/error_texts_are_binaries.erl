%% What the modules that explain errors give: binaries by the number of the argument.
-module(error_texts_are_binaries).
-export([main/0]).

main() ->
    _ = [show(erl_erts_errors, Call)
         || Call <- [{erlang, atom_to_list, [1]}, {erlang, element, [3, {a}]}, {erlang, register, [a, b]},
                     {erlang, process_flag, [a, b]}, {erlang, list_to_integer, ["a", 99]}, {erlang, make_tuple, [-1, a]}]],
    _ = [show(erl_stdlib_errors, Call)
         || Call <- [{lists, reverse, [a, b]}, {lists, keyfind, [1, 0, x]}, {maps, get, [a, #{}]}, {maps, get, [a, b]},
                     {binary, split, [a, b]}, {math, log, [a]}, {math, log, [0]}, {ets, lookup, [nosuch, b]},
                     {ets, new, [1, []]}, {re, run, ["a", "("]}, {re, run, [a, b]}, {re, run, [a, "("]}, {re, run, ["a", "a", [x]]}, {re, replace, [a, b, c]}, {re, split, ["a", {re_pattern}]},
                     {re, compile, [b, [x]]}, {re, compile, ["a", [x]]}, {re, replace, ["a", "a", c, []]}, {re, inspect, [a, b]},
                     {unicode, characters_to_list, [a]}]],
    ok.

show(Explains, {Module, Function, Args}) ->
    Texts = try apply(Module, Function, Args)
            catch error:Reason:Stack -> Explains:format_error(Reason, Stack)
            end,
    io:format("~p:~p~p ~p~n", [Module, Function, Args, Texts]).
