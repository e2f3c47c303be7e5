%%% What the command line said, and the end of the whole run.
-module(init).

-export([boot/1, get_argument/1, get_arguments/0, get_plain_arguments/0, get_status/0, reboot/0, restart/0, restart/1, script_id/0,
         stop/0, stop/1]).

%% Begins a run as the words of a command line say. Nothing is left to be booted when a program runs: fails with notsup.
%% > init:boot([]).
%% ** error:notsup
-spec boot([binary()]) -> no_return().
boot(_) -> error(notsup).

%% The values of a flag, a list for each time it stands; error when it does not. Only those exist that every run has:
%% root, progname, home, noshell.
%% > init:get_argument(no_such_flag).
%% error
%% > {ok, [[Home]]} = init:get_argument(home), is_list(Home).
%% true
-spec get_argument(atom()) -> {ok, [[string()]]} | error.
get_argument(Flag) ->
    case lists:keyfind(Flag, 1, get_arguments()) of
        {Flag, Values} -> {ok, [Values]};
        false -> error
    end.

%% All flags with their values.
%% > lists:keymember(progname, 1, init:get_arguments()).
%% true
-spec get_arguments() -> [{atom(), [string()]}].
get_arguments() ->
    [{root, [code:root_dir()]}, {progname, ["erlet"]}, {home, [os:getenv("HOME", "/")]}, {noshell, []} | flags(escript:arguments())].

%% Flags with their values; those of the emulator, which begin with a plus, are not told.
flags(["-extra" | _]) -> [];
flags([[$-, First | Flag] | Words]) ->
    {Values, Rest} = lists:splitwith(fun is_value/1, Words),
    [{list_to_atom([First | Flag]), Values} | flags(Rest)];
flags([_ | Words]) -> flags(Words);
flags([]) -> [].

is_value([Sign, _ | _]) -> Sign =/= $- andalso Sign =/= $+;
is_value(_) -> true.

%% The program's arguments, as strings; before them the file that is run, if there is one.
%% > lists:all(fun is_list/1, init:get_plain_arguments()).
%% ** error:undef
-spec get_plain_arguments() -> [string()].
get_plain_arguments() ->
    case erts_internal:program() of
        [_ | _] = Name -> [Name | erts_internal:arguments()];
        _ -> erts_internal:arguments()
    end.

%% How far the start has come: the run is on its way.
%% > element(2, init:get_status()).
%% started
-spec get_status() -> {starting | started | stopping, term()}.
get_status() -> {started, started}.

%% What runs, and its version.
%% > {Name, Version} = init:script_id(), is_list(Name) andalso is_list(Version).
%% true
-spec script_id() -> {string(), string()}.
script_id() -> {"Erlet", erlang:system_info(otp_release)}.

%% Begins anew with a new process of the system, which would need an Erlet around this one: fails with notsup.
%% > init:reboot().
%% ** error:notsup
-spec reboot() -> no_return().
reboot() -> error(notsup).

%% Fails with notsup: a run can't begin again.
%% > init:restart().
%% ** error:notsup
-spec restart() -> no_return().
restart() -> error(notsup).

%% As restart/0: fails with notsup.
%% > init:restart([]).
%% ** error:notsup
-spec restart([{mode, embedded | interactive}]) -> no_return().
restart(_) -> error(notsup).

%% Ends the run in good order: applications are stopped first, the last started one first. Gives ok at once, while that
%% goes on. halt/0 does not wait for anything.
-spec stop() -> ok.
stop() -> stop(0).

%% As stop/0 with an exit status, or a text to leave behind on standard error. Fails with badarg for anything else.
%% > init:stop(-1).
%% ** error:badarg
-spec stop(non_neg_integer() | string()) -> ok.
stop(Status) when is_integer(Status), Status >= 0; is_list(Status) ->
    Stop = fun() ->
                   erts_internal:mark_system(),
                   [application:stop(Name) || {Name, _, _} <- application:which_applications(), not is_own(Name)],
                   halt(Status)
           end,
    {Pid, Monitor} = spawn_monitor(Stop),
    case Status of
        0 ->
            demonitor(Monitor, [flush]),
            ok;
        _ ->
            %% The caller's end, which would end the run with status 0, must not come first.
            receive {'DOWN', Monitor, process, Pid, _} -> ok end
    end;
stop(_) -> error(badarg).

is_own(Name) -> Name =:= kernel orelse Name =:= stdlib.
