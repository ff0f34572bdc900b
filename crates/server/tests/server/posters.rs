//! Posters over HTTP: each file opens, and the code on it leads to the batch.

use std::process::Command;

use axum::http::header;
use codec::{Limits, Scale};
use collection_code::{CodeReader, Opaque, SearchLimits};
use domain::{Fen, Role};
use server::ServerConfig;

use crate::api::{Api, Reply};
use crate::harness::World;

/// The poster at a path such as `/staff/batches/1/poster`, as an operator asks for it.
async fn poster(api: &Api, path: &str, file: &str) -> Reply {
    let operator = api.world.staff(file, vec![Role::Operator]).await;
    let token = api.session(&operator).await;
    let line = format!("GET {path}?file={file}");
    api.call(&line).bearer(&token).send().await
}

fn link(png: &[u8]) -> String {
    let picture = codec::decode(png, &Limits::default(), Scale::Full).unwrap();
    let size = (picture.image.width_px(), picture.image.height_px());
    assert_eq!(size, (1654, 2339), "A4 with 200 pixels per inch");
    let reader = CodeReader::new(vec![Box::new(Opaque)], SearchLimits::default());
    let read = reader.read(&picture.image, &|| std::time::Duration::ZERO);
    read.unwrap().best.payload.text().unwrap().to_owned()
}

#[tokio::test]
async fn the_code_of_a_batchs_poster_leads_to_it() {
    let api = Api::new().await;
    let path = format!("/staff/batches/{}/poster", api.world.batch.id);
    let png = poster(&api, &path, "png").await;
    assert_eq!(png.status, 200);
    assert_eq!(png.headers[header::CONTENT_TYPE], "image/png");
    let name = "attachment; filename=\"poster-scnu-2024.png\"";
    assert_eq!(png.headers[header::CONTENT_DISPOSITION], name);
    let expected = "http://localhost:8080/b/scnu-2024?code=J9VG24";
    assert_eq!(link(&png.body), expected);
}

#[tokio::test]
async fn the_code_of_a_regions_poster_leads_to_it() {
    let api = Api::new().await;
    let (region, _) = api.world.region("shaoguan").await;
    let path = format!("/staff/regions/{}/poster", region.id);
    let png = poster(&api, &path, "png").await;
    assert_eq!(link(&png.body), "http://localhost:8080/b/shaoguan");
}

#[tokio::test]
async fn a_poster_is_a_page_of_a4_and_a_picture_for_a_page() {
    let api = Api::new().await;
    let path = format!("/staff/batches/{}/poster", api.world.batch.id);
    let pdf = poster(&api, &path, "pdf").await;
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(pdf.body.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf.body);
    let page = text.split("/MediaBox").nth(1).unwrap();
    let sides = page.trim_start_matches([' ', '[']).split(']').next();
    let sides: Vec<f32> = sides
        .unwrap()
        .split_whitespace()
        .map(|side| side.parse().unwrap())
        .collect();
    // 210 × 297 mm in points.
    let expected = [0.0, 0.0, 595.28, 841.89];
    let is_a4 = sides
        .iter()
        .zip(expected)
        .all(|(side, expected)| (side - expected).abs() < 0.1);
    assert!(is_a4 && sides.len() == 4, "{sides:?}");
    let svg = poster(&api, &path, "svg").await;
    assert_eq!(svg.headers[header::CONTENT_TYPE], "image/svg+xml");
    let text = String::from_utf8_lossy(&svg.body);
    assert!(text.contains("viewBox=\"0 0 210 297\""));
    let unknown = poster(&api, &path, "gif").await;
    assert_eq!(unknown.status, 422);
}

/// The page of a PDF as a picture; none where there is no poppler.
fn drawn(pdf: &[u8]) -> Option<Vec<u8>> {
    let pdftoppm = std::env::var_os("CAIXIANG_TEST_PDFTOPPM")?;
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("poster.pdf"), folder.path().join("page"));
    std::fs::write(&path, pdf).unwrap();
    let drawn = Command::new(pdftoppm)
        .args([
            "-png",
            "-singlefile",
            "-scale-to-x",
            "1654",
            "-scale-to-y",
            "2339",
        ])
        .args([&path, &out])
        .status();
    assert!(drawn.unwrap().success());
    Some(std::fs::read(out.with_extension("png")).unwrap())
}

#[tokio::test]
async fn whoever_pins_it_up_need_not_explain_anything() {
    let world = World::with_plan(|plan| plan.rules.price_fen = Fen::new(1_350)).await;
    let api = Api::over(world, &ServerConfig::default());
    let path = format!("/staff/batches/{}/poster", api.world.batch.id);
    let svg = poster(&api, &path, "svg").await;
    let text = String::from_utf8_lossy(&svg.body);
    for words in [
        "甲大学",
        "2024 届冬季",
        "J 9 V G 2 4",
        "2023年9月6日 起",
        "2023年10月13日 18:00 止",
        "¥13.50",
        "扫码进入，用手机号登录",
        "提交审核，结果会通知你",
        "省图像信息采集中心",
        "020-000 9:00–17:00",
        "http://localhost:8080/b/scnu-2024",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let pdf = poster(&api, &path, "pdf").await;
    if let Some(png) = drawn(&pdf.body) {
        let expected = "http://localhost:8080/b/scnu-2024?code=J9VG24";
        assert_eq!(link(&png), expected);
    }
}
