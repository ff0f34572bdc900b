//! Programs of others that read what the service prints. Where one is not named, its reader says so and reads nothing.

use std::path::Path;
use std::process::Command;

/// Names a Python with `zxingcpp` and `PIL`.
pub(super) const READERS: &str = "CAIXIANG_TEST_READERS_PYTHON";

/// Names poppler's `pdftoppm`; its other programs lie beside it.
const PDFTOPPM: &str = "CAIXIANG_TEST_PDFTOPPM";

/// What the codes on a page say; `None`, with the reason printed, where there are no readers.
#[expect(clippy::print_stdout, reason = "a test that does less says so")]
pub(super) fn codes_on(pdf: &Path, page: usize) -> Option<Vec<String>> {
    let (Some(pdftoppm), Some(python)) = (std::env::var_os(PDFTOPPM), std::env::var_os(READERS))
    else {
        println!("nothing is scanned: {PDFTOPPM} or {READERS} names no program");
        return None;
    };
    let (number, drawn) = (page.to_string(), pdf.with_extension(""));
    let status = Command::new(pdftoppm)
        .args(["-gray", "-singlefile", "-r", "150", "-f", &number])
        .args([pdf, &drawn])
        .status();
    assert!(status.unwrap().success());
    let script = "import sys, zxingcpp\nfrom PIL import Image\n\
                  for code in zxingcpp.read_barcodes(Image.open(sys.argv[1])):\n    print(code.text)";
    let read = Command::new(python)
        .args(["-c", script])
        .arg(pdf.with_extension("pgm"))
        .output()
        .unwrap();
    assert!(read.status.success(), "{read:?}");
    let said = String::from_utf8(read.stdout).unwrap();
    Some(said.lines().map(str::to_owned).collect())
}

/// What a program of poppler says; `None`, with the reason printed, where there is no poppler.
#[expect(clippy::print_stdout, reason = "a test that does less says so")]
pub(super) fn poppler(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let Some(pdftoppm) = std::env::var_os(PDFTOPPM) else {
        println!("paper is not measured: {PDFTOPPM} does not name poppler's pdftoppm");
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
