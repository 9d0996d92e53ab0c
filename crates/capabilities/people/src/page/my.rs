//! What someone decides about their own coming in: the phrase, the second lock, where they are
//! signed in, the passphrase. Clients have these as screens, staff as pages; both are made here.

pub(super) mod of_staff;

use super::fields::Field;
use super::sheet::{Asked, Sheet, Way};
use super::to_put_right;
use crate::desk::SignInDesk;
use crate::own_sign_ins::{ChangeError, OwnSignIn};
use crate::recognition::{self, CALL_PHRASE_MIN, PHRASE_MAX, PHRASE_MIN};
use crate::rules::{PASSPHRASE_MIN, Wrong};
use crate::unlock::{self, UNLOCK_MIN};
use crate::way_back;
use askama::Template;
use axum::response::Response;
use care::{Private, RecordId, Role, Section, Sections};
use pages::layout::Tone;
use pages::shell::{see_other, staff};
use pages::{Answer, ClientVisit, Html, Next, Place, Screens, Trouble, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const NOTHING: Sections = Sections::NONE;
const IDENTITY: Sections = Sections::of(&[Section::Identity]);

/// One of the things someone decides about their own coming in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Hub,
    Phrase,
    Lock,
    SignIns,
    Passphrase,
}

impl Part {
    /// The client's screen.
    const fn screen(self) -> &'static str {
        match self {
            Self::Hub => "my-safety",
            Self::Phrase => "my-phrase",
            Self::Lock => "my-lock",
            Self::SignIns => "my-sign-ins",
            Self::Passphrase => "my-passphrase",
        }
    }

    /// The staff's page.
    const fn address(self) -> &'static str {
        match self {
            Self::Hub | Self::Lock => "/my",
            Self::Phrase => "/my/phrase",
            Self::SignIns => "/my/sign-ins",
            Self::Passphrase => "/my/passphrase",
        }
    }
}

/// What became of something that was sent.
enum Became {
    /// Kept: on to this part, saying so.
    Kept(Part, &'static str),
    /// The same page, with something put right.
    Wrong(Sheet),
}

/// Who looks at which of these pages, and where their forms go.
struct Looks<'a> {
    desk: &'a SignInDesk,
    visit: &'a Visit,
    words: Words,
}

impl<'a> Looks<'a> {
    fn at(desk: &'a SignInDesk, visit: &'a Visit) -> Self {
        let words = visit.words;
        Self { desk, visit, words }
    }

    fn is_client(&self) -> bool {
        self.visit.who.asker.role == Role::Client
    }

    fn action(&self, part: Part) -> &'static str {
        if self.is_client() {
            "/"
        } else {
            part.address()
        }
    }

    fn way(&self, part: Part, key: &str) -> Way {
        let address = if self.is_client() {
            String::new()
        } else {
            part.address().to_owned()
        };
        Way {
            address,
            does: part.screen(),
            words: self.words.say(key),
        }
    }

    fn typed(&self, name: &str) -> Private<String> {
        Private::new(self.visit.form.get(name).unwrap_or_default().to_owned())
    }

    /// Where everything is, and what there is to know.
    async fn hub(&self) -> Result<Sheet, Trouble> {
        let (words, person) = (self.words, self.visit.who.asker.person);
        let mut sheet = Sheet::new(words.say("trust-my-title"));
        let way = way_back::way_back(&self.desk.vault, person).await?;
        if let Some(last) = way.as_ref().and_then(|way| way.wrong.last()) {
            let when = self.visit.day_and_time(*last);
            let said = words.say_with("trust-call-wrong-told", &[("when", (&when).into())]);
            sheet = sheet.told(Tone::Attention, said);
        }
        sheet = sheet.saying(words.say("trust-my-words"));
        if self.is_client() {
            sheet.ways.push(self.way(Part::Phrase, "trust-way-phrase"));
            sheet.ways.push(self.way(Part::Lock, "trust-way-lock"));
        } else {
            sheet.ways.push(self.way(Part::Phrase, "trust-way-call"));
        }
        sheet
            .ways
            .push(self.way(Part::SignIns, "trust-way-sign-ins"));
        sheet
            .ways
            .push(self.way(Part::Passphrase, "trust-way-passphrase"));
        let address = if self.is_client() { "" } else { "/my/sign-in" };
        sheet.ways.push(Way {
            address: address.to_owned(),
            does: super::ways_in::SCREEN,
            words: words.say("trust-way-ways"),
        });
        Ok(sheet)
    }

    /// The phrases. `known` is the recognition phrase, which only clients have.
    async fn phrases(
        &self,
        known: Option<String>,
        wrong: Option<String>,
        call_wrong: Option<String>,
    ) -> Result<Sheet, Trouble> {
        let (words, form) = (self.words, &self.visit.form);
        let person = self.visit.who.asker.person;
        let action = self.action(Part::Phrase);
        let mut sheet = Sheet::new(words.say(if self.is_client() {
            "trust-phrase-title"
        } else {
            "trust-call-title"
        }));
        if self.is_client() {
            let mut field = Field::new(words, "phrase", form)
                .hint(words.say("trust-phrase-hint"))
                .wrong(wrong);
            if field.value.is_empty() {
                field.value = known.unwrap_or_default();
            }
            sheet = sheet
                .saying(words.say("trust-phrase-words"))
                .saying(words.say("trust-phrase-staff"))
                .asking(Asked::new(words, action, "phrase-keep", "trust-keep").fields(vec![field]));
        }
        let chosen = recognition::call_phrase(&self.desk.vault, person).await?;
        let told = if chosen.is_some() {
            "trust-call-chosen"
        } else {
            "trust-call-none"
        };
        let field = Field::new(words, "secret-phrase", form)
            .secret()
            .hint(words.say_with("trust-call-hint", &[("least", CALL_PHRASE_MIN.into())]))
            .wrong(call_wrong);
        let mut asked = Asked::new(words, action, "call-phrase-keep", "trust-keep")
            .saying(words.say("trust-call-words"))
            .saying(words.say(told))
            .fields(vec![field]);
        if self.is_client() {
            asked = asked.heading(words.say("trust-call-title")).plain();
        }
        Ok(sheet.asking(asked))
    }

    async fn keep_phrase(&self, act: &mut Act) -> Result<Became, Trouble> {
        let phrase = recognition::plain(self.visit.form.get("phrase").unwrap_or_default());
        let count = phrase.chars().count();
        if count != 0 && !(PHRASE_MIN..=PHRASE_MAX).contains(&count) {
            let put = [("least", PHRASE_MIN.into()), ("most", PHRASE_MAX.into())];
            let wrong = self.words.say_with("trust-phrase-wrong", &put);
            return Ok(Became::Wrong(self.phrases(None, Some(wrong), None).await?));
        }
        recognition::keep(act, &phrase).await?;
        Ok(Became::Kept(Part::Phrase, "trust-kept"))
    }

    async fn keep_call_phrase(&self, known: Option<String>) -> Result<Became, Trouble> {
        let typed = self.visit.form.get("secret-phrase").unwrap_or_default();
        let heard = recognition::as_heard(typed).chars().count();
        if heard < CALL_PHRASE_MIN {
            let put = [("least", CALL_PHRASE_MIN.into())];
            let wrong = self.words.say_with("trust-call-wrong", &put);
            return Ok(Became::Wrong(self.phrases(known, None, Some(wrong)).await?));
        }
        let person = self.visit.who.asker.person;
        self.desk.keep_call_phrase(person, typed).await?;
        Ok(Became::Kept(Part::Hub, "trust-kept"))
    }

    async fn lock(
        &self,
        passphrase: Option<String>,
        word: Option<String>,
    ) -> Result<Sheet, Trouble> {
        let (words, form) = (self.words, &self.visit.form);
        let own = self
            .desk
            .has_unlock_word(self.visit.who.asker.person)
            .await?;
        let fields = vec![
            Field::new(words, "unlock-word", form)
                .secret()
                .hint(words.say_with("trust-lock-hint", &[("least", UNLOCK_MIN.into())]))
                .wrong(word),
            Field::new(words, "passphrase", form)
                .secret()
                .hint(words.say("trust-proof-hint"))
                .wrong(passphrase),
        ];
        let said = if own {
            "trust-lock-own"
        } else {
            "trust-lock-none"
        };
        Ok(Sheet::new(words.say("trust-lock-title"))
            .saying(words.say("trust-lock-words"))
            .saying(words.say(said))
            .asking(Asked::new(words, "/", "lock-keep", "trust-keep").fields(fields)))
    }

    async fn keep_lock(&self) -> Result<Became, Trouble> {
        let typed = self.visit.form.get("unlock-word").unwrap_or_default();
        if !unlock::can_be(typed) {
            let put = [("least", UNLOCK_MIN.into())];
            let wrong = self.words.say_with("trust-lock-wrong", &put);
            return Ok(Became::Wrong(self.lock(None, Some(wrong)).await?));
        }
        let proof = self.typed("passphrase");
        match self.desk.proves_passphrase(&self.visit.who, &proof).await {
            Ok(true) => {}
            Ok(false) => {
                let wrong = self.words.say("trust-proof-wrong");
                return Ok(Became::Wrong(self.lock(Some(wrong), None).await?));
            }
            Err(error) => return Err(error.into()),
        }
        let person = self.visit.who.asker.person;
        self.desk.keep_unlock_word(person, typed).await?;
        Ok(Became::Kept(Part::Hub, "trust-kept"))
    }

    async fn sign_ins(&self) -> Result<Sheet, Trouble> {
        let words = self.words;
        let all = self.desk.own_sign_ins(&self.visit.who).await?;
        let others = all.iter().any(|one| !one.this);
        let action = self.action(Part::SignIns);
        let rows = all.iter().map(|one| self.row(one)).collect();
        let listed = OwnSignIns {
            action,
            end: words.say("trust-sign-in-end"),
            all: rows,
        };
        let mut sheet = Sheet::new(words.say("trust-sign-ins-title"))
            .saying(words.say("trust-sign-ins-words"))
            .showing(Html::of(&listed));
        if others {
            let all = Asked::new(words, action, "sign-ins-end-others", "trust-sign-ins-end");
            sheet = sheet.asking(all);
        }
        sheet
            .ways
            .push(self.way(Part::Passphrase, "trust-way-passphrase"));
        Ok(sheet)
    }

    fn row(&self, one: &OwnSignIn) -> Row {
        let (words, visit) = (self.words, self.visit);
        let device = words.say(&format!("trust-device-{}", one.device.code()));
        let since = visit.day_and_time(one.since);
        let key = if one.this {
            "trust-sign-in-this"
        } else {
            "trust-sign-in-other"
        };
        let put = [("device", (&device).into()), ("since", (&since).into())];
        let said = words.say_with(key, &put);
        Row {
            id: one.sign_in.to_string(),
            ends: (!one.this).then(|| words.say_with("trust-sign-in-end-for", &put)),
            words: said,
        }
    }

    async fn end_one(&self) -> Result<Became, Trouble> {
        let which = self.visit.form.get("sign-in-id").and_then(RecordId::parse);
        let which = which.ok_or(Trouble::NotUnderstood)?;
        self.desk.end_own(&self.visit.who, which).await?;
        Ok(Became::Kept(Part::SignIns, "trust-sign-in-ended"))
    }

    async fn end_others(&self) -> Result<Became, Trouble> {
        self.desk.end_others(&self.visit.who).await?;
        Ok(Became::Kept(Part::SignIns, "trust-sign-ins-ended"))
    }

    fn passphrase(&self, old: Option<String>, new: Option<String>) -> Sheet {
        let (words, form) = (self.words, &self.visit.form);
        let least = [("least", PASSPHRASE_MIN.into())];
        let fields = vec![
            Field::new(words, "old-passphrase", form)
                .secret()
                .wrong(old),
            Field::new(words, "new-passphrase", form)
                .secret()
                .hint(words.say_with("people-hint-passphrase", &least))
                .wrong(new),
        ];
        let action = self.action(Part::Passphrase);
        Sheet::new(words.say("trust-passphrase-title"))
            .saying(words.say("trust-passphrase-words"))
            .asking(Asked::new(words, action, "passphrase-keep", "trust-keep").fields(fields))
    }

    async fn keep_passphrase(&self) -> Result<Became, Trouble> {
        let (old, new) = (self.typed("old-passphrase"), self.typed("new-passphrase"));
        let changed = self.desk.change_passphrase(&self.visit.who, &old, &new);
        match changed.await {
            Ok(()) => Ok(Became::Kept(Part::Hub, "trust-passphrase-kept")),
            Err(ChangeError::NotTheOld) => {
                let wrong = self.words.say("trust-proof-wrong");
                Ok(Became::Wrong(self.passphrase(Some(wrong), None)))
            }
            Err(ChangeError::Wrong(wrong)) => {
                let wrong = wrong_passphrase(self.words, wrong);
                Ok(Became::Wrong(self.passphrase(None, Some(wrong))))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What is said about a passphrase that cannot be used.
pub(super) fn wrong_passphrase(words: Words, wrong: Wrong) -> String {
    super::fields::at(words, &[wrong], "passphrase").unwrap_or_default()
}

#[derive(Template)]
#[template(path = "own_sign_ins.html")]
struct OwnSignIns {
    action: &'static str,
    end: String,
    all: Vec<Row>,
}

struct Row {
    id: String,
    words: String,
    ends: Option<String>,
}

impl From<ChangeError> for Trouble {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotTheOld | ChangeError::Wrong(_) => Self::NotUnderstood,
            ChangeError::TooMany => Self::TooMany,
            ChangeError::Desk(error) => error.into(),
        }
    }
}

fn next(became: Became) -> Next {
    match became {
        Became::Kept(part, said) => Next::Go(Place::at(part.screen()).saying(said)),
        Became::Wrong(sheet) => Next::Stay(sheet.html()),
    }
}

/// The client's screens about their own coming in.
#[expect(
    clippy::too_many_lines,
    reason = "one line for each screen and act, to be read as the table it is"
)]
pub(super) fn screens(desk: &Arc<SignInDesk>) -> Screens {
    let with = || Arc::clone(desk);
    let (hub, phrase, lock, list, words) = (with(), with(), with(), with(), with());
    let (keep, call, keep_lock) = (with(), with(), with());
    let (one, others, change, stop) = (with(), with(), with(), with());
    Screens::new()
        .screen("my-safety", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&hub);
            async move { Ok(Looks::at(&desk, &visit).hub().await?.html()) }
        })
        .screen("my-phrase", IDENTITY, move |visit: ClientVisit, act| {
            let desk = Arc::clone(&phrase);
            async move {
                let known = recognition::recognition_phrase(&act).await?;
                let looks = Looks::at(&desk, &visit);
                Ok(looks.phrases(known, None, None).await?.html())
            }
        })
        .screen("my-lock", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&lock);
            async move { Ok(Looks::at(&desk, &visit).lock(None, None).await?.html()) }
        })
        .screen("my-sign-ins", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&list);
            async move { Ok(Looks::at(&desk, &visit).sign_ins().await?.html()) }
        })
        .screen("my-passphrase", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&words);
            async move { Ok(Looks::at(&desk, &visit).passphrase(None, None).html()) }
        })
        .act(
            "phrase-keep",
            IDENTITY,
            move |visit: ClientVisit, mut act: Act| {
                let desk = Arc::clone(&keep);
                async move {
                    let became = Looks::at(&desk, &visit).keep_phrase(&mut act).await?;
                    let kept = matches!(became, Became::Kept(..));
                    act.done().await?;
                    if kept {
                        desk.beside.forget_phrase(visit.who.asker.person);
                    }
                    Ok(next(became))
                }
            },
        )
        .act(
            "call-phrase-keep",
            IDENTITY,
            move |visit: ClientVisit, act| {
                let desk = Arc::clone(&call);
                async move {
                    let known = recognition::recognition_phrase(&act).await?;
                    Ok(next(
                        Looks::at(&desk, &visit).keep_call_phrase(known).await?,
                    ))
                }
            },
        )
        .act("lock-keep", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&keep_lock);
            async move { Ok(next(Looks::at(&desk, &visit).keep_lock().await?)) }
        })
        .act("sign-in-end", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&one);
            async move { Ok(next(Looks::at(&desk, &visit).end_one().await?)) }
        })
        .act(
            "sign-ins-end-others",
            NOTHING,
            move |visit: ClientVisit, _| {
                let desk = Arc::clone(&others);
                async move { Ok(next(Looks::at(&desk, &visit).end_others().await?)) }
            },
        )
        .act("passphrase-keep", NOTHING, move |visit: ClientVisit, _| {
            let desk = Arc::clone(&change);
            async move { Ok(next(Looks::at(&desk, &visit).keep_passphrase().await?)) }
        })
        .cover_act("way-back-stop", IDENTITY, move |_: ClientVisit, act| {
            let desk = Arc::clone(&stop);
            async move {
                desk.stop_way_back(act).await?;
                Ok(Next::Go(Place::at(pages::COVER).saying("trust-stopped")))
            }
        })
}

fn page(visit: &Visit, sheet: &Sheet) -> Response {
    let response = staff(visit, &sheet.title, sheet.html(), None);
    if sheet.is_wrong() {
        to_put_right(response)
    } else {
        response
    }
}

fn became(visit: &Visit, became: Became) -> Response {
    match became {
        Became::Kept(part, _) => see_other(part.address()),
        Became::Wrong(sheet) => page(visit, &sheet),
    }
}
