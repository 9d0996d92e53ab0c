//! Routes, each declared with the access it needs.
//!
//! There is no way to add a route without saying who may take it: the binary serves [`Routes`] and
//! nothing else, and every method of [`Routes`] asks for it. The table that results is what the
//! access matrix is generated from.
//!
//! ```compile_fail
//! // A route without an access declaration does not exist.
//! async fn page(visit: pages::Visit) -> pages::Answer { Err(pages::Trouble::Nothing) }
//! let routes = pages::Routes::new().get("/clients", page);
//! ```

use crate::live::{self, Line, LiveHandler};
use crate::trouble::Trouble;
use crate::visit::{Arrival, Visit};
use axum::response::Response;
use care::{Purpose, Role, Sections};
use sealed::Act;
use sealed::engine::Pending;
use std::future::Future;
use std::sync::Arc;

/// What a handler answers.
pub type Answer = Result<Response, Trouble>;

/// How a route is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verb {
    /// Looks, changes nothing.
    Get,
    /// Changes something.
    Post,
}

/// For which role a record is opened, and what for.
pub type Purposes = &'static [(Role, Purpose)];

/// What someone must have to take a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// Nothing: anyone may.
    Nothing,
    /// To be signed in with one of these roles. Opens no record.
    Role(&'static [Role]),
    /// To be signed in with one of these roles, if only in part: on the way through the second
    /// step. Opens no record and shows nobody's.
    Second(&'static [Role]),
    /// An opening of these sections of the record of the `{client}` in the path.
    Record {
        /// What is opened.
        sections: Sections,
        /// By which role, what for.
        purposes: Purposes,
    },
    /// An opening of these sections of one's own record, as a client.
    Own {
        /// What is opened.
        sections: Sections,
    },
}

pub(crate) type OpenHandler = Arc<dyn Fn(Arrival) -> Pending<'static, Answer> + Send + Sync>;
pub(crate) type RoleHandler = Arc<dyn Fn(Visit) -> Pending<'static, Answer> + Send + Sync>;
pub(crate) type RecordHandler = Arc<dyn Fn(Visit, Act) -> Pending<'static, Answer> + Send + Sync>;

#[derive(Clone)]
pub(crate) enum Handler {
    Open(OpenHandler),
    Role(&'static [Role], RoleHandler),
    Second(&'static [Role], RoleHandler),
    Record(Sections, Purposes, Takes, RecordHandler),
    Live(Sections, Purposes, LiveHandler),
}

impl Handler {
    /// What may be sent to it.
    pub(crate) const fn takes(&self) -> Takes {
        match self {
            Self::Record(_, _, takes, _) => *takes,
            _ => Takes::Words,
        }
    }
}

/// What may be sent to a route or an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    /// Words only, of [`crate::BODY_MAX`] at most.
    Words,
    /// Files beside the words, of [`crate::FILES_MAX`] at most.
    Files,
}

/// A line of the route table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declared {
    /// How it is asked.
    pub verb: Verb,
    /// Its path; for a client's screens and acts `/` and its name.
    pub path: String,
    /// What it needs.
    pub needs: Needs,
    /// Whether it is also behind the second unlock of the client's app.
    pub locked: bool,
}

/// Routes with what they need.
#[derive(Clone, Default)]
pub struct Routes {
    pub(crate) all: Vec<(Verb, &'static str, Handler)>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A route anyone may take.
    #[must_use]
    pub fn open<F, R>(mut self, verb: Verb, path: &'static str, handler: F) -> Self
    where
        F: Fn(Arrival) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler: OpenHandler = Arc::new(move |arrival| Box::pin(handler(arrival)));
        self.all.push((verb, path, Handler::Open(handler)));
        self
    }

    /// A route for people signed in with one of these roles. It is handed no record.
    #[must_use]
    pub fn role<F, R>(
        mut self,
        verb: Verb,
        path: &'static str,
        roles: &'static [Role],
        handler: F,
    ) -> Self
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler: RoleHandler = Arc::new(move |visit| Box::pin(handler(visit)));
        self.all.push((verb, path, Handler::Role(roles, handler)));
        self
    }

    /// A route for people of these roles whose sign-in need not be whole yet: the second step
    /// itself, and leaving.
    #[must_use]
    pub fn second<F, R>(
        mut self,
        verb: Verb,
        path: &'static str,
        roles: &'static [Role],
        handler: F,
    ) -> Self
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler: RoleHandler = Arc::new(move |visit| Box::pin(handler(visit)));
        self.all.push((verb, path, Handler::Second(roles, handler)));
        self
    }

    /// A route that opens sections of the record of the `{client}` in its path. The handler is
    /// handed the act, with its ledger line already durable.
    #[must_use]
    pub fn record<F, R>(
        mut self,
        verb: Verb,
        path: &'static str,
        sections: Sections,
        purposes: Purposes,
        handler: F,
    ) -> Self
    where
        F: Fn(Visit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler: RecordHandler = Arc::new(move |visit, act| Box::pin(handler(visit, act)));
        let handler = Handler::Record(sections, purposes, Takes::Words, handler);
        self.all.push((verb, path, handler));
        self
    }

    /// The same for a form with files ([`crate::Form::files`]). Only here and in
    /// [`crate::Screens::act_with_files`] is anything larger than [`crate::BODY_MAX`] taken, and only
    /// from someone who is signed in.
    #[must_use]
    pub fn record_with_files<F, R>(
        mut self,
        verb: Verb,
        path: &'static str,
        sections: Sections,
        purposes: Purposes,
        handler: F,
    ) -> Self
    where
        F: Fn(Visit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler: RecordHandler = Arc::new(move |visit, act| Box::pin(handler(visit, act)));
        let handler = Handler::Record(sections, purposes, Takes::Files, handler);
        self.all.push((verb, path, handler));
        self
    }

    /// A live line ([`Line`]) to a page about the record of the `{client}` in its path. The act is
    /// opened, and its ledger line durable, before the line is.
    #[must_use]
    pub fn live<F, R>(
        mut self,
        path: &'static str,
        sections: Sections,
        purposes: Purposes,
        handler: F,
    ) -> Self
    where
        F: Fn(Visit, Act, Line) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let handler = Handler::Live(sections, purposes, live::handler(handler));
        self.all.push((Verb::Get, path, handler));
        self
    }

    /// These routes and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.all.extend(others.all);
        self
    }

    /// The table of what is declared.
    pub fn declared(&self) -> Vec<Declared> {
        let needs = |handler: &Handler| match handler {
            Handler::Open(_) => Needs::Nothing,
            Handler::Role(roles, _) => Needs::Role(roles),
            Handler::Second(roles, _) => Needs::Second(roles),
            Handler::Record(sections, purposes, ..) | Handler::Live(sections, purposes, _) => {
                Needs::Record {
                    sections: *sections,
                    purposes,
                }
            }
        };
        self.all
            .iter()
            .map(|(verb, path, handler)| Declared {
                verb: *verb,
                path: (*path).to_owned(),
                needs: needs(handler),
                locked: false,
            })
            .collect()
    }
}
