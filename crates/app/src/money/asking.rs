//! Asking the payment service: which one it is, and what it means that it does not do what it was asked.

use std::sync::Arc;

use domain::Means;
use gateways::PaymentService;

use crate::failure::Failure;
use crate::refusal::MoneyRefusal;
use crate::service::App;

/// The payment service of some means.
///
/// # Errors
/// [`MoneyRefusal::NotOffered`] where it is not configured any more.
pub(super) fn service_of(app: &App, means: Means) -> Result<Arc<dyn PaymentService>, Failure> {
    let service = app.gateways().pay.clone();
    let service = service.filter(|service| service.means() == means);
    service.ok_or_else(|| MoneyRefusal::NotOffered.into())
}

/// The failure of a call to a payment service.
pub(super) fn asked(error: gateways::GatewayError) -> Failure {
    if error.is_transient() {
        return Failure::Unavailable(error.into());
    }
    tracing::error!(%error, "The payment service refused");
    Failure::Unavailable(error.into())
}
