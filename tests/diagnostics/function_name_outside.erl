-module(function_name_outside).
-export([f/1]).
-author(?FUNCTION_NAME).
f(X) -> X.
