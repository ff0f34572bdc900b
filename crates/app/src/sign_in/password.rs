//! Passwords of staff: Argon2id, in the PHC string form that names its own parameters. Hashing is slow
//! by design, so it runs beside the async workers and only a few at a time.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::failure::Failure;
use crate::service::App;

/// Shortest password, in characters.
const MIN_CHARS: usize = 10;

/// Longest password, in bytes: nobody makes the service hash a novel.
const MAX_BYTES: usize = 256;

/// Passwords that are worked on at once. Each takes 19 MiB and tens of milliseconds of a core; this
/// bounds the process, so it is the process's.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// The string to store for a new password.
///
/// # Errors
/// [`Failure::Invalid`] for a password that is too short or too long.
pub(crate) async fn hash(app: &App, password: SecretString) -> Result<String, Failure> {
    let text = password.expose_secret();
    if text.chars().count() < MIN_CHARS || text.len() > MAX_BYTES {
        return Err(Failure::Invalid {
            field: "password",
            expected: format!("{MIN_CHARS} characters or more, at most {MAX_BYTES} bytes"),
        });
    }
    let mut salt = [0; 16];
    app.random().fill(&mut salt);
    work(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether `password` is the stored one. Without a stored one the same work is done, so that the
/// time it takes does not tell which logins exist.
///
/// # Errors
/// [`Failure::Internal`] if the stored string is damaged.
pub(crate) async fn matches(
    stored: Option<String>,
    password: SecretString,
) -> Result<bool, Failure> {
    if password.expose_secret().len() > MAX_BYTES {
        return Ok(false);
    }
    work(move || {
        let password = password.expose_secret().as_bytes();
        let Some(stored) = stored else {
            let _: PasswordHash =
                Argon2::default().hash_password_with_salt(password, b"nobody has this.")?;
            return Ok(false);
        };
        match Argon2::default().verify_password(password, &PasswordHash::new(&stored)?) {
            Ok(()) => Ok(true),
            Err(Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(error),
        }
    })
    .await
}

async fn work<T: Send + 'static>(
    task: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Failure> {
    let _permit = PERMITS.acquire().await.map_err(Failure::internal)?;
    let done = spawn_blocking(task).await.map_err(Failure::internal)?;
    done.map_err(|error| Failure::internal(error.to_string()))
}
