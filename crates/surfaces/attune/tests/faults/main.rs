//! What happens to people's words when the machine is not kind: the whole program is killed while
//! people write, and everything it leaves behind is read by someone who should not.
//!
//! `crowd` is slow on purpose, two hundred at once; `hostile` sends what nobody's browser sends.
//! `kill` pulls the real program from under fifty people who write. `dump` lives a service with a
//! thousand unlikely words in it and looks for each of them on the disk. `place` is where such a
//! service lives, `program` the running program, `asking` a small browser without a screen.
#![cfg(test)]

mod asking;
mod crowd;
mod dump;
mod hostile;
mod kill;
mod people_here;
mod place;
mod program;
