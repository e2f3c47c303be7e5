%%% Files as the code loader sees them: the module `erl_prim_loader`. They are those of `file`; there are no archives.
-module(erl_prim_loader).

-export([get_file/1, get_path/0, set_path/1, list_dir/1, read_file_info/1, read_link_info/1, get_cwd/0]).

%% A file's contents and its absolute name, or `error`.
%% > ok = file:write_file("prim_1", "hello"), {ok, Text, Name} = erl_prim_loader:get_file("./prim_1"),
%%   file:delete("prim_1"), {Text, filename:basename(Name)}.
%% {<<"hello">>,"prim_1"}
%% > erl_prim_loader:get_file("no_such_file").
%% error
-spec get_file(atom() | string()) -> {ok, binary(), string()} | error.
get_file(Name) ->
    case file:read_file(Name) of
        {ok, Contents} -> {ok, Contents, filename:absname(name(Name))};
        {error, _} -> error
    end.

name(Name) when is_atom(Name) -> atom_to_list(Name);
name(Name) -> Name.

%% The folders in which modules are looked for.
%% > {ok, Folders} = erl_prim_loader:get_path(), is_list(Folders).
%% true
-spec get_path() -> {ok, [string()]}.
get_path() -> {ok, code:get_path()}.

%% Sets the path along which files are found. Fails with function_clause when it is no list.
%% > {ok, Folders} = erl_prim_loader:get_path(), erl_prim_loader:set_path(Folders).
%% ok
-spec set_path([string()]) -> ok.
set_path(Path) when is_list(Path) -> ok.

%% The names in a folder, in no order, or `error`.
%% > ok = file:make_dir("prim_2"), Names = erl_prim_loader:list_dir("prim_2"), file:del_dir("prim_2"), Names.
%% {ok,[]}
%% > erl_prim_loader:list_dir("no_such_folder").
%% error
-spec list_dir(string()) -> {ok, [string()]} | error.
list_dir(Folder) -> or_error(file:list_dir(Folder)).

%% What is known of a file, as `file:read_file_info/1` has it, or of what a link leads to; or `error`.
%% > {ok, Info} = erl_prim_loader:read_file_info("."), element(3, Info).
%% directory
-spec read_file_info(string()) -> {ok, tuple()} | error.
read_file_info(Name) -> or_error(file:read_file_info(Name)).

%% What is known of a file, or of a link itself, or `error`.
%% > erl_prim_loader:read_link_info("no_such_file").
%% error
-spec read_link_info(string()) -> {ok, tuple()} | error.
read_link_info(Name) -> or_error(file:read_link_info(Name)).

%% The working directory, as `file:get_cwd/0` has it.
%% > erl_prim_loader:get_cwd() =:= file:get_cwd().
%% true
-spec get_cwd() -> {ok, string()} | error.
get_cwd() -> or_error(file:get_cwd()).

or_error({ok, Value}) -> {ok, Value};
or_error({error, _}) -> error.
