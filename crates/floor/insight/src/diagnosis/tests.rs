//! Every rule against every way in which the missing answers could have been given.

use super::*;
use crate::quantity::Quantity;
use proptest::prelude::*;

/// What a rule says of every completion of these answers, if it is always the same.
fn whatever_was_meant<T: PartialEq>(
    items: &[Option<i32>],
    highest: i32,
    rule: &impl Fn(&[Option<i32>]) -> T,
) -> Option<T> {
    let Some(gap) = items.iter().position(Option::is_none) else {
        return Some(rule(items));
    };
    let mut agreed = None;
    for answer in 0..=highest {
        let mut filled = items.to_vec();
        filled[gap] = Some(answer);
        let found = whatever_was_meant(&filled, highest, rule)?;
        if agreed.is_some_and(|agreed| agreed != found) {
            return None;
        }
        agreed = Some(found);
    }
    agreed
}

/// Answers of which up to four are missing, more of them low than high: where rules turn.
fn partial(count: usize, highest: i32) -> impl Strategy<Value = Vec<Option<i32>>> {
    let answer = prop_oneof![3 => 0..=highest, 2 => 1..=2_i32.min(highest)];
    let answers = prop::collection::vec(answer, count);
    let gaps = prop::collection::vec(0..count, 0..=4);
    (answers, gaps).prop_map(|(answers, gaps)| {
        let mut items: Vec<_> = answers.into_iter().map(Some).collect();
        for gap in gaps {
            items[gap] = None;
        }
        items
    })
}

fn finding(judged: Result<crate::Judged<Finding>, WrongItems>) -> Finding {
    judged.unwrap().outcome
}

proptest! {
    #[test]
    fn the_pcl_5_pattern_is_open_exactly_when_an_answer_could_change_it(items in partial(20, 4)) {
        let rule = |items: &[Option<i32>]| finding(pcl5_clusters(items));
        let expected = whatever_was_meant(&items, 4, &rule).unwrap_or(Finding::NotDeterminable);
        prop_assert_eq!(rule(&items), expected);
    }

    #[test]
    fn the_itq_is_open_exactly_when_an_answer_could_change_it(items in partial(18, 4)) {
        let rule = |items: &[Option<i32>]| itq(items).unwrap().diagnosis.outcome;
        let expected = whatever_was_meant(&items, 4, &rule)
            .unwrap_or(ItqDiagnosis::NotDeterminable);
        prop_assert_eq!(rule(&items), expected);
        let stress = |items: &[Option<i32>]| itq(items).unwrap().ptsd;
        let organisation = |items: &[Option<i32>]| itq(items).unwrap().dso;
        let open = Finding::NotDeterminable;
        prop_assert_eq!(stress(&items), whatever_was_meant(&items, 4, &stress).unwrap_or(open));
        prop_assert_eq!(
            organisation(&items), whatever_was_meant(&items, 4, &organisation).unwrap_or(open)
        );
    }

    #[test]
    fn the_phq_9_syndromes_are_open_exactly_when_an_answer_could_change_them(
        items in partial(9, 3)
    ) {
        for judge in [phq9_major_syndrome, phq9_other_syndrome] {
            let rule = |items: &[Option<i32>]| finding(judge(items));
            let expected = whatever_was_meant(&items, 3, &rule)
                .unwrap_or(Finding::NotDeterminable);
            prop_assert_eq!(rule(&items), expected);
        }
    }

    #[test]
    fn the_phq_15_screen_is_open_exactly_when_an_answer_could_change_it(
        items in prop_oneof![partial(15, 2), partial(14, 2)]
    ) {
        let rule = |items: &[Option<i32>]| finding(phq15_somatoform(items));
        let expected = whatever_was_meant(&items, 2, &rule).unwrap_or(Finding::NotDeterminable);
        prop_assert_eq!(rule(&items), expected);
    }

    #[test]
    fn the_pc_ptsd_5_is_open_exactly_when_an_answer_could_change_it(
        event in prop::option::of(0..=1_i32), items in partial(5, 1), from in 3_u32..=4
    ) {
        let all: Vec<_> = std::iter::once(event).chain(items).collect();
        let judge = |items: &[Option<i32>]| {
            let mut said = items.iter().map(|item| item.map(|yes| yes == 1));
            let event = said.next().unwrap();
            let answers: Vec<_> = said.collect();
            pc_ptsd_5(event, answers.as_slice().try_into().unwrap(), from)
        };
        let rule = |items: &[Option<i32>]| judge(items).outcome;
        let expected = whatever_was_meant(&all, 1, &rule).unwrap_or(Finding::NotDeterminable);
        prop_assert_eq!(rule(&all), expected);
        let score = |items: &[Option<i32>]| judge(items).number(Quantity::Score);
        prop_assert_eq!(score(&all), whatever_was_meant(&all, 1, &score).flatten());
    }

    #[test]
    fn within_a_cluster_the_order_does_not_matter(items in partial(20, 4)) {
        let turned: Vec<_> = [0..5, 5..7, 7..14, 14..20]
            .into_iter()
            .flat_map(|cluster| items[cluster].iter().rev().copied())
            .collect();
        prop_assert_eq!(pcl5_clusters(&items), pcl5_clusters(&turned));
    }

    #[test]
    fn a_worse_answer_never_undoes_a_pattern(
        items in partial(20, 4), item in 0_usize..20
    ) {
        let before = finding(pcl5_clusters(&items));
        let mut worse = items.clone();
        worse[item] = worse[item].map(|answer| (answer + 1).min(4));
        let after = finding(pcl5_clusters(&worse));
        prop_assert!(before != Finding::Met || after == Finding::Met);
    }

    #[test]
    fn a_sum_with_a_gap_is_no_sum(items in partial(18, 4)) {
        let found = itq(&items).unwrap();
        prop_assert_eq!(found.ptsd_sum.is_some(), items[..6].iter().all(Option::is_some));
        prop_assert_eq!(found.dso_sum.is_some(), items[9..15].iter().all(Option::is_some));
    }
}

#[test]
fn answers_of_another_instrument_are_refused_with_their_place() {
    let too_few = WrongItems::Count {
        wanted: 20,
        found: 3,
    };
    assert_eq!(pcl5_clusters(&[Some(1); 3]), Err(too_few));
    assert_eq!(too_few.to_string(), "this instrument has 20 items, not 3");
    let mut items = [Some(1); 9];
    items[4] = Some(4);
    let off = WrongItems::OffTheScale {
        item: 5,
        answer: 4,
        highest: 3,
    };
    assert_eq!(phq9_major_syndrome(&items), Err(off));
    assert_eq!(off.to_string(), "item 5 is answered from 0 to 3, not 4");
    assert!(itq(&[Some(-1); 18]).is_err());
    assert!(phq15_somatoform(&[Some(0); 13]).is_err());
}

#[test]
fn many_symptoms_without_an_answer_on_mood_stay_open() {
    let mut items = [Some(3); 9];
    items[0] = None;
    items[1] = None;
    assert_eq!(
        finding(phq9_major_syndrome(&items)),
        Finding::NotDeterminable
    );
    items[0] = Some(2);
    assert_eq!(finding(phq9_major_syndrome(&items)), Finding::Met);
}

#[test]
fn thoughts_of_death_count_as_soon_as_they_are_there() {
    let items = [2, 2, 2, 2, 0, 0, 0, 0, 1].map(Some);
    assert_eq!(finding(phq9_major_syndrome(&items)), Finding::Met);
    assert_eq!(finding(phq9_other_syndrome(&items)), Finding::NotMet);
}
