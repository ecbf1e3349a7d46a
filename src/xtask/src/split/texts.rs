//! Moves the texts that only the second module says into it: its own words, styles and markup.
//!
//! A text is what code names by an address and a length side by side. It is moved where nothing else can lead to it: no
//! number in the first module's code, and no word of the data, lies within it.

use std::collections::BTreeSet;
use std::ops::Range;

use walrus::ir::{Const, Instr, Load, LoadSimd, Store, Value};
use walrus::{ConstExpr, DataId, DataKind, Module};

use super::marks::sequences;

/// The fewest bytes worth a segment of their own.
const LEAST: u32 = 16;

/// Clears in the first module the texts that only the second has use for, and has the second write them when it is
/// instantiated.
pub(super) fn move_texts(first: &mut Module, second: &mut Module) {
    let mut met = BTreeSet::new();
    each_instruction(first, |instruction, _| numbers(instruction, &mut met));
    let segments: Vec<(DataId, u32)> =
        first.data.iter().filter_map(|it| Some((it.id(), begins(&it.kind)?))).collect();
    for (id, from) in &segments {
        words(&first.data.get(*id).value, *from, &mut met);
    }
    let mut wanted = Vec::new();
    each_instruction(second, |instruction, next| wanted.extend(text(instruction, next)));
    wanted.retain(|text| met.range(text.clone()).next().is_none());
    let Some(memory) = second.memories.iter().next().map(walrus::Memory::id) else { return };
    for text in joined(wanted) {
        for (id, from) in &segments {
            let Some(start) = text.start.checked_sub(*from) else { continue };
            let end = start + (text.end - text.start);
            let Some(bytes) = first.data.get_mut(*id).value.get_mut(start as usize..end as usize) else {
                continue;
            };
            if std::str::from_utf8(bytes).is_err() {
                continue;
            }
            let offset = ConstExpr::Value(Value::I32(text.start.cast_signed()));
            second.data.add(DataKind::Active { memory, offset }, bytes.to_vec());
            bytes.fill(0);
        }
    }
}

/// Where a segment begins that fills the memory by itself.
fn begins(kind: &DataKind) -> Option<u32> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(from)), .. } => Some(from.cast_unsigned()),
        _ => None,
    }
}

/// Every instruction of a module's functions, with the one after it where there is one.
fn each_instruction(module: &Module, mut each: impl FnMut(&Instr, Option<&Instr>)) {
    for (_, function) in module.funcs.iter_local() {
        for sequence in sequences(function) {
            let instructions = &function.block(sequence).instrs;
            for (at, (instruction, _)) in instructions.iter().enumerate() {
                each(instruction, instructions.get(at + 1).map(|(next, _)| next));
            }
        }
    }
}

/// The numbers of an instruction that may be addresses, or parts of one number that is two.
fn numbers(instruction: &Instr, met: &mut BTreeSet<u32>) {
    match instruction {
        Instr::Const(Const { value: Value::I32(number) }) => {
            met.insert(number.cast_unsigned());
        }
        Instr::Const(Const { value: Value::I64(number) }) => {
            let number = number.cast_unsigned();
            met.extend([number as u32, (number >> 32) as u32]);
        }
        Instr::Load(Load { arg, .. })
        | Instr::Store(Store { arg, .. })
        | Instr::LoadSimd(LoadSimd { arg, .. }) => {
            met.extend(u32::try_from(arg.offset));
        }
        _ => {}
    }
}

/// The words of a segment that begins at `from`: among them are the addresses that tables hold.
fn words(bytes: &[u8], from: u32, met: &mut BTreeSet<u32>) {
    let first = (4 - from as usize % 4) % 4;
    let aligned = bytes.get(first..).unwrap_or_default();
    met.extend(aligned.chunks_exact(4).filter_map(|word| Some(u32::from_le_bytes(word.try_into().ok()?))));
}

/// The place of the text that two instructions name.
fn text(one: &Instr, next: Option<&Instr>) -> Option<Range<u32>> {
    let (
        Instr::Const(Const { value: Value::I32(at) }),
        Some(Instr::Const(Const { value: Value::I32(length) })),
    ) = (one, next)
    else {
        return None;
    };
    let (at, length) = (at.cast_unsigned(), length.cast_unsigned());
    (length >= LEAST).then_some(at..at.checked_add(length)?)
}

/// The same places, each once, those that touch as one.
fn joined(mut texts: Vec<Range<u32>>) -> Vec<Range<u32>> {
    texts.sort_unstable_by_key(|text| text.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for text in texts {
        match joined.last_mut() {
            Some(last) if text.start <= last.end => last.end = last.end.max(text.end),
            _ => joined.push(text),
        }
    }
    joined
}
