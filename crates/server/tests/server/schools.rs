//! A school through the API: its roster as a file, how far its students have come, who is missing.

use domain::Role;
use serde_json::json;

use crate::api::{Api, get};
use crate::steps::run_jobs;

const ROSTER: &str = "学号,姓名,学院,班级,层次,年级,毕业时间\n\
    20210001,张三,文学院,一班,专升本,2022,2024-06\n\
    20210002,李四,文学院,二班,专升本,2022,2024-06\n\
    20210003,=1+1,=2+2,一班,专升本,2022,2024-06\n";

async fn officer(api: &Api) -> String {
    let school = api.world.school.id;
    let role = Role::SchoolOfficer { school };
    let officer = api.world.staff("officer", vec![role]).await;
    api.session(&officer).await
}

#[tokio::test]
async fn a_roster_is_checked_imported_counted_and_listed() {
    let api = Api::new().await;
    let token = officer(&api).await;
    let batch = format!("/batches/{}", api.world.batch.id);
    let send = async |line: &str, body: &str| {
        let call = api.call(line).bearer(&token);
        call.body(body.to_owned()).send().await
    };
    let check = format!("POST {batch}/roster/check?school=10574");
    let checked = send(&check, ROSTER).await.json();
    assert_eq!(checked["errors"]["items"], json!([]));
    assert_eq!(
        (&checked["students"], &checked["new"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(checked["imported"], json!(null));
    assert_eq!(checked["sheets"], json!([]), "a text has none");
    for line in [
        format!("POST {batch}/roster/check?school=10574&sheet=2025"),
        format!("PUT {batch}/roster?school=10574&sheet=2025"),
    ] {
        let refused = send(&line, ROSTER).await.json();
        assert_eq!(refused["refused"], "sheet-not-found", "{line}");
        assert_eq!(refused["imported"], json!(null), "{line}");
    }
    let import = format!("PUT {batch}/roster?school=10574");
    let imported = send(&import, ROSTER).await.json();
    assert_eq!(imported["imported"]["students"], 3);
    run_jobs(&api.world).await;
    let fewer = ROSTER.lines().take(3).collect::<Vec<_>>().join("\n");
    let checked = send(&check, &fewer).await.json();
    assert_eq!((&checked["new"], &checked["gone"]), (&json!(0), &json!(1)));
    let damaged = ROSTER.replace("20210002", "2.0231E+11");
    let refused = send(&import, &damaged).await.json();
    assert_eq!(refused["errors"]["items"][0]["cell"], "A3");
    assert_eq!(refused["imported"], json!(null));

    let told = format!("POST {batch}/roster/check.xlsx?school=10574");
    let workbook = send(&told, &damaged).await;
    assert!(workbook.body.starts_with(b"PK"), "a workbook");
    assert_eq!(send(&told, "%PDF-1.7").await.status, 204);
    let undo = format!("POST {batch}/roster/undo?school=10574");
    let undone = api.call(&undo).bearer(&token).send().await.json();
    assert_eq!(
        (&undone["students"], &undone["gone"]),
        (&json!(0), &json!(3))
    );
    api.call(&undo).bearer(&token).send().await;
    run_jobs(&api.world).await;
    let imports = format!("{batch}/roster/imports?school=10574");
    let imports = get(&api, &imports, &token).await;
    let ways: Vec<_> = imports["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["way"].clone())
        .collect();
    assert_eq!(ways, ["undo", "undo", "replace"]);

    let progress = get(&api, &format!("{batch}/progress"), &token).await;
    let places = progress["items"].as_array().unwrap();
    assert_eq!(places.len(), 3, "{places:?}");
    assert!(places.iter().all(|place| place["not_begun"] == 1));
    let missing = format!("{batch}/students?stage=not-begun&limit=2");
    let missing = get(&api, &missing, &token).await;
    assert_eq!(missing["items"][0]["student_number"], "20210001");
    assert!(missing["next"].is_string());
    let sheet = format!("GET {batch}/students.csv?stage=not-begun");
    let sheet = api.call(&sheet).bearer(&token).send().await;
    let sheet = String::from_utf8(sheet.body.to_vec()).unwrap();
    assert_eq!(sheet.lines().count(), 4, "{sheet}");
    assert!(
        sheet.contains("20210001,甲大学,文学院,,一班,专升本,未开始,,是"),
        "{sheet}"
    );
    assert!(sheet.contains(",'=2+2,"), "{sheet}");
    let workbook = format!("GET {batch}/students.xlsx?stage=not-begun");
    let workbook = api.call(&workbook).bearer(&token).send().await;
    assert!(workbook.body.starts_with(b"PK"), "a workbook");
    let others = format!("{batch}/students?only_off_roster=true");
    assert_eq!(get(&api, &others, &token).await["items"], json!([]));
    let batches = get(&api, "/staff/batches", &token).await;
    assert_eq!(batches["items"][0]["feature_code"], "J9VG24");
}

#[tokio::test]
async fn what_cannot_be_asked_is_said() {
    let api = Api::new().await;
    let token = officer(&api).await;
    let batch = format!("/batches/{}", api.world.batch.id);
    for line in [
        format!("GET {batch}/students?stage=asleep"),
        format!("GET {batch}/students.csv?language=fr"),
    ] {
        let refused = api.call(&line).bearer(&token).send().await;
        assert_eq!(refused.outcome(), (422, "invalid".to_owned()), "{line}");
    }
    for query in ["school=x", "school=10574&columns=height:B"] {
        let line = format!("POST {batch}/roster/check?{query}");
        let refused = api.call(&line).bearer(&token).body(ROSTER).send().await;
        assert_eq!(refused.outcome(), (422, "invalid".to_owned()), "{line}");
    }
    let mapped = format!("POST {batch}/roster/check?school=10574&columns=class:,college:");
    let checked = api.call(&mapped).bearer(&token).body(ROSTER).send().await;
    assert_eq!(checked.json()["students"], 3);
}
