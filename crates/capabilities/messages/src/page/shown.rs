//! How a message is shown: who wrote it and when, its words, and what came with it.

use crate::act::Refused;
use crate::file::{FILES, PDF_MAX, WrongFile};
use crate::message::{FileV1, KindV1, MessageV1};
use crate::thread::{Thread, is_new};
use care::{Moment, PersonId, RecordId};
use pages::{FILES_MAX, FilesLeft, Trouble, Visit, Words, picture_address};
use sealed::Kept;
use std::collections::BTreeMap;

/// How many of the newest messages a page begins with: this project's own choice.
const NEWEST: usize = 30;
/// A mebibyte.
const MIB: usize = 1024 * 1024;

/// What a browser calls this kind of file.
pub(crate) const fn kind_of(kind: KindV1) -> &'static str {
    match kind {
        KindV1::Jpeg => "image/jpeg",
        KindV1::Png => "image/png",
        KindV1::Pdf => "application/pdf",
    }
}

/// What a file is and how large it is, in words.
pub(crate) fn size_said(file: &FileV1, words: Words) -> String {
    let key = match file.kind {
        KindV1::Pdf => "messages-file-pdf",
        KindV1::Jpeg | KindV1::Png => "messages-file-picture",
    };
    // Rounded up: a file of no size at all would look wrong.
    let kilobytes = i64::from(file.size.div_ceil(1_000));
    words.say_with(key, &[("size", kilobytes.into())])
}

/// What is said at a file that cannot be sent: what to do.
pub(super) fn wrong_file(wrong: WrongFile, words: Words) -> String {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let put = [
        ("files", number(FILES).into()),
        ("size", number(FILES_MAX / MIB).into()),
        ("pdf", number(PDF_MAX / MIB).into()),
    ];
    let key = match wrong {
        WrongFile::TooMany => "messages-wrong-many",
        WrongFile::TooLarge => "messages-wrong-large",
        WrongFile::Unknown => "messages-wrong-kind",
        WrongFile::Damaged => "messages-wrong-damaged",
        WrongFile::TooManyPixels => "messages-wrong-pixels",
        WrongFile::Locked => "messages-wrong-locked",
        WrongFile::Active => "messages-wrong-active",
    };
    words.say_with(key, &put)
}

/// What is said where files were sent and are not here.
pub(super) fn files_left(left: FilesLeft, words: Words) -> String {
    match left {
        FilesLeft::TooLarge => wrong_file(WrongFile::TooLarge, words),
        FilesLeft::Busy => words.say("messages-busy"),
        FilesLeft::NotHeld => words.say("messages-choose-again"),
    }
}

/// What can be sent along, in words.
pub(super) fn what_can_be_sent(words: Words) -> String {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let put = [
        ("files", number(FILES).into()),
        ("size", number(FILES_MAX / MIB).into()),
        ("pdf", number(PDF_MAX / MIB).into()),
    ];
    words.say_with("messages-files-hint", &put)
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Read(error) => error.into(),
            Refused::None | Refused::Nobody => Self::Nothing,
            Refused::Empty => Self::NotUnderstood,
            Refused::Another | Refused::NotOpen => Self::Older,
        }
    }
}

/// A file as a page shows it.
pub(super) struct ShownFile {
    pub(super) id: RecordId,
    /// Where the client's own page has it from, if it is a picture.
    pub(super) address: String,
    pub(super) picture: bool,
    /// What it is: for whoever does not see a picture, and on the button that saves a PDF.
    pub(super) said: String,
    pub(super) wide: u16,
    pub(super) high: u16,
}

/// A message as a page shows it.
pub(super) struct Shown {
    pub(super) id: RecordId,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) words: String,
    pub(super) files: Vec<ShownFile>,
    /// Whether whoever looks has not seen it before.
    pub(super) new: bool,
    /// Whether the client wrote it.
    pub(super) by_client: bool,
    /// Whether it waits for an answer.
    pub(super) waits: bool,
    /// That it was taken back, and when.
    pub(super) taken_back: Option<String>,
    /// What became of it, or what was promised.
    pub(super) state: Option<String>,
}

/// The messages of a page, and whether there are earlier ones.
pub(super) struct Page {
    pub(super) lines: Vec<Shown>,
    pub(super) earlier: bool,
}

/// Who looks, and as what.
pub(super) struct Looks<'a> {
    pub(super) visit: &'a Visit,
    /// How the client is named.
    pub(super) client: String,
    pub(super) is_client: bool,
    pub(super) seen: Option<Moment>,
    /// Whether every message is shown.
    pub(super) all: bool,
}

impl Looks<'_> {
    /// The messages as they are shown, newest last.
    pub(super) async fn at(&self, thread: &Thread) -> Result<Page, Trouble> {
        let mut names = BTreeMap::new();
        let mut lines = Vec::new();
        for kept in &thread.messages {
            let who = self.name(&mut names, &kept.value).await?;
            lines.push((kept.value.at, self.line(thread, kept, who)));
        }
        if !self.is_client {
            let gone = thread.taken_back.iter();
            lines.extend(gone.map(|back| (back.sent, self.gone(back))));
            lines.sort_by_key(|(at, _)| *at);
        }
        let earlier = if self.all {
            0
        } else {
            lines.len().saturating_sub(NEWEST)
        };
        let lines = lines.into_iter().skip(earlier).map(|(_, line)| line);
        Ok(Page {
            lines: lines.collect(),
            earlier: earlier > 0,
        })
    }

    async fn name(
        &self,
        names: &mut BTreeMap<PersonId, String>,
        message: &MessageV1,
    ) -> Result<String, Trouble> {
        if message.by_client {
            return Ok(self.client.clone());
        }
        let author = message.author();
        if let Some(name) = names.get(&author) {
            return Ok(name.clone());
        }
        let name = name_of(self.visit, author).await?;
        names.insert(author, name.clone());
        Ok(name)
    }

    fn line(&self, thread: &Thread, kept: &Kept<MessageV1>, who: String) -> Shown {
        let (message, visit) = (&kept.value, self.visit);
        let taken_back = message.taken_back.map(|at| {
            let when = visit.day_and_time(Moment::from_millis(at));
            let put = [("when", (&when).into())];
            visit.words.say_with("messages-you-took-back", &put)
        });
        let gone = taken_back.is_some();
        let files = message.files.iter().filter(|_| !gone);
        Shown {
            id: kept.record,
            who,
            when: visit.day_and_time(message.sent()),
            words: if gone {
                String::new()
            } else {
                message.words.clone()
            },
            files: files.map(|file| self.file(file)).collect(),
            new: is_new(kept, self.seen, visit.who.asker.person),
            by_client: message.by_client,
            waits: thread.waits(kept),
            taken_back,
            state: self.state(thread, kept),
        }
    }

    fn file(&self, file: &FileV1) -> ShownFile {
        let (wide, high) = file.shape.unwrap_or_default();
        let id = RecordId::from_bytes(file.id);
        ShownFile {
            id,
            address: picture_address(id),
            picture: file.kind != KindV1::Pdf,
            said: size_said(file, self.visit.words),
            wide,
            high,
        }
    }

    /// What is left of a message that the client took back, for everyone else.
    fn gone(&self, back: &crate::message::TakenBackV1) -> Shown {
        let visit = self.visit;
        let when = visit.day_and_time(Moment::from_millis(back.at));
        let put = [("when", (&when).into())];
        Shown {
            id: RecordId::from_bytes(back.message),
            who: self.client.clone(),
            when: visit.day_and_time(Moment::from_millis(back.sent)),
            words: String::new(),
            files: Vec::new(),
            new: false,
            by_client: true,
            waits: false,
            taken_back: Some(visit.words.say_with("messages-took-back", &put)),
            state: None,
        }
    }

    /// What became of a message of the client's, or what was promised.
    fn state(&self, thread: &Thread, kept: &Kept<MessageV1>) -> Option<String> {
        let (message, visit) = (&kept.value, self.visit);
        if !message.by_client || message.taken_back.is_some() {
            return None;
        }
        let side = if self.is_client { "you" } else { "staff" };
        let say = |what: &str, at: Moment| {
            let when = visit.day_and_time(at);
            let put = [("when", (&when).into())];
            Some(
                visit
                    .words
                    .say_with(&format!("messages-{side}-{what}"), &put),
            )
        };
        if let Some(answer) = thread.answer_to(kept.record) {
            return say("answered", answer.value.sent());
        }
        if let Some(at) = message.released {
            return say("released", Moment::from_millis(at));
        }
        match message.promised() {
            Some(by) if by <= visit.now => say("past", by),
            Some(by) => say("by", by),
            None => say("open", message.sent()),
        }
    }
}

/// The name of someone who works here.
pub(super) async fn name_of(visit: &Visit, person: PersonId) -> Result<String, Trouble> {
    let name = visit.floor.sign_ins.name_of(person).await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// These names, one after the other.
pub(super) fn names_said(words: Words, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            let put = [("first", (&first).into()), ("last", last.into())];
            words.say_with("messages-and", &put)
        }
    }
}
