f/3 (function 0, exported)
    swap a=x2 b=x0
    swap a=x1 b=x2
    call_only fun=1 arity=3  % 3

g/3 (function 1)
    test_heap words=4 live=3
    put_tuple dst=x0 elements=[x0,x1,x2]
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
