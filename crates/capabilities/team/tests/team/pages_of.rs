//! The pages: what is asked, what is said, and what is not.

use crate::served::{Answered, Served, served};
use axum::http::StatusCode;
use care::{ClientId, DAY, Facts, Section};
use team::{Counts, absences, contact, counts};
use testing::{AMAL, BEN, RUTH};

/// The clock stands on 4 May 2026.
const FORM: [(&str, &str); 4] = [
    ("from", "2026-05-10"),
    ("until", "2026-05-16"),
    ("reason", "I am at the sea with my family."),
    ("new", "77777777777777777777777777777777"),
];

async fn sends(served: &Served, who: &str, path: &str, more: &[(&str, &str)]) -> Answered {
    let mut fields = FORM.to_vec();
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    served.post(who, path, &fields).await
}

async fn says_and_confirms(served: &Served) {
    let ben = BEN.to_string();
    let came = sends(served, "ruth", "/absence", &[("cover", &ben)]).await;
    assert_eq!(
        (came.status, came.to.as_str()),
        (StatusCode::SEE_OTHER, "/absence")
    );
    let page = served.get("mara", "/absences").await;
    page.says("Ruth Okafor");
    page.says("From Sunday 10 May to Saturday 16 May");
    page.says("Proposed to stand in: Ben Stone");
    let absence = page.field("absence");
    let fields = [("absence", absence.as_str()), ("cover", ben.as_str())];
    let came = served.post("mara", "/absences/confirm", &fields).await;
    assert_eq!(came.to, "/absences");
}

#[tokio::test]
async fn a_client_reads_who_is_away_why_who_stands_in_and_what_they_can_open_and_chooses() {
    let served = served().await;
    says_and_confirms(&served).await;
    let page = served.does("amal", "team", &[]).await;
    page.says("Ruth Okafor will be away");
    page.says("From Sunday 10 May to Saturday 16 May");
    page.says("I am at the sea with my family.");
    page.says("Ben Stone stands in for Ruth Okafor until Saturday 16 May.");
    page.says("In that time Ben Stone can open: ");
    page.says_not("own notes");
    page.says("Stands in for Ruth Okafor, from Sunday 10 May to Saturday 16 May.");
    page.says("Your therapist, since Monday 4 May.");
    page.says("Gives advice to your therapist");
    page.says("Your advocate");
    let about = page.field("about");
    let page = served
        .does("amal", "cover-agree", &[("about", &about)])
        .await;
    page.says("You said that this is all right.");
    page.says_not("value=\"cover-agree\"");
    let page = served
        .does("amal", "cover-else", &[("about", &about)])
        .await;
    page.says("You asked for someone else.");
    page.says_not("Stands in for Ruth");
    let page = served
        .does("amal", "cover-nobody", &[("about", &about)])
        .await;
    page.says("You want nobody to stand in.");
    page.says("value=\"cover-else\"");
    // A step that cannot be any more says so and changes nothing.
    let came = served
        .does("amal", "cover-agree", &[("about", &about)])
        .await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
    let came = served
        .does("noor", "cover-nobody", &[("about", &about)])
        .await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
    let id = absences(&served.small.vault).await.unwrap()[0].id;
    let declined = Counts {
        declined: 1,
        ..Counts::default()
    };
    assert_eq!(counts(&served.small.vault, id).await.unwrap(), declined);
}

#[tokio::test]
async fn the_clients_screen_speaks_spanish_too_and_is_calm_when_nobody_is_there() {
    let served = served().await;
    says_and_confirms(&served).await;
    let page = served.does("amal.es", "team", &[]).await;
    page.says("Ruth Okafor no estará");
    page.says("Ben Stone sustituye a Ruth Okafor");
    let page = served.does("noor", "team", &[]).await;
    page.says("Nobody works with you here yet.");
}

#[tokio::test]
async fn what_has_to_be_put_right_is_said_at_its_field_and_what_was_typed_stays() {
    let served = served().await;
    let ruth = RUTH.to_string();
    let ines = testing::INES.to_string();
    for (more, says) in [
        (("until", "2026-05-01"), "The last day is before the first."),
        (("from", "2026-05-01"), "This day is over."),
        (("until", "2028-05-01"), "This is more than a year."),
        (("from", "soon"), "Choose a day."),
        (("until", ""), "Choose a day."),
        (("reason", "  "), "reason-wrong"),
        (("cover", &ruth), "Nobody stands in for themself."),
        (("cover", &ines), "Choose a therapist who works here."),
    ] {
        let came = sends(&served, "ruth", "/absence", &[more]).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
        came.says(says);
        came.says("77777777777777777777777777777777");
        if more.0 != "reason" {
            came.says("I am at the sea with my family.");
        }
    }
    let came = sends(&served, "mara", "/absences", &[]).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.says("Choose who will be away.");
    came.says("<details open>");
    assert!(absences(&served.small.vault).await.unwrap().is_empty());
    // The same days twice.
    sends(&served, "mara", "/absences", &[("who", &ruth)]).await;
    let again = [("new", "66666666666666666666666666666666")];
    let came = sends(&served, "ruth", "/absence", &again).await;
    came.says("There is another absence in this time.");
}

#[tokio::test]
async fn a_lead_sees_how_many_in_words_and_neither_who_nor_why() {
    let served = served().await;
    let both = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &both).await;
    let mut facts: Facts = act.standing().await.unwrap();
    facts.conflicts.push(BEN);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    says_and_confirms(&served).await;
    let page = served.get("mara", "/absences").await;
    page.says("None of them has anyone yet.");
    page.says("Name someone for those who have nobody");
    page.says_not("Amal");
    page.says_not(&AMAL.to_string());
    let screen = served.does("amal", "team", &[]).await;
    screen.says("We have not found who stands in for you yet.");
    screen.says_not("Ben Stone");
}

#[tokio::test]
async fn whoever_is_back_early_says_so_and_the_lead_ends_it() {
    let served = served().await;
    says_and_confirms(&served).await;
    let page = served.get("ruth", "/absence").await;
    page.says("Confirmed. Ben Stone stands in.");
    let absence = page.field("absence");
    let fields = [("absence", absence.as_str())];
    let came = served.post("ruth", "/absence/back", &fields).await;
    assert_eq!(came.to, "/absence");
    let page = served.does("amal", "team", &[]).await;
    page.says("Ruth Okafor is back early");
    let page = served.get("mara", "/absences").await;
    page.says("They are back before their time.");
    page.says_not("/absences/confirm");
    let came = served.post("mara", "/absences/end", &fields).await;
    assert_eq!(came.to, "/absences");
    let page = served.get("mara", "/absences").await;
    page.says("Nobody is away, now or soon.");
    let page = served.does("amal", "team", &[]).await;
    page.says_not("Ben Stone");
}

#[tokio::test]
async fn staff_see_who_works_with_a_client_what_each_holds_and_their_last_contact() {
    let served = served().await;
    says_and_confirms(&served).await;
    let now = served.small.vault.now();
    let mut act = served.small.act(RUTH, AMAL, &[Section::Overview]).await;
    contact(&mut act, RUTH, now - DAY).await.unwrap();
    act.done().await.unwrap();
    let fields = [("of", RUTH.to_string()), ("by", testing::INES.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let came = served.post("mara", "/teams/supervision", &fields).await;
    assert_eq!(came.to, "/teams");
    let at = format!("/clients/{}/team", ClientId::of(AMAL));
    let page = served.get("ruth", &at).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Therapist of this client since 4 May");
    page.says("Supervised by Ines Duarte");
    page.says("Last contact: yesterday");
    page.says("2 open promises, the first by");
    page.says("1 open task");
    page.says("Ruth Okafor is away from Sunday 10 May to Saturday 16 May. Ben Stone stands in.");
    page.says_not("Tomas Lind");
    page.says("href=\"/absence\"");
    let page = served.get("ines", &at).await;
    page.says("Tomas Lind");
    page.says_not("href=\"/absence\"");
    for nobody in ["ben", "olek", "mara", "amal"] {
        let came = served.get(nobody, &at).await;
        assert_ne!(came.status, StatusCode::OK, "{nobody}");
        came.says_not("Ruth Okafor is away");
    }
}

#[tokio::test]
async fn a_lead_makes_teams_in_the_browser_and_what_was_typed_stays_when_it_cannot_be() {
    let served = served().await;
    let page = served.get("mara", "/teams").await;
    page.says("A new team");
    let team = page.field("team");
    let (ruth, ben) = (RUTH.to_string(), BEN.to_string());
    let form = |name| {
        vec![
            ("team", team.as_str()),
            ("seen", "0"),
            ("name", name),
            ("member", ruth.as_str()),
            ("member", ben.as_str()),
        ]
    };
    let came = served.post("mara", "/teams", &form("  ")).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.says("<details open>");
    assert_eq!(came.page.matches(" checked").count(), 2);
    let came = served.post("mara", "/teams", &form("River")).await;
    assert_eq!(came.to, "/teams");
    let page = served.get("lea", "/teams").await;
    page.says("<h3>River</h3>");
    page.says("Ben Stone and Ruth Okafor");
    page.says("Change River");
    let none = [("team", team.as_str()), ("seen", "1"), ("name", "River")];
    let came = served.post("mara", "/teams", &none).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.says("Choose at least one person who works here.");
    let came = served.post("mara", "/teams/forget", &none[..1]).await;
    assert_eq!(came.to, "/teams");
    let page = served.get("mara", "/teams").await;
    page.says_not("River");
}

#[tokio::test]
async fn what_is_a_leads_is_nobody_elses() {
    let served = served().await;
    says_and_confirms(&served).await;
    for who in ["ruth", "ines", "tomas", "amal"] {
        for path in ["/teams", "/absences"] {
            let came = served.get(who, path).await;
            assert_ne!(came.status, StatusCode::OK, "{who} {path}");
            let came = sends(&served, who, path, &[]).await;
            assert_ne!(came.to, path, "{who} {path}");
        }
        let absence = [("absence", FORM[3].1)];
        let came = served.post(who, "/absences/end", &absence).await;
        assert_ne!(came.to, "/absences", "{who}");
    }
    for who in ["mara", "ines", "tomas", "amal"] {
        assert_ne!(
            served.get(who, "/absence").await.status,
            StatusCode::OK,
            "{who}"
        );
    }
    assert!(!absences(&served.small.vault).await.unwrap()[0].is_ended());
}
