%%% The logger: events with a level, a message and metadata, given to handlers that write them.
%%%
%%% What the logger is to do is kept by `erlet_logger`; here are the functions that log, and those that change it.
-module(logger).
-compile({no_auto_import, [error/1, error/2, error/3]}).

-export([emergency/1, emergency/2, emergency/3, alert/1, alert/2, alert/3]).
-export([critical/1, critical/2, critical/3, error/1, error/2, error/3]).
-export([warning/1, warning/2, warning/3, notice/1, notice/2, notice/3]).
-export([info/1, info/2, info/3, debug/1, debug/2, debug/3]).
-export([log/2, log/3, log/4, macro_log/3, macro_log/4, macro_log/5, allow/2]).
-export([add_handler/3, remove_handler/1, add_handlers/1, get_handler_ids/0, get_handler_config/0]).
-export([get_handler_config/1, set_handler_config/2, set_handler_config/3]).
-export([update_handler_config/2, update_handler_config/3, update_formatter_config/2, update_formatter_config/3]).
-export([add_handler_filter/3, remove_handler_filter/2, add_primary_filter/2, remove_primary_filter/1]).
-export([get_config/0, get_primary_config/0, set_primary_config/1, set_primary_config/2, update_primary_config/1]).
-export([get_proxy_config/0, set_proxy_config/1, update_proxy_config/1, reconfigure/0, i/0, i/1]).
-export([set_module_level/2, unset_module_level/0, unset_module_level/1, get_module_level/0, get_module_level/1]).
-export([set_application_level/2, unset_application_level/1]).
-export([set_process_metadata/1, update_process_metadata/1, unset_process_metadata/0, get_process_metadata/0]).
-export([compare_levels/2, timestamp/0, format_report/1, format_otp_report/1]).

-export_type([log_event/0, level/0, report/0, report_cb/0, report_cb_config/0, msg_fun/0, metadata/0, handler_id/0,
              primary_config/0, handler_config/0, filter_id/0, filter/0, filter_arg/0, filter_return/0,
              formatter_config/0, timestamp/0]).

-type level() :: emergency | alert | critical | error | warning | notice | info | debug.
-type report() :: map() | [{term(), term()}].
-type report_cb() :: fun((report()) -> {io:format(), [term()]})
                   | fun((report(), report_cb_config()) -> unicode:chardata()).
-type report_cb_config() :: #{depth := pos_integer() | unlimited, chars_limit := pos_integer() | unlimited,
                              single_line := boolean()}.
-type msg_fun() :: fun((term()) -> {io:format(), [term()]} | report() | unicode:chardata()).
-type timestamp() :: integer().
-type metadata() :: #{atom() => term()}.
-type args_or_metadata() :: [term()] | metadata().
-type log_event() :: #{level := level(), meta := metadata(),
                       msg := {io:format(), [term()]} | {report, report()} | {string, unicode:chardata()}}.
-type handler_id() :: atom().
-type filter_id() :: atom().
-type filter_arg() :: term().
-type filter_return() :: stop | ignore | log_event().
-type filter() :: {fun((log_event(), filter_arg()) -> filter_return()), filter_arg()}.
-type primary_config() :: #{level => level() | all | none, filter_default => log | stop, metadata => metadata(),
                            filters => [{filter_id(), filter()}]}.
-type handler_config() :: #{id => handler_id(), config => term(), level => level() | all | none, module => module(),
                            filter_default => log | stop, filters => [{filter_id(), filter()}],
                            formatter => {module(), formatter_config()}}.
-type formatter_config() :: #{atom() => term()}.
-type result() :: ok | {error, term()}.

%%% Logging

%% Logs an event of the level emergency (the system can't be used). Takes a string or a report, which is a map or a
%% list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:emergency("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {emergency,{string,"down"}}
-spec emergency(string() | report()) -> ok.
emergency(Message) -> log(emergency, Message).

%% Logs an event of the level emergency. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:emergency("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {emergency,{"~p left",[3]}}
-spec emergency(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
emergency(Message, More) -> log(emergency, Message, More).

%% Logs an event of the level emergency: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:emergency("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec emergency(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
emergency(Message, Args, Metadata) -> log(emergency, Message, Args, Metadata).

%% Logs an event of the level alert (something has to be done at once). Takes a string or a report, which is a map or
%% a list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:alert("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {alert,{string,"down"}}
-spec alert(string() | report()) -> ok.
alert(Message) -> log(alert, Message).

%% Logs an event of the level alert. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:alert("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {alert,{"~p left",[3]}}
-spec alert(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
alert(Message, More) -> log(alert, Message, More).

%% Logs an event of the level alert: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:alert("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec alert(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
alert(Message, Args, Metadata) -> log(alert, Message, Args, Metadata).

%% Logs an event of the level critical (something has broken that matters much). Takes a string or a report, which is
%% a map or a list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:critical("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {critical,{string,"down"}}
-spec critical(string() | report()) -> ok.
critical(Message) -> log(critical, Message).

%% Logs an event of the level critical. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:critical("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {critical,{"~p left",[3]}}
-spec critical(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
critical(Message, More) -> log(critical, Message, More).

%% Logs an event of the level critical: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:critical("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec critical(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
critical(Message, Args, Metadata) -> log(critical, Message, Args, Metadata).

%% Logs an event of the level error (something went wrong): a string or a report, which is a map or a list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:error("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {error,{string,"down"}}
-spec error(string() | report()) -> ok.
error(Message) -> log(error, Message).

%% Logs an event of the level error. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:error("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {error,{"~p left",[3]}}
-spec error(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
error(Message, More) -> log(error, Message, More).

%% Logs an event of the level error: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:error("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec error(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
error(Message, Args, Metadata) -> log(error, Message, Args, Metadata).

%% Logs an event of the level warning (something may go wrong): a string or a report, which is a map or a list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:warning("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {warning,{string,"down"}}
-spec warning(string() | report()) -> ok.
warning(Message) -> log(warning, Message).

%% Logs an event of the level warning. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:warning("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {warning,{"~p left",[3]}}
-spec warning(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
warning(Message, More) -> log(warning, Message, More).

%% Logs an event of the level warning: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:warning("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec warning(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
warning(Message, Args, Metadata) -> log(warning, Message, Args, Metadata).

%% Logs an event of the level notice (something unusual but right). Takes a string or a report, which is a map or a
%% list of pairs.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:notice("down"),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {notice,{string,"down"}}
-spec notice(string() | report()) -> ok.
notice(Message) -> log(notice, Message).

%% Logs an event of the level notice. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:notice("~p left", [3]),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {notice,{"~p left",[3]}}
-spec notice(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
notice(Message, More) -> log(notice, Message, More).

%% Logs an event of the level notice: a format with its arguments, or a fun with its argument, and metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:notice("~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec notice(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
notice(Message, Args, Metadata) -> log(notice, Message, Args, Metadata).

%% Logs an event of the level info (what goes on): a string or a report, which is a map or a list of pairs. Dropped,
%% unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:info("down"), logger:set_primary_config(level, notice), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := M} -> {L, M} end.
%% {info,{string,"down"}}
-spec info(string() | report()) -> ok.
info(Message) -> log(info, Message).

%% Logs an event of the level info. Takes a format with its arguments, a string or report with metadata, or a fun that
%% makes the message of its argument only if the event is wanted. Dropped, unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:info("~p left", [3]), logger:set_primary_config(level, notice), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := M} -> {L, M} end.
%% {info,{"~p left",[3]}}
-spec info(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
info(Message, More) -> log(info, Message, More).

%% Logs an event of the level info: a format with its arguments, or a fun with its argument, and metadata. Dropped,
%% unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:info("~p left", [3], #{room => 7}), logger:set_primary_config(level, notice),
%%   logger:remove_primary_filter(seen), receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec info(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
info(Message, Args, Metadata) -> log(info, Message, Args, Metadata).

%% Logs an event of the level debug (what helps to find mistakes). Takes a string or a report, which is a map or a
%% list of pairs. Dropped, unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:debug("down"), logger:set_primary_config(level, notice), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := M} -> {L, M} end.
%% {debug,{string,"down"}}
-spec debug(string() | report()) -> ok.
debug(Message) -> log(debug, Message).

%% Logs an event of the level debug. Takes a format with its arguments, a string or report with metadata, or a fun
%% that makes the message of its argument only if the event is wanted. Dropped, unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:debug("~p left", [3]), logger:set_primary_config(level, notice), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := M} -> {L, M} end.
%% {debug,{"~p left",[3]}}
-spec debug(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
debug(Message, More) -> log(debug, Message, More).

%% Logs an event of the level debug: a format with its arguments, or a fun with its argument, and metadata. Dropped,
%% unless the primary level was lowered.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:set_primary_config(level, debug),
%%   logger:debug("~p left", [3], #{room => 7}), logger:set_primary_config(level, notice),
%%   logger:remove_primary_filter(seen), receive #{msg := M, meta := #{room := Room}} -> {M, Room} end.
%% {{"~p left",[3]},7}
-spec debug(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
debug(Message, Args, Metadata) -> log(debug, Message, Args, Metadata).

%% Logs an event of a level: a string or a report. Fails with badarg when there is no such level.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), logger:log(error, #{lost => 3}),
%%   logger:remove_primary_filter(seen), receive #{level := L, msg := M} -> {L, M} end.
%% {error,{report,#{lost => 3}}}
-spec log(level(), string() | report()) -> ok.
log(Level, Message) -> do_log(Level, #{}, [Message]).

%% Logs an event of a level. Takes a format with its arguments, a string or report with metadata, or a fun with its
%% argument, which is called only if the event is wanted.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:log(error, fun(N) -> {"~p left", [N]} end, 3), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := M} -> {L, M} end.
%% {error,{"~p left",[3]}}
-spec log(level(), string() | report() | msg_fun(), args_or_metadata() | term()) -> ok.
log(Level, Message, More) -> do_log(Level, #{}, [Message, More]).

%% Logs an event of a level. Takes a format with its arguments, or a fun with its argument, and metadata, which go
%% with the event (time, pid, gl are added).
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:log(error, "~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{room := Room, pid := Pid}} -> {M, Room, Pid =:= self()} end.
%% {{"~p left",[3]},7,true}
-spec log(level(), string() | msg_fun(), [term()] | term(), metadata()) -> ok.
log(Level, Message, Args, Metadata) -> do_log(Level, #{}, [Message, Args, Metadata]).

do_log(Level, Location, Args) ->
    case erlet_logger:is_allowed(Level) of
        true -> logged(Level, Location, Args);
        false -> ok
    end.

%% What the macros of logger.hrl call, having asked `allow/2`: the place in the source is metadata.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:macro_log(#{line => 12}, error, "down"), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{line := Line}} -> {M, Line} end.
%% {{string,"down"},12}
-spec macro_log(metadata(), level(), string() | report()) -> ok.
macro_log(Location, Level, Message) -> logged(Level, Location, [Message]).

%% As macro_log/3, with what log/3 takes.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:macro_log(#{line => 12}, error, "~p left", [3]), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{line := Line}} -> {M, Line} end.
%% {{"~p left",[3]},12}
-spec macro_log(metadata(), level(), string() | report() | msg_fun(), args_or_metadata() | term()) -> ok.
macro_log(Location, Level, Message, More) -> logged(Level, Location, [Message, More]).

%% As macro_log/3, with what log/4 takes.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   logger:macro_log(#{line => 12}, error, "~p left", [3], #{room => 7}), logger:remove_primary_filter(seen),
%%   receive #{msg := M, meta := #{line := Line, room := Room}} -> {M, Line, Room} end.
%% {{"~p left",[3]},12,7}
-spec macro_log(metadata(), level(), string() | msg_fun(), [term()] | term(), metadata()) -> ok.
macro_log(Location, Level, Message, Args, Metadata) -> logged(Level, Location, [Message, Args, Metadata]).

-define(IS_PLAIN(Message), (is_map(Message) orelse is_list(Message) orelse is_binary(Message))).
-define(IS_FORMAT(Format, Args),
        (is_list(Args) andalso (is_list(Format) orelse is_binary(Format) orelse is_atom(Format)))).

logged(Level, Location, Args) ->
    {Given, Metadata} = with_metadata(Args),
    _ = is_map_key(gl, Metadata) andalso node(map_get(gl, Metadata)),
    erlet_logger:log(Level, message(Given), maps:merge(Location, Metadata)).

with_metadata([Fun, _] = Given) when is_function(Fun, 1) -> {Given, #{}};
with_metadata([Message, #{} = Metadata]) -> {[Message], Metadata};
with_metadata([Message, More, #{} = Metadata]) -> {[Message, More], Metadata};
with_metadata(Given) -> {Given, #{}}.

message([Fun, Arg]) when is_function(Fun, 1) -> lazy(Fun, Arg);
message([Message]) when ?IS_PLAIN(Message) -> plain(Message);
message([Format, Args]) when ?IS_FORMAT(Format, Args) -> formatted(Format, Args).

formatted(Format, Args) when is_atom(Format) -> {atom_to_list(Format), Args};
formatted(Format, Args) -> {Format, Args}.

lazy(Fun, Arg) ->
    try Fun(Arg) of
        {Format, Args} when ?IS_FORMAT(Format, Args) -> formatted(Format, Args);
        Message when ?IS_PLAIN(Message) -> plain(Message);
        Other -> {"LAZY_FUN ERROR: ~tp; Returned: ~tp", [{Fun, Arg}, Other]}
    catch
        Class:Reason ->
            {"LAZY_FUN CRASH: ~tp; Reason: ~tp", [{Fun, Arg}, {Class, Reason}]}
    end.

plain(Message) when is_map(Message) -> {report, Message};
plain([First | _] = Message) when is_tuple(First) -> {report, Message};
plain(Message) -> {string, Message}.

%% Whether a module's events of a level are wanted: by its own level, or the primary one.
%% > [logger:allow(Level, some_module) || Level <- [error, debug]].
%% [true,false]
-spec allow(level(), module()) -> boolean().
allow(Level, Module) when is_atom(Level), is_atom(Module) -> erlet_logger:is_allowed(Level, Module).

%% The current time in microseconds since 1970, as events hold it.
%% > logger:timestamp() div 1000000 - os:system_time(second) < 2.
%% true
-spec timestamp() -> timestamp().
timestamp() -> os:system_time(microsecond).

%% `lt`, `eq` or `gt`, as the first level is less, as or more severe than the other. Level `none` is the most severe,
%% `all` the least. Fails with badarg for another word.
%% > [logger:compare_levels(Level, warning) || Level <- [error, warning, info]].
%% [gt,eq,lt]
%% > logger:compare_levels(error, bad).
%% ** error:badarg
-spec compare_levels(level() | all | none, level() | all | none) -> lt | eq | gt.
compare_levels(Left, Right) ->
    case {erlet_logger:severity(Left), erlet_logger:severity(Right)} of
        {Same, Same} -> eq;
        {Severe, Less} when is_integer(Severe), is_integer(Less), Severe < Less -> gt;
        {Less, Severe} when is_integer(Severe), is_integer(Less) -> lt;
        _ -> erlang:error(badarg, [Left, Right])
    end.

%% Format and arguments for a report: a line for each item.
%% > logger:format_report([{user, joe}, {text, "hello"}]).
%% {"    ~tp: ~tp\n    ~tp: ~ts",[user,joe,text,"hello"]}
-spec format_report(report()) -> {io:format(), [term()]}.
format_report(Report) when is_map(Report) -> format_report(maps:to_list(Report));
format_report(Report) when is_list(Report), Report =/= [] ->
    case is_text(Report) of
        true -> {"~ts", [Report]};
        false ->
            Items = [case Item of
                         {Key, Value} -> {"    ~tp: " ++ directive(Value), [Key, Value]};
                         _ -> {"    ~tp", [Item]}
                     end || Item <- Report],
            {lists:append(lists:join("\n", [Format || {Format, _} <- Items])),
             lists:append([Args || {_, Args} <- Items])}
    end;
format_report(Report) -> {"~tp", [Report]}.

directive(Value) ->
    case is_text(Value) of
        true -> "~ts";
        false -> "~tp"
    end.

is_text([Item | _] = List) when is_integer(Item); is_list(Item) ->
    try io_lib:printable_unicode_list(lists:flatten(List))
    catch error:_ -> false
    end;
is_text(_) -> false.

%% As format_report/1, for the reports of OTP's behaviours, which hold a report inside.
%% > logger:format_otp_report(#{label => {shop, closed}, report => [{reason, holiday}]}).
%% {"    ~tp: ~tp",[reason,holiday]}
-spec format_otp_report(report()) -> {io:format(), [term()]}.
format_otp_report(#{label := _, report := Report}) -> format_report(Report);
format_otp_report(Report) -> format_report(Report).

%%% Metadata of the process

%% Sets the metadata of the calling process, which go with each of its events. Fails with badarg for what is no map.
%% > logger:set_process_metadata(#{room => 7}), logger:get_process_metadata().
%% #{room => 7}
%% > logger:set_process_metadata(room).
%% ** error:badarg
-spec set_process_metadata(metadata()) -> ok.
set_process_metadata(Metadata) when is_map(Metadata) ->
    _ = put('$logger_metadata$', Metadata),
    ok;
set_process_metadata(Metadata) -> erlang:error(badarg, [Metadata]).

%% Adds to the metadata of the calling process, or replaces some. Fails with badarg for what is no map.
%% > logger:set_process_metadata(#{room => 7, user => joe}), logger:update_process_metadata(#{room => 8}),
%%   logger:get_process_metadata().
%% #{room => 8,user => joe}
-spec update_process_metadata(metadata()) -> ok.
update_process_metadata(Metadata) when is_map(Metadata) ->
    case get_process_metadata() of
        undefined -> set_process_metadata(Metadata);
        Before -> set_process_metadata(maps:merge(Before, Metadata))
    end;
update_process_metadata(Metadata) -> erlang:error(badarg, [Metadata]).

%% The metadata of the calling process, or undefined.
%% > logger:get_process_metadata().
%% undefined
-spec get_process_metadata() -> metadata() | undefined.
get_process_metadata() -> get('$logger_metadata$').

%% Forgets the metadata of the calling process.
%% > logger:set_process_metadata(#{room => 7}), logger:unset_process_metadata(), logger:get_process_metadata().
%% undefined
-spec unset_process_metadata() -> ok.
unset_process_metadata() ->
    _ = erase('$logger_metadata$'),
    ok.

%%% Configuration

%% Adds a handler. It has a name, a module with `log/2`, and a configuration: level, filters, filter_default,
%% formatter, config (what the module itself wants). `{error, {already_exist, Id}}` when the name is taken, or another
%% reason.
%% > logger:add_handler(log2, no_such_module, #{}).
%% {error,{invalid_handler,{function_not_exported,{no_such_module,log,2}}}}
%% > logger:add_handler(new_log, logger_std_h, #{config => #{type => {file, "new.log"}},
%%   formatter => {logger_formatter, #{template => [level, " ", msg]}}}),
%%   logger:error("down"), logger_std_h:filesync(new_log), logger:remove_handler(new_log),
%%   Text = file:read_file("new.log"), file:delete("new.log"), Text.
%% {ok,<<"error down">>}
-spec add_handler(handler_id(), module(), handler_config()) -> result().
add_handler(Id, Module, Config) -> erlet_logger:add_handler(Id, Module, Config).

%% Removes a handler. `{error, {not_found, Id}}` when there is none.
%% > logger:remove_handler(no_such_handler).
%% {error,{not_found,no_such_handler}}
-spec remove_handler(handler_id()) -> result().
remove_handler(Id) -> erlet_logger:remove_handler(Id).

%% Adds the handlers that an application's parameter logger, or a list of the same form, asks for: each item is
%% `{handler, Id, Module, Config}`. `{error, {bad_config, What}}` when one can't be added, or is something else.
%% > Result = logger:add_handlers([{handler, some_log, logger_std_h, #{config => #{type => standard_error}}}]),
%%   Ids = logger:get_handler_ids(), logger:remove_handler(some_log), {Result, lists:member(some_log, Ids)}.
%% {ok,true}
-spec add_handlers(atom() | [term()]) -> result().
add_handlers(Application) when is_atom(Application) ->
    add_handlers(application:get_env(Application, logger, []));
add_handlers(Items) ->
    Added = case not_handlers(Items) of
        [] -> add_each(Items);
        Others -> {error, Others}
    end,
    case Added of
        ok -> ok;
        {error, Reason} ->
            log(error, "Invalid logger handler config: ~p", [Reason]),
            {error, {bad_config, {handler, Reason}}}
    end.

%% What follows the items that are handlers.
not_handlers([{handler, _, _, _} | Rest]) -> not_handlers(Rest);
not_handlers(Others) -> Others.

add_each([{handler, Id, Module, Config} | Rest]) ->
    case add_handler(Id, Module, Config) of
        ok -> add_each(Rest);
        Error -> Error
    end;
add_each([]) -> ok.

%% The names of the handlers.
%% > logger:add_handler(ids_log, logger_std_h, #{level => error, config => #{type => {file, "ids_log.log"}}}),
%%   Ids = logger:get_handler_ids(), logger:remove_handler(ids_log), file:delete("ids_log.log"),
%%   lists:member(ids_log, Ids).
%% true
-spec get_handler_ids() -> [handler_id()].
get_handler_ids() -> [Id || #{id := Id} <- erlet_logger:handlers()].

%% The configurations of all handlers.
%% > logger:add_handler(all_log, logger_std_h, #{level => error, config => #{type => {file, "all_log.log"}}}),
%%   Levels = [Level || #{id := all_log, level := Level} <- logger:get_handler_config()],
%%   logger:remove_handler(all_log), file:delete("all_log.log"), Levels.
%% [error]
-spec get_handler_config() -> [handler_config()].
get_handler_config() -> erlet_logger:handlers().

%% The configuration of a handler, `{ok, Config}`; `{error, {not_found, Id}}` when there is none.
%% > logger:add_handler(one_log, logger_std_h, #{level => error, config => #{type => {file, "one_log.log"}}}),
%%   {ok, #{level := Level}} = logger:get_handler_config(one_log), logger:remove_handler(one_log),
%%   file:delete("one_log.log"), Level.
%% error
%% > logger:get_handler_config(no_such_handler).
%% {error,{not_found,no_such_handler}}
-spec get_handler_config(handler_id()) -> {ok, handler_config()} | {error, term()}.
get_handler_config(Id) -> erlet_logger:handler(Id).

%% Replaces a handler's configuration; what is left out gets its default value.
%% > logger:add_handler(set_log, logger_std_h, #{level => error, config => #{type => {file, "set_log.log"}}}),
%%   logger:set_handler_config(set_log, #{filter_default => stop}),
%%   {ok, #{level := Level}} = logger:get_handler_config(set_log), logger:remove_handler(set_log),
%%   file:delete("set_log.log"), Level.
%% all
-spec set_handler_config(handler_id(), handler_config()) -> result().
set_handler_config(Id, Config) -> erlet_logger:change_handler(set, Id, Config).

%% Sets one item of a handler's configuration.
%% > logger:add_handler(set3_log, logger_std_h, #{level => error, config => #{type => {file, "set3_log.log"}}}),
%%   logger:set_handler_config(set3_log, level, alert),
%%   {ok, #{level := Level}} = logger:get_handler_config(set3_log), logger:remove_handler(set3_log),
%%   file:delete("set3_log.log"), Level.
%% alert
%% > logger:set_handler_config(no_such_handler, level, error).
%% {error,{not_found,no_such_handler}}
-spec set_handler_config(handler_id(), atom(), term()) -> result().
set_handler_config(Id, Key, Value) -> erlet_logger:change_handler(set, Id, Key, Value).

%% Changes some items of a handler's configuration.
%% > logger:add_handler(up_log, logger_std_h, #{level => error, config => #{type => {file, "up_log.log"}}}),
%%   logger:update_handler_config(up_log, #{filter_default => stop}),
%%   {ok, #{level := Level}} = logger:get_handler_config(up_log), logger:remove_handler(up_log),
%%   file:delete("up_log.log"), Level.
%% error
-spec update_handler_config(handler_id(), handler_config()) -> result().
update_handler_config(Id, Config) -> erlet_logger:change_handler(update, Id, Config).

%% Changes one item of a handler's configuration; a map is merged with what was there.
%% > logger:add_handler(up3_log, logger_std_h, #{level => error, config => #{type => {file, "up3_log.log"}}}),
%%   Result = logger:update_handler_config(up3_log, level, loud), logger:remove_handler(up3_log),
%%   file:delete("up3_log.log"), Result.
%% {error,{invalid_level,loud}}
-spec update_handler_config(handler_id(), atom(), term()) -> result().
update_handler_config(Id, Key, Value) -> erlet_logger:change_handler(update, Id, Key, Value).

%% Changes a part of the configuration of a handler's formatter.
%% > logger:add_handler(form_log, logger_std_h, #{level => error, config => #{type => {file, "form_log.log"}}}),
%%   logger:update_formatter_config(form_log, #{single_line => false}),
%%   {ok, #{formatter := {_, Config}}} = logger:get_handler_config(form_log), logger:remove_handler(form_log),
%%   file:delete("form_log.log"), maps:get(single_line, Config).
%% false
-spec update_formatter_config(handler_id(), formatter_config()) -> result().
update_formatter_config(Id, Changes) when is_map(Changes) ->
    case get_handler_config(Id) of
        {ok, #{formatter := {Module, Config}}} ->
            erlet_logger:set_formatter(Id, {Module, maps:merge(Config, Changes)});
        Error -> Error
    end;
update_formatter_config(_, Changes) -> {error, {invalid_formatter_config, Changes}}.

%% Changes one item of the configuration of a handler's formatter.
%% > logger:add_handler(form3_log, logger_std_h, #{level => error, config => #{type => {file, "form3_log.log"}}}),
%%   logger:update_formatter_config(form3_log, depth, 10),
%%   {ok, #{formatter := {_, Config}}} = logger:get_handler_config(form3_log), logger:remove_handler(form3_log),
%%   file:delete("form3_log.log"), maps:get(depth, Config).
%% 10
%% > logger:update_formatter_config(no_such_handler, depth, 10).
%% {error,{not_found,no_such_handler}}
-spec update_formatter_config(handler_id(), atom(), term()) -> result().
update_formatter_config(Id, Key, Value) -> update_formatter_config(Id, #{Key => Value}).

%% Adds a filter to a handler: a fun and its second argument. It gives the event, perhaps changed, or stop, or ignore
%% when it has no opinion.
%% > logger:add_handler(filter_log, logger_std_h, #{level => error, config => #{type => {file, "filter_log.log"}}}),
%%   Filter = {fun logger_filters:progress/2, stop},
%%   Added = [logger:add_handler_filter(filter_log, quiet, Filter) || _ <- [1, 2]],
%%   logger:remove_handler(filter_log), file:delete("filter_log.log"), Added.
%% [ok,{error,{already_exist,quiet}}]
-spec add_handler_filter(handler_id(), filter_id(), filter()) -> result().
add_handler_filter(Id, Filter, Definition) -> erlet_logger:add_filter(Id, Filter, Definition).

%% Removes a filter of a handler. `{error, {not_found, Id}}` when there is none.
%% > logger:add_handler(unfilter_log, logger_std_h, #{level => error, config => #{type => {file, "unfilter_log.log"}}}),
%%   Result = logger:remove_handler_filter(unfilter_log, quiet), logger:remove_handler(unfilter_log),
%%   file:delete("unfilter_log.log"), Result.
%% {error,{not_found,quiet}}
-spec remove_handler_filter(handler_id(), filter_id()) -> result().
remove_handler_filter(Id, Filter) -> erlet_logger:remove_filter(Id, Filter).

%% Adds a filter that all events pass first, in the process that logs. It gives the event, perhaps changed, or stop, or
%% ignore when it has no opinion.
%% > Filter = {fun(_, _) -> ignore end, []}, Added = [logger:add_primary_filter(twice, Filter) || _ <- [1, 2]],
%%   logger:remove_primary_filter(twice), Added.
%% [ok,{error,{already_exist,twice}}]
-spec add_primary_filter(filter_id(), filter()) -> result().
add_primary_filter(Filter, Definition) -> erlet_logger:add_filter(primary, Filter, Definition).

%% Removes a filter that all events pass. `{error, {not_found, Id}}` when there is none.
%% > logger:remove_primary_filter(no_such_filter).
%% {error,{not_found,no_such_filter}}
-spec remove_primary_filter(filter_id()) -> result().
remove_primary_filter(Filter) -> erlet_logger:remove_filter(primary, Filter).

%% All there is of configuration: primary, handlers, proxy, module_levels.
%% > lists:sort(maps:keys(logger:get_config())).
%% [handlers,module_levels,primary,proxy]
-spec get_config() -> map().
get_config() ->
    #{primary => get_primary_config(), handlers => get_handler_config(), proxy => get_proxy_config(),
      module_levels => get_module_level()}.

%% The configuration for all events: level, filter_default, filters, metadata.
%% > maps:get(filter_default, logger:get_primary_config()).
%% log
-spec get_primary_config() -> primary_config().
get_primary_config() -> erlet_logger:primary().

%% Sets the configuration for all events; what is left out gets its default value.
%% > Old = logger:get_primary_config(), logger:set_primary_config(#{level => error}),
%%   #{level := Level} = logger:get_primary_config(), logger:set_primary_config(Old), Level.
%% error
-spec set_primary_config(primary_config()) -> result().
set_primary_config(Config) -> erlet_logger:change_primary(set, Config).

%% Sets one item of the configuration for all events. `{error, Reason}` when it can't have that value.
%% > logger:set_primary_config(level, loud).
%% {error,{invalid_level,loud}}
-spec set_primary_config(atom(), term()) -> result().
set_primary_config(Key, Value) -> erlet_logger:change_primary(update, #{Key => Value}).

%% Changes some items of the configuration for all events.
%% > Old = logger:get_primary_config(), logger:update_primary_config(#{metadata => #{room => 7}}),
%%   #{metadata := Metadata} = logger:get_primary_config(), logger:set_primary_config(Old), Metadata.
%% #{room => 7}
-spec update_primary_config(primary_config()) -> result().
update_primary_config(Config) -> erlet_logger:change_primary(update, Config).

%% The configuration of the proxy of other nodes' events, which Erlet, being alone, only keeps.
%% > is_map(logger:get_proxy_config()).
%% true
-spec get_proxy_config() -> map().
get_proxy_config() -> erlet_logger:proxy().

%% Sets the configuration of the proxy, which is not used.
%% > logger:set_proxy_config(logger:get_proxy_config()).
%% ok
-spec set_proxy_config(map()) -> result().
set_proxy_config(Config) -> erlet_logger:change_proxy(set, Config).

%% Changes the configuration of the proxy, which is not used.
%% > logger:update_proxy_config(#{}).
%% ok
-spec update_proxy_config(map()) -> result().
update_proxy_config(Config) -> erlet_logger:change_proxy(update, Config).

%% Gives the logger the configuration that it begins with.
%% > logger:set_primary_config(level, error), logger:reconfigure(), maps:get(level, logger:get_primary_config()).
%% notice
-spec reconfigure() -> ok.
reconfigure() -> erlet_logger:reset().

%% A level of their own for the events of a module, or of several. `{error, Reason}` for what is no level.
%% > logger:set_module_level(some_module, debug), Allowed = logger:allow(debug, some_module),
%%   logger:unset_module_level(some_module), Allowed.
%% true
%% > logger:set_module_level(some_module, loud).
%% {error,{invalid_level,loud}}
-spec set_module_level(module() | [module()], level() | all | none) -> result().
set_module_level(Module, Level) when is_atom(Module) -> set_module_level([Module], Level);
set_module_level(Modules, Level) -> erlet_logger:set_module_level(Modules, Level).

%% Forgets the levels of all modules.
%% > logger:set_module_level([a, b], debug), logger:unset_module_level(), logger:get_module_level().
%% []
-spec unset_module_level() -> ok.
unset_module_level() -> erlet_logger:unset_module_level(all).

%% Forgets the level of a module, or of several.
%% > logger:set_module_level([a, b], debug), logger:unset_module_level(a), Levels = logger:get_module_level(),
%%   logger:unset_module_level(b), Levels.
%% [{b,debug}]
-spec unset_module_level(module() | [module()]) -> ok.
unset_module_level(Module) when is_atom(Module) -> unset_module_level([Module]);
unset_module_level(Modules) -> erlet_logger:unset_module_level(Modules).

%% The levels that were set for modules.
%% > logger:set_module_level([b, a], error), Levels = logger:get_module_level(), logger:unset_module_level(),
%%   lists:sort(Levels).
%% [{a,error},{b,error}]
-spec get_module_level() -> [{module(), level() | all | none}].
get_module_level() -> lists:sort(maps:to_list(erlet_logger:module_levels())).

%% The level that was set for a module, or for several.
%% > logger:get_module_level(some_module).
%% []
-spec get_module_level(module() | [module()]) -> [{module(), level() | all | none}].
get_module_level(Module) when is_atom(Module) -> get_module_level([Module]);
get_module_level(Modules) when is_list(Modules) -> [Item || {Module, _} = Item <- get_module_level(), lists:member(Module, Modules)].

%% A level for all modules of an application. `{error, {not_loaded, Name}}` for an unknown one.
%% > logger:set_application_level(no_such_application, debug).
%% {error,{not_loaded,no_such_application}}
-spec set_application_level(atom(), level() | all | none) -> result() | {error, not_loaded}.
set_application_level(Application, Level) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> set_module_level(Modules, Level);
        undefined -> {error, {not_loaded, Application}}
    end.

%% Forgets the levels of an application's modules.
%% > logger:unset_application_level(no_such_application).
%% {error,{not_loaded,no_such_application}}
-spec unset_application_level(atom()) -> ok | {error, not_loaded}.
unset_application_level(Application) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> unset_module_level(Modules);
        undefined -> {error, {not_loaded, Application}}
    end.

%%% Looking

%% Prints the whole configuration.
%% > {ok, F} = file:open("logger_i", [write]), group_leader(F, self()), logger:i(), file:close(F),
%%   {ok, Text} = file:read_file("logger_i"), file:delete("logger_i"),
%%   binary:match(Text, <<"Primary configuration">>) =/= nomatch.
%% true
-spec i() -> ok.
i() ->
    lists:foreach(fun i/1, [primary, handlers, modules]).

%% Prints a part of the configuration: primary, handlers, proxy, modules, or a handler.
%% > {ok, F} = file:open("logger_i1", [write]), group_leader(F, self()), logger:i(modules), file:close(F),
%%   {ok, Text} = file:read_file("logger_i1"), file:delete("logger_i1"),
%%   binary:match(Text, <<"Level set per module">>) =/= nomatch.
%% true
-spec i(primary | handlers | proxy | modules | handler_id()) -> ok.
i(primary) -> io:format("Primary configuration: ~n    ~tp~n", [get_primary_config()]);
i(handlers) -> io:format("Handler configuration: ~n    ~tp~n", [get_handler_config()]);
i(proxy) -> io:format("Proxy configuration: ~n    ~tp~n", [get_proxy_config()]);
i(modules) -> io:format("Level set per module: ~n    ~tp~n", [get_module_level()]);
i(Id) -> io:format("Handler configuration: ~n    ~tp~n", [get_handler_config(Id)]).
