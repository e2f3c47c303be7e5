-module(triple_quoted_indent).
-export([f/1]).
f(_) ->
    """
  text
    """.
