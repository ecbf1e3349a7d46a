//! Two modules from one: the second has the functions whose names begin with [`LATER`], and shares everything else.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Context, Result, bail};
use walrus::ir::{Call, CallIndirect, Const, Instr, InstrLocId, LocalGet, Value};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportKind, ImportedFunction, Module, ModuleConfig, TableId,
};

use super::marks::sequences;
use super::outline::LATER;

/// The module name under which the second module finds what the first exports.
const FIRST: &str = "a";

/// Where the functions of the second module are found, by their order in the module: their places in the table.
type Places = BTreeMap<usize, Vec<u32>>;

/// The first module, and the second, which fills places of the first one's table when it is instantiated.
pub(super) fn cut(wasm: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut first = Module::from_buffer_with_config(wasm, &config)?;
    let mut second = Module::from_buffer_with_config(wasm, &config)?;
    let (size, places) = keep_first(&mut first)?;
    keep_second(&mut second, size, &places)?;
    let shared: HashSet<String> = second.imports.iter().map(|import| import.name.clone()).collect();
    export_shared(&mut first, &shared);
    walrus::passes::gc::run(&mut first);
    Ok((first.emit_wasm(), second.emit_wasm()))
}

/// The functions that are not needed at first, with their order in the module.
fn later(module: &Module) -> HashMap<FunctionId, usize> {
    module
        .funcs
        .iter()
        .enumerate()
        .filter(|(_, function)| function.name.as_ref().is_some_and(|name| name.starts_with(LATER)))
        .map(|(nth, function)| (function.id(), nth))
        .collect()
}

/// A name for the thing with this order among things of its kind. Short, for there are hundreds.
fn short(kind: char, mut nth: usize) -> String {
    const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut name = String::from(kind);
    loop {
        name.push(char::from(DIGITS[nth % DIGITS.len()]));
        nth /= DIGITS.len();
        if nth == 0 {
            return name;
        }
    }
}

fn table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has a table of functions")
}

/// Takes the functions out of the first module. Calls of them go through the table.
fn keep_first(module: &mut Module) -> Result<(u64, Places)> {
    let later = later(module);
    let table = table(module)?;
    let nowhere = {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().unreachable();
        builder.finish(Vec::new(), &mut module.funcs)
    };
    let mut places = Places::new();
    for element in module.elements.iter_mut() {
        let ElementKind::Active { table: filled, offset: ConstExpr::Value(Value::I32(offset)) } =
            &element.kind
        else {
            continue;
        };
        if *filled != table {
            continue;
        }
        let ElementItems::Functions(functions) = &mut element.items else {
            bail!("the table of functions is filled in a way that is not understood");
        };
        for (at, function) in functions.iter_mut().enumerate() {
            if let Some(nth) = later.get(function) {
                places.entry(*nth).or_default().push(u32::try_from(*offset)? + u32::try_from(at)?);
                *function = nowhere;
            }
        }
    }

    // Calls, of which those that are left get a new place at the end of the table.
    let mut size = module.tables.get(table).initial;
    let types: HashMap<FunctionId, _> = later.keys().map(|id| (*id, module.funcs.get(*id).ty())).collect();
    let mut place_of = |nth: usize, places: &mut Places| -> u32 {
        let known = places.entry(nth).or_default();
        if known.is_empty() {
            known.push(size as u32);
            size += 1;
        }
        known[0]
    };
    for (id, function) in module.funcs.iter_local_mut() {
        if later.contains_key(&id) {
            continue;
        }
        for sequence in sequences(function) {
            let instructions = &mut function.block_mut(sequence).instrs;
            let calls: Vec<(usize, FunctionId)> = instructions
                .iter()
                .enumerate()
                .filter_map(|(at, (instruction, _))| match instruction {
                    Instr::Call(Call { func }) if later.contains_key(func) => Some((at, *func)),
                    _ => None,
                })
                .collect();
            for (at, func) in calls.into_iter().rev() {
                let place = place_of(later[&func], &mut places);
                let by_table = through(place, types[&func], table);
                instructions.splice(at..=at, by_table);
            }
        }
    }

    // What the page calls keeps its name, and goes through the table as well.
    let exported: Vec<(walrus::ExportId, FunctionId)> = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(function) if later.contains_key(&function) => Some((export.id(), function)),
            _ => None,
        })
        .collect();
    for (export, function) in exported {
        let place = place_of(later[&function], &mut places);
        let ty = types[&function];
        let (params, results) = module.types.params_results(ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let arguments: Vec<_> = params.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = builder.func_body();
        for local in &arguments {
            body.instr(LocalGet { local: *local });
        }
        body.instr(Const { value: Value::I32(i32::try_from(place)?) });
        body.instr(CallIndirect { ty, table });
        let stub = builder.finish(arguments, &mut module.funcs);
        module.exports.get_mut(export).item = ExportItem::Function(stub);
    }

    let size_before = module.tables.get(table).initial;
    let grown = module.tables.get_mut(table);
    grown.initial = size;
    grown.maximum = grown.maximum.map(|maximum| maximum + (size - size_before));
    Ok((size, places))
}

fn through(place: u32, ty: walrus::TypeId, table: TableId) -> [(Instr, InstrLocId); 2] {
    [
        (Const { value: Value::I32(place as i32) }.into(), InstrLocId::default()),
        (CallIndirect { ty, table }.into(), InstrLocId::default()),
    ]
}

/// Leaves in the second module its own functions alone, and imports the rest.
fn keep_second(module: &mut Module, size: u64, places: &Places) -> Result<()> {
    let later = later(module);
    let table = table(module)?;
    let by_order: HashMap<usize, FunctionId> = later.iter().map(|(id, nth)| (*nth, *id)).collect();

    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    elements.into_iter().for_each(|element| module.elements.delete(element));
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    module.start = None;
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());

    for (name, item) in shared(module) {
        match item {
            ExportItem::Function(id) if later.contains_key(&id) => {}
            ExportItem::Function(id) => {
                let function = module.funcs.get(id);
                match &function.kind {
                    FunctionKind::Import(imported) => {
                        let import = module.imports.get_mut(imported.import);
                        (import.module, import.name) = (FIRST.to_owned(), name);
                    }
                    _ => {
                        let ty = function.ty();
                        let import = module.imports.add(FIRST, &name, ImportKind::Function(id));
                        module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
                    }
                }
            }
            ExportItem::Table(id) => {
                let import = module.imports.add(FIRST, &name, ImportKind::Table(id));
                let imported = module.tables.get_mut(id);
                imported.import = Some(import);
                if id == table {
                    imported.initial = size;
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
            ExportItem::Tag(_) => bail!("the module throws, which is not understood"),
        }
    }

    // One segment for each run of places.
    let mut filled: Vec<(u32, FunctionId)> =
        places.iter().flat_map(|(nth, places)| places.iter().map(|place| (*place, by_order[nth]))).collect();
    filled.sort_unstable_by_key(|(place, _)| *place);
    for run in filled.chunk_by(|a, b| a.0 + 1 == b.0) {
        let offset = ConstExpr::Value(Value::I32(i32::try_from(run[0].0)?));
        let functions = run.iter().map(|(_, function)| *function).collect();
        module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(functions));
    }
    walrus::passes::gc::run(module);
    Ok(())
}

/// Everything the two modules may share, under the names they share it by.
fn shared(module: &Module) -> Vec<(String, ExportItem)> {
    let functions =
        module.funcs.iter().enumerate().map(|(nth, f)| (short('f', nth), ExportItem::Function(f.id())));
    let tables =
        module.tables.iter().enumerate().map(|(nth, t)| (short('t', nth), ExportItem::Table(t.id())));
    let memories =
        module.memories.iter().enumerate().map(|(nth, m)| (short('m', nth), ExportItem::Memory(m.id())));
    let globals =
        module.globals.iter().enumerate().map(|(nth, g)| (short('g', nth), ExportItem::Global(g.id())));
    functions.chain(tables).chain(memories).chain(globals).collect()
}

fn export_shared(module: &mut Module, names: &HashSet<String>) {
    for (name, item) in shared(module) {
        if names.contains(&name) {
            module.exports.add(&name, item);
        }
    }
}
