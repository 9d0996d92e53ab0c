//! In front of the circle: first whether the device may be seen, then the word. What a forgotten word
//! costs is said before the client chooses.

use super::{CIRCLE, key};
use crate::asked::{Device, device, said};
use askama::Template;
use care::{Private, Section, Sections};
use pages::own_keys::Opened;
use pages::own_keys::word::{LEAST, WrongWord, chosen, typed};
use pages::{ClientVisit, Filled, Html, Next, Place, Proof, Screens, Trouble, Words, draft};
use sealed::{Act, Blind, OwnKeyError};

/// The word, whatever was said about the device: for whoever goes on this time.
const WORD: &str = "circle-word";
/// Another word.
const CHANGE: &str = "circle-change";
/// A forgotten one.
const LOST: &str = "circle-lost";

const ASKED: Sections = Sections::of(&[Section::Drafts]);

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(WORD, ASKED, async |visit, _| {
            let which = first(&visit).await?;
            word_screen(&visit, which, Filled::default()).await
        })
        .screen(CHANGE, ASKED, async |visit, _| {
            word_screen(&visit, Which::Change, Filled::default()).await
        })
        .screen(LOST, ASKED, async |visit, _| {
            word_screen(&visit, Which::Lost, Filled::default()).await
        })
        .act("circle-alone", ASKED, |visit, act| asked(visit, act, true))
        .act("circle-seen", ASKED, |visit, act| asked(visit, act, false))
        .act("circle-open", ASKED, open)
        .act("circle-begin", ASKED, begin)
        .act("circle-change-word", ASKED, change)
        .act("circle-lose", ASKED, lose)
        .act("circle-shut", ASKED, shut)
}

/// The open circle, or the screen that stands in front of it.
pub(super) async fn enter(visit: &ClientVisit, act: Act) -> Result<Result<Act, Html>, Trouble> {
    match key(visit) {
        Some(key) => Ok(Ok(act.with_own_key(key))),
        None => Ok(Err(front(visit, &act).await?)),
    }
}

#[derive(Template)]
#[template(path = "circle_warn.html")]
struct Warn {
    words: Words,
    /// The client said that someone else may see it.
    seen: bool,
    scripts: bool,
}

async fn front(visit: &ClientVisit, act: &Act) -> Result<Html, Trouble> {
    let device = device(act, visit.now).await?;
    if device == Device::Alone {
        return word_screen(visit, first(visit).await?, Filled::default()).await;
    }
    Ok(Html::of(&Warn {
        words: visit.words,
        seen: device == Device::Seen,
        scripts: visit.has("circle-scripts"),
    }))
}

async fn asked(visit: ClientVisit, mut act: Act, alone: bool) -> Result<Next, Trouble> {
    said(&mut act, alone)?;
    act.done().await?;
    Ok(Next::Go(onward(&visit)))
}

/// Where the client wanted to go: a screen of the circle, or its first.
fn onward(visit: &ClientVisit) -> Place {
    let place = &visit.place;
    let own = place.screen.starts_with(CIRCLE) && ![WORD, CHANGE, LOST].contains(&place.screen);
    if own {
        Place {
            said: None,
            ..place.clone()
        }
    } else {
        Place::at(CIRCLE)
    }
}

/// Which of the screens it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Open,
    Begin,
    Change,
    Lost,
}

struct Field {
    name: &'static str,
    label: String,
}

impl Which {
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Begin => "begin",
            Self::Change => "change",
            Self::Lost => "lost",
        }
    }

    const fn does(self) -> &'static str {
        match self {
            Self::Open => "circle-open",
            Self::Begin => "circle-begin",
            Self::Change => "circle-change-word",
            Self::Lost => "circle-lose",
        }
    }

    /// What is asked. `secret` and `passphrase` in a name: such a field is never kept anywhere.
    fn asks(self, words: Words) -> Vec<Field> {
        let field = |name, key: &str| Field {
            name,
            label: words.say(key),
        };
        let old = || field("secret", "circle-word");
        let new = || field("new-secret", "circle-word-new");
        let twice = || field("secret-again", "circle-word-again");
        match self {
            Self::Open => vec![old()],
            Self::Begin => vec![new(), twice()],
            Self::Change => vec![old(), new(), twice()],
            Self::Lost => vec![field("passphrase", "circle-passphrase"), new(), twice()],
        }
    }
}

#[derive(Template)]
#[template(path = "circle_word.html")]
struct WordScreen {
    words: Words,
    title: String,
    said: String,
    /// What forgetting the word costs, or cost.
    costs: Option<String>,
    /// Whether it is asked who else can open it.
    ways: bool,
    does: &'static str,
    fields: Vec<Field>,
    hint: Option<String>,
    button: String,
    open: bool,
    filled: Filled,
}

fn least() -> i64 {
    i64::try_from(LEAST).unwrap_or(i64::MAX)
}

async fn first(visit: &ClientVisit) -> Result<Which, Trouble> {
    let there = visit.floor.vault.has_own_key(visit.who.asker.person);
    Ok(if there.await? {
        Which::Open
    } else {
        Which::Begin
    })
}

/// Whether only the client's word opens it. `None`: there is no word yet.
async fn blind(visit: &ClientVisit) -> Result<Option<Blind>, Trouble> {
    let person = visit.who.asker.person;
    match visit.floor.vault.open_own_key_as_service(person).await {
        Ok(_) => Ok(Some(Blind::No)),
        Err(OwnKeyError::Blind) => Ok(Some(Blind::Yes)),
        Err(OwnKeyError::NoneYet) => Ok(None),
        Err(error) => Err(trouble(error)),
    }
}

async fn word_screen(visit: &ClientVisit, which: Which, filled: Filled) -> Result<Html, Trouble> {
    let (words, name) = (visit.words, which.name());
    let costs = match (which, blind(visit).await?) {
        (Which::Open | Which::Lost, Some(Blind::Yes)) => Some("blind"),
        (Which::Open | Which::Lost, Some(Blind::No)) => Some("service"),
        // There is nothing to lose yet, or to change.
        (Which::Lost | Which::Change, None) => return Err(Trouble::Nothing),
        _ => None,
    };
    Ok(Html::of(&WordScreen {
        words,
        title: words.say(&format!("circle-{name}-title")),
        said: words.say(&format!("circle-{name}-said")),
        costs: costs.map(|how| words.say(&format!("circle-{name}-{how}"))),
        ways: which == Which::Begin || (which == Which::Lost && costs == Some("blind")),
        does: which.does(),
        fields: which.asks(words),
        hint: (which != Which::Open)
            .then(|| words.say_with("circle-word-hint", &[("least", least().into())])),
        button: words.say(&format!("circle-{name}-do")),
        open: which == Which::Open,
        filled,
    }))
}

async fn again(visit: &ClientVisit, which: Which, filled: Filled) -> Result<Next, Trouble> {
    Ok(Next::Stay(word_screen(visit, which, filled).await?))
}

/// What is said at a field. What was typed is never put into a page again.
fn tells(visit: &ClientVisit, filled: &mut Filled, name: &'static str, key: &str) {
    let said = visit.words.say_with(key, &[("least", least().into())]);
    filled.tell(name, said);
}

fn not_opened(visit: &ClientVisit, opened: Opened) -> Filled {
    let mut filled = Filled::default();
    let key = if opened == Opened::TooMany {
        "circle-wrong-many"
    } else {
        "circle-wrong-word"
    };
    tells(visit, &mut filled, "secret", key);
    filled
}

/// The new word, or what is wrong with it.
fn new_word(visit: &ClientVisit, filled: &mut Filled) -> Option<Private<String>> {
    let field = |name| typed(visit.form.get(name));
    let (new, twice) = (field("new-secret"), field("secret-again"));
    let wrong = chosen(&new, &twice).err();
    if let Some(wrong) = wrong {
        let (name, key) = match wrong {
            WrongWord::Short => ("new-secret", "circle-wrong-short"),
            WrongWord::Long => ("new-secret", "circle-wrong-long"),
            WrongWord::Differ => ("secret-again", "circle-wrong-differ"),
        };
        tells(visit, filled, name, key);
        return None;
    }
    Some(new)
}

/// Who else can open it, as the client chose. There is no choice made for them.
fn way(visit: &ClientVisit, filled: &mut Filled) -> Option<Blind> {
    match visit.form.get("way") {
        Some("mine") => Some(Blind::Yes),
        Some("service") => Some(Blind::No),
        _ => {
            tells(visit, filled, "way", "circle-wrong-way");
            None
        }
    }
}

/// What was chosen on a form whose words are not kept.
fn kept_way(visit: &ClientVisit) -> Filled {
    let way = visit.form.get("way").unwrap_or_default().to_owned();
    Filled::offered(&[("way", way)])
}

/// It is open: what was half written meanwhile is put back, and the client goes on.
async fn opened(visit: &ClientVisit, said: Option<&'static str>) -> Result<Next, Trouble> {
    // The stretching took a moment: the key is asked for as of now.
    let now = visit.floor.vault.now();
    if let Some(key) = visit.floor.own_keys.key(visit.who.sign_in, now) {
        draft::settle(visit, key).await?;
    }
    let place = onward(visit);
    Ok(Next::Go(match said {
        Some(said) => place.saying(said),
        None => place,
    }))
}

async fn open(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    let word = visit.form.get("secret").unwrap_or_default();
    let vault = &visit.floor.vault;
    let tried = visit.floor.own_keys.opens(vault, &visit.who, word).await;
    match tried.map_err(trouble)? {
        Opened::Yes => opened(&visit, None).await,
        no => again(&visit, Which::Open, not_opened(&visit, no)).await,
    }
}

async fn begin(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    let mut filled = kept_way(&visit);
    let (way, new) = (way(&visit, &mut filled), new_word(&visit, &mut filled));
    let (Some(way), Some(new)) = (way, new) else {
        return again(&visit, Which::Begin, filled).await;
    };
    let keys = &visit.floor.own_keys;
    let made = keys
        .makes(&visit.floor.vault, &visit.who, (&new, way))
        .await;
    made.map_err(trouble)?;
    opened(&visit, Some("circle-begun")).await
}

async fn change(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    let mut filled = Filled::default();
    let Some(new) = new_word(&visit, &mut filled) else {
        return again(&visit, Which::Change, filled).await;
    };
    let old = typed(visit.form.get("secret"));
    let (keys, vault) = (&visit.floor.own_keys, &visit.floor.vault);
    let changed = keys.changes(vault, &visit.who, (&old, &new)).await;
    match changed.map_err(trouble)? {
        Opened::Yes => opened(&visit, Some("circle-changed")).await,
        no => again(&visit, Which::Change, not_opened(&visit, no)).await,
    }
}

/// Whoever forgot the word proves who they are before another takes its place.
async fn lose(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    let blind = blind(&visit).await?.ok_or(Trouble::Nothing)?;
    let mut filled = kept_way(&visit);
    let way = if blind == Blind::Yes {
        way(&visit, &mut filled)
    } else {
        Some(Blind::No)
    };
    let new = new_word(&visit, &mut filled);
    let (Some(way), Some(new)) = (way, new) else {
        return again(&visit, Which::Lost, filled).await;
    };
    let proof = visit.floor.sign_ins.proves(&visit.who, &visit.form).await?;
    let wrong = match proof {
        Proof::Yes => None,
        Proof::No => Some("circle-wrong-passphrase"),
        Proof::TooMany => Some("circle-wrong-many"),
    };
    if let Some(wrong) = wrong {
        tells(&visit, &mut filled, "passphrase", wrong);
        return again(&visit, Which::Lost, filled).await;
    }
    let (keys, vault) = (&visit.floor.own_keys, &visit.floor.vault);
    let lost = keys.renews(vault, &visit.who, (&new, way)).await;
    let said = if lost.map_err(trouble)? {
        "circle-anew"
    } else {
        "circle-changed"
    };
    opened(&visit, Some(said)).await
}

async fn shut(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    visit.floor.own_keys.close(visit.who.sign_in);
    Ok(Next::Go(Place::default().saying("circle-shut-done")))
}

fn trouble(error: OwnKeyError) -> Trouble {
    match error {
        OwnKeyError::Read(error) => error.into(),
        OwnKeyError::Commit(error) => error.into(),
        // The page is older than what it speaks of: a word was chosen, or changed, meanwhile.
        OwnKeyError::NoneYet
        | OwnKeyError::AlreadyThere
        | OwnKeyError::WrongSecret
        | OwnKeyError::Blind => Trouble::Older,
    }
}
