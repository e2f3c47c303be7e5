%% What the library's data functions cost: sorting, maps, text, formatting, binaries, the external format.
-module(data).
-export([benches/0]).

-define(MANY, 300000).

benches() ->
    Numbers = numbers(?MANY),
    Pairs = [{N, N rem 1000} || N <- Numbers],
    Keys = lists:seq(1, ?MANY),
    Map = maps:from_list([{K, K} || K <- Keys]),
    Other = maps:from_list([{K, -K} || K <- lists:seq(?MANY div 2, ?MANY + ?MANY div 2)]),
    Text = text(1 bsl 20),
    Chars = binary_to_list(Text),
    Long = binary:copy(Text, 10),
    Term = [{N, <<"value">>, [N, a], #{key => N, name => "text"}} || N <- lists:sublist(Numbers, 150000)],
    Bytes = term_to_binary(Term),
    [{lists_sort, fun() -> lists:sort(Numbers), ok end},
     {lists_sort_fun, fun() -> lists:sort(fun(A, B) -> A >= B end, Numbers), ok end},
     {lists_usort, fun() -> lists:usort(Numbers), ok end},
     {lists_keysort, fun() -> lists:keysort(2, Pairs), ok end},
     {maps_from_list, fun() -> ?MANY = map_size(maps:from_list([{K, K} || K <- Keys])) end},
     {maps_fold, fun() -> maps:fold(fun(_, V, Sum) -> V + Sum end, 0, Map) end},
     {maps_map, fun() -> maps:map(fun(_, V) -> V + 1 end, Map), ok end},
     {maps_merge, fun() -> map_size(maps:merge(Map, Other)) end},
     {maps_update, fun() -> map_size(lists:foldl(fun(K, M) -> M#{K := a} end, Map, Keys)) end},
     {string_split_all, fun() -> length(string:split(Text, " ", all)) end},
     {string_split_list, fun() -> length(string:split(Chars, " ", all)) end},
     {string_lexemes, fun() -> length(string:lexemes(Text, " \n")) end},
     {string_lexemes_list, fun() -> length(string:lexemes(Chars, " \n")) end},
     {string_uppercase, fun() -> byte_size(string:uppercase(Text)) end},
     {string_uppercase_list, fun() -> length(string:uppercase(Chars)) end},
     {io_lib_format, fun() -> formatted(100000) end},
     {binary_split_10m, fun() -> length(binary:split(Long, <<" ">>, [global])) end},
     {binary_match_10m, fun() -> binary:match(Long, [<<"nothing">>, <<"of that kind">>]) end},
     {binary_matches_10m, fun() -> length(binary:matches(Long, <<"words">>)) end},
     {term_to_binary, fun() -> byte_size(term_to_binary(Term)) end},
     {binary_to_term, fun() -> length(binary_to_term(Bytes)) end}].

numbers(Count) ->
    {Numbers, _} = lists:mapfoldl(fun(_, X) -> {X, (X * 1103515245 + 12345) band 16#7fffffff} end, 1, lists:seq(1, Count)),
    Numbers.

text(Size) -> iolist_to_binary(text(0, Size)).

text(N, Size) when Size > 0 ->
    Line = io_lib:format("line ~w of words and numbers ~w\n", [N, N * 7919 rem 1000]),
    [Line | text(N + 1, Size - iolist_size(Line))];
text(_, _) -> [].

formatted(0) -> ok;
formatted(N) ->
    _ = io_lib:format("~p: ~w ~s ~b~n", [{key, N}, [N, a], "text", N]),
    formatted(N - 1).
