//! The names of places: schools, colleges, teaching points, classes.

use std::collections::HashMap;

use domain::{ClassId, Placement, SchoolId, UnitId};

use crate::failure::Failure;
use crate::service::App;

/// What a place is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceNames {
    /// The school.
    pub school: Option<String>,
    /// The college.
    pub college: Option<String>,
    /// The teaching point.
    pub teaching_point: Option<String>,
    /// The class.
    pub class: Option<String>,
}

/// Names that were looked up, by school.
#[derive(Default)]
pub(crate) struct Names {
    schools: HashMap<SchoolId, String>,
    units: HashMap<UnitId, String>,
    classes: HashMap<ClassId, String>,
}

impl Names {
    /// What a place is called.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the database does not answer.
    pub(crate) async fn of(
        &mut self,
        app: &App,
        placement: Option<Placement>,
    ) -> Result<PlaceNames, Failure> {
        let Some(place) = placement else {
            return Ok(PlaceNames::default());
        };
        if !self.schools.contains_key(&place.school) {
            self.look_up(app, place.school).await?;
        }
        let unit = |unit: UnitId| self.units.get(&unit).cloned();
        Ok(PlaceNames {
            school: self.schools.get(&place.school).cloned(),
            college: place.college.and_then(unit),
            teaching_point: place.teaching_point.and_then(unit),
            class: place
                .class
                .and_then(|class| self.classes.get(&class).cloned()),
        })
    }

    async fn look_up(&mut self, app: &App, school: SchoolId) -> Result<(), Failure> {
        let store = app.store();
        let found = store.schools().find(school).await?;
        let name = found.map(|school| school.name).unwrap_or_default();
        self.schools.insert(school, name);
        let units = store.units().list_of_school(school).await?;
        self.units
            .extend(units.into_iter().map(|unit| (unit.id, unit.name)));
        let classes = store.classes().list_of_school(school).await?;
        let named = classes.into_iter().map(|class| (class.id, class.name));
        self.classes.extend(named);
        Ok(())
    }
}
