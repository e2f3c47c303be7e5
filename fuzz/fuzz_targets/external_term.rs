//! Any bytes are a term, or malformed; a term can be written, and what was written can be read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vm::heap::Heap;
use vm::module::Mfa;
use vm::term::build::{Alloc, OutOfHeap};
use vm::term::external::decode::LambdaId;
use vm::term::external::{decode, encode};
use vm::term::Term;

/// A heap, and code that nobody knows.
struct Bare(Heap);

impl Alloc for Bare {
    fn alloc(&mut self, words: usize) -> Result<&mut [u64], OutOfHeap> {
        self.0.alloc(words)
    }

    fn register(&mut self, buffer_ref: Term, bytes: usize) {
        self.0.register(buffer_ref, bytes);
    }
}

impl decode::Code for Bare {
    fn export(&mut self, _: Mfa, _: bool) -> Option<u64> {
        None
    }

    fn lambda(&mut self, _: &LambdaId) -> Option<u64> {
        None
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut heap = Bare(Heap::new(4096).expect("memory"));
    if let Ok((term, used)) = decode::decode(&mut heap, bytes, true) {
        assert!(used <= bytes.len());
        if let Ok(written) = encode::encode(term, encode::Options::default()) {
            let (again, used) = decode::decode(&mut heap, written.bytes(), false).expect("what was written can be read");
            assert_eq!(used, written.len());
            assert!(vm::term::equal::exact(term, again));
        }
    }
});
