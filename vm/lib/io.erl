%%% Input and output: the module `io`, which asks I/O servers by OTP's protocol.
%%%
%%% Output to the machine's own `user` takes a short way: the machine writes it at once (`put_user`).
-module(io).

-export([format/1, format/2, format/3, fwrite/1, fwrite/2, fwrite/3, put_chars/1, put_chars/2, nl/0, nl/1, write/1,
         write/2]).
-export([get_line/1, get_line/2, get_chars/2, get_chars/3, fread/2, fread/3, read/1, read/2, read/3,
         read/4]).
-export([scan_erl_exprs/1, scan_erl_exprs/2, scan_erl_exprs/3, scan_erl_exprs/4, scan_erl_form/1, scan_erl_form/2,
         scan_erl_form/3, scan_erl_form/4, parse_erl_exprs/1, parse_erl_exprs/2, parse_erl_exprs/3, parse_erl_exprs/4,
         parse_erl_form/1, parse_erl_form/2, parse_erl_form/3, parse_erl_form/4]).
-export([setopts/1, setopts/2, getopts/0, getopts/1, columns/0, columns/1, rows/0, rows/1, printable_range/0,
         request/1, request/2, requests/1, requests/2]).

-export_type([device/0, format/0, prompt/0, server_no_data/0]).

-type device() :: atom() | pid().
-type format() :: atom() | string() | binary().
-type prompt() :: atom() | unicode:chardata().
-type server_no_data() :: {error, term()} | eof.
-type request() :: atom() | tuple().

%%% Output

%% Writes a format without arguments.
-spec format(format()) -> ok.
format(Format) -> write_format(format, Format, [], [Format]).

%% Writes a format.
%% > io:format("~w", []).
%% ** error:badarg
-spec format(format(), [term()]) -> ok.
format(Format, Args) -> write_format(format, Format, Args, [Format, Args]).

%% Writes a format to a device.
-spec format(device(), format(), [term()]) -> ok.
format(Device, Format, Args) -> output(Device, {format, Format, Args}, format, [Device, Format, Args]).

%% The same as `format/1`.
%% > io:fwrite("").
%% ok
-spec fwrite(format()) -> ok.
fwrite(Format) -> write_format(fwrite, Format, [], [Format]).

%% The same as `format/2`.
-spec fwrite(format(), [term()]) -> ok.
fwrite(Format, Args) -> write_format(fwrite, Format, Args, [Format, Args]).

%% The same as `format/3`.
-spec fwrite(device(), format(), [term()]) -> ok.
fwrite(Device, Format, Args) -> output(Device, {fwrite, Format, Args}, fwrite, [Device, Format, Args]).

%% For the function that was called with `Given`.
write_format(Function, Format, Args, Given) ->
    case written(Format, Args) of
        true -> ok;
        false -> output(standard_io, {Function, Format, Args}, Function, Given)
    end.

%% Whether the format could be written by the machine.
written(Format, Args) ->
    try unicode:characters_to_binary(erlet_format:format_binaries(Format, Args)) of
        Text -> is_binary(Text) andalso erts_internal:put_user(Text)
    catch
        error:_ -> false
    end.

%% Writes characters.
-spec put_chars(unicode:chardata()) -> ok.
put_chars(Chars) ->
    case characters(Chars) of
        Text when is_binary(Text) ->
            case erts_internal:put_user(Text) of
                true -> ok;
                false -> output(standard_io, {put_chars, unicode, Text}, put_chars, [Chars])
            end;
        _ ->
            output(standard_io, {put_chars, unicode, Chars}, put_chars, [Chars])
    end.

%% Writes characters to a device.
%% > io:put_chars(standard_io, "").
%% ok
-spec put_chars(device(), unicode:chardata()) -> ok.
put_chars(Device, Chars) -> output(Device, {put_chars, unicode, Chars}, put_chars, [Device, Chars]).

%% Ends the line.
-spec nl() -> ok.
nl() ->
    case erts_internal:put_user(<<"\n">>) of
        true -> ok;
        false -> output(standard_io, nl, nl, [])
    end.

%% Ends a device's line.
%% > io:nl(no_such_device).
%% ** error:badarg
-spec nl(device()) -> ok.
nl(Device) -> output(Device, nl, nl, [Device]).

%% Writes a term as `~w`.
-spec write(term()) -> ok.
write(Term) ->
    {true, Text} = erts_internal:show(Term, write, -1),
    case erts_internal:put_user(Text) of
        true -> ok;
        false -> output(standard_io, {write, Term}, write, [Term])
    end.

%% Writes a term to a device.
-spec write(device(), term()) -> ok.
write(Device, Term) -> output(Device, {write, Term}, write, [Device, Term]).

%% Characters as UTF-8, or what they are if they are no characters.
characters(Chars) ->
    try unicode:characters_to_binary(Chars) of
        Text when is_binary(Text) -> Text;
        _ -> Chars
    catch
        error:_ -> Chars
    end.

%% A request for output, whose errors are raised as the function's own.
output(Device, Request, Function, Args) ->
    case ask(Device, protocol(Request)) of
        {reply, {error, Reason}} -> fail(Reason, {device, Reason}, 99, Function, Args);
        {reply, Reply} -> Reply;
        {failed, Reason} -> fail(Reason, {io, Reason}, 94, Function, Args)
    end.

fail(Reason, Cause, Line, Function, Args) ->
    Info = [{file, "io.erl"}, {line, Line}, {error_info, #{cause => Cause, module => erl_stdlib_errors}}],
    Callers = lists:dropwhile(fun(Frame) -> element(1, Frame) =:= ?MODULE end, stack()),
    erlang:raise(error, error_reason(Reason), [{?MODULE, Function, Args, Info} | Callers]).

stack() ->
    try
        erlang:error(here)
    catch
        error:here:Stack -> Stack
    end.

error_reason(terminated) -> terminated;
error_reason(calling_self) -> calling_self;
error_reason({no_translation, _, _}) -> no_translation;
error_reason(_) -> badarg.

%%% Input

%% Reads a line.
-spec get_line(prompt()) -> string() | binary() | server_no_data().
get_line(Prompt) -> get_line(standard_io, Prompt).

%% Reads a line from a device.
-spec get_line(device(), prompt()) -> string() | binary() | server_no_data().
get_line(Device, Prompt) -> request(Device, {get_line, unicode, Prompt}).

%% Reads so many characters.
-spec get_chars(prompt(), non_neg_integer()) -> string() | binary() | server_no_data().
get_chars(Prompt, Count) -> get_chars(group_leader(), Prompt, Count).

%% Reads so many characters from a device.
-spec get_chars(device(), prompt(), non_neg_integer()) -> string() | binary() | server_no_data().
get_chars(Device, Prompt, Count) when is_integer(Count), Count >= 0 ->
    request(Device, {get_chars, unicode, Prompt, Count}).

%% Reads values by a format.
-spec fread(prompt(), format()) -> {ok, [term()]} | {error, term()} | eof.
fread(Prompt, Format) -> fread(standard_io, Prompt, Format).

%% Reads values by a format from a device.
-spec fread(device(), prompt(), format()) -> {ok, [term()]} | {error, term()} | eof.
fread(Device, Prompt, Format) -> request(Device, {fread, Prompt, Format}).

%% Reads a term that ends with a full stop.
-spec read(prompt()) -> {ok, term()} | {error, term()} | eof.
read(Prompt) -> read(standard_io, Prompt).

%% Reads a term from a device.
-spec read(device(), prompt()) -> {ok, term()} | {error, term()} | eof.
read(Device, Prompt) ->
    case request(Device, {get_until, unicode, Prompt, erl_scan, tokens, [1]}) of
        {ok, Tokens, _} -> erl_parse:parse_term(Tokens);
        {error, Reason, _} -> {error, Reason};
        {eof, _} -> eof;
        Other -> Other
    end.

%% Reads a term from a device, where its text starts at a location; the location behind it is told, too.
-spec read(device(), prompt(), erl_anno:location()) -> tuple().
read(Device, Prompt, Start) -> read(Device, Prompt, Start, []).

%% The same with options of the scanner.
-spec read(device(), prompt(), erl_anno:location(), list()) -> tuple().
read(Device, Prompt, Start, Options) -> parsed(Device, Prompt, Start, Options, fun erl_parse:parse_term/1).

%% Reads up to a full stop; the tokens.
-spec scan_erl_exprs(prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Prompt) -> scan_erl_exprs(standard_io, Prompt).

%% Reads the tokens up to a full stop from a device.
-spec scan_erl_exprs(device(), prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt) -> scan_erl_exprs(Device, Prompt, 1).

%% Reads the tokens up to a full stop from a device, which stands at a location.
-spec scan_erl_exprs(device(), prompt(), erl_anno:location()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start, []).

%% Reads the tokens up to a full stop from a device, which stands at a location, with options of erl_scan.
-spec scan_erl_exprs(device(), prompt(), erl_anno:location(), erl_scan:options()) ->
          erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt, Start, Options) ->
    request(Device, {get_until, unicode, Prompt, erl_scan, tokens, [Start, Options]}).

%% The same: tokens say nothing of what they are for.
-spec scan_erl_form(prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Prompt) -> scan_erl_exprs(Prompt).

%% Reads the tokens of a form from a device.
-spec scan_erl_form(device(), prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt) -> scan_erl_exprs(Device, Prompt).

%% Reads the tokens of a form from a device, which stands at a location.
-spec scan_erl_form(device(), prompt(), erl_anno:location()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start).

%% Reads the tokens of a form from a device, which stands at a location, with options of erl_scan.
-spec scan_erl_form(device(), prompt(), erl_anno:location(), erl_scan:options()) ->
          erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt, Start, Options) -> scan_erl_exprs(Device, Prompt, Start, Options).

%% Reads up to a full stop; the trees of the expressions, and the location behind them.
-spec parse_erl_exprs(prompt()) -> tuple().
parse_erl_exprs(Prompt) -> parse_erl_exprs(standard_io, Prompt).

%% Reads expressions up to a full stop, in the abstract format from a device.
-spec parse_erl_exprs(device(), prompt()) -> tuple().
parse_erl_exprs(Device, Prompt) -> parse_erl_exprs(Device, Prompt, 1).

%% Reads expressions up to a full stop, in the abstract format from a device, which stands at a location.
-spec parse_erl_exprs(device(), prompt(), erl_anno:location()) -> tuple().
parse_erl_exprs(Device, Prompt, Start) -> parse_erl_exprs(Device, Prompt, Start, []).

%% Reads expressions up to a full stop, in the abstract format from a device, which stands at a location, with options of erl_scan.
-spec parse_erl_exprs(device(), prompt(), erl_anno:location(), erl_scan:options()) -> tuple().
parse_erl_exprs(Device, Prompt, Start, Options) ->
    parsed(Device, Prompt, Start, Options, fun erl_parse:parse_exprs/1).

%% Reads up to a full stop; the tree of the form, and the location behind it.
-spec parse_erl_form(prompt()) -> tuple().
parse_erl_form(Prompt) -> parse_erl_form(standard_io, Prompt).

%% Reads a form, in the abstract format from a device.
-spec parse_erl_form(device(), prompt()) -> tuple().
parse_erl_form(Device, Prompt) -> parse_erl_form(Device, Prompt, 1).

%% Reads a form, in the abstract format from a device, which stands at a location.
-spec parse_erl_form(device(), prompt(), erl_anno:location()) -> tuple().
parse_erl_form(Device, Prompt, Start) -> parse_erl_form(Device, Prompt, Start, []).

%% Reads a form, in the abstract format from a device, which stands at a location, with options of erl_scan.
-spec parse_erl_form(device(), prompt(), erl_anno:location(), erl_scan:options()) -> tuple().
parse_erl_form(Device, Prompt, Start, Options) ->
    parsed(Device, Prompt, Start, Options, fun erl_parse:parse_form/1).

%% What a parser makes of the tokens up to a full stop.
parsed(Device, Prompt, Start, Options, Parse) ->
    case scan_erl_exprs(Device, Prompt, Start, Options) of
        {ok, Tokens, End} ->
            case Parse(Tokens) of
                {ok, Tree} -> {ok, Tree, End};
                {error, Reason} -> {error, Reason, End}
            end;
        Other -> Other
    end.

%%% Devices

%% Sets options of the standard device.
-spec setopts([term()]) -> ok | {error, term()}.
setopts(Options) -> setopts(standard_io, Options).

%% Sets options of a device.
-spec setopts(device(), [term()]) -> ok | {error, term()}.
setopts(Device, Options) -> request(Device, {setopts, Options}).

%% The options of the standard device.
-spec getopts() -> [term()] | {error, term()}.
getopts() -> getopts(standard_io).

%% The options of a device.
-spec getopts(device()) -> [term()] | {error, term()}.
getopts(Device) -> request(Device, getopts).

%% How many characters a line of the standard device has.
-spec columns() -> {ok, pos_integer()} | {error, enotsup}.
columns() -> columns(standard_io).

%% How many characters a line of a device has.
%% > io:columns(no_such_device).
%% {error,enotsup}
-spec columns(device()) -> {ok, pos_integer()} | {error, enotsup}.
columns(Device) -> geometry(Device, columns).

%% How many lines the standard device has.
-spec rows() -> {ok, pos_integer()} | {error, enotsup}.
rows() -> rows(standard_io).

%% How many lines a device has.
-spec rows(device()) -> {ok, pos_integer()} | {error, enotsup}.
rows(Device) -> geometry(Device, rows).

geometry(Device, What) ->
    case request(Device, {get_geometry, What}) of
        Size when is_integer(Size), Size > 0 -> {ok, Size};
        _ -> {error, enotsup}
    end.

%% The characters that count as printable.
%% > io:printable_range().
%% latin1
-spec printable_range() -> latin1 | unicode.
printable_range() -> latin1.

%%% The protocol

%% Sends a request to the standard device; its answer.
-spec request(request()) -> term().
request(Request) -> request(standard_io, Request).

%% Sends a request to a device; its answer.
-spec request(device(), request()) -> term().
request(Device, Request) ->
    case ask(Device, protocol(Request)) of
        {reply, Reply} -> Reply;
        {failed, Reason} -> {error, Reason}
    end.

%% Sends requests, which are done one after the other, to the standard device.
-spec requests([request()]) -> term().
requests(Requests) -> requests(standard_io, Requests).

%% Sends requests to a device.
-spec requests(device(), [request()]) -> term().
requests(Device, Requests) when is_list(Requests) -> request(Device, {requests, Requests}).

%% The answer of a device, or why there is none.
ask(standard_io, Request) -> ask(group_leader(), Request);
ask(Device, Request) when is_atom(Device) ->
    case whereis(Device) of
        undefined -> {failed, arguments};
        Server -> ask(Server, Request)
    end;
ask(Device, _) when Device =:= self() -> {failed, calling_self};
ask(Device, Request) when is_pid(Device) ->
    Monitor = erlang:monitor(process, Device),
    Device ! {io_request, self(), Monitor, Request},
    receive
        {io_reply, Monitor, Reply} ->
            erlang:demonitor(Monitor, [flush]),
            {reply, Reply};
        {'DOWN', Monitor, _, _, _} ->
            receive
                {'EXIT', Device, _} -> ok
            after 0 -> ok
            end,
            {failed, terminated}
    end.

%% Requests as servers know them.
protocol({format, Format, Args}) -> {put_chars, unicode, io_lib, format, [Format, Args]};
protocol({fwrite, Format, Args}) -> protocol({format, Format, Args});
protocol({write, Term}) -> {put_chars, unicode, io_lib, write, [Term]};
protocol(nl) -> {put_chars, unicode, "\n"};
protocol({put_chars, unicode, Chars}) -> {put_chars, unicode, characters(Chars)};
protocol({fread, Prompt, Format}) -> {get_until, unicode, Prompt, io_lib, fread, [Format]};
protocol({requests, Requests}) -> {requests, [protocol(Request) || Request <- Requests]};
protocol(Request) -> Request.
