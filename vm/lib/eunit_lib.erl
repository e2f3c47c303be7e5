%%% What EUnit's reports share: exceptions and reasons as text; and what eunit.hrl's macros call.
-module(eunit_lib).

-export([format_exception/2, format_stack/1, format_error/2, format_skip/1, format_reason/2, source/1]).
-export([command/1, debug/3, debug_value/5, debug_time/4]).

%% Arguments of a call are shown less deep than reasons.
-define(ARGUMENT_DEPTH, 15).

%% An exception: where it was raised, its class and its reason, the latter down to a depth.
-spec format_exception({atom(), term(), list()}, pos_integer()) -> iolist().
format_exception({Class, Reason, Stack}, Depth) ->
    [format_stack(Stack), io_lib:format("**~tw:~ts\n", [Class, io_lib:format("~tP", [Reason, Depth])])].

%% A stack trace, a line for each frame; EUnit's own frames are left out.
-spec format_stack(list()) -> iolist().
format_stack(Stack) ->
    case [Frame || Frame <- Stack, not is_own(element(1, Frame))] of
        [] -> [];
        [First | Rest] -> [frame("in function", First) | [frame("in call from", Frame) || Frame <- Rest]]
    end.

is_own(Module) -> lists:member(Module, [eunit_proc, eunit_set]).

frame(Intro, {Module, Function, Args, Info}) when is_list(Args) ->
    [line(Intro, Module, Function, length(Args), Info), "  called as ", called(Module, Function, Args), $\n];
frame(Intro, {Module, Function, Arity, Info}) ->
    line(Intro, Module, Function, Arity, Info).

line(Intro, Module, Function, Arity, Info) ->
    io_lib:format("~s ~tw:~tw/~w~ts\n", [Intro, Module, Function, Arity, place(Info)]).

place(Info) ->
    case {proplists:get_value(file, Info), proplists:get_value(line, Info, 0)} of
        {undefined, _} -> "";
        {_, 0} -> "";
        {File, Line} -> io_lib:format(" (~ts, line ~w)", [File, Line])
    end.

called(erlang, Name, Args) ->
    case {erlet_exception:is_operator(erlang, Name, length(Args)), Args} of
        {true, [Value]} -> io_lib:format("~ts ~ts", [Name, argument(Value)]);
        {true, [Left, Right]} -> io_lib:format("~ts ~ts ~ts", [argument(Left), Name, argument(Right)]);
        {false, _} -> call(Name, Args)
    end;
called(_, Function, Args) -> call(Function, Args).

call(Function, Args) -> [io_lib:format("~tw", [Function]), $(, lists:join($,, lists:map(fun argument/1, Args)), $)].

argument(Arg) -> io_lib:format("~tP", [Arg, ?ARGUMENT_DEPTH]).

%% Why an item could not be run.
-spec format_error(eunit_set:error(), pos_integer()) -> iolist().
format_error({bad_test, Term}, Depth) -> error_text("bad test descriptor", io_lib:format("~tP", [Term, Depth]));
format_error({module_not_found, Module}, _) -> error_text("test module not found", io_lib:format("~tp", [Module]));
format_error({application_not_found, Name}, _) -> error_text("application not found", io_lib:format("~tp", [Name]));
format_error({file_read_error, {_, Message, Name}}, _) ->
    error_text("error reading file", io_lib:format("~ts: ~ts", [Message, Name]));
format_error({no_such_function, MFA}, _) -> error_text(["no such function: ", mfa(MFA)], "");
format_error({generator_failed, {MFA, Exception}}, Depth) ->
    error_text(["test generator ", mfa(MFA), " failed"], format_exception(Exception, Depth));
format_error({setup_failed, Exception}, Depth) ->
    error_text("context setup failed", format_exception(Exception, Depth));
format_error({cleanup_failed, Exception}, Depth) ->
    error_text("context cleanup failed", format_exception(Exception, Depth));
format_error({instantiation_failed, Exception}, Depth) ->
    error_text("instantiation of subtests failed", format_exception(Exception, Depth));
format_error({no_test_from_generator, {MFA, Term}}, Depth) -> no_test("generator ", MFA, Term, Depth);
format_error({no_test_from_instantiator, {MFA, Term}}, Depth) -> no_test("instantiator ", MFA, Term, Depth).

no_test(Kind, MFA, Term, Depth) ->
    error_text(["result from ", Kind, mfa(MFA), " is not a test"], io_lib:format("~tP", [Term, Depth])).

error_text(Title, Text) -> ["*** ", Title, " ***\n**", Text, "\n\n"].

%% Why a test was skipped.
-spec format_skip({module_not_found, module()} | {no_such_function, mfa()}) -> iolist().
format_skip({module_not_found, Module}) -> io_lib:format("missing module: ~tw", [Module]);
format_skip({no_such_function, MFA}) -> ["no such function: ", mfa(MFA)].

mfa({Module, Function, Arity}) -> io_lib:format("~tw:~tw/~w", [Module, Function, Arity]).

%% Why an item was cancelled.
-spec format_reason(Data :: list(), integer()) -> iolist().
format_reason(Data, Depth) ->
    case proplists:get_value(reason, Data) of
        {timeout, #{stacktrace := Stack}} -> ["*timed out*\n", format_stack(Stack)];
        {exit, Reason} -> io_lib:format("*unexpected termination of test process*\n::~tP\n\n", [Reason, Depth]);
        {abort, Error} -> format_error(Error, Depth);
        _ -> "*skipped*\n"
    end.

%% A test as `Module:Line Function (Description)`, without the parts that it does not have.
-spec source(list()) -> iolist().
source(Data) ->
    {Module, Function, _} = proplists:get_value(source, Data),
    Line = case proplists:get_value(line, Data, 0) of
               0 -> "";
               Number -> io_lib:format("~w:", [Number])
           end,
    Desc = case proplists:get_value(desc, Data) of
               undefined -> "";
               Text -> io_lib:format(" (~ts)", [Text])
           end,
    io_lib:format("~ts:~ts ~ts~ts", [Module, Line, Function, Desc]).

%% What ?cmd and its kin call: the status that a command ends with, and what it writes.
-spec command(string()) -> {Status :: integer(), Output :: string()}.
command(Command) ->
    Port = open_port({spawn, Command}, [stream, in, exit_status, stderr_to_stdout]),
    written(Port, []).

written(Port, Pieces) ->
    receive
        {Port, {data, Data}} -> written(Port, [Data | Pieces]);
        {Port, {exit_status, Status}} -> {Status, lists:append(lists:reverse(Pieces))}
    end.

%% What ?debugMsg and its kin call: writes to `user`, which nothing captures.
-spec debug(string(), pos_integer(), unicode:chardata()) -> ok.
debug(File, Line, Text) -> io:format(user, "~ts:~w:~w: ~ts\n", [File, Line, self(), Text]).

%% Shows an expression and its value down to a depth (-1: whole); the value.
-spec debug_value(string(), pos_integer(), string(), Value, integer()) -> Value.
debug_value(File, Line, Expression, Value, Depth) ->
    debug(File, Line, io_lib:format("~ts = ~tP", [Expression, Value, Depth])),
    Value.

%% Shows how long a fun takes; its value.
-spec debug_time(string(), pos_integer(), unicode:chardata(), fun(() -> Value)) -> Value.
debug_time(File, Line, Text, Fun) ->
    {Time, Value} = timer:tc(Fun),
    debug(File, Line, io_lib:format("~ts: ~.3f s", [Text, Time / 1000000])),
    Value.
