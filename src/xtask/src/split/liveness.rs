//! Which locals still matter where: the usual flow backwards through structured code.

use std::collections::{BTreeSet, HashMap};

use walrus::ir::{Block, Br, BrIf, BrTable, IfElse, Instr, InstrSeqId, LocalGet, LocalSet, LocalTee, Loop};
use walrus::{LocalFunction, LocalId};

/// A set of locals.
pub(super) type Locals = BTreeSet<LocalId>;

/// The locals of one function whose values are read later, at every place that may be asked for.
pub(super) struct Liveness<'a> {
    function: &'a LocalFunction,
    /// The instructions that will be asked for.
    wanted: &'a [(InstrSeqId, usize)],
    /// Before each of them.
    before: HashMap<(InstrSeqId, usize), Locals>,
    /// Where a branch to a sequence leads.
    labels: HashMap<InstrSeqId, Locals>,
    /// After a sequence has run to its end.
    ends: HashMap<InstrSeqId, Locals>,
}

impl<'a> Liveness<'a> {
    pub(super) fn of(function: &'a LocalFunction, wanted: &'a [(InstrSeqId, usize)]) -> Self {
        let (before, labels, ends) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut liveness = Self { function, wanted, before, labels, ends };
        liveness.labels.insert(function.entry_block(), Locals::new());
        liveness.flow(function.entry_block(), Locals::new());
        liveness
    }

    /// The locals read from a wanted instruction on.
    pub(super) fn before(&self, sequence: InstrSeqId, at: usize) -> &Locals {
        &self.before[&(sequence, at)]
    }

    /// The locals read after a branch to a sequence's label.
    pub(super) fn at_label(&self, sequence: InstrSeqId) -> &Locals {
        &self.labels[&sequence]
    }

    /// The locals read after a sequence has run to its end.
    pub(super) fn after(&self, sequence: InstrSeqId) -> &Locals {
        &self.ends[&sequence]
    }

    fn flow(&mut self, sequence: InstrSeqId, mut live: Locals) -> Locals {
        self.ends.insert(sequence, live.clone());
        for (at, (instruction, _)) in self.function.block(sequence).instrs.iter().enumerate().rev() {
            live = self.step(instruction, live);
            if self.wanted.contains(&(sequence, at)) {
                self.before.insert((sequence, at), live.clone());
            }
        }
        live
    }

    fn step(&mut self, instruction: &Instr, mut live: Locals) -> Locals {
        match instruction {
            Instr::LocalGet(LocalGet { local }) => {
                live.insert(*local);
                live
            }
            Instr::LocalSet(LocalSet { local }) | Instr::LocalTee(LocalTee { local }) => {
                live.remove(local);
                live
            }
            Instr::Br(Br { block }) => self.labels[block].clone(),
            Instr::BrIf(BrIf { block }) => {
                live.extend(&self.labels[block]);
                live
            }
            Instr::BrTable(BrTable { blocks, default }) => {
                blocks.iter().chain([default]).flat_map(|block| self.labels[block].iter().copied()).collect()
            }
            Instr::Return(_) | Instr::Unreachable(_) => Locals::new(),
            Instr::Block(Block { seq }) => {
                self.labels.insert(*seq, live.clone());
                self.flow(*seq, live)
            }
            Instr::IfElse(IfElse { consequent, alternative }) => {
                self.labels.insert(*consequent, live.clone());
                self.labels.insert(*alternative, live.clone());
                let mut either = self.flow(*consequent, live.clone());
                either.extend(self.flow(*alternative, live));
                either
            }
            Instr::Loop(Loop { seq }) => {
                // What the next round reads is found by going round until nothing is added.
                self.labels.entry(*seq).or_default();
                loop {
                    let start = self.flow(*seq, live.clone());
                    if start.is_subset(&self.labels[seq]) {
                        return start;
                    }
                    if let Some(label) = self.labels.get_mut(seq) {
                        label.extend(start);
                    }
                }
            }
            _ => live,
        }
    }
}
