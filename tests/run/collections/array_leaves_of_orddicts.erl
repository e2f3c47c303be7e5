%% array:from_orddict/1,2 fills an empty leaf right before an element that begins the next one; others stay numbers.
-module(array_leaves_of_orddicts).
-export([main/0]).

main() ->
    [io:format("~0p: ~0p~n", [Places, array:from_orddict([{Place, x} || Place <- Places], d)])
     || Places <- [[0, 20], [1, 12, 30], [3, 115], [3, 110], [10], [10, 30, 55], [20], [9, 10], [9, 20, 40, 51, 70], [85, 100], [95, 110, 130],
                   [89, 100, 300], [980, 1000]]].
