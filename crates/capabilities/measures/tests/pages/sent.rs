//! What is sent to these pages: what is said at the place it is about, what is kept, and what those
//! see who may not.

use crate::served::{Served, at};
use axum::http::StatusCode;
use care::{ClientId, DAY, Section};
use measures::{AnsweredV1, SignalV1};
use testing::{AMAL, RUTH};

async fn signals(served: &Served) -> Vec<(String, SignalV1)> {
    let act = served.small.act(RUTH, AMAL, &[Section::Measures]).await;
    let all = act.latest::<SignalV1>().await.unwrap().kept;
    let at = |record| format!("/clients/{}/signals/{record}", ClientId::of(AMAL));
    all.into_iter()
        .map(|kept| (at(kept.record), kept.value))
        .collect()
}

#[tokio::test]
async fn nobody_but_those_who_treat_finds_a_clients_measures() {
    let served = Served::new().await;
    for who in ["ben", "ines", "amal"] {
        let came = served.get(who, &at()).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{who}");
    }
}

#[tokio::test]
async fn a_plan_is_made_and_what_cannot_be_is_said() {
    let served = Served::new().await;
    let plan = format!("{}/plan", at());
    let begin = [("do", "begin"), ("measure", "phq-9"), ("version", "0")];
    let often = [&begin[..], &[("every", "7")]].concat();
    let refused = served.post("ruth", &plan, &often).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("not asked more often than every 14 days"));
    let odd = [&begin[..], &[("every", "often")]].concat();
    let refused = served.post("ruth", &plan, &odd).await;
    assert!(refused.has("Please write a number of days."));
    let good = [&begin[..], &[("every", "14")]].concat();
    let kept = served.post("ruth", &plan, &good).await;
    assert_eq!((kept.status, kept.to), (StatusCode::SEE_OTHER, at()));
    let again = served.post("ruth", &plan, &good).await;
    assert!(again.has("The plan has changed since you opened this page."));
    assert!(served.get("ruth", &at()).await.has("It is with them now."));
}

#[tokio::test]
async fn a_signal_is_answered_on_its_page_and_the_client_reads_it() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.phq("amal", "measure-send", 0, 2).await;
    let (address, _) = signals(&served).await.remove(0);
    let page = served.get("ruth", &address).await;
    assert!(
        page.has("More than half the days"),
        "what was answered stands there"
    );
    let version = page.hidden("version");
    let answer = format!("{address}/answer");
    let wrong = served
        .post(
            "ruth",
            &answer,
            &[("do", "confirm"), ("version", &version), ("who", "Ruth")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("Please choose a day.") && wrong.has("value=\"Ruth\""));
    let lower = [
        ("version", version.as_str()),
        ("action", "nothing"),
        ("why", ""),
    ];
    let refused = served
        .post("ruth", &format!("{address}/action"), &lower)
        .await;
    assert!(refused.has("Please say why less is enough."));
    let good = [
        ("do", "confirm"),
        ("version", version.as_str()),
        ("what", "Ring this afternoon"),
        ("who", "Ruth"),
        ("by", "2026-05-12"),
    ];
    let kept = served.post("ruth", &answer, &good).await;
    assert_eq!(
        (kept.status, kept.to.as_str()),
        (StatusCode::SEE_OTHER, address.as_str())
    );
    let twice = served.post("ruth", &answer, &good).await;
    assert!(twice.has("Someone has answered this meanwhile."));
    let mine = served.does("amal", "measures", &[]).await;
    assert!(mine.has("Ring this afternoon"));
    assert!(mine.has("that is about your safety"));
}

#[tokio::test]
async fn a_client_says_not_this_one_and_it_is_not_asked() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let mine = served
        .does("amal", "measure-stop", &[("measure", "phq-9")])
        .await;
    assert!(mine.has("Only you can turn it on again."));
    let theirs = served.get("ruth", &at()).await;
    assert!(theirs.has("They turned it off. Only they can turn it on again."));
    assert!(!theirs.has("value=\"resume\""));
    let mine = served
        .does("amal", "measure-again", &[("measure", "phq-9")])
        .await;
    assert!(mine.has("Answer now"));
    let home = served
        .does("amal", "measure-not-now", &[("measure", "phq-9")])
        .await;
    assert!(home.has("It comes back the next time it is due."));
}

#[tokio::test]
async fn answers_typed_in_from_paper_are_open_to_both_and_marked() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let paper = format!("{}/phq-9/paper", at());
    let open = served.get("ruth", &paper).await;
    let (occurrence, form) = (open.hidden("occurrence"), open.hidden("questionnaire"));
    let names: Vec<String> = (1..=9).map(|item| format!("phq-9.{item}")).collect();
    let mut fields: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "LA6569-3")).collect();
    fields.extend([
        ("occurrence", occurrence.as_str()),
        ("questionnaire", form.as_str()),
    ]);
    let kept = served.post("ruth", &paper, &fields).await;
    assert_eq!((kept.status, kept.to), (StatusCode::SEE_OTHER, at()));
    let act = served.small.act(AMAL, AMAL, &[Section::Measures]).await;
    let kept = act.latest::<AnsweredV1>().await.unwrap().kept;
    assert_eq!(kept[0].value.typed_in_by, Some(*RUTH.bytes()));
    assert!(
        served
            .get("ruth", &at())
            .await
            .has("Answered on paper or aloud")
    );
    assert!(served.get("ruth", &paper).await.has("This is not due."));
}

#[tokio::test]
async fn what_is_not_answered_twice_is_seen_to() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.small.clock.pass(28 * DAY);
    let list = served.get("ruth", &at()).await;
    assert!(list.has("Asked twice and not answered: PHQ-9."));
    let address = format!("{}/phq-9/unanswered", at());
    assert_eq!(served.get("ruth", &address).await.status, StatusCode::OK);
    let kept = served
        .post(
            "ruth",
            &address,
            &[("do", "dismiss"), ("reason", "On holiday")],
        )
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let list = served.get("ruth", &at()).await;
    assert!(!list.has("Worth a look") && list.has("On holiday"));
}

#[tokio::test]
async fn whether_my_scores_count_is_said_and_can_be_changed() {
    let served = Served::new().await;
    assert!(
        served
            .does("amal", "measures", &[])
            .await
            .has("Your name is not on them")
    );
    let off = served.does("amal", "measures-do-not-count", &[]).await;
    assert!(off.has("Your scores do not count any more."));
    assert!(off.has("Count mine"));
}

#[tokio::test]
async fn what_was_written_stays_when_it_cannot_be_taken_and_when_they_stop() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let due = served.due().await;
    let open = served.does("amal", "measure", &[("about", &due)]).await;
    let form = open.hidden("questionnaire");
    let named = [
        ("occurrence", due.as_str()),
        ("measure", "phq-9"),
        ("questionnaire", form.as_str()),
    ];
    // The first question, and nothing else, is answered.
    let chosen = |came: &crate::served::Came| {
        let answered = came
            .main()
            .split("<input")
            .filter(|input| input.contains(" checked>"));
        let answered: Vec<_> = answered.collect();
        matches!(answered[..], [one] if one.contains("LA6570-1") && one.contains("phq-9.1"))
    };
    let odd = [
        &named[..],
        &[("phq-9.1", "LA6570-1"), ("phq-9.2", "sideways")],
    ]
    .concat();
    let again = served.does("amal", "measure-send", &odd).await;
    assert!(again.has("has-wrong") && chosen(&again));
    let act = served.small.act(AMAL, AMAL, &[Section::Measures]).await;
    assert!(act.latest::<AnsweredV1>().await.unwrap().kept.is_empty());

    // They stop, and come back.
    let some = [&named[..], &[("phq-9.1", "LA6570-1")]].concat();
    served.does("amal", "stop", &some).await;
    let back = served.does("amal", "measure", &[("about", &due)]).await;
    assert!(chosen(&back));
    // The form was changed meanwhile: nothing is sent, and nothing is lost.
    let older = [
        ("occurrence", due.as_str()),
        ("measure", "phq-9"),
        ("questionnaire", "older|0"),
    ];
    let older = [&older[..], &[("phq-9.1", "LA6570-1")]].concat();
    let again = served.does("amal", "measure-send", &older).await;
    assert!(again.has("This form has changed since you opened it.") && chosen(&again));
}
