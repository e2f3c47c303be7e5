%% A calculator in reverse Polish notation: "3 4 + 2 *" is (3 + 4) * 2.
%% A line at a time is folded over a stack; a wrong line throws, and is reported.
-module(stack_calculator).
-export([main/0]).

main() ->
    Lines = ["3 4 + 2 *", "10 4 - 3 -", "2 100 pow", "22 7 /", "1 0 /", "1 +", "1 2", "two 2 +"],
    lists:foreach(fun report/1, Lines).

report(Line) ->
    io:format("~-12s = ~s~n", [Line, evaluate(Line)]).

evaluate(Line) ->
    try lists:foldl(fun step/2, [], string:lexemes(Line, " ")) of
        [Result] -> io_lib:format("~p", [Result]);
        Stack -> io_lib:format("error: ~p values are left", [length(Stack)])
    catch
        throw:{unknown, Word} -> ["error: I do not know ", Word];
        throw:too_few -> "error: too few values";
        error:badarith -> "error: bad arithmetic"
    end.

%% A step takes a word and the stack, and gives the new stack.
step("+", Stack) -> binary(fun(A, B) -> A + B end, Stack);
step("-", Stack) -> binary(fun(A, B) -> A - B end, Stack);
step("*", Stack) -> binary(fun(A, B) -> A * B end, Stack);
step("/", Stack) -> binary(fun(A, B) -> A / B end, Stack);
step("pow", Stack) -> binary(fun power/2, Stack);
step(Word, Stack) ->
    case string:to_integer(Word) of
        {Number, ""} -> [Number | Stack];
        _ -> throw({unknown, Word})
    end.

%% The second operand is on top.
binary(Function, [B, A | Rest]) -> [Function(A, B) | Rest];
binary(_, _) -> throw(too_few).

power(_, 0) -> 1;
power(X, N) when N > 0 -> X * power(X, N - 1).
