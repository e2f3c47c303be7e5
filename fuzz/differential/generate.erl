%% Makes random Erlang programs as text: a function t@/0 and its helpers h1@, h2@, … (`@` stands for the number).
%%
%% Expressions are made for a type, so that most programs end with a value; now and then the type is another one.
%% Every loop is bounded: recursion only counts down or walks a list, and sizes come from small numbers.
%% A program depends on its seed alone. Each has a focus: one kind of syntax that is made more often in it.
-module(generate).
-export([program/1, header/0]).

header() ->
    "-record(point, {x = 0, y = 1.5, tag = none}).\n"
    "-record(pair, {left, right = [1, 2]}).\n".

%% The text of the program with this seed: a list of functions.
program(Seed) ->
    rand:seed(exsss, Seed),
    put(count, 0),
    Focus = lists:nth(rand:uniform(length(focuses())), focuses()),
    put(focus, Focus),
    put(helpers, []),
    put(texts, []),
    [helper(K) || K <- lists:seq(1, rand:uniform(3) - 1)],
    Main = ["t@() -> ", body(any_top(), 4, []), "."],
    [lists:flatten(T) || T <- lists:reverse(get(texts))] ++ [lists:flatten(Main)].

any_top() -> pick_one([any, any, int, atom, str, bin, {list, int}, {list, any}, map, tuple, num, bool, bits, record]).

focuses() ->
    [plain, arith, bitop, bool, compare, andalso_, orelse_, case_, if_, try_, try_of, try_after, catch_, receive_,
     receive_self, block, fun_, named_fun, fun_local, fun_ext, fun_ext_var, call_local, lib, hof, lc, lc_bin, bc,
     map_new, map_update, map_exact, map_pat, map_get, rec_new, rec_update, rec_get, rec_pat, bin_new, bin_pat,
     prefix, format, match, append, subtract, throw_, exported, apply_, guard, send, element, string, float,
     char, big, utf, signed, shadow, dict, tuple, alias].

%% ---- choices -----------------------------------------------------------------------------------------------

r(N) -> rand:uniform(N).
p(Percent) -> rand:uniform(100) =< Percent.
pick_one(L) -> lists:nth(r(length(L)), L).

%% Choices are {Weight, Kind, Make}; the kind in focus weighs more.
choose(Choices) ->
    Focus = get(focus),
    Weighed = [{case Kind of Focus -> W * 12; _ -> W end, Make} || {W, Kind, Make} <- Choices],
    Total = lists:sum([W || {W, _} <- Weighed]),
    choose(Weighed, r(Total)).

choose([{W, Make} | _], N) when N =< W -> Make();
choose([{W, _} | Rest], N) -> choose(Rest, N - W).

new_var() -> new_var("V").
new_var(Prefix) ->
    N = get(count) + 1,
    put(count, N),
    Prefix ++ integer_to_list(N).

%% A name for a variable of a fun's or comprehension's head: sometimes one that hides another.
head_var([]) -> new_var();
head_var(Env) ->
    case get(focus) =:= shadow andalso p(60) orelse p(8) of
        true -> {V, _} = pick_one(Env), V;
        false -> new_var()
    end.

vars(T, Env) -> [V || {V, U} <- Env, fits(U, T)].

fits(T, T) -> true;
fits(_, any) -> true;
fits(int, num) -> true;
fits(float, num) -> true;
fits(num_small, num) -> true;
fits(plain, _) -> false;
fits(small, int) -> true;
fits(small, num) -> true;
fits(bool, atom) -> true;
fits(str, {list, int}) -> true;
fits(str, {list, any}) -> true;
fits({list, _}, {list, any}) -> true;
fits(bin, bits) -> true;
fits(point, record) -> true;
fits(pair, record) -> true;
fits(record, tuple) -> true;
fits(_, _) -> false.

sep(Items) -> lists:join(", ", Items).

%% ---- helpers -----------------------------------------------------------------------------------------------

helper(K) ->
    Name = "h" ++ integer_to_list(K) ++ "@",
    Ret = pick_one([int, atom, str, {list, int}, bin, any, map]),
    Kind = case get(focus) of named_fun -> walk; _ -> pick_one([plain, plain, walk, count, bits, str]) end,
    {Text, Types} = case Kind of
        plain ->
            Args = [pick_one([int, atom, str, {list, int}, bin, any, map, point, tuple]) || _ <- lists:seq(1, r(3))],
            {clauses(Name, Args, Ret, 3, [], r(3)), Args};
        walk ->
            A = new_var(), X = new_var(), Xs = new_var(),
            {[Name, "(", A, ", []) -> ", A, "; ",
              Name, "(", A, ", [", X, " | ", Xs, "])", maybe_guard([{X, int}, {A, Ret}], 30), " -> ",
              Name, "(", e(Ret, 3, [{A, Ret}, {X, int}]), ", ", Xs, "); ",
              Name, "(", A, ", [_ | ", Xs, "]) -> ", Name, "(", A, ", ", Xs, ")."], [Ret, {list, int}]};
        count ->
            N = new_var(), A = new_var(),
            {[Name, "(N, A) when not is_integer(N); N =< 0 -> A; ",
              Name, "(", N, ", ", A, ") -> ", Name, "(min(", N, " - 1, 4), ",
              e(Ret, 3, [{N, int}, {A, Ret}]), ")."], [int, Ret]};
        bits ->
            X = new_var(), Rest = new_var(), A = new_var(),
            Spec = pick_one(["", ":4", ":16/little", ":8/signed", "/utf8", ":12", ":3/unit:2"]),
            {[Name, "(<<", X, Spec, ", ", Rest, "/bits>>, ", A, ") -> ", Name, "(", Rest, ", ",
              e(Ret, 2, [{X, int}, {A, Ret}]), "); ", Name, "(_, ", A, ") -> ", A, "."], [bits, Ret]};
        str ->
            Rest = new_var(), Other = new_var(),
            {[Name, "(\"a\" ++ ", Rest, ") -> ", e(Ret, 3, [{Rest, str}]), "; ",
              Name, "(", Other, ") -> ", e(Ret, 3, [{Other, str}]), "."], [str]}
    end,
    put(texts, [Text | get(texts)]),
    put(helpers, [{Name, Types, Ret} | get(helpers)]).

%% Function clauses, the last one catching everything, mostly.
clauses(Name, Types, Ret, D, Env, N) ->
    Some = [clause(Name, Types, Ret, D, Env, 60) || _ <- lists:seq(2, N)],
    [lists:join("; ", Some ++ [clause(Name, Types, Ret, D, Env, 4)]), "."].

clause(Name, Types, Ret, D, Env, Refutable) ->
    {Ps, New} = pats(Types, Refutable, Env, fresh),
    Inner = New ++ hide(New, Env),
    [Name, "(", sep(Ps), ")", maybe_guard(Inner, case Refutable < 10 of true -> 1; false -> 35 end), " -> ",
     body(Ret, D, Inner)].

hide(New, Env) -> [{V, T} || {V, T} <- Env, not lists:keymember(V, 1, New)].

%% ---- patterns ----------------------------------------------------------------------------------------------

%% Mode: `fresh` in the heads of funs, where names may hide others; `bound` elsewhere.
pats(Types, Refutable, Env, Mode) ->
    {Ps, New} = lists:mapfoldl(fun(T, New0) ->
        {P, N} = case p(Refutable) of
            true -> pat(T, 2, Env, Mode, New0);
            false -> pvar(T, Env, Mode, New0)
        end,
        {P, N}
    end, [], Types),
    {Ps, New}.

pvar(T, Env, Mode, New) ->
    V = case Mode of fresh -> head_var(Env); bound -> new_var() end,
    case lists:keymember(V, 1, New) of
        true -> W = new_var(), {W, [{W, T} | New]};
        false -> {V, [{V, T} | New]}
    end.

%% A pattern for a type, and the variables that it binds in addition to New.
pat(_, D, _, _, New) when D =< 0 -> {"_", New};
pat(T, D, Env, Mode, New) ->
    Bound = case Mode of bound -> vars(T, Env); fresh -> vars(T, New) end,
    choose(
        [{3, var, fun() -> pvar(T, Env, Mode, New) end},
         {1, any, fun() -> {"_", New} end},
         {1, alias, fun() ->
             {P, N1} = pat(T, D, Env, Mode, New),
             V = new_var(),
             case p(50) of
                true -> {["(", P, " = ", V, ")"], [{V, T} | N1]};
                false -> {["(", V, " = ", P, ")"], [{V, T} | N1]}
             end
         end}] ++
        [{1, equal, fun() -> {pick_one(Bound), New} end} || Bound =/= []] ++
        tpat(T, D, Env, Mode, New)).

tpat(int, _, _, _, New) -> [{2, char, fun() -> {small_int(), New} end}, {1, arith, fun() -> {"1 + 2", New} end}];
tpat(small, _, _, _, New) -> [{2, char, fun() -> {small_int(), New} end}];
tpat(num, _, _, _, New) -> [{2, float, fun() -> {pick_one(["0.0", "1.0", "2", "1"]), New} end}];
tpat(float, _, _, _, New) -> [{2, float, fun() -> {pick_one(["0.0", "1.0", "2.5"]), New} end}];
tpat(atom, _, _, _, New) -> [{3, plain, fun() -> {lit(atom), New} end}];
tpat(bool, _, _, _, New) -> [{3, plain, fun() -> {lit(bool), New} end}];
tpat(str, D, Env, Mode, New) ->
    [{4, prefix, fun() ->
        {P, N} = pat(str, D - 1, Env, Mode, New),
        {[pick_one(["\"a\"", "\"ab\"", "\"\"", "[$a]"]), " ++ ", P], N}
     end},
     {1, string, fun() -> {lit(str), New} end} | tpat({list, int}, D, Env, Mode, New)];
tpat({list, T}, D, Env, Mode, New) ->
    [{1, plain, fun() -> {"[]", New} end},
     {3, plain, fun() ->
        {H, N1} = pat(T, D - 1, Env, Mode, New),
        {R, N2} = pat({list, T}, D - 1, Env, Mode, N1),
        {["[", H, " | ", R, "]"], N2}
     end},
     {1, plain, fun() ->
        {H, N1} = pat(T, D - 1, Env, Mode, New),
        {R, N2} = pat(T, D - 1, Env, Mode, N1),
        {["[", H, ", ", R, "]"], N2}
     end}];
tpat(tuple, D, Env, Mode, New) -> tpat({tup, [pick_one([int, atom, any]) || _ <- lists:seq(1, r(3))]}, D, Env, Mode, New);
tpat({tup, Ts}, D, Env, Mode, New) ->
    [{4, tuple, fun() ->
        {Ps, N} = lists:mapfoldl(fun(T, Acc) -> pat(T, D - 1, Env, Mode, Acc) end, New, Ts),
        {["{", sep(Ps), "}"], N}
     end}];
tpat(point, D, Env, Mode, New) ->
    [{4, rec_pat, fun() ->
        case r(4) of
            1 -> {"#point{}", New};
            2 -> {P, N} = pat(int, D - 1, Env, Mode, New), {["#point{x = ", P, "}"], N};
            3 ->
                {P, N} = pat(int, D - 1, Env, Mode, New),
                {Q, N2} = pat(atom, D - 1, Env, Mode, N),
                {["#point{tag = ", Q, ", x = ", P, "}"], N2};
            4 -> {P, N} = pat(any, D - 1, Env, Mode, New), {["#point{x = _, _ = ", P, "}"], N}
        end
     end}];
tpat(pair, D, Env, Mode, New) ->
    [{3, rec_pat, fun() -> {P, N} = pat(any, D - 1, Env, Mode, New), {["#pair{left = ", P, "}"], N} end}];
tpat(record, D, Env, Mode, New) -> tpat(pick_one([point, pair]), D, Env, Mode, New);
tpat(map, D, Env, Mode, New) ->
    [{4, map_pat, fun() ->
        Keys = lists:sublist(shuffle([{"a", int}, {"b", any}, {"1", int}, {"\"k\"", str}, {"{x, 1}", any}] ++
            case Mode of bound -> [{V, any} || {V, T} <- Env, T =:= atom orelse T =:= int]; fresh -> [] end), r(3) - 1),
        {Ps, N} = lists:mapfoldl(fun({K, T}, Acc) ->
            {P, Acc2} = pat(T, D - 1, Env, Mode, Acc), {[K, " := ", P], Acc2}
        end, New, Keys),
        {["#{", sep(Ps), "}"], N}
     end}];
tpat(bin, D, Env, Mode, New) -> bpat(D, Env, Mode, New, "/binary", bin);
tpat(bits, D, Env, Mode, New) -> bpat(D, Env, Mode, New, pick_one(["/bits", "/bitstring"]), bits);
tpat(any, D, Env, Mode, New) -> [{3, plain, fun() ->
    pat(pick_one([int, atom, {tup, [any, int]}, {list, any}, map, bits, float, point]), D - 1, Env, Mode, New) end}];
tpat(_, _, _, _, _) -> [].

bpat(_D, _Env, _Mode, New, Rest, RestType) ->
    [{4, bin_pat, fun() ->
        {Segments, New2} = lists:mapfoldl(fun(_, Acc) -> seg_pat(Acc) end, New, lists:seq(1, r(3))),
        R = new_var(),
        case r(4) of
            1 -> {["<<", sep(Segments), ">>"], New2};
            2 -> {["<<", sep(Segments ++ ["_" ++ Rest]), ">>"], New2};
            _ -> {["<<", sep(Segments ++ [R ++ Rest]), ">>"], [{R, RestType} | New2]}
        end
     end},
     {1, bin_pat, fun() ->
        S = new_var(), B = new_var(), R = new_var(),
        {["<<", S, pick_one(["", ":4", ":5", ":8/little"]), ", ", B, ":", S, pick_one(["/binary", "", "/bits", "/signed", "/unit:1", "/little", "/binary-unit:1"]),
          ", ", R, "/bits>>"], [{B, any}, {R, bits}, {S, int} | New]}
     end},
     {1, string, fun() -> {pick_one(["<<>>", "<<\"a\">>", "<<\"ab\", _/bits>>", "<<1, 2, _/bits>>"]), New} end}].

seg_pat(New) ->
    V = new_var(),
    choose(
        [{3, bin_new, fun() -> {V, [{V, int} | New]} end},
         {2, bin_new, fun() -> {[V, ":", pick_one(["1", "3", "4", "7", "8", "12", "16", "32", "64", "65"]), endian()], [{V, int} | New]} end},
         {1, signed, fun() -> {[V, ":", pick_one(["1", "3", "8", "12", "16", "64"]), "/signed", pick_one(["", "-little", "-big", "-native"])], [{V, int} | New]} end},
         {1, float, fun() -> {[V, pick_one(["/float", ":32/float", ":64/float-little", ":16/float"])], [{V, float} | New]} end},
         {2, utf, fun() -> {[V, pick_one(["/utf8", "/utf16", "/utf32", "/utf32", "/utf16-little"])], [{V, int} | New]} end},
         {1, bin_pat, fun() -> {[V, ":", pick_one(["0", "1", "2"]), "/binary"], [{V, bin} | New]} end},
         {1, bin_pat, fun() -> {[V, ":", pick_one(["0", "1", "3", "9"]), "/bits"], [{V, bits} | New]} end},
         {1, bin_pat, fun() -> {[V, ":2/binary-unit:4"], [{V, bits} | New]} end},
         {1, bin_pat, fun() -> {pick_one(["_:4", "_", "$a", "0:4", "_/utf8", "1:3", "_:8/signed"]), New} end}]).

endian() -> pick_one(["", "", "/little", "/big", "/unsigned", "/integer-native", "/little-unit:2", "/integer-unsigned-big"]).

shuffle(L) -> [X || {_, X} <- lists:sort([{rand:uniform(), X} || X <- L])].

%% ---- guards ------------------------------------------------------------------------------------------------

maybe_guard(Env, Percent) ->
    case p(Percent) orelse get(focus) =:= guard andalso p(60) of
        true -> [" when ", guard(Env)];
        false -> ""
    end.

guard(Env) ->
    lists:join("; ", [sep([gtest(2, Env) || _ <- lists:seq(1, pick_one([1, 1, 1, 2]))]) || _ <- lists:seq(1, pick_one([1, 1, 1, 2]))]).

gtest(D, Env) when D =< 0 -> pick_one(["true", "false" | vars(bool, Env)]);
gtest(D, Env) ->
    choose(
        [{6, compare, fun() -> T = pick_one([int, num, any]), ["(", g(T, D - 1, Env), " ", compare(), " ", g(T, D - 1, Env), ")"] end},
         {2, compare, fun() -> ["(", g(small, D - 1, Env), " ", compare(), " ", pick_one(["0.0", "1.0", "2.0"]), ")"] end},
         {6, guard, fun() -> [pick_one(["is_atom", "is_integer", "is_list", "is_binary", "is_bitstring", "is_map", "is_tuple", "is_float", "is_number", "is_boolean", "is_function", "is_pid"]), "(", g(any, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["is_map_key(a, ", g(map, D - 1, Env), ")"] end},
         {1, rec_pat, fun() -> ["is_record(", g(any, D - 1, Env), ", point)"] end},
         {1, rec_get, fun() -> ["((", g(point, D - 1, Env), ")#point.x ", compare(), " ", g(int, D - 1, Env), ")"] end},
         {1, andalso_, fun() -> ["(", gtest(D - 1, Env), " andalso ", gtest(D - 1, Env), ")"] end},
         {1, orelse_, fun() -> ["(", gtest(D - 1, Env), " orelse ", gtest(D - 1, Env), ")"] end},
         {1, bool, fun() -> ["(", gtest(D - 1, Env), pick_one([" and ", " or ", " xor "]), gtest(D - 1, Env), ")"] end},
         {1, bool, fun() -> ["not (", gtest(D - 1, Env), ")"] end}]).

g(T, D, Env) ->
    case vars(T, Env) of
        [_ | _] = Vs when D =< 0 -> pick_one(Vs);
        [_ | _] = Vs -> case p(60) of true -> pick_one(Vs); false -> g2(T, D, Env) end;
        [] -> g2(T, D, Env)
    end.

g2(T, D, _) when D =< 0 -> lit(T);
g2(T, D, Env) when T =:= int; T =:= num ->
    choose(
        [{2, arith, fun() -> ["(", g(T, D - 1, Env), pick_one([" + ", " - ", " * ", " div ", " rem "]), g(T, D - 1, Env), ")"] end},
         {1, bitop, fun() -> ["(", g(T, D - 1, Env), pick_one([" band ", " bor ", " bxor "]), g(T, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["length(", g({list, any}, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["tuple_size(", g(tuple, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["map_size(", g(map, D - 1, Env), ")"] end},
         {1, guard, fun() -> [pick_one(["byte_size", "bit_size"]), "(", g(bits, D - 1, Env), ")"] end},
         {1, guard, fun() -> [pick_one(["abs", "trunc", "round", "ceil", "floor", "-", "+"]), "(", g(num, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["hd(", g({list, int}, D - 1, Env), ")"] end},
         {2, plain, fun() -> lit(T) end}]);
g2(any, D, Env) ->
    choose(
        [{1, element, fun() -> ["element(", pick_one(["1", "2", "3"]), ", ", g(tuple, D - 1, Env), ")"] end},
         {1, map_get, fun() -> ["map_get(a, ", g(map, D - 1, Env), ")"] end},
         {1, guard, fun() -> ["tl(", g({list, any}, D - 1, Env), ")"] end},
         {2, tuple, fun() -> ["{", g(int, D - 1, Env), ", ", g(atom, D - 1, Env), "}"] end},
         {1, plain, fun() -> ["[", g(int, D - 1, Env), "]"] end},
         {2, plain, fun() -> lit(any) end}]);
g2(T, _, _) -> lit(T).

%% ---- literals ----------------------------------------------------------------------------------------------

small_int() -> pick_one(["0", "1", "2", "3", "5", "-1", "7", "$a", "16", "255"]).

lit(small) -> pick_one(["0", "1", "2", "3", "4"]);
lit(int) ->
    choose(
        [{6, plain, fun() -> small_int() end},
         {1, plain, fun() -> integer_to_list(r(1000)) end},
         {1, plain, fun() -> pick_one(["256", "1023", "16#ff", "2#1011", "36#zz", "1_000", "-128", "65535", "4294967296"]) end},
         {1, char, fun() -> pick_one(["$a", "$z", "$\\n", "$ ", "$0", "$\\x41", "$\\x{3bb}", "$é"]) end},
         {1, big, fun() -> pick_one(["1 bsl 59", "-(1 bsl 59)", "576460752303423487", "576460752303423488", "-576460752303423489",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "123456789012345678901234567890",
            "-340282366920938463463374607431768211456"]) end}]);
lit(float) -> pick_one(["0.0", "1.0", "-0.5", "2.5", "3.0e2", "1.0e-3", "1.0e22", "123456.789", "-1.5", "0.1"]);
lit(num_small) -> small_int();
lit(plain) -> lit(int);
lit(num) -> case p(60) of true -> lit(int); false -> lit(float) end;
lit(atom) -> pick_one(["a", "b", "c", "ok", "error", "none", "undefined", "'A b'", "'é'", "true", "false", "foobar", "'+'"]);
lit(bool) -> pick_one(["true", "false"]);
lit(str) -> choose(
    [{3, string, fun() -> pick_one(["\"abc\"", "\"\"", "\"a\"", "\"hello world\"", "\"a,b,,c\"", "\"1 2\"", "\"12\""]) end},
     {1, string, fun() -> pick_one(["\"aé\"", "\"λx\"", "\"a\\tb\\n\"", "\"ab\" \"cd\"", "\"\\x{1F600}a\"", "\"  pad  \"", "\"Ab Cd\"", "\"\\\"q\\\"\""]) end}]);
lit(bin) -> choose(
    [{3, string, fun() -> pick_one(["<<>>", "<<\"abc\">>", "<<1, 2, 3>>", "<<\"a,b,c\">>", "<<0>>", "<<255, 254>>"]) end},
     {1, utf, fun() -> pick_one(["<<\"aé\"/utf8>>", "<<\"λ\"/utf16>>", "<<\"ab\"/utf32>>", "<<\"aλ\"/utf8>>", "<<\"é\"/utf16-little>>"]) end}]);
lit(bits) -> choose(
    [{2, bin_new, fun() -> lit(bin) end},
     {2, bin_new, fun() -> pick_one(["<<1:1>>", "<<5:3>>", "<<1:4, 2:7>>", "<<\"ab\", 3:2>>", "<<0:9>>", "<<-1:13>>", "<<\"abc\":4>>"]) end}]);
lit(map) -> pick_one(["#{}", "#{a => 1}", "#{a => 1, b => two}", "#{1 => 2, 1.0 => 3}", "#{\"k\" => \"v\", {x, 1} => []}"]);
lit(point) -> pick_one(["#point{}", "#point{x = 3}", "#point{x = 2, tag = a}", "#point{_ = 0}"]);
lit(pair) -> pick_one(["#pair{}", "#pair{left = 1}"]);
lit(record) -> lit(pick_one([point, pair]));
lit(tuple) -> pick_one(["{}", "{a}", "{1, b}", "{ok, 2, []}", "{{1}, [x]}"]);
lit({tup, Ts}) -> ["{", sep([lit(T) || T <- Ts]), "}"];
lit({list, int}) -> pick_one(["[]", "[1]", "[1, 2, 3]", "[3, 1, 2]", "[5, 5, -1]", "\"ba\"", "[2, 4, 6, 8]"]);
lit({list, any}) -> pick_one(["[]", "[a]", "[a, 1, 2.0]", "[{a, 1}, {b, 2}]", "[[1], [2, [3]]]", "[x, y, x]", "[<<1>>, \"s\"]"]);
lit({list, T}) -> ["[", sep([lit(T) || _ <- lists:seq(1, r(4) - 1)]), "]"];
lit({f, As, R}) -> ["fun(", sep(["_" || _ <- As]), ") -> ", lit(R), " end"];
lit(any) -> lit(pick_one([int, int, atom, atom, float, str, bin, bits, map, tuple, {list, any}, record])).

%% ---- bodies ------------------------------------------------------------------------------------------------

body(T, D, Env) ->
    N = pick_one([1, 1, 2, 2, 3]),
    body(T, D, Env, if D >= 4 -> N + 1; D < 2 -> 1; true -> N end).

body(T, D, Env, 1) -> e(T, D, Env);
body(T, D, Env, N) ->
    {Text, New} = choose(
        [{6, match, fun() ->
            U = pick_one([int, int, atom, str, {list, int}, {list, any}, bin, bits, map, point, tuple, any, num, bool]),
            V = new_var(),
            {[V, " = ", e(U, D - 1, Env)], [{V, U}]}
         end},
         {2, match, fun() ->
            U = {tup, [pick_one([int, atom, str, any]) || _ <- lists:seq(1, r(2) + 1)]},
            {tup, Ts} = U,
            {Ps, New} = pats(Ts, 10, Env, bound),
            {["{", sep(Ps), "} = {", sep([e(X, D - 1, Env) || X <- Ts]), "}"], New}
         end},
         {1, bin_pat, fun() ->
            A = new_var(), B = new_var(), C = new_var(),
            {["<<", A, ":", pick_one(["4", "3", "8", "1"]), pick_one(["", "/signed", "/little"]), ", ", B, ":2/binary, ", C, "/bits>> = <<(", e(bin, D - 2, Env), ")/binary, \"abcd\">>"], [{A, int}, {B, bin}, {C, bits}]}
         end},
         {1, map_pat, fun() ->
            V = new_var(),
            {["#{a := ", V, "} = (", e(map, D - 1, Env), ")#{a => ", e(int, D - 2, Env), "}"], [{V, int}]}
         end},
         {1, exported, fun() ->
            V = new_var(), U = pick_one([int, atom, str]),
            {["case ", e(bool, D - 2, Env), " of true -> ", V, " = ", e(U, D - 2, Env), "; _ -> ", V, " = ", e(U, D - 2, Env), " end"], [{V, U}]}
         end},
         {1, exported, fun() ->
            V = new_var(), U = pick_one([int, atom, str]),
            {["if ", gtest(2, Env), " -> ", V, " = ", e(U, D - 2, Env), "; true -> ", V, " = ", e(U, D - 2, Env), " end"], [{V, U}]}
         end},
         {1, send, fun() -> {["self() ! ", e(any, D - 2, Env)], []} end},
         {1, dict, fun() -> {["put(", e(atom, 0, Env), ", ", e(any, D - 2, Env), ")"], []} end},
         {1, catch_, fun() -> {["catch ", e(any, D - 1, Env)], []} end},
         {1, fun_, fun() ->
            F = new_var(), As = [pick_one([int, atom, str, any]) || _ <- lists:seq(1, r(3) - 1)], R = pick_one([int, atom, str, any, {list, int}]),
            {[F, " = ", fun_expr(As, R, D - 1, Env)], [{F, {f, As, R}}]}
         end}]),
    [Text, ", ", body(T, D, New ++ Env, N - 1)].

%% ---- expressions -------------------------------------------------------------------------------------------

e(T, D, Env) ->
    case D =< 0 of
        true -> leaf(T, Env);
        false ->
            case p(1) andalso p(70) of
                true -> e(any, D - 1, Env);
                false ->
                    case p(12) of
                        true -> leaf(T, Env);
                        false -> paren(choose(general(T, D, Env) ++ special(T, D, Env)))
                    end
            end
    end.

paren(Text) -> ["(", Text, ")"].

leaf({f, As, R}, Env) ->
    case vars({f, As, R}, Env) of
        [] -> lit({f, As, R});
        Vs -> pick_one(Vs)
    end;
leaf(T, Env0) ->
    Env = [X || {_, U} = X <- Env0, not is_tuple(U) orelse element(1, U) =/= f],
    case vars(T, Env) of
        [] -> paren(lit(T));
        Vs -> case p(75) of true -> pick_one(Vs); false -> paren(lit(T)) end
    end.

compare() -> pick_one(["==", "/=", "=:=", "=/=", "<", ">", "=<", ">="]).

general({f, _, _}, _, _) -> [];
general(T, D, Env) ->
    E = D - 1,
    [{3, case_, fun() -> case_(T, E, Env) end},
     {2, if_, fun() ->
        ["if ", [[guard(Env), " -> ", body(T, E - 1, Env), "; "] || _ <- lists:seq(1, r(2))],
         case p(97) of true -> "true"; false -> gtest(1, Env) end, " -> ", e(T, E, Env), " end"]
     end},
     {1, try_, fun() -> ["try ", body(T, E, Env), " catch ", catches(T, E - 1, Env), " end"] end},
     {1, try_of, fun() ->
        U = pick_one([int, atom, any, bin, {list, any}]),
        ["try ", body(U, E, Env), " of ", case_clauses(U, T, E - 1, Env, 95), " catch ", catches(T, E - 1, Env),
         case p(25) of true -> [" after ", e(any, E - 1, Env)]; false -> "" end, " end"]
     end},
     {1, try_after, fun() -> ["try ", body(T, E, Env), " after ", pick_one(["put(k, ", "self() ! ("]), e(any, E - 1, Env), ") end"] end},
     {1, receive_, fun() ->
        ["receive ", case_clauses(any, T, E - 1, Env, 20), " after ", pick_one(["0", "1 - 1", "0"]), " -> ", e(T, E, Env), " end"]
     end},
     {1, receive_, fun() -> ["receive after ", pick_one(["0", "1"]), " -> ", body(T, E, Env), " end"] end},
     {1, receive_self, fun() ->
        U = pick_one([int, atom, any, {tup, [atom, int]}]),
        V = new_var(),
        ["begin self() ! {tag, ", e(U, E - 1, Env), "}, receive {tag, ", V, "} -> ", body(T, E, [{V, U} | Env]), " end end"]
     end},
     {1, block, fun() -> ["begin ", body(T, E, Env, 2), " end"] end},
     {1, send, fun() -> ["self() ! ", e(T, E, Env)] end},
     {1, match, fun() -> V = new_var(), [V, " = ", e(T, E, Env)] end},
     {1, match, fun() -> V = new_var(), ["begin {_, ", V, "} = {", e(any, E - 1, Env), ", ", e(T, E, Env), "}, ", V, " end"] end},
     {1, fun_, fun() ->
        As = [pick_one([int, atom, str, any]) || _ <- lists:seq(1, r(3) - 1)],
        ["(", fun_expr(As, T, E, Env), ")(", sep([e(A, E - 1, Env) || A <- As]), ")"]
     end},
     {1, named_fun, fun() ->
        F = new_var("F"), N = new_var(), A = new_var(),
        ["(fun ", F, "(", N, ", ", A, ") when ", N, " > 0 -> ", F, "(min(", N, ", 4) - 1, ", e(T, E - 1, [{N, int}, {A, T} | Env]), "); ",
         F, "(_, ", A, ") -> ", A, " end)(", e(small, 0, []), ", ", e(T, E, Env), ")"]
     end},
     {1, element, fun() ->
        Ts = [pick_one([int, atom, any]), T],
        ["element(2, {", sep([e(X, E, Env) || X <- Ts]), "})"]
     end},
     {1, plain, fun() -> ["hd([", e(T, E, Env), " | ", e({list, any}, E - 1, Env), "])"] end},
     {1, map_get, fun() -> K = e(pick_one([atom, int, str]), 0, Env), [pick_one(["map_get", "maps:get"]), "(", K, ", (", e(map, E, Env), ")#{", K, " => ", e(T, E, Env), "})"] end},
     {1, apply_, fun() ->
        U = pick_one([int, atom, any]),
        case r(3) of
            1 -> ["apply(", fun_expr([U], T, E, Env), ", [", e(U, E - 1, Env), "])"];
            2 -> ["apply(lists, nth, [1, [", e(T, E, Env), "]])"];
            3 when D rem 2 =:= 0 -> ["begin proplists:compact(", e({list, any}, E, Env), "), ", e(T, E, Env), " end"];
            3 -> M = new_var(), ["begin ", M, " = ", pick_one(["lists", "lists"]), ", ", M, ":last([", e(T, E, Env), "]) end"]
        end
     end},
     {1, fun_ext, fun() -> [pick_one(["(fun lists:last/1)([", "(fun erlang:hd/1)([", "(fun lists:max/1)(["]), e(T, E, Env), "])"] end},
     {1, fun_ext_var, fun() ->
        M = new_var(), F = new_var(),
        ["begin ", M, " = ", pick_one(["lists", "lists"]), ", ", F, " = fun ", M, ":", pick_one(["last/1", "max/1"]), ", ", F, "([", e(T, E, Env), "]) end"]
     end},
     {1, hof, fun() -> U = pick_one([int, any]), [pick_one(["lists:foldl(", "lists:foldr("]), fun_expr([U, T], T, E - 1, Env), ", ", e(T, E, Env), ", ", e({list, U}, E - 1, Env), ")"] end},
     {1, dict, fun() -> K = pick_one(["k", "{d, 1}"]), ["begin put(", K, ", ", e(T, E, Env), "), get(", K, ") end"] end},
     {1, throw_, fun() ->
        V = new_var(),
        C = pick_one(["throw", "error", "exit"]),
        Value = e(T, E, Env),
        ["try ", C, "(", Value, ") catch ", C, ":", V, " -> ", V, " end"]
     end}] ++
    [{3, call_local, fun() -> call_helper(T, E, Env) end} || helpers(T) =/= []] ++
    [{2, fun_local, fun() ->
        {Name, Types, _} = pick_one(helpers(T)),
        ["(fun ", Name, "/", integer_to_list(length(Types)), ")(", sep([e(A, E - 1, Env) || A <- Types]), ")"]
     end} || helpers(T) =/= []] ++
    [{3, fun_, fun() ->
        {F, {f, As, _}} = pick_one(fun_vars(T, Env)),
        [F, "(", sep([e(A, E - 1, Env) || A <- As]), ")"]
     end} || fun_vars(T, Env) =/= []].

helpers(T) -> [H || {_, _, R} = H <- get(helpers), fits(R, T)].
fun_vars(T, Env) -> [X || {_, {f, _, R}} = X <- Env, fits(R, T)].

call_helper(T, D, Env) ->
    {Name, Types, _} = pick_one(helpers(T)),
    [Name, "(", sep([e(A, D - 1, Env) || A <- Types]), ")"].

fun_expr(As, R, D, Env) ->
    Clauses = [fun_clause(As, R, D, Env, 60) || _ <- lists:seq(2, pick_one([1, 1, 1, 2, 3]))] ++ [fun_clause(As, R, D, Env, 2)],
    ["fun", lists:join("; ", Clauses), " end"].

fun_clause(As, R, D, Env, Refutable) ->
    {Ps, New} = pats(As, Refutable, Env, fresh),
    Inner = New ++ hide(New, Env),
    ["(", sep(Ps), ")", maybe_guard(Inner, case Refutable > 10 of true -> 30; false -> 1 end), " -> ", body(R, D - 1, Inner)].

case_(T, D, Env) ->
    U = pick_one([int, atom, str, bin, bits, map, point, tuple, {tup, [int, any]}, {list, int}, {list, any}, any, bool, num]),
    ["case ", e(U, D, Env), " of ", case_clauses(U, T, D, Env, 95), " end"].

case_clauses(U, T, D, Env, Total) ->
    Some = [begin
        {P, New} = pat(U, 3, Env, bound, []),
        Inner = New ++ Env,
        [P, maybe_guard(Inner, 30), " -> ", body(T, D - 1, Inner)]
    end || _ <- lists:seq(1, r(3))],
    Last = case p(Total) of
        true ->
            case p(50) of
                true -> [["_ -> ", e(T, D - 1, Env)]];
                false -> V = new_var(), [[V, " -> ", e(T, D - 1, [{V, U} | Env])]]
            end;
        false -> []
    end,
    lists:join("; ", Some ++ Last).

catches(T, D, Env) ->
    Some = [begin
        C = pick_one(["error:", "throw:", "exit:", "", "_:"]),
        {P, New} = pat(pick_one([any, atom, {tup, [atom, any]}]), 2, Env, bound, []),
        [C, P, maybe_guard(New ++ Env, 20), " -> ", e(T, D, New ++ Env)]
    end || _ <- lists:seq(1, r(2))],
    V = new_var(), C = new_var(), S = new_var(),
    Last = case r(3) of
        1 -> [["_:_ -> ", e(T, D, Env)]];
        2 -> [[C, ":", V, " -> ", e(T, D, [{C, atom}, {V, any} | Env])]];
        3 -> [["_:", V, ":", S, " when is_list(", V, ") -> true = is_list(", S, "), ", e(T, D, [{V, any} | Env]), "; ", C, ":_:_ -> ", e(T, D, [{C, atom} | Env])]]
    end,
    lists:join("; ", Some ++ case p(90) of true -> Last; false -> [] end).

quals(D, Env) ->
    N = pick_one([1, 1, 1, 2]),
    lists:foldl(fun(_, {Qs, En}) ->
        {Q, New} = qual(D, En),
        En2 = New ++ hide(New, En),
        Filter = case p(30) of
            true -> [paren(choose([{2, guard, fun() -> gtest(2, En2) end}, {1, bool, fun() -> e(bool, D - 1, En2) end}]))];
            false -> []
        end,
        {Qs ++ [Q | Filter], En2}
    end, {[], Env}, lists:seq(1, N)).

qual(D, Env) ->
    choose(
        [{4, lc, fun() ->
            T = pick_one([int, any, atom, {tup, [atom, int]}]),
            {[P], New} = pats([T], 25, Env, fresh),
            {[P, " <- ", e({list, T}, D - 1, Env)], New}
         end},
         {2, lc_bin, fun() ->
            V = new_var(),
            Spec = pick_one(["", ":4", ":16/little", ":8/signed", "/utf8", ":3"]),
            {["<<", V, Spec, ">> <= ", e(bits, D - 1, Env)], [{V, int}]}
         end},
         {1, lc_bin, fun() ->
            V = new_var(), W = new_var(),
            {["<<", V, ":", pick_one(["4", "2", "7"]), ", ", W, ":", pick_one(["4", "1", "9"]), "/bits>> <= ", e(bin, D - 1, Env)], [{V, int}, {W, bits}]}
         end}]).

lc(T, D, Env) -> {Qs, Inner} = quals(D, Env), ["[", e(T, D - 1, Inner), " || ", sep(Qs), "]"].

bc(D, Env) ->
    {Qs, Inner} = quals(D, Env),
    ["<< <<", segment(D - 1, Inner), ">> || ", sep(Qs), " >>"].

segment(D, Env) ->
    choose(
        [{3, bin_new, fun() -> ["(", e(int, D, Env), ")"] end},
         {2, bin_new, fun() -> ["(", e(int, D, Env), "):", pick_one(["1", "3", "4", "8", "12", "16", "32", "64", "70"]), endian()] end},
         {1, bin_new, fun() -> ["(", e(int, D, Env), "):", pick_one(["3/integer", "8/integer", "4/unit:2", "2/integer-unit:8", "3/little-unit:3"])] end},
         {1, bin_new, fun() -> ["(", e(int, D, Env), "):(", e(small, 0, []), " + 1)", pick_one(["", "/little", "/unit:3"])] end},
         {1, signed, fun() -> ["(", e(int, D, Env), "):", pick_one(["8", "12", "16"]), "/signed", pick_one(["", "-little", "-native"])] end},
         {1, float, fun() -> ["(", e(num_small, D, Env), ")", pick_one(["/float", ":32/float", ":64/float-little", ":16/float"])] end},
         {1, utf, fun() -> [pick_one(["$a", "$é", "16#3bb", "16#1f600", "(" ++ lists:flatten(e(small, 0, Env)) ++ ")"]), pick_one(["/utf8", "/utf16", "/utf32", "/utf16-little", "/utf32-little"])] end},
         {2, bin_new, fun() -> ["(", e(bin, D, Env), ")/binary"] end},
         {2, bin_new, fun() -> ["(", e(bits, D, Env), ")/bits"] end},
         {1, string, fun() -> pick_one(["\"abc\"", "\"é\"/utf8", "\"xy\":4", "\"ab\"/little-unit:2"]) end},
         {1, bin_new, fun() -> ["<<(", e(bin, D, Env), ")/binary, \"xyz\">>:", pick_one(["1", "2", "0"]), "/binary"] end}]).

args(Fmt, Types, D, Env) -> args(Fmt, Types, D, Env, []).
args([], _, _, _, Acc) -> lists:reverse(Acc);
args([$~, $~ | F], Ts, D, Env, Acc) -> args(F, Ts, D, Env, [$~ | Acc]);
args([$~ | F], [T | Ts], D, Env, Acc) -> args(F, Ts, D, Env, [arg(T, D, Env) | Acc]);
args([C | F], Ts, D, Env, Acc) -> args(F, Ts, D, Env, [C | Acc]).

arg({f, As, R}, D, Env) ->
    case vars({f, As, R}, Env) of
        [_ | _] = Vs -> case p(50) of true -> pick_one(Vs); false -> fun_expr(As, R, D, Env) end;
        [] -> fun_expr(As, R, D, Env)
    end;
arg(T, D, Env) -> e(T, D, Env).

from(Kind, Weight, D, Env, Table) ->
    [{Weight, Kind, fun() -> {Fmt, Types} = pick_one(Table), args(Fmt, Types, D - 1, Env) end}].

special(any, D, Env) ->
    T = pick_one([int, atom, str, bin, bits, {list, int}, {list, any}, map, tuple, record, num, bool, {tup, [int, any]}]),
    [{40, plain, fun() -> e(T, D, Env) end},
     {2, catch_, fun() -> ["strip(catch ", e(any, D - 1, Env), ")"] end},
     {1, throw_, fun() -> ["strip(catch ", pick_one(["throw", "error", "exit"]), "(", e(any, D - 1, Env), "))"] end},
     {1, format, fun() -> e(str, D, Env) end},
     {2, lib, fun() -> choose(from(lib, 1, D, Env, any_lib())) end}];
special(small, _, Env) -> [{1, plain, fun() -> leaf(small, Env) end}];
special(num_small, D, Env) -> [{1, plain, fun() -> ["(", e(int, D - 1, Env), ") rem 1000 / 4"] end}];
special(int, D, Env) ->
    E = D - 1,
    [{10, arith, fun() -> [e(int, E, Env), pick_one([" + ", " - ", " * "]), e(int, E, Env)] end},
     {4, arith, fun() -> [e(int, E, Env), pick_one([" div ", " rem "]), case p(92) of true -> pick_one(["2", "3", "-3", "7", "10", "$a"]); false -> e(int, E, Env) end] end},
     {3, bitop, fun() -> [e(int, E, Env), pick_one([" band ", " bor ", " bxor "]), e(int, E, Env)] end},
     {2, signed, fun() ->
        V = new_var(), S = pick_one(["5", "8", "12", "16", "64"]),
        ["begin <<", V, ":", S, pick_one(["/signed", "/signed-little", "/signed-big", "/little", "/native-signed"]), ">> = <<(", e(int, E, Env), "):", S, pick_one(["", "/big", "/native", "/unsigned"]), ">>, ", V, " end"]
     end},
     {2, bitop, fun() -> [e(int, E, Env), pick_one([" bsl ", " bsr "]), pick_one(["1", "3", "8", "60", "-2", "0"])] end},
     {1, bitop, fun() -> ["bnot ", e(int, E, Env)] end},
     {1, arith, fun() -> [pick_one(["- ", "+ "]), e(int, E, Env)] end},
     {1, rec_get, fun() -> [e(point, E, Env), pick_one(["#point.x"])] end},
     {1, rec_get, fun() -> pick_one(["#point.tag", "#pair.right"]) end}] ++
    from(lib, 8, D, Env,
        [{"length(~)", [{list, any}]}, {"byte_size(~)", [bits]}, {"bit_size(~)", [bits]}, {"tuple_size(~)", [tuple]}, {"map_size(~)", [map]},
         {"abs(~)", [int]}, {"round(~)", [float]}, {"trunc(~)", [num]}, {"ceil(~)", [float]}, {"floor(~)", [num]},
         {"erlang:phash2(~)", [any]}, {"erlang:phash2(~, 100)", [any]}, {"erlang:crc32(~)", [bin]}, {"erlang:adler32(~)", [bin]},
         {"lists:sum(~)", [{list, int}]}, {"min(~, ~)", [int, int]}, {"max(~, ~)", [int, int]}, {"size(~)", [tuple]},
         {"string:length(~)", [str]}, {"string:str(~, \"b\")", [str]}, {"maps:size(~)", [map]}, {"lists:max([1 | ~])", [{list, int}]},
         {"lists:min([1 | ~])", [{list, int}]}, {"lists:flatlength(~)", [{list, int}]}, {"lists:nth(2, [0, 1 | ~])", [{list, int}]},
         {"list_to_integer(integer_to_list(~))", [int]}, {"binary_to_integer(integer_to_binary(~, 16), 16)", [int]},
         {"binary:decode_unsigned(~)", [bin]}, {"binary:decode_unsigned(~, little)", [bin]}, {"iolist_size([~, 1 | ~])", [bin, bin]}, {"string:chr(~, $a)", [str]},
         {"lists:last([~])", [int]}, {"map_size(~#{~ => ~})", [map, any, any]}]) ++
    from(hof, 3, D, Env,
        [{"lists:foldl(~, ~, ~)", [{f, [int, int], int}, int, {list, int}]}, {"lists:foldr(~, ~, ~)", [{f, [any, int], int}, int, {list, any}]},
         {"maps:fold(~, ~, ~)", [{f, [any, any, int], int}, int, map]}, {"length(lists:filter(~, ~))", [{f, [int], bool}, {list, int}]},
         {"lists:sum(lists:map(~, ~))", [{f, [any], int}, {list, any}]}]);
special(float, D, Env) ->
    E = D - 1,
    [{4, float, fun() -> [e(num_small, E, Env), pick_one([" + ", " - ", " * "]), e(float, E, Env)] end},
     {2, arith, fun() -> [e(num_small, E, Env), " / ", pick_one(["2", "3.0", "4", "-7"])] end}] ++
    from(lib, 6, D, Env,
        [{"float(~)", [int]}, {"abs(~)", [float]}, {"math:sqrt(abs(~))", [num_small]}, {"math:floor(~)", [num_small]}, {"math:atan2(~, 2)", [num_small]}, {"math:ceil(~)", [num_small]},
         {"math:pow(2, ~)", [small]}, {"list_to_float(float_to_list(~))", [float]}, {"binary_to_float(float_to_binary(~))", [float]},
         {"math:fmod(~, 3)", [float]}, {"max(~, ~)", [float, float]}]);
special(num, D, Env) ->
    E = D - 1,
    [{4, arith, fun() -> e(int, D, Env) end},
     {3, float, fun() -> e(float, D, Env) end},
     {3, arith, fun() -> [e(num_small, E, Env), pick_one([" + ", " - ", " * "]), e(num_small, E, Env)] end},
     {1, arith, fun() -> ["- ", e(num_small, E, Env)] end},
     {1, lib, fun() -> ["max(", e(num_small, E, Env), ", ", e(int, E, Env), ")"] end}];
special(atom, D, Env) ->
    [{4, plain, fun() -> leaf(atom, Env) end},
     {3, bool, fun() -> e(bool, D, Env) end},
     {1, rec_get, fun() -> ["(", e(point, D - 1, Env), ")#point.tag"] end}] ++
    from(lib, 3, D, Env,
        [{"list_to_atom(atom_to_list(~))", [atom]}, {"binary_to_atom(atom_to_binary(~))", [atom]}, {"hd([~])", [atom]}, {"element(1, {~, ~})", [atom, any]},
         {"list_to_existing_atom(\"a\")", []}, {"maps:get(~, #{}, ~)", [any, atom]}]);
special(bool, D, Env) ->
    E = D - 1,
    [{6, compare, fun() -> T = pick_one([int, any, num, atom, str, bits, tuple, map, {list, any}]), [e(T, E, Env), " ", compare(), " ", e(T, E, Env)] end},
     {3, compare, fun() -> [e(small, E, Env), " ", compare(), " ", pick_one(["0.0", "1.0", "2.0", "[1.0]", "3.0"])] end},
     {1, compare, fun() -> V = new_var(), ["begin ", V, " = ", e(num_small, E, Env), ", {", V, "} ", compare(), " {", V, " * 1.0} end"] end},
     {3, andalso_, fun() -> [e(bool, E, Env), " andalso ", e(bool, E, Env)] end},
     {3, orelse_, fun() -> [e(bool, E, Env), " orelse ", e(bool, E, Env)] end},
     {3, bool, fun() -> [e(bool, E, Env), pick_one([" and ", " or ", " xor "]), e(bool, E, Env)] end},
     {1, bool, fun() -> ["not ", e(bool, E, Env)] end}] ++
    from(lib, 5, D, Env,
        [{T ++ "(~)", [any]} || T <- ["is_atom", "is_integer", "is_list", "is_binary", "is_bitstring", "is_map", "is_tuple", "is_float", "is_number", "is_boolean", "is_function", "is_pid"]] ++
        [{"is_record(~, point)", [any]}, {"is_record(~, pair, 3)", [any]}, {"is_function(~, 1)", [any]},
         {"is_map_key(~, ~)", [any, map]}, {"maps:is_key(~, ~)", [any, map]}, {"lists:member(~, ~)", [any, {list, any}]},
         {"lists:keymember(~, 1, ~)", [any, {list, any}]}, {"lists:prefix(~, ~)", [str, str]}, {"lists:suffix(~, ~)", [str, str]}, {"string:equal(~, ~)", [str, str]}, {"string:is_empty(~)", [str]}]) ++
    from(hof, 2, D, Env, [{"lists:any(~, ~)", [{f, [int], bool}, {list, int}]}, {"lists:all(~, ~)", [{f, [any], bool}, {list, any}]}]);
special(str, D, Env) ->
    E = D - 1,
    [{3, append, fun() -> [e(str, E, Env), " ++ ", e(str, E, Env)] end},
     {2, subtract, fun() -> [e(str, E, Env), " -- ", e(str, E, Env)] end},
     {3, format, fun() -> format(E, Env) end},
     {1, lc, fun() -> V = new_var(), ["[", V, " || ", V, " <- ", e(str, E, Env), ", ", V, " ", compare(), " $b]"] end}] ++
    from(lib, 6, D, Env,
        [{"atom_to_list(~)", [atom]}, {"integer_to_list(~)", [int]}, {"integer_to_list(~, 16)", [int]}, {"binary_to_list(~)", [bin]}, {"float_to_list(~)", [float]},
         {"float_to_list(~, [{decimals, 3}])", [float]}, {"float_to_list(~, [short])", [float]}, {"lists:reverse(~)", [str]}, {"string:uppercase(~)", [str]}, {"string:lowercase(~)", [str]}, {"string:titlecase(~)", [str]},
         {"string:trim(~)", [str]}, {"string:pad(~, 6)", [str]}, {"lists:flatten(string:pad(~, 7, both, $*))", [str]}, {"string:slice(~, 1)", [str]}, {"string:slice(~, 1, 2)", [str]},
         {"string:reverse(~)", [str]}, {"lists:append(~, ~)", [str, str]}, {"lists:concat(~)", [{list, atom}]}, {"string:join([~, ~], \"-\")", [str, str]}, {"lists:flatten(string:replace(~, \"a\", ~))", [str, str]},
         {"string:to_upper(~)", [str]}, {"string:copies(~, 2)", [str]}, {"lists:sublist(~, 2)", [str]}, {"string:chomp(~)", [str]}, {"string:strip(~)", [str]}, {"lists:droplast([$a | ~])", [str]},
         {"unicode:characters_to_list(unicode:characters_to_binary(~))", [str]}, {"lists:usort(~)", [str]}, {"lists:join($,, ~)", [str]}, {"string:casefold(~)", [str]}]);
special(bin, D, Env) ->
    E = D - 1,
    [{6, bin_new, fun() ->
        Aligned = ["(" ++ lists:flatten(e(int, E, Env)) ++ ")", "\"ab\"", "(" ++ lists:flatten(e(int, E, Env)) ++ "):16/little",
            "(" ++ lists:flatten(e(bin, E, Env)) ++ ")/binary", "(" ++ lists:flatten(e(num_small, E, Env)) ++ ")/float", "$a/utf8", "1:4, 2:4", "(" ++ lists:flatten(e(int, E, Env)) ++ "):3, 7:5", "(" ++ lists:flatten(e(int, E, Env)) ++ "):24/signed", "(" ++ lists:flatten(e(int, E, Env)) ++ "):2/integer-unit:8"],
        ["<<", sep([pick_one(Aligned) || _ <- lists:seq(1, r(3))]), ">>"]
     end},
     {2, bc, fun() -> V = new_var(), ["<< <<(", e(int, E, [{V, int} | Env]), pick_one(["):8>>", ")>>", "):16/little>>"]), " || ", V, " <- ", e({list, int}, E, Env), " >>"] end}] ++
    from(lib, 5, D, Env,
        [{"list_to_binary(binary_to_list(~))", [bin]}, {"integer_to_binary(~)", [int]}, {"atom_to_binary(~)", [atom]}, {"iolist_to_binary([~, $x | ~])", [bin, bin]}, {"binary:copy(~, 2)", [bin]},
         {"binary:part(<<\"abc\", (~)/binary>>, 1, 2)", [bin]}, {"unicode:characters_to_binary(~)", [str]}, {"string:uppercase(~)", [bin]}, {"binary:replace(~, <<\"a\">>, ~)", [bin, bin]},
         {"term_to_binary(~)", [plain]}, {"binary:encode_unsigned(abs(~))", [int]}, {"float_to_binary(~, [{decimals, 2}])", [float]}, {"erlang:md5(~)", [bin]}, {"binary_part(<<\"xyz\", (~)/binary>>, {1, 2})", [bin]},
         {"binary:list_to_bin([~])", [bin]}, {"string:trim(~)", [bin]}, {"iolist_to_binary(io_lib:format(\"~~p\", [~]))", [int]}]);
special(plain, D, Env) -> [{1, plain, fun() -> e(pick_one([int, atom, str, {list, int}, tuple]), D - 1, Env) end}];
special(bits, D, Env) ->
    E = D - 1,
    [{5, bin_new, fun() -> ["<<", sep([segment(E, Env) || _ <- lists:seq(1, r(3))]), ">>"] end},
     {2, bin_new, fun() -> e(bin, E, Env) end},
     {3, bc, fun() -> bc(E, Env) end}] ++
    from(lib, 2, D, Env, [{"list_to_bitstring([~, 1])", [bits]}, {"list_to_bitstring(bitstring_to_list(~))", [bits]}, {"element(1, split_binary(<<\"ab\", (~)/bits>>, 1))", [bits]}]);
special({list, T}, D, Env) ->
    E = D - 1,
    [{4, plain, fun() -> ["[", sep([e(T, E, Env) || _ <- lists:seq(1, r(3))]), "]"] end},
     {3, plain, fun() -> ["[", e(T, E, Env), " | ", e({list, T}, E, Env), "]"] end},
     {4, append, fun() -> [e({list, T}, E, Env), " ++ ", e({list, T}, E, Env)] end},
     {2, subtract, fun() -> [e({list, T}, E, Env), " -- ", e({list, T}, E, Env)] end},
     {6, lc, fun() -> lc(T, E, Env) end}] ++
    from(lib, 4, D, Env,
        [{"lists:reverse(~)", [{list, T}]}, {"lists:sort(~)", [{list, T}]}, {"lists:usort(~)", [{list, T}]}, {"lists:append(~, ~)", [{list, T}, {list, T}]}, {"lists:delete(~, ~)", [T, {list, T}]},
         {"lists:duplicate(~, ~)", [small, T]}, {"lists:sublist(~, 2)", [{list, T}]}, {"tl([~ | ~])", [T, {list, T}]}, {"lists:nthtail(1, [~ | ~])", [T, {list, T}]}, {"lists:subtract(~, ~)", [{list, T}, {list, T}]},
         {"lists:uniq(~)", [{list, T}]}, {"lists:merge(lists:sort(~), lists:sort(~))", [{list, T}, {list, T}]}, {"lists:flatten([~, [~]])", [{list, T}, {list, T}]}, {"tuple_to_list({~, ~})", [T, T]}, {"lists:umerge(lists:usort(~), lists:usort(~))", [{list, T}, {list, T}]}, {"lists:droplast([~ | ~])", [T, {list, T}]}, {"lists:reverse(~, ~)", [{list, T}, {list, T}]}]) ++
    from(hof, 3, D, Env,
        [{"lists:map(~, ~)", [{f, [int], T}, {list, int}]}, {"lists:filter(~, ~)", [{f, [T], bool}, {list, T}]}, {"lists:takewhile(~, ~)", [{f, [T], bool}, {list, T}]}, {"lists:dropwhile(~, ~)", [{f, [T], bool}, {list, T}]},
         {"lists:flatmap(~, ~)", [{f, [int], {list, T}}, {list, int}]}, {"lists:zipwith(~, [1, 2], [a, b])", [{f, [int, atom], T}]}, {"lists:sort(fun(A, B) -> A >= B end, ~)", [{list, T}]}, {"element(1, lists:partition(~, ~))", [{f, [T], bool}, {list, T}]}]) ++
    case T of
        int -> from(lib, 3, D, Env, [{"lists:seq(1, ~)", [small]}, {"lists:seq(~, 12, 3)", [small]}, {"binary_to_list(~)", [bin]}, {"[X || <<X:4>> <= ~]", [bits]}, {"binary:bin_to_list(~)", [bin]}]);
        any -> from(lib, 5, D, Env,
            [{"maps:to_list(~)", [map]}, {"maps:keys(~)", [map]}, {"maps:values(~)", [map]}, {"lists:zip([1, 2], [~, ~])", [any, any]}, {"lists:enumerate(~)", [{list, any}]}, {"lists:keysort(1, [{b, ~}, {a, ~}])", [any, any]},
             {"tuple_to_list(~)", [tuple]}, {"lists:keydelete(a, 1, ~)", [{list, any}]}, {"lists:keystore(a, 1, ~, {a, ~})", [{list, any}, any]}, {"string:split(~, \",\")", [str]}, {"string:lexemes(~, \", \")", [str]}, {"string:tokens(~, \" ,\")", [str]},
             {"string:split(~, \"b\", all)", [str]}, {"binary:split(~, <<\",\">>)", [bin]}, {"binary:split(~, <<\",\">>, [global])", [bin]}, {"binary:matches(~, <<\"b\">>)", [bin]}, {"lists:keyreplace(b, 1, ~, {b, 3})", [{list, any}]}, {"string:to_graphemes(~)", [str]}, {"bitstring_to_list(~)", [bits]}, {"proplists:get_all_values(a, ~)", [{list, any}]}, {"lists:flatten(~)", [{list, any}]}]);
        _ -> []
    end;
special(map, D, Env) ->
    E = D - 1,
    Pair = fun(Arrow) -> [e(pick_one([atom, int, str, any, float]), E - 1, Env), Arrow, e(any, E, Env)] end,
    [{4, map_new, fun() -> ["#{", sep([Pair(" => ") || _ <- lists:seq(1, r(3))]), "}"] end},
     {3, map_update, fun() -> [e(map, E, Env), "#{", sep([Pair(" => ") || _ <- lists:seq(1, r(2))]), "}"] end},
     {2, map_exact, fun() -> K = e(atom, 0, Env), ["(", e(map, E, Env), ")#{", K, " => ", e(any, E, Env), "}#{", K, " := ", e(any, E, Env), "}"] end},
     {1, map_exact, fun() -> case p(30) of true -> ["(", e(map, E, Env), ")#{a := ", e(any, E, Env), "}"]; false -> ["#{a => 1, b => 2}#{b := ", e(any, E, Env), ", c => 1}"] end end}] ++
    from(lib, 4, D, Env,
        [{"maps:put(~, ~, ~)", [any, any, map]}, {"maps:remove(~, ~)", [any, map]}, {"maps:merge(~, ~)", [map, map]}, {"maps:from_list([{~, ~}, {a, ~}])", [any, any, any]}, {"maps:without([a], ~)", [map]}, {"maps:with([a, b], ~)", [map]},
         {"maps:update_with(a, fun(X) -> {X} end, ~, ~)", [any, map]}, {"maps:from_keys(~, ~)", [{list, int}, any]}, {"maps:intersect(~, ~)", [map, map]}]) ++
    from(hof, 2, D, Env,
        [{"maps:map(~, ~)", [{f, [any, any], any}, map]}, {"maps:filter(~, ~)", [{f, [any, any], bool}, map]}, {"maps:filtermap(fun(K, V) -> {true, {K, V}} end, ~)", [map]}, {"maps:merge_with(~, ~, ~)", [{f, [any, any, any], any}, map, map]}, {"maps:groups_from_list(~, ~)", [{f, [int], any}, {list, int}]}]);
special(point, D, Env) ->
    E = D - 1,
    [{3, rec_new, fun() -> pick_one([fun() -> ["#point{x = ", e(int, E, Env), "}"] end, fun() -> ["#point{tag = ", e(atom, E, Env), ", x = ", e(int, E, Env), "}"] end, fun() -> ["#point{x = ", e(int, E, Env), ", _ = ", e(atom, E - 1, Env), "}"] end]) end()},
     {3, rec_update, fun() -> ["(", e(point, E, Env), ")#point{", pick_one(["x", "x"]), " = ", e(int, E, Env), "}"] end},
     {1, rec_update, fun() -> ["(", e(point, E, Env), ")#point{tag = ", e(atom, E, Env), ", x = ", e(int, E, Env), "}"] end}] ++
    from(lib, 1, D, Env, [{"setelement(#point.x, ~, ~)", [point, int]}]);
special(pair, D, Env) ->
    [{3, rec_new, fun() -> ["#pair{left = ", e(any, D - 1, Env), "}"] end},
     {2, rec_update, fun() -> ["(", e(pair, D - 1, Env), ")#pair{right = ", e({list, int}, D - 1, Env), "}"] end}];
special(record, D, Env) -> special(pick_one([point, pair]), D, Env);
special({tup, Ts}, D, Env) -> [{6, tuple, fun() -> ["{", sep([e(T, D - 1, Env) || T <- Ts]), "}"] end}];
special(tuple, D, Env) ->
    [{6, tuple, fun() -> ["{", sep([e(pick_one([int, atom, any]), D - 1, Env) || _ <- lists:seq(1, r(3))]), "}"] end},
     {1, rec_new, fun() -> e(record, D - 1, Env) end}] ++
    from(lib, 3, D, Env,
        [{"list_to_tuple(~)", [{list, any}]}, {"setelement(1, {~, ~}, ~)", [any, any, any]}, {"erlang:append_element(~, ~)", [tuple, any]}, {"lists:split(0, ~)", [{list, any}]}, {"lists:partition(fun is_atom/1, ~)", [{list, any}]},
         {"split_binary(<<\"ab\", (~)/bits>>, 1)", [bits]}, {"lists:unzip([{~, ~}])", [any, any]}, {"erlang:delete_element(1, {~, ~})", [any, any]}, {"lists:mapfoldl(fun(X, A) -> {{X}, [A]} end, ~, ~)", [any, {list, any}]}, {"erlang:make_tuple(~, ~)", [small, any]}, {"string:to_integer(~)", [str]}, {"string:to_float(~)", [str]}, {"string:take(~, \"ab\")", [str]}, {"lists:splitwith(fun is_atom/1, ~)", [{list, any}]}]);
special({f, As, R}, D, Env) -> [{1, plain, fun() -> fun_expr(As, R, D - 1, Env) end}].

any_lib() ->
    [{"lists:keyfind(~, 1, ~)", [any, {list, any}]}, {"maps:find(~, ~)", [any, map]}, {"maps:get(~, ~, none)", [any, map]}, {"binary_to_term(term_to_binary(~))", [any]}, {"lists:search(fun is_atom/1, ~)", [{list, any}]},
     {"proplists:get_value(a, ~)", [{list, any}]}, {"string:find(~, \"b\")", [str]}, {"binary:match(~, <<\"b\">>)", [bin]}, {"hd([~])", [any]}, {"maps:take(~, ~)", [any, map]}, {"lists:keytake(a, 1, ~)", [{list, any}]},
     {"erlang:get()", []}, {"string:prefix(~, \"a\")", [str]}, {"max(~, ~)", [any, any]}, {"min(~, ~)", [any, any]}, {"io_lib:fread(\"~~d ~~s\", ~)", [str]}, {"lists:keysearch(~, 2, ~)", [any, {list, any}]},
     {"unicode:characters_to_binary(~)", [{list, int}]}, {"erlang:fun_info(fun lists:map/2, arity)", []}, {"string:next_grapheme(~)", [str]}].

format(D, Env) ->
    N = r(2),
    Items = [pick_one([{"~p", any}, {"~w", any}, {"~s", str}, {"~ts", str}, {"~b", int}, {"~10p", any}, {"~5w", int}, {"~-6s|", str}, {"~tp", any}, {"~B", int}, {"~.16b", int}, {"~.2f", float}, {"~e", float}, {"~g", float},
        {"~c", small}, {"~W", w}, {"~P", w}, {"~8.3s", str}, {"~0p", any}, {"~x", x}, {"~.16#", int}, {"~+", plus}, {"~-5w|", any}, {"~*c", star}, {"~tw", any}]) || _ <- lists:seq(1, N)],
    Format = [F || {F, _} <- Items],
    Args = [case T of
        w -> [e(any, D, Env), ", ", pick_one(["2", "5", "20"])];
        x -> [e(int, D, Env), ", \"0x\""];
        star -> "3, $z";
        plus -> e(int, D, Env);
        _ -> e(T, D, Env)
    end || {_, T} <- Items],
    Fixed = [case F of "~x" -> "~.8x"; "~+" -> "~.16+"; _ -> F end || F <- Format],
    ["lists:flatten(io_lib:format(\"", lists:join(pick_one([" ", ",", "~n"]), Fixed), "\", [", sep(Args), "]))"].
