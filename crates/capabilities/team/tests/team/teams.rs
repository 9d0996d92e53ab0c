//! Teams, who supervises whom, and who was last in contact.

use crate::served::{LEA, Served, here, served};
use care::{DAY, Line, PersonId, RecordId, Section};
use sealed::ReadError;
use std::collections::BTreeSet;
use team::{
    TeamGistV1, TeamRefused, contact, forget_team, keep_team, supervise, supervisors_of, teams,
    teams_at,
};
use testing::{AMAL, BEN, INES, MARA, RUTH, TOMAS};

const ONE: RecordId = RecordId::from_bytes([1; 16]);
const TWO: RecordId = RecordId::from_bytes([2; 16]);

async fn keeps(
    served: &Served,
    by: PersonId,
    team: (RecordId, u32),
    name: &str,
    members: &[PersonId],
) -> Result<(), TeamRefused> {
    let name = Line::parse(name).unwrap();
    let members: BTreeSet<PersonId> = members.iter().copied().collect();
    let vault = &served.small.vault;
    keep_team(vault, by, &here(), team.0, team.1, &name, &members).await
}

#[tokio::test]
async fn a_lead_makes_a_team_changes_it_and_does_away_with_it() {
    let served = served().await;
    keeps(&served, MARA, (ONE, 0), "River", &[RUTH, BEN])
        .await
        .unwrap();
    // Sent twice.
    keeps(&served, MARA, (ONE, 0), "River", &[RUTH, BEN])
        .await
        .unwrap();
    keeps(&served, MARA, (TWO, 0), "Garden", &[INES])
        .await
        .unwrap();
    keeps(&served, LEA, (ONE, 1), "River", &[RUTH])
        .await
        .unwrap();
    let older = keeps(&served, MARA, (ONE, 1), "Brook", &[BEN]).await;
    assert!(matches!(older, Err(TeamRefused::Older)));
    let all = teams(&served.small.vault).await.unwrap();
    let seen: Vec<_> = all
        .iter()
        .map(|team| (team.name.as_str(), team.members.as_slice()))
        .collect();
    assert_eq!(seen, [("Garden", &[INES][..]), ("River", &[RUTH][..])]);
    let vault = &served.small.vault;
    forget_team(vault, MARA, &here(), ONE).await.unwrap();
    forget_team(vault, MARA, &here(), ONE).await.unwrap();
    assert_eq!(teams(vault).await.unwrap().len(), 1);
}

#[tokio::test]
async fn teams_of_a_day_stay_as_they_were_whatever_is_done_to_them_later() {
    let served = served().await;
    let vault = &served.small.vault;
    let before = vault.now();
    served.small.clock.pass(DAY);
    for (id, name) in [(ONE, "River"), (TWO, "Garden")] {
        keeps(&served, MARA, (id, 0), name, &[RUTH, BEN, INES])
            .await
            .unwrap();
    }
    let day = vault.now();
    let then = teams_at(vault, day).await.unwrap();
    served.small.clock.pass(DAY);
    keeps(&served, MARA, (ONE, 1), "Brook", &[RUTH, BEN])
        .await
        .unwrap();
    forget_team(vault, MARA, &here(), TWO).await.unwrap();
    let names =
        |all: &[team::Team]| -> Vec<String> { all.iter().map(|team| team.name.clone()).collect() };
    assert_eq!(names(&teams(vault).await.unwrap()), ["Brook"]);
    assert_eq!(names(&then), ["Garden", "River"]);
    assert_eq!(teams_at(vault, day).await.unwrap(), then);
    assert!(teams_at(vault, before).await.unwrap().is_empty());
    let now = teams_at(vault, vault.now()).await.unwrap();
    assert_eq!(now, teams(vault).await.unwrap());
    // What was done away with can be made again under its name.
    let three = RecordId::from_bytes([3; 16]);
    keeps(&served, MARA, (three, 0), "Garden", &[BEN])
        .await
        .unwrap();
}

#[tokio::test]
async fn a_team_is_a_leads_to_make_of_people_who_work_here_under_a_name_of_its_own() {
    let served = served().await;
    keeps(&served, MARA, (ONE, 0), "River", &[RUTH])
        .await
        .unwrap();
    let refused = keeps(&served, RUTH, (TWO, 0), "Garden", &[RUTH]).await;
    assert!(matches!(refused, Err(TeamRefused::NotAllowed)));
    for members in [&[][..], &[AMAL][..], &[RUTH, AMAL][..]] {
        let refused = keeps(&served, MARA, (TWO, 0), "Garden", members).await;
        assert!(matches!(refused, Err(TeamRefused::Members)));
    }
    let refused = keeps(&served, MARA, (TWO, 0), "rIVER", &[BEN]).await;
    assert!(matches!(refused, Err(TeamRefused::Name)));
    let vault = &served.small.vault;
    let refused = forget_team(vault, BEN, &here(), ONE).await;
    assert!(matches!(refused, Err(TeamRefused::NotAllowed)));
    assert_eq!(teams(vault).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_supervisor_is_named_once_for_everything_and_can_be_taken_back() {
    let served = served().await;
    let vault = &served.small.vault;
    let of = async |person| supervisors_of(vault, person).await.unwrap();
    assert!(of(RUTH).await.is_empty());
    for (by, named, refused) in [
        (RUTH, INES, "not allowed"),
        (MARA, RUTH, "oneself"),
        (MARA, TOMAS, "an advocate"),
        (MARA, AMAL, "a client"),
    ] {
        let outcome = supervise(vault, by, &here(), RUTH, Some(named)).await;
        let fits = matches!(outcome, Err(TeamRefused::NotAllowed | TeamRefused::Members));
        assert!(fits, "{refused}");
    }
    let of_a_lead = supervise(vault, MARA, &here(), LEA, Some(INES)).await;
    assert!(matches!(of_a_lead, Err(TeamRefused::Members)));
    supervise(vault, MARA, &here(), RUTH, Some(INES))
        .await
        .unwrap();
    supervise(vault, MARA, &here(), RUTH, Some(INES))
        .await
        .unwrap();
    assert_eq!(of(RUTH).await, [INES]);
    supervise(vault, LEA, &here(), RUTH, Some(BEN))
        .await
        .unwrap();
    assert_eq!(of(RUTH).await, [BEN]);
    supervise(vault, MARA, &here(), RUTH, None).await.unwrap();
    assert!(of(RUTH).await.is_empty());
}

#[tokio::test]
async fn the_last_contact_stands_in_the_overview_and_nowhere_else() {
    let served = served().await;
    let now = served.small.vault.now();
    let mut act = served.small.act(RUTH, AMAL, &[Section::Overview]).await;
    contact(&mut act, RUTH, now - DAY).await.unwrap();
    contact(&mut act, INES, now).await.unwrap();
    contact(&mut act, RUTH, now - 2 * DAY).await.unwrap();
    act.done().await.unwrap();
    let mut act = served.small.act(RUTH, AMAL, &[Section::Overview]).await;
    let gist = act.gist::<TeamGistV1>().await.unwrap().unwrap();
    assert_eq!(gist.last(RUTH), Some(now - DAY));
    assert_eq!(gist.last(INES), Some(now));
    assert_eq!(gist.last(BEN), None);
    let mut act = served.small.act(RUTH, AMAL, &[Section::Notes]).await;
    let refused = contact(&mut act, RUTH, now).await;
    assert!(matches!(refused, Err(ReadError::NotCovered)));
}
