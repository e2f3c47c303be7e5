%%% A handler of an event manager.

-record(handler, {
    module :: module(),
    id = false :: term(),            % false, or what tells handlers of one module apart
    state :: term(),
    supervised = false :: false | pid()
}).
