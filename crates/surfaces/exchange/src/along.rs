//! The client's screen `along`: taking the record along as one encrypted file. It is made in the
//! moment it is asked for and never kept here, so there is nothing to expire and nobody else's
//! hands it could fall into.

use crate::archive::{ArchiveError, Asked, WORDS_MIN, archive};
use crate::bundle::bundle;
use crate::contents::{ContentsV1, FileV1};
use crate::gather::{ALL, everything};
use crate::readable;
use askama::Template;
use care::{Moment, Private, Section, Sections};
use measures::Offer;
use pages::{ClientVisit, Html, Next, Proof, Screens, Trouble, Words};
use sealed::Act;
use std::sync::Arc;

/// The screen's name.
const ALONG: &str = "along";
/// The file's name: it says nothing.
const NAME: &str = "file.html";
const OPENS: Sections = Sections::of(&[Section::Identity]);

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let offer = Arc::clone(offer);
    Screens::new()
        .screen(ALONG, OPENS, async |visit, _act| {
            Ok(Html::of(&Along::new(visit.words)))
        })
        .act("taking-make", ALL, move |visit, act| {
            make(visit, act, Arc::clone(&offer))
        })
}

#[derive(Template)]
#[template(path = "along.html")]
struct Along {
    words: Words,
    least: usize,
    words_wrong: Option<String>,
    again_wrong: Option<String>,
    proof_wrong: Option<String>,
}

impl Along {
    const fn new(words: Words) -> Self {
        Self {
            words,
            least: WORDS_MIN,
            words_wrong: None,
            again_wrong: None,
            proof_wrong: None,
        }
    }

    const fn is_right(&self) -> bool {
        self.words_wrong.is_none() && self.again_wrong.is_none() && self.proof_wrong.is_none()
    }
}

/// What has to be put right before the file is made. The passphrase is asked last, so that a slip
/// in the words costs no try.
async fn checked(visit: &ClientVisit) -> Result<Along, Trouble> {
    let words = visit.words;
    let mut page = Along::new(words);
    let typed = visit.form.get("secret-words").unwrap_or_default();
    let again = visit.form.get("secret-words-again").unwrap_or_default();
    let least = [("least", WORDS_MIN.into())];
    if typed.trim().chars().count() < WORDS_MIN {
        page.words_wrong = Some(words.say_with("taking-too-short", &least));
    } else if typed != again {
        page.again_wrong = Some(words.say("taking-not-same"));
    }
    if page.is_right() {
        page.proof_wrong = proven(visit, "taking").await?;
    }
    Ok(page)
}

/// Whether the passphrase that came with a form is the person's own: what is said if not.
pub(crate) async fn proven(visit: &ClientVisit, of: &str) -> Result<Option<String>, Trouble> {
    let proof = visit.floor.sign_ins.proves(&visit.who, &visit.form);
    Ok(match proof.await? {
        Proof::Yes => None,
        Proof::No => Some(visit.words.say(&format!("{of}-not-you"))),
        Proof::TooMany => Some(visit.words.say("taking-too-many")),
    })
}

async fn make(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Next, Trouble> {
    let mut page = checked(&visit).await?;
    if !page.is_right() {
        return Ok(Next::Stay(Html::of(&page)));
    }
    let contents = contents(&visit, &mut act, &offer).await?;
    let typed = visit.form.get("secret-words").unwrap_or_default();
    let (typed, said) = (Private::new(typed.to_owned()), asked(visit.words));
    let vault = visit.floor.vault.clone();
    // Making a key of the words takes a good part of a second, on purpose.
    let made =
        tokio::task::spawn_blocking(move || archive(&contents, &typed, &said, vault.chance()));
    match made.await {
        Ok(Ok(made)) => Ok(Next::File(pages::File {
            name: NAME,
            kind: "text/html; charset=utf-8",
            bytes: made.into_bytes(),
        })),
        Ok(Err(ArchiveError::WordsTooShort)) => {
            let least = [("least", WORDS_MIN.into())];
            page.words_wrong = Some(visit.words.say_with("taking-too-short", &least));
            Ok(Next::Stay(Html::of(&page)))
        }
        Ok(Err(ArchiveError::TooLarge)) => {
            page.words_wrong = Some(visit.words.say("taking-too-large"));
            Ok(Next::Stay(Html::of(&page)))
        }
        Err(_) => Err(Trouble::Fault("an archive could not be made".to_owned())),
    }
}

/// What lies in the file.
async fn contents(
    visit: &ClientVisit,
    act: &mut Act,
    offer: &Offer,
) -> Result<ContentsV1, Trouble> {
    let (words, now) = (visit.words, visit.now);
    let called = visit.floor.sign_ins.called(act).await?;
    let taken = everything(visit, act, offer).await?;
    let day = |at: Moment| visit.day_and_time(at);
    let page = readable::page(words, now, &called, &taken, &day);
    let page = page.ok_or_else(|| Trouble::Fault("a page could not be written".to_owned()))?;
    let bundle = bundle(act.whose(), &called, now, &taken);
    let text = serde_json::to_string_pretty(&bundle)
        .map_err(|_| Trouble::Fault("a bundle could not be written".to_owned()))?;
    let fhir = FileV1 {
        name: "record.fhir.json".to_owned(),
        kind: "application/fhir+json".to_owned(),
        text,
    };
    let lines = consent::own_lines(visit, act).await?;
    let lines = FileV1 {
        name: "who-has-read-it.json".to_owned(),
        kind: "application/json".to_owned(),
        text: String::from_utf8_lossy(&lines).into_owned(),
    };
    let verifier = FileV1 {
        name: "check-it.html".to_owned(),
        kind: "text/html".to_owned(),
        text: consent::verifier_page(),
    };
    Ok(ContentsV1 {
        page,
        files: vec![fhir, lines, verifier],
    })
}

fn asked(words: Words) -> Asked {
    let say = |key: &str| words.say(&format!("taking-file-{key}"));
    Asked {
        language: words.tag().to_owned(),
        title: say("title"),
        lead: say("lead"),
        words: say("words"),
        open: say("open"),
        wrong: say("wrong"),
        save: say("save"),
        close: say("close"),
    }
}
