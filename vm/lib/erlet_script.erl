%%% Files of expressions for `file`: reading, parsing and evaluating them one after another.
-module(erlet_script).

-export([eval/2, script/2]).

%% Evaluates all expressions of a file.
-spec eval(file:name_all(), erl_eval:binding_struct()) -> ok | {error, term()}.
eval(File, Bindings) ->
    case script(File, Bindings) of
        {ok, _} -> ok;
        {error, {_, file, undefined_script}} -> ok;
        Error -> Error
    end.

%% The value of the last expression of a file.
-spec script(file:name_all(), erl_eval:binding_struct()) -> {ok, term()} | {error, term()}.
script(File, Bindings) ->
    case file:read_file(File) of
        {ok, Bytes} -> expressions(text(Bytes), 1, bound(Bindings), {error, {1, file, undefined_script}});
        Error -> Error
    end.

text(Bytes) ->
    case unicode:characters_to_list(Bytes) of
        Text when is_list(Text) -> Text;
        _ -> binary_to_list(Bytes)
    end.

%% A list of pairs stands for bindings, too.
bound(Pairs) when is_list(Pairs) ->
    lists:foldl(fun({Name, Value}, Bindings) -> erl_eval:add_binding(Name, Value, Bindings) end, erl_eval:new_bindings(), Pairs);
bound(Bindings) -> Bindings.

expressions(Text, Line, Bindings, Last) ->
    case scanned(erl_scan:tokens([], Text, Line), Line) of
        {{ok, Tokens, Next}, Rest} ->
            case erl_parse:parse_exprs(Tokens) of
                {ok, Expressions} ->
                    try erl_eval:exprs(Expressions, Bindings) of
                        {value, Value, New} -> expressions(Rest, Next, New, {ok, Value})
                    catch
                        Class:Reason:Stack -> {error, {Next, file, {Class, Reason, Stack}}}
                    end;
                Error -> Error
            end;
        {{eof, _}, _} -> Last;
        {{error, Error, _}, _} -> {error, Error}
    end.

scanned({done, Result, Rest}, _) -> {Result, Rest};
scanned({more, Continuation}, Line) -> scanned(erl_scan:tokens(Continuation, eof, Line), Line).
