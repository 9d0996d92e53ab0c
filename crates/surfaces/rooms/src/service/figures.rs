//! The figures themselves, from the directory: tallies without whose they are.

use super::Part;
use super::quarter::Quarter;
use ::sessions::regular::COUNTED_DAYS;
use care::PersonId;
use pages::{Trouble, Visit, Words};
use promises::{Ended, Kind, Rate, Team, rate_of, rates};
use sealed::{Damaged, ReadError};
use std::collections::BTreeSet;

/// Below how many ruptures no number is said, and below how many practitioners behind them: a small
/// number could be one person. This project's own choice.
const RUPTURES: usize = 5;
const PEOPLE: usize = 3;

/// What belongs to the period.
pub(super) async fn of_period(visit: &Visit, quarter: &Quarter) -> Result<Vec<Part>, Trouble> {
    let (from, until) = quarter.span().ok_or(Trouble::Nothing)?;
    let vault = &visit.floor.vault;
    let words = visit.words;
    let mut parts = Vec::new();
    match promises::ended(vault, from, until).await {
        Ok(ended) => {
            match team::teams_at(vault, from).await {
                Ok(teams) => parts.push(promised(words, &ended, &teams)),
                Err(ReadError::Damaged(Damaged)) => parts.push(unread(words, "promises")),
                Err(error) => return Err(error.into()),
            }
            parts.push(answered(words, &ended));
        }
        // A rate that leaves something out silently would be wrong.
        Err(ReadError::Damaged(Damaged)) => parts.push(unread(words, "promises")),
        Err(error) => return Err(error.into()),
    }
    parts.push(ruptures(visit, quarter).await?);
    Ok(parts)
}

/// What is so now, or was over a time of its own.
pub(super) async fn of_now(visit: &Visit) -> Result<Vec<Part>, Trouble> {
    Ok(vec![
        regular(visit).await?,
        absences(visit).await?,
        safety(visit).await?,
        held_back(visit).await?,
    ])
}

fn part(words: Words, id: &'static str) -> Part {
    Part {
        id,
        title: words.say(&format!("service-{id}")),
        note: words.say(&format!("service-{id}-note")),
        ..Part::default()
    }
}

fn unread(words: Words, id: &'static str) -> Part {
    Part {
        seen: words.say("service-unread"),
        ..part(words, id)
    }
}

/// A rate in a sentence, or that it is too small for one.
fn rate(words: Words, key: &str, rate: Option<&Rate>) -> String {
    let Some(rate) = rate else {
        return words.say("service-too-few");
    };
    let put = [
        ("ended", i64::from(rate.ended).into()),
        ("kept", i64::from(rate.kept).into()),
        ("late", i64::from(rate.late).into()),
        ("broken", i64::from(rate.broken).into()),
        ("told", i64::from(rate.told).into()),
        ("sorry", i64::from(rate.sorry).into()),
        ("off", i64::from(rate.called_off).into()),
        ("released", i64::from(rate.released).into()),
    ];
    words.say_with(key, &put)
}

/// Promises, of everyone and by team. The teams are those of the quarter's first day, whatever a lead
/// did to them since: else two looks, one before someone left a team and one after, would differ by
/// that one person.
fn promised(words: Words, ended: &[Ended], teams: &[team::Team]) -> Part {
    let asked: Vec<Team> = teams
        .iter()
        .map(|team| Team {
            team: team.id,
            members: team.members.clone(),
        })
        .collect();
    let found = rates(ended, &asked);
    let mut facts = Vec::new();
    if let Some(all) = &found.all {
        let put = Some(all);
        let wrong = all.late + all.broken > 0;
        let other = all.called_off + all.released > 0;
        for (key, _) in [
            ("service-promises-wrong", wrong),
            ("service-promises-other", other),
        ]
        .into_iter()
        .filter(|(_, any)| *any)
        {
            let label = words.say(&format!("{key}-label"));
            facts.push((label, rate(words, key, put)));
        }
    }
    for ((_, of_team), team) in found.teams.iter().zip(teams) {
        let said = rate(words, "service-promises-team", of_team.as_ref());
        facts.push((team.name.clone(), said));
    }
    if !teams.is_empty() {
        let said = rate(words, "service-promises-team", found.others.as_ref());
        facts.push((words.say("service-promises-others"), said));
    }
    let note = words.say("service-promises-note");
    let then = words.say("service-teams-note");
    Part {
        seen: rate(words, "service-promises-seen", found.all.as_ref()),
        facts,
        note: format!("{note} {then}"),
        to: Some(("/teams", words.say("place-teams"))),
        ..part(words, "promises")
    }
}

/// Messages, by the promise that each of them made: answered in the promised time or not.
fn answered(words: Words, ended: &[Ended]) -> Part {
    let replies = rate_of(ended, Kind::Reply);
    Part {
        seen: rate(words, "service-messages-seen", replies.as_ref()),
        ..part(words, "messages")
    }
}

async fn ruptures(visit: &Visit, quarter: &Quarter) -> Result<Part, Trouble> {
    let words = visit.words;
    let (from, until) = quarter.span().ok_or(Trouble::Nothing)?;
    let (tallies, damaged) = alliance::rupture_tallies(&visit.floor.vault, from, until).await?;
    if damaged > 0 {
        return Ok(unread(words, "ruptures"));
    }
    let count = alliance::rupture_counts(&tallies, visit.now);
    let people: BTreeSet<PersonId> = tallies.iter().filter_map(|one| one.by).collect();
    let seen = if count.opened == 0 {
        words.say("service-ruptures-none")
    } else if tallies.len() < RUPTURES || people.len() < PEOPLE {
        words.say("service-too-few")
    } else {
        // Those that not even a therapist can read are the rest of those they can.
        let rest = count.opened.saturating_sub(count.readable);
        let key = if count.readable >= RUPTURES && (rest == 0 || rest >= RUPTURES) {
            "service-ruptures-seen"
        } else {
            "service-ruptures-seen-less"
        };
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let put = [
            ("opened", number(count.opened).into()),
            ("answered", number(count.answered_in_time).into()),
            ("repaired", number(count.repaired).into()),
            ("unrepaired", number(count.unrepaired).into()),
            ("readable", number(count.readable).into()),
            ("in-time", number(count.still_in_time).into()),
        ];
        words.say_with(key, &put)
    };
    Ok(Part {
        seen,
        ..part(words, "ruptures")
    })
}

async fn regular(visit: &Visit) -> Result<Part, Trouble> {
    let words = visit.words;
    let counts = ::sessions::service_counts(&visit.floor.vault).await?;
    if counts.damaged > 0 {
        return Ok(unread(words, "sessions"));
    }
    let count = |count: Option<usize>| {
        let few = || words.say("service-too-few");
        count.map_or_else(few, |count| count.to_string())
    };
    let seen = match (counts.clients, counts.median_sd_days) {
        (Some(clients), Some(days)) => {
            let days = decimal(words, days);
            let put = [("clients", clients.into()), ("days", (&days).into())];
            let spread = words.say_with("service-sessions-seen", &put);
            let gaps = counts.gap_weeks.map(|weeks| {
                let put = [("weeks", i64::from(weeks).into())];
                words.say_with("service-sessions-gaps", &put)
            });
            [Some(spread), gaps]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
        _ => words.say("service-too-few"),
    };
    let mut facts = vec![
        (words.say("service-changes"), count(counts.changes)),
        (
            words.say("service-changes-in-time"),
            count(counts.with_enough_notice),
        ),
        (words.say("service-called-off"), count(counts.called_off)),
    ];
    for (reason, number) in &counts.by_reason {
        let label = words.say(&format!("service-reason-{}", reason.code()));
        facts.push((label, count(*number)));
    }
    let put = [("days", COUNTED_DAYS.into())];
    Ok(Part {
        seen,
        facts,
        note: words.say_with("service-sessions-note", &put),
        ..part(words, "sessions")
    })
}

/// A number with one decimal, as the language writes it.
fn decimal(words: Words, number: f64) -> String {
    let text = format!("{number:.1}");
    match words.language {
        pages::Language::English => text,
        pages::Language::Spanish => text.replace('.', ","),
    }
}

/// How many that is as far as it is said: a number below five is a word.
const fn some(count: usize) -> &'static str {
    match count {
        0 => "none",
        1..=4 => "few",
        _ => "many",
    }
}

async fn absences(visit: &Visit) -> Result<Part, Trouble> {
    let words = visit.words;
    let found = team::without_cover(&visit.floor.vault).await?;
    let seen = if found.waiting == 0 && found.clients == 0 {
        words.say("service-absences-none")
    } else {
        let put = [
            ("waiting", found.waiting.into()),
            ("clients", found.clients.into()),
            ("some", some(found.clients).into()),
        ];
        words.say_with("service-absences-seen", &put)
    };
    Ok(Part {
        seen,
        to: Some(("/absences", words.say("place-absences"))),
        ..part(words, "absences")
    })
}

async fn safety(visit: &Visit) -> Result<Part, Trouble> {
    let words = visit.words;
    let counts = measures::safety_counts(&visit.floor.vault).await?;
    if counts.damaged > 0 {
        return Ok(unread(words, "safety"));
    }
    let put = [("open", counts.open.into()), ("late", counts.late.into())];
    Ok(Part {
        seen: words.say_with("service-safety-seen", &put),
        to: Some(("/safety", words.say("place-safety"))),
        ..part(words, "safety")
    })
}

async fn held_back(visit: &Visit) -> Result<Part, Trouble> {
    let words = visit.words;
    let found = notes::held_back(&visit.floor.vault).await?;
    let put = [
        ("now", found.now.into()),
        ("lately", found.in_90_days.into()),
        ("now-some", some(found.now).into()),
        ("lately-some", some(found.in_90_days).into()),
    ];
    Ok(Part {
        seen: words.say_with("service-notes-seen", &put),
        ..part(words, "notes")
    })
}
