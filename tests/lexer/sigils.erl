~"a\tb" ~b(a) ~B[a\t] ~s{x} ~S<y\n> ~/z/ ~b|q| ~"""
  tri\ple
  """.
