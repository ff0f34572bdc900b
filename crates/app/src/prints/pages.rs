//! The pages of a run: words and portraits laid out by the crate `print`, one PDF for each file.

use std::sync::Arc;

use domain::{PrintJobId, PrintShop, RunFile, RunOrder};
use print::mail::{
    Addressee, Contact, ContactSheet, EnvelopeFormat, PackingList, Parcel, Party, envelopes,
    parcel_labels,
};
use print::photo::{Layout, Portrait, Print, sheets};
use print::{Page, PrintError, Typefaces, write_pdf};

use super::line::RunLine;
use super::shops::correction;
use crate::address::AddressContent;

/// Longest heading of a page, and longest name of a place in a cell, characters: what fits in letters that can be
/// read. What is longer is cut, for a page that cannot be set stops the whole run.
const LONGEST_HEADING: usize = 30;
const LONGEST_PLACE: usize = 22;

/// Layouts that are named one by one; of more only the sum is said.
const NAMED_SETS: usize = 2;

/// One job with what its pages show.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) line: RunLine,
    pub(super) portrait: Portrait,
    pub(super) caption: String,
    /// Where it goes; none for what goes to the school.
    pub(super) address: Option<AddressContent>,
}

/// What the files of a run are made of. Cloning it copies no photo.
#[derive(Clone)]
pub(super) struct RunPages {
    /// Name of the batch.
    pub(super) title: String,
    /// Name of the school; none for a run that goes to addresses.
    pub(super) school: Option<String>,
    /// Name and contact of the centre.
    pub(super) sender: [String; 2],
    /// What they are sorted by.
    pub(super) order: RunOrder,
    /// In the order of the run.
    pub(super) sheets: Arc<[Sheet]>,
    /// Where they are printed.
    pub(super) shop: Option<PrintShop>,
    /// Letters of its words.
    pub(super) typefaces: Typefaces,
}

impl RunPages {
    /// One file as PDF.
    pub(super) fn write(&self, file: RunFile) -> Result<Vec<u8>, PrintError> {
        let faces = &self.typefaces;
        let pages = match file {
            RunFile::Sheets => self.photo_sheets(faces)?,
            RunFile::Contacts => self.contacts(faces)?,
            RunFile::Labels => self.labels(faces)?,
            RunFile::PackingList => self.packing_list(faces)?,
        };
        let mut bytes = Vec::new();
        write_pdf(&pages, faces, &mut bytes)?;
        Ok(bytes)
    }

    /// The job for which a file cannot be written; none where it cannot be written for any of several, which is the
    /// fault of what they share.
    pub(super) fn culprit(&self, file: RunFile) -> Option<PrintJobId> {
        let mut written = 0;
        let mut faulty = None;
        for sheet in self.sheets.iter() {
            let alone = Self {
                sheets: [sheet.clone()].into(),
                ..self.clone()
            };
            match alone.write(file) {
                Ok(_) => written += 1,
                Err(_) => faulty = faulty.or(Some(sheet.line.job.id)),
            }
            if written > 0 && faulty.is_some() {
                break;
            }
        }
        faulty.filter(|_| written > 0 || self.sheets.len() == 1)
    }

    fn photo_sheets(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        let mut pages = Vec::new();
        for sheet in self.sheets.iter() {
            let prints = [Print {
                portrait: sheet.portrait.clone(),
                caption: sheet.caption.clone(),
            }];
            for set in &sheet.line.job.sets {
                let layout = Layout::find(set.layout.name());
                let layout = layout.ok_or(PrintError::Layout("an unknown layout"))?;
                let shop = self.shop.as_ref();
                let correction = correction(&layout, set.layout.paper(), shop)?;
                for _ in 0..set.sheets {
                    pages.extend(sheets(&layout, &prints, false, correction, faces)?);
                }
            }
        }
        Ok(pages)
    }

    fn contacts(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        let contact = |sheet: &Sheet| Contact {
            portrait: sheet.portrait.clone(),
            number: sheet.line.student_number.clone(),
            name: sheet.line.masked_name.clone(),
        };
        let mut pages = Vec::new();
        for class in self.classes() {
            let name = class.first().filter(|_| self.order != RunOrder::Number);
            let name = name.map(smallest_place).unwrap_or_default();
            let statement = format!("{name} 请核对照片、学号和姓名，无误后签名。");
            let contacts = ContactSheet {
                title: self.heading(),
                statement: statement.trim_start().to_owned(),
                contacts: class.iter().map(contact).collect(),
            };
            pages.extend(contacts.pages(faces)?);
        }
        Ok(pages)
    }

    /// Each class is handed sheets of its own. By number alone classes are mixed, and stay so.
    fn classes(&self) -> impl Iterator<Item = &[Sheet]> {
        let order = self.order;
        let same =
            move |one: &Sheet, other: &Sheet| one.line.class(order) == other.line.class(order);
        self.sheets.chunk_by(same)
    }

    fn labels(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        let Some(school) = &self.school else {
            let parcels: Vec<Parcel> = self.sheets.iter().map(|sheet| self.parcel(sheet)).collect();
            return parcel_labels(&parcels, faces);
        };
        let addressee = |sheet: &Sheet| {
            let mut path = vec![school.clone()];
            path.extend(
                sheet
                    .line
                    .place
                    .iter()
                    .map(|name| shortened(name, LONGEST_PLACE)),
            );
            Addressee {
                number: sheet.line.job.number.as_str().to_owned(),
                name: sheet.caption.clone(),
                path,
                contents: contents(sheet),
            }
        };
        let addressees: Vec<Addressee> = self.sheets.iter().map(addressee).collect();
        envelopes(EnvelopeFormat::PhotoBag, &addressees, faces)
    }

    fn parcel(&self, sheet: &Sheet) -> Parcel {
        let to = sheet.address.as_ref().map(|address| Party {
            name: address.recipient.clone(),
            phone: address.phone.trim_start_matches("+86").to_owned(),
            address: address.written(),
        });
        let [name, contact] = &self.sender;
        Parcel {
            to: to.unwrap_or_default(),
            from: Party {
                name: name.clone(),
                phone: String::new(),
                address: contact.clone(),
            },
            courier: String::new(),
            tracking: String::new(),
            reference: sheet.line.job.number.as_str().to_owned(),
            contents: contents(sheet),
            piece: [1, 1],
        }
    }

    fn packing_list(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        let heads = [
            ("序号", 0.6),
            ("学号", 1.6),
            ("姓名", 0.9),
            ("班级", 2.2),
            ("内容", 2.6),
            ("编号", 1.7),
        ];
        let row = |(place, sheet): (usize, &Sheet)| {
            vec![
                place.to_string(),
                sheet.line.student_number.clone(),
                sheet.line.masked_name.clone(),
                smallest_place(sheet),
                contents(sheet),
                sheet.line.job.number.as_str().to_owned(),
            ]
        };
        let sheets: u32 = self
            .sheets
            .iter()
            .map(|sheet| sheet.line.job.sheets())
            .sum();
        let jobs = self.sheets.len();
        let list = PackingList {
            title: format!("{} 装箱单", self.heading()),
            facts: vec![
                ("寄件".to_owned(), self.sender[0].clone()),
                ("合计".to_owned(), format!("{jobs} 人 {sheets} 版")),
            ],
            columns: heads.map(|(head, part)| (head.to_owned(), part)).into(),
            rows: (1..).zip(self.sheets.iter()).map(row).collect(),
            signatures: vec!["清点人".to_owned(), "签收人".to_owned(), "日期".to_owned()],
        };
        list.pages(faces)
    }

    fn heading(&self) -> String {
        let school = self.school.as_deref().unwrap_or("寄送个人");
        shortened(&format!("{school} {}", self.title), LONGEST_HEADING)
    }
}

/// The class, or the smallest unit that is known.
fn smallest_place(sheet: &Sheet) -> String {
    let place = sheet.line.place.last();
    place.map_or_else(String::new, |name| shortened(name, LONGEST_PLACE))
}

fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    kept + "…"
}

/// What is inside, as a label says it: size in millimetres, photos on a sheet, sheets.
fn contents(sheet: &Sheet) -> String {
    let job = &sheet.line.job;
    if job.sets.len() > NAMED_SETS {
        return format!("{} 种版式，共 {} 版", job.sets.len(), job.sheets());
    }
    let sets = job.sets.iter().map(|set| {
        let layout = Layout::find(set.layout.name());
        let said = layout.map(|layout| {
            let [width, height] = layout.size.size_mm();
            format!("{width}×{height} {}张", layout.photos())
        });
        format!("{}×{}版", said.unwrap_or_default(), set.sheets)
    });
    sets.collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_with_a_mark() {
        assert_eq!(shortened("软件工程1班", 7), "软件工程1班");
        assert_eq!(shortened("软件工程专业1班", 7), "软件工程专业…");
    }
}
