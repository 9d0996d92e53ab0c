//! Clients, staff and their relations; sign-in with a passphrase.
