//! Clients, staff and their relations; sign-in with a passphrase.
//!
//! Read in this order: [`admit_staff`] and [`admit_client`] (how someone comes to be here),
//! [`assign`] (who works with whom), [`SignInDesk`] (how people come in, and how that ends).
//! A client's name is in the client's own record, never in the service's directory.

mod admit;
mod called;
mod desk;
mod directory;
mod kept;
mod page;
mod passphrase;
mod relations;
mod rules;
#[cfg(test)]
mod small;
mod throttle;

pub use admit::{AdmitError, NewClient, NewStaff, admit_client, admit_staff, admit_the_first};
pub use called::{called, client_name};
pub use desk::{Entered, Offered, SignInDesk, SignInError};
pub use directory::{Person, anyone_here, names_of, person, staff};
pub use kept::{CalledV1, ClientV1};
pub use page::{remembering, routes};
pub use passphrase::{Hashing, HashingError, Passphrases, TooWeak, set_up_code};
pub use relations::{AssignError, assign, end_relation};
pub use rules::{
    CLIENT_STAYS, IDLE_ENDS, NAME_MAX, PASSPHRASE_MAX, PASSPHRASE_MIN, SIGN_IN_NAME_MAX,
    SIGN_IN_NAME_MIN, STAFF_STAYS, Wrong,
};

/// The kinds of record this capability keeps: a client's own, and the directory's.
pub const KINDS: [sealed::Kind; 7] = [
    sealed::Kind::of::<ClientV1>(),
    sealed::Kind::in_directory::<kept::PersonV1>(),
    sealed::Kind::in_directory::<kept::DoorV1>(),
    sealed::Kind::in_directory::<kept::SignedInV1>(),
    sealed::Kind::in_directory::<kept::SeenV1>(),
    sealed::Kind::in_directory::<kept::DeviceV1>(),
    sealed::Kind::in_directory::<kept::FirstV1>(),
];
