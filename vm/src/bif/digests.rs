//! Digests and random bytes behind `crypto`.

use md5::Digest;

use super::iolists::bytes;
use super::{Cx, Outcome, badarg, error};
use crate::term::Term;
use crate::term::build::Alloc;

/// `erts_internal:digest(Type, Data)`: the digest in one of OTP's types.
pub(super) fn digest(cx: &mut Cx, [kind, data]: &[Term; 2]) -> Outcome {
    let data = bytes(*data)?;
    let digest = match kind.as_atom().ok_or_else(badarg)?.name() {
        "md4" => md4::Md4::digest(&data).to_vec(),
        "md5" => md5::Md5::digest(&data).to_vec(),
        "ripemd160" => ripemd::Ripemd160::digest(&data).to_vec(),
        "sha" => sha1::Sha1::digest(&data).to_vec(),
        "sha224" => sha2::Sha224::digest(&data).to_vec(),
        "sha256" => sha2::Sha256::digest(&data).to_vec(),
        "sha384" => sha2::Sha384::digest(&data).to_vec(),
        "sha512" => sha2::Sha512::digest(&data).to_vec(),
        "sha3_224" => sha3::Sha3_224::digest(&data).to_vec(),
        "sha3_256" => sha3::Sha3_256::digest(&data).to_vec(),
        "sha3_384" => sha3::Sha3_384::digest(&data).to_vec(),
        "sha3_512" => sha3::Sha3_512::digest(&data).to_vec(),
        "blake2b" => blake2::Blake2b512::digest(&data).to_vec(),
        "blake2s" => blake2::Blake2s256::digest(&data).to_vec(),
        _ => return Err(badarg()),
    };
    cx.charge(data.len() / 128);
    Ok(cx.binary(&digest)?)
}

/// `erts_internal:random_bytes(N)`: from the operating system, or in a seeded run from the seed.
pub(super) fn random_bytes(cx: &mut Cx, [count]: &[Term; 1]) -> Outcome {
    let count = count.as_small().and_then(|count| u32::try_from(count).ok()).ok_or_else(badarg)? as usize;
    let mut found = Vec::new();
    if !crate::memory::reserve(&mut found, count) {
        return Err(super::Stop::OutOfHeap);
    }
    found.resize(count, 0);
    let machine = cx.context.machine.clone();
    if machine.clock.is_virtual() {
        found.chunks_mut(8).for_each(|chunk| {
            let bits = machine.clock.random().to_le_bytes();
            chunk.copy_from_slice(&bits[..chunk.len()]);
        });
    } else if getrandom::fill(&mut found).is_err() {
        let reason = cx.atom("low_entropy");
        return Err(error(reason));
    }
    cx.charge(count / 64);
    Ok(cx.binary(&found)?)
}
