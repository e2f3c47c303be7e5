%%% Exceptions as text for people: class, reason in words, and the stack trace, as OTP's shell shows them.
-module(erl_error).

-export([format_exception/3, format_exception/4, format_exception/6, format_exception/7, format_exception/8]).
-export([format_stacktrace/4, format_stacktrace/5]).

-export_type([stack_trim_fun/0, format_fun/0, format_options/0]).

-type stack_trim_fun() :: fun((module(), atom(), arity()) -> boolean()).
-type format_fun() :: fun((term(), Column :: non_neg_integer()) -> iolist()).
-type format_options() :: #{column => pos_integer(), stack_trim_fun => stack_trim_fun(), format_fun => format_fun()}.
-type class() :: error | exit | throw.

-define(DEPTH, 30).

%% The text for an exception: what `catch Class:Reason:Stack` has caught.
%% > lists:flatten(erl_error:format_exception(error, {badmatch, 1}, [])).
%% "exception error: no match of right hand side value 1"
-spec format_exception(class(), term(), erlang:stacktrace()) -> unicode:chardata().
format_exception(Class, Reason, Stack) -> format_exception(Class, Reason, Stack, #{}).

%% The text for an exception, with options. `column` is where the text begins (1), `format_fun` prints a term that
%% begins in a column, `stack_trim_fun` says, from the end of the stack on, which frames are not to be shown.
%% > Stack = [{m, f, 1, [{line, 3}]}, {shell, run, 2, []}],
%%   Options = #{stack_trim_fun => fun(M, _, _) -> M =:= shell end},
%%   lists:flatten(erl_error:format_exception(error, badarg, Stack, Options)).
%% "exception error: bad argument\n  in function  m:f/1 "
-spec format_exception(class(), term(), erlang:stacktrace(), format_options()) -> unicode:chardata().
format_exception(Class, Reason, Stack, Options) ->
    Print = fun(Term, Column) -> io_lib:print(Term, Column, 80, ?DEPTH) end,
    format_exception(maps:get(column, Options, 1), Class, Reason, Stack,
                     maps:get(stack_trim_fun, Options, fun(_, _, _) -> false end),
                     maps:get(format_fun, Options, Print), unicode).

%% The text for an exception that begins in a column; the functions are those of the options `stack_trim_fun` and
%% `format_fun`.
%% > No = fun(_, _, _) -> false end, Print = fun(Term, _Column) -> io_lib:format("~p", [Term]) end,
%%   lists:flatten(erl_error:format_exception(1, throw, ball, [], No, Print)).
%% "exception throw: ball"
-spec format_exception(pos_integer(), class(), term(), erlang:stacktrace(), stack_trim_fun(), format_fun()) ->
          unicode:chardata().
format_exception(Column, Class, Reason, Stack, Trim, Print) ->
    format_exception(Column, Class, Reason, Stack, Trim, Print, latin1).

%% The text for an exception, in an encoding, `latin1` or `unicode`.
%% > No = fun(_, _, _) -> false end, Print = fun(Term, _Column) -> io_lib:format("~p", [Term]) end,
%%   lists:flatten(erl_error:format_exception(1, error, {badmatch, 1}, [], No, Print, unicode)).
%% "exception error: no match of right hand side value 1"
-spec format_exception(pos_integer(), class(), term(), erlang:stacktrace(), stack_trim_fun(), format_fun(),
                       latin1 | unicode | utf8) -> unicode:chardata().
format_exception(Column, Class, Reason, Stack, Trim, Print, _Encoding) ->
    erlet_exception:text(Class, Reason, trimmed(Stack, Trim), style(Column, Print)).

%% The text for an exception, in an encoding, of which at most so many characters are terms; -1 for no limit.
%% > No = fun(_, _, _) -> false end, Print = fun(Term, _Column, Chars) -> {io_lib:format("~p", [Term]), Chars} end,
%%   lists:flatten(erl_error:format_exception(1, error, undef, [], No, Print, unicode, 50)).
%% "exception error: undef"
-spec format_exception(pos_integer(), class(), term(), erlang:stacktrace(), stack_trim_fun(), format_fun(),
                       latin1 | unicode | utf8, integer()) -> unicode:chardata().
format_exception(Column, Class, Reason, Stack, Trim, Print, Encoding, CutOff) ->
    Cut = fun(Term, At) -> {Text, _Left} = Print(Term, At, CutOff), Text end,
    format_exception(Column, Class, Reason, Stack, Trim, Cut, Encoding).

%% The lines of a stack trace, each indented by a column.
%% > No = fun(_, _, _) -> false end, Print = fun(Term, _Column) -> io_lib:format("~p", [Term]) end,
%%   lists:flatten(erl_error:format_stacktrace(3, [{m, f, 1, []}, {m, g, 0, []}], No, Print)).
%% "    in function  m:f/1 \n    in call from m:g/0 "
-spec format_stacktrace(pos_integer(), erlang:stacktrace(), stack_trim_fun(), format_fun()) -> unicode:chardata().
format_stacktrace(Column, Stack, Trim, Print) -> format_stacktrace(Column, Stack, Trim, Print, latin1).

%% The lines of a stack trace in an encoding.
%% > No = fun(_, _, _) -> false end, Print = fun(Term, _Column) -> io_lib:format("~p", [Term]) end,
%%   lists:flatten(erl_error:format_stacktrace(3, [{m, f, 1, []}], No, Print, unicode)).
%% "    in function  m:f/1 "
-spec format_stacktrace(pos_integer(), erlang:stacktrace(), stack_trim_fun(), format_fun(),
                        latin1 | unicode | utf8) -> unicode:chardata().
format_stacktrace(Column, Stack, Trim, Print, _Encoding) ->
    string:trim(erlet_exception:trace(trimmed(Stack, Trim), none, style(Column, Print)), leading, "\n").

style(Column, Print) ->
    #{column => Column - 1,
      own => fun(Module) -> Module =:= erl_eval end,
      print => fun(Term, At) -> Print(Term, At + 1) end}.

trimmed(Stack, Trim) ->
    Last = lists:dropwhile(fun({Module, Function, Args, _}) ->
        Trim(Module, Function, if is_list(Args) -> length(Args); true -> Args end)
    end, lists:reverse(Stack)),
    lists:reverse(Last).
