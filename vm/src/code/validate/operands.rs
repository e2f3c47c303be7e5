//! Which operands of an instruction are read, written, jumped to.

use crate::instr::{Dst, Instr, Segment, Src};

/// The operands of one instruction by role.
#[derive(Default)]
pub(super) struct Operands {
    pub reads: Vec<Src>,
    pub writes: Vec<Dst>,
    pub labels: Vec<u32>,
    pub live: Option<u32>,
}

macro_rules! operand {
    ($o:ident HotSrc $f:ident) => {
        $o.reads.push(*$f)
    };
    ($o:ident Src $f:ident) => {
        $o.reads.push(*$f)
    };
    ($o:ident SrcList $f:ident) => {
        $o.reads.extend_from_slice($f)
    };
    ($o:ident HotDst $f:ident) => {
        $o.writes.push(*$f)
    };
    ($o:ident Dst $f:ident) => {
        $o.writes.push(*$f)
    };
    ($o:ident DstList $f:ident) => {
        $o.writes.extend_from_slice($f)
    };
    ($o:ident Label $f:ident) => {
        $o.labels.push(*$f)
    };
    ($o:ident Live $f:ident) => {
        $o.live = Some(*$f)
    };
    ($o:ident Cases $f:ident) => {
        $o.labels.extend($f.iter().map(|case| case.1))
    };
    ($o:ident Arities $f:ident) => {
        $o.labels.extend($f.iter().map(|case| case.1))
    };
    ($o:ident Segments $f:ident) => {
        $o.segments($f)
    };
    ($o:ident $kind:ident $f:ident) => {{
        let _ = $f;
    }};
}

macro_rules! define_visit {
    ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
        impl Operands {
            /// Adds the operands of an instruction.
            pub fn visit(&mut self, instr: &Instr) {
                let o = self;
                match instr {
                    // These labels are handled where the instruction's structure is.
                    Instr::Label { .. } | Instr::Try { .. } => {}
                    // Both are read and written.
                    Instr::Swap { a, b } => {
                        o.reads.extend([Src::from(*a), Src::from(*b)]);
                        o.writes.extend([*a, *b]);
                    }
                    $(Instr::$Variant { $($field),* } => { $(operand!(o $kind $field);)* })*
                }
            }
        }
    };
}

#[allow(unreachable_patterns)]
mod generated {
    use super::*;
    crate::for_each_op!(define_visit);
}

impl Operands {
    fn segments(&mut self, segments: &[Segment]) {
        for segment in segments {
            self.reads.push(segment.value);
            self.reads.extend(segment.size);
        }
    }
}
