//! A disk that fills up: a small one of the test's own, which nobody but the service and the test sees.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;

use super::Scene;
use crate::harness::Home;

/// Mounts a disk of `$1` bytes at `$2`, fills it with `$3`, and becomes the program that follows. The
/// mount is seen by this process alone and goes with it.
const ON_A_SMALL_DISK: &str = r#"
mount -t tmpfs -o "size=$1" tmpfs "$2" && cp -a "$3/." "$2/" && shift 3 && exec "$@"
"#;

/// Size of the disk, bytes.
const DISK: &str = "16m";

/// Small changes that are tried while the disk is full.
const CHANGES: u32 = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_disk_is_full_for_a_while() {
    let home = Home::found("[server]\nmin_free_bytes = 1048576\n", &[]);
    let disk = home.path("disk");
    std::fs::create_dir(&disk).unwrap();
    if !may_mount(&disk) {
        println!("skipped: this system lets nobody mount a disk");
        return;
    }
    let mut command = on_disk(&home, &disk);
    let service = home.started(&mut command).await;
    let scene = Scene::with(service, home).await;
    let seen = seen_by(&scene, &disk);
    let filler = seen.join("filler");
    fill(&filler);
    scene.home.broken("disk-space").await;
    scene.refuses().await;
    let (agreed, refused) = small_changes(&scene).await;
    println!("{refused} of {CHANGES} changes were refused");
    std::fs::remove_file(&filler).unwrap();
    let purposes = scene.student.call("GET /consents").expect(200).await.json();
    let mut purposes = purposes["items"].as_array().unwrap().iter();
    let comparison = purposes
        .find(|item| item["purpose"] == "comparison")
        .unwrap();
    assert_eq!(comparison["state"] == "given", agreed, "{comparison:#}");
    scene.recovers().await;
    assert!(scene.service.stop().success());
}

/// Small changes may still find room; each happens or is refused. Says what the last one left, and how
/// many were refused.
async fn small_changes(scene: &Scene) -> (bool, u32) {
    let (mut agreed, mut refused) = (false, 0);
    for _ in 0..CHANGES {
        let action = if agreed { "DELETE" } else { "PUT" };
        let call = scene
            .student
            .call(&format!("{action} /consents/comparison"));
        let call = call.json(&json!({ "text_version": 1 }));
        let reply = call.send().await.unwrap();
        match reply.status {
            200 => agreed = !agreed,
            503 => refused += 1,
            status => panic!("{status} {}", reply.code()),
        }
        // Reading needs no room.
        scene.student.call("GET /degrees").expect(200).await;
    }
    (agreed, refused)
}

fn may_mount(disk: &Path) -> bool {
    let mut command = Command::new("unshare");
    command.args(["--mount", "mount", "-t", "tmpfs", "tmpfs"]);
    command.arg(disk).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// `serve` with all its data on a small disk.
fn on_disk(home: &Home, disk: &Path) -> Command {
    let serve = home.command(&["serve", "--data", disk.to_str().unwrap()]);
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", ON_A_SMALL_DISK, "small-disk", DISK]);
    command.arg(disk).arg(home.data());
    command.arg(serve.get_program()).args(serve.get_args());
    command
}

/// The disk, by a way that leads through the eyes of the service.
fn seen_by(scene: &Scene, disk: &Path) -> PathBuf {
    let root = format!("/proc/{}/root", scene.service.id());
    Path::new(&root).join(disk.strip_prefix("/").unwrap())
}

/// Writes until nothing more fits.
fn fill(file: &Path) {
    let mut file = File::create(file).unwrap();
    let mut bytes = vec![0; 1 << 20];
    loop {
        match file.write_all(&bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::StorageFull && bytes.len() == 1 => return,
            Err(error) if error.kind() == ErrorKind::StorageFull => {
                bytes.truncate(bytes.len() / 2);
            }
            Err(error) => panic!("{error}"),
        }
    }
}
