//! Fields of a subscription message. Texts are truncated: WeChat refuses the whole message if one field is too
//! long.

use domain::{Language, Message, MessageKind};
use serde_json::{Value, json};
use words::in_message;
use words::moment::in_full;

use super::SubscriptionMessage;
use crate::config::WeChatTemplate;
use crate::error::ConnectError;
use crate::template::Template;

/// A template whose fields are checked.
#[derive(Debug)]
pub(super) struct MessageTemplate {
    id: String,
    fields: Vec<(String, Template)>,
}

impl MessageTemplate {
    /// Its id at WeChat, which students allow or refuse.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Reads the template of the message named `message`.
    pub(super) fn read(message: &str, config: &WeChatTemplate) -> Result<Self, ConnectError> {
        let key = format!("wechat.templates.{message}");
        let Ok(kind) = message.parse::<MessageKind>() else {
            return Err(ConnectError::setting(key, "there is no such message"));
        };
        let slots = slots(kind);
        let fields = config.fields.iter().map(|(field, text)| {
            let template = Template::parse(text, slots).map_err(|error| {
                ConnectError::setting(format!("{key}.fields.{field}"), error.to_string())
            })?;
            Ok((field.clone(), template))
        });
        Ok(Self {
            id: config.id.clone(),
            fields: fields.collect::<Result<_, ConnectError>>()?,
        })
    }

    /// The body of the call, but for recipient and version.
    pub(super) fn filled(&self, subscription: &SubscriptionMessage) -> Value {
        let message = &subscription.message;
        let words = in_message(message);
        let title = subscription.language.of(words.title);
        let body = subscription.language.of(words.body);
        let value = |slot: &str| match slot {
            "title" => title.to_owned(),
            "body" => body.clone(),
            "time" => message.moment().map_or_else(String::new, in_full),
            _ => attempts_left(message),
        };
        let data = self.fields.iter().map(|(field, template)| {
            let text = shortened(&template.fill(value), field);
            (field.clone(), json!({ "value": text }))
        });
        let language = match subscription.language {
            Language::Zh => "zh_CN",
            Language::En => "en_US",
        };
        let mut body = json!({
            "template_id": self.id,
            "data": Value::Object(data.collect()),
            "lang": language,
        });
        if let Some(page) = &subscription.page {
            body["page"] = page.as_str().into();
        }
        body
    }
}

/// What a template may name, as the message has it.
const fn slots(kind: MessageKind) -> &'static [&'static str] {
    match kind {
        MessageKind::Rejected => &["title", "body", "time", "attempts_left"],
        MessageKind::ClosesSoon
        | MessageKind::ReplaceSoon
        | MessageKind::AppointmentSet
        | MessageKind::AppointmentCancelled => &["title", "body", "time"],
        MessageKind::PhotoReady
        | MessageKind::PhotoUnusable
        | MessageKind::Submitted
        | MessageKind::Approved
        | MessageKind::Corrected
        | MessageKind::Expired
        | MessageKind::DegreeReleased
        | MessageKind::ClaimUpheld
        | MessageKind::ClaimDeclined
        | MessageKind::PaymentArrived
        | MessageKind::RefundDone
        | MessageKind::RefundDeclined
        | MessageKind::RefundGivenUp
        | MessageKind::InvoiceIssued
        | MessageKind::AtRegistry
        | MessageKind::RegistryRefused
        | MessageKind::RegistryMismatch
        | MessageKind::EnquiryAnswered
        | MessageKind::PrintsShipped
        | MessageKind::PrintsAtSchool => &["title", "body"],
    }
}

fn attempts_left(message: &Message) -> String {
    match message {
        Message::Rejected { attempts_left, .. } => attempts_left.to_string(),
        _ => String::new(),
    }
}

/// Cuts a text to what a field takes; its kind is its name without the number.
fn shortened(text: &str, field: &str) -> String {
    let kind = field.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let (limit, mark) = match kind {
        "thing" => (20, "…"),
        "phrase" => (5, ""),
        "name" => (10, ""),
        "character_string" | "number" => (32, ""),
        _ => return text.to_owned(),
    };
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept = limit - mark.chars().count();
    text.chars().take(kept).collect::<String>() + mark
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn template(message: &str, fields: &[(&str, &str)]) -> Result<MessageTemplate, ConnectError> {
        let fields = fields.iter();
        let config = WeChatTemplate {
            id: "T1".to_owned(),
            fields: fields
                .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
                .collect::<BTreeMap<_, _>>(),
        };
        MessageTemplate::read(message, &config)
    }

    #[track_caller]
    fn check(message: Message, fields: &[(&str, &str)], expected: &Value) {
        let template = template(message.name(), fields).unwrap();
        let filled = template.filled(&SubscriptionMessage {
            message,
            language: Language::Zh,
            page: Some("pages/home".to_owned()),
        });
        assert_eq!(&filled, expected);
    }

    #[track_caller]
    fn check_refused(message: &str, fields: &[(&str, &str)], expected: &str) {
        let error = template(message, fields).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn fields_are_filled_and_cut_to_their_kind() {
        check(
            Message::Rejected {
                reasons: Vec::new(),
                own_reasons: Vec::new(),
                replace_by: "2023-09-09T18:00:00+08:00".parse().unwrap(),
                attempts_left: 2,
            },
            &[
                ("thing1", "{title}，请按审核意见在截止以前重新拍摄并提交"),
                ("time2", "{time}"),
                ("number3", "{attempts_left}"),
                ("phrase4", "还需要重拍"),
            ],
            &json!({
                "template_id": "T1",
                "lang": "zh_CN",
                "page": "pages/home",
                "data": {
                    "thing1": { "value": "照片需要重拍，请按审核意见在截止以前重…" },
                    "time2": { "value": "2023年09月09日 18:00" },
                    "number3": { "value": "2" },
                    "phrase4": { "value": "还需要重拍" },
                },
            }),
        );
    }

    #[test]
    fn a_template_that_cannot_be_filled_is_refused() {
        check_refused(
            "approved",
            &[("time1", "{time}")],
            "gateways.wechat.templates.approved.fields.time1: {time} is not known here; there is \
             {title}, {body}",
        );
        check_refused(
            "aproved",
            &[],
            "gateways.wechat.templates.aproved: there is no such message",
        );
    }
}
