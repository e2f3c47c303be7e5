%% Records calls of OTP's built-in functions, for the test `cases_recorded_from_otp_hold`.
%% erlc record.erl && erl -noshell -run record main FILE COUNT
-module(record).
-export([main/1]).

main([File, Count]) ->
    rand:seed(exsss, {1, 2, list_to_integer(Count)}),
    {ok, F} = file:open(File, [write, raw, binary, delayed_write]),
    lists:foreach(fun(_) -> [save(F, C) || C <- cases()] end, lists:seq(1, list_to_integer(Count))),
    file:close(F),
    halt().

save(F, {M, N, Args0}) ->
    Args = binary_to_term(term_to_binary(Args0)),
    case N =:= term_to_binary andalso term_to_binary(Args) =/= term_to_binary(Args, [deterministic]) of
        true -> ok;                     % the order of a large map's keys
        false -> save(F, M, N, Args)
    end.

save(F, M, N, Args) ->
    Result = try {ok, call(M, N, Args)} catch _:R -> {error, R} end,
    B = term_to_binary({M, N, Args, Result}),
    file:write(F, <<(byte_size(B)):32, B/binary>>).

%% Erlet's own functions, by what OTP does in their place.
call(erts_internal, show, [T, Mode, _]) ->
    F = case Mode of write -> "~w"; write_unicode -> "~tw"; pretty -> "~0p"; pretty_unicode -> "~0tp" end,
    {true, unicode:characters_to_binary(io_lib:format(F, [T]))};
call(erts_internal, format_float, [D, F, P]) ->
    lists:flatten(io_lib:format("~." ++ integer_to_list(P) ++ [D], [F]));
call(bs, get_integer, [B, S, N, false, false]) -> case B of <<_:S, X:N, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_integer, [B, S, N, true, false]) -> case B of <<_:S, X:N/little, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_integer, [B, S, N, false, true]) -> case B of <<_:S, X:N/signed, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_integer, [B, S, N, true, true]) -> case B of <<_:S, X:N/little-signed, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_float, [B, S, N, false, _]) -> case B of <<_:S, X:N/float, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_float, [B, S, N, true, _]) -> case B of <<_:S, X:N/float-little, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_bits, [B, S, N, _, _]) -> case B of <<_:S, X:N/bits, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_utf, [B, S, 8, _, _]) -> case B of <<_:S, X/utf8, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_utf, [B, S, 16, false, _]) -> case B of <<_:S, X/utf16, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_utf, [B, S, 16, true, _]) -> case B of <<_:S, X/utf16-little, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_utf, [B, S, 32, false, _]) -> case B of <<_:S, X/utf32, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, get_utf, [B, S, 32, true, _]) -> case B of <<_:S, X/utf32-little, R/bits>> -> {X, R}; _ -> nomatch end;
call(bs, put, [Pre, Kind, V, S, L]) ->
    case {Kind, L, S} of
        {integer, false, _} -> <<Pre/bits, V:S>>;
        {integer, true, _} -> <<Pre/bits, V:S/little>>;
        {float, false, _} -> <<Pre/bits, V:S/float>>;
        {float, true, _} -> <<Pre/bits, V:S/float-little>>;
        {bits, _, all} -> <<Pre/bits, V/bits>>;
        {bits, _, _} -> <<Pre/bits, V:S/bits>>;
        {utf8, _, _} -> <<Pre/bits, V/utf8>>;
        {utf16, false, _} -> <<Pre/bits, V/utf16>>;
        {utf16, true, _} -> <<Pre/bits, V/utf16-little>>;
        {utf32, false, _} -> <<Pre/bits, V/utf32>>;
        {utf32, true, _} -> <<Pre/bits, V/utf32-little>>
    end;
call(M, N, Args) ->
    apply(M, N, Args).

character() -> pick([r(128) - 1, r(2048), r(16#ffff), r(16#10ffff), 16#d800, 16#dfff, 16#10ffff, 16#110000, -1, 16#ffff, term(0)]).
utf() -> unicode:characters_to_binary([case character() of C when is_integer(C), C >= 0, C < 16#d800 -> C; _ -> 16#10000 + r(1000) end], utf8, pick([utf8, utf16, {utf16, little}, utf32, {utf32, little}])).
boolean() -> pick([true, false]).
bit_cases() ->
    B = case r(3) of 1 -> utf(); _ -> bin() end, P = pick([0, 0, 8, r(20) - 1]),
    [{bs, get_integer, [B, P, N, boolean(), boolean()]} || N <- [r(10) - 1, 8 * r(9), r(64), r(200), pick([8, 16, 32, 64])]] ++
    [{bs, get_float, [<<0:P, (case r(2) of 1 -> rfloat(); _ -> rand:bytes(9) end)/bits>>, P, pick([16, 32, 64, 64, 17]), boolean(), false]},
     {bs, get_bits, [B, P, r(200), false, false]},
     {bs, get_utf, [B, 0, pick([8, 8, 16, 32]), boolean(), false]},
     {bs, get_utf, [<<0:P, (utf())/binary>>, P, pick([8, 8, 16, 32]), boolean(), false]},
     {bs, put, [bin(), integer, pick([int(), int(), int(), term(0)]), pick([8, 16, r(64), r(300), r(3) - 2, pick([a, 1.0])]), boolean()]},
     {bs, put, [bin(), float, pick([float(), num(), term(0)]), pick([16, 32, 64, 64, r(70), -1]), boolean()]},
     {bs, put, [bin(), bits, pick([bin(), bin(), term(0)]), pick([all, all, r(100), -1]), false]},
     {bs, put, [bin(), pick([utf8, utf16, utf32]), character(), none, boolean()]}].

small_maps(T) -> term_to_binary(T) =:= term_to_binary(T, [deterministic]).

r(N) -> rand:uniform(N).
pick(L) -> lists:nth(r(length(L)), L).

int() ->
    case r(8) of
        1 -> r(20) - 10;
        2 -> pick([0, 1, -1, 255, 256, -128, 1 bsl 27, -(1 bsl 27), (1 bsl 27) - 1, -(1 bsl 27) - 1]);
        3 -> (1 bsl (58 + r(8))) * pick([1, -1]) + r(3) - 2;
        4 -> (1 bsl r(200)) * pick([1, -1]) + r(5) - 3;
        5 -> r(1 bsl 64) - (1 bsl 63);
        6 -> (r(1 bsl 130) - (1 bsl 129));
        7 -> r(1 bsl 400) * pick([1, -1]);
        8 -> r(1000)
    end.

float() ->
    case r(7) of
        1 -> pick([0.0, -0.0, 1.0, -1.0, 0.5, 1.0e22, 1.0e-7, 1.7976931348623157e308, 5.0e-324, 9007199254740992.0]);
        2 -> <<X:64/float>> = rfloat(), X;
        3 -> rand:uniform() * 10;
        4 -> (r(2000) - 1000) / 8;
        5 -> float(1 bsl r(100)) * pick([1, -1]);
        6 -> float(r(100000)) / math:pow(10, r(8));
        7 -> float(r(1 bsl 60))
    end.

rfloat() ->
    B = rand:bytes(8),
    case B of <<_:64/float>> -> B; _ -> rfloat() end.

num() -> case r(3) of 1 -> float(); _ -> int() end.

atom_() -> pick([a, b, c, foo, bar, ok, error, true, false, 'hello world', 'É', 'é', 'Ж', '', 'a@b', 'Abc', 'end', undefined, '1a']).

bin() ->
    case r(5) of
        1 -> rand:bytes(r(5) - 1);
        2 -> rand:bytes(r(100));
        3 -> <<"hello world">>;
        4 -> B = rand:bytes(r(20)), S = r(7), <<_:S, R/bits>> = B, R;
        5 -> B = rand:bytes(r(90)), S = r(7), K = bit_size(B) - 8, <<_:S, R:K/bits, _/bits>> = B, R
    end.

wbin() -> B = bin(), N = byte_size(B) - 1, if N < 0 -> B; true -> binary:part(B, 0, N) end.

list(G) -> [G() || _ <- lists:seq(1, r(8) - 1)].

term() -> term(3).
term(0) -> case r(4) of 1 -> atom_(); 2 -> num(); 3 -> []; 4 -> bin() end;
term(D) ->
    case r(12) of
        1 -> list(fun() -> term(D - 1) end);
        2 -> list_to_tuple(list(fun() -> term(D - 1) end));
        3 -> maps:from_list([{term(D - 1), term(D - 1)} || _ <- lists:seq(1, r(5) - 1)]);
        4 -> [term(D - 1) | term(D - 1)];
        5 -> "a string" ++ [r(300)];
        6 -> case r(6) of 1 -> maps:from_list([{K, term(0)} || K <- lists:seq(1, 20 + r(40))]); _ -> #{} end;
        7 -> case r(5) of 1 -> fun lists:map/2; 2 -> {}; 3 -> fun erlang:'+'/2; _ -> num() end;
        _ -> term(0)
    end.

%% A term much like another.
near(T) ->
    case r(4) of
        1 -> T;
        2 when is_list(T), T =/= [] -> [near(hd(T)) | tl(T)];
        2 when is_tuple(T), tuple_size(T) > 0 -> setelement(1, T, near(element(1, T)));
        2 when is_integer(T) -> try float(T) catch _:_ -> T end;
        2 when is_float(T), abs(T) < 1.0e30 -> trunc(T);
        2 when is_map(T), map_size(T) > 0 -> K = hd(maps:keys(T)), T#{K := near(maps:get(K, T))};
        3 when is_map(T), map_size(T) > 0 -> K = hd(maps:keys(T)), maps:put(near(K), 1, maps:remove(K, T));
        3 when is_integer(T) -> T + r(3) - 2;
        _ -> term()
    end.

iol() -> case r(5) of 1 -> wbin(); 2 -> [iol() | iol2()]; 3 -> list(fun() -> r(256) - 1 end); 4 -> [iol() || _ <- lists:seq(1, r(4))]; 5 -> term() end.
iol2() -> case r(3) of 1 -> []; 2 -> wbin(); 3 -> iol() end.

cases() ->
    bit_cases() ++ binary_cases() ++ data_cases().

encoding() -> pick([latin1, utf8, unicode, utf16, {utf16, big}, {utf16, little}, utf32, {utf32, little}, {utf32, big}]).
cd() -> case r(9) of 1 -> utf(); 2 -> wbin(); 3 -> list(fun cd_int/0); 4 -> "text"; 9 -> term(); _ -> cdl() end.
cdl() -> [case r(5) of 1 -> utf(); 2 -> cd_int(); 3 -> "ab"; 4 -> case cdl() of [] -> <<200>>; C -> C end; _ -> split_utf() end || _ <- lists:seq(1, r(4))].
split_utf() -> U = utf(), P = r(byte_size(U)), binary:part(U, 0, P).
cd_int() -> case r(8) of 1 -> character(); 2 -> r(300); 3 -> r(16#10000); _ -> r(128) end.

pattern() -> case r(4) of 1 -> [small_bin() || _ <- lists:seq(1, r(3))]; 2 -> wbin(); _ -> small_bin() end.
small_bin() -> list_to_binary([pick("ab") || _ <- lists:seq(1, r(3))]).
ab() -> list_to_binary([pick("aabbc") || _ <- lists:seq(1, r(20) - 1)]).
binary_cases() ->
    A = case r(4) of 1 -> wbin(); _ -> ab() end, P = pattern(),
    S = {scope, {r(8) - 2, r(8) - 3}},
    [{binary, at, [bin(), r(10) - 2]}, {binary, first, [bin()]}, {binary, last, [bin()]},
     {binary, part, [bin(), r(10) - 2, r(10) - 5]}, {binary, part, [bin(), {r(10) - 2, r(10) - 5}]},
     {binary, bin_to_list, [wbin()]}, {binary, bin_to_list, [wbin(), r(5) - 1, r(4) - 2]}, {binary, bin_to_list, [wbin(), {r(5) - 1, r(4) - 2}]},
     {binary, copy, [bin()]}, {binary, copy, [wbin(), pick([0, 1, 2, 3, -1, a, 10])]},
     {binary, decode_unsigned, [wbin()]}, {binary, decode_unsigned, [wbin(), pick([big, little])]},
     {binary, encode_unsigned, [int()]}, {binary, encode_unsigned, [int(), pick([big, little, x])]},
     {binary, encode_hex, [wbin()]}, {binary, decode_hex, [binary:encode_hex(wbin())]}, {binary, decode_hex, [pick([<<"1">>, <<"zz">>, <<"fF">>, a])]},
     {binary, longest_common_prefix, [[ab() || _ <- lists:seq(1, r(3))]]}, {binary, longest_common_suffix, [[ab() || _ <- lists:seq(1, r(3))]]},
     {binary, match, [A, P]}, {binary, match, [A, P, [S]]}, {binary, matches, [A, P]}, {binary, matches, [A, P, [S]]}, {binary, match, [bin(), term(1)]},
     {binary, split, [A, P]}, {binary, split, [A, P, [global]]}, {binary, split, [A, P, [global, trim]]}, {binary, split, [A, P, [trim_all, global]]}, {binary, split, [A, P, [S, global]]}, {binary, split, [A, P, [trim]]},
     {unicode, characters_to_binary, [cd()]}, {unicode, characters_to_binary, [cd(), encoding()]}, {unicode, characters_to_binary, [cd(), encoding(), encoding()]},
     {unicode, characters_to_list, [cd()]}, {unicode, characters_to_list, [cd(), encoding()]}, {unicode, characters_to_list, [cd(), latin1]}, {unicode, characters_to_binary, [cdl(), utf8]},
     {erts_internal, format_float, [$e, float(), r(25) + 1]}, {erts_internal, format_float, [$f, float(), r(25)]}, {erts_internal, format_float, [$g, float(), r(25)]}, {erts_internal, format_float, [$g, rand:uniform() * 20000, r(9)]}].

data_cases() ->
    T = term(), N = near(T), L = list(fun() -> term(1) end),
    A = num(), B = num(), I = int(), J = int(),
    M = case r(4) of 1 -> term(); 2 -> maps:from_list([{case r(3) of 1 -> term(1); _ -> r(60) end, r(9)} || _ <- lists:seq(1, r(80))]); _ -> maps:from_list([{term(1), r(9)} || _ <- lists:seq(1, r(6))]) end,
    K = case is_map(M) andalso map_size(M) > 0 of true -> case r(3) of 1 -> term(1); _ -> pick(maps:keys(M)) end; _ -> term(1) end,
    Tup = case r(9) of 1 -> T; _ -> list_to_tuple(L) end,
    KL = [pick([{r(5), X}, {r(5) + 0.0, X, y}, X]) || X <- L],
    [{erlang, Op, [A, B]} || Op <- ['+', '-', '*', '/', 'div', 'rem', '<', '==', '=:=']] ++
    [{erlang, Op, [I, J]} || Op <- ['div', 'rem', 'band', 'bor', 'bxor', '+', '-', '*', '>=']] ++
    [{erlang, Op, [I, r(200) - 100]} || Op <- ['bsl', 'bsr']] ++
    [{erlang, Op, [A]} || Op <- [abs, '-', '+', 'bnot', trunc, round, floor, ceil, float]] ++
    [{erlang, Op, [T, N]} || Op <- ['<', '==', '=:=', '=<', '/=', '=/=', max, min, '>']] ++
    [{erlang, Op, [T]} || Op <- [phash2, term_to_binary, is_atom, is_list, is_map, is_number, is_bitstring, length, hd, tl, tuple_size, size, byte_size, bit_size, map_size, atom_to_list, tuple_to_list, list_to_tuple, '-', 'not', iolist_to_binary, list_to_binary, list_to_bitstring]] ++
    [{erts_internal, show, [X, Mode, infinity]} || X <- [T, A, wbin(), atom_(), [r(300) || _ <- lists:seq(1, r(4))], <<"abc", (r(2000))/utf8, 10>>], small_maps(X), Mode <- [write, write_unicode, pretty, pretty_unicode]] ++
    [{erlang, phash2, [T, pick([1, 10, 1 bsl 32, 0, a, 1000])]},
     {erlang, binary_to_term, [term_to_binary(T)]},
     {erlang, term_to_binary, [T, pick([[], [{minor_version, 2}], [{minor_version, 1}], [{minor_version, 0}], [foo], [deterministic]])]},
     {erlang, binary_to_term, [case term_to_binary([T]) of X -> P = r(byte_size(X) - 1), <<H:P/binary, _, R/binary>> = X, <<H/binary, (r(256) - 1), R/binary>> end]},
     {lists, sort, [L]}, {lists, reverse, [L]}, {lists, reverse, [L, T]}, {lists, reverse, [T]},
     {lists, sort, [[term(1) || _ <- lists:seq(1, r(60))]]},
     {lists, keysort, [1, [{near(X), Y} || X <- L, Y <- [1, 2]]]},
     {lists, keysort, [r(3), KL]},
     {lists, member, [near(T), [N, T | L]]}, {lists, member, [term(1), L]},
     {lists, keyfind, [r(6), r(3), KL]}, {lists, keymember, [r(6), r(3), KL]}, {lists, keysearch, [r(5) + 0.0, r(3) - 1, KL]},
     {erlang, '++', [L, T]}, {erlang, '++', [T, L]}, {erlang, '--', [L, [pick([T | L]) || _ <- L]]}, {erlang, '--', [T, L]},
     {erlang, '--', [[r(30) || _ <- lists:seq(1, 60)], [r(30) || _ <- lists:seq(1, r(60))]]},
     {erlang, element, [r(6) - 1, Tup]}, {erlang, setelement, [r(6) - 1, Tup, T]}, {erlang, make_tuple, [r(6) - 2, T]},
     {erlang, make_tuple, [r(6), T, [{r(6), X} || X <- L]]},
     {erlang, append_element, [Tup, T]}, {erlang, delete_element, [r(6) - 1, Tup]}, {erlang, insert_element, [r(6) - 1, Tup, T]},
     {maps, get, [K, M]}, {maps, get, [K, M, d]}, {maps, find, [K, M]}, {maps, is_key, [K, M]}, {maps, put, [K, T, M]},
     {maps, update, [K, T, M]}, {maps, remove, [K, M]}, {maps, take, [K, M]},
     {maps, merge, [M, maps:from_list([{X, z} || X <- [K | L]])]}, {maps, merge, [maps:from_list([{X, z} || X <- [K | L]]), M]},
     {maps, from_list, [[{X, r(5)} || X <- L ++ L]]}, {maps, from_keys, [L, v]}, {maps, from_list, [L]},
     {erlang, integer_to_list, [I]}, {erlang, integer_to_binary, [I]}, {erlang, integer_to_list, [I, r(40)]}, {erlang, integer_to_binary, [I, r(35) + 1]},
     {erlang, list_to_integer, [integer_to_list(I)]}, {erlang, binary_to_integer, [integer_to_binary(I, 16), 16]},
     {erlang, list_to_integer, [pick(["+1", "-", "", "1a", "12", "+-1", " 1"]), r(37)]},
     {erlang, float_to_list, [float(), [short]]}, {erlang, float_to_list, [float()]},
     {erlang, float_to_list, [float(), [{decimals, r(30) - 1}]]}, {erlang, float_to_binary, [float(), [{decimals, r(12) - 1}, compact]]},
     {erlang, float_to_list, [float(), [{scientific, r(30) - 1}]]}, {erlang, float_to_list, [T]},
     {erlang, list_to_float, [float_to_list(float(), [{scientific, r(20)}])]},
     {erlang, list_to_float, [pick(["1.0", "1", "1.", ".5", "1.0e5", "1.0e+5", "1.0E-5", "1e5", "-1.5", "+1.5", "1.0e999", "1.0e-999", "1.0x", " 1.0"])]},
     {erlang, binary_to_float, [list_to_binary(float_to_list(float(), [short]))]},
     {erlang, atom_to_binary, [atom_()]}, {erlang, atom_to_binary, [atom_(), pick([utf8, latin1, unicode, foo])]},
     {erlang, binary_to_atom, [pick([<<"abc">>, <<208, 150>>, <<200>>, <<1:3>>, list_to_binary(lists:duplicate(255, $a)), list_to_binary(lists:duplicate(256, $a))]), pick([utf8, latin1, unicode, x])]},
     {erlang, list_to_atom, [pick(["abc", [1046], [-1], [1114112], "", lists:duplicate(255, $a), lists:duplicate(256, 1046)])]},
     {erlang, iolist_to_binary, [iol()]}, {erlang, iolist_size, [iol()]}, {erlang, list_to_binary, [iol()]}, {erlang, list_to_bitstring, [[bin(), iol() | bin()]]},
     {erlang, iolist_to_iovec, [iol()]},
     {erlang, binary_to_list, [bin()]}, {erlang, binary_to_list, [bin(), r(5) - 1, r(9)]}, {erlang, bitstring_to_list, [bin()]},
     {erlang, binary_part, [bin(), r(9) - 2, r(9) - 4]}, {erlang, binary_part, [bin(), {r(9) - 2, r(9) - 4}]}, {erlang, split_binary, [bin(), r(9) - 2]},
     {erlang, md5, [iol()]}, {erlang, crc32, [iol()]}, {erlang, crc32, [r(1 bsl 32) - 1, wbin()]}, {erlang, adler32, [iol()]}, {erlang, adler32, [erlang:adler32(wbin()), wbin()]},
     {erlang, crc32_combine, [r(1 bsl 32) - 1, r(1 bsl 32) - 1, r(100000)]}, {erlang, adler32_combine, [erlang:adler32(wbin()), erlang:adler32(wbin()), r(100000)]},
     {erlang, 'and', [pick([true, false, x]), pick([true, false, 1])]}, {erlang, 'xor', [pick([true, false, x]), pick([true, false])]}] ++
    [{math, F, [A]} || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10, sqrt, erf, erfc, ceil, floor]] ++
    [{math, F, [rand:uniform() * 2]} || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10, sqrt, erf, erfc]] ++
    [{math, F, [A, B]} || F <- [pow, atan2, fmod]].
