//! A compiler for wasm32, found or installed, and what it makes of the library.
//!
//! Three routes lead to a compiler; the first that works is taken and named:
//! `rustup` (its toolchain with the standard library's source), `debian` (the packages `rustc-web` and friends),
//! `prebuilt` (rustup's ready-made standard library, some 20 % larger). The first two build the standard library
//! along with the widget, for size and with panics that abort at once.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use crate::system::{apt_install, capture, command, has_apt, run, say, succeeds_within, which};
use crate::{node, project};

/// The target's name.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup's server may take: long enough for a slow line to deliver, short enough not to look stuck where
/// nobody answers.
const RUSTUP_PATIENCE: Duration = Duration::from_secs(20);

/// How long an unanswered rustup server is not asked again.
const RUSTUP_MEMORY: Duration = Duration::from_secs(24 * 3600);

/// Panics that stop at once, without places in the source and without what `{:?}` would print, neither of which a
/// reader ever sees.
///
/// A stack of 960 kB instead of 1 MB, so that what stands after it has addresses of three bytes instead of four.
///
/// Loops are not rewritten to count addresses: that saves a processor an addition and costs a reader 1 %.
const SMALLEST: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Clink-arg=-zstack-size=983040",
    "-Cllvm-args=-disable-lsr -enable-pre=false",
];

const DEBIAN_PACKAGES: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "libstd-rust-web-dev", "rust-web-clippy"];

/// A compiler that can produce wasm32.
pub(crate) struct Compiler {
    /// What `--route` calls it.
    route: &'static str,
    cargo: PathBuf,
    environment: Vec<(&'static str, String)>,
    /// Whether a prebuilt standard library is at hand, which is the quickest for checks and tests.
    prebuilt: bool,
    /// Whether the standard library can be built from its source.
    source: bool,
}

impl Compiler {
    /// The first route that works, or the one that was asked for.
    pub(crate) fn find(only: Option<&str>) -> Result<Self> {
        type Attempt = fn() -> Result<Option<Compiler>>;
        const ROUTES: [(&str, Attempt); 3] = [("rustup", rustup), ("debian", debian), ("prebuilt", prebuilt)];
        for (name, attempt) in ROUTES {
            if only.is_none_or(|only| only == name)
                && let Some(compiler) = attempt()?
            {
                compiler.announce()?;
                return Ok(compiler);
            }
        }
        bail!(
            "no compiler for {TARGET}: run `rustup component add rust-src` or, on Debian as root, \
             `apt-get install {} lld`",
            DEBIAN_PACKAGES.join(" ")
        )
    }

    /// Says, once a run, which route was taken.
    fn announce(&self) -> Result<()> {
        static SAID: Once = Once::new();
        let version = capture(&mut self.tool("rustc", &["--version"]))?;
        let library = if self.source { "built for size" } else { "ready-made (about 20 % larger)" };
        SAID.call_once(|| {
            say(format!("wasm32 by route {}: {version}, standard library {library}", self.route))
        });
        Ok(())
    }

    /// A tool of the same toolchain, for example `rustc`.
    fn tool(&self, name: &str, arguments: &[&str]) -> Command {
        let mut tool = self.prepared(self.cargo.with_file_name(name));
        tool.args(arguments);
        tool
    }

    fn prepared(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut prepared = command(program);
        prepared
            .env_remove("RUSTUP_TOOLCHAIN")
            .envs(self.environment.iter().map(|(key, value)| (key, value)));
        prepared
    }

    /// `cargo COMMAND` for the wasm target, checked or tested rather than shipped.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = self.prepared(&self.cargo);
        cargo.args([subcommand, "--target", TARGET, "--target-dir"]).arg(project::wasm_target());
        if !self.prebuilt {
            cargo.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort,test");
        }
        cargo
    }

    /// Compiles the library as a `cdylib`, the smallest way this compiler knows, and returns the file. The linker's map
    /// stands beside it.
    pub(crate) fn build(&self, quiet: bool) -> Result<PathBuf> {
        let mut cargo = self.prepared(&self.cargo);
        cargo.args([
            "rustc",
            "--lib",
            "--crate-type",
            "cdylib",
            "--profile",
            "widget",
            "--package",
            "chronocarte",
        ]);
        // What only the program needs is not compiled for a page: importers would cost readers some hundred bytes.
        cargo.arg("--no-default-features");
        cargo.args(["--target", TARGET, "--target-dir"]).arg(project::wasm_target());
        let mut flags = paths_kept_out();
        if self.source {
            cargo.env("RUSTC_BOOTSTRAP", "1");
            cargo.args(["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"]);
            flags.extend(SMALLEST.map(String::from));
        }
        for (name, variable) in
            [("chronocarte.css", "CHRONOCARTE_STYLE"), ("chronocarte-later.css", "CHRONOCARTE_LATER_STYLE")]
        {
            let style = fs::read_to_string(project::root().join("static").join(name))?;
            if let Some(minified) = node::minify_style(&style)? {
                cargo.env(variable, minified.trim_end());
            }
        }
        if quiet {
            cargo.arg("--quiet");
        }
        let wasm = project::wasm_target().join(TARGET).join("widget").join("chronocarte.wasm");
        // Where the linker puts what, for whoever splits the module.
        cargo.arg("--").arg(format!("-Clink-arg=-Map={}", wasm.with_extension("map").display()));
        run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
        Ok(wasm)
    }
}

/// Flags that keep this machine's folders out of the file a reader downloads.
fn paths_kept_out() -> Vec<String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let folders = [(home.as_deref(), "/cargo"), (Some(project::root()), "/chronocarte")];
    folders
        .iter()
        .filter_map(|(from, to)| Some(format!("--remap-path-prefix={}={to}", from.as_ref()?.display())))
        .collect()
}

/// rustup's toolchain with the source of the standard library.
fn rustup() -> Result<Option<Compiler>> {
    let Some(toolchain) = Toolchain::find() else { return Ok(None) };
    if !toolchain.has_source() {
        toolchain.add(&["component", "add", "rust-src"]);
    }
    let compiler = toolchain.compiler("rustup", true)?;
    Ok((toolchain.has_source() && aborts_at_once(&compiler)).then_some(compiler))
}

/// rustup's toolchain with the ready-made standard library alone.
fn prebuilt() -> Result<Option<Compiler>> {
    let Some(toolchain) = Toolchain::find() else { return Ok(None) };
    if !toolchain.has_target() {
        toolchain.add(&["target", "add", TARGET]);
    }
    toolchain.has_target().then(|| toolchain.compiler("prebuilt", false)).transpose()
}

/// Debian's packages.
fn debian() -> Result<Option<Compiler>> {
    let (cargo, rustc) = (Path::new("/usr/bin/cargo"), Path::new("/usr/bin/rustc"));
    let library = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.toml");
    let complete = || cargo.exists() && rustc.exists() && library.exists();
    if !complete() {
        apt_install(&DEBIAN_PACKAGES);
    }
    if !complete() {
        return Ok(None);
    }
    let Some(linker) = wasm_linker(rustc)? else { return Ok(None) };
    if which("cargo-clippy").is_none() && has_apt() {
        apt_install(&["rust-web-clippy"]);
    }
    let environment = vec![
        ("RUSTC", rustc.display().to_string()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.display().to_string()),
        // `cargo clippy` is looked for on the search path, where rustup's would come first.
        ("PATH", path_starting_with(Path::new("/usr/bin"))?),
    ];
    let compiler = Compiler {
        route: "debian",
        cargo: cargo.to_path_buf(),
        environment,
        prebuilt: Path::new("/usr/lib/rustlib").join(TARGET).join("lib").exists(),
        source: true,
    };
    Ok(aborts_at_once(&compiler).then_some(compiler))
}

/// The `wasm-ld` that goes with a compiler's LLVM, which Debian packages by its number.
fn wasm_linker(rustc: &Path) -> Result<Option<PathBuf>> {
    let version = capture(command(rustc).arg("-vV"))?;
    let major = version
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: "))
        .and_then(|version| version.split('.').next())
        .context("rustc -vV names its LLVM")?;
    let name = format!("wasm-ld-{major}");
    if which(&name).is_none() {
        apt_install(&[&format!("lld-{major}")]);
    }
    Ok(which(&name).or_else(|| which("wasm-ld")))
}

/// Whether a compiler knows the flags of the smallest build: they are unstable and may change their names.
fn aborts_at_once(compiler: &Compiler) -> bool {
    let mut rustc = compiler.tool("rustc", &SMALLEST);
    rustc.args(["--print=cfg", "--target", TARGET]).env("RUSTC_BOOTSTRAP", "1");
    succeeds_within(&mut rustc, RUSTUP_PATIENCE)
}

/// One of rustup's toolchains.
struct Toolchain {
    name: String,
    /// The folder with `bin/` and `lib/`.
    folder: PathBuf,
}

impl Toolchain {
    /// The toolchain that runs this tool where rustup started it, else `stable`.
    fn find() -> Option<Self> {
        which("rustup")?;
        let name = env::var("RUSTUP_TOOLCHAIN").unwrap_or_else(|_| "stable".to_owned());
        let rustc = capture(command("rustup").args(["which", "--toolchain", &name, "rustc"])).ok()?;
        let folder = Path::new(&rustc).ancestors().nth(2)?.to_path_buf();
        Some(Self { name, folder })
    }

    fn has_source(&self) -> bool {
        self.folder.join("lib/rustlib/src/rust/library/Cargo.toml").exists()
    }

    fn has_target(&self) -> bool {
        self.folder.join("lib/rustlib").join(TARGET).join("lib").exists()
    }

    /// Asks rustup's server for a part, unless it left the last question unanswered.
    fn add(&self, arguments: &[&str]) {
        let silence = project::scratch().join("rustup-did-not-answer");
        let recent = fs::metadata(&silence)
            .and_then(|file| file.modified())
            .is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age < RUSTUP_MEMORY));
        if recent {
            return;
        }
        say(format!("rustup {} (waiting at most {} s)", arguments.join(" "), RUSTUP_PATIENCE.as_secs()));
        let mut rustup = command("rustup");
        rustup.args(arguments).args(["--toolchain", &self.name]);
        if !succeeds_within(&mut rustup, RUSTUP_PATIENCE) {
            say("rustup's server gave no answer; not asking again for a day");
            let _ = fs::create_dir_all(project::scratch()).and_then(|()| fs::write(&silence, ""));
        }
    }

    fn compiler(&self, route: &'static str, source: bool) -> Result<Compiler> {
        let bin = self.folder.join("bin");
        Ok(Compiler {
            route,
            cargo: bin.join(format!("cargo{}", env::consts::EXE_SUFFIX)),
            environment: vec![("RUSTUP_TOOLCHAIN", self.name.clone()), ("PATH", path_starting_with(&bin)?)],
            prebuilt: self.has_target(),
            source,
        })
    }
}

/// The search path with a folder in front.
fn path_starting_with(folder: &Path) -> Result<String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_path_buf()).chain(env::split_paths(&path));
    Ok(env::join_paths(folders)?.to_string_lossy().into_owned())
}
