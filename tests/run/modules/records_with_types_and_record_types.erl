-module(records_with_types_and_record_types).
-export([main/0]).
-record(user, {id :: pos_integer(), name = "none" :: string(), roles = [] :: [atom()]}).
-type user() :: #user{id :: 1..100}.

-spec promote(user(), atom()) -> user().
promote(#user{roles = Roles} = U, Role) -> U#user{roles = [Role | Roles]}.

main() -> io:format("~p~n", [promote(promote(#user{id = 1}, admin), root)]).
