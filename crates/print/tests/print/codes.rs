//! Codes on labels, envelopes and posters, read back by zxing-cpp from a picture with a printer's 300 dots per inch.

use print::mail::{
    Addressee, Contact, ContactSheet, EnvelopeFormat, PackingList, Parcel, Party, bag_labels,
    envelopes, parcel_labels,
};
use print::{Page, Poster, Typefaces};

use crate::shared::{codes, poppler, portrait, raster, written};

#[track_caller]
fn check(name: &str, pages: &[Page], expected: &[&str]) {
    let faces = Typefaces::embedded().unwrap();
    let written = written(name, pages, &faces);
    let Some(raster) = raster(&written, 300) else {
        return;
    };
    if let Some(codes) = codes(&raster) {
        assert_eq!(codes, expected);
    }
}

fn addressee(number: &str, name: &str) -> Addressee {
    Addressee {
        number: number.to_owned(),
        name: name.to_owned(),
        path: vec![
            "示例大学".into(),
            "继续教育学院东莞教学点".into(),
            "21级高起专会计1班".into(),
        ],
        contents: "大一寸 8 张".into(),
    }
}

#[test]
fn envelopes_name_whose_photos_are_inside() {
    let faces = Typefaces::embedded().unwrap();
    let people = [addressee("202309120001", "李𠮷䶮")];
    for (format, name) in [
        (EnvelopeFormat::PhotoBag, "photo-bag"),
        (EnvelopeFormat::Five, "envelope-5"),
        (EnvelopeFormat::Seven, "envelope-7"),
        (EnvelopeFormat::Nine, "envelope-9"),
    ] {
        let pages = envelopes(format, &people, &faces).unwrap();
        check(name, &pages, &["202309120001"]);
    }
}

#[test]
fn bags_have_a_label_each() {
    let faces = Typefaces::embedded().unwrap();
    let long = "阿卜杜热合曼·买买提依明·库尔班江";
    let people: Vec<Addressee> = (0..26)
        .map(|index| {
            addressee(
                &format!("SF-23{index:04}"),
                if index == 4 { long } else { "王小明" },
            )
        })
        .collect();
    let pages = bag_labels(&people, &faces).unwrap();
    assert_eq!(pages.len(), 2);
    let expected: Vec<String> = (0..24).map(|index| format!("SF-23{index:04}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check("bag-labels", &pages, &expected);
}

#[test]
fn parcels_have_the_couriers_number_and_their_own() {
    let faces = Typefaces::embedded().unwrap();
    let parcel = Parcel {
        to: Party {
            name: "王小明".into(),
            phone: "13800138000".into(),
            address: "广东省东莞市松山湖高新技术产业开发区大学路1号示例大学学生公寓12栋 608 室"
                .into(),
        },
        from: Party {
            name: "示例图像采集中心".into(),
            phone: "020-12345678".into(),
            address: "广东省广州市天河区示例路 100 号".into(),
        },
        courier: "顺丰速运".into(),
        tracking: "SF1234567890123".into(),
        reference: "P-2023-000123".into(),
        contents: "大一寸 8 张 × 1\n二寸 8 张 × 1".into(),
        piece: [1, 1],
    };
    let pages = parcel_labels(&[parcel], &faces).unwrap();
    check(
        "parcel",
        &pages,
        &["P-2023-000123", "P-2023-000123", "SF1234567890123"],
    );
}

#[test]
fn a_poster_is_scanned() {
    let faces = Typefaces::embedded().unwrap();
    let poster = Poster {
        for_whom: "示例大学".into(),
        batch: "2024 届毕业生图像采集".into(),
        feature_code: Some("J9VG24".into()),
        dates: vec!["2023年9月6日 起".into(), "2023年10月13日 24:00 止".into()],
        hours: Some("每天 9:00–22:00".into()),
        price: Some("¥15.00".into()),
        is_at_home: true,
        is_without_glasses: true,
        link: "https://photos.example.org/b/autumn-2023?code=J9VG24".into(),
        address: "https://photos.example.org/b/autumn-2023".into(),
        centre: "示例图像采集中心".into(),
        contact: "客服电话 020-12345678，每天 9:00–11:30、13:30–17:00".into(),
    };
    let page = poster.page(&faces).unwrap();
    let svg = print::svg(&page, &faces).unwrap();
    says_all(&svg);
    let written = written("poster-words", std::slice::from_ref(&page), &faces);
    if poppler("pdftotext", &["-layout"], &written.path).is_some() {
        says_all(&std::fs::read_to_string(written.path.with_extension("txt")).unwrap());
    }
    check(
        "poster",
        &[page],
        &["https://photos.example.org/b/autumn-2023?code=J9VG24"],
    );
}

/// School, batch, feature code, dates, hours, price, steps, whom to ask. Readers of PDF put spaces where they like.
#[track_caller]
fn says_all(text: &str) {
    let close = |text: &str| text.replace(' ', "");
    let said = close(text);
    for words in [
        "示例大学",
        "2024 届毕业生图像采集",
        "J 9 V G 2 4",
        "2023年9月6日 起",
        "2023年10月13日 24:00 止",
        "每天 9:00–22:00",
        "¥15.00",
        "扫码进入，用手机号登录",
        "上传学信网的采集码",
        "请同学用后置摄像头帮你拍",
        "提交审核，结果会通知你",
        "https://photos.example.org/b/autumn-2023",
        "示例图像采集中心",
        "020-12345678",
    ] {
        assert!(said.contains(&close(words)), "{words}: {text}");
    }
}

#[test]
fn lists_break_into_pages_and_end_with_a_signature() {
    let faces = Typefaces::embedded().unwrap();
    let rows = |count: usize| -> Vec<Vec<String>> {
        let row = |index| {
            vec![
                format!("{index}"),
                format!("2023{index:08}"),
                "王小明".into(),
                "大一寸 8 张".into(),
            ]
        };
        (1..=count).map(row).collect()
    };
    let list = |count| PackingList {
        title: "装箱单 Packing list".into(),
        facts: vec![
            ("学校".into(), "示例大学".into()),
            ("件号".into(), "P-2023-000123".into()),
            ("张数".into(), "80".into()),
        ],
        columns: vec![
            ("序号".into(), 1.0),
            ("学号".into(), 3.0),
            ("姓名".into(), 3.0),
            ("内容".into(), 3.0),
        ],
        rows: rows(count),
        signatures: vec!["装箱人".into(), "签收人".into(), "日期".into()],
    };
    let pages = list(80).pages(&faces).unwrap();
    assert_eq!(pages.len(), 3);
    let written = written("packing-list", &pages, &faces);
    if poppler("pdftotext", &["-layout"], &written.path).is_some() {
        let text = std::fs::read_to_string(written.path.with_extension("txt")).unwrap();
        for index in 1..=80 {
            assert!(text.contains(&format!("2023{index:08}")), "row {index}");
        }
        assert_eq!(text.matches("签收人").count(), 1);
        assert!(text.replace(' ', "").contains("3/3"));
    }
    // No number of rows loses the signatures, or loops.
    for count in 0..60 {
        assert!(list(count).pages(&faces).unwrap().len() <= 2, "{count}");
    }
    let mut uneven = list(3);
    uneven.rows[1].pop();
    assert_eq!(
        uneven.pages(&faces).unwrap_err().code(),
        "layout-impossible"
    );
}

#[test]
fn contact_sheets_show_everyone_once() {
    let faces = Typefaces::embedded().unwrap();
    let contacts: Vec<Contact> = (1..=31)
        .map(|index| Contact {
            portrait: portrait(),
            number: format!("2023{index:08}"),
            name: if index == 2 {
                "阿卜杜热合曼·买买提依明".into()
            } else {
                "王小明".into()
            },
        })
        .collect();
    let sheet = ContactSheet {
        title: "示例大学 21级高起专会计1班".into(),
        statement:
            "本人确认照片、学号、姓名无误，请在横线上签名。Check photo, number and name, then sign."
                .into(),
        contacts,
    };
    let pages = sheet.pages(&faces).unwrap();
    assert_eq!(pages.len(), 2);
    let written = written("contact-sheet", &pages, &faces);
    if let Some(list) = poppler("pdfimages", &["-list"], &written.path) {
        assert_eq!(list.lines().count(), 2 + 31, "{list}");
    }
}
