%% OTP 28, Reference Manual, "Nominal Types"; OTP 27, "Documentation" (-moduledoc and -doc)
-module(nominal_types_and_docs).
-moduledoc """
Lengths that must not be mixed.
""".
-export([main/0, to_feet/1]).
-export_type([metre/0]).

-doc "A length in metres.".
-nominal metre() :: number().
-nominal foot() :: number().
-doc false.
-type hidden() :: metre() | foot().
-export_type([foot/0, hidden/0]).

-doc ~"""
Feet in a length.
""".
-doc #{since => ~"1.0"}.
-spec to_feet(metre()) -> foot().
to_feet(Metres) -> Metres * 4.

main() -> io:format("~p~n", [to_feet(2)]).
