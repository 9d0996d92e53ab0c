//! Eight digits of every estimate, against fits whose gradient is at rounding level; and the vector
//! lmm-02, which lme4 1.1-31 gave.

use super::super::{Method, session_time};
use super::{digits, fit, service, sums};
use crate::course::{Fit, PersonSums};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A reference fit.
struct Wanted {
    fixed: [f64; 2],
    fixed_se: [f64; 2],
    random_sd: [f64; 2],
    correlation: f64,
    covariance: [f64; 3],
    residual_sd: f64,
    log_likelihood: f64,
    theta: [f64; 3],
}

fn agrees(found: &Fit, wanted: &Wanted, least: f64) {
    let [[first, cross], [_, second]] = found.random_covariance;
    let pairs = [
        ("intercept", found.fixed[0], wanted.fixed[0]),
        ("slope", found.fixed[1], wanted.fixed[1]),
        ("SE of intercept", found.fixed_se[0], wanted.fixed_se[0]),
        ("SE of slope", found.fixed_se[1], wanted.fixed_se[1]),
        (
            "SD of intercepts",
            found.random_sd()[0],
            wanted.random_sd[0],
        ),
        ("SD of slopes", found.random_sd()[1], wanted.random_sd[1]),
        (
            "correlation",
            found.random_correlation().unwrap(),
            wanted.correlation,
        ),
        ("variance of intercepts", first, wanted.covariance[0]),
        ("covariance", cross, wanted.covariance[1]),
        ("variance of slopes", second, wanted.covariance[2]),
        ("residual SD", found.residual_sd, wanted.residual_sd),
        (
            "log-likelihood",
            found.log_likelihood,
            wanted.log_likelihood,
        ),
        ("theta 1", found.theta[0], wanted.theta[0]),
        ("theta 2", found.theta[1], wanted.theta[1]),
        ("theta 3", found.theta[2], wanted.theta[2]),
    ];
    for (name, found, wanted) in pairs {
        let shared = digits(found, wanted);
        assert!(
            shared >= least,
            "{name}: {found} for {wanted}, {shared:.1} digits"
        );
    }
}

/// Sums from rows of text; the columns by place.
fn read(text: &str, [person, t, y]: [usize; 3], time: impl Fn(f64) -> f64) -> Vec<PersonSums> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let next = places.len();
        let place = *places.entry(cells[person]).or_insert(next);
        (
            place,
            time(cells[t].parse().unwrap()),
            cells[y].parse().unwrap(),
        )
    });
    sums(rows)
}

#[test]
fn reaction_times_without_sleep_agree_to_ten_digits() {
    let text = include_str!("../../../vectors/course/sleepstudy.csv");
    let everyone = read(text, [2, 1, 0], |day| day);
    let ml = Wanted {
        fixed: [251.405_104_85, 10.467_285_96],
        fixed_se: [6.632_276_807, 1.502_236_782_3],
        random_sd: [23.780_566_999, 5.716_834_542_5],
        correlation: 0.081_320_075_363,
        covariance: [565.515_366_8, 11.055_429_023, 32.682_197_186],
        residual_sd: 25.591_815_627,
        log_likelihood: -875.969_672_23,
        theta: [0.929_225_473_72, 0.018_165_706_67, 0.222_645_422_57],
    };
    let reml = Wanted {
        fixed_se: [6.824_556_532_1, 1.545_788_896_3],
        random_sd: [24.740_451_464, 5.922_133_103_7],
        correlation: 0.065_551_319_655,
        covariance: [612.089_938_66, 9.604_333_316_7, 35.071_660_498],
        log_likelihood: -871.814_135_98,
        theta: [0.966_732_951_86, 0.015_169_054_27, 0.230_909_594_76],
        ..ml
    };
    agrees(&fit(&everyone, Method::Ml), &ml, 9.5);
    agrees(&fit(&everyone, Method::Reml), &reml, 9.5);
}

#[test]
fn a_service_of_ten_thousand_agrees_to_ten_digits() {
    let text = service::rows(10_000, 12, 20_260_101);
    let hash = "49d7234db399cc65ab3de5f631e5bc4a822d3dac0d17d4de79f33bac5a0a0cd4";
    assert_eq!(hex(&text), hash);
    let everyone = read(&text, [0, 1, 2], |session| session);
    let ml = Wanted {
        fixed: [16.008_037_188, -0.543_242_579_72],
        fixed_se: [0.046_929_020_372, 0.004_133_727_507_9],
        random_sd: [4.476_042_829_9, 0.351_741_394_49],
        correlation: -0.254_774_387_28,
        covariance: [20.034_959_415, -0.401_119_227_61, 0.123_722_008_6],
        residual_sd: 2.596_761_101_3,
        log_likelihood: -308_948.316_5,
        theta: [1.723_702_202_6, -0.034_510_182_018, 0.130_983_983_19],
    };
    let reml = Wanted {
        fixed_se: [0.046_931_366_999, 0.004_133_934_209_7],
        random_sd: [4.476_288_861_2, 0.351_765_686_23],
        correlation: -0.254_784_740_62,
        covariance: [20.037_161_969, -0.401_185_281_4, 0.123_739_098_01],
        log_likelihood: -308_955.087_87,
        theta: [1.723_796_948, -0.034_513_967_835, 0.130_992_659_6],
        ..ml
    };
    agrees(&fit(&everyone, Method::Ml), &ml, 9.5);
    agrees(&fit(&everyone, Method::Reml), &reml, 9.5);
}

#[test]
fn a_service_of_a_hundred_thousand_agrees_to_ten_digits() {
    let text = service::rows(100_000, 12, 20_260_103);
    let hash = "dfdf10d1760822281d2426d32859b385ae3c617efe0eacdae83c444dcb064909";
    assert_eq!(hex(&text), hash);
    let everyone = read(&text, [0, 1, 2], |session| session);
    let ml = Wanted {
        fixed: [16.018_764_633, -0.552_367_986_99],
        fixed_se: [0.014_911_448_578, 0.001_303_275_729_3],
        random_sd: [4.499_227_907_1, 0.350_156_827_04],
        correlation: -0.253_804_459_41,
        covariance: [20.243_051_76, -0.399_852_521_93, 0.122_609_803_52],
        residual_sd: 2.599_181_247_1,
        log_likelihood: -3_090_631.418_3,
        theta: [1.731_017_377_9, -0.034_192_061_171, 0.130_306_854_99],
    };
    let reml = Wanted {
        fixed_se: [0.014_911_523_136, 0.001_303_282_245_7],
        random_sd: [4.499_252_617_2, 0.350_159_252_44],
        correlation: -0.253_805_494_86,
        covariance: [20.243_274_113, -0.399_859_118_89, 0.122_611_502_07],
        log_likelihood: -3_090_640.490_1,
        theta: [1.731_026_884_8, -0.034_192_437_5, 0.130_307_720_97],
        ..ml
    };
    agrees(&fit(&everyone, Method::Ml), &ml, 9.5);
    agrees(&fit(&everyone, Method::Reml), &reml, 9.5);
}

#[test]
fn depression_over_the_logarithm_of_sessions_is_as_lme4_has_it() {
    let text = include_str!("../../../vectors/course/sgdata-bdi.csv");
    let everyone = read(text, [0, 1, 2], f64::ln_1p);
    let found = fit(&everyone, Method::Reml);
    assert_eq!((found.people, found.observations), (43, 486));
    // lme4 stops a little short of the best fit: 7.74074 is the standard deviation there.
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-4, "{found} {wanted}");
    near(found.fixed[0], 39.5642);
    near(found.fixed[1], -9.6371);
    near(found.random_sd()[0], 7.7408);
    near(found.random_sd()[1], 4.2225);
    near(
        (found.random_correlation().unwrap() * 1e3).round() / 1e3,
        -0.836,
    );
    near(found.residual_sd, 4.6285);
    let lines = [[42.074_65, -11.303_521], [33.148_93, -8.833_062]];
    for (person, line) in everyone.iter().zip(lines) {
        let own = found.person(person).unwrap();
        near(own.line[0], line[0]);
        near(own.line[1], line[1]);
    }
    assert_eq!(session_time(0).to_bits(), 0.0_f64.to_bits());
    near(session_time(12), 13.0_f64.ln());
}

fn hex(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
