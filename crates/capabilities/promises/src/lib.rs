//! Promises: what the service said it would do, by whom, by when, and what became of it. They arise
//! by themselves; nobody has to remember to write one down.
