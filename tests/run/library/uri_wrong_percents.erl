%% uri_string: percent encodings that are none, queries of strings and binaries, texts of other encodings.
-module(uri_wrong_percents).
-export([main/0]).

main() ->
    show([fun() -> uri_string:dissect_query(Query) end
          || Query <- ["a=%zz&b=1", "%zz&b=1", <<"a=%zz&b=1">>, <<"a=%z">>, "a%", "a=%FF&b=%zz", <<"%FF=1&b">>, none]]),
    show([fun() -> uri_string:percent_decode(Uri) end
          || Uri <- ["a%zz", <<"a%zz">>, <<"a%z">>, "a%FF", <<"a%FF">>, #{path => "a%zz"}, #{path => <<"%41">>, host => "%zz"}, none]]),
    show([fun() -> uri_string:unquote(Text) end || Text <- ["a%zz", <<"a%zz">>, #{path => "a"}]]),
    show([fun() -> uri_string:compose_query(Fields, Options) end
          || Fields <- [[{<<"a">>, <<"b">>}], [{<<"a">>, true}], [{<<"a">>, "b"}, {"c", <<"d">>}], []],
             Options <- [[], [{encoding, latin1}], [{encoding, utf16}]]]),
    show([fun() -> uri_string:transcode(Text, Options) end
          || Text <- [[228 | "%C3%A4b"], <<228, "%C3%A4b">>, <<228/utf8, "%C3%A4b">>, "%zz"],
             Options <- [[], [{in_encoding, latin1}], [{out_encoding, latin1}], [{out_encoding, utf16}]]]),
    show([fun() -> uri_string:quote(Text) end || Text <- [none, 1, [<<255>>], "a/b"]]).

show(Funs) -> [io:format("~w~n", [outcome(Fun)]) || Fun <- Funs].

outcome(Fun) ->
    try Fun() catch Class:Reason -> {Class, Reason} end.
