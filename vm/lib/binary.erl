%%% Replacement in binaries: what the machine's own functions of the module `binary` leave.
-module(binary).

-export([replace/3, replace/4]).
-export_type([part/0, cp/0]).

-type part() :: {Start :: non_neg_integer(), Length :: integer()}.
-type cp() :: tuple().
-type options() :: [global | {scope, part()} | {insert_replaced, non_neg_integer() | [non_neg_integer()]}].

%% What replace/4 is asked for: all matches or the first, where, and the pieces between which they are inserted.
-record(how, {global = false, scope = [], inserted = []}).

%% The binary with the first match of a pattern replaced.
%% > binary:replace(<<"a,b,c">>, <<",">>, <<"-">>).
%% <<"a-b,c">>
-spec replace(binary(), binary() | [binary()] | cp(), binary()) -> binary().
replace(Subject, Pattern, Replacement) ->
    try
        replaced(Subject, Pattern, Replacement, [])
    catch
        error:_ -> error(badarg, [Subject, Pattern, Replacement], [{error_info, #{module => erl_stdlib_errors}}])
    end.

%% As replace/3; options ask for all matches, for a part only, and to insert what was replaced.
%% > binary:replace(<<"a,b,c">>, <<",">>, <<"-">>, [global]).
%% <<"a-b-c">>
%% > binary:replace(<<"abc">>, <<"b">>, <<"[]">>, [{insert_replaced, 1}]).
%% <<"a[b]c">>
-spec replace(binary(), binary() | [binary()] | cp(), binary(), options()) -> binary().
replace(Subject, Pattern, Replacement, Options) ->
    try
        replaced(Subject, Pattern, Replacement, Options)
    catch
        throw:badopt ->
            Info = #{cause => badopt, module => erl_stdlib_errors},
            error(badarg, [Subject, Pattern, Replacement, Options], [{error_info, Info}]);
        error:_ ->
            error(badarg, [Subject, Pattern, Replacement, Options], [{error_info, #{module => erl_stdlib_errors}}])
    end.

replaced(Subject, Pattern, Replacement, Options) ->
    true = is_binary(Replacement),
    #how{global = Global, scope = Scope, inserted = Places} = how(Options, #how{}),
    true = is_binary(Subject),
    Pieces = pieces(lists:sort(Places), 0, Replacement),
    Found = found(Global, Subject, Pattern, Scope),
    iolist_to_binary(filled(Found, 0, Subject, Pieces)).

how([global | Options], How) -> how(Options, How#how{global = true});
how([{scope, {Start, Length}} | Options], How) -> how(Options, How#how{scope = [{scope, {Start, Length}}]});
how([{insert_replaced, Places} | Options], How) when is_list(Places) -> how(Options, How#how{inserted = Places});
how([{insert_replaced, Place} | Options], How) -> how(Options, How#how{inserted = [Place]});
how([], How) -> How;
how(_, _) -> throw(badopt).

%% The replacement divided at these places.
pieces([Place | Places], From, Replacement) when is_integer(Place) ->
    [binary_part(Replacement, From, Place - From) | pieces(Places, Place, Replacement)];
pieces([], From, Replacement) ->
    [binary_part(Replacement, From, byte_size(Replacement) - From)].

found(true, Subject, Pattern, Scope) ->
    binary:matches(Subject, Pattern, Scope);
found(false, Subject, Pattern, Scope) ->
    case binary:match(Subject, Pattern, Scope) of
        nomatch -> [];
        Match -> [Match]
    end.

%% The subject from a byte on, with its matches replaced.
filled([{Start, Length} | Found], From, Subject, Pieces) ->
    Match = binary_part(Subject, Start, Length),
    [binary_part(Subject, From, Start - From), joined(Pieces, Match) | filled(Found, Start + Length, Subject, Pieces)];
filled([], From, Subject, _) ->
    [binary_part(Subject, From, byte_size(Subject) - From)].

joined([Piece | [_ | _] = Pieces], Match) -> [Piece, Match | joined(Pieces, Match)];
joined([Piece], _) -> Piece.
