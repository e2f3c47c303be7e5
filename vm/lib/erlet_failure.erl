%%% A failure as the prompt shows it: the exception, the source with its place marked, the values there, and a hint; and the
%%% report of another process that crashed.
-module(erlet_failure).

-export([explained/6, crashed/3]).

%% Elements of a value that are shown.
-define(DEPTH, 60).

%% All about an exception of the evaluator: the places of its trace and the values of variables at the first of them;
%% `Subjects` is what the entry says.
-spec explained(error | exit | throw, term(), [erlet_exception:frame()], {[tuple()], [{atom(), term()}]},
                [erlet_teach:subject()], #{atom() => term()}) -> iolist().
explained(Class, Reason, Trace, {Places, Values}, Subjects, Bindings) ->
    Stack = erlet_exception:public(Trace),
    {Picture, Call, Wanted, Variables} = picture(Places, maps:from_list(Values), Bindings),
    About = #{subjects => [{divides, <<>>} || string:find(Picture, "/") =/= nomatch] ++ subjects(Wanted, Subjects),
              bindings => maps:from_list(Variables),
              call => Call, ask => fun erlet_shell:ask_program/1},
    [erlet_exception:format(Class, Reason, readable(Reason, Stack), fun erlet_shell:is_own/1, ?DEPTH),
     Picture, erlet_teach:values(Variables), hint(Class, Reason, Stack, About)].

%% What stands at the place is known better than what the entry says at its top.
subjects(Wanted, Subjects) ->
    Wanted ++ [Subject || {Sort, _} = Subject <- Subjects, not lists:member(Sort, [bound, atom, pattern, clauses])].

%% That of another process, which nobody has asked for: the program may be waiting for a line, so it is not asked.
-spec crashed(pid(), atom() | none, term()) -> iolist().
crashed(Pid, Name, {Reason, Trace}) ->
    Stack = erlet_exception:public(Trace),
    About = #{subjects => [], bindings => #{}, call => none, ask => fun(_) -> none end},
    Text = erlet_exception:format(error, Reason, readable(Reason, Stack), fun erlet_shell:is_own/1, ?DEPTH),
    ["** ", erlet_view:pid(Pid), [[" (", atom_to_list(Name), ")"] || Name =/= none], " crashed: ",
     string:prefix(unicode:characters_to_list(Text), "** exception "), hint(error, Reason, Stack, About)].

%% Whatever a program raises, to explain it is no reason to fail.
hint(Class, Reason, Stack, About) ->
    try erlet_teach:hint(Class, Reason, Stack, About)
    catch
        error:_ -> ""
    end.

%% The calls that mean something to the user: not those within the library. What a reason speaks of stays.
readable(Reason, [Frame | Stack]) when Reason =:= function_clause; Reason =:= undef ->
    [Frame | [Other || Other <- Stack, is_readable(Other)]];
readable(_, Stack) -> [Frame || Frame <- Stack, is_readable(Frame)].

is_readable({Module, Function, Args, _}) ->
    Arity = case Args of
                [_ | _] -> length(Args);
                [] -> 0;
                _ -> Args
            end,
    case erts_internal:is_library(Module) of
        true ->
            Module =/= erlet andalso not lists:prefix("erlet_", atom_to_list(Module))
                andalso erlang:function_exported(Module, Function, Arity);
        false -> true
    end;
is_readable(_) -> true.

%% The innermost place of the user's own text, with a mark, the call that stands there, what a match or a case wanted, and
%% its variables, as far as their values are known: those of the calls around the first one are not.
picture([], _, _) -> {"", none, [], []};
picture([{Module, _, _, _, _, _, End} = Place | Places], Values, Bindings) ->
    case End > 0 andalso not erts_internal:is_library(Module) andalso erlet_shell:ask_program([excerpt | words(Place)]) of
        {ok, Text} ->
            [Picture, Call, Sort, Wanted | Names] = binary:split(Text, <<0>>, [global]),
            Variables = lists:flatmap(fun(Name) -> variable(Name, Values, Bindings) end, Names),
            {Picture, call(Call), [{wanted(Sort, Wanted, Names, Bindings), Wanted} || Sort =/= <<>>], Variables};
        _ -> picture(Places, #{}, Bindings)
    end.

%% What a match wants that is a variable: one of the prompt's, or of the function's own.
wanted(<<"bound">>, Name, Names, Bindings) ->
    case lists:member(Name, Names) andalso is_map_key(binary_to_atom(Name), Bindings) of
        true -> bound;
        false -> own
    end;
wanted(Sort, _, _, _) -> binary_to_atom(Sort).

%% A sign stands before names that are not the prompt's.
variable(<<$-, Text/binary>>, Values, _) ->
    Name = binary_to_atom(Text),
    [{Name, Value} || {ok, Value} <- [maps:find(Name, Values)]];
variable(Text, Values, Bindings) -> variable(<<$-, Text/binary>>, maps:merge(Bindings, Values), #{}).

words({Module, Function, Arity, File, Line, Start, End}) ->
    [Module, Function, integer_to_list(Arity), File | [integer_to_list(Number) || Number <- [Line, Start, End]]].

%% `Mod:Fun/Arity` or `Fun/Arity`.
call(Text) ->
    case binary:split(Text, <<"/">>, []) of
        [Name, Arity] ->
            case {binary:split(Name, <<":">>), string:to_integer(Arity)} of
                {[Module, Function], {N, <<>>}} -> {binary_to_atom(Module), binary_to_atom(Function), N};
                {[Function], {N, <<>>}} -> {erlang, binary_to_atom(Function), N};
                _ -> none
            end;
        [_] -> none
    end.
