%% uri_string: where the reading of a URI ends, parts of several kinds of text, and what is asked of an absolute reference.
-module(uri_readings).
-export([main/0]).

main() ->
    [show(parse, [Text]) || Text <- texts()],
    [show(recompose, [Parts]) || Parts <- maps()],
    [show(resolve, [Reference, Base, Options])
     || Reference <- ["a", <<"/a/../b">>, "//ä", "s:/x/./y"], Base <- ["http://h/x/y", <<"http://h">>, "h", none],
        Options <- [[], [return_map], [x]]],
    [show(transcode, [Text, []]) || Text <- ["", "a%", "a%4", "a%zzb", "%C3%", <<"a%zb%41">>]],
    [show(dissect_query, [Text]) || Text <- ["a=%C3%A4+%zz+b", "a+%=1", "a%q+c&d", "%&b"]],
    [show(compose_query, [[{"a", "b"}], Options]) || Options <- [x, [], [{encoding, undefined}], [{encoding, utf16}]]],
    [show(quote, [Text, Safe]) || Text <- ["", "a", " a", <<255>>, <<"a", 200>>], Safe <- ["", " ", none]],
    [show(percent_decode, [Parts]) || Parts <- [<<255, "ab">>, #{path => "%41", scheme => "%41"}, #{other => "%41", host => "%4g"}]],
    [show(normalize, [Text]) || Text <- ["http:", <<"https:">>, "http:?a", "ftp:"]].

texts() ->
    ["//user@:x/", "//h:x", "//ä", "//u@ä", "//ä@h", "//a@b@c", "//a:b:c", "//a:80:c", "//a:b:c@d", "//h:80a", "//h:80a@x",
     "//[zz]", "//[", "//[::1", "//[::1/", "//[1:2]", "//[]", "//[::1]a/b", "//[::1]x", "//[::1]:80?x", "//u@[zz]",
     "//u:p@[::1]:80", "user@h:80", "[::1]:80/ä", "%41:b", "a b:c", "1.2:80", "/ä", "a/ä:b", "a?ä", "#ä", "a?b#c#d",
     "http:ä", "http:a%", "http:user@h:80", <<"//h/a b">>, <<"//h?ä"/utf8>>].

maps() ->
    [#{userinfo => "me", path => "x"}, #{scheme => "s", userinfo => "me", path => "x"}, #{scheme => "s", port => 80, path => "x"},
     #{userinfo => "me", port => 80, path => "x"}, #{port => 80, path => ""}, #{scheme => <<"s">>, path => "x"},
     #{host => <<"h">>, path => <<"/x">>, port => 80}, #{host => <<"h">>, path => <<"/x">>, query => "q"},
     #{path => <<>>, userinfo => <<"u">>}, #{path => "", scheme => ""}, #{path => "", scheme => "a b"}, #{host => "h"},
     #{host => "::1]a", path => ""}, #{path => "", host => "h", port => x}, #{path => "x", scheme => 1}, none].

show(Function, Args) ->
    Outcome = try apply(uri_string, Function, Args) catch Class:Reason -> {Class, Reason} end,
    io:format("~w ~0tp~n    ~0tp~n", [Function, Args, Outcome]).
