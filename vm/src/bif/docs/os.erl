%%% What the functions of `os` that are written in Rust are for.

%% The number of the program's process at the operating system, as text.
%% > list_to_integer(os:getpid()) > 0.
%% true
-spec getpid() -> string().

%% The family and the name of the operating system.
%% > os:type().
%% {unix,linux}
-spec type() -> {unix | win32, atom()}.

%% The operating system's time in its own units, which may jump.
%% > os:system_time() > 0.
%% true
-spec system_time() -> integer().

%% The operating system's time in a unit. Fails with badarg for what is no unit.
%% > os:system_time(second) > 0.
%% true
%% > os:system_time(fortnight).
%% ** error:badarg
-spec system_time(erlang:time_unit()) -> integer().

%% The operating system's time as {MegaSeconds, Seconds, MicroSeconds}.
%% > tuple_size(os:timestamp()).
%% 3
-spec timestamp() -> {integer(), integer(), integer()}.

%% A counter for measuring short times, in units of its own.
%% > os:perf_counter() =< os:perf_counter().
%% true
-spec perf_counter() -> integer().
