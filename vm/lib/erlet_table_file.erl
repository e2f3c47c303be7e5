%%% Tables in files: what `ets:tab2file/2` writes and `ets:file2tab/1` reads. A file is the external form of
%%% `{erlet_table, Information, Objects}`; OTP's files are of another kind.
-module(erlet_table_file).

-export([write/3, read/1, information/1]).

%% Writes a table's properties and objects.
-spec write(ets:table(), file:name(), [term()]) -> ok | {error, term()}.
write(Table, File, Options) ->
    case [Option || Option <- Options, not is_option(Option)] of
        [] -> write_known(Table, File, proplists:get_value(extended_info, Options, []));
        [Unknown | _] -> {error, {unknown_option, Unknown}}
    end.

is_option({sync, Sync}) -> is_boolean(Sync);
is_option({extended_info, Items}) -> is_list(Items) andalso Items -- [object_count, md5sum] =:= [];
is_option(_) -> false.

write_known(Table, File, Extended) ->
    case ets:info(Table) of
        undefined -> {error, badtab};
        Info ->
            Of = fun(Item) -> {Item, proplists:get_value(Item, Info)} end,
            Properties = [Of(Item) || Item <- [name, type, protection, named_table, keypos, size]],
            All = Properties ++ [{extended_info, Extended}, {version, {1, 0}}],
            failed(file:write_file(File, term_to_binary({erlet_table, All, ets:tab2list(Table)})), File)
    end.

failed({error, Reason}, File) -> {error, {file_error, File, Reason}};
failed(Result, _) -> Result.

%% Makes a table of what a file holds; the caller owns it.
-spec read(file:name()) -> {ok, ets:table()} | {error, term()}.
read(File) ->
    case contents(File) of
        {ok, Properties, Objects} ->
            Get = fun(Item) -> proplists:get_value(Item, Properties) end,
            Named = [named_table || Get(named_table)],
            try ets:new(Get(name), [Get(type), Get(protection), {keypos, Get(keypos)} | Named]) of
                Table ->
                    true = ets:insert(Table, Objects),
                    {ok, Table}
            catch
                error:badarg -> {error, cannot_create_table}
            end;
        Error -> Error
    end.

%% The properties of the table in a file.
-spec information(file:name()) -> {ok, [{atom(), term()}]} | {error, term()}.
information(File) ->
    case contents(File) of
        {ok, Properties, _} -> {ok, Properties};
        Error -> Error
    end.

contents(File) ->
    case file:read_file(File) of
        {ok, Bytes} ->
            try binary_to_term(Bytes) of
                {erlet_table, Properties, Objects} when is_list(Properties), is_list(Objects) ->
                    {ok, Properties, Objects};
                _ -> {error, {read_error, {not_a_log_file, File}}}
            catch
                error:badarg -> {error, {read_error, {not_a_log_file, File}}}
            end;
        {error, Reason} -> {error, {read_error, {file_error, File, Reason}}}
    end.
