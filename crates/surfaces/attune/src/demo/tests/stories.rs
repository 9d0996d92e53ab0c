//! How each capability's story stands when the year is over.

use super::*;
use agreement::Waits;
use alliance::FollowUpGistV1;
use alliance::rupture::{RuptureV1, SaidV1, StateV1};
use care::{ClientId, DAY, HOUR, Moment, PersonId, SignalKind};
use promises::{Became, Kind, PromiseV1, Stands, stands};
use sealed::{Act, Overview};
use std::collections::BTreeMap;

const OWN: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::Relationship,
    Section::Messages,
    Section::Notes,
    Section::Consent,
]);

/// The people of the finished year, by the name they come in with.
pub(super) struct Year<'a> {
    pub(super) vault: &'a Vault,
    staff: BTreeMap<&'static str, PersonId>,
    pub(super) clients: BTreeMap<&'static str, ClientId>,
}

impl<'a> Year<'a> {
    async fn of(vault: &'a Vault) -> Self {
        let (all, _) = people::staff(vault).await.unwrap();
        let one = |known: &cast::Staff| {
            let found = all.iter().find(|person| person.called() == known.name);
            (known.sign_in, found.unwrap().person)
        };
        let staff: BTreeMap<_, _> = STAFF.iter().map(one).collect();
        let mut clients = BTreeMap::new();
        for therapist in ["ruth", "daniel", "leila"] {
            for (name, overview) in list(vault, staff[therapist]).await {
                let known = CLIENTS.iter().find(|client| client.name == name);
                clients.insert(known.unwrap().sign_in, overview.client);
            }
        }
        assert_eq!(clients.len(), CLIENTS.len());
        Self {
            vault,
            staff,
            clients,
        }
    }

    /// The record of someone, as they themselves open it.
    async fn own(&self, sign_in: &str) -> Act {
        let client = self.clients[sign_in];
        let asker = Asker {
            person: client.person(),
            role: Role::Client,
        };
        let access = self
            .vault
            .decide(asker, client, OWN, Purpose::OwnRecord)
            .await;
        Act::open(self.vault, access.unwrap().unwrap())
            .await
            .unwrap()
    }

    /// The work of someone, as they themselves open it.
    pub(super) async fn works(&self, sign_in: &str) -> Act {
        let client = self.clients[sign_in];
        let parts = [
            Section::Work,
            Section::Overview,
            Section::Drafts,
            Section::Circle,
            Section::CrisisPlan,
        ];
        let asker = Asker {
            person: client.person(),
            role: Role::Client,
        };
        self.opens(asker, client, &parts, Purpose::OwnRecord).await
    }

    /// The work of someone, as whoever treats them opens it.
    pub(super) async fn treats(&self, sign_in: &str) -> Act {
        let known = CLIENTS.iter().find(|client| client.sign_in == sign_in);
        let person = self.staff[STAFF[known.unwrap().therapist].sign_in];
        let asker = Asker {
            person,
            role: Role::Therapist,
        };
        let parts = [Section::Work, Section::Overview];
        self.opens(asker, self.clients[sign_in], &parts, Purpose::Treatment)
            .await
    }

    async fn opens(
        &self,
        asker: Asker,
        client: ClientId,
        parts: &[Section],
        purpose: Purpose,
    ) -> Act {
        let access = self
            .vault
            .decide(asker, client, Sections::of(parts), purpose)
            .await;
        Act::open(self.vault, access.unwrap().unwrap())
            .await
            .unwrap()
    }

    /// Every promise of a kind to someone, as it stands, oldest first.
    async fn promised(&self, sign_in: &str, kind: Kind) -> Vec<Stands> {
        let act = self.own(sign_in).await;
        let mut all = act.latest::<PromiseV1>().await.unwrap().kept;
        all.retain(|kept| kept.value.kind == kind);
        all.sort_by_key(|kept| kept.value.made_at);
        all.iter().map(|kept| stands(&kept.value)).collect()
    }

    /// The newest rupture that a broken promise opened.
    async fn broke(&self, sign_in: &str) -> RuptureV1 {
        let act = self.own(sign_in).await;
        let all = act.latest::<RuptureV1>().await.unwrap().kept;
        let mut of_promise = all.into_iter().map(|kept| kept.value).filter(|value| {
            let mut reasons = value.reasons.iter();
            reasons.any(|reason| reason.signal() == SignalKind::BrokenPromise)
        });
        of_promise.next().unwrap()
    }
}

/// The list of a practitioner: names and what stands in short.
async fn list(vault: &Vault, person: PersonId) -> Vec<(String, Overview)> {
    let asker = Asker {
        person,
        role: Role::Therapist,
    };
    let clients = vault.caseload(asker).await.unwrap();
    let sections = Sections::of(&[Section::Identity, Section::Overview]);
    let accesses = vault
        .decide_each(asker, &clients, sections, Purpose::Caseload)
        .await
        .unwrap();
    let overviews = vault.overviews(&accesses).await.unwrap();
    let mut named = Vec::new();
    for (access, overview) in accesses.iter().zip(overviews) {
        let name = people::called(vault, *access, &overview).await;
        named.push((name.unwrap().unwrap(), overview));
    }
    named
}

/// Looks at all of them.
pub(super) async fn stand(vault: &Vault) {
    // Nothing waits to fall due: whoever serves the year finds it as it was left.
    let round = crate::promised::round(vault).await.unwrap();
    assert_eq!((round.broken, round.carried_out), (0, 0), "{round:?}");
    let year = Year::of(vault).await;
    let now = vault.now();
    agreed(&year).await;
    written(&year, now).await;
    broken_and_repaired(&year).await;
    met(&year, now).await;
    noted(&year).await;
    in_supervision(&year, now).await;
    away(&year, now).await;
    what_the_lead_sees(&year, now).await;
    nobody_is_in_two_places(&year).await;
    work::stands(&year).await;
}

async fn agreed(year: &Year<'_>) {
    let act = year.own("amal").await;
    let theirs = agreement::agreement(&act).await.unwrap();
    let in_force = theirs.in_force().map(|kept| kept.value.number);
    assert_eq!((in_force, theirs.newest()), (Some(2), 2));
    assert_eq!(agreement::reply_within(&act).await.unwrap(), Some(48));
    let act = year.own("noor").await;
    let hers = agreement::agreement(&act).await.unwrap();
    assert!(hers.in_force().is_none() && hers.waits() == Waits::Client);
}

async fn written(year: &Year<'_>, now: Moment) {
    let became = |all: Vec<Stands>| -> Vec<(Became, bool)> {
        all.iter().map(|one| (one.became, one.sorry)).collect()
    };
    let maya = became(year.promised("maya", Kind::Reply).await);
    assert_eq!(maya, [(Became::Kept, false), (Became::KeptLate, true)]);
    let [noor] = year.promised("noor", Kind::Reply).await[..] else {
        panic!("one message")
    };
    assert!(noor.is_open() && noor.due > now + 2 * DAY);
    let act = year.own("noor").await;
    assert_eq!(messages::thread(&act).await.unwrap().open().count(), 1);
}

async fn broken_and_repaired(year: &Year<'_>) {
    let [kai] = year.promised("kai", Kind::Reply).await[..] else {
        panic!("one message")
    };
    assert_eq!(kai.became, Became::Broken);
    assert!(kai.done.is_some() && kai.sorry && kai.mended);
    let rupture = year.broke("kai").await;
    assert_eq!(rupture.state(), StateV1::Closed);
    let last = rupture.replies.last().unwrap();
    assert_eq!(last.reply, SaidV1::Closed);
    let [samuel] = year.promised("samuel", Kind::Reply).await[..] else {
        panic!("one message")
    };
    assert_eq!((samuel.became, samuel.sorry), (Became::Broken, false));
    assert_eq!(year.broke("samuel").await.state(), StateV1::Open);
    let wren = year.promised("wren", Kind::Hand).await;
    let wren: Vec<_> = wren.iter().map(|one| (one.became, one.told)).collect();
    assert_eq!(wren, [(Became::Kept, false), (Became::Open, true)]);
    // Sessions: most begin on time, some do not, some are called off, and none is left open.
    let mut ended: BTreeMap<&str, usize> = BTreeMap::new();
    for client in &CLIENTS {
        for one in year.promised(client.sign_in, Kind::Appointment).await {
            *ended.entry(one.became.code()).or_default() += 1;
        }
    }
    let sessions: u32 = CLIENTS.iter().map(|client| client.sessions).sum();
    assert_eq!(ended["open"], CLIENTS.len(), "{ended:?}");
    assert_eq!(
        ended.values().sum::<usize>(),
        ended["open"] + sessions as usize
    );
    assert_eq!((ended["released"], ended["called-off"]), (1, 1));
    assert!(
        ended["kept-late"] > 5 && !ended.contains_key("broken"),
        "{ended:?}"
    );
}

async fn met(year: &Year<'_>, now: Moment) {
    let room = sessions::room(&year.own("amal").await).await.unwrap();
    let agenda = room.next.unwrap().agenda;
    let by: Vec<PersonId> = agenda.iter().map(|item| item.by).collect();
    assert_eq!(by, [year.staff["ruth"], year.clients["amal"].person()]);
    let next_day = room.last.unwrap().next_day.unwrap();
    assert_eq!((next_day.wanted, next_day.answered_at), (Some(true), None));
    assert!(next_day.due_at <= now.millis() && now.millis() < next_day.due_at + 3 * DAY);

    let next = sessions::room(&year.own("vera").await).await.unwrap().next;
    let next = next.unwrap();
    let change = next.change_waits().unwrap();
    assert!(!change.words.is_empty() && change.was.place != change.now.place);
    assert_eq!(change.was.starts() - change.now.starts(), 2 * HOUR);

    let last = sessions::room(&year.own("noor").await).await.unwrap().last;
    let tasks = last.unwrap().tasks;
    let of_client: Vec<bool> = tasks.iter().map(|task| task.of_client).collect();
    assert_eq!(of_client, [true, false]);
    let [task] = year.promised("noor", Kind::Task).await[..] else {
        panic!("one task is promised, and the client's step is none")
    };
    assert!(task.is_open() && task.due > now);
}

async fn noted(year: &Year<'_>) {
    let act = year.own("jonas").await;
    let notes = notes::progress(&act).await.unwrap().open;
    let [note] = &notes[..] else {
        panic!("one note")
    };
    let versions = notes::versions(&act, note.record).await;
    assert_eq!(versions.ok().unwrap().len(), 2);
    assert!(note.value.why.is_some());
    let beside = notes::besides(&act).await.unwrap();
    assert_eq!(beside.of(note.record).count(), 1);
}

async fn in_supervision(year: &Year<'_>, now: Moment) {
    let mut act = year.own("bram").await;
    let gist = act.gist::<FollowUpGistV1>().await.unwrap().unwrap();
    let following = gist.for_person(year.staff["ines"], act.whose(), now);
    let [one] = &following[..] else {
        panic!("one rupture")
    };
    assert!(one.unrepaired.is_some() && one.brought && !one.looked && !one.back);
}

async fn away(year: &Year<'_>, now: Moment) {
    let at = now + 10 * DAY;
    let away = team::away(year.vault, year.staff["daniel"], at).await;
    assert_eq!(away.unwrap().unwrap().cover, Some(year.staff["leila"]));
    let uncovered = team::without_cover(year.vault).await.unwrap();
    assert_eq!((uncovered.waiting, uncovered.clients), (0, 0));
    for (sign_in, waits) in [("theo", false), ("kai", true), ("noor", false)] {
        let told = team::announced(year.vault, year.clients[sign_in]).await;
        assert_eq!(told.unwrap(), waits, "{sign_in}");
    }
    for therapist in ["ruth", "daniel", "leila"] {
        let by = team::supervisors_of(year.vault, year.staff[therapist]).await;
        assert_eq!(by.unwrap(), [year.staff["ines"]]);
    }
}

async fn what_the_lead_sees(year: &Year<'_>, now: Moment) {
    let teams = team::teams(year.vault).await.unwrap();
    let asked: Vec<promises::Team> = teams
        .iter()
        .map(|team| promises::Team {
            team: team.id,
            members: team.members.clone(),
        })
        .collect();
    let ended = promises::ended(year.vault, now - 90 * DAY, now)
        .await
        .unwrap();
    let found = promises::rates(&ended, &asked);
    // Two people are too few to be told of.
    let shown: Vec<(&str, bool)> = teams
        .iter()
        .zip(&found.teams)
        .map(|(team, (_, rate))| (team.name.as_str(), rate.is_some()))
        .collect();
    assert_eq!(
        shown,
        [("Supervision and advocacy", false), ("Therapy", true)]
    );
    assert!(found.all.is_some());
    let counts = sessions::service_counts(year.vault).await.unwrap();
    assert!(counts.clients.is_some() && counts.changes.is_some());
    let (tallies, damaged) = alliance::rupture_tallies(year.vault, now - 90 * DAY, now)
        .await
        .unwrap();
    assert!(tallies.len() >= 5 && damaged == 0, "{}", tallies.len());
}

async fn nobody_is_in_two_places(year: &Year<'_>) {
    let mut all = Vec::new();
    for client in year.clients.keys() {
        let (meetings, damaged) = sessions::meetings(&year.own(client).await).await.unwrap();
        assert_eq!(damaged, 0);
        all.extend(meetings.into_iter().filter(|one| one.takes_place));
    }
    all.sort_by_key(|one| (one.with, one.starts));
    for pair in all.windows(2) {
        let apart = pair[0].with != pair[1].with || pair[0].ends <= pair[1].starts;
        assert!(apart, "{:?} and {:?}", pair[0].starts, pair[1].starts);
    }
}
