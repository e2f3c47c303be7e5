f/1 (function 0, exported)
    allocate slots=4 live=1
    init_y slots=[y3]
    try slot=0 handler=3
    try slot=2 handler=5
    call fun=1 arity=1  % 4
    try_end slot=2
    is_tagged_tuple fail=8 src=x0 arity=2 tag='ok'
    get_element src=x0 index=1 dst=x0
    move src=x0 dst=y2
    jump to=14
 label label=8
    error_value reason='try_clause' value=x0  % 4
 label label=5
    try_case slot=2
    is_eq_exact fail=13 a=x0 b='throw'
    move src=x1 dst=y2
    jump to=14
 label label=13
    is_eq_exact fail=10 a=x0 b='error'
    build_stacktrace trace=x2 dst=x0 live=3  % 8
    test_heap words=3 live=2
    put_tuple dst=x0 elements=[x1,x0]
    move src=x0 dst=y2
 label label=14
    try_end slot=0
    move src='done' dst=x0
    call fun=1 arity=1  % 10
    move src=y2 dst=x0
    deallocate_ret slots=4
 label label=10
    reraise class=x0 reason=x1 trace=x2
 label label=3
    try_case slot=0
    move src=x0 dst=y0
    move src=x1 dst=y1
    move src=x2 dst=y2
    move src='done' dst=x0
    call fun=1 arity=1  % 10
    reraise class=y0 reason=y1 trace=y2

g/1 (function 1)
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
