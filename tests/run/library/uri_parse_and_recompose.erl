%% URIs taken apart and put together.
-module(uri_parse_and_recompose).
-export([main/0]).

main() ->
    [show(Text, uri_string:parse(Text)) || Text <- texts()],
    [show(Parts, uri_string:recompose(Parts)) || Parts <- maps()],
    [io:format("~p: ~ts~n", Part) || Part <- [[Name, Chars] || {Name, Chars} <- uri_string:allowed_characters()]].

show(Input, Output) -> io:format("~0tp~n    ~0tp~n", [Input, Output]).

texts() ->
    ["foo://user@example.com:8042/over/there?name=ferret#nose",
     <<"foo://user@example.com:8042/over/there?name=ferret">>, "", "/a/b", "a", "//h", "//h:", "//h:80",
     "http://[::1]:8/x", "http://[::g]", "http://a b", "http://x?a=b#", "x?", "#", "?", "mailto:a@b.c", "urn:x:y",
     "http://h:99999999", "http://h:x/", "http://%zz", "http://a/%41", "1a:b", "a1+-.:b", "http://user:pa@ss@h/",
     [233], "http://h/" ++ [233], "//", "///", "a:", "http://h?q=1&r=2#f?g/h", "foo:/a", "a/b:c", "./a:b",
     "http://h/[", "http://h/a#b#c", "http://h?a?b", [<<"http">>, "://h"], "http://1.2.3.4/"].

maps() ->
    [#{path => "/a", host => "h", scheme => "http"}, #{path => "a", host => "h"}, #{path => ""}, #{},
     #{path => "/a", query => "q", fragment => "f", port => 80, userinfo => "u", host => "h", scheme => "s"},
     #{path => "a", scheme => "s"}, #{scheme => <<"s">>, path => <<"a">>}, #{path => "a b", host => "h"},
     #{host => "::1", path => "", port => 80}, #{path => [$/, 228]}, #{host => "h", path => "", query => ""},
     #{host => "h", path => "", port => undefined}].
