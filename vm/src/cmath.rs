//! The functions of C's mathematics library that Rust's standard library lacks, or computes by formulas of its own
//! whose last digits differ from OTP's.
//!
//! # Safety
//! 1. The C standard library, to which every program is linked, defines these functions with these types; they are
//!    pure.
#![allow(unsafe_code)]

// SAFETY: rule 1.
unsafe extern "C" {
    /// The error function.
    pub safe fn erf(x: f64) -> f64;
    /// The complement of the error function.
    pub safe fn erfc(x: f64) -> f64;
    /// The inverse hyperbolic sine.
    pub safe fn asinh(x: f64) -> f64;
    /// The inverse hyperbolic cosine.
    pub safe fn acosh(x: f64) -> f64;
    /// The inverse hyperbolic tangent.
    pub safe fn atanh(x: f64) -> f64;
}
