//! The examples below the help of a command, in both languages.

/// Examples of one command.
pub(crate) struct Examples {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// The program itself.
pub(crate) const PROGRAM: Examples = Examples {
    zh: "\
示例：
  caixiang check photo.jpg                          哪里不合格、怎么改
  caixiang render photo.jpg                         合格后制作标准照
  caixiang serve                                    在本机试用采集服务
  caixiang completions bash > caixiang.bash         自动补全脚本

每个命令的用法：caixiang check --help",
    en: "\
Examples:
  caixiang check photo.jpg                          what is wrong and how to mend it
  caixiang render photo.jpg                         the portrait of a photo that passes
  caixiang serve                                    try the collection service
  caixiang completions bash > caixiang.bash         completion script

Each command has more: caixiang check --help",
};

pub(crate) const CHECK: Examples = Examples {
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

pub(crate) const RENDER: Examples = Examples {
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

pub(crate) const CODE: Examples = Examples {
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

pub(crate) const ROSTER: Examples = Examples {
    zh: "\
示例：
  caixiang roster check 名单.xlsx                   哪个单元格有问题、怎么改
  caixiang roster check 名单.xlsx --sheet 2024届     只读一张工作表
  caixiang roster check 名单.dbf --format json      给程序用

退出码：0 可以导入或有提醒 · 1 有错误或不能导入 · 2 用法错误",
    en: "\
Examples:
  caixiang roster check roster.xlsx                 which cell is wrong and what to do
  caixiang roster check roster.xlsx --sheet 2024    one sheet alone
  caixiang roster check roster.dbf --format json    for a program

Exit code: 0 it can be imported · 1 it has errors or is refused · 2 wrong usage",
};

pub(crate) const SERVE: Examples = Examples {
    zh: "\
示例：
  caixiang serve                                    在本机 8080 端口试用，数据在 caixiang-data
  caixiang serve --config /etc/caixiang.toml        按配置文件运行
  caixiang serve --listen 0.0.0.0:80 --no-workers   只提供接口，任务由 caixiang work 处理

每个配置项都在 docs/caixiang.toml 里；也可用环境变量，如 CAIXIANG_SERVER__LISTEN",
    en: "\
Examples:
  caixiang serve                                    try it at port 8080, data in caixiang-data
  caixiang serve --config /etc/caixiang.toml        with a configuration
  caixiang serve --listen 0.0.0.0:80 --no-workers   `caixiang work` does the jobs

Every key of the configuration is in docs/caixiang.toml; variables work too, such as
CAIXIANG_SERVER__LISTEN",
};

pub(crate) const ADMIN: Examples = Examples {
    zh: "\
示例：
  caixiang admin create-centre --name 示范图像采集中心
  caixiang admin create-staff --centre ID --login admin --name 管理员 --role administrator
  caixiang admin list batches --centre ID --format jsonl
  caixiang admin poster j9vg24 --out poster.pdf     可以张贴的海报
  caixiang admin outbox                             未接入短信时查看登录验证码

退出码：0 完成 · 1 没有完成或有问题 · 2 用法错误",
    en: "\
Examples:
  caixiang admin create-centre --name \"Demonstration Centre\"
  caixiang admin create-staff --centre ID --login admin --name Admin --role administrator
  caixiang admin list batches --centre ID --format jsonl
  caixiang admin poster j9vg24 --out poster.pdf     the poster that students scan
  caixiang admin outbox                             sign-in codes while no SMS is connected

Exit code: 0 done · 1 not done, or something is wrong · 2 wrong usage",
};

pub(crate) const DOCTOR: Examples = Examples {
    zh: "\
示例：
  caixiang doctor                                   逐项检查并说明怎样处理
  caixiang doctor --format jsonl                    给程序用

退出码：0 可以运行 · 1 有一项不能工作 · 2 用法错误",
    en: "\
Examples:
  caixiang doctor                                   what is wrong and what to do
  caixiang doctor --format jsonl                    for a program

Exit code: 0 it can work · 1 something does not · 2 wrong usage",
};

/// All of them, by command; empty for the program itself.
pub(crate) const ALL: [(&str, Examples); 8] = [
    ("", PROGRAM),
    ("check", CHECK),
    ("render", RENDER),
    ("code", CODE),
    ("roster", ROSTER),
    ("serve", SERVE),
    ("admin", ADMIN),
    ("doctor", DOCTOR),
];
