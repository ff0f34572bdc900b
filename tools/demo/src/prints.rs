//! Prints of the demonstration: ordered, paid, in production, on their way, received; and a parcel that the school's
//! officer can acknowledge.

use anyhow::{Context, Result};
use app::address::{self, AddressWish};
use app::money::{self, LocalAct, PayFrom};
use app::prints::{self, PrintTarget, PrintWish, RunWish};
use app::{Caller, consent};
use domain::{
    Courier, DegreeId, Duration, PrintJob, PrintLayout, PrintRun, PrintSet, Purpose, RunOrder,
    Shipment, WaybillNumber,
};

use crate::campaign::Campaign;
use crate::names::Post;
use crate::service::Service;
use crate::world::World;

/// Districts of the drawn addresses, with a street each.
const PLACES: [(&str, &str); 4] = [
    ("440106", "示例大道100号3栋201"),
    ("440305", "示例一路8号"),
    ("110108", "示例西街21号院5号楼"),
    ("441901", "示例路66号"),
];

/// Layouts in turn.
const LAYOUTS: [PrintLayout; 3] = [
    PrintLayout::EightLargeOneInch,
    PrintLayout::EightTwoInch,
    PrintLayout::TwelveOneInch,
];

/// A student with an approved portrait.
pub(crate) type Printed = (Caller, DegreeId);

/// Lets students of the open batch order prints; `approved` are at least ten.
///
/// # Errors
/// Those of the use cases, and too few students.
pub(crate) async fn fill(service: &Service, world: &World, approved: &[Printed]) -> Result<()> {
    let prints = Prints { service, world };
    let (by_post, rest) = approved
        .split_at_checked(3)
        .context("too few are approved")?;
    let (together, rest) = rest.split_at_checked(3).context("too few are approved")?;
    let [first_waits, second_waits, sent, unpaid, ..] = rest else {
        anyhow::bail!("too few students are approved");
    };
    prints.by_post(by_post).await?;
    prints.together(together).await?;
    for (place, student) in [first_waits, second_waits].into_iter().enumerate() {
        prints.ordered(student, place, false).await?;
    }
    prints.ordered(sent, 3, true).await?;
    let wanted = wish(unpaid, 0, PrintTarget::School);
    prints::order(&service.app, &unpaid.0, &wanted).await?;
    Ok(())
}

struct Prints<'a> {
    service: &'a Service,
    world: &'a World,
}

impl Prints<'_> {
    /// Three to addresses: one has arrived, one is on its way, one is in production.
    async fn by_post(&self, students: &[Printed]) -> Result<()> {
        let app = &self.service.app;
        let mut jobs = Vec::new();
        for (place, student) in students.iter().enumerate() {
            jobs.push(self.ordered(student, place, true).await?);
        }
        let run = self.run(false).await?;
        let operator = self.world.staff(Post::Operator)?;
        for (number, job) in jobs.iter().enumerate().take(2) {
            self.service.clock.pass(Duration::from_seconds(5));
            prints::scan(app, &operator, run.id, job.number.as_str()).await?;
            let shipment = shipment(&format!("SF10000000000{number}"))?;
            prints::ship_job(app, &operator, job.id, shipment).await?;
        }
        let [(first, _), ..] = students else {
            anyhow::bail!("nobody has prints sent");
        };
        prints::receive(app, first, jobs[0].id).await?;
        Ok(())
    }

    /// Three to the school, in a parcel that is on its way.
    async fn together(&self, students: &[Printed]) -> Result<()> {
        let app = &self.service.app;
        let mut jobs = Vec::new();
        for (place, student) in students.iter().enumerate() {
            jobs.push(self.ordered(student, place, false).await?);
        }
        let run = self.run(true).await?;
        let operator = self.world.staff(Post::Operator)?;
        for job in jobs.iter().filter(|job| run.jobs.contains(&job.id)) {
            self.service.clock.pass(Duration::from_seconds(4));
            prints::scan(app, &operator, run.id, job.number.as_str()).await?;
        }
        prints::ship_run(app, &operator, run.id, shipment("SF200000000001")?).await?;
        Ok(())
    }

    /// A run of what waits, with its files.
    async fn run(&self, to_school: bool) -> Result<PrintRun> {
        let app = &self.service.app;
        let batch = self.world.batch(Campaign::Group)?;
        let school = batch.plan.schools.first().map(|school| school.school);
        let wish = RunWish {
            batch: batch.id,
            school: school.filter(|_| to_school),
            unit: None,
            class: None,
            order: RunOrder::College,
            included: None,
            shop: None,
        };
        let operator = self.world.staff(Post::Operator)?;
        let run = prints::start(app, &operator, wish).await?;
        self.service.work(Duration::from_seconds(3)).await?;
        Ok(run)
    }

    /// A paid order.
    async fn ordered(&self, student: &Printed, place: usize, by_post: bool) -> Result<PrintJob> {
        let app = &self.service.app;
        let target = if by_post {
            PrintTarget::Address(self.address(&student.0, place).await?)
        } else {
            PrintTarget::School
        };
        let wanted = wish(student, place, target);
        let (order, job) = prints::order(app, &student.0, &wanted).await?;
        self.service.clock.pass(Duration::from_seconds(8));
        let from = PayFrom::Browser {
            address: "192.0.2.8".to_owned(),
        };
        money::start(app, &student.0, order.id, from).await?;
        self.service.clock.pass(Duration::from_seconds(12));
        money::play(app, &student.0, order.id, LocalAct::Pay).await?;
        Ok(job)
    }

    async fn address(&self, student: &Caller, place: usize) -> Result<domain::AddressId> {
        let app = &self.service.app;
        let version = app.settings().consent_text_version;
        consent::give(app, student, Purpose::Address, version).await?;
        let (district, street) = PLACES[place % PLACES.len()];
        let wish = AddressWish {
            recipient: "示例同学".to_owned(),
            phone: "13800000000".to_owned(),
            district: district.to_owned(),
            street: street.to_owned(),
        };
        Ok(address::keep(app, student, &wish).await?.address.id)
    }
}

fn wish((_, degree): &Printed, place: usize, target: PrintTarget) -> PrintWish {
    PrintWish {
        degree: *degree,
        list_number: 1,
        sets: vec![PrintSet {
            layout: LAYOUTS[place % LAYOUTS.len()],
            sheets: 1 + u16::from(place % 2 == 1),
        }],
        target,
    }
}

fn shipment(waybill: &str) -> Result<Shipment> {
    Ok(Shipment {
        courier: Courier::ShunFeng,
        waybill: WaybillNumber::parse(waybill)?,
    })
}
