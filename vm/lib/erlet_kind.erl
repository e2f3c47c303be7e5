%%% What kind of term a value is, in words.
-module(erlet_kind).

-export([name/1, with_article/1]).

%% The kind as functions like `list_to_binary` name it, or in words where none does.
-spec name(term()) -> string().
name(Value) when is_atom(Value) -> "atom";
name(Value) when is_integer(Value) -> "integer";
name(Value) when is_float(Value) -> "float";
name(Value) when is_binary(Value) -> "binary";
name(Value) when is_bitstring(Value) -> "bit string";
name(Value) when is_tuple(Value) -> "tuple";
name(Value) when is_list(Value) -> "list";
name(Value) when is_map(Value) -> "map";
name(Value) when is_pid(Value) -> "pid";
name(Value) when is_port(Value) -> "port";
name(Value) when is_reference(Value) -> "reference";
name(Value) when is_function(Value) -> "fun".

%% `an atom`, `a list`.
-spec with_article(Kind :: string()) -> nonempty_string().
with_article([Letter | _] = Kind) when Letter =:= $a; Letter =:= $i -> "an " ++ Kind;
with_article(Kind) -> "a " ++ Kind.
