//! The poster of a batch or a region that its students scan: its words from the batch; `print` draws it.

use std::path::Path;

use anyhow::{Context, Result};
use app::batch::{self, BatchView, Entrance};
use app::{App, Failure};
use domain::{Batch, CaptureSource, GlassesPolicy, LinkSlug, Timestamp};
use print::{Poster, Typefaces};
use qrcode::render::unicode;
use qrcode::{EcLevel, QrCode};
use serde_json::json;

use super::operator::read;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Prints the link and its code; draws the poster into a file where one is named: a PDF where its name ends so, else an
/// SVG.
///
/// # Errors
/// A link that leads nowhere, a file that cannot be written.
pub(super) async fn draw(
    app: &App,
    (slug, public_url): (&str, &str),
    out: Option<&Path>,
    printer: Printer,
) -> Result<()> {
    let slug = read("slug", LinkSlug::parse(slug))?;
    // A poster with a link to nothing is noticed too late.
    let entrance = batch::open_link(app, &slug).await.map_err(unknown)?;
    // The notice prints the code beside the poster, so whoever scans need not type it.
    let code = match &entrance {
        Entrance::Batch(view) => view.batch.feature_code(),
        Entrance::Region { .. } => None,
    };
    let query = code.map_or_else(String::new, |code| format!("?code={}", code.as_str()));
    let address = format!("{}/b/{slug}", public_url.trim_end_matches('/'));
    let link = format!("{address}{query}");
    // A quarter of a poster's code may be torn off or shine.
    let code = QrCode::with_error_correction_level(&link, EcLevel::Q)
        .context("the public address is too long for a QR code")?;
    if let Some(path) = out {
        let poster = poster(&entrance, &link, &address);
        let drawn = drawn(&poster, path).context("the poster cannot be drawn")?;
        std::fs::write(path, drawn)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    // Terminals are dark, so the blocks are the paper.
    let blocks = code
        .render::<unicode::Dense1x2>()
        .dark_color(unicode::Dense1x2::Light)
        .light_color(unicode::Dense1x2::Dark)
        .build();
    let text = format!("{blocks}\n{link}");
    printer.say(
        &json!({ "slug": slug, "link": link }),
        text.as_str(),
        text.as_str(),
    )
}

fn drawn(poster: &Poster, path: &Path) -> Result<Vec<u8>> {
    let faces = Typefaces::embedded()?;
    let page = poster.page(&faces)?;
    let is_pdf = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if !is_pdf {
        return Ok(print::svg(&page, &faces)?.into_bytes());
    }
    let mut bytes = Vec::new();
    print::write_pdf(&[page], &faces, &mut bytes)?;
    Ok(bytes)
}

/// The words of the poster. A region without an open batch has its name and the way to the page alone.
fn poster(entrance: &Entrance, link: &str, address: &str) -> Poster {
    let (place, view) = match entrance {
        Entrance::Batch(view) => (None, Some(&**view)),
        Entrance::Region { region, batch } => (Some(region.name.as_str()), batch.as_deref()),
    };
    let mut poster = Poster {
        link: link.to_owned(),
        address: address.to_owned(),
        for_whom: place.unwrap_or_default().to_owned(),
        ..Poster::default()
    };
    if let Some(view) = view {
        fill(&mut poster, view, place);
    }
    poster
}

fn fill(poster: &mut Poster, view: &BatchView, place: Option<&str>) {
    let batch = &view.batch;
    let rules = &batch.plan.rules;
    let schools: Vec<&str> = view.schools.iter().map(|(_, name)| name.as_str()).collect();
    poster.for_whom = match (&schools[..], place) {
        (_, Some(place)) => place.to_owned(),
        ([], None) => batch.plan.name.clone(),
        (few @ ([_] | [_, _]), None) => few.join("、"),
        ([first, ..], None) => format!("{first}等 {} 所学校", schools.len()),
    };
    if poster.for_whom != batch.plan.name {
        poster.batch.clone_from(&batch.plan.name);
    }
    poster.feature_code = batch.feature_code().map(|code| code.as_str().to_owned());
    poster.dates = dates(batch);
    poster.hours = batch.plan.window.daily_hours.map(|hours| {
        let (from, until) = (hours.from, hours.until);
        format!("每天 {from}–{until}")
    });
    let fen = rules.price_fen.as_u32();
    poster.price = (fen > 0).then(|| format!("¥{}.{:02}", fen / 100, fen % 100));
    poster.is_at_home =
        rules.capture.allow(CaptureSource::LiveCamera) || rules.capture.allow(CaptureSource::Album);
    poster.is_without_glasses = rules.glasses == GlassesPolicy::Forbidden;
    poster.centre.clone_from(&view.centre_name);
    poster.contact.clone_from(&view.support_contact);
}

/// The first and the last day with their clocks, each a line.
fn dates(batch: &Batch) -> Vec<String> {
    let window = &batch.plan.window;
    let is_midnight = |at: Timestamp| at.civil_time() == domain::TimeOfDay::START;
    let opens = window.opens_at;
    let opening = if is_midnight(opens) {
        format!("{} 起", day(opens))
    } else {
        format!("{} {} 起", day(opens), opens.civil_time())
    };
    let closes = window.closes_at;
    let closing = if is_midnight(closes) {
        // Midnight ends the day before.
        format!(
            "{} 24:00 止",
            day(closes - domain::Duration::from_minutes(1))
        )
    } else {
        format!("{} {} 止", day(closes), closes.civil_time())
    };
    vec![opening, closing]
}

fn day(at: Timestamp) -> String {
    let date = at.civil_date();
    let month = u8::from(date.month());
    format!("{}年{month}月{}日", date.year(), date.day())
}

fn unknown(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::NotFound => Told::new(
            "没有已公布的批次或地区使用这个链接；caixiang admin list batches 会列出每个批次的链接。",
            "No announced batch and no region has this link; `caixiang admin list batches` shows them.",
        )
        .into(),
        other => other.into(),
    }
}
