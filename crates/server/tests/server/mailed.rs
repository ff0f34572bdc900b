//! The page behind a one-time link in a letter: opening it uses nothing up, pressing its button does.

use std::sync::Arc;

use app::portrait_mail::{self, PortraitMail};
use async_trait::async_trait;
use domain::*;
use gateways::{GatewayError, Gateways, Letter, Mail, MailAddress};
use server::ServerConfig;
use tokio::sync::Mutex;

use crate::api::{Api, Reply};
use crate::harness::World;
use crate::steps::{beside, decide, submitted};

/// A mail server that keeps what it was given.
#[derive(Debug, Default)]
struct Post(Mutex<Vec<Letter>>);

#[async_trait]
impl Mail for Post {
    async fn send(&self, letter: &Letter) -> Result<(), GatewayError> {
        self.0.lock().await.push(letter.clone());
        Ok(())
    }
}

/// A service, and the path of a link that it has sent.
async fn mailed() -> (Api, String) {
    let mut world = World::new().await;
    let student = world.student("19900000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    let policy = CentrePolicy {
        portrait_letters: PortraitLetters::Link,
        ..CentrePolicy::default()
    };
    let centres = world.parts.store.centres();
    let before = centres.find(world.centre.id).await.unwrap().unwrap();
    let work = world.work().await;
    let decided = before.clone().decide_policy(policy);
    let done = work.centres().advance(&before, &decided).await.unwrap();
    assert_eq!(done, store::Advance::Done);
    work.commit().await.unwrap();
    let post = Arc::new(Post::default());
    let gateways = Gateways {
        mail: Some(post.clone()),
        ..world.parts.gateways.clone()
    };
    world.app = beside(&world, world.parts.vault.clone(), gateways);
    let mail = PortraitMail {
        degree: degree.id,
        to: MailAddress::parse("zhang@example.org").unwrap(),
        language: Language::Zh,
        network: app::NetworkKey::new("campus"),
    };
    portrait_mail::request_code(&world.app, &student, &mail)
        .await
        .unwrap();
    let text = post.0.lock().await.last().unwrap().text.clone();
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    let code = digits.into_iter().find(|word| word.len() == 6).unwrap();
    let url = ServerConfig::default().public_url;
    portrait_mail::send(&world.app, &student, &mail, code, &url)
        .await
        .unwrap();
    let text = post.0.lock().await.last().unwrap().text.clone();
    let path = text.split_once(&url).unwrap().1;
    let path = path.split_whitespace().next().unwrap().to_owned();
    (Api::over(world, &ServerConfig::default()), path)
}

async fn press(api: &Api, path: &str) -> Reply {
    let call = api.at("POST", path);
    // As a browser sends the form of the page.
    let call = call.header("origin", "http://localhost:8080");
    let call = call.header("content-type", "application/x-www-form-urlencoded");
    call.send().await
}

#[tokio::test]
async fn a_scanner_that_opens_a_link_uses_nothing_up() {
    let (api, path) = mailed().await;
    for _ in 0..3 {
        let page = api.at("GET", &path).send().await;
        assert_eq!(page.status, 200);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        let text = String::from_utf8(page.body.to_vec()).unwrap();
        assert!(
            text.contains("下载照片") && text.contains("lang=\"en\""),
            "{text}"
        );
        assert!(!text.contains(&path), "the page does not repeat its secret");
        assert_eq!(api.at("HEAD", &path).send().await.status, 200);
    }
    let portrait = press(&api, &path).await;
    assert_eq!(portrait.status, 200);
    assert_eq!(portrait.header("content-type"), Some("image/jpeg"));
    assert_eq!(portrait.header("cache-control"), Some("no-store"));
    assert!(!portrait.body.is_empty());
}

#[tokio::test]
async fn a_link_that_was_used_says_so_in_both_languages() {
    let (api, path) = mailed().await;
    press(&api, &path).await;
    for path in [path.as_str(), "/p/never-made"] {
        let over = press(&api, path).await;
        assert_eq!(
            (over.status.as_u16(), over.header("location")),
            (303, Some("/p/"))
        );
    }
    let page = api.open("/p/").await;
    let text = String::from_utf8(page.body.to_vec()).unwrap();
    for part in [
        "已经用过或已过期",
        "我的照片",
        "was used or has expired",
        "My portrait",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[tokio::test]
async fn another_site_cannot_press_the_button() {
    let (api, path) = mailed().await;
    let call = api
        .at("POST", &path)
        .header("origin", "https://evil.example");
    assert_eq!(call.send().await.outcome(), (403, "cross-site".to_owned()));
    assert_eq!(press(&api, &path).await.status, 200);
}
