%%% The older interface to the logger: messages and reports, and handlers of `gen_event` that get them.
%%%
%%% While there are such handlers, a handler of the logger called `error_logger` passes events on to the event manager
%%% of that name, in the old form `{Tag, GroupLeader, {Pid, What, Data}}`.
-module(error_logger).

-export([error_msg/1, error_msg/2, format/2, error_report/1, error_report/2]).
-export([warning_msg/1, warning_msg/2, warning_report/1, warning_report/2, warning_map/0]).
-export([info_msg/1, info_msg/2, info_report/1, info_report/2]).
-export([add_report_handler/1, add_report_handler/2, delete_report_handler/1, which_report_handlers/0]).
-export([start/0, tty/1, logfile/1, get_format_depth/0, limit_term/1]).
%% The handler of the logger, and the text of this module's reports.
-export([log/2, format_report/1]).

-type report() :: [{term(), term()} | term()] | string() | term().

%%% Messages and reports

%% Logs an error as a text.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:error_msg("down"),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {error,error,#{args => [],format => "down"}}
-spec error_msg(io:format()) -> ok.
error_msg(Format) -> error_msg(Format, []).

%% Logs an error as a format with its arguments.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:error_msg("~p left", [3]),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {error,error,#{args => [3],format => "~p left"}}
-spec error_msg(io:format(), list()) -> ok.
error_msg(Format, Args) -> message(error, error_msg, error, Format, Args).

%% The same as `error_msg/2`.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:format("~p left", [3]),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {error,error,#{args => [3],format => "~p left"}}
-spec format(io:format(), list()) -> ok.
format(Format, Args) -> error_msg(Format, Args).

%% Logs an error as a report: a list of pairs, or any term.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:error_report([{lost, 3}]),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {error,error_report,#{report => [{lost,3}]}}
-spec error_report(report()) -> ok.
error_report(Report) -> error_report(std_error, Report).

%% Logs an error as a report of a type, an atom of one's own, which becomes the event's domain.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:error_report(shop, [{lost, 3}]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {error,error_report,#{report => [{lost,3}]}}
-spec error_report(term(), report()) -> ok.
error_report(Type, Report) -> report(error, error_report, std_error, Type, Report).

%% Logs a text as a warning.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:warning_msg("late"),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {warning,warning_msg,#{args => [],format => "late"}}
-spec warning_msg(io:format()) -> ok.
warning_msg(Format) -> warning_msg(Format, []).

%% Logs a format with its arguments as a warning.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:warning_msg("~p late", [3]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {warning,warning_msg,#{args => [3],format => "~p late"}}
-spec warning_msg(io:format(), list()) -> ok.
warning_msg(Format, Args) -> message(warning, warning_msg, warning_msg, Format, Args).

%% Logs a report as a warning.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:warning_report([{late, 3}]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {warning,warning_report,#{report => [{late,3}]}}
-spec warning_report(report()) -> ok.
warning_report(Report) -> warning_report(std_warning, Report).

%% Logs a report of a type as a warning.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:warning_report(shop, [{late, 3}]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {warning,warning_report,#{report => [{late,3}]}}
-spec warning_report(term(), report()) -> ok.
warning_report(Type, Report) -> report(warning, warning_report, std_warning, Type, Report).

%% What warnings are taken for: warning.
%% > error_logger:warning_map().
%% warning
-spec warning_map() -> warning.
warning_map() -> warning.

%% Logs a text as information, which is the level notice.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:info_msg("open"),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {notice,info_msg,#{args => [],format => "open"}}
-spec info_msg(io:format()) -> ok.
info_msg(Format) -> info_msg(Format, []).

%% Logs a format with its arguments as information.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:info_msg("open at ~p", [8]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {notice,info_msg,#{args => "\b",format => "open at ~p"}}
-spec info_msg(io:format(), list()) -> ok.
info_msg(Format, Args) -> message(notice, info_msg, info_msg, Format, Args).

%% Logs a report as information.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}), error_logger:info_report([{open, 8}]),
%%   logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {notice,info_report,#{report => [{open,8}]}}
-spec info_report(report()) -> ok.
info_report(Report) -> info_report(std_info, Report).

%% Logs a report of a type as information.
%% > logger:add_primary_filter(seen, {fun(E, P) -> P ! E, stop end, self()}),
%%   error_logger:info_report(shop, [{open, 8}]), logger:remove_primary_filter(seen),
%%   receive #{level := L, msg := {report, R}, meta := #{error_logger := #{tag := T}}} -> {L, T, maps:remove(label,
%%   R)} end.
%% {notice,info_report,#{report => [{open,8}]}}
-spec info_report(term(), report()) -> ok.
info_report(Type, Report) -> report(notice, info_report, std_info, Type, Report).

message(Level, Label, Tag, Format, Args) ->
    logger:log(Level, #{label => {?MODULE, Label}, format => Format, args => Args},
               #{error_logger => #{tag => Tag}, report_cb => fun ?MODULE:format_report/1}).

%% Reports of a type that users made up have it for their domain.
report(Level, Label, Standard, Type, Report) ->
    Metadata = #{error_logger => #{tag => Label, type => Type}, report_cb => fun ?MODULE:format_report/1},
    Domain = case Type of
                 Standard -> #{};
                 _ when is_atom(Type) -> #{domain => [Type]};
                 _ -> #{}
             end,
    logger:log(Level, #{label => {?MODULE, Label}, report => Report}, maps:merge(Metadata, Domain)).

%% Format and arguments for what this module logs.
%% > error_logger:format_report(#{label => {error_logger, error_msg}, format => "~p left", args => [3]}).
%% {"~p left",[3]}
-spec format_report(logger:report()) -> {io:format(), [term()]}.
format_report(#{label := {?MODULE, _}, format := Format, args := Args}) ->
    case is_format(Format) of
        true -> {Format, Args};
        false -> {"ERROR: ~tp - ~tp", [Format, Args]}
    end;
format_report(#{label := {?MODULE, _}, report := Report}) when is_list(Report) -> logger:format_report(Report);
format_report(#{label := {?MODULE, _}, report := Report}) -> {"~tp", [Report]};
format_report(Report) -> logger:format_report(Report).

is_format(Format) ->
    try is_list(unicode:characters_to_list(Format))
    catch _:_ -> false
    end.

%%% Handlers of events

%% As add_report_handler/2, with [] for the arguments.
%% > error_logger:add_report_handler(no_such_handler), error_logger:which_report_handlers().
%% []
-spec add_report_handler(module()) -> term().
add_report_handler(Module) -> add_report_handler(Module, []).

%% Starts the event manager, unless it is there.
%% > error_logger:start().
%% ok
-spec start() -> ok.
start() ->
    _ = whereis(?MODULE) =:= undefined andalso gen_event:start({local, ?MODULE}),
    ok.

%% Adds a handler, a callback module of `gen_event`, which gets the events in their old form. The first one starts the
%% event manager.
%% > element(1, error_logger:add_report_handler(no_such_handler, [])).
%% 'EXIT'
-spec add_report_handler(module(), gen_event:handler_args()) -> term().
add_report_handler(Module, Args) when is_atom(Module) ->
    ok = start(),
    Result = gen_event:add_handler(?MODULE, Module, Args),
    _ = logger:add_handler(?MODULE, ?MODULE, #{level => info, filter_default => log, filters => []}),
    Result.

%% Removes a handler; with the last one the event manager goes.
%% > error_logger:delete_report_handler(no_such_handler).
%% {error,module_not_found}
-spec delete_report_handler(module()) -> term().
delete_report_handler(Module) when is_atom(Module) ->
    case whereis(?MODULE) of
        undefined -> {error, module_not_found};
        _ ->
            Result = gen_event:delete_handler(?MODULE, Module, []),
            case gen_event:which_handlers(?MODULE) of
                [] ->
                    _ = logger:remove_handler(?MODULE),
                    gen_event:stop(?MODULE);
                _ -> ok
            end,
            Result
    end.

%% The handlers of events that were added here.
%% > error_logger:which_report_handlers().
%% []
-spec which_report_handlers() -> [gen_event:handler()].
which_report_handlers() ->
    case whereis(?MODULE) of
        undefined -> [];
        _ -> gen_event:which_handlers(?MODULE)
    end.

%% Passes an event on, if it is one that the old interface knows: this module is a handler of the logger.
%% > error_logger:log(#{level => error, msg => {string, "x"}, meta => #{}}, #{}).
%% ok
-spec log(logger:log_event(), logger:handler_config()) -> ok.
log(#{msg := Message, meta := #{error_logger := #{tag := Tag} = Kind, pid := Pid, gl := Leader} = Meta}, _) ->
    case {Message, Kind} of
        {{report, #{label := {?MODULE, _}, format := Format, args := Args}}, _} ->
            tell(Tag, Leader, {Pid, Format, Args});
        {{report, #{report := Report}}, #{type := Type}} -> tell(Tag, Leader, {Pid, Type, Report});
        {{report, Report}, #{type := Type}} -> tell(Tag, Leader, {Pid, Type, Report});
        {{report, Report}, _} ->
            Callback = maps:get(report_cb, Kind, maps:get(report_cb, Meta, fun logger:format_report/1)),
            {Format, Args} = formatted(Callback, Report),
            tell(Tag, Leader, {Pid, Format, Args});
        {{string, Text}, _} -> tell(Tag, Leader, {Pid, "~ts", [Text]});
        {{Format, Args}, _} -> tell(Tag, Leader, {Pid, Format, Args})
    end;
log(_, _) -> ok.

formatted(Callback, Report) when is_function(Callback, 1) -> Callback(Report);
formatted(Callback, Report) ->
    {"~ts", [Callback(Report, #{depth => unlimited, chars_limit => unlimited, single_line => false})]}.

tell(Tag, Leader, Data) ->
    _ = whereis(?MODULE) =/= undefined andalso gen_event:notify(?MODULE, {Tag, Leader, Data}),
    ok.

%%% Devices

%% Whether reports are written to the terminal, by the handler `default`.
%% > error_logger:tty(true).
%% ok
-spec tty(boolean()) -> ok | {error, term()}.
tty(true) ->
    _ = lists:member(default, logger:get_handler_ids()) orelse
        logger:add_handler(default, logger_std_h, #{config => #{type => standard_error},
                                                    formatter => {logger_formatter, #{legacy_header => true,
                                                                                      single_line => false}}}),
    ok;
tty(false) ->
    _ = logger:remove_handler(default),
    ok.

%% Writes reports to a file as well ({open, Name}), or no longer (close). With filename it tells which one. `{error,
%% Reason}` when there is none, or one already.
%% > error_logger:logfile(filename).
%% {error,no_log_file}
%% > error_logger:logfile(close).
%% {error,module_not_found}
-spec logfile({open, file:name_all()} | close | filename) -> ok | {error, term()} | file:name_all().
logfile({open, Name}) ->
    case logger:get_handler_config(error_logger_file) of
        {ok, _} -> {error, allready_have_logfile};
        {error, _} ->
            Added = logger:add_handler(error_logger_file, logger_std_h,
                                       #{config => #{type => {file, Name}, modes => [write]},
                                         formatter => {logger_formatter, #{legacy_header => true,
                                                                           single_line => false}}}),
            case Added of
                {error, {handler_not_added, {open_failed, _, Reason}}} -> {error, Reason};
                Other -> Other
            end
    end;
logfile(close) ->
    case logger:remove_handler(error_logger_file) of
        ok -> ok;
        {error, _} -> {error, module_not_found}
    end;
logfile(filename) ->
    case logger:get_handler_config(error_logger_file) of
        {ok, #{config := #{type := {file, Name}}}} -> Name;
        _ -> {error, no_log_file}
    end.

%% Down to which depth terms are printed: unlimited.
%% > error_logger:get_format_depth().
%% unlimited
-spec get_format_depth() -> unlimited.
get_format_depth() -> unlimited.

%% A term cut to that depth: as it is.
%% > error_logger:limit_term([a, [b, [c]]]).
%% [a,[b,[c]]]
-spec limit_term(term()) -> term().
limit_term(Term) -> Term.
