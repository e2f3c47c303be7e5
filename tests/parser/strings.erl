-module(strings).
f() ->
    A = """
      indented
        more
      end
      """,
    {A, ~"bin", ~b(a\n), ~B[a\n], ~s{x}, ~S|y\|}.
