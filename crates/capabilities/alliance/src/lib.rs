//! The relationship: session check-in, rupture and repair.
