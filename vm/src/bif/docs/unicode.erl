%%% What the functions of `unicode` that are written in Rust are for.

%% Characters and UTF-8 as one binary in UTF-8; what cannot be read comes as an error with what was read so far.
%% > unicode:characters_to_binary(["a", 228, <<"b">>]).
%% <<"aäb"/utf8>>
%% > unicode:characters_to_binary([$a, 16#d800]).
%% {error,<<"a">>,[55296]}
-spec characters_to_binary(chardata()) -> binary() | {error | incomplete, binary(), term()}.

%% As characters_to_binary/1, from binaries in an encoding.
%% > unicode:characters_to_binary(<<228>>, latin1).
%% <<"ä"/utf8>>
-spec characters_to_binary(term(), encoding()) -> binary() | {error | incomplete, binary(), term()}.

%% As characters_to_binary/2, into another encoding.
%% > unicode:characters_to_binary("ab", utf8, utf16).
%% <<0,97,0,98>>
-spec characters_to_binary(term(), encoding(), encoding()) -> binary() | {error | incomplete, binary(), term()}.

%% Characters and UTF-8 as one list of characters.
%% > unicode:characters_to_list(<<"a", 195, 164>>).
%% "aä"
%% > unicode:characters_to_list(<<"a", 195>>).
%% {incomplete,"a",<<"Ã">>}
-spec characters_to_list(chardata()) -> [char()] | {error | incomplete, [char()], term()}.

%% As characters_to_list/1, from binaries in an encoding.
%% > unicode:characters_to_list(<<0, 97>>, utf16).
%% "a"
-spec characters_to_list(term(), encoding()) -> [char()] | {error | incomplete, [char()], term()}.

%% Whether all bytes are below 128.
%% > unicode:bin_is_7bit(<<"abc">>).
%% true
-spec bin_is_7bit(binary()) -> boolean().
