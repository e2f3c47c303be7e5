f/1 (function 0, exported)
    bs_start fail=19 live=1 src=x0 dst=x0
    bs_get_integer fail=19 live=1 ctx=x0 size=8 unit=1 flags=big dst=x1
    bs_get_position ctx=x0 dst=x2
    is_eq_exact fail=7 a=x1 b=97
    bs_get_integer fail=9 live=3 ctx=x0 size=8 unit=1 flags=big dst=x3
    is_eq_exact fail=13 a=x3 b=98
    bs_get_rest fail=9 live=3 ctx=x0 unit=8 dst=x3
    move src=x3 dst=x0
    ret
 label label=13
    is_eq_exact fail=9 a=x3 b=99
    bs_get_rest fail=9 live=3 ctx=x0 unit=8 dst=x3
    move src=x3 dst=x0
    ret
 label label=9
    bs_set_position ctx=x0 position=x2
    bs_get_bits fail=19 live=2 ctx=x0 size=x1 unit=8 dst=x0
    jump to=18
 label label=7
    bs_get_bits fail=19 live=2 ctx=x0 size=x1 unit=8 dst=x0
 label label=18
    ret
 label label=19
    move src='none' dst=x0
    ret

imports
  0: erlang:get_module_info/1
  1: erlang:get_module_info/2
