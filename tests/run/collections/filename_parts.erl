-module(filename_parts).
-export([main/0]).
c(F,A) -> try apply(filename,F,A) catch error:E -> E end.
main() ->
 N = ["","/","a","a/b","/a/b","a//b/","/a/","a/b.erl","a.b/c",".x","a/.x",".","..","a.b.c","a.","/.x","//a","a/b/",["a",[$/],b],<<"a/b.c">>,<<"/">>,<<>>,"./a","a/../b","a/.","a.b/"],
 [io:format("~0p~n",[{F,X,c(F,[X])}]) || F <- [basename,dirname,extension,rootname,split,pathtype,flatten,nativename], X <- N],
 [io:format("~0p~n",[{F,X,Y,c(F,[X,Y])}]) || F <- [join,append,absname,absname_join], X <- N, Y <- ["","b","/b","b/",<<"q">>]],
 [io:format("~0p~n",[{F,X,Y,c(F,[X,Y])}]) || F <- [basename,rootname], X <- N, Y <- ["",".erl",".x",".c",<<".c">>,"b.erl"]],
 [io:format("~0p~n",[{join,X,c(join,[X])}]) || X <- [["a","b","c"],["/"],["a","/b","c"],[],["a",<<"b">>],["a//","b"]]],
 [io:format("~0p~n",[{validate,X,c(validate,[X])}]) || X <- ["a",<<"a">>,[0],<<0>>,foo,[a,"b"],12]].
