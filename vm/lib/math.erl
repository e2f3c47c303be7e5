%%% The module `math`: all its functions are in Rust (`vm/src/bif.rs`).
-module(math).
