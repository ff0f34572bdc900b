//! The words of a poster, from the batch or the region whose link it carries.

use domain::{Batch, CaptureSource, Duration, GlassesPolicy, LinkSlug, TimeOfDay, Timestamp};
use print::Poster;

use crate::batch::{BatchView, Entrance, open_link};
use crate::failure::Failure;
use crate::service::App;

/// What a poster says, and where its code leads.
#[derive(Debug, Clone)]
pub struct PosterWords {
    /// End of the link, which names the file too.
    pub slug: LinkSlug,
    /// What is printed; its `link` is what the code carries.
    pub poster: Poster,
}

/// The poster of an announced batch or of a region, by its link. `public_url` is where students reach the service.
///
/// # Errors
/// [`Failure::NotFound`] for a link that leads nowhere.
pub async fn of_link(app: &App, slug: LinkSlug, public_url: &str) -> Result<PosterWords, Failure> {
    let entrance = open_link(app, &slug).await?;
    Ok(of_entrance(&entrance, slug, public_url))
}

/// The words for where a link leads. A region without an open batch has its name and the way to the page alone.
pub(super) fn of_entrance(entrance: &Entrance, slug: LinkSlug, public_url: &str) -> PosterWords {
    let (place, view) = match entrance {
        Entrance::Batch(view) => (None, Some(&**view)),
        Entrance::Region { region, batch } => (Some(region.name.as_str()), batch.as_deref()),
    };
    // The poster prints the code beside the picture, so whoever scans need not type it.
    let code = match entrance {
        Entrance::Batch(view) => view.batch.feature_code(),
        Entrance::Region { .. } => None,
    };
    let query = code.map_or_else(String::new, |code| format!("?code={}", code.as_str()));
    let address = format!("{}/b/{slug}", public_url.trim_end_matches('/'));
    let mut poster = Poster {
        link: format!("{address}{query}"),
        address,
        for_whom: place.unwrap_or_default().to_owned(),
        ..Poster::default()
    };
    if let Some(view) = view {
        fill(&mut poster, view, place);
    }
    PosterWords { slug, poster }
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
    let is_midnight = |at: Timestamp| at.civil_time() == TimeOfDay::START;
    let opens = window.opens_at;
    let opening = if is_midnight(opens) {
        format!("{} 起", day(opens))
    } else {
        format!("{} {} 起", day(opens), opens.civil_time())
    };
    let closes = window.closes_at;
    let closing = if is_midnight(closes) {
        // Midnight ends the day before.
        format!("{} 24:00 止", day(closes - Duration::from_minutes(1)))
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
