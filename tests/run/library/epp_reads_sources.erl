%% epp: macros, conditions, includes and what is wrong with them; form by form and whole.
-module(epp_reads_sources).
-export([main/0]).

main() ->
    Folder = filename:join(os:getenv("TMPDIR", "/tmp"), "erlet_epp_" ++ os:getpid()),
    ok = file:make_dir(Folder),
    ok = file:write_file(filename:join(Folder, "h.hrl"), "-ifndef(H).\n-define(H, 1).\n-record(r, {a = ?H}).\n-endif.\n"),
    ok = file:set_cwd(Folder),
    lists:foreach(fun(Text) -> show(Text) end, texts()),
    form_by_form(),
    io:format("~p ~p~n", [epp:parse_file("no_such.erl", []), epp:open("no_such.erl", [])]),
    ok = file:set_cwd("/"),
    [ok = file:delete(filename:join(Folder, Name)) || Name <- ["h.hrl", "m.erl"]],
    ok = file:del_dir(Folder).

texts() ->
    ["-module(m).\n-include(\"h.hrl\").\n-include(\"h.hrl\").\nf(X) -> {?MODULE, ?LINE, ?FILE, ?FUNCTION_NAME, ?one, #r{a = X}}.\n",
     "-define(ADD(A, B), A + B).\n-define(ADD(A), ??A).\nf() -> {?ADD(1, {2, 3}), ?ADD(x + [y]), ?ADD()}.\n",
     "-ifdef(no).\na() -> 1.\n-elif(?OTP_RELEASE > 1).\nb() -> 1.\n-else.\nc() -> 1.\n-endif.\n-if(defined(one) andalso not defined(no)).\nd() -> 1.\n-endif.\n",
     "f() -> ?no.\n-error(\"stop\").\n-warning({a, b}).\n-else.\n-include(\"none.hrl\").\n-include_lib(\"none/h.hrl\").\ng( -> 1.\nh() -> 'a.\n",
     "-define(A, ?B).\n-define(B, ?A).\n-define(B, 1).\n-define(LINE, 1).\n-undef(B).\nf() -> ?A.\n-define(C(X), ?A).\ng() -> ?C(1, 2).\nh() -> ?MODULE.\n-ifdef(x).\n",
     "%% coding: latin-1\n-file(\"other.erl\", 50).\nf() -> {?FILE, ?LINE, \"\xe9\"}.\n", "-feature(maybe_expr, enable).\nf() -> maybe ok ?= x() end.\n"].

show(Text) ->
    ok = file:write_file("m.erl", Text),
    {ok, Forms, Extra} = epp:parse_file("m.erl", [{location, {1, 1}}, {macros, [one]}, extra]),
    io:format("~w~n", [Extra]),
    [io:format("  ~ts~n", [shown(Form)]) || Form <- Forms].

shown({Kind, {Location, Module, What}}) when Kind =:= error; Kind =:= warning ->
    io_lib:format("~w ~w ~ts", [Kind, Location, Module:format_error(What)]);
shown(Form) -> io_lib:format("~0tp", [Form]).

form_by_form() ->
    ok = file:write_file("m.erl", "-define(A(X), X).\n-define(B, b).\nf() -> ?A(?B).\n"),
    {ok, Epp} = epp:open([{name, "m.erl"}, {location, 1}]),
    io:format("~p~n", [[epp:scan_erl_form(Epp), epp:parse_erl_form(Epp), epp:parse_erl_form(Epp), epp:parse_erl_form(Epp)]]),
    io:format("~p~n", [[Macro || {{atom, Name}, _} = Macro <- epp:macro_defs(Epp), lists:member(Name, ['A', 'B', 'MACHINE'])]]),
    io:format("~p ~p~n", [epp:close(Epp), is_process_alive(Epp)]),
    io:format("~p ~p ~p~n", [epp:read_encoding("m.erl"), epp:default_encoding(), epp:encoding_to_string(latin1)]),
    io:format("~p~n", [epp:read_encoding_from_binary(<<"#!x\n%% -*- coding: Latin-1 -*-\n">>)]),
    io:format("~p~n", [epp:parse_file("m.erl", [], [{'A', 1}, {'C', 1, redefine}])]).
