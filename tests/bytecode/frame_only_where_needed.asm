fib/1 (function 0, exported)
    is_eq_exact fail=6 a=x0 b=0
    move src=0 dst=x0
    ret
 label label=6
    is_eq_exact fail=3 a=x0 b=1
    move src=1 dst=x0
    ret
 label label=3
    allocate slots=2 live=1
    move src=x0 dst=y0
    init_y slots=[y1]
    sub fail=0 live=1 a=x0 b=1 dst=x0  % 5
    call fun=0 arity=1  % 5
    move src=x0 dst=y1
    sub fail=0 live=0 a=y0 b=2 dst=x0  % 5
    call fun=0 arity=1  % 5
    add fail=0 live=1 a=y1 b=x0 dst=x0  % 5
    deallocate_ret slots=2

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
