//! Plays the timeline: runs the service's own use case for each step at its time, and the jobs that follow.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use app::capture;
use app::degree::{AddDegree, CodeInput, ReleaseDegree};
use app::review::DecideReview;
use app::sign_in::{RequestCode, WithPhone};
use app::{App, Caller, Expected, NetworkKey, PageRequest};
use app::{appointment, batch, consent, degree, outbox, photo, review, sign_in, submission};
use domain::{
    CaptureSource, Decision, DegreeId, Duration, FeatureCode, Language, LastFour, Order,
    PhoneNumber, PhotoId, Purpose, Reasons, RegistryAnswer, ReleaseReason, ReviewRound,
    SubmissionId,
};

use crate::album::{Album, Drawing, Look};
use crate::calendar::Calendar;
use crate::campaign::Campaign;
use crate::names::Post;
use crate::people::Student;
use crate::prints;
use crate::service::Service;
use crate::story::{self, Deed, Event};
use crate::till;
use crate::way::{self, Way};
use crate::world::World;

/// The students on their way.
pub(crate) struct Walk<'a> {
    service: &'a Service,
    world: &'a World,
    students: Vec<Student>,
    /// By the place of the student.
    held: Vec<Held>,
    album: Album,
}

/// What a student holds so far.
#[derive(Debug, Clone, Default)]
struct Held {
    caller: Option<Caller>,
    degree: Option<DegreeId>,
    submission: Option<SubmissionId>,
    photo: Option<PhotoId>,
    order: Option<Order>,
}

impl<'a> Walk<'a> {
    /// State before the first student.
    pub(crate) fn new(service: &'a Service, world: &'a World, students: Vec<Student>) -> Self {
        Self {
            service,
            world,
            held: vec![Held::default(); students.len()],
            students,
            album: Album::default(),
        }
    }

    /// All students.
    pub(crate) fn students(&self) -> &[Student] {
        &self.students
    }

    /// Everyone, and what was drawn so far.
    pub(crate) fn drawn(&mut self) -> (&[Student], &mut Album) {
        (&self.students, &mut self.album)
    }

    /// Lets the story happen, with the nights between, until now.
    ///
    /// # Errors
    /// The first deed that did not go as the story says.
    pub(crate) async fn go(&mut self, story: &[Event], calendar: Calendar) -> Result<()> {
        let mut nights = calendar.nights().peekable();
        for event in story {
            while let Some(night) = nights.next_if(|night| *night <= event.at) {
                self.service.clock.move_to(night);
                self.service.housekeeping().await?;
            }
            self.service.clock.move_to(event.at);
            let done = Box::pin(self.do_deed(event.student, event.deed)).await;
            done.with_context(|| {
                let student = &self.students[event.student];
                format!(
                    "{:?} of student {} ({:?})",
                    event.deed, event.student, student.way
                )
            })?;
            self.service.work(Duration::from_seconds(2)).await?;
        }
        for night in nights {
            self.service.clock.move_to(night);
            self.service.housekeeping().await?;
        }
        self.service.clock.move_to(calendar.now());
        self.service.housekeeping().await
    }

    async fn do_deed(&mut self, student: usize, deed: Deed) -> Result<()> {
        match deed {
            Deed::Arrive => self.arrive(student).await,
            Deed::ShowCode => self.show_code(student).await,
            Deed::Bind => self.bind(student).await,
            Deed::HandIn(drawing) => self.hand_in(student, drawing).await,
            Deed::Accept => self.accept(student).await,
            Deed::Submit => {
                let (caller, id) = (self.caller(student)?, self.submission(student)?);
                self.pay(student, &caller).await?;
                submission::submit(self.app(), &caller, id, &Expected::Any).await?;
                Ok(())
            }
            Deed::Withdraw => {
                let (caller, id) = (self.caller(student)?, self.submission(student)?);
                submission::withdraw(self.app(), &caller, id, &Expected::Any).await?;
                Ok(())
            }
            Deed::Book => self.book(student).await,
            Deed::MoveOn => self.move_on(student).await,
            Deed::Approve(round) => self.decide(student, round, Decision::Approve).await,
            Deed::Reject(round, drawing) => {
                let reasons = Reasons::new(&[way::reason(drawing.look)], None)?;
                self.decide(student, round, Decision::Reject { reasons })
                    .await
            }
            Deed::Release => {
                let request = ReleaseDegree {
                    degree: self.degree(student)?,
                    reason: ReleaseReason::StudentAsked,
                };
                let operator = self.world.staff(Post::Operator)?;
                degree::release(self.app(), &operator, request).await?;
                Ok(())
            }
        }
    }

    /// Signs in by short message, as on a phone, and agrees. The session ends with the visit.
    async fn arrive(&mut self, student: usize) -> Result<()> {
        let app = self.app();
        let phone = PhoneNumber::parse(&self.students[student].phone)?;
        let network = NetworkKey::new("demo");
        let request = RequestCode {
            phone: phone.clone(),
            network: network.clone(),
            language: Language::Zh,
            proof: None,
        };
        sign_in::request_code(app, request).await?;
        let code = last_code(app).await?;
        self.service.clock.pass(Duration::from_seconds(15));
        let with = WithPhone {
            phone,
            code,
            owner: sign_in::Owner::Unsaid,
            network,
        };
        let signed_in = sign_in::with_phone(app, with).await?;
        let caller = Caller::Student(signed_in.account.id);
        let version = app.settings().consent_text_version;
        consent::give(app, &caller, Purpose::CollectReviewHandOver, version).await?;
        consent::give(app, &caller, Purpose::HandOver, version).await?;
        if student.is_multiple_of(2) {
            consent::give(app, &caller, Purpose::Comparison, version).await?;
        }
        sign_in::sign_out(app, &signed_in.token).await?;
        self.held[student].caller = Some(caller);
        Ok(())
    }

    async fn show_code(&mut self, student: usize) -> Result<()> {
        let caller = self.caller(student)?;
        let view = self.add_degree(&caller, student).await?;
        self.held[student].degree = Some(view.degree.id);
        Ok(())
    }

    /// Shows the code of `student`, whoever it is that does.
    async fn add_degree(&self, caller: &Caller, student: usize) -> Result<degree::DegreeView> {
        let this = &self.students[student];
        let code = this.campaign.feature_code();
        let request = AddDegree {
            batch: self.world.batch(this.campaign)?.id,
            feature_code: code.map(FeatureCode::parse).transpose()?,
            last_four: LastFour::parse(&this.enrolled.last_four)?,
            code: CodeInput::Payload(String::from_utf8(this.card().to_payload())?),
            choice: None,
            keyed: None,
            registry: RegistryAnswer::NoPortrait,
            network: NetworkKey::new("demo"),
        };
        Ok(degree::add(self.app(), caller, request).await?)
    }

    async fn bind(&mut self, student: usize) -> Result<()> {
        let (caller, id) = (self.caller(student)?, self.degree(student)?);
        let view = degree::confirm(
            self.app(),
            &caller,
            id,
            RegistryAnswer::NoPortrait,
            &Expected::Any,
        )
        .await?;
        self.held[student].submission = view.submission.map(|submission| submission.id);
        Ok(())
    }

    async fn hand_in(&mut self, student: usize, drawing: Drawing) -> Result<()> {
        let (caller, id) = (self.caller(student)?, self.degree(student)?);
        let app = self.app();
        let opened = capture::open(app, &caller, id).await?;
        self.service.clock.pass(Duration::from_seconds(25));
        let (source, file) = match self.students[student].campaign {
            Campaign::Album => {
                let day = self.service.app.now().civil_date();
                (CaptureSource::Album, self.album.photo(drawing, day)?)
            }
            _ => (CaptureSource::LiveCamera, self.album.live_photo(drawing)?),
        };
        let app = self.app();
        let mut upload = capture::begin_upload(
            app,
            &caller,
            opened.session.id,
            opened.token.expose(),
            source,
            Some(file.len() as u64),
        )
        .await?;
        upload.write(&file).await?;
        let photo = upload.finish().await?;
        self.service.work(Duration::from_seconds(2)).await?;
        let view = photo::read(self.app(), &caller, photo.id).await?;
        let assessment = view
            .photo
            .assessment()
            .context("the photo was not assessed")?;
        let is_stopped = matches!(drawing.look, Look::EyesClosed | Look::MouthOpen);
        ensure!(
            assessment.is_usable() != is_stopped,
            "the check said otherwise: {:?}",
            assessment.failures
        );
        self.held[student].photo = Some(photo.id);
        Ok(())
    }

    async fn accept(&mut self, student: usize) -> Result<()> {
        let (caller, id) = (self.caller(student)?, self.photo(student)?);
        let view = photo::read(self.app(), &caller, id).await?;
        let assessment = view
            .photo
            .assessment()
            .context("the photo was not assessed")?;
        let doubts = assessment.doubts().cloned().collect();
        photo::confirm(self.app(), &caller, id, doubts, &Expected::Any).await?;
        Ok(())
    }

    async fn book(&mut self, student: usize) -> Result<()> {
        let (caller, id) = (self.caller(student)?, self.degree(student)?);
        let slots = &self.world.slots;
        let slot = slots.get(self.students[student].place * 5 % slots.len());
        let slot = slot.context("the studio offers no slots")?;
        appointment::book(self.app(), &caller, id, *slot).await?;
        Ok(())
    }

    async fn move_on(&mut self, student: usize) -> Result<()> {
        let (caller, id) = (self.caller(student)?, self.degree(student)?);
        let to = self.world.batch(Campaign::Region)?.id;
        degree::move_to_individual(self.app(), &caller, id, to).await?;
        Ok(())
    }

    async fn decide(&self, student: usize, round: ReviewRound, decision: Decision) -> Result<()> {
        let reviewer = self.world.staff(match round {
            ReviewRound::School => Post::SchoolReviewer,
            ReviewRound::Centre => Post::CentreReviewer,
        })?;
        let request = DecideReview {
            submission: self.submission(student)?,
            photo: self.photo(student)?,
            round,
            decision,
        };
        review::decide(self.app(), &reviewer, request).await?;
        Ok(())
    }

    /// Submissions of the open batch that were approved, and stayed so.
    pub(crate) fn approved(&self) -> Vec<SubmissionId> {
        let students = self.students.iter().zip(&self.held);
        let approved = students.filter(|(student, _)| {
            student.campaign == Campaign::Group && student.way == Way::Approved
        });
        approved.filter_map(|(_, held)| held.submission).collect()
    }

    /// Somebody who has only registered shows the code of somebody who is approved: staff have to decide whose
    /// degree it is.
    ///
    /// # Errors
    /// Those of the use case.
    pub(crate) async fn claim_of_another(&self) -> Result<()> {
        let place = |way| {
            let mut students = self.students.iter();
            students
                .by_ref()
                .enumerate()
                .filter(|(_, one)| one.campaign == Campaign::Group && one.way == way)
                .last()
                .map(|(place, _)| place)
        };
        let (claimant, holder) = (place(Way::Registered), place(Way::Approved));
        let claimant = claimant.context("nobody has only registered")?;
        let holder = holder.context("nobody is approved")?;
        let caller = self.caller(claimant)?;
        // The claimant reads that the code is bound to another; the claim is on the desk all the same.
        let told = self.add_degree(&caller, holder).await;
        ensure!(told.is_err(), "a degree has two holders");
        let centre = self.world.batch(Campaign::Group)?.centre;
        let claims = degree::list_disputes(self.app(), &Caller::System, centre).await?;
        ensure!(claims.len() == 1, "{} claims instead of one", claims.len());
        Ok(())
    }

    /// Pays what is due before a photo is submitted.
    async fn pay(&mut self, student: usize, caller: &Caller) -> Result<()> {
        let (degree, campaign) = (self.degree(student)?, self.students[student].campaign);
        let paid = till::pay(self.service, caller, degree, campaign).await?;
        self.held[student].order = paid.or(self.held[student].order.take());
        Ok(())
    }

    /// Puts at the till what students and staff have asked for today.
    ///
    /// # Errors
    /// Those of the use cases, and too few students.
    pub(crate) async fn fill_till(&self) -> Result<()> {
        let held = self.students.iter().zip(&self.held);
        let of_album = held.filter(|(student, _)| student.campaign == Campaign::Album);
        let paid = of_album
            .clone()
            .filter_map(|(_, held)| held.caller.clone().zip(held.order.clone()));
        let payers: Vec<(Caller, Order)> = paid.collect();
        let mut without = of_album.filter(|(student, _)| student.way == Way::AwaitingPhoto);
        let waived = without.find_map(|(_, held)| held.degree);
        let waived = waived.context("nobody awaits a photo")?;
        till::fill(self.service, self.world, (&payers, waived)).await
    }

    /// Lets students of the open batch order prints of their portraits.
    ///
    /// # Errors
    /// Those of the use cases, and too few students.
    pub(crate) async fn fill_prints(&self) -> Result<()> {
        let students = self.students.iter().zip(&self.held);
        let approved = students.filter(|(student, _)| {
            student.campaign == Campaign::Group && student.way == Way::Approved
        });
        let approved = approved.filter_map(|(_, held)| held.caller.clone().zip(held.degree));
        // Changes of the first two wait for a second person.
        let approved: Vec<(Caller, DegreeId)> = approved.skip(2).collect();
        prints::fill(self.service, self.world, &approved).await
    }

    /// Holds what the service counts against what the story says.
    ///
    /// # Errors
    /// The first batch in which they differ.
    pub(crate) async fn check_states(&self) -> Result<()> {
        for campaign in Campaign::ALL {
            let batch = self.world.batch(campaign)?.id;
            let counted = batch::progress(self.app(), &Caller::System, batch).await?;
            let counted: BTreeMap<String, u64> = counted
                .into_iter()
                .map(|(state, count)| (<&str>::from(state).to_owned(), count))
                .collect();
            let expected = self.expected(campaign);
            if counted != expected {
                bail!("{campaign:?} has {counted:?} instead of {expected:?}");
            }
        }
        Ok(())
    }

    fn expected(&self, campaign: Campaign) -> BTreeMap<String, u64> {
        let of_campaign = self.students.iter().filter(|one| one.campaign == campaign);
        let states = of_campaign.filter_map(|one| one.way.ends_in(campaign));
        let late = story::latecomer(&self.students)
            .filter(|_| campaign == Campaign::Region)
            .map(|_| Way::AwaitingPhoto.ends_in(campaign));
        let mut expected = BTreeMap::new();
        for state in states.chain(late.flatten()) {
            *expected.entry(state.to_owned()).or_default() += 1;
        }
        expected
    }

    fn app(&self) -> &'a App {
        &self.service.app
    }

    fn caller(&self, student: usize) -> Result<Caller> {
        let caller = self.held[student].caller.clone();
        caller.context("the student has not come yet")
    }

    fn degree(&self, student: usize) -> Result<DegreeId> {
        self.held[student].degree.context("there is no degree yet")
    }

    fn submission(&self, student: usize) -> Result<SubmissionId> {
        let submission = self.held[student].submission;
        submission.context("there is no submission yet")
    }

    fn photo(&self, student: usize) -> Result<PhotoId> {
        self.held[student].photo.context("there is no photo yet")
    }
}

/// The code that was sent last, read where an operator would: in the local outbox.
async fn last_code(app: &App) -> Result<String> {
    let page = outbox::list(app, &Caller::System, PageRequest::first(1)).await?;
    let message = page.items.first().context("no message was sent")?;
    let mut runs = message.text.split(|letter: char| !letter.is_ascii_digit());
    let code = runs.find(|run| run.len() == 6);
    Ok(code.context("the last message has no code")?.to_owned())
}
