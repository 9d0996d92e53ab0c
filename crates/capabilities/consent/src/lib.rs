//! Who has seen my record, in plain sentences.
