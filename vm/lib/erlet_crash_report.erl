%%% The text of the reports of crashed processes that `proc_lib` started.
-module(erlet_crash_report).

-export([format/2]).

-type config() :: #{depth => unlimited | pos_integer(), chars_limit => unlimited | pos_integer(),
                    single_line => boolean(), encoding => unicode | latin1 | utf8}.

%% The process itself and its neighbours.
-spec format([term()], config()) -> unicode:chardata().
format([Own, Neighbours], Config) ->
    case maps:get(single_line, Config, false) of
        true ->
            limited(["crasher: ", sentence(Own, Config), "; neighbours: ", neighbours_sentence(Neighbours, Config)], Config);
        false ->
            limited(["  crasher:\n", lines(Own, "    ", Config), "  neighbours:\n", neighbours(Neighbours, Config)],
                    Config)
    end.

limited(Text, #{chars_limit := Limit}) when is_integer(Limit) ->
    case string:length(Text) > Limit of
        true -> [string:slice(Text, 0, Limit), "..."];
        false -> Text
    end;
limited(Text, _) -> Text.

%%% In lines

lines(Info, Indent, Config) -> [line(Item, Indent, Config) || Item <- Info].

line({initial_call, {M, F, A}}, Indent, _) when is_list(A) ->
    [Indent, io_lib:format("initial call: ~ts~n", [mfa(M, F, A)])];
line({error_info, {Class, Reason, Stack}}, _, _) -> exception(Class, Reason, Stack);
line({Key, Value}, Indent, Config) ->
    [Indent, atom_to_list(Key), ": ", term(Value, Config), $\n].

neighbours(Neighbours, Config) ->
    lists:join($\n, [["    neighbour:\n", string:trim(lines(Info, "      ", Config), trailing, "\n")]
                     || {neighbour, Info} <- Neighbours]).

mfa(M, F, A) -> io_lib:format("~tw:~tw/~w", [M, F, length(A)]).

%% Values begin in the column that OTP gives them, wherever they stand.
term(Value, #{depth := Depth}) when is_integer(Depth) -> io_lib:format("~80.18tP", [Value, Depth]);
term(Value, _) -> io_lib:format("~80.18tp", [Value]).

%% The exception as the shell would show it; the frames of `proc_lib` are left out.
exception(Class, Reason, Stack) -> erlet_exception:report(Class, Reason, lists:filter(fun is_of_interest/1, Stack)).

is_of_interest({proc_lib, _, _, _}) -> false;
is_of_interest(_) -> true.

%%% In one line

sentence(Info, Config) -> lists:join(", ", [phrase(Item, Config) || Item <- Info]).

phrase({initial_call, {M, F, A}}, _) when is_list(A) -> ["initial call: ", mfa(M, F, A)];
phrase({error_info, {Class, Reason, Stack}}, Config) ->
    [atom_to_list(Class), ": ", flat({Reason, Stack}, Config)];
phrase({Key, Value}, Config) -> [atom_to_list(Key), ": ", flat(Value, Config)].

neighbours_sentence(Neighbours, Config) ->
    lists:join("; ", [["neighbour: ", sentence(Info, Config)] || {neighbour, Info} <- Neighbours]).

flat(Value, #{depth := Depth}) when is_integer(Depth) -> io_lib:format("~0tP", [Value, Depth]);
flat(Value, _) -> io_lib:format("~0tp", [Value]).
