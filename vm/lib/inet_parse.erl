%%% The readers of addresses by their older names: the module `inet_parse`.
-module(inet_parse).

-export([address/1, ipv4_address/1, ipv4strict_address/1, ipv6_address/1, ipv6strict_address/1, ntoa/1]).

%% An address of either family.
-spec address(string()) -> {ok, inet:ip_address()} | {error, einval}.
address(Text) -> inet:parse_address(Text).

%% Reads an IPv4 address, of which bytes may be left out.
-spec ipv4_address(string()) -> {ok, inet:ip4_address()} | {error, einval}.
ipv4_address(Text) -> inet:parse_ipv4_address(Text).

%% Reads an IPv4 address of four numbers.
-spec ipv4strict_address(string()) -> {ok, inet:ip4_address()} | {error, einval}.
ipv4strict_address(Text) -> inet:parse_ipv4strict_address(Text).

%% Reads an IPv6 address, or an IPv4 address as one.
-spec ipv6_address(string()) -> {ok, inet:ip6_address()} | {error, einval}.
ipv6_address(Text) -> inet:parse_ipv6_address(Text).

%% Reads an IPv6 address.
-spec ipv6strict_address(string()) -> {ok, inet:ip6_address()} | {error, einval}.
ipv6strict_address(Text) -> inet:parse_ipv6strict_address(Text).

%% An address as text.
-spec ntoa(inet:ip_address()) -> string() | {error, einval}.
ntoa(Address) -> inet:ntoa(Address).
