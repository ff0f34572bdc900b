//! Texts of the help, as data: Chinese help and the examples of both languages.

mod chinese;
pub(crate) mod examples;

pub(crate) use chinese::HELP;
