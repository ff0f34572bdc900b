//! Which portraits of a school go on a disc, and what the index says about them.

use std::collections::BTreeMap;

use disc::{Field, FileFacts, Item, Template};
use domain::{BatchId, SchoolId, Submission};
use store::repository::Submissions;
use store::{PageRequest, Reads};

use super::PAGE;
use crate::degree::{masked_name, student_number};
use crate::failure::Failure;
use crate::organisation::Names;
use crate::registry::{Candidate, LeftOut, Recipient, judge};
use crate::service::App;

/// Students who stand in no college have a folder too.
const NO_COLLEGE: &str = "未分学院";

/// Fields of the index: word in templates, head, name in dBase.
const FIELDS: [(&str, &str, &str); 6] = [
    ("number", "学号", "XH"),
    ("name", "姓名", "XM"),
    ("college", "学院", "FY"),
    ("teaching_point", "教学点", "JXD"),
    ("class", "班级", "BH"),
    ("level", "层次", "CC"),
];

/// Place of the college among the fields.
const COLLEGE: usize = 2;

/// Ending of what a template names: portraits are JPEG.
const ENDING: &str = ".jpg";

/// Longest template, characters: more than any that fits into the limits of a disc.
const LONGEST_TEMPLATE: usize = 200;

/// The template that was chosen.
///
/// # Errors
/// [`Failure::Invalid`] for what is no path, for fields that there are not, and for one without what tells students apart.
pub(super) fn template(text: &str) -> Result<Template, Failure> {
    let known = FIELDS.map(|(field, ..)| field);
    let tells_apart = ["{number}", "{serial}"].iter().any(|field| {
        let (_, name) = text.rsplit_once('/').unwrap_or(("", text));
        name.contains(field)
    });
    let is_photo = text.ends_with(ENDING) && text.chars().count() <= LONGEST_TEMPLATE;
    let parsed = Template::parse(text, &known).ok();
    parsed.filter(|_| tells_apart && is_photo).ok_or_else(|| {
        let expected = format!(
            "folders and a name with {{number}} or {{serial}} that ends in {ENDING}; fields are {}, serial",
            known.join(", ")
        );
        Failure::invalid("template", &expected)
    })
}

/// The fields of the index.
pub(super) fn fields() -> Vec<Field> {
    let fields = FIELDS.map(|(name, head, dbf)| Field {
        name: name.to_owned(),
        head: head.to_owned(),
        dbf: dbf.to_owned(),
    });
    fields.to_vec()
}

/// What may go on a disc of a school, and how many are left out.
pub(super) struct Gathered {
    pub(super) candidates: Vec<Candidate>,
    pub(super) left_out: BTreeMap<LeftOut, u32>,
}

/// Looks at every submission of a school in a batch.
pub(super) async fn gather(
    reads: &impl Reads,
    batch: BatchId,
    school: SchoolId,
) -> Result<Gathered, Failure> {
    let mut gathered = Gathered {
        candidates: Vec::new(),
        left_out: BTreeMap::new(),
    };
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = Submissions::of(reads).list_of_batch(batch, request).await?;
        let of_school = |submission: &Submission| school_of(submission) == Some(school);
        let own: Vec<Submission> = page.items.into_iter().filter(of_school).collect();
        for (_, judged) in judge(reads, batch, own, Recipient::School).await? {
            match judged.and_then(with_number) {
                Ok(candidate) => gathered.candidates.push(candidate),
                Err(reason) => *gathered.left_out.entry(reason).or_insert(0) += 1,
            }
        }
        let Some(next) = page.next else {
            return Ok(gathered);
        };
        request.after = Some(next);
    }
}

fn school_of(submission: &Submission) -> Option<SchoolId> {
    let place = submission.student_place.as_ref()?.placement?;
    Some(place.school)
}

fn with_number(candidate: Candidate) -> Result<Candidate, LeftOut> {
    let details = candidate.degree.details();
    let number = details.and_then(|details| details.student_number.as_ref());
    if number.is_some() {
        Ok(candidate)
    } else {
        Err(LeftOut::NoNumber)
    }
}

/// The files of a disc, by college, class and number; a portrait that is gone is left out. One is in memory at a time.
pub(super) async fn items(app: &App, candidates: &[Candidate]) -> Result<Vec<Item>, Failure> {
    let mut names = Names::default();
    let mut items = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let assessment = candidate.photo.assessment();
        let Some(blob) = assessment.and_then(|of| of.portrait.as_ref()) else {
            continue;
        };
        let Some((bytes, hash)) = app.vault().get_summed(blob).await? else {
            continue;
        };
        items.push(Item {
            key: format!("{}/{}", candidate.submission.id, blob.as_str()),
            facts: FileFacts {
                bytes: bytes.len() as u64,
                sha256: *hash.as_bytes(),
            },
            cells: cells(app, &mut names, candidate).await?,
        });
    }
    // College, class, number: as schools hand them out.
    items.sort_by(|one, other| order(one).cmp(&order(other)));
    Ok(items)
}

/// The college of the first portrait whose place on a disc can have no name; none where all can.
pub(super) async fn unnameable(
    app: &App,
    template: &Template,
    candidates: &[Candidate],
) -> Result<Option<String>, Failure> {
    let mut names = Names::default();
    for (place, candidate) in candidates.iter().enumerate() {
        let cells = cells(app, &mut names, candidate).await?;
        if template.path(&cells, place, candidates.len()).is_err() {
            return Ok(cells.into_iter().nth(COLLEGE));
        }
    }
    Ok(None)
}

fn order(item: &Item) -> [&str; 3] {
    let cell = |place: usize| item.cells.get(place).map_or("", String::as_str);
    [cell(COLLEGE), cell(4), cell(0)]
}

async fn cells(
    app: &App,
    names: &mut Names,
    candidate: &Candidate,
) -> Result<Vec<String>, Failure> {
    let degree = &candidate.degree;
    let details = degree.details();
    let place = names
        .of(app, details.and_then(|details| details.placement))
        .await?;
    let level = details.map(|details| details.level.as_str().to_owned());
    Ok(vec![
        student_number(app, degree)?.unwrap_or_default(),
        masked_name(app, degree)?.unwrap_or_default(),
        place.college.unwrap_or_else(|| NO_COLLEGE.to_owned()),
        place.teaching_point.unwrap_or_default(),
        place.class.unwrap_or_default(),
        level.unwrap_or_default(),
    ])
}
