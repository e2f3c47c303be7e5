%%% The words for errors of the operating system: the module `erl_posix_msg`.
-module(erl_posix_msg).

-export([message/1]).

%% An error's name in words.
-spec message(atom()) -> string().
message(Error) -> erlet_posix:message(Error).
