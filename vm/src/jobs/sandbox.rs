//! `--sandbox`: the files below one folder, and nothing else outside the machine.
//!
//! A path counts as what it leads to, symbolic links resolved. What is asked for and what is done with it happen one at
//! a time, so that no program can put a link in between.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use super::value::Arg;
use crate::sync::{Arc, Mutex};

/// Why a path is refused, for people.
pub const OUTSIDE: &str = "outside of the working directory, and erlet runs with --sandbox";
/// How many dangling links are followed.
const LINKS: u32 = 40;

/// What a machine may touch. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sandbox {
    root: PathBuf,
    one: Arc<Mutex<()>>,
}

impl Sandbox {
    /// The working directory, as it is now, and what is below it.
    pub fn here() -> std::io::Result<Sandbox> {
        let root = std::fs::canonicalize(std::env::current_dir()?)?;
        Ok(Sandbox { root, one: Arc::default() })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a path leads to the folder or below it.
    pub fn permits(&self, path: &Path) -> bool {
        !self.root.as_os_str().is_empty()
            && std::env::current_dir().is_ok_and(|here| self.leads_inside(&here.join(path), LINKS))
    }

    fn leads_inside(&self, path: &Path, links: u32) -> bool {
        if let Ok(found) = std::fs::canonicalize(path) {
            return found.starts_with(&self.root);
        }
        let (Some(parent), Some(Component::Normal(_)), Some(links)) =
            (path.parent(), path.components().next_back(), links.checked_sub(1))
        else {
            return false;
        };
        match std::fs::read_link(path) {
            // What is created by this name would be created where the link leads to.
            Ok(target) => self.leads_inside(&parent.join(target), links),
            Err(_) => self.leads_inside(parent, links),
        }
    }

    /// Does an operation on files if all its paths are permitted; else the first that is not.
    pub(crate) fn perform<T>(
        &self,
        operation: &str,
        args: &[Arg],
        perform: impl FnOnce() -> T,
    ) -> Result<T, Vec<u8>> {
        let _one_at_a_time = self.one.lock();
        for path in paths(operation, args) {
            if !self.permits(&path) {
                return Err(path.into_os_string().into_encoded_bytes());
            }
        }
        Ok(perform())
    }
}

/// The paths among the arguments of an operation of [`super::files`].
fn paths(operation: &str, args: &[Arg]) -> Vec<PathBuf> {
    let path = |index: usize| match args.get(index) {
        Some(Arg::Bytes(bytes)) => Some(PathBuf::from(OsStr::from_bytes(bytes))),
        _ => None,
    };
    match operation {
        // What works on an open file has none.
        "get_cwd" | "close" | "read" | "pread" | "write" | "pwrite" | "position" | "truncate" | "sync"
        | "datasync" | "handle_info" => Vec::new(),
        "make_symlink" => {
            let folder = path(1).and_then(|link| link.parent().map(Path::to_owned)).unwrap_or_default();
            path(0).map(|target| folder.join(target)).into_iter().chain(path(1)).collect()
        }
        "rename" | "make_link" => path(0).into_iter().chain(path(1)).collect(),
        _ => path(0).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_what_it_leads_to() {
        let folder = std::env::temp_dir().join(format!("erlet-sandbox-{}", std::process::id()));
        let inside = folder.join("inside");
        std::fs::create_dir_all(inside.join("deeper")).expect("a folder");
        let link = |target: &str, name: &str| {
            std::os::unix::fs::symlink(target, inside.join(name)).expect("a link");
        };
        link("/etc", "etc");
        link("../new", "dangling");
        link("deeper/new", "harmless");
        let sandbox =
            Sandbox { root: std::fs::canonicalize(&inside).expect("a folder"), one: Arc::default() };
        let permits = |path: &str| sandbox.permits(&inside.join(path));
        assert!(
            permits("")
                && permits("new")
                && permits("deeper")
                && permits("deeper/../new")
                && permits("harmless")
        );
        assert!(!permits("..") && !permits("../new") && !permits("/etc/passwd") && !permits("etc/passwd"));
        assert!(!permits("dangling") && !permits("missing/../../new") && !permits("deeper/../../inside2"));
        std::fs::remove_dir_all(folder).expect("removable");
    }
}
