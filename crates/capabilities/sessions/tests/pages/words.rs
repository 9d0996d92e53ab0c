//! What clients read about their sessions: short, plain, and in both languages.

use pages::{Language, Words};
use testing::reading_age::{AGE, age};

/// What the client reads as sentences.
const SAID: [&str; 33] = [
    "session-state-missed-client",
    "session-state-missed-service",
    "session-state-off-client",
    "session-state-off-service",
    "session-has-changed",
    "session-choice-lead",
    "session-item-hint",
    "session-other-lead",
    "session-other-waits",
    "session-step-hint",
    "session-day-could",
    "session-day-offered",
    "session-day-wanted",
    "session-day-declined",
    "session-day-waits",
    "session-day-urgent",
    "session-day-readers-nobody",
    "session-none",
    "session-said-item",
    "session-said-fine",
    "session-said-asked",
    "session-said-off",
    "session-said-chosen",
    "session-said-left",
    "session-said-gone",
    "session-said-step-go",
    "session-said-day-yes",
    "session-said-day-only-me",
    "session-said-day-sent",
    "session-said-day-over",
    "session-said-over",
    "session-said-changed",
    "session-damaged-client",
];

#[test]
fn what_clients_read_is_plain_and_there_in_both_languages() {
    let (english, spanish) = (Words::new(Language::English), Words::new(Language::Spanish));
    let said: Vec<String> = SAID.iter().map(|key| english.say(key)).collect();
    let age = age(&said.join(" "));
    assert!(age <= AGE, "reading age {age}");
    for (key, said) in SAID.iter().zip(said) {
        let other = spanish.say(key);
        assert!(said != *key && other != *key && said != other, "{key}");
    }
}
