//! Help and wrong usage in Chinese, examples in both languages, completion scripts.
//!
//! The English help is in `arguments`; `command` lays the Chinese one over it, by option.

use clap::{
    Arg, ArgAction, Command, CommandFactory,
    error::{ContextKind, ErrorKind},
};
use clap_complete::Shell;

use crate::{arguments::Arguments, language::Language};

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
  caixiang completions bash > caixiang.bash         自动补全脚本

每个命令的用法：caixiang check --help";

/// The same in English.
pub(crate) const PROGRAM_EXAMPLES_EN: &str = "\
Examples:
  caixiang check photo.jpg                          what is wrong and how to mend it
  caixiang render photo.jpg                         the portrait of a photo that passes
  caixiang completions bash > caixiang.bash         completion script

Each command has more: caixiang check --help";

/// How a command is called, in Chinese, and its examples.
const ZH_COMMANDS: &[(&str, &str, &str)] = &[
    ("", "caixiang [选项] <命令>", PROGRAM_EXAMPLES_ZH),
    (
        "check",
        "caixiang check [选项] <PHOTO>...",
        CHECK_EXAMPLES.zh,
    ),
    (
        "render",
        "caixiang render [选项] <PHOTO>...",
        RENDER_EXAMPLES.zh,
    ),
    (
        "code",
        "caixiang code [选项] <PICTURE>...",
        CODE_EXAMPLES.zh,
    ),
    ("completions", "caixiang completions [选项] <SHELL>", ""),
];

const PROGRAM_TEMPLATE_ZH: &str = "{about-with-newline}
用法：{usage}

命令：
{subcommands}

选项：
{options}{after-help}";

const COMMAND_TEMPLATE_ZH: &str = "{about-with-newline}
用法：{usage}

参数：
{positionals}

选项：
{options}{after-help}";

/// Chinese help: command (empty for the program itself), option (empty for the command), text.
const ZH: &[(&str, &str, &str)] = &[
    ("", "", "把手机照片变成检查合格的标准学历照片。"),
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
            let framed = ZH_COMMANDS.iter().fold(english, framed_in_chinese);
            ZH.iter().fold(framed, in_chinese)
        }
    }
}

/// Headings, usage, examples and the options that every command has.
fn framed_in_chinese(
    command: Command,
    &(of, usage, examples): &(&str, &'static str, &'static str),
) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .help("显示帮助")
        .action(ArgAction::HelpShort);
    let frame = |command: Command, template: &'static str| {
        command
            .disable_help_flag(true)
            .arg(help)
            .help_template(template)
            .override_usage(usage)
            .after_help(examples)
    };
    if !of.is_empty() {
        return command.mut_subcommand(of, |command| frame(command, COMMAND_TEMPLATE_ZH));
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .help("显示版本")
        .action(ArgAction::Version);
    frame(command, PROGRAM_TEMPLATE_ZH)
        .disable_version_flag(true)
        .arg(version)
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
    if of.is_empty() {
        change(command)
    } else {
        command.mut_subcommand(of, change)
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
}
