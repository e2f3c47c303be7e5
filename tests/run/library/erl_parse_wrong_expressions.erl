%% Where erl_parse sees what is wrong in funs, binaries, records and clauses of try.
-module(erl_parse_wrong_expressions).
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
