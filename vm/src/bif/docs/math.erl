%%% What the functions of `math` are for. They fail with badarith when the result is no float, and with badarg or badarith
%%% when an argument is no number.

%% Pi.
%% > math:pi().
%% 3.141592653589793
-spec pi() -> float().

%% The sine of an angle in radians.
%% > math:sin(0).
%% 0.0
-spec sin(number()) -> float().

%% The cosine of an angle in radians.
%% > math:cos(0).
%% 1.0
-spec cos(number()) -> float().

%% The tangent of an angle in radians.
%% > math:tan(0).
%% 0.0
-spec tan(number()) -> float().

%% The angle whose sine this is.
%% > math:asin(1).
%% 1.5707963267948966
-spec asin(number()) -> float().

%% The angle whose cosine this is.
%% > math:acos(1).
%% 0.0
-spec acos(number()) -> float().

%% The angle whose tangent this is.
%% > math:atan(1).
%% 0.7853981633974483
-spec atan(number()) -> float().

%% The hyperbolic sine.
%% > math:sinh(0).
%% 0.0
-spec sinh(number()) -> float().

%% The hyperbolic cosine.
%% > math:cosh(0).
%% 1.0
-spec cosh(number()) -> float().

%% The hyperbolic tangent.
%% > math:tanh(0).
%% 0.0
-spec tanh(number()) -> float().

%% The inverse of the hyperbolic sine.
%% > math:asinh(0).
%% 0.0
-spec asinh(number()) -> float().

%% The inverse of the hyperbolic cosine, of 1 or more.
%% > math:acosh(1).
%% 0.0
-spec acosh(number()) -> float().

%% The inverse of the hyperbolic tangent, between -1 and 1.
%% > math:atanh(0).
%% 0.0
-spec atanh(number()) -> float().

%% The power of e.
%% > math:exp(0).
%% 1.0
-spec exp(number()) -> float().

%% The logarithm to base e.
%% > math:log(1).
%% 0.0
%% > math:log(0).
%% ** error:badarith
-spec log(number()) -> float().

%% The logarithm to base 2.
%% > math:log2(8).
%% 3.0
-spec log2(number()) -> float().

%% The logarithm to base 10.
%% > math:log10(1000).
%% 3.0
-spec log10(number()) -> float().

%% The square root. Fails with badarith for a negative number.
%% > math:sqrt(2).
%% 1.4142135623730951
%% > math:sqrt(-1).
%% ** error:badarith
-spec sqrt(number()) -> float().

%% The error function.
%% > math:erf(0).
%% 0.0
-spec erf(number()) -> float().

%% One less the error function.
%% > math:erfc(0).
%% 1.0
-spec erfc(number()) -> float().

%% The smallest whole number that is not smaller, as a float.
%% > math:ceil(2.1).
%% 3.0
-spec ceil(number()) -> float().

%% The largest whole number that is not larger, as a float.
%% > math:floor(-2.1).
%% -3.0
-spec floor(number()) -> float().

%% The angle of the point (X, Y), given as Y and X.
%% > math:atan2(1, 1).
%% 0.7853981633974483
-spec atan2(Y :: number(), X :: number()) -> float().

%% A number to the power of another, as a float.
%% > math:pow(2, 10).
%% 1024.0
-spec pow(number(), number()) -> float().

%% What is left of the first number when the second is taken away as often as possible.
%% > math:fmod(7.5, 2).
%% 1.5
-spec fmod(number(), number()) -> float().

