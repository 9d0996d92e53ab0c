//! The service with its pages, and people who are through the door already.

use crate::joined::joined;
use alliance::{Sent, complete, form};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use care::{
    Asker, ClientId, Clock, Happened, Line, Moment, PersonId, Private, Purpose, RecordId,
    RelationKind, Role, Section, Sections,
};
use instruments::Measures;
use jiff::tz::TimeZone;
use measures::Offer;
use pages::{
    Arrival, Cover, Floor, Form, Language, Reactions, Settings, SignIns, SignedIn, Site, Unlocked,
};
use people::{Hashing, NewClient, NewStaff, Passphrases, SignInDesk};
use sealed::engine::Pending;
use sealed::engines::MemoryEngine;
use sealed::{Act, ReadError, RootKey, Vault};
use sessions::meeting::{NewSession, record};
use std::sync::Arc;
use testing::{AMAL, BEN, Frozen, INES, MARA, NOOR, RUTH, Seeded, TOMAS};
use tower::ServiceExt;

/// A peer supporter on Amal's team.
pub(crate) const PIM: PersonId = PersonId::from_bytes([0xe1; 16]);
/// A nurse on Amal's team.
pub(crate) const WANDA: PersonId = PersonId::from_bytes([0xe2; 16]);

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, PersonId, Role); 9] = [
    ("amal", AMAL, Role::Client),
    ("noor", NOOR, Role::Client),
    ("ruth", RUTH, Role::Therapist),
    ("ben", BEN, Role::Therapist),
    ("ines", INES, Role::Supervisor),
    ("tomas", TOMAS, Role::Advocate),
    ("mara", MARA, Role::ServiceLead),
    ("pim", PIM, Role::PeerSupporter),
    ("wanda", WANDA, Role::WardNurse),
];

fn name(sign_in: &str) -> &str {
    match sign_in {
        "amal" => "Amal",
        "noor" => "Noor",
        "ruth" => "Ruth Okafor",
        "ben" => "Ben Stone",
        "ines" => "Ines Duarte",
        "tomas" => "Tomas Lind",
        "mara" => "Mara Lindqvist",
        "pim" => "Pim Aalto",
        _ => "Wanda Nkosi",
    }
}

/// A door that everyone is through: the token is the name, and `.es` after it for Spanish.
struct OpenDoor(SignInDesk);

impl SignIns for OpenDoor {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            let (who, language) = token.split_once('.').unwrap_or((token, "en"));
            let found = EVERYONE.iter().find(|(known, ..)| *known == who);
            Ok(found.map(|(known, person, role)| SignedIn {
                sign_in: RecordId::from_bytes(*person.bytes()),
                asker: Asker {
                    person: *person,
                    role: *role,
                },
                name: name(known).to_owned(),
                language: Language::from_tag(language).unwrap(),
                so_far: pages::SoFar::In,
                proven: care::Moment::from_millis(0),
            }))
        })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        self.0.name_of(person)
    }

    fn called<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        self.0.called(act)
    }

    fn unlock<'a>(
        &'a self,
        _: &'a SignedIn,
        _: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(async { Ok(Unlocked::Yes) })
    }

    fn front<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Response> {
        self.0.front(arrival)
    }
}

struct NoReactions;

impl Reactions for NoReactions {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        _: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        Box::pin(async { Ok(()) })
    }
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    /// What stands between the shell's header and footer.
    pub(crate) fn main(&self) -> &str {
        let (_, rest) = self.page.split_once("<main").unwrap();
        rest.split_once("</main>").unwrap().0
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let (_, rest) = self
            .page
            .split_once(&at)
            .unwrap_or_else(|| panic!("{name}: {}", self.page));
        rest.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }
}

pub(crate) struct Served {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) offer: Arc<Offer>,
    router: Router,
}

impl Served {
    /// The service on its first day: Amal works with Ruth, Ines supervises, Tomas stands beside
    /// her, Pim and Wanda are on her team; Noor works with Ben.
    pub(crate) async fn new() -> Self {
        let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(11)));
        let root = RootKey::mint(&*chance);
        let time = Arc::clone(&clock) as Arc<dyn Clock>;
        let engine = Box::new(MemoryEngine::new());
        let vault = Vault::open(engine, root, time, chance).await.unwrap();
        admit(&vault).await;
        let desk = SignInDesk::new(vault.clone(), true, passphrases(), None);
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let floor = Floor::new(
            vault.clone(),
            settings,
            Arc::new(OpenDoor(desk)),
            Arc::new(NoReactions),
        );
        let shipped = Measures::shipped().unwrap();
        let offer = Offer::new(shipped, None, None).unwrap();
        let (routes, screens) = joined(&vault, &offer);
        let site = Site::new(floor, routes, screens).into_router();
        let served = Self {
            vault,
            clock,
            offer,
            router: site,
        };
        // What comes first has been read.
        for who in ["amal", "noor"] {
            served.unlocks(who).await;
            served.post(who, "/", &[("do", "home")]).await;
        }
        served
    }

    /// The second lock of a client's app is off; nobody else has one.
    async fn unlocks(&self, who: &str) {
        let request = Request::post("/")
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from("do=unlock")).await;
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Came {
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let status = response.status();
        let to = response.headers().get(header::LOCATION);
        let to = to.map_or("", |to| to.to_str().unwrap()).to_owned();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        Came { status, to, page }
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Came {
        self.unlocks(who).await;
        let request = Request::get(path).header(header::COOKIE, format!("__Host-a={who}"));
        self.ask(request, Body::empty()).await
    }

    pub(crate) async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Came {
        self.unlocks(who).await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.finish())).await
    }

    /// A client does something and sees what comes of it.
    pub(crate) async fn does(&self, who: &str, does: &str, fields: &[(&str, &str)]) -> Came {
        let mut all = vec![("do", does)];
        all.extend(fields);
        let came = self.post(who, "/", &all).await;
        if came.status == StatusCode::SEE_OTHER {
            self.get(who, "/").await
        } else {
            came
        }
    }

    /// Opens Amal's record, as she or as someone who works with her.
    pub(crate) async fn opens(&self, who: PersonId, sections: &[Section]) -> Act {
        let access = self.vault.decide(
            testing::asker(who),
            ClientId::of(AMAL),
            Sections::of(sections),
            testing::purpose(who),
        );
        Act::open(&self.vault, access.await.unwrap().unwrap())
            .await
            .unwrap()
    }

    /// A session of Amal's with Ruth.
    pub(crate) async fn session(&self, starts: Moment) -> RecordId {
        let mut act = self
            .opens(RUTH, &[Section::Sessions, Section::Overview])
            .await;
        let new = NewSession {
            starts,
            minutes: 50,
            place: Line::parse("Room 4, the one with the garden").unwrap(),
            plan: Line::parse_optional(Some("What stayed with you, and the week ahead")).unwrap(),
        };
        let id = act.mint();
        record(&mut act, id, &new).await.unwrap();
        act.done().await.unwrap();
        id
    }

    /// Amal's answers about a session.
    pub(crate) async fn check_in(&self, session: RecordId, fields: &[(&str, &str)]) {
        let owned: Vec<(String, String)> = fields
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let mut act = self.opens(AMAL, OWN).await;
        let sent = Sent {
            session,
            session_version: 1,
            fields: &owned,
            instead: None,
        };
        complete(&mut act, form().unwrap(), &sent, &rooms::Sessions)
            .await
            .unwrap();
        act.done().await.unwrap();
    }
}

/// What Amal's own acts open.
pub(crate) const OWN: &[Section] = &[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
];

fn passphrases() -> Passphrases {
    Passphrases::new(Hashing::light())
}

async fn admit(vault: &Vault) {
    let (passphrases, passphrase) = (passphrases(), "a slow green river".to_owned());
    let private = |words: &str| Private::new(words.to_owned());
    let mara = testing::asker(MARA);
    for (sign_in, person, role) in EVERYONE {
        if role == Role::Client {
            let new = NewClient {
                id: Some(person),
                called: private(name(sign_in)),
                language: Language::English,
                sign_in_name: private(sign_in),
                passphrase: private(&passphrase),
            };
            people::admit_client(vault, &passphrases, mara, &new)
                .await
                .unwrap();
        } else {
            let new = NewStaff {
                id: Some(person),
                name: private(name(sign_in)),
                role,
                language: Language::English,
                sign_in_name: private(sign_in),
                passphrase: private(&passphrase),
            };
            people::admit_staff(vault, &passphrases, &new)
                .await
                .unwrap();
        }
    }
    for (client, person, kind) in [
        (AMAL, RUTH, RelationKind::Therapist),
        (AMAL, INES, RelationKind::Supervisor),
        (AMAL, TOMAS, RelationKind::Advocate),
        (AMAL, PIM, RelationKind::Team),
        (AMAL, WANDA, RelationKind::Team),
        (NOOR, BEN, RelationKind::Therapist),
    ] {
        people::assign(vault, mara, ClientId::of(client), person, kind)
            .await
            .unwrap();
    }
}

/// Opens a client's record for a purpose.
pub(crate) async fn opens_for(
    served: &Served,
    who: Asker,
    client: PersonId,
    sections: &[Section],
    purpose: Purpose,
) -> Act {
    let sections = Sections::of(sections);
    let access = served
        .vault
        .decide(who, ClientId::of(client), sections, purpose);
    Act::open(&served.vault, access.await.unwrap().unwrap())
        .await
        .unwrap()
}
