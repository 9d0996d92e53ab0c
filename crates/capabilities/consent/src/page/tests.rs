//! The screen over HTTP, as a client meets it.

mod full;
mod seen;

use crate::page::screens;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::response::{IntoResponse, Response};
use care::{
    Asker, ClientId, Clock, Facts, Happened, Moment, PersonId, Purpose, RecordId, Relation,
    RelationKind, Role, Section, Sections,
};
use full::{Disk, EngineOnDisk};
use jiff::tz::TimeZone;
use pages::{
    Arrival, Cover, Floor, Form, Html, Language, Reactions, Screens, Settings, SignIns, SignedIn,
    Site, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, Damaged, ReadError, RootKey, Stored, Vault};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use testing::{Frozen, Seeded};
use tower::ServiceExt;

const MINA: PersonId = PersonId::from_bytes([0xA1; 16]);
const RUTH: PersonId = PersonId::from_bytes([0xB2; 16]);
const IMANI: PersonId = PersonId::from_bytes([0xC3; 16]);
/// Someone whose entry in the directory does not open.
const LOST: PersonId = PersonId::from_bytes([0xD4; 16]);

/// A door that everyone is through already: the token is the language.
struct OpenDoor;

impl SignIns for OpenDoor {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            Ok(Language::from_tag(token).map(|language| SignedIn {
                sign_in: RecordId::from_bytes([1; 16]),
                asker: Asker {
                    person: MINA,
                    role: Role::Client,
                },
                name: String::new(),
                language,
                so_far: pages::SoFar::In,
                proven: care::Moment::from_millis(0),
            }))
        })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        Box::pin(async move {
            match person {
                RUTH => Ok(Some("Ruth Okafor".to_owned())),
                IMANI => Ok(Some("Imani <b>Brooks</b>".to_owned())),
                LOST => Err(Damaged.into()),
                _ => Ok(None),
            }
        })
    }

    fn called<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        Box::pin(async { Ok("Mina".to_owned()) })
    }

    fn unlock<'a>(
        &'a self,
        _: &'a SignedIn,
        _: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(async { Ok(Unlocked::Yes) })
    }

    fn front<'a>(&'a self, _: &'a Arrival) -> Pending<'a, Response> {
        Box::pin(async { "the door".into_response() })
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

/// A note, for something to be read and written.
#[derive(Serialize, Deserialize)]
struct NoteV1 {
    said: String,
}

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

/// Mina's record at a small service, where Ruth is her therapist.
struct Small {
    vault: Vault,
    clock: Arc<Frozen>,
    disk: Arc<Disk>,
    router: Router,
}

const fn staff(person: PersonId, role: Role) -> Asker {
    Asker { person, role }
}

impl Small {
    async fn new() -> Self {
        let (clock, chance) = (Arc::new(Frozen::default()), Arc::new(Seeded::new(3)));
        let disk = Arc::new(Disk::default());
        let engine = Box::new(EngineOnDisk(Arc::clone(&disk)));
        let root = RootKey::mint(&*chance);
        let clock_too = Arc::clone(&clock) as Arc<dyn Clock>;
        let vault = Vault::open(engine, root, clock_too, chance).await.unwrap();
        vault.admit(&[MINA, RUTH, IMANI, LOST]).await.unwrap();
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
            Arc::new(OpenDoor),
            Arc::new(NoReactions),
        );
        let home =
            Screens::new().screen("home", Sections::of(&[Section::Overview]), async |_, _| {
                Ok(Html::words("home"))
            });
        let router = Site::new(floor, pages::Routes::new(), screens().and(home)).into_router();
        let small = Self {
            vault,
            clock,
            disk,
            router,
        };
        small
            .stand(|facts| {
                facts.relations.push(Relation {
                    person: RUTH,
                    kind: RelationKind::Therapist,
                    from: testing::BEGINNING,
                    until: None,
                });
            })
            .await;
        small
    }

    /// Changes who stands how to Mina, as the service lead.
    async fn stand(&self, change: impl FnOnce(&mut Facts)) {
        let lead = staff(IMANI, Role::ServiceLead);
        let mut act = self
            .open(lead, &[Section::Consent], Purpose::Assignment)
            .await
            .unwrap();
        let mut facts = act.standing().await.unwrap();
        change(&mut facts);
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
    }

    async fn open(
        &self,
        by: Asker,
        sections: &[Section],
        purpose: Purpose,
    ) -> Result<Act, ReadError> {
        let mina = ClientId::of(MINA);
        let access = self
            .vault
            .decide(by, mina, Sections::of(sections), purpose)
            .await
            .unwrap();
        Act::open(&self.vault, access.unwrap()).await
    }

    /// Ruth opens what Mina said.
    async fn ruth_opens(&self) -> Result<Act, ReadError> {
        let sections = [Section::CheckIns, Section::Notes];
        self.open(staff(RUTH, Role::Therapist), &sections, Purpose::Treatment)
            .await
    }

    async fn send(&self, language: &str, form: Option<&str>) -> String {
        let request = Request::builder()
            .uri("/")
            .header(header::COOKIE, format!("__Host-a={language}"));
        let request = match form {
            None => request.body(Body::empty()),
            Some(form) => request
                .method("POST")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(form.to_owned())),
        };
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// The screen, as it is shown now.
    async fn seen(&self, language: &str) -> String {
        self.send(language, Some("do=unlock")).await;
        self.send(language, Some("do=seen")).await;
        main(&self.send(language, None).await)
    }
}

/// What stands between the shell's header and footer.
fn main(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0.to_owned()
}

/// A moment on the frozen clock's first day.
fn at(hour: i64, minute: i64) -> Moment {
    testing::BEGINNING + (hour - 9) * care::HOUR + minute * care::MINUTE
}
