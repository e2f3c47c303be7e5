%% The name of the file that an image came from may be an atom; a field of a bit string with a negative size is refused.
-module(load_binary_of_an_atom).
-export([main/0]).

main() ->
    {ok, m, Image} = compile:forms([{attribute, 1, module, m}]),
    io:format("~p ~p~n", [code:load_binary(m, m, Image), code:is_loaded(m)]),
    {ok, Tokens, _} = erl_scan:string("<<(<<1, 2, 3>>):(-1)/binary>>."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    io:format("~p~n", [try erl_eval:exprs(Exprs, []) catch error:Reason -> Reason end]).
