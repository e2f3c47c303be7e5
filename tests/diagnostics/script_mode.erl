#!/usr/bin/env erlet
-mode(foo).
-mode(compile).
main(_) -> ok.
