%%% `erlang:decode_packet/3`: the first packet of some bytes, by a protocol's rules.
-module(erlet_packet).

-export([decode/3]).

%% The headers that are reported as atoms; their places in this list are their numbers.
-define(HEADERS, ['Cache-Control', 'Connection', 'Date', 'Pragma', 'Transfer-Encoding', 'Upgrade', 'Via', 'Accept',
                  'Accept-Charset', 'Accept-Encoding', 'Accept-Language', 'Authorization', 'From', 'Host',
                  'If-Modified-Since', 'If-Match', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Max-Forwards',
                  'Proxy-Authorization', 'Range', 'Referer', 'User-Agent', 'Age', 'Location', 'Proxy-Authenticate',
                  'Public', 'Retry-After', 'Server', 'Vary', 'Warning', 'Www-Authenticate', 'Allow', 'Content-Base',
                  'Content-Encoding', 'Content-Language', 'Content-Length', 'Content-Location', 'Content-Md5',
                  'Content-Range', 'Content-Type', 'Etag', 'Expires', 'Last-Modified', 'Accept-Ranges', 'Set-Cookie',
                  'Set-Cookie2', 'X-Forwarded-For', 'Cookie', 'Keep-Alive', 'Proxy-Connection']).
-define(METHODS, [{<<"OPTIONS">>, 'OPTIONS'}, {<<"GET">>, 'GET'}, {<<"HEAD">>, 'HEAD'}, {<<"POST">>, 'POST'},
                  {<<"PUT">>, 'PUT'}, {<<"DELETE">>, 'DELETE'}, {<<"TRACE">>, 'TRACE'}]).

%% `badopt` when the type or an option is unknown. Packets are whole bytes; bits after them stay with the rest.
-spec decode(term(), bitstring(), [tuple()]) ->
          {ok, term(), bitstring()} | {more, pos_integer() | undefined} | {error, term()} | badopt.
decode(Type, Bits, Options) when not is_binary(Bits) ->
    Size = bit_size(Bits) div 8,
    <<Bytes:Size/binary, Last/bits>> = Bits,
    case decode(Type, Bytes, Options) of
        {ok, Packet, Rest} -> {ok, Packet, <<Rest/binary, Last/bits>>};
        Other -> Other
    end;
decode(Type, Bytes, Options) ->
    Limit = case proplists:get_value(packet_size, Options, 0) of
        0 -> infinity;
        Size -> Size
    end,
    case Type of
        Raw when Raw =:= raw; Raw =:= 0 ->
            case Bytes of
                <<>> -> {more, undefined};
                _ -> {ok, Bytes, <<>>}
            end;
        Count when Count =:= 1; Count =:= 2; Count =:= 4 -> counted(Count, Bytes, Limit);
        line -> line(Bytes, Limit, Options);
        Http when Http =:= http; Http =:= http_bin; Http =:= httph; Http =:= httph_bin ->
            http(Http, Bytes, Limit, Options);
        _ -> framed(Type, Bytes, Limit)
    end.

%% A length before the packet, which is left out.
counted(Count, Bytes, Limit) ->
    case Bytes of
        <<Length:Count/unit:8, _/binary>> when Length > Limit; Length >= 1 bsl 31 -> {error, invalid};
        <<Length:Count/unit:8, Packet:Length/binary, Rest/binary>> -> {ok, Packet, Rest};
        <<Length:Count/unit:8, _/binary>> -> {more, Count + Length};
        _ -> {more, undefined}
    end.

%% Packets that keep their head, from which the length of their body is known, and that of what fills them up.
framed(Type, Bytes, Limit) ->
    case frame(Type, Bytes) of
        {_, Length, Filling} when Length + Filling > Limit -> {error, invalid};
        {Head, Length, Filling} ->
            case Bytes of
                <<Packet:(Head + Length)/binary, _:Filling/binary, Rest/binary>> -> {ok, Packet, Rest};
                _ -> {more, Head + Length + Filling}
            end;
        more -> {more, undefined};
        invalid -> {error, invalid};
        badopt -> badopt
    end.

frame(sunrm, <<_:1, Length:31, _/binary>>) -> {4, Length, 0};
frame(cdr, <<"GIOP", _, _, _:7, 0:1, _, Length:32, _/binary>>) -> {12, Length, 0};
frame(cdr, <<"GIOP", _, _, _:7, 1:1, _, Length:32/little, _/binary>>) -> {12, Length, 0};
frame(cdr, <<_:12/binary, _/binary>>) -> invalid;
frame(fcgi, <<1, _, _:16, Length:16, Filling, _, _/binary>>) -> {8, Length, Filling};
frame(fcgi, <<_:8/binary, _/binary>>) -> invalid;
frame(tpkt, <<3, _, Length:16, _/binary>>) when Length >= 4 -> {4, Length - 4, 0};
frame(tpkt, <<_:4/binary, _/binary>>) -> invalid;
frame(asn1, <<_:3, Tag:5, Rest/binary>>) when Tag < 31 -> asn1_length(Rest, 1);
frame(asn1, <<_:3, 31:5, Rest/binary>>) -> asn1_tag(Rest, 1);
frame(Type, _) when Type =:= sunrm; Type =:= cdr; Type =:= fcgi; Type =:= tpkt; Type =:= asn1 -> more;
frame(_, _) -> badopt.

asn1_tag(<<1:1, _:7, Rest/binary>>, Before) -> asn1_tag(Rest, Before + 1);
asn1_tag(<<0:1, _:7, Rest/binary>>, Before) -> asn1_length(Rest, Before + 1);
asn1_tag(<<>>, _) -> more.

asn1_length(<<0:1, Length:7, _/binary>>, Before) -> {Before + 1, Length, 0};
asn1_length(<<1:1, Count:7, Rest/binary>>, _) when byte_size(Rest) < Count -> more;
asn1_length(<<1:1, Count:7, Rest/binary>>, Before) when Count =< 4 ->
    <<Length:Count/unit:8, _/binary>> = Rest,
    {Before + 1 + Count, Length, 0};
asn1_length(<<_, _/binary>>, _) -> invalid;
asn1_length(<<>>, _) -> more.

%% A line with its end; one that is too long comes in pieces.
line(Bytes, Limit, Options) ->
    Delimiter = proplists:get_value(line_delimiter, Options, $\n),
    Most = longest(Options),
    Size = case binary:match(Bytes, <<Delimiter>>) of
        {At, 1} -> At + 1;
        nomatch -> none
    end,
    case Size of
        none when byte_size(Bytes) > Limit -> {error, invalid};
        _ when Size =/= none, Size > Limit -> {error, invalid};
        _ when byte_size(Bytes) >= Most, Size > Most -> cut(Bytes, Most);
        none -> {more, undefined};
        _ -> cut(Bytes, Size)
    end.

longest(Options) ->
    case proplists:get_value(line_length, Options, 0) of
        0 -> infinity;
        Length -> Length
    end.

cut(Bytes, Size) ->
    <<Packet:Size/binary, Rest/binary>> = Bytes,
    {ok, Packet, Rest}.

%%% HTTP

http(Type, Bytes, Limit, Options) ->
    Most = case Limit of
        infinity -> longest(Options);
        _ -> Limit
    end,
    Headers = Type =:= httph orelse Type =:= httph_bin,
    case message_end(Bytes, 0, Headers) of
        unended when byte_size(Bytes) >= Most -> {error, invalid};
        open when byte_size(Bytes) > Most -> {error, invalid};
        More when is_atom(More) -> {more, undefined};
        Size when Size > Most -> {error, invalid};
        Size ->
            {ok, Line, Rest} = cut(Bytes, Size),
            Show = case Type =:= http_bin orelse Type =:= httph_bin of
                true -> fun(Text) -> Text end;
                false -> fun binary_to_list/1
            end,
            {ok, message(Headers, Line, Show), Rest}
    end.

%% Where a line ends. A header goes on in the next line when that begins with a blank: it is open until more has come.
message_end(Bytes, From, Headers) ->
    case binary:match(Bytes, <<"\n">>, [{scope, {From, byte_size(Bytes) - From}}]) of
        nomatch -> unended;
        {At, 1} when not Headers; At =:= 0; At =:= 1, binary_part(Bytes, 0, 1) =:= <<"\r">> -> At + 1;
        {At, 1} when At + 1 =:= byte_size(Bytes) -> open;
        {At, 1} ->
            case binary:at(Bytes, At + 1) of
                C when C =:= $\s; C =:= $\t -> message_end(Bytes, At + 1, Headers);
                _ -> At + 1
            end
    end.

message(Headers, Line, Show) ->
    Text = without_end(Line),
    Message = case Headers of
        true -> header(Text, Show);
        false -> first_line(Text, Show)
    end,
    case Message of
        error -> {http_error, Show(Line)};
        _ -> Message
    end.

without_end(Line) ->
    Size = byte_size(Line),
    Ends = case Line of
        <<_:(Size - 2)/binary, "\r\n">> when Size >= 2 -> 2;
        _ -> 1
    end,
    binary_part(Line, 0, Size - Ends).

header(<<>>, _) -> http_eoh;
header(Text, Show) ->
    case binary:split(Text, <<":">>) of
        [Name, Value] ->
            case binary:match(Name, [<<" ">>, <<"\t">>]) of
                nomatch -> header(Name, without_blanks(Value), Show);
                _ -> error
            end;
        [_] -> error
    end.

header(Name, Value, Show) ->
    Written = capitals(binary_to_list(Name), true),
    case number(Written, ?HEADERS, 1) of
        {Number, Atom} -> {http_header, Number, Atom, Show(Name), Show(Value)};
        none -> {http_header, 0, Show(list_to_binary(Written)), Show(Name), Show(Value)}
    end.

number(Name, [Atom | Rest], Number) ->
    case atom_to_list(Atom) of
        Name -> {Number, Atom};
        _ -> number(Name, Rest, Number + 1)
    end;
number(_, [], _) -> none.

without_blanks(<<C, Rest/binary>>) when C =:= $\s; C =:= $\t -> without_blanks(Rest);
without_blanks(Text) -> Text.

%% The first letter and those after hyphens are capitals, the others are not. A hyphen in the place of a capital makes
%% none of what follows it.
capitals([C | Rest], true) when C >= $a, C =< $z -> [C - 32 | capitals(Rest, false)];
capitals([C | Rest], true) -> [C | capitals(Rest, false)];
capitals([C | Rest], false) when C >= $A, C =< $Z -> [C + 32 | capitals(Rest, false)];
capitals([C | Rest], false) -> [C | capitals(Rest, C =:= $-)];
capitals([], _) -> [].

first_line(<<"HTTP/", Rest/binary>>, Show) ->
    [Version | More] = words(Rest, 3),
    case {version(Version), More} of
        {{_, _} = Numbers, [Code | Phrase]} ->
            case number(Code) of
                error -> error;
                Status -> {http_response, Numbers, Status, Show(iolist_to_binary(Phrase))}
            end;
        _ -> error
    end;
first_line(Text, Show) ->
    case words(Text, 3) of
        [Method, Uri] -> request(Method, Uri, {0, 9}, Show);
        [Method, Uri, <<"HTTP/", Version/binary>>] -> request(Method, Uri, version(Version), Show);
        _ -> error
    end.

%% At most so many words; the last one takes the rest.
words(Text, Most) ->
    case without_blanks(Text) of
        <<>> -> [];
        Word when Most =:= 1 -> [Word];
        Word ->
            case binary:split(Word, <<" ">>) of
                [First, Rest] -> [First | words(Rest, Most - 1)];
                [First] -> [First]
            end
    end.

version(Text) ->
    case [number(Part) || Part <- binary:split(Text, <<".">>)] of
        [Major, Minor] when is_integer(Major), is_integer(Minor) -> {Major, Minor};
        _ -> error
    end.

number(Text) ->
    try binary_to_integer(Text) of
        Number when Number >= 0 -> Number;
        _ -> error
    catch
        error:badarg -> error
    end.

request(_, _, error, _) -> error;
request(Method, Uri, Version, Show) ->
    case is_token(Method) of
        true -> {http_request, proplists:get_value(Method, ?METHODS, Show(Method)), uri(Uri, Show), Version};
        false -> error
    end.

%% Whether no byte controls anything or separates (RFC 2616, section 2.2).
is_token(Text) ->
    lists:all(fun(C) -> C > $\s andalso C < 127 andalso not lists:member(C, "()<>@,;:\\\"/[]?={}") end,
              binary_to_list(Text)).

uri(<<"*">>, _) -> '*';
uri(<<"/", _/binary>> = Path, Show) -> {abs_path, Show(Path)};
uri(<<"http://", Rest/binary>>, Show) -> absolute(http, Rest, Show);
uri(<<"https://", Rest/binary>>, Show) -> absolute(https, Rest, Show);
uri(Text, Show) ->
    case binary:split(Text, <<":">>) of
        [Scheme, Rest] -> {scheme, Show(Scheme), Show(Rest)};
        [_] -> {abs_path, Show(Text)}
    end.

absolute(Scheme, Text, Show) ->
    {Place, Path} = case binary:match(Text, <<"/">>) of
        {At, 1} -> {binary_part(Text, 0, At), binary_part(Text, At, byte_size(Text) - At)};
        nomatch -> {Text, <<"/">>}
    end,
    {Host, Port} = case binary:split(Place, <<":">>) of
        [Before, After] -> {Before, number(After)};
        [Before] -> {Before, error}
    end,
    Known = case Port of
        error -> undefined;
        _ -> Port
    end,
    {absoluteURI, Scheme, Show(Host), Known, Show(Path)}.
