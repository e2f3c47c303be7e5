%% A bank: one process holds all accounts, so no transfer can be seen half done.
-module(bank).
-export([main/0]).

main() ->
    Bank = start(),
    show("open ann", call(Bank, {open, ann, 100})),
    show("open bob", call(Bank, {open, bob, 20})),
    show("open ann again", call(Bank, {open, ann, 5})),
    show("transfer 30 ann -> bob", call(Bank, {transfer, 30, ann, bob})),
    show("transfer 500 ann -> bob", call(Bank, {transfer, 500, ann, bob})),
    show("transfer 1 ann -> eve", call(Bank, {transfer, 1, ann, eve})),
    show("withdraw 50 from bob", call(Bank, {withdraw, bob, 50})),
    %% A hundred customers at the same time: the sum stays the same.
    Me = self(),
    [spawn(fun() ->
               {From, To} = case N rem 2 of 0 -> {ann, bob}; 1 -> {bob, ann} end,
               call(Bank, {transfer, N rem 7, From, To}),
               Me ! done
           end) || N <- lists:seq(1, 100)],
    [receive done -> ok end || _ <- lists:seq(1, 100)],
    {ok, Accounts} = call(Bank, accounts),
    io:format("after the rush: ~p accounts, ~p in all~n",
              [maps:size(Accounts), lists:sum(maps:values(Accounts))]).

show(What, Answer) -> io:format("~-24s ~p~n", [What, Answer]).

start() -> spawn(fun() -> loop(#{}) end).

call(Bank, Request) ->
    Ref = make_ref(),
    Bank ! {Ref, self(), Request},
    receive
        {Ref, Answer} -> Answer
    end.

%% The loop only moves messages; handle/2 decides, without side effects.
loop(Accounts) ->
    receive
        {Ref, From, Request} ->
            {Answer, NewAccounts} = handle(Request, Accounts),
            From ! {Ref, Answer},
            loop(NewAccounts)
    end.

handle({open, Name, _}, Accounts) when is_map_key(Name, Accounts) ->
    {{error, exists}, Accounts};
handle({open, Name, Amount}, Accounts) ->
    {ok, Accounts#{Name => Amount}};
handle({withdraw, Name, Amount}, Accounts) ->
    case Accounts of
        #{Name := Balance} when Balance >= Amount ->
            {{ok, Balance - Amount}, Accounts#{Name := Balance - Amount}};
        #{Name := Balance} ->
            {{error, {only, Balance}}, Accounts};
        #{} ->
            {{error, {no_account, Name}}, Accounts}
    end;
handle({transfer, _, _, To}, Accounts) when not is_map_key(To, Accounts) ->
    {{error, {no_account, To}}, Accounts};
handle({transfer, Amount, From, To}, Accounts) ->
    case handle({withdraw, From, Amount}, Accounts) of
        {{ok, _}, Rest} -> {ok, maps:update_with(To, fun(B) -> B + Amount end, Rest)};
        {Error, _} -> {Error, Accounts}
    end;
handle(accounts, Accounts) ->
    {{ok, Accounts}, Accounts}.
