//! Triage, case by case and by what must always hold.

use super::*;
use proptest::prelude::*;

fn screener(answers: [Option<bool>; 7]) -> CssrsScreener {
    let [
        wish_to_be_dead,
        thoughts,
        method,
        intent,
        plan,
        ever,
        recent,
    ] = answers;
    CssrsScreener {
        wish_to_be_dead,
        thoughts,
        method,
        intent,
        plan,
        behaviour_ever: ever,
        behaviour_3_months: recent,
    }
}

fn told(triage: &Triage) -> (NextAction, bool) {
    (triage.judged.outcome, triage.ask_again)
}

#[test]
fn questions_the_form_does_not_ask_are_not_missing() {
    let (yes, no) = (Some(true), Some(false));
    for (answers, expected) in [
        (
            [no, no, None, None, None, no, None],
            (NextAction::NothingFurther, false),
        ),
        (
            [yes, no, None, None, None, no, None],
            (NextAction::TalkAtNextContact, false),
        ),
        // Thoughts, and the questions that follow were left out.
        (
            [yes, yes, None, None, None, no, None],
            (NextAction::SafetyTalkToday, true),
        ),
        // One of them is enough, and so is what was done.
        (
            [yes, yes, no, no, None, no, None],
            (NextAction::SafetyTalkToday, true),
        ),
        (
            [yes, yes, no, no, no, None, None],
            (NextAction::SafetyTalkToday, true),
        ),
        // Nothing open: what was said can wait for the next contact.
        (
            [yes, yes, no, no, no, no, None],
            (NextAction::TalkAtNextContact, false),
        ),
        ([None; 7], (NextAction::AskAgain, true)),
        // Behaviour, and nobody asked when.
        (
            [no, no, None, None, None, yes, None],
            (NextAction::SafetyTalkToday, true),
        ),
        // What is known is the most there is: nothing left to ask for this.
        (
            [None, None, None, yes, None, None, None],
            (NextAction::StayAndCallNow, false),
        ),
        // A yes where the form would not have asked still counts.
        (
            [no, no, None, None, yes, no, None],
            (NextAction::StayAndCallNow, false),
        ),
    ] {
        assert_eq!(
            told(&cssrs_screener(screener(answers))),
            expected,
            "{answers:?}"
        );
    }
}

#[test]
fn what_is_declined_or_left_out_is_asked_again_today() {
    let (yes, no) = (Some(true), Some(false));
    for (first_four, right_now, expected) in [
        ([no; 4], None, (NextAction::NothingFurther, false)),
        ([no, no, yes, no], no, (NextAction::SafetyTalkToday, false)),
        // Declining is no yes: it is asked again.
        ([no, no, None, no], None, (NextAction::AskAgain, true)),
        ([no, no, None, no], no, (NextAction::AskAgain, true)),
        ([None; 4], None, (NextAction::AskAgain, true)),
        ([no, no, yes, no], yes, (NextAction::StayAndCallNow, false)),
        ([no, no, yes, no], None, (NextAction::SafetyTalkToday, true)),
        ([no; 4], yes, (NextAction::StayAndCallNow, false)),
        (
            [yes, None, None, None],
            no,
            (NextAction::SafetyTalkToday, false),
        ),
    ] {
        let triage = asq(first_four, right_now);
        assert_eq!(told(&triage), expected, "{first_four:?} {right_now:?}");
    }
    assert_eq!(NextAction::AskAgain.by(), By::TodayBeforeTheyLeave);
}

#[test]
fn every_action_says_who_and_by_when() {
    assert_eq!(NextAction::StayAndCallNow.who(), Who::ClinicianOnDuty);
    assert_eq!(NextAction::StayAndCallNow.by(), By::NowNotLeftAlone);
    assert_eq!(
        NextAction::TalkAtNextContact.by(),
        By::NextContactWithinDays(7)
    );
    for pair in NextAction::ALL.windows(2) {
        assert!(pair[0] < pair[1]);
    }
}

#[test]
fn doing_less_needs_a_reason_and_doing_more_none() {
    use NextAction::{SafetyTalkToday, StayAndCallNow, TalkAtNextContact};
    let more = Decision::raised(SafetyTalkToday, StayAndCallNow).unwrap();
    assert_eq!((more.decided(), more.reason()), (StayAndCallNow, None));
    assert_eq!(Reason::new("  "), None);
    let why = Reason::new("The answer was about a film; we talked for an hour.").unwrap();
    let less = Decision::lowered(SafetyTalkToday, TalkAtNextContact, why.clone()).unwrap();
    assert_eq!(less.decided(), TalkAtNextContact);
    assert_eq!(less.proposed(), SafetyTalkToday);
    assert_eq!(less.reason(), Some(&why));
    // Neither name can be used for the other thing.
    assert_eq!(
        Decision::raised(SafetyTalkToday, TalkAtNextContact),
        Err(NotHigher)
    );
    assert_eq!(
        Decision::raised(SafetyTalkToday, SafetyTalkToday),
        Err(NotHigher)
    );
    assert_eq!(
        Decision::lowered(SafetyTalkToday, StayAndCallNow, why),
        Err(NotLower)
    );
    assert_eq!(
        Decision::accepted(SafetyTalkToday).decided(),
        SafetyTalkToday
    );
}

fn answers() -> impl Strategy<Value = [Option<bool>; 7]> {
    prop::array::uniform7(prop::option::of(any::<bool>()))
}

proptest! {
    #[test]
    fn filling_in_an_answer_never_makes_known_things_less(
        known in answers(), place in 0_usize..7, filled in any::<bool>()
    ) {
        let before = cssrs_screener(screener(known));
        let mut more = known;
        more[place] = known[place].or(Some(filled));
        let after = cssrs_screener(screener(more));
        // What is done today only because something is open may wait once it is answered.
        let least = |triage: &Triage| match triage.judged.outcome {
            NextAction::AskAgain => NextAction::NothingFurther,
            NextAction::SafetyTalkToday if triage.ask_again => NextAction::TalkAtNextContact,
            action => action,
        };
        prop_assert!(least(&after) >= least(&before));
        // Nothing was asked for, so nothing can come of what the form asks.
        let asked = match place {
            2..=4 => known[1] != Some(false),
            6 => known[5] != Some(false),
            _ => true,
        };
        if asked && !before.ask_again {
            prop_assert_eq!(after.judged.outcome, before.judged.outcome);
        }
    }

    #[test]
    fn asking_again_is_always_worth_it(known in answers()) {
        let triage = cssrs_screener(screener(known));
        let yes = cssrs_screener(screener(known.map(|answer| answer.or(Some(true)))));
        let no = cssrs_screener(screener(known.map(|answer| answer.or(Some(false)))));
        if triage.ask_again {
            prop_assert!(yes.judged.outcome > no.judged.outcome);
            prop_assert!(yes.judged.outcome >= triage.judged.outcome);
            prop_assert!(triage.judged.outcome >= no.judged.outcome);
        }
    }

    #[test]
    fn nothing_that_is_open_waits_beyond_today(
        known in answers(), first in prop::array::uniform4(prop::option::of(any::<bool>())),
        fifth in prop::option::of(any::<bool>())
    ) {
        for triage in [cssrs_screener(screener(known)), asq(first, fifth)] {
            if triage.ask_again {
                prop_assert_eq!(triage.judged.outcome.by(), By::TodayBeforeTheyLeave);
            }
        }
    }

    #[test]
    fn a_yes_never_asks_for_less(known in answers(), place in 0_usize..7) {
        let before = cssrs_screener(screener(known.map(|answer| answer.or(Some(false)))));
        let mut worse = known.map(|answer| answer.or(Some(false)));
        worse[place] = Some(true);
        prop_assert!(cssrs_screener(screener(worse)).judged.outcome >= before.judged.outcome);
    }

    #[test]
    fn the_order_of_the_first_four_does_not_matter(
        first in prop::array::uniform4(prop::option::of(any::<bool>())),
        fifth in prop::option::of(any::<bool>())
    ) {
        let mut turned = first;
        turned.reverse();
        prop_assert_eq!(asq(first, fifth), asq(turned, fifth));
    }

    #[test]
    fn an_unasked_question_never_reads_as_no(
        first in prop::array::uniform4(prop::option::of(any::<bool>())),
        fifth in prop::option::of(any::<bool>())
    ) {
        let triage = asq(first, fifth);
        if triage.judged.outcome == NextAction::NothingFurther {
            prop_assert_eq!(first, [Some(false); 4]);
        }
    }
}
