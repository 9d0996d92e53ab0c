//! The profile: own questions between two people, what is kept of them, and its pages.
#![cfg(test)]

mod acts;
mod golden;
mod pages;
