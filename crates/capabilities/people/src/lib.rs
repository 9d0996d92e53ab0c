//! Clients, staff and their relations; sign-in with a passphrase.
//!
//! Read in this order: [`admit_staff`] and [`admit_client`] (how someone comes to be here),
//! [`assign`] (who works with whom), [`SignInDesk`] (how people come in, and how that ends).
//! A client's name is in the client's own record, never in the service's directory.

mod admit;
mod beside;
mod called;
mod codes;
mod desk;
mod directory;
mod doors;
mod first_run;
#[cfg(test)]
mod golden_trust;
mod guesses;
mod kept;
mod leaving;
mod own_sign_ins;
mod page;
mod passkeys;
mod passphrase;
mod recognition;
mod relations;
mod rules;
#[cfg(test)]
mod small;
mod throttle;
mod totp;
mod unlock;
mod way_back;
mod ways;

pub use admit::{AdmitError, NewClient, NewStaff, admit_client, admit_staff, admit_the_first};
pub use called::{called, client_name};
pub use codes::{ON_A_SHEET, print_codes};
pub use desk::{Entered, Offered, SignInDesk, SignInError};
pub use directory::{Person, anyone_here, client_days, client_under, names_of, person, staff};
pub use first_run::{Choices, FirstRun, Given, RootSource, choices, settled};
pub use kept::{CalledV1, ClientV1};
pub use leaving::{HandOver, LeaveError, forget};
pub use own_sign_ins::{ChangeError, DeviceKind, OwnSignIn};
pub use page::{can_be_exit, remembering, routes, screens};
pub use passkeys::{NoAddress, PASSKEY_NAME_MAX, PASSKEYS_MAX, can_be_address};
pub use passphrase::{Hashing, HashingError, Passphrases, TooWeak, set_up_code};
pub use recognition::{RecognitionV1, recognition_phrase};
pub use relations::{AssignError, assign, end_relation};
pub use rules::{
    CLIENT_STAYS, IDLE_ENDS, NAME_MAX, PASSPHRASE_MAX, PASSPHRASE_MIN, SIGN_IN_NAME_MAX,
    SIGN_IN_NAME_MIN, STAFF_REST, STAFF_STAYS, Wrong,
};
pub use totp::{TotpSecret, enrol};
pub use unlock::{UNLOCK_MAX, UNLOCK_MIN};
pub use way_back::{
    How, SetInError, Step, WAY_BACK_HOLDS, WAY_BACK_WAITS, WayBack, WayBackError, WayBackNoteV1,
    way_back, ways_back,
};
pub use ways::{PasskeyNamed, WayError, Ways, forget_ways, ways};

/// The kinds of record this capability keeps: a client's own, and the directory's.
pub const KINDS: [sealed::Kind; 23] = [
    sealed::Kind::of::<ClientV1>(),
    sealed::Kind::in_directory::<kept::PersonV1>(),
    sealed::Kind::in_directory::<kept::DoorV1>(),
    sealed::Kind::in_directory::<kept::SignedInV1>(),
    sealed::Kind::in_directory::<kept::SeenV1>(),
    sealed::Kind::in_directory::<kept::DeviceV1>(),
    sealed::Kind::in_directory::<kept::FirstV1>(),
    sealed::Kind::in_directory::<kept::ProvenV1>(),
    sealed::Kind::in_directory::<kept::WaysV1>(),
    sealed::Kind::in_directory::<kept::TotpV1>(),
    sealed::Kind::in_directory::<kept::SpentV1>(),
    sealed::Kind::in_directory::<kept::CodesV1>(),
    sealed::Kind::in_directory::<kept::PasskeyV1>(),
    sealed::Kind::in_directory::<kept::GuessedV1>(),
    sealed::Kind::of::<RecognitionV1>(),
    sealed::Kind::of::<WayBackNoteV1>(),
    sealed::Kind::in_directory::<own_sign_ins::ComesFromV1>(),
    sealed::Kind::in_directory::<recognition::CallPhraseV1>(),
    sealed::Kind::in_directory::<unlock::UnlockV1>(),
    sealed::Kind::in_directory::<way_back::WayBackV1>(),
    sealed::Kind::in_directory::<leaving::LeftV1>(),
    sealed::Kind::in_directory::<first_run::ChoicesV1>(),
    sealed::Kind::in_directory::<first_run::SetUpV1>(),
];
