//! What was decided for one section is not stretched to all of them.
use care::{Access, Section, Sections};

fn more(access: Access) -> Access {
    Access { sections: Sections::of(&Section::ALL), ..access }
}

fn main() {}
