%% Float arithmetic on tuples: five bodies for N steps. The result is the
%% energy in whole billionths, so that it can be compared.
-module(nbody).
-export([bench/0, run/1]).

bench() -> {?MODULE, fun() -> run(70000) end}.

run(N) -> round(energy(steps(N, bodies())) * 1.0e9).

%% {X, Y, Z, VelocityX, VelocityY, VelocityZ, Mass}
bodies() ->
    [{0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.0},
     {4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.037},
     {8.3, 4.1, -0.4, -1.0, 1.8, 0.008, 0.011},
     {12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.0017},
     {15.4, -25.9, 0.2, 0.98, 0.6, -0.03, 0.002}].

steps(0, Bodies) -> Bodies;
steps(N, Bodies) -> steps(N - 1, [move(pull(B, Bodies)) || B <- Bodies]).

move({X, Y, Z, VX, VY, VZ, M}) ->
    {X + 0.001 * VX, Y + 0.001 * VY, Z + 0.001 * VZ, VX, VY, VZ, M}.

pull(Body, []) -> Body;
pull({X, Y, Z, _, _, _, _} = Body, [{X, Y, Z, _, _, _, _} | Others]) ->
    pull(Body, Others);
pull({X1, Y1, Z1, VX, VY, VZ, M}, [{X2, Y2, Z2, _, _, _, M2} | Others]) ->
    DX = X1 - X2,
    DY = Y1 - Y2,
    DZ = Z1 - Z2,
    D2 = DX * DX + DY * DY + DZ * DZ,
    F = 0.001 * M2 / (D2 * math:sqrt(D2)),
    pull({X1, Y1, Z1, VX - DX * F, VY - DY * F, VZ - DZ * F, M}, Others).

energy(Bodies) ->
    lists:sum([0.5 * M * (VX * VX + VY * VY + VZ * VZ) || {_, _, _, VX, VY, VZ, M} <- Bodies]).
