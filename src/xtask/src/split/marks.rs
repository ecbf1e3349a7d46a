//! Which stretches of code ran: marks set by a copy of the module that is run once.

use std::collections::HashMap;

use anyhow::{Context, Result};
use walrus::ir::{Block, Const, IfElse, Instr, InstrSeqId, Loop, MemArg, Store, StoreKind, Value};
use walrus::{FunctionId, LocalFunction, MemoryId, Module};

/// The stretches of a module's code: what runs from one end to the other once it is entered.
///
/// A stretch begins with a sequence of instructions and after everything inside it that may leave it. The order is the
/// same for the same bytes, so that marks set by one reading of a module are understood by another.
pub(super) struct Stretches {
    /// The functions with the first instruction of each stretch, sequence by sequence, and the stretch's number.
    starts: HashMap<(FunctionId, InstrSeqId), Vec<(usize, usize)>>,
    count: usize,
}

impl Stretches {
    /// Finds the stretches of all functions that have a body.
    pub(super) fn of(module: &Module) -> Self {
        let mut starts = HashMap::new();
        let mut count = 0;
        for (id, function) in module.funcs.iter_local() {
            for sequence in sequences(function) {
                let instructions = &function.block(sequence).instrs;
                let after = instructions
                    .iter()
                    .enumerate()
                    .filter(|(_, (instruction, _))| may_leave(instruction))
                    .map(|(at, _)| at + 1);
                let begins = std::iter::once(0).chain(after).enumerate();
                let begins: Vec<_> = begins.map(|(nth, at)| (at, count + nth)).collect();
                count += begins.len();
                starts.insert((id, sequence), begins);
            }
        }
        Self { starts, count }
    }

    /// The number of the stretch an instruction belongs to.
    pub(super) fn at(&self, function: FunctionId, sequence: InstrSeqId, at: usize) -> usize {
        let starts = self.starts.get(&(function, sequence)).map_or(&[][..], Vec::as_slice);
        let before = starts.partition_point(|(start, _)| *start <= at);
        starts.get(before.saturating_sub(1)).map_or(usize::MAX, |(_, number)| *number)
    }
}

/// A module that writes down which stretches of it run: a byte each, from `base` on in its memory.
pub(crate) struct Marked {
    pub(crate) wasm: Vec<u8>,
    pub(crate) base: u64,
    pub(crate) count: usize,
}

impl Marked {
    /// Adds the marks. They lie between what the module has at the start and what it asks for later.
    pub(super) fn of(wasm: &[u8]) -> Result<Self> {
        const PAGE: u64 = 65_536;
        let mut module = Module::from_buffer(wasm)?;
        let stretches = Stretches::of(&module);
        let memory = module.memories.iter().next().context("the module has a memory")?.id();
        let base = module.memories.get(memory).initial * PAGE;
        module.memories.get_mut(memory).initial += (stretches.count as u64).div_ceil(PAGE);
        for (id, function) in module.funcs.iter_local_mut() {
            for sequence in sequences(function) {
                // From the last to the first, so that places stay what they are.
                for (at, number) in stretches.starts[&(id, sequence)].iter().rev() {
                    let marks =
                        mark(memory, base, i32::try_from(*number)?).map(|mark| (mark, Default::default()));
                    function.block_mut(sequence).instrs.splice(*at..*at, marks);
                }
            }
        }
        Ok(Self { wasm: module.emit_wasm(), base, count: stretches.count })
    }
}

fn mark(memory: MemoryId, base: u64, number: i32) -> [Instr; 3] {
    [
        Const { value: Value::I32(number) }.into(),
        Const { value: Value::I32(1) }.into(),
        Store { memory, kind: StoreKind::I32_8 { atomic: false }, arg: MemArg { align: 1, offset: base } }
            .into(),
    ]
}

/// All sequences of a function, in an order of their own.
pub(super) fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    let mut found = vec![function.entry_block()];
    let mut next = 0;
    while let Some(sequence) = found.get(next).copied() {
        for (instruction, _) in &function.block(sequence).instrs {
            found.extend(inside(instruction));
        }
        next += 1;
    }
    found
}

/// The sequences an instruction holds.
pub(super) fn inside(instruction: &Instr) -> impl Iterator<Item = InstrSeqId> {
    let (first, second) = match instruction {
        Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => (Some(*seq), None),
        Instr::IfElse(IfElse { consequent, alternative }) => (Some(*consequent), Some(*alternative)),
        _ => (None, None),
    };
    first.into_iter().chain(second)
}

fn may_leave(instruction: &Instr) -> bool {
    matches!(instruction, Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::BrIf(_))
}
