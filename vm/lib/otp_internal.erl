%%% What OTP 25 says of functions and types that are to go or have gone, as far as their modules are here.
-module(otp_internal).

-export([obsolete/3, obsolete_type/3]).

-type answer() :: no | {deprecated | removed, string()} | {deprecated, string(), Release :: string()}.

%% Whether a function is to go, or has gone: `{deprecated, Text}`, `{deprecated, Text, When}`, `{removed, Text}`, or
%% `no`.
%% > otp_internal:obsolete(erlang, now, 0).
%% {deprecated,"see the \"Time and Time Correction in Erlang\" chapter of the ERTS User's Guide for more information"}
-spec obsolete(module(), atom(), arity()) -> answer().
obsolete(calendar, local_time_to_universal_time, 1) ->
    {deprecated, "use calendar:local_time_to_universal_time_dst/1 instead"};
obsolete(code, is_module_native, 1) -> {deprecated, "HiPE has been removed", "OTP 26"};
obsolete(code, rehash, 0) -> {deprecated, "the code path cache feature has been removed", "OTP 26"};
obsolete(crypto, rand_uniform, 2) -> {deprecated, "use rand:uniform/1 instead"};
obsolete(crypto, hmac, Arity) when Arity =:= 3 -> {removed, "use crypto:mac/4 instead"};
obsolete(crypto, hmac, 4) -> {removed, "use crypto:macN/5 instead"};
obsolete(crypto, hmac_init, 2) -> {removed, "use crypto:mac_init/3 instead"};
obsolete(crypto, cmac, 3) -> {removed, "use crypto:mac/4 instead"};
obsolete(crypto, cmac, 4) -> {removed, "use crypto:macN/5 instead"};
obsolete(crypto, poly1305, 2) -> {removed, "use crypto:mac/3 instead"};
obsolete(crypto, rand_bytes, 1) -> {removed, "use crypto:strong_rand_bytes/1 instead"};
obsolete(erl_lint, modify_line, 2) -> {removed, "use erl_parse:map_anno/2 instead"};
obsolete(erl_parse, Name, Arity) when Name =:= get_attribute, Arity =:= 2; Name =:= get_attributes, Arity =:= 1 ->
    {removed, "erl_anno:{column,line,location,text}/1 instead"};
obsolete(erl_scan, set_attribute, 3) -> {removed, "use erl_anno:set_line/2 instead"};
obsolete(erlang, get_stacktrace, 0) ->
    {removed, "use the new try/catch syntax for retrieving the stack backtrace"};
obsolete(erlang, hash, 2) -> {removed, "use erlang:phash2/2 instead"};
obsolete(erlang, phash, 2) -> {deprecated, "use erlang:phash2/2 instead"};
obsolete(erlang, now, 0) ->
    {deprecated, "see the \"Time and Time Correction in Erlang\" chapter of the ERTS User's Guide for more information"};
obsolete(filename, find_src, _) -> {removed, "use filelib:find_source/1,3 instead"};
obsolete(filename, safe_relative_path, 1) -> {removed, "use filelib:safe_relative_path/2 instead"};
obsolete(gen_fsm, _, _) -> {deprecated, "use the 'gen_statem' module instead"};
obsolete(pg2, _, _) -> {removed, "this module was removed in OTP 24. Use 'pg' instead"};
obsolete(queue, lait, 1) -> {deprecated, "use queue:liat/1 instead"};
obsolete(random, _, _) -> {deprecated, "use the 'rand' module instead"};
obsolete(rpc, safe_multi_server_call, 2) -> {removed, "use rpc:multi_server_call/2 instead"};
obsolete(rpc, safe_multi_server_call, 3) -> {removed, "use rpc:multi_server_call/3 instead"};
obsolete(sys, get_debug, 3) ->
    {deprecated, "incorrectly documented and only for internal use. Can often be replaced with sys:get_log/1"};
obsolete(zlib, Name, Arity) -> zlib(Name, Arity);
obsolete(_, _, _) -> no.

zlib(adler32, 2) -> going("use erlang:adler32/1 instead");
zlib(adler32, 3) -> going("use erlang:adler32/2 instead");
zlib(adler32_combine, 4) -> going("use erlang:adler_combine/3 instead");
zlib(crc32, 1) -> going("use erlang:crc32/1 on the uncompressed data instead");
zlib(crc32, 2) -> going("use erlang:crc32/1 instead");
zlib(crc32, 3) -> going("use erlang:crc32/2 instead");
zlib(crc32_combine, 4) -> going("use erlang:crc32_combine/3 instead");
zlib(inflateChunk, Arity) when Arity =:= 1; Arity =:= 2 -> going("use safeInflate/2 instead");
zlib(getBufSize, 1) -> going("this function will be removed in a future release");
zlib(setBufSize, 2) -> going("this function will be removed in a future release");
zlib(_, _) -> no.

going(Text) -> {deprecated, Text, "OTP 27"}.

%% Whether a type is to go, or has gone.
%% > otp_internal:obsolete_type(erl_scan, column, 0).
%% {removed,"use erl_anno:column() instead"}
%% > otp_internal:obsolete_type(lists, list, 0).
%% no
-spec obsolete_type(module(), atom(), arity()) -> answer().
obsolete_type(erl_scan, Name, 0) when Name =:= column; Name =:= line; Name =:= location ->
    {removed, lists:concat(["use erl_anno:", Name, "() instead"])};
obsolete_type(_, _, _) -> no.
