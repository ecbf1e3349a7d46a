//! Moves what only the second module reads out of the first one's memory: its own texts, styles and tables.
//!
//! The linker says which bytes belong together. Of those, the second module gets what its code leads to and nothing of the
//! first does: neither a number in its code nor an address in what it may read.

use std::collections::BTreeSet;
use std::ops::Range;

use walrus::ir::{Const, Instr, Load, LoadSimd, Store, Value};
use walrus::{ConstExpr, DataId, DataKind, Module};

use super::marks::sequences;

/// The fewest bytes side by side that are worth a segment of their own.
const LEAST: u32 = 12;
/// How far before a table an address may lie that something is added to, because code counts from another number than 0.
const BEFORE_TABLES: u32 = 256;

/// The places of a program's constants, one for each, from the linker's map (`-Map`). Empty where it has none.
pub(crate) fn constants(map: &str) -> Vec<Range<u32>> {
    let place = |line: &str| {
        if !line.contains(":(.rodata") && !line.contains(":(.data") {
            return None;
        }
        let mut numbers = line.split_whitespace().map(|number| u32::from_str_radix(number, 16));
        let (start, _, length) = (numbers.next()?.ok()?, numbers.next()?, numbers.next()?.ok()?);
        Some(start..start.checked_add(length)?)
    };
    let mut constants: Vec<Range<u32>> = map.lines().filter_map(place).filter(|it| !it.is_empty()).collect();
    constants.sort_unstable_by_key(|constant| (constant.start, constant.end));
    // Equal ones share a place.
    constants.dedup();
    constants
}

/// Clears in the first module the constants that only the second has use for, and has the second write them when it is
/// instantiated.
pub(super) fn move_data(first: &mut Module, second: &mut Module, constants: &[Range<u32>]) {
    let Some(memory) = second.memories.iter().next().map(walrus::Memory::id) else { return };
    let segments: Vec<(DataId, u32)> =
        first.data.iter().filter_map(|it| Some((it.id(), begins(&it.kind)?))).collect();
    let data = Data::of(first, &segments, constants);
    let (kept, wanted) = (data.led_to_by(first), data.led_to_by(second));
    let moved = wanted.difference(&kept).filter_map(|nth| constants.get(*nth).cloned()).collect();
    for place in joined(moved) {
        if place.end - place.start < LEAST {
            continue;
        }
        let offset = ConstExpr::Value(Value::I32(place.start.cast_signed()));
        second.data.add(DataKind::Active { memory, offset }, data.bytes(&place).to_vec());
        for (id, from) in &segments {
            let bytes = &mut first.data.get_mut(*id).value;
            let within = |address: u32| (address.saturating_sub(*from) as usize).min(bytes.len());
            let cleared = within(place.start)..within(place.end);
            bytes[cleared].fill(0);
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

/// What a module's memory holds at the start.
struct Data<'a> {
    /// All of it, with what is 0 between the segments, from an address on.
    bytes: Vec<u8>,
    from: u32,
    constants: &'a [Range<u32>],
}

impl<'a> Data<'a> {
    fn of(module: &Module, segments: &[(DataId, u32)], constants: &'a [Range<u32>]) -> Self {
        let from = segments.iter().map(|(_, from)| *from).min().unwrap_or_default();
        let mut bytes = Vec::new();
        for (id, start) in segments {
            let segment = &module.data.get(*id).value;
            let start = (start - from) as usize;
            bytes.resize(bytes.len().max(start + segment.len()), 0);
            bytes[start..start + segment.len()].copy_from_slice(segment);
        }
        Self { bytes, from, constants }
    }

    /// The bytes of a place; none where the memory holds only 0 there and beyond.
    fn bytes(&self, place: &Range<u32>) -> &[u8] {
        let within = |address: u32| (address.saturating_sub(self.from) as usize).min(self.bytes.len());
        &self.bytes[within(place.start)..within(place.end)]
    }

    /// The constants that a module may read, by number.
    fn led_to_by(&self, module: &Module) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = Vec::new();
        each_instruction(module, |instruction, next| {
            for address in addresses(instruction) {
                open.extend(self.at(address));
                if matches!(instruction, Instr::Load(_) | Instr::Store(_) | Instr::LoadSimd(_))
                    || matches!(next, Some(Instr::Binop(_)))
                {
                    let behind = address..address.saturating_add(BEFORE_TABLES);
                    let from = self.constants.partition_point(|constant| constant.start < behind.start);
                    open.extend(
                        (from..self.constants.len())
                            .take_while(|nth| self.constants[*nth].start < behind.end),
                    );
                }
            }
        });
        while let Some(nth) = open.pop() {
            if found.insert(nth) {
                open.extend(self.words(&self.constants[nth]).flat_map(|word| self.at(word)));
            }
        }
        found
    }

    /// The constants that an address lies in: more than one where they share bytes.
    fn at(&self, address: u32) -> impl Iterator<Item = usize> {
        let until = self.constants.partition_point(|constant| constant.start <= address);
        // They overlap only where the linker lets some share their bytes.
        (0..until).rev().take(64).filter(move |nth| self.constants[*nth].contains(&address))
    }

    /// Every word of a place, wherever it begins.
    fn words(&self, place: &Range<u32>) -> impl Iterator<Item = u32> {
        let word = |bytes: &[u8]| bytes.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
        self.bytes(place).windows(4).map(word)
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

/// The numbers of an instruction that may be addresses: one of 64 bits may be two.
fn addresses(instruction: &Instr) -> impl Iterator<Item = u32> {
    let (one, other) = match instruction {
        Instr::Const(Const { value: Value::I32(number) }) => (Some(number.cast_unsigned()), None),
        Instr::Const(Const { value: Value::I64(number) }) => {
            let number = number.cast_unsigned();
            (Some(number as u32), Some((number >> 32) as u32))
        }
        Instr::Load(Load { arg, .. })
        | Instr::Store(Store { arg, .. })
        | Instr::LoadSimd(LoadSimd { arg, .. }) => (u32::try_from(arg.offset).ok(), None),
        _ => (None, None),
    };
    one.into_iter().chain(other)
}

/// The same places, each once, those that touch as one.
fn joined(mut places: Vec<Range<u32>>) -> Vec<Range<u32>> {
    places.sort_unstable_by_key(|place| place.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}
