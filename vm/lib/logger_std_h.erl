%%% The standard handler of the logger: writes to standard output, standard error or a file.
%%%
%%% An event is written by the process that logs it, before `log/2` returns; the bounds on queues that OTP's handler
%%% has are kept as configuration, though there is no queue.
-module(logger_std_h).

-export([log/2, adding_handler/1, changing_config/3, removing_handler/1, filter_config/1, filesync/1]).
-export([default_config/1]).

%% The configuration of the handler for a device.
%% > maps:get(type, logger_std_h:default_config(standard_error)).
%% standard_error
-spec default_config(standard_io | standard_error | {file, file:name_all()}) -> map().
default_config(Type) ->
    #{type => Type, burst_limit_enable => true, burst_limit_max_count => 500, burst_limit_window_time => 1000,
      drop_mode_qlen => 200, filesync_repeat_interval => no_repeat, flush_qlen => 1000,
      overload_kill_enable => false, overload_kill_mem_size => 3000000, overload_kill_qlen => 20000,
      overload_kill_restart_after => 5000, sync_mode_qlen => 10}.

%% Formats an event and writes it: what the logger calls for each event.
%% > E = #{level => error, msg => {string, "down"}, meta => #{}}, {ok, F} = file:open("std_h", [write]),
%%   logger_std_h:log(E, #{config => #{type => {device, F}}, formatter => {logger_formatter, #{template => [msg]}}}),
%%   file:close(F), T = file:read_file("std_h"), file:delete("std_h"), T.
%% {ok,<<"down">>}
-spec log(logger:log_event(), logger:handler_config()) -> ok.
log(Event, #{config := Config, formatter := {Formatter, FormatterConfig}}) ->
    write(Config, Formatter:format(Event, FormatterConfig)).

write(#{type := standard_error}, Text) -> put_error(Text);
write(#{type := {device, Device}}, Text) -> put_device(Device, Text);
write(#{type := standard_io}, Text) -> put_device(user, Text);
write(#{device := Device}, Text) -> put_device(Device, Text).

%% Straight to the output: a report is not to wait for a process.
put_error(Text) ->
    case unicode:characters_to_binary(Text) of
        Bytes when is_binary(Bytes) -> erts_internal:put_output(2, Bytes);
        _ -> io:format(standard_error, "~tp~n", [Text])
    end,
    ok.

put_device(Device, Text) -> io:put_chars(Device, Text).

%% Checks the configuration of a new handler, and opens its file: what the logger calls for add_handler/3.
%% > logger_std_h:adding_handler(#{config => #{colour => red}}).
%% {error,{invalid_config,logger_std_h,#{colour => red}}}
-spec adding_handler(logger:handler_config()) -> {ok, logger:handler_config()} | {error, term()}.
adding_handler(#{} = Handler) ->
    Given = maps:get(config, Handler, #{}),
    case type(Given) of
        {ok, Type} ->
            Known = default_config(Type),
            case maps:to_list(maps:without([file, modes, file_check | maps:keys(Known)], Given)) of
                [] -> opened(Handler#{config => maps:merge(Known, maps:put(type, Type, Given))});
                Unknown -> {error, {invalid_config, ?MODULE, maps:from_list(Unknown)}}
            end;
        Error -> Error
    end.

type(#{type := Type}) when Type =:= standard_io; Type =:= standard_error -> {ok, Type};
type(#{type := {file, Name}}) -> {ok, {file, Name}};
type(#{type := {file, Name, _}}) -> {ok, {file, Name}};
type(#{type := {device, Device}}) -> {ok, {device, Device}};
type(#{type := file, file := Name}) -> {ok, {file, Name}};
type(#{type := Type}) -> {error, {invalid_config, ?MODULE, #{type => Type}}};
type(#{file := Name}) -> {ok, {file, Name}};
type(#{}) -> {ok, standard_io}.

opened(#{config := #{type := {file, Name}} = Config} = Handler) ->
    Modes = maps:get(modes, Config, [append]),
    case file:open(Name, [{encoding, utf8} | Modes]) of
        {ok, Device} -> {ok, Handler#{config := Config#{device => Device}}};
        {error, Reason} -> {error, {open_failed, Name, Reason}}
    end;
opened(Handler) -> {ok, Handler}.

%% What the logger calls when the configuration changes; the type can't be changed.
%% > logger_std_h:changing_config(update, #{config => #{type => standard_io}}, #{config => #{type => standard_error}}).
%% {error,{illegal_config_change,logger_std_h,#{type => standard_io},#{type => standard_error}}}
-spec changing_config(set | update, logger:handler_config(), logger:handler_config()) ->
    {ok, logger:handler_config()} | {error, term()}.
changing_config(_, #{config := Old}, New) ->
    Given = maps:get(config, New, #{}),
    #{type := Type} = Old,
    case {maps:get(type, Given, Type), maps:without([device, file, modes | maps:keys(Old)], Given)} of
        {Type, Unknown} when map_size(Unknown) =:= 0 -> {ok, New#{config => maps:merge(Old, Given)}};
        {Type, Unknown} -> {error, {invalid_config, ?MODULE, Unknown}};
        {Other, _} -> {error, {illegal_config_change, ?MODULE, #{type => Type}, #{type => Other}}}
    end.

%% Closes the file of a handler: what the logger calls for remove_handler/1.
%% > logger_std_h:removing_handler(#{config => #{type => standard_io}}).
%% ok
-spec removing_handler(logger:handler_config()) -> ok.
removing_handler(#{config := #{device := Device}}) ->
    _ = file:close(Device),
    ok;
removing_handler(_) -> ok.

%% The configuration without what is the handler's own, for get_handler_config/1.
%% > logger_std_h:filter_config(#{config => #{type => standard_io, device => user}}).
%% #{config => #{type => standard_io}}
-spec filter_config(logger:handler_config()) -> logger:handler_config().
filter_config(#{config := Config} = Handler) -> Handler#{config := maps:remove(device, Config)}.

%% Waits until what a handler wrote is in its file. `{error, Reason}` when there is no such handler.
%% > logger:add_handler(sync_log, logger_std_h, #{level => error, config => #{type => {file, "sync_log.log"}}}),
%%   Result = logger_std_h:filesync(sync_log), logger:remove_handler(sync_log), file:delete("sync_log.log"), Result.
%% ok
-spec filesync(logger:handler_id()) -> ok | {error, term()}.
filesync(Id) ->
    case [Config || #{id := Known, module := ?MODULE, config := Config} <- erlet_logger:handlers(), Known =:= Id] of
        [#{device := Device}] -> file:sync(Device);
        [_] -> ok;
        [] -> {error, {badarg, {filesync, [Id]}}}
    end.
