//! Saying how one may be reached by one way: a form that shows, before anything is said yes to, what
//! would arrive and who else could see it.

use super::client::{REACH, preview};
use super::clock;
use crate::act;
use crate::message::{COVERS, Wording};
use crate::outward::Outward;
use crate::rules::{DAY_MINUTES, HOLDS, Reason, Way};
use crate::stored::RuleV1;
use askama::Template;
use care::{Section, Sections};
use pages::{ClientVisit, Html, Language, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;
use std::sync::Arc;

/// What the form opens: half-written words are kept.
const WRITES: Sections = Sections::of(&[Section::Identity, Section::Drafts]);
/// The longest mail address (RFC 5321, section 4.5.3.1: 254 fit between the brackets).
const ADDRESS_MAX: usize = 254;
/// The longest line of words, in characters: this project's own choice.
const WORDS_MAX: usize = 80;
/// The longest postal address, in characters.
const POSTAL_MAX: usize = 240;
/// The hours that stand there before someone chooses: this project's own choice.
const USUAL: (u16, u16) = (9 * 60, 17 * 60);

/// The screen for each way.
const fn screen(way: Way) -> &'static str {
    match way {
        Way::Mail => "reach-mail",
        Way::Call => "reach-call",
        Way::Letter => "reach-letter",
    }
}

pub(super) fn screens(outward: &Arc<Outward>) -> Screens {
    let mut screens = Screens::new();
    for way in Way::ALL {
        let outward = Arc::clone(outward);
        screens = screens.screen(screen(way), WRITES, move |visit, act| {
            show(visit, act, Arc::clone(&outward), way)
        });
    }
    let outward = Arc::clone(outward);
    screens.act("keep-reach", WRITES, move |visit, act| {
        keep(visit, act, Arc::clone(&outward))
    })
}

type Fields = Vec<(String, String)>;

/// Something to choose.
struct Choice {
    value: String,
    words: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "reach_form.html")]
struct Form {
    words: Words,
    code: &'static str,
    fields: Fields,
    wrong: Vec<(&'static str, String)>,
    reasons: Vec<Choice>,
    days: Vec<Choice>,
    holds: Vec<Choice>,
    covers: Vec<(Choice, Wording)>,
    mail_from: String,
}

impl Form {
    fn value(&self, name: &str) -> &str {
        value(&self.fields, name)
    }

    fn wrong(&self, name: &str) -> Option<&str> {
        let found = self.wrong.iter().find(|(field, _)| *field == name);
        found.map(|(_, said)| said.as_str())
    }

    fn first_wrong(&self, name: &str) -> bool {
        self.wrong.first().is_some_and(|(field, _)| *field == name)
    }

    fn says(&self, key: &str) -> String {
        self.words.say(&format!("reach-{key}-{}", self.code))
    }
}

fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    let found = fields.iter().find(|(field, _)| field == name);
    found.map_or("", |(_, value)| value.trim())
}

fn has(fields: &Fields, name: &str, wanted: &str) -> bool {
    fields
        .iter()
        .any(|(field, value)| field == name && value == wanted)
}

/// A rule as the form's fields; without one, what is offered.
fn fields_of(rule: Option<&RuleV1>) -> Fields {
    let field = |name: &str, value: String| (name.to_owned(), value);
    let Some(rule) = rule else {
        return vec![
            field("from", clock(USUAL.0)),
            field("until", clock(USUAL.1)),
            field("cover", "0".to_owned()),
            field("holds", HOLDS[0].to_string()),
        ];
    };
    let mut fields = vec![
        field("to", rule.to.clone()),
        field("from", clock(rule.from)),
        field("until", clock(rule.until)),
        field("cover", rule.cover.to_string()),
        field("ask_for", rule.ask_for.clone()),
        field("say", rule.say.clone()),
        field("first", rule.first.clone()),
        field("holds", rule.holds_days.to_string()),
    ];
    let on = Reason::ALL
        .into_iter()
        .filter(|reason| rule.reasons & reason.bit() != 0);
    fields.extend(on.map(|reason| field("reason", reason.code().to_owned())));
    let days = (0..7).filter(|day| rule.days & (1 << day) != 0);
    fields.extend(days.map(|day| field("day", day.to_string())));
    fields
}

fn page(
    visit: &ClientVisit,
    outward: &Outward,
    way: Way,
    fields: Fields,
    wrong: Vec<(&'static str, String)>,
) -> Html {
    let words = visit.words;
    let chosen = |name: &str, value: &str| has(&fields, name, value);
    let choice = |name: &str, value: String, said: String| Choice {
        on: chosen(name, &value),
        value,
        words: said,
    };
    let reasons = Reason::offered(way).map(|reason| {
        let said = words.say(&format!("reach-for-{}", reason.code()));
        choice("reason", reason.code().to_owned(), said)
    });
    let days = (0..7).map(|day| {
        choice(
            "day",
            day.to_string(),
            words.say(&format!("reach-day-{day}")),
        )
    });
    let holds = HOLDS.map(|days| {
        let said = words.say_with("reach-holds-days", &[("days", days.into())]);
        choice("holds", days.to_string(), said)
    });
    let covers = (0..COVERS).map(|cover| {
        let mut rule = blank(way, words.language);
        rule.cover = cover;
        let arrives = preview(&rule);
        let chosen = choice("cover", cover.to_string(), arrives.subject.clone());
        (chosen, arrives)
    });
    let (reasons, days, covers) = (reasons.collect(), days.collect(), covers.collect());
    let form = Form {
        words,
        code: way.code(),
        reasons,
        days,
        holds: holds.into(),
        covers,
        mail_from: outward.mail_from.clone().unwrap_or_default(),
        fields,
        wrong,
    };
    Html::of(&form)
}

async fn show(
    visit: ClientVisit,
    act: Act,
    outward: Arc<Outward>,
    way: Way,
) -> Result<Html, Trouble> {
    let said = act::said(&act).await?.map(|kept| kept.value);
    let rule = said.as_ref().and_then(|said| act::rule(said, way));
    let mut fields = draft::load(&act, screen(way), visit.place.about).await?;
    if fields.is_empty() {
        fields = fields_of(rule);
    }
    Ok(page(&visit, &outward, way, fields, Vec::new()))
}

fn blank(way: Way, language: Language) -> RuleV1 {
    let language = Language::ALL.iter().position(|one| *one == language);
    RuleV1 {
        way: way.number(),
        to: String::new(),
        reasons: 0,
        days: 0,
        from: 0,
        until: DAY_MINUTES,
        cover: 0,
        language: language
            .and_then(|place| u8::try_from(place).ok())
            .unwrap_or(0),
        ask_for: String::new(),
        say: String::new(),
        first: String::new(),
        confirmed_at: 0,
        holds_days: HOLDS[0],
    }
}

async fn keep(visit: ClientVisit, act: Act, outward: Arc<Outward>) -> Result<Next, Trouble> {
    let way = visit.form.get("way").and_then(Way::from_code);
    let way = way
        .filter(|way| *way != Way::Mail || outward.mail_from.is_some())
        .ok_or(Trouble::NotUnderstood)?;
    let fields = visit.form.fields().to_vec();
    let mut rule = match read(way, &fields, visit.words) {
        Ok(rule) => rule,
        Err(wrong) => return Ok(Next::Stay(page(&visit, &outward, way, fields, wrong))),
    };
    rule.confirmed_at = act.now().millis();
    outward.lives_in(&visit.floor.settings.zone);
    let held = outward.gate.hold(act.whose()).await;
    let about = visit.place.about;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (held, rule) = (&held, &rule);
            async move {
                act::keep(&mut act, held, rule).await?;
                draft::forget(&mut act, screen(way), about)?;
                Ok::<_, Trouble>((act, (), Vec::new()))
            }
        })
        .await?;
    outcome?;
    Ok(Next::Go(Place::at(REACH).saying("reach-kept")))
}

/// The rule a form asks for, or what has to be put right, at each field.
fn read(way: Way, fields: &Fields, words: Words) -> Result<RuleV1, Vec<(&'static str, String)>> {
    let mut wrong = Vec::new();
    let mut tell = |field: &'static str, key: &str| wrong.push((field, words.say(key)));
    let mut rule = blank(way, words.language);
    value(fields, "to").clone_into(&mut rule.to);
    if !address_fits(way, &rule.to) {
        tell("to", &format!("reach-wrong-to-{}", way.code()));
    }
    for reason in Reason::offered(way) {
        if has(fields, "reason", reason.code()) {
            rule.reasons |= reason.bit();
        }
    }
    if rule.reasons == 0 {
        tell("reason", "reach-wrong-reason");
    }
    if way == Way::Letter {
        rule.days = 0b111_1111;
    } else {
        for day in (0..7).filter(|day| has(fields, "day", &day.to_string())) {
            rule.days |= 1 << day;
        }
        if rule.days == 0 {
            tell("day", "reach-wrong-day");
        }
        match (
            minute(value(fields, "from")),
            minute(value(fields, "until")),
        ) {
            (Some(from), Some(until)) if from < whole_day(until) => {
                (rule.from, rule.until) = (from, whole_day(until));
            }
            _ => tell("from", "reach-wrong-hours"),
        }
    }
    let cover = value(fields, "cover").parse().ok();
    rule.cover = cover.filter(|cover| *cover < COVERS).unwrap_or(0);
    if way != Way::Mail {
        for (name, into) in [
            ("ask_for", &mut rule.ask_for),
            ("say", &mut rule.say),
            ("first", &mut rule.first),
        ] {
            let text = value(fields, name);
            if text.chars().count() > WORDS_MAX || text.chars().any(char::is_control) {
                tell(name, "reach-wrong-long");
            }
            text.clone_into(into);
        }
    }
    let holds = value(fields, "holds").parse().ok();
    match holds.filter(|days| HOLDS.contains(days)) {
        Some(days) => rule.holds_days = days,
        None => tell("holds", "reach-wrong-holds"),
    }
    if wrong.is_empty() {
        Ok(rule)
    } else {
        Err(wrong)
    }
}

/// Midnight, as an end, is the end of the day.
const fn whole_day(until: u16) -> u16 {
    if until == 0 { DAY_MINUTES } else { until }
}

/// A time of day, in minutes.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    // A browser may add seconds.
    let minute = minute.split(':').next()?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Whether an address could be one: nothing that ends a line of a mail's head, nothing endless.
fn address_fits(way: Way, to: &str) -> bool {
    match way {
        Way::Mail => is_mail_address(to),
        Way::Call => {
            let digits = to.chars().filter(char::is_ascii_digit).count();
            let known = |c: char| c.is_ascii_digit() || " +()-/.".contains(c);
            (3..=20).contains(&digits) && to.len() <= 40 && to.chars().all(known)
        }
        Way::Letter => {
            let plain = |c: char| !c.is_control() || c == '\n' || c == '\r';
            !to.is_empty() && to.chars().count() <= POSTAL_MAX && to.chars().all(plain)
        }
    }
}

/// A mail address of the plain kind (RFC 5321 dot-string and domain, ASCII).
fn is_mail_address(to: &str) -> bool {
    let Some((name, domain)) = to.rsplit_once('@') else {
        return false;
    };
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let atoms = |text: &str| {
        text.split('.')
            .all(|part| !part.is_empty() && part.chars().all(atom))
    };
    let label = |part: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&part.len())
            && part.chars().all(inner)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    to.len() <= ADDRESS_MAX
        && name.len() <= 64
        && atoms(name)
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_address_is_one() {
        for good in [
            "sam@example.org",
            "s.a+m@mail.example.org",
            "x_1@a-b.example",
        ] {
            assert!(is_mail_address(good), "{good}");
        }
        for bad in [
            "",
            "sam",
            "sam@",
            "@example.org",
            "sam@example",
            "sam@@example.org",
            "sam@example.org\r\nBcc: x@example.org",
            "sam@example.org, tom@example.org",
            "Sam <sam@example.org>",
            ".sam@example.org",
            "sam@-example.org",
            "sam@example..org",
            "s am@example.org",
        ] {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_time_of_day_is_read_as_browsers_send_it() {
        assert_eq!(minute("09:30"), Some(570));
        assert_eq!(minute("09:30:00"), Some(570));
        for bad in ["", "9", "24:00", "12:60", "-1:00", "a:b"] {
            assert_eq!(minute(bad), None, "{bad}");
        }
    }
}
