//! Measures: when each is asked, answers, scores, the expected course, and signals for attention.
