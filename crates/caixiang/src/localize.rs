//! Help in Chinese, examples in both languages, completion scripts.
//!
//! The English help is in `arguments`; `command` lays the Chinese one over it, by option.

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use crate::{arguments::Arguments, language::Language};

pub(crate) const CHECK_EXAMPLES: &str = "\
Examples / 示例:
  caixiang check photo.jpg                        # 检查一张照片 · one photo
  caixiang check photos/ --spec cn-diploma-99     # 整个文件夹，按全国标准 · a folder, national standard
  caixiang check *.jpg --format jsonl > all.jsonl # 给程序用 · for a program

Exit code / 退出码: 0 pass or warn 合格或提醒 · 1 something failed 有不合格或出错 · 2 wrong usage 用法错误";

pub(crate) const RENDER_EXAMPLES: &str = "\
Examples / 示例:
  caixiang render photo.jpg                       # 得到 photo.portrait.jpg · writes photo.portrait.jpg
  caixiang render photo.jpg -o 20250001.jpg       # 指定文件名 · a name of your own
  caixiang render photos/ --out-dir portraits     # 整个文件夹 · a folder
  caixiang render photo.jpg --force               # 不合格也制作 · although a check fails

Exit code / 退出码: 0 all rendered 全部制作 · 1 something failed 有不合格或出错 · 2 wrong usage 用法错误";

pub(crate) const CODE_EXAMPLES: &str = "\
Examples / 示例:
  caixiang code screenshot.png                    # 识别采集码 · read one code
  caixiang code codes/ --format jsonl             # 给程序用 · for a program

Exit code / 退出码: 0 all read 全部识别 · 1 something failed 有未识别 · 2 wrong usage 用法错误";

/// Chinese help: command (empty for the program itself), option (empty for the command), text.
const ZH: &[(&str, &str, &str)] = &[
    ("", "", "把手机照片变成检查合格的标准学历照片。"),
    ("", "lang", "帮助和提示的语言（默认随系统，否则为中文）"),
    ("check", "", "按标准检查照片，并说明怎样改进"),
    (
        "check",
        "photos",
        "照片（JPEG、PNG、WebP）；文件夹表示其中的图片（不含子文件夹）",
    ),
    ("check", "spec", "标准：内置名称或 TOML 文件"),
    (
        "check",
        "format",
        "结果格式：text 给人看，jsonl 每个输入一行 JSON，按输入顺序",
    ),
    ("render", "", "检查照片，并为合格的照片制作标准照"),
    (
        "render",
        "photos",
        "照片（JPEG、PNG、WebP）；文件夹表示其中的图片（不含子文件夹）",
    ),
    ("render", "spec", "标准：内置名称或 TOML 文件"),
    (
        "render",
        "format",
        "结果格式：text 给人看，jsonl 每个输入一行 JSON，按输入顺序",
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
        "结果格式：text 给人看，jsonl 每个输入一行 JSON，按输入顺序",
    ),
    ("completions", "", "输出命令行自动补全脚本"),
    ("completions", "shell", "哪一种 shell"),
];

/// The command line in one language.
pub(crate) fn command(language: Language) -> Command {
    let english = Arguments::command();
    match language {
        Language::En => english,
        Language::Zh => ZH.iter().fold(english, in_chinese),
    }
}

fn in_chinese(command: Command, &(of, option, text): &(&str, &str, &'static str)) -> Command {
    let change = |command: Command| match option {
        "" => command.about(text).long_about(text),
        option => command.mut_arg(option, |argument| argument.help(text).long_help(text)),
    };
    if of.is_empty() {
        change(command)
    } else {
        command.mut_subcommand(of, change)
    }
}

/// Writes the completion script to standard output.
pub(crate) fn write_completions(shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "caixiang", &mut script);
    crate::terminal::say(&String::from_utf8_lossy(&script));
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
