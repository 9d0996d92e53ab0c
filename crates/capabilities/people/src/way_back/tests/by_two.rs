//! That nobody is kept out by guessing, and that nobody makes a way in alone.

use super::*;

#[tokio::test]
async fn after_a_hundred_guesses_a_new_way_in_lets_her_in_on_a_new_device() {
    let scene = scene().await;
    let small = &scene.small;
    let mina = scene.folk.mina.person();
    let mut wrong = 0;
    for n in 0..2_000_u32 {
        if wrong == 100 {
            break;
        }
        let [_, b, c, d] = n.to_be_bytes();
        let guess = crate::Offered {
            from: Some([198, b, c, d].into()),
            ..offer("mina.k", "a guess by someone")
        };
        let said = scene.desk.sign_in(guess).await;
        wrong += u32::from(matches!(said, Err(SignInError::NotThese)));
        small.clock.pass(6 * MINUTE);
    }
    assert_eq!(wrong, 100);
    scene.desk.sweep().await.unwrap();
    small.clock.pass(HOUR);
    let shut = scene.desk.sign_in(offer("mina.k", PASSPHRASE)).await;
    assert!(matches!(shut, Err(SignInError::NotThese)));
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    small.clock.pass(DAY);
    let code = scene.desk.hand_over(scene.leads_minas().await);
    let code = code.await.unwrap();
    assert_eq!(scene.set_in("mina.k", &code).await.unwrap(), mina);
    scene.desk.sweep().await.unwrap();
    for desk in [&scene.desk, &small.desk()] {
        small.clock.pass(HOUR);
        desk.sign_in(offer("mina.k", NEW)).await.unwrap();
    }
}

#[tokio::test]
async fn whoever_came_in_otherwise_has_no_guesses_left_after_a_restart() {
    let scene = scene().await;
    let small = &scene.small;
    let door = crate::doors::door_of(&small.vault, scene.folk.mina.person()).await;
    let door = door.unwrap().unwrap().record;
    for _ in 0..100 {
        scene.desk.guesses.wrong(door);
    }
    scene.desk.sweep().await.unwrap();
    // A passkey asks nothing of the counts before it says that someone came in.
    let restarted = small.desk();
    restarted.guesses.right(door);
    restarted.sweep().await.unwrap();
    let anew = small.desk();
    assert!(!anew.guesses.are_up(&small.vault, door).await.unwrap());
}

#[tokio::test]
async fn whoever_knows_her_name_does_not_keep_her_from_the_code_she_was_handed() {
    let scene = scene().await;
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    scene.small.clock.pass(DAY);
    let code = scene.desk.hand_over(scene.leads_minas().await);
    let code = code.await.unwrap();
    let name = private("mina.k");
    for n in 0..200_u8 {
        let (wrong, new) = (private(&format!("AAAA-BBBB-CCCC-{n:04}")), private(NEW));
        let from = Some([198, 51, 100, n].into());
        let said = scene.desk.set_in(&name, &wrong, &new, from);
        assert!(matches!(said.await, Err(SetInError::NotThese)));
    }
    let new = private(NEW);
    let said = scene.desk.set_in(&name, &code, &new, None).await;
    said.unwrap();
}

#[tokio::test]
async fn what_one_began_another_hands_over_and_with_a_therapist_it_is_both() {
    let scene = scene().await;
    let vera = scene.another_lead("Vera").await;
    let (lead, mina) = (scene.folk.lead, scene.folk.mina.person());
    let begin = async |act, how| scene.desk.begin_way_back(act, how).await.unwrap();
    begin(scene.leads_minas().await, How::InPerson).await;
    scene.small.clock.pass(DAY);
    for by in [lead, vera] {
        let act = scene.leads(by, mina).await;
        let said = scene.desk.hand_over(act).await;
        assert!(matches!(said, Err(WayBackError::NotAllowed)), "leads alone");
    }
    scene.desk.hand_over(scene.ruths().await).await.unwrap();
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    begin(scene.ruths().await, heard(PHRASE)).await;
    scene.small.clock.pass(DAY);
    let own = scene.desk.hand_over(scene.ruths().await).await;
    assert!(matches!(own, Err(WayBackError::NotAllowed)), "who began it");
    let act = scene.leads(vera, mina).await;
    scene.desk.hand_over(act).await.unwrap();
    testing::shows(
        "AU-6",
        "a new way in takes two: begun and handed over by the same person 0 of 3, by two leads where there is a therapist 0 of 1",
    );
}

#[tokio::test]
async fn without_a_therapist_two_leads_do_it_and_neither_came_yesterday() {
    let scene = scene().await;
    let (lead, mina) = (scene.folk.lead, scene.folk.mina);
    let vault = &scene.small.vault;
    crate::end_relation(vault, lead, mina, scene.folk.ruth, RelationKind::Therapist)
        .await
        .unwrap();
    let act = scene.leads(lead, mina.person()).await;
    scene.desk.begin_way_back(act, How::InPerson).await.unwrap();
    scene.small.clock.pass(6 * DAY);
    let new = new_staff("Vera", Role::ServiceLead, "vera");
    let vera = admit_staff(vault, &scene.small.passphrases, &new).await;
    let vera = Asker {
        person: vera.unwrap(),
        role: Role::ServiceLead,
    };
    let act = scene.leads(vera, mina.person()).await;
    let said = scene.desk.hand_over(act).await;
    assert!(matches!(said, Err(WayBackError::NotAllowed)), "made up");
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    scene.small.clock.pass(7 * DAY);
    let act = scene.leads(lead, mina.person()).await;
    scene.desk.begin_way_back(act, How::InPerson).await.unwrap();
    scene.small.clock.pass(DAY);
    let act = scene.leads(vera, mina.person()).await;
    scene.desk.hand_over(act).await.unwrap();
}

#[tokio::test]
async fn whoever_began_it_is_told_that_it_was_stopped() {
    let scene = scene().await;
    let vault = &scene.small.vault;
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    let told = async || {
        let (due, _) = vault.due(100).await.unwrap();
        due.iter().filter(|one| one.to == scene.folk.ruth).count()
    };
    let before = told().await;
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    assert_eq!(told().await, before + 1);
}

#[tokio::test]
async fn a_sign_in_that_outlives_a_restart_is_told_at_its_first_screen() {
    let scene = scene().await;
    let mina = scene.folk.mina.person();
    let entered = scene.comes_in("mina.k").await;
    let elsewhere = scene.small.desk();
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    assert!(elsewhere.beside.coming(mina).is_none());
    elsewhere.who(entered.token.expose()).await.unwrap();
    assert!(elsewhere.beside.coming(mina).is_some());
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    scene.small.clock.pass(MINUTE);
    elsewhere.who(entered.token.expose()).await.unwrap();
    assert!(elsewhere.beside.coming(mina).is_none());
}
