%% Count the words of a text, the most frequent first.
%%
%%   erlet word_count.erl               counts the text below
%%   erlet word_count.erl -             counts the standard input
%%   erlet word_count.erl FILE          counts a file
-module(word_count).
-export([main/1]).

main([]) ->
    report(example());
main(["-"]) ->
    report(read_input([]));
main([File]) ->
    case file:read_file(File) of
        {ok, Bytes} -> report(unicode:characters_to_list(Bytes));
        {error, Reason} -> io:format("cannot read ~ts: ~p~n", [File, Reason]), halt(1)
    end.

example() ->
    "The wise woman said: do not ask what a process knows, ask the process.\n"
    "The process answered: what I know is what was sent to me.\n"
    "Do not share what can be sent!\n".

%% Line by line until the end; joined at last, not at each step.
read_input(Lines) ->
    case io:get_line("") of
        eof -> lists:append(lists:reverse(Lines));
        Line -> read_input([Line | Lines])
    end.

report(Text) ->
    Words = words(string:lowercase(Text)),
    Counts = lists:foldl(fun count/2, #{}, Words),
    io:format("~p lines, ~p words, ~p different~n", [lines(Text), length(Words), maps:size(Counts)]),
    [io:format("~3b  ~ts~n", [N, Word]) || {Word, N} <- most_frequent(5, Counts)],
    ok.

lines(Text) -> length([Char || Char <- Text, Char =:= $\n]).

words(Text) -> string:lexemes(Text, " \t\r\n.,:;!?\"()").

count(Word, Counts) ->
    maps:update_with(Word, fun(N) -> N + 1 end, 1, Counts).

%% By count downwards, equal counts by the alphabet.
most_frequent(N, Counts) ->
    Order = fun({WordA, A}, {WordB, B}) -> {-A, WordA} =< {-B, WordB} end,
    lists:sublist(lists:sort(Order, maps:to_list(Counts)), N).
