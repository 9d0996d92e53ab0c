//! What belongs to the client: taking the record along, setting it right, and having it destroyed.
