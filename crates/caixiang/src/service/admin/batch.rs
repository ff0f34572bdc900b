//! Commands for batches: create, open, close, archive.

use anyhow::Result;
use app::{App, Expected, PageRequest, batch};
use domain::{
    Batch, BatchId, BatchNotice, BatchRules, CaptureModes, CaptureSource, CentreId,
    CollectionWindow, FeatureCode, GlassesPolicy, LinkSlug, Retention, ReviewPolicy, SpecId,
};
use serde_json::{Value, json};

use super::operator::{OPERATOR, read};
use crate::service::arguments::BatchArguments;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Items of one question.
const PAGE: u32 = 200;

/// Drafts a batch, and announces it where that is asked for.
pub(super) async fn create(app: &App, new: &BatchArguments, printer: Printer) -> Result<()> {
    let plan = plan(new)?;
    let centre = new.centre;
    let new_batch = batch::NewBatch { centre, plan };
    let batch = batch::create(app, &OPERATOR, new_batch).await?;
    if !new.open {
        return say(&batch, ["已建立批次草稿", "Drafted the batch"], printer);
    }
    match batch::open(app, &OPERATOR, batch.id, Expected::Any).await {
        Ok(batch) => say(&batch, ["已建立并开放批次", "Announced the batch"], printer),
        Err(failure) => {
            // The draft is there all the same: without its id nobody could mend it.
            say(&batch, ["已建立批次草稿", "Drafted the batch"], printer)?;
            Err(failure.into())
        }
    }
}

/// Announces a batch.
pub(super) async fn open(app: &App, batch: BatchId, printer: Printer) -> Result<()> {
    let batch = batch::open(app, &OPERATOR, batch, Expected::Any).await?;
    say(&batch, ["已开放批次", "Announced the batch"], printer)
}

/// Ends a batch's collection.
pub(super) async fn close(app: &App, batch: BatchId, printer: Printer) -> Result<()> {
    let batch = batch::close(app, &OPERATOR, batch, Expected::Any).await?;
    say(&batch, ["已结束批次", "Closed the batch"], printer)
}

/// Puts a batch away.
pub(super) async fn archive(app: &App, batch: BatchId, printer: Printer) -> Result<()> {
    let batch = batch::archive(app, &OPERATOR, batch, Expected::Any).await?;
    say(&batch, ["已归档批次", "Archived the batch"], printer)
}

fn say(batch: &Batch, [zh, en]: [&str; 2], printer: Printer) -> Result<()> {
    let (id, name, slug) = (batch.id, &batch.plan.name, &batch.plan.slug);
    let code = batch.feature_code().map(FeatureCode::as_str);
    let [zh_code, en_code] = match code {
        Some(code) => [format!("，特征码 {code}"), format!(", feature code {code}")],
        None => Default::default(),
    };
    printer.say(
        &summary(batch),
        format!("{zh}“{name}”（链接 {slug}{zh_code}）：{id}"),
        format!("{en} {name} (link {slug}{en_code}): {id}"),
    )
}

/// A batch as programs read it.
pub(super) fn summary(batch: &Batch) -> Value {
    json!({
        "batch": batch.id,
        "name": batch.plan.name,
        "state": batch.state.name(),
        "slug": batch.plan.slug,
        "feature_code": batch.feature_code().map(FeatureCode::as_str),
        "opens_at": batch.plan.window.opens_at.to_string(),
        "closes_at": batch.plan.window.closes_at.to_string(),
    })
}

fn plan(new: &BatchArguments) -> Result<batch::NewPlan> {
    Ok(batch::NewPlan {
        name: new.name.clone(),
        mode: mode(new)?,
        schools: new.schools.clone(),
        cohorts: new.cohorts.clone(),
        window: CollectionWindow {
            opens_at: new.opens,
            closes_at: new.closes,
            daily_hours: new.hours,
        },
        rules: rules(new)?,
        notice: BatchNotice {
            zh: new.notice_zh.clone(),
            en: new.notice_en.clone(),
        },
        slug: read("slug", LinkSlug::parse(&new.slug))?,
    })
}

fn mode(new: &BatchArguments) -> Result<batch::NewMode> {
    if let Some(region) = new.region {
        return Ok(batch::NewMode::Individual { region });
    }
    if new.schools.is_empty() {
        return Err(Told::new(
            "集中采集的批次至少需要一所学校：请加 --school 学校代码；单独采集的批次请加 --region。",
            "A group batch needs a school: add --school CODE, or --region for an individual one.",
        )
        .into());
    }
    let code = new.feature_code.as_deref().map(FeatureCode::parse);
    Ok(batch::NewMode::Group {
        feature_code: code.map(|code| read("feature-code", code)).transpose()?,
    })
}

fn rules(new: &BatchArguments) -> Result<BatchRules> {
    let sources: Vec<CaptureSource> = new.capture.iter().copied().map(Into::into).collect();
    let capture = if sources.is_empty() {
        CaptureModes::default()
    } else {
        read("capture", CaptureModes::new(&sources))?
    };
    Ok(BatchRules {
        spec: SpecId::new(new.spec.as_str()),
        background: new.background,
        capture,
        attempts_limit: new.attempts,
        free_checks_limit: new.checks,
        replace_within_days: new.replace_days,
        price_fen: domain::Fen::new(new.price_fen),
        retention: Retention {
            originals_days: new.originals_days,
            portraits_days: new.portraits_days,
        },
        photo_not_before: new.photo_not_before,
        glasses: if new.glasses {
            GlassesPolicy::Allowed
        } else {
            GlassesPolicy::Forbidden
        },
        review: if new.school_reviews {
            ReviewPolicy::SchoolThenCentre
        } else {
            ReviewPolicy::Centre
        },
    })
}

/// Lists the batches of a centre.
pub(super) async fn list(app: &App, centre: CentreId, printer: Printer) -> Result<()> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = batch::list(app, &OPERATOR, centre, request).await?;
        for batch in &page.items {
            let line = line(batch);
            printer.say(&summary(batch), line.as_str(), line.as_str())?;
        }
        request.after = page.next;
        if page.next.is_none() {
            return Ok(());
        }
    }
}

fn line(batch: &Batch) -> String {
    let code = batch.feature_code().map_or("-", |code| code.as_str());
    let window = batch.plan.window;
    format!(
        "{}  {:8}  {:8}  {} … {}  {}  {}",
        batch.id,
        batch.state.name(),
        code,
        window.opens_at,
        window.closes_at,
        batch.plan.slug,
        batch.plan.name,
    )
}

/// How many submissions of a batch are in which state.
pub(super) async fn progress(app: &App, batch: BatchId, printer: Printer) -> Result<()> {
    for (state, count) in batch::progress(app, &OPERATOR, batch).await? {
        let state: &str = state.into();
        let line = format!("{count:7}  {state}");
        let value = json!({ "state": state, "submissions": count });
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}
