//! What there is, and how far it has come.

use anyhow::Result;
use app::{App, PageRequest, operate};
use domain::{Batch, BatchId, Role, Scope, TenantId};
use serde_json::json;

use super::{OPERATOR, batch};
use crate::service::choice::Listed;
use crate::service::explain::Told;
use crate::service::printer::Printer;

/// Items of one question.
const PAGE: u32 = 200;

/// Lists centres, or what one has.
pub(super) async fn list(
    app: &App,
    what: Listed,
    tenant: Option<TenantId>,
    printer: Printer,
) -> Result<()> {
    match (what, tenant) {
        (Listed::Tenants, _) => tenants(app, printer).await,
        (Listed::Schools, Some(tenant)) => schools(app, tenant, printer).await,
        (Listed::Batches, Some(tenant)) => batches(app, tenant, printer).await,
        (Listed::Staff, Some(tenant)) => staff(app, tenant, printer).await,
        (_, None) => Err(Told::new(
            "请用 --tenant 指定采集中心；caixiang admin list tenants 可以列出所有中心。",
            "Name the centre with --tenant; `caixiang admin list tenants` lists all centres.",
        )
        .into()),
    }
}

async fn tenants(app: &App, printer: Printer) -> Result<()> {
    for centre in operate::list_centres(app, &OPERATOR).await? {
        let (id, name) = (centre.id, &centre.name);
        let line = format!("{id}  {name}");
        printer.say(
            &json!({ "tenant": id, "name": name }),
            line.as_str(),
            line.as_str(),
        )?;
    }
    Ok(())
}

async fn schools(app: &App, tenant: TenantId, printer: Printer) -> Result<()> {
    for school in operate::list_schools(app, &OPERATOR, tenant).await? {
        let (id, code, name) = (school.id, school.code, &school.name);
        let value = json!({ "school": id, "code": code, "name": name });
        let line = format!("{id}  {code}  {name}");
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}

async fn batches(app: &App, tenant: TenantId, printer: Printer) -> Result<()> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = operate::list_batches(app, &OPERATOR, tenant, request).await?;
        for batch in &page.items {
            let line = batch_line(batch);
            printer.say(&batch::summary(batch), line.as_str(), line.as_str())?;
        }
        request.after = page.next;
        if page.next.is_none() {
            return Ok(());
        }
    }
}

fn batch_line(batch: &Batch) -> String {
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

async fn staff(app: &App, tenant: TenantId, printer: Printer) -> Result<()> {
    for staff in operate::list_staff(app, &OPERATOR, tenant).await? {
        let roles: Vec<String> = staff.roles.iter().map(role).collect();
        let (id, login, name, state) = (staff.id, &staff.login, &staff.name, staff.state.name());
        let value = json!({
            "staff": id,
            "login": login,
            "name": name,
            "roles": roles,
            "state": state,
        });
        let line = format!("{id}  {state:8}  {login}  {name}  {}", roles.join(", "));
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}

/// A role as it is typed.
fn role(role: &Role) -> String {
    let name = role.name();
    match role.scope() {
        Scope::Centre => name.to_owned(),
        Scope::School(school) => format!("{name}:{school}"),
        Scope::Unit(school, unit) => format!("{name}:{school}/{unit}"),
    }
}

/// How many submissions of a batch are in which state.
pub(super) async fn progress(app: &App, batch: BatchId, printer: Printer) -> Result<()> {
    for (state, count) in operate::batch_progress(app, &OPERATOR, batch).await? {
        let line = format!("{count:7}  {state}");
        let value = json!({ "state": state, "submissions": count });
        printer.say(&value, line.as_str(), line.as_str())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::service::words::RoleWord;

    #[test]
    fn roles_are_printed_as_they_are_typed() {
        let id = "00000000-0000-0000-0000-000000000007";
        for text in [
            "operator".to_owned(),
            format!("school-officer:{id}"),
            format!("unit-officer:{id}/{id}"),
        ] {
            let word: RoleWord = text.parse().unwrap();
            assert_eq!(super::role(&word.0), text);
        }
    }
}
