-module(select_on_many_atoms).
-export([main/0]).

day(mon) -> 1; day(tue) -> 2; day(wed) -> 3; day(thu) -> 4; day(fri) -> 5; day(sat) -> 6; day(sun) -> 7;
day(X) when is_atom(X) -> 0;
day(_) -> -1.

main() -> io:format("~p~n", [[day(D) || D <- [mon, tue, wed, thu, fri, sat, sun, xyz, "mon"]]]).
