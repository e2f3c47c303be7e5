%%% A listener that makes JUnit's XML: a test suite for each outermost group or test with a name, as a module is; the suite
%%% `tests` has the others.
-module(eunit_surefire).
-behaviour(eunit_listener).

-export([start/0, start/1]).
-export([init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).

-define(HEADER, "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n").

%% Starts a listener of EUnit that writes a JUnit report, `TEST-` and the title, to the working directory.
%% > P = eunit_surefire:start(), unlink(P), exit(P, kill).
%% true
-spec start() -> pid().
start() -> start([]).

%% Starts a listener of EUnit that writes a JUnit report; `{dir, Folder}` says where, `verbose` keeps what tests
%% printed. EUnit starts it for the option `{report, {eunit_surefire, Options}}`.
%% > eunit:test({"start", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-start.xml"), file:delete("TEST-start.xml"),
%%   binary:match(Xml, <<"<?xml">>) =/= nomatch.
%% true
-spec start(list()) -> pid().
start(Options) -> eunit_listener:start(?MODULE, Options).

%% `open` is how many groups are open in the suite, `cases` its cases and `suites` the complete suites, last first.
%% > eunit:test({"init", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-init.xml"), file:delete("TEST-init.xml"),
%%   binary:match(Xml, <<"testsuite">>) =/= nomatch.
%% true
-spec init(list()) -> map().
init(Options) -> #{options => Options, open => 0, name => none, cases => [], loose => [], suites => []}.

%% A group or a test begins.
%% > eunit:test({"begin", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-begin.xml"), file:delete("TEST-begin.xml"),
%%   binary:match(Xml, <<"testcase">>) =/= nomatch.
%% true
-spec handle_begin(test | group, list(), map()) -> map().
handle_begin(test, _, State) -> State;
handle_begin(group, Data, #{open := 0} = State) ->
    case proplists:get_value(desc, Data) of
        undefined -> State;
        Desc -> State#{open := 1, name := unicode:characters_to_list(Desc)}
    end;
handle_begin(group, _, #{open := Open} = State) -> State#{open := Open + 1}.

%% A group or a test has ended. A case is {Name, Milliseconds, Outcome, Output}; what an outcome that is not `ok` is of
%% is an attribute of its XML.
%% > eunit:test({"end", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-end.xml"), file:delete("TEST-end.xml"),
%%   binary:match(Xml, <<"failures=\"0\"">>) =/= nomatch.
%% true
-spec handle_end(test | group, list(), map()) -> map().
handle_end(test, Data, State) ->
    Outcome = case proplists:get_value(status, Data) of
                  ok -> ok;
                  {error, Exception} -> failure(Exception);
                  {skipped, Why} -> {skipped, skipped, ["::", eunit_lib:format_skip(Why), $\n]}
              end,
    add({name(Data), proplists:get_value(time, Data), Outcome, proplists:get_value(output, Data)}, Data, State);
handle_end(group, _, State) -> close(State).

failure({Class, _, _} = Exception) -> {error, Class, ["::", eunit_lib:format_exception(Exception, -1)]}.

%% A group or a test was cancelled.
%% > eunit:test({"cancel", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-cancel.xml"), file:delete("TEST-cancel.xml"),
%%   binary:match(Xml, <<"skipped=\"0\"">>) =/= nomatch.
%% true
-spec handle_cancel(test | group, list(), map()) -> map().
handle_cancel(test, Data, State) -> add({name(Data), 0, cancelled(proplists:get_value(reason, Data)), ""}, Data, State);
handle_cancel(group, Data, State) ->
    case proplists:get_value(reason, Data) of
        undefined -> close(State);
        {blame, _} -> close(State);
        Reason -> close(add({group_name(Reason, Data), 0, cancelled(Reason), ""}, Data, State))
    end.

cancelled({timeout, #{stacktrace := Stack}}) -> {skipped, timeout, eunit_lib:format_stack(Stack)};
cancelled({abort, {Kind, Exception}}) when Kind =:= setup_failed; Kind =:= cleanup_failed -> failure(Exception);
cancelled({abort, _} = Reason) -> {error, error, ["::", eunit_lib:format_reason([{reason, Reason}], -1)]};
cancelled({exit, _} = Reason) -> {error, exit, ["::", eunit_lib:format_reason([{reason, Reason}], -1)]};
cancelled(_) -> {skipped, unknown, "undefined"}.

group_name({abort, {setup_failed, _}}, Data) -> fixture("setup", Data);
group_name({abort, {cleanup_failed, _}}, Data) -> fixture("cleanup", Data);
group_name(_, Data) ->
    case proplists:get_value(desc, Data) of
        undefined -> "a group without a name";
        Desc -> Desc
    end.

fixture(Phase, Data) -> io_lib:format("fixture ~s ~p", [Phase, proplists:get_value(id, Data)]).

%% A test outside of all groups is a suite of its own if it has a title.
add(Case, Data, #{open := 0, loose := Loose, suites := Suites} = State) ->
    case proplists:get_value(desc, Data) of
        undefined -> State#{loose := [Case | Loose]};
        Desc -> State#{suites := [{unicode:characters_to_list(Desc), [Case]} | Suites]}
    end;
add(Case, _, #{cases := Cases} = State) -> State#{cases := [Case | Cases]}.

close(#{open := 0} = State) -> State;
close(#{open := 1} = State) -> (finished(State))#{open := 0, name := none, cases := []};
close(#{open := Open} = State) -> State#{open := Open - 1}.

finished(#{name := none} = State) -> State;
finished(#{name := Name, cases := Cases, suites := Suites} = State) ->
    State#{suites := [{Name, lists:reverse(Cases)} | Suites]}.

name(Data) ->
    {Module, Function, _} = proplists:get_value(source, Data),
    Desc = case proplists:get_value(desc, Data) of
               undefined -> "";
               Text -> [" (", Text, ")"]
           end,
    [io_lib:format("~ts:~w ~ts", [Module, proplists:get_value(line, Data, 0), Function]), Desc].

%% Everything has run: writes the reports.
%% > eunit:test({"terminate", fun() -> 3 = 1 + 2 end}, [no_tty, {report, {eunit_surefire, [{dir, "."}]}}]),
%%   {ok, Xml} = file:read_file("TEST-terminate.xml"), file:delete("TEST-terminate.xml"),
%%   binary:match(Xml, <<"tests=\"1\"">>) =/= nomatch.
%% true
-spec terminate({ok, list()}, map()) -> term().
terminate(_, #{options := Options} = State) ->
    #{suites := Suites, loose := Loose} = finished(State),
    All = [{"tests", lists:reverse(Loose)} || Loose =/= []] ++ Suites,
    Texts = [{Name, suite(Name, Cases)} || {Name, Cases} <- lists:reverse(All)],
    case proplists:get_value(send, Options) of
        undefined ->
            Directory = proplists:get_value(dir, Options, "."),
            lists:foreach(fun({Name, Text}) -> write(Directory, Name, Text) end, Texts);
        Pid ->
            Whole = [?HEADER, "<testsuites>\n", [Text || {_, Text} <- Texts], "</testsuites>\n"],
            Pid ! {?MODULE, self(), unicode:characters_to_binary(Whole)}
    end.

write(Directory, Name, Text) ->
    Plain = case Name of
                "module '" ++ Module -> lists:droplast(Module);
                _ -> Name
            end,
    File = [case lists:member(Char, " /\\\"'*?") of true -> $_; false -> Char end || Char <- Plain],
    ok = file:write_file(filename:join(Directory, "TEST-" ++ File ++ ".xml"),
                         unicode:characters_to_binary([?HEADER, Text])).

suite(Name, Cases) ->
    Count = fun(Kind) -> integer_to_list(length([Case || {_, _, {Of, _, _}, _} = Case <- Cases, Of =:= Kind])) end,
    ["<testsuite tests=\"", integer_to_list(length(Cases)), "\" failures=\"0\" errors=\"", Count(error),
     "\" skipped=\"", Count(skipped), "\" time=\"", seconds(lists:sum([element(2, Case) || Case <- Cases])),
     "\" name=\"", attribute(Name), "\">\n", lists:map(fun test_case/1, Cases), "</testsuite>\n"].

test_case({Name, Time, Outcome, Output}) ->
    ["  <testcase time=\"", seconds(Time), "\" name=\"", attribute(Name), "\">\n", outcome(Outcome),
     "    <system-out>", escaped(Output), "\n    </system-out>\n  </testcase>\n"].

outcome(ok) -> "";
outcome({Kind, Type, Text}) ->
    Element = atom_to_list(Kind),
    ["    <", Element, " type=\"", atom_to_list(Type), "\">\n", escaped(Text), "    </", Element, ">\n"].

seconds(Milliseconds) -> io_lib:format("~.3f", [Milliseconds / 1000]).

attribute(Text) -> string:replace(escaped(Text), "\"", "&quot;", all).

%% What XML cannot hold is left out.
escaped(Text) -> lists:flatmap(fun escape/1, unicode:characters_to_list(Text)).

escape($<) -> "&lt;";
escape($>) -> "&gt;";
escape($&) -> "&amp;";
escape(Char) when Char < 32, Char =/= $\n, Char =/= $\t -> "";
escape(Char) -> [Char].
