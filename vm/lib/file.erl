%%% Files: the module `file`. The machine's threads do the work; an open file is a process (`erlet_file`), a raw one too.
-module(file).

-export([read_file/1, write_file/2, write_file/3, open/2, close/1, read/2, read_line/1, write/2, pread/2, pread/3,
         pwrite/2, pwrite/3, position/2, truncate/1, sync/1, datasync/1, advise/4, allocate/3, copy/2, copy/3]).
-export([list_dir/1, list_dir_all/1, make_dir/1, del_dir/1, del_dir_r/1, delete/1, delete/2, rename/2, make_link/2,
         make_symlink/2, read_link/1, read_link_all/1, read_file_info/1, read_file_info/2, read_link_info/1,
         read_link_info/2, write_file_info/2, write_file_info/3, change_mode/2, change_owner/2, change_owner/3,
         change_group/2, change_time/2, change_time/3, altname/1]).
-export([eval/1, eval/2, script/1, script/2, path_eval/2, path_eval/3, path_script/2, path_script/3]).
-export([get_cwd/0, get_cwd/1, set_cwd/1, consult/1, path_consult/2, path_open/3, format_error/1,
         native_name_encoding/0, pid2name/1, sendfile/2, sendfile/5]).

-export_type([filename/0, filename_all/0, name/0, name_all/0, posix/0, io_device/0, mode/0, date_time/0, fd/0,
              file_info/0, location/0, deep_list/0]).

-include("file.hrl").

-type filename() :: string().
-type filename_all() :: string() | binary().
-type deep_list() :: [char() | atom() | deep_list()].
-type name() :: string() | atom() | deep_list().
-type name_all() :: name() | binary().
-type posix() :: atom().
-type fd() :: #file_descriptor{}.
-type io_device() :: pid() | fd().
-type mode() :: atom() | tuple().
-type date_time() :: calendar:datetime().
-type file_info() :: #file_info{}.
-type location() :: integer() | {bof | cur | eof, integer()} | bof | cur | eof.
-type reason() :: posix() | badarg | terminated | term().

%% Calls Body with a name's bytes, if it can be a name.
-define(WITH(Name, Path, Body),
        case path(Name) of
            bad -> {error, badarg};
            Path -> Body
        end).

path(Name) when is_binary(Name) -> checked(Name);
path(Name) ->
    try unicode:characters_to_binary(filename:flatten(Name)) of
        Path when is_binary(Path) -> checked(Path);
        _ -> bad
    catch
        error:_ -> bad
    end.

checked(Path) ->
    case binary:match(Path, <<0>>) of
        nomatch -> Path;
        _ -> bad
    end.

job(Operation, Args) -> erlet_file:job(Operation, Args).

%% A name as it is given back: characters, or bytes if they are none.
name(Bytes) ->
    case unicode:characters_to_list(Bytes) of
        Name when is_list(Name) -> Name;
        _ -> Bytes
    end.

%%% Whole files

%% The contents of a file as a binary. Gives `{error, Reason}`: enoent when there is none, eisdir for a directory,
%% eacces when it may not be read.
%% > file:write_file("read_file.txt", "abc"), Text = file:read_file("read_file.txt"), file:delete("read_file.txt"),
%%   Text.
%% {ok,<<"abc">>}
%% > file:read_file("no/such/file").
%% {error,enoent}
%% > file:read_file(".").
%% {error,eisdir}
-spec read_file(name_all()) -> {ok, binary()} | {error, reason()}.
read_file(Name) -> ?WITH(Name, Path, job(read_file, [Path])).

%% Writes a file anew, with these bytes. Gives `{error, Reason}`: enoent when the directory is missing, eacces when
%% that is not allowed, badarg when the data are none of bytes.
%% > file:write_file("write.txt", ["ab", <<"c">>]), Text = file:read_file("write.txt"), file:delete("write.txt"), Text.
%% {ok,<<"abc">>}
%% > file:write_file("no/such/file", "abc").
%% {error,enoent}
%% > file:write_file("write.txt", [955]).
%% {error,badarg}
-spec write_file(name_all(), iodata()) -> ok | {error, reason()}.
write_file(Name, Data) -> write_file(Name, Data, []).

%% Writes a file; modes may say append or exclusive, which fails with `{error, eexist}` when there is one.
%% > [file:write_file("append.txt", Text, [append]) || Text <- ["ab", "cd"]], Text = file:read_file("append.txt"),
%%   file:delete("append.txt"), Text.
%% {ok,<<"abcd">>}
-spec write_file(name_all(), iodata(), [mode()]) -> ok | {error, reason()}.
write_file(Name, Data, Modes) when is_list(Modes) ->
    try {iolist_to_binary(Data), modes([write, binary | lists:delete(raw, Modes)])} of
        {_, {_, #{encoding := none}}} -> {error, badarg};
        {Bytes, {Bits, #{layers := Layers} = Options}} ->
            Bits1 = case lists:member(read, Modes) of
                        true -> Bits;
                        false -> Bits band bnot 1
                    end,
            Plain = Layers =:= [] andalso map_get(encoding, Options) =:= latin1 andalso not lists:member(ram, Modes),
            case Plain andalso fit(true, Bits1, Options) of
                ok -> ?WITH(Name, Path, job(write_file, [Path, Bits1, Bytes]));
                false -> written(open(Name, [write, binary | lists:delete(raw, Modes)]), Bytes);
                Error -> ?WITH(Name, _, Error)
            end
    catch
        error:_ -> {error, badarg}
    end.

written({ok, File}, Bytes) ->
    case write(File, Bytes) of
        ok -> close(File);
        Error ->
            _ = close(File),
            Error
    end;
written(Error, _) -> Error.

%% Copies a file, or what is left of an open one, to a file or an open one; how many bytes that are. Instead of a name
%% `{Name, Modes}` says how to open it.
%% > file:write_file("from.txt", "abc"), Copied = file:copy("from.txt", "to.txt"), Text = file:read_file("to.txt"),
%%   [file:delete(F) || F <- ["from.txt", "to.txt"]], {Copied, Text}.
%% {{ok,3},{ok,<<"abc">>}}
%% > file:copy("no/such/file", "to.txt").
%% {error,enoent}
-spec copy(term(), term()) -> {ok, non_neg_integer()} | {error, reason()}.
copy(From, To) -> copy(From, To, infinity).

%% As `copy/2`, at most so many bytes.
%% > {ok, From} = file:open("abcdef", [ram, read]), {ok, To} = file:open("", [ram, read, write]),
%%   file:copy(From, To, 4), file:pread(To, 0, 10).
%% {ok,"abcd"}
-spec copy(term(), term(), non_neg_integer() | infinity) -> {ok, non_neg_integer()} | {error, reason()}.
copy(From, To, Limit) when is_integer(Limit), Limit >= 0; Limit =:= infinity -> erlet_copy:copy(From, To, Limit);
copy(From, To, Limit) when is_atom(Limit) -> copy(From, To, infinity);
copy(_, _, _) -> {error, badarg}.

%%% Open files

%% Opens a file. Modes: read, write (which empties it, unless read is there, too), append, exclusive (which fails if it
%% exists), binary (what is read), raw (only for this process, and only for functions of `file`), {encoding, utf8 |
%% latin1}, read_ahead, delayed_write, sync, ram (the first argument is the contents), directory. The file is closed
%% when the process ends that opened it. `{error, Reason}`: enoent, eacces, eisdir, eexist …
%% > {ok, F} = file:open("open.txt", [write]), ok = file:write(F, "text"), ok = file:close(F),
%%   Text = file:read_file("open.txt"), file:delete("open.txt"), Text.
%% {ok,<<"text">>}
%% > file:open("no/such/file", [read]).
%% {error,enoent}
%% > file:open("open.txt", [sideways]).
%% {error,enoent}
-spec open(name_all() | iodata(), [mode() | ram | directory]) -> {ok, io_device()} | {error, reason()}.
open(Name, Modes) when is_list(Modes) ->
    case lists:member(ram, Modes) of
        true ->
            lists:member(raw, Modes) andalso error(badarg),
            case erlet_ram:open(Name, Modes) of
                {ok, Pid} -> {ok, #file_descriptor{module = ram_file, data = Pid}};
                Error -> Error
            end;
        false -> on_disk(Name, Modes)
    end;
%% Older forms that OTP takes as well.
open(Name, Mode) when Mode =:= read; Mode =:= write -> open(Name, [Mode]);
open(Name, read_write) -> open(Name, [read, write]);
open(Name, {binary, Mode}) when Mode =:= read; Mode =:= write -> open(Name, [Mode, binary]);
open(Name, {binary, read_write}) -> open(Name, [read, write, binary]);
open(Name, {character, Mode}) when Mode =:= read; Mode =:= write; Mode =:= read_write -> open(Name, Mode);
open(_, _) -> {error, badarg}.

on_disk(Name, Modes) ->
    ?WITH(Name, Path,
          begin
              {Bits, Options} = modes(Modes),
              Raw = lists:member(raw, Modes),
              case fit(Raw, Bits, Options) of
                  ok ->
                      case erlet_file:open(Name, Path, Bits, Options) of
                          {ok, Pid, Handle} when Raw ->
                              %% What cannot be read gives no lists.
                              Binary = map_get(binary, Options) orelse Bits band 1 =:= 0,
                              {ok, #file_descriptor{module = prim_file, data = {Pid, Handle, Binary, ahead(Modes)}}};
                          {ok, Pid, _} -> {ok, Pid};
                          Error -> Error
                      end;
                  Wrong -> Wrong
              end
          end).

%% Whether modes go together. A raw file knows bytes only; packed data is read or written, from its beginning.
fit(false, _, #{encoding := none}) -> {error, badarg};
fit(_, Bits, _) when Bits band 32 =/= 0, Bits band 6 =/= 0 -> {error, einval};
fit(_, Bits, #{layers := [packed | _]}) when Bits band 3 =:= 3; Bits band 4 =/= 0 -> {error, einval};
fit(_, _, _) -> ok.

%% Modes as the machine's bits and the process's options.
modes(Modes) ->
    {Bits, Options} = lists:foldl(fun mode/2, {0, #{binary => false, encoding => latin1, layers => []}}, Modes),
    case Bits band 7 of
        0 -> {Bits bor 1, Options};
        _ -> {Bits, Options}
    end.

mode(read, {Bits, Options}) -> {Bits bor 1, Options};
mode(write, {Bits, Options}) -> {Bits bor 2, Options};
mode(append, {Bits, Options}) -> {Bits bor 6, Options};
mode(exclusive, {Bits, Options}) -> {Bits bor 10, Options};
mode(sync, {Bits, Options}) -> {Bits bor 16, Options};
mode(directory, {Bits, Options}) -> {Bits bor 32, Options};
mode(binary, {Bits, Options}) -> {Bits, Options#{binary := true}};
mode({encoding, _}, {_, #{encoding := none}} = State) -> State;
mode({encoding, Encoding}, {Bits, Options}) -> {Bits, Options#{encoding := erlet_file:encoding(Encoding)}};
mode(compressed, {Bits, #{layers := Layers} = Options}) -> {Bits, Options#{layers := [packed | Layers -- [packed]]}};
mode(delayed_write, State) -> mode({delayed_write, 65536, 2000}, State);
mode({delayed_write, Size, Delay}, {Bits, #{layers := Layers} = Options})
  when is_integer(Size), Size >= 0, is_integer(Delay), Delay >= 0, Delay < 1 bsl 32 ->
    Delayed = [{delayed, Size, Delay} || not lists:keymember(delayed, 1, Layers)],
    {Bits, Options#{layers := Layers ++ Delayed}};
%% As OTP, which passes over modes that it does not know.
mode(_, State) -> State.

%% How much of a raw file is read ahead.
ahead([{read_ahead, Size} | _]) when is_integer(Size), Size > 0 -> Size;
ahead([read_ahead | _]) -> 65536;
ahead([_ | Modes]) -> ahead(Modes);
ahead([]) -> 0.

%% Asks the process of an open file.
request(File, Request) when is_pid(File) -> erlet_file:request(File, Request);
request(#file_descriptor{module = ram_file, data = Pid}, Request) -> erlet_ram:request(Pid, Request);
request(#file_descriptor{data = Data}, Request) -> erlet_file:raw(Request, Data);
request(_, _) -> {error, badarg}.

%% Closes a file; what is not yet written is. A file that is closed already is none the worse, unless it is raw.
%% > {ok, F} = file:open("abc", [ram, read]), file:close(F).
%% ok
-spec close(io_device()) -> ok | {error, reason()}.
close(File) ->
    case request(File, close) of
        {error, terminated} -> ok;
        Reply -> Reply
    end.

%% Reads so many bytes, or characters of a file with an encoding: a string, or a binary when it was opened so. Fewer
%% when the file ends before, `eof` at its end. `{error, Reason}` when it is closed or not open for reading.
%% > {ok, F} = file:open("abc", [ram, read]), [file:read(F, 2) || _ <- [1, 2, 3]].
%% [{ok,"ab"},{ok,"c"},eof]
%% > {ok, F} = file:open("", [ram, write]), file:read(F, 1).
%% {error,ebadf}
-spec read(io_device() | atom(), non_neg_integer()) -> {ok, string() | binary()} | eof | {error, reason()}.
read(File, Count) when is_atom(File), File =/= standard_io, File =/= user; not is_integer(Count); Count < 0 ->
    {error, badarg_or_arguments(File)};
read(File, Count) when is_atom(File) -> from_device(io:get_chars(File, '', Count));
read(File, Count) when is_pid(File) -> from_device(io:request(File, {get_chars, latin1, '', Count}));
read(File, Count) -> request(File, {read, Count}).

badarg_or_arguments(File) when is_atom(File) ->
    case whereis(File) of
        undefined -> arguments;
        _ -> badarg
    end;
badarg_or_arguments(_) -> badarg.

from_device(eof) -> eof;
from_device({error, _} = Error) -> Error;
from_device(Data) -> {ok, Data}.

%% Reads a line with its newline, of which `\r\n` is made `\n`; `eof` at the end.
%% > file:write_file("lines.txt", "one\r\ntwo"), {ok, F} = file:open("lines.txt", [read]),
%%   Lines = [file:read_line(F) || _ <- [1, 2, 3]], file:close(F), file:delete("lines.txt"), Lines.
%% [{ok,"one\n"},{ok,"two"},eof]
-spec read_line(io_device() | atom()) -> {ok, string() | binary()} | eof | {error, reason()}.
read_line(File) when is_atom(File) -> from_device(io:get_line(File, ''));
read_line(File) when is_pid(File) -> from_device(io:request(File, {get_line, latin1, ''}));
read_line(File) -> request(File, read_line).

%% Writes bytes. Data are a binary, or nested lists of bytes and binaries. `{error, badarg}` for anything else, such
%% as characters above 255; those are for `io:put_chars/2`.
%% > {ok, F} = file:open("", [ram, read, write]), ok = file:write(F, ["ab", <<"c">>]), file:pread(F, 0, 10).
%% {ok,"abc"}
%% > {ok, F} = file:open("", [ram, read, write]), file:write(F, [955]).
%% {error,badarg}
-spec write(io_device() | atom(), iodata()) -> ok | {error, reason()}.
write(File, Data) ->
    try iolist_to_binary(Data) of
        Bytes when is_atom(File); is_pid(File) -> io:request(File, {put_chars, latin1, Bytes});
        Bytes -> request(File, {write, Bytes})
    catch
        error:_ -> {error, badarg}
    end.

%% Reads so many bytes at a position; fewer when the file ends before, `eof` when it ended already.
%% > {ok, F} = file:open("abcdef", [ram, read, binary]), [file:pread(F, At, 3) || At <- [1, 4, 6]].
%% [{ok,<<"bcd">>},{ok,<<"ef">>},eof]
-spec pread(io_device(), non_neg_integer(), non_neg_integer()) -> {ok, string() | binary()} | eof | {error, reason()}.
pread(File, At, Count) when is_integer(Count), Count >= 0 -> at(File, At, {pread, At, Count});
pread(_, _, _) -> {error, badarg}.

%% Asks for something at a place. Only a file's process knows others than integers.
at(File, _, Request) when is_pid(File) -> request(File, Request);
at(#file_descriptor{module = ram_file}, At, _) when is_integer(At), At >= 1 bsl 63 -> {error, einval};
at(_, _, {pwrite, _, wrong}) -> {error, badarg};
at(File, At, Request) when is_integer(At), At >= 0 -> request(File, Request);
at(_, At, _) when is_integer(At) -> {error, einval};
at(File, _, _) -> refused(File, badarg).

%% What a wrong argument gives, of which the file's process would have to say that it is wrong.
refused(File, Reason) when is_pid(File) -> request(File, {refused, Reason});
refused(#file_descriptor{module = prim_file} = File, Reason) ->
    %% That it is closed is told first.
    case position(File, cur) of
        {ok, _} -> {error, Reason};
        Error -> Error
    end;
refused(_, Reason) -> {error, Reason}.

%% Reads at several positions, each with the number of bytes; `eof` for those beyond the end.
%% > {ok, F} = file:open("abcdef", [ram, read]), file:pread(F, [{0, 1}, {3, 2}, {9, 1}]).
%% {ok,["a","de",eof]}
-spec pread(io_device(), [{non_neg_integer(), non_neg_integer()}]) -> {ok, [string() | binary() | eof]} | {error, reason()}.
pread(#file_descriptor{module = ram_file} = File, Places) when is_list(Places) ->
    case lists:all(fun is_piece/1, Places) of
        true -> preads(File, Places, []);
        false -> {error, badarg}
    end;
pread(File, Places) when is_list(Places), is_pid(File) orelse is_record(File, file_descriptor) ->
    case layer_refuses(File) of
        {error, _} = Error -> Error;
        _ -> preads(File, Places, [])
    end;
pread(_, _) -> {error, badarg}.

%% What stands between a raw file and the machine's says first what it cannot do at all; `none` when nothing does.
layer_refuses(#file_descriptor{module = prim_file, data = {_, Handle, _, _}} = File) when not is_integer(Handle) ->
    case request(File, {pread, 0, 0}) of
        {error, Reason} = Error when Reason =:= einval; Reason =:= enotsup -> Error;
        _ -> false
    end;
layer_refuses(_) -> none.

is_piece({At, Count}) -> is_integer(At) andalso is_integer(Count) andalso Count >= 0;
is_piece(_) -> false.

preads(#file_descriptor{module = prim_file}, [{At, Count} | _], _)
  when is_integer(At), At < 0; is_integer(At), is_integer(Count), Count < 0 ->
    {error, einval};
preads(#file_descriptor{module = ram_file}, [{_, Count} | _], _) when Count >= 1 bsl 63 -> {error, einval};
preads(File, [{At, Count} | Places], Read) ->
    case pread(File, At, Count) of
        {ok, Data} -> preads(File, Places, [Data | Read]);
        eof -> preads(File, Places, [eof | Read]);
        Error -> Error
    end;
preads(_, [], Read) -> {ok, lists:reverse(Read)};
preads(File, Places, _) -> wrong_places(File, Places).

%% A raw file has no clause for what is no list of pairs.
wrong_places(#file_descriptor{module = prim_file}, Places) -> error(function_clause, [Places]);
wrong_places(_, _) -> {error, badarg}.

%% Writes bytes at a position, over what is there. `{error, Reason}` when that is not possible.
%% > {ok, F} = file:open("abc", [ram, read, write]), ok = file:pwrite(F, 2, "cd"), file:pread(F, 0, 10).
%% {ok,"abcd"}
%% > {ok, F} = file:open("abc", [ram, read]), file:pwrite(F, 2, "cd").
%% {error,ebadf}
-spec pwrite(io_device(), non_neg_integer(), iodata()) -> ok | {error, reason()}.
pwrite(File, At, Data) -> at(File, At, {pwrite, At, bytes(Data)}).

bytes(Data) ->
    try iolist_to_binary(Data)
    catch
        error:_ -> wrong
    end.

%% Writes at several positions; `{error, {N, Reason}}` when N of them were written before one failed.
%% > {ok, F} = file:open("abcdef", [ram, read, write]), ok = file:pwrite(F, [{0, "A"}, {4, "EF"}]),
%%   file:pread(F, 0, 10).
%% {ok,"AbcdEF"}
-spec pwrite(io_device(), [{non_neg_integer(), iodata()}]) -> ok | {error, {non_neg_integer(), reason()}}.
pwrite(#file_descriptor{module = ram_file} = File, Places) when is_list(Places) ->
    case lists:all(fun is_patch/1, Places) of
        true ->
            %% A place beyond all files keeps the others from being written.
            case length(lists:takewhile(fun({At, _}) -> At < 1 bsl 63 end, Places)) of
                Before when Before < length(Places) -> {error, {Before, einval}};
                _ -> pwrites(File, Places, 0)
            end;
        false -> {error, badarg}
    end;
pwrite(File, Places) when is_list(Places), is_pid(File) orelse is_record(File, file_descriptor) ->
    case layer_refuses(File) of
        none -> pwrites(File, Places, 0);
        Refuses ->
            case lists:any(fun is_wrong_patch/1, Places) of
                true -> {error, badarg};
                false when Refuses =:= false -> pwrites(File, Places, 0);
                false -> Refuses
            end
    end;
pwrite(_, _) -> {error, badarg}.

is_patch({At, Data}) -> is_integer(At) andalso (At >= 1 bsl 63 orelse bytes(Data) =/= wrong);
is_patch(_) -> false.

is_wrong_patch({_, Data}) -> bytes(Data) =:= wrong;
is_wrong_patch(_) -> false.

pwrites(File, [{At, Data} | Places], Count) ->
    case pwrite(File, At, Data) of
        ok -> pwrites(File, Places, Count + 1);
        {error, Reason} when not is_pid(File), Reason =:= badarg orelse Reason =:= enotsup -> {error, Reason};
        {error, Reason} -> {error, {Count, Reason}}
    end;
pwrites(_, [], _) -> ok;
pwrites(File, Places, _) -> wrong_places(File, Places).

%% Moves to a position; where that is from the beginning. A position is a number of bytes, bof, cur or eof (beginning,
%% here, end), or {bof | cur | eof, Offset}. `{error, einval}` when it is before the beginning.
%% > {ok, F} = file:open("abcdef", [ram, read]), {file:position(F, {eof, -2}), file:read(F, 5), file:position(F, cur)}.
%% {{ok,4},{ok,"ef"},{ok,6}}
%% > {ok, F} = file:open("abcdef", [ram, read]), file:position(F, -1).
%% {error,einval}
-spec position(io_device(), location()) -> {ok, integer()} | {error, reason()}.
position(File, Location) ->
    case erlet_file:location(Location) of
        {Whence, Offset} -> request(File, {position, Whence, Offset});
        wrong when is_integer(Location), element(2, File) =:= ram_file -> {error, einval};
        wrong -> refused(File, badarg)
    end.


%% Ends the file where it stands; the rest is lost.
%% > {ok, F} = file:open("abcdef", [ram, read, write]), file:position(F, 2), file:truncate(F), file:pread(F, 0, 10).
%% {ok,"ab"}
-spec truncate(io_device()) -> ok | {error, reason()}.
truncate(File) -> request(File, truncate).

%% Has everything that was written put onto the disk, and waits for that.
%% > {ok, F} = file:open("sync.txt", [write]), file:write(F, "abc"), Result = file:sync(F), file:close(F),
%%   file:delete("sync.txt"), Result.
%% ok
-spec sync(io_device()) -> ok | {error, reason()}.
sync(File) -> request(File, sync).

%% Has the contents that were written put onto the disk; other than `sync/1` not what is known about the file.
%% > {ok, F} = file:open("datasync.txt", [write]), Result = file:datasync(F), file:close(F),
%%   file:delete("datasync.txt"), Result.
%% ok
-spec datasync(io_device()) -> ok | {error, reason()}.
datasync(File) -> request(File, datasync).

%% Says how a part of a file will be used: normal, sequential, random, no_reuse, will_need or dont_need, which
%% may make that quicker. `{error, einval}` for another word.
%% > file:write_file("advise.txt", "abc"), {ok, F} = file:open("advise.txt", [read]),
%%   Results = [file:advise(F, 0, 3, Use) || Use <- [sequential, sometimes]], file:close(F),
%%   file:delete("advise.txt"), Results.
%% [ok,{error,einval}]
-spec advise(io_device(), integer(), integer(), atom()) -> ok | {error, reason()}.
advise(File, Offset, Length, Advice) when is_integer(Offset), is_integer(Length) ->
    request(File, {advise, Offset, Length, Advice});
advise(#file_descriptor{module = ram_file}, _, _, _) -> error(badarg);
advise(File, _, _, _) when is_pid(File) -> request(File, wrong);
advise(File, _, _, _) -> refused(File, badarg).

%% Takes room on the disk for bytes of a file, which grows as far. `{error, Reason}` where that is not possible.
%% > {ok, F} = file:open("allocate.txt", [write]), file:allocate(F, 0, 100), file:close(F),
%%   Size = filelib:file_size("allocate.txt"), file:delete("allocate.txt"), Size.
%% 100
-spec allocate(io_device(), non_neg_integer(), non_neg_integer()) -> ok | {error, reason()}.
allocate(File, Offset, Length) when is_integer(Offset), is_integer(Length) -> request(File, {allocate, Offset, Length});
allocate(#file_descriptor{module = ram_file}, _, _) -> error(badarg);
allocate(File, _, _) -> refused(File, badarg).

%%% Directories and names

%% The names in a directory, in no order, without those that are no characters. `{error, enoent}` when it is not there.
%% > file:make_dir("list_dir"), [file:write_file(F, "") || F <- ["list_dir/b", "list_dir/a"]],
%%   {ok, Names} = file:list_dir("list_dir"), file:del_dir_r("list_dir"), lists:sort(Names).
%% ["a","b"]
%% > file:list_dir("no/such/folder").
%% {error,enoent}
-spec list_dir(name_all()) -> {ok, [filename()]} | {error, reason()}.
list_dir(Name) ->
    case list_dir_all(Name) of
        {ok, Names} -> {ok, [Found || Found <- Names, is_list(Found)]};
        Error -> Error
    end.

%% As `list_dir/1`, with names that are no characters, too: as binaries.
%% > file:make_dir("list_all"), file:write_file(<<"list_all/", 255>>, ""), Names = file:list_dir_all("list_all"),
%%   file:del_dir_r("list_all"), Names.
%% {ok,[<<"ÿ">>]}
-spec list_dir_all(name_all()) -> {ok, [filename_all()]} | {error, reason()}.
list_dir_all(Name) ->
    ?WITH(Name, Path,
          case job(list_dir, [Path]) of
              {ok, Names} -> {ok, [name(Found) || Found <- Names]};
              Error -> Error
          end).

%% Makes a directory. The one above has to be there. `{error, eexist}` when the name is taken, `{error, enoent}` when
%% that above is missing.
%% > Made = [file:make_dir("new_dir") || _ <- [1, 2]], file:del_dir("new_dir"), Made.
%% [ok,{error,eexist}]
%% > file:make_dir("no/such/folder").
%% {error,enoent}
-spec make_dir(name_all()) -> ok | {error, reason()}.
make_dir(Name) -> ?WITH(Name, Path, job(make_dir, [Path])).

%% Removes an empty directory. `{error, eexist}` when there is something in it, `{error, enoent}` when it is not there.
%% > file:make_dir("empty_dir"), file:del_dir("empty_dir").
%% ok
%% > file:make_dir("full_dir"), file:write_file("full_dir/a", ""), Result = file:del_dir("full_dir"),
%%   file:del_dir_r("full_dir"), Result.
%% {error,eexist}
-spec del_dir(name_all()) -> ok | {error, reason()}.
del_dir(Name) ->
    case ?WITH(Name, Path, job(del_dir, [Path])) of
        {error, eexist} -> {error, case is_here(Name) of true -> einval; false -> eexist end};
        Result -> Result
    end.

%% Whether a name is one of the working directory.
is_here(Name) ->
    case {read_file_info(Name), read_file_info(".")} of
        {{ok, #file_info{inode = Inode, major_device = Device}}, {ok, #file_info{inode = Inode, major_device = Device}}} -> true;
        _ -> false
    end.

%% Removes a file, or a directory with everything in it; links are removed, not followed.
%% > file:make_dir("whole_dir"), file:write_file("whole_dir/a", "x"), file:del_dir_r("whole_dir").
%% ok
%% > file:del_dir_r("no/such/folder").
%% {error,enoent}
-spec del_dir_r(name_all()) -> ok | {error, reason()}.
del_dir_r(Name) ->
    case read_link_info(Name) of
        {ok, #file_info{type = directory}} ->
            {ok, Names} = list_dir_all(Name),
            case [Error || Entry <- Names, Error <- [del_dir_r(filename:join(Name, Entry))], Error =/= ok] of
                [] -> del_dir(Name);
                [Error | _] -> Error
            end;
        {ok, _} -> delete(Name);
        Error -> Error
    end.

%% Removes a file. `{error, enoent}` when there is none, `{error, eperm}` for a directory.
%% > file:write_file("gone.txt", ""), [file:delete("gone.txt") || _ <- [1, 2]].
%% [ok,{error,enoent}]
-spec delete(name_all()) -> ok | {error, reason()}.
delete(Name) -> ?WITH(Name, Path, job(delete, [Path])).

%% As `delete/1`; the option raw changes nothing here.
%% > file:write_file("gone2.txt", ""), file:delete("gone2.txt", [raw]).
%% ok
-spec delete(name_all(), [raw]) -> ok | {error, reason()}.
delete(Name, Options) when is_list(Options) -> delete(Name).

%% Gives a file or a directory another name. A file that has that name is lost. `{error, Reason}` when there is none,
%% or the new name is on another disk.
%% > file:write_file("old.txt", "abc"), ok = file:rename("old.txt", "new.txt"), Text = file:read_file("new.txt"),
%%   file:delete("new.txt"), Text.
%% {ok,<<"abc">>}
%% > file:rename("no/such/file", "new.txt").
%% {error,enoent}
-spec rename(name_all(), name_all()) -> ok | {error, reason()}.
rename(From, To) ->
    case two(rename, From, To) of
        {error, ebusy} -> {error, case path(From) of <<"/">> -> einval; _ -> ebusy end};
        Result -> Result
    end.

%% Makes a second name of a file: both mean the same contents.
%% > file:write_file("first.txt", "abc"), ok = file:make_link("first.txt", "second.txt"), file:delete("first.txt"),
%%   Text = file:read_file("second.txt"), file:delete("second.txt"), Text.
%% {ok,<<"abc">>}
%% > file:make_link("no/such/file", "second.txt").
%% {error,enoent}
-spec make_link(name_all(), name_all()) -> ok | {error, reason()}.
make_link(Existing, New) -> two(make_link, Existing, New).

%% Makes a symbolic link: a name that stands for another, which need not exist.
%% > ok = file:make_symlink("somewhere", "symlink"), Target = file:read_link("symlink"), file:delete("symlink"), Target.
%% {ok,"somewhere"}
-spec make_symlink(name_all(), name_all()) -> ok | {error, reason()}.
make_symlink(Existing, New) -> two(make_symlink, Existing, New).

two(Operation, First, Second) -> ?WITH(First, One, ?WITH(Second, Two, job(Operation, [One, Two]))).

%% Where a symbolic link points. `{error, einval}` for a file that is no link.
%% > file:read_link(".").
%% {error,einval}
%% > file:read_link("no/such/link").
%% {error,enoent}
-spec read_link(name_all()) -> {ok, filename()} | {error, reason()}.
read_link(Name) ->
    case read_link_all(Name) of
        {ok, Target} when is_binary(Target) -> {error, einval};
        Other -> Other
    end.

%% As `read_link/1`, also for targets that are no characters: those as binaries.
%% > ok = file:make_symlink(<<255>>, "odd_link"), Target = file:read_link_all("odd_link"), file:delete("odd_link"),
%%   Target.
%% {ok,<<"ÿ">>}
-spec read_link_all(name_all()) -> {ok, filename_all()} | {error, reason()}.
read_link_all(Name) ->
    ?WITH(Name, Path,
          case job(read_link, [Path]) of
              {ok, Target} -> {ok, name(Target)};
              Error -> Error
          end).

%% A second name as an old system needed it: `{error, enotsup}` elsewhere.
%% > file:altname("name.txt").
%% {error,enotsup}
-spec altname(name_all()) -> {error, enotsup}.
altname(_) -> {error, enotsup}.

%% What is known of a file, a record of file.hrl: size, type, access, times (local), mode, links and others. Of a link:
%% what it leads to.
%% > file:write_file("info.txt", "abc"), {ok, Info} = file:read_file_info("info.txt"), file:delete("info.txt"),
%%   lists:sublist(tuple_to_list(Info), 4).
%% [file_info,3,regular,read_write]
%% > file:read_file_info("no/such/file").
%% {error,enoent}
-spec read_file_info(name_all() | io_device()) -> {ok, file_info()} | {error, reason()}.
read_file_info(Name) -> read_file_info(Name, []).

%% As `read_file_info/1`; {time, local | universal | posix} says how times are written. The option raw changes nothing.
%% > file:write_file("info2.txt", ""), {ok, Info} = file:read_file_info("info2.txt", [{time, posix}]),
%%   file:delete("info2.txt"), is_integer(element(6, Info)).
%% true
-spec read_file_info(name_all() | io_device(), [raw | {time, atom()}]) -> {ok, file_info()} | {error, reason()}.
read_file_info(File, Options) when is_pid(File); is_record(File, file_descriptor) ->
    info(request(File, handle_info), Options);
read_file_info(Name, Options) -> ?WITH(Name, Path, info(job(file_info, [Path]), Options)).

%% As `read_file_info/1`, of a symbolic link itself.
%% > ok = file:make_symlink("nowhere", "info_link"), {ok, Info} = file:read_link_info("info_link"),
%%   file:delete("info_link"), element(3, Info).
%% symlink
-spec read_link_info(name_all()) -> {ok, file_info()} | {error, reason()}.
read_link_info(Name) -> read_link_info(Name, []).

%% As `read_file_info/2`, of a symbolic link itself.
%% > file:read_link_info("no/such/link", [{time, universal}]).
%% {error,enoent}
-spec read_link_info(name_all(), [raw | {time, atom()}]) -> {ok, file_info()} | {error, reason()}.
read_link_info(Name, Options) -> ?WITH(Name, Path, info(job(link_info, [Path]), Options)).

info({ok, {Size, Type, Access, Atime, Mtime, Ctime, Mode, Links, Major, Minor, Inode, Uid, Gid}}, Options) ->
    Kind = proplists:get_value(time, Options, local),
    {ok, #file_info{size = Size, type = Type, access = Access, atime = time(Atime, Kind), mtime = time(Mtime, Kind),
                    ctime = time(Ctime, Kind), mode = Mode, links = Links, major_device = Major,
                    minor_device = Minor, inode = Inode, uid = Uid, gid = Gid}};
info(Error, _) -> Error.

time(Seconds, posix) -> Seconds;
time(Seconds, universal) -> erlang:posixtime_to_universaltime(Seconds);
time(Seconds, local) -> erlang:universaltime_to_localtime(erlang:posixtime_to_universaltime(Seconds)).

seconds(Seconds) when is_integer(Seconds) -> Seconds;
seconds({_, _} = Local) -> erlang:universaltime_to_posixtime(erlang:localtime_to_universaltime(Local)).

%% Changes mode, owner and times of a file, as far as the record says them.
%% > file:write_file("put_info.txt", ""), {ok, Info} = file:read_file_info("put_info.txt"),
%%   Result = file:write_file_info("put_info.txt", Info), file:delete("put_info.txt"), Result.
%% ok
-spec write_file_info(name_all(), file_info()) -> ok | {error, reason()}.
write_file_info(Name, Info) -> write_file_info(Name, Info, []).

%% As `write_file_info/2`; {time, local | universal | posix} says how times are written.
%% > file:write_file("put_info3.txt", ""), {ok, Info} = file:read_file_info("put_info3.txt", [{time, posix}]),
%%   file:write_file_info("put_info3.txt", setelement(6, Info, 86400), [{time, posix}]),
%%   {ok, New} = file:read_file_info("put_info3.txt", [{time, universal}]), file:delete("put_info3.txt"),
%%   element(6, New).
%% {{1970,1,2},{0,0,0}}
-spec write_file_info(name_all(), file_info(), [raw | {time, atom()}]) -> ok | {error, reason()}.
write_file_info(Name, #file_info{mode = Mode, uid = Uid, gid = Gid, atime = Atime, mtime = Mtime}, Options) ->
    Kind = proplists:get_value(time, Options, local),
    Steps = [fun() -> change_mode(Name, Mode) end || is_integer(Mode)]
        ++ [fun() -> owner(Name, Uid, Gid) end || is_integer(Uid) orelse is_integer(Gid)]
        ++ [fun() -> times(Name, as_seconds(first(Atime, Mtime), Kind), as_seconds(first(Mtime, Atime), Kind)) end
            || first(Atime, Mtime) =/= undefined],
    lists:foldl(fun(Step, ok) -> Step(); (_, Error) -> Error end, ok, Steps).

first(undefined, Other) -> Other;
first(Time, _) -> Time.

as_seconds(Time, universal) -> erlang:universaltime_to_posixtime(Time);
as_seconds(Time, _) -> seconds(Time).

%% Changes what may be done with a file: bits as in 8#644 (the owner reads and writes, others read).
%% > file:write_file("mode.txt", ""), file:change_mode("mode.txt", 8#600),
%%   {ok, Info} = file:read_file_info("mode.txt"), file:delete("mode.txt"), element(8, Info) band 8#777.
%% 384
%% > file:change_mode("no/such/file", 8#600).
%% {error,enoent}
-spec change_mode(name_all(), integer()) -> ok | {error, reason()}.
change_mode(Name, Mode) when is_integer(Mode) -> ?WITH(Name, Path, job(change_mode, [Path, Mode])).

%% Changes the owner of a file, a number. `{error, eperm}` when the caller may not.
%% > file:change_owner("no/such/file", 1000).
%% {error,enoent}
-spec change_owner(name_all(), integer()) -> ok | {error, reason()}.
change_owner(Name, Uid) when is_integer(Uid) -> owner(Name, Uid, undefined).

%% Changes owner and group of a file.
%% > file:change_owner("no/such/file", 1000, 100).
%% {error,enoent}
-spec change_owner(name_all(), integer(), integer()) -> ok | {error, reason()}.
change_owner(Name, Uid, Gid) when is_integer(Uid), is_integer(Gid) -> owner(Name, Uid, Gid).

%% Changes the group of a file, a number. `{error, Reason}` when that is not allowed or there is no file.
%% > file:change_group("no/such/file", 100).
%% {error,enoent}
-spec change_group(name_all(), integer()) -> ok | {error, reason()}.
change_group(Name, Gid) when is_integer(Gid) -> owner(Name, undefined, Gid).

owner(Name, Uid, Gid) -> ?WITH(Name, Path, job(change_owner, [Path, id(Uid), id(Gid)])).

id(undefined) -> -1;
id(Id) -> Id.

%% Changes the times of the last access and the last change of a file, in local time.
%% > file:write_file("time.txt", ""), file:change_time("time.txt", {{2024, 2, 29}, {12, 0, 0}}),
%%   Time = filelib:last_modified("time.txt"), file:delete("time.txt"), Time.
%% {{2024,2,29},{12,0,0}}
-spec change_time(name_all(), date_time()) -> ok | {error, reason()}.
change_time(Name, {{_, _, _}, {_, _, _}} = Time) -> change_time(Name, Time, Time).

%% Changes the time of the last access, and that of the last change, of a file.
%% > file:write_file("time3.txt", ""),
%%   file:change_time("time3.txt", {{2024, 3, 1}, {0, 0, 0}}, {{2023, 1, 2}, {3, 4, 5}}),
%%   Time = filelib:last_modified("time3.txt"), file:delete("time3.txt"), Time.
%% {{2023,1,2},{3,4,5}}
%% > file:change_time("no/such/file", {{2024, 3, 1}, {0, 0, 0}}, {{2023, 1, 2}, {3, 4, 5}}).
%% {error,enoent}
-spec change_time(name_all(), date_time(), date_time()) -> ok | {error, reason()}.
change_time(Name, {{_, _, _}, {_, _, _}} = Atime, {{_, _, _}, {_, _, _}} = Mtime) ->
    case is_time(Atime) andalso is_time(Mtime) of
        true -> times(Name, seconds(Atime), seconds(Mtime));
        false -> {error, badarg}
    end.

is_time({Date, {Hour, Minute, Second}}) ->
    try calendar:valid_date(Date) of
        Valid -> Valid andalso Hour >= 0 andalso Hour < 24 andalso Minute >= 0 andalso Minute < 60
                     andalso Second >= 0 andalso Second < 60
    catch
        error:_ -> false
    end.

times(Name, Atime, Mtime) -> ?WITH(Name, Path, job(change_time, [Path, Atime, Mtime])).

%% The working directory, an absolute name.
%% > {ok, Folder} = file:get_cwd(), filename:pathtype(Folder).
%% absolute
-spec get_cwd() -> {ok, filename()} | {error, reason()}.
get_cwd() ->
    case job(get_cwd, []) of
        {ok, Path} -> {ok, name(Path)};
        Error -> Error
    end.

%% The same for a drive such as `"a:"`, which there is none of.
%% > {file:get_cwd("a:"), file:get_cwd("a"), file:get_cwd("")}.
%% {{error,enotsup},{error,einval},{error,badarg}}
-spec get_cwd(string()) -> {error, badarg | einval | enotsup}.
get_cwd(Drive) when is_binary(Drive); Drive =:= [] -> {error, badarg};
get_cwd(Drive) ->
    try filename:flatten(Drive) of
        [Letter, $:] when Letter >= $a, Letter =< $z; Letter >= $A, Letter =< $Z -> {error, enotsup};
        [_ | _] -> {error, einval};
        _ -> {error, badarg}
    catch
        error:_ -> {error, badarg}
    end.

%% Changes the working directory, which is that of the whole program. `{error, Reason}` when there is no such directory.
%% > file:set_cwd("no/such/folder").
%% {error,enoent}
%% > {ok, Here} = file:get_cwd(), file:set_cwd("/"), {ok, There} = file:get_cwd(), file:set_cwd(Here), There.
%% "/"
-spec set_cwd(name_all()) -> ok | {error, reason()}.
set_cwd(Name) -> ?WITH(Name, Path, job(set_cwd, [Path])).

%%% Terms

%% All terms of a file, each with a full stop behind it. Gives `{error, {Line, Module, Info}}` when the text is wrong,
%% which `format_error/1` explains; `{error, Reason}` when the file can't be read.
%% > file:write_file("consult.txt", "{port, 80}.\n% a comment\n[a].\n"), Terms = file:consult("consult.txt"),
%%   file:delete("consult.txt"), Terms.
%% {ok,[{port,80},[a]]}
%% > file:write_file("consult.txt", "{port, 80"), Result = file:consult("consult.txt"), file:delete("consult.txt"),
%%   Result.
%% {error,{1,erl_parse,["syntax error before: ",[]]}}
-spec consult(name_all()) -> {ok, [term()]} | {error, reason()}.
consult(Name) ->
    case read_file(Name) of
        {ok, Bytes} ->
            case unicode:characters_to_list(Bytes, encoding(binary:split(Bytes, <<"\n">>, [global]))) of
                Text when is_list(Text) -> terms(Text, 1, []);
                {_, Before, _} -> {error, {1 + length([C || C <- Before, C =:= $\n]), file_io_server, invalid_unicode}}
            end;
        Error -> Error
    end.

%% What a comment in one of the first two lines says of the encoding.
encoding(Lines) ->
    Comment = "^\\s*%.*coding\\s*[:=]\\s*latin-?1",
    case lists:any(fun(Line) -> re:run(Line, Comment, [caseless]) =/= nomatch end, lists:sublist(Lines, 2)) of
        true -> latin1;
        false -> utf8
    end.

terms(Text, Line, Terms) ->
    case scanned(erl_scan:tokens([], Text, Line), Line) of
        {{ok, Tokens, Next}, Rest} ->
            case erl_parse:parse_term(Tokens) of
                {ok, Term} -> terms(Rest, Next, [Term | Terms]);
                Error -> Error
            end;
        {{eof, _}, _} -> {ok, lists:reverse(Terms)};
        {{error, Error, _}, _} -> {error, Error}
    end.

scanned({done, Result, Rest}, _) -> {Result, Rest};
scanned({more, Continuation}, Line) -> scanned(erl_scan:tokens(Continuation, eof, Line), Line).

%% The terms of the first file of this name in a list of directories, and its full name. Gives `{error, enoent}` when
%% none has it.
%% > file:make_dir("consult_dir"), file:write_file("consult_dir/a", "1. 2."),
%%   Result = file:path_consult(["no_dir", "consult_dir"], "a"), file:del_dir_r("consult_dir"), Result.
%% {ok,[1,2],"consult_dir/a"}
-spec path_consult([name_all()], name_all()) -> {ok, [term()], filename_all()} | {error, reason()}.
path_consult(Path, Name) ->
    searched(Path, Name, fun(Full) ->
                                 case consult(Full) of
                                     {ok, Terms} -> {ok, Terms, Full};
                                     Error -> Error
                                 end
                         end).

%% Evaluates all expressions of a file, one after the other; what they give is dropped. Gives `{error, {Line, Module,
%% Info}}` when the text is wrong or an expression fails.
%% > file:write_file("eval.txt", "X = 2. self() ! X * 21."), ok = file:eval("eval.txt"), file:delete("eval.txt"),
%%   receive Answer -> Answer end.
%% 42
%% > file:eval("no/such/file").
%% {error,enoent}
-spec eval(name_all()) -> ok | {error, reason() | term()}.
eval(Name) -> eval(Name, []).

%% As `eval/1`, with the values of variables.
%% > file:write_file("eval2.txt", "self() ! X * 2."), ok = file:eval("eval2.txt", [{'X', 21}]),
%%   file:delete("eval2.txt"), receive Answer -> Answer end.
%% 42
-spec eval(name_all(), erl_eval:binding_struct()) -> ok | {error, reason() | term()}.
eval(Name, Bindings) -> erlet_script:eval(Name, Bindings).

%% The value of the last expression of a file; `{error, {Line, Module, Info}}` when the text is wrong or one fails.
%% > file:write_file("script.txt", "X = 6. X * 7."), Value = file:script("script.txt"), file:delete("script.txt"),
%%   Value.
%% {ok,42}
%% > file:write_file("script.txt", "1 +"), Value = file:script("script.txt"), file:delete("script.txt"), Value.
%% {error,{1,erl_parse,["syntax error before: ",[]]}}
-spec script(name_all()) -> {ok, term()} | {error, reason() | term()}.
script(Name) -> script(Name, []).

%% As `script/1`, with the values of variables.
%% > file:write_file("script2.txt", "X * 7."), Value = file:script("script2.txt", [{'X', 6}]),
%%   file:delete("script2.txt"), Value.
%% {ok,42}
-spec script(name_all(), erl_eval:binding_struct()) -> {ok, term()} | {error, reason() | term()}.
script(Name, Bindings) -> erlet_script:script(Name, Bindings).

%% Evaluates the expressions of the first file of this name in a list of directories; its full name.
%% > file:make_dir("eval_dir"), file:write_file("eval_dir/a", "ok."), Result = file:path_eval(["eval_dir"], "a"),
%%   file:del_dir_r("eval_dir"), Result.
%% {ok,"eval_dir/a"}
-spec path_eval([name_all()], name_all()) -> {ok, filename_all()} | {error, reason() | term()}.
path_eval(Path, Name) -> path_eval(Path, Name, []).

%% As `path_eval/2`, with the values of variables.
%% > file:make_dir("eval_dir3"), file:write_file("eval_dir3/a", "X + 1."),
%%   Result = file:path_eval(["eval_dir3"], "a", [{'X', 1}]), file:del_dir_r("eval_dir3"), Result.
%% {ok,"eval_dir3/a"}
-spec path_eval([name_all()], name_all(), erl_eval:binding_struct()) -> {ok, filename_all()} | {error, reason() | term()}.
path_eval(Path, Name, Bindings) ->
    searched(Path, Name, fun(Full) ->
                                 case eval(Full, Bindings) of
                                     ok -> {ok, Full};
                                     Error -> Error
                                 end
                         end).

%% The value of the last expression in the first file of this name in a list of directories, and its full name.
%% > file:make_dir("script_dir"), file:write_file("script_dir/a", "X = 1. X + 1."),
%%   Result = file:path_script(["script_dir"], "a"), file:del_dir_r("script_dir"), Result.
%% {ok,2,"script_dir/a"}
-spec path_script([name_all()], name_all()) -> {ok, term(), filename_all()} | {error, reason() | term()}.
path_script(Path, Name) -> path_script(Path, Name, []).

%% As `path_script/2`, with the values of variables.
%% > file:make_dir("script_dir3"), file:write_file("script_dir3/a", "X + 1."),
%%   Result = file:path_script(["script_dir3"], "a", [{'X', 1}]), file:del_dir_r("script_dir3"), Result.
%% {ok,2,"script_dir3/a"}
-spec path_script([name_all()], name_all(), erl_eval:binding_struct()) -> {ok, term(), filename_all()} | {error, reason() | term()}.
path_script(Path, Name, Bindings) ->
    searched(Path, Name, fun(Full) -> with_name(script(Full, Bindings), Full) end).

%% Opens the first file of this name in a list of directories; its full name as well. Gives `{error, enoent}` when
%% none has it.
%% > file:make_dir("open_dir"), file:write_file("open_dir/a", ""),
%%   {ok, F, Name} = file:path_open(["no_dir", "open_dir"], "a", [read]), file:close(F), file:del_dir_r("open_dir"),
%%   Name.
%% "open_dir/a"
%% > file:path_open(["no_dir"], "a", [read]).
%% {error,enoent}
-spec path_open([name_all()], name_all(), [mode()]) -> {ok, io_device(), filename_all()} | {error, reason()}.
path_open(Path, Name, Modes) ->
    searched(Path, Name, fun(Full) -> with_name(open(Full, Modes), Full) end).

%% A result together with the full name of the file that it came from.
with_name({ok, Value}, Full) -> {ok, Value, Full};
with_name(Error, _) -> Error.

searched(Path, Name, Fun) ->
    try filename:pathtype(Name) of
        absolute -> tried([Name], Fun);
        _ -> tried([in_folder(Dir, Name) || Dir <- Path], Fun)
    catch
        error:_ -> {error, badarg}
    end.

in_folder(".", Name) -> Name;
in_folder(Dir, Name) -> filename:join(Dir, Name).

tried([Full | More], Fun) ->
    case Fun(Full) of
        {error, Missing} when Missing =:= enoent; Missing =:= enotdir -> tried(More, Fun);
        Other -> Other
    end;
tried([], _) -> {error, enoent}.

%%% About errors and names

%% An error of this module in words.
%% > file:format_error(enoent).
%% "no such file or directory"
%% > lists:flatten(file:format_error({3, erl_parse, ["syntax error before: ", "x"]})).
%% "3: syntax error before: x"
-spec format_error(term()) -> io_lib:chars().
format_error({_, ?MODULE, undefined_script}) ->
    "no value returned from script";
format_error({Line, Module, Reason}) ->
    io_lib:format("~w: ~ts", [Line, Module:format_error(Reason)]);
format_error(badarg) -> "bad argument";
format_error(system_limit) -> "a system limit was hit, probably not enough ports";
format_error(terminated) -> "the file server process is terminated";
format_error(Posix) -> erlet_posix:message(Posix).

%% How names of files are written in bytes: latin1 or utf8.
%% > file:native_name_encoding().
%% utf8
-spec native_name_encoding() -> latin1 | utf8.
native_name_encoding() -> utf8.

%% The name by which the file of a process was opened.
%% > {ok, F} = file:open("named.txt", [write]), Name = file:pid2name(F), file:close(F), file:delete("named.txt"), Name.
%% {ok,"named.txt"}
%% > file:pid2name(self()).
%% undefined
-spec pid2name(pid()) -> {ok, name_all()} | undefined.
pid2name(Pid) when is_pid(Pid) -> erlet_file:name(Pid).

%% Sends a file over a socket. There are no sockets, so this opens the file and refuses what it is given.
%% > file:sendfile("no/such/file", socket).
%% {error,enoent}
-spec sendfile(name_all(), term()) -> {ok, non_neg_integer()} | {error, reason()}.
sendfile(Name, Socket) ->
    case open(Name, [read, raw, binary]) of
        {ok, File} ->
            try refuse(Socket)
            after close(File)
            end;
        {error, _} = Error -> Error
    end.

%% As sendfile/2 for a raw file from an offset on, at most so many bytes (0: all).
%% > {ok, F} = file:open("abc", [ram, read]), file:sendfile(F, socket, 0, 0, []).
%% ** error:{case_clause,socket}
-spec sendfile(fd(), term(), non_neg_integer(), non_neg_integer(), [term()]) ->
          {ok, non_neg_integer()} | {error, reason()}.
sendfile(#file_descriptor{}, Socket, Offset, Bytes, Options)
  when is_integer(Offset), is_integer(Bytes), is_list(Options) -> refuse(Socket);
sendfile(_, _, _, _, _) -> {error, badarg}.

refuse(Socket) when is_port(Socket) -> {error, not_owner};
refuse(Socket) -> error({case_clause, Socket}).
