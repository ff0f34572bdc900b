//! The poster that a batch's or a region's students scan, on A4: what it is, for whom, the QR code, the feature code,
//! until when, what it costs, the way in four steps, and whom to ask. Chinese, with a line of English where it helps.

use crate::barcode;
use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};

/// A4, millimetres.
const WIDTH: f32 = 210.0;
const HEIGHT: f32 = 297.0;

/// Left and right margin.
const MARGIN: f32 = 15.0;

/// Height of the band at the top.
const BAND: f32 = 60.0;

/// Where the right column begins, and its width.
const RIGHT: f32 = 112.0;
const RIGHT_WIDTH: f32 = WIDTH - MARGIN - RIGHT;

/// Side of the QR code.
const CODE: f32 = 86.0;

const BLUE: Colour = Colour([0x1f, 0x5f, 0xbf]);
const PALE: Colour = Colour([0xe8, 0xf0, 0xfb]);
const INK: Colour = Colour([0x1c, 0x24, 0x30]);
const QUIET: Colour = Colour([0x5a, 0x66, 0x76]);
const PALE_ON_BLUE: Colour = Colour([0xd9, 0xe6, 0xfa]);

/// What a poster says. What is empty is left out.
#[derive(Debug, Clone, Default)]
pub struct Poster {
    /// School or schools, region, or the batch's name.
    pub for_whom: String,
    /// Name of the batch, where it is not the heading already.
    pub batch: String,
    /// What a student types who does not scan.
    pub feature_code: Option<String>,
    /// First and last day.
    pub dates: Vec<String>,
    /// Hours of every day.
    pub hours: Option<String>,
    /// Price of one portrait.
    pub price: Option<String>,
    /// Whether students take the photo themselves.
    pub is_at_home: bool,
    /// Whether glasses have to be taken off.
    pub is_without_glasses: bool,
    /// Where the QR code leads.
    pub link: String,
    /// The same to be typed, without what only the code carries.
    pub address: String,
    /// Who collects.
    pub centre: String,
    /// How the centre is reached.
    pub contact: String,
}

impl Poster {
    /// The poster as a page.
    ///
    /// # Errors
    /// [`PrintError::Barcode`] where the link is too long for a QR code, [`PrintError::NoGlyph`] and
    /// [`PrintError::TooLong`] for words that cannot be printed.
    pub fn page(&self, faces: &Typefaces) -> Result<Page, PrintError> {
        let mut page = Page::new([WIDTH, HEIGHT]);
        self.heading(&mut page, faces)?;
        self.entrance(&mut page, faces)?;
        self.facts(&mut page, faces)?;
        self.steps(&mut page, faces)?;
        self.foot(&mut page, faces)?;
        Ok(page)
    }

    fn heading(&self, page: &mut Page, faces: &Typefaces) -> Result<(), PrintError> {
        let room = WIDTH - 2.0 * MARGIN;
        page.fill(Area::new([0.0; 2], [WIDTH, BAND]), 0.0, BLUE);
        let white = |size| Style::plain(size).coloured(Colour::WHITE).bold();
        page.text(faces, [MARGIN, 26.0], room, "毕业证书照片采集", white(19.6))?;
        page.text(
            faces,
            [MARGIN, 41.0],
            room,
            &self.for_whom,
            white(10.0).down_to(4.0),
        )?;
        let line = if self.batch.is_empty() {
            "Graduation portrait: scan to begin".to_owned()
        } else {
            format!("{} · Graduation portrait", self.batch)
        };
        let pale = Style::plain(6.2).coloured(PALE_ON_BLUE).down_to(3.0);
        page.text(faces, [MARGIN, 52.0], room, &line, pale)?;
        Ok(())
    }

    fn entrance(&self, page: &mut Page, faces: &Typefaces) -> Result<(), PrintError> {
        let top = BAND + 11.0;
        let square = Area::new([MARGIN, top], [CODE, CODE]);
        page.fill(square.within(-1.2), 2.8, BLUE);
        page.fill(square, 1.8, Colour::WHITE);
        barcode::qr(
            page,
            [MARGIN + 1.0, top + 1.0],
            CODE - 2.0,
            &self.link,
            true,
        )?;
        let [middle, _] = square.middle();
        let told = Style::plain(7.2)
            .coloured(INK)
            .bold()
            .centred()
            .down_to(4.0);
        let below = [middle, top + CODE + 11.5];
        page.text(faces, below, CODE, "微信或浏览器扫一扫，开始采集", told)?;
        let quiet = Style::plain(4.6).coloured(QUIET).centred().down_to(2.2);
        page.text(
            faces,
            [middle, top + CODE + 19.0],
            CODE,
            &self.address,
            quiet,
        )?;
        Ok(())
    }

    /// Feature code, dates and price, in the column beside the QR code.
    fn facts(&self, page: &mut Page, faces: &Typefaces) -> Result<(), PrintError> {
        let mut top = BAND + 9.8;
        page.fill(Area::new([RIGHT, top], [RIGHT_WIDTH, 33.0]), 2.8, PALE);
        let middle = RIGHT + RIGHT_WIDTH / 2.0;
        let (label, shown, size) = match &self.feature_code {
            Some(code) => {
                let letters: Vec<String> = code.chars().map(String::from).collect();
                ("特征码 Feature code", letters.join(" "), 17.6)
            }
            None => ("不用特征码 No code needed", "扫码进入".to_owned(), 13.6),
        };
        let quiet = Style::plain(5.6).coloured(QUIET);
        page.text(
            faces,
            [middle, top + 8.8],
            RIGHT_WIDTH,
            label,
            quiet.centred(),
        )?;
        let large = Style::plain(size).coloured(BLUE).bold().centred();
        let room = RIGHT_WIDTH - 6.0;
        page.text(
            faces,
            [middle, top + 26.2],
            room,
            &shown,
            large.down_to(5.0),
        )?;
        top += 33.0;
        let mut when = self.dates.clone();
        when.extend(self.hours.clone());
        let rows = [
            ("采集时间 Open", when.as_slice()),
            ("费用 Fee", self.price.as_slice()),
        ];
        for (label, values) in rows {
            if values.is_empty() {
                continue;
            }
            top += 9.6;
            let quiet = Style::plain(5.2).coloured(QUIET);
            page.text(faces, [RIGHT, top], RIGHT_WIDTH, label, quiet)?;
            for value in values {
                top += 8.6;
                let style = Style::plain(6.8).coloured(INK).bold().down_to(3.0);
                page.text(faces, [RIGHT, top], RIGHT_WIDTH, value, style)?;
            }
        }
        Ok(())
    }

    fn steps(&self, page: &mut Page, faces: &Typefaces) -> Result<(), PrintError> {
        let mut top = 190.0;
        for (number, (zh, en)) in (1..).zip(self.way()) {
            let disc = Area::new([MARGIN, top - 7.6], [10.4, 10.4]);
            page.fill(disc, 5.2, BLUE);
            let digit = Style::plain(6.6).coloured(Colour::WHITE).bold().centred();
            page.text(faces, [MARGIN + 5.2, top], 10.4, &number.to_string(), digit)?;
            let (left, room) = (MARGIN + 15.0, WIDTH - 2.0 * MARGIN - 15.0);
            let strong = Style::plain(7.4).coloured(INK).bold();
            page.text(faces, [left, top - 1.0], room, zh, strong)?;
            let quiet = Style::plain(4.4).coloured(QUIET);
            page.text(faces, [left, top + 5.6], room, en, quiet)?;
            top += 17.0;
        }
        let ready = Style::plain(5.4).coloured(INK).down_to(3.0);
        page.text(
            faces,
            [MARGIN, top + 0.6],
            WIDTH - 2.0 * MARGIN,
            &self.dress(),
            ready,
        )?;
        Ok(())
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

    fn foot(&self, page: &mut Page, faces: &Typefaces) -> Result<(), PrintError> {
        let top = 269.0;
        page.fill(Area::new([0.0, top], [WIDTH, HEIGHT - top]), 0.0, PALE);
        let room = WIDTH - 2.0 * MARGIN;
        let strong = Style::plain(6.6).coloured(INK).bold().down_to(3.0);
        page.text(faces, [MARGIN, top + 10.8], room, &self.centre, strong)?;
        let plain = Style::plain(5.8).coloured(INK).wrapped(2).down_to(3.0);
        page.text(faces, [MARGIN, top + 18.8], room, &self.contact, plain)?;
        Ok(())
    }
}
