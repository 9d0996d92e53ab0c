//! What the rules may cost: the shares that a change to any of them must stay within.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../examples/false_alarms/simulated.rs"]
mod simulated;

use simulated::{Tried, alliance_rules, called_worse};

const PEOPLE: u32 = 2_000;

fn rule<'a>(rules: &'a [Tried], name: &str) -> &'a Tried {
    rules.iter().find(|tried| tried.rule == name).unwrap()
}

#[test]
fn two_in_a_row_rarely_call_someone_worse_who_did_not_change() {
    for seed in [2, 3] {
        let (once, twice) = called_worse(seed, PEOPLE).unwrap();
        assert!(twice < 0.05, "{twice}");
        assert!(
            once > 0.15,
            "a single crossing should be shown to cry wolf: {once}"
        );
    }
}

#[test]
fn the_alliance_rules_see_most_ruptures_and_flag_few_others() {
    for seed in [2, 3] {
        let rules = alliance_rules(seed, PEOPLE).unwrap();
        let told: Vec<_> = rules
            .iter()
            .map(|t| {
                format!(
                    "{}: {:.3} {:.3} {:.3} {:.4}",
                    t.rule, t.seen, t.seen_slow, t.flagged, t.flagged_sessions
                )
            })
            .collect();
        let (chart, early) = (
            rule(&rules, "own-history chart"),
            rule(&rules, "early drop"),
        );
        assert!(chart.seen > 0.70 && chart.flagged < 0.25, "{told:#?}");
        assert!(early.flagged < 0.10, "{told:#?}");

        let slide = rule(&rules, "slide");
        assert!(slide.flagged < 0.06 && slide.seen_slow > 0.75, "{told:#?}");
        let all = rule(&rules, "all rules together");
        assert!(
            all.flagged < 0.33 && all.seen > 0.75 && all.seen_slow > 0.85,
            "{told:#?}"
        );

        // What the slide replaced, and the rules on single drops, do worse on both counts.
        let falls = rule(&rules, "for comparison: three falls in a row");
        assert!(
            slide.flagged < falls.flagged && slide.seen_slow > falls.seen_slow,
            "{told:#?}"
        );
        let old = rule(&rules, "for comparison: all with three falls");
        assert!(
            all.flagged < old.flagged && all.seen_slow > old.seen_slow,
            "{told:#?}"
        );
        let drop = rule(&rules, "for comparison: drop of 1 SD");
        assert!(
            drop.flagged > 0.60 && drop.flagged_sessions > chart.flagged_sessions,
            "{told:#?}"
        );
        assert!(old.flagged_sessions > all.flagged_sessions, "{told:#?}");
    }
}
