f/2 (function 0, exported)
    test_heap words=13 live=2
    make_fun lambda=0 dst=x0 free=[x0]
    make_fun lambda=1 dst=x1 free=[x1]
    put_tuple dst=x0 elements=[x0,x1]
    ret

-f/2-Loop/1-0-/2 (function 1)
    is_eq_exact fail=3 a=x0 b=0
    move src=x1 dst=x0
    ret
 label label=3
    sub fail=0 live=2 a=x0 b=1 dst=x0  % 4
    call_only fun=1 arity=2  % 4

-f/2-fun-1-/2 (function 2)
    add fail=0 live=2 a=x0 b=x1 dst=x0  % 5
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
