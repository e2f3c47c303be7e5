#!/usr/bin/env erlet
%% comment
a. % rest
%%% last
b