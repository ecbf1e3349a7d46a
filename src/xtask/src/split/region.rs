//! The end of a sequence of instructions, as something that could be a function of its own.

use walrus::ValType;
use walrus::ir::{Br, BrIf, BrTable, Instr, InstrLocId, InstrSeqId, LocalGet, LocalSet, LocalTee};

use super::code::Code;
use super::liveness::Locals;
use super::marks::inside;

/// Where a region may lead, besides the end of its sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// To the label of a sequence around it, or to the start of the loop it is the end of.
    Label(InstrSeqId),
    /// Out of the function.
    Return,
}

impl Exit {
    /// What is carried along this way: at most one value. `None` where it is more.
    pub(super) fn carried(&self, code: &Code<'_>) -> Option<Option<ValType>> {
        match self {
            Self::Label(label) if code.is_loop(*label) => Some(None),
            Self::Label(label) => code.result(*label),
            Self::Return => code.result(code.function.entry_block()),
        }
    }
}

/// The instructions of a sequence from one on.
pub(super) struct Region {
    pub(super) sequence: InstrSeqId,
    /// The first instruction.
    pub(super) from: usize,
    /// About how many bytes it takes.
    pub(super) weight: usize,
    pub(super) reads: Locals,
    pub(super) writes: Locals,
    pub(super) exits: Vec<Exit>,
    /// Whether the end of the sequence can be reached through it.
    pub(super) ends: bool,
    /// What it then leaves on the stack.
    pub(super) result: Option<ValType>,
}

impl Region {
    /// `None` where it holds something that a function of its own could not say.
    pub(super) fn of(code: &Code<'_>, sequence: InstrSeqId, from: usize) -> Option<Self> {
        let own = code.function.block(sequence).instrs.get(from..)?;
        let closed = matches!(
            own.last(),
            Some((Instr::Br(_) | Instr::BrTable(_) | Instr::Return(_) | Instr::Unreachable(_), _))
        );
        let mut region = Self {
            sequence,
            from,
            weight: 0,
            reads: Locals::new(),
            writes: Locals::new(),
            exits: Vec::new(),
            ends: !closed,
            result: code.result(sequence)?,
        };
        let mut nested = Vec::new();
        region.take(code, own, &mut nested)?;
        let mut next = 0;
        while let Some(sequence) = nested.get(next).copied() {
            code.result(sequence)?;
            region.take(code, &code.function.block(sequence).instrs, &mut nested)?;
            next += 1;
        }
        // Only now is it known which labels are its own.
        region.exits.retain(|exit| !matches!(exit, Exit::Label(label) if nested.contains(label)));
        let sayable = |exit: &Exit| exit.carried(code).is_some();
        region.exits.iter().all(sayable).then_some(region)
    }

    /// Whether a branch to a label goes to the end of the sequence.
    pub(super) fn is_end(&self, code: &Code<'_>, label: InstrSeqId) -> bool {
        label == self.sequence && !code.is_loop(label)
    }

    fn take(
        &mut self,
        code: &Code<'_>,
        instructions: &[(Instr, InstrLocId)],
        nested: &mut Vec<InstrSeqId>,
    ) -> Option<()> {
        for (instruction, _) in instructions {
            self.weight += weight(instruction);
            nested.extend(inside(instruction));
            match instruction {
                Instr::LocalGet(LocalGet { local }) => {
                    self.reads.insert(*local);
                }
                Instr::LocalSet(LocalSet { local }) | Instr::LocalTee(LocalTee { local }) => {
                    self.writes.insert(*local);
                }
                Instr::Br(Br { block }) => self.branch(code, *block),
                Instr::BrIf(BrIf { block }) => self.maybe(code, *block, nested)?,
                Instr::BrTable(BrTable { blocks, default }) => {
                    blocks.iter().chain([default]).try_for_each(|block| self.maybe(code, *block, nested))?;
                }
                Instr::Return(_) if code.is_body(self.sequence) => self.ends = true,
                Instr::Return(_) => self.leave(Exit::Return),
                Instr::Unreachable(_) => {}
                other => {
                    code.arity(other)?;
                }
            }
        }
        Some(())
    }

    /// A branch that may not be taken: it would have to keep the value it may carry out of the region.
    fn maybe(&mut self, code: &Code<'_>, label: InstrSeqId, nested: &[InstrSeqId]) -> Option<()> {
        if code.carries(label) && !nested.contains(&label) {
            return None;
        }
        self.branch(code, label);
        Some(())
    }

    fn branch(&mut self, code: &Code<'_>, label: InstrSeqId) {
        if self.is_end(code, label) {
            self.ends = true;
        } else if code.is_body(label) {
            self.leave(Exit::Return);
        } else {
            self.leave(Exit::Label(label));
        }
    }

    fn leave(&mut self, exit: Exit) {
        if !self.exits.contains(&exit) {
            self.exits.push(exit);
        }
    }
}

/// About how many bytes an instruction takes.
fn weight(instruction: &Instr) -> usize {
    match instruction {
        Instr::BrTable(BrTable { blocks, .. }) => 3 + blocks.len(),
        Instr::Binop(_) | Instr::Unop(_) | Instr::Drop(_) | Instr::Return(_) | Instr::Unreachable(_) => 1,
        Instr::LocalGet(_) | Instr::LocalSet(_) | Instr::LocalTee(_) | Instr::Br(_) | Instr::BrIf(_) => 2,
        _ => 3,
    }
}
