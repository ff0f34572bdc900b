//! What a run takes.

use domain::{BatchId, ClassId, Placement, PrintLayout, RunOrder, SchoolId, ShopName, UnitId};

/// What a run takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunWish {
    /// The batch.
    pub batch: BatchId,
    /// The school that the parcel goes to; none for jobs that go to addresses.
    pub school: Option<SchoolId>,
    /// Students of one college or teaching point alone.
    pub unit: Option<UnitId>,
    /// Students of one class alone.
    pub class: Option<ClassId>,
    /// The order of sheets, labels and lists.
    pub order: RunOrder,
    /// The layout of the sheet that the collection fee includes, to be made for each approved and settled student
    /// of the school who has not had it, or, where they were taken one by one, for each who has an address; none to
    /// take ordered prints alone.
    pub included: Option<PrintLayout>,
    /// The print shop whose enlargement is undone; none to scale nothing.
    pub shop: Option<ShopName>,
}

impl RunWish {
    /// Whether a student of this place is wanted.
    pub(super) fn takes(&self, place: Option<&Placement>) -> bool {
        let is_of_unit = self.unit.is_none_or(|unit| {
            let units = place.map(|place| [place.college, place.teaching_point]);
            units.is_some_and(|units| units.contains(&Some(unit)))
        });
        let is_of_class = self
            .class
            .is_none_or(|class| place.is_some_and(|place| place.class == Some(class)));
        is_of_unit && is_of_class
    }
}
