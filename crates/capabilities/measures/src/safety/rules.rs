//! By when a next action is to be seen to, and who hears of it when it is late. Pure.

use super::stored::{SafetyDueV1, SafetyStateV1, SafetyToldV1};
use crate::signal::ActionV1;
use care::{DAY, HOUR, Moment, PersonId};

/// What is for now is late after an hour: the measures that say "stay with the person" give an hour
/// themselves.
const NOW: i64 = HOUR;
/// "Today" is counted as a day, as in the triage's own next step.
const TODAY: i64 = DAY;
/// The next contact is not known to the rule; a week is this project's own choice.
const NEXT_CONTACT: i64 = 7 * DAY;
/// How long each person who is told has before the next one is: this project's own choice.
pub(crate) const NEXT_PERSON: i64 = HOUR;

/// By when an action is to be seen to: the soonest of what the action says, what the measure's own
/// evidence says, and what the service promised the client. `None`: nothing is to be done.
pub(crate) fn due(
    action: ActionV1,
    from: Moment,
    evidence: Option<i64>,
    promised: Option<i64>,
) -> Option<Moment> {
    let by_action = match action {
        ActionV1::Nothing => return None,
        ActionV1::AskAgain | ActionV1::Today => TODAY,
        ActionV1::NextContact => NEXT_CONTACT,
        ActionV1::Now => NOW,
    };
    let ahead = |at: i64| (at > from.millis()).then(|| Moment::from_millis(at));
    let others = [evidence.and_then(ahead), promised.and_then(ahead)];
    others.into_iter().flatten().chain([from + by_action]).min()
}

/// Who is to be told now that an action is late, if anyone: the next of those who are named, then
/// the leads, each an hour after the one before. `changed`: when the action last changed.
pub(crate) fn next_to_tell(
    due: &SafetyDueV1,
    told: &SafetyToldV1,
    leads: &[PersonId],
    changed: Moment,
    now: Moment,
) -> Option<PersonId> {
    let late = match due.state {
        SafetyStateV1::Done => return None,
        // Passed on: the next one hears of it at once.
        SafetyStateV1::HandedOver => changed,
        SafetyStateV1::Open | SafetyStateV1::Taken => Moment::from_millis(due.due_at) + 1,
    };
    if now < late {
        return None;
    }
    let after = Moment::from_millis(told.at) + NEXT_PERSON;
    if !told.told.is_empty() && now < after {
        return None;
    }
    let named = due.then.iter().copied().map(PersonId::from_bytes);
    named
        .chain(leads.iter().copied())
        .find(|person| due.who != Some(*person.bytes()) && !told.told.contains(person.bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment::from_millis(1_000_000);

    #[test]
    fn by_when_is_the_soonest_of_what_was_said_to_the_client_and_what_the_triage_says() {
        let at = |hours: i64| Some((START + hours * HOUR).millis());
        for (action, evidence, promised, hours) in [
            (ActionV1::Nothing, None, at(1), None),
            (ActionV1::Now, at(0), None, Some(1)),
            (ActionV1::Now, at(1), at(48), Some(1)),
            (ActionV1::Today, at(24), None, Some(24)),
            (ActionV1::Today, None, at(4), Some(4)),
            (ActionV1::Today, None, at(72), Some(24)),
            (ActionV1::AskAgain, None, None, Some(24)),
            (ActionV1::NextContact, at(72), None, Some(72)),
            (ActionV1::NextContact, None, None, Some(7 * 24)),
        ] {
            let expected = hours.map(|hours| START + hours * HOUR);
            assert_eq!(
                due(action, START, evidence, promised),
                expected,
                "{action:?}"
            );
        }
    }

    #[test]
    fn when_it_is_late_the_next_named_person_hears_of_it_then_the_leads_an_hour_apart() {
        let person = |n: u8| PersonId::from_bytes([n; 16]);
        let mut action = SafetyDueV1 {
            client: [9; 16],
            who: Some([1; 16]),
            then: vec![[2; 16], [1; 16]],
            opened_at: START.millis(),
            due_at: (START + HOUR).millis(),
            state: SafetyStateV1::Open,
        };
        let leads = [person(3), person(2)];
        let mut told = SafetyToldV1::default();
        let ask = |action: &SafetyDueV1, told: &SafetyToldV1, hours: i64| {
            next_to_tell(action, told, &leads, START, START + hours * HOUR + 1)
        };
        assert_eq!(ask(&action, &told, 0), None);
        assert_eq!(ask(&action, &told, 1), Some(person(2)));
        told.told.push([2; 16]);
        told.at = (START + HOUR).millis() + 1;
        assert_eq!(
            next_to_tell(&action, &told, &leads, START, START + HOUR + 2),
            None
        );
        assert_eq!(ask(&action, &told, 2), Some(person(3)));
        told.told.push([3; 16]);
        // Nobody is left; it stays late, and is counted.
        assert_eq!(ask(&action, &told, 9), None);
        // Passed on before it was late: at once.
        action.state = SafetyStateV1::HandedOver;
        assert_eq!(ask(&action, &SafetyToldV1::default(), 0), Some(person(2)));
        // Done: nobody.
        action.state = SafetyStateV1::Done;
        assert_eq!(ask(&action, &SafetyToldV1::default(), 9), None);
    }
}
