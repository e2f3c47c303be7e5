%%% What errors of the operating system say in words.
-module(erlet_posix).

-export([message/1]).

%% An error's name in words.
-spec message(term()) -> string().
message(eperm) -> "not owner";
message(enoent) -> "no such file or directory";
message(esrch) -> "no such process";
message(eintr) -> "interrupted system call";
message(eio) -> "I/O error";
message(enxio) -> "no such device or address";
message(e2big) -> "argument list too long";
message(enoexec) -> "exec format error";
message(ebadf) -> "bad file number";
message(echild) -> "no children";
message(eagain) -> "resource temporarily unavailable";
message(enomem) -> "not enough memory";
message(eacces) -> "permission denied";
message(efault) -> "bad address in system call argument";
message(ebusy) -> "file busy";
message(eexist) -> "file already exists";
message(exdev) -> "cross-domain link";
message(enodev) -> "no such device";
message(enotdir) -> "not a directory";
message(eisdir) -> "illegal operation on a directory";
message(einval) -> "invalid argument";
message(enfile) -> "file table overflow";
message(emfile) -> "too many open files";
message(enotty) -> "inappropriate device for ioctl";
message(etxtbsy) -> "text file or pseudo-device busy";
message(efbig) -> "file too large";
message(enospc) -> "no space left on device";
message(espipe) -> "invalid seek";
message(erofs) -> "read-only file system";
message(emlink) -> "too many links";
message(epipe) -> "broken pipe";
message(erange) -> "math result unrepresentable";
message(edeadlk) -> "resource deadlock avoided";
message(enametoolong) -> "file name too long";
message(enolck) -> "no locks available";
message(enosys) -> "function not implemented";
message(enotempty) -> "directory not empty";
message(eloop) -> "too many levels of symbolic links";
message(eoverflow) -> "offset too large for file system";
message(enotsup) -> "operation not supported";
message(etimedout) -> "connection timed out";
message(edquot) -> "disk quota exceeded";
message(estale) -> "stale remote file handle";
message(eaddrinuse) -> "address already in use";
message(eaddrnotavail) -> "can't assign requested address";
message(eafnosupport) -> "address family not supported by protocol family";
message(ealready) -> "operation already in progress";
message(econnaborted) -> "software caused connection abort";
message(econnrefused) -> "connection refused";
message(econnreset) -> "connection reset by peer";
message(edestaddrreq) -> "destination address required";
message(ehostdown) -> "host is down";
message(ehostunreach) -> "host is unreachable";
message(einprogress) -> "operation now in progress";
message(eisconn) -> "socket is already connected";
message(emsgsize) -> "message too long";
message(enetdown) -> "network is down";
message(enetunreach) -> "network is unreachable";
message(enetreset) -> "network dropped connection on reset";
message(enobufs) -> "no buffer space available";
message(enoprotoopt) -> "bad proocol option";
message(enotconn) -> "socket is not connected";
message(enotsock) -> "socket operation on non-socket";
message(eopnotsupp) -> "operation not supported on socket";
message(epfnosupport) -> "protocol family not supported";
message(eproto) -> "protocol error";
message(eprotonosupport) -> "protocol not supported";
message(eprototype) -> "protocol wrong type for socket";
message(eshutdown) -> "can't send after socket shutdown";
message(esocktnosupport) -> "socket type not supported";
message(ewouldblock) -> "operation would block";
message(nxdomain) -> "non-existing domain";
message(_) -> "unknown POSIX error".
