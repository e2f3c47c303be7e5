%%% The findings of erl_lint in English, in OTP's words: programs compare them.
-module(erlet_lint_text).

-export([format/1]).

%% What a description says.
-spec format(erl_lint:error_description()) -> io_lib:chars().
format({format_error, {Format, Args}}) -> io_lib:format(Format, Args);
format(Word) when is_atom(Word) -> plain(Word);
format({redefine_import, {Function, Module}}) ->
    io_lib:format("function ~ts already imported from ~w", [function(Function), Module]);
format({unused_import, {{Name, Arity}, Module}}) -> io_lib:format("import ~ts is unused", [function({Module, Name, Arity})]);
format({bad_removed, {Name, Arity}}) when not is_integer(Arity) ->
    io_lib:format("at least one function matching ~ts is still exported", [function({Name, Arity})]);
format({Kind, {_, Name, Arity}}) when Kind =:= behaviour_info; Kind =:= undefined_callback ->
    io_lib:format(of_function(Kind), [function({Name, Arity})]);
format({missing_spec, {_, _} = Function}) -> io_lib:format(of_function(missing_spec), [function(Function)]);
format({obsolete_guard, {Name, Arity}}) -> io_lib:format("~p/~p obsolete (use is_~p/~p)", [Name, Arity, Name, Arity]);
format({obsolete_guard_overridden, Name}) ->
    io_lib:format("obsolete ~s/1 (meaning is_~s/1) is illegal when there is a local/imported function named is_~p/1 ",
                  [Name, Name, Name]);
format({Kind, Function, Text}) when Kind =:= deprecated; Kind =:= removed ->
    io_lib:format("~ts is ~w; ~s", [function(Function), Kind, Text]);
format({deprecated, Function, Text, Release}) ->
    io_lib:format("~ts is deprecated and will be removed in ~s; ~s", [function(Function), Release, Text]);
format({deprecated_type, Type, Text}) -> io_lib:format("the type ~ts is deprecated; ~s", [type(Type), Text]);
format({deprecated_type, Type, Text, Release}) ->
    io_lib:format("the type ~ts is deprecated and will be removed in ~s; ~s", [type(Type), Release, Text]);
format({removed_type, Type, Text}) -> io_lib:format("the type ~ts is removed; ~s", [type(Type), Text]);
format({renamed_type, Old, New}) ->
    io_lib:format("type ~w() is now called ~w(); please use the new name instead", [Old, New]);
format({type_syntax, Type}) -> io_lib:format("bad ~tw type", [Type]);
format({too_many_arguments, Arity}) -> io_lib:format("too many arguments (~w) - maximum allowed is ~w", [Arity, 255]);
format({Kind, Name, {What, Where}}) when Kind =:= unsafe_var; Kind =:= exported_var ->
    Words = case Kind of
        unsafe_var -> "unsafe in";
        exported_var -> "exported from"
    end,
    io_lib:format("variable ~w ~s ~w ~s", [Name, Words, What, place(Where)]);
format({shadowed_var, Name, What}) -> io_lib:format("variable ~w shadowed in ~w", [Name, What]);
format({redefine_field, Name, Field}) -> io_lib:format("field ~tw already defined in record ~tw", [Field, Name]);
format({undefined_field, Name, Field}) -> io_lib:format("field ~tw undefined in record ~tw", [Field, Name]);
format({field_name_is_variable, Name, Field}) ->
    io_lib:format("field ~tw is not an atom or _ in record ~tw", [Field, Name]);
format({bittype_mismatch, A, B, What}) ->
    io_lib:format("conflict in ~s specification for bit field: '~p' and '~p'", [What, A, B]);
format({undefined_behaviour_func, Function, Behaviour}) ->
    io_lib:format("undefined callback function ~ts (behaviour '~w')", [function(Function), Behaviour]);
format({conflicting_behaviours, Function, Behaviour, Where, Other}) ->
    io_lib:format("conflicting behaviours - callback ~ts required by both '~p' and '~p' ~s",
                  [function(Function), Behaviour, Other, place(Where)]);
format({future_feature, Feature, Atom}) ->
    io_lib:format("atom '~p' is reserved in the experimental feature '~p'", [Atom, Feature]);
format({bad_export_type, _}) -> "bad export_type declaration";
format({duplicated_export_type, Type}) -> io_lib:format("type ~ts already exported", [function(Type)]);
format({Kind, Subject}) ->
    case {of_function(Kind), of_type(Kind), of_term(Kind)} of
        {[_ | _] = Format, _, _} -> with_function(Format, function(Subject));
        {_, [_ | _] = Format, _} -> io_lib:format(Format, [type(Subject)]);
        {_, _, [_ | _] = Format} -> io_lib:format(Format, [Subject])
    end.

%% Some texts name the function three times.
with_function(Format, Function) ->
    Count = length([C || C <- Format, C =:= $~]),
    io_lib:format(Format, lists:duplicate(Count, Function)).

function({Name, Arity}) -> io_lib:format("~tw/~tw", [Name, Arity]);
function({Module, Name, Arity}) -> io_lib:format("~tw:~tw/~tw", [Module, Name, Arity]).

type({Name, Arity}) -> io_lib:format("~tw(~s)", [Name, lists:join(",", lists:duplicate(Arity, "_"))]);
type({Module, Name, Arity}) -> [io_lib:format("~w:", [Module]), type({Name, Arity})].

place({Line, Column}) when is_integer(Line), is_integer(Column) ->
    io_lib:format("(line ~p, column ~p)", [Line, Column]);
place(Line) when is_integer(Line) -> io_lib:format("(line ~p)", [Line]).

plain(undefined_module) -> "no module definition";
plain(redefine_module) -> "redefining module";
plain(pmod_unsupported) -> "parameterized modules are no longer supported";
plain(non_latin1_module_unsupported) -> "module names with non-latin1 characters are not supported";
plain(empty_module_name) -> "the module name must not be empty";
plain(blank_module_name) -> "the module name must contain at least one visible character";
plain(ctrl_chars_in_module_name) -> "the module name must not contain control characters";
plain(multiple_on_loads) -> "more than one on_load attribute";
plain(nif_inline) -> "inlining is enabled - local calls to NIFs may call their Erlang implementation instead";
plain(export_all) -> "export_all flag enabled - all functions will be exported";
plain(disallowed_nowarn_bif_clash) ->
    "compile directive nowarn_bif_clash is no longer allowed,\n"
    " - use explicit module names or -compile({no_auto_import, [F/A]})";
plain(illegal_pattern) -> "illegal pattern";
plain(illegal_map_key) -> "illegal map key in pattern";
plain(illegal_bin_pattern) -> "binary patterns cannot be matched in parallel using '='";
plain(illegal_map_construction) -> "only association operators '=>' are allowed in map construction";
plain(illegal_expr) -> "illegal expression";
plain(illegal_guard_expr) -> "illegal guard expression";
plain(illegal_record_info) -> "illegal record info";
plain(bad_multi_field_init) -> "'_' initializes no omitted fields";
plain(bittype_unit) -> "a bit unit size must not be specified unless a size is specified too";
plain(illegal_bitsize) -> "illegal bit size";
plain(non_integer_bitsize) ->
    "a size expression in a pattern evaluates to a non-integer value; this pattern cannot possibly match";
plain(unsized_binary_not_at_end) -> "a binary field without size is only allowed at the end of a binary pattern";
plain(typed_literal_string) -> "a literal string in a binary pattern must not have a type or a size";
plain(utf_bittype_size_or_unit) ->
    "neither size nor unit must be given for segments of type utf8/utf16/utf32";
plain(unsized_binary_in_bin_gen_pattern) ->
    "binary fields without size are not allowed in patterns of bit string generators";
plain(spec_wrong_arity) -> "spec has wrong arity";
plain(callback_wrong_arity) -> "callback has wrong arity";
plain(invalid_call) -> "invalid function call";
plain(invalid_record) -> "invalid record expression".

of_function(spec_fun_undefined) -> "spec for undefined function ~ts";
of_function(bad_on_load_arity) -> "function ~ts has wrong arity (must be 0)";
of_function(undefined_on_load) -> "function ~ts undefined";
of_function(undefined_function) -> "function ~ts undefined";
of_function(bad_nowarn_unused_function) -> "function ~ts undefined";
of_function(bad_nowarn_bif_clash) -> "function ~ts undefined";
of_function(redefine_function) -> "function ~ts already defined";
of_function(define_import) -> "defining imported function ~ts";
of_function(unused_function) -> "function ~ts is unused";
of_function(duplicated_export) -> "function ~ts already exported";
of_function(bad_inline) -> "inlined function ~ts undefined";
of_function(bad_module) -> "spec for function ~ts from other module";
of_function(bad_deprecated) -> "deprecated function ~ts undefined or not exported";
of_function(bad_removed) -> "removed function ~ts is still exported";
of_function(illegal_guard_local_call) -> "call to local/imported function ~ts is illegal in guard";
of_function(illegal_bitsize_local_call) ->
    "call to local/imported function ~ts is illegal in a size expression for a binary segment";
of_function(redefine_spec) -> "spec for ~ts already defined";
of_function(redefine_callback) -> "callback ~ts already defined";
of_function(bad_callback) -> "explicit module not allowed for callback ~ts";
of_function(redefine_optional_callback) -> "optional callback ~ts duplicated";
of_function(missing_spec) -> "missing specification for function ~ts";
of_function(behaviour_info) -> "cannot define callback attibute for ~ts when behaviour_info is defined";
of_function(undefined_callback) -> "callback ~ts is undefined";
of_function(call_to_redefined_bif) -> ambiguous("");
of_function(call_to_redefined_old_bif) -> ambiguous("pre R14 ");
of_function(redefine_bif_import) -> overriding("");
of_function(redefine_old_bif_import) -> overriding("pre R14 ");
of_function(_) -> none.

ambiguous(Age) ->
    "ambiguous call of overridden " ++ Age ++ "auto-imported BIF ~ts\n"
        " - use erlang:~ts or \"-compile({no_auto_import,[~ts]}).\" to resolve name clash".

overriding(Age) ->
    "import directive overrides " ++ Age ++ "auto-imported BIF ~ts\n"
        " - use \"-compile({no_auto_import,[~ts]}).\" to resolve name clash".

of_type(undefined_type) -> "type ~ts undefined";
of_type(unused_type) -> "type ~ts is unused";
of_type(redefine_type) -> "type ~ts already defined";
of_type(builtin_type) -> "type ~ts is a builtin type; it cannot be redefined";
of_type(new_builtin_type) -> "type ~ts is a new builtin type; its (re)definition is allowed only until the next release";
of_type(not_exported_opaque) -> "opaque type ~ts is not exported";
of_type(underspecified_opaque) -> "opaque type ~ts is underspecified and therefore meaningless";
of_type(_) -> none.

of_term(attribute) -> "attribute ~tw after function definitions";
of_term(bad_on_load) -> "badly formed on_load attribute: ~tw";
of_term(invalid_deprecated) -> "badly formed deprecated attribute ~tw";
of_term(invalid_removed) -> "badly formed removed attribute ~tw";
of_term(undefined_record) -> "record ~tw undefined";
of_term(redefine_record) -> "record ~tw already defined";
of_term(wildcard_in_update) -> "meaningless use of _ in update of record ~tw";
of_term(unused_record) -> "record ~tw is unused";
of_term(untyped_record) -> "record ~tw has field(s) without type information";
of_term(unbound_var) -> "variable ~w is unbound";
of_term(unused_var) -> "variable ~w is unused";
of_term(variable_in_record_def) -> "variable ~w in record definition";
of_term(match_underscore_var) -> "variable ~w is already bound. " ++ underscore();
of_term(match_underscore_var_pat) -> "variable ~w is bound multiple times in this pattern. " ++ underscore();
of_term(stacktrace_guard) -> "stacktrace variable ~w must not be used in a guard";
of_term(stacktrace_bound) -> "stacktrace variable ~w must not be previously bound";
of_term(undefined_bittype) -> "bit type ~tw undefined";
of_term(bad_bitsize) -> "bad ~s bit size";
of_term(undefined_behaviour) -> "behaviour ~tw undefined";
of_term(undefined_behaviour_callbacks) -> "behaviour ~w callback functions are undefined";
of_term(ill_defined_behaviour_callbacks) -> "behaviour ~w callback functions erroneously defined";
of_term(ill_defined_optional_callbacks) -> "behaviour ~w optional callback functions erroneously defined";
of_term(singleton_typevar) -> "type variable ~w is only used once (is unbound)";
of_term(bad_dialyzer_attribute) -> "badly formed dialyzer attribute: ~tw";
of_term(bad_dialyzer_option) -> "unknown dialyzer warning option: ~tw";
of_term(_) -> none.

underscore() -> "If you mean to ignore this value, use '_' or a different underscore-prefixed name".
