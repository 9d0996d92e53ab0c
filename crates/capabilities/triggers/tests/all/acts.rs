//! Who may do what, and who reads what then.

use crate::golden::{card, entry};
use care::{Asker, ClientId, PersonId, Purpose, RecordId};
use care::{Facts, LevelOfCare, Relation, RelationKind, Role, Section, Sections};
use sealed::{Act, ReadersV1};
use testing::{AMAL, BEN, MARA, NOOR, RUTH, Small, TOMAS};
use triggers::{
    CardV1, Circle, LineV1, NewCard, NewEntry, Refused, SetOffV1, Share, cards_for, end_share,
    everything, keep_card, keep_entry, put_card_away, say_who_reads_card, say_who_reads_entry,
    share, take_out,
};

const OWN: [Section; 4] = [
    Section::Work,
    Section::Consent,
    Section::Sessions,
    Section::CrisisPlan,
];
/// Tomas, who works on the ward here.
const NURSE: PersonId = TOMAS;

async fn amal(small: &Small) -> Act {
    small.act(AMAL, AMAL, &OWN).await
}

async fn ruth(small: &Small) -> Act {
    small.act(RUTH, AMAL, &[Section::Work]).await
}

/// Ruth treats Amal; Ben, a therapist, and Tomas, here a nurse, are on the team; Amal is on a ward.
async fn on_a_ward() -> Small {
    let small = Small::in_memory().await;
    let from = small.vault.now();
    let relation = |(person, kind)| Relation {
        person,
        kind,
        from,
        until: None,
    };
    let facts = Facts {
        relations: [
            (RUTH, RelationKind::Therapist),
            (BEN, RelationKind::Team),
            (NURSE, RelationKind::Team),
        ]
        .map(relation)
        .to_vec(),
        level: LevelOfCare::Inpatient,
        ..Facts::default()
    };
    let standing = [Section::Identity, Section::Consent];
    let mut act = small.act(MARA, AMAL, &standing).await;
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    small
}

async fn kept(small: &Small, entry: SetOffV1) -> RecordId {
    let mut act = amal(small).await;
    let once = act.mint();
    keep_entry(&mut act, &NewEntry { once, entry })
        .await
        .unwrap();
    act.done().await.unwrap();
    once
}

fn new(card: &CardV1, id: RecordId, seen: u32, readers: ReadersV1) -> NewCard {
    NewCard {
        card: id,
        seen,
        cue: card.cue.clone(),
        signs: card.signs.clone(),
        helps: card.helps.clone(),
        not: card.not.clone(),
        readers,
    }
}

async fn written(small: &Small, readers: ReadersV1) -> RecordId {
    let mut act = amal(small).await;
    let id = act.mint();
    keep_card(&mut act, &new(&card(), id, 0, readers))
        .await
        .unwrap();
    act.done().await.unwrap();
    id
}

#[tokio::test]
async fn what_is_kept_for_oneself_is_met_by_nobody_and_what_is_sent_can_be_taken_back() {
    let small = Small::in_memory().await;
    let id = kept(&small, entry()).await;
    let found = everything(&ruth(&small).await).await.unwrap();
    assert!(found.entries.is_empty() && found.damaged == 0);

    let mut act = amal(&small).await;
    let sent = say_who_reads_entry(&mut act, id, ReadersV1::Section)
        .await
        .unwrap();
    assert_eq!(sent.len(), 1);
    act.done().await.unwrap();
    let act = ruth(&small).await;
    assert_eq!(everything(&act).await.unwrap().entries.len(), 1);

    let mut act = amal(&small).await;
    let again = say_who_reads_entry(&mut act, id, ReadersV1::Nobody)
        .await
        .unwrap();
    assert!(again.is_empty(), "keeping it to oneself is no event");
    act.done().await.unwrap();
    let act = ruth(&small).await;
    assert!(everything(&act).await.unwrap().entries.is_empty());
    assert!(act.history::<SetOffV1>(id).await.unwrap().is_empty());

    let mut act = amal(&small).await;
    take_out(&mut act, id).await.unwrap();
    act.done().await.unwrap();
    let act = amal(&small).await;
    assert!(everything(&act).await.unwrap().entries.is_empty());
    assert_eq!(
        act.find::<SetOffV1>(id).await.unwrap().unwrap().value.cue,
        ""
    );
}

#[tokio::test]
async fn sent_twice_it_is_kept_once_and_other_words_are_not_lost_silently() {
    let small = Small::in_memory().await;
    let once = kept(&small, entry()).await;
    let mut act = amal(&small).await;
    let mut same = NewEntry {
        once,
        entry: entry(),
    };
    assert!(keep_entry(&mut act, &same).await.unwrap().is_empty());
    same.entry.cue = "Another".to_owned();
    let refused = keep_entry(&mut act, &same).await.err();
    assert!(matches!(refused, Some(Refused::Another)));
    same.entry.cue = String::new();
    let refused = keep_entry(&mut act, &same).await.err();
    assert!(matches!(refused, Some(Refused::Empty)));
}

#[tokio::test]
async fn nobody_else_writes_down_takes_out_or_shares() {
    let small = Small::in_memory().await;
    let sent = SetOffV1 {
        readers: ReadersV1::Section,
        ..entry()
    };
    let entry_id = kept(&small, sent).await;
    let card_id = written(&small, ReadersV1::Section).await;
    let mut act = ruth(&small).await;
    let once = act.mint();
    let is_none = |refused: Option<Refused>| matches!(refused, Some(Refused::None));
    let new = NewEntry {
        once,
        entry: entry(),
    };
    assert!(is_none(keep_entry(&mut act, &new).await.err()));
    assert!(is_none(take_out(&mut act, entry_id).await.err()));
    let nobody = ReadersV1::Nobody;
    assert!(is_none(
        say_who_reads_entry(&mut act, entry_id, nobody).await.err()
    ));
    assert!(is_none(
        say_who_reads_card(&mut act, card_id, nobody).await.err()
    ));
    assert!(is_none(put_card_away(&mut act, card_id).await.err()));
    assert!(is_none(
        end_share(&mut act, card_id, Circle::Ward).await.err()
    ));
    let asked = Share {
        card: card_id,
        circle: Circle::Ward,
        lines: vec![LineV1::Not],
        people: Vec::new(),
    };
    assert!(is_none(share(&mut act, &asked).await.err()));
    // Somebody else's ids are nothing.
    let mut act = small.act(NOOR, NOOR, &OWN).await;
    assert!(is_none(take_out(&mut act, entry_id).await.err()));
    assert!(is_none(share(&mut act, &asked).await.err()));
    assert!(act.find::<CardV1>(card_id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_card_is_written_by_both_and_never_over_newer_words() {
    let small = Small::in_memory().await;
    let id = written(&small, ReadersV1::Nobody).await;
    let mut act = ruth(&small).await;
    let theirs = CardV1 {
        helps: "A window".to_owned(),
        ..card()
    };
    // Kept to oneself, it is not there for anyone: whoever names it begins nothing.
    let blind = new(&theirs, id, 1, ReadersV1::Section);
    assert!(matches!(
        keep_card(&mut act, &blind).await,
        Err(Refused::None)
    ));

    let mut act = amal(&small).await;
    say_who_reads_card(&mut act, id, ReadersV1::Section)
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut act = ruth(&small).await;
    assert!(matches!(
        keep_card(&mut act, &blind).await,
        Err(Refused::Newer)
    ));
    let seen = new(&theirs, id, 2, ReadersV1::Nobody);
    assert_eq!(keep_card(&mut act, &seen).await.unwrap().len(), 1);
    act.done().await.unwrap();
    let mut act = amal(&small).await;
    let stands = act.find::<CardV1>(id).await.unwrap().unwrap();
    assert_eq!(stands.value.helps, "A window");
    assert!(stands.value.own && stands.value.readers == ReadersV1::Section);
    assert_eq!(stands.value.by, *RUTH.bytes());
    // The client still says who reads a card of their own.
    say_who_reads_card(&mut act, id, ReadersV1::Nobody)
        .await
        .unwrap();
    act.done().await.unwrap();
    assert!(
        everything(&ruth(&small).await)
            .await
            .unwrap()
            .cards
            .is_empty()
    );

    let mut act = ruth(&small).await;
    let made = act.mint();
    keep_card(&mut act, &new(&card(), made, 0, ReadersV1::Nobody))
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut act = amal(&small).await;
    let kept = act.find::<CardV1>(made).await.unwrap().unwrap();
    assert!(!kept.value.own && kept.value.readers == ReadersV1::Section);
    let refused = say_who_reads_card(&mut act, made, ReadersV1::Nobody).await;
    assert!(
        matches!(refused, Err(Refused::None)),
        "its writer knows it anyway"
    );
    put_card_away(&mut act, made).await.unwrap();
    act.done().await.unwrap();
    assert!(
        everything(&ruth(&small).await)
            .await
            .unwrap()
            .cards
            .is_empty()
    );
}

/// An act of someone on the team, with the purpose of working with the client.
async fn on_team(small: &Small, person: PersonId, role: Role, section: Section) -> Option<Act> {
    let asker = Asker { person, role };
    let sections = Sections::of(&[section]);
    let client = ClientId::of(AMAL);
    let decided = small
        .vault
        .decide(asker, client, sections, Purpose::Treatment)
        .await;
    Some(
        Act::open(&small.vault, decided.unwrap().ok()?)
            .await
            .unwrap(),
    )
}

async fn lines(act: &Act) -> Vec<Vec<(LineV1, String)>> {
    let found = cards_for(act).await.unwrap();
    found.cards.into_iter().map(|card| card.lines).collect()
}

#[tokio::test]
async fn lines_are_read_by_those_the_client_named_and_by_nobody_once_it_ends() {
    let small = on_a_ward().await;
    let id = written(&small, ReadersV1::Nobody).await;
    let mut act = amal(&small).await;
    let mut asked = Share {
        card: id,
        circle: Circle::Team,
        lines: vec![LineV1::Not],
        people: vec![BEN],
    };
    assert_eq!(share(&mut act, &asked).await.unwrap().len(), 1);
    act.done().await.unwrap();
    let not = vec![vec![(LineV1::Not, "Do not touch me".to_owned())]];
    let ben = on_team(&small, BEN, Role::Therapist, Section::Sessions)
        .await
        .unwrap();
    assert_eq!(lines(&ben).await, not);
    let nurse = on_team(&small, NURSE, Role::WardNurse, Section::Sessions)
        .await
        .unwrap();
    assert!(lines(&nurse).await.is_empty(), "not named");
    assert!(
        on_team(&small, BEN, Role::Therapist, Section::Work)
            .await
            .is_none()
    );
    let act = ruth(&small).await;
    assert!(lines(&act).await.is_empty(), "the card itself is kept");

    asked.circle = Circle::Ward;
    asked.lines = vec![LineV1::Helps, LineV1::Not];
    let mut act = amal(&small).await;
    share(&mut act, &asked).await.unwrap();
    act.done().await.unwrap();
    let nurse = || on_team(&small, NURSE, Role::WardNurse, Section::CrisisPlan);
    let found = lines(&nurse().await.unwrap()).await;
    let names: Vec<_> = found[0].iter().map(|(line, _)| *line).collect();
    assert_eq!(names, [LineV1::Not, LineV1::Helps]);

    let mut act = amal(&small).await;
    end_share(&mut act, id, Circle::Ward).await.unwrap();
    act.done().await.unwrap();
    assert!(lines(&nurse().await.unwrap()).await.is_empty());
    let mut act = amal(&small).await;
    put_card_away(&mut act, id).await.unwrap();
    act.done().await.unwrap();
    let ben = on_team(&small, BEN, Role::Therapist, Section::Sessions)
        .await
        .unwrap();
    assert!(
        lines(&ben).await.is_empty(),
        "put away, nothing of it is shared"
    );
}

#[tokio::test]
async fn nobody_who_is_not_on_the_team_is_named_and_no_empty_line_is_shared() {
    let small = on_a_ward().await;
    let id = written(&small, ReadersV1::Nobody).await;
    let mut act = amal(&small).await;
    let chosen = [
        (Circle::Team, vec![LineV1::Not], vec![]),
        (Circle::Team, vec![LineV1::Not], vec![MARA, RUTH]),
        (Circle::Team, vec![], vec![BEN]),
        (Circle::Ward, vec![], vec![]),
    ];
    for (circle, lines, people) in chosen {
        let asked = Share {
            card: id,
            circle,
            lines,
            people,
        };
        let refused = share(&mut act, &asked).await;
        assert!(matches!(refused, Err(Refused::NothingChosen)));
    }
}

#[tokio::test]
async fn a_card_of_the_therapists_is_changed_by_both_and_taken_from_neither() {
    let small = on_a_ward().await;
    let mut act = ruth(&small).await;
    let hers = act.mint();
    keep_card(&mut act, &new(&card(), hers, 0, ReadersV1::Section))
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut changed = card();
    changed.helps = "A glass of water.".to_owned();
    let mut act = amal(&small).await;
    let kept = new(&changed, hers, 1, ReadersV1::Nobody);
    assert!(matches!(
        keep_card(&mut act, &kept).await,
        Err(Refused::None)
    ));
    let sent = new(&changed, hers, 1, ReadersV1::Section);
    keep_card(&mut act, &sent).await.unwrap();
    act.done().await.unwrap();
    let read = everything(&ruth(&small).await).await.unwrap();
    assert_eq!(read.cards[0].value.helps, "A glass of water.");
}
