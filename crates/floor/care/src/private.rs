//! What must not be printed.

use core::fmt;

/// Words or facts of a person, which cannot reach a log by accident: there is no `Display`, no
/// serialisation, and `Debug` says only that something is there.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Takes the value in.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for someone who was given access to it.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value, taken out.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(private)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn debug_never_shows_the_value() {
        let words = Private::new("I did not feel heard");
        assert_eq!(format!("{words:?}"), "(private)");
        assert_eq!(*words.expose(), "I did not feel heard");
    }
}
