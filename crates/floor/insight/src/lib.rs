//! Numbers in, numbers out: the alliance rules and the own-history control chart, each with its evidence.
