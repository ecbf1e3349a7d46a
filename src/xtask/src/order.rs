//! The order of functions in a module: what looks alike stands together, so that a compressor finds it again nearby.
//!
//! Two functions are alike as far as they share sequences of three bytes. Starting from the largest, the next is always
//! the one that shares most with the three before it, for its size. That is 1.2 % of what a reader downloads.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// How much the last function counts, the one before it, and the one before that.
const WEIGHTS: [u32; 3] = [25, 15, 9];

/// The same module with its functions in an order that compresses better. The same module gives the same bytes.
pub(crate) fn ordered(wasm: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(wasm)?;
    let order = order(&bodies.iter().map(|body| &wasm[body.clone()]).collect::<Vec<_>>());
    let mut place = vec![0; order.len()];
    for (at, function) in (0..).zip(&order) {
        place[*function] = imported + at;
    }
    let mut module = Module::new();
    let mut moved = Moved { imported, order, place };
    moved
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("moving functions: {error}"))?;
    Ok(module.finish())
}

/// How many functions are imported, and where the bodies of the others are.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<Range<usize>>)> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The numbers of the functions in the order they shall have.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let pieces: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(3).collect()).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            holders.entry(piece).or_default().push(function);
        }
    }
    // Larger ones share more by chance.
    let size: Vec<f64> =
        pieces.iter().map(|pieces| (pieces.len() as f64).powi(3).sqrt().sqrt() + 8.0).collect();
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    // What the last functions share with each, the last one first.
    let mut shared: Vec<Vec<u32>> = Vec::new();
    let mut next =
        left.iter().copied().max_by_key(|function| (bodies[*function].len(), usize::MAX - function));
    while let Some(function) = next {
        left.remove(&function);
        order.push(function);
        let mut with = vec![0_u32; bodies.len()];
        for piece in &pieces[function] {
            for holder in holders.get(piece).into_iter().flatten() {
                with[*holder] += 1;
            }
        }
        shared.insert(0, with);
        shared.truncate(WEIGHTS.len());
        let likeness = |function: usize| {
            let sum: u32 = shared.iter().zip(WEIGHTS).map(|(with, weight)| with[function] * weight).sum();
            f64::from(sum) / size[function]
        };
        next = left.iter().copied().max_by(|a, b| {
            let by_size = || bodies[*a].len().cmp(&bodies[*b].len());
            likeness(*a).total_cmp(&likeness(*b)).then_with(by_size).then_with(|| b.cmp(a))
        });
    }
    order
}

/// Writes a module again with its functions in another order.
struct Moved {
    imported: u32,
    order: Vec<usize>,
    /// The new number of each function that is not imported.
    place: Vec<u32>,
}

impl Reencode for Moved {
    type Error = anyhow::Error;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let Some(own) = function.checked_sub(self.imported) else { return Ok(function) };
        let place = usize::try_from(own).ok().and_then(|own| self.place.get(own)).copied();
        place.context("a function that there is not").map_err(Error::UserError)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for function in self.order.clone() {
            utils::parse_function_body(self, code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Functions that call each other, through a table too, in an order that is not the one of their likeness.
    const MODULE: &str = r#"(module
        (import "host" "base" (func $base (result i32)))
        (table 2 funcref) (elem (i32.const 0) $square $twice)
        (type $one (func (param i32) (result i32)))
        (func $twice (param i32) (result i32) local.get 0 i32.const 2 i32.mul)
        (func (export "run") (param i32) (result i32)
            local.get 0 call $twice i32.const 0 call_indirect (type $one) call $base i32.add i32.const 7 i32.add)
        (func $square (param i32) (result i32) local.get 0 local.get 0 i32.mul)
        (func $unused (param i32) (result i32) local.get 0 i32.const 3 i32.mul))"#;

    fn run(wasm: &[u8], value: i32) -> i32 {
        let engine = wasmi::Engine::default();
        let module = wasmi::Module::new(&engine, wasm).unwrap();
        let mut store = wasmi::Store::new(&engine, ());
        let mut linker = wasmi::Linker::new(&engine);
        linker.func_wrap("host", "base", || 100).unwrap();
        let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
        instance.get_typed_func::<i32, i32>(&store, "run").unwrap().call(&mut store, value).unwrap()
    }

    #[test]
    fn a_module_in_another_order_does_the_same() {
        let wasm = wat::parse_str(MODULE).unwrap();
        let moved = ordered(&wasm).unwrap();
        assert_ne!(moved, wasm, "the order has changed");
        for value in [0, 1, 3, -5] {
            assert_eq!(run(&moved, value), run(&wasm, value));
            assert_eq!(run(&moved, value), 4 * value * value + 107);
        }
        assert_eq!(ordered(&wasm).unwrap(), moved, "the same bytes again");
    }

    #[test]
    fn what_looks_alike_stands_together_and_nothing_is_lost() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"123456789", b"abcdefgx", b"123456780", b"q"];
        assert_eq!(order(&bodies), [1, 3, 0, 2, 4]);
        assert_eq!(order(&[]), [0; 0]);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(ordered(b"\0asm\x01\0\0\0\x0a").is_err());
    }
}
