-module(string_prefix_patterns).
-export([main/0]).

command("get " ++ Key) -> {get, Key};
command("set " ++ [K, $= | V]) -> {set, K, V};
command("") -> empty;
command("quit" ++ _) -> quit;
command(Other) -> {unknown, Other}.

main() -> io:format("~p~n", [[command(C) || C <- ["get it", "set x=1", "", "quit now", "ge"]]]).
