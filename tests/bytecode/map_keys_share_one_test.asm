f/1 (function 0, exported)
    is_map fail=2 src=x0
    get_map fail=12 src=x0 key='k' dst=x1
    is_eq_exact fail=9 a=x1 b=1
    get_map fail=12 src=x0 key='v' dst=x0
    ret
 label label=9
    is_eq_exact fail=12 a=x1 b=2
    move src='two' dst=x0
    ret
 label label=12
    move src='map' dst=x0
    ret
 label label=2
    function_clause arity=1  % 3

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
