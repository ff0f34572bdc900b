//! `App` is closed: neither a public field nor a public method hands out what it works with. A program
//! that held the store could write past the use cases: unchecked, and without a line in the audit log.

use std::path::Path;

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, ImplItem, Item, ReturnType, Type, Visibility};

/// The file that defines `App`.
const SERVICE: &str = "crates/app/src/service.rs";

/// What `App` keeps to itself.
const KEPT: [&str; 5] = ["Store", "Work", "Vault", "Gateways", "PhotoLab"];

/// Checks the file that defines `App`.
pub(super) fn check(root: &Path, problems: &mut Vec<String>) -> Result<()> {
    let text = std::fs::read_to_string(root.join(SERVICE))
        .with_context(|| format!("{SERVICE} cannot be read"))?;
    problems.extend(opened(&text)?);
    Ok(())
}

fn opened(text: &str) -> Result<Vec<String>> {
    let file = syn::parse_file(text).with_context(|| format!("{SERVICE} is not Rust"))?;
    let mut defined = false;
    let mut opened = Vec::new();
    for item in &file.items {
        match item {
            Item::Struct(app) if app.ident == "App" => {
                defined = true;
                opened.extend(public_fields(&app.fields));
            }
            Item::Impl(block) if block.trait_.is_none() && is_app(&block.self_ty) => {
                opened.extend(block.items.iter().filter_map(hands_out));
            }
            _ => {}
        }
    }
    if !defined {
        opened.push(format!("{SERVICE} defines no `App`"));
    }
    Ok(opened)
}

fn is_app(own: &Type) -> bool {
    matches!(own, Type::Path(own) if own.path.is_ident("App"))
}

fn public_fields(fields: &Fields) -> Vec<String> {
    fields
        .iter()
        .filter(|field| matches!(field.vis, Visibility::Public(_)))
        .map(|_| "`App` has a public field".to_owned())
        .collect()
}

/// What is wrong with a method of `App`, where something is.
fn hands_out(item: &ImplItem) -> Option<String> {
    let ImplItem::Fn(method) = item else {
        return None;
    };
    let (Visibility::Public(_), ReturnType::Type(_, result)) = (&method.vis, &method.sig.output)
    else {
        return None;
    };
    let kept = names(result.to_token_stream())
        .into_iter()
        .find(|name| KEPT.contains(&name.as_str()))?;
    let name = &method.sig.ident;
    Some(format!("`App::{name}` is public and hands out {kept}"))
}

fn names(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(name) => vec![name.to_string()],
            TokenTree::Group(group) => names(group.stream()),
            _ => Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_opened(text: &str, expected: &[&str]) {
        assert_eq!(opened(text).unwrap(), expected);
    }

    #[test]
    fn what_the_crate_uses_itself_is_closed() {
        let text = "pub struct App(Arc<Inner>);
            impl App {
                pub(crate) fn store(&self) -> &Store { &self.0.store }
                pub fn random(&self) -> &dyn Random { &*self.0.random }
            }
            impl Other { pub fn store(&self) -> &Store { &self.0 } }";
        check_opened(text, &[]);
    }

    #[test]
    fn public_fields_and_methods_that_hand_out_are_told() {
        let text = "pub struct App { pub inner: Inner }
            impl App {
                pub fn store(&self) -> &Store { &self.inner.store }
                pub async fn begin(&self) -> Result<store::Work, Failure> { self.inner.begin() }
                pub fn lab(&self) -> (u8, &dyn PhotoLab) { (0, &*self.inner.lab) }
            }";
        let expected = [
            "`App` has a public field",
            "`App::store` is public and hands out Store",
            "`App::begin` is public and hands out Work",
            "`App::lab` is public and hands out PhotoLab",
        ];
        check_opened(text, &expected);
        check_opened(
            "struct Other;",
            &["crates/app/src/service.rs defines no `App`"],
        );
    }
}
