%% What erl_lint says of types, specifications, records, binaries and attributes, with columns, and in which words.
-module(erl_lint_of_types_and_columns).
-export([main/0]).

main() ->
    lists:foreach(fun(Text) -> show(Text, []) end, modules()),
    show("f(X) -> case X of 1 -> Y = 1; 2 -> Y = 2 end, Y.\n", [warn_export_vars, warn_missing_spec, export_all]),
    show("-record(r, {a, b :: atom()}).\nf(X) -> X#r.a.\n", [warn_untyped_record, warn_missing_spec_all]),
    show("-import(lists, [map/2]).\nf(X) -> length(X).\n", [warn_unused_import, no_auto_import]),
    show("f(X) -> fun(X) -> 1 end, random:uniform().\n", [nowarn_shadow_vars, nowarn_unused_vars, nowarn_deprecated_function]),
    io:format("~p~n", [erl_lint:exprs(exprs("#r{a = X}"), [{{record, 1, r}, hd(forms("-record(r, {b})."))}])]).

modules() ->
    ["-type t(A) :: A | B.\n-type u() :: nope() | v().\n-type v() :: v() | 2..1.\n-export_type([u/0, w/1]).\nf(_) -> 1.\n",
     "-type list() :: a.\n-type t() :: a.\n-type t() :: b.\n-opaque o() :: any().\nf(_) -> 1.\n",
     "-spec f(X) -> Y.\n-spec f(a, b) -> c.\n-spec g(_) -> ok.\n-spec m:f(_) -> ok.\nf(_) -> 1.\n",
     "-spec f(#r{}) -> #s{b :: x(), z :: _}.\n-record(s, {b :: <<_:a>>, b, c = D}).\nf(_) -> #s{z = 1, b = 1, b = 2, _ = 3, _ = 4, X = 1}.\n",
     "-callback c(A) -> B.\n-callback c(_) -> ok.\n-callback m:c(_) -> ok.\n-optional_callbacks([d/1, c/1, c/1]).\nf(_) -> 1.\n",
     "-on_load(x/1).\n-on_load(y/0).\n-import(lists, [f/1, map/2]).\n-import(sets, [map/2, length/1, max/2]).\nf(_) -> 1.\n",
     "f(X) -> ok.\nf(X, _) -> ok.\nf(_) -> g().\n-export([f/2, f/2]).\n-vsn(1).\n",
     "f(<<A/binary, B>>) -> <<A:3/utf8, B/float-integer, B/big-little, B/unit:3, B:7/float, B/nothing>>.\n",
     "f(<<\"ab\":3, A:A, B:(foo()), C:1.0, (<<1>>)>>) -> {A, B, C}.\n",
     "f(X) when X = 1; g(X); list(X); X ! 1; lists:member(X, []); is_record(X, r) -> 1.\ng(_) -> 1.\n",
     "f(X) -> try Y = X of Z -> Y catch E:R:S when S =:= [] -> {E, R, Z} after Y end.\n",
     "f(X) -> io:format(\"~p~q\", [X]), io:format(\"~p ~p\", [X]), io:format(\"~p\"), io:format(\"\", x), io:format(\"~p\", [X, X]).\n",
     "f(_A) -> fun(_A, _B, _B) -> _A end, {_A = 1, 1 = _A}.\n",
     "length(X) -> X.\nf(X) -> length(X), max(X, X), 1(X), a#r.b, lists:f, ''(X), '':f().\nmax(_, X) -> X.\n",
     "f(#{X := Y} = #{Z := _}, #{a => X}) -> #{a := X, b => Y, c => Z}.\n",
     "f(X) -> (catch Y = X), X andalso (Z = X), [Q = 1 || _ <- X], {Y, Z, Q, self()}.\n",
     "-behaviour(gen_server).\n-behaviour(no_such).\n-behaviour(supervisor).\nf(_) -> 1.\n",
     "-deprecated([{f, 1}, {g, 1}, x]).\n-removed([{f, '_'}]).\n-dialyzer([no_match, zzz, {no_match, [h/3]}]).\n-compile([{inline, [q/1]}, export_all]).\nf(_) -> now().\n",
     "f(1 + a, \"a\" ++ X, [$b] ++ Y, -1, X + 1, 1.5 / 0, 2 bsl -1) -> {X, Y}.\nf(_) -> 1.\n"].

show(Text, Options) ->
    io:format("~ts", [Text]),
    Forms = [{attribute, {1, 1}, file, {"m.erl", 1}} | forms("-module(m).\n-export([f/1]).\n" ++ Text)],
    Result = erl_lint:module(Forms, "m.erl", Options),
    [io:format("  ~w ~0p~n    ~ts~n", [Location, Description, Module:format_error(Description)])
     || Findings <- tl(tuple_to_list(Result)), {_, List} <- Findings, {Location, Module, Description} <- List].

forms(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
    split(Tokens, []).

split([], _) -> [];
split([{dot, _} = Dot | Rest], Form) ->
    case erl_parse:parse_form(lists:reverse(Form, [Dot])) of
        {ok, Parsed} -> [Parsed | split(Rest, [])];
        {error, Error} -> [{error, Error} | split(Rest, [])]
    end;
split([Token | Rest], Form) -> split(Rest, [Token | Form]).

exprs(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    Exprs.
