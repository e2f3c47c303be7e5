%% Attributes, types, funs and binaries, right and wrong, and where erl_parse sees what is wrong.
-module(erl_parse_forms_right_and_wrong).
-export([main/0]).

main() ->
    [io:format("~s~n    ~0p~n", [Text, parsed(Text)]) || Text <- texts()].

parsed(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text, {1, 1}),
    case erl_parse:parse_form(Tokens) of
        {error, {Place, Module, Message}} -> {error, Place, lists:flatten(Module:format_error(Message))};
        {ok, Form} -> Form
    end.

texts() ->
    [
     "-export_type([1]).", "-export_type(x).", "-foo(1,2).", "-foo 1,2.", "-foo().", "-foo.", "-foo(f(),2).",
     "-record(1,{a}).", "-record(a,b).", "-record(a,{1}).", "-record(a,{b=2::integer(),c}).", "-record a,{b}.",
     "-record(a).", "-record(a,{b},c).", "-record(a,{1::integer()}).", "-record(1,{a::integer()}).",
     "-type(a()::b()).", "-type (a())::b().", "-type a::b.", "-type a(1)::b.", "-type a(B)::b.", "-type a:b()::b.",
     "-foo a()::b.", "-foo(a,{b::c}).", "-type(a,{b::c}).", "-record a::b.", "-spec a::b.",
     "-optional_callbacks([a/1]).", "-optional_callbacks([1]).", "-optional_callbacks(f()).", "-export([a]).",
     "-export(a).", "-export([a/1],b).", "-import(a,[b]).", "-import(1,[b/1]).", "-import(a,[b/1],c).",
     "-import(a,b).", "-file(a,1).", "-file(\"a\",1).", "-file(\"a\").", "-module(1).", "-module(a,b).",
     "-module(a,[B]).", "-module(a,[b]).", "-module(a,b,c).", "-foo(a)b.", "-foo((a),b).", "-foo (a),b.",
     "-export ([a/1]),b.", "-type a()::<<_:a>>.", "-type a()::<<X:8>>.", "-type a()::<<_:_*8,_:8>>.",
     "-type a()::<<_:8,X:_*8>>.", "-type a()::<<_:8,_:X*8>>.", "-type a()::<<_:8,_:8>>.", "-type a()::<<X:_*8>>.",
     "-opaque a.", "-type.", "-type a(X,X)::b.", "-spec a:b().", "-spec a()->b when c.",
     "-spec a()->b when is_subtype(A,b).", "-spec a()->b when is_subtype(a,b).", "-spec a()->b when foo(A,b).",
     "-spec a()->b when is_subtype(A).", "-spec a()->b when A::b,c.", "-spec a()->b;(c)->d.", "-spec a/1 :: b.",
     "-spec.", "-callback a:b()->c.", "-spec a:b(x)->c.", "-spec 'A'(X::a|b)->c.", "-if(x).", "-record(r,{a}=b).",
     "-record(r,{a::b}=b).", "-record(r,{a,b}=b).", "-record(r,{b::c},d).", "- 1.", "-foo a::b.", "-foo (a::b) c.",
     "-foo(a,b c).", "-foo(a c).", "-export([a/1] c).", "-export [a/1] c.", "-foo f() c.", "-else.",
     "-compile({inline,[a/1,{b/2}]}).", "-foo(a/1).", "-foo(a/b).", "-foo({a/1,<<1>>}).", "-foo(-1).",
     "-foo(<<\"a\">>).", "-foo(fun a/1).", "-foo(#{a=>1}).", "-foo(#{a:=1}).", "-foo([a|b/1]).", "-type a()::1+2|b.",
     "-type a()::1+2..3.", "-type a()::1+2*3..4.", "-type a()::(1+2)|b|c.", "-type a()::1..2|b.",
     "-type a() :: 1..2|a.", "-type a()::{b,a|b:: c()}.", "-type a()::1..1|b.", "-type a()::b|X::c.",
     "-type a():: -1.", "-type a():: - -1.", "-type a():: -1..1.", "-type a()::1..2..3.", "-type a()::1+2*3.",
     "-type a()::(a|b)|c.", "-type a()::a|(b|c).", "-type a()::1..X::b.",
     "f() -> #{a=>1}#r.f.", "f() -> #{a=>1}#r{f=1}.", "f() -> M#r{a=1}#{b=>1}.", "f()->fun a/.", "f()->fun a:b/.",
     "f()->fun a.", "f()->fun a:.", "f()->fun A:b/1.", "f()->fun A.", "f()->fun A()->b end.", "f()->fun a b.",
     "f()->fun.", "f()->fun(X)->a;N(Y)->b end.", "f()->fun N(X)->a;(Y)->b end.", "f()->fun N(X)->a;M(Y)->b end.",
     "f()->fun(X)->a;M,Y)->b end.", "f()->fun(X)->a;M(Y,Z)->b end.", "f()->try a catch A:B:->c end.",
     "f()->try a catch A:B:c->c end.", "f()->try a catch a:B:C:D->c end.", "f()->try a catch B:C:_->c end.",
     "f()-><<A/unit:>>.", "f()-><<A/unit>>.", "f()-><<A/unit:B>>.", "f()-><<A/a:8>>.", "f()-><<A/a:b>>.",
     "f()-><<A:8:8>>.", "f()-><<A/>>.", "f()-><<A/a->>.", "f()-><<A:B(c)/a>>.", "f()-><<A:B()>>.", "f()-><<A:(B)>>.",
     "f()-><<A:B,>>.", "f()->case a of (B -> c end.", "f()-><<f(X) || X<-Y>>.", "f()-><<#r.a || X<-Y>>.",
     "f()-><<#{a=>b} || X<-Y>>.", "f()-><<f(X)/binary>>.", "f()-><<#r.a/binary>>.", "f()-><<f(X), 1>>.",
     "f()-><<-f(X) || X<-Y>>.", "f()-><<f(X)>>.", "f()-><<#r.a>>.", "f()-><<X#r.a>>.", "f()-><<f(X) X>>.",
     "f()-><<f(X):8>>.", "f()-><<#r{}.", "f()-><<A#r.b || X<-Y>>.", "f()-><<A:b() || X<-Y>>.",
     "f()-><<A() || X<-Y>>.", "f()-><<1+2 || X<-Y>>.", "f()-><<-1 || X<-Y>>.", "f()-><<1:8 || X<-Y>>.",
     "f()-><<1/a || X<-Y>>.", "f()-><<\"a\":1 || X<-Y>>.", "f()-><<(f(X))(2) || X<-Y>>.",
     "f()-><<fun()->1 end() || X<-Y>>.", "f()-><<#r{a=1}||X<-Y>>.", "f()-><<catch 1||X<-Y>>.", "f()-><<f||X<-Y>>.",
     "f()-><<X=1||X<-Y>>."
    ].
