%% allow: undef
%% The folders of code:get_path, and modules that are found in one that was added.
-module(search_path).
-export([main/0]).

main() ->
    Top = filename:join("/tmp", "search_path_" ++ os:getpid()),
    Ebin = filename:join([Top, "app-1.0", "ebin"]),
    ok = filelib:ensure_path(Ebin),
    Source = filename:join(Top, "found_along_the_path.erl"),
    ok = file:write_file(Source, "-module(found_along_the_path).\n-export([f/0]).\nf() -> 42.\n"),
    try steps(Top, Ebin, Source) after file:del_dir_r(Top) end.

steps(Top, Ebin, Source) ->
    Show = fun(What, Value) -> io:format("~s: ~p~n", [What, named(Value, Top)]) end,
    First = code:get_path(),
    Show("no folder", [code:add_patha(Top ++ "/none"), code:add_pathz(Top ++ "/none")]),
    Show("not found yet", catch found_along_the_path:f()),
    Show("in front", {code:add_patha(Top), hd(code:get_path())}),
    Show("at the end", {code:add_pathz(Ebin), lists:last(code:get_path())}),
    Show("at the end again", {code:add_pathz(Top), lists:last(code:get_path()), hd(code:get_path())}),
    Show("in front again", {code:add_patha(Ebin), hd(code:get_path()), lists:member(Ebin, tl(code:get_path()))}),
    Show("several", {code:add_pathsa([Top, Top ++ "/none", Ebin]), lists:sublist(code:get_path(), 2)}),
    {ok, found_along_the_path} = compile:file(Source, [{outdir, Top}]),
    Show("called", found_along_the_path:f()),
    Show("a file", [code:where_is_file("found_along_the_path.erl"), code:where_is_file("no_such_file")]),
    Show("replaced", [code:replace_path(app, Top ++ "/none"), code:replace_path(nobody, Ebin)]),
    Show("taken out", [{code:del_path(app), lists:member(Ebin, code:get_path())}, code:del_path(Top), code:del_path(Top)]),
    Show("all at once", [code:set_path([Top ++ "/none"]), code:set_path([Ebin | First]), hd(code:get_path())]),
    true = code:set_path(First),
    Show("forgotten", {code:delete(found_along_the_path), code:purge(found_along_the_path), catch found_along_the_path:f()}).

%% The folder's name differs from run to run, and so does what is below a call.
named(Text, Top) when is_list(Text), Text =/= [] ->
    case lists:all(fun is_integer/1, Text) andalso string:prefix(Text, Top) of
        Rest when is_list(Rest) -> "TOP" ++ Rest;
        _ -> [named(Each, Top) || Each <- Text]
    end;
named({'EXIT', {Reason, _}}, _) -> Reason;
named(Tuple, Top) when is_tuple(Tuple) -> list_to_tuple(named(tuple_to_list(Tuple), Top));
named(Term, _) -> Term.
