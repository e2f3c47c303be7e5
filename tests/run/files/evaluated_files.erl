-module(evaluated_files).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun tests/0).

tests() ->
    {ok, Folder} = file:get_cwd(),
    File = fun(Name, Text) ->
                   Path = filename:join(Folder, Name),
                   ok = file:write_file(Path, Text),
                   Path
           end,
    Sum = File("sum", "A = B + 1.\nA * 2.\n"),
    Files = [File("shown", "X = 1 + 2.\nio:format(\"hi ~p~n\", [X]).\n"), File("broken", "X = .\n"), Sum, File("empty", ""),
             File("failing", "error(foo).\n1."), filename:join(Folder, "missing")],
    [io:format("~s: ~p ~p~n", [filename:basename(Path), seen(file:eval(Path)), seen(file:script(Path))]) || Path <- Files],
    io:format("~p ~p~n", [file:eval(Sum, [{'B', 4}]), file:script(Sum, [{'B', 4}])]),
    io:format("~p~n", [file:script(Sum, erl_eval:add_binding('B', 5, erl_eval:new_bindings()))]),
    {ok, 4, Found} = file:path_script(["/", Folder], "sum", [{'B', 1}]),
    io:format("~p~n", [Found =:= Sum]),
    io:format("~p ~p~n", [file:path_eval(["/", Folder], "broken"), file:path_eval(["/", Folder], "none")]).

%% Without the stack.
seen({error, {Line, file, {Class, Reason, _}}}) -> {error, Line, Class, Reason};
seen(Other) -> Other.
