//! Operations on files, as jobs: each takes plain arguments and answers `ok`, `{ok, …}`, `eof` or `{error, Posix}`.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{Advice, FallocateFlags};

use super::ahead::{OpenFile, Want};
use super::errors;
use super::value::{Arg, Large, Value};
use crate::sync::{Arc, Mutex};
use crate::term::bits::{Buffer, MAX_HEAP_BYTES};

/// The open files of a machine by their numbers.
#[derive(Default)]
pub(crate) struct OpenFiles {
    files: HashMap<i64, Arc<Mutex<OpenFile>>>,
    last: i64,
}

impl OpenFiles {
    /// The file of this number.
    pub(crate) fn get(&self, number: i64) -> Option<Arc<Mutex<OpenFile>>> {
        self.files.get(&number).cloned()
    }
}

/// Bits of the argument of `open`.
mod mode {
    pub const READ: i64 = 1;
    pub const WRITE: i64 = 2;
    pub const APPEND: i64 = 4;
    pub const EXCLUSIVE: i64 = 8;
    pub const SYNC: i64 = 16;
    pub const DIRECTORY: i64 = 32;
}

type Answer = io::Result<Value>;

/// Does one operation.
pub(crate) fn perform(files: &Mutex<OpenFiles>, operation: &str, args: &[Arg]) -> Value {
    let answer = match operation {
        "open" | "close" | "fill" | "flush" | "read" | "pread" | "write" | "pwrite" | "position"
        | "truncate" | "sync" | "datasync" | "handle_info" | "advise" | "allocate" => {
            on_handle(files, operation, args)
        }
        _ => on_path(operation, args),
    };
    answer.unwrap_or_else(|error| Value::error(errors::name(&error)))
}

/// So many bytes are few: the system copies them in less time than another thread takes to wake up.
const FEW: usize = 64 << 10;

/// Reads from an open file if that takes no time to speak of: few bytes, which the system has in memory.
pub(crate) fn perform_at_once(files: &Mutex<OpenFiles>, operation: &str, args: &[Arg]) -> Option<Value> {
    let (at, count) = match operation {
        "read" | "fill" => (None, int(args, 1).ok()?),
        "pread" => (Some(size(args, 1).ok()?), int(args, 2).ok()?),
        _ => return None,
    };
    let count = usize::try_from(count).ok().filter(|count| *count <= FEW)?;
    let file = files.lock().get(int(args, 0).ok()?)?;
    // A job that has the file may take long.
    let mut open = file.try_lock()?;
    if !open.is_at_hand(at, count) {
        return None;
    }
    let answer = on_open(&mut open, operation, args);
    Some(answer.unwrap_or_else(|error| Value::error(errors::name(&error))))
}

fn invalid() -> io::Error {
    io::Error::from_raw_os_error(libc::EINVAL)
}

fn int(args: &[Arg], index: usize) -> io::Result<i64> {
    match args.get(index) {
        Some(Arg::Int(value)) => Ok(*value),
        _ => Err(invalid()),
    }
}

fn bytes(args: &[Arg], index: usize) -> io::Result<&[u8]> {
    match args.get(index) {
        Some(Arg::Bytes(bytes)) => Ok(bytes),
        _ => Err(invalid()),
    }
}

fn path(args: &[Arg], index: usize) -> io::Result<&Path> {
    Ok(Path::new(OsStr::from_bytes(bytes(args, index)?)))
}

fn size(args: &[Arg], index: usize) -> io::Result<u64> {
    u64::try_from(int(args, index)?).map_err(|_| invalid())
}

fn done(result: io::Result<()>) -> Answer {
    result.map(|()| Value::Atom("ok"))
}

// ── Open files ─────────────────────────────────────────────────────────────

fn on_handle(files: &Mutex<OpenFiles>, operation: &str, args: &[Arg]) -> Answer {
    if operation == "open" {
        let bits = int(args, 1)?;
        let file = open(path(args, 0)?, bits)?;
        let mut files = files.lock();
        files.last += 1;
        let number = files.last;
        files.files.insert(number, Arc::new(Mutex::new(OpenFile::new(file))));
        return Ok(Value::ok(Value::Int(number)));
    }
    let number = int(args, 0)?;
    if operation == "close" {
        let closed = files.lock().files.remove(&number).is_some();
        return if closed { Ok(Value::Atom("ok")) } else { Err(invalid()) };
    }
    let file = files.lock().get(number).ok_or_else(invalid)?;
    let mut open = file.lock();
    on_open(&mut open, operation, args)
}

fn on_open(open: &mut OpenFile, operation: &str, args: &[Arg]) -> Answer {
    match operation {
        "fill" => {
            let count = usize::try_from(size(args, 1)?).map_err(|_| invalid())?;
            return Ok(Value::Atom(if open.fill(count)? { "ok" } else { "eof" }));
        }
        "flush" => return done(open.flush()),
        "read" => return read(open, size(args, 1)?),
        "write" | "position" | "truncate" => open.unread()?,
        _ => {}
    }
    let file = &mut open.file;
    match operation {
        "pread" => {
            let (from, count) = (size(args, 1)?, size(args, 2)?);
            data(read_some(&mut At { file, from }, count)?)
        }
        "write" => done(file.write_all(bytes(args, 1)?)),
        "pwrite" => done(file.write_all_at(bytes(args, 2)?, size(args, 1)?)),
        "position" => {
            let offset = int(args, 2)?;
            let to = match bytes(args, 1)? {
                b"bof" => SeekFrom::Start(u64::try_from(offset).map_err(|_| invalid())?),
                b"cur" => SeekFrom::Current(offset),
                b"eof" => SeekFrom::End(offset),
                _ => return Err(invalid()),
            };
            Ok(Value::ok(Value::Int(file.seek(to)? as i64)))
        }
        "truncate" => {
            let here = file.stream_position()?;
            done(file.set_len(here))
        }
        "advise" => {
            let length = std::num::NonZeroU64::new(size(args, 2)?);
            done(
                rustix::fs::fadvise(&*file, size(args, 1)?, length, advice(bytes(args, 3)?)?)
                    .map_err(Into::into),
            )
        }
        "allocate" => {
            let (from, count) = (size(args, 1)?, size(args, 2)?);
            done(rustix::fs::fallocate(&*file, FallocateFlags::empty(), from, count).map_err(Into::into))
        }
        "handle_info" => Ok(info(&file.metadata()?, "read_write")),
        "datasync" => done(file.sync_data()),
        _ => done(file.sync_all()),
    }
}

fn advice(name: &[u8]) -> io::Result<Advice> {
    Ok(match name {
        b"normal" => Advice::Normal,
        b"sequential" => Advice::Sequential,
        b"random" => Advice::Random,
        b"no_reuse" => Advice::NoReuse,
        b"will_need" => Advice::WillNeed,
        b"dont_need" => Advice::DontNeed,
        _ => return Err(invalid()),
    })
}

fn open(path: &Path, bits: i64) -> io::Result<File> {
    let has = |bit| bits & bit != 0;
    let mut options = OpenOptions::new();
    options.read(has(mode::READ)).write(has(mode::WRITE) && !has(mode::APPEND)).append(has(mode::APPEND));
    if has(mode::WRITE) || has(mode::APPEND) {
        options.truncate(has(mode::WRITE) && !has(mode::READ) && !has(mode::APPEND));
        options.create(true).create_new(has(mode::EXCLUSIVE));
    }
    if has(mode::SYNC) {
        options.custom_flags(libc::O_SYNC);
    }
    let file = options.open(path)?;
    match (file.metadata()?.is_dir(), has(mode::DIRECTORY)) {
        (true, false) => Err(io::Error::from_raw_os_error(libc::EISDIR)),
        (false, true) => Err(io::Error::from_raw_os_error(libc::ENOTDIR)),
        _ => Ok(file),
    }
}

/// A file read from a position without moving its own.
struct At<'a> {
    file: &'a File,
    from: u64,
}

impl Read for At<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(buffer, self.from)?;
        self.from += count as u64;
        Ok(count)
    }
}

/// At most `count` bytes from where the file stands, read into the buffer that the program gets.
fn read(open: &mut OpenFile, count: u64) -> Answer {
    let count = usize::try_from(count).map_err(|_| io::ErrorKind::OutOfMemory)?;
    if let Some((buffer, part)) = open.take(Want::Bytes(count)) {
        return data(buffer.bytes(part.start, part.len()).to_vec());
    }
    let room = if count <= FEW { count } else { count.min(open.rest().max(FEW)) };
    let buffer = Large::new(open.read_buffer(room)?);
    let found = buffer.all();
    if found.len() == room && room < count {
        let more = read_some(open, (count - room) as u64)?;
        return data([found, &more].concat());
    }
    // A buffer that is hardly used is not kept.
    match found.len() >= room / 2 && found.len() > MAX_HEAP_BYTES {
        true => Ok(Value::ok(Value::Large(buffer))),
        false => data(found.to_vec()),
    }
}

/// At most `count` bytes, fewer only at the end.
fn read_some(from: &mut dyn Read, count: u64) -> io::Result<Vec<u8>> {
    let mut found = Vec::new();
    from.take(count).read_to_end(&mut found)?;
    Ok(found)
}

fn data(found: Vec<u8>) -> Answer {
    Ok(if found.is_empty() { Value::Atom("eof") } else { Value::ok(Value::Bytes(found)) })
}

// ── Names ──────────────────────────────────────────────────────────────────

/// All that a file holds.
fn whole(path: &Path) -> Answer {
    let file = File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    // What has no size, or grows while it is read, goes the long way.
    let filled = match size > LARGE {
        true => Buffer::read(&file, &[], size + 1, true),
        false => None,
    };
    match filled {
        Some(Ok(buffer)) if buffer.used() <= size => Ok(Value::Large(Large::new(buffer))),
        Some(Ok(buffer)) => {
            buffer.release();
            Ok(Value::Bytes(fs::read(path)?))
        }
        Some(Err(error)) => Err(error),
        None => Ok(Value::Bytes(fs::read(path)?)),
    }
}

/// A file of more bytes is read into the buffer that the program gets.
const LARGE: usize = 64 << 10;

fn name(path: PathBuf) -> Value {
    Value::Bytes(path.into_os_string().into_vec())
}

fn on_path(operation: &str, args: &[Arg]) -> Answer {
    match operation {
        "get_cwd" => return Ok(Value::ok(name(std::env::current_dir()?))),
        "read_file" => return Ok(Value::ok(whole(path(args, 0)?)?)),
        "write_file" => {
            let mut file = open(path(args, 0)?, int(args, 1)?)?;
            return done(file.write_all(bytes(args, 2)?));
        }
        "list_dir" => {
            let entries = fs::read_dir(path(args, 0)?)?;
            let names: io::Result<Vec<Value>> =
                entries.map(|entry| Ok(Value::Bytes(entry?.file_name().into_vec()))).collect();
            return Ok(Value::ok(Value::List(names?)));
        }
        "read_link" => return Ok(Value::ok(name(fs::read_link(path(args, 0)?)?))),
        "file_info" | "link_info" => {
            let path = path(args, 0)?;
            let data =
                if operation == "file_info" { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
            return Ok(info(&data, access(path)));
        }
        _ => {}
    }
    done(changed(operation, args))
}

fn changed(operation: &str, args: &[Arg]) -> io::Result<()> {
    let first = path(args, 0)?;
    match operation {
        "set_cwd" => std::env::set_current_dir(first),
        "make_dir" => fs::create_dir(first),
        "del_dir" => fs::remove_dir(first),
        "delete" => match fs::symlink_metadata(first)?.is_dir() {
            true => Err(io::Error::from_raw_os_error(libc::EPERM)),
            false => fs::remove_file(first),
        },
        "rename" => fs::rename(first, path(args, 1)?),
        "make_link" => fs::hard_link(first, path(args, 1)?),
        "make_symlink" => std::os::unix::fs::symlink(first, path(args, 1)?),
        "change_mode" => {
            let mode = u32::try_from(int(args, 1)?).map_err(|_| invalid())?;
            fs::set_permissions(first, fs::Permissions::from_mode(mode & 0o7777))
        }
        "change_owner" => {
            let owner = |index| Ok::<_, io::Error>(u32::try_from(int(args, index)?).ok());
            std::os::unix::fs::chown(first, owner(1)?, owner(2)?)
        }
        "change_time" => {
            let times =
                fs::FileTimes::new().set_accessed(time(int(args, 1)?)).set_modified(time(int(args, 2)?));
            File::open(first)?.set_times(times)
        }
        _ => Err(io::Error::from_raw_os_error(libc::ENOSYS)),
    }
}

fn time(seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { SystemTime::UNIX_EPOCH - distance } else { SystemTime::UNIX_EPOCH + distance }
}

/// What the process may do with a file.
fn access(path: &Path) -> &'static str {
    use rustix::fs::Access;
    let may = |access| rustix::fs::access(path, access).is_ok();
    match (may(Access::READ_OK), may(Access::WRITE_OK)) {
        (true, true) => "read_write",
        (true, false) => "read",
        (false, true) => "write",
        (false, false) => "none",
    }
}

/// `{ok, {Size, Type, Access, Atime, Mtime, Ctime, Mode, Links, Major, Minor, Inode, Uid, Gid}}`, times in seconds.
fn info(data: &fs::Metadata, access: &'static str) -> Value {
    use std::os::unix::fs::FileTypeExt;
    let kind = data.file_type();
    let kind = match () {
        () if kind.is_file() => "regular",
        () if kind.is_dir() => "directory",
        () if kind.is_symlink() => "symlink",
        () if kind.is_char_device() || kind.is_block_device() => "device",
        () => "other",
    };
    let number = |value: u64| Value::Int(value as i64);
    Value::ok(Value::Tuple(vec![
        number(data.size()),
        Value::Atom(kind),
        Value::Atom(access),
        Value::Int(data.atime()),
        Value::Int(data.mtime()),
        Value::Int(data.ctime()),
        number(u64::from(data.mode())),
        number(data.nlink()),
        number(data.dev()),
        number(data.rdev()),
        number(data.ino()),
        number(u64::from(data.uid())),
        number(u64::from(data.gid())),
    ]))
}
