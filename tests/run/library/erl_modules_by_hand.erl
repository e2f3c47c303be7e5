%% What the modules that read and print Erlang do with texts, bindings and annotations of less common kinds.
-module(erl_modules_by_hand).
-export([main/0]).

main() ->
    evaluated(),
    [io:format("~p~n", [catch erl_scan:string("a b", Location)]) || Location <- [0, {0, 1}, {7, 3}]],
    io:format("~p~n", [[erl_eval:bindings(B) || B <- [#{b => 1, a => 2, c => 3}, [{a, 2}, {b, 1}]]]]),
    annotated(),
    [io:format("~ts", [erl_pp:form({attribute, 1, author, Value}, [{encoding, Encoding}])])
     || Value <- [[1080], {a, [1080], "b"}, [246]], Encoding <- [latin1, unicode]],
    No = fun(_, _, _) -> false end,
    Print = fun(Term, _) -> io_lib:format("~p", [Term]) end,
    [io:format("~ts|~n", [erl_error:format_stacktrace(3, Stack, No, Print)])
     || Stack <- [[], [{m, f, 1, []}], [{m, f, 1, [{file, "m.erl"}, {line, 3}]}, {m, g, 0, []}]]],
    Cut = fun(Term, _, Limit) -> {io_lib:format("~p", [Term]), Limit} end,
    io:format("~ts~n", [erl_error:format_exception(1, error, {badmatch, abc}, [], No, Cut, unicode, 50)]).

evaluated() ->
    [io:format("~p ~p~n", [Text, erl_eval:eval_str(Text)])
     || Text <- ["1.", "1. ", "1.\n", "1. 2.", "1", "1\n", "", "a b.\n", "a(.\n", "\"a", "$", "'a\n", "X = 1.\n",
                 "throw(a).\n", "exit(a).\n", <<"1.\n">>, "1. \n2.\n", "{a, \"b\"}.\n", "1. \n \n"]].

annotated() ->
    Steps = [fun(A) -> erl_anno:set_file("x", A) end, fun(A) -> erl_anno:set_generated(true, A) end,
             fun(A) -> erl_anno:set_record(true, A) end, fun(A) -> erl_anno:set_text("a", A) end,
             fun(A) -> erl_anno:set_location(3, A) end, fun(A) -> erl_anno:set_line(4, A) end,
             fun(A) -> erl_anno:set_file("y", A) end, fun(A) -> erl_anno:set_record(false, A) end,
             fun(A) -> erl_anno:set_generated(false, A) end],
    lists:foldl(fun(Step, Anno) -> Next = Step(Anno), io:format("~p~n", [erl_anno:to_term(Next)]), Next end,
                erl_anno:new({1, 2}), Steps).
