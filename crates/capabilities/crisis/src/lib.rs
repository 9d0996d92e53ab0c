//! The crisis and preference plan: what helps, who is there, what must not be done. Written by the
//! client, with whoever they choose; on paper and, if they wish, on their phone without a line.
