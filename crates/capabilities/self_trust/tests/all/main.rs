//! Self-trust: what the client can do and others cannot, what is kept of it, and its pages.
#![cfg(test)]

mod acts;
mod content;
mod golden;
mod pages;
