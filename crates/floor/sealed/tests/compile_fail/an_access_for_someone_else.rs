//! What was decided for one person is not handed on to another.
use care::{Access, Asker};

fn handed_on(access: Access, asker: Asker) -> Access {
    Access { asker, ..access }
}

fn main() {}
