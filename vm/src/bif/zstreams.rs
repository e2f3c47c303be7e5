//! Streams of packed data behind `zlib`: each is known by a number, belongs to a process, and packs or unpacks step by
//! step.
//!
//! A stream whose process has ended is dropped when there are twice as many streams as after the last look.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use rustc_hash::FxHashMap;

use super::iolists::bytes;
use super::{Cx, Outcome, Stop, badarg, error};
use crate::memory;
use crate::table::Table;
use crate::term::build::Alloc;
use crate::term::{Pid, Term, View};

/// How many streams may be open before the first look for those that nobody can use.
const FEW: usize = 16;

/// The streams of a machine.
#[derive(Default)]
pub(crate) struct Streams {
    open: FxHashMap<i64, Stream>,
    last: i64,
    look_at: usize,
}

struct Stream {
    owner: Pid,
    work: Work,
    /// What is to be unpacked, of which so many bytes have been.
    pending: Vec<u8>,
    taken: usize,
}

enum Work {
    None,
    Pack(Compress),
    Unpack(Decompress),
    /// The first bytes will tell whether it is gzip's format or zlib's.
    Guess(u8),
}

impl Streams {
    fn add(&mut self, owner: Pid, table: &Table) -> i64 {
        if self.open.len() >= self.look_at.max(FEW) {
            self.open.retain(|_, stream| table.find(stream.owner).is_some());
            self.look_at = self.open.len() * 2;
        }
        self.last += 1;
        self.open.insert(self.last, Stream { owner, work: Work::None, pending: Vec::new(), taken: 0 });
        self.last
    }
}

/// Does something with a stream of the calling process: `badarg` when it is closed, `not_on_controlling_process` when
/// it belongs to another one.
fn with<T>(
    cx: &mut Cx,
    number: Term,
    act: impl FnOnce(&mut Stream) -> Result<T, &'static str>,
) -> Result<T, Stop> {
    let number = number.as_small().ok_or_else(badarg)?;
    let own = cx.process().pid;
    let machine = cx.context.machine.clone();
    let mut streams = machine.zstreams.lock();
    let stream = streams.open.get_mut(&number).ok_or_else(badarg)?;
    let result = if stream.owner == own { act(stream) } else { Err("not_on_controlling_process") };
    drop(streams);
    result.map_err(|reason| reason_of(cx, reason))
}

/// As [`with`], for a stream that does `what`: deflate or inflate.
fn at_work<T>(
    cx: &mut Cx,
    number: Term,
    what: Term,
    act: impl FnOnce(&mut Stream) -> Result<T, &'static str>,
) -> Result<T, Stop> {
    with(cx, number, |stream| {
        stream.of_kind(packs(what))?;
        act(stream)
    })
}

fn packs(what: Term) -> bool {
    what.as_atom().is_some_and(|name| name.name() == "deflate")
}

fn compression(level: i64) -> Compression {
    if level < 0 { Compression::default() } else { Compression::new(level.min(9) as u32) }
}

fn reason_of(cx: &mut Cx, reason: &str) -> Stop {
    match reason {
        "badarg" => badarg(),
        "memory" => Stop::OutOfHeap,
        _ => {
            let reason = cx.atom(reason);
            error(reason)
        }
    }
}

/// `erts_internal:zlib_open()`: the number of a new stream.
pub(super) fn zlib_open(cx: &mut Cx, _: &[Term; 0]) -> Outcome {
    let own = cx.process().pid;
    let machine = cx.context.machine.clone();
    let number = machine.zstreams.lock().add(own, &machine.table);
    Ok(Term::small(number))
}

/// `erts_internal:zlib_close(Number)`
pub(super) fn zlib_close(cx: &mut Cx, [number]: &[Term; 1]) -> Outcome {
    with(cx, *number, |_| Ok(()))?;
    let machine = cx.context.machine.clone();
    machine.zstreams.lock().open.remove(&number.as_small().ok_or_else(badarg)?);
    Ok(cx.atom("ok"))
}

/// `erts_internal:zlib_give(Number, Pid)`: the stream belongs to another process from now on.
pub(super) fn zlib_give(cx: &mut Cx, [number, pid]: &[Term; 2]) -> Outcome {
    let View::Pid(pid) = pid.view() else { return Err(badarg()) };
    with(cx, *number, |stream| {
        stream.owner = pid;
        Ok(())
    })?;
    Ok(cx.atom("ok"))
}

/// `erts_internal:zlib_init(Number, deflate | inflate, Level, WindowBits)`: begins packing or unpacking; the bits say
/// the format as zlib has it (negative: raw, above 15: gzip, above 31: gzip or zlib). A stream in use is an error.
pub(super) fn zlib_init(cx: &mut Cx, [number, what, level, bits]: &[Term; 4]) -> Outcome {
    let level = level.as_small().ok_or_else(badarg)?;
    let bits = bits.as_small().ok_or_else(badarg)?;
    let (packs, level) = (packs(*what), compression(level));
    let size = |bits: i64| u8::try_from(bits.clamp(9, 15)).unwrap_or(15);
    with(cx, *number, |stream| {
        if !matches!(stream.work, Work::None) {
            return Err("already_initialized");
        }
        stream.forget();
        stream.work = match (packs, bits) {
            (true, -15..=-8) => Work::Pack(Compress::new_with_window_bits(level, false, size(-bits))),
            (true, 8..=15) => Work::Pack(Compress::new_with_window_bits(level, true, size(bits))),
            (true, 24..=31) => Work::Pack(Compress::new_gzip(level, size(bits - 16))),
            (false, -15..=-8) => Work::Unpack(Decompress::new_with_window_bits(false, size(-bits))),
            (false, 8..=15) => Work::Unpack(Decompress::new_with_window_bits(true, size(bits))),
            (false, 24..=31) => Work::Unpack(Decompress::new_gzip(size(bits - 16))),
            (false, 40..=47) => Work::Guess(size(bits - 32)),
            _ => return Err("badarg"),
        };
        Ok(())
    })?;
    Ok(cx.atom("ok"))
}

/// `erts_internal:zlib_end(Number, deflate | inflate, Ended)`: ends the work; `data_error` when its end was not reached.
pub(super) fn zlib_end(cx: &mut Cx, [number, what, ended]: &[Term; 3]) -> Outcome {
    let ended = ended.as_boolean().ok_or_else(badarg)?;
    at_work(cx, *number, *what, |stream| {
        stream.work = Work::None;
        stream.pending = Vec::new();
        stream.taken = 0;
        if ended { Ok(()) } else { Err("data_error") }
    })?;
    Ok(cx.atom("ok"))
}

/// `erts_internal:zlib_reset(Number, deflate | inflate, WindowBits)`: begins anew with the same format.
pub(super) fn zlib_reset(cx: &mut Cx, [number, what, bits]: &[Term; 3]) -> Outcome {
    let bits = bits.as_small().ok_or_else(badarg)?;
    at_work(cx, *number, *what, |stream| {
        match &mut stream.work {
            Work::Pack(pack) => pack.reset(),
            Work::Unpack(_) if bits > 31 => stream.work = Work::Guess(15),
            Work::Unpack(_) if bits > 15 => stream.work = Work::Unpack(Decompress::new_gzip(15)),
            Work::Unpack(unpack) => unpack.reset(bits > 0),
            Work::None | Work::Guess(_) => {}
        }
        Ok(())
    })?;
    Ok(cx.atom("ok"))
}

/// `erts_internal:zlib_set(Number, deflate | inflate, Value)`: a dictionary, whose checksum is the answer, or a level.
pub(super) fn zlib_set(cx: &mut Cx, [number, what, value]: &[Term; 3]) -> Outcome {
    let level = value.as_small();
    let dictionary = if level.is_some() { Vec::new() } else { bytes(*value)? };
    let answer = at_work(cx, *number, *what, |stream| {
        match (&mut stream.work, level) {
            (Work::Pack(pack), Some(level)) => {
                pack.set_level(compression(level)).map(|()| 0).map_err(|_| "stream_error")
            }
            (Work::Pack(pack), None) => pack.set_dictionary(&dictionary).map_err(|_| "stream_error"),
            // Nobody asked for one yet.
            (Work::Unpack(unpack), None) if unpack.total_in() == 0 => Err("stream_error"),
            (Work::Unpack(unpack), None) => unpack.set_dictionary(&dictionary).map_err(|_| "data_error"),
            _ => Err("stream_error"),
        }
    })?;
    Ok(Term::small(i64::from(answer)))
}

/// `erts_internal:zlib_deflate(Number, Data, none | sync | full | finish)`: what is packed now.
pub(super) fn zlib_deflate(cx: &mut Cx, [number, data, flush]: &[Term; 3]) -> Outcome {
    let data = bytes(*data)?;
    let flush = match flush.as_atom().ok_or_else(badarg)?.name() {
        "none" => FlushCompress::None,
        "sync" => FlushCompress::Sync,
        "full" => FlushCompress::Full,
        "finish" => FlushCompress::Finish,
        _ => return Err(badarg()),
    };
    let packed = with(cx, *number, |stream| {
        stream.of_kind(true)?;
        let Work::Pack(pack) = &mut stream.work else { return Err("not_initialized") };
        packed(pack, &data, flush)
    })?;
    cx.charge(data.len() / 32 + 20);
    Ok(cx.binary(&packed)?)
}

fn packed(pack: &mut Compress, data: &[u8], flush: FlushCompress) -> Result<Vec<u8>, &'static str> {
    let mut out = Vec::new();
    let before = pack.total_in();
    loop {
        if !memory::reserve(&mut out, data.len() / 2 + 256) {
            return Err("memory");
        }
        let used = (pack.total_in() - before) as usize;
        let status = pack.compress_vec(&data[used..], &mut out, flush).map_err(|_| "stream_error")?;
        let used = (pack.total_in() - before) as usize;
        // All is said when room is left.
        if status == Status::StreamEnd || used == data.len() && out.len() < out.capacity() {
            return Ok(out);
        }
        if status == Status::BufError && out.len() < out.capacity() {
            return Ok(out);
        }
    }
}

/// `erts_internal:zlib_inflate(Number, Data, Most)`: `{Status, Output}` with no more than so many bytes of output, of
/// what was waiting and this data. The status is `more` when output may wait, `done` when all data was taken, `ended`
/// at the end of the packed data, what follows it waiting, or `{need_dictionary, Checksum}`.
pub(super) fn zlib_inflate(cx: &mut Cx, [number, data, most]: &[Term; 3]) -> Outcome {
    let data = bytes(*data)?;
    let most = usize::try_from(most.as_small().ok_or_else(badarg)?).map_err(|_| badarg())?;
    let (status, out) = with(cx, *number, |stream| {
        stream.of_kind(false)?;
        if !memory::reserve(&mut stream.pending, data.len()) {
            return Err("memory");
        }
        stream.pending.extend_from_slice(&data);
        stream.unpacked(most)
    })?;
    cx.charge(out.len() / 64 + data.len() / 64 + 20);
    let out = cx.binary(&out)?;
    let status = match status {
        Unpacked::More => cx.atom("more"),
        Unpacked::Done => cx.atom("done"),
        Unpacked::Ended => cx.atom("ended"),
        Unpacked::NeedsDictionary(checksum) => {
            let name = cx.atom("need_dictionary");
            cx.tuple(&[name, Term::small(i64::from(checksum))])?
        }
    };
    Ok(cx.tuple(&[status, out])?)
}

/// `erts_internal:zlib_waiting(Number, Forget)`: how many bytes wait to be unpacked, which may be forgotten.
pub(super) fn zlib_waiting(cx: &mut Cx, [number, forget]: &[Term; 2]) -> Outcome {
    let forget = forget.as_boolean().ok_or_else(badarg)?;
    let waiting = with(cx, *number, |stream| {
        let waiting = stream.pending.len() - stream.taken;
        if forget {
            stream.forget();
        }
        Ok(waiting)
    })?;
    Ok(Term::small(waiting as i64))
}

enum Unpacked {
    More,
    Done,
    Ended,
    NeedsDictionary(u32),
}

impl Stream {
    fn forget(&mut self) {
        self.pending.clear();
        self.taken = 0;
    }

    fn of_kind(&self, packs: bool) -> Result<(), &'static str> {
        match (&self.work, packs) {
            (Work::Pack(_), true) | (Work::Unpack(_) | Work::Guess(_), false) => Ok(()),
            _ => Err("not_initialized"),
        }
    }

    fn unpacked(&mut self, most: usize) -> Result<(Unpacked, Vec<u8>), &'static str> {
        if let Work::Guess(bits) = self.work {
            self.work = match self.pending.get(self.taken) {
                None => return Ok((Unpacked::Done, Vec::new())),
                Some(0x1f) => Work::Unpack(Decompress::new_gzip(bits)),
                Some(_) => Work::Unpack(Decompress::new_with_window_bits(true, bits)),
            };
        }
        let Work::Unpack(unpack) = &mut self.work else { return Err("not_initialized") };
        let mut out = Vec::new();
        if !memory::reserve(&mut out, most) {
            return Err("memory");
        }
        let before = unpack.total_in();
        let result = unpack.decompress_vec(&self.pending[self.taken..], &mut out, FlushDecompress::None);
        let used = (unpack.total_in() - before) as usize;
        self.taken += used;
        if self.taken * 2 >= self.pending.len() {
            self.pending.drain(..self.taken);
            self.taken = 0;
        }
        match result {
            Ok(Status::StreamEnd) => Ok((Unpacked::Ended, out)),
            Ok(_) if out.len() >= most => Ok((Unpacked::More, out)),
            Ok(_) => Ok((Unpacked::Done, out)),
            Err(fault) => match fault.needs_dictionary() {
                Some(checksum) => Ok((Unpacked::NeedsDictionary(checksum), out)),
                None => Err("data_error"),
            },
        }
    }
}
