//! Two modules from one: the second has the functions whose names begin with [`LATER`], the first all others.
//!
//! They share memory, globals and the table of functions, and call each other through the table: a place in it takes
//! two bytes of the first module where an export takes seven.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use walrus::ir::{Call, CallIndirect, Const, Instr, InstrLocId, LocalGet, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportId, ExportItem, FunctionBuilder, FunctionId, GlobalKind,
    ImportKind, Module, ModuleConfig, TableId,
};

use super::data::move_data;
use super::marks::sequences;
use super::outline::LATER;

/// The module name under which the second module finds what the first exports.
const FIRST: &str = "a";

/// The first module, and the second, which fills places of the first one's table when it is instantiated.
pub(super) fn cut(wasm: &[u8], constants: &[Range<u32>]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let read = || Module::from_buffer_with_config(wasm, &config);
    let places = Places::of(&read()?)?;
    let (mut first, mut second) = (read()?, read()?);
    keep_second(&mut second, &places)?;
    let shared = second.imports.iter().map(|import| import.name.clone()).collect();
    keep_first(&mut first, &places, &shared)?;
    move_data(&mut first, &mut second, constants);
    Ok((first.emit_wasm(), second.emit_wasm()))
}

/// A function by its order in the module, which is the same in every reading.
type Nth = usize;

/// Which functions go where, and their places in the table.
struct Places {
    later: BTreeSet<Nth>,
    /// The places a function has already, because it is called by pointers.
    old: BTreeMap<Nth, Vec<u32>>,
    /// Functions of the first half that the second calls, from the old end of the table on.
    first: Vec<Nth>,
    /// Functions of the second half that the first calls, after those.
    second: Vec<Nth>,
    old_size: u32,
}

impl Places {
    fn of(module: &Module) -> Result<Self> {
        let table = table(module)?;
        let numbers = numbers(module);
        let later: BTreeSet<Nth> = module
            .funcs
            .iter()
            .filter(|function| function.name.as_ref().is_some_and(|name| name.starts_with(LATER)))
            .map(|function| numbers[&function.id()])
            .collect();
        let mut old: BTreeMap<Nth, Vec<u32>> = BTreeMap::new();
        for element in module.elements.iter() {
            let ElementKind::Active { table: filled, offset } = &element.kind else { continue };
            if *filled != table {
                continue;
            }
            let (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(functions)) =
                (offset, &element.items)
            else {
                bail!("the table of functions is filled in a way that is not understood");
            };
            for (at, function) in functions.iter().enumerate() {
                old.entry(numbers[function]).or_default().push(u32::try_from(*offset)? + u32::try_from(at)?);
            }
        }
        let mut across = BTreeSet::new();
        for (caller, function) in module.funcs.iter_local() {
            let is_later = later.contains(&numbers[&caller]);
            for sequence in sequences(function) {
                across.extend(function.block(sequence).instrs.iter().filter_map(|(instruction, _)| {
                    let callee = numbers[&called(instruction)?];
                    (later.contains(&callee) != is_later).then_some(callee)
                }));
            }
        }
        // What scripts call keeps its name, and goes through the table as well.
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(function) => Some(numbers[&function]).filter(|nth| later.contains(nth)),
            _ => None,
        });
        across.extend(exported);
        across.retain(|nth| !old.contains_key(nth));
        let (second, first) = across.into_iter().partition(|nth| later.contains(nth));
        let old_size = u32::try_from(module.tables.get(table).initial)?;
        Ok(Self { later, old, first, second, old_size })
    }

    fn new_size(&self) -> u64 {
        u64::from(self.old_size) + (self.first.len() + self.second.len()) as u64
    }

    /// The place through which a function is called, by function.
    fn by_function(&self) -> Result<BTreeMap<Nth, i32>> {
        let new =
            (self.old_size..).zip(self.first.iter().chain(&self.second)).map(|(place, nth)| (*nth, place));
        let old = self.old.iter().filter_map(|(nth, places)| Some((*nth, *places.first()?)));
        new.chain(old).map(|(nth, place)| Ok((nth, i32::try_from(place)?))).collect()
    }
}

/// The functions' order.
fn numbers(module: &Module) -> HashMap<FunctionId, Nth> {
    module.funcs.iter().enumerate().map(|(nth, function)| (function.id(), nth)).collect()
}

fn by_number(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(walrus::Function::id).collect()
}

fn called(instruction: &Instr) -> Option<FunctionId> {
    match instruction {
        Instr::Call(Call { func }) => Some(*func),
        _ => None,
    }
}

fn table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has a table of functions")
}

/// Lets every call across the halves, of those that a half keeps, go through the table.
fn through_table(module: &mut Module, places: &Places, keeps_later: bool) -> Result<()> {
    let table = table(module)?;
    let numbers = numbers(module);
    let place = places.by_function()?;
    let types: HashMap<FunctionId, _> =
        module.funcs.iter().map(|function| (function.id(), function.ty())).collect();
    for (caller, function) in module.funcs.iter_local_mut() {
        if places.later.contains(&numbers[&caller]) != keeps_later {
            continue;
        }
        for sequence in sequences(function) {
            let instructions = &mut function.block_mut(sequence).instrs;
            for at in (0..instructions.len()).rev() {
                let Some(callee) = called(&instructions[at].0) else { continue };
                if places.later.contains(&numbers[&callee]) == keeps_later {
                    continue;
                }
                let number = Const { value: Value::I32(place[&numbers[&callee]]) };
                let call = CallIndirect { ty: types[&callee], table };
                let by_table = [number.into(), call.into()].map(|it: Instr| (it, InstrLocId::default()));
                instructions.splice(at..=at, by_table);
            }
        }
    }
    Ok(())
}

/// Fills the table from a place on.
fn fill(module: &mut Module, table: TableId, from: u32, functions: Vec<FunctionId>) -> Result<()> {
    let offset = ConstExpr::Value(Value::I32(i32::try_from(from)?));
    let element =
        module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(functions));
    // What is not known to the table is swept out with what it holds.
    module.tables.get_mut(table).elem_segments.insert(element);
    Ok(())
}

/// Takes the functions of the second half out of the first module.
fn keep_first(module: &mut Module, places: &Places, shared: &BTreeSet<String>) -> Result<()> {
    let table = table(module)?;
    let functions = by_number(module);
    let numbers = numbers(module);
    through_table(module, places, false)?;

    let nowhere = {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().unreachable();
        builder.finish(Vec::new(), &mut module.funcs)
    };
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(functions) = &mut element.items {
            for function in functions.iter_mut().filter(|function| places.later.contains(&numbers[function]))
            {
                *function = nowhere;
            }
        }
    }
    fill(module, table, places.old_size, places.first.iter().map(|nth| functions[*nth]).collect())?;
    let grown = module.tables.get_mut(table);
    grown.initial = places.new_size();
    let more = places.new_size() - u64::from(places.old_size);
    grown.maximum = grown.maximum.map(|maximum| maximum + more);

    let place = places.by_function()?;
    let exported: Vec<(ExportId, FunctionId)> = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(id) if places.later.contains(&numbers[&id]) => Some((export.id(), id)),
            _ => None,
        })
        .collect();
    for (export, function) in exported {
        let ty = module.funcs.get(function).ty();
        let (params, results) = module.types.params_results(ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let arguments: Vec<_> = params.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = builder.func_body();
        for local in &arguments {
            body.instr(LocalGet { local: *local });
        }
        body.i32_const(place[&numbers[&function]]).instr(CallIndirect { ty, table });
        let stub = builder.finish(arguments, &mut module.funcs);
        module.exports.get_mut(export).item = ExportItem::Function(stub);
    }
    for (name, item) in shareable(module) {
        if shared.contains(&name) {
            module.exports.add(&name, item);
        }
    }
    walrus::passes::gc::run(module);
    Ok(())
}

/// Leaves in the second module its own functions alone, and imports what the halves share.
fn keep_second(module: &mut Module, places: &Places) -> Result<()> {
    let table = table(module)?;
    let functions = by_number(module);
    through_table(module, places, true)?;

    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    elements.into_iter().for_each(|element| module.elements.delete(element));
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    module.start = None;
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());

    for (name, item) in shareable(module) {
        match item {
            ExportItem::Table(id) => {
                let import = module.imports.add(FIRST, &name, ImportKind::Table(id));
                let imported = module.tables.get_mut(id);
                imported.import = Some(import);
                if id == table {
                    imported.initial = places.new_size();
                    imported.maximum = None;
                }
            }
            ExportItem::Memory(id) => {
                let import = module.imports.add(FIRST, &name, ImportKind::Memory(id));
                module.memories.get_mut(id).import = Some(import);
            }
            ExportItem::Global(id) => {
                let import = module.imports.add(FIRST, &name, ImportKind::Global(id));
                module.globals.get_mut(id).kind = GlobalKind::Import(import);
            }
            ExportItem::Function(_) | ExportItem::Tag(_) => {}
        }
    }

    let old = places.old.iter().filter(|(nth, _)| places.later.contains(nth));
    let mut filled: Vec<(u32, FunctionId)> =
        old.flat_map(|(nth, old)| old.iter().map(|place| (*place, functions[*nth]))).collect();
    filled.sort_unstable_by_key(|(place, _)| *place);
    // One segment for each run of places.
    for run in filled.chunk_by(|one, next| one.0 + 1 == next.0) {
        fill(module, table, run[0].0, run.iter().map(|(_, function)| *function).collect())?;
    }
    let from = places.old_size + u32::try_from(places.first.len())?;
    fill(module, table, from, places.second.iter().map(|nth| functions[*nth]).collect())?;
    walrus::passes::gc::run(module);
    Ok(())
}

/// What the halves may share besides functions, under the names they share it by.
fn shareable(module: &Module) -> Vec<(String, ExportItem)> {
    let tables =
        module.tables.iter().enumerate().map(|(nth, it)| (format!("t{nth}"), ExportItem::Table(it.id())));
    let memories =
        module.memories.iter().enumerate().map(|(nth, it)| (format!("m{nth}"), ExportItem::Memory(it.id())));
    let globals =
        module.globals.iter().enumerate().map(|(nth, it)| (format!("g{nth}"), ExportItem::Global(it.id())));
    tables.chain(memories).chain(globals).collect()
}
