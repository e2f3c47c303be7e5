%% Prints the report without what differs from run to run: times, and the frames of EUnit itself.
report(Tests, Options) ->
    Server = spawn_link(fun() -> collect([]) end),
    {Pid, Monitor} = spawn_monitor(fun() -> group_leader(Server, self()), exit({result, eunit:test(Tests, Options)}) end),
    receive {'DOWN', Monitor, process, Pid, {result, Result}} -> ok end,
    Server ! {text, self()},
    Text = receive {text, Chars} -> Chars end,
    Lines = [Line || Line <- string:split(Text, "\n", all), string:find(Line, "in call from eunit_") =:= nomatch],
    io:put_chars(lists:join($\n, [without_time(Line) || Line <- Lines])),
    io:format("~p~n~n", [Result]).

collect(Texts) ->
    receive
        {io_request, From, Ref, {put_chars, unicode, M, F, A}} ->
            collect_text(From, Ref, unicode:characters_to_list(apply(M, F, A)), Texts);
        {io_request, From, Ref, {put_chars, unicode, Text}} ->
            collect_text(From, Ref, unicode:characters_to_list(Text), Texts);
        {text, From} -> From ! {text, lists:append(lists:reverse(Texts))}
    end.

collect_text(From, Ref, Text, Texts) ->
    From ! {io_reply, Ref, ok},
    collect([Text | Texts]).

without_time(Line) ->
    case {string:split(Line, "...["), string:split(Line, "[done in")} of
        {[Test, _], _} -> Test ++ "...ok";
        {_, [Indent, _]} -> Indent ++ "[done]";
        _ -> string:replace(Line, "tests/run/eunit/", "")
    end.
