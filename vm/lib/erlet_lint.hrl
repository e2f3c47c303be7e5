%%% What the parts of erl_lint know of a module while they read its forms.

%% Places are `{File, Location}`: what is known only at the module's end is told of with the file it stands in.
-record(lint, {
    file :: string(),                       % of the form being read
    first = none :: none | string(),        % the file that was said when the module was given
    module = '' :: atom(),
    stage = start :: start | attributes | functions,
    options = [] :: [term()],               % of the module and of the call
    silent = false :: boolean(),            % nothing is told: this was read before
    errors = [] :: [{string(), term()}],    % latest first
    warnings = [] :: [{string(), term()}],
    no_auto = [] :: all | [{atom(), arity()}],
    locals = #{} :: #{{atom(), arity()} => []},
    defined = #{} :: #{{atom(), arity()} => {string(), term()}},
    exports = #{} :: #{{atom(), arity()} => []},
    imports = #{} :: #{{atom(), arity()} => module()},
    used_imports = #{} :: #{{{atom(), arity()}, module()} => []},
    behaviours = [] :: [{{string(), term()}, module()}],
    optional = #{} :: #{{atom(), arity()} => term()},
    on_load = [] :: [{term(), {atom(), arity()}}],
    function = none :: none | {atom(), arity()},
    calls = #{} :: #{none | {atom(), arity()} => [{atom(), arity()}]},
    called = [] :: [{{atom(), arity()}, {string(), term()}}],
    records = #{} :: #{atom() => {{string(), term()}, [{atom(), tuple()}]}},
    used_records = #{} :: #{atom() => []},
    types = #{} :: #{{atom(), arity()} => {type | opaque, {string(), term()}}},
    type = none :: none | {atom(), arity()},    % whose definition is read
    type_uses = #{} :: #{none | {atom(), arity()} => [{atom(), arity()}]},
    used_types = #{} :: #{{atom(), arity()} => [{string(), term()}]},
    exported_types = #{} :: #{{atom(), arity()} => {string(), term()}},
    specs = #{} :: #{mfa() => {string(), term()}},
    callbacks = #{} :: #{{atom(), arity()} => {string(), term()}},
    in_default = false :: boolean(),        % a record's default binds no variables
    in_size = none :: none | map()          % what the segments before a size in a pattern bind
}).
