//! Paths as they are written in code. It does *not* know what they mean; `names` does.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::{ItemUse, UseTree};

/// A path as it is written, `crate`, `self` and `super` included.
pub(super) type Written = Vec<String>;

/// What one `use` brings in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub(super) path: Written,
    /// `*` for everything, `None` for `as _`.
    pub(super) name: Option<String>,
}

/// All names that a `use` brings in.
pub(super) fn leaves(import: &ItemUse) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    // `::name` is another crate's for sure.
    if import.leading_colon.is_none() {
        spread(&import.tree, &mut Vec::new(), &mut leaves);
    }
    leaves
}

fn spread(tree: &UseTree, before: &mut Written, leaves: &mut Vec<Leaf>) {
    let (last, name) = match tree {
        UseTree::Path(step) => {
            before.push(step.ident.to_string());
            spread(&step.tree, before, leaves);
            before.pop();
            return;
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                spread(tree, before, leaves);
            }
            return;
        }
        UseTree::Glob(_) => (None, Some("*".to_owned())),
        UseTree::Name(name) => (Some(&name.ident), Some(name.ident.to_string())),
        UseTree::Rename(renamed) => {
            let name = renamed.rename.to_string();
            (Some(&renamed.ident), Some(name).filter(|name| name != "_"))
        }
    };
    let mut path = before.clone();
    path.extend(last.map(ToString::to_string));
    let mut name = name;
    // `a::{self}` is `a`.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
        if name.as_deref() == Some("self") {
            name = path.last().cloned();
        }
    }
    leaves.push(Leaf { path, name });
}

/// What [`scan`] finds.
#[derive(Default)]
pub(super) struct Found {
    pub(super) paths: Vec<Written>,
    /// `use` inside of functions.
    pub(super) imports: Vec<ItemUse>,
}

/// Finds the paths in code, inside of macro calls and attributes too.
pub(super) fn scan(tokens: TokenStream, found: &mut Found) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            TokenTree::Group(group) => {
                scan(group.stream(), found);
                at += 1;
            }
            TokenTree::Ident(word) if *word == "use" => at = scan_use(&tokens, at, found),
            TokenTree::Ident(_) => at = scan_path(&tokens, at, found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

/// Gives the place after the `use`, or after the word where it begins none.
fn scan_use(tokens: &[TokenTree], at: usize, found: &mut Found) -> usize {
    let length = tokens[at..].iter().position(|token| is(token, ';'));
    let Some(length) = length else {
        return at + 1;
    };
    let statement: TokenStream = tokens[at..=at + length].iter().cloned().collect();
    match syn::parse2(statement) {
        Ok(import) => {
            found.imports.push(import);
            at + length + 1
        }
        // `impl Trait + use<'a>`.
        Err(_) => at + 1,
    }
}

/// Gives the place after the path.
fn scan_path(tokens: &[TokenTree], at: usize, found: &mut Found) -> usize {
    let mut path = Written::new();
    let mut end = at;
    while let Some(TokenTree::Ident(word)) = tokens.get(end) {
        path.push(word.to_string());
        end += 1;
        if !is_double_colon(tokens, end) {
            break;
        }
        end += 2;
    }
    // After a turbofish, `a::<T>`, nothing is left to follow.
    let is_path = path.len() > 1 || !is_label(tokens, at, end);
    if is_path && !is_continued(tokens, at) {
        found.paths.push(path);
    }
    end
}

/// Whether a lone word is the name of a field or of a parameter, `name: …`.
fn is_label(tokens: &[TokenTree], at: usize, end: usize) -> bool {
    let is_named = tokens.get(end).is_some_and(|token| is(token, ':'));
    is_named && !is_double_colon(tokens, at + 1)
}

/// Whether a word belongs to what stands before it: a field, a method, a lifetime, or a path that
/// begins with `::`.
fn is_continued(tokens: &[TokenTree], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| tokens.get(at));
    let Some(TokenTree::Punct(mark)) = before(1) else {
        return false;
    };
    let is_range = before(2).is_some_and(|token| is(token, '.'));
    match mark.as_char() {
        '.' => !is_range,
        '\'' => true,
        ':' => at >= 2 && is_double_colon(tokens, at - 2),
        _ => false,
    }
}

fn is_double_colon(tokens: &[TokenTree], at: usize) -> bool {
    let (Some(TokenTree::Punct(first)), Some(second)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    first.as_char() == ':' && first.spacing() == Spacing::Joint && is(second, ':')
}

fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}
