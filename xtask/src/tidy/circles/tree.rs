//! The modules of a crate: which file each one is in, what it defines, imports and mentions. It does
//! *not* know what a path means; `names` does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item, ItemMod, ItemUse, Meta, Visibility};

use super::code::{self, Found, Leaf, Written};

/// All modules of one library or program; the first is its root.
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
}

/// One module.
#[derive(Default)]
pub(super) struct Module {
    /// Its file, from the folder `src`.
    pub(super) file: String,
    pub(super) parent: Option<usize>,
    pub(super) children: BTreeMap<String, usize>,
    /// Names of what it defines.
    pub(super) items: BTreeSet<String>,
    /// Names that a `use` brings in, and the paths that they stand for.
    pub(super) imports: BTreeMap<String, Written>,
    /// Modules of which everything is imported.
    pub(super) globs: Vec<Written>,
    /// Paths in its code, imports included.
    pub(super) mentions: Vec<Mention>,
}

/// A path somewhere in the code of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) path: Written,
    /// Whether it is only handed on: `pub use path;`.
    pub(super) is_reexport: bool,
}

impl Tree {
    /// Reads the modules from the root file on, of the crate in `folder`.
    pub(super) fn read(folder: &Path, root: &str) -> Result<Self> {
        let source = folder.join("src");
        let file = folder.join(root);
        let mut tree = Self {
            modules: Vec::new(),
        };
        let root = tree.open(&source, &file, None);
        tree.read_file(&source, &file, root)?;
        Ok(tree)
    }

    fn open(&mut self, source: &Path, file: &Path, parent: Option<usize>) -> usize {
        let shown = file.strip_prefix(source).unwrap_or(file);
        self.modules.push(Module {
            file: shown.display().to_string(),
            parent,
            ..Module::default()
        });
        self.modules.len() - 1
    }

    fn read_file(&mut self, source: &Path, file: &Path, module: usize) -> Result<()> {
        let shown = file.display();
        let text =
            std::fs::read_to_string(file).with_context(|| format!("{shown} cannot be read"))?;
        let parsed = syn::parse_file(&text).with_context(|| format!("{shown} cannot be parsed"))?;
        let is_folder = ["lib.rs", "main.rs", "mod.rs"]
            .iter()
            .any(|name| file.ends_with(name));
        let below = if is_folder {
            file.parent().unwrap_or(file).to_path_buf()
        } else {
            file.with_extension("")
        };
        self.read_items(source, parsed.items, module, &Place { file, below })
    }

    fn read_items(
        &mut self,
        source: &Path,
        items: Vec<Item>,
        module: usize,
        place: &Place<'_>,
    ) -> Result<()> {
        for item in items {
            if is_test(attributes(&item)) {
                continue;
            }
            match item {
                Item::Mod(child) => self.read_module(source, child, module, place)?,
                Item::Use(import) => self.modules[module].import(&import),
                item => {
                    if let Some(name) = name(&item) {
                        self.modules[module].items.insert(name);
                    }
                    self.modules[module].mention(item.into_token_stream());
                }
            }
        }
        Ok(())
    }

    fn read_module(
        &mut self,
        source: &Path,
        child: ItemMod,
        parent: usize,
        place: &Place<'_>,
    ) -> Result<()> {
        let name = child.ident.to_string();
        let shown = place.file.display();
        if child
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("path"))
        {
            bail!("{shown}: `#[path]` of `mod {name}` cannot be followed");
        }
        let below = place.below.join(&name);
        let Some((_, items)) = child.content else {
            let beside = place.below.join(format!("{name}.rs"));
            let inside = below.join("mod.rs");
            let file = [beside, inside].into_iter().find(|file| file.is_file());
            let file = file.with_context(|| format!("{shown}: `mod {name}` has no file"))?;
            let module = self.open(source, &file, Some(parent));
            self.modules[parent].children.insert(name, module);
            return self.read_file(source, &file, module);
        };
        let module = self.open(source, place.file, Some(parent));
        self.modules[parent].children.insert(name, module);
        let place = Place {
            file: place.file,
            below,
        };
        self.read_items(source, items, module, &place)
    }
}

/// Where items are written.
struct Place<'a> {
    file: &'a Path,
    /// The folder of the files of child modules.
    below: PathBuf,
}

impl Module {
    fn import(&mut self, import: &ItemUse) {
        let is_reexport = !matches!(import.vis, Visibility::Inherited);
        for Leaf { path, name } in code::leaves(import) {
            match name {
                Some(name) if name == "*" => self.globs.push(path.clone()),
                Some(name) => {
                    self.imports.insert(name, path.clone());
                }
                None => {}
            }
            self.mentions.push(Mention { path, is_reexport });
        }
    }

    fn mention(&mut self, tokens: TokenStream) {
        let mut found = Found::default();
        code::scan(tokens, &mut found);
        // Inside a function an import is one of the module for us: names are seldom used twice.
        for import in &found.imports {
            self.import(import);
        }
        let mentions = found.paths.into_iter().map(|path| Mention {
            path,
            is_reexport: false,
        });
        self.mentions.extend(mentions);
    }
}

/// Whether something is compiled for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let Meta::List(list) = &attribute.meta else {
            return false;
        };
        let condition = list.tokens.to_string();
        list.path.is_ident("cfg") && (condition == "test" || condition.starts_with("all (test"))
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item defines.
fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
