%% What a call of sys that fails says it was: the request in place of the function for some of them.
-module(sys_calls_of_nobody).
-export([main/0]).

main() ->
    Same = fun(State) -> State end,
    Calls = [{suspend, []}, {resume, []}, {terminate, [why]}, {get_status, []}, {get_state, []}, {replace_state, [Same]},
             {change_code, [module, version, extra]}, {trace, [true]}, {log, [true]}, {log, [get]}, {log, [{true, 3}]},
             {log_to_file, [false]}, {statistics, [get]}, {install, [{Same, 0}]}, {install, [{id, Same, 0}]},
             {remove, [Same]}, {remove, [id]}, {no_debug, []}],
    [show(Function, [nobody | Args] ++ Timeout) || {Function, Args} <- Calls, Timeout <- [[], [100], [bad]]].

show(Function, Args) -> io:format("~p ~p~n", [Function, try apply(sys, Function, Args) catch Class:Reason -> {Class, clean(Reason)} end]).

%% Neither the trace nor the numbers of funs.
clean({{Reason, [_ | _]}, Call}) -> {Reason, clean(Call)};
clean(Term) when is_tuple(Term) -> list_to_tuple([clean(Item) || Item <- tuple_to_list(Term)]);
clean(Terms) when is_list(Terms) -> [clean(Term) || Term <- Terms];
clean(Fun) when is_function(Fun) -> 'fun';
clean(Term) -> Term.
