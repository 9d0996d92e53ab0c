//! Nobody can write an access down.
use care::{Access, Asker, Basis, ClientId, Moment, Purpose, Sections};

fn mine(asker: Asker, whose: ClientId, sections: Sections) -> Access {
    Access {
        asker,
        whose,
        sections,
        purpose: Purpose::Treatment,
        basis: Basis::Own,
        decided_at: Moment::from_millis(0),
    }
}

fn main() {}
