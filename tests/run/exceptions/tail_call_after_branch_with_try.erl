-module(tail_call_after_branch_with_try).
-export([main/0]).

main() ->
    io:format("~p~n", [[nested(), thrown(), branch(true), branch(false)]]).

%% The handler of the outer try finds the inner one's slots unwritten, and a built-in function is called last.
nested() ->
    put(k, try throw(try exit({a}) catch exit:A -> A end) catch throw:B -> B end).

thrown() ->
    put(k, try throw(try hd(get(nothing)) catch error:A -> A end) catch throw:B -> B end).

%% The slots are written in one branch only.
branch(X) ->
    if
        X -> ok;
        true -> try self() after ok end
    end,
    list_to_existing_atom("a").
