%% Terms on many lines with a limit of characters: what is cut may be the whole inside of a tuple.
-module(limited_layouts).
-export([main/0]).

main() ->
    Pairs = [{name, "a longer text"}, {address_of_the_customer, 'Main Street'}, {identifier, 1234567890},
             {a_rather_long_name_of_a_key, value}, {last, <<"bin">>}],
    [io:format("~ts~n~n", [io_lib:format("The entry ~p belongs to ~p", ["0123456789012345678901234567890123456789", Pairs],
                                         [{chars_limit, Limit}])]) || Limit <- lists:seq(20, 300, 35)],
    Map = #{first_key_of_the_map => Pairs, second => Pairs},
    [io:format("~ts~n~n", [io_lib:format("~30p", [{tagged, Map, {record, Pairs, [Pairs]}}], [{chars_limit, Limit}])])
     || Limit <- [10, 80, 150, 290, 1000]],
    [io:format("~30P~n", [{tagged, Pairs, {record, Pairs}}, Depth]) || Depth <- lists:seq(1, 7)].
