%% os:find_executable/2 looks into the working directory where the path is empty, and gives the name as the path has it.
-module(programs_along_a_path).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun tests/0).

tests() ->
    Name = "program_along_a_path",
    ok = file:write_file(Name, ""),
    ok = file:change_mode(Name, 8#755),
    [show([Program, Path])
     || Program <- [Name, list_to_atom(Name), [$p, "rogram", '_along_a_path'], list_to_binary(Name), "/bin/sh", <<"/bin/sh">>, '/bin/sh', [{a}]],
        Path <- ["", ".", ":/no/such", "/no/such:", "/no/such::/other", "/no/such", <<"/bin">>, bin]],
    [filelib:fold_files(Folder, "^program_along", Recursive, fun(File, Files) -> [File | Files] end, []) =:= ["./" ++ Name] orelse exit(wrong)
     || Folder <- ["."], Recursive <- [false]],
    ok = file:make_dir("empty.d"),
    io:format("~p~n", [[fold("empty.d", Recursive) || Recursive <- [true, maybe_so]]]),
    ok = file:make_dir("empty.d/below"),
    io:format("~p~n", [[fold("empty.d", Recursive) || Recursive <- [true, maybe_so]]]).

fold(Folder, Recursive) ->
    try filelib:fold_files(Folder, "x", Recursive, fun(File, Files) -> [File | Files] end, [])
    catch error:Reason -> Reason
    end.

show(Args) ->
    Result = try apply(os, find_executable, Args)
             catch error:Reason -> Reason
             end,
    io:format("~0p: ~0p~n", [Args, Result]).
