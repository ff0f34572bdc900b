//! Capture sessions, found by the hash of their token.

use domain::CaptureSession;

use crate::record::record;

record! {
    CaptureSession, in "capture" as |session| {
        degree: Uuid = session.degree.as_uuid(),
        token: String = session.token.to_hex(),
        expires_at: i64 = session.expires_at.as_micros(),
    } changes through session.state.name();
}
