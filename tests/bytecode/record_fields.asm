f/1 (function 0, exported)
    is_tagged_tuple fail=2 src=x0 arity=4 tag='r'
    get_element src=x0 index=1 dst=x1
    get_element src=x0 index=1 dst=x2
    get_element src=x0 index=3 dst=x0
    test_heap words=5 live=3
    put_tuple dst=x0 elements=['r',x2,x1,x0]
    ret
 label label=2
    function_clause arity=1  % 4

g/1 (function 1, exported)
    is_tagged_tuple fail=4 src=x0 arity=4 tag='r'
    get_element src=x0 index=3 dst=x0
    ret
 label label=4
    error_value reason='badrecord' value=x0  % 5

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
