//! The poster as a drawing on A4: what it is, for whom, the QR code, the feature code, until when, what it
//! costs, the way in four steps, and whom to ask. Chinese, with a line of English where it helps.

use qrcode::QrCode;

use super::ink::{Ink, Style, lines};

/// A4, tenths of a millimetre.
const WIDTH: f32 = 2100.0;
const HEIGHT: f32 = 2970.0;

/// Left and right margin.
const MARGIN: f32 = 150.0;

/// Height of the band at the top.
const BAND: f32 = 600.0;

/// Where the right column begins, and its width.
const RIGHT: f32 = 1120.0;
const RIGHT_WIDTH: f32 = WIDTH - MARGIN - RIGHT;

/// Side of the QR code.
const CODE: f32 = 860.0;

const BLUE: &str = "#1f5fbf";
const PALE: &str = "#e8f0fb";
const INK: &str = "#1c2430";
const QUIET: &str = "#5a6676";
const WHITE: &str = "#ffffff";
const PALE_ON_BLUE: &str = "#d9e6fa";

/// What a poster says. What is empty is left out.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// School or schools, region, or the batch's name.
    pub(super) for_whom: String,
    /// Name of the batch, where it is not the heading already.
    pub(super) batch: String,
    /// What a student types who does not scan.
    pub(super) feature_code: Option<String>,
    /// First and last day.
    pub(super) dates: Vec<String>,
    /// Hours of every day.
    pub(super) hours: Option<String>,
    /// Price of one portrait.
    pub(super) price: Option<String>,
    /// Whether students take the photo themselves.
    pub(super) is_at_home: bool,
    /// Whether glasses have to be taken off.
    pub(super) is_without_glasses: bool,
    /// Where the QR code leads, without what only the code carries.
    pub(super) address: String,
    /// Who collects.
    pub(super) centre: String,
    /// How the centre is reached.
    pub(super) contact: String,
}

impl Sheet {
    /// The poster as an SVG file.
    pub(super) fn draw(&self, code: &QrCode) -> String {
        let mut ink = Ink::sheet(WIDTH, HEIGHT);
        self.heading(&mut ink);
        self.entrance(&mut ink, code);
        self.facts(&mut ink);
        self.steps(&mut ink);
        self.foot(&mut ink);
        ink.finish()
    }

    fn heading(&self, ink: &mut Ink) {
        let room = WIDTH - 2.0 * MARGIN;
        ink.rectangle([0.0, 0.0, WIDTH, BAND], 0.0, BLUE);
        let title = Style::plain(196.0, WHITE).bold();
        ink.text([MARGIN, 265.0], room, "毕业证书照片采集", title);
        let whom = Style::plain(100.0, WHITE).bold();
        ink.text([MARGIN, 415.0], room, &self.for_whom, whom);
        let line = if self.batch.is_empty() {
            "Graduation portrait: scan to begin".to_owned()
        } else {
            format!("{} · Graduation portrait", self.batch)
        };
        ink.text(
            [MARGIN, 520.0],
            room,
            &line,
            Style::plain(62.0, PALE_ON_BLUE),
        );
    }

    fn entrance(&self, ink: &mut Ink, code: &QrCode) {
        let top = BAND + 110.0;
        ink.rectangle(
            [MARGIN - 12.0, top - 12.0, CODE + 24.0, CODE + 24.0],
            28.0,
            BLUE,
        );
        ink.rectangle([MARGIN, top, CODE, CODE], 18.0, WHITE);
        ink.code([MARGIN + 10.0, top + 10.0], CODE - 20.0, code);
        let middle = MARGIN + CODE / 2.0;
        let told = Style::plain(72.0, INK).bold().centred();
        ink.text(
            [middle, top + CODE + 115.0],
            CODE,
            "微信或浏览器扫一扫，开始采集",
            told,
        );
        let address = Style::plain(46.0, QUIET).centred();
        ink.text([middle, top + CODE + 190.0], CODE, &self.address, address);
    }

    /// Feature code, dates and price, in the column beside the QR code.
    fn facts(&self, ink: &mut Ink) {
        let mut top = BAND + 98.0;
        ink.rectangle([RIGHT, top, RIGHT_WIDTH, 330.0], 28.0, PALE);
        let middle = RIGHT + RIGHT_WIDTH / 2.0;
        let (label, shown, size) = match &self.feature_code {
            Some(code) => {
                let letters: Vec<String> = code.chars().map(String::from).collect();
                ("特征码 Feature code", letters.join(" "), 176.0)
            }
            None => ("不用特征码 No code needed", "扫码进入".to_owned(), 136.0),
        };
        let quiet = Style::plain(56.0, QUIET).centred();
        ink.text([middle, top + 88.0], RIGHT_WIDTH, label, quiet);
        let large = Style::plain(size, BLUE).bold().centred();
        ink.text([middle, top + 262.0], RIGHT_WIDTH - 60.0, &shown, large);
        top += 330.0;
        let mut row = |label: &str, values: &[String]| {
            if values.is_empty() {
                return;
            }
            top += 96.0;
            ink.text([RIGHT, top], RIGHT_WIDTH, label, Style::plain(52.0, QUIET));
            for value in values {
                top += 86.0;
                let style = Style::plain(68.0, INK).bold();
                ink.text([RIGHT, top], RIGHT_WIDTH, value, style);
            }
        };
        let mut when = self.dates.clone();
        when.extend(self.hours.clone());
        row("采集时间 Open", &when);
        row("费用 Fee", self.price.as_slice());
    }

    fn steps(&self, ink: &mut Ink) {
        let mut top = 1900.0;
        for (number, (zh, en)) in (1..).zip(self.way()) {
            ink.disc([MARGIN + 52.0, top - 24.0], 52.0, BLUE);
            let digit = Style::plain(66.0, WHITE).bold().centred();
            ink.text([MARGIN + 52.0, top], 104.0, &number.to_string(), digit);
            let (left, room) = (MARGIN + 150.0, WIDTH - 2.0 * MARGIN - 150.0);
            ink.text([left, top - 10.0], room, zh, Style::plain(74.0, INK).bold());
            ink.text([left, top + 56.0], room, en, Style::plain(44.0, QUIET));
            top += 170.0;
        }
        let ready = Style::plain(54.0, INK);
        ink.text(
            [MARGIN, top + 6.0],
            WIDTH - 2.0 * MARGIN,
            &self.dress(),
            ready,
        );
    }

    fn way(&self) -> [(&'static str, &'static str); 4] {
        let photo = if self.is_at_home {
            (
                "请同学用后置摄像头帮你拍，几秒知道合不合格",
                "A friend takes it with the rear camera; the check takes seconds",
            )
        } else {
            (
                "按预约的时间到现场拍摄",
                "Have it taken at the time that you booked",
            )
        };
        [
            (
                "扫码进入，用手机号登录",
                "Scan and sign in with your phone number",
            ),
            (
                "填证件号码后四位，上传学信网的采集码",
                "Last four of your ID, and the collection code of CHSI",
            ),
            photo,
            (
                "提交审核，结果会通知你",
                "Submit it; you are told the result",
            ),
        ]
    }

    fn dress(&self) -> String {
        let glasses = if self.is_without_glasses {
            "、不戴眼镜"
        } else {
            ""
        };
        format!("拍照准备：站在浅色墙前，穿深色有领上衣，露出眉毛和双耳{glasses}，不化浓妆、不美颜")
    }

    fn foot(&self, ink: &mut Ink) {
        let top = 2690.0;
        ink.rectangle([0.0, top, WIDTH, HEIGHT - top], 0.0, PALE);
        let room = WIDTH - 2.0 * MARGIN;
        ink.text(
            [MARGIN, top + 108.0],
            room,
            &self.centre,
            Style::plain(66.0, INK).bold(),
        );
        let size = 58.0;
        let contact = lines(&self.contact, room / size);
        for (line, contact) in contact.iter().take(2).enumerate() {
            let baseline = top + 188.0 + 72.0 * line as f32;
            ink.text([MARGIN, baseline], room, contact, Style::plain(size, INK));
        }
    }
}
