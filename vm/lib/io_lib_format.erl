%%% What programs call of the module `io_lib_format`: a float's shortest text, and format strings taken apart.
-module(io_lib_format).

-export([fwrite/2, fwrite_g/1, scan/2, unscan/1, build/1]).

%% As `io_lib:fwrite/2`.
-spec fwrite(io:format(), [term()]) -> io_lib:chars().
fwrite(Format, Arguments) -> io_lib:fwrite(Format, Arguments).

%% The shortest text that reads back as the same float.
-spec fwrite_g(float()) -> string().
fwrite_g(Float) when is_float(Float) -> lists:flatten(io_lib:write(Float)).

%% A format string as a list of characters and of maps for its directives, and back; as in `io_lib`.
-spec scan(io:format(), [term()]) -> [char() | io_lib:format_spec()].
scan(Format, Arguments) -> io_lib:scan_format(Format, Arguments).

%% The format string of what scan/2 gave.
-spec unscan([char() | io_lib:format_spec()]) -> {io:format(), [term()]}.
unscan(Parts) -> io_lib:unscan_format(Parts).

%% The text of a format taken apart.
-spec build([char() | io_lib:format_spec()]) -> io_lib:chars().
build(Parts) -> io_lib:build_text(Parts).
