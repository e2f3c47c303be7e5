call/2 (function 0, exported)
    allocate slots=3 live=2
    move src=x0 dst=y0
    move src=x1 dst=y1
    init_y slots=[y2]
    move src=x0 dst=x1
    move src='process' dst=x0
    call_ext import=0  % 4
    move src=x0 dst=y2
    test_heap words=3 live=0
    put_tuple dst=x1 elements=[y1,y2]
    move src=y0 dst=x0
    send  % 5
    recv_mark reference=y2
 label label=3
    recv_peek wait=5 dst=x0  % 5
    select_arity src=x0 fail=7 cases=[2->8,5->9]
 label label=8
    get_element src=x0 index=0 dst=x1
    is_eq_exact fail=7 a=x1 b=y2
    get_element src=x0 index=1 dst=x0
    recv_accept
    deallocate_ret slots=3
 label label=9
    get_element src=x0 index=0 dst=x1
    is_eq_exact fail=7 a=x1 b='DOWN'
    get_element src=x0 index=1 dst=x1
    is_eq_exact fail=7 a=x1 b=y2
    get_element src=x0 index=4 dst=x0
    recv_accept
    call_ext_last import=1 slots=3  % 8
 label label=7
    recv_next peek=3
 label label=5
    recv_wait_timeout peek=3 time=5000  % 6
    recv_timeout
    move src='timeout' dst=x0
    call_ext_last import=1 slots=3  % 9

imports
  0: erlang:monitor/2
  1: erlang:exit/1
  2: erlang:get_module_info/1
  3: erlang:get_module_info/2
