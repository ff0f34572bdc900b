//! Print jobs and runs.

use domain::*;

use super::check_aggregate;
use crate::fixtures::{SCHOOL, STAFF, STUDENT, at};
use crate::prints::{JOB, RUN, job, run, shipment, to_address};

#[test]
fn print_jobs() {
    let when = at("10-16 09:00");
    let produced = to_address().produce(RUN, when).unwrap();
    let packed = produced.clone().pack(RUN, when).unwrap();
    let shipped = packed.clone().ship(shipment(), STAFF, when).unwrap();
    let variants = [
        ("waiting", to_address()),
        ("to-school", job(Destination::School { school: SCHOOL })),
        ("forgotten", to_address().forget_address()),
        ("in-production", produced),
        ("packed", packed),
        ("shipped", shipped.clone()),
        ("received", shipped.receive(STUDENT, when).unwrap()),
    ];
    check_aggregate("print-job", &variants, PrintJobState::NAMES);
}

#[test]
fn print_runs() {
    let when = at("10-16 09:00");
    let object = |name: &str| BlobKey::new(name).unwrap();
    let ready = RunFiles::Ready {
        objects: vec![
            (RunFile::Sheets, object("prints/1")),
            (RunFile::Labels, object("prints/2")),
        ],
        built_at: when,
    };
    let failed = RunFiles::Failed {
        fault: FileFault::NoGlyph,
        job: Some(JOB),
    };
    let shipped = run().ship(shipment(), when).unwrap();
    let discrepancies = vec![Discrepancy {
        job: JOB,
        problem: DeliveryProblem::Missing,
    }];
    let name = ShopName::parse("彩印店").unwrap();
    let rulers_um = [115_740, 77_265];
    let calibration = Calibration::measured(Paper::SixInch, rulers_um, STAFF, when).unwrap();
    let shop = Some(PrintShop::with(name, calibration));
    let measured = PrintRun { shop, ..run() };
    let variants = [
        ("open", run()),
        ("measured", measured),
        ("ready", run().with_files(ready)),
        ("failed", run().with_files(failed)),
        ("deleted", run().with_files(RunFiles::Deleted)),
        ("shipped", shipped.clone()),
        (
            "acknowledged",
            shipped.acknowledge(discrepancies, STAFF, when).unwrap(),
        ),
    ];
    let names = [PrintRunState::NAMES, &["measured"]].concat();
    check_aggregate("print-run", &variants, &names);
}
