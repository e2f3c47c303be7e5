%%% Macros of the preprocessor: their definitions and what a use of one becomes.
%%%
%%% A macro without arguments and macros of several arities may share a name. What a use becomes stands where the use
%%% stands, but for the arguments, which stay where they were written.
-module(erlet_epp_macro).

-export([predefined/1, enable/2, define/3, define_value/3, undefine/2, is_defined/2, expand/2, definitions/1]).

-export_type([macros/0]).

-type tokens() :: [erl_scan:token()].
-type definition() :: {none | [atom()], tokens()}.
-type macros() :: #{atom() => #{none | arity() => definition()} | predefined}.

%% The macros that every module has. `FILE`, `LINE` and the like are told by the place that asks.
-spec predefined([atom() | {atom(), term()} | {atom(), term(), redefine}]) -> {ok, macros()} | {error, term()}.
predefined(Given) ->
    Fixed = maps:from_keys(['FILE', 'LINE', 'MODULE', 'MODULE_STRING', 'BASE_MODULE', 'BASE_MODULE_STRING', 'FUNCTION_NAME',
                            'FUNCTION_ARITY', 'MACHINE', 'BEAM', 'OTP_RELEASE'], predefined),
    try lists:foldl(fun given/2, enable([], Fixed#{'FEATURE_AVAILABLE' => is_one_of([maybe_expr])}), Given) of
        Macros -> {ok, Macros}
    catch
        throw:Reason -> {error, Reason}
    end.

%% The macros with these features switched on.
-spec enable([atom()], macros()) -> macros().
enable(Features, Macros) -> Macros#{'FEATURE_ENABLED' => is_one_of(Features)}.

is_one_of([]) -> #{1 => {['X'], [{atom, 1, false}]}};
is_one_of(Features) ->
    Tests = [[{'(', 1}, {var, 1, 'X'}, {')', 1}, {'==', 1}, {atom, 1, Feature}] || Feature <- Features],
    #{1 => {['X'], [{'(', 1}] ++ lists:append(lists:join([{'orelse', 1}], Tests)) ++ [{')', 1}]}}.

given({Name, Value, redefine}, Macros) -> define_value(Name, Value, Macros);
given({Name, Value}, Macros) ->
    case Macros of
        #{Name := predefined} -> throw({redefine_predef, Name});
        #{Name := _} -> throw({redefine, Name});
        _ -> define_value(Name, Value, Macros)
    end;
given(Name, Macros) when is_atom(Name) -> given({Name, true}, Macros);
given(Other, _) -> throw({bad, Other}).

%% A macro that stands for a term.
-spec define_value(atom(), term(), macros()) -> macros().
define_value(Name, Value, Macros) ->
    Macros#{Name => #{none => {none, erl_parse:tokens(erl_parse:abstract(Value, 0))}}}.

%% Adds a definition, whose parameters are none or a list.
-spec define(atom(), definition(), macros()) -> {ok, macros()} | {error, term()}.
define(Name, {Parameters, _} = Definition, Macros) ->
    Arity = arity(Parameters),
    case Macros of
        #{Name := predefined} -> {error, {redefine_predef, Name}};
        #{Name := #{Arity := _}} -> {error, {redefine, Name}};
        #{Name := Known} -> {ok, Macros#{Name := Known#{Arity => Definition}}};
        _ -> {ok, Macros#{Name => #{Arity => Definition}}}
    end.

arity(none) -> none;
arity(Parameters) -> length(Parameters).

-spec undefine(atom(), macros()) -> macros().
undefine(Name, Macros) -> maps:remove(Name, Macros).

-spec is_defined(atom(), macros()) -> boolean().
is_defined(Name, Macros) -> is_map_key(Name, Macros).

%% All macros, in the form of epp:macro_defs/1.
-spec definitions(map()) -> [term()].
definitions(#{macros := Macros} = Ask) ->
    [{{atom, Name}, case Known of
                        predefined -> answered(Name, Ask);
                        _ -> maps:to_list(Known)
                    end} || {Name, Known} <- lists:sort(maps:to_list(Macros))].

answered(Name, Ask) ->
    try {none, answer(Name, 1, Ask)} catch throw:_ -> undefined end.

%%% Uses

%% The tokens with every use of a macro replaced. Ask is what is known of the place: macros, file, line, module, function.
-spec expand(tokens(), map()) -> tokens().
expand(Tokens, Ask) -> expand(Tokens, [], Ask).

%% Active are the macros whose definitions are being expanded: none may lead back to itself.
expand([{'?', _}, Token | Rest], Active, Ask) ->
    case macro_name(Token) of
        {Name, Anno} -> use(Name, Anno, Rest, Active, Ask);
        none -> throw({error, erl_scan:location(Token), {call, [$? | io_lib:format("~tp", [erl_scan:symbol(Token)])]}})
    end;
expand([{'?', Anno}], _, _) -> throw({error, erl_anno:location(Anno), {call, "?"}});
expand([Token | Rest], Active, Ask) -> [Token | expand(Rest, Active, Ask)];
expand([], _, _) -> [].

macro_name({Kind, Anno, Name}) when (Kind =:= var orelse Kind =:= atom), is_atom(Name) -> {Name, Anno};
macro_name(_) -> none.

use(Name, Anno, Rest, Active, #{macros := Macros} = Ask) ->
    case Macros of
        #{Name := predefined} -> own(Name, Anno, Rest, Active, Ask);
        #{Name := Known} ->
            {{Parameters, Body}, Given, Rest1} = chosen(Name, Anno, Known, Rest),
            Key = {Name, arity(Parameters)},
            lists:member(Key, Active) andalso throw({error, erl_anno:location(Anno), {circular, Name, arity(Parameters)}}),
            Bound = case Parameters of
                none -> #{};
                _ -> maps:from_list(lists:zip(Parameters, [{Arg, expand(Arg, Active, Ask)} || Arg <- Given]))
            end,
            Inner = expand(substituted(Body, Anno, Bound), [Key | Active], Ask#{line => erl_anno:line(Anno)}),
            reread(Inner, Rest1, Active, Ask);
        _ -> throw({error, erl_anno:location(Anno), {undefined, Name, none_or_arity(Rest)}})
    end.

%% What a macro becomes may ask for the arguments that stand behind it: only the end of it can.
reread(Inner, Rest, Active, Ask) -> Inner ++ expand(Rest, Active, Ask).

none_or_arity([{'(', Anno} | _] = Rest) ->
    try arguments_of(Rest, Anno) of
        {Args, _} -> length(Args)
    catch
        throw:_ -> none
    end;
none_or_arity(_) -> none.

%% The definition that a use means, with its arguments.
chosen(_, _, #{none := Definition} = Known, Rest) when map_size(Known) =:= 1 -> {Definition, [], Rest};
chosen(Name, Anno, Known, [{'(', _} | _] = Rest) ->
    {Args, Rest1} = try arguments_of(Rest, Anno) of
        Found -> Found
    catch
        throw:unclosed -> throw({error, erl_anno:location(Anno), {arg_error, Name}})
    end,
    Arity = length(Args),
    case Known of
        #{Arity := Definition} -> {Definition, Args, Rest1};
        #{none := Definition} -> {Definition, [], Rest};
        _ -> throw({error, erl_anno:location(Anno), {mismatch, Name}})
    end;
chosen(_, _, #{none := Definition}, Rest) -> {Definition, [], Rest};
chosen(Name, Anno, _, _) -> throw({error, erl_anno:location(Anno), {mismatch, Name}}).

%% Arguments between parentheses; commas inside brackets and blocks separate nothing.
arguments_of([{'(', _}, {')', _} | Rest], _) -> {[], Rest};
arguments_of([{'(', _} | Rest], _) -> arguments_of(Rest, [], [], []).

arguments_of([{')', _} | Rest], [], Arg, Args) -> {lists:reverse([lists:reverse(Arg) | Args]), Rest};
arguments_of([{',', _} | Rest], [], Arg, Args) -> arguments_of(Rest, [], [], [lists:reverse(Arg) | Args]);
arguments_of([Token | Rest], Open, Arg, Args) -> arguments_of(Rest, nested(Token, Rest, Open), [Token | Arg], Args);
arguments_of([], _, _, _) -> throw(unclosed).

nested({Word, _}, Rest, Open) ->
    case closes(Word, Rest) of
        none when Open =/= [], hd(Open) =:= Word -> tl(Open);
        none -> Open;
        End -> [End | Open]
    end;
nested(_, _, Open) -> Open.

closes('(', _) -> ')';
closes('[', _) -> ']';
closes('{', _) -> '}';
closes('<<', _) -> '>>';
closes('fun', [{'(', _} | _]) -> 'end';
closes('fun', [{var, _, _}, {'(', _} | _]) -> 'end';
closes(Word, _) when Word =:= 'begin'; Word =:= 'if'; Word =:= 'case'; Word =:= 'receive'; Word =:= 'try'; Word =:= 'maybe' -> 'end';
closes(_, _) -> none.

%% The body of a definition with its parameters replaced: at the place of the use up to an argument, then at its end.
substituted([{'?', _}, {'?', _}, {var, _, Name} | Rest], Anno, Bound) when is_map_key(Name, Bound) ->
    {Arg, _} = map_get(Name, Bound),
    [{string, Anno, words(Arg)} | substituted(Rest, Anno, Bound)];
substituted([{var, _, Name} | Rest], Anno, Bound) when is_map_key(Name, Bound) ->
    {_, Expanded} = map_get(Name, Bound),
    Expanded ++ substituted(Rest, last_anno(Expanded, Anno), Bound);
substituted([Token | Rest], Anno, Bound) -> [setelement(2, Token, Anno) | substituted(Rest, Anno, Bound)];
substituted([], _, _) -> [].

last_anno([], Anno) -> Anno;
last_anno(Tokens, _) -> element(2, lists:last(Tokens)).

%% Tokens as `??Arg` shows them: separated by blanks where they would run together.
words(Tokens) -> lists:flatten(lists:join(" ", [word(Token) || Token <- Tokens])).

word({atom, _, Name}) -> io_lib:write_atom(Name);
word({string, _, Text}) -> io_lib:write_string(Text);
word({char, _, C}) -> io_lib:write_char(C);
word({Kind, _, Value}) when Kind =:= integer; Kind =:= float -> io_lib:write(Value);
word(Token) -> atom_to_list(erl_scan:symbol(Token)).

%%% Macros that the place answers

own(Name, Anno, Rest, Active, Ask) -> answer(Name, Anno, Ask) ++ expand(Rest, Active, Ask).

answer('FILE', Anno, #{file := File}) -> [{string, Anno, File}];
answer('LINE', Anno, _) -> [{integer, Anno, erl_anno:line(Anno)}];
answer('MACHINE', Anno, _) -> [{atom, Anno, 'BEAM'}];
answer('BEAM', Anno, _) -> [{atom, Anno, true}];
answer('OTP_RELEASE', Anno, _) -> [{integer, Anno, list_to_integer(erlang:system_info(otp_release))}];
answer(Name, Anno, #{module := Module}) when Module =/= none, (Name =:= 'MODULE' orelse Name =:= 'BASE_MODULE') ->
    [{atom, Anno, Module}];
answer(Name, Anno, #{module := Module})
  when Module =/= none, (Name =:= 'MODULE_STRING' orelse Name =:= 'BASE_MODULE_STRING') ->
    [{string, Anno, atom_to_list(Module)}];
answer('FUNCTION_NAME', Anno, #{function := {Name, _}}) -> [{atom, Anno, Name}];
answer('FUNCTION_ARITY', Anno, #{function := {_, Arity}}) -> [{integer, Anno, Arity}];
answer(Name, Anno, #{function := none}) when Name =:= 'FUNCTION_NAME'; Name =:= 'FUNCTION_ARITY' ->
    throw({error, erl_anno:location(Anno), {illegal_function, Name}});
answer(Name, Anno, _) -> throw({error, erl_anno:location(Anno), {undefined, Name, none}}).
