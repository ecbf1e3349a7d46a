//! A function's code, with what its instructions and labels take and leave.

use std::collections::HashSet;

use walrus::ir::{Block, Call, CallIndirect, IfElse, Instr, InstrSeqId, InstrSeqType, Loop};
use walrus::{LocalFunction, Module, ValType};

use super::marks::sequences;

/// One function in its module.
pub(super) struct Code<'a> {
    pub(super) module: &'a Module,
    pub(super) function: &'a LocalFunction,
    loops: HashSet<InstrSeqId>,
}

impl<'a> Code<'a> {
    pub(super) fn of(module: &'a Module, function: &'a LocalFunction) -> Self {
        let loops = sequences(function)
            .into_iter()
            .flat_map(|sequence| &function.block(sequence).instrs)
            .filter_map(|(instruction, _)| match instruction {
                Instr::Loop(Loop { seq }) => Some(*seq),
                _ => None,
            })
            .collect();
        Self { module, function, loops }
    }

    /// Whether a sequence is the body of the function.
    pub(super) fn is_body(&self, sequence: InstrSeqId) -> bool {
        sequence == self.function.entry_block()
    }

    /// Whether a branch to a sequence goes to its start.
    pub(super) fn is_loop(&self, sequence: InstrSeqId) -> bool {
        self.loops.contains(&sequence)
    }

    /// What the function returns.
    pub(super) fn returns(&self) -> &[ValType] {
        self.module.types.results(self.function.ty())
    }

    /// What a sequence leaves on the stack. `None` where that is more than one value, or where it takes some.
    pub(super) fn result(&self, sequence: InstrSeqId) -> Option<Option<ValType>> {
        if self.is_body(sequence) {
            return match self.returns() {
                [] => Some(None),
                [one] => Some(Some(*one)),
                _ => None,
            };
        }
        match self.function.block(sequence).ty {
            InstrSeqType::Simple(result) => Some(result),
            InstrSeqType::MultiValue(_) => None,
        }
    }

    /// Whether a branch to a sequence's label carries a value, or may.
    pub(super) fn carries(&self, sequence: InstrSeqId) -> bool {
        !self.is_loop(sequence) && self.result(sequence) != Some(None)
    }

    /// How many values an instruction takes from the stack and leaves there. `None` for what ends a sequence, and for
    /// what compiled Rust does not contain.
    pub(super) fn arity(&self, instruction: &Instr) -> Option<(usize, usize)> {
        let left = |sequence| self.result(sequence).map(|result| usize::from(result.is_some()));
        let called = |ty| (self.module.types.params(ty).len(), self.module.types.results(ty).len());
        Some(match instruction {
            Instr::Block(Block { seq }) | Instr::Loop(Loop { seq }) => (0, left(*seq)?),
            Instr::IfElse(IfElse { consequent, .. }) => (1, left(*consequent)?),
            Instr::Call(Call { func }) => called(self.module.funcs.get(*func).ty()),
            Instr::CallIndirect(CallIndirect { ty, .. }) => {
                let (params, results) = called(*ty);
                (params + 1, results)
            }
            Instr::LocalGet(_)
            | Instr::GlobalGet(_)
            | Instr::Const(_)
            | Instr::MemorySize(_)
            | Instr::TableSize(_)
            | Instr::RefNull(_)
            | Instr::RefFunc(_) => (0, 1),
            // A value the branch may carry stays where it is.
            Instr::LocalSet(_) | Instr::GlobalSet(_) | Instr::Drop(_) | Instr::BrIf(_) => (1, 0),
            Instr::LocalTee(_)
            | Instr::Unop(_)
            | Instr::Load(_)
            | Instr::MemoryGrow(_)
            | Instr::TableGet(_)
            | Instr::RefIsNull(_) => (1, 1),
            Instr::Binop(_) | Instr::TableGrow(_) => (2, 1),
            Instr::Select(_) => (3, 1),
            Instr::Store(_) | Instr::TableSet(_) => (2, 0),
            Instr::MemoryCopy(_) | Instr::MemoryFill(_) | Instr::TableFill(_) => (3, 0),
            _ => return None,
        })
    }
}
