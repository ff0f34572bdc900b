//! An approved portrait goes to a mail address that its student has proved.

use std::sync::Arc;

use app::portrait_link;
use app::portrait_mail::{self, PortraitMail};
use app::{Caller, Failure};
use async_trait::async_trait;
use domain::*;
use gateways::{GatewayError, Gateways, Letter, Mail, MailAddress};
use tokio::sync::Mutex;

use crate::harness::{World, code_of};
use crate::sign_in::network;
use crate::steps::{beside, decide, submitted};

const PUBLIC_URL: &str = "https://photo.example.edu/";

/// A mail server that keeps what it was given, and is down when told so.
#[derive(Debug, Default)]
struct Post {
    letters: Mutex<Vec<Letter>>,
    is_down: std::sync::atomic::AtomicBool,
}

#[async_trait]
impl Mail for Post {
    async fn send(&self, letter: &Letter) -> Result<(), GatewayError> {
        if self.is_down.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(GatewayError::Unreachable {
                source: "the mail server is down".into(),
            });
        }
        self.letters.lock().await.push(letter.clone());
        Ok(())
    }
}

struct Office {
    world: World,
    app: app::App,
    post: Arc<Post>,
    student: Caller,
    degree: Degree,
}

impl Office {
    async fn open(is_approved: bool) -> Self {
        let world = World::new().await;
        let student = world.student("19900000001").await;
        let (degree, _) = world.bound_degree(&student, "1").await;
        let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
        let submission = submitted(&world, &student, degree.id, "good").await;
        if is_approved {
            decide(&world, &reviewer, &submission, Decision::Approve)
                .await
                .unwrap();
        }
        let post = Arc::new(Post::default());
        let gateways = Gateways {
            mail: Some(post.clone()),
            ..world.parts.gateways.clone()
        };
        let app = beside(&world, world.parts.vault.clone(), gateways);
        Self {
            world,
            app,
            post,
            student,
            degree,
        }
    }

    fn to(&self, address: &str) -> PortraitMail {
        PortraitMail {
            degree: self.degree.id,
            to: MailAddress::parse(address).unwrap(),
            language: Language::En,
            network: network(),
        }
    }

    async fn ask(&self, address: &str) -> Result<(), Failure> {
        portrait_mail::request_code(&self.app, &self.student, &self.to(address)).await?;
        Ok(())
    }

    async fn send(&self, address: &str, code: &str) -> Result<(), Failure> {
        portrait_mail::send(
            &self.app,
            &self.student,
            &self.to(address),
            code,
            PUBLIC_URL,
        )
        .await
    }

    async fn decide(&self, policy: CentrePolicy) {
        let centres = self.world.parts.store.centres();
        let before = centres.find(self.world.centre.id).await.unwrap().unwrap();
        let after = before.clone().decide_policy(policy);
        let work = self.world.work().await;
        let advanced = work.centres().advance(&before, &after).await.unwrap();
        assert_eq!(advanced, store::Advance::Done);
        work.commit().await.unwrap();
    }

    /// The end of the link in a letter that was sent to somebody's address.
    async fn link(&self) -> String {
        self.decide(CentrePolicy {
            portrait_letters: PortraitLetters::Link,
            ..CentrePolicy::default()
        })
        .await;
        self.ask("zhang@example.org").await.unwrap();
        let code = self.code().await;
        self.send("zhang@example.org", &code).await.unwrap();
        let letters = self.post.letters.lock().await;
        let letter = letters.last().unwrap();
        assert!(letter.attachments.is_empty());
        let start = format!("{PUBLIC_URL}p/");
        let token = letter.text.split_once(&start).unwrap().1;
        let token = token.split_whitespace().next().unwrap();
        assert_eq!(token.len(), 43, "{}", letter.text);
        token.to_owned()
    }

    /// The code in the newest letter.
    async fn code(&self) -> String {
        let letters = self.post.letters.lock().await;
        let text = letters.last().unwrap().text.clone();
        let digits = text.split(|letter: char| !letter.is_ascii_digit());
        digits
            .into_iter()
            .find(|word| word.len() == 6)
            .unwrap()
            .to_owned()
    }
}

#[tokio::test]
async fn the_portrait_goes_to_the_address_that_got_the_code() {
    let office = Office::open(true).await;
    office.ask("zhang@example.org").await.unwrap();
    let code = office.code().await;
    // Another address has not been proved by it, and a wrong code sends nothing.
    let other = office.send("stranger@example.org", &code).await;
    assert_eq!(code_of(other), "sign-in-code-expired");
    let wrong = office.send("zhang@example.org", "000000").await;
    assert_eq!(code_of(wrong), "wrong-sign-in-code");
    // As it comes out of a letter that was copied from: with signs that nobody sees.
    let copied = format!("\u{200b}{code}\u{202c} ");
    office.send("zhang@example.org", &copied).await.unwrap();
    let letters = office.post.letters.lock().await.clone();
    let [_, letter] = &letters[..] else {
        panic!("a code and a portrait: {letters:?}");
    };
    assert_eq!(letter.to.expose(), "zhang@example.org");
    assert_eq!(letter.attachments[0].content_type, "image/jpeg");
    assert!(!letter.attachments[0].bytes.is_empty());
    // The code is used up, and the trace says that it was sent, not where to.
    let again = office.send("zhang@example.org", &code).await;
    assert_eq!(code_of(again), "sign-in-code-expired");
    let view = app::degree::read(&office.app, &office.student, office.degree.id).await;
    let Some(SubmissionState::Approved { photo, .. }) = view.unwrap().submission.map(|it| it.state)
    else {
        panic!("it is approved");
    };
    let trace = office.world.audit(Subject::Photo(photo.id)).await;
    assert!(trace.contains(&"mail-portrait".to_owned()), "{trace:?}");
}

#[tokio::test]
async fn a_mail_server_that_is_down_uses_no_code_up() {
    let office = Office::open(true).await;
    office.ask("zhang@example.org").await.unwrap();
    let code = office.code().await;
    let is_down = &office.post.is_down;
    is_down.store(true, std::sync::atomic::Ordering::SeqCst);
    let lost = office.send("zhang@example.org", &code).await;
    assert_eq!(code_of(lost), "unavailable");
    is_down.store(false, std::sync::atomic::Ordering::SeqCst);
    office.send("zhang@example.org", &code).await.unwrap();
}

#[tokio::test]
async fn only_approved_portraits_of_centres_that_send_them() {
    let office = Office::open(false).await;
    let early = office.ask("zhang@example.org").await;
    assert_eq!(code_of(early), "not-approved");
    let office = Office::open(true).await;
    let neighbour = office.world.student("19900000002").await;
    let mail = office.to("zhang@example.org");
    let foreign = portrait_mail::request_code(&office.app, &neighbour, &mail).await;
    assert_eq!(code_of(foreign), "not-found");
    office
        .decide(CentrePolicy {
            mails_portraits: false,
            ..CentrePolicy::default()
        })
        .await;
    let off = office.ask("zhang@example.org").await;
    assert_eq!(code_of(off), "portrait-mail-not-offered");
}

#[tokio::test]
async fn nobody_fills_the_mailbox_of_somebody_else() {
    let office = Office::open(true).await;
    office.ask("a@example.org").await.unwrap();
    assert_eq!(code_of(office.ask("a@example.org").await), "too-many");
    for _ in 0..4 {
        office.world.clock.advance(Duration::from_minutes(2));
        office.ask("a@example.org").await.unwrap();
    }
    office.world.clock.advance(Duration::from_minutes(2));
    assert_eq!(code_of(office.ask("b@example.org").await), "too-many");
}

#[tokio::test]
async fn another_student_does_not_spoil_a_code() {
    let office = Office::open(true).await;
    office.ask("zhang@example.org").await.unwrap();
    let code = office.code().await;
    let neighbour = office.world.student("19900000002").await;
    let (degree, _) = office.world.bound_degree(&neighbour, "2").await;
    let reviewer = office
        .world
        .staff("second", vec![Role::CentreReviewer])
        .await;
    let submission = submitted(&office.world, &neighbour, degree.id, "fine").await;
    decide(&office.world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let mail = PortraitMail {
        degree: degree.id,
        ..office.to("zhang@example.org")
    };
    for _ in 0..5 {
        let wrong = portrait_mail::send(&office.app, &neighbour, &mail, "000000", PUBLIC_URL).await;
        assert_eq!(code_of(wrong), "sign-in-code-expired");
    }
    office.send("zhang@example.org", &code).await.unwrap();
}

/// The mailbox of a third person gets five codes a day, whoever asks and however it is written.
#[tokio::test]
async fn one_mailbox_is_one_however_it_is_written() {
    let office = Office::open(true).await;
    for spelling in ["a@example.org", "A@example.org", "a+1@example.org"] {
        office.ask(spelling).await.unwrap();
    }
    office
        .post
        .is_down
        .store(true, std::sync::atomic::Ordering::SeqCst);
    // What a server that is down did not send is not counted.
    for _ in 0..4 {
        office.world.clock.advance(Duration::from_minutes(2));
        assert_eq!(code_of(office.ask("a@example.org").await), "unavailable");
    }
    office
        .post
        .is_down
        .store(false, std::sync::atomic::Ordering::SeqCst);
    office.world.clock.advance(Duration::from_minutes(2));
    office.ask("a+2@example.org").await.unwrap();
    office.ask("a+3@example.org").await.unwrap();
    assert_eq!(code_of(office.ask("a+4@example.org").await), "too-many");
}

#[tokio::test]
async fn a_link_gives_the_portrait_once() {
    let office = Office::open(true).await;
    let token = office.link().await;
    let degree = office.degree.id.to_string();
    assert!(!token.contains(&degree), "nobody is named");
    let forged = portrait_link::follow(&office.app, "no-such-link").await;
    assert_eq!(forged.unwrap(), None);
    let both = tokio::join!(
        portrait_link::follow(&office.app, &token),
        portrait_link::follow(&office.app, &token)
    );
    let got = [both.0.unwrap(), both.1.unwrap()];
    let got: Vec<_> = got.into_iter().flatten().collect();
    assert_eq!(got.len(), 1, "one of two has it");
    assert!(!got[0].is_empty());
    let again = portrait_link::follow(&office.app, &token).await;
    assert_eq!(again.unwrap(), None);
    let view = app::degree::read(&office.app, &office.student, office.degree.id).await;
    let state = view.unwrap().submission.map(|it| it.state);
    let Some(SubmissionState::Approved { photo, .. }) = state else {
        panic!("it is approved");
    };
    let trace = office.world.audit(Subject::Photo(photo.id)).await;
    let fetched = trace
        .iter()
        .filter(|action| *action == "fetch-mailed-portrait");
    assert_eq!(fetched.count(), 1, "{trace:?}");
}

#[tokio::test]
async fn a_link_ends_after_three_days_and_with_what_it_leads_to() {
    let office = Office::open(true).await;
    let token = office.link().await;
    office.world.clock.advance(Duration::from_hours(72));
    let late = portrait_link::follow(&office.app, &token).await;
    assert_eq!(late.unwrap(), None);
    let office = Office::open(true).await;
    let token = office.link().await;
    let photos = office.world.parts.store.photos();
    let photos = photos.list_of_account(office.student.student().unwrap());
    for photo in photos.await.unwrap() {
        if let Some(assessment) = photo.assessment() {
            let portrait = assessment.portrait.as_ref().unwrap();
            office.world.parts.vault.delete(portrait).await.unwrap();
        }
    }
    let gone = portrait_link::follow(&office.app, &token).await;
    assert_eq!(gone.unwrap(), None);
}

#[tokio::test]
async fn a_link_whose_letter_was_not_sent_is_taken_back() {
    let office = Office::open(true).await;
    office
        .decide(CentrePolicy {
            portrait_letters: PortraitLetters::Link,
            ..CentrePolicy::default()
        })
        .await;
    office.ask("zhang@example.org").await.unwrap();
    let code = office.code().await;
    let is_down = &office.post.is_down;
    is_down.store(true, std::sync::atomic::Ordering::SeqCst);
    let lost = office.send("zhang@example.org", &code).await;
    assert_eq!(code_of(lost), "unavailable");
    let tables = office.world.parts.store.count_rows().await.unwrap();
    let secrets = tables.iter().find(|table| table.table == "secret");
    assert_eq!(secrets.unwrap().rows, 0);
}

#[tokio::test]
async fn a_link_ends_with_the_consent_and_with_the_centres_letters() {
    let office = Office::open(true).await;
    let token = office.link().await;
    office
        .decide(CentrePolicy {
            mails_portraits: false,
            portrait_letters: PortraitLetters::Link,
            ..CentrePolicy::default()
        })
        .await;
    let off = portrait_link::follow(&office.app, &token).await;
    assert_eq!(off.unwrap(), None);
    let office = Office::open(true).await;
    let token = office.link().await;
    let purpose = Purpose::CollectReviewHandOver;
    app::consent::withdraw(&office.app, &office.student, purpose)
        .await
        .unwrap();
    let withdrawn = portrait_link::follow(&office.app, &token).await;
    assert_eq!(withdrawn.unwrap(), None);
}
