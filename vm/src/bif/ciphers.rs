//! Ciphers behind `crypto`: AES in its plain modes, and those that also authenticate.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{AeadInOut, Nonce};
use chacha20poly1305::ChaCha20Poly1305;

use super::iolists::bytes;
use super::{Cx, Outcome, Stop, badarg};
use crate::term::build::Alloc;
use crate::term::{Term, View};

type Block = [u8; 16];

/// AES with a key of any of its lengths.
enum Aes {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

impl Aes {
    fn new(key: &[u8]) -> Option<Aes> {
        match key.len() {
            16 => Aes128::new_from_slice(key).ok().map(Aes::Short),
            24 => Aes192::new_from_slice(key).ok().map(Aes::Middle),
            _ => Aes256::new_from_slice(key).ok().map(Aes::Long),
        }
    }

    fn encrypt(&self, block: &mut Block) {
        match self {
            Aes::Short(aes) => aes.encrypt_block(block.into()),
            Aes::Middle(aes) => aes.encrypt_block(block.into()),
            Aes::Long(aes) => aes.encrypt_block(block.into()),
        }
    }

    fn decrypt(&self, block: &mut Block) {
        match self {
            Aes::Short(aes) => aes.decrypt_block(block.into()),
            Aes::Middle(aes) => aes.decrypt_block(block.into()),
            Aes::Long(aes) => aes.decrypt_block(block.into()),
        }
    }

    /// Data in a mode; `block` is the initial vector and becomes that of what follows.
    fn run(&self, mode: &str, encrypt: bool, block: &mut Block, data: &mut [u8]) -> Option<()> {
        match (mode, encrypt) {
            ("ecb", _) => whole_blocks(data)?.for_each(|chunk| match encrypt {
                true => self.encrypt(chunk),
                false => self.decrypt(chunk),
            }),
            ("cbc", true) => whole_blocks(data)?.for_each(|chunk| {
                mix(chunk, block);
                self.encrypt(chunk);
                *block = *chunk;
            }),
            ("cbc", false) => whole_blocks(data)?.for_each(|chunk| {
                let before = std::mem::replace(block, *chunk);
                self.decrypt(chunk);
                mix(chunk, &before);
            }),
            ("ctr", _) => data.chunks_mut(16).for_each(|chunk| {
                let mut stream = *block;
                self.encrypt(&mut stream);
                mix(chunk, &stream);
                *block = u128::from_be_bytes(*block).wrapping_add(1).to_be_bytes();
            }),
            ("ofb", _) => data.chunks_mut(16).for_each(|chunk| {
                self.encrypt(block);
                mix(chunk, block);
            }),
            ("cfb128", _) => data.chunks_mut(16).for_each(|chunk| {
                self.encrypt(block);
                let before = chunk.to_vec();
                mix(chunk, block);
                let text = if encrypt { &*chunk } else { before.as_slice() };
                block[..text.len()].copy_from_slice(text);
            }),
            ("cfb8", _) => data.iter_mut().for_each(|byte| {
                let mut stream = *block;
                self.encrypt(&mut stream);
                let before = *byte;
                *byte ^= stream[0];
                block.rotate_left(1);
                block[15] = if encrypt { *byte } else { before };
            }),
            _ => return None,
        }
        Some(())
    }
}

fn whole_blocks(data: &mut [u8]) -> Option<impl Iterator<Item = &mut Block>> {
    let (blocks, rest) = data.as_chunks_mut::<16>();
    rest.is_empty().then(|| blocks.iter_mut())
}

fn mix(chunk: &mut [u8], with: &Block) {
    chunk.iter_mut().zip(with).for_each(|(byte, other)| *byte ^= other);
}

/// `erts_internal:cipher(Mode, Key, Iv, Encrypt, Data)`: `{Output, NextIv}`.
pub(super) fn cipher(cx: &mut Cx, [mode, key, iv, encrypt, data]: &[Term; 5]) -> Outcome {
    let aes = Aes::new(&bytes(*key)?).ok_or_else(badarg)?;
    let mut block: Block = bytes(*iv)?.try_into().map_err(|_| badarg())?;
    let mut data = bytes(*data)?;
    let mode = mode.as_atom().ok_or_else(badarg)?.name();
    aes.run(mode, *encrypt == Term::TRUE, &mut block, &mut data).ok_or_else(badarg)?;
    cx.charge(data.len() / 64);
    let (output, next) = (cx.binary(&data)?, cx.binary(&block)?);
    Ok(cx.tuple(&[output, next])?)
}

/// `erts_internal:seal(Name, Key, Nonce, Text, Associated)`: `{Sealed, Tag}`.
pub(super) fn seal(cx: &mut Cx, [name, key, nonce, text, associated]: &[Term; 5]) -> Outcome {
    let View::Atom(name) = name.view() else { return Err(badarg()) };
    let (key, nonce, associated) = (bytes(*key)?, bytes(*nonce)?, bytes(*associated)?);
    let mut text = bytes(*text)?;
    let tag = match (name.name(), key.len()) {
        ("gcm", 16) => sealed::<AesGcm<Aes128, U12>>(&key, &nonce, &associated, &mut text),
        ("gcm", 24) => sealed::<AesGcm<Aes192, U12>>(&key, &nonce, &associated, &mut text),
        ("gcm", 32) => sealed::<AesGcm<Aes256, U12>>(&key, &nonce, &associated, &mut text),
        ("chacha20_poly1305", 32) => sealed::<ChaCha20Poly1305>(&key, &nonce, &associated, &mut text),
        _ => None,
    };
    let tag = tag.ok_or_else(|| -> Stop { badarg() })?;
    cx.charge(text.len() / 64);
    let (text, tag) = (cx.binary(&text)?, cx.binary(&tag)?);
    Ok(cx.tuple(&[text, tag])?)
}

fn sealed<A: AeadInOut + KeyInit>(
    key: &[u8],
    nonce: &[u8],
    associated: &[u8],
    text: &mut [u8],
) -> Option<Vec<u8>> {
    let cipher = A::new_from_slice(key).ok()?;
    let nonce = Nonce::<A>::try_from(nonce).ok()?;
    let tag = cipher.encrypt_inout_detached(&nonce, associated, text.into()).ok()?;
    Some(tag.to_vec())
}
