//! The colleges, teaching points and classes that a roster names.

use std::collections::HashMap;

use documents::roster::RosterLine;
use domain::{Class, ClassId, Placement, School, Unit, UnitId, UnitKind};
use store::Work;

use crate::failure::Failure;
use crate::organisation::named;
use crate::service::App;

/// The units and classes of a school by their names, with those that are entered along the way.
pub(super) struct Places<'a> {
    school: &'a School,
    units: HashMap<(UnitKind, String), Unit>,
    classes: HashMap<(Option<UnitId>, String), ClassId>,
    /// Those that were entered.
    pub(super) new_units: usize,
    /// Those that were entered.
    pub(super) new_classes: usize,
}

impl<'a> Places<'a> {
    pub(super) async fn of(work: &Work, school: &'a School) -> Result<Self, Failure> {
        let units = work.units().list_of_school(school.id).await?;
        let classes = work.classes().list_of_school(school.id).await?;
        let by_name = |unit: Unit| ((unit.kind, unit.name.clone()), unit);
        let class = |class: Class| ((class.unit, class.name), class.id);
        Ok(Self {
            school,
            units: units.into_iter().map(by_name).collect(),
            classes: classes.into_iter().map(class).collect(),
            new_units: 0,
            new_classes: 0,
        })
    }

    pub(super) async fn place(
        &mut self,
        app: &App,
        work: &Work,
        line: &RosterLine,
    ) -> Result<Placement, Failure> {
        let college = self
            .unit(app, work, UnitKind::College, line.college.as_deref())
            .await?;
        let teaching_point = self
            .unit(
                app,
                work,
                UnitKind::TeachingPoint,
                line.teaching_point.as_deref(),
            )
            .await?;
        let above = teaching_point.as_ref().or(college.as_ref());
        let class = self.class(app, work, above, line.class.as_deref()).await?;
        Ok(Placement {
            school: self.school.id,
            college: college.map(|unit| unit.id),
            teaching_point: teaching_point.map(|unit| unit.id),
            class,
        })
    }

    async fn unit(
        &mut self,
        app: &App,
        work: &Work,
        kind: UnitKind,
        name: Option<&str>,
    ) -> Result<Option<Unit>, Failure> {
        let Some(name) = filled(name)? else {
            return Ok(None);
        };
        if let Some(unit) = self.units.get(&(kind, name.clone())) {
            return Ok(Some(unit.clone()));
        }
        let id = UnitId::from_uuid(app.new_id());
        let unit = Unit::enter(id, self.school, kind, name.clone());
        work.units().insert(&unit).await?;
        self.units.insert((kind, name), unit.clone());
        self.new_units += 1;
        Ok(Some(unit))
    }

    async fn class(
        &mut self,
        app: &App,
        work: &Work,
        unit: Option<&Unit>,
        name: Option<&str>,
    ) -> Result<Option<ClassId>, Failure> {
        let Some(name) = filled(name)? else {
            return Ok(None);
        };
        let key = (unit.map(|unit| unit.id), name);
        if let Some(class) = self.classes.get(&key) {
            return Ok(Some(*class));
        }
        let id = ClassId::from_uuid(app.new_id());
        let class = Class::enter(id, self.school, unit, key.1.clone());
        work.classes().insert(&class).await?;
        self.classes.insert(key, id);
        self.new_classes += 1;
        Ok(Some(id))
    }
}

/// Empty cells are none.
fn filled(name: Option<&str>) -> Result<Option<String>, Failure> {
    match name.map(str::trim) {
        None | Some("") => Ok(None),
        Some(name) => named(name).map(Some),
    }
}
