//! The domain as its users see it: examples, random sequences against small models, stored forms.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod appointments;
mod appointments_model;
mod audit;
mod batches;
mod binding;
mod capturing;
mod degrees_model;
mod fixtures;
mod held_decisions;
mod limits;
mod money;
mod money_model;
mod people;
mod prints;
mod states;
mod stored;
mod submissions;
mod submissions_model;
