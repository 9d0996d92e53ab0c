//! Worksheets on the client's phone and on the staff side.

pub(crate) mod all;
pub(crate) mod client;
pub(crate) mod one;
pub(crate) mod sheet;
mod shown;
pub(crate) mod staff;
