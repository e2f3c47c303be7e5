"" "abc" "a\"b" "tab\tx" "\x{e9}" "two
lines".
"""
  one
   two "quoted"
  """.
""""
""" inside
"""".
