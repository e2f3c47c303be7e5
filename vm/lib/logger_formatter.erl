%%% The logger's formatter: turns an event into text, by a template.
-module(logger_formatter).

-export([format/2, check_config/1]).

-type config() :: #{chars_limit => pos_integer() | unlimited, depth => pos_integer() | unlimited,
                    legacy_header => boolean(), max_size => pos_integer() | unlimited,
                    report_cb => logger:report_cb(), single_line => boolean(), template => template(),
                    time_designator => byte(), time_offset => integer() | [byte()]}.
-type template() :: [atom() | [atom()] | {atom() | [atom()], template(), template()} | unicode:chardata()].

-define(MONTHS, {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}).

%% The text of an event. The configuration: template (a list of texts and keys of the metadata, with level and msg),
%% single_line, depth, chars_limit, max_size, time_offset, time_designator, legacy_header, report_cb.
%% > E = #{level => error, msg => {"~p left", [3]}, meta => #{time => 0, room => 7}},
%%   lists:flatten(logger_formatter:format(E, #{template => [level, " in ", room, ": ", msg]})).
%% "error in 7: 3 left"
%% > E = #{level => notice, msg => {string, "hello"}, meta => #{time => 0}},
%%   lists:flatten(logger_formatter:format(E, #{time_offset => "Z"})).
%% "1970-01-01T00:00:00.000000Z notice: hello\n"
-spec format(logger:log_event(), config()) -> unicode:chardata().
format(#{level := Level, msg := Message, meta := Meta}, Given) when is_map(Given) ->
    Config = completed(Given),
    Header = maps:merge(#{title => title(Level)}, map_of(logger_formatter, Meta)),
    All = Meta#{level => Level, logger_formatter => Header},
    Parts = [case Part of
                 msg -> {message, Message};
                 Text -> Text
             end || Part <- expanded(maps:get(template, Config), All, Config)],
    Text = [case Part of
                {message, _} -> message(Message, Meta, Config, room(Parts, Config));
                Written -> Written
            end || Part <- Parts],
    truncated(unicode:characters_to_list(Text), maps:get(max_size, Config)).

completed(Config) ->
    Defaults = #{legacy_header => false, single_line => true, chars_limit => unlimited, max_size => unlimited,
                 depth => unlimited, time_designator => $T, time_offset => ""},
    Complete = maps:merge(Defaults, Config),
    case Complete of
        #{template := _} -> Complete;
        #{legacy_header := true} -> Complete#{template => [[logger_formatter, header], "\n", msg, "\n"]};
        #{single_line := true} -> Complete#{template => [time, " ", level, ": ", msg, "\n"]};
        #{single_line := false} -> Complete#{template => [time, " ", level, ":\n", msg, "\n"]}
    end.

map_of(Key, Meta) ->
    case Meta of
        #{Key := #{} = Map} -> Map;
        #{} -> #{}
    end.

title(Level) -> string:uppercase(atom_to_list(Level)) ++ " REPORT".

%%% Templates

%% Everything of a template but the message becomes text.
expanded([msg | Rest], Meta, Config) -> [msg | expanded(Rest, Meta, Config)];
expanded([{Key, Then, Else} | Rest], Meta, Config) ->
    Chosen = case value(Key, Meta) of
                 {ok, _} -> Then;
                 error -> Else
             end,
    expanded(Chosen, Meta, Config) ++ expanded(Rest, Meta, Config);
expanded([Key | Rest], Meta, Config) when is_atom(Key) ->
    [shown(Key, Meta, Config) | expanded(Rest, Meta, Config)];
expanded([[logger_formatter, header] | Rest], Meta, Config) ->
    [header(Meta, Config) | expanded(Rest, Meta, Config)];
expanded([[Key | _] = Path | Rest], Meta, Config) when is_atom(Key) ->
    [shown(Path, Meta, Config) | expanded(Rest, Meta, Config)];
expanded([Text | Rest], Meta, Config) -> [Text | expanded(Rest, Meta, Config)];
expanded([], _, _) -> [].

value(Key, Meta) when is_atom(Key) -> maps:find(Key, Meta);
value([Key], Meta) -> maps:find(Key, Meta);
value([Key | Path], Meta) ->
    case Meta of
        #{Key := #{} = Inner} -> value(Path, Inner);
        #{} -> error
    end.

shown(Key, Meta, Config) ->
    case value(Key, Meta) of
        {ok, Time} when Key =:= time -> time(Time, Config);
        {ok, {M, F, A}} when Key =:= mfa, is_atom(M), is_atom(F), is_integer(A) ->
            io_lib:format("~tw:~tw/~w", [M, F, A]);
        {ok, {M, F, A}} when Key =:= mfa, is_list(A) -> shown_term({M, F, A}, Config);
        {ok, Value} -> text(Value, Config);
        error -> ""
    end.

text(Value, _) when is_atom(Value) -> atom_to_list(Value);
text(Value, _) when is_integer(Value) -> integer_to_list(Value);
text(Value, _) when is_pid(Value) -> pid_to_list(Value);
text(Value, _) when is_reference(Value) -> ref_to_list(Value);
text(Value, Config) when is_list(Value) ->
    case is_printable(Value) of
        true -> Value;
        false -> shown_term(Value, Config)
    end;
text(Value, Config) -> shown_term(Value, Config).

is_printable(Text) ->
    try io_lib:printable_unicode_list(lists:flatten(Text))
    catch _:_ -> false
    end.

shown_term(Value, #{single_line := Single, depth := Depth}) ->
    io_lib:format(directive(Single, Depth), [Value | depth(Depth)]).

directive(true, unlimited) -> "~0tp";
directive(false, unlimited) -> "~tp";
directive(true, _) -> "~0tP";
directive(false, _) -> "~tP".

depth(unlimited) -> [];
depth(Depth) -> [Depth].

header(#{time := Time, logger_formatter := #{title := Title}}, Config) ->
    {{{Year, Month, Day}, {Hour, Minute, Second}}, Micro, Utc} = local(Time, Config),
    io_lib:format("=~ts==== ~w-~s-~4..0w::~2..0w:~2..0w:~2..0w.~6..0w ~ts===",
                  [Title, Day, element(Month, ?MONTHS), Year, Hour, Minute, Second, Micro, Utc]).

local(Time, #{time_offset := Offset}) ->
    {Seconds, Micro} = split(Time),
    Utc = erlang:posixtime_to_universaltime(Seconds),
    case Offset of
        _ when Offset =:= 0; Offset =:= "Z"; Offset =:= "z"; Offset =:= "+00:00"; Offset =:= "-00:00" -> {Utc, Micro, "UTC "};
        _ -> {erlang:universaltime_to_localtime(Utc), Micro, ""}
    end.

split(Time) ->
    Micro = ((Time rem 1000000) + 1000000) rem 1000000,
    {(Time - Micro) div 1000000, Micro}.

%% RFC 3339.
time(Time, #{time_offset := Offset, time_designator := Designator}) when is_integer(Time) ->
    {Seconds, Micro} = split(Time),
    {Shift, Suffix} = shift(Offset, Seconds),
    {{Year, Month, Day}, {Hour, Minute, Second}} = erlang:posixtime_to_universaltime(Seconds + Shift),
    io_lib:format("~4..0w-~2..0w-~2..0w~ts~2..0w:~2..0w:~2..0w.~6..0w~ts",
                  [Year, Month, Day, [Designator], Hour, Minute, Second, Micro, Suffix]);
time(Time, Config) -> text(Time, Config).

shift([Z], _) when Z =:= $Z; Z =:= $z -> {0, [Z]};
shift("", Seconds) ->
    Utc = erlang:posixtime_to_universaltime(Seconds),
    shift_text(erlang:universaltime_to_posixtime(erlang:universaltime_to_localtime(Utc)) - Seconds);
shift([Sign, H1, H2, $:, M1, M2] = Text, _) ->
    Size = list_to_integer([H1, H2]) * 3600 + list_to_integer([M1, M2]) * 60,
    case Sign of
        $- -> {-Size, Text};
        $+ -> {Size, Text}
    end;
shift(Micro, _) when is_integer(Micro) -> shift_text(Micro div 1000000).

shift_text(Seconds) ->
    Sign = if Seconds < 0 -> $-; true -> $+ end,
    Minutes = abs(Seconds) div 60,
    {Seconds, io_lib:format("~ts~2..0w:~2..0w", [[Sign], Minutes div 60, Minutes rem 60])}.

%%% Messages

%% How many characters the limit leaves for the message.
room(_, #{chars_limit := unlimited}) -> unlimited;
room(Parts, #{chars_limit := Limit}) ->
    Others = lists:sum([string:length(Part) || Part <- Parts, not is_tuple(Part)]),
    max(1, Limit - Others).

message(Message, Meta, #{single_line := Single} = Config, Room) ->
    Text = message_text(Message, Meta, Config#{chars_limit := Room}),
    case Single of
        true -> in_one_line(string:trim(unicode:characters_to_list(Text)));
        false -> Text
    end.

message_text({string, Text}, _, _) ->
    try io_lib:format("~ts", [Text])
    catch
        _:_ -> wrong_format("~ts", [Text])
    end;
message_text({report, Report}, Meta, Config) -> report_text(Report, report_cb(Meta, Config), Config);
message_text({Format, Args}, _, Config) -> formatted(Format, Args, Config).

report_cb(_, #{report_cb := Callback}) -> Callback;
report_cb(#{report_cb := Callback}, _) when is_function(Callback, 1); is_function(Callback, 2) -> Callback;
report_cb(_, _) -> fun logger:format_report/1.

report_text(Report, Callback, Config) when is_function(Callback, 1) ->
    try Callback(Report) of
        {Format, Args} when is_list(Format), is_list(Args) -> formatted(Format, Args, Config);
        Other -> formatted("REPORT_CB/1 ERROR: ~0tp; Returned: ~0tp", [Report, Other], Config)
    catch
        Class:Reason:Stack -> crashed("REPORT_CB/1", Report, {Class, Reason, Stack}, Config)
    end;
report_text(Report, Callback, Config) when is_function(Callback, 2) ->
    try Callback(Report, maps:with([chars_limit, depth, single_line], Config)) of
        Text ->
            case is_text(Text) of
                true -> Text;
                false -> formatted("REPORT_CB/2 ERROR: ~0tp; Returned: ~0tp", [Report, Text], Config)
            end
    catch
        Class:Reason:Stack -> crashed("REPORT_CB/2", Report, {Class, Reason, Stack}, Config)
    end.

is_text(Text) ->
    try is_list(unicode:characters_to_list(Text))
    catch _:_ -> false
    end.

%% The frames of the formatter, and those below them, say nothing.
crashed(Which, Report, {Class, Reason, Stack}, Config) ->
    Own = lists:takewhile(fun(Frame) -> element(1, Frame) =/= ?MODULE end, Stack),
    formatted(Which ++ " CRASH: ~0tp; Reason: ~0tp", [Report, {Class, Reason, Own}], Config).

formatted(Format, Args, #{single_line := Single, depth := Depth, chars_limit := Limit}) ->
    try
        Scanned = io_lib:scan_format(Format, Args),
        Limited = [limited(Item, Depth, Single) || Item <- Scanned],
        case Limit of
            unlimited -> io_lib:build_text(Limited);
            _ -> io_lib:build_text(Limited, [{chars_limit, Limit}])
        end
    catch
        _:_ -> wrong_format(Format, Args)
    end.

%% Terms are printed down to a depth, and without line breaks.
limited(#{control_char := Char, args := [Term]} = Item, Depth, Single) when Char =:= $p; Char =:= $w ->
    Narrow = case Single andalso Char =:= $p of
                 true -> Item#{width := 0};
                 false -> Item
             end,
    case Depth of
        unlimited -> Narrow;
        _ -> Narrow#{control_char := Char - ($p - $P), args := [Term, Depth]}
    end;
limited(#{control_char := $P, args := [Term, Asked]} = Item, Depth, Single) ->
    Narrow = case Single of
                 true -> Item#{width := 0};
                 false -> Item
             end,
    Narrow#{args := [Term, smaller(Asked, Depth)]};
limited(#{control_char := $W, args := [Term, Asked]} = Item, Depth, _) ->
    Item#{args := [Term, smaller(Asked, Depth)]};
limited(Item, _, _) -> Item.

smaller(Asked, unlimited) -> Asked;
smaller(Asked, Depth) -> min(Asked, Depth).

wrong_format(Format, Args) -> io_lib:format("FORMAT ERROR: ~0tp - ~0tp", [Format, Args]).

%% A line break, with a comma before it and spaces after it, becomes a comma and a space.
in_one_line("," ++ Rest) ->
    case break(Rest) of
        {true, After} -> ", " ++ in_one_line(After);
        false -> [$, | in_one_line(Rest)]
    end;
in_one_line([Char | Rest] = Text) ->
    case break(Text) of
        {true, After} -> ", " ++ in_one_line(After);
        false -> [Char | in_one_line(Rest)]
    end;
in_one_line([]) -> [].

break("\r\n" ++ Rest) -> {true, without_space(Rest)};
break("\n" ++ Rest) -> {true, without_space(Rest)};
break(_) -> false.

without_space([Char | Rest]) when Char =:= $\s; Char =:= $\t; Char =:= $\n; Char =:= $\r; Char =:= $\v; Char =:= $\f ->
    without_space(Rest);
without_space(Rest) -> Rest.

truncated(Text, unlimited) -> Text;
truncated(Text, Size) ->
    case string:length(Text) > Size of
        false -> Text;
        true ->
            case lists:last(Text) of
                $\n -> string:slice(Text, 0, Size - 4) ++ "...\n";
                _ -> string:slice(Text, 0, Size - 3) ++ "..."
            end
    end.

%%% Checks

%% Whether a configuration of this formatter is right: ok or `{error, Reason}`.
%% > logger_formatter:check_config(#{single_line => true, template => [time, " ", msg]}).
%% ok
%% > logger_formatter:check_config(#{single_line => perhaps}).
%% {error,{invalid_formatter_config,logger_formatter,{single_line,perhaps}}}
-spec check_config(config()) -> ok | {error, term()}.
check_config(Config) when is_map(Config) ->
    case [Item || Item <- maps:to_list(Config), not is_right(Item)] of
        [] -> ok;
        [{template, Template} | _] -> {error, {invalid_formatter_template, ?MODULE, Template}};
        [Item | _] -> {error, {invalid_formatter_config, ?MODULE, Item}}
    end;
check_config(Config) -> {error, {invalid_formatter_config, ?MODULE, Config}}.

is_right({Key, unlimited}) when Key =:= chars_limit; Key =:= depth; Key =:= max_size -> true;
is_right({Key, Value}) when Key =:= chars_limit; Key =:= depth; Key =:= max_size ->
    is_integer(Value) andalso Value > 0;
is_right({Key, Value}) when Key =:= legacy_header; Key =:= single_line -> is_boolean(Value);
is_right({report_cb, Fun}) -> is_function(Fun, 1) orelse is_function(Fun, 2);
is_right({error_logger_notice_header, Word}) -> Word =:= info orelse Word =:= notice;
is_right({template, Template}) -> is_template(Template);
is_right({time_designator, Char}) -> is_integer(Char) andalso Char >= 0 andalso Char =< 255;
is_right({time_offset, Offset}) -> is_offset(Offset);
is_right(_) -> false.

is_offset(Offset) when is_integer(Offset) -> true;
is_offset("") -> true;
is_offset([Z]) -> Z =:= $Z orelse Z =:= $z;
is_offset([Sign, H1, H2, $:, M1, M2]) when Sign =:= $+; Sign =:= $- ->
    lists:all(fun(Char) -> Char >= $0 andalso Char =< $9 end, [H1, H2, M1, M2]);
is_offset(_) -> false.

is_template([Key | Rest]) when is_atom(Key) -> is_template(Rest);
is_template([{Key, Then, Else} | Rest]) ->
    is_key(Key) andalso is_template(Then) andalso is_template(Else) andalso is_template(Rest);
is_template([Part | Rest]) -> (is_key(Part) orelse is_text(Part)) andalso is_template(Rest);
is_template(Rest) -> Rest =:= [].

is_key(Key) when is_atom(Key) -> true;
is_key([_ | _] = Path) -> lists:all(fun is_atom/1, Path);
is_key(_) -> false.
