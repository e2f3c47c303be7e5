f/2 (function 0, exported)
    is_eq_exact fail=4 a=x0 b='ok'
    is_eq_exact fail=6 a=x1 b='ok'
    move src='both' dst=x0
    ret
 label label=6
    move src='first' dst=x0
    ret
 label label=4
    move src=x1 dst=x0
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
