//! Keys of two parts behind `crypto`: elliptic curves, for secrets that two sides share and for signatures.

use curve25519_dalek::montgomery::MontgomeryPoint;
use ecdsa::signature::Verifier;
use ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use ed25519_dalek::ed25519::signature::Signer;
use p256::elliptic_curve::sec1::ToSec1Point;

use super::iolists::bytes;
use super::{Cx, Outcome, badarg};
use crate::term::Term;
use crate::term::build::Alloc;

type Bytes<'a> = &'a [u8];

/// What can be done on a curve. Keys, points and signatures are bytes as OTP has them; `None` is for those that mean
/// nothing on the curve, and for what it cannot do.
struct Curve {
    /// The public key of a private one.
    public: fn(Bytes) -> Option<Vec<u8>>,
    /// The secret shared by the owner of a private key (first) and that of a public one.
    shared: fn(Bytes, Bytes) -> Option<Vec<u8>>,
    /// The signature by a private key of a digest; for Edwards curves of the message itself.
    sign: fn(Bytes, Bytes) -> Option<Vec<u8>>,
    /// Whether for a public key, of a digest or message, this is the signature.
    verify: fn(Bytes, Bytes, Bytes) -> Option<bool>,
}

/// A Weierstrass curve of the crate that implements it.
macro_rules! weierstrass {
    ($curve:ident) => {{
        /// A private key may be written with any number of bytes: what they say counts modulo the curve's order.
        fn private(key: &[u8]) -> Option<$curve::NonZeroScalar> {
            let base = $curve::Scalar::from(256u64);
            let sum = key
                .iter()
                .fold($curve::Scalar::from(0u64), |sum, byte| sum * base + $curve::Scalar::from(u64::from(*byte)));
            $curve::NonZeroScalar::new(sum).into_option()
        }
        Curve {
            public: |key| {
                let point = $curve::PublicKey::from_secret_scalar(&private(key)?).to_sec1_point(false);
                Some(point.as_bytes().to_vec())
            },
            shared: |key, other| {
                let other = $curve::PublicKey::from_sec1_bytes(other).ok()?;
                let secret = $curve::elliptic_curve::ecdh::diffie_hellman(private(key)?, other.as_affine());
                Some(secret.raw_secret_bytes().to_vec())
            },
            sign: |key, digest| {
                let key = $curve::ecdsa::SigningKey::from(private(key)?);
                let signature: $curve::ecdsa::Signature = key.sign_prehash(digest).ok()?;
                Some(signature.to_der().as_bytes().to_vec())
            },
            verify: |key, digest, signature| {
                let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(key).ok()?;
                // Some crates accept the smaller of the two values that sign the same; OTP takes either.
                let signature = $curve::ecdsa::Signature::from_der(signature).map(|found| found.normalize_s());
                Some(signature.is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok()))
            },
        }
    }};
}

const X25519: Curve = Curve {
    public: |key| Some(MontgomeryPoint::mul_base_clamped(key.try_into().ok()?).to_bytes().to_vec()),
    shared: |key, other| {
        let point = MontgomeryPoint(other.try_into().ok()?).mul_clamped(key.try_into().ok()?);
        // Points of small order give the same "secret" to everybody.
        (point.0 != [0; 32]).then(|| point.0.to_vec())
    },
    sign: |_, _| None,
    verify: |_, _, _| None,
};

const ED25519: Curve = Curve {
    public: |key| Some(ed25519(key)?.verifying_key().to_bytes().to_vec()),
    shared: |_, _| None,
    sign: |key, message| Some(ed25519(key)?.sign(message).to_bytes().to_vec()),
    verify: |key, message, signature| {
        let key = ed25519_dalek::VerifyingKey::from_bytes(key.try_into().ok()?);
        let signature = ed25519_dalek::Signature::from_slice(signature);
        Some(match (key, signature) {
            (Ok(key), Ok(signature)) => key.verify(message, &signature).is_ok(),
            _ => false,
        })
    },
};

fn ed25519(key: &[u8]) -> Option<ed25519_dalek::SigningKey> {
    Some(ed25519_dalek::SigningKey::from_bytes(key.try_into().ok()?))
}

fn curve(name: Term) -> Option<Curve> {
    Some(match name.as_atom()?.name() {
        "x25519" => X25519,
        "ed25519" => ED25519,
        "secp256r1" => weierstrass!(p256),
        "secp256k1" => weierstrass!(k256),
        "secp384r1" => weierstrass!(p384),
        "secp521r1" => weierstrass!(p521),
        _ => return None,
    })
}

/// The reductions that an operation on a curve is worth: some tenths of a millisecond.
const WORK: usize = 1000;

fn answer(cx: &mut Cx, found: Option<Vec<u8>>) -> Outcome {
    cx.charge(WORK);
    match found {
        Some(found) => Ok(cx.binary(&found)?),
        None => Ok(cx.atom("error")),
    }
}

/// `erts_internal:curve_public(Curve, Private)`: the public key, or `error`.
pub(super) fn curve_public(cx: &mut Cx, [name, key]: &[Term; 2]) -> Outcome {
    let curve = curve(*name).ok_or_else(badarg)?;
    let found = (curve.public)(&bytes(*key)?);
    answer(cx, found)
}

/// `erts_internal:curve_shared(Curve, Private, OtherPublic)`: the shared secret, or `error`.
pub(super) fn curve_shared(cx: &mut Cx, [name, key, other]: &[Term; 3]) -> Outcome {
    let curve = curve(*name).ok_or_else(badarg)?;
    let found = (curve.shared)(&bytes(*key)?, &bytes(*other)?);
    answer(cx, found)
}

/// `erts_internal:curve_sign(Curve, Private, DigestOrMessage)`: the signature, or `error`.
pub(super) fn curve_sign(cx: &mut Cx, [name, key, text]: &[Term; 3]) -> Outcome {
    let curve = curve(*name).ok_or_else(badarg)?;
    let text = bytes(*text)?;
    let found = (curve.sign)(&bytes(*key)?, &text);
    cx.charge(text.len() / 64);
    answer(cx, found)
}

/// `erts_internal:curve_verify(Curve, Public, DigestOrMessage, Signature)`: whether it is one, or `error`.
pub(super) fn curve_verify(cx: &mut Cx, [name, key, text, signature]: &[Term; 4]) -> Outcome {
    let curve = curve(*name).ok_or_else(badarg)?;
    let text = bytes(*text)?;
    let found = (curve.verify)(&bytes(*key)?, &text, &bytes(*signature)?);
    cx.charge(WORK + text.len() / 64);
    Ok(match found {
        Some(valid) => Term::boolean(valid),
        None => cx.atom("error"),
    })
}
