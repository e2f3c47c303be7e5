%%% The process behind an open file: an I/O server that also answers `file`'s requests.
%%%
%%% It is linked to nobody and ends when its owner does or the file is closed. What is read ahead for lines and
%%% characters is kept as bytes in `buffer`; before the position matters to anybody else it is given back.
-module(erlet_file).

-export([open/4, job/2, request/2, raw/2, encoding/1, location/1, name/1]).

-record(file, {handle, owner, binary, encoding, writable, readable, buffer = <<>>, eof = false}).

-define(CHUNK, 65536).

%% Under this key a file's process remembers the name that the file was opened by.
-define(NAME, '$file_name').

%% Opens a file; the pid of its process and its handle, which job/2 takes, or an error.
-spec open(file:name_all(), binary(), integer(), map()) -> {ok, pid(), integer() | pid() | {pid(), integer()}} | {error, atom()}.
open(Name, Path, Bits, Options) ->
    Owner = self(),
    case erlet_server:start(fun(Say) -> start(Owner, Say, Name, Path, Bits, Options) end) of
        {down, _} -> {error, system_limit};
        {Pid, {ok, Handle}} -> {ok, Pid, Handle};
        {_, {refused, Refused}} -> refuse(Refused);
        {_, Error} -> Error
    end.

%% Has the machine do an operation on files, and waits for it. A handle that is a process (see erlet_layer) does it;
%% one with a file besides lets write later.
-spec job(atom(), list()) -> term().
job(write, [{Layer, File}, Bytes]) ->
    case erts_internal:write_later(File, Bytes) of
        true -> ok;
        false -> job(write, [Layer, Bytes])
    end;
job(Operation, [{Layer, _} | Args]) -> job(Operation, [Layer | Args]);
job(Operation, [Layer | Args]) when is_pid(Layer) ->
    case request(Layer, {Operation, Args}) of
        {error, terminated} -> {error, einval};
        Reply -> Reply
    end;
%% Only layers hold what could be dropped.
job(drop, [Handle]) -> job(close, [Handle]);
job(Operation, Args) ->
    case done(Operation, Args) of
        {refused, Path} -> refuse(Path);
        Answer -> Answer
    end.

done(Operation, Args) ->
    Ref = make_ref(),
    try erts_internal:file_job(Ref, Operation, Args) of
        {done, Answer} -> Answer;
        wait -> receive {Ref, Answer} -> Answer end
    catch
        %% A number is too large for the operating system.
        error:badarg -> {error, einval}
    end.

%% The program was started with --sandbox, and the file is outside.
-spec refuse(binary()) -> no_return().
refuse(Path) -> error({'--sandbox', {file, unicode:characters_to_list(Path)}}).

%% Asks a file's process.
-spec request(pid(), term()) -> term().
request(Pid, Request) ->
    Monitor = monitor(process, Pid),
    Pid ! {file_request, self(), Monitor, Request},
    receive
        {file_reply, Monitor, Reply} ->
            demonitor(Monitor, [flush]),
            Reply;
        {'DOWN', Monitor, _, _, _} -> {error, terminated}
    end.

%% The name that a file was opened by, of its process.
-spec name(pid()) -> {ok, string() | binary()} | undefined.
name(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, Words} ->
            case lists:keyfind(?NAME, 1, Words) of
                {_, Name} -> {ok, Name};
                false -> undefined
            end;
        undefined -> undefined
    end.

shown_name(Name) when is_binary(Name) -> Name;
shown_name(Name) -> filename:flatten(Name).

%% What a place in a file is counted from, and how far it is from there.
-spec location(term()) -> {bof | cur | eof, integer()} | wrong.
location(Offset) when is_integer(Offset) -> location({bof, Offset});
location(Whence) when Whence =:= bof; Whence =:= cur; Whence =:= eof -> {Whence, 0};
location({Whence, Offset} = Location)
  when is_integer(Offset), abs(Offset) < 1 bsl 63, Whence =:= bof orelse Whence =:= cur orelse Whence =:= eof -> Location;
location(_) -> wrong.

%% Does what was asked of a raw file, without its process, which only closes it when its owner ends.
-spec raw(term(), {pid(), integer(), boolean(), non_neg_integer()}) -> term().
raw(close, {Pid, _, _, _}) ->
    case request(Pid, close) of
        {error, terminated} -> {error, einval};
        Reply -> Reply
    end;
raw({read, 0}, {_, _, Binary, _}) -> raw_shown({ok, <<>>}, Binary);
raw(read_line, {_, Layer, Binary, _}) when not is_integer(Layer) -> raw_shown(job(read_line, [Layer]), Binary);
raw({read, Count}, {_, Layer, Binary, _}) when not is_integer(Layer) -> raw_shown(job(read, [Layer, Count]), Binary);
raw(read_line, {_, Handle, Binary, Ahead}) -> ahead(Handle, line, max(Ahead, ?CHUNK), Binary);
raw({read, Count}, {_, Handle, Binary, 0}) -> raw_shown(job(read, [Handle, Count]), Binary);
raw({read, Count}, {_, Handle, Binary, Ahead}) -> ahead(Handle, Count, max(Ahead, Count), Binary);
raw({pread, At, 0}, {_, Handle, _, _}) ->
    case job(pread, [Handle, At, 1]) of
        {ok, _} -> eof;
        Other -> Other
    end;
raw({pread, At, Count}, {_, Handle, Binary, _}) -> raw_shown(job(pread, [Handle, At, Count]), Binary);
raw({pwrite, _, wrong}, _) -> {error, badarg};
raw({pwrite, At, Bytes}, {_, Handle, _, _}) -> job(pwrite, [Handle, At, Bytes]);
raw({position, Whence, Offset}, {_, Handle, _, _}) -> job(position, [Handle, Whence, Offset]);
raw({write, Bytes}, {_, Handle, _, _}) -> job(write, [Handle, Bytes]);
raw({advise, Offset, Length, Advice}, {_, Handle, _, _}) -> job(advise, [Handle, Offset, Length, Advice]);
raw({allocate, Offset, Length}, {_, Handle, _, _}) -> job(allocate, [Handle, Offset, Length]);
raw(wrong, _) -> {error, badarg};
raw(Operation, {_, Handle, _, _}) -> job(Operation, [Handle]).

ahead(Handle, Want, Count, Binary) ->
    case erts_internal:read_ahead(Handle, Want) of
        more ->
            case job(fill, [Handle, Count]) of
                ok -> ahead(Handle, Want, Count, Binary);
                eof -> at_end(erts_internal:read_ahead(Handle, rest), Binary);
                Error -> Error
            end;
        Bytes -> raw_shown({ok, Bytes}, Binary)
    end.

at_end(Rest, _) when Rest =:= <<>>; Rest =:= more -> eof;
at_end(Rest, Binary) -> raw_shown({ok, Rest}, Binary).

raw_shown({ok, Bytes}, false) -> {ok, binary_to_list(Bytes)};
raw_shown(Answer, _) -> Answer.

start(Owner, Say, Name, Path, Bits, Options) ->
    _ = monitor(process, Owner),
    case done(open, [Path, Bits]) of
        {ok, File} ->
            #{binary := Binary, encoding := Encoding, layers := Layers} = Options,
            Handle = lists:foldl(fun(Layer, Below) -> erlet_layer:open(Layer, Below, Bits) end, File, Layers),
            put(?NAME, shown_name(Name)),
            Say({ok, Handle}),
            loop(#file{handle = Handle, owner = Owner, binary = Binary, encoding = Encoding,
                       readable = Bits band 1 =/= 0, writable = Bits band 6 =/= 0});
        Error -> Say(Error)
    end.

loop(#file{owner = Owner, handle = Handle} = File) ->
    receive
        {file_request, From, Ref, close} ->
            From ! {file_reply, Ref, job(close, [Handle])};
        {file_request, From, Ref, Request} ->
            {Reply, File1} = answer(Request, File),
            Reply =:= no_reply orelse (From ! {file_reply, Ref, plain(Reply)}),
            ended_by(Request, Reply, File1),
            loop(File1);
        {io_request, From, ReplyAs, Request} when is_pid(From) ->
            {Reply, File1} = io(Request, File),
            Reply =:= no_reply orelse (From ! {io_reply, ReplyAs, plain(Reply)}),
            ended_by(Request, Reply, File1),
            loop(File1);
        {'DOWN', _, process, Owner, kill} -> job(drop, [Handle]);
        {'DOWN', _, process, Owner, _} -> job(close, [Handle]);
        _ -> loop(File)
    end.

plain(wrong) -> {error, badarg};
plain({kept, Reply}) -> Reply;
plain({last, Reply}) -> Reply;
plain(Reply) -> Reply.

%% As OTP's, the process ends when the operating system refuses to read or to write, or of wrong arguments. A reply may say
%% whether it is the last one or the process is kept; `no_reply` leaves it to the end to be the answer.
ended_by(_, no_reply, #file{handle = Handle}) ->
    _ = job(close, [Handle]),
    exit(function_clause);
ended_by(_, wrong, #file{handle = Handle}) ->
    _ = job(close, [Handle]),
    exit(badarg);
ended_by({Request, _, _}, _, _) when Request =:= position; Request =:= allocate -> ok;
ended_by(_, {kept, _}, _) -> ok;
ended_by(_, {last, {error, Reason}}, #file{handle = Handle}) ->
    _ = job(close, [Handle]),
    exit(Reason);
ended_by(Request, {error, enotsup}, #file{handle = Handle})
  when Request =:= truncate; Request =:= sync; Request =:= datasync; Request =:= handle_info; element(1, Request) =:= advise ->
    _ = job(close, [Handle]),
    exit(enotsup);
ended_by(_, {error, Reason}, #file{handle = Handle}) when Reason =:= ebadf; Reason =:= enospc; Reason =:= einval;
                                                          Reason =:= eio; Reason =:= eisdir; Reason =:= epipe;
                                                          Reason =:= invalid_unicode; element(1, Reason) =:= no_translation ->
    _ = job(close, [Handle]),
    exit(Reason);
ended_by(_, _, _) -> ok.

%%% What `file` asks

answer({read, Count}, #file{encoding = Encoding} = File) when Encoding =/= latin1 ->
    taken(get_chars(latin1, Count, File));
answer({read, Count}, File) ->
    case bytes(Count, File) of
        {Bytes, File1} when is_binary(Bytes) -> {{ok, shown(Bytes, File)}, File1};
        Other -> {Other, File}
    end;
answer({write, wrong}, #file{encoding = Encoding} = File) -> {case Encoding of latin1 -> wrong; _ -> no_reply end, File};
answer({write, Bytes}, #file{encoding = Encoding} = File) when Encoding =/= latin1 ->
    put_chars(latin1, Bytes, File);
answer({write, Bytes}, File) ->
    File1 = unread(File),
    {written(Bytes, File1), File1};
answer({pread, Location, Count}, File) ->
    case sought(Location, File) of
        {ok, File1} -> answer({read, Count}, File1);
        Refused -> Refused
    end;
answer({pwrite, Location, Bytes}, File) ->
    case sought(Location, File) of
        {ok, File1} -> answer({write, Bytes}, File1);
        Refused -> Refused
    end;
answer({position, Whence, Offset}, #file{handle = Handle} = File) ->
    File1 = unread(File),
    {job(position, [Handle, Whence, Offset]), File1};
answer({refused, Reason}, #file{handle = Handle} = File) ->
    %% What could not be written before is told first.
    case not is_integer(Handle) andalso job(position, [Handle, cur, 0]) of
        {error, _} = Error -> {{kept, Error}, File};
        _ -> {{kept, {error, Reason}}, File}
    end;
answer({advise, Offset, Length, Advice}, #file{handle = Handle} = File) ->
    {job(advise, [Handle, Offset, Length, Advice]), File};
answer({allocate, Offset, Length}, #file{handle = Handle} = File) ->
    {job(allocate, [Handle, Offset, Length]), File};
answer(wrong, File) -> {wrong, File};
answer(truncate, #file{writable = false, handle = Handle} = File) when is_integer(Handle) ->
    {{error, einval}, File};
answer(truncate, #file{handle = Handle} = File) ->
    File1 = unread(File),
    {job(truncate, [Handle]), File1};
answer(Operation, #file{handle = Handle} = File) -> {job(Operation, [Handle]), File}.

%% Goes to a place: whoever reads or writes next does so there.
sought(Location, File) ->
    case location(Location) of
        {Whence, Offset} ->
            case answer({position, Whence, Offset}, File) of
                {{ok, _}, File1} -> {ok, File1};
                {Refused, File1} -> {{kept, Refused}, File1}
            end;
        wrong ->
            answer({refused, badarg}, File)
    end.

written(<<>>, #file{handle = Handle}) when is_integer(Handle) -> ok;
written(Bytes, #file{handle = Handle}) -> job(write, [Handle, Bytes]).

%% Bytes are characters of latin1 for files whose encoding is another.
taken({no_reply, _} = Ended) -> Ended;
taken({Text, File}) when is_list(Text); is_binary(Text) -> {{ok, Text}, File};
taken(Other) -> Other.

shown(Bytes, #file{binary = true}) -> Bytes;
shown(Bytes, _) -> binary_to_list(Bytes).

%% A line that ends in CR LF ends in LF.
unix(Line) ->
    Size = byte_size(Line) - 2,
    case Line of
        <<Text:Size/binary, "\r\n">> when Size >= 0 -> <<Text/binary, "\n">>;
        _ -> Line
    end.

%%% Reading ahead

%% Gives back what was read ahead: the position is where the reader stands.
unread(#file{buffer = <<>>} = File) -> File#file{eof = false};
unread(#file{handle = Handle, buffer = Buffer} = File) ->
    _ = job(position, [Handle, cur, -byte_size(Buffer)]),
    File#file{buffer = <<>>, eof = false}.

%% Reads more into the buffer: {more, File} or eof or an error.
fill(#file{readable = false}, _) -> {error, ebadf};
fill(#file{handle = Handle, buffer = Buffer} = File, Count) ->
    case job(read, [Handle, max(Count, ?CHUNK)]) of
        {ok, Bytes} -> {more, File#file{buffer = <<Buffer/binary, Bytes/binary>>}};
        Other -> Other
    end.

%% Exactly so many bytes, fewer only at the end.
bytes(0, File) -> {<<>>, File};
bytes(Count, #file{buffer = Buffer} = File) when byte_size(Buffer) >= Count ->
    <<Bytes:Count/binary, Rest/binary>> = Buffer,
    {Bytes, File#file{buffer = Rest}};
bytes(Count, #file{buffer = Buffer} = File) ->
    case fill(File, Count - byte_size(Buffer)) of
        {more, File1} -> bytes(Count, File1);
        eof when Buffer =/= <<>> -> {Buffer, File#file{buffer = <<>>}};
        Other -> Other
    end.

%% Up to and with the next line feed.
line(#file{buffer = Buffer} = File) ->
    case binary:match(Buffer, <<"\n">>) of
        {At, 1} ->
            Size = At + 1,
            <<Line:Size/binary, Rest/binary>> = Buffer,
            {apart(Line), File#file{buffer = Rest}};
        nomatch ->
            case fill(File, ?CHUNK) of
                {more, File1} -> line(File1);
                eof when Buffer =/= <<>> -> {Buffer, File#file{buffer = <<>>}};
                Other -> Other
            end
    end.

%% A short line does not hold on to the buffer that it was read into, which is hundreds of times as large.
apart(Line) when byte_size(Line) =< 64 -> binary:copy(Line);
apart(Line) -> Line.

%%% The I/O protocol

io({put_chars, Encoding, Chars}, File) -> put_chars(Encoding, Chars, File);
io({put_chars, Chars}, File) -> put_chars(latin1, Chars, File);
io({put_chars, Encoding, Module, Function, Args}, File) ->
    try apply(Module, Function, Args) of
        Chars ->
            case put_chars(Encoding, Chars, File) of
                {Wrong, File1} when Wrong =:= no_reply; Wrong =:= wrong -> {{error, Function}, File1};
                Put -> Put
            end
    catch
        _:_ -> {{error, Function}, File}
    end;
io({put_chars, Module, Function, Args}, File) -> io({put_chars, latin1, Module, Function, Args}, File);
io({get_line, _}, File) -> get_line(latin1, File);
io({get_line, Encoding, _}, File) -> get_line(Encoding, File);
io({get_chars, Prompt, Count}, File) -> io({get_chars, latin1, Prompt, Count}, File);
io({get_chars, Encoding, _, Count}, File) when is_integer(Count), Count >= 0 -> get_chars(Encoding, Count, File);
io({get_chars, _, _, _}, File) -> {{error, get_chars}, File};
io({get_until, _, Module, Function, Args}, File) -> get_until(latin1, Module, Function, Args, [], File);
io({get_until, Encoding, _, Module, Function, Args}, File) -> get_until(Encoding, Module, Function, Args, [], File);
io({requests, Requests}, File) when is_list(Requests) -> requests(Requests, ok, File);
io(getopts, #file{binary = Binary, encoding = Encoding} = File) ->
    {[{binary, Binary}, {encoding, Encoding}], File};
io({setopts, Options}, File) when is_list(Options) -> set_options(Options, File);
io({get_geometry, _}, File) -> {{error, enotsup}, File};
io(Request, File) -> {{error, {request, Request}}, File}.

requests([Request | Requests], _, File) ->
    case io(Request, File) of
        {no_reply, _} = Ended -> Ended;
        {{last, _}, _} = Ended -> Ended;
        {wrong, _} = Ended -> Ended;
        {{error, _}, _} = Error -> Error;
        {Reply, File1} -> requests(Requests, Reply, File1)
    end;
requests([], Reply, File) -> {Reply, File}.

put_chars(latin1, Chars, #file{encoding = latin1} = File) ->
    try iolist_to_binary(Chars) of
        Bytes -> answer({write, Bytes}, File)
    catch
        error:_ -> {wrong, File}
    end;
put_chars(From, Chars, #file{encoding = To} = File) ->
    File1 = unread(File),
    try unicode:characters_to_binary(Chars, From, To) of
        Bytes when is_binary(Bytes) -> {written(Bytes, File1), File1};
        _ -> {{last, {error, {no_translation, From, To}}}, File1}
    catch
        error:_ -> {no_reply, File1}
    end.

%% As OTP's, the process of a file that cannot be read ends when a line is asked for.
get_line(To, File) ->
    case text_line(File) of
        {Line, File1} when is_binary(Line) -> {text(unix(Line), To, File), File1};
        {error, invalid_unicode} -> {{error, {no_translation, File#file.encoding, To}}, File};
        eof -> {eof, File};
        {error, _} -> {no_reply, File}
    end.

%% A line for the I/O protocol: in the file's encoding when its characters are of bytes, else in UTF-8.
text_line(#file{encoding = {_, _}} = File) -> wide_line(<<>>, File);
text_line(File) -> line(File).

wide_line(Taken, File) ->
    case character(File) of
        {$\n, File1} -> {<<Taken/binary, $\n>>, File1};
        {Char, File1} when is_integer(Char) -> wide_line(<<Taken/binary, Char/utf8>>, File1);
        End when Taken =/= <<>>, End =:= eof orelse End =:= incomplete -> {Taken, File#file{buffer = <<>>}};
        incomplete -> eof;
        Other -> Other
    end.

%% What text_line/1 gives is in this encoding.
line_encoding(#file{encoding = latin1}) -> latin1;
line_encoding(_) -> unicode.

%% Characters asked for, in the encoding of the one who asks.
text(Bytes, To, #file{binary = Binary} = File) ->
    From = line_encoding(File),
    case unicode:characters_to_binary(Bytes, From, To) of
        Text when not is_binary(Text) -> {error, {no_translation, File#file.encoding, To}};
        Text when Binary -> Text;
        Text -> unicode:characters_to_list(Text, To)
    end.

get_chars(To, Count, #file{encoding = latin1} = File) ->
    case bytes(Count, File) of
        {Bytes, File1} when is_binary(Bytes) -> {text(Bytes, To, File), File1};
        Other -> {Other, File}
    end;
get_chars(To, Count, #file{buffer = Left} = File) ->
    case characters(To, Count, <<>>, File) of
        %% Of a character that ends with the file no more than this is left: that is told once.
        {incomplete, _} when Left =/= <<>> -> {eof, File};
        {incomplete, File1} -> {{error, {no_translation, File#file.encoding, To}}, File1};
        Found -> Found
    end.

characters(To, 0, Taken, File) -> {text(Taken, To, File), File};
characters(To, Count, Taken, File) ->
    case character(File) of
        {Char, File1} when is_integer(Char) -> characters(To, Count - 1, <<Taken/binary, Char/utf8>>, File1);
        eof when Taken =/= <<>> -> {text(Taken, To, File), File};
        incomplete when Taken =/= <<>> -> {{error, {no_translation, File#file.encoding, To}}, File};
        Other -> {Other, File}
    end.

%% The next character of a file whose encoding is not latin1.
character(#file{buffer = Buffer, encoding = Encoding} = File) ->
    case first(Encoding, Buffer) of
        {Char, Rest} -> {Char, File#file{buffer = Rest}};
        none ->
            case byte_size(Buffer) < 4 andalso fill(File, ?CHUNK) of
                {more, File1} -> character(File1);
                eof when Buffer =:= <<>> -> eof;
                {error, _} = Error -> Error;
                Ended -> begun(Ended, Encoding, Buffer)
            end
    end.

%% The file may end within a character.
begun(eof, Encoding, Buffer) ->
    case unicode:characters_to_binary(Buffer, Encoding) of
        {incomplete, _, _} -> incomplete;
        _ -> {error, invalid_unicode}
    end;
begun(_, _, _) -> {error, invalid_unicode}.

first(unicode, <<Char/utf8, Rest/binary>>) -> {Char, Rest};
first({utf16, big}, <<Char/utf16, Rest/binary>>) -> {Char, Rest};
first({utf16, little}, <<Char/utf16-little, Rest/binary>>) -> {Char, Rest};
first({utf32, big}, <<Char/utf32, Rest/binary>>) -> {Char, Rest};
first({utf32, little}, <<Char/utf32-little, Rest/binary>>) -> {Char, Rest};
first(_, _) -> none.

get_until(To, Module, Function, Args, Continuation, File) ->
    {Input, File1} = case text_line(File) of
                         {error, _} = Error -> {Error, File};
                         {Line, Next} -> {unicode:characters_to_list(Line, line_encoding(File)), Next};
                         eof -> {eof, File}
                     end,
    case Input of
        {error, _} -> {Input, File1};
        _ ->
            try apply(Module, Function, [Continuation, Input | Args]) of
                {done, Result, Rest} -> {Result, back(Rest, File1)};
                {more, Continuation1} when Input =/= eof ->
                    get_until(To, Module, Function, Args, Continuation1, File1);
                _ -> {{last, {error, Function}}, File1}
            catch
                _:_ -> {{last, {error, Function}}, File1}
            end
    end.

back(Rest, #file{buffer = Buffer, encoding = Encoding} = File) when is_list(Rest), Rest =/= [] ->
    Bytes = unicode:characters_to_binary(Rest, unicode, Encoding),
    File#file{buffer = <<Bytes/binary, Buffer/binary>>};
back(_, File) -> File.

set_options([binary | Options], File) -> set_options(Options, File#file{binary = true});
set_options([list | Options], File) -> set_options(Options, File#file{binary = false});
set_options([{binary, Value} | Options], File) when is_boolean(Value) -> set_options(Options, File#file{binary = Value});
set_options([{encoding, Encoding} | Options], File) ->
    case encoding(Encoding) of
        none -> {{error, badarg}, File};
        Known -> set_options(Options, File#file{encoding = Known})
    end;
set_options([], File) -> {ok, File};
set_options([{binary, _} | _], File) -> {no_reply, File};
set_options([_ | _], File) -> {{error, enotsup}, File};
set_options(_, File) -> {no_reply, File}.

%% An encoding that a file can have, by its first name; none if there is no such.
-spec encoding(term()) -> unicode:encoding() | none.
encoding(utf8) -> unicode;
encoding(unicode) -> unicode;
encoding(latin1) -> latin1;
encoding(Wide) when Wide =:= utf16; Wide =:= utf32 -> {Wide, big};
encoding({Wide, Order}) when Wide =:= utf16 orelse Wide =:= utf32, Order =:= big orelse Order =:= little -> {Wide, Order};
encoding(_) -> none.
