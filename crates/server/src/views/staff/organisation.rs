//! The centre, its schools, their units and classes.

use domain::{Centre, Class, Unit};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word::wire_words;

wire_words! {
    /// College or teaching point.
    UnitKind of domain::UnitKind;

    /// What is done with a roster's column that looks like identity numbers.
    IdentityColumns of domain::IdentityColumns;
    /// How an approved portrait goes to a mail address.
    PortraitLetters of domain::PortraitLetters;
}

/// The own centre.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CentreView {
    id: Uuid,
    name: String,
    /// How students reach the centre; may be empty.
    support_contact: String,
    identity_columns: IdentityColumns,
    /// Whether students can have their approved portrait sent to a mail address.
    mails_portraits: bool,
    portrait_letters: PortraitLetters,
}

impl From<Centre> for CentreView {
    fn from(centre: Centre) -> Self {
        Self {
            id: centre.id.as_uuid(),
            name: centre.name,
            support_contact: centre.policy.support_contact,
            identity_columns: centre.policy.identity_columns.into(),
            mails_portraits: centre.policy.mails_portraits,
            portrait_letters: centre.policy.portrait_letters.into(),
        }
    }
}

/// A college or a teaching point.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnitView {
    id: Uuid,
    kind: UnitKind,
    name: String,
}

impl From<Unit> for UnitView {
    fn from(unit: Unit) -> Self {
        Self {
            id: unit.id.as_uuid(),
            kind: unit.kind.into(),
            name: unit.name,
        }
    }
}

/// A class.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClassView {
    id: Uuid,
    /// The college or teaching point that it belongs to, where the school has them.
    unit: Option<Uuid>,
    name: String,
}

impl From<Class> for ClassView {
    fn from(class: Class) -> Self {
        Self {
            id: class.id.as_uuid(),
            unit: class.unit.map(domain::UnitId::as_uuid),
            name: class.name,
        }
    }
}
