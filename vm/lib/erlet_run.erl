%%% What the command `erlet` runs on behalf of its user.
-module(erlet_run).
-export([print/1]).

%% Calls Module:main/0 and shows its value.
-spec print(module()) -> ok.
print(Module) ->
    io:format("~tp~n", [Module:main()]).
