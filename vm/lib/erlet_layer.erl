%%% What lies between an open file and the machine's file: a process that packs and unpacks (the mode `compressed`), or one
%%% that writes later (`delayed_write`). It is a handle for `erlet_file:job/2` and uses another, which it closes; it ends
%%% when it is closed or whoever opened it ends. What is written later waits in the machine: others may add to it
%%% without asking the process, which began that, sees to the time and tells what failed.
-module(erlet_layer).

-export([open/3]).

-export_type([layer/0]).

-type layer() :: packed | {delayed, non_neg_integer(), non_neg_integer()}.
-type handle() :: integer() | pid() | {pid(), integer()}.

%% `ready` was unpacked and not yet read; `at` is where the reader stands in what is unpacked.
-record(reader, {below, stream, ready = <<>>, at = 0, ended = false}).
-record(writer, {below, stream, at = 0}).
%% While something waits to be written there is a timer; `failed` is what came of the last attempt to write it.
-record(delayed, {below, size, delay, failed = ok, timer = none}).

-define(CHUNK, 65536).
%% So much is unpacked at a time: what it becomes may be a thousand times as long.
-define(PACKED, 8192).
-define(GZIP, 16 + 15).

%% Opens a layer above a handle; of a file that holds no packed data nothing is to be unpacked, and what is packed is
%% written later as it is. A handle that writes later has the process and the file.
-spec open(layer(), handle(), integer()) -> handle().
open(packed, Below, Bits) ->
    case Bits band 2 =:= 0 andalso job(pread, [Below, 0, 2]) of
        false -> started(fun() -> writer(Below) end);
        {ok, <<31, 139>>} -> started(fun() -> reader(Below) end);
        _ -> Below
    end;
open({delayed, Size, Delay}, Below, _) when is_integer(Below) ->
    {started(fun() -> #delayed{below = Below, size = Size, delay = Delay} end), Below};
open({delayed, _, _}, Below, _) -> Below.

job(Operation, Args) -> erlet_file:job(Operation, Args).

started(New) ->
    Owner = self(),
    spawn(fun() ->
                  erts_internal:mark_system(),
                  loop(monitor(process, Owner), New())
          end).

loop(Owner, Layer) ->
    receive
        {file_request, From, Ref, {close, _}} -> From ! {file_reply, Ref, closed(Layer)};
        {file_request, From, Ref, {drop, _}} -> From ! {file_reply, Ref, dropped(Layer)};
        {file_request, From, Ref, {Operation, Args}} ->
            {Reply, Layer1} = answer(Operation, Args, Layer),
            From ! {file_reply, Ref, Reply},
            loop(Owner, Layer1);
        {timeout, Timer, write} when Timer =:= Layer#delayed.timer ->
            {Failed, Layer1} = written(Layer),
            loop(Owner, Layer1#delayed{failed = Failed});
        {'DOWN', Owner, _, _, kill} -> dropped(Layer);
        {'DOWN', Owner, _, _, _} -> closed(Layer);
        _ -> loop(Owner, Layer)
    end.

reader(Below) ->
    Stream = zlib:open(),
    ok = zlib:inflateInit(Stream, ?GZIP, reset),
    #reader{below = Below, stream = Stream}.

writer(Below) ->
    Stream = zlib:open(),
    ok = zlib:deflateInit(Stream, default, deflated, ?GZIP, 8, default),
    #writer{below = Below, stream = Stream}.

closed(#reader{below = Below, stream = Stream}) ->
    zlib:close(Stream),
    job(close, [Below]);
closed(#writer{below = Below, stream = Stream}) ->
    Written = job(write, [Below, iolist_to_binary(zlib:deflate(Stream, [], finish))]),
    zlib:close(Stream),
    first(Written, job(close, [Below]));
closed(#delayed{below = Below, failed = Failed} = Delayed) ->
    {Written, _} = written(Delayed),
    first(Failed, first(Written, job(close, [Below]))).

%% Closes what lies below; what was not written yet is not. As in OTP, only an owner that ends by `kill` wants that.
dropped(#reader{} = Reader) -> closed(Reader);
dropped(#writer{below = Below, stream = Stream}) ->
    zlib:close(Stream),
    job(drop, [Below]);
dropped(#delayed{below = Below}) -> job(drop, [Below]).

first(ok, Result) -> Result;
first(Error, _) -> Error.

%%% What is asked

answer(read, [Count], #reader{} = Reader) -> taken(filled(fun(Ready) -> enough(Ready, Count) end, Reader), Count);
answer(read_line, [], #reader{} = Reader) -> taken(filled(fun line/1, Reader), line);
answer(write, _, #reader{} = Reader) -> {{error, ebadf}, Reader};
answer(position, [Whence, Offset], #reader{at = At} = Reader) -> moved(target(Whence, Offset, At), Reader);
answer(write, [Bytes], #writer{at = At} = Writer) -> {packed(Bytes, Writer), Writer#writer{at = At + byte_size(Bytes)}};
answer(Read, _, #writer{} = Writer) when Read =:= read; Read =:= read_line -> {{error, ebadf}, Writer};
answer(position, [Whence, Offset], #writer{at = At} = Writer) ->
    case target(Whence, Offset, At) of
        Place when is_integer(Place), Place >= At -> {first(zeros(Place - At, Writer), {ok, Place}), Writer#writer{at = Place}};
        _ -> {{error, einval}, Writer}
    end;
answer(_, _, #delayed{failed = {error, _} = Failed} = Delayed) -> {Failed, Delayed#delayed{failed = ok}};
answer(write, [Bytes], #delayed{below = Below, size = Size} = Delayed) ->
    case erts_internal:write_later(Below, Bytes, Size) of
        true -> {ok, timed(Delayed)};
        false -> below(write, [Bytes], Delayed)
    end;
answer(Operation, Args, #delayed{} = Delayed) -> below(Operation, Args, Delayed);
%% Packed data cannot be brought to a disk in part, and no place in it be known beforehand.
answer(_, _, Packed) -> {{error, enotsup}, Packed}.

%% Does it once what waits is written. Only a layer reads lines.
below(Operation, Args, Delayed) ->
    case written(Delayed) of
        {ok, #delayed{below = Below} = Written} when Operation =:= read_line ->
            {line_of(Below, erts_internal:read_ahead(Below, line)), Written};
        {ok, #delayed{below = Below} = Written} -> {job(Operation, [Below | Args]), Written};
        Failed -> Failed
    end.

line_of(Below, more) ->
    case job(fill, [Below, ?CHUNK]) of
        ok -> line_of(Below, erts_internal:read_ahead(Below, line));
        eof ->
            case erts_internal:read_ahead(Below, rest) of
                Rest when Rest =:= <<>>; Rest =:= more -> eof;
                Rest -> {ok, Rest}
            end;
        Error -> Error
    end;
line_of(_, Line) -> {ok, Line}.

target(bof, Offset, _) -> Offset;
target(cur, Offset, At) -> At + Offset;
target(eof, _, _) -> wrong.

%%% Unpacking

enough(Ready, Count) when byte_size(Ready) >= Count -> Count;
enough(_, _) -> more.

line(Ready) ->
    case binary:match(Ready, <<"\n">>) of
        {At, 1} -> At + 1;
        nomatch -> more
    end.

%% Unpacks until what is wanted is ready: how many bytes that are, `rest` when there are fewer, or an error.
filled(Wanted, #reader{ready = Ready, ended = Ended} = Reader) ->
    case Wanted(Ready) of
        more when Ended -> {rest, Reader};
        more ->
            case unpacked(Reader) of
                {ok, Reader1} -> filled(Wanted, Reader1);
                Failed -> Failed
            end;
        Count -> {Count, Reader}
    end.

unpacked(#reader{below = Below, stream = Stream, ready = Ready} = Reader) ->
    case job(read, [Below, ?PACKED]) of
        {ok, Packed} ->
            try iolist_to_binary(zlib:inflate(Stream, Packed)) of
                More when Ready =:= <<>> -> {ok, Reader#reader{ready = More}};
                More -> {ok, Reader#reader{ready = <<Ready/binary, More/binary>>}}
            catch
                error:data_error -> {{error, eio}, Reader#reader{ready = <<>>, ended = true}}
            end;
        eof -> {ok, Reader#reader{ended = true}};
        Error -> {Error, Reader}
    end.

taken({Count, #reader{ready = Ready, at = At} = Reader}, _) when is_integer(Count) ->
    <<Bytes:Count/binary, Rest/binary>> = Ready,
    {{ok, Bytes}, Reader#reader{ready = Rest, at = At + Count}};
taken({rest, #reader{ready = <<>>} = Reader}, Wanted) when Wanted =/= 0 -> {eof, Reader};
taken({rest, #reader{ready = Ready} = Reader}, _) -> taken({byte_size(Ready), Reader}, 0);
taken(Failed, _) -> Failed.

%% Goes to a place by unpacking up to it, from the beginning when it lies behind. None is after the end.
moved(Place, #reader{at = At} = Reader) when is_integer(Place), Place >= At ->
    case taken(filled(fun(Ready) -> enough(Ready, min(Place - At, ?CHUNK)) end, Reader), 0) of
        {{ok, Bytes}, #reader{at = Now} = Reader1} when Now < Place, Bytes =/= <<>> -> moved(Place, Reader1);
        {{ok, _}, #reader{at = Now} = Reader1} -> {{ok, Now}, Reader1};
        Failed -> Failed
    end;
moved(Place, #reader{below = Below, stream = Stream} = Reader) when is_integer(Place), Place >= 0 ->
    case job(position, [Below, bof, 0]) of
        {ok, 0} ->
            zlib:close(Stream),
            moved(Place, reader(Below));
        Error -> {Error, Reader}
    end;
moved(_, Reader) -> {{error, einval}, Reader}.

%%% Packing and delaying

packed(Bytes, #writer{below = Below, stream = Stream}) ->
    case iolist_to_binary(zlib:deflate(Stream, Bytes)) of
        <<>> -> ok;
        Packed -> job(write, [Below, Packed])
    end.

zeros(0, _) -> ok;
zeros(Count, Writer) ->
    Size = min(Count, ?CHUNK),
    case packed(<<0:Size/unit:8>>, Writer) of
        ok -> zeros(Count - Size, Writer);
        Error -> Error
    end.

timed(#delayed{timer = none, delay = Delay} = Delayed) -> Delayed#delayed{timer = erlang:start_timer(Delay, self(), write)};
timed(Delayed) -> Delayed.

%% Writes what waits. What could not be written is lost.
written(#delayed{timer = none} = Delayed) -> {ok, Delayed};
written(#delayed{below = Below, timer = Timer} = Delayed) ->
    _ = erlang:cancel_timer(Timer),
    {job(flush, [Below]), Delayed#delayed{timer = none}}.
