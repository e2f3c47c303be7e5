-module(re_names_of_alternatives).
-export([main/0]).

%% With the option dupnames a name means all groups that have it; with (?J) alone each is an entry of its own.
main() ->
    [begin
         {ok, Compiled} = re:compile(Pattern, Options),
         io:format("~s ~p ~0p~n", [Pattern, Options, re:inspect(Compiled, namelist)]),
         [io:format("  ~s ~p: ~0p~n", [Subject, Names, re:run(Subject, Compiled, [{capture, Names, list}])])
          || Names <- [all_names, [n], ["n", m]], Subject <- ["a", "b", "c"]]
     end || {Pattern, Options} <- [{"(?J)(?<n>a)|(?<n>b)|(?<m>c)", []}, {"(?J)(?<n>a)|(?<n>b)", []}, {"(?<n>a)|(?<n>b)|(?<m>c)", [dupnames]},
                                   {"(?|(?<n>a)|(?<n>b))|(?<m>c)", []}, {"(?J)(?<x>q)|(?<n>a)|(?<m>c)|(?<n>b)|(?<n>c)", []}]],
    ok.
