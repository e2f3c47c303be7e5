%% A file that is only in memory: reading, writing, positions, and what its modes forbid.
-module(file_in_memory).
-export([main/0]).

main() ->
    Reads = [{read, [3]}, {position, [cur]}, {position, [{eof, -2}]}, {read, [10]}, {read, [1]}, {pread, [1, 2]},
             {pread, [[{0, 1}, {2, 2}, {90, 1}]]}, {position, [-1]}, {position, [100]}, {read, [1]}],
    Writes = [{write, ["XY"]}, {position, [bof]}, {read, [20]}, {pwrite, [8, "zz"]}, {pwrite, [[{0, "a"}, {1, "b"}]]}, {position, [bof]},
              {read, [20]}, {position, [2]}, {truncate, []}, {position, [bof]}, {read, [20]}, {position, [4]}, {write, ["end"]}, {position, [0]},
              {read, [20]}, {datasync, []}, {sync, []}, {close, []}, {read, [1]}],
    [calls("hello\nworld", Modes, Calls)
     || Calls <- [Reads, Writes],
        Modes <- [[ram], [ram, read], [ram, binary], [ram, read, write], [ram, write], [ram, read, write, binary]]],
    [calls(Content, Modes, [{read, [10]}])
     || {Content, Modes} <- [{["io", <<"l">>, $x], [ram]}, {foo, [ram]}, {"x", [ram, append]}, {"x", [ram, {encoding, utf8}]}, {[300], [ram]}]].

calls(Content, Modes, Calls) ->
    case file:open(Content, Modes) of
        {ok, File} -> io:format("~w: ~0p~n", [Modes, [apply(file, Function, [File | Args]) || {Function, Args} <- Calls]]);
        Error -> io:format("~w: ~0p~n", [Modes, Error])
    end.
