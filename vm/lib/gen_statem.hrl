%%% A state machine, and a step of it.

%% What the process of a state machine is.
-record(machine, {
    name,
    parent,
    modules,                 % the callback modules, the current one first
    mode,                    % state_functions or handle_event_function
    enter = false,           % whether states are entered by a call
    state,
    data,
    postponed = [],          % events, newest first
    timers = #{},            % type of time-out => {timer or 0, content}
    zero = [],               % types of the time-outs that are due, in their order; their timer is 0
    hibernate = false,
    hibernate_after = infinity,
    debug = []
}).

%% What an event callback wants done.
-record(step, {
    state,
    data,
    repeat = false,          % the state is to be entered though it is the same
    postpone = false,
    hibernate = false,
    events = [],             % to be inserted, newest first
    timeouts = []            % `{Type, Time, Content, Options}`, `{Type, cancel}`, `{Type, update, Content}`, newest first
}).
