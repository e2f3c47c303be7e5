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

%% Writes a format without arguments. There, `~n` ends the line, `~~` is a tilde. Fails with badarg when it wants
%% arguments.
%% > io:format("~w").
%% ** error:badarg
-spec format(format()) -> ok.
format(Format) -> write_format(format, Format, [], [Format]).

%% Writes a format. Its arguments are shown on the standard device as it says: `~p` and `~w` are terms, `~ts` and `~s`
%% texts, `~b` integers, `~f` floats, `~c` characters, `~n` the end of the line; see `io_lib:format/2`. Fails with badarg
%% when format and arguments don't fit.
%% > io:format("~w", []).
%% ** error:badarg
%% > {ok, F} = file:open("io_format", [write]), group_leader(F, self()), io:format("~p is ~4.1f~n", [pi, 3.14]),
%%   file:close(F), T = file:read_file("io_format"), file:delete("io_format"), T.
%% {ok,<<"pi is  3.1\n">>}
-spec format(format(), [term()]) -> ok.
format(Format, Args) -> write_format(format, Format, Args, [Format, Args]).

%% Writes a format to a device: a process, or a name such as user or standard_error. Fails with badarg when format and
%% arguments don't fit or the device is not there, with terminated when it has ended.
%% > {ok, F} = file:open("io_format3", [write]), io:format(F, "~5b|", [42]), file:close(F),
%%   T = file:read_file("io_format3"), file:delete("io_format3"), T.
%% {ok,<<"   42|">>}
%% > io:format(no_such_device, "lost", []).
%% ** error:badarg
-spec format(device(), format(), [term()]) -> ok.
format(Device, Format, Args) -> output(Device, {format, Format, Args}, format, [Device, Format, Args]).

%% The same as `format/1`.
%% > io:fwrite("").
%% ok
-spec fwrite(format()) -> ok.
fwrite(Format) -> write_format(fwrite, Format, [], [Format]).

%% The same as `format/2`.
%% > io:fwrite("~s", [{a}]).
%% ** error:badarg
-spec fwrite(format(), [term()]) -> ok.
fwrite(Format, Args) -> write_format(fwrite, Format, Args, [Format, Args]).

%% The same as `format/3`.
%% > {ok, F} = file:open("io_fwrite", [write]), io:fwrite(F, "~w", ["ab"]), file:close(F),
%%   T = file:read_file("io_fwrite"), file:delete("io_fwrite"), T.
%% {ok,<<"[97,98]">>}
-spec fwrite(device(), format(), [term()]) -> ok.
fwrite(Device, Format, Args) -> output(Device, {format, Format, Args}, fwrite, [Device, Format, Args]).

%% For the function that was called with `Given`.
write_format(Function, Format, Args, Given) ->
    case written(Format, Args) of
        true -> ok;
        false -> output(standard_io, {format, Format, Args}, Function, Given)
    end.

%% Whether the format could be written by the machine.
written(Format, Args) ->
    try unicode:characters_to_binary(erlet_format:format_binaries(Format, Args)) of
        Text -> is_binary(Text) andalso erts_internal:put_user(Text)
    catch
        error:_ -> false
    end.

%% Writes characters: a string, a binary in UTF-8, or nested lists of those. Fails with badarg for anything else.
%% > {ok, F} = file:open("io_put", [write]), group_leader(F, self()), io:put_chars(["ab", <<"cd">>]), file:close(F),
%%   T = file:read_file("io_put"), file:delete("io_put"), T.
%% {ok,<<"abcd">>}
%% > io:put_chars([a, b]).
%% ** error:badarg
-spec put_chars(unicode:chardata()) -> ok.
put_chars(Chars) ->
    case characters(Chars, unicode) of
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

%% Ends the line of the standard device.
%% > {ok, F} = file:open("io_nl", [write]), group_leader(F, self()), io:nl(), file:close(F),
%%   T = file:read_file("io_nl"), file:delete("io_nl"), T.
%% {ok,<<"\n">>}
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

%% Writes a term as `~w` does: strings as lists of numbers, and no line breaks.
%% > {ok, F} = file:open("io_write", [write]), group_leader(F, self()), io:write({"ab", 'C'}), file:close(F),
%%   T = file:read_file("io_write"), file:delete("io_write"), T.
%% {ok,<<"{[97,98],'C'}">>}
-spec write(term()) -> ok.
write(Term) ->
    {true, Text} = erts_internal:show(Term, write, -1),
    case erts_internal:put_user(Text) of
        true -> ok;
        false -> output(standard_io, {write, Term}, write, [Term])
    end.

%% Writes a term to a device as `~w` does. Fails with badarg when the device is not there.
%% > io:write(no_such_device, term).
%% ** error:badarg
-spec write(device(), term()) -> ok.
write(Device, Term) -> output(Device, {write, Term}, write, [Device, Term]).

%% Characters as UTF-8, or what they are if they are no characters.
characters(Chars, Encoding) ->
    try unicode:characters_to_binary(Chars, Encoding) of
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

%% Reads a line from the standard device, with the newline at its end; `eof` when there is none. The prompt is written
%% before, where somebody types. The line is a string, or a binary if the device is in that mode.
%% > file:write_file("io_line", "one\ntwo"), {ok, F} = file:open("io_line", [read]), group_leader(F, self()),
%%   L = [io:get_line("") || _ <- [1, 2, 3]], file:close(F), file:delete("io_line"), L.
%% ["one\n","two",eof]
-spec get_line(prompt()) -> string() | binary() | server_no_data().
get_line(Prompt) -> get_line(standard_io, Prompt).

%% Reads a line from a device, with the newline at its end. Gives `eof` when there is none, `{error, Reason}` when it
%% can't be read.
%% > file:write_file("io_line2", "one\n"), {ok, F} = file:open("io_line2", [read, binary]), L = io:get_line(F, ""),
%%   file:close(F), file:delete("io_line2"), L.
%% <<"one\n">>
%% > io:get_line(no_such_device, "").
%% {error,arguments}
-spec get_line(device(), prompt()) -> string() | binary() | server_no_data().
get_line(Device, Prompt) -> request(Device, {get_line, unicode, Prompt}).

%% Reads so many characters from the standard device, or those that are left; `eof` when there are none.
%% > file:write_file("io_chars", "abc"), {ok, F} = file:open("io_chars", [read]), group_leader(F, self()),
%%   C = [io:get_chars("", 2) || _ <- [1, 2, 3]], file:close(F), file:delete("io_chars"), C.
%% ["ab","c",eof]
-spec get_chars(prompt(), non_neg_integer()) -> string() | binary() | server_no_data().
get_chars(Prompt, Count) -> get_chars(group_leader(), Prompt, Count).

%% Reads so many characters from a device, or those that are left; `eof` when there are none.
%% > file:write_file("io_chars3", "abc"), {ok, F} = file:open("io_chars3", [read]), C = io:get_chars(F, "", 2),
%%   file:close(F), file:delete("io_chars3"), C.
%% "ab"
-spec get_chars(device(), prompt(), non_neg_integer()) -> string() | binary() | server_no_data().
get_chars(Device, Prompt, Count) when is_integer(Count), Count >= 0 ->
    request(Device, {get_chars, unicode, Prompt, Count}).

%% Reads values by a format from the standard device. Directives: `~d` an integer, `~f` a float, `~s` a word, `~a` an
%% atom, `~c` a character, white space any white space. `{error, {fread, What}}` when the text is not like that.
%% > file:write_file("io_fread", "12 apples"), {ok, F} = file:open("io_fread", [read]), group_leader(F, self()),
%%   V = io:fread("", "~d ~a"), file:close(F), file:delete("io_fread"), V.
%% {ok,[12,apples]}
-spec fread(prompt(), format()) -> {ok, [term()]} | {error, term()} | eof.
fread(Prompt, Format) -> fread(standard_io, Prompt, Format).

%% Reads values by a format from a device.
%% > file:write_file("io_fread3", "1000 x"), {ok, F} = file:open("io_fread3", [read]),
%%   V = [io:fread(F, "", "~d") || _ <- [1, 2]], file:close(F), file:delete("io_fread3"), V.
%% [{ok,[1000]},{error,{fread,integer}}]
-spec fread(device(), prompt(), format()) -> {ok, [term()]} | {error, term()} | eof.
fread(Device, Prompt, Format) -> request(Device, {fread, Prompt, Format}).

%% Reads a term that ends with a full stop from the standard device. Gives `eof` when there is none, `{error, Info}`
%% when the text is none.
%% > file:write_file("io_read", "{a, 1}. b."), {ok, F} = file:open("io_read", [read]), group_leader(F, self()),
%%   V = [io:read("") || _ <- [1, 2, 3]], file:close(F), file:delete("io_read"), V.
%% [{ok,{a,1}},{ok,b},eof]
-spec read(prompt()) -> {ok, term()} | {error, term()} | eof.
read(Prompt) -> read(standard_io, Prompt).

%% Reads a term that ends with a full stop from a device.
%% > file:write_file("io_read2", "{a. "), {ok, F} = file:open("io_read2", [read]), V = io:read(F, ""), file:close(F),
%%   file:delete("io_read2"), V.
%% {error,{1,erl_parse,["syntax error before: ","'.'"]}}
-spec read(device(), prompt()) -> {ok, term()} | {error, term()} | eof.
read(Device, Prompt) ->
    case request(Device, {get_until, unicode, Prompt, erl_scan, tokens, [1]}) of
        {ok, Tokens, _} -> erl_parse:parse_term(Tokens);
        {error, Reason, _} -> {error, Reason};
        {eof, _} -> eof;
        Other -> Other
    end.

%% Reads a term from a device, where its text starts at a location; the location behind it is told, too. Gives `{ok,
%% Term, End}`, `{eof, End}` or `{error, Info, End}`.
%% > file:write_file("io_read3", "[a,\nb].\n"), {ok, F} = file:open("io_read3", [read]),
%%   V = [io:read(F, "", 1) || _ <- [1, 2]], file:close(F), file:delete("io_read3"), V.
%% [{ok,[a,b],3},{eof,1}]
-spec read(device(), prompt(), erl_anno:location()) -> tuple().
read(Device, Prompt, Start) -> read(Device, Prompt, Start, []).

%% As `read/3`, with options of erl_scan.
%% > file:write_file("io_read4", "ok."), {ok, F} = file:open("io_read4", [read]), V = io:read(F, "", {1, 1}, []),
%%   file:close(F), file:delete("io_read4"), V.
%% {ok,ok,{1,4}}
-spec read(device(), prompt(), erl_anno:location(), list()) -> tuple().
read(Device, Prompt, Start, Options) -> parsed(Device, Prompt, Start, Options, fun erl_parse:parse_term/1).

%% Reads up to a full stop from the standard device. Gives the tokens and the location behind them, `{eof, End}` at
%% the end, or what is wrong with the text.
%% > file:write_file("io_scan1", "a + 1."), {ok, F} = file:open("io_scan1", [read]), group_leader(F, self()),
%%   V = io:scan_erl_exprs(""), file:close(F), file:delete("io_scan1"), V.
%% {ok,[{atom,1,a},{'+',1},{integer,1,1},{dot,1}],1}
-spec scan_erl_exprs(prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Prompt) -> scan_erl_exprs(standard_io, Prompt).

%% Reads the tokens up to a full stop from a device.
%% > file:write_file("io_scan2", "\"ab"), {ok, F} = file:open("io_scan2", [read]), V = io:scan_erl_exprs(F, ""),
%%   file:close(F), file:delete("io_scan2"), V.
%% {error,{1,erl_scan,{string,34,"ab"}},1}
-spec scan_erl_exprs(device(), prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt) -> scan_erl_exprs(Device, Prompt, 1).

%% Reads the tokens up to a full stop from a device, which stands at a location.
%% > file:write_file("io_scan3", "a."), {ok, F} = file:open("io_scan3", [read]), V = io:scan_erl_exprs(F, "", {5, 1}),
%%   file:close(F), file:delete("io_scan3"), V.
%% {ok,[{atom,{5,1},a},{dot,{5,2}}],{5,3}}
-spec scan_erl_exprs(device(), prompt(), erl_anno:location()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start, []).

%% Reads the tokens up to a full stop from a device, which stands at a location, with options of erl_scan: here
%% comments too.
%% > file:write_file("io_scan4", "a % b\n."), {ok, F} = file:open("io_scan4", [read]),
%%   V = io:scan_erl_exprs(F, "", 1, [return_comments]), file:close(F), file:delete("io_scan4"), V.
%% {ok,[{atom,1,a},{comment,1,"% b"},{dot,2}],2}
-spec scan_erl_exprs(device(), prompt(), erl_anno:location(), erl_scan:options()) ->
          erl_scan:tokens_result() | server_no_data().
scan_erl_exprs(Device, Prompt, Start, Options) ->
    request(Device, {get_until, unicode, Prompt, erl_scan, tokens, [Start, Options]}).

%% As `scan_erl_exprs/1`: tokens say nothing of what they are for.
%% > file:write_file("io_form1", "f() -> 1."), {ok, F} = file:open("io_form1", [read]), group_leader(F, self()),
%%   V = io:scan_erl_form(""), file:close(F), file:delete("io_form1"), element(1, V).
%% ok
-spec scan_erl_form(prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Prompt) -> scan_erl_exprs(Prompt).

%% Reads the tokens of a form from a device.
%% > file:write_file("io_form2", ""), {ok, F} = file:open("io_form2", [read]), V = io:scan_erl_form(F, ""),
%%   file:close(F), file:delete("io_form2"), V.
%% {eof,1}
-spec scan_erl_form(device(), prompt()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt) -> scan_erl_exprs(Device, Prompt).

%% Reads the tokens of a form from a device, which stands at a location.
%% > file:write_file("io_form3", "-a.\n"), {ok, F} = file:open("io_form3", [read]), V = io:scan_erl_form(F, "", 7),
%%   file:close(F), file:delete("io_form3"), V.
%% {ok,[{'-',7},{atom,7,a},{dot,7}],8}
-spec scan_erl_form(device(), prompt(), erl_anno:location()) -> erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt, Start) -> scan_erl_exprs(Device, Prompt, Start).

%% Reads the tokens of a form from a device, which stands at a location, with options of erl_scan.
%% > file:write_file("io_form4", "-a."), {ok, F} = file:open("io_form4", [read]),
%%   {ok, [_, A | _], _} = io:scan_erl_form(F, "", 7, [text]), file:close(F), file:delete("io_form4"), A.
%% {atom,[{text,"a"},{location,7}],a}
-spec scan_erl_form(device(), prompt(), erl_anno:location(), erl_scan:options()) ->
          erl_scan:tokens_result() | server_no_data().
scan_erl_form(Device, Prompt, Start, Options) -> scan_erl_exprs(Device, Prompt, Start, Options).

%% Reads up to a full stop from the standard device; the trees of the expressions, and the location behind them.
%% > file:write_file("io_parse1", "a, X."), {ok, F} = file:open("io_parse1", [read]), group_leader(F, self()),
%%   V = io:parse_erl_exprs(""), file:close(F), file:delete("io_parse1"), V.
%% {ok,[{atom,1,a},{var,1,'X'}],1}
-spec parse_erl_exprs(prompt()) -> tuple().
parse_erl_exprs(Prompt) -> parse_erl_exprs(standard_io, Prompt).

%% Reads expressions up to a full stop, in the abstract format from a device; `{error, Info, End}` when they are none.
%% > file:write_file("io_parse2", "a b."), {ok, F} = file:open("io_parse2", [read]), V = io:parse_erl_exprs(F, ""),
%%   file:close(F), file:delete("io_parse2"), V.
%% {error,{1,erl_parse,["syntax error before: ","b"]},1}
-spec parse_erl_exprs(device(), prompt()) -> tuple().
parse_erl_exprs(Device, Prompt) -> parse_erl_exprs(Device, Prompt, 1).

%% Reads expressions up to a full stop, in the abstract format from a device, which stands at a location.
%% > file:write_file("io_parse3", "a."), {ok, F} = file:open("io_parse3", [read]),
%%   V = io:parse_erl_exprs(F, "", {3, 1}), file:close(F), file:delete("io_parse3"), V.
%% {ok,[{atom,{3,1},a}],{3,3}}
-spec parse_erl_exprs(device(), prompt(), erl_anno:location()) -> tuple().
parse_erl_exprs(Device, Prompt, Start) -> parse_erl_exprs(Device, Prompt, Start, []).

%% Reads expressions up to a full stop, in the abstract format from a device, which stands at a location, with options
%% of erl_scan.
%% > file:write_file("io_parse4", "a."), {ok, F} = file:open("io_parse4", [read]),
%%   V = io:parse_erl_exprs(F, "", 3, []), file:close(F), file:delete("io_parse4"), V.
%% {ok,[{atom,3,a}],3}
-spec parse_erl_exprs(device(), prompt(), erl_anno:location(), erl_scan:options()) -> tuple().
parse_erl_exprs(Device, Prompt, Start, Options) ->
    parsed(Device, Prompt, Start, Options, fun erl_parse:parse_exprs/1).

%% Reads up to a full stop from the standard device; the tree of the form, and the location behind it.
%% > file:write_file("io_pform1", "-a(1)."), {ok, F} = file:open("io_pform1", [read]), group_leader(F, self()),
%%   V = io:parse_erl_form(""), file:close(F), file:delete("io_pform1"), V.
%% {ok,{attribute,1,a,1},1}
-spec parse_erl_form(prompt()) -> tuple().
parse_erl_form(Prompt) -> parse_erl_form(standard_io, Prompt).

%% Reads a form, in the abstract format from a device; `{eof, End}` at the end.
%% > file:write_file("io_pform2", "-module(m)."), {ok, F} = file:open("io_pform2", [read]),
%%   V = [io:parse_erl_form(F, "") || _ <- [1, 2]], file:close(F), file:delete("io_pform2"), V.
%% [{ok,{attribute,1,module,m},1},{eof,1}]
-spec parse_erl_form(device(), prompt()) -> tuple().
parse_erl_form(Device, Prompt) -> parse_erl_form(Device, Prompt, 1).

%% Reads a form, in the abstract format from a device, which stands at a location.
%% > file:write_file("io_pform3", "-a(1)."), {ok, F} = file:open("io_pform3", [read]),
%%   V = io:parse_erl_form(F, "", {2, 1}), file:close(F), file:delete("io_pform3"), V.
%% {ok,{attribute,{2,2},a,1},{2,7}}
-spec parse_erl_form(device(), prompt(), erl_anno:location()) -> tuple().
parse_erl_form(Device, Prompt, Start) -> parse_erl_form(Device, Prompt, Start, []).

%% Reads a form, in the abstract format from a device, which stands at a location, with options of erl_scan.
%% > file:write_file("io_pform4", "f() ->."), {ok, F} = file:open("io_pform4", [read]),
%%   V = io:parse_erl_form(F, "", 2, []), file:close(F), file:delete("io_pform4"), V.
%% {error,{2,erl_parse,["syntax error before: ","'.'"]},2}
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

%% Sets options of the standard device. Options: binary or list (what is read), {encoding, latin1 | unicode}, and what
%% a terminal knows. `{error, enotsup}` for another one.
%% > file:write_file("io_setopts", "ab\n"), {ok, F} = file:open("io_setopts", [read]), group_leader(F, self()),
%%   io:setopts([binary]), L = io:get_line(""), file:close(F), file:delete("io_setopts"), L.
%% <<"ab\n">>
-spec setopts([term()]) -> ok | {error, term()}.
setopts(Options) -> setopts(standard_io, Options).

%% Sets options of a device.
%% > {ok, F} = file:open("io_setopts2", [write]), io:setopts(F, [{encoding, unicode}]), io:put_chars(F, [955]),
%%   file:close(F), T = file:read_file("io_setopts2"), file:delete("io_setopts2"), T.
%% {ok,<<206,187>>}
%% > io:setopts(no_such_device, [binary]).
%% {error,arguments}
-spec setopts(device(), [term()]) -> ok | {error, term()}.
setopts(Device, Options) -> request(Device, {setopts, Options}).

%% The options of the standard device.
%% > {ok, F} = file:open("io_getopts", [write]), group_leader(F, self()), Options = io:getopts(), file:close(F),
%%   file:delete("io_getopts"), proplists:get_value(encoding, Options).
%% latin1
-spec getopts() -> [term()] | {error, term()}.
getopts() -> getopts(standard_io).

%% The options of a device; `{error, Reason}` when it is not there.
%% > io:getopts(no_such_device).
%% {error,arguments}
-spec getopts(device()) -> [term()] | {error, term()}.
getopts(Device) -> request(Device, getopts).

%% How many characters a line of the standard device has; `{error, enotsup}` when it is no terminal.
%% > {ok, F} = file:open("io_columns", [write]), group_leader(F, self()), Columns = io:columns(), file:close(F),
%%   file:delete("io_columns"), Columns.
%% {error,enotsup}
-spec columns() -> {ok, pos_integer()} | {error, enotsup}.
columns() -> columns(standard_io).

%% How many characters a line of a device has.
%% > io:columns(no_such_device).
%% {error,enotsup}
-spec columns(device()) -> {ok, pos_integer()} | {error, enotsup}.
columns(Device) -> geometry(Device, columns).

%% How many lines the standard device has; `{error, enotsup}` when it is no terminal.
%% > {ok, F} = file:open("io_rows", [write]), group_leader(F, self()), Rows = io:rows(), file:close(F),
%%   file:delete("io_rows"), Rows.
%% {error,enotsup}
-spec rows() -> {ok, pos_integer()} | {error, enotsup}.
rows() -> rows(standard_io).

%% How many lines a device has; `{error, enotsup}` when it is no terminal or not there.
%% > io:rows(no_such_device).
%% {error,enotsup}
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

%% Sends a request of the I/O protocol to the standard device; its answer, or `{error, Reason}`.
%% > {ok, F} = file:open("io_request", [write]), group_leader(F, self()), io:request({put_chars, unicode, "hi"}),
%%   file:close(F), T = file:read_file("io_request"), file:delete("io_request"), T.
%% {ok,<<"hi">>}
-spec request(request()) -> term().
request(Request) -> request(standard_io, Request).

%% Sends a request of the I/O protocol to a device; its answer, or `{error, Reason}`.
%% > file:write_file("io_request2", "one\n"), {ok, F} = file:open("io_request2", [read]),
%%   L = io:request(F, {get_line, unicode, ""}), file:close(F), file:delete("io_request2"), L.
%% "one\n"
%% > io:request(no_such_device, getopts).
%% {error,arguments}
-spec request(device(), request()) -> term().
request(Device, Request) -> answer(Device, protocol(Request)).

answer(Device, Request) ->
    case ask(Device, Request) of
        {reply, Reply} -> Reply;
        {failed, Reason} -> {error, Reason}
    end.

%% Sends requests, which are done one after the other, to the standard device. Gives the answer of the last, or the
%% first error.
%% > {ok, F} = file:open("io_requests", [write]), group_leader(F, self()),
%%   io:requests([{put_chars, unicode, "a"}, nl]), file:close(F), T = file:read_file("io_requests"),
%%   file:delete("io_requests"), T.
%% {ok,<<"a\n">>}
-spec requests([request()]) -> term().
requests(Requests) -> requests(standard_io, Requests).

%% Sends requests, which are done one after the other, to a device; the answer of the last, or the first error.
%% > {ok, F} = file:open("io_requests2", [write]), A = io:requests(F, [{put_chars, unicode, "a"}, nl]), file:close(F),
%%   T = file:read_file("io_requests2"), file:delete("io_requests2"), {A, T}.
%% {ok,{ok,<<"a\n">>}}
-spec requests(device(), [request()]) -> term().
requests(Device, Requests) when is_list(Requests) -> answer(Device, {requests, protocols(Requests)});
requests(Device, Requests) ->
    %% That there is no such device is told first.
    case is_atom(Device) andalso whereis(Device) =:= undefined andalso request(Device, getopts) of
        {error, arguments} = Error -> Error;
        _ -> error(function_clause, [Device, Requests])
    end.

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

protocols(Requests) ->
    lists:flatmap(fun({requests, Inner}) -> protocols(Inner);
                     (Request) -> [protocol(Request)]
                  end, Requests).

%% A request as servers know it.
protocol({format, Format, Args}) -> {put_chars, unicode, io_lib, format, [Format, Args]};
protocol({fwrite, Format, Args}) -> {put_chars, unicode, io_lib, fwrite, [Format, Args]};
protocol({write, Term}) -> {put_chars, unicode, io_lib, write, [Term]};
protocol(nl) -> {put_chars, unicode, "\n"};
protocol({put_chars, Encoding, Chars}) when is_list(Chars) -> {put_chars, Encoding, characters(Chars, Encoding)};
protocol({fread, Prompt, Format}) -> {get_until, unicode, Prompt, io_lib, fread, [Format]};
protocol(Request) -> Request.
