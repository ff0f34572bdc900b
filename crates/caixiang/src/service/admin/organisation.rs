//! Commands for centres, schools, units and classes.

use anyhow::Result;
use app::{App, organisation, region};
use domain::{CentreId, LinkSlug, UnitKind};
use serde_json::json;

use super::operator::{OPERATOR, read};
use crate::service::arguments::{CentreArguments, RegionArguments, SchoolArguments, UnitArguments};
use crate::service::printer::Printer;

/// Founds a centre.
pub(super) async fn create_centre(
    app: &App,
    new: &CentreArguments,
    printer: Printer,
) -> Result<()> {
    let new = organisation::NewCentre {
        name: new.name.clone(),
        support_contact: new.support.clone(),
    };
    let centre = organisation::create_centre(app, &OPERATOR, new).await?;
    let (id, name) = (centre.id, &centre.name);
    printer.say(
        &json!({ "centre": id, "name": name }),
        format!("已建立采集中心“{name}”：{id}"),
        format!("Founded the centre {name}: {id}"),
    )
}

/// Enters a school.
pub(super) async fn create_school(
    app: &App,
    new: &SchoolArguments,
    printer: Printer,
) -> Result<()> {
    let name = new.name.clone();
    let school = organisation::create_school(app, &OPERATOR, new.centre, new.code, name).await?;
    let (id, code, name) = (school.id, school.code, &school.name);
    printer.say(
        &json!({ "school": id, "code": code, "name": name }),
        format!("已登记学校 {code} {name}：{id}"),
        format!("Entered the school {code} {name}: {id}"),
    )
}

/// Enters a college or teaching point.
pub(super) async fn create_unit(app: &App, new: &UnitArguments, printer: Printer) -> Result<()> {
    let kind = UnitKind::from(new.kind);
    let unit =
        organisation::create_unit(app, &OPERATOR, new.school, kind, new.name.clone()).await?;
    let (id, name) = (unit.id, &unit.name);
    let [zh, en] = match unit.kind {
        UnitKind::College => ["学院", "college"],
        UnitKind::TeachingPoint => ["教学点", "teaching point"],
    };
    printer.say(
        &json!({ "unit": id, "kind": unit.kind, "name": name }),
        format!("已登记{zh}“{name}”：{id}"),
        format!("Entered the {en} {name}: {id}"),
    )
}

/// Enters a region.
pub(super) async fn create_region(
    app: &App,
    new: &RegionArguments,
    printer: Printer,
) -> Result<()> {
    let slug = read("slug", LinkSlug::parse(&new.slug))?;
    let name = new.name.clone();
    let region = region::create(app, &OPERATOR, new.centre, name, slug).await?;
    let (id, name, slug) = (region.id, &region.name, &region.slug);
    printer.say(
        &json!({ "region": id, "name": name, "slug": slug }),
        format!("已登记地区“{name}”（链接 {slug}）：{id}"),
        format!("Entered the region {name} (link {slug}): {id}"),
    )
}

/// Lists centres.
pub(super) async fn list_centres(app: &App, printer: Printer) -> Result<()> {
    for centre in organisation::list_centres(app, &OPERATOR).await? {
        let (id, name) = (centre.id, &centre.name);
        let line = format!("{id}  {name}");
        printer.say(
            &json!({ "centre": id, "name": name }),
            line.as_str(),
            line.as_str(),
        )?;
    }
    Ok(())
}

/// Lists the schools of a centre.
pub(super) async fn list_schools(app: &App, centre: CentreId, printer: Printer) -> Result<()> {
    for school in organisation::list_schools(app, &OPERATOR, centre).await? {
        let (id, code, name) = (school.id, school.code, &school.name);
        let value = json!({ "school": id, "code": code, "name": name });
        let line = format!("{id}  {code}  {name}");
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}
