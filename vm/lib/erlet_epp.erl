%%% The preprocessor on a text: forms as tokens, one after another, with includes, conditions and macros dealt with.
-module(erlet_epp).

-export([open/1, next/1, definitions/1, features/1]).

-record(source, {name :: string(),              % as it is shown
                 path :: string(),              % as it was found
                 text :: string(),
                 broken = false :: boolean(),    % what follows the text cannot be read
                 location :: erl_anno:location(),
                 conditions = [] :: [{Word :: atom(), taken | open | done | else_taken | else_skipped | outside}]}).

-record(state, {sources = [] :: [#source{}],
                ready = [] :: [term()],         % what is to be told before the text is read on
                folders = [] :: [string()],
                macros = #{} :: erlet_epp_macro:macros(),
                module = none :: none | atom(),
                features = [] :: [atom()],
                options = [] :: [term()]}).

-type result() :: {ok, [erl_scan:token()]} | {error, term()} | {warning, term()} | {eof, erl_anno:location()}.

%% Begins with a text.
-spec open(map()) -> {ok, #state{}} | {error, term()}.
open(#{name := Name, path := Path, text := Text, location := Location, includes := Folders, macros := Given, options := Options}) ->
    case erlet_epp_macro:predefined(Given) of
        {ok, Macros} ->
            Source = with_text(Text, #source{name = Name, path = Path, text = "", location = Location}),
            {ok, #state{sources = [Source], ready = [file_form(Name, Location, 1)], folders = Folders, macros = Macros,
                        options = Options}};
        Error -> Error
    end.

with_text({broken, Text}, Source) -> Source#source{text = Text, broken = true};
with_text(Text, Source) -> Source#source{text = Text}.

%% The macros as epp:macro_defs/1 tells them.
-spec definitions(#state{}) -> [term()].
definitions(#state{sources = [#source{location = Location} | _]} = St) ->
    erlet_epp_macro:definitions((place(none, St))#{line => line(Location)}).

%% The features that were switched on.
-spec features(#state{}) -> [atom()].
features(#state{features = Features}) -> Features.

%% The next form.
-spec next(#state{}) -> {result(), #state{}}.
next(#state{ready = [Result | Rest]} = St) -> {Result, St#state{ready = Rest}};
next(#state{sources = [Source | Outer], options = Options} = St) ->
    #source{text = Text, location = Location} = Source,
    case scanned(Source, Options) of
        broken ->
            End = lists:foldl(fun advanced/2, Location, Text),
            Rest = [{error, {End, epp, cannot_parse}}, {eof, End}],
            {{error, {End, file_io_server, invalid_unicode}}, St#state{ready = Rest ++ [{eof, End}]}};
        {{ok, Tokens, End}, Rest} -> form(Tokens, at(Source#source{text = Rest, location = End}, St));
        {{eof, End}, _} -> ended(Source, End, Outer, St);
        {{error, Error, End}, Rest} ->
            St1 = at(Source#source{text = Rest, location = End}, St),
            case skipping(St1) of
                true -> next(St1);
                false -> {{error, Error}, St1}
            end
    end.

advanced($\n, {Line, _}) -> {Line + 1, 1};
advanced(_, {Line, Column}) -> {Line, Column + 1};
advanced($\n, Line) -> Line + 1;
advanced(_, Line) -> Line.

scanned(#source{text = Text, location = Location, broken = Broken}, Options) ->
    case erl_scan:tokens([], Text, Location, Options) of
        {more, _} when Broken -> broken;
        {more, More} ->
            {done, Result, _} = erl_scan:tokens(More, eof, Location, Options),
            {Result, []};
        {done, Result, Rest} -> {Result, Rest}
    end.

at(Source, #state{sources = [_ | Outer]} = St) -> St#state{sources = [Source | Outer]}.

%% A text ends: the conditions in it have to.
ended(#source{conditions = []}, End, [], St) -> {{eof, End}, St#state{ready = [{eof, End}]}};
ended(#source{conditions = []}, _, [#source{name = Name, location = Location} | _] = Sources, St) ->
    {file_form(Name, Location, line(Location)), St#state{sources = Sources}};
ended(#source{conditions = [{Word, _} | _]} = Source, End, _, St) ->
    {{error, {End, epp, {illegal, "unterminated", Word}}}, at(Source#source{conditions = [], text = [], location = End}, St)}.

line({Line, _}) -> Line;
line(Line) -> Line.

file_form(Name, Location, Line) -> file_form_at(erl_anno:new(Location), Name, Line).

file_form_at(Anno, Name, Line) ->
    {ok, [{'-', Anno}, {atom, Anno, file}, {'(', Anno}, {string, Anno, Name}, {',', Anno}, {integer, Anno, Line}, {')', Anno},
          {dot, Anno}]}.

%%% Forms

form([{'-', _}, {Word, Anno} | Rest] = Tokens, St) when Word =:= 'if'; Word =:= 'else' ->
    directive(Word, Anno, Rest, Tokens, St);
form([{'-', _}, {atom, Anno, Name} | Rest] = Tokens, St) -> directive(Name, Anno, Rest, Tokens, St);
form(Tokens, St) -> plain(Tokens, St).

plain(Tokens, St) ->
    case skipping(St) of
        true -> next(St);
        false ->
            case expanded(Tokens, function(Tokens), St) of
                {ok, Expanded} -> {{ok, Expanded}, St};
                Error -> {Error, St}
            end
    end.

skipping(#state{sources = [#source{conditions = Conditions} | _]}) ->
    lists:any(fun({_, Now}) -> lists:member(Now, [open, done, else_skipped, outside]) end, Conditions).

place(Function, #state{macros = Macros, module = Module, sources = [#source{name = Name} | _]}) ->
    #{macros => Macros, file => Name, module => Module, function => Function}.

expanded(Tokens, Function, St) ->
    try erlet_epp_macro:expand(Tokens, place(Function, St)) of
        Expanded -> {ok, Expanded}
    catch
        throw:{error, Location, Reason} -> {error, {Location, epp, Reason}}
    end.

%% The name and arity of the function that tokens define.
function([{atom, _, Name}, {'(', _} | Rest]) -> {Name, commas(Rest, [], none)};
function(_) -> none.

commas([{')', _} | _], [], none) -> 0;
commas([{')', _} | _], [], Count) -> Count + 1;
commas([{',', _} | Rest], [], none) -> commas(Rest, [], 1);
commas([{',', _} | Rest], [], Count) -> commas(Rest, [], Count + 1);
commas([{Open, _} | Rest], Nested, Count) when Open =:= '('; Open =:= '['; Open =:= '{'; Open =:= '<<' ->
    commas(Rest, [Open | Nested], at_least_one(Count));
commas([{Close, _} | Rest], [_ | Nested], Count) when Close =:= ')'; Close =:= ']'; Close =:= '}'; Close =:= '>>' ->
    commas(Rest, Nested, Count);
commas([_ | Rest], Nested, Count) -> commas(Rest, Nested, at_least_one(Count));
commas([], _, Count) -> at_least_one(Count).

at_least_one(none) -> 0;
at_least_one(Count) -> Count.

%%% Directives

directive(Name, Anno, Rest, Tokens, St) ->
    case {lists:member(Name, [ifdef, ifndef, 'if', elif, 'else', endif]), skipping(St)} of
        {true, _} -> condition(Name, Anno, Rest, St);
        {false, true} -> next(St);
        {false, false} -> act(Name, Anno, Rest, Tokens, St)
    end.

act(define, _, Rest, _, St) -> define(Rest, St);
act(undef, _, [{'(', _}, {Kind, _, Name}, {')', _}, {dot, _}], _, #state{macros = Macros} = St)
  when Kind =:= atom; Kind =:= var ->
    next(St#state{macros = erlet_epp_macro:undefine(Name, Macros)});
act(undef, _, Rest, _, St) -> bad(stranger(Rest, ['(', name, ')', dot]), undef, St);
act(include, _, Rest, _, St) -> include(include, Rest, St);
act(include_lib, _, Rest, _, St) -> include(include_lib, Rest, St);
act(file, Anno, Rest, _, St) -> file(Anno, Rest, St);
act(Kind, Anno, Rest, _, St) when Kind =:= error; Kind =:= warning -> message(Kind, Anno, Rest, St);
act(feature, Anno, Rest, _, St) -> feature(Anno, Rest, St);
act(module, _, [{'(', _}, {atom, _, Module} | _], Tokens, St) -> plain(Tokens, St#state{module = Module});
act(_, _, _, Tokens, St) -> plain(Tokens, St).

failed(Anno, Reason, St) -> {{error, {erl_anno:location(Anno), epp, Reason}}, St}.

bad(Anno, Directive, St) -> failed(Anno, {bad, Directive}, St).

%% The place of the first token that is not what is expected.
stranger([Token | Rest], [Wanted | More]) when Rest =/= [], More =/= [] ->
    case fits(element(1, Token), Wanted) of
        true -> stranger(Rest, More);
        false -> element(2, Token)
    end;
stranger([Token | _], _) -> element(2, Token).

fits(Category, name) -> Category =:= atom orelse Category =:= var;
fits(Category, Wanted) -> Category =:= Wanted.

name({Kind, _, Name}) when Kind =:= atom; Kind =:= var -> {ok, Name};
name(_) -> error.

define([{'(', _}, Token, {',', _} | Rest], St) -> defined(Token, none, Rest, St);
define([{'(', _}, Token, {'(', _}, {')', _}, {',', _} | Rest], St) -> defined(Token, [], Rest, St);
define([{'(', _}, Token, {'(', _} | Rest], St) ->
    case parameters(Rest, []) of
        {ok, Parameters, Body} -> defined(Token, Parameters, Body, St);
        {twice, ArgAnno, Name} -> failed(ArgAnno, {duplicated_argument, Name}, St);
        {error, ArgAnno} -> bad(ArgAnno, define, St)
    end;
define(Rest, St) -> bad(stranger(Rest, ['(', name, ',', dot]), define, St).

parameters([{var, Anno, Name}, {Next, NextAnno} | Rest], Names) ->
    case lists:member(Name, Names) of
        true -> {twice, Anno, Name};
        false when Next =:= ',' -> parameters(Rest, [Name | Names]);
        false when Next =:= ')', element(1, hd(Rest)) =:= ',' -> {ok, lists:reverse([Name | Names]), tl(Rest)};
        false when Next =:= ')' -> {error, element(2, hd(Rest))};
        false -> {error, NextAnno}
    end;
parameters([Token | _], _) -> {error, element(2, Token)}.

defined(Token, Parameters, Rest, #state{macros = Macros} = St) ->
    case {name(Token), lists:reverse(Rest)} of
        {{ok, Name}, [{dot, _}, {')', _} | Body]} ->
            case erlet_epp_macro:define(Name, {Parameters, lists:reverse(Body)}, Macros) of
                {ok, Macros1} -> next(St#state{macros = Macros1});
                {error, Reason} -> failed(element(2, Token), Reason, St)
            end;
        {{ok, _}, [{dot, End} | _]} -> failed(End, missing_parenthesis, St);
        _ -> bad(element(2, Token), define, St)
    end.

message(Kind, Anno, Rest, St) ->
    Location = erl_anno:location(Anno),
    Bad = {error, {erl_anno:location(element(2, hd(Rest))), epp, {bad, Kind}}},
    Found = case expanded(Rest, none, St) of
        {ok, [{'(', _} | Expanded]} ->
            case lists:reverse(Expanded) of
                [{dot, End}, {')', _} | Term] -> erl_parse:parse_term(lists:reverse(Term, [{dot, End}]));
                _ -> Bad
            end;
        {ok, _} -> Bad;
        Error -> Error
    end,
    case Found of
        {ok, Value} -> {{Kind, {Location, epp, {Kind, Value}}}, St};
        {error, {_, epp, _}} -> {Found, St};
        {error, _} -> {Bad, St}
    end.

%% With `maybe_expr` two words more are reserved.
feature(_, [{'(', _}, {atom, _, maybe_expr}, {',', _}, {atom, _, Switch}, {')', _}, {dot, _}], St)
  when Switch =:= enable; Switch =:= disable ->
    {Features, Reserved} = case Switch of
        enable -> {[maybe_expr], [{reserved_word_fun, fun is_reserved/1}]};
        disable -> {[], []}
    end,
    #state{options = Options, macros = Macros} = St,
    next(St#state{features = Features, macros = erlet_epp_macro:enable(Features, Macros),
                  options = Reserved ++ lists:keydelete(reserved_word_fun, 1, Options)});
feature(Anno, [{'(', _}, {atom, _, Name}, {',', _}, {atom, _, Switch}, {')', _}, {dot, _}], St)
  when Name =/= maybe_expr, (Switch =:= enable orelse Switch =:= disable) ->
    {{error, {erl_anno:location(Anno), erl_features, {invalid_features, [Name]}}}, St};
feature(Anno, _, St) -> bad(Anno, feature, St).

is_reserved(Word) -> Word =:= 'maybe' orelse Word =:= 'else' orelse erl_scan:reserved_word(Word).

file(Anno, Rest, St) ->
    case expanded(Rest, none, St) of
        {ok, [{'(', _}, {string, _, Name}, {',', _}, {integer, _, Line}, {')', _}, {dot, _}]} ->
            #state{sources = [#source{location = Location} = Source | _]} = St,
            Next = with_line(Line + line(Location) - erl_anno:line(Anno), Location),
            Generated = erl_anno:set_generated(true, erl_anno:new(erl_anno:location(Anno))),
            {file_form_at(Generated, Name, Line), at(Source#source{name = Name, location = Next}, St)};
        {ok, Other} -> bad(stranger(Other, ['(', string, ',', integer, ')', dot]), file, St);
        Error -> {Error, St}
    end.

with_line(Line, {_, Column}) -> {Line, Column};
with_line(Line, _) -> Line.

%%% Includes

include(Directive, Rest, St) ->
    case expanded(Rest, none, St) of
        {ok, [{'(', _}, {string, NameAnno, Given}, {')', _}, {dot, _}]} ->
            Name = from_environment(Given),
            case found(Directive, Name, St) of
                {ok, Path, Text} -> entered(Path, Text, St);
                error when Directive =:= include -> failed(NameAnno, {include, file, Name}, St);
                error -> failed(NameAnno, {include, lib, Name}, St)
            end;
        {ok, Other} -> bad(stranger(Other, ['(', string, ')', dot]), Directive, St);
        Error -> {Error, St}
    end.

entered(Path, Text, #state{sources = [#source{location = Location} | _] = Sources} = St) when length(Sources) < 8 ->
    Start = case Location of
        {_, _} -> {1, 1};
        _ -> 1
    end,
    Source = with_text(Text, #source{name = Path, path = Path, text = "", location = Start}),
    {file_form(Path, Start, 1), St#state{sources = [Source | Sources]}};
entered(_, _, #state{sources = [#source{location = Location} | _]} = St) ->
    {{error, {Location, epp, {depth, "include"}}}, St}.

%% `$NAME/rest`
from_environment([$$ | Rest] = Given) ->
    {Variable, After} = lists:splitwith(fun(C) -> C =/= $/ end, Rest),
    case os:getenv(Variable) of
        false -> Given;
        Value -> Value ++ After
    end;
from_environment(Given) -> Given.

found(Directive, Name, #state{sources = [#source{path = Path} | _], folders = Folders}) ->
    Beside = filename:dirname(Path),
    case first([Beside | Folders], Name) of
        error when Directive =:= include_lib -> in_library(Name);
        Found -> Found
    end.

first(_, "/" ++ _ = Name) -> read(Name);
first([Folder | Rest], Name) ->
    Path = case Folder of
        "." -> Name;
        _ -> filename:join(Folder, Name)
    end,
    case read(Path) of
        error -> first(Rest, Name);
        Found -> Found
    end;
first([], _) -> error.

in_library(Name) ->
    case filename:split(Name) of
        [Library | [_ | _] = Rest] ->
            case code:lib_dir(list_to_atom(Library)) of
                {error, _} -> embedded(Name);
                Folder -> read(filename:join([Folder | Rest]))
            end;
        _ -> error
    end.

%% A header of the library, which is part of the program.
embedded(Name) ->
    Ref = make_ref(),
    erts_internal:compile(Ref, unicode:characters_to_binary(["header", 0, Name, 0, 0])),
    receive
        {Ref, <<>>} -> error;
        {Ref, Text} -> {ok, Name, epp:text(Text, utf8)}
    end.

read(Path) ->
    case file:read_file(Path) of
        {ok, Bytes} -> {ok, Path, epp:text(Bytes, utf8)};
        {error, _} -> error
    end.

%%% Conditions

condition(Word, Anno, Rest, #state{sources = [#source{conditions = Conditions} = Source | _]} = St) ->
    Opens = lists:member(Word, [ifdef, ifndef, 'if']),
    Into = fun(Now, Outer) -> next(at(Source#source{conditions = [{Word, Now} | Outer]}, St)) end,
    case {Word, Rest, Conditions} of
        {_, _, _} when Opens ->
            case skipping(St) of
                true -> Into(outside, Conditions);
                false -> decided(Word, Anno, Rest, Conditions, St)
            end;
        {endif, [{dot, _}], [_ | Outer]} -> next(at(Source#source{conditions = Outer}, St));
        {endif, _, [_ | Outer]} ->
            Ended = at(Source#source{conditions = Outer}, St),
            case skipping(St) of
                true -> next(Ended);
                false -> bad(stranger(Rest, [dot]), endif, Ended)
            end;
        {_, _, [{_, outside} | _]} -> next(St);
        {_, [{dot, _}], []} -> failed(Anno, {illegal, "unbalanced", Word}, St);
        {elif, _, []} -> failed(Anno, {illegal, "unbalanced", Word}, St);
        {_, _, []} -> bad(stranger(Rest, [dot]), Word, St);
        {'else', _, [{_, Now} | _]} when Now =:= else_taken; Now =:= else_skipped ->
            failed(Anno, {illegal, "repeated", 'else'}, St);
        {elif, _, [{_, Now} | _]} when Now =:= else_taken; Now =:= else_skipped ->
            failed(Anno, {illegal, "unbalanced", elif}, St);
        {'else', _, [{_, open} | Outer]} -> Into(else_taken, Outer);
        {'else', _, [_ | Outer]} -> Into(else_skipped, Outer);
        {elif, _, [{_, open} | Outer]} -> decided(elif, Anno, Rest, Outer, St);
        {elif, _, [_ | Outer]} -> Into(done, Outer)
    end.

decided(Word, Anno, Rest, Outer, #state{sources = [Source | _]} = St) ->
    Into = fun(Now) -> at(Source#source{conditions = [{Word, Now} | Outer]}, St) end,
    case holds(Word, Anno, Rest, St) of
        true -> next(Into(taken));
        false -> next(Into(open));
        {error, _} = Error -> {Error, Into(open)}
    end.

holds(Word, _, [{'(', _}, {Kind, _, Name}, {')', _}, {dot, _}], #state{macros = Macros})
  when (Word =:= ifdef orelse Word =:= ifndef), (Kind =:= atom orelse Kind =:= var) ->
    erlet_epp_macro:is_defined(Name, Macros) =:= (Word =:= ifdef);
holds(Word, _, Rest, _) when Word =:= ifdef; Word =:= ifndef ->
    {error, {erl_anno:location(stranger(Rest, ['(', name, ')', dot])), epp, {bad, Word}}};
holds(Word, Anno, Rest, St) ->
    case expanded(tests(Rest, St), none, St) of
        {ok, Expanded} -> evaluated(Word, Anno, Expanded);
        Error -> Error
    end.

%% `defined(NAME)` as a truth value.
tests([{atom, Anno, defined}, {'(', _}, Token, {')', _} | Rest], #state{macros = Macros} = St) ->
    case name(Token) of
        {ok, Name} -> [{atom, Anno, erlet_epp_macro:is_defined(Name, Macros)} | tests(Rest, St)];
        error -> [{atom, Anno, defined}, {'(', Anno} | tests([Token, {')', Anno} | Rest], St)]
    end;
tests([Token | Rest], St) -> [Token | tests(Rest, St)];
tests([], _) -> [].

evaluated(Word, Anno, [{'(', _} | Expanded]) ->
    case lists:reverse(Expanded) of
        [{dot, End}, {')', EndAnno} | Body] ->
            case erl_parse:parse_exprs(lists:reverse(Body, [{dot, End}])) of
                {ok, [Expr]} -> is_true(Expr);
                {ok, _} -> {error, {erl_anno:location(Anno), epp, {bad, Word}}};
                {error, {Location, erl_parse, _}} when Location =:= End ->
                    {error, {erl_anno:location(EndAnno), erl_parse, ["syntax error before: ", "')'"]}};
                Error -> Error
            end;
        _ -> {error, {erl_anno:location(Anno), epp, {bad, Word}}}
    end;
evaluated(Word, _, Tokens) -> {error, {erl_anno:location(stranger(Tokens, ['('])), epp, {bad, Word}}}.

is_true(Expr) ->
    try erl_eval:expr(Expr, [], none) of
        {value, Value, _} -> Value =:= true
    catch
        _:_ -> false
    end.
