%%% Internet addresses, read and written, and the name of this host: the part of the module `inet` that needs no
%%% sockets.
-module(inet).

-export([parse_address/1, parse_strict_address/1, parse_ipv4_address/1, parse_ipv4strict_address/1,
         parse_ipv6_address/1, parse_ipv6strict_address/1]).
-export([ntoa/1, is_ip_address/1, is_ipv4_address/1, is_ipv6_address/1, ipv4_mapped_ipv6_address/1]).
-export([gethostname/0, getaddr/2, getaddrs/2, gethostbyname/1, gethostbyname/2, gethostbyaddr/1]).
-export([format_error/1]).

-export_type([ip4_address/0, ip6_address/0, ip_address/0, port_number/0, hostname/0, address_family/0, posix/0]).

-type ip4_address() :: {0..255, 0..255, 0..255, 0..255}.
-type ip6_address() :: {0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535}.
-type ip_address() :: ip4_address() | ip6_address().
-type port_number() :: 0..65535.
-type hostname() :: atom() | string().
-type address_family() :: inet | inet6 | local.
-type posix() :: atom().

-include("inet.hrl").

-define(IS_BYTE(X), (is_integer(X) andalso X >= 0 andalso X =< 255)).
-define(IS_GROUP(X), (is_integer(X) andalso X >= 0 andalso X =< 65535)).

%% The two prefixes whose addresses carry the number of an interface in their second group, written `%0N`.
-define(HAS_SCOPE(Prefix), (Prefix =:= 16#fe80 orelse Prefix =:= 16#ff02)).

%%% Reading

%% An address of either family; `127.1` is 127.0.0.1. `{error, einval}` when the text is none.
%% > [inet:parse_address(Text) || Text <- ["127.1", "::1", "1.2.3.256"]].
%% [{ok,{127,0,0,1}},{ok,{0,0,0,0,0,0,0,1}},{error,einval}]
-spec parse_address(string()) -> {ok, ip_address()} | {error, einval}.
parse_address(Text) -> first(Text, [fun ipv4/1, fun ipv6/1]).

%% As parse_address/1, with all four parts of an IPv4 address.
%% > [inet:parse_strict_address(Text) || Text <- ["127.1", "127.0.0.1"]].
%% [{error,einval},{ok,{127,0,0,1}}]
-spec parse_strict_address(string()) -> {ok, ip_address()} | {error, einval}.
parse_strict_address(Text) -> first(Text, [fun strict_ipv4/1, fun ipv6/1]).

%% The address of version 4 that a text stands for. Parts may be hexadecimal or octal as in C, and the last one may
%% stand for several.
%% > [inet:parse_ipv4_address(Text) || Text <- ["10.1.2.3", "0x7f.1", "::1"]].
%% [{ok,{10,1,2,3}},{ok,{127,0,0,1}},{error,einval}]
-spec parse_ipv4_address(string()) -> {ok, ip4_address()} | {error, einval}.
parse_ipv4_address(Text) -> first(Text, [fun ipv4/1]).

%% As parse_ipv4_address/1; all four parts must be there.
%% > [inet:parse_ipv4strict_address(Text) || Text <- ["10.1.2.3", "10.1"]].
%% [{ok,{10,1,2,3}},{error,einval}]
-spec parse_ipv4strict_address(string()) -> {ok, ip4_address()} | {error, einval}.
parse_ipv4strict_address(Text) -> first(Text, [fun strict_ipv4/1]).

%% An address of version 6; one of version 4 is mapped to it.
%% > [inet:parse_ipv6_address(Text) || Text <- ["fe80::1:2", "127.0.0.1", "1:2"]].
%% [{ok,{65152,0,0,0,0,0,1,2}},{ok,{0,0,0,0,0,65535,32512,1}},{error,einval}]
-spec parse_ipv6_address(string()) -> {ok, ip6_address()} | {error, einval}.
parse_ipv6_address(Text) -> first(Text, [fun(Mapped) -> mapped(ipv4(Mapped)) end, fun ipv6/1]).

%% The address of version 6 that a text stands for, and of no other.
%% > [inet:parse_ipv6strict_address(Text) || Text <- ["::ffff:1.2.3.4", "127.0.0.1"]].
%% [{ok,{0,0,0,0,0,65535,258,772}},{error,einval}]
-spec parse_ipv6strict_address(string()) -> {ok, ip6_address()} | {error, einval}.
parse_ipv6strict_address(Text) -> first(Text, [fun ipv6/1]).

%% What the first reader gives that does not throw `bad`.
first(_, []) -> {error, einval};
first(Text, [Read | Others]) ->
    try
        lists:all(fun is_integer/1, Text) orelse throw(bad),
        {ok, Read(Text)}
    catch
        throw:bad -> first(Text, Others);
        error:_ -> {error, einval}
    end.

%% One to four numbers, the last of which fills what is left of the 32 bits.
ipv4(Text) ->
    Numbers = [number(Part) || Part <- string:split(Text, ".", all)],
    {Bytes, [Last]} = lists:split(min(3, length(Numbers) - 1), Numbers),
    Left = 8 * (4 - length(Bytes)),
    lists:all(fun(Byte) -> Byte =< 255 end, Bytes) andalso Last < 1 bsl Left orelse throw(bad),
    <<A, B, C, D>> = <<(list_to_binary(Bytes))/binary, Last:Left>>,
    {A, B, C, D}.

strict_ipv4(Text) ->
    length(string:split(Text, ".", all)) =:= 4 orelse throw(bad),
    ipv4(Text).

%% A number as in C: hexadecimal, octal or decimal.
number([$0, X | Digits]) when X =:= $x; X =:= $X -> natural(Digits, 16);
number([$0 | Digits = [_ | _]]) -> natural(Digits, 8);
number(Digits) -> natural(Digits, 10).

natural(Digits, Base) ->
    lists:all(fun(Char) -> Char =/= $+ andalso Char =/= $- end, Digits) orelse throw(bad),
    try list_to_integer(Digits, Base) catch error:badarg -> throw(bad) end.

mapped({A, B, C, D}) -> {0, 0, 0, 0, 0, 16#ffff, A bsl 8 bor B, C bsl 8 bor D}.

ipv6(Text) ->
    {Address, Scope} = case string:split(Text, "%") of
                           [Plain] -> {Plain, none};
                           [Plain, Interface] -> {Plain, scope(Interface)}
                       end,
    Groups = case string:split(Address, "::") of
                 [All] -> groups(All);
                 [Left, Right] -> filled(groups(Left), groups(Right))
             end,
    length(Groups) =:= 8 orelse throw(bad),
    list_to_tuple(scoped(Groups, Scope)).

filled(Left, Right) ->
    case 8 - length(Left) - length(Right) of
        Missing when Missing >= 1 -> Left ++ lists:duplicate(Missing, 0) ++ Right;
        _ -> throw(bad)
    end.

groups("") -> [];
groups(Text) -> groups_of(string:split(Text, ":", all)).

groups_of([Last]) ->
    case lists:member($., Last) of
        true ->
            {A, B, C, D} = dotted(Last),
            [A bsl 8 bor B, C bsl 8 bor D];
        false -> [group(Last)]
    end;
groups_of([Group | Groups]) -> [group(Group) | groups_of(Groups)].

group(Digits) when length(Digits) =< 4 -> natural(Digits, 16);
group(_) -> throw(bad).

%% The four decimal bytes at the end of an IPv6 address.
dotted(Text) ->
    Parts = string:split(Text, ".", all),
    Decimal = fun("0") -> true; ([$0 | _]) -> false; (_) -> true end,
    length(Parts) =:= 4 andalso lists:all(Decimal, Parts) orelse throw(bad),
    ipv4(Text).

%% The interface behind `%`: `0N` is its number, a name says nothing.
scope([$0 | Digits = [_ | _]]) -> natural(Digits, 10);
scope(_) -> 0.

scoped(Groups, none) -> Groups;
scoped([Prefix, 0 | Groups], Scope) when ?HAS_SCOPE(Prefix), Scope =< 65535 -> [Prefix, Scope | Groups];
scoped(_, _) -> throw(bad).

%%% Writing

%% An address as text, as short as it gets. `{error, einval}` for what is none.
%% > [inet:ntoa(Address) || Address <- [{127, 0, 0, 1}, {65152, 0, 0, 0, 0, 0, 0, 1}, {1, 2}]].
%% ["127.0.0.1","fe80::1",{error,einval}]
-spec ntoa(ip_address()) -> string() | {error, einval}.
ntoa({A, B, C, D}) when ?IS_BYTE(A), ?IS_BYTE(B), ?IS_BYTE(C), ?IS_BYTE(D) -> dots([A, B, C, D]);
ntoa(Address) ->
    case is_ipv6_address(Address) of
        true -> colons(tuple_to_list(Address));
        false -> {error, einval}
    end.

dots(Bytes) -> lists:append(lists:join(".", [integer_to_list(Byte) || Byte <- Bytes])).

colons([0, 0, 0, 0, 0, 0, 0, Last]) when Last =< 1 -> "::" ++ [$1 || Last =:= 1];
colons([0, 0, 0, 0, 0, 0, High, Low]) -> "::" ++ quad(High, Low);
colons([0, 0, 0, 0, 0, 16#ffff, High, Low]) -> "::ffff:" ++ quad(High, Low);
colons([Prefix, Scope | Groups]) when ?HAS_SCOPE(Prefix), Scope =/= 0 ->
    colons([Prefix, 0 | Groups]) ++ "%0" ++ integer_to_list(Scope);
colons(Groups) ->
    case longest_zeros(Groups, 0, {1, 0}) of
        {1, _} -> hex(Groups);
        {Length, Start} ->
            {Left, Right} = lists:split(Start, Groups),
            hex(Left) ++ "::" ++ hex(lists:nthtail(Length, Right))
    end.

quad(High, Low) -> dots([High bsr 8, High band 255, Low bsr 8, Low band 255]).

hex(Groups) -> lists:append(lists:join(":", [string:lowercase(integer_to_list(Group, 16)) || Group <- Groups])).

%% The first of the longest rows of zeros: its length and where it begins.
longest_zeros([], _, Best) -> Best;
longest_zeros([0 | _] = Groups, At, {Longest, _} = Best) ->
    Zeros = length(lists:takewhile(fun(Group) -> Group =:= 0 end, Groups)),
    Found = case Zeros > Longest of
                true -> {Zeros, At};
                false -> Best
            end,
    longest_zeros(lists:nthtail(Zeros, Groups), At + Zeros, Found);
longest_zeros([_ | Groups], At, Best) -> longest_zeros(Groups, At + 1, Best).

%%% What they are

%% Whether a term is an address of either version.
%% > [inet:is_ip_address(Term) || Term <- [{127, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 1}, "127.0.0.1"]].
%% [true,true,false]
-spec is_ip_address(term()) -> boolean().
is_ip_address(Address) -> is_ipv4_address(Address) orelse is_ipv6_address(Address).

%% Whether a term is an address of version 4: four bytes.
%% > [inet:is_ipv4_address(Term) || Term <- [{127, 0, 0, 1}, {127, 0, 0, 256}]].
%% [true,false]
-spec is_ipv4_address(term()) -> boolean().
is_ipv4_address({A, B, C, D}) -> ?IS_BYTE(A) andalso ?IS_BYTE(B) andalso ?IS_BYTE(C) andalso ?IS_BYTE(D);
is_ipv4_address(_) -> false.

%% Whether a term is an address of version 6: eight numbers of 16 bits.
%% > [inet:is_ipv6_address(Term) || Term <- [{0, 0, 0, 0, 0, 0, 0, 1}, {127, 0, 0, 1}]].
%% [true,false]
-spec is_ipv6_address(term()) -> boolean().
is_ipv6_address(Address) when tuple_size(Address) =:= 8 ->
    lists:all(fun(Group) -> ?IS_GROUP(Group) end, tuple_to_list(Address));
is_ipv6_address(_) -> false.

%% An IPv4 address as IPv6, or the IPv4 address in the last 32 bits. Fails with function_clause for what is none.
%% > Mapped = inet:ipv4_mapped_ipv6_address({1, 2, 3, 4}), {Mapped, inet:ipv4_mapped_ipv6_address(Mapped)}.
%% {{0,0,0,0,0,65535,258,772},{1,2,3,4}}
-spec ipv4_mapped_ipv6_address(ip_address()) -> ip_address().
ipv4_mapped_ipv6_address({A, B, C, D} = Address) when ?IS_BYTE(A), ?IS_BYTE(B), ?IS_BYTE(C), ?IS_BYTE(D) ->
    mapped(Address);
ipv4_mapped_ipv6_address({_, _, _, _, _, _, High, Low}) when ?IS_GROUP(High), ?IS_GROUP(Low) ->
    {High bsr 8, High band 255, Low bsr 8, Low band 255}.

%% The name of this host up to its first dot.
%% > {ok, Name} = inet:gethostname(), lists:member($., Name).
%% false
-spec gethostname() -> {ok, string()}.
gethostname() ->
    Name = case file:read_file("/proc/sys/kernel/hostname") of
               {ok, Text} -> string:trim(binary_to_list(Text));
               {error, _} -> os:getenv("HOSTNAME", "localhost")
           end,
    {ok, hd(string:split(Name, "."))}.

%%% Names of hosts: those of the file of hosts. Nobody else is asked.

%% The first address of a host, of the family inet or inet6. Gives `{error, nxdomain}` when it is not known: only the
%% file of hosts is asked. `{error, einval}` for what is no name.
%% > inet:getaddr("127.0.0.1", inet).
%% {ok,{127,0,0,1}}
%% > inet:getaddr({1, 2}, inet).
%% {error,einval}
-spec getaddr(ip_address() | hostname(), address_family()) -> {ok, ip_address()} | {error, posix()}.
getaddr(Host, Family) ->
    case getaddrs(Host, Family) of
        {ok, [Address | _]} -> {ok, Address};
        {error, Reason} -> {error, Reason}
    end.

%% The addresses of a host, which may be given as an address.
%% > inet:getaddrs({127, 0, 0, 1}, inet).
%% {ok,[{127,0,0,1}]}
-spec getaddrs(ip_address() | hostname(), address_family()) -> {ok, [ip_address()]} | {error, posix()}.
getaddrs(Address, Family) when is_tuple(Address) ->
    case is_ip_address(Address) of
        true when tuple_size(Address) =:= 4, Family =:= inet; tuple_size(Address) =:= 8, Family =:= inet6 -> {ok, [Address]};
        true -> {error, eafnosupport};
        false -> {error, einval}
    end;
getaddrs("", _) -> {error, einval};
getaddrs(Host, Family) ->
    case gethostbyname(Host, Family) of
        {ok, #hostent{h_addr_list = Addresses}} -> {ok, Addresses};
        {error, Reason} -> {error, Reason}
    end.

%% What is known of the host with a name, a record of inet.hrl: its names and its addresses of version 4.
%% > inet:gethostbyname("127.0.0.1").
%% {ok,{hostent,"127.0.0.1",[],inet,4,[{127,0,0,1}]}}
-spec gethostbyname(hostname()) -> {ok, #hostent{}} | {error, posix()}.
gethostbyname(Name) -> gethostbyname(Name, inet).

%% As gethostbyname/1, with addresses of a family, inet or inet6. `{error, nxdomain}` when the name is not known.
%% > inet:gethostbyname("::1", inet6).
%% {ok,{hostent,"::1",[],inet6,16,[{0,0,0,0,0,0,0,1}]}}
-spec gethostbyname(hostname(), address_family()) -> {ok, #hostent{}} | {error, posix()}.
gethostbyname(Name, Family) when is_atom(Name) -> gethostbyname(atom_to_list(Name), Family);
gethostbyname(Name, Family) when is_list(Name), (Family =:= inet orelse Family =:= inet6) ->
    Read = case Family of
               inet -> fun parse_ipv4_address/1;
               inet6 -> fun parse_ipv6strict_address/1
           end,
    case Read(Name) of
        {ok, Address} -> {ok, entry(Name, [], Family, [Address])};
        {error, einval} -> of_lines(hosts(), Name, Family, Read)
    end;
gethostbyname(_, _) -> {error, einval}.

entry(Name, Aliases, Family, Addresses) ->
    Length = case Family of
                 inet -> 4;
                 inet6 -> 16
             end,
    #hostent{h_name = Name, h_aliases = Aliases, h_addrtype = Family, h_length = Length, h_addr_list = Addresses}.

%% The words of each line of the file of hosts, comments left out: an address and names.
hosts() ->
    case file:read_file("/etc/hosts") of
        {ok, Text} ->
            Lines = string:split(binary_to_list(Text), "\n", all),
            [string:lexemes(hd(string:split(Line, "#")), " \t") || Line <- Lines];
        {error, _} -> []
    end.

%% The first line of a name says its other names; the addresses of all count.
of_lines(Lines, Name, Family, Read) ->
    Wanted = string:lowercase(Name),
    Found = [{Names, Address} || [Text | Names] <- Lines, lists:member(Wanted, [string:lowercase(One) || One <- Names]),
                                 {ok, Address} <- [Read(Text)]],
    case Found of
        [] -> {error, nxdomain};
        [{[First | Aliases], _} | _] -> {ok, entry(First, Aliases, Family, [Address || {_, Address} <- Found])}
    end.

%% What is known of the host with an address, a record of inet.hrl. Gives `{error, nxdomain}` when the file of hosts
%% does not have it, `{error, einval}` for what is no address.
%% > inet:gethostbyaddr("no address").
%% {error,einval}
-spec gethostbyaddr(ip_address() | string()) -> {ok, #hostent{}} | {error, posix()}.
gethostbyaddr(Address) when is_tuple(Address) ->
    Found = [Names || [Text | Names = [_ | _]] <- hosts(), parse_strict_address(Text) =:= {ok, Address}],
    case {is_ip_address(Address), Found} of
        {false, _} -> {error, einval};
        {true, []} -> {error, nxdomain};
        {true, [[Name | Aliases] | _]} when tuple_size(Address) =:= 4 -> {ok, entry(Name, Aliases, inet, [Address])};
        {true, [[Name | Aliases] | _]} -> {ok, entry(Name, Aliases, inet6, [Address])}
    end;
gethostbyaddr(Text) ->
    case is_list(Text) andalso parse_strict_address(Text) of
        {ok, Address} -> gethostbyaddr(Address);
        _ -> {error, einval}
    end.

%% What an error means, in words.
%% > [inet:format_error(Reason) || Reason <- [econnrefused, exbadport]].
%% ["connection refused","invalid port state"]
-spec format_error(term()) -> string().
format_error(exbadport) -> "invalid port state";
format_error(exbadseq) -> "bad command sequence";
format_error(Reason) -> erlet_posix:message(Reason).
