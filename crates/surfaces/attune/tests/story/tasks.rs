//! What a task takes, counted on the pages as they are served, by a hand that can press nothing
//! that is not there: to prepare, to write a note, to answer a signal, to check in.

use crate::hand::{Hand, Took};
use crate::people_here::{SCALES, three_sessions};
use crate::service::{On, Service};
use care::{DAY, HOUR, MINUTE};
use pages::Language;
use testing::{BEGINNING, Sends, keystrokes, shows, stops};

/// Four minutes at 200 keystrokes a minute.
const NOTE_MOST: usize = 4 * 200;
/// A minute at 200 words a minute, which is slow.
const READ_MOST: usize = 200;

/// What Ruth writes about the session of the script.
const NOTE: [(&str, &str); 4] = [
    (
        "did",
        "Came in late and out of breath; we sat for ten minutes before anything else. Then her \
         sister's visit, twice up to the door and back. She said stop once, and we stopped.",
    ),
    (
        "mattered",
        "That stopping was hers, and that nothing was lost by it.",
    ),
    (
        "how",
        "Shaking at first, warm hands at the end. Laughed about the dog.",
    ),
    (
        "next",
        "Begin with her sister. I send the list of the house by Wednesday.",
    ),
];

/// The part of a page that is read.
fn main_part(html: &str) -> &str {
    let (_, main) = html.split_once("<main").unwrap();
    let main = main.split_once("</main>").unwrap().0;
    main.split_once('>').unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_takes() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let mut hand = Hand::over_the_wire(&service);
    let check_in = checks_in(&mut hand).await;
    let answer = answers_a_signal(&mut hand).await;
    // The morning of the fourth session, and its end.
    service.clock.set(BEGINNING + HOUR + 21 * DAY - 20 * MINUTE);
    let prepare = prepares(&mut hand).await;
    service.clock.set(BEGINNING + HOUR + 21 * DAY + HOUR);
    let note = writes_a_note(&mut hand, &folk.amal.to_string()).await;
    let figure = [prepare, note, answer, check_in].join("; ");
    println!("{figure}");
    shows(
        "RE-2",
        &format!("In the whole service, on the pages as served: {figure}"),
    );
}

/// Amal has just met Ruth. It went badly, and she says so with as few taps as there are.
async fn checks_in(hand: &mut Hand<'_>) -> String {
    hand.comes_in("amal").await;
    hand.presses("home-check-in-go").await;
    hand.sees("check-in-send").await;
    let words = alliance::words_shown(main_part(hand.html()));
    assert!(words > 100, "{words}: something is not counted");
    assert!(words <= READ_MOST, "{words} words to read");
    hand.took();
    for (scale, value) in SCALES[..SCALES.len().div_ceil(2)]
        .iter()
        .zip(["3", "2", "3"])
    {
        hand.chooses(scale, value).await;
    }
    hand.chooses("felt_off", "yes").await;
    hand.chooses("who_sees", "therapist_now").await;
    hand.presses("check-in-send").await;
    let took = hand.took();
    hand.sees("check-in-kept-now").await;
    assert!(took.taps <= alliance::MOST_TAPS, "{took:?}");
    assert_eq!(
        (took.taps, took.keys),
        (alliance::check_in_taps().fewest, 0)
    );
    hand.leaves().await;
    format!("to check in: {words} words to read, {} taps", took.taps)
}

/// Ruth sees it on her list, answers, writes down what she did and asks whether that repairs it.
async fn answers_a_signal(hand: &mut Hand<'_>) -> String {
    hand.comes_in("ruth").await;
    hand.reads("They said that something felt wrong.").await;
    hand.took();
    hand.presses_on("Amal").await;
    hand.fills("noticed", "I hurried you.").await;
    hand.fills("plan", "Ask first.").await;
    hand.fills("step", "I called and said so.").await;
    hand.chooses("offered", "yes").await;
    hand.presses("rupture-answer-keep").await;
    let took = hand.took();
    hand.sees("rupture-state-offered").await;
    assert!(took.taps <= 3, "{took:?}");
    hand.leaves().await;
    format!(
        "to answer a signal, from the list to a logged repair that is offered: {} clicks",
        took.taps
    )
}

/// The list of the day leads to the room, and everything stands there.
async fn prepares(hand: &mut Hand<'_>) -> String {
    hand.comes_in("ruth").await;
    hand.took();
    hand.presses_on("10:00 Amal").await;
    let took = hand.took();
    for needed in [
        "room-last",
        "room-open",
        "room-agenda",
        "room-promises",
        "room-helps",
    ] {
        hand.sees(needed).await;
    }
    let one = Took {
        taps: 1,
        screens: usize::from(rooms::PREPARE.screens),
        keys: usize::from(rooms::PREPARE.keystrokes),
    };
    assert_eq!(took, one);
    assert_eq!((one.screens, one.keys), (1, 0));
    hand.leaves().await;
    format!(
        "to prepare: {} click, {} screen, {} keystrokes",
        took.taps, took.screens, took.keys
    )
}

async fn writes_a_note(hand: &mut Hand<'_>, amal: &str) -> String {
    hand.comes_in("ruth").await;
    hand.goes(&format!("/clients/{amal}/notes/new")).await;
    let stops = stops(hand.html(), "data-keep=");
    let at_once = keystrokes(&stops, &NOTE, Sends::AtOnce).unwrap();
    let plain = keystrokes(&stops, &NOTE, Sends::ByTheButton).unwrap();
    let said: usize = NOTE.iter().map(|(_, words)| words.chars().count()).sum();
    assert!(
        said < at_once && plain < NOTE_MOST,
        "{said}, {at_once}, {plain}"
    );
    // And it is kept.
    for (name, words) in NOTE {
        hand.fills(name, words).await;
    }
    hand.presses("progress-finish").await;
    hand.reads(NOTE[0].1).await;
    hand.leaves().await;
    format!("to write a note: {at_once} keystrokes, {plain} without scripts, of {NOTE_MOST}")
}
