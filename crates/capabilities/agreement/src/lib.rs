//! The working agreement: how a client and their therapist want to work together, written by both,
//! confirmed by both, looked at again by a date.
