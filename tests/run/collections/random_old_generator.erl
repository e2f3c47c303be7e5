%% The old module `random`: the same sequences for the same seeds.
-module(random_old_generator).
-compile(nowarn_deprecated_function).
-export([main/0]).

main() ->
    show(random:seed0()),
    show(random:uniform()),
    show([random:uniform(100) || _ <- lists:seq(1, 20)]),
    show(get(random_seed)),
    show(random:seed()),
    show(random:seed(1, 2, 3)),
    show(random:seed({-5, 0, 90000})),
    show([random:uniform() || _ <- lists:seq(1, 10)]),
    {Value, State} = random:uniform_s({1, 2, 3}),
    show({Value, State}),
    show(random:uniform_s(6, State)),
    show(random:seed({30269, 30307, 30323})),
    show(random:seed(30268, 30306, 30322)),
    show(get(random_seed)),
    erase(random_seed),
    show(random:seed(7, 7, 7)),
    erase(random_seed),
    show(random:seed()),
    show(get(random_seed)).

show(Term) -> io:format("~p~n", [Term]).
