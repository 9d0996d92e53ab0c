//! How someone may be reached without harm: rules for each way, and the only door through which
//! anything leaves the service.
//!
//! By default nothing is sent. A message exists only from a permit, and the permit is asked for
//! twice: when the message is queued and in the moment it would leave.
