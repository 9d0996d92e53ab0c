//! Every worked case of `vectors/algorithm-cases.json`, walked by its algorithm: one that is not
//! known, a number that does not come out, or an expectation nobody looked at, is a failure.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

mod reader;

#[path = "vectors/change.rs"]
mod change;
#[path = "vectors/course.rs"]
mod course;
#[path = "vectors/practice.rs"]
mod practice;
#[path = "vectors/screens.rs"]
mod screens;

use reader::Case;
use std::collections::BTreeSet;

/// Run where instruments are scored, and where courses are fitted: from the same file.
const ELSEWHERE: [&str; 6] = ["brs", "core10", "growth_curve", "kusiv3", "wai_sr", "who5"];

#[test]
fn every_worked_case_comes_out() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../vectors/algorithm-cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 59);
    let mut elsewhere = BTreeSet::new();
    for case in cases {
        let case = Case::new(case);
        match case.algorithm() {
            "jacobson_truax_rci" => change::jacobson_truax(&case),
            "jt_cutoffs" => change::cut_offs(&case),
            "published_threshold" => change::published_threshold(&case),
            "pcl5_change" => change::pcl5(&case),
            "phq9_change" | "gad7_change" => change::nhs(&case),
            "pcl5" => screens::pcl5(&case),
            "itq" => screens::itq(&case),
            "phq9" => screens::phq9(&case),
            "phq15" => screens::phq15(&case),
            "pc_ptsd_5" => screens::pc_ptsd_5(&case),
            "cssrs_screener" => screens::cssrs(&case),
            "sudden_gain_interval" => course::sudden_interval(&case),
            "sudden_gain_series" | "sudden_loss_series" => course::sudden_series(&case),
            "sudden_gain_dataset" => course::sudden_dataset(&case),
            "nap_tau" => course::phases(&case),
            "xmr_chart" => course::own_chart(&case),
            "emdr_target_state" => practice::emdr(&case),
            "exposure_metrics" => practice::exposure(&case),
            "beta_binomial_lift" => practice::lift(&case),
            "dropout_by_wave" => practice::missing_by_wave(&case),
            other if ELSEWHERE.contains(&other) => {
                elsewhere.insert(other.to_owned());
                continue;
            }
            unknown => panic!("{}: nobody reproduces {unknown}", case.id()),
        }
        case.assert_all_looked_at();
    }
    assert!(elsewhere.iter().eq(ELSEWHERE), "{elsewhere:?}");
}
