//! Sessions: when, where, with whom, what is planned and what will not happen; what changed, why and
//! with how much notice; and what came after.
