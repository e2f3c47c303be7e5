%% Normal forms of URIs, and what references mean beside a base.
-module(uri_normalize_and_resolve).
-export([main/0]).

main() ->
    [show(Uri, uri_string:normalize(Uri)) || Uri <- uris()],
    show(map, uri_string:normalize("http://h:80/../a", [return_map])),
    [show(Reference, uri_string:resolve(Reference, "http://a/b/c/d;p?q")) || Reference <- references()],
    [show({Reference, Base}, uri_string:resolve(Reference, Base))
     || {Reference, Base} <- [{"a", "b"}, {"a", "http://h"}, {<<"a">>, "http://h/x/y"}, {"//x", "/y"},
                              {#{path => "a"}, "http://h/x/y"},
                              {"a", #{scheme => "http", host => "h", path => ""}}]],
    show(map, uri_string:resolve("/a/../b", "http://h", [return_map])).

show(Input, Output) -> io:format("~0tp: ~0tp~n", [Input, Output]).

uris() ->
    ["/a/b/c/./../../g", "HTTP://Ex.com:80/", "http://h/%7ea%2f", "http://h:443", "https://h:443/..",
     "mid/content=5/../6", "http://H/%c3%a9", "ftp://h:21", "ssh://h:22", "sftp://h:22", "tftp://h:69", "a://h:80",
     #{scheme => "http", host => "H", port => 80, path => "/a/../b"}, "", "http://h", "../a", "/../a", "%zz", "a%41",
     <<"http://h/%41">>].

references() ->
    ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../",
     "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "./../g", "./g/.", "g/./h",
     "g/../h", "http:g", "g?y/./x", "g#s/../x"].
