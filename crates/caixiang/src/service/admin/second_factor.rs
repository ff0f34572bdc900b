//! The second factor of staff, for whoever cannot set it up in the console.

use anyhow::Result;
use app::{App, staff};
use secrecy::ExposeSecret;
use serde_json::json;

use super::operator::OPERATOR;
use super::staff::find;
use crate::service::printer::Printer;

/// Makes a second factor and prints it.
pub(super) async fn propose(app: &App, login: &str, printer: Printer) -> Result<()> {
    let staff = find(app, login).await?;
    let new = staff::propose_second_factor(app, &OPERATOR, staff.id).await?;
    let (address, secret) = (new.address.expose_secret(), new.secret.expose_secret());
    let codes: Vec<&str> = new
        .recovery_codes
        .iter()
        .map(ExposeSecret::expose_secret)
        .collect();
    let listed = codes.join("  ");
    printer.say(
        &json!({
            "staff": staff.id,
            "address": address,
            "secret": secret,
            "recovery_codes": codes,
        }),
        format!(
            "请添加到身份验证器应用（只显示这一次）：\n{address}\n或输入密钥：{secret}\n恢复码：{listed}\n\
             然后执行 caixiang admin confirm-second-factor {login} 六位验证码"
        ),
        format!(
            "Put into an authenticator app, shown this once:\n{address}\nor type: {secret}\nRecovery codes: \
             {listed}\nThen run caixiang admin confirm-second-factor {login} SIX-DIGITS"
        ),
    )
}

/// Confirms a second factor by a first code.
pub(super) async fn confirm(app: &App, login: &str, code: &str, printer: Printer) -> Result<()> {
    let staff = find(app, login).await?;
    staff::confirm_second_factor(app, &OPERATOR, staff.id, code).await?;
    printer.say(
        &json!({ "staff": staff.id, "has_second_factor": true }),
        "已启用动态验证码，今后登录时需要输入",
        "The second factor is in use; a code is asked for with each sign-in",
    )
}

/// Forgets a second factor.
pub(super) async fn reset(app: &App, login: &str, printer: Printer) -> Result<()> {
    let staff = find(app, login).await?;
    staff::reset_second_factor(app, &OPERATOR, staff.id).await?;
    printer.say(
        &json!({ "staff": staff.id, "has_second_factor": false }),
        "已重置动态验证码，原有登录全部失效",
        "Reset the second factor; every session has ended",
    )
}
