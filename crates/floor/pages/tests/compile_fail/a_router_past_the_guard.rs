//! A site serves declared routes and nothing else.
use pages::{Floor, Screens, Site};
use std::sync::Arc;

fn site(floor: Arc<Floor>) -> Site {
    Site::new(floor, axum::Router::new(), Screens::new())
}

fn main() {}
