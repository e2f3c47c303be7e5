%% What `calls` calls of the modules that programs use most: a line holds a function and the kinds of its arguments.
%% A fun among the arguments is an atom until it is called, so that it can be shown.
-module(core_calls).
-export([calls/1, arg/1, arg_of/1, real/1]).

calls(Module) ->
    [{list_to_atom(Name), [{core, list_to_atom(Kind)} || Kind <- Kinds]} || Line <- lines(Module), [Name | Kinds] <- [string:lexemes(Line, " ")]].

lines(lists) ->
    ["all pred list", "any pred list", "append lists", "append list list", "concat things", "delete elem list", "droplast list",
     "dropwhile pred list", "duplicate small elem", "enumerate list", "enumerate int list", "filter pred list", "filtermap pair_fun list",
     "flatlength deep", "flatmap list_fun list", "flatten deep", "flatten deep list", "foldl fold_fun int list", "foldr fold_fun int list",
     "foreach map_fun list", "join elem list", "keydelete elem position pairs", "keyfind elem position pairs", "keymap map_fun position pairs",
     "keymember elem position pairs", "keymerge position sorted_pairs sorted_pairs", "keyreplace elem position pairs pair",
     "keysearch elem position pairs", "keysort position pairs", "keystore elem position pairs pair", "keytake elem position pairs", "last list",
     "map map_fun list", "mapfoldl acc_fun int list", "mapfoldr acc_fun int list", "max list", "member elem list", "merge sorted_lists",
     "merge sorted sorted", "merge order sorted sorted", "merge3 sorted sorted sorted", "min list", "nth small list", "nthtail small list",
     "partition pred list", "prefix list list", "reverse list", "reverse list elem", "rmerge reversed reversed", "rumerge reversed reversed",
     "search pred list", "seq int int", "seq int int int", "sort list", "sort order list", "split small list", "splitwith pred list",
     "sublist list small", "sublist list small small", "subtract list list", "suffix list list", "sum numbers", "takewhile pred list",
     "ukeymerge one usorted_pairs usorted_pairs", "ukeysort position pairs", "umerge usorted_lists", "umerge usorted usorted",
     "umerge3 usorted usorted usorted", "uniq list", "uniq map_fun list", "unzip pairs", "unzip3 triples", "usort list", "usort order list",
     "zf pair_fun list", "zip list list", "zip3 list list list", "zipwith fold_fun list list", "zipwith3 fun3 list list list"];
lines(maps) ->
    ["filter kv_pred map", "filtermap kv_pair map", "find key map", "fold fun3 int map", "foreach fold_fun map", "from_keys list elem",
     "from_list pairs", "get key map", "get key map elem", "groups_from_list map_fun list", "groups_from_list map_fun map_fun list",
     "intersect map map", "intersect_with fun3 map map", "is_key key map", "keys map", "map fold_fun map", "merge map map",
     "merge_with fun3 map map", "new", "put key elem map", "remove key map", "size map", "take key map", "to_list map",
     "update key elem map", "update_with key map_fun map", "update_with key map_fun elem map", "values map", "with list map",
     "without list map"];
lines(string) ->
    ["casefold chars", "centre str small", "centre str small char", "chars char small", "chars char small str", "chomp chars", "chr str char",
     "concat str str", "copies str small", "cspan str str", "equal chars chars", "equal chars chars bool", "equal chars chars bool form",
     "find chars chars", "find chars chars direction", "is_empty chars", "join strs str", "left str small", "left str small char", "len str",
     "length chars", "lexemes chars graphemes", "lowercase chars", "next_codepoint chars", "next_grapheme chars",
     "nth_lexeme chars small graphemes", "pad chars small", "pad chars small side", "pad chars small side char", "prefix chars chars",
     "rchr str char", "replace chars chars chars", "replace chars chars chars where", "reverse chars", "right str small",
     "right str small char", "rstr str str", "slice chars small", "slice chars small length", "span str str", "split chars chars",
     "split chars chars where", "str str str", "strip str", "strip str old_side", "strip str old_side char", "sub_string str small",
     "sub_string str small small", "sub_word str small", "sub_word str small char", "substr str small", "substr str small small",
     "take chars graphemes", "take chars graphemes bool", "take chars graphemes bool direction", "titlecase chars", "to_float numeral",
     "to_graphemes chars", "to_integer numeral", "to_lower str", "to_upper str", "tokens str str", "trim chars", "trim chars side",
     "trim chars side graphemes", "uppercase chars", "words str", "words str char"];
lines(binary) ->
    ["at bin small", "bin_to_list bin", "bin_to_list bin part", "bin_to_list bin small int", "copy bin", "copy bin small", "decode_hex hex",
     "decode_unsigned bin", "decode_unsigned bin endian", "encode_hex bin", "encode_unsigned big", "encode_unsigned big endian", "first bin",
     "last bin", "list_to_bin iolist", "longest_common_prefix bins", "longest_common_suffix bins", "match bin bin_pattern",
     "match bin bin_pattern scope", "matches bin bin_pattern", "matches bin bin_pattern scope", "part bin part", "part bin small int",
     "replace bin bin_pattern bin", "replace bin bin_pattern bin replace_options", "split bin bin_pattern",
     "split bin bin_pattern split_options"];
lines(unicode) ->
    ["characters_to_list chars", "characters_to_binary chars", "characters_to_list bytes encoding", "characters_to_binary bytes encoding",
     "characters_to_binary chars encoding encoding", "characters_to_nfc_list chars", "characters_to_nfd_list chars",
     "characters_to_nfkc_list chars", "characters_to_nfkd_list chars", "characters_to_nfc_binary chars", "characters_to_nfd_binary chars",
     "characters_to_nfkc_binary chars", "characters_to_nfkd_binary chars", "bom_to_encoding bytes", "encoding_to_bom encoding"];
lines(math) ->
    [Name ++ " number" || Name <- ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "log",
                                   "log2", "log10", "sqrt", "erf", "erfc", "ceil", "floor"]]
        ++ ["pi", "atan2 number number", "pow number number", "fmod number number"];
lines(proplists) ->
    ["append_values key proplist", "compact proplist", "delete key proplist", "expand expansions proplist", "from_map map",
     "get_all_values key proplist", "get_bool key proplist", "get_value key proplist", "get_value key proplist elem",
     "is_defined key proplist", "lookup key proplist", "lookup_all key proplist", "normalize proplist stages", "property property",
     "property key elem", "split proplist list", "substitute_aliases aliases proplist", "substitute_negations aliases proplist",
     "to_map proplist", "to_map proplist stages", "unfold proplist"];
lines(io_lib) ->
    ["char_list any", "chars_length chars", "deep_char_list any", "deep_latin1_char_list any", "format format any_list",
     "format format any_list limits", "fwrite format any_list", "fread fread_format str", "indentation str small", "latin1_char_list any",
     "nl", "print any", "print any column width column", "printable_latin1_list any", "printable_list any", "printable_unicode_list any",
     "write any", "write any small", "write_atom atom", "write_atom_as_latin1 atom", "write_char char", "write_char_as_latin1 char",
     "write_latin1_char char", "write_latin1_string str", "write_string str", "write_string_as_latin1 str"];
lines(timer) ->
    ["hms int int int", "hours int", "minutes int", "seconds int", "now_diff timestamp timestamp"];
lines(erlang) ->
    [Name ++ " any any" || Name <- ["==", "/=", "=:=", "=/=", "<", "=<", ">", ">=", "max", "min", "and", "or", "xor"]]
        ++ [Name ++ " number number" || Name <- ["+", "-", "*", "/", "div", "rem", "band", "bor", "bxor"]]
        ++ [Name ++ " any" || Name <- ["is_atom", "is_binary", "is_bitstring", "is_boolean", "is_float", "is_integer", "is_list", "is_map",
                                       "is_number", "is_pid", "is_tuple", "not", "size", "byte_size", "bit_size", "hd", "tl", "length",
                                       "tuple_size", "map_size", "bnot", "phash2", "term_to_binary", "external_size", "atom_to_list",
                                       "iolist_size", "list_to_binary", "iolist_to_binary", "list_to_bitstring", "bitstring_to_list",
                                       "binary_to_list", "tuple_to_list", "list_to_tuple", "md5", "crc32", "adler32", "float", "trunc"]]
        ++ ["bsl number small", "bsr number small", "++ list list", "-- list list", "abs number", "trunc number", "round number", "floor number",
            "ceil number", "float number", "is_function any int", "element small tuple", "map_get key map", "is_map_key key map",
            "binary_part bin part", "binary_part bin small int", "setelement small tuple elem", "make_tuple small elem",
            "make_tuple small elem places", "append_element tuple elem", "insert_element small tuple elem", "delete_element small tuple",
            "atom_to_binary atom", "atom_to_binary atom latin", "list_to_atom str", "binary_to_atom bin", "list_to_existing_atom name",
            "integer_to_list big", "integer_to_list big base", "integer_to_binary big", "integer_to_binary big base", "list_to_integer numeral",
            "list_to_integer numeral base", "binary_to_integer bin_numeral", "binary_to_integer bin_numeral base", "list_to_float numeral",
            "binary_to_float bin_numeral", "float_to_list number float_options", "float_to_binary number float_options", "float_to_list number",
            "list_to_binary iolist", "iolist_to_binary iolist", "iolist_size iolist", "list_to_bitstring iolist", "binary_to_list bin small small",
            "split_binary bin small", "phash2 any base", "phash any base", "crc32 iolist", "adler32 iolist", "md5 iolist", "is_record any atom",
            "is_record any atom int", "convert_time_unit big unit unit", "decode_packet packet_kind bytes packet_options", "term_to_binary any tb_options",
            "binary_to_term external", "binary_to_term external", "apply map_fun list", "nodes kinds", "list_to_pid str", "universaltime_to_localtime any"];
lines(sets) -> set_lines("set");
lines(ordsets) -> set_lines("usorted");
lines(orddict) ->
    ["append key elem orddict", "append_list key list orddict", "erase key orddict", "fetch key orddict", "fetch_keys orddict",
     "filter kv_pred orddict", "find key orddict", "fold fun3 int orddict", "from_list pairs", "is_empty orddict", "is_key key orddict",
     "map fold_fun orddict", "merge fun3 orddict orddict", "size orddict", "store key elem orddict", "take key orddict",
     "update key map_fun orddict", "update key map_fun elem orddict", "update_counter key int orddict"];
lines(queue) ->
    ["all pred queue", "any pred queue", "delete elem queue", "delete_r elem queue", "delete_with pred queue", "drop queue", "drop_r queue",
     "filter pred queue", "filtermap pair_fun queue", "fold fold_fun int queue", "from_list list", "get queue", "get_r queue", "in elem queue",
     "in_r elem queue", "is_empty queue", "is_queue any", "join queue queue", "len queue", "member elem queue", "out queue", "out_r queue",
     "peek queue", "peek_r queue", "reverse queue", "split small queue", "to_list queue"];
lines(_) -> [].

set_lines(Set) ->
    [Name ++ " " ++ Set ++ " " ++ Set || Name <- ["intersection", "union", "subtract", "is_disjoint", "is_subset"]]
        ++ [Name ++ " elem " ++ Set || Name <- ["add_element", "del_element", "is_element"]]
        ++ [Name ++ " " ++ Set || Name <- ["is_empty", "is_set", "size", "to_list"]] ++ ["filter pred " ++ Set, "from_list list", "fold fold_fun int " ++ Set].

%%% Arguments; one in twelve is of another kind

arg(Kind) when Kind =:= column; Kind =:= width -> arg_of(Kind);
arg(Kind) ->
    case rand:uniform(12) of
        1 -> bounded(Kind, any(2));
        _ -> arg_of(Kind)
    end.

%% Nobody asks for lists of so many elements.
bounded(Kind, Number) when Kind =:= int orelse Kind =:= small, is_number(Number), abs(Number) > 1000 -> x;
bounded(_, Term) -> Term.

arg_of(any) -> any(3);
arg_of(any_list) -> some(4, fun() -> any(2) end);
arg_of(elem) -> elem();
arg_of(key) -> elem();
arg_of(int) -> rand:uniform(14) - 4;
arg_of(small) -> rand:uniform(8) - 2;
arg_of(position) -> rand:uniform(3);
arg_of(big) -> pick([rand:uniform(300) - 50, rand:uniform(1 bsl 62), -rand:uniform(1 bsl 80), rand:uniform(1 bsl 130), 0]);
arg_of(number) -> number();
arg_of(numbers) -> some(5, fun number/0);
arg_of(base) -> pick([2, 8, 10, 16, 36, 1, 37, rand:uniform(36)]);
arg_of(list) -> some(6, fun elem/0);
arg_of(lists) -> some(4, fun() -> arg_of(list) end);
arg_of(deep) -> some(4, fun() -> pick([elem(), arg_of(list), [arg_of(list)], []]) end);
arg_of(things) -> some(4, fun() -> pick([a, "b", 3, 1.5]) end);
arg_of(sorted) -> lists:sort(some(5, fun plain/0));
arg_of(usorted) -> lists:usort(some(5, fun plain/0));
arg_of(reversed) -> lists:reverse(arg_of(usorted));
arg_of(sorted_lists) -> some(4, fun() -> arg_of(sorted) end);
arg_of(usorted_lists) -> some(4, fun() -> arg_of(usorted) end);
arg_of(pair) -> {elem(), elem()};
arg_of(pairs) -> some(5, fun() -> pick([{plain(), plain()}, {plain(), plain()}, {plain(), plain()}, {plain(), plain(), a}]) end);
arg_of(sorted_pairs) -> lists:keysort(1, [{K, V} || {K, V} <- arg_of(pairs)]);
arg_of(one) -> 1;
arg_of(usorted_pairs) -> lists:ukeysort(1, arg_of(sorted_pairs));
arg_of(triples) -> some(4, fun() -> {elem(), elem(), elem()} end);
arg_of(orddict) -> lists:ukeysort(1, [{K, V} || {K, V} <- arg_of(pairs)]);
arg_of(places) -> some(3, fun() -> {arg_of(small), elem()} end);
arg_of(map) -> maps:from_list([{plain(), elem()} || _ <- lists:seq(1, rand:uniform(6))]);
arg_of(tuple) -> list_to_tuple(arg_of(list));
arg_of(set) -> sets:from_list(some(5, fun plain/0), [{version, 2}]);
arg_of(queue) -> lists:foldl(fun(E, Q) -> case rand:uniform(3) of 1 -> queue:in_r(E, Q); _ -> queue:in(E, Q) end end, queue:new(), arg_of(list));
arg_of(atom) -> pick([a, 'B c', '', 'é', 'x\ny', foo_1, 'a\x{400}']);
arg_of(name) -> pick(["true", "no such atom at all", "lists", ""]);
arg_of(bool) -> pick([true, false]);
arg_of(latin) -> pick([latin1, utf8, unicode]);
arg_of(char) -> pick([$a, $\s, $\n, $", 228, 8364, 16#1f600, 127, 0]);
arg_of(str) -> some(8, fun() -> pick("aab c,\n.\\\"Z") end);
arg_of(strs) -> some(4, fun() -> arg_of(str) end);
arg_of(chars) -> chars();
arg_of(graphemes) -> some(3, fun() -> pick([$a, $\s, $,, $\n, [$\r, $\n], [$e, 769]]) end);
arg_of(numeral) -> pick(["12", "-7 a", "+5", "1.5", "1.5e10x", "-0.25", "1e5", "", "x1", "ff", "1_000", "1.5E-3", "99999999999999999999", " 1", "-", "1.", "0x10"]);
arg_of(bin_numeral) -> list_to_binary(arg_of(numeral));
arg_of(direction) -> pick([leading, trailing]);
arg_of(where) -> pick([leading, trailing, all]);
arg_of(side) -> pick([leading, trailing, both]);
arg_of(old_side) -> pick([left, right, both]);
arg_of(form) -> pick([none, nfc, nfd, nfkc, nfkd]);
arg_of(length) -> pick([infinity, rand:uniform(5) - 1]);
arg_of(bin) -> list_to_binary(some(10, fun() -> pick("aabbc,\0ÿ") end));
arg_of(bins) -> some(3, fun() -> arg_of(bin) end);
arg_of(hex) -> list_to_binary(some(6, fun() -> pick("0aF9") end));
arg_of(bin_pattern) -> pick([<<"a">>, <<"ab">>, [<<"a">>, <<"bc">>], [<<"aa">>, <<"aab">>], <<",">>, <<>>]);
arg_of(part) -> {rand:uniform(6) - 1, rand:uniform(8) - 4};
arg_of(scope) -> pick([[], [{scope, arg_of(part)}]]);
arg_of(replace_options) -> some(3, fun() -> pick([global, {scope, arg_of(part)}, {insert_replaced, rand:uniform(3) - 1}]) end);
arg_of(split_options) -> some(3, fun() -> pick([global, trim, trim_all, {scope, arg_of(part)}]) end);
arg_of(endian) -> pick([big, little]);
arg_of(iolist) -> some(5, fun() -> pick([$a, <<"bc">>, "de", [[$f], <<>>], 255, <<1:1>>]) end);
arg_of(bytes) -> list_to_binary(some(10, fun() -> pick([$a, $b, $\n, $\r, 0, 1, 3, 195, 164, 239, 187, 191, 254, 255, 216]) end));
arg_of(encoding) -> pick([latin1, utf8, unicode, utf16, {utf16, little}, utf32, {utf32, big}]);
arg_of(proplist) -> some(5, fun() -> pick([plain(), {plain(), plain()}, {plain(), true}, {plain(), [plain()]}]) end);
arg_of(property) -> pick([plain(), {plain(), true}, {plain(), plain()}]);
arg_of(expansions) -> some(3, fun() -> {arg_of(property), [arg_of(property)]} end);
arg_of(aliases) -> some(3, fun() -> {plain(), plain()} end);
arg_of(stages) -> some(2, fun() -> pick([{aliases, arg_of(aliases)}, {negations, arg_of(aliases)}, {expand, arg_of(expansions)}]) end);
arg_of(format) -> lists:append(some(4, fun() -> pick(["~w", "~p", "~s", "~ts", "~b", "~8.3f", "~c", "~n", "x", "~10w", "~-6w|", "~i", "~g", "~16b", "~+", "~~", "~.2e", "~tp", "~5.2s", "~*c"]) end));
arg_of(fread_format) -> lists:append(some(3, fun() -> pick(["~d", "~s", "~a", "~c", ",", " ", "~f", "~3c", "~u", "~16u", "a", "~*d"]) end));
arg_of(limits) -> pick([[], [], [{encoding, latin1}]]);
arg_of(column) -> rand:uniform(8);
arg_of(width) -> pick([80, 20, 40]);
arg_of(timestamp) -> {rand:uniform(2000), rand:uniform(1000000) - 1, rand:uniform(1000000) - 1};
arg_of(unit) -> pick([second, millisecond, microsecond, nanosecond, 1000, 7, perf_counter_x]);
arg_of(float_options) -> pick([[], [{decimals, rand:uniform(12)}], [{scientific, rand:uniform(10)}], [compact, {decimals, 6}], [short], [{decimals, 0}], [{decimals, 300}]]);
arg_of(packet_kind) -> pick([raw, 0, 1, 2, 4, line, http, httph, tpkt, asn1, sunrm, cdr, fcgi]);
arg_of(packet_options) -> pick([[], [{packet_size, 5}], [{line_length, 3}], [{line_delimiter, $b}], [x]]);
arg_of(tb_options) -> pick([[], [compressed], [{minor_version, 0}], [{minor_version, 2}], [{compressed, 1}], [deterministic], [x]]);
arg_of(external) ->
    Bytes = term_to_binary(any(3)),
    case rand:uniform(3) of
        1 -> binary_part(Bytes, 0, rand:uniform(byte_size(Bytes)) - 1);
        2 ->
            At = rand:uniform(byte_size(Bytes)) - 1,
            <<Before:At/binary, _, After/binary>> = Bytes,
            <<Before/binary, (rand:uniform(100)), After/binary>>;
        3 -> Bytes
    end;
arg_of(kinds) -> pick([this, [this, known], visible, hidden, connected, [], [x]]);
arg_of(Kind) when Kind =:= sofs_fun; Kind =:= true_fun; Kind =:= anno_fun; Kind =:= anno_fold -> Kind;
arg_of(Kind) ->
    %% A fun.
    true = is_function(real(Kind)),
    Kind.

number() -> pick([rand:uniform(20) - 6, (rand:uniform(400) - 100) / 8 + 0.0625, rand:uniform(1 bsl 70), 0, 1, 1.0e10, -0.5]).

plain() -> pick([a, b, c, 1, 2, 3, {a}, "s"]).

elem() -> pick([a, b, c, 1, 2, 3, 1.5, {a, 1}, "ab", [], <<"b">>, 2]).

chars() ->
    pick([arg_of(str), unicode:characters_to_binary(some(6, fun char/0)), some(6, fun char/0),
          [some(3, fun char/0), <<"ab c">>, [pick("ab ,")]], <<"a b,c">>, "aXb", "", <<>>, [<<195>>, "x"], some(4, fun char/0)]).

char() -> pick([$a, $b, $\s, $,, $A, 223, 228, 769, $e, $\r, $\n, 8364, 16#1f600, 64257, 304]).

any(0) -> elem();
any(Depth) ->
    Next = fun() -> any(Depth - 1) end,
    pick([elem(), number(), arg_of(atom), arg_of(str), arg_of(bin), some(4, Next), list_to_tuple(some(4, Next)), arg_of(map), [Next() | elem()],
          <<5:3>>, #{Next() => Next()}, elem(), chars()]).

some(Most, Fun) -> [Fun() || _ <- lists:seq(1, rand:uniform(Most + 1) - 1)].

pick(List) -> lists:nth(rand:uniform(length(List)), List).

%%% Funs

%% The fun of a name, or the argument itself.
real(pred) -> fun(X) -> X < b end;
real(kv_pred) -> fun(K, V) -> K =< V end;
real(kv_pair) -> fun(K, V) -> K =< V andalso {true, K} end;
real(pair_fun) -> fun(X) when is_atom(X) -> {true, {X}}; (X) -> is_list(X) end;
real(map_fun) -> fun(X) -> {X, x} end;
real(list_fun) -> fun(X) -> [X, X] end;
real(fold_fun) -> fun(X, Acc) -> [X | Acc] end;
real(acc_fun) -> fun(X, Acc) -> {{X}, [X | Acc]} end;
real(order) -> fun(A, B) -> A >= B end;
real(fun3) -> fun(A, B, C) -> {A, B, C} end;
real(Other) -> Other.
