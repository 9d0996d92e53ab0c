//! The small fictional service that tests use: named people, frozen clock, seeded chance.
