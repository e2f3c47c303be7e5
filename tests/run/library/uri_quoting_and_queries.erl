%% Percent encoding, and the queries of forms.
-module(uri_quoting_and_queries).
-export([main/0]).

main() ->
    [show(Text, uri_string:quote(Text)) || Text <- ["a b/" ++ [228] ++ "~-._!%", <<"a b/ä"/utf8>>, ""]],
    show(safe, uri_string:quote("a/b c", "/")),
    [show(Text, uri_string:unquote(Text)) || Text <- ["a%20b", "%c3%a4", <<"%c3%a4">>, "%zz", "%", "a+b"]],
    [show(Text, uri_string:percent_decode(Text))
     || Text <- ["a%20b", "%ff", #{path => "%20", query => "%41", scheme => "s"}, "%C3%A4+"]],
    [show(Fields, uri_string:compose_query(Fields)) || Fields <- fields()],
    [show(Options, uri_string:compose_query([{"a", Text}], Options))
     || {Text, Options} <- [{[246], [{encoding, latin1}]}, {[246], [{encoding, utf8}]}, {[12363], [{encoding, latin1}]}]],
    [show(Query, uri_string:dissect_query(Query)) || Query <- queries()],
    show(transcode, uri_string:transcode("foo%F6bar", [{in_encoding, latin1}, {out_encoding, utf8}])),
    show(transcode, uri_string:transcode(<<"foo%C3%B6">>, [])).

show(Input, Output) -> io:format("~0tp: ~0tp~n", [Input, Output]).

fields() ->
    [[{"a", "b"}, {"c d", "e&f"}], [{"a", true}, {"b", "1"}], [{<<"a">>, <<"ä"/utf8>>}], [], [{"a", 1}],
     [{"foo bar", "1"}, {"city", [246 | "rebro"]}], [{"a", "*-._~"}]].

queries() ->
    ["a=b&c+d=e%26f", <<"a=b">>, "a&b=1", "", "a=b;c=d", "=", "&", "a=b=c", "a=%zz", "%C3%B6=1", <<"%C3%B6=1">>,
     "&#9829;=1"].
