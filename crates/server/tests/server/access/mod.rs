//! Who may call what: `access.toml` against the description of the API, and against the API itself.

mod bodies;
mod of_centre;
mod own;

use std::collections::{BTreeMap, BTreeSet};

use app::{Caller, appointment, notification, organisation};
use domain::*;
use serde::Deserialize;
use serde_json::Value;
use server::ServerConfig;
use uuid::Uuid;

use self::of_centre::{about_colleague, announced, asked, drafted, long_list, proposed, seed_kept};
use crate::access_till::{Till, till};
use crate::api::Api;
use crate::harness::World;
use crate::steps::checked;

#[derive(Deserialize)]
struct AccessList {
    routes: BTreeMap<String, Vec<String>>,
}

fn access_list() -> BTreeMap<String, Vec<String>> {
    let list: AccessList = toml::from_str(include_str!("../../../access.toml")).unwrap();
    list.routes
}

/// Whose sessions a route takes, as it declares: `student`, `staff`, both or none.
fn declared(operation: &Value) -> BTreeSet<String> {
    let requirements = operation["security"].as_array().into_iter().flatten();
    let names = requirements.flat_map(|requirement| requirement.as_object().unwrap().keys());
    names.cloned().collect()
}

/// The same, as the list names callers.
fn sessions(named: &[String]) -> BTreeSet<String> {
    let of = |who: &String| match who.as_str() {
        "public" => None,
        "student" | "any-student" => Some("student".to_owned()),
        _ => Some("staff".to_owned()),
    };
    named.iter().filter_map(of).collect()
}

/// Every operation of the description by its line, such as `GET /account`.
fn operations() -> BTreeMap<String, Value> {
    let description: Value = serde_json::from_str(&server::openapi_json()).unwrap();
    let mut found = BTreeMap::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        for (method, operation) in operations.as_object().unwrap() {
            let line = format!("{} {path}", method.to_uppercase());
            found.insert(line, operation.clone());
        }
    }
    found
}

#[test]
fn the_list_names_every_route() {
    let list = access_list();
    let described = operations();
    for (line, operation) in &described {
        let needs_session = operation["security"].is_array();
        let is_public = list.get(line).is_some_and(|who| who == &["public"]);
        assert_ne!(needs_session, is_public, "{line}");
        let named = list.get(line).map_or(&[][..], Vec::as_slice);
        assert_eq!(declared(operation), sessions(named), "{line}");
    }
    let listed: Vec<&String> = list.keys().collect();
    assert_eq!(listed, described.keys().collect::<Vec<_>>());
}

fn takes_a_version(operation: &Value) -> bool {
    let mut parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters.any(|parameter| parameter["name"] == "If-Match")
}

/// Somebody who calls.
enum Who {
    Nobody,
    Student { caller: Caller, owns: bool },
    Staff { caller: Caller, is_own: bool },
}

impl Who {
    fn caller(&self) -> Option<&Caller> {
        match self {
            Self::Nobody => None,
            Self::Student { caller, .. } | Self::Staff { caller, .. } => Some(caller),
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Nobody => "nobody".to_owned(),
            Self::Student { owns, .. } => format!("student, owner: {owns}"),
            Self::Staff { caller, is_own } => format!("{}, own centre: {is_own}", role(caller)),
        }
    }

    fn may(&self, named: &[String]) -> bool {
        let named = |who: &str| named.iter().any(|named| named == who);
        let by_kind = match self {
            Self::Nobody => false,
            Self::Student { owns, .. } => named("any-student") || (*owns && named("student")),
            Self::Staff { caller, is_own } => {
                let role = role(caller);
                let of_any = named(&format!("any-{role}")) || named("any-staff");
                of_any || (*is_own && named(role))
            }
        };
        by_kind || named("public")
    }
}

fn role(caller: &Caller) -> &'static str {
    match caller {
        Caller::Staff(staff) => staff.roles[0].name(),
        _ => panic!("only staff have roles"),
    }
}

/// Everything that paths name.
struct Things {
    api: Api,
    callers: Vec<Who>,
    degree: DegreeId,
    photo: PhotoId,
    submission: SubmissionId,
    region: RegionId,
    late_batch: BatchId,
    lonely_degree: DegreeId,
    slot: SlotId,
    appointment: AppointmentId,
    notification: NotificationId,
    school: SchoolId,
    unit: UnitId,
    class: ClassId,
    studio: StudioId,
    colleague: StaffId,
    change: ChangeRequestId,
    look: ReviewId,
    announcement: Uuid,
    enquiry: EnquiryId,
    package: RegistryPackageId,
    disc: DataDiscId,
    list: ListExportId,
    till: Till,
}

fn roles(school: SchoolId, unit: UnitId) -> [Role; 6] {
    [
        Role::Administrator,
        Role::Operator,
        Role::CentreReviewer,
        Role::SchoolReviewer { school },
        Role::SchoolOfficer { school },
        Role::UnitOfficer { school, unit },
    ]
}

async fn service() -> Api {
    let world = World::with_plan(|plan| {
        plan.rules.capture = CaptureModes::new(CaptureSource::ALL).unwrap();
    });
    let mut config = ServerConfig::default();
    let rates = &mut config.rates;
    for rate in [
        &mut rates.sign_in,
        &mut rates.lookup,
        &mut rates.upload,
        &mut rates.write,
        &mut rates.read,
    ] {
        *rate = 1_000_000;
    }
    Api::over(world.await, &config)
}

/// Nobody, the owner, another student, and every role of the own and of a foreign centre.
async fn callers(api: &mut Api, owner: Caller, unit: UnitId) -> Vec<Who> {
    let other = api.world.student("19900000002").await;
    let mut callers = vec![Who::Nobody];
    for (caller, owns) in [(owner, true), (other, false)] {
        callers.push(Who::Student { caller, owns });
    }
    let own = api.world.centre.clone();
    let foreign = Centre::found(CentreId::from_uuid(api.world.id()), "别的中心".to_owned());
    let work = api.world.work().await;
    work.centres().insert(&foreign).await.unwrap();
    work.commit().await.unwrap();
    for (centre, is_own) in [(own.clone(), true), (foreign, false)] {
        api.world.centre = centre;
        for role in roles(api.world.school.id, unit) {
            let login = format!("{}-{is_own}", role.name());
            let caller = api.world.staff(&login, vec![role]).await;
            callers.push(Who::Staff { caller, is_own });
        }
    }
    api.world.centre = own;
    callers
}

/// Puts the degree's student into a unit of the school.
async fn place(world: &World, degree: &Degree, unit: UnitId) {
    let mut placed = degree.clone();
    let DegreeState::Bound { details, .. } = &mut placed.state else {
        panic!("a bound degree is bound");
    };
    details.placement = Some(Placement {
        college: Some(unit),
        ..Placement::of_school(world.school.id)
    });
    placed.version = placed.version.next();
    let work = world.work().await;
    let _advanced = work.degrees().advance(degree, &placed).await.unwrap();
    work.commit().await.unwrap();
}

async fn things() -> Things {
    let mut api = service().await;
    let owner = api.world.student("19900000001").await;
    let app = &api.world.app;
    let school = api.world.school.id;
    let unit = organisation::create_unit(
        app,
        &Caller::System,
        school,
        UnitKind::College,
        "文学院".to_owned(),
    );
    let unit = unit.await.unwrap().id;
    let class =
        organisation::create_class(app, &Caller::System, school, Some(unit), "1班".to_owned());
    let class = class.await.unwrap().id;
    let colleague = api.world.staff("colleague", vec![Role::Operator]).await;
    let Caller::Staff(colleague) = colleague else {
        panic!("staff are staff");
    };
    let (degree, submission) = api.world.bound_degree(&owner, "A1").await;
    place(&api.world, &degree, unit).await;
    seed_kept(&api.world, &degree).await;
    let photo = checked(&api.world, &owner, degree.id, "ok").await.photo;
    crate::steps::run_jobs(&api.world).await;
    let (change, look) = about_colleague(&api, &submission, photo.id, colleague.id).await;
    let (region, batch) = api.world.region("shaoguan").await;
    let (_, late) = api.world.late_region("lechang").await;
    let (lonely, _) = api.world.bound_degree_in(&batch, &owner, "B2").await;
    let studio = api.world.studio(&region).await;
    let slot = api.world.slot(&studio, "09-12 09:00", 5).await;
    let app = &api.world.app;
    let booked = appointment::book(app, &owner, lonely.id, slot.id).await;
    let page = notification::list(app, &owner, app::PageRequest::default()).await;
    let notification = page.unwrap().items[0].notification.id;
    let announcement = announced(&api.world, colleague.centre).await;
    let enquiry = asked(&api.world, &owner, api.world.batch.id).await;
    let (package, disc) = proposed(&api.world, colleague.id).await;
    let list = long_list(&api.world, colleague.id).await;
    let till = till(&api.world, &owner, &degree).await;
    drafted(&api.world).await;
    Things {
        degree: degree.id,
        photo: photo.id,
        submission: submission.id,
        region: region.id,
        late_batch: late.id,
        lonely_degree: lonely.id,
        slot: slot.id,
        appointment: booked.unwrap().id,
        notification,
        school,
        unit,
        class,
        studio: studio.id,
        colleague: colleague.id,
        change,
        look,
        announcement,
        enquiry,
        package,
        disc,
        list,
        till,
        callers: callers(&mut api, owner, unit).await,
        api,
    }
}

impl Things {
    fn fill(&self, line: &str) -> String {
        let mut parts = line.split('/').skip(1);
        let thing = parts.find(|part| *part != "staff").unwrap();
        let id = match thing {
            "schools" => self.school.to_string(),
            "units" => self.unit.to_string(),
            "classes" => self.class.to_string(),
            "studios" => self.studio.to_string(),
            "members" => self.colleague.to_string(),
            "change-requests" => self.change.to_string(),
            "reviews" => self.look.to_string(),
            "degrees" => self.degree.to_string(),
            "photos" => self.photo.to_string(),
            "submissions" | "jobs" => self.submission.to_string(),
            "regions" => self.region.to_string(),
            "appointments" => self.appointment.to_string(),
            "notifications" => self.notification.to_string(),
            "batches" => self.api.world.batch.id.to_string(),
            "orders" => self.till.order.to_string(),
            "payments" => self.till.payment.to_string(),
            "refunds" => self.till.refund.to_string(),
            "addresses" => self.till.address.to_string(),
            "prints" | "print-jobs" => self.till.print.to_string(),
            "runs" => self.till.run.to_string(),
            "invoices" => self.till.invoice.to_string(),
            "enquiries" => self.enquiry.to_string(),
            "announcements" => self.announcement.to_string(),
            "registry-packages" => self.package.to_string(),
            "discs" => self.disc.to_string(),
            "list-exports" => self.list.to_string(),
            _ => String::new(),
        };
        let query = match line {
            "GET /reviews/reviewers"
            | "GET /reviews/rules"
            | "GET /reviews/labels.csv"
            | "GET /reviews/agreement" => "?from=2023-09-01T00:00:00Z&until=2023-10-01T00:00:00Z",
            "POST /staff/photo-trials" => "?spec=guangdong-2023",
            "GET /staff/students" => "?number=202112345678",
            "GET /staff/studios/{id}/appointments" => "?day=2023-09-12",
            "GET /staff/standards/{reference}/differences" => "?from=guangdong-2023",
            "GET /staff/standards/{reference}/preview" => "?last=10",
            "DELETE /staff/standards/{reference}" => "?revision=7",
            "GET /staff/batches/{id}/poster" | "GET /staff/regions/{id}/poster" => "?file=svg",
            "GET /production/calibration-sheet" => "?paper=six-inch",
            "GET /degrees/{id}/prints/preview" => "?layout=six-inch-8-two-inch",
            "GET /money/invoices" => "?state=requested",
            "GET /money/reconciliations" => "?from=2023-09-01&until=2023-09-30",
            "POST /batches/{id}/roster/check"
            | "POST /batches/{id}/roster/check.xlsx"
            | "PUT /batches/{id}/roster"
            | "GET /batches/{id}/roster/imports"
            | "POST /batches/{id}/roster/undo"
            | "GET /batches/{id}/discs/preview" => "?school=10574",
            "GET /regions/{id}/slots" | "GET /staff/studios/{id}/slots" => {
                "?from=2023-09-12T00:00:00Z&until=2023-09-13T00:00:00Z"
            }
            _ => "",
        };
        let filled = line
            .replace("{reference}", "ours@1")
            .replace("{slug}", "scnu-2024")
            .replace("{code}", "J9VG24")
            .replace("{purpose}", "comparison")
            .replace("{day}", "2023-09-09")
            .replace("{file}", "sheets")
            .replace("{name}", "shop")
            .replace("{number}", "0");
        // Captures and sessions have ids of their callers.
        let are_own = ["/captures/{id}", "/sessions/{id}", "/sets/{id}"];
        if are_own.iter().any(|own| line.contains(own)) {
            filled
        } else {
            filled.replace("{id}", &id) + query
        }
    }

    /// Calls a route as somebody with everything that it asks for; status and code.
    async fn call(&self, line: &str, who: &Who) -> (u16, String) {
        self.call_with(line, who, Vec::new()).await
    }

    /// The same, with further headers.
    async fn call_with(
        &self,
        line: &str,
        who: &Who,
        mut headers: Vec<(&'static str, String)>,
    ) -> (u16, String) {
        let mut filled = self.fill(line);
        let caller = who.caller();
        if line.contains("/captures/{id}") {
            let (session, token) = self.capture(caller).await;
            filled = filled.replace("{id}", &session.to_string());
            headers.push(("capture-token", token.expose().to_owned()));
            let source = match caller {
                Some(Caller::Staff(_)) => "onsite",
                _ => "album",
            };
            headers.push(("capture-source", source.to_owned()));
        }
        if line.contains("/sessions/{id}") {
            let token = match caller {
                Some(caller) => self.api.session(caller).await,
                None => String::new(),
            };
            let id = self.api.world.parts.vault.token_hash(&token).to_hex();
            filled = filled.replace("{id}", &id);
        }
        if line.contains("/sets/{id}") {
            let set = self.review_set(caller).await;
            filled = filled.replace("{id}", &set.to_string());
        }
        if line.contains("{link}") {
            filled = filled.replace("{link}", &self.link(caller).await);
        }
        let mut call = self.api.call(&filled);
        if let Some(caller) = caller {
            call = call.bearer(&self.api.session(caller).await);
        }
        for (name, value) in headers {
            call = call.header(name, &value);
        }
        call = match self.body(line) {
            Some(body) => call.json(&body),
            None if line.ends_with("/photo") => call.body("ok"),
            None if line.starts_with("PUT") => call.body("part"),
            None => call,
        };
        call.send().await.outcome()
    }
}

/// Codes by which a caller is turned away.
const TURNED_AWAY: [&str; 3] = ["not-signed-in", "not-allowed", "not-found"];

#[tokio::test]
async fn whoever_is_not_named_is_turned_away() {
    let things = things().await;
    for (line, named) in access_list() {
        for who in things.callers.iter().filter(|who| !who.may(&named)) {
            let (status, code) = things.call(&line, who).await;
            let expected = match who {
                Who::Nobody => code == "not-signed-in",
                _ => matches!(code.as_str(), "not-allowed" | "not-found"),
            };
            assert!(expected, "{line} as {}: {status} {code}", who.name());
        }
    }
}

#[tokio::test]
async fn whoever_is_named_gets_in() {
    let things = things().await;
    let mut list: Vec<_> = access_list().into_iter().collect();
    // What ends everything comes last.
    list.sort_by_key(|(line, _)| match &line[..] {
        "DELETE /addresses/{id}" => 1,
        "DELETE /account" | "POST /degrees/{id}/release" | "POST /staff/batches/{id}/steps" => 2,
        _ => 0,
    });
    for (line, named) in list {
        for who in things.callers.iter().filter(|who| who.may(&named)) {
            let (status, code) = things.call(&line, who).await;
            let gets_in = !TURNED_AWAY.contains(&code.as_str()) && status < 500;
            assert!(gets_in, "{line} as {}: {status} {code}", who.name());
        }
    }
}

#[tokio::test]
async fn a_change_of_another_version_is_refused_where_the_route_says_so() {
    let things = things().await;
    let list = access_list();
    let mut lines: Vec<String> = Vec::new();
    for (line, operation) in operations() {
        if takes_a_version(&operation) {
            let mut callers = things.callers.iter();
            let who = callers.find(|who| who.may(&list[&line])).unwrap();
            let other = vec![("if-match", "\"999\"".to_owned())];
            let outcome = things.call_with(&line, who, other).await;
            assert_eq!(outcome, (412, "stale".to_owned()), "{line}");
            lines.push(line);
        }
    }
    assert!(lines.len() >= 5, "{lines:?}");
}
