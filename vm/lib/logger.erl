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

%% Logs an emergency event.
-spec emergency(string() | report()) -> ok.
emergency(Message) -> log(emergency, Message).

-spec emergency(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
emergency(Message, More) -> log(emergency, Message, More).

-spec emergency(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
emergency(Message, Args, Metadata) -> log(emergency, Message, Args, Metadata).

%% Logs an alert event.
-spec alert(string() | report()) -> ok.
alert(Message) -> log(alert, Message).

-spec alert(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
alert(Message, More) -> log(alert, Message, More).

-spec alert(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
alert(Message, Args, Metadata) -> log(alert, Message, Args, Metadata).

%% Logs a critical event.
-spec critical(string() | report()) -> ok.
critical(Message) -> log(critical, Message).

-spec critical(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
critical(Message, More) -> log(critical, Message, More).

-spec critical(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
critical(Message, Args, Metadata) -> log(critical, Message, Args, Metadata).

%% Logs an error event.
-spec error(string() | report()) -> ok.
error(Message) -> log(error, Message).

-spec error(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
error(Message, More) -> log(error, Message, More).

-spec error(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
error(Message, Args, Metadata) -> log(error, Message, Args, Metadata).

%% Logs a warning event.
-spec warning(string() | report()) -> ok.
warning(Message) -> log(warning, Message).

-spec warning(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
warning(Message, More) -> log(warning, Message, More).

-spec warning(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
warning(Message, Args, Metadata) -> log(warning, Message, Args, Metadata).

%% Logs a notice event.
-spec notice(string() | report()) -> ok.
notice(Message) -> log(notice, Message).

-spec notice(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
notice(Message, More) -> log(notice, Message, More).

-spec notice(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
notice(Message, Args, Metadata) -> log(notice, Message, Args, Metadata).

%% Logs an info event.
-spec info(string() | report()) -> ok.
info(Message) -> log(info, Message).

-spec info(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
info(Message, More) -> log(info, Message, More).

-spec info(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
info(Message, Args, Metadata) -> log(info, Message, Args, Metadata).

%% Logs a debug event.
-spec debug(string() | report()) -> ok.
debug(Message) -> log(debug, Message).

-spec debug(string() | report(), args_or_metadata()) -> ok;
         (msg_fun(), term()) -> ok.
debug(Message, More) -> log(debug, Message, More).

-spec debug(string() | msg_fun(), [term()] | term(), metadata()) -> ok.
debug(Message, Args, Metadata) -> log(debug, Message, Args, Metadata).

-spec log(level(), string() | report()) -> ok.
log(Level, Message) -> do_log(Level, #{}, [Message]).

%% Logs an event: a string, a report, or a format; a format may have arguments, a fun its argument.
-spec log(level(), string() | report() | msg_fun(), args_or_metadata() | term()) -> ok.
log(Level, Message, More) -> do_log(Level, #{}, [Message, More]).

-spec log(level(), string() | msg_fun(), [term()] | term(), metadata()) -> ok.
log(Level, Message, Args, Metadata) -> do_log(Level, #{}, [Message, Args, Metadata]).

do_log(Level, Location, Args) ->
    case erlet_logger:is_allowed(Level) of
        true -> logged(Level, Location, Args);
        false -> ok
    end.

%% What the macros of logger.hrl call, having asked `allow/2`.
-spec macro_log(metadata(), level(), string() | report()) -> ok.
macro_log(Location, Level, Message) -> logged(Level, Location, [Message]).

-spec macro_log(metadata(), level(), string() | report() | msg_fun(), args_or_metadata() | term()) -> ok.
macro_log(Location, Level, Message, More) -> logged(Level, Location, [Message, More]).

-spec macro_log(metadata(), level(), string() | msg_fun(), [term()] | term(), metadata()) -> ok.
macro_log(Location, Level, Message, Args, Metadata) -> logged(Level, Location, [Message, Args, Metadata]).

logged(Level, Location, Args) ->
    {Message, Metadata} = message(Args),
    erlet_logger:log(Level, Message, maps:merge(Location, Metadata)).

message([Fun, Arg]) when is_function(Fun, 1) -> {lazy(Fun, Arg), #{}};
message([Fun, Arg, #{} = Metadata]) when is_function(Fun, 1) -> {lazy(Fun, Arg), Metadata};
message([Message]) -> {plain(Message), #{}};
message([Message, #{} = Metadata]) -> {plain(Message), Metadata};
message([Format, Args]) -> {{Format, Args}, #{}};
message([Format, Args, #{} = Metadata]) -> {{Format, Args}, Metadata}.

lazy(Fun, Arg) ->
    try Fun(Arg) of
        {Format, Args} when is_list(Format), is_list(Args) -> {Format, Args};
        Message -> plain(Message)
    catch
        Class:Reason:Stack ->
            {"LAZY_FUN CRASH: ~tp; Reason: ~tp", [{Fun, Arg}, {Class, Reason, Stack}]}
    end.

plain(Message) when is_map(Message) -> {report, Message};
plain([{_, _} | _] = Message) -> {report, Message};
plain(Message) when is_list(Message) ->
    case io_lib:printable_unicode_list(lists:flatten(Message)) orelse is_chardata(Message) of
        true -> {string, Message};
        false -> {report, Message}
    end;
plain(Message) -> {string, Message}.

is_chardata(Message) ->
    try is_list(unicode:characters_to_list(Message))
    catch _:_ -> false
    end.

%% Whether a module's events of a level are wanted.
-spec allow(level(), module()) -> boolean().
allow(Level, Module) when is_atom(Level), is_atom(Module) -> erlet_logger:is_allowed(Level, Module).

%% The current time, as events hold it.
-spec timestamp() -> timestamp().
timestamp() -> os:system_time(microsecond).

%% `lt`, `eq` or `gt`, as the first level is less, as or more severe than the other.
-spec compare_levels(level() | all | none, level() | all | none) -> lt | eq | gt.
compare_levels(Left, Right) ->
    case {erlet_logger:severity(Left), erlet_logger:severity(Right)} of
        {Same, Same} -> eq;
        {Severe, Less} when is_integer(Severe), is_integer(Less), Severe < Less -> gt;
        {Less, Severe} when is_integer(Severe), is_integer(Less) -> lt;
        _ -> erlang:error(badarg, [Left, Right])
    end.

%% Format and arguments for a report: a line for each item.
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

%% The same for the reports of OTP's behaviours, which hold a report inside.
-spec format_otp_report(report()) -> {io:format(), [term()]}.
format_otp_report(#{label := _, report := Report}) -> format_report(Report);
format_otp_report(Report) -> format_report(Report).

%%% Metadata of the process

%% Sets the metadata of the calling process, which go with each of its events.
-spec set_process_metadata(metadata()) -> ok.
set_process_metadata(Metadata) when is_map(Metadata) ->
    _ = put('$logger_metadata$', Metadata),
    ok;
set_process_metadata(Metadata) -> erlang:error(badarg, [Metadata]).

%% Adds to what all events of the process carry.
-spec update_process_metadata(metadata()) -> ok.
update_process_metadata(Metadata) when is_map(Metadata) ->
    case get_process_metadata() of
        undefined -> set_process_metadata(Metadata);
        Before -> set_process_metadata(maps:merge(Before, Metadata))
    end;
update_process_metadata(Metadata) -> erlang:error(badarg, [Metadata]).

%% The metadata of the calling process, or undefined.
-spec get_process_metadata() -> metadata() | undefined.
get_process_metadata() -> get('$logger_metadata$').

%% Forgets the metadata of the calling process.
-spec unset_process_metadata() -> ok.
unset_process_metadata() ->
    _ = erase('$logger_metadata$'),
    ok.

%%% Configuration

%% Adds a handler: a module with `log/2`.
-spec add_handler(handler_id(), module(), handler_config()) -> result().
add_handler(Id, Module, Config) -> erlet_logger:add_handler(Id, Module, Config).

%% Removes a handler.
-spec remove_handler(handler_id()) -> result().
remove_handler(Id) -> erlet_logger:remove_handler(Id).

%% Adds the handlers that an application's environment or a list asks for.
-spec add_handlers(atom() | [term()]) -> result().
add_handlers(Application) when is_atom(Application) ->
    add_handlers(application:get_env(Application, logger, []));
add_handlers([{handler, default, undefined} | Rest]) ->
    _ = remove_handler(default),
    add_handlers(Rest);
add_handlers([{handler, Id, Module, Config} | Rest]) ->
    _ = Id =:= default andalso remove_handler(default),
    case add_handler(Id, Module, Config) of
        ok -> add_handlers(Rest);
        {error, Reason} -> {error, {bad_config, {handler, {Id, Module, Config, Reason}}}}
    end;
add_handlers([{filters, Default, Filters} | Rest]) ->
    case set_primary_config(filter_default, Default) of
        ok ->
            _ = [add_primary_filter(Id, Filter) || {Id, Filter} <- Filters],
            add_handlers(Rest);
        Error -> Error
    end;
add_handlers([{module_level, Level, Modules} | Rest]) ->
    case set_module_level(Modules, Level) of
        ok -> add_handlers(Rest);
        Error -> Error
    end;
add_handlers([]) -> ok;
add_handlers(Other) -> {error, {bad_config, {handler, Other}}}.

%% The names of the handlers.
-spec get_handler_ids() -> [handler_id()].
get_handler_ids() -> [Id || #{id := Id} <- erlet_logger:handlers()].

%% The configuration of a handler, or of all.
-spec get_handler_config() -> [handler_config()].
get_handler_config() -> erlet_logger:handlers().

-spec get_handler_config(handler_id()) -> {ok, handler_config()} | {error, term()}.
get_handler_config(Id) -> erlet_logger:handler(Id).

%% Replaces a handler's configuration; what is left out gets its default value.
-spec set_handler_config(handler_id(), handler_config()) -> result().
set_handler_config(Id, Config) -> erlet_logger:change_handler(set, Id, Config).

-spec set_handler_config(handler_id(), atom(), term()) -> result().
set_handler_config(Id, Key, Value) -> erlet_logger:change_handler(set, Id, Key, Value).

%% Changes a part of a handler's configuration.
-spec update_handler_config(handler_id(), handler_config()) -> result().
update_handler_config(Id, Config) -> erlet_logger:change_handler(update, Id, Config).

-spec update_handler_config(handler_id(), atom(), term()) -> result().
update_handler_config(Id, Key, Value) -> erlet_logger:change_handler(update, Id, Key, Value).

%% Changes a part of the configuration of a handler's formatter.
-spec update_formatter_config(handler_id(), formatter_config()) -> result().
update_formatter_config(Id, Changes) when is_map(Changes) ->
    case get_handler_config(Id) of
        {ok, #{formatter := {Module, Config}}} ->
            set_handler_config(Id, formatter, {Module, maps:merge(Config, Changes)});
        Error -> Error
    end;
update_formatter_config(_, Changes) -> {error, {invalid_formatter_config, Changes}}.

-spec update_formatter_config(handler_id(), atom(), term()) -> result().
update_formatter_config(Id, Key, Value) -> update_formatter_config(Id, #{Key => Value}).

%% Adds a filter to a handler.
-spec add_handler_filter(handler_id(), filter_id(), filter()) -> result().
add_handler_filter(Id, Filter, Definition) -> erlet_logger:add_filter(Id, Filter, Definition).

%% Removes a filter of a handler.
-spec remove_handler_filter(handler_id(), filter_id()) -> result().
remove_handler_filter(Id, Filter) -> erlet_logger:remove_filter(Id, Filter).

%% Adds a filter that all events pass first.
-spec add_primary_filter(filter_id(), filter()) -> result().
add_primary_filter(Filter, Definition) -> erlet_logger:add_filter(primary, Filter, Definition).

%% Removes a filter that all events pass.
-spec remove_primary_filter(filter_id()) -> result().
remove_primary_filter(Filter) -> erlet_logger:remove_filter(primary, Filter).

%% All there is of configuration.
-spec get_config() -> map().
get_config() ->
    #{primary => get_primary_config(), handlers => get_handler_config(), proxy => get_proxy_config(),
      module_levels => get_module_level()}.

%% The configuration for all events.
-spec get_primary_config() -> primary_config().
get_primary_config() -> erlet_logger:primary().

%% Sets the configuration for all events, or one item of it.
-spec set_primary_config(primary_config()) -> result().
set_primary_config(Config) -> erlet_logger:change_primary(set, Config).

-spec set_primary_config(atom(), term()) -> result().
set_primary_config(Key, Value) -> erlet_logger:change_primary(update, #{Key => Value}).

%% Changes some items of the configuration for all events.
-spec update_primary_config(primary_config()) -> result().
update_primary_config(Config) -> erlet_logger:change_primary(update, Config).

%% The configuration of the proxy of other nodes' events, which Erlet, being alone, only keeps.
-spec get_proxy_config() -> map().
get_proxy_config() -> erlet_logger:proxy().

%% Sets the configuration of the proxy, which is not used.
-spec set_proxy_config(map()) -> result().
set_proxy_config(Config) -> erlet_logger:change_proxy(set, Config).

%% Changes the configuration of the proxy, which is not used.
-spec update_proxy_config(map()) -> result().
update_proxy_config(Config) -> erlet_logger:change_proxy(update, Config).

%% Gives the logger the configuration that it begins with.
-spec reconfigure() -> ok.
reconfigure() -> erlet_logger:reset().

%% A level of their own for the events of modules.
-spec set_module_level(module() | [module()], level() | all | none) -> result().
set_module_level(Module, Level) when is_atom(Module) -> set_module_level([Module], Level);
set_module_level(Modules, Level) -> erlet_logger:set_module_level(Modules, Level).

%% Forgets the level of modules, or of all.
-spec unset_module_level() -> ok.
unset_module_level() -> erlet_logger:unset_module_level(all).

-spec unset_module_level(module() | [module()]) -> ok.
unset_module_level(Module) when is_atom(Module) -> unset_module_level([Module]);
unset_module_level(Modules) -> erlet_logger:unset_module_level(Modules).

%% The levels that were set for modules.
-spec get_module_level() -> [{module(), level() | all | none}].
get_module_level() -> lists:sort(maps:to_list(erlet_logger:module_levels())).

-spec get_module_level(module() | [module()]) -> [{module(), level() | all | none}].
get_module_level(Module) when is_atom(Module) -> get_module_level([Module]);
get_module_level(Modules) -> [Item || {Module, _} = Item <- get_module_level(), lists:member(Module, Modules)].

%% The same for all modules of an application.
-spec set_application_level(atom(), level() | all | none) -> result() | {error, not_loaded}.
set_application_level(Application, Level) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> set_module_level(Modules, Level);
        undefined -> {error, {not_loaded, Application}}
    end.

%% Forgets the levels of an application's modules.
-spec unset_application_level(atom()) -> ok | {error, not_loaded}.
unset_application_level(Application) ->
    case application:get_key(Application, modules) of
        {ok, Modules} -> unset_module_level(Modules);
        undefined -> {error, {not_loaded, Application}}
    end.

%%% Looking

%% Prints the whole configuration.
-spec i() -> ok.
i() ->
    lists:foreach(fun i/1, [primary, handlers, modules]).

-spec i(primary | handlers | proxy | modules | handler_id()) -> ok.
i(primary) -> io:format("Primary configuration: ~n    ~tp~n", [get_primary_config()]);
i(handlers) -> io:format("Handler configuration: ~n    ~tp~n", [get_handler_config()]);
i(proxy) -> io:format("Proxy configuration: ~n    ~tp~n", [get_proxy_config()]);
i(modules) -> io:format("Level set per module: ~n    ~tp~n", [get_module_level()]);
i(Id) -> io:format("Handler configuration: ~n    ~tp~n", [get_handler_config(Id)]).
