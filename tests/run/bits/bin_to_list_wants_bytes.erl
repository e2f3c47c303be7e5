%% binary:bin_to_list/1,2,3 take binaries only, also where the part is one of whole bytes.
-module(bin_to_list_wants_bytes).
-export([main/0]).

main() ->
    io:format("~p~n", [[list(Args) || Args <- [[<<1, 2, 3:4>>], [<<1, 2, 3:4>>, {1, 1}], [<<1, 2, 3:4>>, 0, 1], [<<1:3>>, {0, 0}],
                                                [<<1, 2, 3>>, {1, 2}], [<<1, 2, 3>>, 3, -1], [<<1, 2, 3>>, {1, 1.0}]]]]).

list(Args) ->
    try apply(binary, bin_to_list, Args)
    catch
        error:Reason -> Reason
    end.
