//! Moves the texts that only the second module says into it: its own words, styles and markup.
//!
//! A text is what code, or a list in the data, names by an address and a length. It is moved where nothing else can lead
//! to it: no number in the first module's code lies within it, and no word of the data but in lists that nothing of the
//! first module leads to either.

use std::collections::BTreeSet;
use std::ops::Range;

use walrus::ir::{Const, Instr, Load, LoadSimd, Store, Value};
use walrus::{ConstExpr, DataId, DataKind, Module};

use super::marks::sequences;

/// The fewest bytes of a text, and of texts side by side that are worth a segment of their own.
const LEAST: u32 = 4;
const LEAST_TOGETHER: u32 = 16;
/// The most bytes of a text that is not told from other numbers by standing beside its address.
const MOST: u32 = 4096;
/// How far before a list an address may lie that is added to something, because code counts from another number than 0.
const BEFORE_LISTS: u32 = 1024;

/// Clears in the first module the texts that only the second has use for, and has the second write them when it is
/// instantiated.
pub(super) fn move_texts(first: &mut Module, second: &mut Module) {
    let Some(memory) = second.memories.iter().next().map(walrus::Memory::id) else { return };
    let segments: Vec<(DataId, u32)> =
        first.data.iter().filter_map(|it| Some((it.id(), begins(&it.kind)?))).collect();
    let data = Data {
        segments: segments.iter().map(|(id, from)| (*from, first.data.get(*id).value.clone())).collect(),
    };
    let mut met = Met::default();
    each_instruction(first, |instruction, next| met.add(instruction, next));
    let mut wanted = data.wanted_by_lists(&mut met);
    each_instruction(second, |instruction, next| wanted.extend(named(instruction, next)));
    wanted.retain(|text| data.is_text(text) && met.none_in(text.clone()));
    for text in joined(wanted) {
        if text.end - text.start < LEAST_TOGETHER {
            continue;
        }
        for (id, from) in &segments {
            let Some(start) = text.start.checked_sub(*from) else { continue };
            let end = start + (text.end - text.start);
            let place = start as usize..end as usize;
            let Some(bytes) = first.data.get_mut(*id).value.get_mut(place) else { continue };
            let offset = ConstExpr::Value(Value::I32(text.start.cast_signed()));
            second.data.add(DataKind::Active { memory, offset }, bytes.to_vec());
            bytes.fill(0);
        }
    }
}

/// What a module's memory holds at the start.
struct Data {
    /// The segments, each with its address.
    segments: Vec<(u32, Vec<u8>)>,
}

impl Data {
    fn bytes(&self, place: &Range<u32>) -> Option<&[u8]> {
        self.segments.iter().find_map(|(from, bytes)| {
            let start = place.start.checked_sub(*from)? as usize;
            bytes.get(start..start + (place.end - place.start) as usize)
        })
    }

    fn is_text(&self, place: &Range<u32>) -> bool {
        self.bytes(place).is_some_and(|bytes| str::from_utf8(bytes).is_ok() && !bytes.contains(&0))
    }

    /// The texts of the lists that nothing met leads to. Every other word of the data is met.
    fn wanted_by_lists(&self, met: &mut Met) -> Vec<Range<u32>> {
        let lists = self.lists();
        // A list that any word points to is one that tables or other lists lead to.
        let pointed: BTreeSet<u32> = self.words().map(|(_, word)| word).collect();
        let alone = |list: &&Range<u32>| {
            let reach = list.start.saturating_sub(BEFORE_LISTS)..list.end;
            met.none_in((*list).clone())
                && met.added.range(reach).next().is_none()
                && pointed.range((*list).clone()).next().is_none()
        };
        let alone: Vec<Range<u32>> = lists.iter().filter(alone).cloned().collect();
        let mut wanted = Vec::new();
        for (at, word) in self.words() {
            if alone.iter().any(|list| list.contains(&at)) {
                wanted.extend(self.text_at(at));
            } else {
                met.numbers.insert(word);
            }
        }
        wanted
    }

    /// Runs of addresses and lengths of texts.
    fn lists(&self) -> Vec<Range<u32>> {
        let mut lists: Vec<Range<u32>> = Vec::new();
        for (at, _) in self.words() {
            if lists.last().is_some_and(|list| at < list.end) || self.text_at(at).is_none() {
                continue;
            }
            match lists.last_mut() {
                Some(list) if list.end == at => list.end = at + 8,
                _ => lists.push(at..at + 8),
            }
        }
        lists.retain(|list| list.end - list.start >= 24);
        lists
    }

    /// The text whose address and length stand at an address.
    fn text_at(&self, at: u32) -> Option<Range<u32>> {
        let word = |at: u32| {
            let bytes = self.bytes(&(at..at.checked_add(4)?))?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        let (start, length) = (word(at)?, word(at.checked_add(4)?)?);
        let text = start..start.checked_add(length)?;
        ((1..=MOST).contains(&length) && self.is_text(&text)).then_some(text)
    }

    /// Every aligned word with its address.
    fn words(&self) -> impl Iterator<Item = (u32, u32)> {
        self.segments.iter().flat_map(|(from, bytes)| {
            let first = from.next_multiple_of(4);
            let aligned = bytes.get((first - from) as usize..).unwrap_or_default();
            (first..).step_by(4).zip(
                aligned
                    .chunks_exact(4)
                    .map(|word| word.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte))),
            )
        })
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

/// The numbers of code and data that may be addresses.
#[derive(Default)]
struct Met {
    numbers: BTreeSet<u32>,
    /// Those of code that something is added to.
    added: BTreeSet<u32>,
}

impl Met {
    fn none_in(&self, place: Range<u32>) -> bool {
        self.numbers.range(place).next().is_none()
    }

    fn add(&mut self, instruction: &Instr, next: Option<&Instr>) {
        match instruction {
            Instr::Const(Const { value: Value::I32(number) }) => {
                self.numbers.insert(number.cast_unsigned());
                if matches!(next, Some(Instr::Binop(_) | Instr::LocalSet(_) | Instr::LocalTee(_))) {
                    self.added.insert(number.cast_unsigned());
                }
            }
            // One number may be two.
            Instr::Const(Const { value: Value::I64(number) }) => {
                let number = number.cast_unsigned();
                self.numbers.extend([number as u32, (number >> 32) as u32]);
            }
            Instr::Load(Load { arg, .. })
            | Instr::Store(Store { arg, .. })
            | Instr::LoadSimd(LoadSimd { arg, .. }) => {
                if let Ok(offset) = u32::try_from(arg.offset) {
                    self.numbers.insert(offset);
                    self.added.insert(offset);
                }
            }
            _ => {}
        }
    }
}

/// The places of texts that an instruction and the one after it may name: an address and a length, or both in one number.
fn named(instruction: &Instr, next: Option<&Instr>) -> Option<Range<u32>> {
    let (at, length) = match (instruction, next) {
        (
            Instr::Const(Const { value: Value::I32(at) }),
            Some(Instr::Const(Const { value: Value::I32(length) })),
        ) => (at.cast_unsigned(), length.cast_unsigned()),
        (Instr::Const(Const { value: Value::I64(both) }), _) => {
            let both = both.cast_unsigned();
            (both as u32, ((both >> 32) as u32).min(MOST))
        }
        _ => return None,
    };
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
