//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{PersonId, RecordId, RelationKind, Section};
use team::{
    AbsenceV1, AnnouncedV1, ChoiceV1, ConfirmedV1, CoverV1, SaidV1, StandsV1, SupervisionV1,
    TeamGistV1, TeamV1, contact,
};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, RUTH, Small, golden};

const AT: i64 = BEGINNING.millis();
const STANDS: [StandsV1; 4] = [
    StandsV1::Covered,
    StandsV1::Without,
    StandsV1::Declined,
    StandsV1::Over,
];

fn said(what: ChoiceV1, about: Option<PersonId>) -> SaidV1 {
    SaidV1 {
        what,
        at: AT + 3,
        about: about.map(|person| *person.bytes()),
    }
}

fn announced() -> AnnouncedV1 {
    AnnouncedV1 {
        absence: [7; 16],
        away: *RUTH.bytes(),
        from: AT + 1,
        until: AT + 2,
        reason: "el mar — «por fin»".to_owned(),
        cover: Some(*BEN.bytes()),
        cover_from: AT + 1,
        works_anyway: true,
        at: AT,
        said: vec![
            said(ChoiceV1::Agree, Some(BEN)),
            said(ChoiceV1::SomeoneElse, Some(BEN)),
            said(ChoiceV1::Nobody, None),
        ],
        ended: Some(AT + 4),
    }
}

fn absence() -> AbsenceV1 {
    AbsenceV1 {
        of: *RUTH.bytes(),
        from: AT + 1,
        until: AT + 2,
        reason: "at the sea".to_owned(),
        proposed: Some(*BEN.bytes()),
        said_by: *MARA.bytes(),
        said: AT,
        confirmed: Some(ConfirmedV1 {
            by: *MARA.bytes(),
            at: AT,
            cover: None,
        }),
        beyond: 2,
        back: Some(AT + 1),
        ended: None,
    }
}

fn cover(stands: StandsV1) -> CoverV1 {
    CoverV1 {
        absence: [7; 16],
        stands,
        answered: true,
    }
}

fn team() -> TeamV1 {
    TeamV1 {
        name: "Río".to_owned(),
        members: vec![*RUTH.bytes(), *BEN.bytes()],
    }
}

fn supervision() -> SupervisionV1 {
    SupervisionV1 {
        of: *RUTH.bytes(),
        by: Some(*INES.bytes()),
        since: AT,
    }
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let sections = [Section::Identity, Section::Overview];
    let mut act = small.act(RUTH, AMAL, &sections).await;
    let ids: Vec<RecordId> = (0..8).map(|_| act.mint()).collect();
    act.keep(ids[0], &announced()).unwrap();
    contact(&mut act, RUTH, BEGINNING).await.unwrap();
    act.done().await.unwrap();
    let mut change = small.vault.directory_change();
    change.keep(ids[1], 0, &absence()).await.unwrap();
    change.keep(ids[2], 0, &team()).await.unwrap();
    change.keep(ids[3], 0, &supervision()).await.unwrap();
    for (id, stands) in ids[4..].iter().zip(STANDS) {
        change.keep(*id, 0, &cover(stands)).await.unwrap();
    }
    change.done().await.unwrap();
    ids.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn absences_teams_and_what_a_client_said_to_them_open_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "team.v1", make).await.unwrap();
    let ids: Vec<RecordId> = notes
        .iter()
        .map(|note| RecordId::parse(note).unwrap())
        .collect();
    let sections = [Section::Identity, Section::Overview];
    let mut act = small.act(RUTH, AMAL, &sections).await;
    assert!(
        act.find::<AnnouncedV1>(ids[0])
            .await
            .unwrap()
            .unwrap()
            .value
            == announced()
    );
    let gist = act.gist::<TeamGistV1>().await.unwrap().unwrap();
    assert_eq!(gist.contacts().collect::<Vec<_>>(), [(RUTH, BEGINNING)]);
    let vault = &small.vault;
    assert!(
        vault
            .directory_find::<AbsenceV1>(ids[1])
            .await
            .unwrap()
            .unwrap()
            .value
            == absence()
    );
    assert!(
        vault
            .directory_find::<TeamV1>(ids[2])
            .await
            .unwrap()
            .unwrap()
            .value
            == team()
    );
    let kept = vault.directory_find::<SupervisionV1>(ids[3]).await.unwrap();
    assert!(kept.unwrap().value == supervision());
    for (id, stands) in ids[4..].iter().zip(STANDS) {
        let kept = vault.directory_find::<CoverV1>(*id).await.unwrap();
        assert!(kept.unwrap().value == cover(stands));
    }
}
