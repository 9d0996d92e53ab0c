//! The numbers that rules tell, by name.

/// Declares every quantity once: its meaning, its name here and its stable name.
macro_rules! quantities {
    ($($(#[doc = $meaning:literal])+ $variant:ident = $name:literal,)+) => {
        /// What a number is that a rule used.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Quantity {
            $($(#[doc = $meaning])+ $variant,)+
        }

        impl Quantity {
            /// Every one, for the message catalogue.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// A stable name for records and the message catalogue.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

quantities! {
    /// The latest score, in points of the scale.
    Score = "score",
    /// The score before it.
    Previous = "previous",
    /// How far the score fell, above zero for a fall.
    Drop = "drop",
    /// The mean of the person's own earlier scores.
    OwnMean = "own-mean",
    /// The mean of the person's last scores.
    RecentMean = "recent-mean",
    /// A standard deviation in points: of the person's own scores, of the service's where there are
    /// too few, or of what is expected.
    Spread = "spread",
    /// The mean moving range the limit was made with.
    MeanMovingRange = "mean-moving-range",
    /// The line the rule draws: a score or a change beyond it stands out.
    Limit = "limit",
    /// How much of the latest check-in was skipped, 0 to 1.
    SkippedShare = "skipped-share",
    /// How much was usually skipped before, 0 to 1.
    UsualSkippedShare = "usual-skipped-share",
    /// Characters of own words in the latest check-in.
    Words = "words",
    /// Characters of own words usually written before.
    UsualWords = "usual-words",
    /// Hours from the session to the latest check-in.
    Hours = "hours",
    /// Hours it usually took before.
    UsualHours = "usual-hours",
    /// Check-ins in a row that were not answered.
    Unanswered = "unanswered",
    /// The score a change is counted from, in points.
    Before = "before",
    /// The score a change is counted to, in points.
    After = "after",
    /// The score after less the score before, whichever direction is better.
    Change = "change",
    /// How exactly one score measures, in points.
    StandardErrorOfMeasurement = "standard-error-of-measurement",
    /// How exactly a difference of two scores measures, in points.
    StandardErrorOfDifference = "standard-error-of-difference",
    /// How exactly a score is predicted from the one before, in points.
    StandardErrorOfPrediction = "standard-error-of-prediction",
    /// A change in standard errors.
    ReliableChangeIndex = "reliable-change-index",
    /// The score that was to be expected.
    Expected = "expected",
    /// The line between a case and none, in points or in yes answers.
    CutOff = "cut-off",
    /// The mean of people with the problem.
    ClinicalMean = "clinical-mean",
    /// Their standard deviation.
    ClinicalSpread = "clinical-spread",
    /// The mean of people without the problem.
    FunctionalMean = "functional-mean",
    /// Their standard deviation.
    FunctionalSpread = "functional-spread",
    /// Symptoms of re-experiencing counted.
    ClusterB = "cluster-b",
    /// Symptoms of avoidance counted.
    ClusterC = "cluster-c",
    /// Symptoms of thinking and mood counted.
    ClusterD = "cluster-d",
    /// Symptoms of arousal counted.
    ClusterE = "cluster-e",
    /// The sum of the items on post-traumatic stress.
    PtsdSum = "ptsd-sum",
    /// The sum of the items on disturbances in self-organisation.
    DsoSum = "dso-sum",
    /// Of the two core symptoms of depression, those counted.
    CoreSymptoms = "core-symptoms",
    /// Symptoms counted.
    Symptoms = "symptoms",
    /// Symptoms that bothered a lot.
    SevereSymptoms = "severe-symptoms",
    /// Answers that count as yes.
    YesAnswers = "yes-answers",
    /// Where someone began: the mean of their first two scores.
    Start = "start",
    /// How much worse than the start, in points, or than expected, in standard deviations. Below
    /// zero: better.
    Worse = "worse",
    /// The size of a step between two sessions, in points, above zero in the direction looked for.
    Step = "step",
    /// The mean of the sessions before a step.
    MeanBefore = "mean-before",
    /// The mean of the sessions after a step.
    MeanAfter = "mean-after",
    /// The critical value of Student's t.
    CriticalValue = "critical-value",
    /// Of all pairs of a score before and one since, the share that is better, 0 to 1.
    NonoverlapOfAllPairs = "nonoverlap-of-all-pairs",
    /// The share of scores since that is better than the median before, 0 to 1.
    BeyondMedian = "beyond-median",
    /// How the two phases go together with the scores, -1 to 1.
    Tau = "tau",
    /// The same with the trend of the first phase counted against, -1 to 1.
    TauWithoutTrend = "tau-without-trend",
    /// The share of days with the event among days with the trigger, 0 to 1.
    ShareWith = "share-with",
    /// The same among other days.
    ShareWithout = "share-without",
    /// The one share divided by the other.
    Lift = "lift",
    /// How likely it is that the first share is above the second, 0 to 1.
    Probability = "probability",
    /// Days with the trigger.
    DaysWith = "days-with",
    /// Days without it.
    DaysWithout = "days-without",
    /// A correlation, shrunk toward zero, -1 to 1.
    Correlation = "correlation",
    /// The same before shrinking.
    PlainCorrelation = "plain-correlation",
    /// Pairs of days it rests on.
    Days = "days",
    /// The mean squared distance of what was foretold from what came true, 0 to 1.
    Brier = "brier",
    /// How far what was foretold lies from what came true among the same; 0 is best.
    Reliability = "reliability",
    /// How much what came true differs between what was foretold differently; more is better.
    Resolution = "resolution",
    /// How uncertain things were in themselves, 0 to .25.
    Uncertainty = "uncertainty",
    /// Judgements it rests on.
    Judgements = "judgements",
    /// Disturbance, 0 to 10 (SUD).
    Disturbance = "disturbance",
    /// How true the good belief feels, 1 to 7 (VOC).
    BeliefTrue = "belief-true",
    /// How far fear fell within a trial, in points of 100.
    WithinTrial = "within-trial",
    /// The same in percent of the highest fear.
    WithinTrialPercent = "within-trial-percent",
    /// How far the highest fear fell since the trial before, in points of 100.
    BetweenTrials = "between-trials",
    /// How far belief in the feared thing fell, in points of 100.
    ExpectancyViolation = "expectancy-violation",
    /// Trials in which the prediction was clearly wrong.
    ViolatedTrials = "violated-trials",
    /// The highest fear of the first trial.
    FirstPeak = "first-peak",
    /// The highest fear of the latest trial.
    LatestPeak = "latest-peak",
    /// The least number of people that is told.
    Floor = "floor",
    /// Everyone who started.
    Started = "started",
    /// How often something was tried and rated before and after.
    Uses = "uses",
    /// By how many points it was easier after than before, on average.
    EasedBy = "eased-by",
    /// The same as is usual, which is what it is drawn towards.
    UsualEasedBy = "usual-eased-by",
    /// The same, drawn towards what is usual.
    DrawnEasedBy = "drawn-eased-by",
}

#[cfg(test)]
mod tests {
    use super::Quantity;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_quantities_share_a_name() {
        let names: BTreeSet<_> = Quantity::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(names.len(), Quantity::ALL.len());
        for name in names {
            let plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(name.chars().all(plain), "{name}");
        }
    }
}
