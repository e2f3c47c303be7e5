//! Deflated data behind `zlib`: whole binaries in the three formats.

use std::io::{Read, Write};

use flate2::{Compression, GzBuilder, bufread, write};

use super::iolists::bytes;
use super::{Cx, Outcome, Stop, badarg, error};
use crate::memory;
use crate::term::Term;
use crate::term::build::Alloc;

/// How many bytes are unpacked between two questions for memory.
const STEP: usize = 1 << 16;

/// `erts_internal:deflate(Format, Data)`: the data packed; formats are `zlib`, `gzip`, `raw`.
pub(super) fn deflate(cx: &mut Cx, [format, data]: &[Term; 2]) -> Outcome {
    let data = bytes(*data)?;
    let level = Compression::default();
    let packed = match format.as_atom().ok_or_else(badarg)?.name() {
        "zlib" => packed(write::ZlibEncoder::new(Vec::new(), level), &data, write::ZlibEncoder::finish),
        // As zlib says it: made by Unix.
        "gzip" => packed(
            GzBuilder::new().operating_system(3).write(Vec::new(), level),
            &data,
            write::GzEncoder::finish,
        ),
        "raw" => packed(write::DeflateEncoder::new(Vec::new(), level), &data, write::DeflateEncoder::finish),
        _ => return Err(badarg()),
    };
    cx.charge(data.len() / 32);
    Ok(cx.binary(&packed.map_err(|_| badarg())?)?)
}

fn packed<W: Write>(
    mut encoder: W,
    data: &[u8],
    finish: fn(W) -> std::io::Result<Vec<u8>>,
) -> std::io::Result<Vec<u8>> {
    encoder.write_all(data)?;
    finish(encoder)
}

/// `erts_internal:inflate(Format, Data)`: what was packed; the error is `data_error`.
pub(super) fn inflate(cx: &mut Cx, [format, data]: &[Term; 2]) -> Outcome {
    let data = bytes(*data)?;
    let plain = match format.as_atom().ok_or_else(badarg)?.name() {
        "zlib" => unpacked(cx, bufread::ZlibDecoder::new(&*data))?,
        "gzip" => members(cx, &data)?,
        "raw" => unpacked(cx, bufread::DeflateDecoder::new(&*data))?,
        _ => return Err(badarg()),
    };
    cx.charge(plain.len() / 64);
    Ok(cx.binary(&plain)?)
}

/// The members of a gzip file, one after another.
fn members(cx: &mut Cx, data: &[u8]) -> Result<Vec<u8>, Stop> {
    let decoder = bufread::MultiGzDecoder::new(data);
    // The decoder accepts that there are no members.
    if data.is_empty() {
        return Err(data_error(cx));
    }
    unpacked(cx, decoder)
}

fn unpacked(cx: &mut Cx, mut decoder: impl Read) -> Result<Vec<u8>, Stop> {
    let mut plain = Vec::new();
    loop {
        if !memory::reserve(&mut plain, STEP) {
            return Err(Stop::OutOfHeap);
        }
        match (&mut decoder).take(STEP as u64).read_to_end(&mut plain) {
            Ok(0) => return Ok(plain),
            Ok(_) => {}
            Err(_) => return Err(data_error(cx)),
        }
    }
}

fn data_error(cx: &mut Cx) -> Stop {
    let reason = cx.atom("data_error");
    error(reason)
}
