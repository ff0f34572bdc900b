//! Gateways: whether they are configured, and completely. None is called, because a test message would
//! cost money.

use gateways::{MailConfig, SmsConfig, WeChatConfig};
use store::Store;
use vault::Vault;

use super::finding::Finding;
use crate::service::config::Config;
use crate::service::open;

/// Looks at the settings of every gateway.
pub(super) fn examine(config: &Config, store: &Store, vault: &Vault, findings: &mut Vec<Finding>) {
    if let Err(error) = open::connect_gateways(config, store, vault) {
        let advice = [
            "对照 docs/caixiang.toml 改正 [gateways]",
            "Compare [gateways] with docs/caixiang.toml and correct it",
        ];
        findings.push(Finding::broken("gateways", &error, advice));
        return;
    }
    let gateways = &config.gateways;
    findings.push(connected(
        "wechat",
        matches!(gateways.wechat, WeChatConfig::Local {}),
        ["微信登录和订阅消息", "WeChat"],
    ));
    findings.push(connected(
        "sms",
        matches!(gateways.sms, SmsConfig::Local {}),
        ["短信", "Short messages"],
    ));
    findings.push(connected(
        "mail",
        matches!(gateways.mail, MailConfig::Local {}),
        ["邮件", "Mail"],
    ));
}

fn connected(check: &'static str, is_local: bool, [zh, en]: [&str; 2]) -> Finding {
    if !is_local {
        return Finding::ok(
            check,
            format!("{zh}已配置完整"),
            format!("{en}: settings are complete"),
        );
    }
    Finding::warn(
        check,
        [
            format!("{zh}尚未接入，消息只保存在本机"),
            format!("{en}: not connected, messages stay on this machine"),
        ],
        [
            format!("正式使用前设置 [gateways.{check}]；试用时用 caixiang admin outbox 查看消息"),
            format!(
                "Set [gateways.{check}] before real use; meanwhile `caixiang admin outbox` shows \
                 the messages"
            ),
        ],
    )
}
