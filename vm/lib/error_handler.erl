%%% What a call of a function that is not there gives: the module `error_handler`, which every process has unless its
%%% flag error_handler names another one.
%%%
%%% The machine does as these functions say by itself; they are for other handlers, to leave to them what they do not
%%% take on.
-module(error_handler).

-export([undefined_function/3, undefined_lambda/3, raise_undef_exception/3]).

%% Calls a function that was not there: its module is loaded, if it can be. Else the module's function
%% '$handle_undefined_function'/2 is asked, with the function's name and arguments; without one the call fails with undef.
%% > error_handler:undefined_function(lists, sum, [[1, 2, 3]]).
%% 6
%% > error_handler:undefined_function(no_such_module, run, []).
%% ** error:undef
-spec undefined_function(module(), atom(), [term()]) -> term().
undefined_function(Module, Function, Args) ->
    _ = code:ensure_loaded(Module),
    case {exports(Module, Function, length(Args)), exports(Module, '$handle_undefined_function', 2)} of
        {true, _} -> apply(Module, Function, Args);
        {false, true} -> Module:'$handle_undefined_function'(Function, Args);
        {false, false} -> raise_undef_exception(Module, Function, Args)
    end.

exports(Module, Function, Arity) ->
    erlang:function_exported(Module, Function, Arity) orelse erlang:is_builtin(Module, Function, Arity).

%% Calls a fun whose module was not there: it is loaded, if it can be, else the call fails with undef.
%% > error_handler:undefined_lambda(lists, fun(X) -> X + 1 end, [1]).
%% 2
-spec undefined_lambda(module(), fun(), [term()]) -> term().
undefined_lambda(Module, Fun, Args) ->
    case code:ensure_loaded(Module) of
        {module, Module} -> apply(Fun, Args);
        {error, _} ->
            {name, Name} = erlang:fun_info(Fun, name),
            raise_undef_exception(Module, Name, Args)
    end.

%% Fails with undef as a call of the function would that is not there.
%% > error_handler:raise_undef_exception(no_such_module, run, [fast]).
%% ** error:undef
-spec raise_undef_exception(module(), atom(), [term()]) -> no_return().
raise_undef_exception(Module, Function, Args) ->
    Stack = try error(undef) catch error:undef:Frames -> Frames end,
    Callers = lists:dropwhile(fun(Frame) -> element(1, Frame) =:= ?MODULE end, Stack),
    erlang:raise(error, undef, [{Module, Function, Args, []} | Callers]).
