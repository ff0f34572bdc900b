//! Gateways: whether they are configured, and completely. None is called, because a test message would
//! cost money.

use gateways::{Exposure, Gateways};
use store::Store;
use vault::Vault;

use super::finding::Finding;
use crate::service::config::Config;
use crate::service::open;

/// Looks at the settings of every gateway.
pub(super) fn examine(config: &Config, store: &Store, vault: &Vault, findings: &mut Vec<Finding>) {
    let gateways = match open::connect_gateways(config, store, vault) {
        Ok(gateways) => gateways,
        Err(error) => {
            let advice = [
                "对照 docs/caixiang.toml 改正 [gateways]",
                "Compare [gateways] with docs/caixiang.toml and correct it",
            ];
            findings.push(Finding::broken("gateways", &error, advice));
            return;
        }
    };
    let exposure = config.exposure();
    let of = |check: &'static str, is_on: bool, title: [&'static str; 2]| {
        let state = state(&gateways, check, is_on, exposure);
        told(check, state, title)
    };
    findings.push(of(
        "wechat",
        gateways.wechat.is_some(),
        ["微信登录和订阅消息", "WeChat"],
    ));
    findings.push(of(
        "sms",
        gateways.sms.is_some(),
        ["短信", "Short messages"],
    ));
    findings.push(of("mail", gateways.mail.is_some(), ["邮件", "Mail"]));
    let is_on = gateways.pay.is_some();
    findings.push(paying(state(&gateways, "pay", is_on, exposure)));
    if gateways.wechat.is_none() && gateways.sms.is_none() {
        findings.push(Finding::fail(
            "sign-in",
            [
                "学生无法登录：微信和短信都没有接入".to_owned(),
                "No student can sign in: neither WeChat nor short messages are connected"
                    .to_owned(),
            ],
            [
                "设置 [gateways.sms] 或 [gateways.wechat]".to_owned(),
                "Set [gateways.sms] or [gateways.wechat]".to_owned(),
            ],
        ));
    }
}

/// How a gateway stands.
#[derive(Clone, Copy)]
enum State {
    Connected,
    Off,
    /// A local stand-in that only this machine reaches.
    Local,
    /// A local stand-in that others reach.
    Exposed,
}

fn state(gateways: &Gateways, check: &str, is_on: bool, exposure: Exposure) -> State {
    match (is_on, gateways.stand_ins.contains(&check), exposure) {
        (false, ..) => State::Off,
        (true, false, _) => State::Connected,
        (true, true, Exposure::ThisMachine) => State::Local,
        (true, true, Exposure::Others) => State::Exposed,
    }
}

fn paying(state: State) -> Finding {
    let advice = [
        "正式使用前设置 [gateways.pay]，或用 kind = \"off\" 关闭在线支付".to_owned(),
        "Set [gateways.pay] before real use, or switch it off by kind = \"off\"".to_owned(),
    ];
    match state {
        State::Connected => Finding::ok(
            "pay",
            "微信支付已配置完整".to_owned(),
            "WeChat Pay: settings are complete".to_owned(),
        ),
        State::Off => Finding::warn(
            "pay",
            [
                "没有接入在线支付，不提供".to_owned(),
                "Paying online: not connected, not offered".to_owned(),
            ],
            [
                "需要时设置 [gateways.pay]".to_owned(),
                "Set [gateways.pay] if it is wanted".to_owned(),
            ],
        ),
        State::Local => Finding::warn(
            "pay",
            [
                "支付由本机模拟，没有真实的款项".to_owned(),
                "Paying online: a local cashier, no money moves".to_owned(),
            ],
            advice,
        ),
        State::Exposed => Finding::fail(
            "pay",
            [
                "支付由本机模拟，而其他机器可以访问本服务：任何人都可以不付款就算已付".to_owned(),
                "Paying online: a local cashier although others reach the service: anybody may say that \
                 they paid"
                    .to_owned(),
            ],
            advice,
        ),
    }
}

fn told(check: &'static str, state: State, [zh, en]: [&str; 2]) -> Finding {
    let advice = [
        format!("正式使用前设置 [gateways.{check}]；试用时用 caixiang admin outbox 查看消息"),
        format!(
            "Set [gateways.{check}] before real use; meanwhile `caixiang admin outbox` shows the \
             messages"
        ),
    ];
    match state {
        State::Connected => Finding::ok(
            check,
            format!("{zh}已配置完整"),
            format!("{en}: settings are complete"),
        ),
        State::Off => Finding::warn(
            check,
            [
                format!("{zh}没有接入，不提供"),
                format!("{en}: not connected, not offered"),
            ],
            [
                format!("需要时设置 [gateways.{check}]"),
                format!("Set [gateways.{check}] if it is wanted"),
            ],
        ),
        State::Local => Finding::warn(
            check,
            [
                format!("{zh}由本机模拟，消息只保存在本机"),
                format!("{en}: a local stand-in, messages stay on this machine"),
            ],
            advice,
        ),
        State::Exposed => Finding::fail(
            check,
            [
                format!("{zh}由本机模拟，而其他机器可以访问本服务：任何人都可能冒用他人身份"),
                format!(
                    "{en}: a local stand-in although others reach the service: anybody may sign in as \
                     somebody else"
                ),
            ],
            advice,
        ),
    }
}
