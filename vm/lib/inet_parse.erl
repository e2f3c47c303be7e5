%%% The readers of addresses by their older names: the module `inet_parse`.
-module(inet_parse).

-export([address/1, ipv4_address/1, ipv4strict_address/1, ipv6_address/1, ipv6strict_address/1, ntoa/1]).

%% Reads an address of either family; `{error, einval}` when it is none.
%% > [inet_parse:address(Text) || Text <- ["127.0.0.1", "::1", "host"]].
%% [{ok,{127,0,0,1}},{ok,{0,0,0,0,0,0,0,1}},{error,einval}]
-spec address(string()) -> {ok, inet:ip_address()} | {error, einval}.
address(Text) -> inet:parse_address(Text).

%% Reads an IPv4 address, of which bytes may be left out.
%% > [inet_parse:ipv4_address(Text) || Text <- ["10.1", "10.0.0.256"]].
%% [{ok,{10,0,0,1}},{error,einval}]
-spec ipv4_address(string()) -> {ok, inet:ip4_address()} | {error, einval}.
ipv4_address(Text) -> inet:parse_ipv4_address(Text).

%% Reads an IPv4 address of four numbers.
%% > [inet_parse:ipv4strict_address(Text) || Text <- ["10.1", "10.0.0.1"]].
%% [{error,einval},{ok,{10,0,0,1}}]
-spec ipv4strict_address(string()) -> {ok, inet:ip4_address()} | {error, einval}.
ipv4strict_address(Text) -> inet:parse_ipv4strict_address(Text).

%% Reads an IPv6 address, or an IPv4 address as one.
%% > inet_parse:ipv6_address("10.0.0.1").
%% {ok,{0,0,0,0,0,65535,2560,1}}
-spec ipv6_address(string()) -> {ok, inet:ip6_address()} | {error, einval}.
ipv6_address(Text) -> inet:parse_ipv6_address(Text).

%% Reads an IPv6 address.
%% > [inet_parse:ipv6strict_address(Text) || Text <- ["fe80::1", "10.0.0.1"]].
%% [{ok,{65152,0,0,0,0,0,0,1}},{error,einval}]
-spec ipv6strict_address(string()) -> {ok, inet:ip6_address()} | {error, einval}.
ipv6strict_address(Text) -> inet:parse_ipv6strict_address(Text).

%% An address as text.
%% > [inet_parse:ntoa(Address) || Address <- [{10, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 1}]].
%% ["10.0.0.1","::1"]
-spec ntoa(inet:ip_address()) -> string() | {error, einval}.
ntoa(Address) -> inet:ntoa(Address).
