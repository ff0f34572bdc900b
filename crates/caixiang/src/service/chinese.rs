//! The Chinese help of the service's commands: command, option (empty for the command), text. The
//! English one is in `arguments`.

use crate::localize::Examples;

pub(crate) const SERVE_EXAMPLES: Examples = Examples {
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

pub(crate) const ADMIN_EXAMPLES: Examples = Examples {
    zh: "\
示例：
  caixiang admin create-centre --name 示范图像采集中心
  caixiang admin create-staff --centre ID --login admin --name 管理员 --role administrator
  caixiang admin list batches --centre ID --format jsonl
  caixiang admin poster j9vg24 --out poster.svg     学生扫的二维码
  caixiang admin outbox                             未接入短信时查看登录验证码

退出码：0 完成 · 1 没有完成或有问题 · 2 用法错误",
    en: "\
Examples:
  caixiang admin create-centre --name \"Demonstration Centre\"
  caixiang admin create-staff --centre ID --login admin --name Admin --role administrator
  caixiang admin list batches --centre ID --format jsonl
  caixiang admin poster j9vg24 --out poster.svg     the QR code that students scan
  caixiang admin outbox                             sign-in codes while no SMS is connected

Exit code: 0 done · 1 not done, or something is wrong · 2 wrong usage",
};

pub(crate) const DOCTOR_EXAMPLES: Examples = Examples {
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

/// Examples below the Chinese help.
pub(crate) const EXAMPLES: &[(&str, &str)] = &[
    ("serve", SERVE_EXAMPLES.zh),
    ("admin", ADMIN_EXAMPLES.zh),
    ("doctor", DOCTOR_EXAMPLES.zh),
];

const FORMAT: &str = "结果格式：text 给人看（默认）；jsonl 给程序用，每行一个结果";
const CONFIG: &str = "配置文件（默认为当前目录的 caixiang.toml，没有则用默认值）";
const DATA: &str = "数据目录（默认 caixiang-data）";
const CENTRE: &str = "采集中心的编号";
const BATCH: &str = "批次的编号";
const NAME: &str = "名称";
const SLUG: &str = "链接的结尾：4 到 32 个 a-z、0-9 和 -";
const SCHOOL_CODE: &str = "学校的五位国标代码";
const PASSWORD_STDIN: &str = "从标准输入的第一行读取密码";
const REVIEWER: &str = "审核人员的登录名";

/// The service's part of the Chinese help.
pub(crate) const ZH: &[(&str, &str, &str)] = &[
    ("serve", "", "运行采集服务：HTTP 接口和后台任务"),
    ("serve", "config", CONFIG),
    ("serve", "data", DATA),
    ("serve", "listen", "监听的地址和端口（默认 127.0.0.1:8080）"),
    (
        "serve",
        "no_workers",
        "只响应请求，任务由 caixiang work 处理",
    ),
    ("work", "", "只处理采集服务的后台任务，不提供接口"),
    ("work", "config", CONFIG),
    ("work", "data", DATA),
    ("doctor", "", "检查服务能否工作，并说明怎样处理"),
    ("doctor", "config", CONFIG),
    ("doctor", "data", DATA),
    ("doctor", "format", FORMAT),
    ("admin", "", "建立采集中心、管理批次、维护服务"),
    ("admin", "config", CONFIG),
    ("admin", "data", DATA),
    ("admin", "format", FORMAT),
    ("admin create-centre", "", "建立采集中心"),
    ("admin create-centre", "name", NAME),
    (
        "admin create-centre",
        "support",
        "学生联系中心的方式，如服务电话和时间",
    ),
    ("admin create-school", "", "登记学校"),
    ("admin create-school", "centre", CENTRE),
    ("admin create-school", "code", SCHOOL_CODE),
    ("admin create-school", "name", NAME),
    ("admin create-unit", "", "登记学校的学院或教学点"),
    ("admin create-unit", "school", "学校的编号"),
    (
        "admin create-unit",
        "kind",
        "college 学院，teaching-point 教学点",
    ),
    ("admin create-unit", "name", NAME),
    ("admin create-region", "", "登记散拍采集的地区"),
    ("admin create-region", "centre", CENTRE),
    ("admin create-region", "name", NAME),
    ("admin create-region", "slug", SLUG),
    (
        "admin create-batch",
        "",
        "建立批次草稿；加 --open 则同时开放",
    ),
    ("admin create-batch", "centre", CENTRE),
    ("admin create-batch", "name", NAME),
    ("admin create-batch", "slug", SLUG),
    (
        "admin create-batch",
        "schools",
        "学校的五位国标代码，可以多次使用",
    ),
    (
        "admin create-batch",
        "feature_code",
        "集中采集的特征码（默认自动生成）",
    ),
    ("admin create-batch", "region", "散拍采集的地区编号"),
    (
        "admin create-batch",
        "cohorts",
        "毕业年级，写作 年级:层次:毕业年月，如 2019:高起本:2024-01，可以多次使用",
    ),
    (
        "admin create-batch",
        "opens",
        "开始时间，如 2023-09-06T00:00:00+08:00，或日期",
    ),
    ("admin create-batch", "closes", "结束时间，或最后一天"),
    (
        "admin create-batch",
        "hours",
        "每天的采集时段，如 08:00-22:00（默认全天）",
    ),
    (
        "admin create-batch",
        "spec",
        "照片标准（默认 guangdong-2023）",
    ),
    (
        "admin create-batch",
        "background",
        "标准照的背景色，写作 红,绿,蓝（默认 100,197,255）",
    ),
    (
        "admin create-batch",
        "capture",
        "照片来源：onsite 现场，live-camera 实时拍摄（默认），album 相册；可以多次使用",
    ),
    (
        "admin create-batch",
        "attempts",
        "每人可提交的次数（默认 3）",
    ),
    (
        "admin create-batch",
        "checks",
        "免费自动检测的次数（默认 10）",
    ),
    (
        "admin create-batch",
        "replace_days",
        "未通过后可以更换照片的天数（默认 2）",
    ),
    ("admin create-batch", "price_fen", "价格，单位分（默认 0）"),
    (
        "admin create-batch",
        "originals_days",
        "学信网接收后原片保留的天数（默认 90）",
    ),
    (
        "admin create-batch",
        "portraits_days",
        "批次归档后标准照保留的天数（默认 180）",
    ),
    (
        "admin create-batch",
        "photo_not_before",
        "照片最早的拍摄日期，如 2023-06-01（默认不限）",
    ),
    ("admin create-batch", "glasses", "允许戴眼镜"),
    (
        "admin create-batch",
        "school_reviews",
        "先由学校审核，再由中心审核",
    ),
    ("admin create-batch", "notice_zh", "学生首先看到的中文说明"),
    ("admin create-batch", "notice_en", "学生首先看到的英文说明"),
    ("admin create-batch", "open", "建立后立即开放"),
    ("admin open-batch", "", "开放批次，学生从此可以找到它"),
    ("admin open-batch", "batch", BATCH),
    ("admin close-batch", "", "结束批次的采集，不能再开放"),
    ("admin close-batch", "batch", BATCH),
    (
        "admin archive-batch",
        "",
        "归档已结束的批次，照片按承诺的天数到期删除",
    ),
    ("admin archive-batch", "batch", BATCH),
    (
        "admin create-staff",
        "",
        "建立工作人员账号；密码自动生成并只显示一次，或从标准输入读取",
    ),
    ("admin create-staff", "centre", CENTRE),
    ("admin create-staff", "login", "登录名"),
    ("admin create-staff", "name", "同事看到的姓名"),
    (
        "admin create-staff",
        "roles",
        "角色：administrator、operator、centre-reviewer、school-reviewer:学校、school-officer:学校、\
         unit-officer:学校/单位（冒号后为编号），可以多次使用",
    ),
    ("admin create-staff", "password_stdin", PASSWORD_STDIN),
    ("admin set-password", "", "更改密码，此人的登录全部失效"),
    ("admin set-password", "login", "登录名"),
    ("admin set-password", "password_stdin", PASSWORD_STDIN),
    ("admin create-studio", "", "登记地区的影棚"),
    ("admin create-studio", "region", "地区的编号"),
    ("admin create-studio", "name", NAME),
    ("admin create-studio", "address", "地址和到达方式"),
    ("admin create-slots", "", "开放影棚一天的预约时段"),
    ("admin create-slots", "studio", "影棚的编号"),
    ("admin create-slots", "date", "日期，如 2023-09-10"),
    (
        "admin create-slots",
        "from",
        "第一个时段的开始时间（默认 09:00）",
    ),
    (
        "admin create-slots",
        "until",
        "最后一个时段的结束时间（默认 17:00）",
    ),
    (
        "admin create-slots",
        "minutes",
        "每个时段的分钟数（默认 30）",
    ),
    ("admin create-slots", "capacity", "每个时段的人数（默认 4）"),
    (
        "admin import-roster",
        "",
        "导入学校的名单（UTF-8 编码的 CSV），替换原有名单",
    ),
    ("admin import-roster", "batch", BATCH),
    ("admin import-roster", "school", SCHOOL_CODE),
    (
        "admin import-roster",
        "file",
        "文件，第一行为列名：学号、层次、年级、毕业时间，可有学院、教学点、班级",
    ),
    ("admin list", "", "列出采集中心，或中心的学校、批次、人员"),
    (
        "admin list",
        "what",
        "centres 采集中心，schools 学校，batches 批次，staff 人员",
    ),
    (
        "admin list",
        "centre",
        "采集中心的编号，列出中心以外的内容时需要",
    ),
    ("admin progress", "", "批次各状态的人数"),
    ("admin progress", "batch", BATCH),
    ("admin queue", "", "等待某位审核人员处理的提交"),
    ("admin queue", "staff", REVIEWER),
    (
        "admin queue",
        "round",
        "轮次：school 学校，centre 中心（默认）",
    ),
    ("admin decide", "", "以审核人员的名义审核一次提交"),
    ("admin decide", "submission", "提交的编号"),
    ("admin decide", "decision", "approve 通过，reject 不通过"),
    ("admin decide", "reasons", "原因代码，如 P04，可以多次使用"),
    (
        "admin decide",
        "note",
        "给学生的补充说明；代码 X00 必须填写",
    ),
    ("admin decide", "staff", REVIEWER),
    ("admin release-degree", "", "解除绑定在错误账号上的学历"),
    ("admin release-degree", "degree", "学历的编号"),
    (
        "admin release-degree",
        "reason",
        "原因：wrong-person 绑错人，wrong-degree 绑错学历，student-asked 学生要求，\
         already-at-registry 学信网已有照片",
    ),
    (
        "admin release-degree",
        "staff",
        "作出决定的工作人员的登录名",
    ),
    (
        "admin rotate-keys",
        "",
        "更换主密钥并重新加密全部数据；期间服务必须停止",
    ),
    (
        "admin rotate-keys",
        "resume",
        "不生成新密钥，继续上一次没有完成的重新加密",
    ),
    ("admin verify-audit", "", "检查审计日志是否被改动或删除"),
    ("admin jobs", "", "多次失败后被放弃的任务"),
    ("admin jobs list", "", "列出这些任务"),
    ("admin jobs revive", "", "重新执行一个任务"),
    ("admin jobs revive", "job", "任务的编号"),
    ("admin jobs discard", "", "丢弃一个任务"),
    ("admin jobs discard", "job", "任务的编号"),
    ("admin sweep", "", "删除无人引用的文件"),
    (
        "admin sweep",
        "older_than_hours",
        "保留更新的文件，单位小时（默认 24）",
    ),
    ("admin check-objects", "", "检查引用的文件是否都在并且完好"),
    ("admin poster", "", "批次或地区的链接和二维码，用于张贴"),
    ("admin poster", "slug", "链接的结尾"),
    ("admin poster", "out", "把二维码画成 SVG 文件"),
    (
        "admin outbox",
        "",
        "未接入的短信、微信、邮件本应发出的内容，最近的在前：登录验证码、通知",
    ),
    ("admin outbox", "limit", "条数（默认 20）"),
];
