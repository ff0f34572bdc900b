//! A part of a workbook as a stream of XML events, with its bytes counted. One event is bounded too, because the
//! parser keeps it whole.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::damaged::DAMAGED;
use crate::table::error::TableError;

/// Size of the pieces in which a part is unpacked.
const PIECE_BYTES: usize = 64 << 10;

/// The most bytes of one event: a cell holds 32 767 characters.
const MAX_EVENT_BYTES: u64 = 1 << 20;

/// A part that is read.
pub(super) struct Xml<R: Read> {
    reader: Reader<Counted<R>>,
    buffer: Vec<u8>,
    /// What the refusal names.
    max_bytes: u64,
}

impl<R: Read> Xml<R> {
    /// A part that may have as many bytes as `stated`.
    pub(super) fn new(part: R, stated: u64, max_bytes: u64) -> Self {
        let mut reader = Reader::from_reader(Counted {
            inner: BufReader::with_capacity(PIECE_BYTES, part),
            left: stated,
            event_left: MAX_EVENT_BYTES,
            is_exceeded: false,
        });
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            max_bytes,
        }
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Result<Event<'_>, TableError> {
        self.buffer.clear();
        self.reader.get_mut().event_left = MAX_EVENT_BYTES;
        let max_bytes = self.max_bytes;
        // The reader is borrowed by the event, so what it noticed is looked at first.
        if self.reader.get_mut().is_exceeded {
            return Err(TableError::UnpacksTooLarge { max_bytes });
        }
        self.reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| match error {
                quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                    TableError::UnpacksTooLarge { max_bytes }
                }
                _ => DAMAGED,
            })
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), std::borrow::Cow::into_owned))
}

/// Whether an attribute says yes.
pub(super) fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// Appends the character of `&amp;` or `&#23398;`.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        text.push(letter);
        return;
    }
    let known = quick_xml::escape::resolve_predefined_entity(reference);
    text.push_str(known.unwrap_or_default());
}

/// Counts what is read.
struct Counted<R> {
    inner: BufReader<R>,
    left: u64,
    event_left: u64,
    is_exceeded: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_exceeded {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        let amount = amount as u64;
        self.is_exceeded |= amount > self.left || amount > self.event_left;
        self.left = self.left.saturating_sub(amount);
        self.event_left = self.event_left.saturating_sub(amount);
    }
}
