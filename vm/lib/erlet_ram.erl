%%% Files that are only in memory: what `file:open/2` gives with the mode `ram`. The content is data in a process, which
%%% answers `file`'s requests and ends when the file is closed or its owner ends.
-module(erlet_ram).

-export([open/2, request/2]).

-record(ram, {bytes, at = 0, binary, readable, writable}).

%% Opens such a file; modes are as for `file:open/2`.
-spec open(iodata(), [atom()]) -> {ok, pid()} | {error, badarg}.
open(Content, Modes) ->
    try {lists:usort(Modes) -- [ram, read, write, binary], iolist_to_binary(Content)} of
        {[], Bytes} ->
            Owner = self(),
            Writable = lists:member(write, Modes),
            Ram = #ram{bytes = Bytes, binary = lists:member(binary, Modes), writable = Writable,
                       readable = lists:member(read, Modes) orelse not Writable},
            {ok, spawn(fun() -> start(Owner, Ram) end)};
        _ -> {error, badarg}
    catch
        error:_ -> {error, badarg}
    end.

%% Asks such a file.
-spec request(pid(), term()) -> term().
request(Pid, Request) ->
    case erlet_file:request(Pid, Request) of
        {error, terminated} when Request =:= close -> ok;
        {error, terminated} -> {error, einval};
        Reply -> Reply
    end.

start(Owner, Ram) ->
    erts_internal:mark_system(),
    _ = monitor(process, Owner),
    loop(Owner, Ram).

loop(Owner, Ram) ->
    receive
        {file_request, From, Ref, close} -> From ! {file_reply, Ref, ok};
        {file_request, From, Ref, Request} ->
            {Reply, Ram1} = answer(Request, Ram),
            From ! {file_reply, Ref, Reply},
            loop(Owner, Ram1);
        {'DOWN', _, process, Owner, _} -> ok;
        _ -> loop(Owner, Ram)
    end.

answer(Request, Ram) when element(1, Request) =:= pread orelse element(1, Request) =:= pwrite, element(2, Request) >= 1 bsl 63 ->
    {{error, einval}, Ram};
answer({read, Count}, #ram{at = At} = Ram) -> moved(part(At, Count, Ram), Ram);
answer(read_line, #ram{bytes = Bytes, at = At} = Ram) ->
    Length = case binary:match(Bytes, <<"\n">>, [{scope, {min(At, byte_size(Bytes)), max(0, byte_size(Bytes) - At)}}]) of
                 {Place, 1} -> Place + 1 - At;
                 nomatch -> byte_size(Bytes)
             end,
    moved(part(At, Length, Ram), Ram);
answer({pread, At, Count}, Ram) -> {shown(part(At, Count, Ram), Ram), Ram};
answer({position, Whence, Offset}, #ram{bytes = Bytes, at = At} = Ram) ->
    From = case Whence of
               bof -> 0;
               cur -> At;
               eof -> byte_size(Bytes)
           end,
    case From + Offset of
        Place when Place >= 0 -> {{ok, Place}, Ram#ram{at = Place}};
        _ -> {{error, einval}, Ram}
    end;
answer({pwrite, _, wrong}, Ram) -> {{error, badarg}, Ram};
answer({write, _}, #ram{writable = false} = Ram) -> {{error, ebadf}, Ram};
answer({pwrite, _, _}, #ram{writable = false} = Ram) -> {{error, ebadf}, Ram};
answer(truncate, #ram{writable = false} = Ram) -> {{error, eacces}, Ram};
answer({write, Data}, #ram{at = At} = Ram) -> {ok, (written(At, Data, Ram))#ram{at = At + byte_size(Data)}};
answer({pwrite, At, Data}, Ram) -> {ok, written(At, Data, Ram)};
answer(truncate, #ram{at = At} = Ram) ->
    #ram{bytes = Bytes} = Padded = written(At, <<>>, Ram),
    {ok, Padded#ram{bytes = binary:part(Bytes, 0, At)}};
answer({advise, _, _, Advice}, Ram) ->
    Known = lists:member(Advice, [normal, sequential, random, no_reuse, will_need, dont_need]),
    {case Known of true -> ok; false -> {error, einval} end, Ram};
answer(wrong, Ram) -> {{error, badarg}, Ram};
%% There is nothing to be brought to a disk.
answer(_, Ram) -> {ok, Ram}.

%% So many bytes from a place on, as far as there are some.
part(_, _, #ram{readable = false}) -> {error, ebadf};
part(At, Count, #ram{bytes = Bytes}) ->
    case min(Count, byte_size(Bytes) - At) of
        Length when Length > 0 -> {ok, binary:part(Bytes, At, Length)};
        _ when Count =:= 0 -> {ok, <<>>};
        _ -> eof
    end.

moved({ok, Bytes} = Part, #ram{at = At} = Ram) -> {shown(Part, Ram), Ram#ram{at = At + byte_size(Bytes)}};
moved(Other, Ram) -> {Other, Ram}.

shown({ok, Bytes}, #ram{binary = false}) -> {ok, binary_to_list(Bytes)};
shown(Part, _) -> Part.

%% The content with other bytes at a place, up to which there are zeros.
written(At, Data, #ram{bytes = Bytes} = Ram) ->
    Missing = max(0, At - byte_size(Bytes)),
    Before = binary:part(Bytes, 0, min(At, byte_size(Bytes))),
    End = min(At + byte_size(Data), byte_size(Bytes)),
    After = binary:part(Bytes, End, byte_size(Bytes) - End),
    Ram#ram{bytes = <<Before/binary, 0:Missing/unit:8, Data/binary, After/binary>>}.
