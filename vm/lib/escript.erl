%%% Scripts: the name of the one that runs, making scripts, taking them apart.
-module(escript).

-export([script_name/0, create/2, extract/2, arguments/0]).

-type section() :: shebang | {shebang, default | undefined | string()} | comment | {comment, default | undefined | string()} |
                   emu_args | {emu_args, undefined | string()} | {source, file:name_all() | binary()} |
                   {beam, file:name_all() | binary()}.

%% The file that is run. Fails when none is: for a program given by `-e`, or at the prompt.
%% > try escript:script_name() of Name -> is_list(Name) catch error:_ -> true end.
%% true
-spec script_name() -> string().
script_name() ->
    [_ | _] = Name = erts_internal:program(),
    Name.

%% Makes a script of its parts, in this order: shebang, comment, {emu_args, Text}, {source, Text or file}. Gives a
%% file, or a binary when that is asked for. `{error, Reason}` when a part is missing or wrong.
%% > escript:create(binary, [shebang, {source, <<"main(_) -> ok.\n">>}]).
%% {ok,<<"#!/usr/bin/env escript\nmain(_) -> ok.\n">>}
%% > element(1, escript:create(binary, [shebang])).
%% error
-spec create(file:name_all() | binary, [section()]) -> ok | {ok, binary()} | {error, term()}.
create(Target, Sections) when is_list(Sections) ->
    try text(lists:foldl(fun section/2, #{}, Sections)) of
        Text when Target =:= binary -> {ok, Text};
        Text ->
            case file:write_file(Target, Text) of
                ok -> ok;
                {error, Reason} -> {error, {Reason, Target}}
            end
    catch
        throw:Reason -> {error, Reason}
    end.

%% Sections may come in any order; the last of each kind counts. A file becomes the body with its own head.
section(Kind, Parts) when Kind =:= shebang; Kind =:= comment -> Parts#{Kind => default};
section({Kind, undefined}, Parts) when Kind =:= shebang; Kind =:= comment; Kind =:= emu_args -> Parts;
section({Kind, default}, Parts) when Kind =:= shebang; Kind =:= comment -> Parts#{Kind => default};
section({Kind, Text}, Parts) when Kind =:= shebang orelse Kind =:= comment orelse Kind =:= emu_args, is_list(Text) ->
    Parts#{Kind => Text};
section({Kind, Text}, Parts) when is_binary(Text) -> Parts#{body => body(Kind, Text)};
section({Kind, File} = Section, Parts) when is_list(File) ->
    case file:read_file(File) of
        {ok, Text} -> Parts#{body => body(Kind, Text)};
        {error, Reason} -> throw({Reason, Section})
    end;
section(Section, _) -> throw({badarg, Section}).

body(Kind, Text) when Kind =:= source; Kind =:= beam; Kind =:= archive -> Text;
body(Kind, _) -> throw({illegal_type, Kind}).

text(#{body := Body} = Parts) ->
    Head = [head(Kind, maps:get(Kind, Parts, undefined)) || Kind <- [shebang, comment, emu_args]],
    unicode:characters_to_binary([Head, Body]);
text(#{}) -> throw(missing_body).

head(_, undefined) -> "";
head(shebang, default) -> "#!/usr/bin/env escript\n";
head(comment, default) -> "%% This is an -*- erlang -*- file\n";
head(shebang, Text) -> ["#!", Text, "\n"];
head(comment, Text) -> ["%% ", Text, "\n"];
head(emu_args, Text) -> ["%%!", Text, "\n"].

%% The parts of a script. `{error, Reason}` when the file can't be read.
%% > escript:create("hello", [shebang, comment, {emu_args, "-s"}, {source, <<"main(_) -> ok.\n">>}]),
%%   Parts = escript:extract("hello", []), file:delete("hello"), Parts.
%% {ok,[{shebang,default},
%%      {comment,default},
%%      {emu_args,"-s"},
%%      {source,<<"main(_) -> ok.\n">>}]}
-spec extract(file:name_all(), [compile_source]) -> {ok, [section()]} | {error, term()}.
extract(File, [Option | Options]) when is_list(File) ->
    case Option of
        compile_source -> extract(File, Options);
        _ -> {error, {badarg, Option}}
    end;
extract(File, []) when is_list(File) ->
    case file:read_file(File) of
        {ok, Text} ->
            {Shebang, Comment, Arguments, Body} = parts(Text),
            {ok, [{shebang, Shebang}, {comment, Comment}, {emu_args, Arguments}, {source, Body}]};
        {error, Reason} ->
            {error, lists:flatten([file:format_error(Reason), ": '", File, "'"])}
    end.

%% The words of the line `%%!` of the script that runs, if it has one: flags as those of `erl`.
%% > escript:arguments().
%% []
-spec arguments() -> [string()].
arguments() ->
    case erts_internal:program() of
        [_ | _] = Name -> arguments(extract(Name, []));
        _ -> []
    end.

arguments({ok, [{shebang, Shebang}, _, {emu_args, Arguments}, _]}) when Shebang =/= undefined, Arguments =/= undefined ->
    string:lexemes(Arguments, " \t\r");
arguments(_) -> [].

parts(Text) ->
    {Shebang, Rest} = case Text of
                          <<"#!", More/binary>> ->
                              {Line, Below} = line(More),
                              {named(Line, "/usr/bin/env escript"), Below};
                          _ -> {undefined, Text}
                      end,
    {Comment, Rest1} = case {line(Rest), argument_line(Rest)} of
                           {{<<"%%", Words/binary>>, Below1}, none} ->
                               case argument_line(Below1) of
                                   none -> {undefined, Rest};
                                   _ -> {named(string:trim(Words, leading, " "), "This is an -*- erlang -*- file"), Below1}
                               end;
                           _ -> {undefined, Rest}
                       end,
    case argument_line(Rest1) of
        none -> {Shebang, Comment, undefined, Rest1};
        {Arguments, Body} -> {Shebang, Comment, unicode:characters_to_list(Arguments), Body}
    end.

named(Line, Default) ->
    case unicode:characters_to_list(Line) of
        Default -> default;
        Text -> Text
    end.

argument_line(Text) ->
    case line(Text) of
        {<<"%%!", Arguments/binary>>, Rest} -> {string:trim(Arguments, leading, " "), Rest};
        _ -> none
    end.

line(Text) ->
    case binary:split(Text, <<"\n">>) of
        [Line, Rest] -> {Line, Rest};
        [Line] -> {Line, <<>>}
    end.
