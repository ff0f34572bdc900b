//! What a name may hold so that Windows, macOS, Linux and Joliet all have it.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

/// Longest name in Joliet, UTF-16 units.
const MAX_UNITS: usize = 64;

/// Longest path in Joliet, bytes of UTF-16 and separators (Joliet Specification, 1995).
const MAX_PATH_BYTES: usize = 240;

/// Deepest folder of ISO 9660, the root included.
const MAX_DEPTH: usize = 8;

/// Names of devices, which Windows takes for no file, with any ending.
const DEVICES: [&str; 8] = [
    "con", "prn", "aux", "nul", "conin$", "conout$", "clock$", "com",
];

/// Why a file cannot have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameError {
    /// The template names a field that there is not.
    #[error("the template names a field that there is not")]
    UnknownField,
    /// The template is empty, has an open bracket, or no name of a file at its end.
    #[error("the template is no path")]
    Template,
    /// Nothing is left of a folder's or file's name.
    #[error("a name is empty")]
    Empty,
    /// A character that Joliet cannot write: outside of the first 65 536.
    #[error("a name has a character that a disc cannot have")]
    Character,
    /// More than 64 characters in a name, 120 in a path, or 7 folders.
    #[error("a name or path is too long for a disc")]
    TooLong,
}

/// A value as part of a name: composed (NFC), without what separates paths or what Windows forbids.
pub(super) fn part(value: &str) -> String {
    let replaced = value.nfc().map(|letter| match letter {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | ';' => '_',
        letter if letter.is_control() => '_',
        letter => letter,
    });
    replaced.collect::<String>().trim().to_owned()
}

/// A whole name of a folder or file.
pub(super) fn name(name: &str) -> Result<String, NameError> {
    // Windows drops dots and spaces at the end, and names that begin with a dot are hidden elsewhere.
    let name = name.nfc().collect::<String>();
    let name = name
        .trim()
        .trim_end_matches(['.', ' '])
        .trim_start_matches('.');
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    let name = if is_device(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    };
    check_name(&name)?;
    Ok(name)
}

fn check_name(name: &str) -> Result<(), NameError> {
    if name.chars().any(|letter| u32::from(letter) > 0xFFFF) {
        return Err(NameError::Character);
    }
    if name.encode_utf16().count() > MAX_UNITS {
        return Err(NameError::TooLong);
    }
    Ok(())
}

/// Checks a path of names that are each allowed.
pub(crate) fn check_path(path: &str) -> Result<(), NameError> {
    let names: Vec<&str> = path.split('/').collect();
    for name in &names {
        check_name(name)?;
    }
    let bytes = path.encode_utf16().count() * 2;
    if bytes > MAX_PATH_BYTES || names.len() > MAX_DEPTH {
        return Err(NameError::TooLong);
    }
    Ok(())
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let is_numbered = numbered.is_some_and(|digit| {
        matches!(
            digit,
            "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
        )
    });
    is_numbered || DEVICES.contains(&stem.as_str()) && stem != "com"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: Result<&str, NameError>) {
        assert_eq!(name(&part(given)), expected.map(str::to_owned), "{given:?}");
    }

    #[test]
    fn names_are_safe_on_every_system() {
        check("202309120001.jpg", Ok("202309120001.jpg"));
        check("../../etc/passwd", Ok("_.._etc_passwd"));
        check("a:b*c?d\"e<f>g|h\\i;j", Ok("a_b_c_d_e_f_g_h_i_j"));
        check("王小明 . ", Ok("王小明"));
        check(".hidden", Ok("hidden"));
        check(" ", Err(NameError::Empty));
        check("...", Err(NameError::Empty));
    }

    #[test]
    fn devices_of_windows_are_no_names() {
        check("CON.jpg", Ok("_CON.jpg"));
        check("con", Ok("_con"));
        check("Lpt1.tar.gz", Ok("_Lpt1.tar.gz"));
        check("COM²", Ok("_COM²"));
        check("nul .jpg", Ok("_nul .jpg"));
        check("com.jpg", Ok("com.jpg"));
        check("console.jpg", Ok("console.jpg"));
    }

    #[test]
    fn what_joliet_cannot_have_is_refused() {
        check("李𠮷.jpg", Err(NameError::Character));
        check(&"长".repeat(65), Err(NameError::TooLong));
        check(&"长".repeat(64), Ok(&"长".repeat(64)));
        let deep = ["a"; 9].join("/");
        assert_eq!(check_path(&deep), Err(NameError::TooLong));
        let long = [&"长".repeat(60)[..], &"长".repeat(61)].join("/");
        assert_eq!(check_path(&long), Err(NameError::TooLong));
    }

    #[test]
    fn letters_and_their_accents_are_one_character() {
        assert_eq!(name(&part("e\u{301}.jpg")).unwrap(), "é.jpg");
    }
}
