//! Translates help and usage errors into Chinese. Puts the texts of `help` over any English command
//! line, without knowing its commands.

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ErrorKind},
};

use crate::{
    help::{HELP, examples},
    language::Language,
};

/// What stands below the options.
const TEMPLATE_END_ZH: &str = "
选项：
{options}{after-help}";

/// The command line in one language.
pub(crate) fn localize(command: Command, language: Language) -> Command {
    match language {
        Language::En => command,
        Language::Zh => framed_in_chinese(HELP.iter().fold(command, in_chinese), ""),
    }
}

/// Headings, usage, examples and the options that every command has; for the command at `path`, a
/// few names with spaces between them, and all commands below it.
fn framed_in_chinese(command: Command, path: &str) -> Command {
    let below: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    let framed = below.iter().fold(command, |command, name| {
        let path = format!("{path} {name}");
        command.mut_subcommand(name, |below| framed_in_chinese(below, path.trim()))
    });
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .help("显示帮助")
        .action(ArgAction::HelpShort);
    let usage = usage(&framed, path);
    let template = template(&framed);
    let examples = examples::ALL.into_iter().find(|(of, _)| *of == path);
    let framed = framed
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .override_usage(usage)
        .after_help(examples.map_or("", |(_, examples)| examples.zh));
    if !path.is_empty() {
        return framed;
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .help("显示版本")
        .action(ArgAction::Version);
    framed.disable_version_flag(true).arg(version)
}

/// How a command is called: what has to be there, and that there is more.
fn usage(command: &Command, path: &str) -> String {
    let mut parts = vec!["caixiang".to_owned()];
    parts.extend(path.split_terminator(' ').map(str::to_owned));
    parts.push("[选项]".to_owned());
    for option in command.get_opts().filter(|option| option.is_required_set()) {
        if let (Some(name), Some([value])) = (option.get_long(), option.get_value_names()) {
            parts.push(format!("--{name} <{value}>"));
        }
    }
    for positional in command.get_positionals() {
        let names = positional.get_value_names();
        let name = names.and_then(<[_]>::first);
        let name = name.map_or(positional.get_id().as_str(), |name| name.as_str());
        let is_many = positional
            .get_num_args()
            .is_some_and(|range| range.max_values() > 1);
        parts.push(format!("<{name}>{}", if is_many { "..." } else { "" }));
    }
    if command.has_subcommands() {
        parts.push("<命令>".to_owned());
    }
    parts.join(" ")
}

fn template(command: &Command) -> String {
    let mut template = "{about-with-newline}\n用法：{usage}\n".to_owned();
    if command.has_subcommands() {
        template += "\n命令：\n{subcommands}\n";
    }
    if command.get_positionals().next().is_some() {
        template += "\n参数：\n{positionals}\n";
    }
    template + TEMPLATE_END_ZH
}

fn in_chinese(command: Command, &(of, option, text): &(&str, &str, &'static str)) -> Command {
    let change = |command: Command| match option {
        "" => command.about(text),
        option => command.mut_arg(option, |argument| {
            let text = with_default(text, &argument);
            // clap would name values and defaults in English; the texts name the values.
            let hides = argument.get_action().takes_values();
            let argument = argument.help(text);
            if hides {
                argument.hide_possible_values(true).hide_default_value(true)
            } else {
                argument
            }
        }),
    };
    at(command, of, change)
}

/// The help of an option and the default that the command line has for it.
fn with_default(text: &str, argument: &Arg) -> String {
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let named = defaults.join("、");
    if argument.get_action().takes_values() && !named.is_empty() {
        format!("{text}（默认 {named}）")
    } else {
        text.to_owned()
    }
}

/// Changes the command at a path.
fn at(command: Command, path: &str, change: impl FnOnce(Command) -> Command) -> Command {
    match path.split_once(' ') {
        None if path.is_empty() => change(command),
        None => command.mut_subcommand(path, change),
        Some((name, rest)) => {
            // Boxed, or the compiler would make a function for every depth without end.
            let change: Box<dyn FnOnce(Command) -> Command> =
                Box::new(|below| at(below, rest, change));
            command.mut_subcommand(name, change)
        }
    }
}

/// A wrong usage in Chinese; `None` for what clap says in any language (help, version) or what
/// [`ErrorKind`] does not tell precisely.
pub(crate) fn usage_error(error: &clap::Error) -> Option<String> {
    let given = |kind| error.get(kind).map(ToString::to_string);
    let argument = given(ContextKind::InvalidArg).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有这个选项：{argument}"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有这个命令：{}", given(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::ArgumentConflict => {
            let other = given(ContextKind::PriorArg)?;
            if other == argument {
                format!("{argument} 只能写一次")
            } else {
                format!("{argument} 不能与 {other} 同时使用")
            }
        }
        ErrorKind::InvalidValue => match given(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => format!("{argument} 不能是 {value}"),
            _ => format!("{argument} 缺少取值"),
        },
        ErrorKind::ValueValidation => {
            let value = given(ContextKind::InvalidValue)?;
            format!("{argument} 不能是 {value}，写法见这个命令的 --help")
        }
        _ => return None,
    };
    let known = given(ContextKind::ValidValue).filter(|values| !values.is_empty());
    let known = known.map(|values| format!("，可以是：{values}"));
    Some(format!(
        "caixiang: {said}{}\n用法见 caixiang --help",
        known.unwrap_or_default()
    ))
}
