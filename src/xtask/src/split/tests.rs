//! What the two modules do together is what the one did, and the first does alone what it was seen to need.

use std::ops::Range;

use anyhow::{Result, anyhow};
use wasmi::{Engine, Extern, Instance, Linker, Module, Store, TypedFunc};

use super::{Halves, split};

/// Functions of one number, each with a way that 0 does not take: a call, branches outwards with and without values,
/// a loop that goes on, a table of branches, returns, locals that change, a trap, a function of its own.
const MODULE: &str = r#"(module
  (memory (export "memory") 1)
  (table (export "table") 3 funcref)
  (elem (i32.const 1) $double $deep)
  (global $count (mut i32) (i32.const 0))
  (type $unary (func (param i32) (result i32)))
  (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $deep (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (i32.const 3)))
    (call $double (i32.add (global.get $count) (local.get 0))))
  (func (export "arm") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (call $deep (i32.add (i32.mul (local.get 0) (i32.const 7)) (i32.xor (local.get 0) (i32.const 90)))))
      (else (i32.const 5))))
  (func (export "locals") (param i32) (result i32) (local $a i32) (local $b i64) (local $c f64)
    (local.set $a (i32.const 11)) (local.set $b (i64.const 4)) (local.set $c (f64.const 2.5))
    (if (local.get 0) (then
      (local.set $a (i32.add (local.get $a) (i32.mul (local.get 0) (i32.const 3))))
      (local.set $b (i64.mul (local.get $b) (i64.extend_i32_s (local.get $a))))
      (if (i32.gt_s (local.get 0) (i32.const 3)) (then (local.set $c (f64.mul (local.get $c) (f64.const 1.5)))))
      (i32.store (i32.const 16) (local.get $a))))
    (i32.add (i32.add (local.get $a) (i32.wrap_i64 (local.get $b))) (i32.trunc_f64_s (local.get $c))))
  (func (export "exits") (param i32) (result i32) (local $x i32)
    (block $out
      (block $in
        (if (local.get 0) (then
          (local.set $x (i32.add (i32.mul (local.get 0) (i32.const 100)) (i32.const 9)))
          (br_if $in (i32.eq (local.get 0) (i32.const 1)))
          (br_if $out (i32.eq (local.get 0) (i32.const 2)))
          (if (i32.eq (local.get 0) (i32.const 3)) (then (return (i32.sub (local.get $x) (i32.const 1)))))
          (local.set $x (i32.rem_s (local.get $x) (i32.const 37)))
          (i32.store (i32.const 24) (local.get $x))))
        (local.set $x (i32.add (local.get $x) (i32.const 1))))
      (local.set $x (i32.add (local.get $x) (i32.const 10))))
    (i32.add (local.get $x) (i32.load (i32.const 24))))
  (func (export "table_of_ways") (param i32) (result i32) (local $x i32)
    (block $far
      (block $near
        (if (local.get 0) (then
          (local.set $x (i32.add (local.get 0) (i32.mul (local.get 0) (local.get 0))))
          (block $own
            (br_table $own $near $far $own (i32.rem_u (local.get 0) (i32.const 4))))
          (local.set $x (i32.mul (local.get $x) (i32.const 5)))
          (i32.store (i32.const 32) (local.get $x))))
        (local.set $x (i32.add (local.get $x) (i32.const 1))))
      (local.set $x (i32.add (local.get $x) (i32.const 20))))
    (local.get $x))
  (func (export "rounds") (param i32) (result i32) (local $x i32)
    (loop $again
      (if (local.get 0) (then
        (local.set $x (i32.add (local.get $x) (i32.mul (local.get 0) (local.get 0))))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
        (i32.store (i32.const 40) (i32.add (local.get $x) (local.get 0)))
        (br_if $again (i32.ne (local.get 0) (i32.const 0)))
        (i32.store (i32.const 44) (i32.add (local.get $x) (i32.const 1))))))
    (i32.add (local.get $x) (i32.load (i32.const 44))))
  (func (export "value_of_a_block") (param i32) (result i32)
    (i32.add (i32.const 1)
      (block $b (result i32)
        (if (local.get 0) (then
          (i32.store (i32.const 48) (i32.mul (local.get 0) (i32.const 6)))
          (i32.store (i32.const 52) (i32.add (i32.load (i32.const 48)) (i32.const 2)))
          (br $b (i32.load (i32.const 52)))))
        (i32.const 70))))
  (func (export "trap") (param i32) (result i32)
    (if (i32.gt_s (local.get 0) (i32.const 4)) (then
      (i32.store (i32.const 56) (i32.mul (local.get 0) (i32.const 6)))
      (i32.store (i32.const 60) (i32.mul (local.get 0) (i32.const 9)))
      (unreachable)))
    (i32.add (local.get 0) (i32.load (i32.const 56))))
  (func (export "by_table") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (call_indirect (type $unary) (local.get 0) (i32.const 2)))
      (else (i32.const 0))))
  (func $triple (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
  (func (export "both") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.xor (call $triple (i32.add (local.get 0) (i32.const 8))) (i32.mul (local.get 0) (i32.const 77))))
      (else (call $triple (i32.const 2)))))
  (data (i32.const 1024) "a text of the first half|a text of the second half|a text of both halves|one of a list of the second half|two of a list of the second half|three of a list of the second|one of a list of the first half|two of a list of the first half|three of a list of the first|")
  (data (i32.const 1600) "\49\04\00\00\20\00\00\00\6a\04\00\00\20\00\00\00\8b\04\00\00\1d\00\00\00")
  (data (i32.const 2800) "\a9\04\00\00\1f\00\00\00\c9\04\00\00\1f\00\00\00\e9\04\00\00\1c\00\00\00")
  (func $sum (param $at i32) (param $length i32) (result i32) (local $sum i32)
    (loop $next
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.load8_u (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (local.tee $length (i32.sub (local.get $length) (i32.const 1)))))
    (local.get $sum))
  (func $listed (param $item i32) (result i32)
    (call $sum (i32.load (local.get $item)) (i32.load offset=4 (local.get $item))))
  (func (export "say") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (call $sum (i32.const 1049) (i32.const 25)) (i32.add
        (call $sum (i32.const 1075) (i32.const 21))
        (call $listed (i32.add (i32.const 1600) (i32.shl (i32.rem_u (local.get 0) (i32.const 3)) (i32.const 3)))))))
      (else (i32.add (call $sum (i32.const 1024) (i32.const 24)) (i32.add
        (call $sum (i32.const 1075) (i32.const 21))
        (call $listed (i32.add (i32.const 2800) (i32.shl (i32.const 1) (i32.const 3)))))))))
  (func (export "never") (param i32) (result i32) (call $deep (call $double (local.get 0)))))"#;

const FUNCTIONS: [&str; 11] = [
    "arm",
    "locals",
    "exits",
    "table_of_ways",
    "rounds",
    "value_of_a_block",
    "trap",
    "by_table",
    "both",
    "say",
    "never",
];

/// The places of its texts and lists.
const CONSTANTS: [Range<u32>; 11] = [
    1024..1048,
    1049..1074,
    1075..1096,
    1097..1129,
    1130..1162,
    1163..1192,
    1193..1224,
    1225..1256,
    1257..1285,
    1600..1624,
    2800..2824,
];

/// An instance and what it lives in.
struct Running {
    store: Store<()>,
    instance: Instance,
}

impl Running {
    fn of(wasm: &[u8]) -> Result<Self> {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let instance =
            Linker::new(&engine).instantiate_and_start(&mut store, &Module::new(&engine, wasm)?)?;
        Ok(Self { store, instance })
    }

    /// Adds the second module.
    fn complete(&mut self, later: &[u8]) -> Result<()> {
        let engine = self.store.engine().clone();
        let mut linker = Linker::new(&engine);
        let shared: Vec<(String, Extern)> = self
            .instance
            .exports(&self.store)
            .map(|export| (export.name().to_owned(), export.into_extern()))
            .collect();
        for (name, item) in shared {
            linker.define("a", &name, item)?;
        }
        linker.instantiate_and_start(&mut self.store, &Module::new(&engine, later)?)?;
        Ok(())
    }

    /// The result, or `None` for a trap.
    fn call(&mut self, function: &str, with: i32) -> Result<Option<i32>> {
        let function: TypedFunc<i32, i32> = self.instance.get_typed_func(&self.store, function)?;
        Ok(function.call(&mut self.store, with).ok())
    }
}

/// The halves of the module, where every function but the last was seen to run with 0.
fn halves() -> Result<(Vec<u8>, Halves)> {
    let whole = wat::parse_str(MODULE)?;
    let halves = split(&whole, &CONSTANTS, |marked| {
        let mut running = Running::of(&marked.wasm)?;
        for function in &FUNCTIONS[..FUNCTIONS.len() - 1] {
            running.call(function, 0)?;
        }
        let memory =
            running.instance.get_memory(&running.store, "memory").ok_or_else(|| anyhow!("no memory"))?;
        let base = usize::try_from(marked.base)?;
        Ok(memory.data(&running.store)[base..base + marked.count].to_vec())
    })?;
    Ok((whole, halves))
}

#[test]
fn two_halves_do_what_the_whole_does() -> Result<()> {
    let (whole, halves) = halves()?;
    let (mut before, mut after) = (Running::of(&whole)?, Running::of(&halves.first)?);
    after.complete(&halves.later)?;
    for with in (-3..9).chain([i32::MIN, i32::MAX]) {
        for function in FUNCTIONS {
            // `rounds` counts down to nothing.
            if function == "rounds" && !(0..9).contains(&with) {
                continue;
            }
            assert_eq!(before.call(function, with)?, after.call(function, with)?, "{function}({with})");
        }
    }
    Ok(())
}

#[test]
fn the_first_half_does_alone_what_was_seen_to_run() -> Result<()> {
    let (whole, halves) = halves()?;
    let (mut before, mut alone) = (Running::of(&whole)?, Running::of(&halves.first)?);
    for function in &FUNCTIONS[..FUNCTIONS.len() - 1] {
        let result = alone.call(function, 0)?;
        assert!(result.is_some(), "{function}(0) needs the second half");
        assert_eq!(before.call(function, 0)?, result, "{function}(0)");
    }
    Ok(())
}

#[test]
fn what_did_not_run_is_a_trap_until_the_second_half_is_there() -> Result<()> {
    let (_, halves) = halves()?;
    let mut running = Running::of(&halves.first)?;
    for function in ["arm", "locals", "exits", "rounds", "value_of_a_block", "never"] {
        assert_eq!(running.call(function, 5)?, None, "{function}(5) runs in the first half");
    }
    running.complete(&halves.later)?;
    assert!(running.call("exits", 5)?.is_some());
    Ok(())
}

#[test]
fn the_same_module_and_marks_give_the_same_bytes() -> Result<()> {
    let (once, again) = (halves()?.1, halves()?.1);
    assert_eq!((once.first, once.later), (again.first, again.later));
    Ok(())
}

#[test]
fn texts_that_only_the_second_half_says_are_in_it_alone() -> Result<()> {
    let (_, halves) = halves()?;
    let says = |module: &[u8], text: &str| module.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    for text in
        ["a text of the second half", "one of a list of the second half", "three of a list of the second"]
    {
        assert!(!says(&halves.first, text) && says(&halves.later, text), "{text}");
    }
    for text in [
        "a text of the first half",
        "a text of both halves",
        "two of a list of the first half",
        "three of a list of the first",
    ] {
        assert!(says(&halves.first, text) && !says(&halves.later, text), "{text}");
    }
    Ok(())
}

#[test]
fn the_map_of_a_linker_tells_where_constants_are() {
    let map = "    Addr      Off     Size Out     In      Symbol
       -    ba0ca        f         /a.o:(memcmp)
   f0000    ba0e9     8160 .rodata
   f0030    ba0f2       28         /a.o:(.rodata..Lanon.2)
   f0030    ba0f2       28                 .Lanon.2
   f0000    ba0f2       10         /b.o:(.rodata..Lanon.1)
   f0000    ba0f2       10         /c.o:(.rodata..Lanon.1)
   f8160    c2252        8         /a.o:(.data.counter)
   f8168    c2252        0         /a.o:(.data.empty)
   f81c8    ba0e8        8         /a.o:(.bss.counter)";
    assert_eq!(super::constants(map), [0xf0000..0xf0010, 0xf0030..0xf0058, 0xf8160..0xf8168]);
    assert_eq!(super::constants("").len(), 0);
}
