//! An approved portrait goes to a mail address that its student has proved.

use std::sync::Arc;

use app::portrait_mail::{self, PortraitMail};
use app::{Caller, Failure};
use async_trait::async_trait;
use domain::*;
use gateways::{GatewayError, Gateways, Letter, Mail, MailAddress};
use tokio::sync::Mutex;

use crate::harness::{World, code_of};
use crate::sign_in::network;
use crate::steps::{beside, decide, submitted};

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
        portrait_mail::send(&self.app, &self.student, &self.to(address), code).await
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
    let centre = office.world.centre.id;
    let before = office
        .world
        .parts
        .store
        .centres()
        .find(centre)
        .await
        .unwrap()
        .unwrap();
    let policy = CentrePolicy {
        mails_portraits: false,
        ..before.policy.clone()
    };
    let after = before.clone().decide_policy(policy);
    let work = office.world.work().await;
    let advanced = work.centres().advance(&before, &after).await.unwrap();
    assert_eq!(advanced, store::Advance::Done);
    work.commit().await.unwrap();
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
        let wrong = portrait_mail::send(&office.app, &neighbour, &mail, "000000").await;
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
