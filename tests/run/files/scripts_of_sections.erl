%% escript:create/2 takes sections in any order, the last of each kind, and says which one or which file is wrong.
-module(scripts_of_sections).
-export([main/0]).
-include("own_folder.hrl").

main() -> in_own_folder(fun tests/0).

tests() ->
    ok = file:write_file("scripts_of_sections.x", "#!/usr/bin/env escript\n%%! -s\nmain(_) -> ok.\n"),
    Body = {source, <<"main(_) -> ok.\n">>},
    [show([Target, Sections])
     || Target <- [binary, "/", "no/such/folder", {}, 1],
        Sections <- [[], [Body], [Body, shebang], [comment, shebang, Body], [shebang, {shebang, "other"}, comment, Body],
                     [{emu_args, "-x"}, {comment, "what"}, Body], [shebang, {shebang, undefined}, Body], [Body, {source, <<"second">>}],
                     [{source, "scripts_of_sections.x"}], [shebang, {beam, <<"x">>}], [{archive, <<"x">>}], [{source, "no.such"}],
                     [{"a", "no.such"}], [{a, "scripts_of_sections.x"}], [{a, <<>>}], [{a, b}], [a], [emu_args], [{emu_args, 1}], [{source, 1}],
                     [{shebang, 1}], [{a, b, c}]]].

show(Args) -> io:format("~0p~n    ~0p~n", [Args, apply(escript, create, Args)]).
