//! Cards and photos to try the service with, and the expected result of each. The results of photos are not
//! written here: they come from the laboratory.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use app::ports::{CheckFault, CheckedPhoto, PhotoLab, PhotoTask};
use app::standards::Choices;
use bytes::Bytes;
use collection_code::Content;
use domain::{GlassesPolicy, Rgb};
use standard::{Outcome, PhotoSpec};
use test_kit::card::{Card, CardFields, Shot};
use test_kit::{Bystander, JpegOptions, PortraitSpec, draw, to_jpeg, to_png};
use time::Date;

use crate::accounts;
use crate::album::{Album, Drawing, Look, taken_on};
use crate::campaign::Campaign;
use crate::checked_once::CheckedOnce;
use crate::guide;
use crate::people::{self, Enrolled, Student};
use crate::rendered;
use crate::tried::{Meant, Tried};
use crate::way::Way;

/// The face of the new student; no other student has it.
const NEW_FACE: u64 = 14;

/// Draws everything into a new folder.
///
/// # Errors
/// A folder that cannot be written; a card that cannot be read or a photo that is found otherwise
/// than it was meant.
pub(crate) async fn write(
    folder: &Path,
    faces: Faces,
    lab: &CheckedOnce,
    day: Date,
    (students, album): (&[Student], &mut Album),
) -> Result<()> {
    fs::create_dir_all(folder).context("the folder cannot be made")?;
    let mut tried = cards(folder, lab, students).await?;
    let portraits = portraits(faces, students, album, day)?;
    for portrait in &portraits {
        let file = portrait.file;
        fs::write(folder.join(file), &portrait.bytes)
            .with_context(|| format!("{file} cannot be written"))?;
        tried.push(judged(lab, portrait, day).await?);
    }
    let rejected = accounts::example(students, Way::Rejected).map(Student::photos);
    let rejected = rejected.and_then(|photos| photos.first().copied());
    let rejected = album.photo(rejected.context("nobody was rejected")?, day)?;
    check_shots(lab, rejected, &portraits, day).await?;
    let readme = folder.join("README.md");
    fs::write(readme, guide::files(&tried)).context("the list of files cannot be written")
}

/// A card to draw.
struct Sample {
    file: &'static str,
    payload: Vec<u8>,
    shot: Shot,
    /// What is typed beside it.
    last_four: String,
    zh: String,
    en: String,
}

impl Sample {
    fn new(file: &'static str, fields: &CardFields, shot: Shot, [zh, en]: [&str; 2]) -> Self {
        Self {
            file,
            payload: fields.to_payload(),
            shot,
            last_four: fields.id_tail.clone(),
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }
}

/// The people of the cards: three who are on the roster and have not come, and one who has.
struct Owners {
    first: Enrolled,
    second: Enrolled,
    third: Enrolled,
    of_other_school: Enrolled,
    approved: Enrolled,
}

impl Owners {
    fn find(students: &[Student]) -> Result<Self> {
        let mut absent = people::absent(Campaign::Group, 0).into_iter();
        let mut next = || absent.next().context("everyone of the roster has come");
        let other = people::absent(Campaign::Group, 1).into_iter().next();
        let approved = accounts::example(students, Way::Approved);
        Ok(Self {
            first: next()?,
            second: next()?,
            third: next()?,
            of_other_school: other.context("everyone of the roster has come")?,
            approved: approved.context("nobody was approved")?.enrolled.clone(),
        })
    }
}

fn samples(owners: &Owners) -> Vec<Sample> {
    let card = people::card;
    let other_school = CardFields {
        school_code: "10001".to_owned(),
        code_id: "DEMO-OTHER-SCHOOL".to_owned(),
        ..card(&owners.first)
    };
    let unlisted = CardFields {
        student_number: "21049999".to_owned(),
        code_id: "DEMO-UNLISTED".to_owned(),
        ..card(&owners.first)
    };
    let plain = Shot::default();
    vec![
        Sample::new(
            "card-good.png",
            &card(&owners.first),
            Shot::screenshot(),
            GOOD,
        ),
        Sample::new(
            "card-photo-of-screen.png",
            &card(&owners.second),
            Shot::photo_of_screen(),
            SLANTED,
        ),
        Sample::new(
            "card-second-degree.png",
            &card(&owners.of_other_school),
            Shot::crop(),
            SECOND,
        ),
        Sample::new("card-taken.png", &card(&owners.approved), plain, TAKEN),
        Sample::new("card-other-school.png", &other_school, plain, OTHER_SCHOOL),
        Sample::new("card-not-on-roster.png", &unlisted, plain, UNLISTED),
        says_little(&owners.third),
    ]
}

const GOOD: [&str; 2] = [
    "采集码截图：读出学校、层次和姓氏，由本人确认；故意输错后四位则拒绝并计数，多次输错会锁定",
    "a screenshot: school, level and surname are read and the student confirms; with wrong last four \
     it is refused and counted, and several wrong ones lock",
];
const SLANTED: [&str; 2] = [
    "斜拍另一部手机的屏幕，同样能读出",
    "a slanted photo of another phone's screen, read all the same",
];
const SECOND: [&str; 2] = [
    "另一所学校的学历：同一账号可再添加一个（最多两个）",
    "a degree at the other school: the same account can add it, two at most",
];
const TAKEN: [&str; 2] = [
    "已被其他账号绑定：拒绝，并说明找谁处理",
    "bound to another account: refused, with whom to ask",
];
const OTHER_SCHOOL: [&str; 2] = [
    "不属于本批次的学校：拒绝",
    "of a school that the batch does not collect: refused",
];
const UNLISTED: [&str; 2] = [
    "学号不在名册：拒绝并计数",
    "a student number that is not on the roster: refused and counted",
];

/// A code that carries an id and nothing else.
fn says_little(owner: &Enrolled) -> Sample {
    let code = people::card(owner).school_code;
    let (number, level) = (&owner.number, owner.level.as_str());
    Sample {
        file: "card-says-little.png",
        payload: b"DEMO-7F3A-91C2-55E0".to_vec(),
        shot: Shot::default(),
        last_four: owner.last_four.clone(),
        zh: format!("只有编号的采集码：补填学校代码 {code}、学号 {number}、层次 {level} 后可添加"),
        en: format!(
            "a code with an id alone: taken once school code {code}, student number {number} and \
             level {level} are keyed in"
        ),
    }
}

/// Draws the cards and reads each of them as the service would.
async fn cards(folder: &Path, lab: &CheckedOnce, students: &[Student]) -> Result<Vec<Tried>> {
    let mut tried = Vec::new();
    for sample in samples(&Owners::find(students)?) {
        let file = sample.file;
        let picture = to_png(&Card::new(&sample.payload)?.photographed(&sample.shot))?;
        fs::write(folder.join(file), &picture)
            .with_context(|| format!("{file} cannot be written"))?;
        let read = lab.read_code(Bytes::from(picture)).await;
        let read = read.with_context(|| format!("{file} cannot be read"))?;
        let says_little = matches!(read.content, Content::Opaque);
        ensure!(
            says_little == (file == "card-says-little.png"),
            "{file} says something else than it should"
        );
        tried.push(Tried {
            file,
            last_four: Some(sample.last_four),
            zh: sample.zh,
            en: sample.en,
        });
    }
    Ok(tried)
}

/// Who is in the photos of the new student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Faces {
    /// Drawn ones, for tests: small, and the same on every machine.
    Drawn,
    /// Rendered ones, for people to look at.
    Rendered,
}

/// A photo to draw.
struct Portrait {
    file: &'static str,
    bytes: Bytes,
    meant: Meant,
    /// What happens besides.
    besides: Option<[&'static str; 2]>,
}

impl Portrait {
    fn new(file: &'static str, bytes: Bytes, meant: Meant) -> Self {
        Self {
            file,
            bytes,
            meant,
            besides: None,
        }
    }
}

fn portraits(
    faces: Faces,
    students: &[Student],
    album: &mut Album,
    day: Date,
) -> Result<Vec<Portrait>> {
    let mut portraits = match faces {
        Faces::Drawn => drawn(album, day)?,
        Faces::Rendered => {
            let people = rendered::people().into_iter();
            people
                .map(|(file, bytes, meant)| Portrait::new(file, bytes, meant))
                .collect()
        }
    };
    portraits.extend(of_rejected(students, album, day)?);
    let text = Bytes::from_static(b"This is a text and not a picture.\n");
    portraits.push(Portrait::new("not-a-picture.jpg", text, Meant::Stopped));
    Ok(portraits)
}

fn drawn(album: &mut Album, day: Date) -> Result<Vec<Portrait>> {
    const LOOKS: [(&str, Look, Meant); 7] = [
        ("photo-good.jpg", Look::Good, Meant::Passes),
        ("photo-another.jpg", Look::Another, Meant::Passes),
        ("photo-fringe.jpg", Look::Fringe, Meant::Doubted),
        ("photo-eyes-closed.jpg", Look::EyesClosed, Meant::Stopped),
        ("photo-mouth-open.jpg", Look::MouthOpen, Meant::Stopped),
        ("photo-glasses.jpg", Look::GlassesOn, Meant::Stopped),
        ("photo-shelf.jpg", Look::Shelf, Meant::Doubted),
    ];
    let mut portraits = Vec::new();
    for (file, look, meant) in LOOKS {
        let face = NEW_FACE;
        let bytes = album.photo(Drawing { face, look }, day)?;
        portraits.push(Portrait::new(file, bytes, meant));
    }
    portraits.push(Portrait::new(
        "photo-two-people.jpg",
        two_people(day)?,
        Meant::Stopped,
    ));
    Ok(portraits)
}

fn two_people(day: Date) -> Result<Bytes> {
    let good = Drawing {
        face: NEW_FACE,
        look: Look::Good,
    };
    let spec = PortraitSpec {
        bystander: Some(Bystander {
            relative_width: 0.45,
            center: (0.86, 0.30),
        }),
        ..good.spec()
    };
    Ok(Bytes::from(to_jpeg(&draw(&spec).image, &taken_on(day))?))
}

/// The photo that a reviewer has sent back, saved anew, and another one of the same person.
fn of_rejected(students: &[Student], album: &mut Album, day: Date) -> Result<[Portrait; 2]> {
    let rejected = accounts::example(students, Way::Rejected);
    let photos = rejected.context("nobody was rejected")?.photos();
    let [first, next, ..] = photos[..] else {
        bail!("who is rejected has another photo");
    };
    let saved_again = JpegOptions {
        quality: 80,
        ..taken_on(day)
    };
    let again = Bytes::from(to_jpeg(&draw(&first.spec()).image, &saved_again)?);
    let next = album.photo(next, day)?;
    Ok([
        Portrait {
            besides: Some([
                "与已驳回的是同一次拍摄，提交时会被认出并拒绝",
                "the same shot as the rejected one: known again and refused when it is submitted",
            ]),
            ..Portrait::new(REJECTED_AGAIN, again, Meant::Doubted)
        },
        Portrait {
            besides: Some([
                "同一人另一次拍摄，可以提交",
                "another shot of the same person: can be submitted",
            ]),
            ..Portrait::new(REJECTED_NEW, next, Meant::Passes)
        },
    ])
}

/// Names of the photos for the student who was sent back.
const REJECTED_AGAIN: &str = "rejected-again.jpg";
const REJECTED_NEW: &str = "rejected-new.jpg";

/// The task of the open batch.
fn task(lab: &CheckedOnce, day: Date) -> Result<PhotoTask> {
    let choices = Choices {
        background: Rgb::STANDARD_BLUE,
        glasses: GlassesPolicy::Forbidden,
        not_before: None,
    };
    let standard = lab.standards().get(PhotoSpec::DEFAULT_NAME);
    let standard = standard.context("the standard is not known")?.spec();
    Ok(PhotoTask {
        spec: Arc::new(choices.applied_to(standard)),
        today: day,
        is_witnessed: false,
    })
}

/// Asks the laboratory, as the open batch would, and puts what it says into words.
async fn judged(lab: &CheckedOnce, portrait: &Portrait, day: Date) -> Result<Tried> {
    let file = portrait.file;
    let (found, [mut zh, mut en]) = match lab
        .check_photo(portrait.bytes.clone(), task(lab, day)?)
        .await
    {
        Ok(checked) => in_words(&checked),
        Err(CheckFault::Unusable(_)) => {
            let words = ["不是图片，无法使用", "not a picture, cannot be used"];
            (Meant::Stopped, words.map(str::to_owned))
        }
        Err(fault) => return Err(fault).with_context(|| format!("{file} cannot be checked")),
    };
    ensure!(found == portrait.meant, "{file} was found otherwise: {en}");
    if let Some([besides_zh, besides_en]) = portrait.besides {
        zh = format!("{besides_zh}（检查：{zh}）");
        en = format!("{besides_en} (the check: {en})");
    }
    Ok(Tried {
        file,
        last_four: None,
        zh,
        en,
    })
}

/// Holds the photos for the student who was sent back against the one that was rejected.
async fn check_shots(
    lab: &CheckedOnce,
    rejected: Bytes,
    portraits: &[Portrait],
    day: Date,
) -> Result<()> {
    let rejected = lab
        .check_photo(rejected, task(lab, day)?)
        .await?
        .fingerprint;
    let rejected = rejected.context("the rejected photo has no fingerprint")?;
    for (file, is_same) in [(REJECTED_AGAIN, true), (REJECTED_NEW, false)] {
        let portrait = portraits.iter().find(|portrait| portrait.file == file);
        let bytes = portrait.context("a photo was not drawn")?.bytes.clone();
        let print = lab.check_photo(bytes, task(lab, day)?).await?.fingerprint;
        let print = print.with_context(|| format!("{file} has no fingerprint"))?;
        ensure!(
            lab.is_same_shot(&rejected, &print) == is_same,
            "{file} was compared otherwise than it was meant"
        );
    }
    Ok(())
}

fn in_words(checked: &CheckedPhoto) -> (Meant, [String; 2]) {
    let [zh, en] = advice(checked, Outcome::Fail);
    if !zh.is_empty() {
        return (
            Meant::Stopped,
            [format!("不合格：{zh}"), format!("stopped: {en}")],
        );
    }
    if checked.portrait.is_err() {
        let words = [
            "不合格：做不出标准像",
            "stopped: no portrait can be made of it",
        ];
        return (Meant::Stopped, words.map(str::to_owned));
    }
    let [zh, en] = advice(checked, Outcome::Warn);
    if zh.is_empty() {
        return (Meant::Passes, ["合格", "passes"].map(str::to_owned));
    }
    let words = [
        format!("合格，有提醒：{zh}"),
        format!("passes with a doubt: {en}"),
    ];
    (Meant::Doubted, words)
}

/// The advice of every verdict with an outcome, in both languages; empty where there is none.
fn advice(checked: &CheckedPhoto, outcome: Outcome) -> [String; 2] {
    let verdicts = checked.judgement.verdicts.iter();
    let texts: Vec<_> = verdicts
        .filter(|verdict| verdict.outcome == outcome)
        .filter_map(|verdict| verdict.advice)
        .collect();
    let zh: Vec<&str> = texts.iter().map(|text| text.zh).collect();
    let en: Vec<&str> = texts.iter().map(|text| text.en).collect();
    [zh.concat(), en.join(" ")]
}
