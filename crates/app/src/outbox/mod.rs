//! The outbox: messages that the local gateways kept instead of sending.

mod list;

pub use gateways::TemplateName;
pub use list::{KeptMessage, list};
