//! What a standard would say of photos that were measured already, against what was said of them: without pixels, and
//! without changing anything.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::{
    Batch, BatchId, CentreId, DegreeId, Photo, PhotoId, RuleCode, SpecId, SubmissionId, Timestamp,
};
use standard::rules::Rule;
use standard::sheet::Sheet;
use standard::{Outcome, Overall, PhotoSpec};
use store::Findings;

use super::catalogue::reader;
use super::choices::Choices;
use super::shelf;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::photo::{NotAgain, StoredJudgement, StoredVerdict, said_again};
use crate::service::App;

/// Most photos that are looked at.
const MOST: u32 = 2_000;

/// Photos that are read at a time.
const PAGE: usize = 100;

/// Photos that are named of one change.
const NAMED: usize = 50;

/// Which photos are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Those of one batch; those of the whole centre without it.
    pub batch: Option<BatchId>,
    /// The last so many, 1 to 2000.
    pub last: u32,
}

/// What would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Photos that were judged.
    pub judged: u32,
    /// Photos of which there is no portrait: their students need another one whatever the rules say.
    pub without_portrait: u32,
    /// Photos that another version of the program has measured.
    pub other_facts: u32,
    /// How many photos go from one result to another one, unchanged ones too.
    pub overall: Vec<(Overall, Overall, u32)>,
    /// What changes, by rule, in the order of the rules.
    pub turns: Vec<RuleTurn>,
}

/// Photos of which a rule would say something else.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTurn {
    /// The rule.
    pub rule: RuleCode,
    /// What it said; none where it was not judged.
    pub from: Option<Outcome>,
    /// What it would say; none where it would not be judged.
    pub to: Option<Outcome>,
    /// How many photos.
    pub photos: u32,
    /// The first 50 of them, newest first.
    pub named: Vec<TurnedPhoto>,
}

/// A photo of which a rule would say something else.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnedPhoto {
    /// The photo.
    pub photo: PhotoId,
    /// What became of it, where there is a submission.
    pub submission: Option<SubmissionId>,
    /// When it came.
    pub received_at: Timestamp,
    /// What was measured, in the unit of the rule.
    pub measured: Option<f32>,
    /// What it was held against, in the same unit.
    pub limit_before: Option<f32>,
    /// What it would be held against.
    pub limit_now: Option<f32>,
}

/// What a standard would say of photos that came lately.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a standard or batch that is not there; [`Failure::Invalid`] for more
/// photos than are looked at.
pub async fn preview(
    app: &App,
    caller: &Caller,
    reference: &SpecId,
    looked: Looked,
) -> Result<Preview, Failure> {
    let centre = reader(caller)?;
    if !(1..=MOST).contains(&looked.last) {
        return Err(Failure::Invalid {
            field: "last",
            expected: format!("1 to {MOST}"),
        });
    }
    if let Some(id) = looked.batch {
        let batch = app.store().batches().find(id).await?;
        batch
            .filter(|batch| batch.centre == centre)
            .or_not_found()?;
    }
    let found = shelf::find(app, app.store(), centre, reference).await?;
    let mut counts = Counts::new(found.or_not_found()?.sheet);
    let photos = photos(app, centre, looked).await?;
    for photos in photos.chunks(PAGE) {
        let ids: Vec<PhotoId> = photos.iter().map(|photo| photo.id).collect();
        let findings = app.store().findings().list(&ids).await?;
        let mut findings: HashMap<PhotoId, Findings> = findings.into_iter().collect();
        for photo in photos {
            if let Some(findings) = findings.remove(&photo.id) {
                let spec = counts.spec_of(app, photo).await?;
                counts.count(photo, &findings, &spec)?;
            }
        }
        // A page is a few milliseconds of reading JSON; whoever else waits has a turn between pages.
        tokio::task::yield_now().await;
    }
    counts.finish(app).await
}

async fn photos(app: &App, centre: CentreId, looked: Looked) -> Result<Vec<Photo>, Failure> {
    let photos = app.store().photos();
    let last = u64::from(looked.last);
    Ok(photos.list_lately(centre, looked.batch, last).await?)
}

/// From, and to.
type Turn = (Option<Outcome>, Option<Outcome>);

struct Counts {
    sheet: Sheet,
    preview: Preview,
    turns: BTreeMap<(usize, RuleCode), Vec<(Turn, Turned)>>,
    overall: Vec<(Overall, Overall, u32)>,
    /// Batches by their degrees, and the standard with the choices of each.
    batches: HashMap<DegreeId, Option<BatchId>>,
    specs: HashMap<Option<BatchId>, Arc<PhotoSpec>>,
}

#[derive(Default)]
struct Turned {
    photos: u32,
    named: Vec<(TurnedPhoto, DegreeId)>,
}

impl Counts {
    fn new(sheet: Sheet) -> Self {
        Self {
            sheet,
            preview: Preview::default(),
            turns: BTreeMap::new(),
            overall: Vec::new(),
            batches: HashMap::new(),
            specs: HashMap::new(),
        }
    }

    /// The standard with what the batch of the photo chooses.
    async fn spec_of(&mut self, app: &App, photo: &Photo) -> Result<Arc<PhotoSpec>, Failure> {
        let id = match self.batches.entry(photo.degree) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => {
                let degree = app.store().degrees().find(photo.degree).await?;
                *unknown.insert(degree.map(|degree| degree.batch))
            }
        };
        if let Some(spec) = self.specs.get(&id) {
            return Ok(Arc::clone(spec));
        }
        let batch = match id {
            Some(id) => app.store().batches().find(id).await?,
            None => None,
        };
        let chosen = |batch: Batch| Choices::of(&batch.plan.rules).applied_to(self.sheet.spec());
        let spec = batch.map_or_else(|| self.sheet.spec().clone(), chosen);
        let spec = Arc::new(spec);
        self.specs.insert(id, Arc::clone(&spec));
        Ok(spec)
    }

    fn count(
        &mut self,
        photo: &Photo,
        findings: &Findings,
        spec: &PhotoSpec,
    ) -> Result<(), Failure> {
        let (now, before) = match said_again(photo, findings, spec)? {
            Ok(said) => said,
            Err(NotAgain::NoPortrait) => {
                self.preview.without_portrait += 1;
                return Ok(());
            }
            Err(NotAgain::OtherFacts) => {
                self.preview.other_facts += 1;
                return Ok(());
            }
        };
        self.preview.judged += 1;
        let results = (before.overall, now.overall);
        match self
            .overall
            .iter_mut()
            .find(|(from, to, _)| (*from, *to) == results)
        {
            Some((_, _, photos)) => *photos += 1,
            None => self.overall.push((results.0, results.1, 1)),
        }
        for (place, rule) in standard::rules::ALL.iter().enumerate() {
            self.turn((place, rule), photo, [&before, &now]);
        }
        Ok(())
    }

    fn turn(
        &mut self,
        (place, rule): (usize, &Rule),
        photo: &Photo,
        [before, now]: [&StoredJudgement; 2],
    ) {
        let id = RuleCode::new(rule.id.as_str());
        let said = |judgement: &'_ StoredJudgement| -> Option<StoredVerdict> {
            let mut verdicts = judgement.verdicts.iter();
            verdicts.find(|verdict| verdict.rule == id).cloned()
        };
        let (before, now) = (said(before), said(now));
        let outcome = |verdict: &Option<StoredVerdict>| verdict.as_ref().map(|said| said.outcome);
        let turn = (outcome(&before), outcome(&now));
        if turn.0 == turn.1 {
            return;
        }
        let turns = self.turns.entry((place, id)).or_default();
        let at = turns.iter().position(|(other, _)| *other == turn);
        let at = at.unwrap_or_else(|| {
            turns.push((turn, Turned::default()));
            turns.len() - 1
        });
        let Some((_, turned)) = turns.get_mut(at) else {
            return;
        };
        turned.photos += 1;
        if turned.named.len() < NAMED {
            let measured = now.as_ref().or(before.as_ref());
            let named = TurnedPhoto {
                photo: photo.id,
                submission: None,
                received_at: photo.received_at,
                measured: measured.and_then(|verdict| verdict.measured),
                limit_before: before.as_ref().and_then(|verdict| verdict.limit),
                limit_now: now.as_ref().and_then(|verdict| verdict.limit),
            };
            turned.named.push((named, photo.degree));
        }
    }

    /// The counts with the submissions of the photos that are named.
    async fn finish(self, app: &App) -> Result<Preview, Failure> {
        let mut preview = self.preview;
        preview.overall = self.overall;
        let mut known: HashMap<DegreeId, Option<SubmissionId>> = HashMap::new();
        for ((_, rule), turns) in self.turns {
            for ((from, to), turned) in turns {
                let mut named = Vec::with_capacity(turned.named.len());
                for (mut photo, degree) in turned.named {
                    let batch = self.batches.get(&degree).copied().flatten();
                    photo.submission = submission(app, &mut known, (degree, batch)).await?;
                    named.push(photo);
                }
                preview.turns.push(RuleTurn {
                    rule: rule.clone(),
                    from,
                    to,
                    photos: turned.photos,
                    named,
                });
            }
        }
        Ok(preview)
    }
}

async fn submission(
    app: &App,
    known: &mut HashMap<DegreeId, Option<SubmissionId>>,
    (degree, batch): (DegreeId, Option<BatchId>),
) -> Result<Option<SubmissionId>, Failure> {
    if let Some(found) = known.get(&degree) {
        return Ok(*found);
    }
    let found = match batch {
        Some(batch) => {
            app.store()
                .submissions()
                .find_of_degree(degree, batch)
                .await?
        }
        None => None,
    };
    let found = found.map(|submission| submission.id);
    known.insert(degree, found);
    Ok(found)
}
