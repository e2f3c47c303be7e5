%% A fun belongs to what its module's code is, not to when it was loaded: once code is purged its funs cannot be called,
%% and when the same code is loaded again they can, whatever was loaded in between.
%% allow: undef
-module(funs_of_code_that_comes_back).
-export([main/0]).
-include("image.hrl").

main() ->
    logger:set_primary_config(level, none),
    [A, B] = [image(["-module(comes).", "-export([f/1, g/0]).", "f(Y) -> fun(X) -> {here, X, Y} end.",
        lists:concat(["g() -> ", G, "."])]) || G <- [1, 2]],
    load(A),
    OfA = comes:f(a),
    load(B),
    OfB = comes:f(b),
    show(two_versions, OfA, OfB),
    code:purge(comes),
    show(a_is_purged, OfA, OfB),
    load(A),
    show(a_is_back, OfA, OfB),
    io:format("~p~n", [{OfA =:= comes:f(a), OfA =:= comes:f(b), OfA =:= OfB}]),
    code:purge(comes),
    load(A),
    code:purge(comes),
    show(a_twice, OfA, OfB),
    code:delete(comes),
    show(a_is_old, OfA, OfB),
    code:purge(comes),
    show(nothing, OfA, OfB),
    Items = fun(F) -> [element(2, erlang:fun_info(F, Item)) || Item <- [module, name, arity, type, env]] end,
    io:format("~p~n", [Items(OfA)]),
    Bytes = term_to_binary(OfA),
    Again = binary_to_term(Bytes),
    io:format("~p~n", [{Again =:= OfA, is_function(Again, 1), is_function(Again, 2), called(Again)}]),
    io:format("~p~n", [called(fun(X) -> lists:map(Again, [X]) end)]),
    load(B),
    show(only_b, OfA, OfB),
    load(A),
    show(both, OfA, OfB),
    io:format("~p ~p~n", [called(Again), Items(OfA)]).

load(Image) -> {module, comes} = code:load_binary(comes, "comes", Image).

show(When, OfA, OfB) -> io:format("~p: ~p ~p~n", [When, called(OfA), called(OfB)]).

called(Fun) ->
    try Fun(1)
    catch
        error:{badfun, F} -> {badfun, is_function(F, 1)};
        error:Reason:Trace ->
            {F, Args, Where} = hd(Trace),
            {Reason, is_function(F, 1), Args, Where}
    end.
