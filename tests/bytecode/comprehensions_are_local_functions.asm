f/2 (function 0, exported)
    call_only fun=2 arity=2  % 3

g/1 (function 1, exported)
    move src=lit0 dst=x1
    call_only fun=4 arity=2  % 4

-f/2-lc$^0/1-0-/2 (function 2)
    is_cons fail=2 src=x0
    get_list src=x0 head=x2 tail=x0
    is_lt fail=7 a=x1 b=x2
    move src=x1 dst=x3
    move src=x2 dst=x1
    swap a=x2 b=x0
    call_only fun=3 arity=4  % 3
 label label=7
    call_only fun=2 arity=2  % 3
 label label=2
    is_nil fail=3 src=x0
    move src=[] dst=x0
    ret
 label label=3
    error_value reason='bad_generator' value=x0  % 3

-f/2-lc$^1/1-1-/4 (function 3)
    is_cons fail=2 src=x0
    allocate slots=5 live=4
    move src=x1 dst=y0
    move src=x2 dst=y1
    move src=x3 dst=y2
    get_list src=x0 head=y3 tail=y4
    move src=y3 dst=x0
    call fun=1 arity=1  % 3
    is_eq_exact fail=8 a=x0 b='true'
    test_heap words=3 live=0
    put_tuple dst=y3 elements=[y0,y3]
    move src=y4 dst=x0
    move src=y2 dst=x3
    move src=y1 dst=x2
    move src=y0 dst=x1
    call fun=3 arity=4  % 3
    test_heap words=2 live=1
    put_list head=y3 tail=x0 dst=x0
    deallocate_ret slots=5
 label label=8
    is_eq_exact fail=9 a=x0 b='false'
    move src=y4 dst=x0
    move src=y2 dst=x3
    move src=y1 dst=x2
    move src=y0 dst=x1
    call_last fun=3 arity=4 slots=5  % 3
 label label=9
    error_value reason='bad_filter' value=x0  % 3
 label label=2
    is_nil fail=3 src=x0
    move src=x2 dst=x0
    move src=x3 dst=x1
    call_only fun=2 arity=2  % 3
 label label=3
    error_value reason='bad_generator' value=x0  % 3

-g/1-lbc$^0/2-0-/2 (function 4)
    bs_start fail=2 live=2 src=x0 dst=x2
    bs_get_integer fail=2 live=3 ctx=x2 size=8 unit=1 flags=big dst=x3
    bs_test_unit fail=2 ctx=x2 unit=1
    bs_create fail=0 live=4 dst=x1 segments=[Bits:x1*1/big,Integer:x3:4*1/big]  % 4
    bs_hand_over ctx=x2
    move src=x2 dst=x0
    call_only fun=4 arity=2  % 4
 label label=2
    bs_whole live=2 src=x0 dst=x2  % 4
    is_bitstring fail=7 src=x2
    move src=x1 dst=x0
    ret
 label label=7
    bs_whole live=1 src=x0 dst=x0  % 4
    error_value reason='bad_generator' value=x0  % 4

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
literals
  lit0: Bits([], 0)
