//! The script wasm-bindgen writes, fitted for the loader.

use anyhow::{Context, Result, ensure};
use walrus::Module;

/// The module name of the wasm's imports, as wasm-bindgen writes it and as it is shipped.
const IMPORTED: (&str, &str) = ("./chronocarte_bg.js", "b");

/// Where the part that fetches and starts the wasm begins; the loader does both itself.
const STARTING: &str = "async function __wbg_load(";

/// A function `bindings` that makes an instance of the wasm useful, any number of times: it returns the `imports` the
/// wasm needs, `start(instance)`, and what the wasm exports to scripts.
///
/// The names of the imports, of which there are hundreds with sixteen digits of hash each, become short ones, here and
/// in the module, and so do those of the exports, some of which hold whole types. The exports go through `guardExports`
/// of the loader, so that the first trap, even one inside an event listener, is known and nothing enters the broken
/// instance again.
pub(crate) fn fitted(script: &str, module: &mut Module) -> Result<String> {
    let (head, _) = script.split_once(STARTING).with_context(|| unknown(STARTING))?;
    let head: String = head.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let head = replaced(
        &head,
        "let wasm_bindgen = (function(exports) {",
        "const bindings = () => {\nconst exports = {};",
    )?;
    let head = replaced(&head, "wasm = instance.exports;", "wasm = guardExports(instance.exports);")?;
    let (wordy, brief) = IMPORTED;
    let mut glue = replaced(&head, &format!("\"{wordy}\": import0"), &format!("{brief}: import0"))?;
    for (nth, import) in module.imports.iter_mut().filter(|import| import.module == wordy).enumerate() {
        let short = short(nth);
        glue = replaced(&glue, &format!("\n{}: function(", import.name), &format!("\n{short}: function("))?;
        import.module = brief.to_owned();
        import.name = short;
    }
    let kept = |name: &str| name == "memory";
    for (nth, export) in module.exports.iter_mut().filter(|export| !kept(&export.name)).enumerate() {
        let short = short(nth);
        if let Some(brief) = renamed(&glue, &export.name, &short) {
            glue = brief;
            export.name = short;
        }
    }
    let mut glue = plainer(&glue)?;
    glue.push_str("return { imports: __wbg_get_imports(), start: __wbg_finalize_init, ...exports };\n};\n");
    Ok(glue)
}

/// Leaves out what no browser needs that runs the widget, and says shorter what is said for every import that may throw.
fn plainer(script: &str) -> Result<String> {
    let script = replaced(
        script,
        "function handleError(f, args) {\ntry {\nreturn f.apply(this, args);\n} catch (e) {\n\
         const idx = addToExternrefTable0(e);\nwasm.",
        "function handleError(f) {\nreturn (...args) => {\ntry {\nreturn f(...args);\n} catch (e) {\n\
         const idx = addToExternrefTable0(e);\nwasm.",
    )?;
    let (before, after) =
        script.split_once("return f(...args);").context("the caller of imports is there")?;
    let script = [before, "return f(...args);", &after.replacen("\n}\n}\n", "\n}\n};\n}\n", 1)].concat();
    let script = script
        .replace("function() { return handleError(function (", "handleError(function (")
        .replace("}, arguments); },", "}),");
    ensure!(!script.contains(", arguments)"), unknown(", arguments)"));
    let registry = "(typeof FinalizationRegistry === 'undefined')\n\
                    ? { register: () => {}, unregister: () => {} }\n: new FinalizationRegistry";
    let script = script.replace(registry, "new FinalizationRegistry");
    let start = script.find("if (!('encodeInto' in cachedTextEncoder)) {").context(unknown("encodeInto"))?;
    let end = script[start..].find("\n}\n").context(unknown("encodeInto"))? + start;
    Ok([&script[..start], &script[end + 3..]].concat())
}

/// Replaces the one place where a text stands.
fn replaced(script: &str, from: &str, to: &str) -> Result<String> {
    ensure!(script.matches(from).count() == 1, unknown(from));
    Ok(script.replace(from, to))
}

/// Gives an export another name wherever the script uses it; `None` where it does not.
fn renamed(script: &str, from: &str, to: &str) -> Option<String> {
    let from = format!("wasm.{from}");
    let mut pieces = script.split(&from);
    let mut out = pieces.next()?.to_owned();
    let mut found = false;
    for piece in pieces {
        let whole =
            !piece.starts_with(|next: char| next == '_' || next == '$' || next.is_ascii_alphanumeric());
        found |= whole;
        let name = if whole { format!("wasm.{to}") } else { from.clone() };
        out.push_str(&name);
        out.push_str(piece);
    }
    found.then_some(out)
}

fn unknown(what: &str) -> String {
    format!("this version of wasm-bindgen writes a script in which {what:?} is not found once")
}

/// A name made of small letters.
fn short(mut nth: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default()));
        nth /= 26;
        if nth == 0 {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_renamed_where_it_stands_as_a_whole_name() {
        let script = "wasm.free(1); wasm.free_all(2); memory.free; wasm.free;";
        assert_eq!(
            renamed(script, "free", "a").as_deref(),
            Some("wasm.a(1); wasm.free_all(2); memory.free; wasm.a;")
        );
        assert_eq!(renamed(script, "fre", "a"), None);
    }
}
