%%% What the functions of `erlang` that are written in Rust are for.

%%% Operators

%% The number itself.
%% > +5.
%% 5
-spec '+'(number()) -> number().

%% The number with its sign turned.
%% > -(3 - 5).
%% 2
-spec '-'(number()) -> number().

%% The sum.
%% > 1 + 2.5.
%% 3.5
%% > 1 + a.
%% ** error:badarith
-spec '+'(number(), number()) -> number().

%% The difference.
%% > 10 - 4.
%% 6
-spec '-'(number(), number()) -> number().

%% The product.
%% > 6 * 7.
%% 42
-spec '*'(number(), number()) -> number().

%% The quotient, always a float.
%% > 4 / 2.
%% 2.0
%% > 1 / 0.
%% ** error:badarith
-spec '/'(number(), number()) -> float().

%% The integer quotient, rounded towards zero.
%% > -7 div 2.
%% -3
-spec 'div'(integer(), integer()) -> integer().

%% What the integer division leaves; it has the sign of the first operand.
%% > -7 rem 2.
%% -1
-spec 'rem'(integer(), integer()) -> integer().

%% The bits set in both integers.
%% > 2#1100 band 2#1010.
%% 8
-spec 'band'(integer(), integer()) -> integer().

%% The bits set in either integer.
%% > 2#1100 bor 2#1010.
%% 14
-spec 'bor'(integer(), integer()) -> integer().

%% The bits set in just one of the integers.
%% > 2#1100 bxor 2#1010.
%% 6
-spec 'bxor'(integer(), integer()) -> integer().

%% The integer shifted to the left.
%% > 1 bsl 10.
%% 1024
-spec 'bsl'(integer(), integer()) -> integer().

%% The integer shifted to the right, keeping its sign.
%% > -5 bsr 1.
%% -3
-spec 'bsr'(integer(), integer()) -> integer().

%% All bits of the integer turned.
%% > bnot 0.
%% -1
-spec 'bnot'(integer()) -> integer().

%% Whether two terms compare equal; an integer may equal a float.
%% > 1 == 1.0.
%% true
-spec '=='(term(), term()) -> boolean().

%% Whether two terms do not compare equal.
%% > 1 /= 1.0.
%% false
-spec '/='(term(), term()) -> boolean().

%% Whether two terms are the same.
%% > 1 =:= 1.0.
%% false
-spec '=:='(term(), term()) -> boolean().

%% Whether two terms differ.
%% > 1 =/= 1.0.
%% true
-spec '=/='(term(), term()) -> boolean().

%% Whether the first term comes before the second. Of different kinds: number, atom, reference, fun, port, pid, tuple,
%% map, list, bit string.
%% > 1000 < a.
%% true
-spec '<'(term(), term()) -> boolean().

%% Whether the first term comes before the second or equals it.
%% > [1] =< [1, 2].
%% true
-spec '=<'(term(), term()) -> boolean().

%% Whether the first term comes after the second.
%% > {1, 2} > {9}.
%% true
-spec '>'(term(), term()) -> boolean().

%% Whether the first term comes after the second or equals it.
%% > 2 >= 2.0.
%% true
-spec '>='(term(), term()) -> boolean().

%% Whether both are true; both are evaluated.
%% > true and false.
%% false
-spec 'and'(boolean(), boolean()) -> boolean().

%% Whether one or both are true; both are evaluated.
%% > true or false.
%% true
-spec 'or'(boolean(), boolean()) -> boolean().

%% Whether just one is true.
%% > true xor true.
%% false
-spec 'xor'(boolean(), boolean()) -> boolean().

%% The other truth value.
%% > not true.
%% false
-spec 'not'(boolean()) -> boolean().

%% A list with another behind it. The second need not be a list.
%% > [1, 2] ++ [3].
%% [1,2,3]
-spec '++'(list(), term()) -> term().

%% The first list without the first occurrence of each element of the second.
%% > [1, 2, 1, 3] -- [1, 3].
%% [2,1]
-spec '--'(list(), list()) -> list().

%% As `++`.
%% > erlang:append([1], [2]).
%% [1,2]
-spec append(list(), term()) -> term().

%% As `--`.
%% > erlang:subtract([1, 2], [2]).
%% [1]
-spec subtract(list(), list()) -> list().

%% Sends a message, and gives it back. Fails with badarg when an atom names no process.
%% > self() ! hello.
%% hello
%% > no_such_name ! hello.
%% ** error:badarg
-spec '!'(pid() | port() | reference() | atom() | {atom(), node()}, Message) -> Message.

%%% Numbers

%% The number without its sign.
%% > abs(-3.5).
%% 3.5
-spec abs(number()) -> number().

%% The integer that a number has before the point. Fails with badarg for what is no number.
%% > trunc(-2.7).
%% -2
%% > trunc(x).
%% ** error:badarg
%% > trunc(1.0e20).
%% 100000000000000000000
-spec trunc(number()) -> integer().

%% The nearest integer; halves go away from zero. Fails with badarg for what is no number.
%% > round(2.5).
%% 3
%% > round(-2.5).
%% -3
-spec round(number()) -> integer().

%% The largest integer that is not larger.
%% > floor(-2.5).
%% -3
-spec floor(number()) -> integer().

%% The smallest integer that is not smaller.
%% > ceil(2.1).
%% 3
-spec ceil(number()) -> integer().

%% The number as a float. Fails with badarg when it is too large for one.
%% > float(7).
%% 7.0
%% > float(1 bsl 1024).
%% ** error:badarg
-spec float(number()) -> float().

%% The larger of two terms; the first when they compare equal.
%% > max(1, 2).
%% 2
%% > max(1, 1.0).
%% 1
-spec max(A, B) -> A | B.

%% The smaller of two terms; the first when they compare equal.
%% > min(a, 2).
%% 2
%% > min(1, 1.0).
%% 1
-spec min(A, B) -> A | B.

%%% Kinds of terms

%% Whether a term is an atom.
%% > is_atom(true).
%% true
-spec is_atom(term()) -> boolean().

%% Whether a term is a binary: bits in whole bytes.
%% > is_binary(<<1:3>>).
%% false
-spec is_binary(term()) -> boolean().

%% Whether a term is a bit string; binaries are.
%% > is_bitstring(<<1:3>>).
%% true
-spec is_bitstring(term()) -> boolean().

%% Whether a term is true or false.
%% > is_boolean(no).
%% false
-spec is_boolean(term()) -> boolean().

%% Whether a term is a float.
%% > is_float(1).
%% false
-spec is_float(term()) -> boolean().

%% Whether a term is an integer.
%% > is_integer(1.0).
%% false
-spec is_integer(term()) -> boolean().

%% Whether a term is an integer between two, these included. Fails with badarg when a bound is no integer.
%% > erlang:is_integer(5, 1, 5).
%% true
%% > erlang:is_integer(2.0, 1, 5).
%% false
%% > erlang:is_integer(2, a, b).
%% ** error:badarg
-spec is_integer(term(), integer(), integer()) -> boolean().

%% Whether a term is the empty list or has a head and a tail.
%% > is_list([1 | 2]).
%% true
-spec is_list(term()) -> boolean().

%% Whether a term is a map.
%% > is_map(#{}).
%% true
-spec is_map(term()) -> boolean().

%% Whether a term is an integer or a float.
%% > is_number(1.5).
%% true
-spec is_number(term()) -> boolean().

%% Whether a term is a pid.
%% > is_pid(self()).
%% true
-spec is_pid(term()) -> boolean().

%% Whether a term is a port.
%% > is_port(self()).
%% false
-spec is_port(term()) -> boolean().

%% Whether a term is a reference.
%% > is_reference(make_ref()).
%% true
-spec is_reference(term()) -> boolean().

%% Whether a term is a tuple.
%% > is_tuple({}).
%% true
-spec is_tuple(term()) -> boolean().

%% Whether a term is a fun.
%% > is_function(fun lists:map/2).
%% true
-spec is_function(term()) -> boolean().

%% Whether a term is a fun of so many arguments.
%% > is_function(fun lists:map/2, 1).
%% false
%% > is_function(fun lists:map/2, -1).
%% ** error:badarg
-spec is_function(term(), arity()) -> boolean().

%%% Parts

%% The first element of a list. Fails with badarg when it is empty.
%% > hd([1, 2]).
%% 1
%% > hd([]).
%% ** error:badarg
-spec hd([T, ...]) -> T.

%% A list without its first element. Fails with badarg when it is empty.
%% > tl([1, 2]).
%% [2]
%% > tl([]).
%% ** error:badarg
-spec tl([T, ...]) -> [T].

%% The number of elements. Fails with badarg when the list has a tail that is no list.
%% > length([a, b]).
%% 2
%% > length([a | b]).
%% ** error:badarg
-spec length(list()) -> non_neg_integer().

%% The number of elements of a tuple.
%% > tuple_size({a, b}).
%% 2
-spec tuple_size(tuple()) -> non_neg_integer().

%% The element at a position, counted from 1. Fails with badarg when there is none.
%% > element(2, {a, b}).
%% b
%% > element(3, {a, b}).
%% ** error:badarg
-spec element(pos_integer(), tuple()) -> term().

%% The number of elements of a tuple, or of bytes of a bit string, rounded down. Fails with badarg for anything else.
%% > size(<<1, 2>>).
%% 2
%% > size([1, 2]).
%% ** error:badarg
-spec size(tuple() | bitstring()) -> non_neg_integer().

%% The number of bytes that a bit string takes, the last one perhaps in part.
%% > byte_size(<<1:9>>).
%% 2
-spec byte_size(bitstring()) -> non_neg_integer().

%% The number of bits.
%% > bit_size(<<1:9>>).
%% 9
-spec bit_size(bitstring()) -> non_neg_integer().

%% The number of pairs. Fails with {badmap, Term} for what is no map.
%% > map_size(#{a => 1}).
%% 1
%% > map_size([]).
%% ** error:{badmap,[]}
-spec map_size(map()) -> non_neg_integer().

%% The value of a key. Fails with {badkey, Key} when there is none, with {badmap, Term} for what is no map.
%% > map_get(a, #{a => 1}).
%% 1
%% > map_get(b, #{a => 1}).
%% ** error:{badkey,b}
%% > map_get(a, []).
%% ** error:{badmap,[]}
-spec map_get(Key, #{Key => Value}) -> Value.

%% Whether a map has a key. Fails with {badmap, Term} for what is no map.
%% > is_map_key(a, #{a => 1}).
%% true
%% > is_map_key(a, []).
%% ** error:{badmap,[]}
-spec is_map_key(term(), map()) -> boolean().

%% The part of a binary that a position, counted from 0, and a length say; a negative length reaches back. Fails with
%% badarg when that is not within the binary.
%% > binary_part(<<"abcde">>, {1, 2}).
%% <<"bc">>
-spec binary_part(binary(), {non_neg_integer(), integer()}) -> binary().

%% The part of a binary from a position, counted from 0, of a length; a negative length reaches back. Fails with badarg
%% when that is not within the binary.
%% > binary_part(<<"abcde">>, 5, -2).
%% <<"de">>
%% > binary_part(<<"abcde">>, 4, 2).
%% ** error:badarg
-spec binary_part(binary(), non_neg_integer(), integer()) -> binary().

%% The tuple with the element at a position, counted from 1, replaced. Fails with badarg when there is no such position.
%% > setelement(2, {a, b}, x).
%% {a,x}
%% > setelement(3, {a, b}, x).
%% ** error:badarg
-spec setelement(pos_integer(), tuple(), term()) -> tuple().

%% A tuple of so many equal elements.
%% > erlang:make_tuple(3, x).
%% {x,x,x}
-spec make_tuple(arity(), term()) -> tuple().

%% A tuple of a size, of a default and of the elements that the list places; of two for one place the last counts.
%% > erlang:make_tuple(3, [], [{2, b}]).
%% {[],b,[]}
%% > erlang:make_tuple(3, [], [{4, b}]).
%% ** error:badarg
-spec make_tuple(arity(), term(), [{pos_integer(), term()}]) -> tuple().

%% The tuple with an element more at its end.
%% > erlang:append_element({a}, b).
%% {a,b}
-spec append_element(tuple(), term()) -> tuple().

%% The tuple with an element more at a position, at most one behind its end. Fails with badarg for another position.
%% > erlang:insert_element(1, {b}, a).
%% {a,b}
%% > erlang:insert_element(3, {b}, a).
%% ** error:badarg
-spec insert_element(pos_integer(), tuple(), term()) -> tuple().

%% The tuple without the element at a position. Fails with badarg when there is none.
%% > erlang:delete_element(1, {a, b}).
%% {b}
%% > erlang:delete_element(2, {a}).
%% ** error:badarg
-spec delete_element(pos_integer(), tuple()) -> tuple().

%%% Conversions

%% The elements of a tuple.
%% > tuple_to_list({a, b}).
%% [a,b]
-spec tuple_to_list(tuple()) -> list().

%% The tuple of these elements.
%% > list_to_tuple([a, b]).
%% {a,b}
%% > list_to_tuple([a | b]).
%% ** error:badarg
-spec list_to_tuple(list()) -> tuple().

%% The characters of an atom.
%% > atom_to_list(hello).
%% "hello"
-spec atom_to_list(atom()) -> string().

%% The characters of an atom in UTF-8.
%% > atom_to_binary(hello).
%% <<"hello">>
-spec atom_to_binary(atom()) -> binary().

%% The characters of an atom in an encoding. Fails with badarg when latin1 cannot express them.
%% > atom_to_binary(hello, latin1).
%% <<"hello">>
%% > atom_to_binary('λ', latin1).
%% ** error:badarg
-spec atom_to_binary(atom(), latin1 | unicode | utf8) -> binary().

%% The atom with these characters. Atoms stay for good: do not make them of what others send. Fails with badarg for
%% what is no text, with system_limit for more than 255 characters.
%% > list_to_atom("hello world").
%% 'hello world'
%% > list_to_atom(lists:duplicate(256, $a)).
%% ** error:system_limit
-spec list_to_atom(string()) -> atom().

%% The atom with these characters. Fails with badarg when it does not exist yet.
%% > list_to_existing_atom("true").
%% true
%% > list_to_existing_atom("never seen " "before").
%% ** error:badarg
-spec list_to_existing_atom(string()) -> atom().

%% The atom with these characters, in UTF-8. Atoms stay for good. Fails with badarg when the bytes are no UTF-8, with
%% system_limit for more than 255 characters.
%% > binary_to_atom(<<"hello">>).
%% hello
%% > binary_to_atom(<<255>>).
%% ** error:badarg
-spec binary_to_atom(binary()) -> atom().

%% The atom with these characters, in an encoding.
%% > binary_to_atom(<<"hello">>, latin1).
%% hello
-spec binary_to_atom(binary(), latin1 | unicode | utf8) -> atom().

%% The atom with these characters, in UTF-8. Fails with badarg when it does not exist yet.
%% > binary_to_existing_atom(<<"true">>).
%% true
-spec binary_to_existing_atom(binary()) -> atom().

%% The atom with these characters, in an encoding. Fails with badarg when it does not exist yet.
%% > binary_to_existing_atom(<<"false">>, utf8).
%% false
-spec binary_to_existing_atom(binary(), latin1 | unicode | utf8) -> atom().

%% The integer in decimal digits.
%% > integer_to_list(-12).
%% "-12"
-spec integer_to_list(integer()) -> string().

%% The integer in digits of a base from 2 to 36.
%% > integer_to_list(255, 16).
%% "FF"
%% > integer_to_list(255, 37).
%% ** error:badarg
-spec integer_to_list(integer(), 2..36) -> string().

%% The integer in decimal digits.
%% > integer_to_binary(77).
%% <<"77">>
-spec integer_to_binary(integer()) -> binary().

%% The integer in digits of a base from 2 to 36.
%% > integer_to_binary(5, 2).
%% <<"101">>
%% > integer_to_binary(-255, 16).
%% <<"-FF">>
-spec integer_to_binary(integer(), 2..36) -> binary().

%% The integer that decimal digits, and perhaps a sign, mean. Fails with badarg when there is anything else.
%% > list_to_integer("-12").
%% -12
%% > list_to_integer("12 ").
%% ** error:badarg
-spec list_to_integer(string()) -> integer().

%% The integer that digits of a base, and perhaps a sign, mean. Fails with badarg when there is anything else.
%% > list_to_integer("ff", 16).
%% 255
%% > list_to_integer("12", 2).
%% ** error:badarg
-spec list_to_integer(string(), 2..36) -> integer().

%% The integer that decimal digits, and perhaps a sign, mean. Fails with badarg when there is anything else.
%% > binary_to_integer(<<"42">>).
%% 42
%% > binary_to_integer(<<"4x">>).
%% ** error:badarg
-spec binary_to_integer(binary()) -> integer().

%% The integer that digits of a base, and perhaps a sign, mean. Fails with badarg when there is anything else.
%% > binary_to_integer(<<"101">>, 2).
%% 5
%% > binary_to_integer(<<"-FF">>, 16).
%% -255
-spec binary_to_integer(binary(), 2..36) -> integer().

%% The float with 20 digits after the point, in the notation with an exponent.
%% > float_to_list(0.5).
%% "5.00000000000000000000e-01"
-spec float_to_list(float()) -> string().

%% The float as options say. They are: {decimals, N} digits behind the point, {scientific, N} with an exponent,
%% compact without zeros at the end, short as few digits as mean the same float. Fails with badarg for another option.
%% > float_to_list(3.14159, [{decimals, 2}]).
%% "3.14"
%% > float_to_list(0.1, [short]).
%% "0.1"
%% > float_to_list(1.0, [{decimals, 254}]).
%% ** error:badarg
-spec float_to_list(float(), [{decimals | scientific, 0..253} | compact | short]) -> string().

%% As float_to_list/1, a binary.
%% > float_to_binary(0.5).
%% <<"5.00000000000000000000e-01">>
-spec float_to_binary(float()) -> binary().

%% As float_to_list/2, a binary.
%% > float_to_binary(2.50, [{decimals, 3}, compact]).
%% <<"2.5">>
-spec float_to_binary(float(), [{decimals | scientific, 0..253} | compact | short]) -> binary().

%% The float that a text means. Fails with badarg when it has no point.
%% > list_to_float("1.5e3").
%% 1.5e3
%% > list_to_float("1").
%% ** error:badarg
-spec list_to_float(string()) -> float().

%% The float that a text means. Fails with badarg when it has no point.
%% > binary_to_float(<<"2.0">>).
%% 2.0
%% > binary_to_float(<<"2">>).
%% ** error:badarg
-spec binary_to_float(binary()) -> float().

%% The text of a pid, for people.
%% > list_to_pid(pid_to_list(self())) =:= self().
%% true
-spec pid_to_list(pid()) -> string().

%% The text of a port, for people. Fails with badarg for what is no port.
%% > P = open_port({spawn, "cat"}, []), Text = port_to_list(P), port_close(P), lists:sublist(Text, 6).
%% "#Port<"
%% > port_to_list(self()).
%% ** error:badarg
-spec port_to_list(port()) -> string().

%% The text of a reference, for people.
%% > R = make_ref(), list_to_ref(ref_to_list(R)) =:= R.
%% true
-spec ref_to_list(reference()) -> string().

%% The text of a fun, for people.
%% > erlang:fun_to_list(fun lists:map/2).
%% "fun lists:map/2"
-spec fun_to_list(fun()) -> string().

%% The pid with this text; for looking at programs, not for programs.
%% > list_to_pid("foo").
%% ** error:badarg
-spec list_to_pid(string()) -> pid().

%% The port with this text; for looking at programs, not for programs.
%% > list_to_port("no port").
%% ** error:badarg
-spec list_to_port(string()) -> port().

%% The reference with this text; for looking at programs, not for programs.
%% > list_to_ref("no reference").
%% ** error:badarg
-spec list_to_ref(string()) -> reference().

%% The bytes of a list of bytes, binaries and such lists.
%% > list_to_binary([1, <<2, 3>>, [4]]).
%% <<1,2,3,4>>
%% > list_to_binary([256]).
%% ** error:badarg
-spec list_to_binary(iolist()) -> binary().

%% The bytes of a list of bytes, binaries and such lists, or the binary itself.
%% > iolist_to_binary(["ab", $c, <<"d">>]).
%% <<"abcd">>
%% > iolist_to_binary([a]).
%% ** error:badarg
-spec iolist_to_binary(iolist() | binary()) -> binary().

%% The bytes as a list of binaries.
%% > erlang:iolist_to_iovec([<<"ab">>]).
%% [<<"ab">>]
-spec iolist_to_iovec(iolist() | binary()) -> [binary()].

%% The number of bytes.
%% > iolist_size([1, <<2, 3>>]).
%% 3
%% > iolist_size([256]).
%% ** error:badarg
-spec iolist_size(iolist() | binary()) -> non_neg_integer().

%% As list_to_binary/1; bit strings may take part.
%% > list_to_bitstring([1, <<1:3>>]).
%% <<1,1:3>>
-spec list_to_bitstring([byte() | bitstring() | list()]) -> bitstring().

%% The bytes of a binary.
%% > binary_to_list(<<"abc">>).
%% "abc"
-spec binary_to_list(binary()) -> [byte()].

%% The bytes from one position to another, both counted from 1. Fails with badarg when they are not within the binary.
%% > binary_to_list(<<"abcd">>, 2, 3).
%% "bc"
%% > binary_to_list(<<"abcd">>, 0, 3).
%% ** error:badarg
-spec binary_to_list(binary(), pos_integer(), pos_integer()) -> [byte()].

%% The bytes of a bit string, the bits that are left as a bit string.
%% > bitstring_to_list(<<1:9>>).
%% [0,<<1:1>>]
-spec bitstring_to_list(bitstring()) -> [byte() | bitstring()].

%% A binary in two, the first of so many bytes. Fails with badarg when it has less.
%% > split_binary(<<"abcd">>, 1).
%% {<<"a">>,<<"bcd">>}
%% > split_binary(<<"abcd">>, 5).
%% ** error:badarg
-spec split_binary(binary(), non_neg_integer()) -> {binary(), binary()}.

%% The term in the external format.
%% > term_to_binary({a, 1}).
%% <<131,104,2,100,0,1,97,97,1>>
-spec term_to_binary(term()) -> binary().

%% The term in the external format; options ask for compression, a minor version, or a deterministic form.
%% > term_to_binary(1.5, [{minor_version, 1}]).
%% <<131,70,63,248,0,0,0,0,0,0>>
-spec term_to_binary(term(), [compressed | {compressed, 0..9} | {minor_version, 0..2} | deterministic | local]) ->
          binary().

%% As term_to_binary/1, a list of binaries.
%% > iolist_to_binary(erlang:term_to_iovec(a)) =:= term_to_binary(a).
%% true
-spec term_to_iovec(term()) -> [binary()].

%% As term_to_binary/2, a list of binaries.
%% > erlang:term_to_iovec(1.5, [{minor_version, 1}]).
%% [<<131,70,63,248,0,0,0,0,0,0>>]
%% > erlang:term_to_iovec(1.5, [small]).
%% ** error:badarg
-spec term_to_iovec(term(), list()) -> [binary()].

%% The number of bytes, at most, that the external format takes.
%% > erlang:external_size(17).
%% 3
-spec external_size(term()) -> non_neg_integer().

%% The number of bytes, at most, that the external format with these options takes.
%% > erlang:external_size(a, []).
%% 5
-spec external_size(term(), list()) -> non_neg_integer().

%% The term that bytes in the external format mean. Fails with badarg when they mean none.
%% > binary_to_term(term_to_binary([1, two, "three"])).
%% [1,two,"three"]
%% > binary_to_term(<<"no term">>).
%% ** error:badarg
-spec binary_to_term(binary()) -> term().

%% As binary_to_term/1. Option safe fails with badarg for what would make new atoms or funs, used also says how many
%% bytes were read.
%% > binary_to_term(<<131, 97, 5, 0>>, [used]).
%% {5,3}
-spec binary_to_term(binary(), [safe | used]) -> term() | {term(), non_neg_integer()}.

%% A number below 2^27 that equal terms share, in all releases.
%% > erlang:phash2({a, 1}).
%% 72425156
-spec phash2(term()) -> non_neg_integer().

%% A number below a limit that equal terms share, in all releases.
%% > erlang:phash2(hello, 100).
%% 27
%% > erlang:phash2(hello, 0).
%% ** error:badarg
-spec phash2(term(), 1..4294967296) -> non_neg_integer().

%% The MD5 of data.
%% > binary:encode_hex(erlang:md5("abc")).
%% <<"900150983CD24FB0D6963F7D28E17F72">>
-spec md5(iodata()) -> binary().

%% The state of an MD5 that has read nothing.
%% > C = erlang:md5_update(erlang:md5_init(), "abc"), erlang:md5_final(C) =:= erlang:md5("abc").
%% true
-spec md5_init() -> binary().

%% The state of an MD5 that has read more. Fails with badarg when the first argument is no such state.
%% > C = lists:foldl(fun(Part, C) -> erlang:md5_update(C, Part) end, erlang:md5_init(), ["a", <<"bc">>]),
%%   erlang:md5_final(C) =:= erlang:md5("abc").
%% true
%% > erlang:md5_update(<<"no state">>, "abc").
%% ** error:badarg
-spec md5_update(binary(), iodata()) -> binary().

%% The MD5 of what was read.
%% > erlang:md5_final(erlang:md5_update(erlang:md5_init(), "abc")) =:= erlang:md5("abc").
%% true
-spec md5_final(binary()) -> binary().

%% The CRC-32 of data.
%% > erlang:crc32("hello").
%% 907060870
-spec crc32(iodata()) -> non_neg_integer().

%% The CRC-32 of what was read and more data.
%% > erlang:crc32(erlang:crc32("he"), "llo").
%% 907060870
-spec crc32(non_neg_integer(), iodata()) -> non_neg_integer().

%% The CRC-32 of two pieces, from those of each and the size of the second.
%% > erlang:crc32_combine(erlang:crc32("he"), erlang:crc32("llo"), 3) =:= erlang:crc32("hello").
%% true
-spec crc32_combine(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> non_neg_integer().

%% The Adler-32 of data.
%% > erlang:adler32("hello").
%% 103547413
-spec adler32(iodata()) -> non_neg_integer().

%% The Adler-32 of what was read and more data.
%% > erlang:adler32(erlang:adler32("he"), "llo").
%% 103547413
-spec adler32(non_neg_integer(), iodata()) -> non_neg_integer().

%% The Adler-32 of two pieces, from those of each and the size of the second.
%% > erlang:adler32_combine(erlang:adler32("he"), erlang:adler32("llo"), 3) =:= erlang:adler32("hello").
%% true
-spec adler32_combine(non_neg_integer(), non_neg_integer(), non_neg_integer()) -> non_neg_integer().

%%% Processes

%% The process that calls.
%% > self() =:= self().
%% true
-spec self() -> pid().

%% The node's name: nonode@nohost.
%% > node().
%% nonode@nohost
-spec node() -> node().

%% The node of a pid, port or reference.
%% > node(self()).
%% nonode@nohost
-spec node(pid() | port() | reference()) -> node().

%% A new process that calls a fun. Fails with badarg for what is no fun; it has no arguments.
%% > is_pid(spawn(fun() -> ok end)).
%% true
%% > spawn(lists).
%% ** error:badarg
-spec spawn(fun(() -> term())) -> pid().

%% A new process that calls an exported function. When that is not there, the process ends with undef.
%% > Self = self(), spawn(erlang, send, [Self, hello]), receive Message -> Message end.
%% hello
-spec spawn(module(), atom(), [term()]) -> pid().

%% A new process that calls a fun, linked to the one that calls. When one ends by an error, so does the other, unless
%% it traps exits.
%% > process_flag(trap_exit, true), P = spawn_link(fun() -> exit(why) end), receive {'EXIT', P, Reason} -> Reason end.
%% why
-spec spawn_link(fun(() -> term())) -> pid().

%% A new process that calls an exported function, linked to the one that calls. When one ends by an error, so does the
%% other, unless it traps exits. A function that is not there ends the new process with undef.
%% > process_flag(trap_exit, true), P = spawn_link(erlang, exit, [why]), receive {'EXIT', P, Reason} -> Reason end.
%% why
%% > spawn_link(erlang, exit, why).
%% ** error:badarg
-spec spawn_link(module(), atom(), [term()]) -> pid().

%% A new process that calls a fun, and a monitor of it.
%% > {Pid, Ref} = spawn_monitor(fun() -> exit(done) end), receive {'DOWN', Ref, process, Pid, Reason} -> Reason end.
%% done
-spec spawn_monitor(fun(() -> term())) -> {pid(), reference()}.

%% A new process that calls an exported function, and a monitor of it.
%% > {P, R} = spawn_monitor(erlang, exit, [why]), receive {'DOWN', R, process, P, Reason} -> Reason end.
%% why
-spec spawn_monitor(module(), atom(), [term()]) -> {pid(), reference()}.

%% A new process with options: link, monitor, {monitor, Options}, {priority, Level}, {max_heap_size, Size} and others.
%% > {P, R} = spawn_opt(fun() -> ok end, [monitor]), receive {'DOWN', R, process, P, Reason} -> Reason end.
%% normal
-spec spawn_opt(fun(() -> term()), list()) -> pid() | {pid(), reference()}.

%% As spawn_opt/2, of an exported function. Fails with badarg for another option or arguments that are no list.
%% > {P, R} = spawn_opt(erlang, exit, [why], [monitor, {priority, low}]),
%%   receive {'DOWN', R, process, P, Why} -> Why end.
%% why
%% > spawn_opt(erlang, exit, [why], [fast]).
%% ** error:badarg
-spec spawn_opt(module(), atom(), [term()], list()) -> pid() | {pid(), reference()}.

%% Sends an exit signal to a process or port. It ends by that reason, unless it traps exits; normal does nothing to
%% others. The reason kill cannot be held off. Gives true, whether there is such a process or not.
%% > exit(spawn(fun() -> ok end), normal).
%% true
%% > P = spawn(fun() -> receive stop -> ok end end), R = monitor(process, P), exit(P, kill),
%%   receive {'DOWN', R, _, _, Why} -> Why end.
%% killed
-spec exit(pid() | port(), term()) -> true.

%% Sends a message, and gives it back. Fails with badarg when an atom names no process.
%% > erlang:send(self(), hello).
%% hello
%% > erlang:send(no_such_name, hello).
%% ** error:badarg
-spec send(pid() | port() | reference() | atom() | {atom(), node()}, Message) -> Message.

%% Sends a message; the options nosuspend and noconnect matter between nodes only.
%% > erlang:send(self(), hello, []).
%% ok
-spec send(pid() | port() | reference() | atom() | {atom(), node()}, term(), [nosuspend | noconnect]) ->
          ok | nosuspend | noconnect.

%% Sends a message unless the sender would have to wait; whether it was sent. Within one node nobody waits. Fails with
%% badarg when an atom names no process.
%% > erlang:send_nosuspend(self(), hello), receive Message -> Message end.
%% hello
%% > erlang:send_nosuspend(no_such_name, hello).
%% ** error:badarg
-spec send_nosuspend(pid() | port() | atom() | {atom(), node()}, term()) -> boolean().

%% Gives a process a name. Fails with badarg when the name is taken, or the process has one or has ended.
%% > register(self, self()).
%% true
%% > register(undefined, self()).
%% ** error:badarg
-spec register(atom(), pid() | port()) -> true.

%% Takes a name away. Fails with badarg when nobody has it.
%% > register(some_name, self()), unregister(some_name).
%% true
%% > unregister(some_name).
%% ** error:badarg
-spec unregister(atom()) -> true.

%% The process with a name.
%% > whereis(nobody_at_all).
%% undefined
-spec whereis(atom()) -> pid() | port() | undefined.

%% The names of processes.
%% > is_list(registered()).
%% true
-spec registered() -> [atom()].

%% All processes.
%% > lists:member(self(), processes()).
%% true
-spec processes() -> [pid()].

%% Lets other processes run first.
%% > erlang:yield().
%% true
-spec yield() -> true.

%% Counts so many reductions.
%% > erlang:bump_reductions(10).
%% true
-spec bump_reductions(pos_integer()) -> true.

%% Collects the process's garbage.
%% > garbage_collect().
%% true
-spec garbage_collect() -> true.

%% The process that does the input and output of this one.
%% > is_pid(group_leader()).
%% true
-spec group_leader() -> pid().

%% Sets the process that does the input and output of another. Fails with badarg when one of them has ended.
%% > group_leader(group_leader(), self()).
%% true
%% > group_leader(no_pid, self()).
%% ** error:badarg
-spec group_leader(pid(), pid()) -> true.

%% Sets a flag of the process, and gives its value before. Flags: trap_exit (exit signals become messages `{'EXIT',
%% Pid, Reason}`), priority (low, normal, high, max), message_queue_data, max_heap_size, min_heap_size, save_calls and
%% others. Fails with badarg for another flag or value.
%% > process_flag(trap_exit, false).
%% false
%% > process_flag(priority, high).
%% normal
%% > process_flag(trap_exit, maybe).
%% ** error:badarg
-spec process_flag(atom(), term()) -> term().

%% Links the process with another. When one ends by an error, so does the other, unless it traps exits. Of a process
%% that has ended comes the exit signal noproc.
%% > link(self()).
%% true
%% > process_flag(trap_exit, true), P = spawn(fun() -> ok end), R = monitor(process, P),
%%   receive {'DOWN', R, _, _, _} -> ok end, link(P), receive {'EXIT', P, Why} -> Why end.
%% noproc
-spec link(pid() | port()) -> true.

%% Takes the link with another away.
%% > unlink(self()).
%% true
-spec unlink(pid() | port()) -> true.

%% Watches a process: `{'DOWN', Ref, process, Pid, Reason}` comes when it ends; or the time offset.
%% > R = monitor(process, no_such_name), receive {'DOWN', R, process, {Name, _}, Reason} -> {Name, Reason} end.
%% {no_such_name,noproc}
-spec monitor(process | port | time_offset, pid() | port() | atom() | {atom(), node()} | clock_service) ->
          reference().

%% As monitor/2; {alias, Kind} makes the reference an alias, {tag, Tag} stands in place of 'DOWN'.
%% > R = monitor(process, spawn(fun() -> ok end), [{tag, gone}]), receive {gone, R, process, _, Reason} -> Reason end.
%% normal
%% > P = spawn(fun() -> receive stop -> ok end end), R = monitor(process, P, [{alias, reply_demonitor}]), R ! hello,
%%   receive hello -> unalias(R) end.
%% false
%% > monitor(process, self(), [tag]).
%% ** error:badarg
-spec monitor(process | port | time_offset, pid() | port() | atom() | {atom(), node()} | clock_service, list()) ->
          reference().

%% Ends a monitor.
%% > demonitor(monitor(process, self())).
%% true
-spec demonitor(reference()) -> true.

%% Ends a monitor; flush takes its message out of the mailbox, info says whether there was one.
%% > demonitor(monitor(process, self()), [info]).
%% false
%% > R = monitor(process, spawn(fun() -> ok end)), timer:sleep(5), demonitor(R, [flush]),
%%   receive {'DOWN', R, _, _, _} -> came after 0 -> gone end.
%% gone
-spec demonitor(reference(), [flush | info]) -> boolean().

%% A reference that messages to the process can be sent to.
%% > is_reference(alias()).
%% true
-spec alias() -> reference().

%% An alias that ends with the first message sent to it (reply), or by unalias/1 alone (explicit_unalias). What is sent
%% to an alias that has ended is dropped.
%% > A = alias([reply]), A ! first, A ! second, receive X -> {X, receive Y -> Y after 0 -> none end} end.
%% {first,none}
%% > alias([never]).
%% ** error:badarg
-spec alias([explicit_unalias | reply]) -> reference().

%% Ends an alias; false when it was none of this process.
%% > unalias(alias()).
%% true
%% > unalias(make_ref()).
%% false
-spec unalias(reference()) -> boolean().

%%% Time

%% Sends a message after so many milliseconds; the reference is for cancel_timer/1. Fails with badarg for what is no
%% time.
%% > erlang:send_after(1, self(), tick), receive tick -> came end.
%% came
%% > erlang:send_after(-1, self(), tick).
%% ** error:badarg
-spec send_after(non_neg_integer(), pid() | atom(), term()) -> reference().

%% As send_after/3; {abs, true} says that the time is a monotonic one.
%% > R = erlang:send_after(1, self(), hello, []), receive M -> is_reference(R) andalso M end.
%% hello
-spec send_after(integer(), pid() | atom(), term(), [{abs, boolean()}]) -> reference().

%% Sends `{timeout, Ref, Message}` after so many milliseconds.
%% > Ref = erlang:start_timer(1, self(), tick), receive {timeout, Ref, Message} -> Message end.
%% tick
-spec start_timer(non_neg_integer(), pid() | atom(), term()) -> reference().

%% As start_timer/3; {abs, true} says that the time is a monotonic one.
%% > R = erlang:start_timer(1, self(), hello, []), receive {timeout, R, M} -> M end.
%% hello
-spec start_timer(integer(), pid() | atom(), term(), [{abs, boolean()}]) -> reference().

%% Stops a timer; the milliseconds that were left of it, or false when it is over.
%% > erlang:cancel_timer(make_ref()).
%% false
%% > R = erlang:start_timer(100000, self(), late), erlang:cancel_timer(R) > 90000.
%% true
-spec cancel_timer(reference()) -> non_neg_integer() | false.

%% As cancel_timer/1; {async, true} answers by a message, {info, false} not at all.
%% > erlang:cancel_timer(make_ref(), [{info, false}]).
%% ok
-spec cancel_timer(reference(), [{async | info, boolean()}]) -> non_neg_integer() | false | ok.

%% The milliseconds that are left of a timer, or false when it is over.
%% > erlang:read_timer(make_ref()).
%% false
-spec read_timer(reference()) -> non_neg_integer() | false.

%% As read_timer/1; {async, true} answers by a message.
%% > erlang:read_timer(make_ref(), []).
%% false
-spec read_timer(reference(), [{async, boolean()}]) -> non_neg_integer() | false | ok.

%% The clock that never goes back, in native units.
%% > is_integer(erlang:monotonic_time()).
%% true
-spec monotonic_time() -> integer().

%% The clock that never goes back, in a unit.
%% > is_integer(erlang:monotonic_time(millisecond)).
%% true
-spec monotonic_time(erlang:time_unit()) -> integer().

%% The time since 1970 began, in native units.
%% > is_integer(erlang:system_time()).
%% true
-spec system_time() -> integer().

%% The time since 1970 began, in a unit.
%% > erlang:system_time(second) > 1600000000.
%% true
-spec system_time(erlang:time_unit()) -> integer().

%% What to add to the monotonic time to get the system time, in native units.
%% > is_integer(erlang:time_offset()).
%% true
-spec time_offset() -> integer().

%% What to add to the monotonic time to get the system time, in a unit.
%% > erlang:time_offset(second) - erlang:time_offset(millisecond) div 1000 =< 1.
%% true
%% > erlang:time_offset(fortnight).
%% ** error:badarg
-spec time_offset(erlang:time_unit()) -> integer().

%% A time in another unit, rounded down.
%% > erlang:convert_time_unit(1999, millisecond, second).
%% 1
%% > erlang:convert_time_unit(1, second, fortnight).
%% ** error:badarg
-spec convert_time_unit(integer(), erlang:time_unit(), erlang:time_unit()) -> integer().

%% The time since 1970 began: millions of seconds, seconds, microseconds.
%% > tuple_size(erlang:timestamp()).
%% 3
-spec timestamp() -> {non_neg_integer(), non_neg_integer(), non_neg_integer()}.

%% The old name of timestamp/0, but that it never gives the same twice: a later call gives a later time.
%% > erlang:now() < erlang:now().
%% true
-spec now() -> {non_neg_integer(), non_neg_integer(), non_neg_integer()}.

%% Date and time in UTC.
%% > tuple_size(erlang:universaltime()).
%% 2
-spec universaltime() -> calendar:datetime().

%% Date and time where the computer is.
%% > tuple_size(erlang:localtime()).
%% 2
-spec localtime() -> calendar:datetime().

%% The date where the computer is.
%% > tuple_size(date()).
%% 3
-spec date() -> {calendar:year(), calendar:month(), calendar:day()}.

%% The time of day where the computer is.
%% > tuple_size(time()).
%% 3
-spec time() -> {calendar:hour(), calendar:minute(), calendar:second()}.

%%% The process dictionary

%% Keeps a value under a key of the process; the value before, or undefined.
%% > put(colour, red), put(colour, blue).
%% red
-spec put(term(), term()) -> term().

%% The value under a key of the process, or undefined.
%% > get(nothing_of_that_name).
%% undefined
-spec get(term()) -> term().

%% All keys and values of the process.
%% > is_list(get()).
%% true
-spec get() -> [{term(), term()}].

%% All keys of the process.
%% > put(a, 1), put(b, 1), lists:sort(get_keys()).
%% [a,b]
-spec get_keys() -> [term()].

%% The keys of the process that have a value.
%% > put(a, unusual), get_keys(unusual).
%% [a]
-spec get_keys(term()) -> [term()].

%% Takes a key out; its value, or undefined.
%% > put(a, 1), erase(a).
%% 1
-spec erase(term()) -> term().

%% Takes all keys out; keys and values.
%% > put(a, 1), erase().
%% [{a,1}]
-spec erase() -> [{term(), term()}].

%%% Exceptions

%% Raises an error with a reason.
%% > error(oops).
%% ** error:oops
-spec error(term()) -> no_return().

%% As error/1; the arguments of the caller go into the trace.
%% > error(oops, [1, 2]).
%% ** error:oops
-spec error(term(), [term()] | none) -> no_return().

%% As error/2, with options for the one who formats the error.
%% > error(badarg, [a], []).
%% ** error:badarg
-spec error(term(), [term()] | none, [{error_info, map()}]) -> no_return().

%% Raises an exit: the process ends with this reason unless somebody catches it.
%% > exit(bye).
%% ** exit:bye
-spec exit(term()) -> no_return().

%% Raises a value for somebody above to catch.
%% > throw(ball).
%% ** throw:ball
-spec throw(term()) -> no_return().

%% Raises an exception of a class with a stack trace; badarg when one of them is none.
%% > erlang:raise(throw, ball, []).
%% ** throw:ball
-spec raise(error | exit | throw, term(), list()) -> badarg.

%% Raises an error; for functions that a native library should replace.
%% > erlang:nif_error(not_loaded).
%% ** error:not_loaded
-spec nif_error(term()) -> no_return().

%% As nif_error/1, with the arguments of the caller.
%% > erlang:nif_error(not_loaded, []).
%% ** error:not_loaded
-spec nif_error(term(), [term()]) -> no_return().

%% Ends the program with status 0, at once: no application is stopped, no process is told. Output is written out before.
-spec halt() -> no_return().

%% Ends the program with a status, at once (abort), or with status 1 after a slogan on standard error. Fails with badarg
%% for something else.
%% > halt(-1).
%% ** error:badarg
-spec halt(non_neg_integer() | abort | string()) -> no_return().

%% As halt/1; {flush, false} leaves output behind that is not yet written. Fails with badarg for another option.
%% > halt(0, [{flush, later}]).
%% ** error:badarg
-spec halt(non_neg_integer() | abort | string(), [{flush, boolean()}]) -> no_return().

%%% Functions and code

%% Lets the process sleep with as little memory as possible. A message wakes it; it then calls the function, and does
%% not come back from there: what called hibernate/3 is forgotten. A message that is there already wakes it at once.
%% > {P, R} = spawn_monitor(fun() -> erlang:hibernate(erlang, exit, [woken]) end), P ! wake,
%%   receive {'DOWN', R, process, P, Why} -> Why end.
%% woken
%% > erlang:hibernate(erlang, exit, woken).
%% ** error:badarg
-spec hibernate(module(), atom(), [term()]) -> no_return().

%% Calls a fun with a list of arguments.
%% > apply(fun(A, B) -> A + B end, [1, 2]).
%% 3
%% > apply(max, [1, 2]).
%% ** error:{badfun,max}
-spec apply(fun(), [term()]) -> term().

%% Calls an exported function with a list of arguments. Fails with undef when it is not there.
%% > apply(lists, max, [[1, 3, 2]]).
%% 3
%% > apply(lists, no_such_function, []).
%% ** error:undef
-spec apply(module(), atom(), [term()]) -> term().

%% The fun of an exported function.
%% > (erlang:make_fun(lists, max, 1))([1, 2]).
%% 2
-spec make_fun(module(), atom(), arity()) -> fun().

%% What is known of a fun.
%% > proplists:get_value(arity, erlang:fun_info(fun lists:map/2)).
%% 2
-spec fun_info(fun()) -> [{atom(), term()}].

%% One thing that is known of a fun.
%% > erlang:fun_info(fun lists:map/2, arity).
%% {arity,2}
%% > erlang:fun_info(fun lists:map/2, colour).
%% ** error:badarg
-spec fun_info(fun(), atom()) -> {atom(), term()}.

%% Whether a loaded module exports a function.
%% > erlang:function_exported(lists, map, 2).
%% true
-spec function_exported(module(), atom(), arity()) -> boolean().

%% Whether a function is built in.
%% > erlang:is_builtin(erlang, abs, 1).
%% true
-spec is_builtin(module(), atom(), arity()) -> boolean().

%% Whether a module is loaded.
%% > erlang:module_loaded(erlang).
%% true
-spec module_loaded(module()) -> boolean().

%% The modules that are loaded.
%% > lists:member(lists, erlang:loaded()).
%% true
-spec loaded() -> [module()].

%% The modules that were there from the start.
%% > lists:member(erlang, erlang:pre_loaded()).
%% true
-spec pre_loaded() -> [module()].

%% Makes a module's code old: calls by the module's name find nothing then, until it is loaded again. Gives undefined
%% when it has none. Fails with badarg when there is old code already.
%% > erlang:delete_module(no_such_module).
%% undefined
%% > {ok, M, Code} = compile:forms([{attribute, 1, module, brief}]), code:load_binary(M, "", Code),
%%   {erlang:delete_module(M), code:purge(M)}.
%% {true,false}
-spec delete_module(module()) -> true | undefined.

%% Whether a module has old code.
%% > erlang:check_old_code(lists).
%% false
-spec check_old_code(module()) -> boolean().

%% What is known of a module.
%% > proplists:get_value(module, erlang:get_module_info(lists)).
%% lists
-spec get_module_info(module()) -> [{atom(), term()}].

%% One thing that is known of a module.
%% > erlang:get_module_info(lists, module).
%% lists
-spec get_module_info(module(), atom()) -> term().

%%% The system

%% A reference unlike all others.
%% > make_ref() =:= make_ref().
%% false
-spec make_ref() -> reference().

%% An integer unlike all others of this run.
%% > erlang:unique_integer() =:= erlang:unique_integer().
%% false
-spec unique_integer() -> integer().

%% As unique_integer/0; positive, and growing with time (monotonic) if asked for.
%% > erlang:unique_integer([positive]) > 0.
%% true
%% > erlang:unique_integer([monotonic]) < erlang:unique_integer([monotonic]).
%% true
%% > erlang:unique_integer([large]).
%% ** error:badarg
-spec unique_integer([positive | monotonic]) -> integer().

%% The nodes that are connected: none.
%% > nodes().
%% []
-spec nodes() -> [node()].

%% The nodes of some kinds.
%% > nodes(this).
%% [nonode@nohost]
-spec nodes(atom() | [atom()]) -> [node()].

%% The open ports.
%% > P = open_port({spawn, "cat"}, []), Open = lists:member(P, erlang:ports()), port_close(P),
%%   {Open, lists:member(P, erlang:ports())}.
%% {true,false}
-spec ports() -> [port()].

%% Whether the node is one of several: it is not.
%% > is_alive().
%% false
-spec is_alive() -> boolean().

%% How many bytes are used for what.
%% > lists:keymember(total, 1, erlang:memory()).
%% true
-spec memory() -> [{atom(), non_neg_integer()}].

%% How many bytes are used for some things.
%% > erlang:memory(total) > 0.
%% true
%% > erlang:memory(cheese).
%% ** error:badarg
-spec memory(atom() | [atom()]) -> non_neg_integer() | [{atom(), non_neg_integer()}].

%% A figure about the run: reductions, runtime, wall_clock, garbage_collection, run_queue and others.
%% > tuple_size(erlang:statistics(reductions)).
%% 2
%% > erlang:statistics(weather).
%% ** error:badarg
-spec statistics(atom()) -> term().

%% A fact about the system: process_limit, schedulers, otp_release, wordsize and others.
%% > erlang:system_info(wordsize).
%% 8
%% > erlang:system_info(weather).
%% ** error:badarg
-spec system_info(atom() | tuple()) -> term().

%% Sets what holds for the whole system, and gives what it was before. Flags: backtrace_depth (frames of a stack trace),
%% fullsweep_after, min_heap_size, min_bin_vheap_size and max_heap_size (of processes to come), scheduler_wall_time
%% (whether it is measured) and others; schedulers_online takes a number that there can be, and changes nothing. Fails
%% with badarg for another flag or value.
%% > Old = erlang:system_flag(backtrace_depth, 20), erlang:system_flag(backtrace_depth, Old).
%% 20
%% > erlang:system_flag(no_such_flag, 1).
%% ** error:badarg
-spec system_flag(atom(), term()) -> term().

%% Writes a term and the end of a line past all processes that do output, for those who repair the system; gives true.
-spec display(term()) -> true.
