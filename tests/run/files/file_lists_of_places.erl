%% What raw files, files in memory and packed ones say of lists of places that are none.
-module(file_lists_of_places).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun look/0).

look() ->
    Name = "file_lists_of_places.text",
    [begin
         ok = file:write_file(Name, "abcdefgh"),
         {ok, File} = file:open(Name, Modes),
         Closed andalso file:close(File),
         io:format("~w closed ~w: ~0p~n", [Modes, Closed, outcome(Call, File)]),
         file:close(File)
     end || Modes <- [[read, raw], [read, raw, binary, read_ahead], [read, write, raw, delayed_write], [write, raw, compressed], [read]],
            Closed <- [false, true], Call <- calls()],
    {ok, Memory} = file:open("abc", [ram, read, write]),
    [io:format("ram: ~0p~n", [outcome(Call, Memory)]) || Call <- calls()].

outcome(Call, File) ->
    try Call(File)
    catch
        Class:Reason -> {Class, Reason}
    end.

calls() ->
    [fun(F) -> file:pread(F, []) end,
     fun(F) -> file:pread(F, [{0, 2}, {1, -1}]) end,
     fun(F) -> file:pread(F, [{1 bsl 64, -1}]) end,
     fun(F) -> file:pwrite(F, 1 bsl 64, [x]) end,
     fun(F) -> file:pwrite(F, [{0, "ab"}, {0, {a}}]) end,
     fun(F) -> file:pwrite(F, [{1 bsl 64, "ab"}]) end].
