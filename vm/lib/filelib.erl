%%% What programs often ask about files: the module `filelib`.
-module(filelib).

-export([is_dir/1, is_file/1, is_regular/1, file_size/1, last_modified/1, ensure_dir/1, ensure_path/1, fold_files/5,
         wildcard/1, wildcard/2, find_file/2, find_file/3, find_source/1, find_source/2, find_source/3,
         safe_relative_path/2]).

-export_type([filename/0, dirname/0, filename_all/0, dirname_all/0]).

-include("file.hrl").

%% The rule of the folder itself.
-define(SAME, {"", ""}).

-type filename() :: file:name().
-type dirname() :: filename().
-type filename_all() :: file:name_all().
-type dirname_all() :: filename_all().

%% Whether a name is that of a directory, or of a link to one.
%% > [filelib:is_dir(Name) || Name <- [".", "no/such/folder"]].
%% [true,false]
-spec is_dir(filename_all()) -> boolean().
is_dir(Name) -> kind(Name) =:= directory.

%% Whether there is a file or a directory of this name.
%% > [filelib:is_file(Name) || Name <- [".", "no/such/file"]].
%% [true,false]
-spec is_file(filename_all()) -> boolean().
is_file(Name) -> lists:member(kind(Name), [directory, regular]).

%% Whether a name is that of an ordinary file, or of a link to one; a directory is none.
%% > file:write_file("regular.txt", ""), Are = [filelib:is_regular(Name) || Name <- ["regular.txt", "."]],
%%   file:delete("regular.txt"), Are.
%% [true,false]
-spec is_regular(filename_all()) -> boolean().
is_regular(Name) -> kind(Name) =:= regular.

kind(Name) ->
    case file:read_file_info(Name) of
        {ok, #file_info{type = Type}} -> Type;
        _ -> none
    end.

%% A file's size in bytes, 0 if there is none.
%% > file:write_file("size.txt", "abc"), Sizes = [filelib:file_size(Name) || Name <- ["size.txt", "no/such/file"]],
%%   file:delete("size.txt"), Sizes.
%% [3,0]
-spec file_size(filename_all()) -> non_neg_integer().
file_size(Name) ->
    case file:read_file_info(Name) of
        {ok, #file_info{size = Size}} -> Size;
        _ -> 0
    end.

%% When a file was changed, in local time; 0 if there is none.
%% > {{_, _, _}, {_, _, _}} = filelib:last_modified("."), filelib:last_modified("no/such/file").
%% 0
-spec last_modified(filename_all()) -> file:date_time() | 0.
last_modified(Name) ->
    case file:read_file_info(Name) of
        {ok, #file_info{mtime = Time}} -> Time;
        _ -> 0
    end.

%% Makes all directories above a name, as far as they are missing, so that a file of that name can be written. Gives
%% `{error, Reason}` when one can't be made.
%% > filelib:ensure_dir("ensure/a/file.txt"), Are = [filelib:is_dir(D) || D <- ["ensure/a", "ensure/a/file.txt"]],
%%   file:del_dir_r("ensure"), Are.
%% [true,false]
-spec ensure_dir(filename_all()) -> ok | {error, file:posix()}.
ensure_dir(Name) ->
    case filename:dirname(Name) of
        Name -> ok;
        Dir -> ensure_path(Dir)
    end.

%% Makes a directory and those above it, as far as they are missing. `{error, Reason}` when one can't be made.
%% > filelib:ensure_path("ensure_path/a"), Is = filelib:is_dir("ensure_path/a"), file:del_dir_r("ensure_path"), Is.
%% true
%% > file:write_file("ensure.txt", ""), Result = filelib:ensure_path("ensure.txt/a"), file:delete("ensure.txt"), Result.
%% {error,enotdir}
-spec ensure_path(filename_all()) -> ok | {error, file:posix()}.
ensure_path(Name) ->
    %% A slash at the end names nothing more.
    Dir = filename:join([Name]),
    case is_dir(Dir) of
        true -> ok;
        false ->
            case ensure_dir(Dir) of
                ok ->
                    case file:make_dir(Dir) of
                        {error, eexist} ->
                            case file:read_file_info(Dir) of
                                {ok, #file_info{type = directory}} -> ok;
                                _ -> {error, eexist}
                            end;
                        Result -> Result
                    end;
                %% Something else has the name of the folder: what it is says why nothing can be made in it.
                {error, eexist} -> file:make_dir(Dir);
                Error -> Error
            end
    end.

%% Folds over the files of a directory whose names match a pattern. That is a regular expression (as of `re`), and
%% over those in directories below if Recursive says so. The function gets a name, with the directory, and what it
%% gave before.
%% > [file:write_file(F, "") || F <- ["fold_c.erl", "fold_a.erl", "fold_b.hrl"]],
%%   Names = filelib:fold_files(".", "^fold_.*[.]erl$", false, fun(N, Ns) -> [N | Ns] end, []),
%%   [file:delete(F) || F <- ["fold_c.erl", "fold_a.erl", "fold_b.hrl"]], lists:sort(Names).
%% ["./fold_a.erl","./fold_c.erl"]
-spec fold_files(dirname_all(), string(), boolean(), fun((filename_all(), Acc) -> Acc), Acc) -> Acc.
fold_files(Dir, Regexp, Recursive, Fun, Acc) ->
    {ok, Pattern} = re:compile(Regexp, [unicode]),
    folded(Dir, Pattern, Recursive, Fun, Acc).

folded(Dir, Pattern, Recursive, Fun, Acc) ->
    case file:list_dir_all(Dir) of
        {ok, Names} -> lists:foldl(fun(Name, Before) -> visited(Dir, Name, Pattern, Recursive, Fun, Before) end, Acc, Names);
        {error, _} -> Acc
    end.

visited(Dir, Name, Pattern, Recursive, Fun, Acc) ->
    Full = filename:join(Dir, Name),
    Kind = kind(Full),
    case Kind =:= regular andalso matches(Name, Pattern) of
        true -> Fun(Full, Acc);
        false ->
            case Recursive andalso Kind =:= directory of
                true -> folded(Full, Pattern, Recursive, Fun, Acc);
                false -> Acc
            end
    end.

matches(Name, Pattern) ->
    try
        re:run(Name, Pattern, [{capture, none}]) =:= match
    catch
        error:badarg -> false
    end.

%%% Wildcards: *, ?, **, [set], {one,other}, and \ before a character

%% The files that a pattern with wildcards names, sorted. Wildcards: `*` for any characters but a slash, `?` for one,
%% `**` for directories at any depth, `[a-z]` for one of a set, `{one,other}` for one of several texts, `\` before a
%% character that means itself. Fails with `{badpattern, Reason}` when it is none.
%% > filelib:ensure_path("wild/sub"),
%%   [file:write_file("wild/" ++ F, "") || F <- ["b.erl", "a.erl", "c.txt", "sub/d.erl"]],
%%   Found = [filelib:wildcard(Pattern) || Pattern <- ["wild/*.erl", "wild/{b,c}.*", "wild/**/*.erl"]],
%%   file:del_dir_r("wild"), Found.
%% [["wild/a.erl","wild/b.erl"],
%%  ["wild/b.erl","wild/c.txt"],
%%  ["wild/a.erl","wild/b.erl","wild/sub/d.erl"]]
%% > filelib:wildcard("{a,b").
%% ** error:{badpattern,missing_delimiter}
-spec wildcard(filename() | string()) -> [file:filename()].
wildcard(Pattern) when is_list(Pattern) -> wildcard(Pattern, ".").

%% As `wildcard/1`, from a directory on, without which the names are given.
%% > filelib:ensure_path("wild2"), [file:write_file("wild2/" ++ F, "") || F <- ["b", "a"]],
%%   Found = filelib:wildcard("?", "wild2"), file:del_dir_r("wild2"), Found.
%% ["a","b"]
-spec wildcard(filename() | string(), dirname()) -> [file:filename()].
wildcard(Pattern, Cwd) when is_list(Pattern), is_list(Cwd) ->
    Text = in_place(filename:flatten(Pattern)),
    Text =/= [] orelse error({badmatch, []}),
    Found = lists:append([expanded(One, filename:join([Cwd])) || One <- alternatives(Text)]),
    lists:usort(Found).

in_place("./" ++ Pattern) when Pattern =/= [] -> in_place(Pattern);
in_place(Pattern) -> slashes(Pattern).

%% A backslash before a slash, or at the end, means nothing.
slashes("\\/" ++ Pattern) -> [$/ | slashes(Pattern)];
slashes([$\\, Char | Pattern]) -> [$\\, Char | slashes(Pattern)];
slashes("\\") -> "";
slashes([Char | Pattern]) -> [Char | slashes(Pattern)];
slashes([]) -> [].

%% A pattern without braces for each choice of theirs.
alternatives(Pattern) ->
    case braces(Pattern, []) of
        none -> [Pattern];
        {Before, Choices, After} ->
            [Whole || Choice <- Choices, Whole <- alternatives(Before ++ Choice ++ After)]
    end.

braces([$\\, Char | Rest], Before) -> braces(Rest, [Char, $\\ | Before]);
braces([${ | Rest], Before) ->
    {Choices, After} = choices(Rest, 0, [], []),
    {lists:reverse(Before), Choices, After};
braces([$[ | Rest], Before) ->
    {Set, After} = whole_set(Rest),
    braces(After, lists:reverse(Set, [$[ | Before]));
braces([Char | Rest], Before) -> braces(Rest, [Char | Before]);
braces([], _) -> none.

choices([$\\, Char | Rest], Depth, Choice, Done) -> choices(Rest, Depth, [Char, $\\ | Choice], Done);
choices([${ | Rest], Depth, Choice, Done) -> choices(Rest, Depth + 1, [${ | Choice], Done);
choices([$[ | Rest], Depth, Choice, Done) ->
    {Set, After} = whole_set(Rest),
    choices(After, Depth, lists:reverse(Set, [$[ | Choice]), Done);
choices([$} | Rest], 0, Choice, Done) -> {lists:reverse(Done, [lists:reverse(Choice)]), Rest};
choices([$} | Rest], Depth, Choice, Done) -> choices(Rest, Depth - 1, [$} | Choice], Done);
choices([$, | Rest], 0, Choice, Done) -> choices(Rest, 0, [], [lists:reverse(Choice) | Done]);
choices([Char | Rest], Depth, Choice, Done) -> choices(Rest, Depth, [Char | Choice], Done);
choices([], _, _, _) -> error({badpattern, missing_delimiter}).

%% What belongs to the set whose bracket was open before, in which braces and commas are characters; nothing if there is none.
whole_set(Rest) ->
    case set(Rest, []) of
        {_, After} -> lists:split(length(Rest) - length(After), Rest);
        none -> {[], Rest}
    end.

expanded(Pattern, Cwd) ->
    case filename:split(Pattern) of
        ["/" | Parts] -> below(Parts, "/", "/");
        Parts -> below(Parts, "", Cwd)
    end.

%% The names that begin with Shown, which is the directory Real.
below([], Shown, _) -> [Shown || Shown =/= ""];
below(["**"], Shown, Real) -> [Name || Name <- everything(Shown, Real), Name =/= Shown];
below(["**" | Parts], Shown, Real) ->
    below(Parts, Shown, Real)
        ++ [Found || Dir <- everything(Shown, Real), Dir =/= Shown, is_dir(actual(Dir, Shown, Real)),
                     Found <- below(Parts, Dir, actual(Dir, Shown, Real))];
below([Part | Parts], Shown, Real) ->
    case is_plain(Part) of
        true ->
            Name = unescaped(Part),
            case exists(filename:join(Real, Name)) of
                true -> below(Parts, joined(Shown, Name), filename:join(Real, Name));
                false -> []
            end;
        false ->
            [Found || Name <- names(Real), fit(Part, Name), Parts =:= [] orelse is_dir(filename:join(Real, Name)),
                      Found <- below(Parts, joined(Shown, Name), filename:join(Real, Name))]
    end.

joined("", Name) -> Name;
joined(Shown, Name) -> filename:join(Shown, Name).

actual(Dir, "", Real) -> filename:join(Real, Dir);
actual(Dir, Shown, Real) -> filename:join(Real, string:trim(lists:nthtail(length(Shown), Dir), leading, "/")).

everything(Shown, Real) ->
    [Shown | [Found || Name <- names(Real), Found <- everything(joined(Shown, Name), filename:join(Real, Name))]].

names(Dir) ->
    case file:list_dir(Dir) of
        {ok, Names} -> Names;
        {error, _} -> []
    end.

exists(Name) ->
    case file:read_link_info(Name) of
        {ok, _} -> true;
        {error, _} -> false
    end.

is_plain([$\\, _ | Rest]) -> is_plain(Rest);
is_plain([Char | Rest]) -> not lists:member(Char, "*?[") andalso is_plain(Rest);
is_plain([]) -> true.

unescaped([$\\, Char | Rest]) -> [Char | unescaped(Rest)];
unescaped([Char | Rest]) -> [Char | unescaped(Rest)];
unescaped([]) -> [].

%% Whether a pattern names this; a dot at the beginning is a character like others.
fit([$* | Pattern], Name) -> fit(Pattern, Name) orelse (Name =/= [] andalso fit([$* | Pattern], tl(Name)));
fit([$? | Pattern], [_ | Name]) -> fit(Pattern, Name);
fit([$[ | Pattern], [Char | Name]) ->
    case set(Pattern, []) of
        none -> Char =:= $[ andalso fit(Pattern, Name);
        {Ranges, Rest} ->
            lists:any(fun({Low, High}) -> Low =< Char andalso Char =< High end, Ranges) andalso fit(Rest, Name)
    end;
fit([$\\, Char | Pattern], [Char | Name]) -> fit(Pattern, Name);
fit([Char | Pattern], [Char | Name]) when Char =/= $\\ -> fit(Pattern, Name);
fit([], []) -> true;
fit(_, _) -> false.

set([$] | Rest], [_ | _] = Ranges) -> {Ranges, Rest};
set([$\\, Char | Rest], Ranges) -> set(Rest, [{Char, Char} | Ranges]);
set([Low, $-, High | Rest], Ranges) when High =/= $] -> set(Rest, [{Low, High} | Ranges]);
set([Char | Rest], Ranges) -> set(Rest, [{Char, Char} | Ranges]);
set([], _) -> none.

%%% Finding

%% A file of this name in a directory, or in the one that holds the sources to it (`src` to `ebin`).
%% > filelib:ensure_path("find/src"), filelib:ensure_path("find/ebin"), file:write_file("find/src/a.erl", ""),
%%   Found = filelib:find_file("a.erl", "find/ebin"), file:del_dir_r("find"), Found.
%% {ok,"find/src/a.erl"}
%% > filelib:find_file("a.erl", "no/such/folder").
%% {error,not_found}
-spec find_file(filename(), filename()) -> {ok, filename()} | {error, not_found}.
find_file(Name, Dir) -> find_file(Name, Dir, []).

%% As `find_file/2`, with rules of one's own: ends of directories and what stands for them.
%% > filelib:ensure_path("find3/code"), file:write_file("find3/code/a", ""),
%%   Found = filelib:find_file("a", "find3/out", [{"out", "code"}]), file:del_dir_r("find3"), Found.
%% {ok,"find3/code/a"}
-spec find_file(filename(), filename(), [{string(), string()}]) -> {ok, filename()} | {error, not_found}.
find_file(Name, Dir, []) -> by_rules(Name, Dir, [?SAME | erlang_folders()]);
find_file(Name, Dir, Rules) -> by_rules(Name, Dir, [Rule || {_, _} = Rule <- Rules]).

by_rules(Name, Dir, [{From, To} | Rules]) when is_list(From), is_list(To) ->
    Found = case lists:suffix(From, Dir) of
                true -> regular(filename:join(lists:sublist(Dir, length(Dir) - length(From)) ++ To, Name));
                false -> []
            end,
    case Found of
        [Full | _] -> {ok, Full};
        [] -> by_rules(Name, Dir, Rules)
    end;
by_rules(_, _, []) -> {error, not_found}.

%% The folder of a rule may have wildcards.
regular(Full) ->
    case is_regular(Full) of
        true -> [Full];
        false -> lists:filter(fun is_regular/1, wildcard(Full))
    end.

erlang_folders() -> [{"ebin", "src"}, {"ebin", "esrc"}, {"ebin", "src/*"}, {"ebin", "esrc/*"}].

c_folders() -> [{"priv", "c_src"}, {"priv", "src"}, {"bin", "c_src"}, {"bin", "src"}, {"", "src"}].

%% The source of an object file, by the rules of `find_source/3`; `{error, not_found}` when there is none.
%% > filelib:ensure_path("source/src"), file:write_file("source/src/a.erl", ""),
%%   Found = filelib:find_source("source/ebin/a.beam"), file:del_dir_r("source"), Found.
%% {ok,"source/src/a.erl"}
%% > filelib:find_source("no/such/a.beam").
%% {error,not_found}
-spec find_source(filename()) -> {ok, filename()} | {error, not_found}.
find_source(Path) -> find_source(filename:basename(Path), filename:dirname(Path)).

%% The source of an object file of a directory.
%% > filelib:ensure_path("source2"), file:write_file("source2/a.erl", ""),
%%   Found = filelib:find_source("a.beam", "source2"), file:del_dir_r("source2"), Found.
%% {ok,"source2/a.erl"}
-spec find_source(filename(), filename()) -> {ok, filename()} | {error, not_found}.
find_source(Name, Dir) -> find_source(Name, Dir, []).

%% As `find_source/2`, with rules of one's own. Each has two endings, and ends of directories that
%% may have wildcards: {".beam", ".erl", [{"ebin", "src/*"}]}.
%% > filelib:ensure_path("source3/code"), file:write_file("source3/code/a.txt", ""),
%%   Found = filelib:find_source("a.beam", "source3/out", [{".beam", ".txt", [{"out", "code"}]}]),
%%   file:del_dir_r("source3"), Found.
%% {ok,"source3/code/a.txt"}
-spec find_source(filename(), filename(), list()) -> {ok, filename()} | {error, not_found}.
find_source(Name, Dir, []) -> find_source(Name, Dir, source_rules());
find_source(Name, Dir, Rules) ->
    Endings = [Rule || {_, _, Folders} = Rule <- Rules, is_list(Folders)],
    by_endings(filename:extension(Name), filename:rootname(Name), Dir, Endings).

by_endings(From, Root, Dir, [{From, To, Folders} | Rules]) ->
    case by_rules(Root ++ To, Dir, [?SAME | Folders]) of
        {ok, _} = Found -> Found;
        {error, not_found} -> by_endings(From, Root, Dir, Rules)
    end;
by_endings(From, Root, Dir, [_ | Rules]) -> by_endings(From, Root, Dir, Rules);
by_endings(_, _, _, []) -> {error, not_found}.

source_rules() ->
    [{".beam", ".erl", erlang_folders()}, {".erl", ".yrl", []}, {"", ".src", erlang_folders()},
     {".so", ".c", c_folders()}, {".o", ".c", c_folders()}, {"", ".c", c_folders()},
     {"", ".in", erlang_folders() ++ c_folders()}].

%% A relative name without `.` and `..` that stays below a directory, links considered; unsafe when it would not.
%% > [filelib:safe_relative_path(Name, ".") || Name <- ["a/../b/./c", "../a", "/a"]].
%% ["b/c",unsafe,unsafe]
-spec safe_relative_path(filename_all(), filename_all()) -> unsafe | filename_all().
safe_relative_path(Name, Cwd) ->
    case filename:pathtype(Name) of
        relative -> safe(filename:split(Name), [], Cwd, 0);
        _ -> unsafe
    end.

safe(_, _, _, Links) when Links > 32 -> unsafe;
safe([], [], _, _) -> "";
safe([], Taken, _, _) -> filename:join(lists:reverse(Taken));
safe([Dot | Parts], Taken, Cwd, Links) when Dot =:= "."; Dot =:= <<".">> -> safe(Parts, Taken, Cwd, Links);
safe([Up | Parts], Taken, Cwd, Links) when Up =:= ".."; Up =:= <<"..">> ->
    case Taken of
        [] -> unsafe;
        [_ | Before] -> safe(Parts, Before, Cwd, Links)
    end;
safe([Part | Parts], Taken, Cwd, Links) ->
    case file:read_link(filename:join([Cwd | lists:reverse(Taken, [Part])])) of
        {ok, Target} ->
            case filename:pathtype(Target) of
                relative -> safe(filename:split(Target) ++ Parts, Taken, Cwd, Links + 1);
                _ -> unsafe
            end;
        {error, _} -> safe(Parts, [Part | Taken], Cwd, Links)
    end.
