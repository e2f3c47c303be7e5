%% A limited term is made deeper by steps; what a shallower one showed stays, and strings are cut at characters.
-module(chars_limit_steps).
-export([main/0]).

main() ->
    Terms = [{longish_name, ["__name", "x"], c}, {<<170, 68, 103, 98, 18, 130, 27, 27, 157, 64>>, d},
             #{"some text" => lists:seq(1, 12), b => {1, 2, 3}}, {[{key, 228}], <<164, 123, 19, 57, 71, 24>>},
             {<<"abcdefghijkl", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14>>}, [["e\x{301}tude\r\n"], 'e\x{301}'],
             #{k => "quoted \"text\"\n", l => [{a, b}, {c, d}]}],
    [show(Control, Term, Limit) || Term <- Terms, Control <- ["~w", "~tp"], Limit <- lists:seq(3, 60, 3)].

show(Control, Term, Limit) ->
    io:format("~2w ~ts~n", [Limit, io_lib:format(Control, [Term], [{chars_limit, Limit}])]).
