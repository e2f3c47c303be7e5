f/2 (function 0, exported)
    is_lt fail=4 a=x0 b=x1
    is_list fail=4 src=x0
    move src='yes' dst=x0
    ret
 label label=4
    move src='no' dst=x0
    ret

g/2 (function 1, exported)
    is_eq_exact fail=6 a=x0 b=x1
    jump to=5
 label label=6
    is_atom fail=5 src=x0
    jump to=4
 label label=5
    is_lt fail=3 a=3 b=x1
 label label=4
    move src='true' dst=x0
    ret
 label label=3
    move src='false' dst=x0
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
