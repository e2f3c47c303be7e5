%%% Names of files: the module `filename`. Names are lists, deep lists with atoms, or binaries; a binary in, a binary out.
-module(filename).

-export([absname/1, absname/2, absname_join/2, basedir/2, basedir/3, basename/1, basename/2, dirname/1, extension/1,
         flatten/1, join/1, join/2, append/2, nativename/1, pathtype/1, rootname/1, rootname/2, split/1, validate/1]).

-export_type([basedir_path_type/0, basedir_name_type/0]).

-type basedir_path_type() :: user_cache | user_config | user_data | user_log.
-type basedir_name_type() :: basedir_path_type() | site_config | site_data.
-type name() :: string() | atom() | [name()] | binary().

%% An absolute name; a relative one begins at the working directory.
%% > filename:absname("/a/b").
%% "/a/b"
%% > {ok, Here} = file:get_cwd(), filename:absname("b") =:= filename:join(Here, "b").
%% true
-spec absname(name()) -> string() | binary().
absname(Name) ->
    {ok, Cwd} = file:get_cwd(),
    absname(Name, Cwd).

%% An absolute name; a relative one begins at a directory.
%% > filename:absname("a/b", "/top").
%% "/top/a/b"
-spec absname(name(), name()) -> string() | binary().
absname(Name, Dir) ->
    case pathtype(Name) of
        relative -> absname_join(Dir, Name);
        absolute when is_binary(Dir) -> join([as_binary(Name)]);
        absolute -> join([flatten(Name)])
    end.

%% A directory with a relative name after it.
%% > filename:absname_join("/top", "a/b").
%% "/top/a/b"
-spec absname_join(name(), name()) -> string() | binary().
absname_join(Dir, Name) -> join(Dir, flatten(Name)).

%% One string of a deep name, atoms written out; a binary stays.
%% > filename:flatten(["a/", [b, $/], "c"]).
%% "a/b/c"
-spec flatten(name()) -> string() | binary().
flatten(Name) when is_binary(Name) -> Name;
flatten(Name) -> flat(Name, []).

flat([Item | Rest], Tail) when is_list(Item); is_atom(Item) -> flat(Item, flat(Rest, Tail));
flat([Item | Rest], Tail) -> [Item | flat(Rest, Tail)];
flat([], Tail) -> Tail;
flat(Atom, Tail) when is_atom(Atom) -> atom_to_list(Atom) ++ Tail.

%% Does the work on a list and gives back what came in: a list or a binary.
on_list(Name, Fun) when is_binary(Name) -> list_to_binary(Fun(binary_to_list(Name)));
on_list(Name, Fun) -> Fun(characters(flatten(Name))).

characters([Char | Rest]) when is_integer(Char) -> [Char | characters(Rest)];
characters([]) -> [].

%% What follows the last slash.
%% > filename:basename("/usr/lib/erl.conf").
%% "erl.conf"
-spec basename(name()) -> string() | binary().
basename(Name) when is_binary(Name) -> list_to_binary(last_part(binary_to_list(Name)));
basename(Name) -> last(flatten(Name)).

%% As OTP says it of a string: nothing when it ends in several slashes.
last(List) ->
    case lists:suffix("//", List) of
        true -> "";
        false -> last_part(List)
    end.

last_part(List) ->
    case string:lexemes(List, "/") of
        [] -> "";
        Parts -> lists:last(Parts)
    end.

%% The same without an ending.
%% > filename:basename("/usr/lib/erl.conf", ".conf").
%% "erl"
-spec basename(name(), name()) -> string() | binary().
basename(Name, Ext) when is_binary(Name), is_list(Ext) -> basename(Name, unicode:characters_to_binary(Ext));
basename(Name, Ext) when is_binary(Name), is_atom(Ext) -> error(function_clause, [Name, Ext]);
basename(Name, Ext) when is_list(Name), is_binary(Ext) -> basename(as_binary(Name), Ext);
basename(Name, Ext) when is_binary(Ext) ->
    Whole = as_binary(Name),
    Base = basename(Whole),
    %% The ending is looked for, and taken away, at the end of the whole name, slashes included.
    case byte_size(Base) - byte_size(Ext) of
        Left when Left >= 0, binary_part(Whole, byte_size(Whole), -byte_size(Ext)) =:= Ext ->
            binary_part(Whole, byte_size(Whole) - byte_size(Base), Left);
        _ -> Base
    end;
basename(Name, Ext) ->
    Text = flatten(Name),
    without(last(Text), flatten(Ext), Text).

%% Whether the ending may be taken away is told by the name as it was given: one that ends in a slash keeps it.
without(Base, Ext, Name) ->
    case lists:suffix(Ext, Name) andalso lists:suffix(Ext, Base) of
        true -> lists:sublist(Base, length(Base) - length(Ext));
        false -> Base
    end.

%% What comes before the last slash; "." when there is none.
%% > {filename:dirname("/usr/lib/erl.conf"), filename:dirname("erl.conf")}.
%% {"/usr/lib","."}
-spec dirname(name()) -> string() | binary().
dirname(Name) -> on_list(Name, fun(List) -> directory(List) end).

directory(List) ->
    case lists:splitwith(fun(Char) -> Char =/= $/ end, lists:reverse(List)) of
        {_, []} -> ".";
        {_, Rest} ->
            case lists:dropwhile(fun(Char) -> Char =:= $/ end, Rest) of
                [] -> "/";
                Dir -> lists:reverse(Dir)
            end
    end.

%% The ending with its dot, or nothing.
%% > filename:extension("a/b.tar.gz").
%% ".gz"
-spec extension(name()) -> string() | binary().
extension(Name) -> on_list(Name, fun(List) -> element(2, divided(List)) end).

%% The name without its ending.
%% > filename:rootname("a/b.tar.gz").
%% "a/b.tar"
-spec rootname(name()) -> string() | binary().
rootname(Name) -> on_list(Name, fun root/1).

%% A name that is nothing but a dot and an ending has an empty root.
root([$. | Rest] = List) ->
    case lists:any(fun(Char) -> Char =:= $. orelse Char =:= $/ end, Rest) of
        true -> element(1, divided(List));
        false -> ""
    end;
root(List) -> element(1, divided(List)).

%% A name in two: before and from its last dot, which is not the first character of the last part.
divided(List) ->
    case lists:splitwith(fun(Char) -> Char =/= $. andalso Char =/= $/ end, lists:reverse(List)) of
        {Ext, [$., Before | Rest]} when Before =/= $/ -> {lists:reverse(Rest, [Before]), [$. | lists:reverse(Ext)]};
        _ -> {List, ""}
    end.

%% The name without this ending.
%% > filename:rootname("a/b.erl", ".erl").
%% "a/b"
-spec rootname(name(), name()) -> string() | binary().
rootname(Name, Ext) when is_binary(Name), is_list(Ext) -> rootname(Name, unicode:characters_to_binary(Ext));
rootname(Name, Ext) when is_list(Name), is_binary(Ext) -> rootname(as_binary(Name), Ext);
rootname(Name, Ext) when is_binary(Name), is_atom(Ext) -> Name;
rootname(Name, Ext) when is_binary(Ext) -> list_to_binary(shortened(binary_to_list(Name), binary_to_list(Ext)));
rootname(Name, Ext) -> shortened(flatten(Name), flatten(Ext)).

%% The last part is not taken whole.
shortened(List, Ext) ->
    case lists:suffix(Ext, List) andalso lists:sublist(List, length(List) - length(Ext)) of
        false -> List;
        [] -> [];
        Root ->
            case lists:last(Root) of
                $/ -> List;
                _ -> Root
            end
    end.

%% Names put together with slashes; an absolute one makes those before it void. A binary among them makes the whole one.
%% Fails with function_clause for no name at all.
%% > filename:join(["a", <<"b">>, c]).
%% <<"a/b/c">>
%% > filename:join([]).
%% ** error:function_clause
-spec join([name()]) -> string() | binary().
join([Name]) -> on_list(Name, fun tidy/1);
join([First, Second | Rest]) -> join([join(First, Second) | Rest]).

%% Two names put together.
%% > filename:join("a", "/b").
%% "/b"
-spec join(name(), name()) -> string() | binary().
join(First, Second) when is_binary(First), is_binary(Second) ->
    list_to_binary(joined(binary_to_list(First), binary_to_list(Second)));
join(First, Second) when is_binary(First) -> join(First, as_binary(Second));
join(First, Second) when is_binary(Second) -> join(as_binary(First), Second);
join(First, Second) -> joined(flatten(First), flatten(Second)).

as_binary(Name) when is_binary(Name) -> Name;
as_binary(Name) ->
    Binary = <<_/binary>> = unicode:characters_to_binary(flatten(Name)),
    Binary.

joined(_, [$/ | _] = Second) -> tidy(Second);
joined(First, "") -> tidy(First);
joined(First, [$., $/ | Second]) -> joined(First, after_slash(Second));
joined(First, Second) -> tidy(without_dot(First) ++ "/" ++ Second).

%% A directory that ends in `/.` is the one before.
without_dot(Dir) ->
    case lists:reverse(Dir) of
        [$., $/ | Before] -> lists:reverse(Before);
        _ -> Dir
    end.

%% Without doubled slashes, one at the end, and `./` after another slash.
tidy([$/ | Rest]) -> [$/ | tidy_rest(after_slash(Rest))];
tidy(List) -> tidy_rest(List).

tidy_rest([$/ | Rest]) ->
    case after_slash(Rest) of
        [] -> [];
        More -> [$/ | tidy_rest(More)]
    end;
tidy_rest([Char | Rest]) when is_integer(Char) -> [Char | tidy_rest(Rest)];
tidy_rest([]) -> [].

after_slash([$/ | Rest]) -> after_slash(Rest);
after_slash([$., $/ | Rest]) -> after_slash(Rest);
after_slash(Rest) -> Rest.

%% Two names with one slash between them, whatever they are.
%% > filename:append("a", "b").
%% "a/b"
-spec append(name(), name()) -> string() | binary().
append(Dir, Name) when is_binary(Dir), is_binary(Name) -> <<Dir/binary, $/, Name/binary>>;
append(Dir, Name) when is_binary(Dir) -> append(Dir, as_binary(Name));
append(Dir, Name) when is_binary(Name) -> append(as_binary(Dir), Name);
append(Dir, Name) -> Dir ++ "/" ++ Name.

%% As the operating system writes it: here, as it is.
%% > filename:nativename("a//b/").
%% "a/b"
-spec nativename(name()) -> string() | binary().
nativename(Name) -> join([Name]).

%% Whether a name begins at the root.
%% > {filename:pathtype("/a"), filename:pathtype("a")}.
%% {absolute,relative}
-spec pathtype(name()) -> absolute | relative.
pathtype(<<"/", _/binary>>) -> absolute;
pathtype(Name) when is_binary(Name) -> relative;
pathtype(Name) ->
    case flatten(Name) of
        [$/ | _] -> absolute;
        _ -> relative
    end.

%% The parts of a name; the root is "/".
%% > filename:split("/usr/lib/erl.conf").
%% ["/","usr","lib","erl.conf"]
-spec split(name()) -> [string() | binary()].
split(Name) when is_binary(Name) -> [list_to_binary(Part) || Part <- parts(binary_to_list(Name))];
split(Name) -> parts(flatten(Name)).

parts([$/ | _] = List) -> ["/" | string:lexemes(List, "/")];
parts(List) -> string:lexemes(List, "/").

%% Whether a name can be one of a file.
%% > filename:validate("a\0b").
%% false
-spec validate(file:name_all()) -> boolean().
validate(Name) when is_binary(Name) -> is_valid(Name);
validate(Name) when is_list(Name); is_atom(Name) ->
    try unicode:characters_to_binary(flatten(Name)) of
        Bytes -> is_binary(Bytes) andalso is_valid(Bytes)
    catch
        error:_ -> false
    end.

is_valid(Bytes) -> binary:match(Bytes, <<0>>) =:= nomatch.

%% Where a program of that name keeps files of a kind. Kinds: user_cache, user_config, user_data, user_log, or
%% site_config and site_data, which are lists of places. The environment may say otherwise (XDG_CONFIG_HOME and
%% others).
%% > filename:basedir(somewhere, "my_program").
%% ** error:{case_clause,somewhere}
%% > os:putenv("XDG_CACHE_HOME", "/caches"), Place = filename:basedir(user_cache, "my_program"),
%%   os:unsetenv("XDG_CACHE_HOME"), Place.
%% "/caches/my_program"
-spec basedir(basedir_name_type(), string() | binary()) -> file:filename_all() | [file:filename_all()].
basedir(Type, Application) when is_atom(Type), is_list(Application) orelse is_binary(Application) ->
    basedir(Type, Application, #{}).

%% As `basedir/2`; the map may say os (linux, darwin, windows), author (on Windows) and version.
%% > filename:basedir(site_data, "my_program", #{os => darwin, version => "1.0"}).
%% ["/Library/Application Support/my_program/1.0"]
-spec basedir(basedir_name_type(), string() | binary(), map()) -> file:filename_all() | [file:filename_all()].
basedir(Type, Application, Options) when is_atom(Type), is_list(Application) orelse is_binary(Application), is_map(Options) ->
    Name = case Options of
               #{version := Version} -> join(Application, Version);
               #{} -> Application
           end,
    case maps:get(os, Options, own_system()) of
        darwin -> darwin_dir(Type, Name);
        windows -> windows_dir(Type, author(Options, Name));
        _ -> xdg_dir(Type, Name)
    end.

own_system() ->
    case os:type() of
        {unix, Name} -> Name;
        {win32, _} -> windows
    end.

xdg_dir(user_data, Name) -> join(home("XDG_DATA_HOME", ".local/share"), Name);
xdg_dir(user_config, Name) -> join(home("XDG_CONFIG_HOME", ".config"), Name);
xdg_dir(user_cache, Name) -> join(home("XDG_CACHE_HOME", ".cache"), Name);
xdg_dir(user_log, Name) -> join([home("XDG_CACHE_HOME", ".cache"), Name, "log"]);
xdg_dir(site_data, Name) -> [join(Dir, Name) || Dir <- site("XDG_DATA_DIRS", "/usr/local/share/:/usr/share/")];
xdg_dir(site_config, Name) -> [join(Dir, Name) || Dir <- site("XDG_CONFIG_DIRS", "/etc/xdg")];
xdg_dir(Type, _) -> error({case_clause, Type}).

darwin_dir(Type, Name) when Type =:= user_data; Type =:= user_config ->
    join([os:getenv("HOME", "/"), "Library/Application Support", Name]);
darwin_dir(user_cache, Name) -> join([os:getenv("HOME", "/"), "Library/Caches", Name]);
darwin_dir(user_log, Name) -> join([os:getenv("HOME", "/"), "Library/Logs", Name]);
darwin_dir(Type, Name) when Type =:= site_data; Type =:= site_config -> [join("/Library/Application Support", Name)];
darwin_dir(Type, _) -> error({case_clause, Type}).

windows_dir(user_data, Name) -> join(home("LOCALAPPDATA", "Local"), Name);
windows_dir(user_config, Name) -> join(home("APPDATA", "Roaming"), Name);
windows_dir(user_cache, Name) -> join([home("LOCALAPPDATA", "Local"), Name, "Cache"]);
windows_dir(user_log, Name) -> join([home("LOCALAPPDATA", "Local"), Name, "Logs"]);
windows_dir(Type, _) when Type =:= site_data; Type =:= site_config -> [];
windows_dir(Type, _) -> error({case_clause, Type}).

%% Programs for Windows lie below the name of who made them.
author(#{author := Author}, Name) -> join(Author, Name);
author(#{}, Name) -> Name.

home(Variable, Default) ->
    case os:getenv(Variable) of
        Unset when Unset =:= false; Unset =:= "" -> join(os:getenv("HOME", "/"), Default);
        Dir -> Dir
    end.

site(Variable, Default) -> string:lexemes(os:getenv(Variable, Default), ":").
