#!/usr/bin/env escript
%% Compares erl_scan and erl_parse of vm/lib with OTP's own: escript compare_parse.escript [FILE ...]
%%
%% Our modules are compiled under other names, so that OTP can run both. Every form of the files (vm/lib without
%% arguments) is scanned and parsed with columns and texts; then each is spoilt in many places by leaving out or
%% doubling a token, so that errors are compared, too.
-mode(compile).

-define(MODULES, [erl_anno, erl_scan, erl_parse, erlet_parse_expr, erlet_parse_form]).

main(Names) ->
    Library = filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]),
    [load(Module, Library) || Module <- ?MODULES],
    Files = case Names of
        [] -> filelib:wildcard(filename:join(Library, "*.erl"));
        _ -> Names
    end,
    Bad = lists:sum([compare(File) || File <- Files]),
    io:format("~w differences~n", [Bad]),
    halt(min(Bad, 1)).

load(Module, Library) ->
    {ok, Forms} = epp:parse_file(filename:join(Library, atom_to_list(Module) ++ ".erl"), []),
    case compile:forms(rename(Forms), [nowarn_unused_type]) of
        {ok, Name, Binary} -> {module, Name} = code:load_binary(Name, "erlet", Binary)
    end.

%% Atoms that name our modules get a prefix, but where they are values that both report.
rename({attribute, _, file, _} = Form) -> Form;
rename({atom, Line, Name}) ->
    case lists:member(Name, ?MODULES) of
        true -> {atom, Line, renamed(Name)};
        false -> {atom, Line, Name}
    end;
rename({attribute, Line, module, Name}) -> {attribute, Line, module, renamed(Name)};
rename({attribute, Line, import, {Name, List}}) -> {attribute, Line, import, {renamed(Name), List}};
rename(Tuple) when is_tuple(Tuple) -> list_to_tuple(rename(tuple_to_list(Tuple)));
rename([Head | Tail]) -> [rename(Head) | rename(Tail)];
rename(Other) -> Other.

renamed(Name) -> list_to_atom("erlet_x_" ++ atom_to_list(Name)).

compare(File) ->
    {ok, Binary} = file:read_file(File),
    Text = unicode:characters_to_list(Binary),
    Scans = [differs({File, scan, Options}, fun() -> erl_scan:string(Text, {1, 1}, Options) end,
                     fun() -> erlet_x_erl_scan:string(Text, {1, 1}, Options) end)
             || Options <- [[], [return], [text], [return, text]]],
    Cuts = [begin
                Cut = lists:sublist(Text, From, Length),
                differs({File, scan, Cut}, fun() -> erl_scan:string(Cut, {1, 1}) end,
                        fun() -> erlet_x_erl_scan:string(Cut, {1, 1}) end)
            end || From <- lists:seq(1, length(Text), 997), Length <- [5, 11, 40]],
    {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
    lists:sum(Scans) + lists:sum(Cuts) + lists:sum([form(File, Form) || Form <- forms(Tokens, [])]).

forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Form) -> [lists:reverse(Form, [Dot]) | forms(Rest, [])];
forms([Token | Rest], Form) -> forms(Rest, [Token | Form]);
forms([], Form) -> [lists:reverse(Form)].

form(File, Tokens) ->
    Count = length(Tokens),
    Positions = lists:seq(1, Count, max(1, Count div 12)),
    Without = [lists:sublist(Tokens, At - 1) ++ lists:nthtail(At, Tokens) || At <- Positions],
    Twice = [lists:sublist(Tokens, At) ++ lists:nthtail(At - 1, Tokens) || At <- Positions],
    Short = [lists:sublist(Tokens, At) || At <- Positions],
    lists:sum([parsed(File, Case) || Case <- [Tokens | Without ++ Twice ++ Short]]).

parsed(File, Tokens) ->
    differs({File, parse, Tokens}, fun() -> erl_parse:parse_form(Tokens) end,
            fun() -> erlet_x_erl_parse:parse_form(Tokens) end).

differs(What, Theirs, Ours) ->
    {Expected, Got} = {outcome(Theirs), outcome(Ours)},
    case Expected =:= Got of
        true -> 0;
        false ->
            Show = case What of
                {File, parse, Tokens} -> {File, hd(Tokens), [element(tuple_size(Token), Token) || Token <- Tokens]};
                _ -> What
            end,
            {Expected1, Got1} = apart(Expected, Got),
            io:format("~tP~n  OTP:   ~tP~n  Erlet: ~tP~n", [Show, 90, Expected1, 60, Got1, 60]),
            1
    end.

%% Where two results begin to differ.
apart({ok, [_ | _] = A, _}, {ok, [_ | _] = B, _}) -> apart(A, B);
apart([Same | A], [Same | B]) -> apart(A, B);
apart(A, B) -> {A, B}.

outcome(Fun) ->
    try flat(Fun())
    catch
        Class:Reason:Stack -> {Class, Reason, hd(Stack)}
    end.

flat({error, {Location, Module, [_ | _] = Message}}) -> {error, {Location, name(Module), lists:flatten(Message)}};
flat({error, {Location, Module, Message}}) -> {error, {Location, name(Module), Message}};
flat({error, {Location, Module, Message}, End}) -> {error, {Location, name(Module), Message}, End};
flat(Other) -> Other.

name(Module) ->
    case atom_to_list(Module) of
        "erlet_x_" ++ Name -> list_to_atom(Name);
        _ -> Module
    end.
