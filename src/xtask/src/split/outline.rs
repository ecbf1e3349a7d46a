//! Moves what did not run out of functions that did: each such end of a sequence becomes a function of its own.

use walrus::ir::InstrSeqId;
use walrus::{FunctionId, Module};

use super::code::Code;
use super::liveness::Liveness;
use super::marks::{Stretches, inside};
use super::plan::Plan;
use super::region::Region;

/// What the names of functions begin with that are not needed for the first picture.
pub(super) const LATER: &str = "later ";

/// Renames the functions that did not run and takes out of the others the ends of sequences that did not.
pub(super) fn outline(module: &mut Module, ran: &[u8]) {
    let stretches = Stretches::of(module);
    let runs = |number: usize| ran.get(number).is_some_and(|mark| *mark != 0);
    let functions: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for (nth, id) in functions.into_iter().enumerate() {
        let function = module.funcs.get(id).kind.unwrap_local();
        if !runs(stretches.at(id, function.entry_block(), 0)) {
            module.funcs.get_mut(id).name = Some(format!("{LATER}{nth}"));
            continue;
        }
        let cold = |sequence, at| !runs(stretches.at(id, sequence, at));
        let ends = Search { code: &Code::of(module, function), cold: &cold }.find();
        let wanted: Vec<_> = ends.iter().map(|region| (region.sequence, region.from)).collect();
        let liveness = Liveness::of(function, &wanted);
        let plans: Vec<Plan> = ends.into_iter().filter_map(|region| Plan::of(&liveness, region)).collect();
        for (part, plan) in plans.into_iter().enumerate() {
            plan.carry_out(module, id, format!("{LATER}{nth}.{part}"));
        }
    }
}

/// Looks for ends of sequences that did not run.
struct Search<'a> {
    code: &'a Code<'a>,
    cold: &'a dyn Fn(InstrSeqId, usize) -> bool,
}

impl Search<'_> {
    /// The largest ends worth taking out, none inside another.
    fn find(&self) -> Vec<Region> {
        let mut found = Vec::new();
        self.search(self.code.function.entry_block(), &mut found);
        found
    }

    fn search(&self, sequence: InstrSeqId, found: &mut Vec<Region>) {
        let instructions = &self.code.function.block(sequence).instrs;
        let region = self.end(sequence).and_then(|from| Region::of(self.code, sequence, from));
        let kept = region.as_ref().map_or(instructions.len(), |region| region.from);
        for (instruction, _) in &instructions[..kept] {
            inside(instruction).for_each(|sequence| self.search(sequence, found));
        }
        found.extend(region);
    }

    /// The first instruction that did not run and at which the stack is as at the start of the sequence.
    fn end(&self, sequence: InstrSeqId) -> Option<usize> {
        let mut height: usize = 0;
        for (from, (instruction, _)) in self.code.function.block(sequence).instrs.iter().enumerate() {
            if height == 0 && (self.cold)(sequence, from) {
                return Some(from);
            }
            let (taken, left) = self.code.arity(instruction)?;
            height = height.checked_sub(taken)? + left;
        }
        None
    }
}
