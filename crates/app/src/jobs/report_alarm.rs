//! Tells the operator that a ceiling was reached which only abuse or a very busy day reaches.

use async_trait::async_trait;
use domain::Timestamp;
use serde::{Deserialize, Serialize};
use standard::Text;
use store::Work;
use strum::IntoStaticStr;

use super::letter;
use super::task::{Task, Ticket, enqueue};
use crate::failure::Failure;
use crate::service::App;

/// What was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Alarm {
    /// The sign-in codes that one network may ask for in an hour.
    CodesOfNetwork,
    /// The sign-in codes that go to numbers with one prefix in an hour.
    CodesOfPrefix,
    /// The sign-in codes that the installation sends in an hour.
    CodesOfInstallation,
    /// Many passwords for one login of staff in an hour.
    PasswordsOfLogin,
}

impl Alarm {
    /// Logs the alarm and queues the letter about it in the transaction that counted.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn raise(self, app: &App, work: &Work, now: Timestamp) -> Result<(), Failure> {
        let alarm: &str = self.into();
        tracing::error!(alarm, "Reached the ceiling {alarm}");
        if letter::reach_operator(app) {
            enqueue(app, work, &ReportAlarm { alarm: self }, now).await?;
        }
        Ok(())
    }

    const fn text(self) -> Text {
        match self {
            Self::CodesOfNetwork => Text {
                zh: "有一个网络在一小时内索取的验证码已达上限（limits.network_tries_per_hour）。",
                en: "One network has asked for as many sign-in codes as it may in an hour \
                     (limits.network_tries_per_hour).",
            },
            Self::CodesOfPrefix => Text {
                zh: "同一号段在一小时内发送的验证码已达上限（limits.sign_in_codes_per_prefix_per_hour）。",
                en: "Numbers with one prefix have got as many sign-in codes as they may in an hour \
                     (limits.sign_in_codes_per_prefix_per_hour).",
            },
            Self::CodesOfInstallation => Text {
                zh: "本系统在一小时内发送的验证码已达上限（limits.sign_in_codes_per_hour），学生暂时收不到验证码。",
                en: "The installation has sent as many sign-in codes as it may in an hour \
                     (limits.sign_in_codes_per_hour); students get none until the next hour.",
            },
            Self::PasswordsOfLogin => Text {
                zh: "一小时内对同一个工作人员账号输入了 50 次密码，可能有人在猜密码。",
                en: "Passwords for one login of staff were typed 50 times within an hour; somebody may be guessing.",
            },
        }
    }
}

/// Sends the letter.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReportAlarm {
    pub(super) alarm: Alarm,
}

#[async_trait]
impl Task for ReportAlarm {
    const KIND: &'static str = "report-alarm";
    const TRIES: u16 = 12;

    fn key(&self) -> String {
        let alarm: &str = self.alarm.into();
        alarm.to_owned()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let Text { zh, en } = self.alarm.text();
        let subject = "采像：登录方面的警报 · Caixiang: an alarm about signing in".to_owned();
        letter::to_operator(app, ticket, subject, format!("{zh}\n\n{en}\n")).await
    }
}
