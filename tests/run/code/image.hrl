%% Code made from text.

%% The image of a module whose forms are these lines.
image(Lines) ->
    {ok, _, Image} = compile:forms([form(Line) || Line <- Lines], []),
    Image.

form(Line) ->
    {ok, Tokens, _} = erl_scan:string(Line),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
