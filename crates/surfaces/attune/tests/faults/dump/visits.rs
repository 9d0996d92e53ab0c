//! What happens over the wire, at the real program with its logs at their most talkative: what
//! people write, what they type and do not send, and what is refused.

use super::between::Between;
use super::copy;
use super::past::{Folk, check_in_fields};
use super::planted::Planted;
use super::trust::Trust;
use crate::asking::{Caller, Told};
use crate::people_here::{Named, SECRET};
use crate::place::Place;
use crate::program::{self, Running};
use attune::system::{SystemChance, WallClock};
use care::{Clock, RecordId};
use people::TotpSecret;
use std::net::SocketAddr;

/// A request that nobody's page makes. `WORD` in it stands for a word, `CLIENT` for a client.
struct Strange {
    method: &'static str,
    path: &'static str,
    header: &'static str,
    kind: &'static str,
    body: &'static str,
}

const fn asking(path: &'static str, header: &'static str) -> Strange {
    Strange {
        method: "GET",
        path,
        header,
        kind: "",
        body: "",
    }
}

const fn sending(path: &'static str, kind: &'static str, body: &'static str) -> Strange {
    Strange {
        method: "POST",
        path,
        header: "",
        kind,
        body,
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const STRANGE: [Strange; 15] = [
    asking("/WORD", ""),
    asking("/clients/CLIENT?wrong=WORD", ""),
    asking("/clients/WORD", ""),
    asking("/a/WORD", ""),
    asking("/", "user-agent: WORD\r\n"),
    asking("/", "accept-language: WORD\r\n"),
    asking("/", "referer: https://WORD/\r\n"),
    asking("/", "x-forwarded-for: WORD\r\n"),
    asking("/", "cookie: a=WORD\r\n"),
    asking("/", "cookie: d=WORD\r\n"),
    Strange {
        header: "origin: https://WORD\r\n",
        ..sending("/", FORM, "do=home")
    },
    sending("/", FORM, "do=WORD"),
    sending("/", FORM, "WORD=%zz%ff"),
    sending("/in", "text/plain", "WORD"),
    sending("/people/find", "application/json", "{\"WORD\":"),
];

impl Strange {
    async fn ask(&self, who: &mut Caller, word: &str, client: &str) {
        let with = |text: &str| text.replace("WORD", word).replace("CLIENT", client);
        let body = with(self.body);
        let body = (!body.is_empty()).then_some((self.kind, &*body));
        // However it is answered, or not at all.
        let _ = who
            .ask(self.method, &with(self.path), &with(self.header), body)
            .await;
    }
}

/// One run of the program, and the words that are typed at it.
struct Visits<'a> {
    folk: &'a Folk,
    planted: &'a mut Planted,
    at: SocketAddr,
}

/// Lives the last day in two runs, each with logs of another shape. The second is killed.
pub(crate) async fn pay(place: &Place, folk: &Folk, planted: &mut Planted) {
    let half = folk.clients.len() / 2;
    let json = ["--log-level", "debug", "--log-shape", "json"];
    let watch = program::watch_address();
    let running = Running::start(place, "json", &json, &watch.to_string()).await;
    let mut visits = Visits {
        folk,
        planted: &mut *planted,
        at: running.at,
    };
    visits.lead().await;
    visits.strangers().await;
    for number in 0..half {
        visits.client(number).await;
    }
    visits.therapist(0..half).await;
    counts(place, watch, "json").await;
    assert!(running.stop().await.success());

    let compact = ["--log-level", "debug", "--log-shape", "compact"];
    let watch = program::watch_address();
    let running = Running::start(place, "compact", &compact, &watch.to_string()).await;
    let mut visits = Visits {
        folk,
        planted,
        at: running.at,
    };
    for number in half..folk.clients.len() {
        visits.client(number).await;
    }
    visits.therapist(half..folk.clients.len()).await;
    counts(place, watch, "compact").await;
    if place.postgres.is_none() {
        back_up(place).await;
        copy(&place.data(), &place.folder().join("running"));
    }
    running.kill().await;
    for log in ["json.err", "compact.err"] {
        let said = std::fs::read_to_string(place.folder().join("logs").join(log)).unwrap();
        assert!(
            said.matches("answered").count() > 100,
            "{log} says too little: {said}"
        );
    }
}

/// Keeps the page of counts.
async fn counts(place: &Place, watch: SocketAddr, name: &str) {
    let told = Caller::new(watch, 253).get("/metrics").await.unwrap();
    assert!(told.page.contains("attune_requests_total"), "{told:?}");
    let path = place.folder().join("logs").join(format!("{name}.metrics"));
    std::fs::write(path, format!("{}{}", told.head, told.page)).unwrap();
}

/// What an operator copies while people go on.
async fn back_up(place: &Place) {
    let to = |name: &str| place.folder().join(name).to_str().unwrap().to_owned();
    let done = program::run(place, "backup", &["backup", &to("backup")]).await;
    assert!(done.success());
    std::fs::create_dir(place.folder().join("keys")).unwrap();
    let copied = program::run(
        place,
        "backup",
        &["keys", "back-up", &to("keys/keys.sqlite")],
    )
    .await;
    assert!(copied.success());
}

pub(super) fn once() -> String {
    RecordId::mint(WallClock.now(), &SystemChance).to_string()
}

/// The service said so.
pub(super) fn said(told: &Told, status: u16) {
    assert_eq!(told.status, status, "{} {}", told.head, told.page);
}

/// Someone who works here gives a code of their authenticator: of this half minute, or, where they
/// came in with that one before, of the next, which a clock that is a little late would have.
async fn second_step(caller: &mut Caller) {
    let now = WallClock.now();
    let mut told = Vec::new();
    for at in [now, now + 30 * care::SECOND] {
        let code = TotpSecret::new(SECRET).code_at(at);
        let form = [("code", code.expose().as_str())];
        let answered = caller.post("/second", &form).await.unwrap();
        if answered.status == 303 {
            return;
        }
        told.push(answered.status);
    }
    panic!("no code was taken: {told:?}");
}

impl Visits<'_> {
    /// Someone comes in, from a place of their own.
    async fn come_in(&self, number: usize, named: &Named) -> Caller {
        let mut caller = Caller::new(self.at, u8::try_from(number + 1).unwrap());
        let form = [
            ("sign-in", &*named.sign_in),
            ("passphrase", &*named.passphrase),
        ];
        said(&caller.post("/in", &form).await.unwrap(), 303);
        assert!(!caller.cookies.is_empty());
        caller
    }

    /// A client's day.
    async fn client(&mut self, number: usize) {
        let folk = self.folk;
        let mut caller = self.come_in(number, &folk.clients[number].1).await;
        let unlock = [
            ("do", "unlock"),
            ("unlock", &*folk.clients[number].1.passphrase),
        ];
        said(&caller.post("/", &unlock).await.unwrap(), 303);
        self.check_in(&mut caller, number).await;
        self.felt_wrong(&mut caller).await;
        // What is begun and not sent stays as a draft.
        for at in ["felt-wrong", "check-in"] {
            let field = if at == "check-in" {
                "own_words"
            } else {
                "own-words"
            };
            said(&caller.post("/", &[("do", at)]).await.unwrap(), 303);
            let forgotten = self.planted.typed("drafts written over");
            let kept = self.planted.words("drafts");
            for words in [&forgotten, &kept] {
                let draft = [("do", "draft"), (field, words), ("fit", "clashed")];
                said(&caller.post("/", &draft).await.unwrap(), 204);
            }
        }
        for screen in ["home", "course", "seen"] {
            said(&caller.post("/", &[("do", screen)]).await.unwrap(), 303);
            said(&caller.get("/").await.unwrap(), 200);
        }
        self.trust().client(&mut caller, number).await;
        self.between().client(&mut caller).await;
    }

    fn trust(&mut self) -> Trust<'_> {
        let folk = self.folk;
        let planted = &mut *self.planted;
        Trust { planted, folk }
    }

    fn between(&mut self) -> Between<'_> {
        let folk = self.folk;
        let planted = &mut *self.planted;
        Between { planted, folk }
    }

    async fn check_in(&mut self, caller: &mut Caller, number: usize) {
        said(&caller.post("/", &[("do", "check-in")]).await.unwrap(), 303);
        let draft = self.planted.typed("drafts that were sent");
        let draft = [("do", "draft"), ("own_words", &*draft), ("heard", "3")];
        said(&caller.post("/", &draft).await.unwrap(), 204);
        let page = caller.get("/").await.unwrap().page;
        assert!(
            page.contains(draft[1].1),
            "a draft is not there when the client comes back"
        );
        let session = self.folk.due[number].to_string();
        let words = self.planted.words("check-ins");
        let mut form = check_in_fields(&words).to_vec();
        form.extend([
            ("session", &*session),
            ("session-version", "1"),
            ("do", "answer-check-in"),
        ]);
        let mut wrong = form.clone();
        let refused = self.planted.typed("refused");
        wrong.push(("pace", &refused));
        said(&caller.post("/", &wrong).await.unwrap(), 422);
        said(&caller.post("/", &form).await.unwrap(), 303);
        said(&caller.get("/").await.unwrap(), 200);
    }

    async fn felt_wrong(&mut self, caller: &mut Caller) {
        let long = format!(
            "{} {}",
            self.planted.typed("refused"),
            "and so on ".repeat(90)
        );
        let (words, first) = (self.planted.words("felt wrong"), once());
        let form = [("do", "name-it"), ("once", &*first), ("own-words", &*long)];
        let told = caller.post("/", &form).await.unwrap();
        said(&told, 422);
        assert!(told.page.contains("and so on"), "what was typed is gone");
        let form = [
            ("do", "name-it"),
            ("once", &*first),
            ("own-words", &*words),
            ("who", "now"),
        ];
        said(&caller.post("/", &form).await.unwrap(), 303);
        let told = caller.get("/").await.unwrap();
        assert!(told.page.contains(&words), "what was kept is not shown");
        let reply = self.planted.word("replies");
        let form = [
            ("do", "reply-closed"),
            ("about", &*first),
            ("own-words", &*reply),
        ];
        said(&caller.post("/", &form).await.unwrap(), 303);
    }

    /// The therapist's day with some of the clients.
    async fn therapist(&mut self, numbers: std::ops::Range<usize>) {
        let (folk, begins) = (self.folk, numbers.start);
        let mut caller = self.come_in(100, &folk.therapist.1).await;
        second_step(&mut caller).await;
        let page = caller.get("/caseload").await.unwrap().page;
        for number in numbers {
            let (client, named) = &folk.clients[number];
            assert!(
                page.contains(&named.name),
                "{} is not on the list",
                named.name
            );
            let client = format!("/clients/{client}");
            said(&caller.get(&client).await.unwrap(), 200);
            let place = self.plan(&mut caller, &client, number).await;
            self.write_about(&mut caller, &client).await;
            // Two are enough of what is between two: each writes a dozen words.
            if (begins + 2..begins + 4).contains(&number) {
                let first = number == begins + 2;
                let time = format!("{:02}:00", 5 + number);
                let mut between = self.between();
                let at = (&*time, &*place);
                between.therapist(&mut caller, &client, at).await;
                if first {
                    // Each time for other days: one absence at a time.
                    let days = if begins == 0 { 10 } else { 30 };
                    between.away(&mut caller, days).await;
                }
            }
            if begins == 0 {
                let first = number == begins;
                self.trust().notes(&mut caller, &client, first).await;
            }
        }
        self.trust().emergency(&mut caller, begins).await;
        let named = &folk.clients[begins + 2].1;
        let mut client = self.come_in(102, named).await;
        let unlock = [("do", "unlock"), ("unlock", &*named.passphrase)];
        said(&client.post("/", &unlock).await.unwrap(), 303);
        self.between().beside_a_note(&mut client).await;
    }

    async fn plan(&mut self, caller: &mut Caller, client: &str, number: usize) -> String {
        let day = jiff::Timestamp::from_millisecond(WallClock.now().millis() + 3 * care::DAY);
        let day = day.unwrap().to_string();
        let (day, _) = day.split_once('T').unwrap();
        let (place, plan) = (
            self.planted.word("session places"),
            self.planted.word("session plans"),
        );
        // Nobody is with two people at one time.
        let (id, time) = (once(), format!("{:02}:00", 5 + number));
        let form = [
            ("once", &*id),
            ("day", day),
            ("time", &*time),
            ("minutes", "50"),
            ("place", &*place),
            ("plan", &*plan),
        ];
        let told = caller
            .post(&format!("{client}/sessions"), &form)
            .await
            .unwrap();
        assert!(told.status == 303 && told.to().contains("kept"), "{told:?}");
        place
    }

    async fn write_about(&mut self, caller: &mut Caller, client: &str) {
        let (id, words) = (once(), self.planted.word("named by staff"));
        let form = [("once", &*id), ("words", &*words)];
        said(
            &caller
                .post(&format!("{client}/ruptures"), &form)
                .await
                .unwrap(),
            303,
        );
        let rupture = format!("{client}/ruptures/{id}");
        let refused = self.planted.typed("refused");
        let answer = format!("{rupture}/answer");
        said(
            &caller
                .post(&answer, &[("noticed", &refused)])
                .await
                .unwrap(),
            422,
        );
        let written = [(); 3].map(|()| self.planted.word("answers"));
        let form = [
            ("noticed", &*written[0]),
            ("discussed", &*written[1]),
            ("plan", &*written[2]),
        ];
        said(&caller.post(&answer, &form).await.unwrap(), 303);
        let step = self.planted.word("steps");
        let form = [("step", &*step), ("offered", "yes")];
        said(
            &caller
                .post(&format!("{rupture}/step"), &form)
                .await
                .unwrap(),
            303,
        );
        let page = caller.get(&rupture).await.unwrap().page;
        assert!(
            page.contains(&step) && page.contains(&words),
            "what was kept is not shown"
        );
    }

    /// The service lead admits people and looks for someone.
    async fn lead(&mut self) {
        let folk = self.folk;
        let mut caller = self.come_in(101, &folk.lead.1).await;
        second_step(&mut caller).await;
        for (path, role) in [
            ("/people/new-staff", "therapist"),
            ("/people/new-client", "client"),
        ] {
            // A client who is admitted here is not opened afterwards, so the name only counts as
            // typed; staff are on a list.
            let staff = role == "therapist";
            let name = if staff {
                self.planted.word("names")
            } else {
                self.planted.typed("names")
            };
            let sign_in = self.planted.typed("sign-in names");
            let passphrase = format!("{} kept", self.planted.typed("passphrases"));
            let new = once();
            let mut form = vec![
                ("name", &*name),
                ("sign-in", &*sign_in),
                ("passphrase", "short"),
                ("role", role),
                ("language", "en"),
                ("new", &*new),
            ];
            said(&caller.post(path, &form).await.unwrap(), 422);
            form[2].1 = &passphrase;
            let told = caller.post(path, &form).await.unwrap();
            said(&told, 303);
            let page = caller.get(told.to()).await.unwrap().page;
            assert!(page.contains(&name), "{name} was not admitted");
        }
        for _ in 0..4 {
            let sought = self.planted.typed("sought");
            said(
                &caller
                    .post("/people/find", &[("sign-in", &sought)])
                    .await
                    .unwrap(),
                422,
            );
        }
    }

    /// What strangers type, and what is typed where nobody expects it.
    async fn strangers(&mut self) {
        let mut caller = Caller::new(self.at, 200);
        for _ in 0..3 {
            let (name, passphrase) = (
                self.planted.typed("wrong at the door"),
                self.planted.typed("wrong at the door"),
            );
            let form = [("sign-in", &*name), ("passphrase", &*passphrase)];
            said(&caller.post("/in", &form).await.unwrap(), 422);
        }
        let client = self.folk.clients[0].0.to_string();
        let mut known = self.come_in(201, &self.folk.clients[0].1).await;
        for who in [&mut caller, &mut known] {
            for _ in 0..4 {
                for strange in STRANGE {
                    let word = self.planted.typed("addresses, headers, odd bodies");
                    strange.ask(who, &word, &client).await;
                }
            }
        }
        let method = self.planted.typed("methods").to_uppercase();
        let _ = caller.ask(&method, "/", "", None).await;
        let huge = format!("{}={}", self.planted.typed("refused"), "x".repeat(70_000));
        let _ = known.ask("POST", "/", "", Some((FORM, &huge))).await;
    }
}
