//! Makes a plan: names every file and fills one volume after the other.

use time::OffsetDateTime;

use crate::content;
use crate::error::DiscError;
use crate::iso;
use crate::names::{Taken, Template};
use crate::plan::{Cells, Field, Item, Medium, Plan, Planned, Volume};

/// Share of a medium that is filled before the index is measured.
const FILLED: f64 = 0.998;

impl Plan {
    /// Plans discs for `items` in their order, which are taken one after the other.
    ///
    /// # Errors
    /// [`DiscError::Name`] where a file cannot be named, [`DiscError::TooLarge`] where one does not fit by itself,
    /// [`DiscError::Empty`], [`DiscError::Uneven`], [`DiscError::List`].
    pub fn new(
        title: &str,
        label: &str,
        made_at: OffsetDateTime,
        fields: Vec<Field>,
        (template, medium): (&str, Medium),
        items: impl ExactSizeIterator<Item = Item>,
    ) -> Result<Self, DiscError> {
        if items.len() == 0 {
            return Err(DiscError::Empty);
        }
        let (files, renamed) = named(&fields, template, items)?;
        let mut plan = Self {
            title: title.to_owned(),
            label: label_of(label),
            made_at: made_at.unix_timestamp(),
            fields,
            volumes: Vec::new(),
            renamed,
        };
        plan.split(files, medium.bytes())?;
        Ok(plan)
    }

    /// Fills one volume after the other.
    fn split(&mut self, files: Vec<Planned>, capacity: u64) -> Result<(), DiscError> {
        let mut rest = files;
        let mut done = 0;
        while !rest.is_empty() {
            // Moved and not copied: a plan may hold all graduates of a province.
            let (count, needed) = guess(&rest, capacity);
            let mut after = rest.split_off(count);
            let mut volume = Volume {
                number: self.volumes.len() as u32 + 1,
                files: rest,
            };
            // So far below the medium that measuring would only cost time.
            if needed > capacity / 2 {
                self.shorten(&mut volume, &mut after, capacity)?;
            }
            if volume.files.is_empty() {
                return Err(DiscError::TooLarge(done));
            }
            done += volume.files.len();
            self.volumes.push(volume);
            rest = after;
        }
        Ok(())
    }

    /// Gives files back until the volume fits.
    fn shorten(
        &self,
        volume: &mut Volume,
        after: &mut Vec<Planned>,
        capacity: u64,
    ) -> Result<(), DiscError> {
        while !volume.files.is_empty() {
            let needed = iso::size(self, volume)?;
            if needed <= capacity {
                break;
            }
            // The index grew beyond the guess; a few files fewer are measured again.
            let over = (needed - capacity) as f64 / needed as f64;
            let count = volume.files.len();
            let fewer = (count as f64 * over).ceil() as usize + 1;
            let mut back = volume.files.split_off(count.saturating_sub(fewer));
            back.append(after);
            *after = back;
        }
        Ok(())
    }
}

/// How many files may fit, and how many bytes they surely do not exceed, by their sectors and what the index says about each.
fn guess(files: &[Planned], capacity: u64) -> (usize, u64) {
    let room = (capacity as f64 * FILLED) as u64;
    let mut used = 2_000_000.min(capacity / 10);
    let mut index = 0;
    let fitting = files.iter().take_while(|file| {
        index += content::estimate(file);
        used += iso::sectors(file.facts.bytes) * iso::SECTOR + content::estimate(file);
        used <= room
    });
    let count = fitting.count().max(1);
    // A dBase table gives every cell the width of the longest one.
    (count, used.saturating_add(index.saturating_mul(8)))
}

fn named(
    fields: &[Field],
    template: &str,
    items: impl ExactSizeIterator<Item = Item>,
) -> Result<(Vec<Planned>, u32), DiscError> {
    let words: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let template =
        Template::parse(template, &words).map_err(|source| DiscError::Name { index: 0, source })?;
    let count = items.len();
    let mut taken = Taken::default();
    for own in content::NAMES {
        // Names of the index are nobody else's.
        let _own = taken.take(own);
    }
    let mut renamed = 0;
    let mut files = Vec::with_capacity(count);
    for (index, item) in items.enumerate() {
        if item.cells.len() != fields.len() {
            return Err(DiscError::Uneven(index));
        }
        let at = |source| DiscError::Name { index, source };
        let wanted = template.path(&item.cells, index, count).map_err(at)?;
        let path = taken.take(&wanted).map_err(at)?;
        let (_, name) = path.rsplit_once('/').unwrap_or(("", &path));
        renamed += u32::from(!wanted.ends_with(name));
        files.push(Planned {
            key: item.key.into_boxed_str(),
            path: path.into_boxed_str(),
            facts: item.facts,
            cells: Cells::new(&item.cells),
        });
    }
    Ok((files, renamed))
}

/// A label that ISO 9660 allows.
fn label_of(label: &str) -> String {
    let allowed = label.chars().map(|letter| {
        let letter = letter.to_ascii_uppercase();
        if letter.is_ascii_uppercase() || letter.is_ascii_digit() {
            letter
        } else {
            '_'
        }
    });
    allowed.take(12).collect()
}
