%%% A supervisor's child: what it was specified to be, and its process.

-record(child, {
    pid = undefined,     % a pid, `undefined`, or `{restarting, Pid}`: it is to be tried again
    id,
    mfargs,              % `{M, F, Args}`; Args is undefined for temporary children
    restart_type,
    significant,
    shutdown,
    child_type,
    modules = []
}).
