%%% Calls for erl_lint: of the module's own functions, imported ones, built-in ones, and of other modules.
-module(erlet_lint_call).

-export([call/4, reference/4, deprecated/5]).

-include("erlet_lint.hrl").

-type table() :: erlet_lint_vars:table().
-type check() :: fun((tuple(), table(), #lint{}) -> {table(), #lint{}}).

-spec call(tuple(), table(), check(), #lint{}) -> {table(), #lint{}}.
call({call, Anno, {remote, _, {atom, _, erlang}, {atom, NameAnno, is_record}}, [_, _] = Args}, Table, Check, St) ->
    call({call, Anno, {atom, NameAnno, is_record}, Args}, Table, Check, St);
call({call, Anno, {atom, _, is_record}, [Value, {atom, NameAnno, Name}]} = Call, Table, Check, St) ->
    case erlet_lint_state:is_local({is_record, 2}, St) of
        true -> local(Call, Table, Check, St);
        false ->
            {Used, St1} = Check(Value, Table, St),
            case erlet_lint_pattern:check_record(NameAnno, Name, St1) of
                {ok, _, St2} -> {Used, deprecated(Anno, erlang, is_record, [Value, Name], St2)};
                {error, St2} -> {Used, St2}
            end
    end;
call({call, Anno, {remote, _, {atom, _, Module}, {atom, _, Name}}, Args}, Table, Check, St) ->
    list(Args, Table, Check, remote(Anno, Module, Name, Args, St));
call({call, _, {remote, _, Module, Name}, Args}, Table, Check, St) -> list([Module, Name | Args], Table, Check, St);
call({call, _, {atom, _, _}, _} = Call, Table, Check, St) -> local(Call, Table, Check, St);
call({call, Anno, Function, Args}, Table, Check, St) ->
    St1 = case never_function(Function) of
        true -> erlet_lint_state:add_warning(Anno, invalid_call, St);
        false -> St
    end,
    list([Function | Args], Table, Check, St1).

list(Exprs, Table, Check, St) ->
    erlet_lint_pattern:fold_beside(fun(Expr, St1) -> Check(Expr, Table, St1) end, Exprs, St).

never_function({tuple, _, Elements}) -> length(Elements) =/= 2;
never_function(Expr) ->
    lists:member(element(1, Expr), [char, integer, float, string, cons, nil, lc, record_index]).

local({call, Anno, {atom, NameAnno, Name}, Args}, Table, Check, St) ->
    {Used, St1} = list(Args, Table, Check, St),
    Function = {Name, length(Args)},
    BuiltIn = is_built_in(Function, St1),
    case erlet_lint_state:is_imported(Function, St1) of
        _ when BuiltIn -> {Used, deprecated(Anno, erlang, Name, Args, St1)};
        {true, Module} ->
            {Used, erlet_lint_state:imported(Function, Module, remote(Anno, Module, Name, Args, St1))};
        false when Function =:= {record_info, 2} -> {Used, record_info(NameAnno, Args, St1)};
        false -> {Used, own(Anno, Function, St1)}
    end.

%% Whether the call of a function without a module's name is one of a built-in function.
is_built_in({Name, Arity} = Function, St) ->
    not erlet_lint_state:is_local(Function, St) andalso erlet_lint_state:is_imported(Function, St) =:= false
        andalso erl_internal:bif(Name, Arity) andalso not erlet_lint_state:suppresses(Function, St).

own(Anno, {Name, Arity} = Function, #lint{function = Current} = St) ->
    Hides = erl_internal:bif(Name, Arity) andalso not erlet_lint_state:suppresses(Function, St),
    St1 = case erl_internal:old_bif(Name, Arity) of
        _ when not Hides -> St;
        true ->
            case erlet_lint_state:enabled(bif_clash, St) of
                true -> erlet_lint_state:add_error(Anno, {call_to_redefined_old_bif, Function}, St);
                false -> St
            end;
        false -> erlet_lint_state:add_warning(bif_clash, Anno, {call_to_redefined_bif, Function}, St)
    end,
    case Current of
        Function -> St1;
        _ -> erlet_lint_state:call(Anno, Name, Arity, St1)
    end.

record_info(_, [{atom, _, What}, {atom, NameAnno, Name}], St) when What =:= fields; What =:= size ->
    case erlet_lint_pattern:check_record(NameAnno, Name, St) of
        {ok, _, St1} -> St1;
        {error, St1} -> St1
    end;
record_info(Anno, _, St) -> erlet_lint_state:add_error(Anno, illegal_record_info, St).

%% `fun f/1`
-spec reference(erl_anno:anno(), atom(), arity(), #lint{}) -> #lint{}.
reference(Anno, record_info, 2, St) -> erlet_lint_state:add_error(Anno, illegal_record_info, St);
reference(Anno, Name, Arity, St) ->
    Function = {Name, Arity},
    case erlet_lint_state:is_imported(Function, St) of
        {true, Module} -> erlet_lint_state:imported(Function, Module, St);
        false ->
            Local = erlet_lint_state:is_local(Function, St),
            case erl_internal:bif(Name, Arity) andalso not Local
                     andalso not erlet_lint_state:suppresses(Function, St) of
                true -> St;
                false -> erlet_lint_state:call(Anno, Name, Arity, St)
            end
    end.

%%% Other modules

remote(Anno, Module, Name, Args, St) ->
    St1 = deprecated(Anno, Module, Name, Args, St),
    Formats = lists:member(Module, [io, io_lib]) andalso lists:member(Name, [format, fwrite]),
    St2 = case Formats of
        true -> erlet_lint_format:check(Anno, Args, St1);
        false -> St1
    end,
    erlet_lint_state:check_module(Module, Anno, St2).

%% Warns of a function that is to go, or has gone.
-spec deprecated(erl_anno:anno(), module(), atom(), [term()], #lint{}) -> #lint{}.
deprecated(Anno, Module, Name, Args, St) ->
    Function = {Module, Name, length(Args)},
    case otp_internal:obsolete(Module, Name, length(Args)) of
        no -> St;
        {deprecated, Text} -> unless_named(deprecated_function, Function, Anno, {deprecated, Function, Text}, St);
        {deprecated, Text, Release} ->
            unless_named(deprecated_function, Function, Anno, {deprecated, Function, Text, Release}, St);
        {removed, Text} -> unless_named(removed, Function, Anno, {removed, Function, Text}, St)
    end.

unless_named(Kind, Function, Anno, Description, St) ->
    Options = [{list_to_atom("nowarn_" ++ atom_to_list(Kind)), Listed} || Listed <- [Function, [Function]]],
    case lists:any(fun(Option) -> is_named(Option, Function, St#lint.options) end, Options) of
        true -> St;
        false -> erlet_lint_state:add_warning(Kind, Anno, Description, St)
    end.

is_named({Tag, _}, Function, Options) ->
    lists:any(fun({Tag1, Listed}) when Tag1 =:= Tag -> lists:member(Function, lists:flatten([Listed]));
                 (_) -> false
              end, Options).
