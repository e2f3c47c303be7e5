%%% Loaded modules: the module `code`.
%%%
%%% Modules are found by the program around the machine: those of the library, then sources beside the program and in the
%%% folders of `-pa`. There is no code server; the current code's file is kept as a persistent term.
-module(code).

-export([load_file/1, load_abs/1, load_binary/3, atomic_load/1, ensure_loaded/1, ensure_modules_loaded/1]).
-export([is_loaded/1, all_loaded/0, all_available/0, which/1, get_object_code/1, module_status/0, module_status/1,
         module_md5/1, modified_modules/0, is_module_native/1]).
-export([purge/1, soft_purge/1, delete/1, is_sticky/1, stick_dir/1, unstick_dir/1]).
-export([get_path/0, set_path/1, add_path/1, add_patha/1, add_pathz/1, add_paths/1, add_pathsa/1, add_pathsz/1,
         del_path/1, replace_path/2, where_is_file/1, clash/0, rehash/0]).
-export([root_dir/0, lib_dir/0, lib_dir/1, lib_dir/2, priv_dir/1, compiler_dir/0, objfile_extension/0, get_mode/0]).
-export([prepare_loading/1, finish_loading/1, get_doc/1]).

-export_type([load_error_rsn/0, load_ret/0]).

-type load_error_rsn() :: badfile | nofile | not_purged | on_load_failure | sticky_directory.
-type load_ret() :: {module, module()} | {error, load_error_rsn()}.
-type loaded_filename() :: file:filename() | cover_compiled | preloaded.

%%% Loading

%% Loads a module again, from where it is found. Gives `{error, nofile}` when it is not found, `{error,
%% sticky_directory}` for a module of the library.
%% > code:load_file(no_such_module).
%% {error,nofile}
-spec load_file(module()) -> load_ret().
load_file(Module) when is_atom(Module) ->
    case is_sticky(Module) of
        true -> {error, sticky_directory};
        false ->
            File = source(Module),
            case compile:file(File, [binary]) of
                {ok, Module, Image} -> load_binary(Module, File ++ ".erl", Image);
                error -> found(Module)
            end
    end.

%% A module that is not in the working directory may still be found elsewhere when it is not loaded.
found(Module) ->
    case not erlang:module_loaded(Module) andalso erts_internal:load(Module) of
        true -> {module, Module};
        false -> {error, nofile}
    end.

%% Loads the module of a source file, given without its extension. Gives `{error, nofile}` when it is not there,
%% `{error, badfile}` when it can't be compiled.
%% > code:load_abs("no/such/module").
%% {error,nofile}
-spec load_abs(file:filename()) -> load_ret().
load_abs(Path) when is_list(Path); is_atom(Path) ->
    File = filename:flatten(Path),
    Name = list_to_atom(lists:last(string:split(File, "/", all))),
    case compile:file(File, [binary, return]) of
        {ok, Name, Image, _} -> load_binary(Name, File ++ ".erl", Image);
        {ok, _, _, _} -> {error, badfile};
        {error, [{_, [{none, _, _} | _]} | _], _} -> {error, nofile};
        {error, _, _} -> {error, badfile}
    end.

%% Loads an image that `compile` made; the file is only kept. Code that was current becomes old; what was old then is
%% purged first. `{error, badfile}` when it is no image of that module.
%% > {ok, M, Code} = compile:forms([{attribute, 1, module, loaded}]),
%%   Result = code:load_binary(M, "loaded.beam", Code), code:purge(M), code:delete(M), Result.
%% {module,loaded}
-spec load_binary(module(), loaded_filename(), binary()) -> load_ret().
load_binary(Module, File, Image)
  when is_atom(Module), is_list(File) orelse is_atom(File), is_binary(Image) ->
    case is_sticky(Module) of
        true ->
            report("Can't load module '~w' that resides in sticky dir\n", [Module]),
            {error, sticky_directory};
        false ->
            %% Code that is old already stays when nothing becomes old.
            _ = erlang:module_loaded(Module) andalso purge(Module),
            loaded(Module, File, erts_internal:load_image(Module, Image))
    end;
load_binary(Module, File, Image) -> error(function_clause, [Module, File, Image]).

loaded(Module, File, true) ->
    persistent_term:put({?MODULE, Module}, File),
    {module, Module};
loaded(Module, File, OnLoad) when is_function(OnLoad, 0) ->
    case catch OnLoad() of
        ok -> loaded(Module, File, true);
        _ ->
            _ = erlang:delete_module(Module),
            _ = erts_internal:drop_old(Module),
            {error, on_load_failure}
    end;
loaded(Module, File, bad_image) ->
    report("Error loading module ~w:\n  corrupt file header\n", [Module]),
    report("Loading of ~ts failed: badfile\n", [File]),
    {error, badfile};
loaded(Module, File, Other) ->
    report("Error loading module ~w:\n  module name in object code is ~w\n", [Module, Other]),
    report("Loading of ~ts failed: badfile\n", [File]),
    {error, badfile}.

report(Format, Args) -> error_logger:error_msg(Format, Args).

%% Loads several modules, all or none: names, or {Module, File, Image}. `{error, [{Module, Reason}]}` when one can't be.
%% > {ok, M, Code} = compile:forms([{attribute, 1, module, atomic}]),
%%   Result = code:atomic_load([{M, "atomic.beam", Code}]), code:delete(M), code:purge(M), Result.
%% ok
%% > code:atomic_load([no_such_module]).
%% {error,[{no_such_module,nofile}]}
-spec atomic_load([module() | {module(), file:filename(), binary()}]) -> ok | {error, [{module(), term()}]}.
atomic_load(Modules) when is_list(Modules) ->
    case prepare_loading(Modules) of
        {ok, Prepared} -> finish_loading(Prepared);
        Error -> Error
    end.

%% Gets the images of several modules, for finish_loading/1, and loads none of them.
%% > code:prepare_loading([no_such_module]).
%% {error,[{no_such_module,nofile}]}
-spec prepare_loading([module() | {module(), file:filename(), binary()}]) ->
          {ok, term()} | {error, [{module(), term()}]}.
prepare_loading(Modules) when is_list(Modules) ->
    Prepared = [prepare(Module) || Module <- Modules],
    case [Bad || {error, Bad} <- Prepared] of
        [] -> {ok, Prepared};
        Errors -> {error, Errors}
    end.

prepare({Module, File, Image}) -> {Module, File, Image};
prepare(Module) when is_atom(Module) ->
    case compile:file(Module, [binary]) of
        {ok, Module, Image} -> {Module, atom_to_list(Module) ++ ".erl", Image};
        error -> {error, {Module, nofile}}
    end.

%% Loads what prepare_loading/1 gave, unless one of the modules has old code.
%% > {ok, M, Code} = compile:forms([{attribute, 1, module, prepared}]),
%%   {ok, P} = code:prepare_loading([{M, "prepared.beam", Code}]), Result = code:finish_loading(P), code:delete(M),
%%   code:purge(M), Result.
%% ok
-spec finish_loading(term()) -> ok | {error, [{module(), term()}]}.
finish_loading(Prepared) ->
    Sticky = [{Module, sticky_directory} || {Module, _, _} <- Prepared, is_sticky(Module)],
    Old = [{Module, not_purged} || {Module, _, _} <- Prepared, erlang:check_old_code(Module), erlang:module_loaded(Module)],
    case Sticky ++ Old of
        [] ->
            Results = [{Module, load_binary(Module, File, Image)} || {Module, File, Image} <- Prepared],
            case [{Module, Reason} || {Module, {error, Reason}} <- Results] of
                [] -> ok;
                Errors -> {error, Errors}
            end;
        Errors -> {error, Errors}
    end.

%% Loads a module unless it is loaded. `{error, nofile}` when it is not found.
%% > [code:ensure_loaded(M) || M <- [lists, no_such_module]].
%% [{module,lists},{error,nofile}]
-spec ensure_loaded(module()) -> {module, module()} | {error, load_error_rsn()}.
ensure_loaded(Module) when is_atom(Module) ->
    case erts_internal:load(Module) orelse is_builtin(Module) of
        true -> {module, Module};
        false -> {error, nofile}
    end.

%% Loads modules that are not loaded; which could not be, and why.
%% > code:ensure_modules_loaded([lists, sets]).
%% ok
%% > code:ensure_modules_loaded([lists, no_such_module]).
%% {error,[{no_such_module,nofile}]}
-spec ensure_modules_loaded([module()]) -> ok | {error, [{module(), term()}]}.
ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{Module, Reason} || Module <- Modules, {error, Reason} <- [ensure_loaded(Module)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

%%% What is loaded

%% Whether a module is loaded, and the file that it comes from.
%% > code:is_loaded(no_such_module).
%% false
%% > code:is_loaded(erlang).
%% {file,preloaded}
-spec is_loaded(module()) -> {file, loaded_filename()} | false.
is_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) orelse is_builtin(Module) of
        true -> {file, origin(Module)};
        false -> false
    end.

is_builtin(Module) -> lists:member(Module, [erlang, erts_internal]).

origin(Module) ->
    case is_builtin(Module) of
        true -> preloaded;
        false ->
            Compile = Module:module_info(compile),
            persistent_term:get({?MODULE, Module}, proplists:get_value(source, Compile, ""))
    end.

%% The loaded modules with their files.
%% > lists:keymember(lists, 1, code:all_loaded()).
%% true
-spec all_loaded() -> [{module(), loaded_filename()}].
all_loaded() -> [{Module, origin(Module)} || Module <- erlang:loaded()].

%% The loaded modules with their files, and that they are loaded.
%% > length(code:all_available()) > 1.
%% true
-spec all_available() -> [{string(), loaded_filename(), boolean()}].
all_available() -> [{atom_to_list(Module), File, true} || {Module, File} <- all_loaded()].

%% Where a module comes from, loaded or not; non_existing when there is none.
%% > code:which(no_such_module).
%% non_existing
-spec which(module()) -> loaded_filename() | non_existing.
which(Module) when is_atom(Module) ->
    case is_loaded(Module) of
        {file, File} -> File;
        false ->
            case ensure_loaded(Module) of
                {module, Module} -> origin(Module);
                {error, _} -> non_existing
            end
    end.

%% The image of a module as it lies in its file. There are no such files: error.
%% > code:get_object_code(no_such_module).
%% error
-spec get_object_code(module()) -> {module(), binary(), file:filename()} | error.
get_object_code(Module) when is_atom(Module) -> error.

%% Whether modules are loaded, for each that is.
%% > lists:keyfind(no_such_module, 1, code:module_status()).
%% false
-spec module_status() -> [{module(), not_loaded | loaded | modified | removed}].
module_status() -> [{Module, module_status(Module)} || Module <- erlang:loaded()].

%% Whether a module is loaded; files are not compared.
%% > code:module_status(no_such_module).
%% not_loaded
-spec module_status(module() | [module()]) -> Status | [{module(), Status}] when Status :: not_loaded | loaded | modified | removed.
module_status(Modules) when is_list(Modules) -> [{Module, module_status(Module)} || Module <- Modules];
module_status(Module) ->
    case is_loaded(Module) of
        false -> not_loaded;
        _ -> loaded
    end.

%% The modules whose files are newer: none, as files are not compared.
%% > code:modified_modules().
%% []
-spec modified_modules() -> [module()].
modified_modules() -> [].

%% The MD5 digest of an image.
%% > {ok, _, Code} = compile:forms([{attribute, 1, module, m}]), byte_size(code:module_md5(Code)).
%% 16
-spec module_md5(binary()) -> binary() | undefined.
module_md5(Image) when is_binary(Image) -> erlang:md5(Image).

%% Whether a module is native code: never. undefined when it is not loaded.
%% > code:is_module_native(no_such_module).
%% undefined
-spec is_module_native(module()) -> boolean() | undefined.
is_module_native(Module) when not is_atom(Module) -> error(badarg);
is_module_native(Module) ->
    case is_loaded(Module) of
        false -> undefined;
        _ -> false
    end.

%% The documentation of a module in OTP's form, which is not kept: `{error, missing}`. `h(M)` at the prompt shows it.
%% > code:get_doc(no_such_module).
%% {error,non_existing}
-spec get_doc(module()) -> {error, missing | non_existing}.
get_doc(Module) ->
    case which(Module) of
        non_existing -> {error, non_existing};
        _ -> {error, missing}
    end.

%%% Old code

%% Removes old code; processes that run it are killed. Whether one was.
%% > code:purge(lists).
%% false
-spec purge(module()) -> boolean().
purge(Module) when is_atom(Module) ->
    case erlang:check_old_code(Module) of
        true ->
            Killed = [Pid || Pid <- processes(), Pid =/= self(), kills(Pid, Module)],
            _ = erts_internal:drop_old(Module),
            Killed =/= [];
        false -> false
    end.

%% Whether the process ran old code and so had to end.
kills(Pid, Module) ->
    Monitor = monitor(process, Pid),
    Ref = erts_internal:ask(kill_code, Pid, Module),
    Ended = receive
        {Ref, Answer} -> Answer
    end,
    _ = Ended andalso receive {'DOWN', Monitor, process, _, _} -> ok end,
    demonitor(Monitor, [flush]),
    Ended.

%% Removes old code unless a process runs it; whether none did.
%% > code:soft_purge(lists).
%% true
-spec soft_purge(module()) -> boolean().
soft_purge(Module) when is_atom(Module) ->
    case erlang:check_old_code(Module) of
        true ->
            case lists:any(fun(Pid) -> erlang:check_process_code(Pid, Module) end, processes()) of
                true -> false;
                false ->
                    _ = erts_internal:drop_old(Module),
                    true
            end;
        false -> true
    end.

%% Makes the current code old, so that calls by name find none. Gives false when there is none, or old code has to be
%% purged before.
%% > code:delete(no_such_module).
%% false
-spec delete(module()) -> boolean().
delete(Module) when is_atom(Module) ->
    case erlang:check_old_code(Module) of
        true ->
            report("Module ~w must be purged before deleting\n", [Module]),
            false;
        false ->
            _ = persistent_term:erase({?MODULE, Module}),
            erlang:delete_module(Module) =:= true
    end.

%% Whether a module is not to be replaced: those of the library.
%% > [code:is_sticky(M) || M <- [lists, no_such_module]].
%% [true,false]
-spec is_sticky(module()) -> boolean().
is_sticky(Module) when is_atom(Module) -> is_builtin(Module) orelse erts_internal:is_library(Module).

%% Refused: only the library is kept from being replaced, always.
%% > code:stick_dir("no/such/folder").
%% error
-spec stick_dir(file:filename()) -> ok | error.
stick_dir(Folder) when is_list(Folder) -> error.

%% Refused, as stick_dir/1.
%% > code:unstick_dir("no/such/folder").
%% error
-spec unstick_dir(file:filename()) -> ok | error.
unstick_dir(Folder) when is_list(Folder) -> error.

%%% Folders: where modules are looked for

%% The source of a module along the path, without its ending.
source(Module) ->
    Name = atom_to_list(Module),
    case where_is_file(Name ++ ".erl") of
        non_existing -> Name;
        "./" ++ _ -> Name;
        Path -> filename:rootname(Path)
    end.

%% The search path: the folders of `-pa`, ".", and what was added.
%% > lists:member(".", code:get_path()).
%% true
-spec get_path() -> [file:filename()].
get_path() -> [unicode:characters_to_list(Folder) || Folder <- erts_internal:code_path()].

set(Folders) ->
    erts_internal:set_code_path([unicode:characters_to_binary(Folder) || Folder <- Folders]).

%% Replaces the search path by folders, which all have to be there.
%% > Path = code:get_path(), code:set_path(["no/such/folder" | Path]).
%% {error,bad_directory}
%% > code:set_path([no_such_folder]).
%% {error,bad_directory}
-spec set_path([file:filename()]) -> true | {error, bad_directory | bad_path}.
set_path(Path) when is_list(Path) ->
    case lists:all(fun is_folder/1, Path) of
        true -> set([filename:join([Folder]) || Folder <- Path]);
        false -> {error, bad_directory}
    end.

is_folder(Folder) -> filelib:is_dir(Folder).

%% Adds a folder at the end, as add_pathz/1.
%% > code:add_path("no/such/folder").
%% {error,bad_directory}
-spec add_path(file:filename()) -> true | {error, bad_directory}.
add_path(Folder) when is_list(Folder) -> add_last(Folder).

%% Adds a folder at the beginning; one that is in the path already comes to the front. Gives `{error, bad_directory}`
%% when it is not there.
%% > code:add_patha("/"), First = hd(code:get_path()), code:del_path("/"), First.
%% "/"
-spec add_patha(file:filename()) -> true | {error, bad_directory}.
add_patha(Folder) when is_list(Folder) ->
    case is_folder(Folder) of
        true ->
            First = filename:join([Folder]),
            set([First | lists:delete(First, get_path())]);
        false -> {error, bad_directory}
    end.

%% Adds a folder at the end; one that is in the path already stays where it is. Gives `{error, bad_directory}` when it
%% is not there.
%% > code:add_pathz("/"), Last = lists:last(code:get_path()), code:del_path("/"), Last.
%% "/"
%% > code:add_pathz("no/such/folder").
%% {error,bad_directory}
-spec add_pathz(file:filename()) -> true | {error, bad_directory}.
add_pathz(Folder) when is_list(Folder) -> add_last(Folder).

add_last(Folder) ->
    Path = get_path(),
    case is_folder(Folder) of
        true ->
            Last = filename:join([Folder]),
            lists:member(Last, Path) orelse set(Path ++ [Last]);
        false -> {error, bad_directory}
    end.

%% Adds folders at the end, as add_pathsz/1.
%% > code:add_paths(["no/such/folder"]).
%% ok
-spec add_paths([file:filename()]) -> ok.
add_paths(Folders) when is_list(Folders) -> each(fun add_pathz/1, Folders).

%% A folder may be named by an atom; what is no name is left out.
each(Add, Folders) -> lists:foreach(Add, [filename:flatten(Folder) || Folder <- Folders, is_atom(Folder) orelse is_list(Folder)]).

%% Adds folders at the beginning, one after the other; those that are not there are left out.
%% > code:add_pathsa(["/", "no/such/folder"]), First = hd(code:get_path()), code:del_path("/"), First.
%% "/"
-spec add_pathsa([file:filename()]) -> ok.
add_pathsa(Folders) when is_list(Folders) -> each(fun add_patha/1, Folders).

%% Adds folders at the end, one after the other; those that are not there are left out.
%% > code:add_pathsz(["/", "no/such/folder"]), Last = lists:last(code:get_path()), code:del_path("/"), Last.
%% "/"
-spec add_pathsz([file:filename()]) -> ok.
add_pathsz(Folders) when is_list(Folders) -> each(fun add_pathz/1, Folders).

%% Takes a folder, or that of an application, out of the path; whether it was there.
%% > code:add_pathz("/"), [code:del_path("/") || _ <- [1, 2]].
%% [true,false]
-spec del_path(file:filename() | atom()) -> boolean() | {error, bad_name}.
del_path(Name) when is_atom(Name); is_list(Name) ->
    Path = get_path(),
    case is_name(Name) andalso [Folder || Folder <- Path, Folder =:= filename:join([Name]) orelse is_named(Folder, Name)] of
        [Folder | _] -> set(lists:delete(Folder, Path));
        [] -> false;
        false -> {error, bad_name}
    end.

%% Whether this can be written as the name of a folder at all.
is_name(Name) when is_atom(Name) -> true;
is_name(Name) when length(Name) >= 0 ->
    try lists:all(fun is_integer/1, filename:join([Name]))
    catch error:_ -> false
    end;
is_name(_) -> false.

%% Puts another folder of an application in the place of the one that is in the path, or at its end. Gives `{error, bad_name}` or
%% `{error, bad_directory}` when the folder is not one of that application, or not there.
%% > code:replace_path(some_application, "no/such/folder").
%% {error,bad_name}
-spec replace_path(atom() | string(), file:filename()) -> true | {error, bad_directory | bad_name}.
replace_path(Name, New) when is_atom(New), is_atom(Name) orelse is_list(Name) -> replace_path(Name, atom_to_list(New));
replace_path(Name, New) when is_atom(Name) orelse is_list(Name), is_list(New) ->
    case is_name(New) andalso {is_named(New, Name), is_folder(New)} of
        false -> {error, {badarg, [Name, New]}};
        {false, _} -> {error, bad_name};
        {true, false} -> {error, bad_directory};
        {true, true} -> replaced(Name, filename:join([New]), get_path())
    end.

replaced(Name, New, Path) ->
    case lists:search(fun(Folder) -> is_named(Folder, Name) end, Path) of
        {value, Old} -> set([case Each of Old -> New; _ -> Each end || Each <- Path]);
        false -> set(Path ++ [New])
    end.

%% A folder is meant by its own name, or by that of the application in it: "lib/app-1.0/ebin" is that of `app`.
is_named(Folder, Folder) -> true;
is_named(Folder, Name) when is_atom(Name) -> is_named(Folder, atom_to_list(Name));
is_named(Folder, Name) ->
    hd(string:split(filename:basename(application_of(Folder)), "-")) =:= Name.

%% The first file of that name along the path; non_existing when there is none.
%% > code:where_is_file("no_such.file").
%% non_existing
-spec where_is_file(file:filename()) -> non_existing | file:filename().
where_is_file(File) when is_list(File) ->
    Folders = [Folder || Folder <- get_path(), is_text(File), is_entry(File)],
    Found = [Path || Folder <- Folders, Path <- [filename:join(Folder, File)], filelib:is_file(Path)],
    case Found of
        [Path | _] -> Path;
        [] -> non_existing
    end.

is_text(Name) -> lists:all(fun is_integer/1, Name).

%% What a folder itself can have.
is_entry(Name) -> filename:basename(Name) =:= Name andalso not lists:member(Name, ["", ".", ".."]).

%% Says that no module is found more than once.
%% > {ok, F} = file:open("clash.txt", [write]), group_leader(F, self()), Result = code:clash(), file:close(F),
%%   file:delete("clash.txt"), Result.
%% ok
-spec clash() -> ok.
clash() -> io:format("** Found 0 name clashes in code paths \n").

%% Nothing to do: there is no cache of paths.
%% > code:rehash().
%% ok
-spec rehash() -> ok.
rehash() -> ok.

%% A folder's name; nothing stands there, as the library is part of the program.
%% > filename:pathtype(code:root_dir()).
%% absolute
-spec root_dir() -> file:filename().
root_dir() -> "/".

%% The folder of the libraries; nothing stands there, as the library is part of the program.
%% > filename:basename(code:lib_dir()).
%% "lib"
-spec lib_dir() -> file:filename().
lib_dir() -> "/lib".

%% The folder of an application. It is the working directory when its description stands there, else one of that name
%% among the libraries.
%% > code:lib_dir(no_such_application).
%% {error,bad_name}
-spec lib_dir(atom() | string()) -> file:filename() | {error, bad_name}.
lib_dir(Name) when is_atom(Name) -> lib_dir(atom_to_list(Name));
lib_dir(Name) when is_list(Name) ->
    case [application_of(Folder) || Folder <- get_path(), is_named(Folder, Name)] of
        [Found | _] -> Found;
        [] ->
            %% A path names no application.
            case is_text(Name) andalso filename:basename(Name) =:= Name andalso erlet_apps:folder(Name) of
                Folder when is_list(Folder) -> Folder;
                _ -> {error, bad_name}
            end
    end.

%% Of `NAME/ebin` the name alone is left: OTP makes that absolute, and longer ones not.
application_of(Folder) ->
    case filename:split(Folder) of
        [Name, "ebin"] -> filename:absname(Name);
        [_, _ | _] = Parts -> filename:join(without_ebin(Parts));
        _ -> Folder
    end.

without_ebin(Parts) ->
    case lists:last(Parts) of
        "ebin" -> lists:droplast(Parts);
        _ -> Parts
    end.

%% A folder inside that of an application.
%% > code:lib_dir(no_such_application, priv).
%% {error,bad_name}
-spec lib_dir(atom(), atom()) -> file:filename() | {error, bad_name}.
lib_dir(Name, Inner) when is_atom(Name), is_atom(Inner) -> in_lib_dir(Name, atom_to_list(Inner)).

%% The folder `priv` of an application. `{error, bad_name}` when the application is not found.
%% > code:priv_dir(no_such_application).
%% {error,bad_name}
-spec priv_dir(atom() | string()) -> file:filename() | {error, bad_name}.
priv_dir(Name) -> in_lib_dir(Name, "priv").

in_lib_dir(Name, Inner) ->
    case lib_dir(Name) of
        {error, bad_name} -> {error, bad_name};
        Folder -> filename:join(Folder, Inner)
    end.

%% A folder's name; nothing stands there, as the compiler is part of the program.
%% > filename:pathtype(code:compiler_dir()).
%% absolute
-spec compiler_dir() -> file:filename().
compiler_dir() -> "/lib/compiler".

%% The ending of files with compiled modules.
%% > code:objfile_extension().
%% ".beam"
-spec objfile_extension() -> string().
objfile_extension() -> ".beam".

%% How modules are loaded: when they are first called.
%% > code:get_mode().
%% interactive
-spec get_mode() -> interactive | embedded.
get_mode() -> interactive.
