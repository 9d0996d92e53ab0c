//! The people of the demo. All of them are made up; so are their words.

use care::Role;
use pages::Language;

/// Everyone in the demo comes in with this.
pub(crate) const PASSPHRASE: &str = "seven lamps by the harbour";

/// What the authenticator of everyone who works at the demo's service holds. It protects nobody:
/// everyone in the demo is made up.
pub(crate) const SECRET: [u8; 20] = *b"harbour-house-demo-1";

/// Someone who works at the demo's service.
pub(crate) struct Staff {
    pub(crate) name: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) role: Role,
    pub(crate) language: Language,
}

/// The staff. The first is the service lead who admits everyone else.
pub(crate) const STAFF: [Staff; 5] = [
    staff(
        "Mara Lindqvist",
        "mara",
        Role::ServiceLead,
        Language::English,
    ),
    staff("Ruth Okafor", "ruth", Role::Therapist, Language::English),
    staff("Daniel Vega", "daniel", Role::Therapist, Language::Spanish),
    staff("Ines Duarte", "ines", Role::Supervisor, Language::English),
    staff("Tomas Lind", "tomas", Role::Advocate, Language::English),
];

const fn staff(name: &'static str, sign_in: &'static str, role: Role, language: Language) -> Staff {
    Staff {
        name,
        sign_in,
        role,
        language,
    }
}

/// What a client's year holds besides ordinary sessions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Story {
    /// Nothing in particular.
    Steady,
    /// Two sessions so far, well; the third was an hour ago and has not been answered. This is
    /// the story to play through by hand.
    ThirdToday,
    /// A sharp fall in spring, answered, repaired, closed; well since.
    FellAndRepaired,
    /// Something felt wrong after the last session, named by the client; nobody has answered.
    NamedAndOpen,
    /// A fall last week; answered; a repair offered; "not yet".
    NotYet,
    /// Every score at the very top.
    Ceiling,
    /// Falls slowly over the last four sessions.
    Slides,
    /// Has turned quiet: skips most questions lately.
    Quiet,
    /// Keeps the answers for the advocate, and not for the therapist.
    Instead,
}

/// Someone in care at the demo's service.
pub(crate) struct Client {
    pub(crate) name: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) language: Language,
    /// Place of the therapist in [`STAFF`].
    pub(crate) therapist: usize,
    pub(crate) story: Story,
    /// How many sessions they have had, one a week up to now.
    pub(crate) sessions: u32,
    /// The score they usually give, in tenths.
    pub(crate) usual: u32,
    /// The weekday of their sessions, 0 to 4 days before today, so that the week is spread.
    pub(crate) days_ago: i64,
    /// The hour of their sessions in the service's time.
    pub(crate) hour: i8,
}

/// The clients.
pub(crate) const CLIENTS: [Client; 12] = [
    client("Noor Haddad", "noor", 1, Story::ThirdToday, 3, 85, 0, 10),
    client(
        "Amal Reyes",
        "amal",
        1,
        Story::FellAndRepaired,
        48,
        82,
        2,
        10,
    ),
    client("Iris Feld", "iris", 1, Story::NamedAndOpen, 21, 74, 3, 14),
    client("Jonas Mbeki", "jonas", 1, Story::NotYet, 33, 79, 4, 11),
    client("Vera Solheim", "vera", 1, Story::Ceiling, 14, 100, 1, 15),
    client("Pilar Quintana", "pilar", 2, Story::Slides, 26, 83, 1, 9),
    client("Samuel Ortiz", "samuel", 2, Story::Steady, 40, 76, 3, 12),
    client("Wren Castell", "wren", 1, Story::Quiet, 17, 71, 2, 16),
    client("Elif Arslan", "elif", 1, Story::Instead, 12, 68, 4, 9),
    client("Theo Brandt", "theo", 2, Story::Steady, 52, 81, 2, 13),
    client("Maya Lopes", "maya", 1, Story::Steady, 9, 77, 1, 17),
    client("Kai Nakamura", "kai", 2, Story::Steady, 30, 88, 4, 10),
];

#[expect(clippy::too_many_arguments, reason = "a table reads best as rows")]
const fn client(
    name: &'static str,
    sign_in: &'static str,
    therapist: usize,
    story: Story,
    sessions: u32,
    usual: u32,
    days_ago: i64,
    hour: i8,
) -> Client {
    let language = if therapist == 2 {
        Language::Spanish
    } else {
        Language::English
    };
    Client {
        name,
        sign_in,
        language,
        therapist,
        story,
        sessions,
        usual,
        days_ago,
        hour,
    }
}
