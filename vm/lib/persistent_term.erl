%%% The module `persistent_term`: all its functions are in Rust (`vm/src/bif.rs`).
-module(persistent_term).
