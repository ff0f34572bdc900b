//! What every test here needs: an installation of its own, its processes, students who use it, and
//! drawn photos.

mod api;
mod desk;
mod home;
mod journey;
mod log;
mod material;
mod process;
mod proxy;
mod wait;

pub(crate) use api::{Api, Call, Lost, Reply};
pub(crate) use desk::{Desk, code_in, newest_code};
pub(crate) use home::{Home, Plan};
pub(crate) use journey::{Degree, Student};
pub(crate) use material::{Person, drawn_card, heic, photo, photo_of, saved_again};
pub(crate) use process::Process;
pub(crate) use proxy::Proxy;
pub(crate) use wait::{eventually, pause};
