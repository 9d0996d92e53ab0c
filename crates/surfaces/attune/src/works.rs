//! The person's work: the tools that client and therapist use together, put on the floor.
//!
//! What one of them must know of another capability is answered by `crate::seams`.

use pages::{Routes, Screens};

/// The pages of those who work with a client.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .and(profile::routes())
        .and(plan::routes())
        .and(worksheets::routes())
        .and(thoughts::routes())
        .and(diary::routes())
        .and(emdr::routes())
        .and(body::routes())
        .and(courage::routes())
        .and(self_trust::routes())
        .and(circle::routes())
        .and(triggers::routes())
        .and(growth::routes())
}

/// The client's screens and acts.
pub(crate) fn screens() -> Screens {
    Screens::new()
        .and(profile::screens())
        .and(plan::screens())
        .and(worksheets::screens())
        .and(thoughts::screens())
        .and(diary::screens())
        .and(emdr::screens())
        .and(body::screens())
        .and(courage::screens())
        .and(self_trust::screens())
        .and(circle::screens())
        .and(triggers::screens())
        .and(growth::screens())
}
