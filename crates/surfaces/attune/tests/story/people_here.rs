//! The people of the small service. All of them, and everything they say, are made up.

use crate::service::{PASSPHRASE, SECRET, Service};
use alliance::{Sent, complete};
use care::{
    Asker, ClientId, DAY, Line, Moment, Private, Purpose, RecordId, RelationKind, Role, Section,
    Sections,
};
use measures::{Change, Day, Offer, ReadersV1};
use pages::Language;
use pages::form_view::{Taken, take};
use people::{NewClient, NewStaff, TotpSecret, admit_client, admit_staff, assign, enrol};
use sealed::Act;
use sessions::meeting::{NewSession, record};
use testing::BEGINNING;

const HOUR: i64 = care::HOUR;

/// Who is here. Their sign-in names are their first names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folk {
    /// Mara Lindqvist, who answers for the service.
    pub(crate) mara: Asker,
    /// Ruth Okafor, Amal's therapist.
    pub(crate) ruth: Asker,
    /// Ines Duarte, who supervises that work.
    pub(crate) ines: Asker,
    /// Tomas Lind, Amal's advocate.
    pub(crate) tomas: Asker,
    /// Amal Reyes, in care.
    pub(crate) amal: ClientId,
    /// Noor Hale, in care with Ben Stone.
    pub(crate) noor: ClientId,
    /// Ben Stone, a therapist who has nothing to do with Amal.
    pub(crate) ben: Asker,
}

pub(crate) fn private(words: &str) -> Private<String> {
    Private::new(words.to_owned())
}

/// Admits someone who works here.
pub(crate) async fn staff(service: &Service, name: &str, role: Role, language: Language) -> Asker {
    let sign_in = name.split(' ').next().unwrap().to_lowercase();
    let new = NewStaff {
        id: None,
        name: private(name),
        role,
        language,
        sign_in_name: private(&sign_in),
        passphrase: private(PASSPHRASE),
    };
    let person = admit_staff(&service.vault, &Service::passphrases(), &new)
        .await
        .unwrap();
    enrol(&service.vault, person, &TotpSecret::new(SECRET))
        .await
        .unwrap();
    Asker { person, role }
}

/// Admits someone who comes into care.
pub(crate) async fn client(
    service: &Service,
    by: Asker,
    called: &str,
    language: Language,
) -> ClientId {
    let new = NewClient {
        id: None,
        called: private(called),
        language,
        sign_in_name: private(&called.to_lowercase()),
        passphrase: private(PASSPHRASE),
    };
    admit_client(&service.vault, &Service::passphrases(), by, &new)
        .await
        .unwrap()
}

impl Folk {
    pub(crate) async fn admit(service: &Service, language: Language) -> Self {
        let mara = staff(service, "Mara Lindqvist", Role::ServiceLead, language).await;
        let ruth = staff(service, "Ruth Okafor", Role::Therapist, language).await;
        let ines = staff(service, "Ines Duarte", Role::Supervisor, language).await;
        let tomas = staff(service, "Tomas Lind", Role::Advocate, language).await;
        let ben = staff(service, "Ben Stone", Role::Therapist, language).await;
        let amal = client(service, mara, "Amal", language).await;
        let noor = client(service, mara, "Noor", language).await;
        for (client, who, kind) in [
            (amal, ruth, RelationKind::Therapist),
            (amal, ines, RelationKind::Supervisor),
            (amal, tomas, RelationKind::Advocate),
            (noor, ben, RelationKind::Therapist),
        ] {
            assign(&service.vault, mara, client, who.person, kind)
                .await
                .unwrap();
        }
        Self {
            mara,
            ruth,
            ines,
            tomas,
            amal,
            noor,
            ben,
        }
    }
}

/// Opens a record as someone, for a purpose.
pub(crate) async fn open(
    service: &Service,
    by: Asker,
    whose: ClientId,
    sections: &[Section],
    purpose: Purpose,
) -> Act {
    let access = service
        .vault
        .decide(by, whose, Sections::of(sections), purpose)
        .await
        .unwrap();
    Act::open(&service.vault, access.unwrap()).await.unwrap()
}

/// A client opens their own record.
pub(crate) async fn own(service: &Service, client: ClientId, sections: &[Section]) -> Act {
    let asker = Asker {
        person: client.person(),
        role: Role::Client,
    };
    open(service, asker, client, sections, Purpose::OwnRecord).await
}

/// Writes a session down, on a day at ten o'clock; answers its id.
pub(crate) async fn session(
    service: &Service,
    with: Asker,
    client: ClientId,
    starts: Moment,
) -> RecordId {
    let sections = [Section::Sessions, Section::Overview];
    let mut act = open(service, with, client, &sections, Purpose::Treatment).await;
    let id = act.mint();
    let new = NewSession {
        starts,
        minutes: 50,
        place: Line::parse("Room 3, Lindenhaus").unwrap(),
        plan: Line::parse_optional(Some("Go on with what helped")).unwrap(),
    };
    record(&mut act, id, &new).await.unwrap();
    act.done().await.unwrap();
    id
}

/// The six scales of the check-in.
pub(crate) const SCALES: [&str; 6] = alliance::check_in_rules::SCALES;

/// A client answers a check-in with these values, openly, and skips the other scales.
pub(crate) async fn check_in(
    service: &Service,
    client: ClientId,
    session: RecordId,
    values: &[&str],
) {
    let sections = [
        Section::Sessions,
        Section::CheckIns,
        Section::Relationship,
        Section::Overview,
        Section::Consent,
    ];
    let mut act = own(service, client, &sections).await;
    let mut fields: Vec<(String, String)> = vec![
        ("who_sees".into(), "therapist_now".into()),
        ("see_each".into(), "each".into()),
    ];
    fields.extend(
        SCALES
            .iter()
            .zip(values)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let sent = Sent {
        session,
        session_version: 1,
        fields: &fields,
        instead: None,
    };
    complete(&mut act, alliance::form().unwrap(), &sent, &rooms::Sessions)
        .await
        .unwrap();
    act.done().await.unwrap();
}

/// What has been so far with Amal: three sessions a week apart with Ruth, each on Monday at ten;
/// the first two answered with 8.6 and 8.4; a fourth is planned. It is now a quarter past eleven
/// on the day of the third. Answers the third.
pub(crate) async fn three_sessions(service: &Service, folk: &Folk) -> RecordId {
    let ten = BEGINNING + HOUR;
    let first = session(service, folk.ruth, folk.amal, ten).await;
    service.clock.set(ten + HOUR);
    check_in(service, folk.amal, first, &["9", "9", "8", "9", "8"]).await;
    let second = session(service, folk.ruth, folk.amal, ten + 7 * DAY).await;
    service.clock.set(ten + 7 * DAY + HOUR);
    check_in(service, folk.amal, second, &["9", "8", "8", "9", "8"]).await;
    let third = session(service, folk.ruth, folk.amal, ten + 14 * DAY).await;
    session(service, folk.ruth, folk.amal, ten + 21 * DAY).await;
    service.clock.set(ten + 14 * DAY + HOUR);
    service.minutes(15);
    third
}

/// The steps of the PHQ-9, from not at all to nearly every day.
pub(crate) const PHQ_STEPS: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

pub(crate) fn today(service: &Service) -> Day {
    Day::of(service.vault.now(), &jiff::tz::TimeZone::UTC)
}

/// A therapist asks something from today on, every so many days.
pub(crate) async fn asks(
    service: &Service,
    with: Asker,
    client: ClientId,
    measure: &str,
    every: u16,
) {
    let sections = [Section::Measures, Section::Overview];
    let mut act = open(service, with, client, &sections, Purpose::Treatment).await;
    let begin = Change::Begin {
        measure: measure.to_owned(),
        every: Some(every),
        first: today(service),
    };
    let offer = Offer::shipped().unwrap();
    measures::change(&mut act, &offer, None, today(service), &begin)
        .await
        .unwrap();
    act.done().await.unwrap();
}

/// A client answers the PHQ-9 and sends it: the same step for the first eight questions, another
/// for the ninth. It is the record of the answer.
pub(crate) async fn answers_phq(
    service: &Service,
    client: ClientId,
    each: usize,
    ninth: usize,
) -> RecordId {
    let sections = [Section::Measures, Section::Overview, Section::Consent];
    let offer = Offer::shipped().unwrap();
    let mut act = own(service, client, &sections).await;
    let due = measures::due(&mut act, &offer, today(service))
        .await
        .unwrap();
    let due = due.iter().find(|due| due.measure == "phq-9").unwrap();
    let form = offer.measure("phq-9").unwrap().form().unwrap();
    let fields: Vec<(String, String)> = (1..=9)
        .map(|item| {
            (
                format!("phq-9.{item}"),
                if item == 9 { ninth } else { each },
            )
        })
        .map(|(name, step)| (name, PHQ_STEPS[step].to_owned()))
        .collect();
    let Taken::Answered(response) = take(form, &fields) else {
        panic!("these are answers");
    };
    let canonical = form.canonical();
    let sent = measures::Sent {
        occurrence: due.occurrence,
        measure: "phq-9",
        form: &canonical,
        response: &response,
        readers: ReadersV1::Section,
        today: today(service),
    };
    measures::complete(&mut act, &offer, None, &sent)
        .await
        .unwrap();
    act.done().await.unwrap();
    due.occurrence
}
