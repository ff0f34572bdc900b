//! The data of the benchmark: a centre, a school, an open batch and students, created through the
//! use cases, in a database and an object folder of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, ensure};
use app::batch::NewBatch;
use app::batch::NewMode;
use app::batch::NewPlan;
use app::degree::{self, AddDegree, CodeInput};
use app::local::StoreOutbox;
use app::organisation::NewCentre;
use app::ports::{Clock, NoAnchors, Random};
use app::sign_in::{self, Login, RequestCode, WithPhone};
use app::staff::{self, NewStaff};
use app::{
    App, Caller, Expected, NetworkKey, PageRequest, Parts, Settings, Typefaces, capture, consent,
    jobs,
};
use app::{batch, organisation, outbox};
use app::{photo, submission};
use domain::{
    Batch, BatchNotice, BatchRules, CaptureModes, CaptureSource, CollectionWindow, DegreeId,
    Duration, GlassesPolicy, Language, LastFour, LinkSlug, PersonName, PhoneNumber, Purpose,
    RegistryAnswer, Retention, ReviewPolicy, Rgb, Role, SchoolCode, SpecId, SubmissionId,
};
use gateways::Gateways;
use lab::Lab;
use secrecy::{ExposeSecret as _, SecretString};
use standard::PhotoSpec;
use store::{Engine, Store, StoreConfig};
use test_kit::card::CardFields;
use uuid::Uuid;
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

use super::outside::{SystemClock, SystemRandom};

/// Rate limit above every load of the benchmark: the service is measured, not its limits.
const NO_LIMIT: &str = "100000000";

/// A service with an open batch, wired in this process and for `caixiang serve` alike.
#[derive(Debug)]
pub(super) struct World {
    /// The service of this process.
    pub(super) app: App,
    /// Its database, for looks behind its back.
    pub(super) store: Store,
    /// Its objects and the keys of its fields.
    pub(super) vault: Vault,
    folder: PathBuf,
    database: String,
    keys: SecretString,
    batch: Batch,
    school: SchoolCode,
    students: AtomicU32,
}

/// How a member of staff signs in.
#[derive(Debug, Clone)]
pub(super) struct StaffLogin {
    /// What is keyed in.
    pub(super) login: String,
    /// The password.
    pub(super) password: String,
}

/// A signed-in student with a bound degree.
pub(super) struct Student {
    /// For the use cases.
    pub(super) caller: Caller,
    /// For the HTTP API.
    pub(super) token: String,
    /// Id of the degree.
    pub(super) degree: DegreeId,
    /// Id of the submission for it.
    pub(super) submission: SubmissionId,
    /// Id of the batch.
    pub(super) batch: Uuid,
}

impl World {
    /// A world in `folder`, which is made, whose rows are in `database`.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn found(folder: PathBuf, database: String, lab: Lab) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let keys = KeyRing::generate();
        let text = keys.to_text();
        let (app, store, vault) = open(&folder, &database, keys, lab).await?;
        let school: SchoolCode = "10576".parse()?;
        let batch = open_batch(&app, school).await?;
        Ok(Self {
            app,
            store,
            vault,
            folder,
            database,
            keys: text,
            batch,
            school,
            students: AtomicU32::new(0),
        })
    }

    /// The database's name for people.
    pub(super) fn engine(&self) -> &'static str {
        match self.store.engine() {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }

    /// The batch.
    pub(super) fn batch_id(&self) -> Uuid {
        self.batch.id.as_uuid()
    }

    /// National code of the school.
    pub(super) fn school(&self) -> SchoolCode {
        self.school
    }

    /// The folder of everything that has no place of its own.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A file of this name in the folder.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The variables that configure `caixiang` for this world.
    pub(super) fn variables(&self) -> Vec<(&'static str, String)> {
        let rate = |name| (name, NO_LIMIT.to_owned());
        vec![
            ("CAIXIANG_DATA", self.folder.display().to_string()),
            ("CAIXIANG_DATABASE__URL", self.database.clone()),
            ("CAIXIANG_KEYS", self.keys.expose_secret().to_owned()),
            rate("CAIXIANG_SERVER__RATES__ADDRESS"),
            rate("CAIXIANG_SERVER__RATES__READ"),
            rate("CAIXIANG_SERVER__RATES__WRITE"),
            rate("CAIXIANG_SERVER__RATES__UPLOAD"),
        ]
    }

    /// Further students, each with a bound degree and no photo.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn students(&self, count: usize) -> Result<Vec<Student>> {
        let mut students = Vec::with_capacity(count);
        for _ in 0..count {
            let number = self.students.fetch_add(1, Ordering::Relaxed);
            students.push(self.student(number).await?);
        }
        Ok(students)
    }

    /// Further students, each with the photo `jpeg` checked and confirmed.
    ///
    /// # Errors
    /// Also where the photo is not good enough.
    pub(super) async fn students_with_photo(
        &self,
        count: usize,
        jpeg: &[u8],
    ) -> Result<Vec<Student>> {
        let students = self.students(count).await?;
        for student in &students {
            self.confirm_photo(student, jpeg).await?;
        }
        Ok(students)
    }

    /// Employs a reviewer.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn employ(&self) -> Result<StaffLogin> {
        self.employ_as("reviewer", vec![Role::CentreReviewer]).await
    }

    /// Employs somebody.
    ///
    /// # Errors
    /// Whatever the service says against it.
    pub(super) async fn employ_as(&self, login: &str, roles: Vec<Role>) -> Result<StaffLogin> {
        let login = StaffLogin {
            login: login.to_owned(),
            password: "a long word for the bench".to_owned(),
        };
        let new = NewStaff {
            centre: self.batch.centre,
            login: Login::parse(&login.login)?,
            name: PersonName::parse("审核")?,
            roles,
            password: login.password.clone().into(),
        };
        staff::create(&self.app, &Caller::System, new).await?;
        Ok(login)
    }

    /// A reviewer who calls use cases.
    ///
    /// # Errors
    /// As [`Self::employ`].
    pub(super) async fn reviewer(&self) -> Result<Caller> {
        let new = NewStaff {
            centre: self.batch.centre,
            login: Login::parse("desk-reviewer")?,
            name: PersonName::parse("审核")?,
            roles: vec![Role::CentreReviewer],
            password: SecretString::from("a long word for the bench"),
        };
        let staff = staff::create(&self.app, &Caller::System, new).await?;
        Ok(Caller::Staff(Box::new(staff)))
    }

    async fn student(&self, number: u32) -> Result<Student> {
        let app = &self.app;
        let (caller, token) = self.sign_in(number).await?;
        let version = app.settings().consent_text_version;
        consent::give(app, &caller, Purpose::CollectReviewHandOver, version).await?;
        consent::give(app, &caller, Purpose::HandOver, version).await?;
        let card = CardFields {
            school_code: self.school.to_string(),
            ..CardFields::numbered(number)
        };
        let request = AddDegree {
            batch: self.batch.id,
            feature_code: self.batch.feature_code().cloned(),
            last_four: LastFour::parse(&card.id_tail)?,
            code: CodeInput::Payload(String::from_utf8(card.to_payload())?),
            choice: None,
            keyed: None,
            registry: RegistryAnswer::NoPortrait,
            network: NetworkKey::new("bench"),
        };
        let degree = degree::add(app, &caller, request).await?.degree.id;
        degree::confirm(
            app,
            &caller,
            degree,
            RegistryAnswer::NoPortrait,
            &Expected::Any,
        )
        .await?;
        let submission = submission::read(app, &caller, degree).await?.submission.id;
        Ok(Student {
            caller,
            token,
            degree,
            submission,
            batch: self.batch.id.as_uuid(),
        })
    }

    async fn sign_in(&self, number: u32) -> Result<(Caller, String)> {
        let app = &self.app;
        let phone = PhoneNumber::parse(&format!("199{number:08}"))?;
        let network = NetworkKey::new("bench");
        let request = RequestCode {
            phone: phone.clone(),
            network: network.clone(),
            language: Language::Zh,
            proof: None,
        };
        sign_in::request_code(app, request).await?;
        let with = WithPhone {
            phone,
            code: self.last_code().await?,
            owner: sign_in::Owner::Unsaid,
            network,
        };
        let signed_in = sign_in::with_phone(app, with).await?;
        let caller = Caller::Student(signed_in.account.id);
        Ok((caller, signed_in.token))
    }

    /// The six digits of the newest message.
    async fn last_code(&self) -> Result<String> {
        let newest = PageRequest::first(1);
        let kept = outbox::list(&self.app, &Caller::System, newest).await?;
        let message = kept.items.first().context("no code was sent")?;
        let mut runs = message.text.split(|letter: char| !letter.is_ascii_digit());
        let code = runs.find(|run| run.len() == 6);
        Ok(code.context("the message has no code")?.to_owned())
    }

    async fn confirm_photo(&self, student: &Student, jpeg: &[u8]) -> Result<()> {
        let app = &self.app;
        let caller = &student.caller;
        let opened = capture::open(app, caller, student.degree).await?;
        let (session, token) = (opened.session.id, opened.token.expose());
        let source = CaptureSource::LiveCamera;
        let upload = capture::begin_upload(app, caller, session, token, source, None).await;
        let mut upload = upload?;
        upload.write(jpeg).await?;
        let received = upload.finish().await?;
        jobs::run_due(app, app.now()).await?;
        let view = photo::read(app, caller, received.id).await?;
        let assessment = view.photo.assessment().context("no photo was checked")?;
        ensure!(
            assessment.is_usable(),
            "the drawn photo fails {:?}",
            assessment.failures
        );
        let doubts = assessment.doubts().cloned().collect();
        photo::confirm(app, caller, received.id, doubts, &Expected::Any).await?;
        Ok(())
    }
}

async fn open(
    folder: &Path,
    database: &str,
    keys: KeyRing,
    lab: Lab,
) -> Result<(App, Store, Vault)> {
    let store = Store::open(&StoreConfig::at(database)).await?;
    store.migrate().await?;
    // Where `caixiang` looks for them.
    let objects = ObjectStoreConfig::Folder {
        root: folder.join("objects"),
    };
    let vault = Vault::open(&objects, keys, StoreLimits::default()).await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let outbox = StoreOutbox::new(store.clone(), vault.clone(), clock.clone(), random.clone());
    let outbox = Arc::new(outbox);
    let gateways = Gateways::local(outbox);
    let app = App::new(Parts {
        store: store.clone(),
        vault: vault.clone(),
        gateways,
        lab: Arc::new(lab),
        clock,
        random,
        anchors: Arc::new(NoAnchors),
        typefaces: Typefaces::embedded()?,
        settings: Settings::default(),
        configuration: Vec::new(),
    });
    Ok((app, store, vault))
}

async fn open_batch(app: &App, school: SchoolCode) -> Result<Batch> {
    let system = Caller::System;
    let new = NewCentre {
        name: "图像采集中心".to_owned(),
        support_contact: String::new(),
    };
    let centre = organisation::create_centre(app, &system, new).await?;
    organisation::create_school(app, &system, centre.id, school, "学院".to_owned()).await?;
    let new = NewBatch {
        centre: centre.id,
        plan: plan(app, school)?,
    };
    let batch = batch::create(app, &system, new).await?;
    Ok(batch::open(app, &system, batch.id, Expected::Any).await?)
}

/// The usual rules with the highest limits: the same few students go on as long as time is taken.
fn plan(app: &App, school: SchoolCode) -> Result<NewPlan> {
    let now = app.now();
    Ok(NewPlan {
        name: "集中采集".to_owned(),
        mode: NewMode::Group { feature_code: None },
        schools: vec![school],
        cohorts: Vec::new(),
        window: CollectionWindow {
            opens_at: now - Duration::from_days(1),
            closes_at: now + Duration::from_days(14),
            daily_hours: None,
        },
        rules: BatchRules {
            spec: SpecId::new(PhotoSpec::DEFAULT_NAME),
            background: Rgb::STANDARD_BLUE,
            capture: CaptureModes::new(&[CaptureSource::LiveCamera])?,
            attempts_limit: u8::MAX,
            free_checks_limit: u16::MAX,
            replace_within_days: 2,
            price_fen: domain::Fen::default(),
            retention: Retention {
                originals_days: 30,
                portraits_days: 365,
            },
            photo_not_before: None,
            glasses: GlassesPolicy::Forbidden,
            review: ReviewPolicy::Centre,
        },
        notice: BatchNotice::default(),
        slug: LinkSlug::parse("bench")?,
    })
}
