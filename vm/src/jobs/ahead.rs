//! An open file, and what was read ahead of its reader: lines and small pieces are then had without a job.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

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
}

impl OpenFile {
    pub(crate) fn new(file: File) -> OpenFile {
        OpenFile { file, ahead: None, left: 0..0 }
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
