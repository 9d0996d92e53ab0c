//! What people write so that they can trust: how they may be reached, their plan for bad days, who
//! must not exist for them, what they want set right, phrases they know a true page and a true caller
//! by, what they ask about a line; and a therapist's own notes and the reason for an emergency.

use super::past::Folk;
use super::planted::Planted;
use super::visits::{once, said};
use crate::asking::Caller;

/// Somebody's day with these, at the running program.
pub(super) struct Trust<'a> {
    pub(super) planted: &'a mut Planted,
    pub(super) folk: &'a Folk,
}

/// The value of the first field of this name on a page.
fn field(page: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&from)
        .unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap().to_owned()
}

impl Trust<'_> {
    /// A client sends a form, and what was kept is on the screen it is kept under.
    async fn keeps(&self, caller: &mut Caller, form: &[(&str, &str)], screen: &str, word: &str) {
        said(&caller.post("/", form).await.unwrap(), 303);
        said(&caller.post("/", &[("do", screen)]).await.unwrap(), 303);
        let page = caller.get("/").await.unwrap().page;
        assert!(
            page.contains(word),
            "{} is not on {screen}: {page}",
            form[0].1
        );
    }

    pub(super) async fn client(&mut self, caller: &mut Caller, number: usize) {
        let word = self.planted.typed("plans");
        let more = self.planted.typed("plans");
        let form = [
            ("do", "plan-send"),
            (".seen", "0"),
            ("signs_early", &*word),
            ("must_not_do", &*more),
        ];
        self.keeps(caller, &form, "crisis-plan", &word).await;
        let (word, id) = (self.planted.typed("statements"), once());
        let form = [
            ("do", "statement-say"),
            ("once", &*id),
            ("own-words", &*word),
        ];
        self.keeps(caller, &form, "set-right", &word).await;
        let word = self.planted.typed("people who must not know");
        self.keeps(
            caller,
            &[("do", "never-yes"), ("name", &word)],
            "who",
            &word,
        )
        .await;
        self.reached_by(caller).await;
        self.asks(caller).await;
        self.phrases(caller, number).await;
    }

    async fn reached_by(&mut self, caller: &mut Caller) {
        let words = [(); 4].map(|()| self.planted.typed("how to reach someone"));
        let form = [
            ("do", "keep-reach"),
            ("way", "letter"),
            ("to", &*words[0]),
            ("reason", "waits"),
            ("cover", "0"),
            ("holds", "30"),
            ("ask_for", &*words[1]),
            ("say", &*words[2]),
            ("first", &*words[3]),
        ];
        self.keeps(caller, &form, "how-to-reach-me", &words[0])
            .await;
    }

    async fn phrases(&mut self, caller: &mut Caller, number: usize) {
        let word = self.planted.typed("phrases");
        self.keeps(
            caller,
            &[("do", "phrase-keep"), ("phrase", &word)],
            "home",
            &word,
        )
        .await;
        let word = format!("{} by the sea", self.planted.typed("phrases"));
        let form = [("do", "call-phrase-keep"), ("secret-phrase", &*word)];
        said(&caller.post("/", &form).await.unwrap(), 303);
        // Comparing and keeping one takes a second each, as it should: two of them do.
        if number > 1 {
            return;
        }
        let word = self.planted.typed("words of locks");
        let form = [
            ("do", "lock-keep"),
            ("unlock-word", &*word),
            ("passphrase", &*self.folk.clients[number].1.passphrase),
        ];
        said(&caller.post("/", &form).await.unwrap(), 303);
    }

    /// Asks about a line of the ledger that somebody else left.
    async fn asks(&mut self, caller: &mut Caller) {
        said(&caller.post("/", &[("do", "seen")]).await.unwrap(), 303);
        let line = field(&caller.get("/").await.unwrap().page, "which");
        let word = self.planted.typed("questions about lines");
        let form = [("do", "seen-ask"), ("which", &*line)];
        let told = caller.post("/", &form).await.unwrap();
        assert!(told.status < 400, "{}", told.head);
        let form = [("do", "ask-send"), ("which", &*line), ("words", &*word)];
        self.keeps(caller, &form, "seen", &word).await;
    }

    /// A therapist's own notes, about a client.
    pub(super) async fn notes(&mut self, caller: &mut Caller, client: &str, first: bool) {
        if first {
            let word = self.planted.typed("words of notes");
            let form = [("new-word", &*word), ("word-again", &*word)];
            let told = caller
                .post(&format!("{client}/process-notes/word"), &form)
                .await;
            said(&told.unwrap(), 303);
        }
        let word = self.planted.typed("process notes");
        let form = [("seen", "0"), ("note-words", &*word)];
        let told = caller
            .post(&format!("{client}/process-notes/new"), &form)
            .await;
        said(&told.unwrap(), 303);
        let page = caller
            .get(&format!("{client}/process-notes"))
            .await
            .unwrap()
            .page;
        assert!(page.contains(&word), "a note is not shown: {page}");
    }

    /// Why the glass was broken.
    pub(super) async fn emergency(&mut self, caller: &mut Caller, number: usize) {
        let word = self.planted.typed("reasons of emergencies");
        let form = [
            ("whom", &*self.folk.clients[number].1.sign_in),
            ("reason", "danger"),
            ("own-words", &*word),
        ];
        said(&caller.post("/emergency", &form).await.unwrap(), 303);
    }
}
