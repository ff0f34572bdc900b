//! Things to begin a test with: a centre, a school, a batch of September 2023, students, staff.

use app::{App, Caller};
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use domain::*;
use store::{Advance, Store};
use vault::{FieldColumn, FieldPlace, IndexPurpose, ObjectKind};

use super::{World, at};

/// The rules of the batch: spec `guangdong-2023`, 3 attempts, 10 checks, 2 days to replace.
fn rules() -> BatchRules {
    BatchRules {
        spec: SpecId::new("guangdong-2023"),
        background: Rgb::STANDARD_BLUE,
        capture: CaptureModes::new(&[CaptureSource::LiveCamera, CaptureSource::Album]).unwrap(),
        attempts_limit: 3,
        free_checks_limit: 10,
        replace_within_days: 2,
        price_fen: Fen::new(1350),
        retention: Retention {
            originals_days: 30,
            portraits_days: 365,
        },
        photo_not_before: None,
        glasses: GlassesPolicy::Forbidden,
        review: ReviewPolicy::Centre,
    }
}

/// Group batch `J9VG24` of one school, 2023-09-06 00:00 … 2023-10-13 18:00 in China.
pub(crate) fn plan(school: &School) -> BatchPlan {
    BatchPlan {
        name: "2024 届冬季".to_owned(),
        mode: BatchMode::Group {
            feature_code: FeatureCode::parse("J9VG24").unwrap(),
        },
        schools: vec![BatchSchool {
            school: school.id,
            code: school.code,
        }],
        cohorts: vec![Cohort {
            grade_year: 2021,
            level: Level::JuniorCollegeToBachelor,
            graduation: "2024-01".parse().unwrap(),
        }],
        window: CollectionWindow {
            opens_at: at("09-06 00:00"),
            closes_at: at("10-13 18:00"),
            daily_hours: None,
        },
        rules: rules(),
        notice: BatchNotice::default(),
        slug: LinkSlug::parse("scnu-2024").unwrap(),
    }
}

/// Centre, school 10574 and the open batch of [`plan`].
pub(super) async fn found(
    app: &App,
    store: &Store,
    change: impl FnOnce(&mut BatchPlan),
) -> (Centre, School, Batch) {
    let centre_id = CentreId::from_uuid(app.new_id());
    let mut centre = Centre::found(centre_id, "省图像信息采集中心".to_owned());
    "020-000 9:00–17:00".clone_into(&mut centre.policy.support_contact);
    let code = "10574".parse().unwrap();
    let school = School::enter(
        SchoolId::from_uuid(app.new_id()),
        centre_id,
        code,
        "甲大学".to_owned(),
    );
    let mut plan = plan(&school);
    change(&mut plan);
    let draft = Batch::draft(BatchId::from_uuid(app.new_id()), centre_id, plan);
    let batch = draft
        .clone()
        .open(Actor::System, at("09-01 00:00"))
        .unwrap();
    let work = store.begin().await.unwrap();
    work.centres().insert(&centre).await.unwrap();
    work.schools().insert(&school).await.unwrap();
    work.batches().insert(&batch).await.unwrap();
    work.commit().await.unwrap();
    (centre, school, batch)
}

impl World {
    /// A student who has agreed to collection, review and hand-over.
    pub(crate) async fn student(&self, phone: &str) -> Caller {
        let caller = self.student_without_consent(phone).await;
        self.agree(&caller, Purpose::CollectReviewHandOver).await;
        self.agree(&caller, Purpose::HandOver).await;
        caller
    }

    /// A student who has agreed to nothing.
    pub(crate) async fn student_without_consent(&self, phone: &str) -> Caller {
        let id = AccountId::from_uuid(self.id());
        let phone = PhoneNumber::parse(phone).unwrap();
        let place = FieldPlace {
            column: FieldColumn::AccountPhone,
            row: id.as_uuid(),
        };
        let phone = self
            .parts
            .vault
            .findable(place, IndexPurpose::Phone, phone.expose())
            .unwrap();
        let account = Account::register(id, phone, None, self.app.now());
        let work = self.work().await;
        work.accounts().insert(&account).await.unwrap();
        work.commit().await.unwrap();
        Caller::Student(id)
    }

    /// Records the student's consent to the present text.
    pub(crate) async fn agree(&self, student: &Caller, purpose: Purpose) {
        let version = self.app.settings().consent_text_version;
        self.agree_to_text(student, purpose, version).await;
    }

    /// Records the student's consent to a text of any version.
    pub(crate) async fn agree_to_text(&self, student: &Caller, purpose: Purpose, version: u32) {
        let id = ConsentId::from_uuid(self.id());
        let account = student.student().unwrap();
        let consent = Consent::ask(id, account, purpose)
            .give(version, student.actor(), self.app.now())
            .unwrap();
        let work = self.work().await;
        work.consents().insert(&consent).await.unwrap();
        work.commit().await.unwrap();
    }

    /// A member of the centre's staff, without a password.
    pub(crate) async fn staff(&self, login: &str, roles: Vec<Role>) -> Caller {
        let id = StaffId::from_uuid(self.id());
        let place = |column| FieldPlace {
            column,
            row: id.as_uuid(),
        };
        let vault = &self.parts.vault;
        let login = vault
            .findable(
                place(FieldColumn::StaffLogin),
                IndexPurpose::StaffLogin,
                login,
            )
            .unwrap();
        let name = vault.seal(place(FieldColumn::StaffName), "员工").unwrap();
        let staff = Staff::employ(id, self.centre.id, login, name, roles);
        let work = self.work().await;
        work.staff().insert(&staff).await.unwrap();
        work.commit().await.unwrap();
        Caller::Staff(Box::new(staff))
    }

    /// Gives a member of staff a password.
    pub(crate) async fn set_password(&self, staff: &Staff, password: &str) {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), b"salt of the test")
            .unwrap();
        let work = self.work().await;
        let stored = hash.to_string();
        work.staff().set_password(staff.id, &stored).await.unwrap();
        work.commit().await.unwrap();
    }

    /// The actions of the audit log on a thing, oldest first.
    pub(crate) async fn audit(&self, subject: Subject) -> Vec<String> {
        let entries = self.parts.store.audit().list_of_subject(subject).await;
        let entries = entries.unwrap().into_iter();
        entries
            .map(|event| event.action.as_str().to_owned())
            .collect()
    }

    /// A studio of a region.
    pub(crate) async fn studio(&self, region: &Region) -> Studio {
        let studio = Studio {
            id: StudioId::from_uuid(self.id()),
            centre: region.centre,
            version: Version::FIRST,
            region: region.id,
            name: "一号影棚".to_owned(),
            address: "中山路 1 号".to_owned(),
        };
        let work = self.work().await;
        work.studios().insert(&studio).await.unwrap();
        work.commit().await.unwrap();
        studio
    }

    /// An hour in a studio with so many seats.
    pub(crate) async fn slot(&self, studio: &Studio, begins: &str, seats: u16) -> Slot {
        let starts_at = at(begins);
        let hour = [starts_at, starts_at + Duration::from_hours(1)];
        let slot = Slot::offer(SlotId::from_uuid(self.id()), studio, hour, seats).unwrap();
        let work = self.work().await;
        work.slots().insert(&slot).await.unwrap();
        work.commit().await.unwrap();
        slot
    }

    /// The roster of the school in the world's batch.
    pub(crate) async fn roster(&self, numbers: &[&str], college: Option<UnitId>) {
        let entries: Vec<RosterEntry> = numbers
            .iter()
            .map(|number| {
                let id = RosterEntryId::from_uuid(self.id());
                let place = FieldPlace {
                    column: FieldColumn::RosterStudentNumber,
                    row: id.as_uuid(),
                };
                let vault = &self.parts.vault;
                let number = vault.findable(place, IndexPurpose::StudentNumber, number);
                RosterEntry {
                    id,
                    centre: self.centre.id,
                    batch: self.batch.id,
                    student_number: number.unwrap(),
                    identity_number: None,
                    placement: Placement {
                        college,
                        ..Placement::of_school(self.school.id)
                    },
                    cohort: self.batch.plan.cohorts[0].clone(),
                }
            })
            .collect();
        let work = self.work().await;
        let roster = work.roster();
        roster
            .replace(self.batch.id, self.school.id, &entries)
            .await
            .unwrap();
        work.commit().await.unwrap();
    }

    /// A photo of a degree whose bytes are in the vault and that nothing has looked at.
    pub(crate) async fn received_photo(&self, degree: &Degree, words: &str) -> Photo {
        let bytes = super::photo(words);
        let stored = self.parts.vault.put(ObjectKind::Original, &bytes).await;
        let stored = stored.unwrap();
        let work = self.work().await;
        let received = ReceivedPhoto {
            id: PhotoId::from_uuid(self.id()),
            centre: degree.centre,
            degree: degree.id,
            account: degree.account,
            number: work.photos().next_number(degree.id).await.unwrap(),
            original: Original {
                blob: stored.key,
                hash: stored.hash,
                length_bytes: stored.length_bytes,
            },
            source: CaptureSource::LiveCamera,
            opened_at: self.app.now(),
            handed_in_by: Actor::Student(degree.account),
        };
        let photo = Photo::receive(received, self.app.now());
        work.photos().insert(&photo).await.unwrap();
        work.commit().await.unwrap();
        photo
    }

    /// A submission in review, of a photo of which there is no more than the name.
    pub(crate) async fn put_in_review(&self, submission: &Submission) -> Submission {
        let now = self.app.now();
        let photo = PhotoRef {
            id: PhotoId::from_uuid(self.id()),
            hash: ContentHash::from_bytes([7; 32]),
            taken_by: None,
        };
        let batch = self.parts.store.batches().find(submission.batch).await;
        let batch = batch.unwrap().unwrap();
        let student = Actor::Student(submission.account);
        let after = submission
            .clone()
            .offer(photo, now)
            .and_then(|next| next.submit(student, &batch, SameShot::NotFound, now))
            .unwrap();
        let work = self.work().await;
        let advanced = work.submissions().advance(submission, &after).await;
        assert!(matches!(advanced.unwrap(), Advance::Done));
        work.commit().await.unwrap();
        after
    }

    /// Another batch of the centre, open since 2023-09-01.
    pub(crate) async fn open_batch(&self, plan: BatchPlan) -> Batch {
        let draft = Batch::draft(BatchId::from_uuid(self.id()), self.centre.id, plan);
        let batch = draft.open(Actor::System, at("09-01 00:00")).unwrap();
        let work = self.work().await;
        work.batches().insert(&batch).await.unwrap();
        work.commit().await.unwrap();
        batch
    }

    /// A region of the centre with an individual batch of any school in the usual window.
    pub(crate) async fn region(&self, slug: &str) -> (Region, Batch) {
        self.region_until(slug, "10-13 18:00").await
    }

    /// [`Self::region`] whose batch goes on when those of groups are over.
    pub(crate) async fn late_region(&self, slug: &str) -> (Region, Batch) {
        self.region_until(slug, "12-01 00:00").await
    }

    async fn region_until(&self, slug: &str, closes_at: &str) -> (Region, Batch) {
        let region = Region::enter(
            RegionId::from_uuid(self.id()),
            self.centre.id,
            format!("地区 {slug}"),
            LinkSlug::parse(slug).unwrap(),
        );
        let work = self.work().await;
        work.regions().insert(&region).await.unwrap();
        work.commit().await.unwrap();
        let usual = plan(&self.school);
        let plan = BatchPlan {
            name: "散拍".to_owned(),
            window: CollectionWindow {
                closes_at: at(closes_at),
                ..usual.window
            },
            mode: BatchMode::Individual { region: region.id },
            schools: Vec::new(),
            slug: LinkSlug::parse(&format!("{slug}-batch")).unwrap(),
            ..usual
        };
        let batch = self.open_batch(plan).await;
        (region, batch)
    }

    /// A degree that is bound in the world's batch, and its submission. `code` is any id of a code.
    pub(crate) async fn bound_degree(&self, student: &Caller, code: &str) -> (Degree, Submission) {
        self.bound_degree_in(&self.batch, student, code).await
    }

    /// [`Self::bound_degree`] in another batch.
    pub(crate) async fn bound_degree_in(
        &self,
        batch: &Batch,
        student: &Caller,
        code: &str,
    ) -> (Degree, Submission) {
        let vault = &self.parts.vault;
        let id = DegreeId::from_uuid(self.id());
        let place = |column| FieldPlace {
            column,
            row: id.as_uuid(),
        };
        let last_four = LastFour::parse("002X").unwrap();
        let number = format!("2021{code}");
        let details = DegreeDetails {
            payload: vault.seal(place(FieldColumn::DegreePayload), code).unwrap(),
            masked_name: Some(
                vault
                    .seal(place(FieldColumn::DegreeMaskedName), "张*")
                    .unwrap(),
            ),
            student_number: Some(
                vault
                    .findable(
                        place(FieldColumn::DegreeStudentNumber),
                        IndexPurpose::StudentNumber,
                        &number,
                    )
                    .unwrap(),
            ),
            last_four: vault.last_four_index(batch.id, &last_four),
            last_four_check: LastFourCheck::SelfConsistent,
            evidence: CodeEvidence::Picture,
            school_code: self.school.code,
            placement: Some(Placement::of_school(self.school.id)),
            level: Level::JuniorCollegeToBachelor,
            cohort: None,
        };
        let recognised = RecognisedDegree {
            id,
            centre: batch.centre,
            batch: batch.id,
            account: student.student().unwrap(),
            code: vault.index(IndexPurpose::CollectionCode, &format!("cjm:{code}")),
            claim: vault.index(IndexPurpose::CollectionCode, &format!("claim:{number}")),
            details,
        };
        let now = self.app.now();
        let degree = Degree::propose(recognised, now)
            .confirm(student.actor(), now)
            .unwrap();
        let submission = Submission::begin(SubmissionId::from_uuid(self.id()), &degree).unwrap();
        let work = self.work().await;
        work.degrees().insert(&degree).await.unwrap();
        work.submissions().insert(&submission).await.unwrap();
        work.commit().await.unwrap();
        (degree, submission)
    }
}
