-module(base_folders_of_systems).
-export([main/0]).

main() ->
    os:putenv("HOME", "/home/joe"),
    [os:unsetenv("XDG_" ++ Name) || Name <- ["DATA_HOME", "CONFIG_HOME", "CACHE_HOME", "DATA_DIRS", "CONFIG_DIRS"]],
    os:putenv("LOCALAPPDATA", "C:/Local"),
    os:putenv("APPDATA", "C:/Roaming"),
    Types = [user_data, user_config, user_cache, user_log, site_data, site_config],
    Options = [#{os => darwin}, #{os => darwin, version => "1", author => "me"}, #{os => windows},
               #{os => windows, version => "1", author => "me"}, #{os => linux, author => "me"}, #{version => <<"2">>}],
    [show([Type, "app", Map]) || Map <- Options, Type <- Types],
    os:unsetenv("LOCALAPPDATA"),
    os:unsetenv("APPDATA"),
    [show([Type, "app", #{os => windows}]) || Type <- Types],
    [show(Args) || Args <- [[x, "a", #{}], [user_data, 1, #{}], [user_data, "a", x], [user_data, a, #{}],
                            [x, "a", #{os => darwin}], [user_data, <<"a">>, #{os => darwin}]]].

show(Args) ->
    Result = try apply(filename, basedir, Args) catch Class:Reason -> {Class, Reason} end,
    io:format("~p: ~p~n", [Args, Result]).
