-module(sub_binaries_share_content).
-export([main/0]).

main() ->
    Big = binary:copy(<<"0123456789">>, 100),
    <<_:15/binary, Part:10/binary, _/binary>> = Big,
    io:format("~s ~p~n", [Part, binary:referenced_byte_size(Part) >= byte_size(Part)]),
    Copy = binary:copy(Part),
    io:format("~p ~p~n", [Copy =:= Part, binary:referenced_byte_size(Copy)]),
    {A, B} = split_binary(Part, 4),
    io:format("~s ~s~n", [A, B]).
