//! Passwords of staff: generated, or read from standard input. Never an argument, because other users
//! of the machine see those.

use std::io::{self, BufRead, Read};

use anyhow::{Context, Result};
use app::ports::Random;
use domain::FeatureCode;
use secrecy::SecretString;

/// Groups of a made password; with five letters each about 99 bits.
const GROUPS: usize = 4;

/// Letters of a group.
const LETTERS: usize = 5;

/// Longest line that is read, bytes; the service says what is too long for a password.
const MAX_LINE_BYTES: u64 = 4096;

/// A password, and whether it has to be shown once.
pub(super) struct Password {
    pub(super) secret: SecretString,
    pub(super) is_made: bool,
}

/// Reads a password from standard input, or makes one.
///
/// # Errors
/// An input that is no text.
pub(super) fn choose(from_input: bool, random: &dyn Random) -> Result<Password> {
    let secret = if from_input {
        read_line(&mut io::stdin().lock())?
    } else {
        make(random)
    };
    Ok(Password {
        secret,
        is_made: !from_input,
    })
}

/// Letters and digits that look like no other, in groups, as in `abcde-fghjk-mnpqr-23456`.
fn make(random: &dyn Random) -> SecretString {
    let alphabet = FeatureCode::ALPHABET;
    let mut password = String::with_capacity(GROUPS * (LETTERS + 1));
    for group in 0..GROUPS {
        if group > 0 {
            password.push('-');
        }
        for _ in 0..LETTERS {
            let letter = alphabet[random.index_below(alphabet.len())];
            password.push(char::from(letter.to_ascii_lowercase()));
        }
    }
    SecretString::from(password)
}

fn read_line(input: &mut impl BufRead) -> Result<SecretString> {
    let mut line = String::new();
    input
        .take(MAX_LINE_BYTES)
        .read_line(&mut line)
        .context("the password cannot be read from standard input")?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(SecretString::from(line))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::service::clock::SystemRandom;

    #[test]
    fn made_passwords_are_long_plain_and_new_each_time() {
        let [one, other] = [(); 2].map(|()| make(&SystemRandom::new()));
        let one = one.expose_secret();
        assert_eq!(one.len(), 23);
        assert!(one.split('-').all(|group| group.len() == 5));
        assert!(!one.contains(['0', '1', 'o', 'i', 'l']));
        assert_ne!(one, other.expose_secret());
    }

    #[track_caller]
    fn check(input: &str, expected: &str) {
        let line = read_line(&mut input.as_bytes()).unwrap();
        assert_eq!(line.expose_secret(), expected);
    }

    #[test]
    fn only_the_end_of_the_line_is_cut() {
        check("a pass word \r\nnext", "a pass word ");
        check("without an end", "without an end");
        check("", "");
    }
}
