//! How a region becomes a function, and what stands in its place.

use std::collections::HashMap;

use walrus::ir::{
    BinaryOp, Binop, Block, Br, BrIf, BrTable, Call, Const, IfElse, Instr, InstrLocId, InstrSeqId, LocalGet,
    LocalSet, Loop, Return, Unreachable, Value,
};
use walrus::{FunctionBuilder, FunctionId, LocalId, Module, ValType};

use super::code::Code;
use super::liveness::{Liveness, Locals};
use super::region::{Exit, Region};

/// The fewest bytes worth a function of its own.
const LEAST_GAIN: usize = 6;

/// A region with what the function made of it takes and returns.
///
/// The function returns, in this order: what the region leaves on the stack, what it carries along each exit, the number
/// of the exit it took (none is 0), the locals it changed. Each only where there is such a thing.
pub(super) struct Plan {
    region: Region,
    takes: Vec<LocalId>,
    gives: Vec<LocalId>,
}

impl Plan {
    /// `None` where the call would cost more than it saves.
    pub(super) fn of(module: &Module, liveness: &Liveness<'_>, region: Region) -> Option<Self> {
        let mut read_after = Locals::new();
        if region.ends {
            read_after.extend(liveness.after(region.sequence));
        }
        for exit in &region.exits {
            if let Exit::Label(label) = exit {
                read_after.extend(liveness.at_label(*label));
            }
        }
        // Numbers before fractions, so that fewer kinds of functions are needed.
        let by_type =
            |locals: &mut Vec<LocalId>| locals.sort_by_key(|local| kind(module.locals.get(*local).ty()));
        let mut gives: Vec<LocalId> = region.writes.intersection(&read_after).copied().collect();
        by_type(&mut gives);
        let mut takes: Vec<LocalId> = liveness
            .before(region.sequence, region.from)
            .iter()
            .filter(|local| region.reads.contains(local) || gives.contains(local))
            .copied()
            .collect();
        by_type(&mut takes);
        let plan = Self { region, takes, gives };
        let values = plan.takes.len() + plan.gives.len();
        let cost = 8 + 2 * values + 5 * plan.region.exits.len();
        (plan.region.weight > cost + LEAST_GAIN).then_some(plan)
    }

    /// Whether the function has to say where it leads.
    fn says_exit(&self) -> bool {
        self.region.exits.len() + usize::from(self.region.ends) > 1
    }

    /// Makes the function and calls it where the region was.
    pub(super) fn carry_out(self, module: &mut Module, from: FunctionId, name: String) {
        let types = |module: &Module, locals: &[LocalId]| -> Vec<ValType> {
            locals.iter().map(|local| module.locals.get(*local).ty()).collect()
        };
        let carried: Vec<Option<ValType>> = {
            let code = Code::of(module, module.funcs.get(from).kind.unwrap_local());
            self.region.exits.iter().map(|exit| exit.carried(&code).flatten()).collect()
        };
        let result = self.region.result.filter(|_| self.region.ends);
        let mut fresh = |ty: Option<ValType>| ty.map(|ty| module.locals.add(ty));
        let left = Left {
            result: fresh(result),
            carried: carried.into_iter().map(&mut fresh).collect(),
            exit: fresh(self.says_exit().then_some(ValType::I32)),
        };
        let index = module.locals.add(ValType::I32);
        let places: Vec<LocalId> = left.locals().chain(self.gives.iter().copied()).collect();
        let (params, results) = (types(module, &self.takes), types(module, &places));

        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.name(name);
        let around = builder.dangling_instr_seq(None).id();
        let function = module.funcs.get(from).kind.unwrap_local();
        let code = Code::of(module, function);
        let mut copy = Copy {
            code: &code,
            region: &self.region,
            left: &left,
            around,
            index,
            labels: HashMap::new(),
            builder: &mut builder,
        };
        let mut body = Vec::new();
        for instruction in &function.block(self.region.sequence).instrs[self.region.from..] {
            copy.instruction(instruction, &mut body);
        }
        if let Some(result) = left.result
            && !closed(&body)
        {
            body.push(set(result));
        }
        *builder.instr_seq(around).instrs_mut() = body;
        let mut whole = builder.func_body();
        whole.instr(Block { seq: around });
        for place in &places {
            whole.local_get(*place);
        }
        let outlined = builder.finish(self.takes.clone(), &mut module.funcs);
        self.call(module, from, outlined, &left);
    }

    fn call(&self, module: &mut Module, from: FunctionId, outlined: FunctionId, left: &Left) {
        let mut place: Vec<Placed> = self.takes.iter().map(|local| get(*local)).collect();
        place.push(placed(Call { func: outlined }));
        place.extend(self.gives.iter().rev().map(|local| set(*local)));
        let Region { exits, ends, .. } = &self.region;
        if exits.is_empty() {
            // What it leaves is on the stack already.
            if !ends {
                place.push(placed(Unreachable {}));
            }
        } else {
            let locals: Vec<LocalId> = left.locals().collect();
            place.extend(locals.into_iter().rev().map(set));
            let function = module.funcs.get_mut(from).kind.unwrap_local_mut();
            for (nth, exit) in exits.iter().enumerate() {
                let last = nth + 1 == exits.len();
                let mut go: Vec<Placed> = Vec::new();
                go.extend(left.carried.get(nth).copied().flatten().map(get));
                go.push(match exit {
                    Exit::Label(label) => placed(Br { block: *label }),
                    Exit::Return => placed(Return {}),
                });
                match left.exit {
                    Some(exit) if *ends || !last => {
                        place.push(get(exit));
                        if exits.len() > 1 {
                            place.push(placed(Const { value: Value::I32(number(nth)) }));
                            place.push(placed(Binop { op: BinaryOp::I32Eq }));
                        }
                        if let [(Instr::Br(Br { block }), _)] = go[..] {
                            place.push(placed(BrIf { block }));
                        } else {
                            let builder = function.builder_mut();
                            let consequent = builder.dangling_instr_seq(None).id();
                            let alternative = builder.dangling_instr_seq(None).id();
                            *builder.instr_seq(consequent).instrs_mut() = go;
                            place.push(placed(IfElse { consequent, alternative }));
                        }
                    }
                    _ => place.append(&mut go),
                }
            }
            if *ends {
                place.extend(left.result.map(get));
            }
        }
        let function = module.funcs.get_mut(from).kind.unwrap_local_mut();
        let instructions = &mut function.block_mut(self.region.sequence).instrs;
        instructions.truncate(self.region.from);
        instructions.append(&mut place);
    }
}

/// A number for the type of a value.
fn kind(ty: ValType) -> u8 {
    match ty {
        ValType::I32 => 0,
        ValType::I64 => 1,
        ValType::F32 => 2,
        ValType::F64 => 3,
        _ => 4,
    }
}

/// The number of the exit with this index; 0 is the end of the region.
fn number(nth: usize) -> i32 {
    i32::try_from(nth + 1).unwrap_or(i32::MAX)
}

/// The locals, of both functions, for what a region leaves besides the locals it changes.
struct Left {
    result: Option<LocalId>,
    /// What is carried along each of its exits.
    carried: Vec<Option<LocalId>>,
    exit: Option<LocalId>,
}

impl Left {
    fn locals(&self) -> impl Iterator<Item = LocalId> {
        self.result.into_iter().chain(self.carried.iter().copied().flatten()).chain(self.exit)
    }
}

type Placed = (Instr, InstrLocId);

fn placed(instruction: impl Into<Instr>) -> Placed {
    (instruction.into(), InstrLocId::default())
}

fn get(local: LocalId) -> Placed {
    placed(LocalGet { local })
}

fn set(local: LocalId) -> Placed {
    placed(LocalSet { local })
}

fn closed(body: &[Placed]) -> bool {
    matches!(
        body.last(),
        Some((Instr::Br(_) | Instr::BrTable(_) | Instr::Return(_) | Instr::Unreachable(_), _))
    )
}

/// Copies a region's instructions into the new function, where every way out leads behind one block.
struct Copy<'a, 'b> {
    code: &'a Code<'a>,
    region: &'a Region,
    left: &'a Left,
    /// The block around everything.
    around: InstrSeqId,
    /// The region's own sequences, as they are called in the new function.
    labels: HashMap<InstrSeqId, InstrSeqId>,
    /// Holds the number a `br_table` goes by.
    index: LocalId,
    builder: &'b mut FunctionBuilder,
}

impl Copy<'_, '_> {
    fn sequence(&mut self, old: InstrSeqId) -> InstrSeqId {
        let source = self.code.function.block(old);
        let new = self.builder.dangling_instr_seq(source.ty).id();
        self.labels.insert(old, new);
        let mut body = Vec::with_capacity(source.instrs.len());
        for instruction in &source.instrs {
            self.instruction(instruction, &mut body);
        }
        *self.builder.instr_seq(new).instrs_mut() = body;
        new
    }

    fn instruction(&mut self, (instruction, at): &Placed, body: &mut Vec<Placed>) {
        let copied: Instr = match instruction {
            Instr::Block(Block { seq }) => Block { seq: self.sequence(*seq) }.into(),
            Instr::Loop(Loop { seq }) => Loop { seq: self.sequence(*seq) }.into(),
            Instr::IfElse(IfElse { consequent, alternative }) => {
                IfElse { consequent: self.sequence(*consequent), alternative: self.sequence(*alternative) }
                    .into()
            }
            Instr::Br(Br { block }) => match self.labels.get(block) {
                Some(block) => Br { block: *block }.into(),
                None => return self.leave(Some(*block), body),
            },
            Instr::Return(_) => return self.leave(None, body),
            Instr::BrIf(BrIf { block }) => match self.labels.get(block) {
                Some(block) => BrIf { block: *block }.into(),
                None => {
                    let consequent = self.builder.dangling_instr_seq(None).id();
                    let alternative = self.builder.dangling_instr_seq(None).id();
                    let mut way = Vec::new();
                    self.leave(Some(*block), &mut way);
                    *self.builder.instr_seq(consequent).instrs_mut() = way;
                    IfElse { consequent, alternative }.into()
                }
            },
            Instr::BrTable(BrTable { blocks, default }) => return self.table(blocks, *default, body),
            other => other.clone(),
        };
        body.push((copied, *at));
    }

    /// A branch out of the region, or a return.
    fn leave(&mut self, label: Option<InstrSeqId>, body: &mut Vec<Placed>) {
        let (code, region) = (self.code, self.region);
        let to_end = match label {
            Some(label) => region.is_end(code, label),
            None => code.is_body(region.sequence),
        };
        if to_end {
            body.extend(self.left.result.map(set));
        } else {
            let exit = match label {
                Some(label) if !code.is_body(label) => Exit::Label(label),
                _ => Exit::Return,
            };
            let nth = region.exits.iter().position(|known| *known == exit).unwrap_or_default();
            body.extend(self.left.carried.get(nth).copied().flatten().map(set));
            if let Some(local) = self.left.exit {
                body.push(placed(Const { value: Value::I32(number(nth)) }));
                body.push(set(local));
            }
        }
        body.push(placed(Br { block: self.around }));
    }

    /// A branch by number, of which some ways may lead out: those go through a block each.
    fn table(&mut self, blocks: &[InstrSeqId], default: InstrSeqId, body: &mut Vec<Placed>) {
        let mut out: Vec<InstrSeqId> = Vec::new();
        for block in blocks.iter().chain([&default]) {
            if !self.labels.contains_key(block) && !out.contains(block) {
                out.push(*block);
            }
        }
        let ways: HashMap<InstrSeqId, InstrSeqId> =
            out.iter().map(|block| (*block, self.builder.dangling_instr_seq(None).id())).collect();
        let to = |block: &InstrSeqId| self.labels.get(block).or_else(|| ways.get(block)).copied();
        let table = BrTable {
            blocks: blocks.iter().filter_map(to).collect(),
            default: to(&default).unwrap_or(self.around),
        };
        if out.is_empty() {
            body.push(placed(table));
            return;
        }
        body.push(set(self.index));
        let mut inner = vec![get(self.index), placed(table)];
        for block in &out {
            let way = ways[block];
            *self.builder.instr_seq(way).instrs_mut() = inner;
            inner = vec![placed(Block { seq: way })];
            self.leave(Some(*block), &mut inner);
        }
        body.append(&mut inner);
    }
}
