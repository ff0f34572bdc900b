//! Where the student of a submission stands, for counts and lists: a copy of what the degree says.

use serde::{Deserialize, Serialize};

use crate::degree::Degree;
use crate::level::Level;
use crate::organisation::Placement;
use crate::protected::BlindIndex;

/// Where a student stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentPlace {
    /// Place in the school, where it is a customer.
    pub placement: Option<Placement>,
    /// Level of study.
    pub level: Level,
    /// Index of the student number, by which a roster's line is found; none once it was erased.
    pub student_number: Option<BlindIndex>,
    /// Whether the school's roster lists the student.
    pub listed: bool,
}

impl StudentPlace {
    /// As the degree says; `None` for one that has no details any more.
    pub fn of(degree: &Degree) -> Option<Self> {
        let details = degree.details()?;
        let number = details.student_number.as_ref();
        Some(Self {
            placement: details.placement,
            level: details.level.clone(),
            student_number: number.map(|number| number.index),
            listed: details.cohort.is_some(),
        })
    }

    /// Without what leads to a person.
    #[must_use]
    pub fn forget_number(self) -> Self {
        Self {
            student_number: None,
            listed: false,
            ..self
        }
    }
}
