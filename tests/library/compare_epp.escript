#!/usr/bin/env escript
%% Compares vm/lib's epp with OTP's own: escript compare_epp.escript [FILE ...]
%%
%% Our modules are compiled under other names, so that OTP can run both. The forms of the files (the repository's without
%% names) and of small texts with every directive, right and wrong, are compared, with columns and without.
-mode(compile).

-define(MODULES, [epp, erlet_epp, erlet_epp_macro]).

main([]) ->
    main(lists:append([filelib:wildcard(filename:join([library(), "..", "..", Pattern]))
                       || Pattern <- ["vm/lib/*.erl", "tests/*/*/*.erl", "examples/*.erl"]]));
main(Files) ->
    headers(),
    [load(Module, library()) || Module <- ?MODULES],
    Bad = length([File || File <- Files, Location <- [1, {1, 1}],
                          differs([{name, File}, {location, Location}, {includes, [library()]}])]),
    Small = length([Text || Text <- texts(), Location <- [1, {1, 1}], small(Text, Location)]),
    io:format("~w files, ~w differ; ~w texts, ~w differ~n", [2 * length(Files), Bad, 2 * length(texts()), Small]),
    halt(min(Bad + Small, 1)).

library() -> filename:join([filename:dirname(escript:script_name()), "..", "..", "vm", "lib"]).

load(Module, Library) ->
    {ok, Forms} = epp:parse_file(filename:join(Library, atom_to_list(Module) ++ ".erl"), []),
    {ok, Name, Binary} = compile:forms(rename(Forms), [nowarn_unused_type, report]),
    {module, Name} = code:load_binary(Name, "erlet", Binary).

%% The embedded headers of Erlet are not there.
headers() ->
    Forms = [{attribute, 1, module, erlet_x_headers}, {attribute, 1, export, [{compile, 2}]},
             {function, 1, compile, 2, [{clause, 1, [{var, 1, 'Ref'}, {var, 1, '_'}], [],
                                         [{op, 1, '!', {call, 1, {atom, 1, self}, []}, {tuple, 1, [{var, 1, 'Ref'}, {bin, 1, []}]}}]}]}],
    {ok, Name, Binary} = compile:forms(Forms),
    {module, Name} = code:load_binary(Name, "erlet", Binary).

rename({attribute, _, file, _} = Form) -> Form;
rename({remote, Anno, {atom, _, erts_internal}, {atom, _, compile} = Function}) -> {remote, Anno, {atom, Anno, erlet_x_headers}, Function};
rename({tuple, _, [_, {atom, _, epp}, _]} = Finding) -> Finding;
rename({atom, Anno, Name}) -> {atom, Anno, rename(Name)};
rename(Name) when is_atom(Name) ->
    case lists:member(Name, ?MODULES) of
        true -> list_to_atom("erlet_x_" ++ atom_to_list(Name));
        false -> Name
    end;
rename(Tuple) when is_tuple(Tuple) -> list_to_tuple(rename(tuple_to_list(Tuple)));
rename([Head | Tail]) -> [rename(Head) | rename(Tail)];
rename(Other) -> Other.

small(Text, Location) ->
    File = "compare_epp.tmp",
    ok = file:write_file(File, Text),
    Result = differs([{name, File}, {location, Location}, {macros, [one, {two, 2}]}, extra]),
    file:delete(File),
    Result andalso io:format("~s~n", [Text]) =:= ok.

differs(Options) ->
    {Expected, Got} = {forms(epp, Options), forms(erlet_x_epp, Options)},
    case Expected =:= Got of
        true -> false;
        false ->
            io:format("~0tp~n", [Options]),
            first(Expected, Got),
            true
    end.

%% The first place where two terms differ.
first([Same | A], [Same | B]) -> first(A, B);
first([A | _], [B | _]) when is_tuple(A), is_tuple(B), tuple_size(A) =:= tuple_size(B) -> first(A, B);
first([A | _], [B | _]) when is_list(A), is_list(B), A =/= [], B =/= [] -> first(A, B);
first(A, B) when is_tuple(A), is_tuple(B), tuple_size(A) =:= tuple_size(B) -> first(tuple_to_list(A), tuple_to_list(B));
first(A, B) -> io:format("  OTP:   ~0tP~n  Erlet: ~0tP~n", [A, 40, B, 40]).

forms(Module, Options) ->
    try Module:parse_file(proplists:get_value(name, Options), Options) of
        {ok, Forms} -> {ok, [worded(Module, Form) || Form <- Forms]};
        {ok, Forms, Extra} -> {ok, [worded(Module, Form) || Form <- Forms], Extra};
        Other -> Other
    catch
        Class:Reason:Stack -> {Class, Reason, lists:sublist(Stack, 2)}
    end.

worded(Module, {Kind, {Location, epp, What}}) when Kind =:= error; Kind =:= warning ->
    {Kind, Location, What, unicode:characters_to_list(Module:format_error(What))};
worded(_, Form) -> Form.

texts() ->
    ["-define(A, 1).\nf() -> ?A.\n", "-define(A(X), X + ?LINE).\nf() -> ?A(2),\n ?A({1, [2, 3]}).\n",
     "-define(A(X), ??X).\nf(Y) -> ?A(Y + \"a\" ++ 'b C' ++ [$c, 1.5 | <<1>>]), ?A(), ?A(f(1, 2)).\n",
     "-define(A, ?B).\n-define(B, ?A).\nf() -> ?A.\n", "-define(A(X), X).\nf() -> ?A(?A(?A(1))).\n",
     "-define(A, a).\n-define(A, b).\n-define(A(X), c).\n-define(B(X), b).\n-define(B(X, Y), c).\n-define(B(Z), d).\n-define(B, d).\nf() -> {?A, ?B(1), ?B(1, 2)}.\n",
     "f() -> ?B.\n", "f() -> ?B(1, 2).\n", "-define(B(X), X).\nf() -> ?B.\n", "-define(B(X), X).\nf() -> ?B(1, 2).\n", "-define(B(X), X).\nf() -> ?B(1.\n",
     "-define(B(X), X).\nf() -> ?B(fun(A, B) -> begin A, B end end), ?B(case x of y -> 1, 2 end), ?B(fun a/1), ?B(if true -> a, b end).\n",
     "-module(m).\nf() -> {?MODULE, ?MODULE_STRING, ?FILE, ?LINE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?MACHINE, ?OTP_RELEASE}.\n",
     "g(A, {B, C}, [D | E]) -> ?FUNCTION_ARITY;\ng(_, _, _) -> ?FUNCTION_NAME.\n-define(F, ?FUNCTION_NAME).\nh() -> ?F.\n", "-x(?FUNCTION_NAME).\n", "f() -> ?MODULE.\n",
     "-ifdef(X).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.\n", "-ifndef(X).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.\n",
     "-define(X, 1).\n-ifdef(X).\n-ifdef(Y).\na() -> 1.\n-else.\nb() -> 1.\n-endif.\n-else.\n-ifdef(X).\nc() -> 1.\n-endif.\n-endif.\n-undef(X).\n-ifdef(X).\nd() -> 1.\n-endif.\n",
     "-if(1 > 2).\na() -> 1.\n-elif(?OTP_RELEASE >= 20).\nb() -> 1.\n-elif(true).\nc() -> 1.\n-else.\nd() -> 1.\n-endif.\n", "-if(defined(one)).\na() -> 1.\n-endif.\n-if(not defined(X) andalso ?two =:= 2).\nb() -> 1.\n-endif.\n",
     "-if(foo()).\na() -> 1.\n-endif.\n", "-if(1 +).\na() -> 1.\n-endif.\n", "-if.\na() -> 1.\n-endif.\n", "-ifdef(1).\n-endif.\n", "-ifdef.\n-endif.\n", "-else.\n", "-endif.\n", "-elif(true).\n", "-ifdef(X).\nf() -> 1.\n",
     "-ifdef(X).\n-else.\n-else.\n-endif.\n", "-ifdef(X).\n-else.\n-elif(true).\n-endif.\n", "-else(a).\n", "-ifdef(X).\n-endif(a).\nf() -> 1.\n", "-ifdef(X).\n$\n-endif.\n'a\n",
     "-include(\"no_such.hrl\").\n", "-include_lib(\"no_such/include/no_such.hrl\").\n", "-include(a).\n", "-include.\n", "-include_lib(kernel).\n", "-include_lib(\"no_such.hrl\").\n-include(\"$HOME/no_such.hrl\").\n",
     "-define(a).\n", "-define(1, 2).\n", "-define(A, 1.\n", "-define(A(X, X), 1).\n", "-define(A(1), 1).\n", "-define.\n", "-define(A,).\nf() -> a ?A.\n", "-define(A 1).\n", "-define(A() , 3).\nf() -> {?A(), ?A}.\n", "-undef(1).\n", "-undef.\n", "-undef(FILE).\nf() -> ?FILE.\n",
     "-define(FILE, 1).\n-define(LINE(X), 1).\n", "-error(\"no\").\n-warning({a, 1}).\n-error(A).\n-warning.\n-error(1 2).\n-error(?two).\n", "-file(\"other.erl\", 20).\nf() -> ?LINE.\ng() -> ?FILE.\n-file(x).\n-file(\"a\", b).\n",
     "f() -> ?two + ?one.\n", "f() -> ??a.\n", "f() -> ?1.\n", "f() -> ?.\n", "f() -> ?\"a\".\n", "f() -> ?case.\n", "f( -> 1.\ng() -> 2.\n", "f() -> 'a.\ng() -> 2.\n", "f() -> 1", "", "%% coding: latin-1\nf() -> \"\xe9\".\n", "f() -> \"\xe9\".\ng() -> 1.\n", "%% coding: utf-8\nf() -> 1.\n",
     "-record(r, {a = 1 :: integer(), b}).\n-spec f(X) -> X when X :: atom().\n-type t() :: a.\n-export([f/1]).\nf(X) -> X.\n", "-define(R(N, F), -record(N, F)).\n-define(f(X), X() -> ok).\n?f(g).\n?R(a, {b}).\n",
     "-define(A, f).\n-define(C, ?A(1)).\nf() -> {?A(1), ?C}.\n", "-define(A(X, Y), X).\n-define(D(X), ?A(X, ?X)).\nf() -> ?D(1).\n", "-define(LOG(F, A), io:format(F, A)).\nf() ->\n  ?LOG(\"~p\",\n       [1,\n        ?LINE]),\n  ?LINE.\n",
     "-define(E(X), X).\nf() -> ?E(1,\n", "-module(a.b).\n", "-define(\"A\", 1).\n", "-define(a(X), X).\nf() -> ?a(b).\n", "-feature(maybe_expr, enable).\nf() -> 1.\n", "-ifdef(one).\n-endif.\n-ifdef(one).\nf() -> 2.\n-endif.\n", "f() -> ?one(1).\n"].
