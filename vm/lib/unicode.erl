%%% Normal forms and byte order marks: what the machine's own functions of the module `unicode` leave.
-module(unicode).

-export([characters_to_nfc_list/1, characters_to_nfd_list/1, characters_to_nfkc_list/1, characters_to_nfkd_list/1]).
-export([characters_to_nfc_binary/1, characters_to_nfd_binary/1, characters_to_nfkc_binary/1,
         characters_to_nfkd_binary/1]).
-export([bom_to_encoding/1, encoding_to_bom/1]).
-export_type([chardata/0, charlist/0, encoding/0, external_chardata/0, external_charlist/0, latin1_char/0,
              latin1_chardata/0, latin1_charlist/0, latin1_binary/0, unicode_binary/0]).

-type encoding() :: latin1 | unicode | utf8 | utf16 | {utf16, endian()} | utf32 | {utf32, endian()}.
-type endian() :: big | little.
-type unicode_binary() :: binary().
-type charlist() :: maybe_improper_list(char() | unicode_binary() | charlist(), unicode_binary() | []).
-type chardata() :: charlist() | unicode_binary().
-type external_charlist() :: maybe_improper_list(char() | binary() | external_charlist(), binary() | []).
-type external_chardata() :: external_charlist() | binary().
-type latin1_binary() :: binary().
-type latin1_char() :: byte().
-type latin1_charlist() :: maybe_improper_list(latin1_char() | latin1_binary() | latin1_charlist(),
                                               latin1_binary() | []).
-type latin1_chardata() :: latin1_charlist() | latin1_binary().

%% What a call cannot take is an error of the function that was called.
-define(FAILS_HERE(Call, Data),
        try
            Call
        catch
            error:badarg -> error(badarg, [Data], [{error_info, #{module => erl_stdlib_errors}}])
        end).

%% Composed characters, as a list.
%% > unicode:characters_to_nfc_list([$e, 769]).
%% "é"
-spec characters_to_nfc_list(chardata()) -> [char()] | {error, [char()], chardata()}.
characters_to_nfc_list(Data) -> ?FAILS_HERE(to_list(nfc, Data), Data).

%% Decomposed characters, as a list.
%% > unicode:characters_to_nfd_list([233]).
%% [101,769]
-spec characters_to_nfd_list(chardata()) -> [char()] | {error, [char()], chardata()}.
characters_to_nfd_list(Data) -> ?FAILS_HERE(to_list(nfd, Data), Data).

%% Composed characters without compatibility variants, as a list.
%% > unicode:characters_to_nfkc_list([64257]).
%% "fi"
-spec characters_to_nfkc_list(chardata()) -> [char()] | {error, [char()], chardata()}.
characters_to_nfkc_list(Data) -> ?FAILS_HERE(to_list(nfkc, Data), Data).

%% Decomposed characters without compatibility variants, as a list.
%% > unicode:characters_to_nfkd_list([64257]).
%% "fi"
-spec characters_to_nfkd_list(chardata()) -> [char()] | {error, [char()], chardata()}.
characters_to_nfkd_list(Data) -> ?FAILS_HERE(to_list(nfkd, Data), Data).

%% Composed characters, as a binary.
%% > unicode:characters_to_nfc_binary([$e, 769]).
%% <<"é"/utf8>>
-spec characters_to_nfc_binary(chardata()) -> unicode_binary() | {error, unicode_binary(), chardata()}.
characters_to_nfc_binary(Data) -> ?FAILS_HERE(to_binary(nfc, Data), Data).

%% Decomposed characters, as a binary.
%% > unicode:characters_to_nfd_binary([233]).
%% <<101,204,129>>
-spec characters_to_nfd_binary(chardata()) -> unicode_binary() | {error, unicode_binary(), chardata()}.
characters_to_nfd_binary(Data) -> ?FAILS_HERE(to_binary(nfd, Data), Data).

%% Composed characters without compatibility variants, as a binary.
%% > unicode:characters_to_nfkc_binary([64257]).
%% <<"fi">>
-spec characters_to_nfkc_binary(chardata()) -> unicode_binary() | {error, unicode_binary(), chardata()}.
characters_to_nfkc_binary(Data) -> ?FAILS_HERE(to_binary(nfkc, Data), Data).

%% Decomposed characters without compatibility variants, as a binary.
%% > unicode:characters_to_nfkd_binary([64257]).
%% <<"fi">>
-spec characters_to_nfkd_binary(chardata()) -> unicode_binary() | {error, unicode_binary(), chardata()}.
characters_to_nfkd_binary(Data) -> ?FAILS_HERE(to_binary(nfkd, Data), Data).

to_list(Form, Data) ->
    case to_binary(Form, Data) of
        {error, Done, Rest} -> {error, unicode:characters_to_list(Done), Rest};
        Normal -> unicode:characters_to_list(Normal)
    end.

to_binary(Form, Data) ->
    case unicode:characters_to_binary(Data) of
        Text when is_binary(Text) -> erts_internal:normalize(Form, Text);
        {_, Done, Rest} ->
            %% An integer that is no character has no normal form.
            is_tuple(erts_internal:next_codepoint(Rest)) orelse error(badarg),
            {error, erts_internal:normalize(Form, Done), flat(Rest)}
    end.

%% What is left begins with what is no character; here, what follows that is not a list of its own.
flat([Bad, Rest]) when is_binary(Bad), is_list(Rest) -> [Bad | Rest];
flat(Rest) -> Rest.

%% The encoding that the first bytes tell, and how many bytes tell it.
%% > unicode:bom_to_encoding(<<239, 187, 191, "a">>).
%% {utf8,3}
-spec bom_to_encoding(binary()) -> {encoding(), 0 | 2 | 3 | 4}.
bom_to_encoding(<<16#ef, 16#bb, 16#bf, _/binary>>) -> {utf8, 3};
bom_to_encoding(<<0, 0, 16#fe, 16#ff, _/binary>>) -> {{utf32, big}, 4};
bom_to_encoding(<<16#ff, 16#fe, 0, 0, _/binary>>) -> {{utf32, little}, 4};
bom_to_encoding(<<16#fe, 16#ff, _/binary>>) -> {{utf16, big}, 2};
bom_to_encoding(<<16#ff, 16#fe, _/binary>>) -> {{utf16, little}, 2};
bom_to_encoding(Bytes) when is_binary(Bytes) -> {latin1, 0}.

%% The bytes that tell an encoding.
%% > unicode:encoding_to_bom(utf8).
%% <<239,187,191>>
-spec encoding_to_bom(encoding()) -> binary().
encoding_to_bom(Encoding) when Encoding =:= unicode; Encoding =:= utf8 -> <<16#ef, 16#bb, 16#bf>>;
encoding_to_bom(Encoding) when Encoding =:= utf16; Encoding =:= {utf16, big} -> <<16#fe, 16#ff>>;
encoding_to_bom({utf16, little}) -> <<16#ff, 16#fe>>;
encoding_to_bom(Encoding) when Encoding =:= utf32; Encoding =:= {utf32, big} -> <<0, 0, 16#fe, 16#ff>>;
encoding_to_bom({utf32, little}) -> <<16#ff, 16#fe, 0, 0>>;
encoding_to_bom(latin1) -> <<>>.
