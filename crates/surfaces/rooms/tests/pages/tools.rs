//! The tools of the work, with nothing behind what they ask of others: enough for every way on a page
//! to lead somewhere.

use care::{Moment, RecordId};
use pages::{Routes, Screens, Words};
use profile::{Answers, Happening};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use worksheets::Shelf;

/// Nothing is kept anywhere else.
struct Nowhere;

impl profile::Measured for Nowhere {
    fn answers<'a>(
        &'a self,
        _: &'a Act,
        _: &'a [&'static str],
    ) -> Pending<'a, Result<Answers, ReadError>> {
        Box::pin(async { Ok(Answers::default()) })
    }

    fn called(&self, measure: &str, _: Words) -> String {
        measure.to_owned()
    }
}

impl profile::Dates for Nowhere {
    fn dates<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Happening>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

impl body::Sessions for Nowhere {
    fn held<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Moment>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

impl thoughts::Sheets for Nowhere {
    fn of(&self, _: Words) -> Vec<thoughts::Offered> {
        Vec::new()
    }

    fn about<'a>(
        &'a self,
        _: &'a Act,
        _: RecordId,
        _: Words,
    ) -> Pending<'a, Result<Vec<thoughts::Done>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

impl self_trust::Sheets for Nowhere {
    fn of(&self, _: Words) -> Vec<self_trust::Offered> {
        Vec::new()
    }
}

impl diary::Sheets for Nowhere {
    fn of(&self, _: Words) -> Vec<diary::Offered> {
        Vec::new()
    }

    fn about<'a>(
        &'a self,
        _: &'a Act,
        _: Words,
        _: RecordId,
    ) -> Pending<'a, Result<Vec<diary::Done>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

pub(crate) fn tools() -> (Routes, Screens) {
    let live: Arc<emdr::Live> = Arc::default();
    let shelf = Arc::new(Shelf::new(None));
    let measured: Arc<dyn profile::Measured> = Arc::new(Nowhere);
    let dates: Arc<dyn profile::Dates> = Arc::new(Nowhere);
    let held: Arc<dyn body::Sessions> = Arc::new(Nowhere);
    let thought: Arc<dyn thoughts::Sheets> = Arc::new(Nowhere);
    let kind: Arc<dyn self_trust::Sheets> = Arc::new(Nowhere);
    let day: Arc<dyn diary::Sheets> = Arc::new(Nowhere);
    let routes = plan::routes()
        .and(worksheets::routes(&shelf))
        .and(thoughts::routes(&thought))
        .and(diary::routes(&day))
        .and(emdr::routes(&live))
        .and(body::routes(&held))
        .and(courage::routes())
        .and(self_trust::routes())
        .and(triggers::routes())
        .and(profile::routes(&measured, &dates))
        .and(circle::routes());
    let screens = plan::screens()
        .and(worksheets::screens(&shelf))
        .and(thoughts::screens(&thought))
        .and(diary::screens(&day))
        .and(emdr::screens(&live))
        .and(body::screens(&held))
        .and(courage::screens())
        .and(self_trust::screens(&kind))
        .and(triggers::screens())
        .and(profile::screens(&measured, &dates))
        .and(circle::screens());
    (routes, screens)
}
