%%% Copying files: what `file:copy/3` does, between names, names with modes, and open files.
-module(erlet_copy).

-export([copy/3]).

-include("file.hrl").

-type side() :: file:io_device() | file:name_all() | {file:name_all(), [file:mode()]}.

%% Copies at most so many bytes; how many they were.
-spec copy(side(), side(), non_neg_integer() | infinity) -> {ok, non_neg_integer()} | {error, term()}.
copy(From, To, Limit) ->
    case is_side(From) andalso is_side(To) andalso side(From, [read]) of
        false -> {error, badarg};
        {ok, Source, Close} ->
            Result = case side(To, [write]) of
                         {ok, Target, CloseTarget} ->
                             %% What is appended to the file itself is not copied again.
                             Copied = copied(Source, Target, min(Limit, left(From, Source)), 0),
                             CloseTarget(),
                             Copied;
                         Error -> Error
                     end,
            Close(),
            Result;
        Error -> Error
    end.

%% How many bytes there are to copy: only of a file that is opened here is that known.
left(Open, _) when is_pid(Open); is_record(Open, file_descriptor) -> infinity;
left(_, Source) ->
    case file:position(Source, eof) of
        {ok, Size} when Size > 0 ->
            {ok, 0} = file:position(Source, bof),
            Size;
        %% A device or a file of the system may have bytes and no size.
        _ -> infinity
    end.

is_side({Name, Modes}) -> is_list(Modes) andalso is_name(Name);
is_side(Open) when is_pid(Open); is_record(Open, file_descriptor) -> true;
is_side(Name) -> is_name(Name).

is_name(Name) ->
    try is_binary(Name) orelse is_list(filename:flatten(Name))
    catch
        error:_ -> false
    end.

side({Name, Modes}, More) when is_list(Modes) -> opened(Name, Modes ++ More);
side(Open, _) when is_pid(Open); is_record(Open, file_descriptor) -> {ok, Open, fun() -> ok end};
side(Name, Modes) -> opened(Name, Modes).

%% Bytes are copied as they are on the disk.
opened(Name, Modes) ->
    case file:open(Name, [raw, binary | Modes -- [ram, compressed, delayed_write]]) of
        {ok, File} -> {ok, File, fun() -> file:close(File) end};
        Error -> Error
    end.

copied(_, _, 0, Done) -> {ok, Done};
copied(Source, Target, Limit, Done) ->
    case file:read(Source, min(Limit, 65536)) of
        {ok, Data} ->
            Size = iolist_size(Data),
            case file:write(Target, Data) of
                ok when Limit =:= infinity -> copied(Source, Target, infinity, Done + Size);
                ok -> copied(Source, Target, max(0, Limit - Size), Done + Size);
                Error -> Error
            end;
        eof -> {ok, Done};
        Error -> Error
    end.
