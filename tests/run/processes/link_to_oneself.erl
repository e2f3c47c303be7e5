-module(link_to_oneself).
-export([main/0]).

main() -> io:format("~p ~p~n", [link(self()), element(2, process_info(self(), links))]).
