//! Notes that a client and a peer supporter write together, or none: a wording becomes a note when
//! both have agreed to it, and is read by these two alone.

mod act;
mod page;
mod stored;

pub use act::{
    Together, TogetherRefused, agree, begin, drop_it, one_together, reword, together, together_with,
};
pub(crate) use page::{TOGETHER, routes, screens};
pub use stored::{CowrittenV1, TOGETHER_MOST};
