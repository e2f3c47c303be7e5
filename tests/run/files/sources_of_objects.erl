%% Which source filelib:find_source/2,3 finds by OTP's rules, which fail for folders that are no text.
-module(sources_of_objects).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun tests/0).

tests() ->
    Folder = "sources_of_objects.d",
    Files = ["ebin/a.erl", "src/b.erl", "esrc/b.erl", "src/sub/c.erl", "src/sub/deep/d.erl", "src/e.yrl", "ebin/f.yrl", "src/g.src",
             "c_src/h.c", "src/h.c", "priv/i.erl", "src/j.in", "c_src/k.in"],
    [begin
         ok = filelib:ensure_dir(filename:join(Folder, File)),
         ok = file:write_file(filename:join(Folder, File), "")
     end || File <- Files],
    [show(find_source, [Name, filename:join(Folder, Of)])
     || Of <- ["ebin", "priv", "bin"],
        Name <- ["a.beam", "b.beam", "c.beam", "d.beam", "e.erl", "f.erl", "g", "h.so", "h.o", "h", "i.beam", "j", "k", "b.x"]],
    Object = ["a.beam", filename:join(Folder, "ebin")],
    Other = ["c.beam", filename:join(Folder, "ebin")],
    [show(find_source, Args ++ [Rules])
     || Args <- [Object, Other],
        Rules <- [[{".beam", ".erl"}], [{".beam", ".erl", []}], [{".beam", ".erl", [{"ebin", "s*/?ub"}]}], [wrong], [{a, b, c}]]],
    [show(find_file, ["a.erl", filename:join(Folder, "ebin"), Rules]) || Rules <- [[], [{"ebin", "src"}], [{"", ""}], [{a, b}]]],
    [show(find_source, [Name, Wrong]) || Name <- ["a.beam", "a", [{a}]], Wrong <- [1, <<"ebin">>, ebin, [{a}]]].

show(Function, Args) -> io:format("~w ~0p: ~0p~n", [Function, Args, catch_reason(Function, Args)]).

catch_reason(Function, Args) ->
    try apply(filelib, Function, Args)
    catch error:Reason -> {error, Reason}
    end.
