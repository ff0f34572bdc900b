//! Help and wrong usage in Chinese, examples in both languages, completion scripts.
//!
//! The English help is in `arguments`; `command` lays the Chinese one over it, by option.

use clap::{
    Arg, ArgAction, Command, CommandFactory,
    error::{ContextKind, ErrorKind},
};
use clap_complete::Shell;

use crate::{arguments::Arguments, language::Language, service::chinese};

/// What stands below a command's help.
pub(crate) struct Examples {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

pub(crate) const CHECK_EXAMPLES: Examples = Examples {
    zh: "\
示例：
  caixiang check photo.jpg                          一张照片
  caixiang check photos/ --spec cn-diploma-99       整个文件夹，按全国标准
  caixiang check *.jpg --format jsonl > all.jsonl   给程序用

退出码：0 全部合格或有提醒 · 1 有不合格或出错 · 2 用法错误",
    en: "\
Examples:
  caixiang check photo.jpg                          one photo
  caixiang check photos/ --spec cn-diploma-99       a folder, national standard
  caixiang check *.jpg --format jsonl > all.jsonl   for a program

Exit code: 0 all pass or warn · 1 something failed · 2 wrong usage",
};

pub(crate) const RENDER_EXAMPLES: Examples = Examples {
    zh: "\
示例：
  caixiang render photo.jpg                         得到 photo.portrait.jpg
  caixiang render photo.jpg -o 20250001.jpg         自己定文件名
  caixiang render photos/ --out-dir portraits       整个文件夹
  caixiang render photo.jpg --force                 不合格也制作

退出码：0 全部制作 · 1 有不合格或出错 · 2 用法错误",
    en: "\
Examples:
  caixiang render photo.jpg                         writes photo.portrait.jpg
  caixiang render photo.jpg -o 20250001.jpg         a name of your own
  caixiang render photos/ --out-dir portraits       a folder
  caixiang render photo.jpg --force                 although a check fails

Exit code: 0 all rendered · 1 something failed · 2 wrong usage",
};

pub(crate) const CODE_EXAMPLES: Examples = Examples {
    zh: "\
示例：
  caixiang code screenshot.png                      识别一张采集码
  caixiang code codes/ --format jsonl               给程序用

退出码：0 全部识别 · 1 有未识别 · 2 用法错误",
    en: "\
Examples:
  caixiang code screenshot.png                      one code
  caixiang code codes/ --format jsonl               for a program

Exit code: 0 all read · 1 something failed · 2 wrong usage",
};

/// What stands below the program's own help, in Chinese.
const PROGRAM_EXAMPLES_ZH: &str = "\
示例：
  caixiang check photo.jpg                          哪里不合格、怎么改
  caixiang render photo.jpg                         合格后制作标准照
  caixiang serve                                    在本机试用采集服务
  caixiang completions bash > caixiang.bash         自动补全脚本

每个命令的用法：caixiang check --help";

/// The same in English.
pub(crate) const PROGRAM_EXAMPLES_EN: &str = "\
Examples:
  caixiang check photo.jpg                          what is wrong and how to mend it
  caixiang render photo.jpg                         the portrait of a photo that passes
  caixiang serve                                    try the collection service
  caixiang completions bash > caixiang.bash         completion script

Each command has more: caixiang check --help";

/// Examples of commands, in Chinese.
const ZH_EXAMPLES: &[(&str, &str)] = &[
    ("", PROGRAM_EXAMPLES_ZH),
    ("check", CHECK_EXAMPLES.zh),
    ("render", RENDER_EXAMPLES.zh),
    ("code", CODE_EXAMPLES.zh),
];

/// What stands below the options.
const TEMPLATE_END_ZH: &str = "
选项：
{options}{after-help}";

/// Chinese help: command (empty for the program itself), option (empty for the command), text.
const ZH: &[(&str, &str, &str)] = &[
    (
        "",
        "",
        "把手机照片变成检查合格的标准学历照片，并提供采集服务。",
    ),
    (
        "",
        "lang",
        "帮助和提示的语言：zh 中文，en 英文（默认随系统，否则为中文）",
    ),
    ("check", "", "按标准检查照片，并说明怎样改进"),
    (
        "check",
        "photos",
        "照片（JPEG、PNG、WebP）；文件夹表示其中的图片（不含子文件夹）",
    ),
    (
        "check",
        "spec",
        "标准：guangdong-2023（默认）、cn-diploma-99，或 TOML 文件",
    ),
    (
        "check",
        "format",
        "结果格式：text 给人看（默认）；jsonl 给程序用，每个输入一行，按输入顺序",
    ),
    ("render", "", "检查照片，并为合格的照片制作标准照"),
    (
        "render",
        "photos",
        "照片（JPEG、PNG、WebP）；文件夹表示其中的图片（不含子文件夹）",
    ),
    (
        "render",
        "spec",
        "标准：guangdong-2023（默认）、cn-diploma-99，或 TOML 文件",
    ),
    (
        "render",
        "format",
        "结果格式：text 给人看（默认）；jsonl 给程序用，每个输入一行，按输入顺序",
    ),
    ("render", "output", "标准照的文件名；只能用于一张照片"),
    (
        "render",
        "out_dir",
        "标准照的文件夹，没有则新建（默认与照片同处）；文件名为“照片名.portrait.jpg”，已有的标准照会被替换",
    ),
    ("render", "force", "有检查项不合格也制作"),
    ("code", "", "识别图片里的采集码"),
    (
        "code",
        "pictures",
        "含采集码的图片；文件夹表示其中的图片（不含子文件夹）",
    ),
    (
        "code",
        "format",
        "结果格式：text 给人看（默认）；jsonl 给程序用，每个输入一行，按输入顺序",
    ),
    ("completions", "", "输出命令行自动补全脚本"),
    (
        "completions",
        "shell",
        "哪一种 shell：bash、zsh、fish、elvish、powershell",
    ),
];

/// The command line in one language.
pub(crate) fn command(language: Language) -> Command {
    let english = Arguments::command().disable_help_subcommand(true);
    match language {
        Language::En => english,
        Language::Zh => {
            let texts = ZH.iter().chain(chinese::ZH);
            let translated = texts.fold(english, in_chinese);
            framed_in_chinese(translated, "")
        }
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
    let mut known = ZH_EXAMPLES.iter().chain(chinese::EXAMPLES);
    let examples = known.find(|(of, _)| *of == path);
    let framed = framed
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .override_usage(usage)
        .after_help(examples.map_or("", |(_, examples)| *examples));
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
            // The texts name values and defaults themselves: clap would do so in English.
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

/// The completion script of a shell.
pub(crate) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    let mut command = Arguments::command().disable_help_subcommand(true);
    clap_complete::generate(shell, &mut command, "caixiang", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            command(language).debug_assert();
        }
    }

    #[test]
    fn every_command_and_option_has_chinese_help() {
        let mut chinese = command(Language::Zh);
        chinese.build();
        let missing = without_chinese(&chinese, "");
        assert_eq!(missing, Vec::<String>::new());
    }

    /// Commands and options whose help has no Chinese character.
    fn without_chinese(command: &Command, path: &str) -> Vec<String> {
        let is_chinese = |text: String| text.chars().any(|letter| letter >= '\u{4e00}');
        let mut missing = Vec::new();
        if !command
            .get_about()
            .is_some_and(|about| is_chinese(about.to_string()))
        {
            missing.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            let help = argument.get_help();
            if !help.is_some_and(|help| is_chinese(help.to_string())) {
                missing.push(format!("{path} {}", argument.get_id()));
            }
        }
        for below in command.get_subcommands() {
            missing.extend(without_chinese(
                below,
                &format!("{path} {}", below.get_name()),
            ));
        }
        missing
    }
}
