//! `mulu completions`: the script of a shell, and in it what asks the registry for ids and numbers.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use clap::Args as ClapArgs;
use clap_complete::Shell;

use super::fail::Failure;
use super::{CommandOutcome, definition, terminal};

/// `mulu completions`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Words that are no options are names of records, too.
const BASH: &str = r#"
_mulu_names() {
    _mulu "$@"
    local cur="${COMP_WORDS[COMP_CWORD]}"
    if [[ $COMP_CWORD -gt 1 && $cur != -* ]]; then
        local names
        mapfile -t names < <(mulu names -- "$cur" 2>/dev/null)
        COMPREPLY+=("${names[@]}")
    fi
}
complete -F _mulu_names -o bashdefault -o default mulu
"#;

const ZSH: &str = r#"
_mulu_names() {
    _mulu "$@"
    local -a names
    if (( CURRENT > 2 )) && [[ $PREFIX != -* ]]; then
        names=(${(f)"$(mulu names -- "$PREFIX" 2>/dev/null)"})
        compadd -U -a names
    fi
}
compdef _mulu_names mulu
"#;

const FISH: &str = r"
complete -c mulu -n 'not __fish_use_subcommand' -a '(mulu names -- (commandline -ct) 2>/dev/null)'
";

/// Prints the completions of a shell: commands, options, the words of closed lists; in Bash, Zsh and Fish also the ids and numbers of
/// the registry.
///
/// # Errors
/// When the output cannot be written.
pub fn run(command: &Completions) -> Result<CommandOutcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut definition(), "mulu", &mut script);
    let names = match command.shell {
        Shell::Bash => BASH,
        Shell::Zsh => ZSH,
        Shell::Fish => FISH,
        _ => "",
    };
    script.extend(names.bytes());
    terminal::print(&script, terminal::OutputForm::Data)
}
