%%% The preprocessor for programs that read Erlang.
%%%
%%% `erlet_epp` works on a text; here are its files, the process that stands behind an open one, and what comments say of
%%% a file's encoding.
-module(epp).

-export([open/1, open/2, open/3, close/1, scan_erl_form/1, parse_erl_form/1, macro_defs/1, parse_file/1, parse_file/2, parse_file/3,
         scan_file/1, scan_file/2, format_error/1]).
-export([default_encoding/0, encoding_to_string/1, read_encoding/1, read_encoding/2, set_encoding/1, set_encoding/2,
         read_encoding_from_binary/1, read_encoding_from_binary/2, interpret_file_attribute/1, text/2]).

-export_type([epp_handle/0, source_encoding/0]).

-type epp_handle() :: pid().
-type source_encoding() :: latin1 | utf8.
-type macro() :: atom() | {atom(), term()} | {atom(), term(), redefine}.
-type option() :: {name, file:name()} | {includes, [file:name()]} | {macros, [macro()]} | {source_name, file:name()} |
                  {default_encoding, source_encoding()} | {location, erl_anno:location()} | {scan_opts, [term()]} |
                  {fd, file:io_device()} | extra | term().
-type finding() :: {error | warning, erl_scan:error_info() | term()}.

%%% Reading form by form

%% Opens a file by options: `{name, Name}`, `{includes, Folders}`, `{macros, Macros}`, `{source_name, Name}`,
%% `{default_encoding, E}`, `{location, L}`. `{error, Reason}` when it cannot be opened; fails with badarg without a
%% name.
%% > ok = file:write_file("epp_1.erl", ""), {ok, Epp} = epp:open([{name, "epp_1.erl"}]), epp:close(Epp),
%%   file:delete("epp_1.erl").
%% ok
%% > epp:open([{name, "no_such_file.erl"}]).
%% {error,enoent}
-spec open([option()]) ->
          {ok, epp_handle()} | {ok, epp_handle(), [term()]} | {error, term()}.
open(Options) when is_list(Options) ->
    proplists:is_defined(name, Options) orelse error(badarg),
    Owner = self(),
    case erlet_server:start(fun(Say) -> serve(Owner, Say, begun(Options)) end) of
        {down, Reason} -> {error, Reason};
        {Pid, {ok, Encoding}} ->
            case proplists:get_bool(extra, Options) of
                true -> {ok, Pid, [{encoding, Encoding}]};
                false -> {ok, Pid}
            end;
        {_, Error} -> Error
    end.

%% Opens a file; headers are looked for in these folders, too.
%% > epp:open("no_such_file.erl", ["include"]).
%% {error,enoent}
-spec open(file:name(), [file:name()]) -> {ok, epp_handle()} | {error, term()}.
open(Name, Folders) -> open(Name, Folders, []).

%% Opens a file; headers are looked for in these folders, too, and these macros are defined: names, or `{Name, Value}`.
%% > ok = file:write_file("epp_2.erl", "?X."), {ok, Epp} = epp:open("epp_2.erl", [], [{'X', 7}]),
%%   _ = epp:scan_erl_form(Epp), Read = epp:scan_erl_form(Epp), epp:close(Epp), file:delete("epp_2.erl"), Read.
%% {ok,[{integer,1,7},{dot,1}]}
-spec open(file:name(), [file:name()], [macro()]) -> {ok, epp_handle()} | {error, term()}.
open(Name, Folders, Macros) -> open([{name, Name}, {includes, Folders}, {macros, Macros}]).

%% Ends with an open file.
%% > ok = file:write_file("epp_3.erl", "f() -> a."), {ok, Epp} = epp:open("epp_3.erl", []), file:delete("epp_3.erl"),
%%   epp:close(Epp).
%% ok
-spec close(epp_handle()) -> ok.
close(Epp) ->
    Monitor = monitor(process, Epp),
    Epp ! {close, self()},
    receive
        {'DOWN', Monitor, _, _, _} -> ok
    end.

%% The tokens of the next form, macros replaced; `{error, Info}` and `{warning, Info}` for what is wrong with it,
%% `{eof, Location}` at the end. The first form tells the file.
%% > ok = file:write_file("epp_4.erl", "-define(A, 1).\nf() -> ?A."), {ok, Epp} = epp:open("epp_4.erl", []),
%%   Read = [epp:scan_erl_form(Epp) || _ <- [1, 2, 3]], epp:close(Epp), file:delete("epp_4.erl"), Read.
%% [{ok,[{'-',1},
%%       {atom,1,file},
%%       {'(',1},
%%       {string,1,"epp_4.erl"},
%%       {',',1},
%%       {integer,1,1},
%%       {')',1},
%%       {dot,1}]},
%%  {ok,[{atom,2,f},{'(',2},{')',2},{'->',2},{integer,2,1},{dot,2}]},
%%  {eof,2}]
-spec scan_erl_form(epp_handle()) -> {ok, [erl_scan:token()]} | finding() | {eof, erl_anno:location()}.
scan_erl_form(Epp) -> ask(Epp, next).

%% The next form as a tree, macros replaced; what may come besides is as in scan_erl_form/1.
%% > ok = file:write_file("epp_5.erl", "f() -> ?LINE."), {ok, Epp} = epp:open("epp_5.erl", []),
%%   Read = [epp:parse_erl_form(Epp) || _ <- [1, 2, 3]], epp:close(Epp), file:delete("epp_5.erl"), Read.
%% [{ok,{attribute,1,file,{"epp_5.erl",1}}},
%%  {ok,{function,1,f,0,[{clause,1,[],[],[{integer,1,1}]}]}},
%%  {eof,1}]
-spec parse_erl_form(epp_handle()) -> {ok, erl_parse:abstract_form()} | finding() | {eof, erl_anno:location()}.
parse_erl_form(Epp) -> parsed(scan_erl_form(Epp)).

%% The macros that are defined now, those that the language has included.
%% > ok = file:write_file("epp_6.erl", ""), {ok, Epp} = epp:open("epp_6.erl", [], [{'X', 7}]),
%%   Defs = epp:macro_defs(Epp), epp:close(Epp), file:delete("epp_6.erl"), lists:keyfind({atom, 'X'}, 1, Defs).
%% {{atom,'X'},[{none,{none,[{integer,0,7}]}}]}
-spec macro_defs(epp_handle()) -> [term()].
macro_defs(Epp) -> ask(Epp, macros).

ask(Epp, Question) ->
    case erlet_server:ask(Epp, Question) of
        {ok, Answer} -> Answer;
        {down, Reason} -> exit(Reason)
    end.

serve(Owner, Say, {ok, Encoding, State}) ->
    Monitor = monitor(process, Owner),
    Say({ok, Encoding}),
    serve(Monitor, State);
serve(_, Say, Error) -> Say(Error).

serve(Monitor, State) ->
    receive
        {'$ask', From, Ref, next} ->
            {Result, State1} = erlet_epp:next(State),
            From ! {Ref, Result},
            serve(Monitor, State1);
        {'$ask', From, Ref, macros} ->
            From ! {Ref, erlet_epp:definitions(State)},
            serve(Monitor, State);
        {close, _} -> ok;
        {'DOWN', Monitor, _, _, _} -> ok
    end.

%%% Reading a whole file

%% The forms that an open file still has, findings among them.
%% > ok = file:write_file("epp_7.erl", "f() -> a."), {ok, Epp} = epp:open("epp_7.erl", []),
%%   Forms = epp:parse_file(Epp), epp:close(Epp), file:delete("epp_7.erl"), Forms.
%% [{attribute,1,file,{"epp_7.erl",1}},
%%  {function,1,f,0,[{clause,1,[],[],[{atom,1,a}]}]},
%%  {eof,1}]
-spec parse_file(epp_handle()) -> [term()].
parse_file(Epp) -> rest(fun() -> parse_erl_form(Epp) end).

rest(Next) ->
    case Next() of
        {eof, _} = End -> [End];
        {ok, Form} -> [Form | rest(Next)];
        Finding -> [Finding | rest(Next)]
    end.

%% All forms of a file, with the options of open/1; with `extra` also `{encoding, E}`. What is wrong in it stands among
%% the forms as `{error, Info}`.
%% > ok = file:write_file("epp_8.erl", "f() -> ?X."), {ok, Forms} = epp:parse_file("epp_8.erl", []),
%%   file:delete("epp_8.erl"), Forms.
%% [{attribute,1,file,{"epp_8.erl",1}},
%%  {error,{1,epp,{undefined,'X',none}}},
%%  {eof,1}]
%% > epp:parse_file("no_such_file.erl", []).
%% {error,enoent}
-spec parse_file(file:name(), [option()]) -> {ok, [term()]} | {ok, [term()], [term()]} | {error, term()}.
parse_file(Name, Options) -> whole([{name, Name} | Options], fun parsed/1).

%% All forms of a file with folders of headers, and macros.
%% > ok = file:write_file("epp_9.erl", "f() -> ?X."), {ok, Forms} = epp:parse_file("epp_9.erl", [], [{'X', 7}]),
%%   file:delete("epp_9.erl"), lists:keyfind(function, 1, Forms).
%% {function,1,f,0,[{clause,1,[],[],[{integer,1,7}]}]}
-spec parse_file(file:name(), [file:name()], [macro()]) -> {ok, [term()]} | {error, term()}.
parse_file(Name, Folders, Macros) -> parse_file(Name, [{includes, Folders}, {macros, Macros}]).

%% The tokens of the forms that an open file still has.
%% > ok = file:write_file("epp_10.erl", "f() -> a."), {ok, Epp} = epp:open("epp_10.erl", []),
%%   Read = epp:scan_file(Epp), epp:close(Epp), file:delete("epp_10.erl"), Read.
%% [[{'-',1},
%%   {atom,1,file},
%%   {'(',1},
%%   {string,1,"epp_10.erl"},
%%   {',',1},
%%   {integer,1,1},
%%   {')',1},
%%   {dot,1}],
%%  [{atom,1,f},{'(',1},{')',1},{'->',1},{atom,1,a},{dot,1}],
%%  {eof,1}]
-spec scan_file(epp_handle()) -> [term()].
scan_file(Epp) -> rest(fun() -> scan_erl_form(Epp) end).

%% The tokens of all forms of a file, and what `{encoding, E}` was found.
%% > ok = file:write_file("epp_11.erl", "f() -> a."), {ok, Read, Extra} = epp:scan_file("epp_11.erl", []),
%%   file:delete("epp_11.erl"), {length(Read), Extra}.
%% {3,[{encoding,none}]}
-spec scan_file(file:name(), [option()]) -> {ok, [term()], [term()]} | {error, term()}.
scan_file(Name, Options) ->
    case whole([extra, {name, Name} | Options], fun(Result) -> Result end) of
        {ok, Forms, Extra} -> {ok, Forms, lists:keydelete(features, 1, Extra)};
        Error -> Error
    end.

whole(Options, Read) ->
    case begun(Options) of
        {ok, Encoding, State} ->
            {Forms, Last} = forms(State, Read, []),
            case proplists:get_bool(extra, Options) of
                true -> {ok, Forms, [{features, erlet_epp:features(Last)}, {encoding, Encoding}]};
                false -> {ok, Forms}
            end;
        Error -> Error
    end.

forms(State, Read, Forms) ->
    {Result, State1} = erlet_epp:next(State),
    case Read(Result) of
        {eof, _} = End -> {lists:reverse(Forms, [End]), State1};
        {ok, Form} -> forms(State1, Read, [Form | Forms]);
        Finding -> forms(State1, Read, [Finding | Forms])
    end.

parsed({ok, Tokens}) ->
    case erl_parse:parse_form(Tokens) of
        {ok, Form} -> {ok, Form};
        {error, Error} -> {error, Error}
    end;
parsed(Other) -> Other.

begun(Options) ->
    Name = proplists:get_value(name, Options),
    Default = proplists:get_value(default_encoding, Options, default_encoding()),
    case bytes(proplists:get_value(fd, Options), Name) of
        {ok, Bytes} ->
            Macros = proplists:get_value(macros, Options, []),
            Begin = #{name => flat(proplists:get_value(source_name, Options, Name)), path => flat(Name), text => text(Bytes, Default),
                      location => proplists:get_value(location, Options, 1),
                      includes => proplists:get_value(includes, Options, []), macros => Macros,
                      options => proplists:get_value(scan_opts, Options, [])},
            case erlet_epp:open(Begin) of
                {ok, State} -> {ok, read_encoding_from_binary(Bytes), State};
                Error -> Error
            end;
        Error -> Error
    end.

flat(Name) when is_atom(Name) -> atom_to_list(Name);
flat(Name) when is_binary(Name) -> unicode:characters_to_list(Name);
flat(Name) -> lists:flatten(Name).

bytes(undefined, Name) -> file:read_file(Name);
bytes(Device, _) ->
    case file:read(Device, 1 bsl 30) of
        {ok, Text} -> {ok, iolist_to_binary([Text])};
        eof -> {ok, <<>>};
        Error -> Error
    end.

%%% Encodings

%% The encoding of a file that does not say.
%% > epp:default_encoding().
%% utf8
-spec default_encoding() -> source_encoding().
default_encoding() -> utf8.

%% The comment that says an encoding.
%% > epp:encoding_to_string(utf8).
%% "coding: utf-8"
-spec encoding_to_string(source_encoding()) -> string().
encoding_to_string(latin1) -> "coding: latin-1";
encoding_to_string(utf8) -> "coding: utf-8".

%% The encoding that a file says it has, in a comment on one of its first two lines, or `none`; also when there is no
%% such file.
%% > ok = file:write_file("epp_12.erl", "%% coding: latin-1\n"), E = epp:read_encoding("epp_12.erl"),
%%   file:delete("epp_12.erl"), E.
%% latin1
-spec read_encoding(file:name()) -> source_encoding() | none.
read_encoding(Name) -> read_encoding(Name, []).

%% The encoding that a file says it has; with `{in_comment_only, false}` it may stand outside comments, too.
%% > ok = file:write_file("epp_13.erl", "coding: utf-8\n"),
%%   Es = [epp:read_encoding("epp_13.erl", [{in_comment_only, C}]) || C <- [true, false]],
%%   file:delete("epp_13.erl"), Es.
%% [none,utf8]
-spec read_encoding(file:name(), [term()]) -> source_encoding() | none.
read_encoding(Name, Options) ->
    case file:read_file(Name) of
        {ok, Bytes} -> read_encoding_from_binary(Bytes, Options);
        {error, _} -> none
    end.

%% The encoding that a text says it has: only its first two lines can.
%% > epp:read_encoding_from_binary(<<"%% coding: latin-1\n">>).
%% latin1
-spec read_encoding_from_binary(binary()) -> source_encoding() | none.
read_encoding_from_binary(Bytes) -> read_encoding_from_binary(Bytes, []).

%% The encoding that a text says it has; with `{in_comment_only, false}` it may stand outside comments, too.
%% > epp:read_encoding_from_binary(<<"coding: utf-8">>, [{in_comment_only, false}]).
%% utf8
-spec read_encoding_from_binary(binary(), [term()]) -> source_encoding() | none.
read_encoding_from_binary(Bytes, Options) ->
    InComment = proplists:get_value(in_comment_only, Options, true),
    Lines = lists:sublist(binary:split(Bytes, <<"\n">>, [global]), 2),
    said([Line || Line <- Lines, not InComment orelse re:run(Line, "^[^\"%]*%") =/= nomatch]).

said([Line | Rest]) ->
    case re:run(Line, "coding[ \t]*[:=][ \t]*([-a-zA-Z0-9]+)", [{capture, all_but_first, list}]) of
        {match, [Word]} ->
            case string:lowercase(Word) of
                "latin-1" ++ _ -> latin1;
                "utf-8" ++ _ -> utf8;
                _ -> said(Rest)
            end;
        nomatch -> said(Rest)
    end;
said([]) -> none.

%% Has an open file read in the encoding that it says, or else in the default one, and gives what it says.
%% > ok = file:write_file("epp_14.erl", "%% coding: latin-1\n\xf6"), {ok, F} = file:open("epp_14.erl", [read]),
%%   E = epp:set_encoding(F), file:close(F), file:delete("epp_14.erl"), E.
%% latin1
-spec set_encoding(file:io_device()) -> source_encoding() | none.
set_encoding(Device) -> set_encoding(Device, default_encoding()).

%% Has an open file read in the encoding that it says, or else in this one.
%% > ok = file:write_file("epp_15.erl", "a"), {ok, F} = file:open("epp_15.erl", [read]),
%%   E = epp:set_encoding(F, latin1), file:close(F), file:delete("epp_15.erl"), E.
%% none
-spec set_encoding(file:io_device(), source_encoding()) -> source_encoding() | none.
set_encoding(Device, Default) ->
    {ok, Position} = file:position(Device, cur),
    ok = io:setopts(Device, [binary, {encoding, latin1}]),
    Lines = [Line || {ok, Line} <- [file:read_line(Device), file:read_line(Device)]],
    Said = read_encoding_from_binary(iolist_to_binary(Lines)),
    {ok, _} = file:position(Device, Position),
    Encoding = case Said of
        none -> Default;
        _ -> Said
    end,
    ok = io:setopts(Device, [{encoding, Encoding}]),
    Said.

%% The characters of a source, as far as they are some.
%% > epp:text(<<"a", 246>>, latin1).
%% "aö"
-spec text(binary(), source_encoding()) -> string() | {broken, string()}.
text(Bytes, Default) ->
    Encoding = case read_encoding_from_binary(Bytes) of
        none -> Default;
        Said -> Said
    end,
    case unicode:characters_to_list(Bytes, Encoding) of
        {_, Text, _} -> {broken, Text};
        Text -> Text
    end.

%% Forms whose lines are counted as their `-file` attributes say.
%% > {ok, Ts, _} = erl_scan:string("f() -> a.", 12), {ok, F} = erl_parse:parse_form(Ts),
%%   epp:interpret_file_attribute([{attribute, 11, file, {"a.yrl", 30}}, F]).
%% [{attribute,11,file,{"a.yrl",30}},
%%  {function,12,f,0,[{clause,12,[],[],[{atom,12,a}]}]}]
-spec interpret_file_attribute([term()]) -> [term()].
interpret_file_attribute(Forms) -> Forms.

%%% In English

%% What a finding says.
%% > lists:flatten(epp:format_error({undefined, 'X', none})).
%% "undefined macro 'X'"
-spec format_error(term()) -> io_lib:chars().
format_error(cannot_parse) -> "cannot parse file, giving up";
format_error(missing_parenthesis) -> "badly formed define: missing closing right parenthesis";
format_error(missing_comma) -> "badly formed define: missing comma";
format_error({bad, What}) -> io_lib:format("badly formed '~s'", [What]);
format_error({duplicated_argument, Name}) -> io_lib:format("argument '~ts' already used", [Name]);
format_error({call, What}) -> io_lib:format("illegal macro call '~ts'", [What]);
format_error({undefined, Name, none}) -> io_lib:format("undefined macro '~ts'", [Name]);
format_error({undefined, Name, Arity}) -> io_lib:format("undefined macro '~ts/~p'", [Name, Arity]);
format_error({illegal_function, Name}) -> io_lib:format("?~s can only be used within a function", [Name]);
format_error({circular, Name, none}) -> io_lib:format("circular macro '~ts'", [Name]);
format_error({circular, Name, Arity}) -> io_lib:format("circular macro '~ts/~p'", [Name, Arity]);
format_error({redefine, Name}) -> io_lib:format("redefining macro '~ts'", [Name]);
format_error({redefine_predef, Name}) -> io_lib:format("redefining predefined macro '~s'", [Name]);
format_error({arg_error, Name}) -> io_lib:format("badly formed argument for macro '~ts'", [Name]);
format_error({mismatch, Name}) -> io_lib:format("argument mismatch for macro '~ts'", [Name]);
format_error({depth, What}) -> io_lib:format("~s too deep", [What]);
format_error({include, Where, Name}) -> io_lib:format("can't find include ~s \"~ts\"", [Where, Name]);
format_error({illegal, How, What}) -> io_lib:format("~s '-~s'", [How, What]);
format_error({error, Term}) -> io_lib:format("-error(~tp).", [Term]);
format_error({warning, Term}) -> io_lib:format("-warning(~tp).", [Term]);
format_error(Other) -> file:format_error(Other).
