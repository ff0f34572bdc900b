//! Regenerates `docs/rules/*.md`: `cargo run -p standard --example rule_pages`.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    for page in standard::pages::rule_pages() {
        std::fs::write(folder.join(page.file_name), page.text)?;
    }
    Ok(())
}
