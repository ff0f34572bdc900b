//! Commands for staff and their passwords.

use anyhow::Result;
use app::sign_in::Login;
use app::{App, staff};
use domain::{CentreId, PersonName, Role, Scope, Staff};
use secrecy::ExposeSecret;
use serde_json::json;

use super::operator::{OPERATOR, read};
use super::password::{self, Password};
use crate::service::arguments::StaffArguments;
use crate::service::printer::Printer;

/// Employs someone.
pub(super) async fn create(app: &App, new: &StaffArguments, printer: Printer) -> Result<()> {
    let login = read("login", Login::parse(&new.login))?;
    let name = read("name", PersonName::parse(&new.name))?;
    let password = password::choose(new.password_stdin, app.random())?;
    let new_staff = staff::NewStaff {
        centre: new.centre,
        login: login.clone(),
        name,
        roles: new.roles.iter().map(|word| word.0).collect(),
        password: password.secret.clone(),
    };
    let staff = staff::create(app, &OPERATOR, new_staff).await?;
    let (id, login) = (staff.id, login.expose());
    let roles: Vec<&str> = staff.roles.iter().map(Role::name).collect();
    printer.say(
        &json!({
            "staff": id,
            "login": login,
            "roles": roles,
            "password": shown(&password),
        }),
        format!(
            "已建立工作人员账号 {login}：{id}{}",
            told(&password, "密码（只显示这一次）：")
        ),
        format!(
            "Employed {login}: {id}{}",
            told(&password, "Password, shown this once: ")
        ),
    )
}

/// Sets a new password.
pub(super) async fn set_password(
    app: &App,
    login: &str,
    from_input: bool,
    printer: Printer,
) -> Result<()> {
    let staff = find(app, login).await?;
    let password = password::choose(from_input, app.random())?;
    staff::set_password(app, &OPERATOR, staff.id, password.secret.clone()).await?;
    printer.say(
        &json!({ "staff": staff.id, "password": shown(&password) }),
        format!(
            "已更改密码，原有登录全部失效{}",
            told(&password, "新密码（只显示这一次）：")
        ),
        format!(
            "Set the password; every session has ended{}",
            told(&password, "New password, shown this once: ")
        ),
    )
}

/// The member of staff with a login.
pub(super) async fn find(app: &App, login: &str) -> Result<Staff> {
    let login = read("login", Login::parse(login))?;
    Ok(staff::find(app, &OPERATOR, &login).await?)
}

/// A password that was typed is known already and not printed.
fn shown(password: &Password) -> Option<&str> {
    password.is_made.then(|| password.secret.expose_secret())
}

fn told(password: &Password, words: &str) -> String {
    shown(password).map_or_else(String::new, |secret| format!("\n{words}{secret}"))
}

/// Lists the staff of a centre.
pub(super) async fn list(app: &App, centre: CentreId, printer: Printer) -> Result<()> {
    for staff in staff::list(app, &OPERATOR, centre).await? {
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
