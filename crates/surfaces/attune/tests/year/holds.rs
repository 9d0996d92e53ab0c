//! What must be so of what is stored of one client, said again here from the product's description
//! and not with the product's own rules.

use crate::seen::Seen;
use crate::service::{Opened, Service};
use alliance::AudienceV1;
use alliance::rupture::{RuptureV1, SaidV1};
use care::{
    ClientId, DAY, HOUR, MINUTE, Moment, PersonId, Purpose, RecordId, RelationKind, Section,
    Sections, SignalKind,
};
use promises::{Became, Kind, PromiseV1, WhatV1};
use sealed::{Done, Kept};
use sessions::stored::WhatV1 as EndWhat;
use std::collections::{BTreeMap, BTreeSet};

/// How a promise stands.
#[derive(Clone, Copy)]
pub(crate) struct Stands {
    pub(crate) open: bool,
    pub(crate) became: Became,
    pub(crate) due: Moment,
    /// The later time that was told in advance.
    pub(crate) until: Option<Moment>,
    /// The last moment before it is broken.
    pub(crate) breaks: Moment,
    pub(crate) sorry: bool,
    pub(crate) mended: bool,
}

/// Read anew from its steps: up to the first that ends it times may change; what was done counts
/// from when it was done, also where it was written down too late.
pub(crate) fn stands(promise: &PromiseV1) -> Stands {
    let at = Moment::from_millis;
    let ends = |what: &WhatV1| {
        matches!(
            what,
            WhatV1::CalledOff { .. }
                | WhatV1::Broken
                | WhatV1::Done { .. }
                | WhatV1::Released { .. }
        )
    };
    let end = promise.steps.iter().position(|step| ends(&step.what));
    let before = &promise.steps[..end.unwrap_or(promise.steps.len())];
    let (mut due, mut until) = (at(promise.due_at), None);
    for step in before {
        match &step.what {
            WhatV1::Moved { due_at, .. } => (due, until) = (at(*due_at), None),
            WhatV1::Told { until: later, .. } => until = Some(at(*later)),
            _ => {}
        }
    }
    let grace = if promise.kind == Kind::Debrief {
        0
    } else {
        DAY
    };
    let breaks = until.map_or(due, |until| until.max(due)) + grace;
    let done = |what: &WhatV1| match what {
        WhatV1::Done { at: done, .. } => Some(at(*done)),
        _ => None,
    };
    let judged = |done: Moment| {
        if done <= due {
            Became::Kept
        } else if done <= breaks {
            Became::KeptLate
        } else {
            Became::Broken
        }
    };
    let became = match end.map(|end| &promise.steps[end].what) {
        None => Became::Open,
        Some(WhatV1::Released { .. } | WhatV1::CalledOff { by_client: true }) => Became::Released,
        Some(WhatV1::CalledOff { .. }) => Became::CalledOff,
        Some(_) => {
            let after = promise.steps[end.unwrap_or_default()..].iter();
            let mut done = after.filter_map(|step| done(&step.what));
            done.next().map_or(Became::Broken, judged)
        }
    };
    let says = |which: fn(&WhatV1) -> bool| promise.steps.iter().any(|step| which(&step.what));
    Stands {
        open: end.is_none(),
        became,
        due,
        until,
        breaks,
        sorry: says(|what| matches!(what, WhatV1::Sorry { .. })),
        mended: says(|what| matches!(what, WhatV1::Mended { .. })),
    }
}

impl Service {
    /// Everything that must be so of one client.
    pub(crate) async fn holds(&mut self, client: ClientId) {
        self.openings_have_lines(client).await;
        let seen = self.seen.get(&client).unwrap();
        promises_end(seen);
        broken_ones_are_ruptures(seen);
        only_the_client_closes(seen, client, &self.replied);
        supervision_was_asked(seen);
        changes_have_reasons(seen);
        nobody_is_in_two_places(seen);
        gists_agree(seen, client);
        self.changes_are_all_there(client).await;
        self.counted("looks at one client");
    }

    /// Every version of a session but the first is there because a change was announced.
    async fn changes_are_all_there(&mut self, client: ClientId) {
        let act = self.own(client).await;
        let seen = self.seen.get(&client).unwrap();
        for kept in seen.sessions.iter().filter(|kept| kept.version > 1) {
            let versions = act.history::<sessions::SessionV1>(kept.record).await;
            let versions = versions.unwrap();
            let changes = seen.changes.iter();
            let changes = changes.filter(|one| one.session == *kept.record.bytes());
            let changes: Vec<_> = changes.flat_map(|one| &one.changes).collect();
            assert_eq!(versions.len(), changes.len() + 1, "a silent change");
            for (pair, change) in versions.windows(2).zip(changes) {
                let placed = |one: &sessions::SessionV1| {
                    (one.starts_at, one.minutes, one.place.clone(), one.with)
                };
                let said = |one: &sessions::stored::PlacedV1| {
                    (one.starts_at, one.minutes, one.place.clone(), one.with)
                };
                assert_eq!(placed(&pair[0].value), said(&change.was));
                assert_eq!(placed(&pair[1].value), said(&change.now));
            }
        }
    }

    /// Whatever was opened since has a line that covers it, within ten minutes; and there is no line
    /// of a person who opened nothing.
    async fn openings_have_lines(&mut self, client: ClientId) {
        let first = self.diary.iter().find(|opened| opened.whose == client);
        let since = first.map_or(self.vault.now(), |opened| opened.at);
        let lines = self.lines(client, since - 10 * MINUTE).await;
        let (theirs, others): (Vec<Opened>, _) = std::mem::take(&mut self.diary)
            .into_iter()
            .partition(|opened| opened.whose == client);
        self.diary = others;
        for opened in &theirs {
            let covers = |line: &&sealed::Line| {
                line.by == opened.by
                    && line.purpose == opened.purpose
                    && line.done == Done::Opened
                    && (opened.at - line.at) <= 10 * MINUTE
                    && line.at <= opened.at
            };
            let covered = lines.iter().filter(covers);
            let covered = covered.fold(Sections::NONE, |all, line| all.or(line.sections));
            assert!(covered.covers(opened.sections), "an opening without a line");
        }
        let service = |line: &&sealed::Line| line.by == PersonId::SERVICE;
        for line in lines.iter().filter(service) {
            assert_eq!(line.purpose, Purpose::Keeping);
            let opens = Sections::of(&[Section::Overview, Section::Relationship]);
            assert!(opens.covers(line.sections), "the service looks at more");
        }
        for line in lines.iter().filter(|line| !service(line)) {
            let old = line.at < since;
            let explained = theirs
                .iter()
                .any(|opened| opened.by == line.by && (line.at - opened.at).abs() <= 10 * MINUTE);
            assert!(old || explained, "a line of someone who did nothing");
        }
        *self
            .counts
            .entry("openings with their line".into())
            .or_default() += theirs.len();
    }
}

/// No promise without an end or a due date that lies ahead, or is being judged within its grace.
fn promises_end(seen: &Seen) {
    for kept in &seen.promises {
        let mine = stands(&kept.value);
        let theirs = promises::stands(&kept.value);
        assert_eq!((mine.became, mine.due), (theirs.became, theirs.due));
        let fine = !mine.open || seen.at <= mine.breaks + 2 * HOUR;
        assert!(fine, "{:?} neither ended nor ahead", kept.value.kind);
    }
}

fn of_broken_promises(rupture: &RuptureV1) -> bool {
    let mut reasons = rupture.reasons.iter();
    reasons.any(|reason| reason.signal() == SignalKind::BrokenPromise)
}

/// Every promise that broke opened a rupture, unless one for the same kind of thing was open then. What
/// was written in an act that opens no promises becomes one in the worker's next round: that evening.
fn broken_ones_are_ruptures(seen: &Seen) {
    for kept in &seen.promises {
        for step in &kept.value.steps {
            if step.what != WhatV1::Broken {
                continue;
            }
            let stands_for_it = |one: &&Kept<RuptureV1>| {
                let closed = one.value.closed().map(Moment::millis);
                one.value.opened_at <= step.at + DAY
                    && closed.is_none_or(|closed| closed >= step.at)
                    && of_broken_promises(&one.value)
            };
            let found = seen.ruptures.iter().any(|one| stands_for_it(&one));
            let open = seen.ruptures.iter().map(|one| {
                let opened = (one.value.opened_at - step.at) / MINUTE;
                (
                    opened,
                    one.value.closed().map(Moment::millis),
                    of_broken_promises(&one.value),
                )
            });
            assert!(
                found,
                "a broken promise without its rupture: {:?} at {}, ruptures (minutes after, closed, broken): {:?}",
                kept.value.kind,
                step.at,
                open.collect::<Vec<_>>()
            );
        }
    }
}

/// Whatever closed a repair was said in an act of the client's own, at that very moment.
fn only_the_client_closes(seen: &Seen, client: ClientId, said: &BTreeSet<(ClientId, Moment)>) {
    for kept in &seen.ruptures {
        for reply in &kept.value.replies {
            let at = (client, Moment::from_millis(reply.at));
            assert!(said.contains(&at), "a reply that the client never gave");
        }
        let last = kept.value.replies.last();
        let closed = last.is_some_and(|last| last.reply == SaidV1::Closed);
        assert_eq!(kept.value.closed().is_some(), closed);
    }
}

/// No rupture stays open past three held sessions, and two days for what is said after the third,
/// without whoever supervises having been asked, where there is someone who may know of it.
fn supervision_was_asked(seen: &Seen) {
    for kept in &seen.ruptures {
        let rupture = &kept.value;
        let held = seen.ends.iter().filter(|end| end.what == EndWhat::Held);
        let after = held.filter(|end| {
            let starts = |one: &&Kept<sessions::SessionV1>| *one.record.bytes() == end.session;
            let session = seen.sessions.iter().find(starts);
            session.is_some_and(|one| one.value.starts_at > rupture.opened_at)
        });
        let mut written: Vec<i64> = after.map(|end| end.at).collect();
        written.sort_unstable();
        let closed = rupture.closed().map_or(i64::MAX, Moment::millis);
        let Some(third) = written.get(2).copied() else {
            continue;
        };
        let looked = third + 2 * DAY;
        if closed <= looked || seen.at.millis() <= looked + 2 * DAY {
            continue;
        }
        let of = |one: &&alliance::FollowUpV1| one.rupture == *kept.record.bytes();
        let follow_up = seen.follow_ups.iter().find(of).unwrap();
        if follow_up.back_at.is_some() {
            continue;
        }
        let supervised = seen.facts.relations.iter().any(|one| {
            one.kind == RelationKind::Supervisor
                && one.from.millis() <= looked
                && one
                    .until
                    .is_none_or(|until| until.millis() > looked + 2 * DAY)
        });
        let may_know = rupture.audience == AudienceV1::Section;
        assert!(
            follow_up.unrepaired_at.is_some() || !may_know,
            "nobody noticed that three sessions went by"
        );
        let asked = !follow_up.brought.is_empty();
        assert!(
            asked || !may_know || !supervised,
            "supervision was not asked"
        );
    }
}

fn changes_have_reasons(seen: &Seen) {
    for change in seen.changes.iter().flat_map(|changes| &changes.changes) {
        assert!(!change.words.trim().is_empty(), "a change without a reason");
        let notice = (change.was.starts_at - change.announced_at) / MINUTE;
        assert_eq!(change.notice_minutes, notice.max(0));
    }
    for end in &seen.ends {
        if end.what == EndWhat::CalledOffByService {
            let said = end.reason.is_some() && !end.words.trim().is_empty();
            assert!(said, "called off without a reason");
        }
    }
}

/// Whether a session takes place, as far as anyone has said.
pub(crate) fn takes_place(seen: &Seen, session: &Kept<sessions::SessionV1>) -> bool {
    let end = seen.end(session);
    end.is_none_or(|end| end.what == EndWhat::Held)
}

fn nobody_is_in_two_places(seen: &Seen) {
    let theirs = seen.sessions.iter().filter(|kept| takes_place(seen, kept));
    let mut times: Vec<_> = theirs
        .map(|kept| (kept.value.starts(), kept.value.ends()))
        .collect();
    times.sort_unstable();
    for pair in times.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "a client in two places");
    }
}

/// What lists show is what the records say.
fn gists_agree(seen: &Seen, client: ClientId) {
    let (now, gists) = (seen.at, &seen.gists);
    let of = |became: Became| {
        let all = seen.promises.iter();
        let all = all.filter(move |kept| stands(&kept.value).became == became);
        all.filter(move |kept| became == Became::Open || !stands(&kept.value).sorry)
            .map(|kept| (kept.record, kept.value.by()))
            .collect::<BTreeSet<_>>()
    };
    let glance = gists.promises.glance(now);
    let shown = |all: &[promises::OpenPromise]| {
        let all = all.iter().map(|one| (one.promise, one.by));
        all.collect::<BTreeSet<_>>()
    };
    assert_eq!(shown(&glance.open), of(Became::Open), "promises on a list");
    if glance.broken.len() < 20 {
        assert_eq!(shown(&glance.broken), of(Became::Broken), "what was broken");
    }
    messages_agree(seen);
    sessions_agree(seen);
    let open = seen
        .ruptures
        .iter()
        .filter(|kept| kept.value.closed().is_none());
    let open: BTreeSet<RecordId> = open.map(|kept| kept.record).collect();
    let alliance = gists.alliance.for_person(client.person(), client, now);
    let listed: BTreeSet<_> = alliance.open.iter().map(|one| one.rupture).collect();
    assert_eq!(listed, open, "ruptures on a list");
    let follow_up = gists.follow_up.for_person(client.person(), client, now);
    let listed: BTreeSet<_> = follow_up.iter().map(|one| one.rupture).collect();
    assert_eq!(listed, open, "what follows ruptures, on a list");
    agreements_agree(seen);
    contacts_agree(seen, client);
}

fn messages_agree(seen: &Seen) {
    let answered = |id: RecordId| {
        let mut all = seen.messages.iter();
        all.any(|kept| kept.value.answers.contains(id.bytes()))
    };
    let waits = seen.messages.iter().filter(|kept| {
        let gone = kept.value.released.is_some() || kept.value.taken_back.is_some();
        kept.value.by_client && !gone && !answered(kept.record)
    });
    let waits: BTreeSet<_> = waits.map(|kept| *kept.record.bytes()).collect();
    let listed = seen.gists.messages.waits.iter().map(|one| one.message);
    assert_eq!(listed.collect::<BTreeSet<_>>(), waits, "messages on a list");
    let promised = |kept: &&Kept<PromiseV1>| kept.value.kind == Kind::Reply;
    let replies = seen.promises.iter().filter(promised).count();
    let asked = seen.messages.iter();
    let asked = asked.filter(|kept| kept.value.reply_by.is_some()).count();
    assert_eq!(replies, asked, "each message has its promise");
}

fn sessions_agree(seen: &Seen) {
    let now = seen.at;
    let coming = seen
        .sessions
        .iter()
        .filter(|kept| kept.value.ends() > now && takes_place(seen, kept));
    let mut coming: Vec<_> = coming
        .map(|kept| (kept.value.starts(), kept.record, kept.value.practitioner()))
        .collect();
    coming.sort_unstable();
    let listed = seen.gists.sessions.coming(now);
    let listed: Vec<_> = listed
        .iter()
        .map(|one| (one.starts, one.session, one.with))
        .collect();
    assert_eq!(listed, coming, "sessions on a list");
    let tasks = seen.tasks.iter().flat_map(|tasks| &tasks.tasks);
    let open =
        tasks.filter(|task| !task.of_client && task.done_at.is_none() && task.let_go_at.is_none());
    let open: BTreeSet<_> = open.map(|task| task.id).collect();
    let listed = seen.gists.sessions.tasks();
    let listed: BTreeSet<_> = listed.iter().map(|task| *task.task.bytes()).collect();
    assert_eq!(listed, open, "tasks on a list");
    let promised = |kind: Kind| {
        let all = seen.promises.iter();
        all.filter(|kept| kept.value.kind == kind).count()
    };
    let agreed = seen.tasks.iter().flat_map(|tasks| &tasks.tasks);
    let agreed = agreed.filter(|task| !task.of_client).count();
    assert_eq!(promised(Kind::Task), agreed, "each task has its promise");
    assert!(
        promised(Kind::Appointment) >= seen.sessions.len(),
        "each session is promised"
    );
}

fn agreements_agree(seen: &Seen) {
    let mut versions: Vec<_> = seen.versions.iter().collect();
    versions.sort_by_key(|version| version.number);
    let signed = versions.iter().filter(|version| version.signed.is_some());
    let in_force = signed.map(|version| version.number).max().unwrap_or(0);
    let gist = &seen.gists.agreement;
    assert_eq!(gist.in_force, in_force, "the agreement in force");
    let waits = versions.last().filter(|version| version.signed.is_none());
    let waits = (
        waits.is_some_and(|version| !version.by_client),
        waits.is_some_and(|version| version.by_client),
    );
    assert_eq!((gist.waits_for_client, gist.waits_for_staff), waits);
    for note in &seen.notes {
        let about = note.session().unwrap();
        let many = seen.notes.len() > 40;
        assert!(many || seen.gists.notes.has(about), "a note on a list");
    }
}

/// Who was in contact last, from what was held, written and answered.
fn contacts_agree(seen: &Seen, client: ClientId) {
    let mut last: BTreeMap<PersonId, i64> = BTreeMap::new();
    let mut note = |who: PersonId, at: i64| {
        let known = last.entry(who).or_insert(at);
        *known = at.max(*known);
    };
    for kept in &seen.sessions {
        let end = seen.end(kept).filter(|end| end.what == EndWhat::Held);
        if let Some(began) = end.and_then(|end| end.began_at) {
            note(kept.value.practitioner(), began);
        }
    }
    for kept in seen.messages.iter().filter(|kept| !kept.value.by_client) {
        note(kept.value.author(), kept.value.at);
    }
    for one in &seen.notes {
        note(PersonId::from_bytes(one.by), one.at);
    }
    last.remove(&client.person());
    let listed = seen.gists.team.contacts();
    let listed: BTreeMap<_, _> = listed.map(|(who, at)| (who, at.millis())).collect();
    assert_eq!(listed, last, "who was last in contact");
}
