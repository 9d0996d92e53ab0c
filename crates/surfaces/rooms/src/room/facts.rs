//! What stands in the room, part by part.

use super::{Block, Line, Phase, Ways};
use crate::caseload::{reasons, told};
use crate::gists::Gists;
use crate::promised;
use ::sessions::{Room, Whole};
use care::{Moment, PersonId};
use measures::Offer;
use pages::{Trouble, Visit};
use promises::PromisesGistV1;
use sealed::Act;

/// How many promises stand in the room at most: what was not kept or is late comes first, and the
/// rest is a page away. This project's own choice.
const PROMISES: usize = 5;

/// What every part rests on.
pub(super) struct Known<'a> {
    pub(super) visit: &'a Visit,
    pub(super) called: &'a str,
    /// The client's own page.
    pub(super) at: &'a str,
    pub(super) room: &'a Room,
}

impl Known<'_> {
    fn say(&self, key: &str) -> String {
        self.visit.words.say(key)
    }

    fn day(&self, at: Moment) -> String {
        let zone = &self.visit.floor.settings.zone;
        self.visit.words.day(at, self.visit.now, zone)
    }

    /// A person by the name that both know them by.
    pub(super) async fn name(&self, person: PersonId) -> Result<String, Trouble> {
        if self
            .visit
            .client()
            .is_some_and(|client| client.person() == person)
        {
            return Ok(self.called.to_owned());
        }
        let name = self.visit.floor.sign_ins.name_of(person).await?;
        Ok(name.unwrap_or_else(|| self.say("someone-on-the-team")))
    }

    /// When the session is that this is about.
    pub(super) fn when(&self, whole: Option<&Whole>) -> String {
        let words = self.visit.words;
        let zone = &self.visit.floor.settings.zone;
        whole.map_or_else(
            || words.say("caseload-no-next"),
            |whole| {
                let when = self.visit.day_and_time(whole.starts);
                let away = words.relative(whole.starts, self.visit.now, zone);
                format!("{when} ({away}) · {}", whole.place)
            },
        )
    }

    /// Everything that is open, as it stands on the caseload, each with its reason.
    pub(super) async fn open(&self, act: &mut Act, offer: &Offer) -> Result<Block, Trouble> {
        let gists = Gists::opened(act).await?;
        let client = act.whose();
        let told = told(self.visit, &[client]).await?;
        let lines = match told.get(&client) {
            Some(told) => reasons(self.visit, offer, client, &gists, *told).await?,
            None => Vec::new(),
        };
        // What we said we would do stands in a part of its own.
        let lines = lines.into_iter().filter(|one| one.page != "/promises");
        let lines = lines.map(|one| Line {
            attention: one.wants.is_unanswered(),
            words: one.why,
            quiet: one.state,
            to: Some(format!("{}{}", self.at, one.page)),
            ..Line::default()
        });
        Ok(Block {
            id: "open",
            title: self.say("room-open"),
            lines: lines.collect(),
            none: (!gists.damaged()).then(|| self.say("room-open-none")),
        })
    }

    /// What whoever looks said they would do: late and broken first. `both`: in words for both, on a
    /// page they look at together.
    pub(super) async fn agreed(&self, act: &mut Act, both: bool) -> Result<Block, Trouble> {
        let words = self.visit.words;
        let gist = act.gist::<PromisesGistV1>().await?.unwrap_or_default();
        let known = promises::known(&self.visit.floor.vault, act).await?;
        let glance = gist.glance(self.visit.now).of(self.visit.who.asker.person);
        let glance = glance.told(known);
        let mut lines = Vec::new();
        for (one, stands) in promised::standing(&glance).into_iter().take(PROMISES) {
            let when = promised::known_time(one.kind, one.until.unwrap_or(one.due));
            let when = self.visit.day_and_time(when);
            let key = match stands {
                "broken" if both => "room-promise-broken-both".to_owned(),
                _ => format!("room-promise-{stands}"),
            };
            lines.push(Line {
                words: promised::in_full(words, act, one).await?,
                quiet: words.say_with(&key, &[("when", (&when).into())]),
                to: (!both).then(|| format!("{}/promises", self.at)),
                attention: !both && stands != "open",
                ..Line::default()
            });
        }
        let name = [("name", (&self.visit.who.name).into())];
        Ok(Block {
            id: "promises",
            title: if both {
                words.say_with("room-promises-both", &name)
            } else {
                words.say("room-promises")
            },
            lines,
            none: (!both).then(|| words.say("room-promises-none")),
        })
    }

    /// What each measure came to last.
    pub(super) async fn measured(&self, act: &mut Act, offer: &Offer) -> Result<Block, Trouble> {
        let latest = crate::relationship::of_measures(self.visit, act, offer).await?;
        let lines = latest.latest.into_iter().map(|one| Line {
            words: one.seen,
            quiet: one.when,
            to: Some(one.address),
            ..Line::default()
        });
        Ok(Block {
            id: "measures",
            title: self.say("measures-staff"),
            lines: lines.collect(),
            none: None,
        })
    }

    /// The last session: when it was, what was spoken about, and what was agreed, done or not.
    pub(super) async fn last(&self) -> Result<Block, Trouble> {
        let mut block = Block {
            id: "last",
            title: self.say("room-last"),
            none: Some(self.say("caseload-no-session-yet")),
            ..Block::default()
        };
        let Some(last) = &self.room.last else {
            return Ok(block);
        };
        let what = match &last.end {
            None => self.say("room-was-unsaid"),
            Some(end) => self.say(&format!("room-was-{}", end.what.code())),
        };
        block.lines.push(Line {
            label: self.day(last.starts),
            words: what,
            quiet: last.plan.clone(),
            to: Some(format!("{}/sessions/{}", self.at, last.session)),
            ..Line::default()
        });
        block.lines.extend(self.tasks(last).await?);
        Ok(block)
    }

    /// Who does what, and whether it is done. A client's step is never late.
    pub(super) async fn tasks(&self, last: &Whole) -> Result<Vec<Line>, Trouble> {
        let mut lines = Vec::new();
        for task in &last.tasks {
            let who = self.name(task.who()).await?;
            let (stands, put) = match (task.done_at, task.let_go_at, task.due()) {
                (Some(at), ..) => ("done", self.day(Moment::from_millis(at))),
                (None, Some(_), _) => ("let-go", String::new()),
                (None, None, Some(due)) if !task.of_client && due < self.visit.now => {
                    ("late", self.day(due))
                }
                (None, None, Some(due)) => ("by", self.day(due)),
                (None, None, None) => ("open", String::new()),
            };
            let key = format!("room-task-{stands}");
            lines.push(Line {
                label: who,
                words: task.words.clone(),
                quiet: self.visit.words.say_with(&key, &[("when", (&put).into())]),
                attention: stands == "late",
                ..Line::default()
            });
        }
        Ok(lines)
    }

    /// What both want to speak about, and whose it is.
    pub(super) async fn agenda(&self, phase: Phase) -> Result<Block, Trouble> {
        let mut block = Block {
            id: "agenda",
            title: self.say("room-agenda"),
            none: Some(self.say("room-agenda-none")),
            ..Block::default()
        };
        let whole = match phase {
            Phase::During => self.room.now.as_ref(),
            Phase::Before | Phase::After => self.room.next.as_ref(),
        };
        let Some(whole) = whole else {
            return Ok(block);
        };
        if !whole.plan.is_empty() {
            block.lines.push(Line {
                label: self.say("home-plan"),
                words: whole.plan.clone(),
                ..Line::default()
            });
        }
        for item in &whole.agenda {
            block.lines.push(Line {
                label: self.name(item.by).await?,
                words: item.words.clone(),
                ..Line::default()
            });
        }
        Ok(block)
    }

    /// How the session is to be: who else is there, what will not happen, what was changed.
    pub(super) async fn next(&self, phase: Phase) -> Result<Block, Trouble> {
        let (whole, title) = match phase {
            Phase::During => (self.room.now.as_ref(), "room-this"),
            Phase::Before | Phase::After => (self.room.next.as_ref(), "home-next"),
        };
        let mut block = Block {
            id: "next",
            title: self.say(title),
            none: Some(self.say("caseload-no-next")),
            ..Block::default()
        };
        let Some(whole) = whole else {
            return Ok(block);
        };
        block.none = None;
        let page = format!("{}/sessions/{}", self.at, whole.session);
        if phase == Phase::After {
            // Otherwise the heading says it.
            block.lines.push(Line {
                words: format!(
                    "{} · {}",
                    self.visit.day_and_time(whole.starts),
                    whole.place
                ),
                to: Some(page.clone()),
                ..Line::default()
            });
        }
        if whole.with != self.visit.who.asker.person {
            block.lines.push(Line {
                label: self.say("home-with"),
                words: self.name(whole.with).await?,
                ..Line::default()
            });
        }
        for (key, words) in [
            ("room-others", &whole.others),
            ("room-will-not", &whole.will_not),
        ] {
            if !words.is_empty() {
                block.lines.push(Line {
                    label: self.say(key),
                    words: words.clone(),
                    ..Line::default()
                });
            }
        }
        let waits = [
            (whole.change_waits().is_some(), "room-change-waits"),
            (whole.wish_waits().is_some(), "room-wish-waits"),
        ];
        for (_, key) in waits.into_iter().filter(|(waits, _)| *waits) {
            block.lines.push(Line {
                words: self.say(key),
                to: Some(page.clone()),
                attention: true,
                ..Line::default()
            });
        }
        Ok(block)
    }

    /// What there is to do now: arriving and closing while two meet, and what is left after.
    pub(super) fn steps(&self, phase: Phase) -> Vec<Line> {
        let step = |key: &str, to: Option<String>| Line {
            words: self.say(key),
            to,
            ..Line::default()
        };
        match phase {
            Phase::Before => Vec::new(),
            Phase::During => {
                let page = self.room.now.as_ref();
                let page = page.map(|now| format!("{}/sessions/{}", self.at, now.session));
                vec![
                    step("room-step-arrive", page.clone()),
                    step("room-step-agenda", None),
                    step("room-step-close", page),
                ]
            }
            Phase::After => {
                let Some(last) = &self.room.last else {
                    return Vec::new();
                };
                let session = last.session;
                let page = format!("{}/sessions/{session}", self.at);
                let mut steps = Vec::new();
                if !last.is_held() && last.end.is_none() {
                    steps.push(step("room-step-held", Some(page.clone())));
                }
                let note = format!("{}/notes/new?session={session}", self.at);
                steps.push(step("room-step-note", Some(note)));
                steps.push(step("room-step-tasks", Some(page.clone())));
                if last.next_day.is_none() {
                    steps.push(step("room-step-next-day", Some(page)));
                }
                if self.room.next.is_none() {
                    let page = format!("{}/sessions/new", self.at);
                    steps.push(step("room-step-next", Some(page)));
                }
                steps.push(step("room-step-feedback", None));
                steps
            }
        }
    }

    /// Where else one may want to go while two meet.
    pub(super) fn ways(&self, whole: Option<&Whole>) -> Ways {
        let mut ways: Ways = [
            ("", "room-way-chart"),
            ("/measures", "relationship-measures"),
            ("/promises", "relationship-promises"),
            ("/agreement", "relationship-agreement"),
            ("/plan", "plan-staff-title"),
            ("/ruptures/new", "room-way-off"),
        ]
        .into_iter()
        .map(|(page, key)| (format!("{}{page}", self.at), self.say(key)))
        .collect();
        if let Some(whole) = whole {
            let page = format!("{}/sessions/{}", self.at, whole.session);
            ways.insert(0, (page, self.say("room-way-session")));
        }
        ways
    }
}
