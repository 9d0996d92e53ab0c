//! Questionnaires that measure something: their scoring, evidence and thresholds. Pure.
