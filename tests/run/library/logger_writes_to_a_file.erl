-module(logger_writes_to_a_file).
-export([main/0]).

main() ->
    Name = "logger_writes_to_a_file_" ++ os:getpid(),
    Formatter = {logger_formatter, #{template => [level, " ", msg, "\n"]}},
    ok = logger:add_handler(to_file, logger_std_h, #{config => #{type => {file, Name}}, formatter => Formatter}),
    logger:remove_handler(default),
    logger:error("down"),
    logger:warning("~ts left", [[955]]),
    io:format("~p~n", [[logger_std_h:filesync(to_file), logger:remove_handler(to_file)]]),
    io:format("~p~n", [file:read_file(Name)]),
    file:delete(Name).
