//! An open file, what was read ahead of its reader, and what is to be written later: lines and small pieces then need no
//! job.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::memory;
use crate::term::bits::{Buffer, BufferPtr};

/// What a reader wants of the bytes that were read ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Want {
    /// Up to and with the next line feed.
    Line,
    /// So many bytes.
    Bytes(usize),
    /// All there is.
    Rest,
}

/// An open file of the machine.
pub(crate) struct OpenFile {
    /// The file; its position is behind what was read ahead.
    pub(crate) file: File,
    ahead: Option<BufferPtr>,
    /// What of `ahead` was not taken yet.
    left: std::ops::Range<usize>,
    /// What is to be written later, and how many bytes are too many for that.
    later: Vec<u8>,
    limit: usize,
}

/// More bytes do not wait, whatever a program wishes.
const MOST_LATER: usize = 16 << 20;

impl OpenFile {
    /// An open file of which nothing was read.
    pub(crate) fn new(file: File) -> OpenFile {
        OpenFile { file, ahead: None, left: 0..0, later: Vec::new(), limit: 0 }
    }

    /// Whether nobody has to wait for `count` bytes from `at` on, or from where the file stands: the system has them in
    /// memory. It is asked of the first and the last; where it does not tell, they may take long.
    pub(crate) fn is_at_hand(&mut self, at: Option<u64>, count: usize) -> bool {
        let Some(at) = at.or_else(|| self.file.stream_position().ok()) else { return false };
        has_in_memory(&self.file, at) && has_in_memory(&self.file, at.saturating_add(count as u64))
    }

    /// Keeps bytes to be written later, until there are `limit` or, without one, as many as were let before; without a
    /// limit something has to wait already. False when they are too many.
    pub(crate) fn write_later(&mut self, bytes: &[u8], limit: Option<usize>) -> bool {
        let limit = match limit {
            Some(limit) => limit.min(MOST_LATER),
            None if self.later.is_empty() => return false,
            None => self.limit,
        };
        if self.later.len() + bytes.len() >= limit || !memory::reserve(&mut self.later, bytes.len()) {
            return false;
        }
        self.limit = limit;
        self.later.extend_from_slice(bytes);
        true
    }

    /// Writes what waits; what could not be written is lost.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.unread()?;
        let written = self.file.write_all(&self.later);
        self.later.clear();
        written
    }

    /// At most `count` bytes, fewer only at the end, in a buffer. Short of memory it is what there is room for.
    pub(crate) fn read_buffer(&mut self, count: usize) -> io::Result<BufferPtr> {
        let old = self.left().to_vec();
        let buffer = Buffer::read(&self.file, &old, count.saturating_sub(old.len()), true);
        let buffer = buffer.ok_or(io::ErrorKind::OutOfMemory)??;
        self.forget();
        Ok(buffer)
    }

    /// How many bytes there may be still to read, as far as the file knows.
    pub(crate) fn rest(&mut self) -> usize {
        let size = self.file.metadata().map_or(0, |data| data.len());
        let here = self.file.stream_position().unwrap_or(0);
        self.left.len().saturating_add(usize::try_from(size.saturating_sub(here)).unwrap_or(0))
    }

    fn left(&self) -> &[u8] {
        self.ahead.map_or(&[], |buffer| buffer.bytes(self.left.start, self.left.len()))
    }

    /// What is wanted, if it was all read ahead: the buffer in which it lies, and where.
    pub(crate) fn take(&mut self, want: Want) -> Option<(BufferPtr, std::ops::Range<usize>)> {
        let len = match want {
            Want::Line => memchr::memchr(b'\n', self.left())? + 1,
            Want::Bytes(count) => Some(count).filter(|count| *count <= self.left.len())?,
            Want::Rest => self.left.len(),
        };
        let start = self.left.start;
        self.left.start += len;
        Some((self.ahead?, start..start + len))
    }

    /// Reads ahead at least a byte and at most `count`; false at the end of the file.
    pub(crate) fn fill(&mut self, count: usize) -> io::Result<bool> {
        let old = self.left().to_vec();
        let filled = Buffer::read(&self.file, &old, count, false);
        let buffer = filled.ok_or(io::ErrorKind::OutOfMemory)??;
        self.forget();
        self.left = 0..buffer.used();
        self.ahead = Some(buffer);
        Ok(self.left.len() > old.len())
    }

    /// Gives back what was read ahead: the file's position is the reader's.
    pub(crate) fn unread(&mut self) -> io::Result<()> {
        if !self.left.is_empty() {
            self.file.seek(SeekFrom::Current(-(self.left.len() as i64)))?;
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.left = 0..0;
        if let Some(buffer) = self.ahead.take() {
            buffer.release();
        }
    }
}

/// Whether the byte at that place of a file, or the file's end, can be read without waiting.
#[cfg(target_os = "linux")]
fn has_in_memory(file: &File, at: u64) -> bool {
    use rustix::io::{ReadWriteFlags, preadv2};
    let mut byte = [0];
    preadv2(file, &mut [io::IoSliceMut::new(&mut byte)], at, ReadWriteFlags::NOWAIT).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_in_memory(_: &File, _: u64) -> bool {
    false
}

impl Read for OpenFile {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.left.len().min(bytes.len());
        if count == 0 {
            return self.file.read(bytes);
        }
        bytes[..count].copy_from_slice(&self.left()[..count]);
        self.left.start += count;
        Ok(count)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        self.forget();
    }
}
