%% What `calls` calls of the modules of collections and of erl_scan and its like, as core_calls does; a structure is
%% made by the module itself. Graphs are shown as what they are made of.
-module(structure_calls).
-export([calls/1, arg/2, real/1]).

calls(Module) ->
    [{list_to_atom(Name), [{structure, Module, list_to_atom(Kind)} || Kind <- Kinds]}
     || Line <- lines(Module), [Name | Kinds] <- [string:lexemes(Line, " ")]].

lines(dict) ->
    ["append key elem dict", "append_list key list dict", "erase key dict", "fetch key dict", "fetch_keys dict", "filter kv_pred dict",
     "find key dict", "fold fun3 int dict", "from_list pairs", "is_empty dict", "is_key key dict", "map fold_fun dict",
     "merge fun3 dict dict", "new", "size dict", "store key elem dict", "take key dict", "to_list dict", "update key map_fun dict",
     "update key map_fun elem dict", "update_counter key int dict"];
lines(gb_sets) ->
    ["add elem set", "add_element elem set", "balance set", "del_element elem set", "delete elem set", "delete_any elem set",
     "difference set set", "empty", "filter pred set", "fold fold_fun int set", "from_list list", "from_ordset usorted", "insert elem set",
     "intersection set set", "intersection sets", "is_disjoint set set", "is_element elem set", "is_empty set", "is_member elem set",
     "is_set set", "is_subset set set", "iterator set", "iterator_from elem set", "largest set", "new", "next iterator", "singleton elem",
     "size set", "smallest set", "subtract set set", "take_largest set", "take_smallest set", "to_list set", "union set set", "union sets"];
lines(gb_trees) ->
    ["balance tree", "delete key tree", "delete_any key tree", "empty", "enter key elem tree", "from_orddict orddict", "get key tree",
     "insert key elem tree", "is_defined key tree", "is_empty tree", "iterator tree", "iterator_from key tree", "keys tree", "largest tree",
     "lookup key tree", "map fold_fun tree", "next iterator", "size tree", "smallest tree", "take key tree", "take_any key tree",
     "take_largest tree", "take_smallest tree", "to_list tree", "update key elem tree", "values tree"];
lines(array) ->
    ["default array", "fix array", "foldl fun3 int array", "foldr fun3 int array", "from_list list", "from_list list elem",
     "from_orddict index_dict", "from_orddict index_dict elem", "get index array", "is_array any", "is_array array", "is_fix array",
     "map fold_fun array", "new", "new array_options", "new index array_options", "relax array", "reset index array", "resize array",
     "resize index array", "set index elem array", "size array", "sparse_foldl fun3 int array", "sparse_foldr fun3 int array",
     "sparse_map fold_fun array", "sparse_size array", "sparse_to_list array", "sparse_to_orddict array", "to_list array",
     "to_orddict array"];
lines(sets) -> ["from_list list version", "new", "new version", "intersection sets", "union sets" | old_sets()];
lines(sofs) ->
    [Name || Name <- ["empty_set"]]
        ++ [Name ++ " relation" || Name <- ["canonical_relation", "converse", "domain", "field", "is_a_function", "range", "relation_to_family",
                                            "strict_relation", "to_external", "type", "is_empty_set", "is_set", "is_sofs_set", "no_elements", "to_sets"]]
        ++ [Name ++ " family" || Name <- ["family_domain", "family_field", "family_range", "family_to_relation", "family_union",
                                          "family_intersection", "union_of_family", "intersection_of_family", "type"]]
        ++ [Name ++ " relation relation" || Name <- ["composite", "difference", "intersection", "is_equal", "is_subset", "is_disjoint", "product",
                                                     "relative_product1", "symdiff", "union", "symmetric_partition", "join_1"], Name =/= "join_1"]
        ++ [Name ++ " relation set" || Name <- ["image", "inverse_image", "restriction", "drestriction"]]
        ++ [Name ++ " family family" || Name <- ["family_difference", "family_intersection", "family_union"]]
        ++ ["a_function pairs", "a_function pairs type", "constant_function set set", "extension relation set set", "family families",
            "family families type", "from_external list type", "from_sets set_list", "from_term list", "from_term list type",
            "inverse relation", "is_type type", "is_type any", "join relation position relation position", "multiple_relative_product tuple_of relation",
            "partition set_of_sets", "partition sofs_fun set", "partition position relation relation", "partition_family position relation",
            "projection position relation", "substitution position relation", "relation pairs", "relation pairs type", "relation pairs int",
            "relative_product relations", "relative_product relations relation", "restriction position relation set",
            "drestriction position relation set", "set list", "set list type", "specification true_fun set", "union set_of_sets",
            "intersection set_of_sets", "weak_relation relation", "to_external set", "family_projection sofs_fun family",
            "family_specification true_fun family"];
lines(digraph) ->
    [Name ++ " graph" || Name <- ["edges", "vertices", "no_edges", "no_vertices", "info_kind", "delete"], Name =/= "info_kind"]
        ++ [Name ++ " graph vertex" || Name <- ["del_vertex", "edges", "get_cycle", "get_short_cycle", "in_degree", "in_edges", "in_neighbours",
                                                "out_degree", "out_edges", "out_neighbours", "vertex"]]
        ++ [Name ++ " graph vertex vertex" || Name <- ["add_edge", "del_path", "get_path", "get_short_path"]]
        ++ ["add_edge graph vertex vertex elem", "add_edge graph edge vertex vertex elem", "add_vertex graph", "add_vertex graph vertex",
            "add_vertex graph vertex elem", "del_edge graph edge", "del_edges graph edges", "del_vertices graph vertices", "edge graph edge",
            "new", "new graph_options"];
lines(digraph_utils) ->
    [Name ++ " graph" || Name <- ["arborescence_root", "components", "cyclic_strong_components", "is_acyclic", "is_arborescence", "is_tree",
                                  "loop_vertices", "postorder", "preorder", "strong_components", "topsort"]]
        ++ [Name ++ " vertices graph" || Name <- ["reachable", "reachable_neighbours", "reaching", "reaching_neighbours"]];
lines(rand) ->
    ["seed_s algorithm seed", "seed_s algorithm", "seed algorithm seed", "uniform_s state", "uniform_s range state", "uniform_real_s state", "normal_s state",
     "normal_s number number state", "bytes_s small state", "jump state", "export_seed_s state", "splitmix64_next big", "exro928_jump_2pow512 exro",
     "exro928_next exro", "exro928_seed seed", "exsp_next exsp", "exsp_jump exsp", "mwc59 mwc", "mwc59_value mwc", "mwc59_value32 mwc",
     "mwc59_float mwc", "mwc59_seed big"];
lines(random) -> ["seed0", "seed seed", "seed int int int", "uniform_s range old_state", "uniform_s old_state"];
lines(erl_scan) ->
    ["string text", "string text location", "string text location scan_options", "tokens continuation text location",
     "tokens continuation text location scan_options", "reserved_word word", "format_error scan_error", "symbol token", "category token",
     "line token", "column token", "location token", "text token", "end_location token"];
lines(erl_parse) ->
    ["parse_exprs tokens", "parse_form tokens", "parse_term tokens", "abstract any", "abstract any abstract_options", "normalise form",
     "tokens form", "map_anno anno_fun form", "fold_anno anno_fold int form", "anno_to_term form", "anno_from_term form",
     "new_anno form", "format_error parse_error"];
lines(uri_string) ->
    ["parse uri", "normalize uri", "normalize uri uri_options", "recompose uri_map", "resolve uri uri", "resolve uri uri uri_options",
     "transcode uri transcode_options", "compose_query query", "compose_query query query_options", "dissect_query query_text", "quote chars",
     "quote chars safe", "unquote uri", "percent_decode uri", "allowed_characters"];
lines(_) -> [].

old_sets() ->
    [Name ++ " set set" || Name <- ["intersection", "union", "subtract", "is_disjoint", "is_subset"]]
        ++ [Name ++ " elem set" || Name <- ["add_element", "del_element", "is_element"]]
        ++ [Name ++ " set" || Name <- ["is_empty", "is_set", "size", "to_list"]] ++ ["filter pred set", "from_list list", "fold fold_fun int set"].

%%% Arguments; one in twelve is of another kind

arg(Module, Kind) ->
    case rand:uniform(12) of
        1 when Kind =/= graph -> core_calls:arg(elem);
        _ -> of_module(Module, Kind)
    end.

of_module(sets, set) -> sets:from_list(list(), of_module(sets, version));
of_module(sets, sets) -> some(3, fun() -> of_module(sets, set) end);
of_module(sets, version) -> [{version, rand:uniform(2)}];
of_module(dict, dict) -> dict:from_list(pairs());
of_module(gb_sets, set) -> gb_sets:from_list(list());
of_module(gb_sets, sets) -> some(3, fun() -> of_module(gb_sets, set) end);
of_module(gb_sets, iterator) -> gb_sets:iterator(of_module(gb_sets, set));
of_module(gb_trees, tree) -> lists:foldl(fun({Key, Value}, Tree) -> gb_trees:enter(Key, Value, Tree) end, gb_trees:empty(), pairs());
of_module(gb_trees, iterator) -> gb_trees:iterator(of_module(gb_trees, tree));
of_module(array, array) ->
    lists:foldl(fun({At, Value}, Array) -> array:set(At, Value, Array) end, array:new([{default, pick([undefined, 0])}]),
                [{pick([0, 1, 2, 5, 9, 10, 11, 30, 101]), core_calls:arg(elem)} || _ <- lists:seq(1, rand:uniform(6))]);
of_module(array, index) -> pick([0, 1, 2, 5, 9, 10, 11, 30, 101, -1, x]);
of_module(array, index_dict) -> lists:ukeysort(1, [{pick([0, 1, 2, 5, 9, 10, 11, 30]), core_calls:arg(elem)} || _ <- lists:seq(1, rand:uniform(5))]);
of_module(array, array_options) -> pick([[], fixed, {default, 1}, {size, 7}, 9, [{size, 3}, {fixed, false}], [{fixed, true}], [x], {default, x}, -1]);
of_module(sofs, Kind) -> of_sofs(Kind);
of_module(Module, graph) when Module =:= digraph; Module =:= digraph_utils ->
    {graph, pick([[], [], [acyclic]]), some(6, fun vertex/0), some(7, fun() -> {vertex(), vertex()} end)};
of_module(_, vertex) -> vertex();
of_module(_, vertices) -> some(3, fun vertex/0);
of_module(_, edge) -> pick(['$e', ['$e' | 0], ['$e' | 1], ['$e' | 2], e]);
of_module(_, edges) -> some(3, fun() -> of_module(digraph, edge) end);
of_module(_, graph_options) -> pick([[], [acyclic], [cyclic, protected], [private], [x], acyclic]);
of_module(rand, Kind) -> of_rand(Kind);
of_module(random, old_state) -> {rand:uniform(30000), rand:uniform(30000), rand:uniform(30000)};
of_module(random, seed) -> pick([{1, 2, 3}, {rand:uniform(100000), 5, 0}, {-1, -2, -3}]);
of_module(random, range) -> pick([1, 2, 10, 1000, 0, -1, rand:uniform(100000)]);
of_module(uri_string, Kind) -> of_uri(Kind);
of_module(Module, Kind) when Module =:= erl_scan; Module =:= erl_parse -> of_syntax(Kind);
of_module(_, Kind) -> core_calls:arg(Kind).

of_sofs(relation) -> sofs:relation([{core_small(), core_small()} || _ <- lists:seq(1, rand:uniform(5))]);
of_sofs(relations) -> list_to_tuple(some(3, fun() -> of_sofs(relation) end));
of_sofs(tuple_of) -> of_sofs(relations);
of_sofs(set) -> sofs:set(some(5, fun core_small/0));
of_sofs(set_list) -> some(3, fun() -> of_sofs(set) end);
of_sofs(set_of_sets) -> sofs:from_term([some(3, fun core_small/0), some(3, fun core_small/0)], [[atom]]);
of_sofs(families) -> lists:ukeysort(1, some(4, fun() -> {core_small(), some(3, fun core_small/0)} end));
of_sofs(family) -> sofs:family([{Key, [{core_small(), core_small()} || _ <- Values]} || {Key, Values} <- of_sofs(families)], [{atom, [{atom, atom}]}]);
of_sofs(type) -> pick([[atom], [{atom, atom}], [{a, b}], [[atom]], ['_'], atom, [], {a, b}, [{atom, [atom]}], [a, b]]);
of_sofs(pairs) -> some(5, fun() -> {core_small(), core_small()} end);
of_sofs(list) -> some(4, fun() -> pick([core_small(), core_small(), {core_small(), core_small()}, [core_small()]]) end);
of_sofs(position) -> rand:uniform(2);
of_sofs(Kind) -> core_calls:arg(Kind).

of_rand(algorithm) -> pick([exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy, mwc59, x]);
of_rand(seed) -> pick([{1, 2, 3}, rand:uniform(1 bsl 60), 42, [1, 2], {rand:uniform(1 bsl 40), 5, 0}, 0, -5]);
of_rand(state) -> rand:seed_s(pick([exsss, exro928ss, exrop, exs1024s, exsp]), rand:uniform(1000000));
of_rand(range) -> pick([1, 2, 10, 1000, 1 bsl 58, 1 bsl 64, (1 bsl 70) + 1, 0, -1, rand:uniform(100000)]);
of_rand(number) -> pick([0, 1, 2.5, -3, 4.0]);
of_rand(exro) -> element(2, rand:seed_s(exro928ss, rand:uniform(10000)));
of_rand(exsp) -> element(2, rand:seed_s(exsp, rand:uniform(10000)));
of_rand(mwc) -> rand:mwc59_seed(rand:uniform(1 bsl 58));
of_rand(big) -> rand:uniform(1 bsl 58);
of_rand(Kind) -> core_calls:arg(Kind).

of_uri(uri) ->
    form(lists:append([pick(["http:", "foo://", "HTTP://", "//", "", "mailto:", "a%"]), pick(["", "user@", "u%41:p@"]),
                       pick(["", "example.com", "[::1]", "ex%C3%A4mple", "1.2.3.4", "ä"]), pick(["", "", ":80", ":8042", ":x"]),
                       pick(["", "/", "/a/b/../c", "/a/./b", "/%7euser", "/ä", "a/b", "/over there", "/../.."]),
                       pick(["", "", "?q=1", "?q=ferret&x=%20y"]), pick(["", "", "#nose", "#%41"])]));
of_uri(uri_options) -> pick([[], [return_map], [x]]);
of_uri(uri_map) ->
    maps:from_list(some(6, fun() -> pick([{scheme, "http"}, {host, "example.com"}, {path, "/a b"}, {path, ""}, {query, "q=1"}, {fragment, "f"},
                                          {port, 80}, {userinfo, "me"}, {path, <<"/x">>}, {host, <<"b">>}, {path, "//x"}, {port, undefined}]) end));
of_uri(transcode_options) -> pick([[], [{in_encoding, latin1}], [{out_encoding, latin1}], [{in_encoding, utf8}, {out_encoding, utf32}], [{x, y}]]);
of_uri(query) -> some(3, fun() -> {pick(["a", <<"b">>, "ä ö", "x&y"]), pick(["1", <<"2 3">>, true, "", "=", "€"])} end);
of_uri(query_options) -> pick([[], [{encoding, latin1}], [{encoding, utf8}], [{encoding, utf16}]]);
of_uri(query_text) -> form(lists:append(some(4, fun() -> pick(["a=1", "&", ";", "b=%20c", "x+y=z", "=", "%C3%A4=%", "&amp;", "q"]) end)));
of_uri(safe) -> pick(["", "/", "a b"]);
of_uri(Kind) -> core_calls:arg(Kind).

of_syntax(text) -> source();
of_syntax(location) -> pick([1, {1, 1}, 17, {3, 9}]);
of_syntax(scan_options) -> pick([[], text, [return], [return_comments], [text, return_white_spaces], [{reserved_word_fun, fun erl_scan:reserved_word/1}]]);
of_syntax(continuation) -> [];
of_syntax(word) -> pick(['case', foo, 'maybe', 'else', 'after', 'cond', 'let', 'xor', 'query']);
of_syntax(scan_error) -> pick([{illegal, character}, {string, 34, "abc"}, char, {base, 99}, {illegal, float}, {unterminated, string, "a"}, x]);
of_syntax(parse_error) -> pick([["syntax error before: ", "')'"], "foo", ["bad ", [97]]]);
of_syntax(token) ->
    case erl_scan:string(source(), {1, 1}, pick([[], [text]])) of
        {ok, [_ | _] = Tokens, _} -> pick(Tokens);
        _ -> {atom, 1, a}
    end;
of_syntax(tokens) ->
    case erl_scan:string(source() ++ pick([".", ".", ""]), pick([1, {1, 1}])) of
        {ok, Tokens, _} -> Tokens;
        _ -> [{atom, 1, a}, {dot, 1}]
    end;
of_syntax(form) ->
    case erl_parse:parse_exprs(of_syntax(tokens)) of
        {ok, [Form | _]} -> Form;
        _ -> {tuple, 1, [{integer, 1, 2}]}
    end;
of_syntax(abstract_options) -> pick([[], 3, [{line, 5}], [{location, {2, 3}}], [{encoding, latin1}], [{encoding, none}], [{encoding, utf8}]]);
of_syntax(any) -> core_calls:arg(any);
of_syntax(Kind) -> core_calls:arg(Kind).

source() ->
    lists:append(some(9, fun() ->
        pick(["foo", "X ", " 12", "(", ")", ",", " = ", " case ", " of ", " end", "[", "]", "{", "}", "|", "->", " 1.5e3", "$a", "\"str\"",
              "'q a'", "#", "<<", ">>", "/utf8", " ; ", " + ", "fun ", " when ", "\n", "% c\n", "16#ff ", ":", "!", "=>", "_", " div ", "not ",
              "X = 1", "f(1, 2)", "[A || A <- L]", "#{a => 1}", "begin 1 end", "if true -> 1 end", "$\\n", "1_000", "\"a", "'b", "..", "#r{a=1}"]) end)).

list() -> some(6, fun() -> core_calls:arg(elem) end).

pairs() -> some(6, fun() -> {pick([a, b, c, 1, 2, 3, {a}, "s"]), core_calls:arg(elem)} end).

vertex() -> pick([a, b, c, d, 1]).

core_small() -> pick([a, b, c, d]).

form(Text) ->
    case rand:uniform(3) of
        1 -> unicode:characters_to_binary(Text);
        _ -> Text
    end.

some(Most, Fun) -> [Fun() || _ <- lists:seq(1, rand:uniform(Most + 1) - 1)].

pick(List) -> lists:nth(rand:uniform(length(List)), List).

%% What a description stands for: a fun, or a graph.
real({graph, Options, Vertices, Edges}) ->
    Graph = digraph:new(Options),
    [digraph:add_vertex(Graph, Vertex) || Vertex <- Vertices],
    [digraph:add_edge(Graph, From, To) || {From, To} <- Edges],
    Graph;
real(sofs_fun) -> {external, fun(X) -> {X, X} end};
real(true_fun) -> {external, fun(X) -> X < c end};
real(anno_fun) -> fun(Anno) -> erl_anno:set_file("f", Anno) end;
real(anno_fold) -> fun(Anno, Acc) -> [erl_anno:location(Anno), Acc] end;
real(Other) -> Other.
