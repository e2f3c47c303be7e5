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

%% The parts of a URI or of a relative reference.
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

%% A fault behind a scheme is reported as the colon's: with another meaning of it there might be none.
parts([First | _] = Text) when ?IS_ALPHA(First) ->
    try parts_of(Text)
    catch
        throw:{invalid, What} ->
            case lists:dropwhile(fun(Char) -> is_allowed(scheme, Char) end, Text) of
                [$: | _] -> throw({invalid, ":"});
                _ -> throw({invalid, What})
            end
    end;
parts(Text) -> parts_of(Text).

parts_of(Text) ->
    {Before, Fragment} = cut($#, Text, fragment),
    {Hier, Query} = cut($?, Before, query),
    maps:merge(maps:merge(Fragment, Query), with_scheme(Hier)).

%% The text before a character, and what follows it as a part.
cut(Char, Text, Name) ->
    case lists:splitwith(fun(Other) -> Other =/= Char end, Text) of
        {Before, [Char | After]} -> {Before, #{Name => checked(Name, After)}};
        {Before, []} -> {Before, #{}}
    end.

with_scheme(Hier) ->
    case lists:splitwith(fun(Char) -> Char =/= $: andalso Char =/= $/ end, Hier) of
        {[First | _] = Scheme, [$: | Rest]} when ?IS_ALPHA(First) ->
            (hierarchy(Rest))#{scheme => checked(scheme, Scheme)};
        {_, [$: | _]} -> throw({invalid, ":"});
        _ -> hierarchy(Hier)
    end.

hierarchy("//" ++ Rest) ->
    {Authority, Path} = lists:splitwith(fun(Char) -> Char =/= $/ end, Rest),
    (authority(Authority))#{path => checked(path, Path)};
hierarchy(Path) -> #{path => checked(path, Path)}.

authority(Text) ->
    case lists:splitwith(fun(Char) -> Char =/= $@ end, Text) of
        {User, [$@ | Rest]} -> (host(Rest))#{userinfo => checked(userinfo, User)};
        _ -> host(Text)
    end.

host([$[ | Text]) ->
    case lists:splitwith(fun(Char) -> Char =/= $] end, Text) of
        {Address, [$] | Port]} ->
            case inet:parse_ipv6strict_address(Address) of
                {ok, _} -> (port(Port))#{host => Address};
                {error, _} -> throw({invalid, ":"})
            end;
        _ -> throw({invalid, ":"})
    end;
host(Text) ->
    {Name, Port} = lists:splitwith(fun(Char) -> Char =/= $: end, Text),
    (port(Port))#{host => checked(regname, Name)}.

port("") -> #{};
port(":") -> #{port => undefined};
port([$: | Digits]) ->
    case lists:dropwhile(fun(Digit) -> ?IS_DIGIT(Digit) end, Digits) of
        [] -> #{port => list_to_integer(Digits)};
        [Bad | _] -> throw({invalid, [Bad]})
    end;
port(_) -> throw({invalid, ":"}).

%% A part whose characters are all allowed in it.
checked(Part, Text) ->
    case [Char || Char <- Text, not is_allowed(Part, Char)] of
        [] -> Text;
        [Bad | _] -> throw({invalid, [Bad]})
    end.

is_allowed(Part, $%) -> Part =/= scheme;
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

%% A URI of its parts.
%% > uri_string:recompose(#{scheme => "https", host => "example.org", path => "/a b", query => "x=1"}).
%% "https://example.org/a%20b?x=1"
-spec recompose(uri_map()) -> uri_string() | error().
recompose(#{path := Path} = Parts) ->
    Text = composed(maps:map(fun(port, Port) -> Port; (_, Part) -> characters(Part) end, Parts)),
    Model = maps:get(scheme, Parts, maps:get(host, Parts, Path)),
    like(Model, Text);
recompose(Map) -> {error, invalid_map, Map}.

composed(#{path := Path} = Parts) ->
    Authority = case Parts of
                    #{host := Host} ->
                        "//" ++ suffixed(Parts, userinfo, "@") ++ host_text(Host) ++ port_text(Parts) ++
                            separated(escaped(path, Path));
                    _ -> escaped(path, Path)
                end,
    suffixed(Parts, scheme, ":") ++ Authority ++ prefixed(Parts, query, "?") ++ prefixed(Parts, fragment, "#").

%% A path behind a host begins with a slash.
separated([Char | _] = Path) when Char =/= $/ -> [$/ | Path];
separated(Path) -> Path.

host_text(Host) ->
    case lists:member($:, Host) of
        true -> "[" ++ Host ++ "]";
        false -> escaped(regname, Host)
    end.

port_text(#{port := undefined}) -> ":";
port_text(#{port := Port}) -> ":" ++ integer_to_list(Port);
port_text(_) -> "".

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

%% Text with every character encoded that is not unreserved (and not in Safe).
%% > uri_string:quote("a b/c").
%% "a%20b%2Fc"
-spec quote(unicode:chardata()) -> unicode:chardata().
quote(Text) -> quote(Text, "").

-spec quote(unicode:chardata(), string()) -> unicode:chardata().
quote(Text, Safe) ->
    Allowed = Safe ++ unreserved(),
    Quoted = [encoded(Char, lists:member(Char, Allowed)) || Char <- characters(Text)],
    like(Text, lists:append(Quoted)).

%% Text with percent encodings replaced by what they stand for; the inverse of quote/1.
%% > uri_string:unquote("a%20b").
%% "a b"
-spec unquote(unicode:chardata()) -> unicode:chardata() | error().
unquote(Text) when is_list(Text); is_binary(Text) -> percent_decode(Text).

%% Text, or the parts of a URI, with percent encodings replaced by what they stand for.
%% > uri_string:percent_decode("a%2Fb").
%% "a/b"
%% > uri_string:percent_decode("%zz").
%% {error,invalid_percent_encoding,<<"%zz">>}
-spec percent_decode(uri_string() | uri_map()) -> uri_string() | uri_map() | error().
percent_decode(Parts) when is_map(Parts) ->
    Decoded = maps:map(fun(port, Port) -> Port; (_, Part) -> percent_decoded(Part) end, Parts),
    case [{Name, {Reason, What}} || {Name, {error, Reason, What}} <- maps:to_list(Decoded)] of
        [] -> Decoded;
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
        Bytes = decoded(unicode:characters_to_binary(Text)),
        case unicode:characters_to_list(Bytes) of
            Chars when is_list(Chars) -> like(Text, Chars);
            _ -> {error, invalid_utf8, Bytes}
        end
    catch
        throw:{bad_percent, What} -> {error, invalid_percent_encoding, What}
    end.

decoded(<<$%, High, Low, Rest/binary>>) ->
    case is_hex(High) andalso is_hex(Low) of
        true -> <<(list_to_integer([High, Low], 16)), (decoded(Rest))/binary>>;
        false -> throw({bad_percent, <<$%, High, Low>>})
    end;
decoded(<<Byte, Rest/binary>>) -> <<Byte, (decoded(Rest))/binary>>;
decoded(<<>>) -> <<>>.

is_hex(C) -> ?IS_DIGIT(C) orelse C >= $a andalso C =< $f orelse C >= $A andalso C =< $F.

%% A URI whose percent-encoded bytes are of another encoding.
%% > uri_string:transcode("%F6", [{in_encoding, latin1}, {out_encoding, utf8}]).
%% "%C3%B6"
-spec transcode(uri_string(), [{in_encoding | out_encoding, unicode:encoding()}]) -> uri_string() | error().
transcode(Text, Options) ->
    In = proplists:get_value(in_encoding, Options, utf8),
    Out = proplists:get_value(out_encoding, Options, utf8),
    try outside(Text, lists:append([transcoded(Piece, In, Out) || Piece <- pieces(inside(Text, In), "")]), Out)
    catch
        throw:{bad_percent, What} -> {error, invalid_percent_encoding, binary_to_list(What)};
        throw:invalid -> {error, invalid_input, Text}
    end.

%% A binary is of these encodings itself.
inside(Text, In) when is_binary(Text) -> valid(unicode:characters_to_list(Text, In));
inside(Text, _) -> characters(Text).

outside(Text, Chars, Out) when is_binary(Text) -> valid(unicode:characters_to_binary(Chars, unicode, Out));
outside(_, Chars, _) -> Chars.

valid(Text) when is_list(Text); is_binary(Text) -> Text;
valid(_) -> throw(invalid).

%% Runs of percent-encoded bytes, and single characters.
pieces([$%, High, Low | Rest], Run) ->
    is_hex(High) andalso is_hex(Low) orelse throw({bad_percent, <<$%, High, Low>>}),
    pieces(Rest, [list_to_integer([High, Low], 16) | Run]);
pieces([Char | Rest], "") -> [Char | pieces(Rest, "")];
pieces([], "") -> [];
pieces(Rest, Run) -> [{bytes, list_to_binary(lists:reverse(Run))} | pieces(Rest, "")].

transcoded({bytes, Bytes}, In, Out) ->
    percent(valid(unicode:characters_to_binary(Bytes, In, Out)));
transcoded(Char, _, _) -> [Char].

%%% Normal forms and references

%% A URI with case, percent encodings, dots in the path, and default ports made alike.
%% > uri_string:normalize("HTTP://Example.org:80/a/../b%7e").
%% "http://example.org/b~"
-spec normalize(uri_string() | uri_map()) -> uri_string() | error().
normalize(Uri) -> normalize(Uri, []).

-spec normalize(uri_string() | uri_map(), [] | [return_map]) -> uri_string() | uri_map() | error().
normalize(Uri, Options) when Options =:= []; Options =:= [return_map] ->
    case as_map(Uri) of
        {error, _, _} = Error -> Error;
        Parts ->
            try answer(maps:map(fun normal_part/2, without_default(cased(Parts))), Options)
            catch throw:{bad_percent, What} -> {error, invalid_percent_encoding, What}
            end
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
        #{host := _, path := Path} when Path =:= "" orelse Path =:= <<>>, Name =:= "http" orelse Name =:= "https" ->
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

-spec resolve(uri_string() | uri_map(), uri_string() | uri_map(), [] | [return_map]) -> uri_string() | uri_map() | error().
resolve(Reference, Base, Options) ->
    case {as_map(Reference), as_map(Base)} of
        {{error, _, _} = Error, _} -> Error;
        {_, {error, _, _} = Error} -> Error;
        {#{scheme := _} = Absolute, _} -> answer(dotless_path(Absolute), Options);
        {Relative, #{scheme := Scheme} = From} ->
            Resolved = (resolved(texts(Relative), texts(From)))#{scheme => characters(Scheme)},
            answer(like_parts(Base, Resolved), Options);
        _ -> {error, invalid_scheme, ""}
    end.

texts(Parts) -> maps:map(fun(port, Port) -> Port; (_, Part) -> characters(Part) end, Parts).

like_parts(Base, Parts) -> maps:map(fun(port, Port) -> Port; (_, Part) -> like(Base, Part) end, Parts).

dotless_path(#{path := Path} = Parts) -> Parts#{path := like(Path, without_dots(characters(Path)))}.

resolved(#{host := _} = Reference, _) -> dotless_path(Reference);
resolved(#{path := ""} = Reference, Base) ->
    maps:merge(maps:with([path, query, userinfo, host, port], Base), maps:with([query, fragment], Reference));
resolved(#{path := [$/ | _]} = Reference, Base) ->
    maps:merge(maps:with([userinfo, host, port], Base), dotless_path(Reference));
resolved(#{path := Path} = Reference, #{path := From} = Base) ->
    Merged = case {From, Base} of
                 {"", #{host := _}} -> [$/ | Path];
                 _ -> lists:reverse(lists:dropwhile(fun(Char) -> Char =/= $/ end, lists:reverse(From))) ++ Path
             end,
    maps:merge(maps:with([userinfo, host, port], Base), dotless_path(Reference#{path := Merged})).

%%% Queries

%% The query of a form's fields.
%% > uri_string:compose_query([{"name", "a b"}, {"x", "1"}]).
%% "name=a+b&x=1"
-spec compose_query([{unicode:chardata(), unicode:chardata() | true}]) -> uri_string() | error().
compose_query(Fields) -> compose_query(Fields, [{encoding, utf8}]).

-spec compose_query([{unicode:chardata(), unicode:chardata() | true}], [{encoding, atom()}]) -> uri_string() | error().
compose_query([], _) -> [];
compose_query([_ | _] = Fields, Options) ->
    Encoding = proplists:get_value(encoding, Options),
    try
        Text = lists:append(lists:join("&", [field(Name, Value, Encoding) || {Name, Value} <- Fields])),
        IsList = lists:any(fun({Name, Value}) -> is_list(Name) orelse is_list(Value) end, Fields),
        if IsList -> Text; true -> list_to_binary(Text) end
    catch
        throw:{bad_value, Value} -> {error, invalid_input, Value};
        throw:{bad_encoding, Bad} -> {error, invalid_encoding, Bad}
    end.

field(Name, true, Encoding) -> form(Name, Encoding);
field(Name, Value, Encoding) -> form(Name, Encoding) ++ "=" ++ form(Value, Encoding).

form(Text, Encoding) when not (is_list(Text) orelse is_binary(Text)); Encoding =:= undefined -> throw({bad_value, Text});
form(Text, Encoding) when Encoding =:= utf8; Encoding =:= unicode; Encoding =:= latin1 ->
    lists:flatmap(fun(Char) -> form_char(Char, Encoding) end, characters(Text));
form(_, Encoding) -> throw({bad_encoding, Encoding}).

form_char($\s, _) -> "+";
form_char(Char, _) when ?IS_ALPHA(Char); ?IS_DIGIT(Char); Char =:= $*; Char =:= $-; Char =:= $.; Char =:= $_ -> [Char];
form_char(Char, Encoding) when Encoding =:= utf8; Encoding =:= unicode; Char < 128 -> percent(<<Char/utf8>>);
form_char(Char, _) when Char < 256 -> percent(<<Char>>);
form_char(Char, _) -> "%26%23" ++ integer_to_list(Char) ++ "%3B".

%% The fields of a form's query.
%% > uri_string:dissect_query("name=a+b&x=%31").
%% [{"name","a b"},{"x","1"}]
-spec dissect_query(uri_string()) -> [{unicode:chardata(), unicode:chardata() | true}] | error().
dissect_query(Text) when Text =:= ""; Text =:= <<>> -> [];
dissect_query(Text) ->
    try [dissected(Text, Field) || Field <- form_fields(characters(Text), "")]
    catch
        throw:{bad_percent, What} -> {error, invalid_percent_encoding, What};
        throw:{bad_text, Bytes} -> {error, invalid_input, binary_to_list(Bytes)}
    end.

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
    Spaced = [case Char of $+ -> $\s; _ -> Char end || Char <- Text],
    Bytes = try decoded(unicode:characters_to_binary(Spaced))
            catch
                throw:{bad_percent, What} -> throw({bad_percent, string:find(Spaced, binary_to_list(What))})
            end,
    case unicode:characters_to_list(Bytes) of
        Chars when is_list(Chars) -> like(Model, references(Chars));
        _ -> throw({bad_text, Bytes})
    end.

%% Characters written as `&#N;`.
references("&#" ++ Rest = Text) ->
    case lists:splitwith(fun(Char) -> ?IS_DIGIT(Char) end, Rest) of
        {[_ | _] = Digits, [$; | Left]} -> [list_to_integer(Digits) | references(Left)];
        _ -> [hd(Text) | references(tl(Text))]
    end;
references([Char | Rest]) -> [Char | references(Rest)];
references([]) -> [].
