%%% The module `os`: all its functions are in Rust (`vm/src/bif.rs`).
-module(os).
