%%% The words for errors of the operating system: the module `erl_posix_msg`.
-module(erl_posix_msg).

-export([message/1]).

%% An error's name in words.
%% > [erl_posix_msg:message(Reason) || Reason <- [enoent, eacces]].
%% ["no such file or directory","permission denied"]
%% > erl_posix_msg:message(no_such_reason).
%% "unknown POSIX error"
-spec message(atom()) -> string().
message(Error) -> erlet_posix:message(Error).
