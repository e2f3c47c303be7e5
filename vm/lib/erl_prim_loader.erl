%%% Files as the code loader sees them: the module `erl_prim_loader`. They are those of `file`; there are no archives.
-module(erl_prim_loader).

-export([get_file/1, get_path/0, set_path/1, list_dir/1, read_file_info/1, read_link_info/1, get_cwd/0]).

%% A file's contents and its absolute name.
-spec get_file(atom() | string()) -> {ok, binary(), string()} | error.
get_file(Name) ->
    case file:read_file(Name) of
        {ok, Contents} -> {ok, Contents, filename:absname(name(Name))};
        {error, _} -> error
    end.

name(Name) when is_atom(Name) -> atom_to_list(Name);
name(Name) -> Name.

%% The folders in which modules are looked for.
-spec get_path() -> {ok, [string()]}.
get_path() -> {ok, code:get_path()}.

%% Sets the path along which files are found.
-spec set_path([string()]) -> ok.
set_path(Path) when is_list(Path) -> ok.

%% The names in a folder.
-spec list_dir(string()) -> {ok, [string()]} | error.
list_dir(Folder) -> or_error(file:list_dir(Folder)).

%% What is known of a file, or of the link itself.
-spec read_file_info(string()) -> {ok, tuple()} | error.
read_file_info(Name) -> or_error(file:read_file_info(Name)).

%% What a file is, without following a link.
-spec read_link_info(string()) -> {ok, tuple()} | error.
read_link_info(Name) -> or_error(file:read_link_info(Name)).

%% The working directory.
-spec get_cwd() -> {ok, string()} | error.
get_cwd() -> or_error(file:get_cwd()).

or_error({ok, Value}) -> {ok, Value};
or_error({error, _}) -> error.
