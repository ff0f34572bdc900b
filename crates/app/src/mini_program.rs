//! What the student's app asks of WeChat: for pages in its browser the way into the mini-program and signing in, for the
//! mini-program which messages to ask for.

use domain::{FeatureCode, LinkSlug};

use crate::failure::Failure;
use crate::refusal::SignInRefusal;
use crate::service::App;
use crate::sign_in::with_wechat::refused;

/// The page of the mini-program that posters lead to.
const ENTRANCE: &str = "pages/add-degree/add-degree";

/// What is set up for pages in WeChat's browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// Whether [`link`] answers.
    pub opens_mini_program: bool,
    /// Where a page sends its user to sign in, with the slots `{redirect_uri}` and `{state}`; none where it is off.
    pub sign_in_url: Option<String>,
    /// Templates of the messages that are asked for when a photo is submitted.
    pub review_templates: Vec<String>,
    /// Templates of the messages that are asked for when prints are ordered.
    pub print_templates: Vec<String>,
}

/// Messages about a review. WeChat delivers one for each permission, and takes three in one question.
const OF_REVIEW: [&str; 3] = ["rejected", "approved", "replace-soon"];

/// Messages about prints.
const OF_PRINTS: [&str; 3] = ["prints-shipped", "prints-at-school", "invoice-issued"];

/// What is set up.
pub fn offers(app: &App) -> Offers {
    let gateways = app.gateways();
    let wechat = gateways.wechat.as_deref();
    Offers {
        opens_mini_program: wechat.is_some_and(gateways::WeChat::offers_links),
        review_templates: templates(wechat, OF_REVIEW),
        print_templates: templates(wechat, OF_PRINTS),
        sign_in_url: gateways
            .official_account
            .as_deref()
            .map(|account| account.authorize_url().to_owned()),
    }
}

/// Those that are set, each once: one template may serve several messages.
fn templates(wechat: Option<&dyn gateways::WeChat>, messages: [&str; 3]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for id in wechat.into_iter().flat_map(|wechat| {
        messages
            .into_iter()
            .filter_map(|name| wechat.template_id(name))
    }) {
        if !found.iter().any(|known| known == id) {
            found.push(id.to_owned());
        }
    }
    found
}

/// What the mini-program is entered with, as by the QR code of a poster; its first page without anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The end of the link.
    pub link: Option<LinkSlug>,
    /// The feature code.
    pub code: Option<FeatureCode>,
}

/// An address that opens the mini-program, for one person and a day.
///
/// # Errors
/// [`SignInRefusal::NotOffered`] where it is off; [`Failure::Unavailable`] while WeChat does not answer.
pub async fn link(app: &App, entry: &Entry) -> Result<String, Failure> {
    let wechat = app.gateways().wechat.as_deref();
    let wechat = wechat.filter(|wechat| wechat.offers_links());
    let wechat = wechat.ok_or(SignInRefusal::NotOffered)?;
    let link = entry.link.as_ref().map(|link| format!("link={link}"));
    let code = entry
        .code
        .as_ref()
        .map(|code| format!("code={}", code.as_str()));
    let query: Vec<String> = link.into_iter().chain(code).collect();
    let page = if query.is_empty() { "" } else { ENTRANCE };
    let url = wechat.link(page, &query.join("&")).await;
    url.map_err(refused)
}
