%%% What `top()` shows: the program around the machine draws, and asks again and again for what it draws.
-module(erlet_top).

-export([run/0]).

%% What is shown: the table sorted by a column, or all about one process.
%% `pids` are those in the table, which are looked at each time; who they are is found out again at `next` (milliseconds).
-record(view, {sort = reductions, pid = none, pids = [], next = none}).

-define(MAIL, 20).
-define(ROWS, 100).
%% To look at all processes takes one part in so many of the time.
-define(SHARE, 200).

%% Shows the processes until the user has seen enough. Without a terminal it is i().
-spec run() -> ok.
run() -> loop(#view{}).

loop(View0) ->
    {Shown, View} = shown(View0),
    case erlet_shell:request([top | Shown]) of
        {ok, <<"plain">>} -> shell_default:i();
        {ok, <<"quit">>} -> ok;
        {ok, Command} -> loop(command(string:lexemes(binary_to_list(Command), " "), View))
    end.

command(["sort", Column], View) -> View#view{sort = list_to_atom(Column), next = none};
command(["show", Pid], View) -> View#view{pid = list_to_pid(Pid)};
command(["table"], View) -> View#view{pid = none};
command(["kill", Pid], View) ->
    exit(list_to_pid(Pid), kill),
    View;
command(["suspend", Pid], View) ->
    %% The process may have ended since it was drawn.
    _ = catch suspended(list_to_pid(Pid)),
    View;
command(_, View) -> View.

%% A process that this one suspended goes on; any other one stops.
suspended(Pid) ->
    case process_info(Pid, status) of
        {status, suspended} -> erlang:resume_process(Pid);
        _ -> erlang:suspend_process(Pid)
    end.

shown(#view{pid = none, sort = Sort} = View) ->
    {Processes, View1} = rows(View, erlang:monotonic_time(millisecond)),
    Key = fun(Process) -> maps:get(Sort, Process) end,
    Larger = fun(One, Other) -> Key(One) >= Key(Other) end,
    {["table", atom_to_list(Sort) | [words(Process) || Process <- lists:sort(Larger, Processes)]], View1};
shown(#view{pid = Pid} = View) ->
    Mail = erlet:mailbox(Pid, ?MAIL),
    Process = erlet:process(Pid),
    Parts = [{"info", erlet_view:process(Process)},
             {"mailbox", erlet_view:mailbox(Mail, maps:get(mailbox, Process, 0))},
             {"links", erlet_view:links(erlet:links(Pid), fun erlet:process/1)},
             {"stack", erlet_view:backtrace(erlet:bt(Pid))},
             {"state", state(Process)},
             {"memory", erlet_view:heap(erlet:heap(Pid))},
             {"history", [erlet_plot:known(Pid), $\n, erlet_view:chain(erlet:why(Pid))]}],
    {["process", pid_to_list(Pid) | [text([Title, 0, Text]) || {Title, Text} <- Parts]], View}.

%% What a process knows: the variables of its innermost call that has any which are used again.
state(#{pid := Pid, status := _}) ->
    case [Known || {_, _, [_ | _] = Known} <- erlet:bt(Pid)] of
        [] -> "no variables that it uses again\n";
        [Known | _] -> [[Name, " = ", Value, $\n] || {Name, Value} <- Known]
    end;
state(Ended) -> erlet_view:process(Ended).

rows(#view{pids = Pids, next = Next} = View, Now) when is_integer(Next), Now < Next ->
    {erlet_plot:trends([Process || Pid <- Pids, #{status := _} = Process <- [erlet:process(Pid)]]), View};
rows(#view{sort = Sort} = View, Now) ->
    {Processes, _} = erlet:some(Sort, ?ROWS),
    Next = Now + (erlang:monotonic_time(millisecond) - Now) * ?SHARE,
    {erlet_plot:trends(Processes), View#view{pids = [Pid || #{pid := Pid} <- Processes], next = Next}}.

words(#{pid := Pid} = Process) -> text(lists:join(0, [pid_to_list(Pid) | erlet_view:cells(Process)])).

text(Text) -> unicode:characters_to_list(Text).
