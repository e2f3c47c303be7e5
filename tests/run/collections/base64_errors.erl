-module(base64_errors).
-export([main/0]).
main() ->
 [io:format("~0p~n", [{F,X,catch_(F,X)}]) || X <- ["","YQ==","YWI=","YWJj","YW Jj\n","YQ","YWI","Y","YQ=","YW==I","YQ==YQ==", <<"YWJj">>, "YWJjZ"], F <- [decode,mime_decode,decode_to_string,mime_decode_to_string]],
 [io:format("~0p~n", [{F,X,catch_(F,X)}]) || X <- ["","a","ab","abc",<<"hello">>,[256],foo,lists:seq(0,255)], F <- [encode,encode_to_string]].
catch_(F,X) -> try base64:F(X) catch error:E -> E end.
