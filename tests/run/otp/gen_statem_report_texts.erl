%% The texts of a state machine's report, whose parts are left out when there is nothing to tell of.
-module(gen_statem_report_texts).
-export([main/0]).

main() ->
    Full = #{label => {gen_statem, terminate}, name => gate, queue => [{cast, coin}, {cast, push}], postponed => [{info, x}],
             modules => [gate], callback_mode => state_functions, state_enter => true, state => {open, 5},
             reason => {error, oops, [{gate, open, 3, []}]}, client_info => undefined, log => [logged],
             timeouts => {1, [{state_timeout, t}]}},
    Empty = Full#{queue := [], postponed := [], reason := {exit, oops, []}, log := [], timeouts := {0, []}},
    _ = [show(Report, Single) || Report <- [Full, Empty], Single <- [true, false]],
    ok.

show(Report, Single) -> io:format("~ts~n~n", [gen_statem:format_log(Report, #{single_line => Single})]).
