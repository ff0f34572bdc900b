//! Prints the description of the API: `cargo run -p server --example openapi > web/openapi.json`.

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn main() {
    print!("{}", server::openapi_json());
}
