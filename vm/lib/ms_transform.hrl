%%% Asks for funs in calls of ets:fun2ms/1 to become match specifications.
-compile({parse_transform, ms_transform}).
