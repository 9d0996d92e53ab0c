//! What two people write to each other: messages and what comes along, a note and what the client
//! says beside it, their agreement, promises by hand, what both want to speak about, a change with
//! its reason, and an absence.

use super::past::Folk;
use super::planted::Planted;
use super::visits::{once, said};
use crate::asking::{Caller, Told};
use attune::system::WallClock;
use care::{Clock, DAY};

/// Somebody's day with these, at the running program.
pub(super) struct Between<'a> {
    pub(super) planted: &'a mut Planted,
    pub(super) folk: &'a Folk,
}

/// What stands between the parts of a form that takes files.
const BREAK: &str = "between-the-parts";

/// So many days from now, as a date field has it.
fn day(days: i64) -> String {
    let then = jiff::Timestamp::from_millisecond((WallClock.now() + days * DAY).millis());
    let then = then.unwrap().to_string();
    then.split_once('T').unwrap().0.to_owned()
}

/// A document of one page without anything on it, that says who made it.
fn document(by: &str) -> String {
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Author ({by}) >>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
    )
}

/// Sends a form that takes files, with a document where there is one.
async fn sends(caller: &mut Caller, to: &str, fields: &[(&str, &str)], file: &str) -> Told {
    let part = |(name, value): &(&str, &str)| {
        format!("--{BREAK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut parts: Vec<String> = fields.iter().map(part).collect();
    if !file.is_empty() {
        parts.push(format!(
            "--{BREAK}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n{file}\r\n"
        ));
    }
    parts.push(format!("--{BREAK}--\r\n"));
    let body = parts.concat();
    let kind = format!("multipart/form-data; boundary={BREAK}");
    caller
        .ask("POST", to, "", Some((&kind, &body)))
        .await
        .unwrap()
}

/// The first address on a page that begins so and goes on to a record.
fn address(page: &str, begins: &str) -> String {
    let all = page.split("href=\"").skip(1);
    let mut all = all.filter_map(|rest| rest.split('"').next());
    let is = |to: &&str| {
        to.strip_prefix(begins)
            .is_some_and(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    all.find(is)
        .unwrap_or_else(|| panic!("nothing below {begins}"))
        .to_owned()
}

impl Between<'_> {
    /// A client sends a form, and what was kept is on the screen it is kept under.
    async fn keeps(&self, caller: &mut Caller, form: &[(&str, &str)], screen: &str, word: &str) {
        let told = caller.post("/", form).await.unwrap();
        assert!(told.status < 400, "{}: {}", form[0].1, told.head);
        said(&caller.post("/", &[("do", screen)]).await.unwrap(), 303);
        let page = caller.get("/").await.unwrap().page;
        assert!(
            page.contains(word),
            "{} is not on {screen}: {page}",
            form[0].1
        );
    }

    pub(super) async fn client(&mut self, caller: &mut Caller) {
        let (word, author) = (
            self.planted.typed("messages"),
            self.planted.typed("files sent along"),
        );
        let id = once();
        let form = [
            ("do", "message-send"),
            ("once", &*id),
            ("message-words", &*word),
        ];
        let told = sends(caller, "/", &form, &document(&author)).await;
        said(&told, 303);
        said(&caller.post("/", &[("do", "messages")]).await.unwrap(), 303);
        let page = caller.get("/").await.unwrap().page;
        assert!(
            page.contains(&word) && page.contains("message-file"),
            "{page}"
        );
        let word = self.planted.typed("agreements");
        let form = [("do", "agreement-send"), (".seen", "0"), ("place", &*word)];
        self.keeps(caller, &form, "agreement", &word).await;
        let word = self.planted.typed("agreements, seen differently");
        let form = [
            ("do", "agreement-beside"),
            ("part", "meeting"),
            ("beside", &*word),
        ];
        self.keeps(caller, &form, "agreement", &word).await;
    }

    /// The therapist's side of it, with one client.
    /// `meets`: when the therapist is with this client and nobody else, and where.
    pub(super) async fn therapist(
        &mut self,
        caller: &mut Caller,
        client: &str,
        meets: (&str, &str),
    ) {
        let (word, id) = (self.planted.typed("messages"), once());
        let form = [("once", &*id), ("message-words", &*word)];
        let at = format!("{client}/messages");
        said(&sends(caller, &at, &form, "").await, 303);
        let page = caller.get(&at).await.unwrap().page;
        assert!(page.contains(&word), "a message is not shown: {page}");

        let (word, id, due) = (self.planted.typed("promises by hand"), once(), day(3));
        let form = [
            ("once", &*id),
            ("kind", "hand"),
            ("words", &*word),
            ("day", &*due),
            ("time", "10:00"),
        ];
        let at = format!("{client}/promises");
        said(&caller.post(&at, &form).await.unwrap(), 303);
        let page = caller.get(&at).await.unwrap().page;
        assert!(page.contains(&word), "a promise is not shown: {page}");
        // The one with these words, and not the session that begins on time.
        let (before, _) = page.split_once(&word).unwrap();
        let (_, to) = before.rsplit_once("href=\"").unwrap();
        self.later(caller, to.split('"').next().unwrap()).await;
        self.session(caller, client, meets).await;
        self.note(caller, client).await;
    }

    /// Why a promise will be late.
    async fn later(&mut self, caller: &mut Caller, at: &str) {
        let why = self.planted.typed("words to a promise");
        let later = day(5);
        let form = [
            ("version", "1"),
            ("day", &*later),
            ("time", "10:00"),
            ("why", &*why),
            ("say", "late"),
        ];
        said(&caller.post(at, &form).await.unwrap(), 303);
        let page = caller.get(at).await.unwrap().page;
        assert!(page.contains(&why), "it is not shown: {page}");
    }

    /// What both want to speak about, what is told beforehand, and a change with its reason.
    async fn session(&mut self, caller: &mut Caller, client: &str, (time, place): (&str, &str)) {
        let page = caller
            .get(&format!("{client}/sessions"))
            .await
            .unwrap()
            .page;
        let at = address(&page, &format!("{client}/sessions/"));
        let (item, id) = (self.planted.typed("agendas"), once());
        let form = [("once", &*id), ("item", &*item)];
        said(
            &caller.post(&format!("{at}/agenda"), &form).await.unwrap(),
            303,
        );
        let (others, not) = (
            self.planted.typed("told before a session"),
            self.planted.typed("told before a session"),
        );
        let form = [("others", &*others), ("will-not", &*not)];
        said(
            &caller.post(&format!("{at}/told"), &form).await.unwrap(),
            303,
        );
        let page = caller.get(&format!("{at}/change")).await.unwrap().page;
        let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
        let seen = rest.split('"').next().unwrap().to_owned();
        let (reason, id) = (self.planted.typed("reasons of changes"), once());
        let with = self.folk.therapist.0.person.to_string();
        let then = day(4);
        let form = [
            ("once", &*id),
            ("seen", &*seen),
            ("day", &*then),
            ("time", time),
            ("minutes", "50"),
            ("place", place),
            ("with", &*with),
            ("kind", "room"),
            ("reason", &*reason),
        ];
        let told = caller.post(&format!("{at}/change"), &form).await.unwrap();
        said(&told, 303);
        let page = caller.get(&at).await.unwrap().page;
        for word in [&item, &others, &not, &reason] {
            assert!(page.contains(word), "{word} is not shown: {page}");
        }
    }

    /// A note, a draft of another, and the reason it is set right.
    async fn note(&mut self, caller: &mut Caller, client: &str) {
        let at = format!("{client}/notes");
        let (draft, id) = (self.planted.typed("drafts of notes"), once());
        let form = [("once", &*id), ("did", &*draft)];
        let told = caller.post(&format!("{at}/draft"), &form).await.unwrap();
        assert!(told.status < 400, "{}", told.head);
        let words = [(); 3].map(|()| self.planted.typed("notes"));
        let id = once();
        let form = [
            ("once", &*id),
            ("did", &*words[0]),
            ("how", &*words[1]),
            ("safety", &*words[2]),
        ];
        said(
            &caller.post(&format!("{at}/new"), &form).await.unwrap(),
            303,
        );
        let page = caller.get(&format!("{at}/{id}")).await.unwrap().page;
        assert!(page.contains(&words[2]), "a note is not shown: {page}");
    }

    /// That someone will be away, in so many days, and why.
    pub(super) async fn away(&mut self, caller: &mut Caller, days: i64) {
        let page = caller.get("/absence").await.unwrap().page;
        let (_, rest) = page.split_once("name=\"new\" value=\"").unwrap();
        let new = rest.split('"').next().unwrap().to_owned();
        let reason = self.planted.typed("reasons of absences");
        let (from, until) = (day(days), day(days + 9));
        let form = [
            ("new", &*new),
            ("from", &*from),
            ("until", &*until),
            ("reason", &*reason),
            ("cover", ""),
        ];
        said(&caller.post("/absence", &form).await.unwrap(), 303);
        let page = caller.get("/absence").await.unwrap().page;
        assert!(page.contains(&reason), "an absence is not shown: {page}");
    }

    /// What the client says beside the first note.
    pub(super) async fn beside_a_note(&mut self, caller: &mut Caller) {
        said(&caller.post("/", &[("do", "notes")]).await.unwrap(), 303);
        let page = caller.get("/").await.unwrap().page;
        let (_, rest) = page.split_once("name=\"about\" value=\"").unwrap();
        let note = rest.split('"').next().unwrap().to_owned();
        let (word, id) = (self.planted.typed("said beside notes"), once());
        let form = [
            ("do", "note-beside"),
            ("once", &*id),
            ("about", &*note),
            ("own-words", &*word),
            ("wish", "beside"),
        ];
        said(&caller.post("/", &form).await.unwrap(), 303);
        let form = [("do", "notes"), ("about", &*note)];
        said(&caller.post("/", &form).await.unwrap(), 303);
        let page = caller.get("/").await.unwrap().page;
        assert!(page.contains(&word), "it is not shown: {page}");
    }
}
