//! Being away: what is refused, who can open what meanwhile, and what a client's word does.

use crate::served::{LEA, OLEK, Served, asks, here, served};
use care::{
    ClientId, DAY, Facts, Line, Moment, PersonId, Private, Purpose, RecordId, Refused, Relation,
    RelationKind, Section, Sections,
};
use sealed::ReadError;
use team::{
    AbsenceRefused, AnnouncedV1, ChoiceV1, Counts, NewAbsence, Span, Told, Uncovered,
    WrongAbsence as W, absences, announced, announcements, away, back, choose, confirm, counts,
    end, say, without_cover,
};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, NOOR, RUTH};

const ID: RecordId = RecordId::from_bytes([0x77; 16]);
/// The service's day begins some hours before the clock stands.
const TODAY: Moment = Moment::from_millis(BEGINNING.millis() / DAY * DAY);

fn days(from: i64, until: i64) -> Span {
    Span {
        from: TODAY + from * DAY,
        until: TODAY + until * DAY,
    }
}

fn new(of: PersonId, span: Span, cover: Option<PersonId>) -> NewAbsence {
    NewAbsence {
        id: ID,
        of,
        span,
        reason: Line::parse("I am at the sea with my family.").unwrap(),
        cover,
    }
}

async fn says(served: &Served, by: PersonId, new: NewAbsence) -> Result<(), AbsenceRefused> {
    say(&served.small.vault, by, &here(), new, TODAY).await
}

async fn confirms(
    served: &Served,
    by: PersonId,
    cover: Option<PersonId>,
) -> Result<Told, AbsenceRefused> {
    confirm(&served.floor, asks(by), &here(), ID, cover).await
}

/// Ruth is away from the third day to the tenth, and Ben stands in.
async fn away_with_cover(served: &Served) {
    says(served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
        .await
        .unwrap();
    let told = confirms(served, MARA, Some(BEN)).await.unwrap();
    assert_eq!(told, Told { told: 1, beyond: 0 });
}

async fn opens(served: &Served, who: PersonId) -> Result<(), Refused> {
    let what = Sections::of(&[Section::Sessions, Section::Notes]);
    served.small.ask(who, AMAL, what).await.map(|_| ())
}

async fn told(served: &Served, client: PersonId) -> Vec<AnnouncedV1> {
    let act = served.small.act(client, client, &[Section::Identity]).await;
    let all = announcements(&act).await.unwrap();
    assert!(all.damaged.is_empty());
    all.kept.into_iter().map(|kept| kept.value).collect()
}

async fn chooses(served: &Served, what: ChoiceV1) -> Result<(), AbsenceRefused> {
    let opens = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &opens).await;
    let all = announcements(&act).await?;
    choose(&mut act, all.kept[0].record, what).await?;
    Ok(act.done().await?)
}

async fn count(served: &Served) -> (usize, usize, usize) {
    let Counts {
        covered,
        without,
        declined,
    } = counts(&served.small.vault, ID).await.unwrap();
    (covered, without, declined)
}

async fn standing(served: &Served) -> Facts {
    let opens = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &opens).await;
    act.standing().await.unwrap()
}

async fn stands(served: &Served, change: impl Fn(&mut Facts)) {
    let opens = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &opens).await;
    let mut facts = act.standing().await.unwrap();
    change(&mut facts);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

async fn is_announced(served: &Served) -> bool {
    let client = ClientId::of(AMAL);
    announced(&served.small.vault, client).await.unwrap()
}

#[tokio::test]
async fn whoever_stands_in_opens_the_record_from_then_until_then_and_not_a_moment_longer() {
    let served = served().await;
    away_with_cover(&served).await;
    let span = days(3, 10);
    for (at, may) in [
        (served.small.vault.now(), Err(Refused::NotNow)),
        (span.from - 1, Err(Refused::NotNow)),
        (span.from, Ok(())),
        (span.until - 1, Ok(())),
        (span.until, Err(Refused::NotNow)),
    ] {
        served.small.clock.set(at);
        assert_eq!(opens(&served, BEN).await, may, "{at:?}");
        assert_eq!(opens(&served, RUTH).await, Ok(()), "hers all along");
        let says = away(&served.small.vault, RUTH, at).await.unwrap();
        assert_eq!(says.is_some(), at >= span.from && at < span.until);
        assert_eq!(says.and_then(|says| says.cover), says.map(|_| BEN));
    }
    let over = chooses(&served, ChoiceV1::Nobody).await;
    assert!(matches!(over, Err(AbsenceRefused::Nothing)), "it is over");
    assert!(!is_announced(&served).await);
}

#[tokio::test]
async fn nothing_changes_for_anyone_until_a_lead_has_confirmed_it() {
    let served = served().await;
    says(&served, RUTH, new(RUTH, days(0, 10), Some(BEN)))
        .await
        .unwrap();
    assert!(told(&served, AMAL).await.is_empty());
    assert!(!is_announced(&served).await);
    assert!(opens(&served, BEN).await.is_err());
    let vault = &served.small.vault;
    assert_eq!(away(vault, RUTH, vault.now()).await.unwrap(), None);
    let waits = Uncovered {
        waiting: 1,
        clients: 0,
    };
    assert_eq!(without_cover(vault).await.unwrap(), waits);
    for not_a_lead in [RUTH, BEN, INES] {
        let refused = confirms(&served, not_a_lead, Some(BEN)).await;
        assert!(matches!(refused, Err(AbsenceRefused::NotAllowed)));
    }
    assert!(told(&served, AMAL).await.is_empty());
}

#[tokio::test]
async fn days_and_covers_that_cannot_be_are_refused_with_what_is_wrong() {
    let served = served().await;
    let refused = async |by, new| match says(&served, by, new).await {
        Err(AbsenceRefused::Wrong(wrong)) => wrong,
        Err(AbsenceRefused::NotAllowed) => vec![],
        other => panic!("{other:?}"),
    };
    for (span, cover, wrong) in [
        (days(1, 2), RUTH, vec![W::CoverIsSelf]),
        (days(1, 2), INES, vec![W::CoverIsNoTherapist]),
        (days(1, 2), AMAL, vec![W::CoverIsNoTherapist]),
        (days(-5, -2), BEN, vec![W::Past]),
        (days(-1, 2), BEN, vec![W::Past]),
        (days(5, 4), RUTH, vec![W::Backwards, W::CoverIsSelf]),
    ] {
        assert_eq!(refused(RUTH, new(RUTH, span, Some(cover))).await, wrong);
    }
    // Nobody says it for a colleague but a lead, and only a therapist's clients have cover.
    assert!(refused(BEN, new(RUTH, days(1, 2), None)).await.is_empty());
    assert!(refused(INES, new(INES, days(1, 2), None)).await.is_empty());
    assert!(refused(MARA, new(MARA, days(1, 2), None)).await.is_empty());
    says(&served, MARA, new(RUTH, days(1, 5), None))
        .await
        .unwrap();
    let again = NewAbsence {
        id: RecordId::from_bytes([0x78; 16]),
        ..new(RUTH, days(4, 9), None)
    };
    assert_eq!(refused(RUTH, again).await, [W::Overlaps]);
    let ben = NewAbsence {
        id: RecordId::from_bytes([0x79; 16]),
        ..new(BEN, days(3, 4), Some(RUTH))
    };
    assert_eq!(refused(BEN, ben).await, [W::CoverIsAway]);
    let wrong = confirms(&served, MARA, Some(RUTH)).await;
    assert!(matches!(wrong, Err(AbsenceRefused::Wrong(wrong)) if wrong == [W::CoverIsSelf]));
}

#[tokio::test]
async fn what_is_sent_twice_happens_once() {
    let served = served().await;
    away_with_cover(&served).await;
    says(&served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
        .await
        .unwrap();
    assert_eq!(absences(&served.small.vault).await.unwrap().len(), 1);
    let before = standing(&served).await;
    let again = confirms(&served, MARA, Some(BEN)).await.unwrap();
    assert_eq!(again, Told::default());
    assert_eq!(told(&served, AMAL).await.len(), 1);
    assert!(standing(&served).await == before);
    for _ in 0..2 {
        chooses(&served, ChoiceV1::Agree).await.unwrap();
        assert_eq!(told(&served, AMAL).await[0].said.len(), 1);
    }
    for _ in 0..2 {
        chooses(&served, ChoiceV1::Nobody).await.unwrap();
        assert_eq!(told(&served, AMAL).await[0].said.len(), 2);
    }
}

#[tokio::test]
async fn a_client_who_agrees_has_been_heard_and_is_not_asked_again() {
    let served = served().await;
    away_with_cover(&served).await;
    assert!(is_announced(&served).await);
    chooses(&served, ChoiceV1::Agree).await.unwrap();
    assert!(!is_announced(&served).await);
    let now = &told(&served, AMAL).await[0];
    assert_eq!(
        (now.choice(), now.cover()),
        (Some(ChoiceV1::Agree), Some(BEN))
    );
    assert_eq!(count(&served).await, (1, 0, 0));
}

#[tokio::test]
async fn nobody_ends_the_cover_in_that_moment_and_stays_the_clients_word() {
    let served = served().await;
    away_with_cover(&served).await;
    served.small.clock.set(days(3, 10).from);
    let act = served.small.act(BEN, AMAL, &[Section::Identity]).await;
    assert!(announcements(&act).await.is_ok());
    chooses(&served, ChoiceV1::Nobody).await.unwrap();
    assert_eq!(opens(&served, BEN).await, Err(Refused::NotNow));
    let shut = announcements(&act).await;
    assert!(matches!(shut, Err(ReadError::NotCovered)), "in mid-act");
    assert_eq!(count(&served).await, (0, 0, 1));
    // A lead who names someone else finds nobody to name them for.
    let again = confirms(&served, MARA, Some(OLEK)).await.unwrap();
    assert_eq!(again.told, 0);
    assert_eq!(told(&served, AMAL).await[0].cover(), None);
    // The client may change their mind: then someone else is looked for.
    let no = chooses(&served, ChoiceV1::Agree).await;
    assert!(matches!(no, Err(AbsenceRefused::Nothing)));
    chooses(&served, ChoiceV1::SomeoneElse).await.unwrap();
    assert_eq!(count(&served).await, (0, 1, 0));
}

#[tokio::test]
async fn someone_else_is_someone_else_and_never_the_same_again() {
    let served = served().await;
    away_with_cover(&served).await;
    chooses(&served, ChoiceV1::SomeoneElse).await.unwrap();
    served.small.clock.set(days(3, 10).from);
    assert_eq!(opens(&served, BEN).await, Err(Refused::NotNow));
    assert_eq!(count(&served).await, (0, 1, 0));
    let same = confirms(&served, MARA, Some(BEN)).await.unwrap();
    assert_eq!(same.told, 0);
    assert_eq!(count(&served).await, (0, 1, 0));
    let other = confirms(&served, MARA, Some(OLEK)).await.unwrap();
    assert_eq!(other.told, 1);
    assert_eq!(told(&served, AMAL).await[0].cover(), Some(OLEK));
    assert_eq!(opens(&served, OLEK).await, Ok(()));
    assert_eq!(opens(&served, BEN).await, Err(Refused::NotNow));
    assert!(is_announced(&served).await, "the new one is told anew");
}

#[tokio::test]
async fn nobody_for_whom_the_client_does_not_exist_stands_in_and_the_lead_learns_a_number() {
    let by_id = |facts: &mut Facts| facts.conflicts.push(BEN);
    let by_name = |facts: &mut Facts| facts.named.push(Private::new("ben  STONE".to_owned()));
    let changes: [fn(&mut Facts); 2] = [by_id, by_name];
    for change in changes {
        let served = served().await;
        stands(&served, change).await;
        says(&served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
            .await
            .unwrap();
        let reached = confirms(&served, MARA, Some(BEN)).await.unwrap();
        assert_eq!(reached, Told { told: 1, beyond: 0 });
        assert_eq!(count(&served).await, (0, 1, 0));
        let now = &told(&served, AMAL).await[0];
        assert_eq!((now.cover(), now.choice()), (None, None));
        assert!(
            standing(&served)
                .await
                .relations
                .iter()
                .all(|one| one.person != BEN)
        );
        let uncovered = without_cover(&served.small.vault).await.unwrap();
        assert_eq!(uncovered.clients, 1);
        // Someone else can be named for them.
        assert_eq!(confirms(&served, MARA, Some(OLEK)).await.unwrap().told, 1);
        assert_eq!(count(&served).await, (1, 0, 0));
    }
}

#[tokio::test]
async fn a_lead_for_whom_the_client_does_not_exist_leaves_them_to_another() {
    let served = served().await;
    stands(&served, |facts| facts.conflicts.push(MARA)).await;
    says(&served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
        .await
        .unwrap();
    let first = confirms(&served, MARA, Some(BEN)).await.unwrap();
    assert_eq!(first, Told { told: 0, beyond: 1 });
    assert!(told(&served, AMAL).await.is_empty());
    let second = confirms(&served, LEA, Some(BEN)).await.unwrap();
    assert_eq!(second, Told { told: 1, beyond: 0 });
    assert_eq!(absences(&served.small.vault).await.unwrap()[0].beyond(), 0);
    let end_of_it = end(&served.floor, asks(MARA), &here(), ID).await.unwrap();
    assert_eq!(end_of_it, Told { told: 0, beyond: 1 });
    let end_of_it = end(&served.floor, asks(LEA), &here(), ID).await.unwrap();
    assert_eq!(end_of_it, Told { told: 1, beyond: 0 });
}

#[tokio::test]
async fn only_those_whose_therapist_is_away_are_told() {
    let served = served().await;
    // Ruth supervises Noor's work, and was Amal's therapist until before she goes.
    let supervises = [(RUTH, RelationKind::Supervisor)];
    served.small.relate(NOOR, &supervises).await;
    says(&served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
        .await
        .unwrap();
    stands(&served, |facts| {
        facts.relations[0].until = Some(days(2, 3).from);
    })
    .await;
    let reached = confirms(&served, MARA, Some(BEN)).await.unwrap();
    assert_eq!(reached, Told::default());
    assert!(told(&served, NOOR).await.is_empty());
    assert!(told(&served, AMAL).await.is_empty());
}

#[tokio::test]
async fn whoever_works_with_them_anyway_loses_nothing_by_standing_in_or_not() {
    let served = served().await;
    stands(&served, |facts| {
        facts.relations.push(Relation {
            person: BEN,
            kind: RelationKind::Therapist,
            from: BEGINNING,
            until: None,
        });
    })
    .await;
    let before = standing(&served).await;
    away_with_cover(&served).await;
    assert!(told(&served, AMAL).await[0].works_anyway);
    assert!(standing(&served).await == before);
    chooses(&served, ChoiceV1::Nobody).await.unwrap();
    assert!(standing(&served).await == before);
    assert_eq!(opens(&served, BEN).await, Ok(()));
}

#[tokio::test]
async fn whoever_is_back_says_so_and_a_lead_ends_the_cover() {
    let served = served().await;
    away_with_cover(&served).await;
    let vault = &served.small.vault;
    served.small.clock.set(days(5, 6).from);
    let not_mine = back(vault, BEN, ID).await;
    assert!(matches!(not_mine, Err(AbsenceRefused::NotAllowed)));
    back(vault, RUTH, ID).await.unwrap();
    back(vault, RUTH, ID).await.unwrap();
    let known = &absences(vault).await.unwrap()[0];
    assert!(known.is_back() && !known.is_ended());
    assert_eq!(away(vault, RUTH, vault.now()).await.unwrap(), None);
    assert_eq!(without_cover(vault).await.unwrap().waiting, 1);
    let refused = end(&served.floor, asks(RUTH), &here(), ID).await;
    assert!(matches!(refused, Err(AbsenceRefused::NotAllowed)));
    assert_eq!(opens(&served, BEN).await, Ok(()));
    let reached = end(&served.floor, asks(MARA), &here(), ID).await.unwrap();
    assert_eq!(reached.told, 1);
    assert_eq!(opens(&served, BEN).await, Err(Refused::NotNow));
    assert!(told(&served, AMAL).await[0].is_over(vault.now()));
    assert_eq!(without_cover(vault).await.unwrap(), Uncovered::default());
    let again = end(&served.floor, asks(MARA), &here(), ID).await.unwrap();
    assert_eq!(again, Told::default());
    // The days are free again.
    let later = NewAbsence {
        id: RecordId::from_bytes([0x78; 16]),
        ..new(RUTH, days(7, 9), None)
    };
    says(&served, RUTH, later).await.unwrap();
}

#[tokio::test]
async fn what_nobody_has_confirmed_is_taken_back_by_whoever_said_it() {
    let served = served().await;
    says(&served, RUTH, new(RUTH, days(3, 10), Some(BEN)))
        .await
        .unwrap();
    back(&served.small.vault, RUTH, ID).await.unwrap();
    let refused = confirms(&served, MARA, Some(BEN)).await;
    assert!(matches!(refused, Err(AbsenceRefused::Nothing)));
    let nothing = without_cover(&served.small.vault).await.unwrap();
    assert_eq!(nothing, Uncovered::default());
}

#[tokio::test]
async fn only_the_client_says_what_they_want() {
    let served = served().await;
    away_with_cover(&served).await;
    let opens = Sections::of(&[Section::Identity, Section::Consent]);
    let vault = &served.small.vault;
    let access = vault
        .decide(asks(MARA), ClientId::of(AMAL), opens, Purpose::Assignment)
        .await
        .unwrap()
        .unwrap();
    let mut act = sealed::Act::open(vault, access).await.unwrap();
    let record = announcements(&act).await.unwrap().kept[0].record;
    let refused = choose(&mut act, record, ChoiceV1::Agree).await;
    assert!(matches!(refused, Err(AbsenceRefused::NotAllowed)));
    // Of something that is not there, nothing is said.
    let both = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &both).await;
    let refused = choose(&mut act, ID, ChoiceV1::Agree).await;
    assert!(matches!(refused, Err(AbsenceRefused::Nothing)));
}

#[tokio::test]
async fn whom_the_client_names_since_as_nobody_for_them_stands_in_no_more() {
    let served = served().await;
    away_with_cover(&served).await;
    stands(&served, |facts| facts.conflicts.push(BEN)).await;
    served.small.clock.set(days(3, 10).from);
    assert_eq!(opens(&served, BEN).await, Err(Refused::Conflict));
    let screen = served.does("amal", "team", &[]).await;
    screen.says("We have not found who stands in for you yet.");
    screen.says_not("Ben Stone stands in");
    assert_eq!(confirms(&served, MARA, Some(OLEK)).await.unwrap().told, 1);
    assert_eq!(told(&served, AMAL).await[0].cover(), Some(OLEK));
    stands(&served, |facts| facts.conflicts.clear()).await;
    assert_eq!(opens(&served, BEN).await, Err(Refused::NotNow));
    // For everyone else it is still Ben who is named.
    let named = absences(&served.small.vault).await.unwrap()[0].confirmed();
    assert_eq!(named.and_then(|named| named.cover), Some(BEN));
}
