%%% What the logger does: its configuration, and the way of an event through filters to handlers.
%%%
%%% The configuration lies in persistent terms, so that an event reads it without asking anybody; it is changed by one
%%% process, registered as `logger`, which is there from the first change on. From then on it also gets the reports of
%%% processes that die of errors.
-module(erlet_logger).

-export([log/3, is_allowed/1, is_allowed/2, severity/1]).
-export([primary/0, handlers/0, handler/1, proxy/0, module_levels/0, reset/0]).
-export([change_primary/2, change_proxy/2, add_handler/3, remove_handler/1, change_handler/3, change_handler/4, set_formatter/2]).
-export([add_filter/3, remove_filter/2, set_module_level/2, unset_module_level/1]).

-define(PRIMARY, {?MODULE, primary}).
-define(HANDLERS, {?MODULE, handlers}).
-define(PROXY, {?MODULE, proxy}).
-define(MODULES, {?MODULE, modules}).

%%% Events

%% Logs an event whose level is wanted.
-spec log(logger:level(), term(), logger:metadata()) -> ok.
log(Level, Message, Given) ->
    #{filters := Filters, filter_default := Default, metadata := Always} = primary(),
    Own = case get('$logger_metadata$') of
              undefined -> #{};
              Map -> Map
          end,
    Metadata = complete(maps:merge(maps:merge(Always, Own), Given)),
    case filtered(Filters, #{level => Level, msg => Message, meta => Metadata}, Default, primary) of
        stop -> ok;
        Event -> lists:foreach(fun(Handler) -> handle(Handler, Event) end, handlers())
    end.

complete(#{pid := _, gl := _, time := _} = Metadata) -> Metadata;
complete(Metadata) ->
    maps:merge(#{pid => self(), gl => group_leader(), time => logger:timestamp()}, Metadata).

handle(#{id := Id, module := Module, level := Level, filters := Filters, filter_default := Default} = Config, Event) ->
    case is_within(severity(maps:get(level, Event)), Level) of
        true ->
            case filtered(Filters, Event, Default, Id) of
                stop -> ok;
                Passed -> call_handler(Id, Module, Passed, Config)
            end;
        false -> ok
    end.

%% A handler that crashes is removed.
call_handler(Id, Module, Event, Config) ->
    try
        Module:log(Event, Config),
        ok
    catch
        Class:Reason:Stack ->
            case remove_handler(Id) of
                ok ->
                    removed(removed_failing_handler, Id,
                            [{handler, {Id, Module}}, {log_event, Event}, {config, Config},
                             {reason, {Class, Reason, Stack}}]);
                _ -> ok
            end
    end.

%% The first filter that does not ignore the event decides.
filtered([{Name, {Fun, Extra} = Filter} | Rest], #{} = Event, Default, Owner) ->
    try Fun(Event, Extra) of
        stop -> stop;
        ignore -> filtered(Rest, Event, Default, Owner);
        #{level := _, msg := _, meta := _} = Changed -> passed(Rest, Changed, Owner);
        Other -> failed_filter(Name, Filter, {bad_return_value, Other}, Rest, Event, Default, Owner)
    catch
        Class:Reason:Stack -> failed_filter(Name, Filter, {Class, Reason, Stack}, Rest, Event, Default, Owner)
    end;
filtered([], Event, log, _) -> Event;
filtered([], _, stop, _) -> stop.

%% An event that one filter lets pass still meets the others.
passed(Rest, Event, Owner) -> filtered(Rest, Event, log, Owner).

failed_filter(Name, Filter, Reason, Rest, Event, Default, Owner) ->
    case remove_filter(Owner, Name) of
        ok ->
            removed(removed_failing_filter, Name,
                    [{filter, {Name, Filter}}, {from, Owner}, {log_event, Event}, {reason, Reason}]);
        _ -> ok
    end,
    filtered(Rest, Event, Default, Owner).

%% Standard output tells that something was removed, whatever the logger writes; why, those who listen to `debug`.
removed(What, Name, Report) ->
    erlang:display({What, Name}),
    case is_allowed(debug) of
        true -> log(debug, {report, [{logger, What} | Report]}, #{});
        false -> ok
    end.

%%% Levels

%% Whether events of a level are wanted at all.
-spec is_allowed(logger:level()) -> boolean().
is_allowed(Level) ->
    #{level := Limit} = primary(),
    is_within(known(Level), Limit).

%% Whether a module's events of a level are wanted.
-spec is_allowed(logger:level(), module()) -> boolean().
is_allowed(Level, Module) ->
    case module_levels() of
        #{Module := Limit} -> is_within(known(Level), Limit);
        #{} -> is_allowed(Level)
    end.

known(Level) ->
    case severity(Level) of
        Number when is_integer(Number), Number >= 0, Number < 8 -> Number;
        _ -> error(function_clause)
    end.

is_within(Number, Limit) -> Number =< severity(Limit).

%% Levels as numbers, the most severe being 0.
-spec severity(term()) -> integer() | invalid.
severity(none) -> -1;
severity(emergency) -> 0;
severity(alert) -> 1;
severity(critical) -> 2;
severity(error) -> 3;
severity(warning) -> 4;
severity(notice) -> 5;
severity(info) -> 6;
severity(debug) -> 7;
severity(all) -> 10;
severity(_) -> invalid.

%%% The configuration as it is

-spec primary() -> logger:primary_config().
primary() -> persistent_term:get(?PRIMARY, #{level => notice, filters => [], filter_default => log, metadata => #{}}).

-spec handlers() -> [logger:handler_config()].
handlers() ->
    case persistent_term:get(?HANDLERS, none) of
        none -> [first_handler()];
        Handlers -> Handlers
    end.

%% The handler that is there from the start: reports go to standard error.
first_handler() ->
    #{id => default, module => logger_std_h, level => all, filter_default => stop,
      config => logger_std_h:default_config(standard_error),
      formatter => {logger_formatter, #{legacy_header => true, single_line => false}},
      filters => default_filters([otp, sasl])}.

default_filters(Domain) ->
    [{remote_gl, {fun logger_filters:remote_gl/2, stop}},
     {domain, {fun logger_filters:domain/2, {log, super, Domain}}},
     {no_domain, {fun logger_filters:domain/2, {log, undefined, []}}}].

-spec handler(logger:handler_id()) -> {ok, logger:handler_config()} | {error, term()}.
handler(Id) ->
    case [Config || #{id := Known} = Config <- handlers(), Known =:= Id] of
        [#{module := Module} = Config] -> {ok, shown_config(Module, Config)};
        [] -> {error, {not_found, Id}}
    end.

shown_config(Module, Config) ->
    case erlang:function_exported(Module, filter_config, 1) of
        true -> Module:filter_config(Config);
        false -> Config
    end.

-spec proxy() -> map().
proxy() ->
    persistent_term:get(?PROXY, #{burst_limit_enable => false, burst_limit_max_count => 500,
                                  burst_limit_window_time => 1000, drop_mode_qlen => 1000, flush_qlen => 5000,
                                  overload_kill_enable => false, overload_kill_mem_size => 3000000,
                                  overload_kill_qlen => 20000, overload_kill_restart_after => 5000,
                                  sync_mode_qlen => 500}).

-spec module_levels() -> #{module() => logger:level() | all | none}.
module_levels() -> persistent_term:get(?MODULES, #{}).

%%% Changes

-spec reset() -> ok.
reset() ->
    change(fun() ->
                   _ = [persistent_term:erase(Key) || Key <- [?PRIMARY, ?HANDLERS, ?PROXY, ?MODULES]],
                   ok
           end).

%% Sets or updates the primary configuration.
-spec change_primary(set | update, map()) -> ok | {error, term()}.
change_primary(Mode, Changes) when is_map(Changes) ->
    change(fun() ->
                   case check(fun primary_item/2, Changes) of
                       ok when Mode =:= set ->
                           Defaults = #{level => notice, filters => [], filter_default => log, metadata => #{}},
                           persistent_term:put(?PRIMARY, maps:merge(Defaults, Changes));
                       ok -> persistent_term:put(?PRIMARY, maps:merge(primary(), Changes));
                       Error -> Error
                   end
           end);
change_primary(_, Changes) -> {error, {invalid_config, Changes}}.

primary_item(level, Level) -> level(Level);
primary_item(filters, Filters) -> filters(Filters);
primary_item(filter_default, Default) -> filter_default(Default);
primary_item(metadata, Metadata) when is_map(Metadata) -> ok;
primary_item(metadata, Metadata) -> {error, {invalid_primary_config, {metadata, Metadata}}};
primary_item(Key, Value) -> {error, {invalid_primary_config, {Key, Value}}}.

-spec change_proxy(set | update, map()) -> ok | {error, term()}.
change_proxy(_, Changes) when is_map(Changes) ->
    change(fun() ->
                   Before = proxy(),
                   case maps:keys(maps:without(maps:keys(Before), Changes)) of
                       [] -> persistent_term:put(?PROXY, maps:merge(Before, Changes));
                       _ -> {error, {invalid_config, maps:without(maps:keys(Before), Changes)}}
                   end
           end);
change_proxy(_, Changes) -> {error, {invalid_config, Changes}}.

-spec add_handler(logger:handler_id(), module(), logger:handler_config()) -> ok | {error, term()}.
add_handler(Id, _, _) when not is_atom(Id) -> {error, {invalid_id, Id}};
add_handler(_, Module, _) when not is_atom(Module) -> {error, {invalid_module, Module}};
add_handler(_, _, Config) when not is_map(Config) -> {error, {invalid_config, Config}};
add_handler(Id, Module, Given) ->
    case check(fun handler_item/2, Given) of
        ok ->
            Config = maps:merge(handler_defaults(Id), Given#{id => Id, module => Module}),
            change(fun() ->
                           case is_known(Id) of
                               true -> {error, {already_exist, Id}};
                               false -> add_checked(Id, Module, Config)
                           end
                   end);
        Error -> Error
    end.

handler_defaults(Id) ->
    Filters = case Id of
                  default -> #{filters => default_filters([otp]), filter_default => stop};
                  _ -> #{filters => [], filter_default => log}
              end,
    Filters#{level => all, formatter => {logger_formatter, #{}}}.

add_checked(Id, Module, Config) ->
    case {is_exported(Module, log), callback(Module, adding_handler, [Config], {ok, Config})} of
        {false, _} -> {error, {invalid_handler, {function_not_exported, {Module, log, 2}}}};
        {true, {ok, Added}} -> put_handlers([Added | handlers()]);
        {true, {error, Reason}} -> {error, {handler_not_added, Reason}};
        {true, Other} -> {error, {handler_not_added, {callback_failed, {Module, adding_handler, Id}, Other}}}
    end.

%% Functions of modules that were not loaded yet count as well.
is_exported(Module, Function) ->
    _ = (catch Module:module_info()),
    erlang:function_exported(Module, Function, 2).

callback(Module, Function, Args, Default) ->
    case erlang:function_exported(Module, Function, length(Args)) of
        true -> catch apply(Module, Function, Args);
        false -> Default
    end.

put_handlers(Handlers) -> persistent_term:put(?HANDLERS, Handlers).

is_known(Id) -> lists:any(fun(#{id := Known}) -> Known =:= Id end, handlers()).

handler_item(level, Level) -> level(Level);
handler_item(filters, Filters) -> filters(Filters);
handler_item(filter_default, Default) -> filter_default(Default);
handler_item(formatter, {Module, Config}) when is_atom(Module), is_map(Config) ->
    _ = (catch Module:module_info()),
    case callback(Module, check_config, [Config], ok) of
        {'EXIT', Reason} -> {error, {callback_crashed, {Module, check_config, Reason}}};
        Result -> Result
    end;
handler_item(formatter, Formatter) -> {error, {invalid_formatter, Formatter}};
handler_item(_, _) -> ok.

-spec remove_handler(logger:handler_id()) -> ok | {error, term()}.
remove_handler(Id) ->
    change(fun() ->
                   case [Config || #{id := Known} = Config <- handlers(), Known =:= Id] of
                       [#{module := Module} = Config] ->
                           _ = callback(Module, removing_handler, [Config], ok),
                           put_handlers([Other || #{id := Known} = Other <- handlers(), Known =/= Id]);
                       [] -> {error, {not_found, Id}}
                   end
           end).

-spec change_handler(set | update, logger:handler_id(), atom(), term()) -> ok | {error, term()}.
change_handler(Mode, Id, Key, Value) ->
    change_checked(Mode, Id, #{Key => Value}, fun(Before) -> Before#{Key => Value} end).

-spec change_handler(set | update, logger:handler_id(), map()) -> ok | {error, term()}.
change_handler(set, Id, Changes) when is_map(Changes) ->
    change_checked(set, Id, Changes,
                   fun(#{module := Module}) ->
                           maps:merge((handler_defaults(Id))#{id => Id, module => Module}, Changes)
                   end);
change_handler(update, Id, Changes) when is_map(Changes) ->
    change_checked(update, Id, Changes, fun(Before) -> maps:merge(Before, Changes) end);
change_handler(_, _, Changes) -> {error, {invalid_config, Changes}}.

%% What is to be changed is looked at before whose it is.
change_checked(_, Id, _, _) when not is_atom(Id) -> {error, {invalid_id, Id}};
change_checked(Mode, Id, Changes, Change) ->
    case check(fun handler_item/2, Changes) of
        ok -> change(fun() -> changed_handler(Mode, Id, Change) end);
        Error -> Error
    end.

changed_handler(Mode, Id, Change) ->
    case [Config || #{id := Known} = Config <- handlers(), Known =:= Id] of
        [#{module := Module} = Before] ->
            After = Change(Before),
            case illegal([id, module], Before, After) of
                [] -> accept(Module, Mode, Before, After);
                [Key | _] -> {error, {illegal_config_change, maps:with([Key], Before), maps:with([Key], After)}}
            end;
        [] -> {error, {not_found, Id}}
    end.

%% A formatter's configuration is no business of the handler's module.
-spec set_formatter(logger:handler_id(), {module(), map()}) -> ok | {error, term()}.
set_formatter(Id, Formatter) ->
    case check(fun handler_item/2, #{formatter => Formatter}) of
        ok ->
            change(fun() ->
                           put_handlers([case Config of
                                             #{id := Id} -> Config#{formatter := Formatter};
                                             _ -> Config
                                         end || Config <- handlers()])
                   end);
        Error -> Error
    end.

put_handler(Id, Config) ->
    put_handlers([case Known of Id -> Config; _ -> Other end || #{id := Known} = Other <- handlers()]).

illegal(Keys, Before, After) -> [Key || Key <- Keys, maps:get(Key, Before) =/= maps:get(Key, After, undefined)].

%% The handler's module has the last word.
accept(Module, Mode, #{id := Id} = Before, After) ->
    case callback(Module, changing_config, [Mode, Before, After], {ok, After}) of
        {ok, Final} -> put_handler(Id, Final);
        {error, _} = Error -> Error;
        Other -> {error, {callback_crashed, {Module, changing_config, Other}}}
    end.

-spec add_filter(primary | logger:handler_id(), logger:filter_id(), logger:filter()) -> ok | {error, term()}.
add_filter(Owner, Name, Filter) ->
    change(fun() ->
                   case {filters([{Name, Filter}]), filters_of(Owner)} of
                       {ok, {ok, Filters}} ->
                           case lists:keymember(Name, 1, Filters) of
                               true -> {error, {already_exist, Name}};
                               false -> put_filters(Owner, [{Name, Filter} | Filters])
                           end;
                       {ok, Error} -> Error;
                       {Error, _} -> Error
                   end
           end).

-spec remove_filter(primary | logger:handler_id(), logger:filter_id()) -> ok | {error, term()}.
remove_filter(Owner, Name) ->
    change(fun() ->
                   case filters_of(Owner) of
                       {ok, Filters} ->
                           case lists:keymember(Name, 1, Filters) of
                               true -> put_filters(Owner, lists:keydelete(Name, 1, Filters));
                               false -> {error, {not_found, Name}}
                           end;
                       Error -> Error
                   end
           end).

filters_of(primary) -> {ok, maps:get(filters, primary())};
filters_of(Id) ->
    case handler(Id) of
        {ok, #{filters := Filters}} -> {ok, Filters};
        Error -> Error
    end.

put_filters(primary, Filters) -> persistent_term:put(?PRIMARY, (primary())#{filters := Filters});
put_filters(Id, Filters) ->
    put_handlers([case Known of Id -> Config#{filters := Filters}; _ -> Config end
                  || #{id := Known} = Config <- handlers()]).

-spec set_module_level([module()], logger:level() | all | none) -> ok | {error, term()}.
set_module_level(Modules, Level) ->
    case are_modules(Modules) andalso level(Level) of
        false -> {error, {not_a_list_of_modules, Modules}};
        ok ->
            change(fun() ->
                           persistent_term:put(?MODULES, maps:merge(module_levels(), maps:from_keys(Modules, Level)))
                   end);
        Error -> Error
    end.

are_modules(Modules) -> is_list(Modules) andalso lists:all(fun is_atom/1, Modules).

-spec unset_module_level(all | [module()]) -> ok | {error, term()}.
unset_module_level(all) -> change(fun() -> persistent_term:put(?MODULES, #{}) end);
unset_module_level(Modules) ->
    case are_modules(Modules) of
        true -> change(fun() -> persistent_term:put(?MODULES, maps:without(Modules, module_levels())) end);
        false -> {error, {not_a_list_of_modules, Modules}}
    end.

%%% Checks

check(Check, Config) -> check_each(Check, maps:to_list(Config)).

check_each(Check, [{Key, Value} | Rest]) ->
    case Check(Key, Value) of
        ok -> check_each(Check, Rest);
        Error -> Error
    end;
check_each(_, []) -> ok.

level(Level) ->
    case severity(Level) of
        invalid -> {error, {invalid_level, Level}};
        _ -> ok
    end.

filter_default(Default) when Default =:= log; Default =:= stop -> ok;
filter_default(Default) -> {error, {invalid_filter_default, Default}}.

filters([{Name, {Fun, _}} | Rest]) when is_atom(Name), is_function(Fun, 2) -> filters(Rest);
filters([]) -> ok;
filters([Filter | _]) -> {error, {invalid_filter, Filter}};
filters(Filters) -> {error, {invalid_filters, Filters}}.

%%% The process that changes

change(Fun) ->
    Server = server(),
    case Server =:= self() of
        true -> Fun();
        false ->
            case erlet_server:ask(Server, Fun) of
                {ok, Result} -> Result;
                {down, Reason} -> {error, Reason}
            end
    end.

server() ->
    erlet_server:named(logger, fun() ->
                                       group_leader(whereis(user), self()),
                                       loop()
                               end).

loop() ->
    receive
        {'$ask', From, Ref, Fun} -> From ! {Ref, catch Fun()};
        {crashed, Pid, Leader, Reason} ->
            is_allowed(error) andalso
                log(error, {"Error in process ~p with exit value:~n~p~n", [Pid, Reason]},
                    #{pid => Pid, gl => Leader, error_logger => #{emulator => true, tag => error}});
        _ -> ok
    end,
    loop().
