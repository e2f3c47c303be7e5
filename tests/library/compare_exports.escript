#!/usr/bin/env escript
%% Compares what Erlet's library modules export with OTP's: `escript compare_exports.escript PATH_OF_ERLET [MANUAL]`.
%%
%% MANUAL is a folder with OTP's manual pages of section 3 (`lists.3erl.gz`), as the package erlang-manpages has them:
%% they say which functions are documented. Prints, for each module of vm/lib that OTP has, too, the documented functions
%% that Erlet does not have and how many others, then what it has besides. Without a manual all functions count as
%% documented. The status is the number of documented functions that are missing.
-mode(compile).

main([Erlet]) -> main([Erlet, none]);
main([Erlet, Manual]) ->
    Own = exports(Erlet, [Module || Module <- modules(), is_otp(Module)]),
    Missing = lists:sum([compare(Module, Exports, documented(Manual, Module)) || {Module, Exports} <- Own]),
    io:format("~w documented functions are missing~n", [Missing]),
    halt(min(Missing, 255)).

modules() ->
    Folder = filename:join(filename:dirname(escript:script_name()), "../../vm/lib"),
    [list_to_atom(filename:basename(File, ".erl")) || File <- lists:sort(filelib:wildcard(Folder ++ "/*.erl"))].

%% What Erlet's modules export, as it says itself.
exports(Erlet, Modules) ->
    Expression = io_lib:format("[{M, M:module_info(exports)} || M <- ~w].", [Modules]),
    Port = open_port({spawn_executable, Erlet}, [{args, ["--print", "-e", lists:flatten(Expression)]}, binary,
                                                 exit_status, use_stdio]),
    {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(output(Port, [])) ++ "."),
    {ok, Term} = erl_parse:parse_term(Tokens),
    Term.

output(Port, Texts) ->
    receive
        {Port, {data, Text}} -> output(Port, [Text | Texts]);
        {Port, {exit_status, 0}} -> lists:reverse(Texts);
        {Port, {exit_status, Status}} -> error({erlet, Status, lists:reverse(Texts)})
    end.

is_otp(Module) -> code:ensure_loaded(Module) =:= {module, Module}.

%% The functions that a module's page describes; none when it has no page.
documented(none, _) ->
    all;
documented(Manual, Module) ->
    case file:read_file(filename:join(Manual, atom_to_list(Module) ++ ".3erl.gz")) of
        {ok, Packed} ->
            [_ | Pages] = string:split(zlib:gunzip(Packed), ".SH EXPORTS"),
            lists:usort(lists:append([headings(Page) || Page <- Pages]));
        {error, enoent} -> []
    end.

%% A heading stands between a line `.B` and one `.br`.
headings(Page) ->
    Headings = [hd(string:split(Rest, "\n.br")) || Rest <- tl(string:split(Page, "\n.B\n", all))],
    [{binary_to_atom(Name), arity(Rest, 0, 0)}
     || Heading <- Headings,
        {match, [Name, Rest]} <- [re:run(Heading, "^(?:[a-z_0-9]+:)?([a-z]\\w*)\\((.*)$", [dotall, {capture, all_but_first, binary}])]].

%% How many arguments stand before the parenthesis that closes.
arity(<<")", _/binary>>, 0, _) -> 0;
arity(Text, Depth, Commas) -> arguments(Text, Depth, Commas).

arguments(<<C, Rest/binary>>, Depth, Commas) when C =:= $(; C =:= ${; C =:= $[ -> arguments(Rest, Depth + 1, Commas);
arguments(<<")", _/binary>>, 0, Commas) -> Commas + 1;
arguments(<<C, Rest/binary>>, Depth, Commas) when C =:= $); C =:= $}; C =:= $] -> arguments(Rest, Depth - 1, Commas);
arguments(<<",", Rest/binary>>, 0, Commas) -> arguments(Rest, 0, Commas + 1);
arguments(<<_, Rest/binary>>, Depth, Commas) -> arguments(Rest, Depth, Commas);
arguments(<<>>, _, Commas) -> Commas + 1.

compare(Module, Own, Documented) ->
    All = lists:sort(Module:module_info(exports) -- Own),
    Missing = [Function || Function <- All, Documented =:= all orelse lists:member(Function, Documented)],
    Missing =:= [] orelse io:format("~w lacks ~ts~n", [Module, list(Missing)]),
    length(All) =:= length(Missing) orelse
        io:format("~w lacks ~w that are not documented~n", [Module, length(All) - length(Missing)]),
    More = lists:sort(Own -- Module:module_info(exports)),
    More =:= [] orelse io:format("~w has besides ~ts~n", [Module, list(More)]),
    length(Missing).

list(Functions) -> lists:join(", ", [io_lib:format("~w/~w", [F, A]) || {F, A} <- Functions]).
