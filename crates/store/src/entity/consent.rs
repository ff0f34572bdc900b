//! Consents; an account has one per purpose.

use domain::Consent;

use crate::record::record;

record! {
    Consent, in "consent" as |consent| {
        account: Uuid = consent.account.as_uuid(),
        purpose: String = consent.purpose.name().to_owned(),
    } changes through consent.state().name();
}
