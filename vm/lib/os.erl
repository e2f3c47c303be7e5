%%% The operating system: environment, commands, time. What blocks is done by a thread of the machine's.
-module(os).

-export([getenv/0, getenv/1, getenv/2, putenv/2, unsetenv/1, env/0]).
-export([cmd/1, cmd/2, find_executable/1, find_executable/2, version/0, perf_counter/1, set_signal/2]).

-export_type([env_var_name/0, env_var_value/0]).

%% Where it stands, so that the trace names the function that was called.
-define(BADARG(Args), error(badarg, Args, [{error_info, #{module => erl_kernel_errors}}])).

-type env_var_name() :: nonempty_string().
-type env_var_value() :: string().

%% All variables of the environment, each as "Name=Value".
%% > os:putenv("SOME_VARIABLE", "1"), lists:member("SOME_VARIABLE=1", os:getenv()).
%% true
-spec getenv() -> [string()].
getenv() -> [text(Line) || Line <- erts_internal:environment()].

%% A variable's value, or false.
%% > os:getenv("NO_SUCH_VARIABLE").
%% false
-spec getenv(env_var_name()) -> env_var_value() | false.
getenv(Name) ->
    try erts_internal:get_variable(variable(Name)) of
        false -> false;
        Value -> text(Value)
    catch
        error:_ -> ?BADARG([Name])
    end.

%% A variable's value, or a default.
%% > os:getenv("NO_SUCH_VARIABLE", "none").
%% "none"
-spec getenv(env_var_name(), Default) -> env_var_value() | Default.
getenv(Name, Default) ->
    case getenv(Name) of
        false -> Default;
        Value -> Value
    end.

%% All variables of the environment as pairs.
%% > os:putenv("SOME_VARIABLE", "1"), lists:keyfind("SOME_VARIABLE", 1, os:env()).
%% {"SOME_VARIABLE","1"}
-spec env() -> [{env_var_name(), env_var_value()}].
env() -> [pair(Line) || Line <- getenv()].

pair([First | Line]) ->
    [Name, Value] = string:split([First | Line], "="),
    {Name, Value}.

%% Sets a variable of the environment, for this program and those that it starts. Fails with badarg when the name has an
%% equals sign in it.
%% > os:putenv("SOME_VARIABLE", "1"), os:getenv("SOME_VARIABLE").
%% "1"
%% > os:putenv("SOME=VARIABLE", "1").
%% ** error:badarg
-spec putenv(env_var_name(), env_var_value()) -> true.
putenv(Name, Value) ->
    try
        %% Nobody can ask for a variable without a name.
        Name =:= "" orelse erts_internal:put_variable(bytes(Name), bytes(Value)),
        _ = bytes(Value),
        true
    catch
        error:_ -> ?BADARG([Name, Value])
    end.

%% Removes a variable of the environment, if it is there.
%% > os:unsetenv("SOME_VARIABLE").
%% true
%% > os:putenv("SOME_VARIABLE", "1"), os:unsetenv("SOME_VARIABLE"), os:getenv("SOME_VARIABLE").
%% false
-spec unsetenv(env_var_name()) -> true.
unsetenv(Name) ->
    try
        erts_internal:unset_variable(variable(Name))
    catch
        error:_ -> ?BADARG([Name])
    end.

bytes(Text) when is_list(Text) ->
    Bytes = <<_/binary>> = unicode:characters_to_binary(Text),
    Bytes.

%% A variable's name has no equals sign.
variable(Name) ->
    false = lists:member($=, Name),
    bytes(Name).

text(Bytes) ->
    case unicode:characters_to_list(Bytes) of
        Text when is_list(Text) -> Text;
        _ -> binary_to_list(Bytes)
    end.

%% Runs a command by the system's shell, waits for its end, and gives what it wrote to both its outputs. Its status is
%% not told. Fails with badarg for what is no text.
%% > os:cmd("echo hello").
%% "hello\n"
%% > os:cmd("echo lost 1>&2; exit 3").
%% "lost\n"
-spec cmd(atom() | io_lib:chars()) -> string().
cmd(Command) ->
    case output(Command, #{}) of
        {ok, Text} -> Text;
        wrong -> ?BADARG([Command])
    end.

%% As `cmd/1`; max_size limits what is read, and the command is ended then.
%% > os:cmd("echo hello", #{max_size => 4}).
%% "hell"
-spec cmd(atom() | io_lib:chars(), #{max_size => non_neg_integer() | infinity}) -> string().
cmd(Command, Options) when is_map(Options) ->
    case output(Command, Options) of
        {ok, Text} -> Text;
        wrong -> ?BADARG([Command, Options])
    end;
cmd(Command, Options) -> error(badarg, [Command, Options], [{error_info, #{cause => badopt, module => erl_kernel_errors}}]).

output(Command, Options) ->
    Max = case Options of
              #{max_size := Size} when is_integer(Size) -> Size;
              #{} -> infinity
          end,
    erts_internal:is_sandboxed() andalso error({'--sandbox', command}),
    case line(Command) of
        Line when Line =:= wrong; Max < 0 -> wrong;
        Line ->
            Ref = make_ref(),
            Limit = if Max =:= infinity -> -1; true -> Max end,
            case answer(Ref, erts_internal:command(Ref, [Line, Limit])) of
                Output when is_binary(Output) -> {ok, text(Output)};
                {error, _} -> {ok, ""}
            end
    end.

%% The bytes of a command; zeros may stand at its end only.
line(Command) when is_atom(Command) -> line(atom_to_list(Command));
line(Command) when is_list(Command) ->
    try string:trim(unicode:characters_to_binary(Command), trailing, [0]) of
        Line when is_binary(Line) ->
            case binary:match(Line, <<0>>) of
                nomatch -> Line;
                _ -> wrong
            end;
        _ -> wrong
    catch
        error:_ -> wrong
    end;
line(_) -> wrong.

answer(_, {done, Answer}) -> Answer;
answer(Ref, wait) -> receive {Ref, Answer} -> Answer end.

%% The path of a program that can be executed, looked for in the folders of PATH; false when there is none.
%% > os:find_executable("no-such-program").
%% false
%% > filename:basename(os:find_executable("sh")).
%% "sh"
-spec find_executable(file:name()) -> file:filename() | false.
find_executable(Name) -> find_executable(Name, getenv("PATH", "")).

%% As `find_executable/1`, in other folders, separated by colons.
%% > os:find_executable("sh", "/no/such/folder:/bin").
%% "/bin/sh"
-spec find_executable(file:name(), file:name()) -> file:filename() | false.
find_executable(Name, Path) ->
    case filename:pathtype(Name) of
        relative ->
            first([filename:join(Folder, Name) || Folder <- folders(Path, "")]);
        _ -> first([Name])
    end.

%% An empty one is the working directory.
folders([$: | Path], Folder) -> [folder(Folder) | folders(Path, "")];
folders([Char | Path], Folder) -> folders(Path, [Char | Folder]);
folders([], Folder) -> [folder(Folder)].

folder("") -> ".";
folder(Reversed) -> lists:reverse(Reversed).

first([]) -> false;
first([File | Files]) when is_list(File) ->
    case is_executable(File) of
        true -> File;
        false -> first(Files)
    end;
first(_) -> error(badarg).

is_executable(File) ->
    case file:read_file_info(File) of
        {ok, Info} -> element(3, Info) =:= regular andalso element(8, Info) band 8#111 =/= 0;
        {error, _} -> false
    end.

%% The system's version in three numbers.
%% > {Major, Minor, Release} = os:version(), is_integer(Major + Minor + Release).
%% true
-spec version() -> {non_neg_integer(), non_neg_integer(), non_neg_integer()}.
version() ->
    case file:read_file("/proc/sys/kernel/osrelease") of
        {ok, Text} ->
            Digits = [Part || Part <- string:lexemes(binary_to_list(Text), ".-+_ \n"), is_number_text(Part)],
            [A, B, C | _] = [list_to_integer(Part) || Part <- Digits] ++ [0, 0, 0],
            {A, B, C};
        {error, _} -> {0, 0, 0}
    end.

is_number_text(Text) -> lists:all(fun(Char) -> $0 =< Char andalso Char =< $9 end, Text).

%% A counter for measuring short times, in a unit. Fails with badarg for what is no unit.
%% > os:perf_counter(millisecond) =< os:perf_counter(millisecond).
%% true
%% > os:perf_counter(fortnight).
%% ** error:badarg
-spec perf_counter(erlang:time_unit()) -> integer().
perf_counter(Unit) -> erlang:convert_time_unit(os:perf_counter(), perf_counter, Unit).

%% What a signal does is the machine's business: only what it does already can be asked for. Fails with badarg for a
%% signal that there is not.
%% > os:set_signal(sighup, default).
%% ok
-spec set_signal(atom(), default | handle | ignore) -> ok.
set_signal(Signal, Option)
  when (Option =:= default) or (Option =:= handle) or (Option =:= ignore), is_atom(Signal) ->
    case lists:member(Signal, [sighup, sigquit, sigabrt, sigalrm, sigterm, sigusr1, sigusr2, sigchld, sigstop, sigtstp]) of
        true -> ok;
        false -> ?BADARG([Signal, Option])
    end;
set_signal(Signal, Option) -> ?BADARG([Signal, Option]).
