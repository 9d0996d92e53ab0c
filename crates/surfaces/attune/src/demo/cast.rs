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
    /// What there is to look at, coming in as them.
    pub(crate) look: &'static str,
}

/// The staff. The first is the service lead who admits everyone else.
pub(crate) const STAFF: [Staff; 6] = [
    staff(
        "Mara Lindqvist",
        "mara",
        Role::ServiceLead,
        Language::English,
        "the service: what was promised and kept by team, repairs, regularity; teams, absences",
    ),
    staff(
        "Ruth Okafor",
        "ruth",
        Role::Therapist,
        Language::English,
        "her list, Amal's session room, Noor's message, the promise to Wren that she said will be late",
    ),
    staff(
        "Daniel Vega",
        "daniel",
        Role::Therapist,
        Language::Spanish,
        "away next week, Leila stands in; a message of Samuel's was not answered in time (Spanish)",
    ),
    staff(
        "Ines Duarte",
        "ines",
        Role::Supervisor,
        Language::English,
        "Bram's rupture, open through three sessions, waits to be looked at",
    ),
    staff(
        "Tomas Lind",
        "tomas",
        Role::Advocate,
        Language::English,
        "what Elif says to him and not to her therapist",
    ),
    staff(
        "Leila Marsh",
        "leila",
        Role::Therapist,
        Language::English,
        "Bram's rupture went to supervision; she stands in for Daniel next week",
    ),
];

const fn staff(
    name: &'static str,
    sign_in: &'static str,
    role: Role,
    language: Language,
    look: &'static str,
) -> Staff {
    Staff {
        name,
        sign_in,
        role,
        language,
        look,
    }
}

/// The place in [`STAFF`] of whoever supervises.
pub(crate) const SUPERVISOR: usize = 3;
/// The place in [`STAFF`] of whoever stands beside clients.
pub(crate) const ADVOCATE: usize = 4;

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
    /// A fall four weeks ago; a repair was offered; "not yet"; three sessions later it has not come
    /// right, and went to supervision.
    Unrepaired,
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
    /// What there is to look at, coming in as them.
    pub(crate) look: &'static str,
}

/// The clients.
pub(crate) const CLIENTS: [Client; 14] = [
    client(
        ("Noor Haddad", "noor", 1, Story::ThirdToday),
        (3, 85, 0, 10),
        "third session just over, say how it was; a step to take along, a worksheet, a message, an agreement to sign",
    ),
    client(
        ("Amal Reyes", "amal", 1, Story::FellAndRepaired),
        (48, 82, 2, 10),
        "her plan in version 2, stuck points then and now, three weeks of a diary with a chain, worksheets; an agenda of both",
    ),
    client(
        ("Iris Feld", "iris", 1, Story::NamedAndOpen),
        (21, 74, 3, 14),
        "something felt wrong, nobody has answered; what comes together in her log, a card of which a ward reads two lines",
    ),
    client(
        ("Jonas Mbeki", "jonas", 1, Story::NotYet),
        (33, 79, 4, 11),
        "a ladder with three tries and a talk to go through; a repair offered, \"not yet\"; a note that was set right",
    ),
    client(
        ("Vera Solheim", "vera", 1, Story::Ceiling),
        (14, 100, 1, 15),
        "EMDR: a resource that is hers to use, a target left open last session; another room and time to say yes to",
    ),
    client(
        ("Pilar Quintana", "pilar", 2, Story::Slides),
        (26, 83, 1, 9),
        "sliding for four sessions (Spanish)",
    ),
    client(
        ("Samuel Ortiz", "samuel", 2, Story::Steady),
        (40, 76, 3, 12),
        "a message was to be answered and was not, and nobody has said sorry yet (Spanish)",
    ),
    client(
        ("Wren Castell", "wren", 1, Story::Quiet),
        (17, 71, 2, 16),
        "words she does not want to meet, left out everywhere; was told in time that something promised comes later",
    ),
    client(
        ("Elif Arslan", "elif", 1, Story::Instead),
        (12, 68, 4, 9),
        "a private part under her own word; shows answers to the advocate instead",
    ),
    client(
        ("Theo Brandt", "theo", 2, Story::Steady),
        (52, 81, 2, 13),
        "growth, turned on: firsts, a chapter; agreed to who stands in next week (Spanish)",
    ),
    client(
        ("Maya Lopes", "maya", 1, Story::Steady),
        (9, 77, 1, 17),
        "body tools with what helps, one that made it worse, a body map, too much and too little; an apology for a late answer",
    ),
    client(
        ("Kai Nakamura", "kai", 2, Story::Steady),
        (30, 88, 4, 10),
        "a promise was broken, apologised for and repaired; told who stands in next week (Spanish)",
    ),
    client(
        ("Bram Olsen", "bram", 5, Story::Unrepaired),
        (14, 80, 2, 11),
        "a rupture that three sessions did not mend, in supervision",
    ),
    client(
        ("Nadia Kowal", "nadia", 5, Story::Steady),
        (12, 75, 3, 15),
        "how sure she was and what came of it, a boundary worded anew that held, strengths",
    ),
];

/// Who, with whom and with what story; how many sessions, how the scores usually are, and when.
const fn client(
    (name, sign_in, therapist, story): (&'static str, &'static str, usize, Story),
    (sessions, usual, days_ago, hour): (u32, u32, i64, i8),
    look: &'static str,
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
        look,
    }
}
