//! Errors of the operating system, by the names that Erlang has for them.

use std::io::Error;

/// The atom for an error; `unknown` for one without a name.
pub(crate) fn name(error: &Error) -> &'static str {
    match error.raw_os_error() {
        Some(code) => named(code),
        None => match error.kind() {
            std::io::ErrorKind::InvalidInput => "badarg",
            std::io::ErrorKind::WriteZero => "enospc",
            _ => "unknown",
        },
    }
}

fn named(code: i32) -> &'static str {
    match code {
        libc::EPERM => "eperm",
        libc::ENOENT => "enoent",
        libc::ESRCH => "esrch",
        libc::EINTR => "eintr",
        libc::EIO => "eio",
        libc::ENXIO => "enxio",
        libc::E2BIG => "e2big",
        libc::ENOEXEC => "enoexec",
        libc::EBADF => "ebadf",
        libc::ECHILD => "echild",
        libc::EAGAIN => "eagain",
        libc::ENOMEM => "enomem",
        libc::EACCES => "eacces",
        libc::EFAULT => "efault",
        libc::EBUSY => "ebusy",
        libc::EEXIST => "eexist",
        libc::EXDEV => "exdev",
        libc::ENODEV => "enodev",
        libc::ENOTDIR => "enotdir",
        libc::EISDIR => "eisdir",
        libc::EINVAL => "einval",
        libc::ENFILE => "enfile",
        libc::EMFILE => "emfile",
        libc::ENOTTY => "enotty",
        libc::ETXTBSY => "etxtbsy",
        libc::EFBIG => "efbig",
        libc::ENOSPC => "enospc",
        libc::ESPIPE => "espipe",
        libc::EROFS => "erofs",
        libc::EMLINK => "emlink",
        libc::EPIPE => "epipe",
        libc::ERANGE => "erange",
        libc::EDEADLK => "edeadlk",
        libc::ENAMETOOLONG => "enametoolong",
        libc::ENOLCK => "enolck",
        libc::ENOSYS => "enosys",
        // OTP calls it so as well.
        libc::ENOTEMPTY => "eexist",
        libc::ELOOP => "eloop",
        libc::EOVERFLOW => "eoverflow",
        libc::EOPNOTSUPP => "enotsup",
        libc::ETIMEDOUT => "etimedout",
        libc::EDQUOT => "edquot",
        libc::ESTALE => "estale",
        _ => "unknown",
    }
}
