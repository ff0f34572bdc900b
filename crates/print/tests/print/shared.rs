//! A drawn portrait, PDFs in a folder of a test's own, and the programs that read them.

use std::path::{Path, PathBuf};
use std::process::Command;

use jpeg_encoder::{ColorType, Encoder};
use print::photo::Portrait;
use print::{Page, Typefaces, write_pdf};
use tempfile::TempDir;

/// Names poppler's `pdftoppm`; its other programs lie beside it.
const PDFTOPPM: &str = "CAIXIANG_TEST_PDFTOPPM";

/// Names a Python with `zxingcpp` and `PIL`.
const READERS: &str = "CAIXIANG_TEST_READERS_PYTHON";

/// A head on light blue, 480 × 640: even columns at the edges, so that a measured edge is sharp.
pub(crate) fn portrait_bytes() -> Vec<u8> {
    let mut pixels = Vec::with_capacity(480 * 640 * 3);
    for y in 0..640_i32 {
        for x in 0..480_i32 {
            let in_oval = |cx: i32, cy: i32, rx: i32, ry: i32| {
                let (x, y) = (
                    f64::from(x - cx) / f64::from(rx),
                    f64::from(y - cy) / f64::from(ry),
                );
                x * x + y * y < 1.0
            };
            let pixel = if in_oval(240, 250, 110, 150) && y < 200 {
                [40, 32, 30]
            } else if in_oval(240, 260, 105, 140) {
                [226, 186, 160]
            } else if in_oval(240, 640, 230, 190) {
                [60, 64, 80]
            } else {
                [100, 197, 255]
            };
            pixels.extend(pixel);
        }
    }
    let mut bytes = Vec::new();
    let encoder = Encoder::new(&mut bytes, 90);
    encoder.encode(&pixels, 480, 640, ColorType::Rgb).unwrap();
    bytes
}

pub(crate) fn portrait() -> Portrait {
    Portrait::new(portrait_bytes()).unwrap()
}

/// A PDF of a test's own. With `CAIXIANG_TEST_KEEP` set it is also put into that folder, to be looked at.
pub(crate) struct Written {
    folder: TempDir,
    pub(crate) path: PathBuf,
}

pub(crate) fn written(name: &str, pages: &[Page], faces: &Typefaces) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{name}.pdf"));
    let mut bytes = Vec::new();
    write_pdf(pages, faces, &mut bytes).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    if let Some(keep) = std::env::var_os("CAIXIANG_TEST_KEEP") {
        std::fs::write(Path::new(&keep).join(format!("{name}.pdf")), &bytes).unwrap();
    }
    Written { folder, path }
}

/// What a program of poppler says; `None` where there is no poppler.
pub(crate) fn poppler(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let Some(pdftoppm) = std::env::var_os(PDFTOPPM) else {
        eprintln!("skipped: {PDFTOPPM} does not name poppler's pdftoppm");
        return None;
    };
    let program = Path::new(&pdftoppm).with_file_name(program);
    let output = Command::new(program)
        .args(arguments)
        .arg(path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A grey picture of a page.
pub(crate) struct Raster {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u8>,
    pub(crate) path: PathBuf,
}

/// The first page in shades of grey.
pub(crate) fn raster(written: &Written, ppi: u32) -> Option<Raster> {
    let pdftoppm = std::env::var_os(PDFTOPPM);
    let Some(pdftoppm) = pdftoppm else {
        eprintln!("skipped: {PDFTOPPM} does not name poppler's pdftoppm");
        return None;
    };
    let out = written.folder.path().join("page");
    let ppi = ppi.to_string();
    let status = Command::new(pdftoppm)
        .args(["-gray", "-singlefile", "-f", "1", "-r", &ppi])
        .args([&written.path, &out])
        .status()
        .unwrap();
    assert!(status.success());
    let path = out.with_extension("pgm");
    let bytes = std::fs::read(&path).unwrap();
    // `P5`, width, height and the largest value, each followed by one space or line end.
    let mut parts = bytes.splitn(5, u8::is_ascii_whitespace);
    assert_eq!(parts.next(), Some(&b"P5"[..]));
    let mut number = || {
        let text = std::str::from_utf8(parts.next().unwrap()).unwrap();
        text.parse::<usize>().unwrap()
    };
    let (width, height, _) = (number(), number(), number());
    let pixels = parts.next().unwrap().to_vec();
    assert_eq!(pixels.len(), width * height);
    Some(Raster {
        width,
        height,
        pixels,
        path,
    })
}

/// Texts of all codes in a picture, sorted; `None` where there is no reader.
pub(crate) fn codes(raster: &Raster) -> Option<Vec<String>> {
    let Some(python) = std::env::var_os(READERS) else {
        eprintln!("skipped: {READERS} does not name a Python with zxingcpp");
        return None;
    };
    let script = "import sys, zxingcpp\nfrom PIL import Image\n\
                  for code in zxingcpp.read_barcodes(Image.open(sys.argv[1])):\n    print(code.text)";
    let output = Command::new(python)
        .args(["-c", script])
        .arg(&raster.path)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut codes: Vec<String> = text.lines().map(str::to_owned).collect();
    codes.sort();
    Some(codes)
}
