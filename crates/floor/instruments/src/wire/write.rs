//! Scores as JSON, written straight into bytes: many rows share one buffer.

use crate::find::FoundOutcome;
use crate::score::Scored;

/// Writes one object: `scores` by name (`value` is null where too much is missing, with how many
/// items were `answered` of those `asked`, whether it is `prorated`, and its published `band` if it
/// has one), `findings` by name with their numbers, and under `safety` the answers that somebody
/// must act on, each with what to do and within how many hours.
pub fn write_scored(scored: &Scored<'_>, to: &mut Vec<u8>) {
    to.extend_from_slice(b"{\"scores\":{");
    for (place, score) in scored.scores.iter().enumerate() {
        comma(place, to);
        words(score.name(), to);
        to.extend_from_slice(b":{\"value\":");
        match score.value {
            Some(value) => number(value, to),
            None => to.extend_from_slice(b"null"),
        }
        to.extend_from_slice(b",\"answered\":");
        whole(score.answered, to);
        to.extend_from_slice(b",\"asked\":");
        whole(score.asked, to);
        to.extend_from_slice(b",\"prorated\":");
        truth(score.prorated, to);
        if let Some(band) = score.band {
            to.extend_from_slice(b",\"band\":");
            words(&band.name, to);
        }
        to.push(b'}');
    }
    to.extend_from_slice(b"},\"findings\":{");
    for (place, found) in scored.findings.iter().enumerate() {
        comma(place, to);
        words(found.name, to);
        to.extend_from_slice(b":{\"outcome\":");
        words(found.outcome.name(), to);
        if let FoundOutcome::Next { ask_again, .. } = found.outcome {
            to.extend_from_slice(b",\"ask_again\":");
            truth(ask_again, to);
        }
        to.extend_from_slice(b",\"numbers\":{");
        for (place, (quantity, value)) in found.numbers.iter().enumerate() {
            comma(place, to);
            words(quantity.name(), to);
            to.push(b':');
            number(*value, to);
        }
        to.extend_from_slice(b"}}");
    }
    to.extend_from_slice(b"},\"safety\":[");
    for (place, safety) in scored.safety.iter().enumerate() {
        comma(place, to);
        to.extend_from_slice(b"{\"item\":");
        words(&safety.item, to);
        to.extend_from_slice(b",\"next\":");
        words(&safety.next, to);
        to.extend_from_slice(b",\"within_hours\":");
        number(safety.within_hours.into(), to);
        to.push(b'}');
    }
    to.extend_from_slice(b"]}");
}

fn comma(place: usize, to: &mut Vec<u8>) {
    if place > 0 {
        to.push(b',');
    }
}

fn truth(truth: bool, to: &mut Vec<u8>) {
    to.extend_from_slice(if truth { b"true" } else { b"false" });
}

fn words(words: &str, to: &mut Vec<u8>) {
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if words.bytes().all(plain) {
        to.push(b'"');
        to.extend_from_slice(words.as_bytes());
        to.push(b'"');
    } else {
        // Writing words into memory cannot fail.
        let _ = serde_json::to_writer(to, words);
    }
}

fn whole(number: usize, to: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let (mut rest, mut at) = (number, digits.len());
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    to.extend_from_slice(&digits[at..]);
}

/// A finite number: nearly all are small and whole.
fn number(value: f64, to: &mut Vec<u8>) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "other numbers are told apart in the next line"
    )]
    let small = value as u32;
    if f64::from(small).to_bits() == value.to_bits() {
        whole(small as usize, to);
    } else if value.is_finite() {
        to.extend_from_slice(value.to_string().as_bytes());
    } else {
        to.extend_from_slice(b"null");
    }
}
