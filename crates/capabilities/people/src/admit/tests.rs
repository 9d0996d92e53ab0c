//! Admission and relations: what is said no to first, then what is kept and where.

use super::*;
use crate::small::{PASSPHRASE, Small, new_client, new_staff, private};
use crate::{AssignError, anyone_here, assign, end_relation, names_of, staff};
use care::{HOUR, RelationKind};
use sealed::Done;

async fn wrong(small: &Small, new: &NewStaff) -> Vec<Wrong> {
    match admit_staff(&small.vault, &small.passphrases, new).await {
        Err(AdmitError::Wrong(wrong)) => wrong,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nobody_is_admitted_by_it() {
    let small = Small::new().await;
    let new = new_staff("Ruth Okafor", Role::Therapist, "ruth");
    for (new, said) in [
        (
            NewStaff {
                name: private(" "),
                ..new.clone()
            },
            Wrong::NameMissing,
        ),
        (
            NewStaff {
                sign_in_name: private("r"),
                ..new.clone()
            },
            Wrong::SignInName,
        ),
        (
            NewStaff {
                passphrase: private("short"),
                ..new.clone()
            },
            Wrong::PassphraseTooShort,
        ),
        (
            NewStaff {
                passphrase: private("password1234"),
                ..new.clone()
            },
            Wrong::PassphraseTooCommon,
        ),
        (
            NewStaff {
                role: Role::Client,
                ..new.clone()
            },
            Wrong::Role,
        ),
    ] {
        assert_eq!(wrong(&small, &new).await, [said]);
    }
    assert!(!anyone_here(&small.vault).await.unwrap());
    assert_eq!(staff(&small.vault).await.unwrap(), (Vec::new(), 0));
}

#[tokio::test]
async fn a_sign_in_name_is_taken_however_it_is_typed_and_whoever_has_it() {
    let small = Small::new().await;
    let folk = small.folk().await;
    for taken in ["ruth", " RUTH ", "Mina.K"] {
        let new = new_staff("Ruth Other", Role::Therapist, taken);
        assert_eq!(
            wrong(&small, &new).await,
            [Wrong::SignInNameTaken],
            "{taken}"
        );
        let new = new_client("Other", taken);
        let said = admit_client(&small.vault, &small.passphrases, folk.lead, &new).await;
        assert!(matches!(said, Err(AdmitError::Wrong(wrong)) if wrong == [Wrong::SignInNameTaken]));
    }
}

#[tokio::test]
async fn only_a_service_lead_admits_clients_and_says_who_works_with_whom() {
    let small = Small::new().await;
    let folk = small.folk().await;
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::ServiceLead)
    {
        let by = Asker {
            person: folk.ruth,
            role,
        };
        let new = new_client("Other", "other");
        let said = admit_client(&small.vault, &small.passphrases, by, &new).await;
        assert!(matches!(said, Err(AdmitError::NotAllowed)), "{role:?}");
        let said = assign(
            &small.vault,
            by,
            folk.mina,
            folk.ruth,
            RelationKind::Therapist,
        )
        .await;
        assert!(matches!(said, Err(AssignError::NotAllowed)), "{role:?}");
    }
}

#[tokio::test]
async fn nobody_is_admitted_over_someone_else() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let mut new = new_staff("Ruth Other", Role::ServiceLead, "another-name");
    for id in [folk.ruth, folk.mina.person()] {
        new.id = Some(id);
        let said = admit_staff(&small.vault, &small.passphrases, &new).await;
        assert!(
            matches!(said, Err(AdmitError::Commit(CommitError::Conflict))),
            "{said:?}"
        );
    }
    new.id = Some(PersonId::from_bytes([0; 16]));
    let id = admit_staff(&small.vault, &small.passphrases, &new)
        .await
        .unwrap();
    assert_ne!(
        id.bytes(),
        &[0; 16],
        "what is the service's own is nobody's"
    );
}

#[tokio::test]
async fn an_admission_sent_twice_admits_one_person_also_at_the_same_time() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let mut new = new_staff("Ana Ruiz", Role::Advocate, "ana");
    new.id = Some(PersonId::from_bytes([9; 16]));
    let (once, twice) = tokio::join!(
        admit_staff(&small.vault, &small.passphrases, &new),
        admit_staff(&small.vault, &small.passphrases, &new),
    );
    assert_eq!(
        (once.unwrap(), twice.unwrap()),
        (PersonId::from_bytes([9; 16]), PersonId::from_bytes([9; 16]))
    );
    assert_eq!(staff(&small.vault).await.unwrap().0.len(), 3);

    let mut new = new_client("Leyla", "leyla");
    new.id = Some(PersonId::from_bytes([8; 16]));
    let (once, twice) = tokio::join!(
        admit_client(&small.vault, &small.passphrases, folk.lead, &new),
        admit_client(&small.vault, &small.passphrases, folk.lead, &new),
    );
    assert_eq!(once.unwrap(), twice.unwrap());
}

#[tokio::test]
async fn two_set_ups_at_once_make_one_lead_and_later_ones_none() {
    let small = Small::new().await;
    let [first, second] =
        ["imani", "someone"].map(|sign_in| new_staff("Imani Brooks", Role::ServiceLead, sign_in));
    let (first, second) = tokio::join!(
        admit_the_first(&small.vault, &small.passphrases, &first),
        admit_the_first(&small.vault, &small.passphrases, &second),
    );
    let not_the_first =
        |said: &Result<PersonId, AdmitError>| matches!(said, Err(AdmitError::NotTheFirst));
    assert_eq!(
        [first.is_ok(), second.is_ok()]
            .into_iter()
            .filter(|ok| *ok)
            .count(),
        1
    );
    assert!(not_the_first(&first) || not_the_first(&second));
    assert_eq!(staff(&small.vault).await.unwrap().0.len(), 1);
    let third = new_staff("Third", Role::Therapist, "third");
    let said = admit_the_first(&small.vault, &small.passphrases, &third).await;
    assert!(not_the_first(&said));
}

#[tokio::test]
async fn whoever_sets_the_service_up_is_a_lead_whatever_they_ask_for() {
    let small = Small::new().await;
    let new = new_staff("Imani Brooks", Role::Administrator, "imani");
    admit_the_first(&small.vault, &small.passphrases, &new)
        .await
        .unwrap();
    assert_eq!(
        staff(&small.vault).await.unwrap().0[0].role,
        Role::ServiceLead
    );
}

#[tokio::test]
async fn a_clients_name_is_in_their_own_record_and_not_in_the_directory() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let names = names_of(&small.vault, &[folk.ruth, folk.mina.person()])
        .await
        .unwrap();
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        [(folk.ruth, "Ruth Okafor".to_owned())]
    );
    let sections = Sections::of(&[Section::Identity]);
    let access = small
        .vault
        .decide(folk.lead, folk.mina, sections, Purpose::Assignment)
        .await;
    let act = Act::open(&small.vault, access.unwrap().unwrap())
        .await
        .unwrap();
    assert_eq!(
        crate::client_name(&act).await.unwrap().as_deref(),
        Some("Mina")
    );
}

#[tokio::test]
async fn a_relation_opens_the_record_and_its_end_closes_it_at_once() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let therapist = Asker {
        person: folk.ruth,
        role: Role::Therapist,
    };
    let sections = Sections::of(&[Section::Identity, Section::Overview]);
    let may = async || {
        let said = small
            .vault
            .decide(therapist, folk.mina, sections, Purpose::Caseload)
            .await;
        said.unwrap().is_ok()
    };
    assert!(!may().await);
    for _ in 0..2 {
        assign(
            &small.vault,
            folk.lead,
            folk.mina,
            folk.ruth,
            RelationKind::Therapist,
        )
        .await
        .unwrap();
        assert!(may().await);
        assert_eq!(small.vault.caseload(therapist).await.unwrap(), [folk.mina]);
    }
    small.clock.pass(HOUR);
    for _ in 0..2 {
        end_relation(
            &small.vault,
            folk.lead,
            folk.mina,
            folk.ruth,
            RelationKind::Therapist,
        )
        .await
        .unwrap();
        assert!(!may().await);
        assert_eq!(small.vault.caseload(therapist).await.unwrap(), []);
    }
}

#[tokio::test]
async fn someone_whose_work_it_is_not_is_not_assigned_and_why_is_not_said() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let nobody = PersonId::from_bytes([77; 16]);
    for (person, kind) in [
        (nobody, RelationKind::Therapist),
        (folk.ruth, RelationKind::Advocate),
        (folk.lead.person, RelationKind::Therapist),
        (folk.mina.person(), RelationKind::Therapist),
    ] {
        let said = assign(&small.vault, folk.lead, folk.mina, person, kind).await;
        assert!(
            matches!(said, Err(AssignError::ChooseAnother)),
            "{kind:?} {said:?}"
        );
    }
    // Someone for whom the client does not exist hears the same.
    let access = small.vault.decide(
        folk.lead,
        folk.mina,
        crate::relations::OPENS,
        Purpose::Assignment,
    );
    let mut act = Act::open(&small.vault, access.await.unwrap().unwrap())
        .await
        .unwrap();
    let mut facts = act.standing().await.unwrap();
    facts.conflicts.push(folk.ruth);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let said = assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await;
    assert!(matches!(said, Err(AssignError::ChooseAnother)));
}

#[tokio::test]
async fn the_client_can_read_who_wrote_their_name_and_who_works_with_them() {
    let small = Small::new().await;
    let folk = small.folk().await;
    assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let mina = Asker {
        person: folk.mina.person(),
        role: Role::Client,
    };
    let sections = Sections::of(&[Section::Ledger]);
    let access = small
        .vault
        .decide(mina, folk.mina, sections, Purpose::OwnRecord)
        .await;
    let act = Act::open(&small.vault, access.unwrap().unwrap())
        .await
        .unwrap();
    let (lines, damaged) = act.lines(None, 100).await.unwrap();
    assert_eq!(damaged, 0);
    let wrote = lines
        .iter()
        .filter(|line| line.by == folk.lead.person && line.done == Done::Wrote);
    let wrote: Vec<Sections> = wrote.map(|line| line.sections).collect();
    assert_eq!(
        wrote,
        [
            Sections::of(&[Section::Consent]),
            Sections::of(&[Section::Identity])
        ]
    );
}

#[tokio::test]
async fn the_first_of_the_team_who_looks_puts_the_name_where_lists_find_it() {
    let small = Small::new().await;
    let folk = small.folk().await;
    assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let therapist = Asker {
        person: folk.ruth,
        role: Role::Therapist,
    };
    let sections = Sections::of(&[Section::Identity, Section::Overview]);
    let lines = async || small.vault.engine().all_lines(0, 100).await.unwrap().len();
    let before = lines().await;
    for gist_there in [false, true] {
        let all = small
            .vault
            .decide_each(therapist, &[folk.mina], sections, Purpose::Caseload)
            .await
            .unwrap();
        let overviews = small.vault.overviews(&all).await.unwrap();
        assert_eq!(
            overviews[0].get::<crate::CalledV1>().unwrap().is_some(),
            gist_there
        );
        let called = crate::called(&small.vault, all[0], &overviews[0])
            .await
            .unwrap();
        assert_eq!(called.as_deref(), Some("Mina"));
    }
    assert_eq!(
        lines().await,
        before + 2,
        "one for looking twice, one for writing once"
    );
}

#[test]
fn nothing_that_is_typed_is_printed_for_debugging() {
    let staff = format!(
        "{:?}",
        new_staff("Ruth Okafor", Role::Therapist, "ruth.sign.in")
    );
    let client = format!("{:?}", new_client("Mina", "mina.k"));
    for typed in ["Ruth", "ruth.sign.in", "Mina", "mina.k", PASSPHRASE] {
        assert!(!staff.contains(typed) && !client.contains(typed), "{typed}");
    }
}
