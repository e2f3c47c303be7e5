%%% Uniform resource identifiers (RFC 3986) taken apart, put together, resolved and normalized, and queries of HTML
%%% forms: the module `uri_string`. Text is worked on as a list; what was given as a binary comes back as one.
-module(uri_string).

-export([parse/1, recompose/1, normalize/1, normalize/2, resolve/2, resolve/3, transcode/2]).
-export([quote/1, quote/2, unquote/1, percent_decode/1, compose_query/1, compose_query/2, dissect_query/1]).
-export([allowed_characters/0]).

-export_type([uri_string/0, uri_map/0, error/0]).

-type uri_string() :: iodata().
-type uri_map() :: #{scheme => unicode:chardata(), userinfo => unicode:chardata(), host => unicode:chardata(),
                     port => non_neg_integer() | undefined, path => unicode:chardata(),
                     query => unicode:chardata(), fragment => unicode:chardata()}.
-type error() :: {error, atom(), term()}.

-define(IS_ALPHA(C), (C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z)).
-define(IS_DIGIT(C), (C >= $0 andalso C =< $9)).

%%% Taking apart

%% The parts of a URI or of a relative reference; those that are missing are not in the map. `{error, invalid_uri,
%% Part}` when it is none.
%% > uri_string:parse("https://user@example.org:8042/over/there?name=ferret#nose").
%% #{fragment => "nose",host => "example.org",path => "/over/there",port => 8042,query => "name=ferret",
%%   scheme => "https",userinfo => "user"}
%% > uri_string:parse("https://example.org:x").
%% {error,invalid_uri,":"}
-spec parse(uri_string()) -> uri_map() | error().
parse(Text) ->
    try
        Parts = parts(characters(Text)),
        maps:map(fun(port, Port) -> Port; (_, Part) -> like(Text, Part) end, Parts)
    catch
        throw:{invalid, What} -> {error, invalid_uri, What}
    end.

%% What came in a list stays one.
like(Model, Part) when is_binary(Model) -> unicode:characters_to_binary(Part);
like(_, Part) -> Part.

%% A text is read from its head to its end; a character that may not stand where it is ends that. What fails with a
%% scheme is read again as a relative reference, and what fails with a user as one without, so the last reading tells
%% the error.
parts([First | _] = Text) when ?IS_ALPHA(First) ->
    case lists:splitwith(fun(Char) -> is_allowed(scheme, Char) end, Text) of
        {Scheme, [$: | Rest]} ->
            try (hierarchy(Rest, path))#{scheme => Scheme}
            catch throw:{invalid, _} -> hierarchy(Text, segment)
            end;
        _ -> hierarchy(Text, segment)
    end;
parts(Text) -> hierarchy(Text, segment).

%% What follows a scheme or has none; Begin is what its path may begin with.
hierarchy("//" ++ Rest, _) -> authority(Rest);
hierarchy(Text, Begin) ->
    _ = take(Begin, Text, "/?#"),
    path(Text).

authority(Text) ->
    case lists:splitwith(fun(Char) -> is_allowed(userinfo, Char) end, Text) of
        {User, [$@ | Rest]} ->
            try (host(Rest))#{userinfo => User}
            catch throw:{invalid, _} -> host(Text)
            end;
        _ -> host(Text)
    end.

host([$[ | Text]) ->
    {Address, Rest} = take(ipv6, Text, "]"),
    Rest =/= [] orelse throw({invalid, <<>>}),
    is_ipv6(Address) orelse throw({invalid, Address}),
    % As OTP has it: digits behind the bracket belong to the host.
    case take(ipv6, tl(Rest), ":/?#") of
        {[], Left} -> (port(Left))#{host => Address};
        {More, Left} -> (port(Left))#{host => Address ++ "]" ++ More}
    end;
host(Text) ->
    {Name, Rest} = take(regname, Text, ":/?#"),
    (port(Rest))#{host => Name}.

is_ipv6(Address) -> element(1, inet:parse_ipv6strict_address(Address)) =:= ok.

port([$: | Text]) ->
    case take(digit, Text, "/?#") of
        {[], Rest} -> (path(Rest))#{port => undefined};
        {Digits, Rest} -> (path(Rest))#{port => list_to_integer(Digits)}
    end;
port(Rest) -> path(Rest).

path(Text) ->
    {Path, Rest} = take(path, Text, "?#"),
    (query(Rest))#{path => Path}.

query([$? | Text]) ->
    {Query, Rest} = take(query, Text, "#"),
    (fragment(Rest))#{query => Query};
query(Rest) -> fragment(Rest).

fragment([$# | Text]) -> #{fragment => element(1, take(fragment, Text, ""))};
fragment([]) -> #{}.

%% The text of a part up to one of the characters Ends, and the rest.
take(Part, Text, Ends) ->
    IsOf = fun(Char) ->
               not lists:member(Char, Ends) andalso (is_allowed(Part, Char) orelse throw({invalid, [Char]}))
           end,
    lists:splitwith(IsOf, Text).

is_allowed(segment, Char) -> Char =/= $: andalso is_allowed(path, Char);
is_allowed(digit, Char) -> ?IS_DIGIT(Char);
is_allowed(Part, $%) -> Part =/= scheme andalso Part =/= ipv6;
is_allowed(Part, Char) -> lists:member(Char, allowed(Part)).

%% The characters that may stand in each part.
%% > proplists:get_value(ipv4, uri_string:allowed_characters()).
%% ".0123456789"
-spec allowed_characters() -> [{atom(), string()}].
allowed_characters() ->
    [{Part, lists:usort(allowed(Part))}
     || Part <- [scheme, userinfo, host, ipv4, ipv6, regname, path, query, fragment, reserved, unreserved]].

allowed(scheme) -> "+-." ++ alphanumeric();
allowed(userinfo) -> "%:" ++ unreserved() ++ sub_delimiters();
allowed(host) -> ":" ++ unreserved() ++ sub_delimiters();
allowed(ipv4) -> ".0123456789";
allowed(ipv6) -> ".:0123456789abcdefABCDEF";
allowed(regname) -> "%" ++ unreserved() ++ sub_delimiters();
allowed(path) -> "/%:@" ++ unreserved() ++ sub_delimiters();
allowed(query) -> "?" ++ allowed(path);
allowed(fragment) -> "?" ++ allowed(path);
allowed(reserved) -> ":/?#[]@" ++ sub_delimiters();
allowed(unreserved) -> unreserved().

alphanumeric() -> "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".
unreserved() -> "-._~" ++ alphanumeric().
sub_delimiters() -> "!$&'()*+,;=".

%%% Putting together

%% A URI of its parts. `{error, invalid_map, Map}` when they make none: there is no path, or a port without a host.
%% > uri_string:recompose(#{scheme => "https", host => "example.org", path => "/a b", query => "x=1"}).
%% "https://example.org/a%20b?x=1"
%% > uri_string:recompose(#{host => "example.org"}).
%% {error,invalid_map,#{host => "example.org"}}
-spec recompose(uri_map()) -> uri_string() | error().
recompose(#{path := _} = Parts) ->
    Texts = maps:map(fun(port, Port) -> Port; (_, Part) -> characters(Part) end, Parts),
    case is_scheme(maps:get(scheme, Texts, "none")) of
        true ->
            IsList = lists:any(fun is_list/1, maps:values(Parts)),
            if IsList -> composed(Texts); true -> like(<<>>, composed(Texts)) end;
        false -> {error, invalid_scheme, maps:get(scheme, Parts)}
    end;
recompose(Map) when is_map(Map) -> {error, invalid_map, Map}.

is_scheme(Text) -> Text =/= "" andalso lists:all(fun(Char) -> is_allowed(scheme, Char) end, Text).

composed(Parts) ->
    suffixed(Parts, scheme, ":") ++ authority_text(Parts) ++ prefixed(Parts, query, "?") ++ prefixed(Parts, fragment, "#").

%% A path behind a host begins with a slash.
authority_text(#{host := Host, path := Path} = Parts) ->
    "//" ++ suffixed(Parts, userinfo, "@") ++ host_text(Host) ++ port_text(Parts) ++ separated(escaped(path, Path));
authority_text(#{path := Path} = Parts) ->
    prefixed(Parts, userinfo, "//") ++ port_text(Parts) ++ escaped(path, Path).

separated([Char | _] = Path) when Char =/= $/ -> [$/ | Path];
separated(Path) -> Path.

host_text(Host) ->
    case is_ipv6(Host) of
        true -> "[" ++ Host ++ "]";
        false -> escaped(regname, Host)
    end.

%% A port follows something.
port_text(#{port := Port} = Parts) when is_map_key(host, Parts); is_map_key(userinfo, Parts); is_map_key(scheme, Parts) ->
    case Port of
        undefined -> ":";
        _ -> [$: | integer_to_list(Port)]
    end;
port_text(Parts) when not is_map_key(port, Parts) -> "".

suffixed(Parts, Name, Suffix) ->
    case Parts of
        #{Name := Part} -> escaped(Name, Part) ++ Suffix;
        _ -> ""
    end.

prefixed(Parts, Name, Prefix) ->
    case Parts of
        #{Name := Part} -> Prefix ++ escaped(Name, Part);
        _ -> ""
    end.

%% Characters that may not stand in a part are percent-encoded.
escaped(Part, Text) -> lists:flatmap(fun(Char) -> encoded(Char, is_allowed(Part, Char)) end, Text).

encoded(Char, true) -> [Char];
encoded(Char, false) -> percent(<<Char/utf8>>).

percent(Bytes) -> lists:append([[$%, hex(Byte bsr 4), hex(Byte band 15)] || <<Byte>> <= Bytes]).

hex(Digit) when Digit < 10 -> $0 + Digit;
hex(Digit) -> $A + Digit - 10.

%%% Percent encoding

%% The characters of a text; what is none is no clause's.
characters(Text) when is_list(Text); is_binary(Text) ->
    case unicode:characters_to_list(Text) of
        Chars when is_list(Chars) -> Chars;
        _ -> error(function_clause)
    end.

%% As characters/1; a binary that is broken is thrown as an error.
valid_characters(Text) when is_binary(Text) ->
    case unicode:characters_to_list(Text) of
        {_, _, Rest} -> throw({error, invalid_input, Rest});
        Chars -> Chars
    end;
valid_characters(Text) -> characters(Text).

%% Text with every character encoded that is not unreserved (and not in Safe).
%% > uri_string:quote("a b/c").
%% "a%20b%2Fc"
-spec quote(unicode:chardata()) -> unicode:chardata().
quote(Text) -> quote(Text, "").

%% Text with every character encoded that is neither unreserved nor in the second argument.
%% > uri_string:quote("a b/c", "/").
%% "a%20b/c"
-spec quote(unicode:chardata(), string()) -> unicode:chardata().
quote(Text, Safe) ->
    Quoted = [encoded(Char, is_allowed(unreserved, Char) andalso Char =/= $% orelse lists:member(Char, Safe))
              || Char <- valid_characters(Text)],
    like(Text, lists:append(Quoted)).

%% Text with percent encodings replaced by what they stand for; the inverse of quote/1. A percent sign that begins none
%% stays.
%% > uri_string:unquote("a%20b").
%% "a b"
%% > uri_string:unquote("100%").
%% "100%"
-spec unquote(unicode:chardata()) -> unicode:chardata() | error().
unquote(Text) when is_list(Text); is_binary(Text) -> percent_decode(Text).

%% Text, or the parts of a URI, with percent encodings replaced by what they stand for.
%% > uri_string:percent_decode("a%2Fb").
%% "a/b"
%% > uri_string:percent_decode("%zz").
%% {error,invalid_percent_encoding,<<"%zz">>}
-spec percent_decode(uri_string() | uri_map()) -> uri_string() | uri_map() | error().
percent_decode(Parts) when is_map(Parts) ->
    Decoded = maps:map(fun(_, Part) -> percent_decoded(Part) end,
                       maps:with([userinfo, host, path, query, fragment], Parts)),
    case [{Name, {Reason, What}} || {Name, {error, Reason, What}} <- maps:to_list(Decoded)] of
        [] -> maps:merge(Parts, Decoded);
        [Invalid | _] -> {error, {invalid, Invalid}}
    end;
percent_decode(Text) when is_list(Text) -> percent_decoded(Text);
percent_decode(Text) when is_binary(Text) ->
    % As OTP has it: what is wrong in a binary is thrown.
    case percent_decoded(Text) of
        {error, _, _} = Error -> throw(Error);
        Decoded -> Decoded
    end.

percent_decoded(Text) ->
    try
        Bytes = decoded(bytes(Text), $+),
        case unicode:characters_to_list(Bytes) of
            Chars when is_list(Chars) -> like(Text, Chars);
            _ -> {error, invalid_utf8, Bytes}
        end
    catch
        throw:{bad_percent, Rest} -> {error, invalid_percent_encoding, binary:part(Rest, 0, 3)}
    end.

bytes(Text) when is_binary(Text) -> Text;
bytes(Text) -> unicode:characters_to_binary(Text).

%% What bytes stand for; Plus is what a `+` does. What cannot be decoded is thrown with all that follows.
decoded(<<$%, High, Low, Rest/binary>> = Bytes, Plus) ->
    is_hex(High) andalso is_hex(Low) orelse throw({bad_percent, Bytes}),
    <<(list_to_integer([High, Low], 16)), (decoded(Rest, Plus))/binary>>;
decoded(<<$+, Rest/binary>>, Plus) -> <<Plus, (decoded(Rest, Plus))/binary>>;
decoded(<<Byte, Rest/binary>>, Plus) -> <<Byte, (decoded(Rest, Plus))/binary>>;
decoded(<<>>, _) -> <<>>.

is_hex(C) -> ?IS_DIGIT(C) orelse C >= $a andalso C =< $f orelse C >= $A andalso C =< $F.

%% A URI whose percent-encoded bytes are of another encoding.
%% > uri_string:transcode("%F6", [{in_encoding, latin1}, {out_encoding, utf8}]).
%% "%C3%B6"
-spec transcode(uri_string(), [{in_encoding | out_encoding, unicode:encoding()}]) -> uri_string() | error().
transcode(Text, Options) when Text =/= "", Text =/= <<>> ->
    In = proplists:get_value(in_encoding, Options, utf8),
    Out = proplists:get_value(out_encoding, Options, utf8),
    try outside(Text, lists:append([transcoded(Piece, In, Out) || Piece <- pieces(inside(Text, In), "")]), Out)
    catch
        throw:{bad_percent, Rest} -> {error, invalid_percent_encoding, Rest};
        throw:{invalid, What} -> {error, invalid_input, What}
    end.

%% A binary is of these encodings itself.
inside(Text, In) when is_binary(Text) -> valid(Text, unicode:characters_to_list(Text, In));
inside(Text, _) -> valid_characters(Text).

outside(Text, Chars, Out) when is_binary(Text) -> valid(Text, unicode:characters_to_binary(Chars, unicode, Out));
outside(_, Chars, _) -> Chars.

valid(_, Text) when is_list(Text); is_binary(Text) -> Text;
valid(Source, _) -> throw({invalid, Source}).

%% Runs of percent-encoded bytes, and single characters.
pieces([$%, High, Low | Rest] = Text, Run) ->
    is_hex(High) andalso is_hex(Low) orelse throw({bad_percent, Text}),
    pieces(Rest, [list_to_integer([High, Low], 16) | Run]);
pieces([Char | Rest], "") -> [Char | pieces(Rest, "")];
pieces([], "") -> [];
pieces(Rest, Run) -> [{bytes, list_to_binary(lists:reverse(Run))} | pieces(Rest, "")].

transcoded({bytes, Bytes}, In, Out) ->
    percent(valid(Bytes, unicode:characters_to_binary(Bytes, In, Out)));
transcoded(Char, _, _) -> [Char].

%%% Normal forms and references

%% A URI with case, percent encodings, dots in the path, and default ports made alike.
%% > uri_string:normalize("HTTP://Example.org:80/a/../b%7e").
%% "http://example.org/b~"
-spec normalize(uri_string() | uri_map()) -> uri_string() | error().
normalize(Uri) -> normalize(Uri, []).

%% A URI made alike as by normalize/1; with the option `return_map` its parts.
%% > uri_string:normalize("HTTP://Example.org:80/a/../b", [return_map]).
%% #{host => "example.org",path => "/b",scheme => "http"}
-spec normalize(uri_string() | uri_map(), [] | [return_map]) -> uri_string() | uri_map() | error().
normalize(Uri, Options) when Options =:= []; Options =:= [return_map] ->
    case as_map(Uri) of
        {error, _, _} = Error -> Error;
        Parts -> normal(Parts, Options)
    end.

normal(#{path := _} = Parts, Options) ->
    try answer(maps:map(fun normal_part/2, without_default(cased(Parts))), Options)
    catch throw:{bad_percent, What} -> {error, invalid_percent_encoding, What}
    end.

as_map(Parts) when is_map(Parts) -> Parts;
as_map(Text) -> parse(Text).

answer(Parts, Options) ->
    case Options of
        [return_map] -> Parts;
        [] -> recompose(Parts)
    end.

cased(Parts) ->
    maps:map(fun(Name, Part) when Name =:= scheme; Name =:= host -> string:lowercase(Part); (_, Part) -> Part end,
             Parts).

normal_part(port, Port) -> Port;
normal_part(path, Path) -> like(Path, without_dots(normal_percent(characters(Path))));
normal_part(_, Part) -> like(Part, normal_percent(characters(Part))).

%% Encodings of unreserved characters give way to these, the others are in capitals.
normal_percent([$%, High, Low | Rest]) ->
    is_hex(High) andalso is_hex(Low) orelse throw({bad_percent, <<$%, High, Low>>}),
    Char = list_to_integer([High, Low], 16),
    encoded_byte(Char, lists:member(Char, unreserved())) ++ normal_percent(Rest);
normal_percent([Char | Rest]) -> [Char | normal_percent(Rest)];
normal_percent([]) -> [].

encoded_byte(Char, true) -> [Char];
encoded_byte(Char, false) -> percent(<<Char>>).

%% The port that a scheme means anyway is left out; a path of http begins with a slash.
without_default(#{scheme := Scheme} = Parts) ->
    Name = characters(Scheme),
    Default = default_port(Name),
    Portless = case Parts of
                   #{port := Port} when Port =:= Default; Port =:= undefined -> maps:remove(port, Parts);
                   _ -> Parts
               end,
    case Portless of
        #{path := Path} when Path =:= "" orelse Path =:= <<>>, Name =:= "http" orelse Name =:= "https" ->
            Portless#{path := like(Path, "/")};
        _ -> Portless
    end;
without_default(Parts) -> Parts.

default_port("ftp") -> 21;
default_port("ssh") -> 22;
default_port("sftp") -> 22;
default_port("tftp") -> 69;
default_port("http") -> 80;
default_port("https") -> 443;
default_port(_) -> none.

%% A path without the segments `.` and `..` (RFC 3986, 5.2.4).
without_dots(Path) -> dotless(Path, []).

dotless("../" ++ Rest, Done) -> dotless(Rest, Done);
dotless("./" ++ Rest, Done) -> dotless(Rest, Done);
dotless("/./" ++ Rest, Done) -> dotless([$/ | Rest], Done);
dotless("/.", Done) -> dotless("/", Done);
dotless("/../" ++ Rest, Done) -> dotless([$/ | Rest], tl_or_none(Done));
dotless("/..", Done) -> dotless("/", tl_or_none(Done));
dotless(Dots, Done) when Dots =:= "."; Dots =:= ".."; Dots =:= "" -> lists:append(lists:reverse(Done));
dotless([First | Rest], Done) ->
    {Segment, Left} = lists:splitwith(fun(Char) -> Char =/= $/ end, Rest),
    dotless(Left, [[First | Segment] | Done]).

tl_or_none([]) -> [];
tl_or_none([_ | Segments]) -> Segments.

%% What a reference means beside a base (RFC 3986, 5.2.2).
%% > uri_string:resolve("../c", "http://example.org/a/b/d").
%% "http://example.org/a/c"
-spec resolve(uri_string() | uri_map(), uri_string() | uri_map()) -> uri_string() | error().
resolve(Reference, Base) -> resolve(Reference, Base, []).

%% What a reference means beside a base as of resolve/2; with the option `return_map` its parts. `{error, …}` when one
%% of them is no URI, or the base has no scheme.
%% > uri_string:resolve("c?x", "http://example.org/a/b", [return_map]).
%% #{host => "example.org",path => "/a/c",query => "x",scheme => "http"}
%% > uri_string:resolve("c", "a/b", []).
%% {error,invalid_scheme,[]}
-spec resolve(uri_string() | uri_map(), uri_string() | uri_map(), [] | [return_map]) -> uri_string() | uri_map() | error().
resolve(Reference, Base, Options) ->
    case as_map(Reference) of
        {error, _, _} = Error -> Error;
        #{scheme := _} = Absolute -> answer(dotless_path(Absolute), Options);
        Relative ->
            case as_map(Base) of
                {error, _, _} = Error -> Error;
                #{scheme := Scheme} = From -> answer((resolved(Relative, From))#{scheme => Scheme}, Options);
                _ -> {error, invalid_scheme, ""}
            end
    end.

dotless_path(#{path := Path} = Parts) -> Parts#{path := like(Path, without_dots(characters(Path)))}.

%% Each part is of the kind of text that it came in.
resolved(#{host := _} = Reference, _) -> dotless_path(Reference);
resolved(#{path := Path} = Reference, #{path := From} = Base) ->
    Place = maps:with([userinfo, host, port], Base),
    case characters(Path) of
        "" -> maps:merge(maps:merge(Place, maps:with([path, query], Base)), maps:with([query, fragment], Reference));
        "/" ++ _ -> maps:merge(Place, dotless_path(Reference));
        Text ->
            Merged = merged(Text, characters(From), is_map_key(host, Base)),
            maps:merge(Place, dotless_path(Reference#{path := like(Path, Merged)}))
    end.

%% A path in place of what follows the last slash of another.
merged(Path, "", true) -> [$/ | Path];
merged(Path, From, _) -> lists:reverse(lists:dropwhile(fun(Char) -> Char =/= $/ end, lists:reverse(From)), Path).

%%% Queries

%% The query of a form's fields, as a text of the kind of the names; a value of `true` stands for no `=`.
%% > uri_string:compose_query([{"name", "a b"}, {"x", "1"}]).
%% "name=a+b&x=1"
-spec compose_query([{unicode:chardata(), unicode:chardata() | true}]) -> uri_string() | error().
compose_query(Fields) -> compose_query(Fields, [{encoding, utf8}]).

%% The query of a form's fields, in an encoding, `utf8` or `latin1`: characters that it does not have are written as
%% `&#N;`.
%% > [uri_string:compose_query([{"name", [246]}], [{encoding, E}]) || E <- [utf8, latin1]].
%% ["name=%C3%B6","name=%F6"]
-spec compose_query([{unicode:chardata(), unicode:chardata() | true}], [{encoding, atom()}]) -> uri_string() | error().
compose_query([], _) -> [];
compose_query([_ | _] = Fields, Options) ->
    Encoding = try proplists:get_value(encoding, Options, none) catch error:_ -> none end,
    try
        Text = lists:append(lists:join("&", lists:map(fun({Name, Value}) -> field(Name, Value, Encoding) end, Fields))),
        IsList = lists:any(fun({Name, Value}) -> is_list(Name) orelse is_list(Value) end, Fields),
        if IsList -> Text; true -> list_to_binary(Text) end
    catch
        throw:{bad_value, Value} -> {error, invalid_input, Value};
        throw:{bad_encoding, Bad} -> {error, invalid_encoding, Bad}
    end.

field(Name, true, Encoding) -> form(Name, Encoding);
field(Name, Value, Encoding) -> form(Name, Encoding) ++ "=" ++ form(Value, Encoding).

form(Text, Encoding) when not (is_list(Text) orelse is_binary(Text)); Encoding =:= none -> throw({bad_value, Text});
form(Text, Encoding) when Encoding =:= utf8; Encoding =:= unicode; Encoding =:= latin1 ->
    lists:flatmap(fun(Char) -> form_char(Char, Encoding) end, characters(Text));
form(_, Encoding) -> throw({bad_encoding, Encoding}).

form_char($\s, _) -> "+";
form_char(Char, _) when ?IS_ALPHA(Char); ?IS_DIGIT(Char); Char =:= $*; Char =:= $-; Char =:= $.; Char =:= $_ -> [Char];
form_char(Char, Encoding) when Encoding =:= utf8; Encoding =:= unicode; Char < 128 -> percent(<<Char/utf8>>);
form_char(Char, _) when Char < 256 -> percent(<<Char>>);
form_char(Char, _) -> "%26%23" ++ integer_to_list(Char) ++ "%3B".

%% The fields of a form's query; a field without `=` has the value `true`. `{error, invalid_percent_encoding, Text}`
%% and `{error, invalid_encoding, Text}` for what is broken.
%% > uri_string:dissect_query("name=a+b&x=%31").
%% [{"name","a b"},{"x","1"}]
%% > uri_string:dissect_query("name=%zz").
%% {error,invalid_percent_encoding,"%zz"}
-spec dissect_query(uri_string()) -> [{unicode:chardata(), unicode:chardata() | true}] | error().
dissect_query(Text) when Text =:= ""; Text =:= <<>> -> [];
dissect_query(Text) ->
    try [dissected(Text, Field) || Field <- form_fields(query_characters(Text), "")]
    catch
        throw:{bad_percent, What} -> {error, invalid_percent_encoding, What};
        throw:{bad_text, Bytes} -> {error, invalid_input, binary_to_list(Bytes)};
        throw:{bad_byte, Byte} -> {error, invalid_character, [Byte]}
    end.

query_characters(Text) when is_binary(Text) ->
    case unicode:characters_to_list(Text) of
        Chars when is_list(Chars) -> Chars;
        {_, _, <<Byte, _/binary>>} -> throw({bad_byte, Byte})
    end;
query_characters(Text) -> characters(Text).

%% The texts between the characters `&`; `&#` begins a character's number.
form_fields("&#" ++ Rest, Field) -> form_fields(Rest, "#&" ++ Field);
form_fields([$& | Rest], Field) -> [lists:reverse(Field) | form_fields(Rest, "")];
form_fields([Char | Rest], Field) -> form_fields(Rest, [Char | Field]);
form_fields([], Field) -> [lists:reverse(Field)].

dissected(Model, Field) ->
    case string:split(Field, "=") of
        [Name] -> {unformed(Model, Name), true};
        [Name, Value] -> {unformed(Model, Name), unformed(Model, Value)}
    end.

unformed(Model, Text) ->
    Bytes = try decoded(unicode:characters_to_binary(Text), $\s)
            catch throw:{bad_percent, Rest} -> throw({bad_percent, unicode:characters_to_list(Rest)})
            end,
    case unicode:characters_to_list(Bytes) of
        Chars when is_list(Chars) -> like(Model, references(Chars));
        {_, _, <<Byte, _/binary>>} -> throw({bad_text, <<Byte>>})
    end.

%% Characters written as `&#N;`.
references("&#" ++ Rest = Text) ->
    case lists:splitwith(fun(Char) -> ?IS_DIGIT(Char) end, Rest) of
        {[_ | _] = Digits, [$; | Left]} -> [list_to_integer(Digits) | references(Left)];
        _ -> [hd(Text) | references(tl(Text))]
    end;
references([Char | Rest]) -> [Char | references(Rest)];
references([]) -> [].
