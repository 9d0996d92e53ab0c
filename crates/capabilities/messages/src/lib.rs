//! Messages between a client and those who work with them. Whoever writes knows by when an answer
//! comes before they send, and what to do if it cannot wait.
