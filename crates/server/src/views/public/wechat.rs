//! What the student's app asks of WeChat, on the wire.

use app::mini_program::Offers;
use serde::Serialize;
use utoipa::ToSchema;

/// What is set up at WeChat.
#[derive(Serialize, ToSchema)]
pub(crate) struct WeChatView {
    /// Whether an address that opens the mini-program is to be had.
    opens_mini_program: bool,
    /// Where a page sends its user to sign in, with the slots `{redirect_uri}` and `{state}`; none where it is off.
    sign_in_url: Option<String>,
    /// Templates of the messages that the mini-program asks for when a photo is submitted; at most three.
    review_templates: Vec<String>,
    /// Templates of the messages that it asks for when prints are ordered; at most three.
    print_templates: Vec<String>,
}

impl From<Offers> for WeChatView {
    fn from(offers: Offers) -> Self {
        Self {
            opens_mini_program: offers.opens_mini_program,
            sign_in_url: offers.sign_in_url,
            review_templates: offers.review_templates,
            print_templates: offers.print_templates,
        }
    }
}

/// An address that opens the mini-program.
#[derive(Serialize, ToSchema)]
pub(crate) struct MiniProgramLinkView {
    /// The address.
    pub(crate) url: String,
}
