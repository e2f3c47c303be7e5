%%% The handlers of an event manager: adding, telling, asking, replacing and removing them.
%%%
%%% A handler goes when its callback says so, fails or returns what it may not; then its `terminate/2` is called, and
%%% the process it is supervised by gets `{gen_event_EXIT, Handler, Reason}`.
-module(erlet_handlers).

-export([add/4, tell/4, call/4, delete/4, swap/7, owner_died/4, stop_all/3, shown/1]).

-include("logger.hrl").
-include("gen_event.hrl").

-type handlers() :: [#handler{}].

%% How users call a handler.
-spec shown(#handler{}) -> gen_event:handler().
shown(#handler{module = Module, id = false}) -> Module;
shown(#handler{module = Module, id = Id}) -> {Module, Id}.

%% Adds a handler in front; the answer, whether to hibernate, and the handlers.
-spec add(gen_event:handler(), term(), handlers(), false | pid()) -> {term(), boolean(), handlers()}.
add(Name, Args, Handlers, Owner) ->
    Handler = #handler{module = Module} = (named(Name))#handler{supervised = Owner},
    %% The owner is linked to before the handler is there, and stays linked to when it does not come to be.
    Owner =:= false orelse link(Owner),
    case catch Module:init(Args) of
        {ok, State} -> {ok, false, [Handler#handler{state = State} | Handlers]};
        {ok, State, hibernate} -> {ok, true, [Handler#handler{state = State} | Handlers]};
        Other -> {Other, false, Handlers}
    end.

named({Module, Id}) -> #handler{module = Module, id = Id};
named(Module) -> #handler{module = Module}.

%% Calls handle_event or handle_info of every handler: whether to hibernate, and the handlers that are left.
-spec tell(term(), handle_event | handle_info, handlers(), term()) -> {boolean(), handlers()}.
tell(_, _, [], _) -> {false, []};
tell(Event, Callback, [Handler | Rest], Manager) ->
    {Hibernate, Left} = tell_one(Event, Callback, Handler, Manager),
    {OtherHibernate, Others} = tell(Event, Callback, Rest, Manager),
    {Hibernate orelse OtherHibernate, Left ++ Others}.

tell_one(Event, Callback, #handler{module = Module, state = State} = Handler, Manager) ->
    case run(Module, Callback, Event, State) of
        {ok, Next} -> {false, [Handler#handler{state = Next}]};
        {ok, Next, hibernate} -> {true, [Handler#handler{state = Next}]};
        {swap_handler, Args, Next, New, NewArgs} ->
            replaced(Handler#handler{state = Next}, Args, New, NewArgs, Event, Manager);
        remove_handler ->
            _ = terminate(Handler, remove_handler, normal, Event, Manager),
            {false, []};
        {'EXIT', {undef, [{Module, handle_info, [_, _], _} | _]}} when Callback =:= handle_info ->
            unhandled(Module, Event),
            {false, [Handler]};
        Other ->
            _ = terminate(Handler, {error, Other}, Other, Event, Manager),
            {false, []}
    end.

run(Module, Callback, Term, State) -> catch Module:Callback(Term, State).

%% The new handler takes the place of the old one, and its supervisor.
replaced(#handler{supervised = Owner} = Old, Args, New, NewArgs, Event, Manager) ->
    Result = terminate(Old, Args, {swapped, New, Owner}, Event, Manager),
    case add(New, {NewArgs, Result}, [], Owner) of
        {ok, Hibernate, Added} -> {Hibernate, Added};
        {Other, _, []} ->
            %% OTP's report has the manager for the event, and nobody for the manager.
            report((named(New))#handler{state = {error, Other}}, crash, Manager, false),
            _ = Owner =:= false orelse (Owner ! {gen_event_EXIT, New, crash}),
            {false, []}
    end.

unhandled(Module, Message) ->
    ?LOG_WARNING(#{label => {gen_event, no_handle_info}, module => Module, message => Message},
                 #{domain => [otp], report_cb => fun gen_event:format_log/2,
                   error_logger => #{tag => warning_msg, report_cb => fun gen_event:format_log/1}}).

%% Asks one handler: the answer, whether to hibernate, and the handlers.
-spec call(gen_event:handler(), term(), handlers(), term()) -> {term(), boolean(), handlers()}.
call(Name, Request, Handlers, Manager) ->
    case split(Name, Handlers) of
        {Before, #handler{module = Module, state = State} = Handler, After} ->
            Others = Before ++ After,
            case run(Module, handle_call, Request, State) of
                {ok, Reply, Next} -> {Reply, false, Before ++ [Handler#handler{state = Next} | After]};
                {ok, Reply, Next, hibernate} -> {Reply, true, Before ++ [Handler#handler{state = Next} | After]};
                {swap_handler, Reply, Args, Next, New, NewArgs} ->
                    Old = Handler#handler{state = Next},
                    {Hibernate, Left} = replaced(Old, Args, New, NewArgs, Request, Manager),
                    {Reply, Hibernate, Before ++ Left ++ After};
                {remove_handler, Reply} ->
                    _ = terminate(Handler, remove_handler, normal, Request, Manager),
                    {Reply, false, Others};
                Other ->
                    _ = terminate(Handler, {error, Other}, Other, Request, Manager),
                    {{error, Other}, false, Others}
            end;
        false -> {{error, bad_module}, false, Handlers}
    end.

split(Name, Handlers) ->
    case lists:splitwith(fun(Handler) -> shown(Handler) =/= Name end, Handlers) of
        {Before, [Handler | After]} -> {Before, Handler, After};
        {_, []} -> false
    end.

%% Removes a handler; the answer is what its `terminate/2` returned.
-spec delete(gen_event:handler(), term(), handlers(), term()) -> {term(), handlers()}.
delete(Name, Args, Handlers, Manager) ->
    case split(Name, Handlers) of
        {Before, Handler, After} ->
            {terminate(Handler, Args, normal, delete, Manager), Before ++ After};
        false -> {{error, module_not_found}, Handlers}
    end.

%% Replaces a handler, or adds one when the old one is not there. The new one is supervised by a process, or, with
%% `keep`, by that of the old one.
-spec swap(gen_event:handler(), term(), gen_event:handler(), term(), handlers(), term(), keep | pid()) ->
    {term(), boolean(), handlers()}.
swap(Old, Args, New, NewArgs, Handlers, Manager, Given) ->
    {Result, Owner, Left} =
        case split(Old, Handlers) of
            {Before, #handler{supervised = OldOwner} = Handler, After} ->
                Kept = case Given of
                           keep -> OldOwner;
                           _ -> Given
                       end,
                {terminate(Handler, Args, {swapped, New, Kept}, swap, Manager), Kept, Before ++ After};
            false when Given =:= keep -> {error, false, Handlers};
            false -> {error, Given, Handlers}
        end,
    case add(New, {NewArgs, Result}, Left, Owner) of
        {ok, Hibernate, Next} -> {ok, Hibernate, Next};
        {Other, _, Next} -> {{error, Other}, false, Next}
    end.

%% The handlers that a dead process supervised go.
-spec owner_died(pid(), term(), handlers(), term()) -> handlers().
owner_died(Pid, Reason, Handlers, Manager) ->
    {Gone, Left} = lists:partition(fun(#handler{supervised = Owner}) -> Owner =:= Pid end, Handlers),
    Told = {parent_terminated, {Pid, Reason}},
    lists:foreach(fun(Handler) -> terminate(Handler, {stop, Reason}, shutdown, Told, Manager) end, Gone),
    Left.

%% The manager ends, and nobody who had a handler by it, but for its parent.
-spec stop_all(pid(), handlers(), term()) -> ok.
stop_all(Parent, Handlers, Manager) ->
    lists:foreach(fun(Handler) -> terminate(Handler, stop, shutdown, stop, Manager) end, Handlers),
    lists:foreach(fun(#handler{supervised = Owner}) -> Owner =:= false orelse Owner =:= Parent orelse unlink(Owner) end,
                  Handlers).

%% Calls the handler's `terminate/2`, reports and tells the supervisor; what terminate returned.
terminate(#handler{module = Module, state = State, supervised = Owner} = Handler, Args, Reason, Last, Manager) ->
    Result = case erlang:function_exported(Module, terminate, 2) of
                 true -> catch Module:terminate(Args, State);
                 false -> ok
             end,
    case Result of
        {'EXIT', _} -> report(Handler, Result, Last, Manager);
        _ -> is_well(Reason) orelse report(Handler, Reason, Last, Manager)
    end,
    case Owner of
        false -> ok;
        %% It stays linked to, also when it has no other handler here.
        _ -> Owner ! {gen_event_EXIT, shown(Handler), Reason}
    end,
    Result.

is_well(normal) -> true;
is_well(shutdown) -> true;
is_well({swapped, _, _}) -> true;
is_well(_) -> false.

report(#handler{module = Module, state = State} = Handler, Reason, Last, Manager) ->
    Status = gen:format_status(Module, terminate, #{state => State, message => Last, reason => Reason, log => []},
                               [get(), State]),
    Shown = case Status of
                #{'EXIT' := Failure} -> Failure;
                #{'$status' := Term} -> Term;
                #{state := Term} -> Term
            end,
    ?LOG_ERROR(#{label => {gen_event, terminate}, handler => shown(Handler), name => Manager,
                 last_message => maps:get(message, Status), state => Shown, log => maps:get(log, Status),
                 reason => maps:get(reason, Status)},
               #{domain => [otp], report_cb => fun gen_event:format_log/2,
                 error_logger => #{tag => error, report_cb => fun gen_event:format_log/1}}).
