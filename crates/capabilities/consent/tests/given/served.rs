//! The small service behind its pages: everyone comes in by saying who they are.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{
    Access, Asker, ClientId, Clock, Happened, Moment, PersonId, Purpose, RecordId, Refused, Role,
    Section, Sections,
};
use consent::{Colleague, Staff};
use jiff::tz::TimeZone;
use pages::{
    Arrival, Floor, Form, Html, Language, Reactions, Screens, Settings, SignIns, SignedIn, Site,
    Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError, Stored};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use testing::{AMAL, BEN, Frozen, INES, MARA, NOOR, RUTH, Small, TOMAS, asker};
use tower::ServiceExt;

/// Everyone who works here, with their names.
pub(crate) const HERE: [(PersonId, &str); 5] = [
    (BEN, "Ben Stone"),
    (INES, "Ines Duarte"),
    (MARA, "Mara Lindqvist"),
    (RUTH, "Ruth Okafor"),
    (TOMAS, "Tomas Lind"),
];

/// The door, which everyone passes who says who they are: `<person>.<language>`, and behind it
/// `.old` for someone who proved it long ago, `.other` for their sign-in on another device.
struct Door(Arc<Frozen>);

impl SignIns for Door {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            let mut said = token.split('.');
            let person = said.next().and_then(PersonId::parse);
            let language = said.next().and_then(Language::from_tag);
            let how = said.next();
            let (old, other) = (how == Some("old"), how == Some("other"));
            let name = |person| {
                let known = HERE.iter().find(|(one, _)| *one == person);
                known.map_or("", |(_, name)| *name).to_owned()
            };
            let sign_in = |person: PersonId| {
                let other = if other { [0x0F; 16] } else { *person.bytes() };
                RecordId::from_bytes(other)
            };
            Ok(person.zip(language).map(|(person, language)| SignedIn {
                sign_in: sign_in(person),
                asker: asker(person),
                name: name(person),
                language,
                so_far: pages::SoFar::In,
                proven: self.0.now() - if old { care::DAY } else { 0 },
            }))
        })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        let known = HERE.iter().find(|(one, _)| *one == person);
        let name = known.map(|(_, name)| (*name).to_owned());
        Box::pin(async move { Ok(name) })
    }

    fn called<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        Box::pin(async { Ok("Amal".to_owned()) })
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

/// Notes down what happened.
#[derive(Default)]
struct Noted(Mutex<Vec<Happened>>);

impl Reactions for Noted {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        self.0.lock().unwrap().extend_from_slice(happened);
        Box::pin(async { Ok(()) })
    }
}

/// Those who work here.
struct Folk;

impl Staff for Folk {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        let colleague = |(person, name): &(PersonId, &str)| Colleague {
            person: *person,
            name: (*name).to_owned(),
            role: asker(*person).role,
        };
        let here = HERE.iter().map(colleague).collect();
        Box::pin(async move { Ok(here) })
    }

    fn client_under<'a>(&'a self, written: &'a str) -> Pending<'a, Result<ClientId, ReadError>> {
        let found = match written {
            "amal" => AMAL,
            "noor" => NOOR,
            _ => PersonId::from_bytes([0x77; 16]),
        };
        Box::pin(async move { Ok(ClientId::of(found)) })
    }

    fn client_days(&self, _: Moment, _: Moment) -> Pending<'_, Result<u64, ReadError>> {
        Box::pin(async { Ok(180) })
    }
}

/// Something to be read.
#[derive(Serialize, Deserialize)]
pub(crate) struct MeasureV1(pub(crate) String);

impl Stored for MeasureV1 {
    const KIND: &'static str = "measure";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;
}

pub(crate) struct Served {
    pub(crate) small: Small,
    router: Router,
    happened: Arc<Noted>,
}

/// What was answered.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Served {
    pub(crate) async fn new() -> Self {
        Self::over(Small::in_memory().await)
    }

    pub(crate) fn over(small: Small) -> Self {
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: pages::Cover::default(),
        };
        let happened = Arc::new(Noted::default());
        let door = Arc::new(Door(Arc::clone(&small.clock)));
        let floor = Floor::new(small.vault.clone(), settings, door, happened.clone());
        let staff: Arc<dyn Staff> = Arc::new(Folk);
        let home =
            Screens::new().screen("home", Sections::of(&[Section::Overview]), async |_, _| {
                Ok(Html::words("home"))
            });
        let screens = consent::screens(&staff).and(home);
        let router = Site::new(floor, consent::routes(&staff), screens).into_router();
        Self {
            small,
            router,
            happened,
        }
    }

    async fn send(&self, path: &str, token: &str, form: Option<&str>) -> Answered {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, format!("__Host-a={token}"));
        let request = match form {
            None => request.body(Body::empty()),
            Some(form) => request
                .method("POST")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(form.to_owned())),
        };
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let to = response.headers().get(header::LOCATION);
        let to = to.map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        Answered {
            status,
            to: to.unwrap_or_default(),
            page: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// What Amal sees after doing this, in a language.
    pub(crate) async fn amal_in(&self, language: &str, form: &str) -> String {
        self.does(&format!("{AMAL}.{language}"), form).await
    }

    /// What is seen in Amal's other sign-in after doing this.
    pub(crate) async fn elsewhere(&self, form: &str) -> String {
        self.does(&format!("{AMAL}.en.other"), form).await
    }

    async fn does(&self, token: &str, form: &str) -> String {
        self.send("/", token, Some("do=unlock&unlock=x")).await;
        let answered = self.send("/", token, Some(form)).await;
        if answered.status == StatusCode::SEE_OTHER {
            return main(&self.send("/", token, None).await.page);
        }
        main(&answered.page)
    }

    pub(crate) async fn amal(&self, form: &str) -> String {
        self.amal_in("en", form).await
    }

    /// Amal says yes to the permission that is shown to her now.
    pub(crate) async fn amal_says_yes(&self) -> String {
        let shown = self.amal("do=allow-check").await;
        self.amal(&yes_to(&shown)).await
    }

    /// What someone on the staff is answered.
    pub(crate) async fn staff(&self, who: PersonId, path: &str, form: Option<&str>) -> Answered {
        self.send(path, &format!("{who}.en"), form).await
    }

    /// The same for someone who proved who they are long ago.
    pub(crate) async fn stale(&self, who: PersonId, path: &str, form: Option<&str>) -> Answered {
        self.send(path, &format!("{who}.en.old"), form).await
    }

    /// Asks whether someone may open a part for what their role looks into records for.
    pub(crate) async fn may(&self, who: PersonId, section: Section) -> Result<Access, Refused> {
        self.small.ask(who, AMAL, Sections::of(&[section])).await
    }

    /// Which parts someone may open, one by one.
    pub(crate) async fn parts(&self, who: PersonId) -> BTreeSet<Section> {
        let mut all = BTreeSet::new();
        for section in Section::ALL {
            if self.may(who, section).await.is_ok() {
                all.insert(section);
            }
        }
        all
    }

    /// Amal keeps a measure, for something to be read.
    pub(crate) async fn measured(&self) {
        let mut act = self.small.act(AMAL, AMAL, &[Section::Measures]).await;
        let id = act.mint();
        act.keep(id, &MeasureV1("Fourteen.".to_owned())).unwrap();
        act.done().await.unwrap();
    }

    /// What happened, by kind.
    pub(crate) fn happened(&self) -> Vec<Happened> {
        self.happened.0.lock().unwrap().clone()
    }

    pub(crate) async fn emergency(&self, who: Asker) -> Result<Access, Refused> {
        let sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);
        let whose = ClientId::of(AMAL);
        let decided = self
            .small
            .vault
            .decide(who, whose, sections, Purpose::Emergency)
            .await;
        decided.unwrap()
    }
}

pub(crate) const fn therapist(person: PersonId) -> Asker {
    Asker {
        person,
        role: Role::Therapist,
    }
}

/// What stands between the shell's header and footer.
pub(crate) fn main(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0.to_owned()
}

/// The words of a page, without its tags.
pub(crate) fn words(page: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            letter if !inside => words.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").replace(['\u{2068}', '\u{2069}'], "")
}

/// The id that a button on a page is about: the hidden field in front of what it does.
pub(crate) fn about(page: &str, does: &str) -> String {
    let (before, _) = page
        .split_once(&format!("value=\"{does}\""))
        .unwrap_or_else(|| panic!("{does} in {page}"));
    let (_, rest) = before.rsplit_once("name=\"about\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The yes to the permission that this page shows.
pub(crate) fn yes_to(page: &str) -> String {
    let (_, rest) = page
        .split_once("name=\"shown\" value=\"")
        .unwrap_or_else(|| panic!("nothing is shown to say yes to: {page}"));
    format!("do=allow-yes&shown={}", rest.split('"').next().unwrap())
}
