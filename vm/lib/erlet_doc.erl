%%% Documentation of library functions and of the project's own, as `erlet doc` shows it. The program keeps it; nothing is
%%% read before somebody asks.
-module(erlet_doc).

-export([text/1, text/2, text/3, usage/2, usage/3, summary/3, examples/1]).

%% What a module is for, and a line for each function that it exports; none when nothing is known of it.
-spec text(module()) -> binary() | none.
text(Module) -> ask("doc", [atom_to_binary(Module)]).

%% Signature, meaning and examples of a module's functions of one name.
-spec text(module(), atom()) -> binary() | none.
text(Module, Function) -> ask("doc", words(Module, Function)).

%% Signature, meaning and examples of a function.
-spec text(module(), atom(), arity()) -> binary() | none.
text(Module, Function, Arity) -> ask("doc", words(Module, Function, Arity)).

%% The first sentence on a function.
-spec summary(module(), atom(), arity()) -> binary() | none.
summary(Module, Function, Arity) -> ask("doc-summary", words(Module, Function, Arity)).

%% How the functions of a name, or the one of an arity, are called: a line for each.
-spec usage(module(), atom()) -> [binary()].
usage(Module, Function) -> lines(ask("doc-usage", words(Module, Function))).

-spec usage(module(), atom(), arity()) -> [binary()].
usage(Module, Function, Arity) -> lines(ask("doc-usage", words(Module, Function, Arity))).

lines(none) -> [];
lines(Text) -> binary:split(Text, <<"\n">>, [global]).

%% The examples in the documentation of a module: function, expression and what it gives, each as it is written.
-spec examples(module()) -> [{Function :: binary(), Expression :: binary(), Value :: binary()}].
examples(Module) ->
    case ask("doc-examples", [atom_to_binary(Module)]) of
        none -> [];
        Answer -> triples(binary:split(Answer, <<0>>, [global]))
    end.

triples([Function, Expression, Value | Rest]) -> [{Function, Expression, Value} | triples(Rest)];
triples([<<>>]) -> [].

words(Module, Function) -> [atom_to_binary(Module), $:, atom_to_binary(Function)].

words(Module, Function, Arity) -> [words(Module, Function), $/, integer_to_binary(Arity)].

ask(Kind, Words) ->
    Ref = make_ref(),
    erts_internal:compile(Ref, unicode:characters_to_binary([Kind, 0, Words, 0, 0])),
    receive
        {Ref, <<>>} -> none;
        {Ref, Answer} -> Answer
    end.
