//! The instruction set: the only place where an instruction is declared.
//!
//! From this table are made the [`crate::instr::Instr`] enum and its text, the module image, the validator's
//! register checks, the encoder to threaded code and the dispatch of handlers. An entry reads
//!
//! ```text
//! /// What it does.
//! class name = Variant { field: Kind, … };
//! ```
//!
//! *Classes.* `plain` falls through or, when it has a `Label`, may jump there. `call` stores its continuation into
//! slot 0 of the frame, destroys all X registers and continues with the result in x0. `alloc` makes a frame.
//! `end` never falls through. `pseudo` makes no code. `internal` is laid down by the loader only: a module that
//! contains one is refused.
//!
//! *Operand kinds.* `Src` is read: a register or a constant. `Dst` is written. `HotSrc`, `HotDst` are the same, but
//! the handler exists once per kind of operand (x0, X, Y, constant). `Label` is a label of the same function;
//! label 0 means "none": a failing instruction raises its error instead of jumping. `Live` is the number of X
//! registers, from x0 on, that hold live values: what a collection keeps. `Count` and `Words` are plain numbers.
//! Lists (`SrcList` …) stand last.
//!
//! *Names.* `is_*` jump to `fail` unless the test holds; `put_*` build on the heap into space that an earlier
//! `test_heap` reserved; `get_*` take apart; `recv_*` walk the mailbox; `bs_*` handle bit strings.
//!
//! *Heap.* `test_heap` reserves; `put_list` takes 2 words, `put_tuple` 1 + elements, `make_fun` 4 + free
//! variables (`module::FUN_WORDS`). Every other allocating instruction looks after itself and may collect, keeping
//! `live` X registers and all Y slots; after one of them the reservation is gone.
//!
//! *Frames.* `allocate n` makes a frame with slots y0 … y(n-1); slot 0 of the frame itself is the continuation and is
//! no Y register. A Y slot must be written before the next instruction that can collect or call. `deallocate n`
//! removes the frame; `*_last` instructions remove it and jump. The stack outside of frames is empty.
//!
//! ```text
//!   sp ─▶ │ continuation │   slot 0: code pointer into the owner of this frame
//!         │ y0           │
//!         │ …            │
//!         │ y(n-1)       │
//!         │ continuation │   slot 0 of the caller's frame: where `ret` goes
//! ```

/// Calls the macro `$with` with the whole table.
#[macro_export]
macro_rules! for_each_op { ($with:path) => { $with! {
    // ── Labels and control ─────────────────────────────────────────────────
    /// A place to jump to.
    pseudo label = Label { label: Label };
    /// Continue at `to`.
    end jump = Jump { to: Label };
    /// Call a function of this module with x0 … x(arity-1).
    call call = Call { fun: Fun, arity: Count };
    /// Call in tail position of a function without a frame.
    end call_only = CallOnly { fun: Fun, arity: Count };
    /// Remove the frame of `slots` slots, then call in tail position.
    end call_last = CallLast { fun: Fun, arity: Count, slots: Count };
    /// Call `module:function/arity` through its export entry; built-in functions too.
    call call_ext = CallExt { import: Import };
    /// `call_ext` in tail position of a function without a frame.
    end call_ext_only = CallExtOnly { import: Import };
    /// `call_ext` in tail position, removing a frame of `slots` slots.
    end call_ext_last = CallExtLast { import: Import, slots: Count };
    /// Call the fun in x(arity) with x0 … x(arity-1).
    call call_fun = CallFun { arity: Count };
    /// `call_fun` in tail position of a function without a frame.
    end call_fun_only = CallFunOnly { arity: Count };
    /// `call_fun` in tail position, removing a frame of `slots` slots.
    end call_fun_last = CallFunLast { arity: Count, slots: Count };
    /// Call `M:F(x0 … x(arity-1))` with M in x(arity) and F in x(arity+1).
    call apply = Apply { arity: Count };
    /// `apply` in tail position of a function without a frame.
    end apply_only = ApplyOnly { arity: Count };
    /// `apply` in tail position, removing a frame of `slots` slots.
    end apply_last = ApplyLast { arity: Count, slots: Count };
    /// Return x0 to the continuation in slot 0 of the caller's frame.
    end ret = Return {};
    /// Remove a frame of `slots` slots and return x0.
    end deallocate_ret = DeallocateReturn { slots: Count };
    /// Make a frame of `slots` slots; they hold garbage until written.
    alloc allocate = Allocate { slots: Count, live: Live };
    /// As `allocate`; the slots hold `[]`. Laid down where slots would be filled one by one.
    alloc allocate_zero = AllocateZero { slots: Count, live: Live };
    /// Remove the frame of `slots` slots.
    plain deallocate = Deallocate { slots: Count };
    /// Make sure that `words` words can be allocated, collecting if not.
    plain test_heap = TestHeap { words: Words, live: Live };

    // ── Moving and building data ───────────────────────────────────────────
    /// `dst := src`
    plain move_ = Move { src: HotSrc, dst: HotDst };
    /// Exchange two registers.
    plain swap = Swap { a: Dst, b: Dst };
    /// Fill Y slots with `[]`, so that a collection may look at them.
    plain init_y = InitY { slots: DstList };
    /// `dst := [head | tail]`
    plain put_list = PutList { head: HotSrc, tail: HotSrc, dst: HotDst };
    /// `dst := {elements…}`; at least one element.
    plain put_tuple = PutTuple { dst: Dst, elements: SrcList };
    /// `dst := fun` number `lambda` of the module, closed over `free`.
    plain make_fun = MakeFun { lambda: Lambda, dst: Dst, free: SrcList };
    /// `head := hd(src), tail := tl(src)`; `src` was tested to be a cons cell.
    plain get_list = GetList { src: HotSrc, head: HotDst, tail: HotDst };
    /// `dst := hd(src)`; `src` was tested.
    plain get_head = GetHead { src: HotSrc, dst: HotDst };
    /// `dst := tl(src)`; `src` was tested.
    plain get_tail = GetTail { src: HotSrc, dst: HotDst };
    /// `dst := element(index + 1, src)`; `src` was tested to be a tuple with more than `index` elements.
    plain get_element = GetElement { src: HotSrc, index: Count, dst: HotDst };

    // ── Tests ──────────────────────────────────────────────────────────────
    /// Unless it is an atom, jump.
    plain is_atom = IsAtom { fail: Label, src: HotSrc };
    /// `true` or `false`.
    plain is_boolean = IsBoolean { fail: Label, src: Src };
    /// Small or big.
    plain is_integer = IsInteger { fail: Label, src: HotSrc };
    /// A float.
    plain is_float = IsFloat { fail: Label, src: Src };
    /// An integer or a float.
    plain is_number = IsNumber { fail: Label, src: Src };
    /// A cons cell or `[]`.
    plain is_list = IsList { fail: Label, src: HotSrc };
    /// A cons cell.
    plain is_cons = IsCons { fail: Label, src: HotSrc };
    /// `[]`.
    plain is_nil = IsNil { fail: Label, src: HotSrc };
    /// A tuple.
    plain is_tuple = IsTuple { fail: Label, src: HotSrc };
    /// A tuple of `arity` elements.
    plain is_tuple_of = IsTupleOf { fail: Label, src: HotSrc, arity: Count };
    /// A tuple of `arity` elements whose first is `tag`.
    plain is_tagged_tuple = IsTaggedTuple { fail: Label, src: HotSrc, arity: Count, tag: Atom };
    /// Bytes only.
    plain is_binary = IsBinary { fail: Label, src: Src };
    /// Any bit string.
    plain is_bitstring = IsBitstring { fail: Label, src: Src };
    /// A map.
    plain is_map = IsMap { fail: Label, src: HotSrc };
    /// A pid.
    plain is_pid = IsPid { fail: Label, src: Src };
    /// A port.
    plain is_port = IsPort { fail: Label, src: Src };
    /// A reference.
    plain is_reference = IsReference { fail: Label, src: Src };
    /// A fun.
    plain is_function = IsFunction { fail: Label, src: Src };
    /// A fun of `arity` arguments; an `arity` that is no integer from 0 to 255 fails.
    plain is_function_of = IsFunctionOf { fail: Label, src: Src, arity: Src };
    /// `a =:= b`
    plain is_eq_exact = IsEqExact { fail: Label, a: HotSrc, b: HotSrc };
    /// `a =/= b`
    plain is_ne_exact = IsNeExact { fail: Label, a: HotSrc, b: HotSrc };
    /// `a == b`
    plain is_eq = IsEq { fail: Label, a: Src, b: Src };
    /// `a /= b`
    plain is_ne = IsNe { fail: Label, a: Src, b: Src };
    /// `a < b`
    plain is_lt = IsLt { fail: Label, a: HotSrc, b: HotSrc };
    /// `a >= b`
    plain is_ge = IsGe { fail: Label, a: HotSrc, b: HotSrc };
    /// Jump to the label of the immediate (atom, small integer, `[]`) that `src` is, else to `fail`.
    end select = Select { src: HotSrc, fail: Label, cases: Cases };
    /// Jump to the label of the arity of the tuple `src`; to `fail` when it is no tuple or another arity.
    end select_arity = SelectArity { src: Src, fail: Label, cases: Arities };

    // ── Arithmetic: on failure jump to `fail`, or raise `badarith` ─────────
    /// `dst := a + b`
    plain add = Add { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: HotDst };
    /// `dst := a - b`
    plain sub = Sub { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: HotDst };
    /// `dst := a * b`
    plain mul = Mul { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: HotDst };
    /// `dst := a / b`
    plain divide = Divide { fail: Label, live: Live, a: Src, b: Src, dst: Dst };
    /// `dst := a div b`
    plain div = Div { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: Dst };
    /// `dst := a rem b`
    plain rem = Rem { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: Dst };
    /// `dst := a band b`
    plain band = Band { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: Dst };
    /// `dst := a bor b`
    plain bor = Bor { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: Dst };
    /// `dst := a bxor b`
    plain bxor = Bxor { fail: Label, live: Live, a: HotSrc, b: HotSrc, dst: Dst };
    /// `dst := a bsl b`
    plain bsl = Bsl { fail: Label, live: Live, a: Src, b: Src, dst: Dst };
    /// `dst := a bsr b`
    plain bsr = Bsr { fail: Label, live: Live, a: Src, b: Src, dst: Dst };
    /// `dst := bnot src`
    plain bnot = Bnot { fail: Label, live: Live, src: Src, dst: Dst };
    /// `dst := -src`
    plain neg = Neg { fail: Label, live: Live, src: Src, dst: Dst };
    /// A guard function (kind `guard` in the table of built-in functions); X registers from `live` on are lost.
    plain bif = Bif { fail: Label, live: Live, import: Import, dst: Dst, args: SrcList };

    // ── Maps ───────────────────────────────────────────────────────────────
    /// `dst := value` of `key` in the map `src`; jump to `fail` when there is none or `src` is no map.
    plain get_map = GetMap { fail: Label, src: HotSrc, key: HotSrc, dst: HotDst };
    /// `dst := src#{k => v, …}`; raises `{badmap, src}`, or jumps to `fail`.
    plain put_map = PutMap { fail: Label, live: Live, src: Src, dst: Dst, pairs: SrcList };
    /// `dst := src#{k := v, …}`; raises `{badkey, k}` or `{badmap, src}`, or jumps to `fail`.
    plain update_map = UpdateMap { fail: Label, live: Live, src: Src, dst: Dst, pairs: SrcList };

    // ── Bit strings ────────────────────────────────────────────────────────
    /// `dst := match context` at the first bit of the bit string `src`; jump unless it is one. A context is no term:
    /// only `bs_*` instructions may read it, and it may be kept in Y slots.
    plain bs_start = BsStart { fail: Label, live: Live, src: Src, dst: Dst };
    /// Take `size * unit` bits as an integer; a size that is no small integer ≥ 0 fails.
    plain bs_get_integer = BsGetInteger { fail: Label, live: Live, ctx: Src, size: Src, unit: Count, flags: Flags, dst: Dst };
    /// Take `size * unit` bits (16, 32 or 64) as a finite float.
    plain bs_get_float = BsGetFloat { fail: Label, live: Live, ctx: Src, size: Src, unit: Count, flags: Flags, dst: Dst };
    /// Take `size * unit` bits as a bit string.
    plain bs_get_bits = BsGetBits { fail: Label, live: Live, ctx: Src, size: Src, unit: Count, dst: Dst };
    /// Take all that is left as a bit string; fail unless its size is a multiple of `unit`.
    plain bs_get_rest = BsGetRest { fail: Label, live: Live, ctx: Src, unit: Count, dst: Dst };
    /// Take one code point in UTF-`kind` (8, 16 or 32).
    plain bs_get_utf = BsGetUtf { fail: Label, ctx: Src, kind: Count, flags: Flags, dst: Dst };
    /// Pass over `size * unit` bits.
    plain bs_skip = BsSkip { fail: Label, ctx: Src, size: Src, unit: Count };
    /// Fail unless the number of bits left is a multiple of `unit`.
    plain bs_test_unit = BsTestUnit { fail: Label, ctx: Src, unit: Count };
    /// Fail unless exactly `bits` bits are left.
    plain bs_test_tail = BsTestTail { fail: Label, ctx: Src, bits: Count };
    /// Fail unless the next bits are those of the literal bit string `bits`; pass over them.
    plain bs_match_bits = BsMatchBits { fail: Label, ctx: Src, bits: Literal };
    /// `dst := position` in the context, a small integer.
    plain bs_get_position = BsGetPosition { ctx: Src, dst: Dst };
    /// Go back to a position.
    plain bs_set_position = BsSetPosition { ctx: Src, position: Src };
    /// The context goes to a function as an argument: what is left of it is all that it has from here on.
    plain bs_hand_over = BsHandOver { ctx: Src };
    /// `dst :=` the bit string that the context `src` was started on or handed over with; `src` itself if it is none.
    plain bs_whole = BsWhole { live: Live, src: Src, dst: Dst };
    /// `dst := <<segments…>>`; failures raise what OTP raises, or jump to `fail`.
    plain bs_create = BsCreate { fail: Label, live: Live, dst: Dst, segments: Segments };

    // ── Exceptions ─────────────────────────────────────────────────────────
    /// Begin a protected part. Takes the two slots `slot` and `slot + 1`; an exception goes to `handler`.
    plain try_ = Try { slot: Slot, handler: Label };
    /// End the protected part normally.
    plain try_end = TryEnd { slot: Slot };
    /// First instruction at the handler of a `try`: x0 = class, x1 = reason, x2 = trace (see `build_stacktrace`).
    plain try_case = TryCase { slot: Slot };
    /// First instruction at the handler of an old `catch`: x0 = its value (`{'EXIT', …}` or the thrown term).
    plain catch_case = CatchCase { slot: Slot };
    /// `dst := the stack trace as a list`, from the trace of `try_case`.
    plain build_stacktrace = BuildStacktrace { trace: Src, dst: Dst, live: Live };
    /// Raise again what `try_case` caught.
    end reraise = Reraise { class: Src, reason: Src, trace: Src };
    /// Raise the error `{reason, value}`: `badmatch`, `case_clause`, `try_clause`, `else_clause`, `badrecord`,
    /// `badmap`, `badkey`, `bad_generator`, `bad_filter` …
    end error_value = ErrorValue { reason: Atom, value: Src };
    /// Raise the error `reason`: `if_clause`.
    end error_atom = ErrorAtom { reason: Atom };
    /// Raise `function_clause` with the arguments x0 … x(arity-1).
    end function_clause = FunctionClause { arity: Count };

    // ── Processes ──────────────────────────────────────────────────────────
    /// `x0 := x0 ! x1`; destroys X registers like a call, but needs no frame of its own beyond the current one.
    call send = Send {};
    /// Before a `receive` whose every clause requires the reference `reference`: start where it was made.
    plain recv_mark = RecvMark { reference: Src };
    /// `dst := next message not looked at`, or jump to `wait` when there is none.
    plain recv_peek = RecvPeek { wait: Label, dst: Dst };
    /// The message matched: remove it from the mailbox.
    plain recv_accept = RecvAccept {};
    /// It did not match: look at the next one, at `peek`.
    end recv_next = RecvNext { peek: Label };
    /// Wait for a message, then go on at `peek`. Only Y slots survive.
    end recv_wait = RecvWait { peek: Label };
    /// Wait at most `time` milliseconds (or the atom infinity); falls through when time is up. Only Y slots survive.
    /// `time` is read at the first wait only; it must be a Y slot or a constant.
    plain recv_wait_timeout = RecvWaitTimeout { peek: Label, time: Src };
    /// After the time is up: the next `receive` starts at the first message again.
    plain recv_timeout = RecvTimeout {};

    // ── Laid down by the loader ────────────────────────────────────────────
    /// Two moves, one after the other.
    internal move2 = Move2 { src: HotSrc, dst: HotDst, src2: HotSrc, dst2: HotDst };
    /// `allocate`, then a move into the frame.
    internal allocate_move = AllocateMove { slots: Count, live: Live, src: HotSrc, dst: HotDst };
    /// `allocate_zero`, then a move into the frame.
    internal allocate_zero_move = AllocateZeroMove { slots: Count, live: Live, src: HotSrc, dst: HotDst };
    /// A move, then `call`.
    internal move_call = MoveCall { fun: Fun, arity: Count, src: HotSrc, dst: HotDst };
    /// A move, then `call_only`.
    internal move_call_only = MoveCallOnly { fun: Fun, arity: Count, src: HotSrc, dst: HotDst };
    /// A move, then `call_last`.
    internal move_call_last = MoveCallLast { fun: Fun, arity: Count, slots: Count, src: HotSrc, dst: HotDst };
    /// A move into x0, then `ret`.
    internal move_ret = MoveReturn { src: HotSrc };
    /// A move into x0, then `deallocate_ret`.
    internal move_deallocate_ret = MoveDeallocateReturn { src: HotSrc, slots: Count };
    /// `is_cons`, then `get_list` of the same operand.
    internal get_cons = GetCons { fail: Label, src: HotSrc, head: HotDst, tail: HotDst };
    /// `is_cons`, `allocate`, then `get_list` of the same operand.
    internal enter_cons = EnterCons { fail: Label, src: HotSrc, slots: Count, live: Live, head: HotDst, tail: HotDst };
    /// `test_heap`, then `put_list`.
    internal cons = Cons { words: Words, live: Live, head: HotSrc, tail: HotSrc, dst: HotDst };
    /// `test_heap`, `put_list` into x0, then `deallocate_ret`.
    internal cons_ret = ConsReturn { words: Words, live: Live, head: HotSrc, tail: HotSrc, slots: Count };
    /// `test_heap`, then `put_tuple`.
    internal new_tuple = NewTuple { words: Words, live: Live, dst: Dst, elements: SrcList };
    /// A call of a built-in function that never suspends.
    internal call_bif = CallBif { bif: BifId };
    /// The entry of a built-in function: run it on x0 …, then return.
    internal bif_entry = BifEntry { bif: BifId };
    /// The entry of an export without code: load its module, or raise `undef`.
    internal undefined = Undefined { export: ExportId };
    /// The entry of a fun whose code was purged: raise `badfun`.
    internal purged_fun = PurgedFun { entry: ExportId };
    /// The bottom of every stack: the process ends normally.
    internal process_end = ProcessEnd {};
}}}
