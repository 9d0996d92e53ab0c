//! The pages between the two, over a service that has nothing else.

use axum::http::StatusCode;
use care::{ClientId, DAY, Happened, RecordId, Section};
use testing::AMAL;
use testing::served::{Answered, Served, Serving};

pub(super) async fn served() -> Served {
    served_over(true).await
}

/// With or without HTTPS, as a browser on the same machine reaches it.
pub(super) async fn served_over(https: bool) -> Served {
    let screens = courage::screens();
    let taken = pages::Screens::new().screen(
        "taken-along",
        care::Sections::of(&[Section::Work]),
        async |visit, act| {
            let all = courage::taken(&visit, &act).await?;
            let said = all.iter().flat_map(|one| {
                let parts = one.parts.iter();
                let parts = parts.map(|(label, words)| format!("{label}: {words}"));
                [one.heading.clone()].into_iter().chain(parts)
            });
            let said: Vec<_> = said.collect();
            Ok(pages::Html::words(&said.join("\n")))
        },
    );
    let chosen = |settings: &mut pages::Settings| settings.https = https;
    Serving::new()
        .await
        .choosing(chosen)
        .site(courage::routes(), screens.and(taken))
}

pub(super) fn at(step: &str) -> String {
    format!("/clients/{}/courage{step}", ClientId::of(AMAL))
}

/// An id as a page offers it.
pub(super) fn once(n: u8) -> String {
    RecordId::from_bytes([n; 16]).to_string()
}

const STEP: [(&str, &str); 5] = [
    ("what", "to the <corner>"),
    ("place", "our street"),
    ("kind", "real"),
    ("fear", "40"),
    ("safety", "my sister knows; I stop when I shake"),
];

/// Amal makes a ladder with one step and takes the look: everything up to a first try.
pub(super) async fn ready(served: &Served, act: &str) -> Answered {
    let goal = [
        ("once", &*once(1)),
        ("goal", "go to the market"),
        ("aim", "people"),
    ];
    let page = served.does("amal", act, &goal).await;
    page.says("Your ladder is here.");
    served
        .does("amal", "courage-step-new", &[("about", &once(1))])
        .await;
    let mut step = vec![("about", once(1)), ("once", once(2))];
    step.extend(STEP.map(|(name, value)| (name, value.to_owned())));
    let step: Vec<_> = step
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let page = served.does("amal", "courage-step-add", &step).await;
    page.says("Before a step is tried, there is one short question.");
    served
        .does("amal", "courage-look", &[("about", &once(1))])
        .await;
    served
        .does("amal", "courage-look-send", &[("now", "none")])
        .await
}

pub(super) async fn begins(served: &Served, n: u8) -> Answered {
    served
        .does("amal", "courage-try", &[("about", &once(2))])
        .await;
    let before = [
        ("about", &*once(2)),
        ("once", &*once(n)),
        ("feared", "they will laugh"),
        ("sure", "90"),
        ("before", "50"),
    ];
    served.does("amal", "courage-try-begin", &before).await
}

pub(super) async fn writes(served: &Served, n: u8, with: &str, sure: &str) -> Answered {
    let after = [
        ("about", &*once(n)),
        ("came", "no"),
        ("peak", "80"),
        ("end", "40"),
        ("sure", sure),
        ("happened", "nobody <looked>"),
        ("learned", "it was quiet"),
    ];
    served.does("amal", with, &after).await
}

#[tokio::test]
async fn from_a_goal_to_a_second_try_on_the_phone() {
    let served = served().await;
    let page = served.does("amal", "courage", &[]).await;
    page.says("You choose what to try, and when.");
    let page = served.does("amal", "courage-new", &[]).await;
    page.says("At the end you choose: send this to Ruth Okafor, or keep it for yourself.");
    let page = ready(&served, "courage-new-send").await;
    page.says("Nothing you said speaks against it now.");
    page.says("You could begin with step 1.");
    page.says("to the &#60;corner&#62;");
    let page = served
        .does("amal", "courage-try", &[("about", &once(2))])
        .await;
    page.says("my sister knows; I stop when I shake");
    page.says("What do you fear they will say or do?");
    let page = begins(&served, 3).await;
    page.says("Stop here");
    page.says("my sister knows");
    // The connection drops, another page is opened: the place is kept.
    let page = served.does("amal", "courage", &[]).await;
    page.says("You began a try. It is still open.");
    served
        .does("amal", "courage-during", &[("about", &once(3))])
        .await;
    let page = served
        .does("amal", "courage-try-over", &[("about", &once(3))])
        .await;
    page.says("Did what you feared happen?");
    page.says("they will laugh");
    let page = writes(&served, 3, "courage-try-send", "30").await;
    page.says("It is kept.");
    page.says("Tries so far that came out clearly other than feared: 1.");
    begins(&served, 4).await;
    let page = writes(&served, 4, "courage-try-keep", "20").await;
    page.says("Two tries of step 1 came out clearly other than feared");
    let page = served
        .does("amal", "courage-tries", &[("about", &once(1))])
        .await;
    page.says("How sure fell by 60.");
    page.says("nobody &#60;looked&#62;");
    page.says("Only you can see this.");
    assert_eq!(page.times("<figure class=\"chart\">"), 2, "both pictures");
    // What was kept counts for the client and is not met at the desk.
    let page = served
        .get("ruth", &at(&format!("/ladders/{}", once(1))))
        .await;
    page.says("Tries so far that came out clearly other than feared: 1.");
    assert_eq!(page.times("nobody &#60;looked&#62;"), 1);
    let told = served.happened();
    let sent = |one: &&Happened| matches!(one, Happened::WorkShared { .. });
    // The ladder, its step, and one try.
    assert_eq!(told.iter().filter(sent).count(), 3, "{told:?}");
}

#[tokio::test]
async fn stopping_is_one_tap_and_finished_on_another_day_it_says_so() {
    let served = served().await;
    ready(&served, "courage-new-keep").await;
    begins(&served, 3).await;
    let page = served
        .does("amal", "courage-try-stop", &[("about", &once(3))])
        .await;
    page.says("You stopped before the end. That is a result like any other.");
    page.says("Only you can see this.");
    page.says_not("Send to Ruth");
    served.small.clock.pass(DAY);
    served
        .does("amal", "courage-after", &[("about", &once(3))])
        .await;
    writes(&served, 3, "courage-try-keep", "30").await;
    let page = served
        .does("amal", "courage-tries", &[("about", &once(1))])
        .await;
    page.says("stopped early");
    page.says("Written down on ");
    page.says("not counted for the next step");
    let page = served.get("ruth", &at("")).await;
    page.says("has sent nothing from here yet");
    page.says_not("market");
}

#[tokio::test]
async fn what_speaks_against_it_is_talked_about_and_opened_with_reasons_the_client_reads() {
    let served = served().await;
    ready(&served, "courage-new-send").await;
    served
        .does("amal", "courage-look", &[("about", &once(1))])
        .await;
    let page = served
        .does("amal", "courage-look-send", &[("now", "body")])
        .await;
    page.says("You talk about this first.");
    let page = begins(&served, 3).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Talk about it first with your therapist.");
    let one = at(&format!("/ladders/{}", once(1)));
    let page = served.get("ruth", &one).await;
    page.says("My heart, my breath, fits, or I am pregnant");
    page.says("Why it can begin all the same");
    let wrong = served
        .post("ruth", &format!("{one}/open"), &[("reasons", " ")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(20_000);
    let wrong = served
        .post("ruth", &format!("{one}/open"), &[("reasons", &long)])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reasons = [("reasons", "Your doctor says walking is fine.")];
    let came = served.post("ruth", &format!("{one}/open"), &reasons).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, one.clone()));
    let page = served
        .does("amal", "courage-ladder", &[("about", &once(1))])
        .await;
    page.says("Ruth Okafor writes why this can begin all the same:");
    page.says("Your doctor says walking is fine.");
    begins(&served, 3).await.says("Stop here");
    // Somebody who could hurt them now: no reasons open that.
    served
        .does("amal", "courage-look", &[("about", &once(1))])
        .await;
    let page = served
        .does("amal", "courage-look-send", &[("now", "danger")])
        .await;
    page.says("What counts now is that you are safe.");
    let page = served.get("ruth", &one).await;
    page.says("nothing here opens it");
    page.says_not("Why it can begin all the same");
    let came = served.post("ruth", &format!("{one}/open"), &reasons).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    // None of these and one of these do not go together; nothing at all is not an answer.
    for said in [&[("now", "none"), ("now", "body")][..], &[]] {
        served
            .does("amal", "courage-look", &[("about", &once(1))])
            .await;
        let page = served.does("amal", "courage-look-send", said).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said:?}");
    }
}

/// Ruth makes a ladder with one step to be imagined, and both take the look.
async fn made_at_the_desk(served: &Served) -> String {
    let goal = [("once", &*once(1)), ("goal", "speak up at work")];
    let one = at(&format!("/ladders/{}", once(1)));
    for _ in 0..2 {
        let came = served.post("ruth", &at("/ladders"), &goal).await;
        assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, one.clone()));
    }
    let mut step = vec![("once", once(2))];
    step.extend(STEP.map(|(name, value)| (name, value.to_owned())));
    let mut step: Vec<_> = step
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    step.retain(|(name, _)| *name != "kind");
    let steps = format!("{one}/steps");
    let wrong = served.post("ruth", &steps, &step).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("Choose how it is done.");
    wrong.says("to the &#60;corner&#62;");
    step.push(("kind", "imagining"));
    for (way, fields) in [(steps, &*step), (format!("{one}/look"), &[("now", "none")])] {
        let came = served.post("ruth", &way, fields).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{way}");
    }
    one
}

#[tokio::test]
async fn a_ladder_made_at_the_desk_and_a_try_begun_together() {
    let served = served().await;
    let one = made_at_the_desk(&served).await;
    // The client reads it, and cannot begin it alone.
    let page = served
        .does("amal", "courage-step", &[("about", &once(2))])
        .await;
    page.says("This step is done only while your therapist is with you.");
    page.says_not("Try this step");
    let page = begins(&served, 9).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let before = [("once", &*once(3)), ("feared", "I fall"), ("sure", "70")];
    let came = served
        .post("ruth", &format!("{one}/steps/{}/try", once(2)), &before)
        .await;
    let tried = at(&format!("/tries/{}", once(3)));
    assert_eq!(
        (came.status, came.to),
        (StatusCode::SEE_OTHER, tried.clone())
    );
    served.get("ruth", &tried).await.says("Stop here");
    served
        .post("ruth", &format!("{tried}/over"), &[("way", "over")])
        .await;
    let wrong = served
        .post("ruth", &tried, &[("peak", "40"), ("end", "60")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("cannot be more than the most there was");
    let after = [
        ("peak", "60"),
        ("end", "40"),
        ("came", "partly"),
        ("sure", "70"),
    ];
    let came = served.post("ruth", &tried, &after).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, one.clone()));
    let page = served.get("ruth", &one).await;
    page.says("Talk about it first. That try counts for nothing.");
    let page = served
        .does("amal", "courage-tries", &[("about", &once(1))])
        .await;
    page.says("It happened, or a part of it did.");
    page.says("Ruth Okafor can see this.");
    // Either side stops it.
    served
        .does("amal", "courage-stop", &[("about", &once(1))])
        .await;
    served
        .get("ruth", &one)
        .await
        .says("This ladder is stopped.");
}

const SCRIPT: [(&str, &str); 6] = [
    ("about-it", "the shift"),
    ("want", "one evening off"),
    ("who-1", "mine"),
    ("line-1", "I need <Thursday> off."),
    ("who-2", "other"),
    ("line-2", "Again?"),
];

#[tokio::test]
async fn a_script_is_written_by_both_and_gone_through_line_by_line() {
    let served = served().await;
    let mut fields = vec![("once", once(5))];
    fields.extend(SCRIPT.map(|(name, value)| (name, value.to_owned())));
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    served.does("amal", "courage-script-write", &[]).await;
    let page = served.does("amal", "courage-script-send", &fields).await;
    page.says("The words are kept.");
    page.says("I need &#60;Thursday&#62; off.");
    let one = at(&format!("/scripts/{}", once(5)));
    let mut next: Vec<_> = SCRIPT.to_vec();
    next.extend([("seen", "1"), ("who-3", "mine"), ("line-3", "Yes. Please.")]);
    let came = served.post("ruth", &format!("{one}/write"), &next).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, one.clone()));
    // Amal's page is older by now: her words stay, and sent again they are the newest.
    let about = [("about", &*once(5))];
    served.does("amal", "courage-script-write", &about).await;
    let mut mine: Vec<_> = SCRIPT.to_vec();
    mine.extend([("seen", "1"), ("who-3", "mine"), ("line-3", "Yes, again.")]);
    let page = served.does("amal", "courage-script-keep", &mine).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Someone wrote on this at the same time.");
    page.says("Yes, again.");
    assert_eq!(page.field("seen"), "2");
    let page = served.get("ruth", &one).await;
    page.says("How it changed");
    page.says("Amal,");
}

#[tokio::test]
async fn a_script_is_gone_through_line_by_line_and_both_say_how_it_went() {
    let served = served().await;
    let one = at(&format!("/scripts/{}", once(5)));
    let about = [("about", &*once(5))];
    let mut fields = SCRIPT.to_vec();
    let id = once(5);
    fields.extend([
        ("once", &*id),
        ("who-3", "mine"),
        ("line-3", "Yes. Please."),
    ]);
    served.post("ruth", &at("/scripts"), &fields).await;
    let page = served.does("amal", "courage-rehearse", &about).await;
    page.says("Line 1 of 3");
    page.says("I need &#60;Thursday&#62; off.");
    let hide = [("about", &*once(5)), ("line", "2"), ("hidden", "on")];
    let page = served.does("amal", "courage-line", &hide).await;
    page.says("Your turn. Say it your own way.");
    page.says_not("Yes. Please.");
    let show = [
        ("about", &*once(5)),
        ("line", "2"),
        ("hidden", "on"),
        ("shown", "on"),
    ];
    served
        .does("amal", "courage-line", &show)
        .await
        .says("Yes. Please.");
    // She goes away and finds her place again.
    served.does("amal", "courage", &[]).await;
    served
        .does("amal", "courage-rehearse", &about)
        .await
        .says("Line 3 of 3");
    let far = [("about", &*once(5)), ("line", "65535")];
    served
        .does("amal", "courage-line", &far)
        .await
        .says("That was the last line.");
    served.does("amal", "courage-feedback", &about).await;
    let said = [
        ("about", &*once(5)),
        ("once", &*once(6)),
        ("well", "the first line"),
    ];
    let page = served.does("amal", "courage-feedback-send", &said).await;
    page.says("the first line");
    let said = [("once", &*once(7)), ("change", "slower <at the end>")];
    let came = served.post("ruth", &one, &said).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served
        .get("ruth", &format!("{one}/rehearse?line=2&hidden=1"))
        .await;
    page.says("The line is hidden.");
    page.says_not("Yes. Please.");
    served
        .get("ruth", &format!("{one}/rehearse?line=1"))
        .await
        .says("Again?");
    let page = served.does("amal", "courage-script", &about).await;
    page.says("slower &#60;at the end&#62;");
    let empty = [("about", &*once(5)), ("once", &*once(8)), ("well", " ")];
    let page = served.does("amal", "courage-feedback-keep", &empty).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}
