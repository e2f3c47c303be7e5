%%% The group leader of tests: keeps what they print, and has no input.
-module(eunit_output).

-export([start/0, take/1, peek/1, is_output/1]).

%% Starts one that ends with the calling process.
-spec start() -> pid().
start() ->
    Owner = self(),
    spawn(fun() ->
              put(?MODULE, true),
              _ = erlang:monitor(process, Owner),
              loop([])
          end).

%% What was printed since the last call, as UTF-8.
-spec take(pid()) -> binary().
take(Server) ->
    Reference = make_ref(),
    Server ! {take, self(), Reference},
    receive {Reference, Text} -> Text end.

%% What was printed so far, as UTF-8; it is kept.
-spec peek(pid()) -> binary().
peek(Server) ->
    Reference = make_ref(),
    Server ! {peek, self(), Reference},
    receive {Reference, Text} -> Text end.

%% Whether a group leader is one of these.
-spec is_output(pid()) -> boolean().
is_output(Server) ->
    case process_info(Server, dictionary) of
        {dictionary, Dictionary} -> proplists:get_value(?MODULE, Dictionary, false);
        undefined -> false
    end.

loop(Written) ->
    receive
        {io_request, From, ReplyAs, Request} ->
            {Reply, Written1} = request(Request, Written),
            From ! {io_reply, ReplyAs, Reply},
            loop(Written1);
        {take, From, Reference} ->
            From ! {Reference, iolist_to_binary(lists:reverse(Written))},
            loop([]);
        {peek, From, Reference} ->
            From ! {Reference, iolist_to_binary(lists:reverse(Written))},
            loop(Written);
        {'DOWN', _, process, _, _} -> ok;
        _ -> loop(Written)
    end.

request({put_chars, Encoding, Chars}, Written) -> put(Encoding, Chars, Written);
request({put_chars, Encoding, Module, Function, Args}, Written) ->
    try
        put(Encoding, apply(Module, Function, Args), Written)
    catch
        _:_ -> {{error, put_chars}, Written}
    end;
request({put_chars, Chars}, Written) -> put(latin1, Chars, Written);
request({put_chars, Module, Function, Args}, Written) ->
    request({put_chars, latin1, Module, Function, Args}, Written);
request({requests, Requests}, Written) ->
    lists:foldl(fun(_, {{error, _}, _} = Failed) -> Failed;
                   (Request, {_, Before}) -> request(Request, Before)
                end, {ok, Written}, Requests);
request({setopts, _}, Written) -> {ok, Written};
request(getopts, Written) -> {[{binary, false}, {encoding, unicode}], Written};
request({get_geometry, _}, Written) -> {{error, enotsup}, Written};
request(Input, Written) when element(1, Input) =:= get_line; element(1, Input) =:= get_chars;
                             element(1, Input) =:= get_until ->
    {eof, Written};
request(Request, Written) -> {{error, {request, Request}}, Written}.

put(Encoding, Chars, Written) ->
    try unicode:characters_to_binary(Chars, Encoding) of
        Text when is_binary(Text) -> {ok, [Text | Written]};
        _ -> {{error, put_chars}, Written}
    catch
        error:_ -> {{error, put_chars}, Written}
    end.
