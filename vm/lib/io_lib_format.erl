%%% What programs call of the module `io_lib_format`: a float's shortest text, and format strings taken apart.
-module(io_lib_format).

-export([fwrite/2, fwrite_g/1, scan/2, unscan/1, build/1]).

%% As `io_lib:fwrite/2`.
%% > lists:flatten(io_lib_format:fwrite("~5w|~ts", [a, "b"])).
%% "    a|b"
-spec fwrite(io:format(), [term()]) -> io_lib:chars().
fwrite(Format, Arguments) -> io_lib:fwrite(Format, Arguments).

%% The shortest text that reads back as the same float.
%% > [lists:flatten(io_lib_format:fwrite_g(F)) || F <- [0.1, 1.0e22]].
%% ["0.1","1.0e22"]
-spec fwrite_g(float()) -> string().
fwrite_g(Float) when is_float(Float) -> lists:flatten(io_lib:write(Float)).

%% A format string as a list of characters and of maps for its directives, and back; as in `io_lib`.
%% > io_lib_format:scan("~5w", [a]) =:= io_lib:scan_format("~5w", [a]).
%% true
-spec scan(io:format(), [term()]) -> [char() | io_lib:format_spec()].
scan(Format, Arguments) -> io_lib:scan_format(Format, Arguments).

%% The format string of what scan/2 gave.
%% > io_lib_format:unscan(io_lib_format:scan("~5w!", [a])).
%% {"~5w!",[a]}
-spec unscan([char() | io_lib:format_spec()]) -> {io:format(), [term()]}.
unscan(Parts) -> io_lib:unscan_format(Parts).

%% The text of a format taken apart.
%% > lists:flatten(io_lib_format:build(io_lib_format:scan("~5w!", [a]))).
%% "    a!"
-spec build([char() | io_lib:format_spec()]) -> io_lib:chars().
build(Parts) -> io_lib:build_text(Parts).
