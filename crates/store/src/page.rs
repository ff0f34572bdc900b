//! Lists in pages by key: every page costs the same, and no item appears twice when rows are added or
//! removed meanwhile.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ModelTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    Select, Value,
};
use uuid::Uuid;

use crate::error::StoreError;
use crate::work::Connection;

/// The largest page.
const MAX_LIMIT: u32 = 200;

/// Where a list goes on. Clients hand it back as they got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    micros: i64,
    id: Uuid,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor that was handed out")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.micros.to_be_bytes());
        bytes[8..].copy_from_slice(self.id.as_bytes());
        formatter.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCursor)?;
        let (micros, id) = bytes.split_first_chunk().ok_or(InvalidCursor)?;
        Ok(Self {
            micros: i64::from_be_bytes(*micros),
            id: Uuid::from_slice(id).map_err(|_| InvalidCursor)?,
        })
    }
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Where the last page ended; the beginning if there was none.
    pub after: Option<Cursor>,
    /// How many items at most, held within 1 … 200.
    pub limit: u32,
}

impl PageRequest {
    /// The first `limit` items.
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }
}

impl Default for PageRequest {
    /// The first 50 items.
    fn default() -> Self {
        Self::first(50)
    }
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// The order of a list: by an instant, if any, and by id among equal instants.
pub(crate) struct Sorting<E: EntityTrait> {
    /// A column of microseconds that is not NULL in the list; none to sort by id alone.
    pub(crate) micros: Option<E::Column>,
    /// The column of the id, by which equal instants are ordered.
    pub(crate) id: E::Column,
    /// Largest first.
    pub(crate) descending: bool,
}

/// One page of the rows of `select`.
pub(crate) async fn rows<E: EntityTrait>(
    connection: &impl Connection,
    select: Select<E>,
    sorting: Sorting<E>,
    request: PageRequest,
) -> Result<Page<E::Model>, StoreError> {
    let limit = request.limit.clamp(1, MAX_LIMIT) as usize;
    let mut select = select;
    if let Some(after) = request.after {
        select = select.filter(sorting.beyond(after));
    }
    let order = if sorting.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    if let Some(micros) = sorting.micros {
        select = select.order_by(micros, order.clone());
    }
    select = select.order_by(sorting.id, order).limit(limit as u64 + 1);
    let mut items = select.all(connection.raw()).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| sorting.cursor(last));
    Ok(Page { items, next })
}

impl<E: EntityTrait> Sorting<E> {
    /// Smallest id first, which is oldest first.
    pub(crate) const fn by_id(id: E::Column) -> Self {
        Self {
            micros: None,
            id,
            descending: false,
        }
    }

    fn beyond(&self, cursor: Cursor) -> Condition {
        let beyond = |column: E::Column, value: Value| {
            if self.descending {
                column.lt(value)
            } else {
                column.gt(value)
            }
        };
        let beyond_id = beyond(self.id, cursor.id.into());
        match self.micros {
            None => Condition::all().add(beyond_id),
            Some(micros) => Condition::any()
                .add(beyond(micros, cursor.micros.into()))
                .add(
                    Condition::all()
                        .add(micros.eq(cursor.micros))
                        .add(beyond_id),
                ),
        }
    }

    fn cursor(&self, row: &E::Model) -> Cursor {
        let micros = self.micros.map(|column| row.get(column));
        let id = row.get(self.id);
        Cursor {
            micros: match micros {
                Some(Value::BigInt(Some(micros))) => micros,
                _ => 0,
            },
            id: match id {
                Value::Uuid(Some(id)) => id,
                _ => Uuid::nil(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_from_what_a_client_was_given() {
        for micros in [i64::MIN, -1, 0, 1_700_000_000_000_000, i64::MAX] {
            let cursor = Cursor {
                micros,
                id: Uuid::from_u128(7),
            };
            let text = cursor.to_string();
            assert!(
                text.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            );
            assert_eq!(text.parse(), Ok(cursor));
        }
    }

    #[test]
    fn other_texts_are_no_cursors() {
        for text in [
            "",
            "AAAA",
            "特征码",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "%%%%",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(InvalidCursor), "{text}");
        }
    }
}
