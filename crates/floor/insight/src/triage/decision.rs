//! What a clinician makes of what the answers ask for.

use super::NextAction;
use std::fmt;

/// Why less is done than the answers ask for. Never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason(String);

impl Reason {
    /// `None` when nothing is said.
    pub fn new(text: &str) -> Option<Self> {
        let said = text.trim();
        (!said.is_empty()).then(|| Self(said.to_owned()))
    }

    /// What was said.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Raising to something that is not higher.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotHigher;

impl fmt::Display for NotHigher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this asks for no more than the answers already do")
    }
}

impl std::error::Error for NotHigher {}

/// Lowering to something that is not lower.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotLower;

impl fmt::Display for NotLower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this asks for no less than the answers do")
    }
}

impl std::error::Error for NotLower {}

/// What is done, beside what the answers ask for. There is no way to make one that does less
/// without saying why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    proposed: NextAction,
    decided: NextAction,
    reason: Option<Reason>,
}

impl Decision {
    /// Doing what the answers ask for.
    pub fn accepted(proposed: NextAction) -> Self {
        Self {
            proposed,
            decided: proposed,
            reason: None,
        }
    }

    /// Doing more. Needs no reason: knowing the person is one.
    pub fn raised(proposed: NextAction, to: NextAction) -> Result<Self, NotHigher> {
        if to <= proposed {
            return Err(NotHigher);
        }
        Ok(Self {
            proposed,
            decided: to,
            reason: None,
        })
    }

    /// Doing less, and why.
    pub fn lowered(proposed: NextAction, to: NextAction, why: Reason) -> Result<Self, NotLower> {
        if to >= proposed {
            return Err(NotLower);
        }
        Ok(Self {
            proposed,
            decided: to,
            reason: Some(why),
        })
    }

    /// What the answers asked for.
    pub fn proposed(&self) -> NextAction {
        self.proposed
    }

    /// What is done.
    pub fn decided(&self) -> NextAction {
        self.decided
    }

    /// Why less is done; always there when less is done.
    pub fn reason(&self) -> Option<&Reason> {
        self.reason.as_ref()
    }
}
