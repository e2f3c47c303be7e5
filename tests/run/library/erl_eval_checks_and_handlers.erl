%% erl_eval: what is checked beforehand, what fails in evaluation, and which calls the handlers see.
%% allow: undef
-module(erl_eval_checks_and_handlers).
-export([main/0]).

main() ->
    lists:foreach(fun both/1, ["Y.", "#r{}.", "is_record(A, r).", "case A of #r{} -> 1 end.", "#{a := 1}.", "if g(A) -> 1 end.",
                               "if Y -> a; true -> b end.", "receive after soon -> b end.", "<<_:Y>> = D.",
                               "case A of #{(1 + a) := 1} -> 1; _ -> 2 end.", "A#{}.", "A#{b => Y}.", "<<1:a>>.",
                               "{1 + 1, A + 1} = {2, 2}.", "[X || <<X:A/binary>> <= D].", "<<(throw(x)):Y>>."]),
    io:format("~p~n", [erl_eval:check_command(parse("A + Y."), [{'A', 1}])]),
    Remote = {value, fun({Module, Name}, Args) -> {remote, Module, Name, Args};
                        (Fun, Args) -> {applied, apply(Fun, Args)}
                     end},
    lists:foreach(fun(Text) -> show(fun() -> erl_eval:exprs(parse(Text), bound(), none, Remote) end) end,
                  ["lists:max([A]).", "(fun(X) -> {X} end)(A).", "F(A).", "if A == 1 -> a; true -> b end.", "A + 1."]),
    self() ! kept,
    show(fun() -> erl_eval:exprs(parse("receive X when X + 1 > 2 -> X; Y when f() -> Y after 0 -> z end."), bound(), none) end),
    receive Message -> io:format("~p~n", [Message]) after 0 -> io:format("nothing~n") end.

bound() -> [{'A', 1}, {'D', <<1, 2>>}, {'F', fun integer_to_list/1}].

both(Text) ->
    io:format("~s~n", [Text]),
    show(fun() -> erl_eval:exprs(parse(Text), bound()) end),
    show(fun() -> erl_eval:exprs(parse(Text), bound(), none) end).

show(Fun) ->
    try Fun() of
        {value, Value, Bindings} -> io:format("  ~p ~p~n", [Value, [Name || {Name, _} <- Bindings]])
    catch
        Class:Reason -> io:format("  ~p ~p~n", [Class, Reason])
    end.

parse(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    Exprs.
