//! How handlers are written: `handler!` defines one, `next!` and friends leave it.

use super::Context;

/// The machine's state in a handler's locals.
#[derive(Clone, Copy)]
pub(crate) struct M {
    pub pc: *const u64,
    pub cx: *mut Context,
    pub sp: *mut u64,
    pub htop: *mut u64,
    pub reds: i64,
    pub x0: u64,
}

/// Layouts of instructions in threaded code: the handler's address, then a word per operand. A list operand is its
/// length, its items follow.
pub(crate) mod layout {
    macro_rules! define_layouts {
        ($($(#[$doc:meta])* $class:ident $name:ident = $Variant:ident { $($field:ident : $kind:ident),* };)*) => {
            $(#[repr(C)] #[allow(dead_code)]
            pub(crate) struct $Variant { pub own_handler: u64, $(pub $field: u64),* })*
        };
    }
    crate::for_each_op!(define_layouts);
}

/// Goes on with the instruction at `m.pc`.
macro_rules! dispatch {
    ($m:ident) => {{
        #[cfg(not(debug_assertions))]
        {
            let handler: crate::interp::Handler = std::mem::transmute::<u64, crate::interp::Handler>(*$m.pc);
            return handler($m.pc, $m.cx, $m.sp, $m.htop, $m.reds, $m.x0);
        }
        #[cfg(debug_assertions)]
        {
            return crate::interp::macros::save($m.pc, $m.cx, $m.sp, $m.htop, $m.reds, $m.x0);
        }
    }};
}

/// Goes on with the instruction after `i`, which has no list operand.
macro_rules! next {
    ($m:ident, $i:ident) => {{
        $m.pc = crate::interp::macros::after($i);
        dispatch!($m)
    }};
}

/// Goes on at a code address.
macro_rules! goto {
    ($m:ident, $address:expr) => {{
        $m.pc = $address as *const u64;
        dispatch!($m)
    }};
}

/// Leaves what is less usual to another handler of the same instruction. A handler that calls functions saves the
/// machine's registers first, in all cases; so the usual case stands in one that calls none.
macro_rules! otherwise {
    ($m:ident, $handler:expr) => {
        return $handler($m.pc, $m.cx, $m.sp, $m.htop, $m.reds, $m.x0)
    };
}

/// Leaves the handlers for a slow path. `m.pc` is still this instruction.
macro_rules! slow {
    ($m:ident, $slow:expr) => {{
        (*$m.cx).slow = Some($slow);
        return crate::interp::macros::save($m.pc, $m.cx, $m.sp, $m.htop, $m.reds, $m.x0);
    }};
}

/// Defines a handler: `handler!(name<A: Source>(m, i: Layout) { … })`. The body must leave by one of the macros above.
macro_rules! handler {
    ($(#[$attr:meta])* $name:ident $(<$($generic:ident : $bound:ident),+>)? ($m:ident, $i:ident : $Layout:ident) $body:block) => {
        $(#[$attr])*
        pub(crate) unsafe extern "sysv64" fn $name $(<$($generic: crate::interp::operand::$bound),+>)? (
            pc: *const u64,
            cx: *mut crate::interp::Context,
            sp: *mut u64,
            htop: *mut u64,
            reds: i64,
            x0: u64,
        ) {
            #[allow(unused_mut)]
            let mut $m = crate::interp::macros::M { pc, cx, sp, htop, reds, x0 };
            // SAFETY: the rules of `interp`: validated code, the scheduler's own context and process.
            unsafe {
                let $i = &*pc.cast::<crate::interp::macros::layout::$Layout>();
                $body
            }
        }
    };
}

/// The address after an instruction without a list operand.
#[inline(always)]
pub(crate) fn after<T>(instr: &T) -> *const u64 {
    std::ptr::from_ref(instr).wrapping_add(1).cast()
}

/// The items of a list operand, which follow the instruction.
///
/// # Safety
/// `count` is the instruction's list length.
#[inline(always)]
pub(crate) unsafe fn items<'a, T>(instr: &T, count: u64) -> &'a [u64] {
    // SAFETY: the encoder laid the items down behind the instruction.
    unsafe { std::slice::from_raw_parts(after(instr), count as usize) }
}

/// Leaves the state in the context.
///
/// # Safety
/// Called by handlers only.
#[inline(never)]
pub(crate) unsafe extern "sysv64" fn save(
    pc: *const u64,
    cx: *mut Context,
    sp: *mut u64,
    htop: *mut u64,
    reds: i64,
    x0: u64,
) {
    // SAFETY: rule 2 of `interp`.
    unsafe {
        (*cx).pc = pc;
        (*cx).sp = sp;
        (*cx).htop = htop;
        (*cx).reds = reds;
        (*cx).x[0] = crate::term::Term(x0);
    }
}
