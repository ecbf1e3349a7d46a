//! `chronocarte completions`.

use std::io::Write as _;

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Outcome, Stop};

const EXAMPLES: &str = "Examples:
  chronocarte completions bash > ~/.local/share/bash-completion/completions/chronocarte
  chronocarte completions zsh > ~/.zfunc/_chronocarte
  chronocarte completions fish > ~/.config/fish/completions/chronocarte.fish
  chronocarte completions powershell >> $PROFILE";

/// What `completions` is asked.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints what a shell runs to complete commands, options and formats.
pub(crate) fn run(arguments: &Arguments, mut command: Command) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "chronocarte", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Outcome::Fine)
}
