//! Plans: names, volumes, and what comes back from storage.

use disc::{DiscError, Image, Medium, Plan};
use time::macros::datetime;

use crate::shared::{fields, plan, students};

#[test]
fn volumes_are_filled_and_never_overfilled() {
    let (items, _) = students(2_000);
    let medium = Medium::Bytes(3_000_000);
    let plan = plan(items, medium);
    assert!(plan.volumes.len() >= 3, "{plan:?}");
    let mut keys = Vec::new();
    for (index, volume) in plan.volumes.iter().enumerate() {
        let image = Image::new(&plan, volume.number).unwrap().unwrap();
        assert!(image.bytes() <= medium.bytes(), "{}", image.bytes());
        if index + 1 < plan.volumes.len() {
            // No more than a tenth is wasted.
            assert!(image.bytes() > medium.bytes() * 9 / 10, "{}", image.bytes());
        }
        keys.extend(volume.files.iter().map(|file| file.key.to_string()));
    }
    let expected: Vec<String> = (0..2_000).map(|index| format!("object-{index}")).collect();
    assert_eq!(keys, expected);
}

#[test]
fn a_plan_comes_back_as_it_was() {
    let (items, _) = students(5);
    let plan = plan(items, Medium::Dvd);
    let stored = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&stored).unwrap(), plan);
    let shown = format!(
        "{plan:?} {:?} {:?}",
        plan.volumes[0], plan.volumes[0].files[0]
    );
    assert!(
        !shown.contains("王小明") && !shown.contains("0000"),
        "{shown}"
    );
}

#[test]
fn a_name_is_never_given_twice() {
    let (mut items, _) = students(4);
    for (item, number) in items.iter_mut().zip(["A1", "a1", "A1", "b1"]) {
        item.cells[0] = number.into();
        item.cells[2] = "X".into();
    }
    let plan = plan(items, Medium::Cd);
    let paths: Vec<&str> = plan.volumes[0]
        .files
        .iter()
        .map(|file| &*file.path)
        .collect();
    assert_eq!(paths, ["X/A1.jpg", "X/a1_2.jpg", "X/A1_3.jpg", "X/b1.jpg"]);
    assert_eq!(plan.renamed, 2);
}

#[track_caller]
fn check_refused(template: &str, cells: Option<[&str; 3]>, medium: Medium, expected: &str) {
    let (mut items, _) = students(3);
    if let Some(cells) = cells {
        items[2].cells = cells.map(str::to_owned).to_vec();
    }
    let at = datetime!(2023-10-20 09:30 +8);
    let refused =
        Plan::new("", "a", at, fields(), (template, medium), items.into_iter()).unwrap_err();
    assert_eq!(refused.code(), expected);
    if let DiscError::Name { index, .. } = refused
        && cells.is_some()
    {
        assert_eq!(index, 2);
    }
}

#[test]
fn what_cannot_be_planned_is_refused() {
    let cd = Medium::Cd;
    check_refused("{nobody}.jpg", None, cd, "name-impossible");
    check_refused(
        "{number}_{college}.jpg",
        Some(["1", "李", "学院𠮷"]),
        cd,
        "name-impossible",
    );
    check_refused("{number}.jpg", Some(["", "李", ""]), cd, "name-impossible");
    check_refused(
        "{number}.jpg",
        None,
        Medium::Bytes(50_000),
        "file-too-large",
    );
    let at = datetime!(2023-10-20 09:30 +8);
    let empty = Plan::new(
        "",
        "a",
        at,
        fields(),
        ("{number}.jpg", cd),
        Vec::new().into_iter(),
    );
    assert_eq!(empty.unwrap_err().code(), "nothing-to-write");
}
