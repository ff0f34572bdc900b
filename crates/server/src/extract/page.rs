//! The page of a list that a client requests: a cursor and a limit.

use app::{Cursor, Failure, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::problem::Problem;

/// Most items of one part of a list.
const MAX_ITEMS: u32 = 200;

/// Which part of a list is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// `next` of the part before; the beginning without it.
    after: Option<String>,
    /// How many items at most, 1 … 200; 50 without it.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

impl PageQuery {
    /// As use cases take it.
    ///
    /// # Errors
    /// 422 `invalid` for a cursor that no list gave, or a number out of range.
    pub(crate) fn request(&self) -> Result<PageRequest, Problem> {
        let after = self.after.as_deref().map(str::parse::<Cursor>);
        let after = after
            .transpose()
            .map_err(|error| Failure::invalid("after", &error))?;
        let limit = self.limit.unwrap_or(PageRequest::default().limit);
        if !(1..=MAX_ITEMS).contains(&limit) {
            return Err(Failure::invalid("limit", &"1 to 200").into());
        }
        Ok(PageRequest { after, limit })
    }
}
