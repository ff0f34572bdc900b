//! Compares what is typed with a code that was sent, to a phone or to a mail address.

use domain::{BlindIndex, TokenHash, cleaned};
use store::Work;

use crate::failure::Failure;
use crate::network::{self, NetworkKey};
use crate::refusal::SignInRefusal;
use crate::service::App;

/// Compares `typed`, as `hash` keeps it, with the code that was sent to `index`. A wrong one costs the code a try and is
/// committed; the right one is the caller's to use up. Five wrong ones end the code and not what it was sent to, because
/// anybody can type codes for any number. A network that has used its hour up is not told whether a code is right.
///
/// # Errors
/// [`SignInRefusal::WrongCode`], [`SignInRefusal::CodeExpired`], [`Failure::TooMany`].
pub(crate) async fn compare(
    app: &App,
    work: Work,
    index: &BlindIndex,
    typed: &str,
    hash: impl FnOnce(&str) -> TokenHash + Send,
    network: &NetworkKey,
) -> Result<Work, Failure> {
    // Keyed hashes are compared: how long that takes says nothing about the code.
    let typed = hash(&cleaned(typed));
    network::use_up(app, &work, network, "wrong-codes", 0).await?;
    let sent = work.sign_in_codes().find(index).await?;
    let usable = sent.filter(|sent| app.now() < sent.expires_at && sent.tries_left > 0);
    let Some(mut sent) = usable else {
        return Err(SignInRefusal::CodeExpired.into());
    };
    if sent.code == typed {
        return Ok(work);
    }
    sent.tries_left -= 1;
    work.sign_in_codes().put(&sent).await?;
    // The try is spent, whatever is left of the network's hour.
    let counted = network::use_up(app, &work, network, "wrong-codes", 1).await;
    work.commit().await?;
    counted?;
    let tries_left = sent.tries_left;
    Err(SignInRefusal::WrongCode { tries_left }.into())
}
