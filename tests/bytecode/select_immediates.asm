f/1 (function 0, exported)
    select src=x0 fail=3 cases=['a'->4,'b'->5,[]->6,7->7]
 label label=4
    move src=1 dst=x0
    ret
 label label=5
    move src=2 dst=x0
    ret
 label label=6
    move src=3 dst=x0
    ret
 label label=7
    move src=4 dst=x0
    ret
 label label=3
    select_arity src=x0 fail=2 cases=[2->8,3->9]
 label label=8
    get_element src=x0 index=0 dst=x1
    is_eq_exact fail=2 a=x1 b='x'
    get_element src=x0 index=1 dst=x0
    ret
 label label=9
    get_element src=x0 index=2 dst=x0
    ret
 label label=2
    function_clause arity=1  % 3

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
