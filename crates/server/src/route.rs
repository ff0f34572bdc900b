//! A route: its handler, the description of it, and what it needs. [`group`] makes the routes of one file;
//! a handler without needs does not compile there.

use utoipa_axum::router::UtoipaMethodRouter;

use crate::needs::Needs;
use crate::problem::Problem;
use crate::state::ServerState;

/// What a handler returns.
pub(crate) type ApiResult<T> = Result<T, Problem>;

/// A heading of the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: &'static str,
    /// One line for readers of the description.
    pub(crate) about: &'static str,
}

/// The routes of one file, under one heading.
pub(crate) struct Group {
    pub(crate) tag: Tag,
    pub(crate) routes: Vec<Route>,
}

/// A handler with its description and its needs.
pub(crate) struct Route {
    pub(crate) needs: Needs,
    pub(crate) described: UtoipaMethodRouter<ServerState>,
}

/// The routes of a file: a heading, then each handler with what it needs. Needs that contradict each
/// other do not compile.
macro_rules! group {
    ($tag:expr; $($handler:ident: $needs:expr),+ $(,)?) => {
        $crate::route::Group {
            tag: $tag,
            routes: vec![$($crate::route::Route {
                needs: {
                    const NEEDS: $crate::needs::Needs = $needs.checked();
                    NEEDS
                },
                described: utoipa_axum::routes!($handler),
            }),+],
        }
    };
}

pub(crate) use group;
