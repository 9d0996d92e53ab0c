//! The client's phone: what their page does with words, on a line that breaks.

use super::Form;
use super::line::{Breaks, Came, Line};
use crate::hand::served::{Does, Page};
use crate::service::{Service, encoded};

/// Chance that is the same in every run (`SplitMix64`: Steele, Lea and Flood 2014).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From zero up to, and without, `below`.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % below as u64).unwrap()
    }
}

/// Something that is written.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) number: usize,
    pub(crate) form: usize,
    /// Sent to the therapist, and not kept.
    pub(crate) is_sent: bool,
}

impl Entry {
    /// What its words begin and end with; nothing else does.
    pub(crate) fn marks(&self) -> (String, String) {
        (format!("q{}qa", self.number), format!("q{}qz", self.number))
    }

    /// The first of the words, and all of them.
    fn words(&self) -> (String, String) {
        let (begin, end) = self.marks();
        let first = format!("{begin} the lamp");
        let all = format!("{first} by the door {end}");
        (first, all)
    }
}

/// What happened.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Tally {
    pub(crate) in_a_draft: usize,
    pub(crate) in_a_sending: usize,
    pub(crate) in_an_answer: usize,
    pub(crate) died: usize,
}

impl Tally {
    pub(crate) fn and(&mut self, other: &Self) {
        self.in_a_draft += other.in_a_draft;
        self.in_a_sending += other.in_a_sending;
        self.in_an_answer += other.in_an_answer;
        self.died += other.died;
    }
}

/// Where an entry is interrupted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In the first draft or in the second.
    Draft(usize),
    Sending,
}

pub(crate) struct Phone {
    line: Line,
    cookie: String,
    page: Page,
    html: String,
    pub(crate) tally: Tally,
}

type Fields = Vec<(String, String)>;

impl Phone {
    pub(crate) async fn new(line: Line, service: &Service) -> Self {
        let mut phone = Self {
            line,
            cookie: String::new(),
            page: Page::default(),
            html: String::new(),
            tally: Tally::default(),
        };
        phone.comes_in(service).await;
        phone.does(&[("do", "growth")]).await;
        phone.does(&[("do", "growth-on")]).await;
        phone
    }

    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Another sign-in: nothing of an earlier one is known.
    pub(crate) async fn comes_in(&mut self, service: &Service) {
        service.minutes(13);
        self.cookie = service.sign_in("amal").await;
    }

    /// Presses something on a line that holds.
    async fn does(&mut self, form: &[(&str, &str)]) {
        let came = self
            .line
            .ask("POST", &self.cookie, &encoded(form), Breaks::Not)
            .await;
        self.arrives(came).await;
    }

    async fn arrives(&mut self, mut came: Came) {
        if came.status == Some(303) {
            assert_eq!(came.to, "/");
            came = self.line.ask("GET", &self.cookie, "", Breaks::Not).await;
        }
        assert_eq!(came.status, Some(200), "{:?}", came.page);
        self.html = came.page.unwrap();
        self.page = Page::of(&self.html);
    }

    /// Goes to a form.
    async fn goes(&mut self, form: &Form) {
        for way in form.ways {
            // The first of what is offered, where it says which.
            let does = way[0].1;
            let about =
                self.html
                    .split_once(&format!("value=\"{does}\""))
                    .and_then(|(before, _)| {
                        let (_, id) = before.rsplit_once("name=\"about\" value=\"")?;
                        Some(id.split('"').next()?.to_owned())
                    });
            let fields: Vec<_> = way
                .iter()
                .map(|(name, value)| match *name {
                    "about" => ("about", about.as_deref().unwrap()),
                    name => (name, *value),
                })
                .collect();
            self.does(&fields).await;
        }
    }

    /// The fields of the form as they stand, with what is pressed.
    fn fields(&self, ends: &str, does: &str) -> Fields {
        let Some(Does::Sends { form, .. }) = self.page.button(ends) else {
            panic!("no {ends} in {}", self.page.seen());
        };
        let (mut fields, _) = self.page.sends(*form, None);
        fields.push(("do".to_owned(), does.to_owned()));
        fields
    }

    /// Where the words of a form go.
    fn field(&self, form: &Form, ends: &str) -> String {
        let Some(Does::Sends { form: which, .. }) = self.page.button(ends) else {
            panic!("{}: no {ends} in {}", form.name, self.page.seen());
        };
        match form.field {
            "" => self.page.last_typed(*which).unwrap().to_owned(),
            name => name.to_owned(),
        }
    }

    async fn posts(&self, fields: &Fields, breaks: Breaks) -> Came {
        let fields: Vec<_> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        self.line
            .ask("POST", &self.cookie, &encoded(&fields), breaks)
            .await
    }

    /// Someone writes an entry and sends it, whatever becomes of the line.
    pub(crate) async fn writes(
        &mut self,
        service: &Service,
        form: &Form,
        entry: &Entry,
        mut dice: Option<&mut Dice>,
    ) {
        let ends = form.ends[usize::from(!entry.is_sent)];
        let (first, all) = entry.words();
        let place = dice.as_mut().map(|dice| match dice.below(3) {
            0 => Where::Draft(dice.below(2)),
            _ => Where::Sending,
        });
        let dies = dice.as_mut().is_some_and(|dice| dice.below(3) == 0);
        self.goes(form).await;
        let name = self.field(form, ends);
        for (name, words) in form.also {
            assert!(self.page.fill(name, words), "{}: {name}", form.name);
        }
        let mut saved = "";
        for (at, words) in [&first, &all].into_iter().enumerate() {
            assert!(
                self.page.fill(&name, words),
                "{}: {name}: {}",
                form.name,
                self.page.seen()
            );
            let breaks = match (&mut dice, place) {
                (Some(dice), Some(Where::Draft(which))) if which == at => somewhere(dice, 400),
                _ => Breaks::Not,
            };
            let came = self.posts(&self.fields(ends, "draft"), breaks).await;
            if came
                .status
                .is_some_and(|status| (200..300).contains(&status))
            {
                saved = words;
            } else {
                assert_ne!(breaks, Breaks::Not, "{}: {came:?}", form.name);
            }
            if breaks != Breaks::Not {
                self.tally.in_a_draft += 1;
                if dies {
                    self.tally.died += 1;
                    self.comes_back(service, form, ends, saved).await;
                    self.goes_on(form, ends, &all).await;
                    return;
                }
            }
        }
        let sends = self.fields(ends, ends);
        if let (Some(dice), Some(Where::Sending)) = (dice, place) {
            let breaks = somewhere(dice, 600);
            match breaks {
                Breaks::Asking(_) => self.tally.in_a_sending += 1,
                _ => self.tally.in_an_answer += 1,
            }
            self.posts(&sends, breaks).await;
            if dies {
                self.tally.died += 1;
                if self.comes_back(service, form, ends, "").await {
                    self.goes_on(form, ends, &all).await;
                }
                return;
            }
        }
        // What the page still has is sent again.
        let came = self.posts(&sends, Breaks::Not).await;
        assert_eq!(came.status, Some(303), "{}: {:?}", form.name, came.page);
    }

    /// Half of something, which is saved and not sent. It is these words.
    pub(crate) async fn half_writes(&mut self, form: &Form) -> &'static str {
        const HALF: &str = "half of a lamp";
        self.goes(form).await;
        let [_, ends] = form.ends;
        let name = self.field(form, ends);
        assert!(self.page.fill(&name, HALF));
        let came = self.posts(&self.fields(ends, "draft"), Breaks::Not).await;
        assert!(came.status.is_some_and(|status| status < 300), "{came:?}");
        HALF
    }

    /// On another sign-in, back at the form. What was saved is there. Whether any words are.
    async fn comes_back(
        &mut self,
        service: &Service,
        form: &Form,
        ends: &str,
        saved: &str,
    ) -> bool {
        self.comes_in(service).await;
        self.goes(form).await;
        if self.page.button(ends).is_none() {
            return false;
        }
        let name = self.field(form, ends);
        let held = self.page.held(&name);
        assert!(
            held.contains(saved),
            "{}: “{saved}” is lost: {held}",
            form.name
        );
        !held.trim().is_empty()
    }

    /// Writes the rest, and sends it on a line that holds.
    async fn goes_on(&mut self, form: &Form, ends: &str, all: &str) {
        let name = self.field(form, ends);
        self.page.fill(&name, all);
        for (name, words) in form.also {
            self.page.fill(name, words);
        }
        let came = self.posts(&self.fields(ends, ends), Breaks::Not).await;
        assert_eq!(came.status, Some(303), "{}: {:?}", form.name, came.page);
    }
}

/// Somewhere in what is asked or in this much of the answer.
fn somewhere(dice: &mut Dice, answer: usize) -> Breaks {
    if dice.below(2) == 0 {
        Breaks::Asking(dice.below(1_000))
    } else {
        Breaks::Answering(dice.below(answer))
    }
}
