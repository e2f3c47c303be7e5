//! The encoder: validated instructions to threaded code.
//!
//! An instruction becomes the address of the handler for its kinds of operands, then a word per operand. Calls and
//! frames have one more word, the size of the frame, just before their continuation: a return costs no dependent
//! load, and whoever walks the stack finds the next frame.
#![allow(unsafe_code)]

use std::collections::HashMap;

use super::operand::{C, X, X0, Y, generic_dst, generic_register, hot_register};
use super::{Handler, arithmetic, asking, bits, control, data, except, fused, maps, message, quick, tests};
use crate::bif::{BIFS, BifKind};
use crate::code::Export;
use crate::code::funs::LambdaEntry;
use crate::instr::{Class, Constant, Dst, Instr, Segment, Src, kinds};
use crate::module::Function;
use crate::sched::driven::is_visible;
use crate::term::{Term, tag};

/// The handlers by instruction name, from their families' files.
mod handlers {
    pub(super) use super::arithmetic::*;
    pub(super) use super::bits::*;
    pub(super) use super::control::*;
    pub(super) use super::data::*;
    pub(super) use super::except::*;
    pub(super) use super::fused::*;
    pub(super) use super::maps::*;
    pub(super) use super::message::*;
    pub(super) use super::tests::*;
}

/// What the operands of a module's instructions refer to.
pub struct Links<'a> {
    /// Terms of the literals.
    pub literals: &'a [Term],
    /// Export entries of the imports.
    pub imports: &'a [&'static Export],
    /// Entries of the lambdas.
    pub lambdas: &'a [&'static LambdaEntry],
    /// Code addresses of the functions; all 0 while sizes are measured.
    pub functions: &'a [u64],
    /// Whether to lay down the collector's stress variants.
    pub stress: bool,
    /// Whether to lay down the handlers of a driven machine.
    pub driven: bool,
}

/// A function after linking: direct calls of built-in functions in place.
pub struct Linked {
    /// The instructions.
    pub code: Vec<Instr>,
    /// For each new index, the index in the module's code.
    pub origin: Vec<u32>,
}

/// Replaces calls of built-in functions through their export by direct ones and fuses what stands together.
pub fn link(function: &Function, imports: &[&'static Export], stress: bool) -> Linked {
    let mut linked = Linked { code: Vec::with_capacity(function.code.len()), origin: Vec::new() };
    for (index, instr) in function.code.iter().enumerate() {
        let direct = |import: u32| {
            imports[import as usize].bif.filter(|bif| BIFS[*bif as usize].kind != BifKind::Call)
        };
        let replaced = match instr {
            Instr::CallExt { import } => direct(*import).map(|bif| (bif, None)),
            Instr::CallExtOnly { import } => direct(*import).map(|bif| (bif, Some(Instr::Return {}))),
            Instr::CallExtLast { import, slots } => {
                direct(*import).map(|bif| (bif, Some(Instr::DeallocateReturn { slots: *slots })))
            }
            _ => None,
        };
        match replaced {
            Some((bif, after)) => {
                linked.code.push(Instr::CallBif { bif });
                linked.origin.push(index as u32);
                if let Some(after) = after {
                    linked.code.push(after);
                    linked.origin.push(index as u32);
                }
            }
            None => {
                linked.code.push(instr.clone());
                linked.origin.push(index as u32);
            }
        }
    }
    super::fuse::fuse(&mut linked, stress);
    linked
}

macro_rules! words_of {
    (SrcList $field:ident) => {
        1 + $field.len()
    };
    (DstList $field:ident) => {
        1 + $field.len()
    };
    (Cases $field:ident) => {
        1 + 2 * $field.len()
    };
    (Arities $field:ident) => {
        1 + 2 * $field.len()
    };
    (Segments $field:ident) => {
        1 + 3 * $field.len()
    };
    ($kind:ident $field:ident) => {{
        let _ = $field;
        1
    }};
}

/// Whether the size of the frame follows the operands.
fn has_frame_size(instr: &Instr) -> bool {
    matches!(instr.class(), Class::Call | Class::Alloc)
        || matches!(
            instr,
            Instr::EnterCons { .. }
                | Instr::AllocateMove { .. }
                | Instr::AllocateZeroMove { .. }
                | Instr::MoveCall { .. }
                | Instr::RecvNext { .. }
        )
}

macro_rules! define_size {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        /// How many words the instruction takes.
        pub fn size(instr: &Instr) -> usize {
            let operands = match instr {
                $(Instr::$Variant { $($field),* } => 0 $(+ words_of!($kind $field))*,)*
            };
            match instr.class() {
                Class::Pseudo => 0,
                _ if has_frame_size(instr) => operands + 2,
                _ => operands + 1,
            }
        }
    };
}

crate::for_each_op!(define_size);

/// Lays down one function.
pub struct Encoder<'a> {
    /// What operands refer to.
    pub links: &'a Links<'a>,
    /// Addresses of the function's labels.
    pub labels: HashMap<u32, u64>,
    /// The words so far.
    pub words: &'a mut Vec<u64>,
}

/// Chooses a handler by the kinds of its hot operands.
macro_rules! pick {
    ($name:ident [$($t:ty),*]) => { handlers::$name::<$($t),*> as Handler };
    ($name:ident [$($t:ty),*] HotSrc $field:ident $($rest:tt)*) => {
        match $field {
            Src::X(0) => pick!($name [$($t,)* X0] $($rest)*),
            Src::X(_) => pick!($name [$($t,)* X] $($rest)*),
            Src::Y(_) => pick!($name [$($t,)* Y] $($rest)*),
            Src::Const(_) => pick!($name [$($t,)* C] $($rest)*),
        }
    };
    ($name:ident [$($t:ty),*] HotDst $field:ident $($rest:tt)*) => {
        match $field {
            Dst::X(0) => pick!($name [$($t,)* X0] $($rest)*),
            Dst::X(_) => pick!($name [$($t,)* X] $($rest)*),
            Dst::Y(_) => pick!($name [$($t,)* Y] $($rest)*),
        }
    };
    ($name:ident [$($t:ty),*] $kind:ident $field:ident $($rest:tt)*) => { pick!($name [$($t),*] $($rest)*) };
}

macro_rules! put {
    ($e:ident Label $f:ident) => { $e.label(*$f) };
    ($e:ident HotSrc $f:ident) => { $e.hot_src(*$f) };
    ($e:ident HotDst $f:ident) => { $e.hot_src((*$f).into()) };
    ($e:ident Src $f:ident) => { $e.src(*$f) };
    ($e:ident Dst $f:ident) => { $e.words.push(generic_dst(*$f)) };
    ($e:ident Atom $f:ident) => { $e.words.push(Term::atom(*$f).0) };
    ($e:ident Fun $f:ident) => { $e.words.push($e.links.functions[*$f as usize]) };
    ($e:ident Import $f:ident) => { $e.import(*$f) };
    ($e:ident Lambda $f:ident) => { $e.words.push($e.links.lambdas[*$f as usize] as *const LambdaEntry as u64) };
    ($e:ident Literal $f:ident) => { $e.words.push($e.links.literals[*$f as usize].0) };
    ($e:ident Flags $f:ident) => { $e.words.push(flags_word(*$f)) };
    ($e:ident SrcList $f:ident) => { $e.src_list($f) };
    ($e:ident DstList $f:ident) => { $e.dst_list($f) };
    ($e:ident Cases $f:ident) => { $e.cases($f) };
    ($e:ident Arities $f:ident) => { $e.arities($f) };
    ($e:ident Segments $f:ident) => { $e.segments($f) };
    ($e:ident $kind:ident $f:ident) => { $e.words.push(u64::from(*$f)) };
}

macro_rules! define_encode {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        impl Encoder<'_> {
            /// Lays down an instruction; `slots` is the size of the frame after it, `next` the instruction that follows.
            pub fn encode(&mut self, instr: &Instr, slots: u32, next: Option<&Instr>) {
                match instr {
                    Instr::Label { .. } => return,
                    $(Instr::$Variant { $($field),* } => {
                        let handler: Handler = define_encode!(@handler $class $name $($kind $field)*);
                        self.words.push(handler as usize as u64);
                        $( put!(self $kind $field); )*
                    })*
                }
                if has_frame_size(instr) {
                    self.words.push(u64::from(slots));
                }
                if let Some(handler) = next.and_then(|next| with_next(instr, next)) {
                    let at = self.words.len() - size(instr);
                    self.words[at] = handler as usize as u64;
                }
                if let Instr::Bif { import, .. } = instr {
                    let at = self.words.len() - size(instr);
                    self.words[at] = quick::handler(self.links.imports[*import as usize]) as usize as u64;
                }
                if self.links.stress && let Instr::TestHeap { .. } = instr {
                    let at = self.words.len() - size(instr);
                    self.words[at] = control::test_heap_stress as *const () as u64;
                }
                if self.links.driven && let Some(handler) = asking::handler(instr) {
                    let at = self.words.len() - size(instr);
                    self.words[at] = handler as usize as u64;
                }
            }
        }
    };
    (@handler pseudo $name:ident $($rest:tt)*) => { control::process_end as Handler };
    (@handler $class:ident $name:ident $($kind:ident $field:ident)*) => { pick!($name [] $($kind $field)*) };
}

/// The handler that does `instr` and the transfer of control behind it at once, in its quick case. The second one is
/// laid down all the same: jumps and the slow path of the first one come to it.
fn with_next(instr: &Instr, next: &Instr) -> Option<Handler> {
    Some(match (instr, next) {
        (Instr::Add { a, b, dst, .. }, Instr::Call { .. }) => pick!(add_call [] HotSrc a HotSrc b HotDst dst),
        (Instr::Add { a, b, dst, .. }, Instr::CallOnly { .. }) => {
            pick!(add_call_only [] HotSrc a HotSrc b HotDst dst)
        }
        (Instr::Add { a, b, dst, .. }, Instr::DeallocateReturn { .. }) => {
            pick!(add_deallocate_ret [] HotSrc a HotSrc b HotDst dst)
        }
        (Instr::Sub { a, b, dst, .. }, Instr::Call { .. }) => pick!(sub_call [] HotSrc a HotSrc b HotDst dst),
        (Instr::Sub { a, b, dst, .. }, Instr::CallOnly { .. }) => {
            pick!(sub_call_only [] HotSrc a HotSrc b HotDst dst)
        }
        (Instr::EnterCons { src, head, tail, .. }, Instr::Call { .. }) => {
            pick!(enter_cons_call [] HotSrc src HotDst head HotDst tail)
        }
        _ => return None,
    })
}

#[allow(unreachable_patterns)]
mod generated {
    use super::*;
    crate::for_each_op!(define_encode);
}

/// Byte order and sign in one word.
pub(crate) fn flags_word(flags: kinds::Flags) -> u64 {
    u64::from(flags.little) | u64::from(flags.signed) << 1
}

/// The flags in a word of [`flags_word`].
pub(crate) fn word_flags(word: u64) -> kinds::Flags {
    kinds::Flags { little: word & 1 != 0, signed: word & 2 != 0 }
}

impl Encoder<'_> {
    fn constant(&self, constant: Constant) -> u64 {
        match constant {
            Constant::Integer(value) => Term::small(value).0,
            Constant::Atom(atom) => Term::atom(atom).0,
            Constant::Nil => Term::NIL.0,
            Constant::Literal(index) => self.links.literals[index as usize].0,
        }
    }

    fn label(&mut self, label: u32) {
        self.words.push(if label == 0 { 0 } else { self.labels[&label] });
    }

    fn hot_src(&mut self, src: Src) {
        let word = match src {
            Src::Const(constant) => self.constant(constant),
            _ => hot_register(src).expect("a register"),
        };
        self.words.push(word);
    }

    fn src_word(&self, src: Src) -> u64 {
        match src {
            Src::Const(constant) => self.constant(constant),
            _ => generic_register(src).expect("a register"),
        }
    }

    fn src(&mut self, src: Src) {
        let word = self.src_word(src);
        self.words.push(word);
    }

    /// An import is its export's address, for guard functions the number in the table.
    fn import(&mut self, import: u32) {
        let export = self.links.imports[import as usize];
        self.words.push(std::ptr::from_ref(export) as u64);
    }

    fn src_list(&mut self, list: &[Src]) {
        self.words.push(list.len() as u64);
        for src in list {
            self.src(*src);
        }
    }

    fn dst_list(&mut self, list: &[Dst]) {
        self.words.push(list.len() as u64);
        self.words.extend(list.iter().map(|dst| generic_dst(*dst)));
    }

    fn cases(&mut self, cases: &[(Constant, u32)]) {
        self.words.push(cases.len() as u64);
        let mut pairs: Vec<(u64, u64)> =
            cases.iter().map(|(constant, label)| (self.constant(*constant), self.labels[label])).collect();
        // The handler searches by halves; of equal cases the first counts.
        pairs.sort_by_key(|pair| pair.0);
        for (value, address) in pairs {
            self.words.extend([value, address]);
        }
    }

    fn arities(&mut self, cases: &[(u32, u32)]) {
        self.words.push(cases.len() as u64);
        for (arity, label) in cases {
            let address = self.labels[label];
            self.words.extend([u64::from(*arity), address]);
        }
    }

    fn segments(&mut self, segments: &[Segment]) {
        self.words.push(segments.len() as u64);
        for segment in segments {
            let head = segment.kind as u64 | flags_word(segment.flags) << 8 | u64::from(segment.unit) << 16;
            let value = self.src_word(segment.value);
            let size = segment.size.map_or(Term::NONE.0, |size| self.src_word(size));
            self.words.extend([head, value, size]);
        }
    }
}

/// The tag that marks a generic register operand must not be one of a constant.
const _: () = assert!(tag::CODE == 7);

/// The handler of the instruction at the bottom of every stack.
pub fn process_end() -> Handler {
    control::process_end
}

/// The handler of a built-in function's entry, in a driven machine or in another one.
pub fn bif_entry(bif: u32, driven: bool) -> Handler {
    match driven && is_visible(&BIFS[bif as usize]) {
        true => asking::bif_entry,
        false => control::bif_entry,
    }
}

/// Whether an instruction's first word is that of a built-in function's entry.
pub fn is_bif_entry(word: u64) -> bool {
    let entries: [Handler; 2] = [control::bif_entry, asking::bif_entry];
    entries.iter().any(|handler| *handler as usize as u64 == word)
}

/// The handler of an export that no module defines.
pub fn undefined() -> Handler {
    control::undefined
}

/// The handler of `purged_fun`.
pub fn purged_fun() -> Handler {
    control::purged_fun
}
