//! Lists of 100 000 students: asked for by one person, approved by a second, made by a job, fetched.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::super::serving::{Jobs, Service};
use super::clerk::Clerk;
use super::staffed::Office;
use crate::table::Table;

/// Which students, by the word of the API, and as what.
const LISTS: [(&str, &str); 4] = [
    ("not-begun", "csv"),
    ("not-begun", "xlsx"),
    ("awaiting-review", "csv"),
    ("awaiting-review", "xlsx"),
];

/// What one list cost.
pub(super) struct Row {
    what: String,
    persons: u64,
    megabytes: f64,
    seconds: f64,
    idle_mb: f64,
    peak_mb: f64,
}

/// Takes each list out of a service that has done nothing before; the time goes from the approval to the last byte.
///
/// # Errors
/// A list that is not made.
pub(super) async fn measure(office: &Office<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::with_capacity(LISTS.len());
    for (stage, form) in LISTS {
        rows.push(one(office, stage, form).await?);
    }
    Ok(rows)
}

async fn one(office: &Office<'_>, stage: &str, form: &str) -> Result<Row> {
    let service = Service::start(office.programs, &office.world, Jobs::Inside)?;
    let first = Clerk::sign_in(&service.address, &office.first).await?;
    let second = Clerk::sign_in(&service.address, &office.second).await?;
    let wish = json!({
        "batch": office.world.batch_id(), "stage": stage, "form": form, "reason": "compare",
    });
    let asked = first.post("list-exports", &wish).await?;
    let id = asked["id"].as_str().context("a list has an id")?;
    let persons = asked["persons"].as_u64().context("a list has persons")?;
    let idle_mb = service.peak_mb()?;
    let begun = Instant::now();
    let approve = format!("list-exports/{id}/approve");
    second.post(&approve, &Value::Null).await?;
    let is_ready = |said: &Value| {
        let items = said["items"].as_array();
        items.is_some_and(|items| {
            let own = items.iter().find(|list| list["id"] == id);
            own.is_some_and(|list| list["state"] == "ready")
        })
    };
    first.wait_for("list-exports?limit=20", is_ready).await?;
    let fetch = format!("list-exports/{id}/file");
    let link = first.post(&fetch, &Value::Null).await?;
    let link = link["address"].as_str().context("a list has a link")?;
    let file = first.file(link).await?;
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(
        file.len() as u64 > 10 * persons,
        "a list of {} bytes",
        file.len()
    );
    Ok(Row {
        what: format!("{stage}, {form}"),
        persons,
        megabytes: file.len() as f64 / 1e6,
        seconds,
        idle_mb,
        peak_mb: service.peak_mb()?,
    })
}

/// Prints the table.
pub(super) fn print<'a>(measured: impl Iterator<Item = (&'static str, &'a [Row])>) {
    let mut table = Table::new(
        "Lists, from the second person's approval to the last byte",
        &[
            "database",
            "list",
            "students",
            "MB",
            "seconds",
            "peak MB",
            "of which idle",
        ],
    );
    for (engine, rows) in measured {
        for row in rows {
            table.row(&[
                engine.to_owned(),
                row.what.clone(),
                row.persons.to_string(),
                format!("{:.1}", row.megabytes),
                format!("{:.1}", row.seconds),
                format!("{:.0}", row.peak_mb),
                format!("{:.0}", row.idle_mb),
            ]);
        }
    }
    table.print();
}
