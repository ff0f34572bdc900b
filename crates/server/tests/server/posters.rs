//! Posters over HTTP: each file opens, and the code on it leads to the batch.

use axum::body::Bytes;
use axum::http::header;
use codec::{Limits, Scale};
use collection_code::{CodeReader, Opaque, SearchLimits};
use domain::Role;

use crate::api::{Api, Reply};

/// The poster at a path such as `/staff/batches/1/poster`, as an operator asks for it.
async fn poster(api: &Api, path: &str, file: &str) -> Reply {
    let operator = api.world.staff(file, vec![Role::Operator]).await;
    let token = api.session(&operator).await;
    let line = format!("GET {path}?file={file}");
    api.call(&line).bearer(&token).send().await
}

fn link(png: &Bytes) -> String {
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
