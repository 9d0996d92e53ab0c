//! Who someone is to the service.

/// What a person does here. A role alone never opens a record: see [`crate::decide`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The person in care.
    Client,
    /// A therapist with clients of their own.
    Therapist,
    /// Supervises therapists; sees what the therapist or the client brings to them.
    Supervisor,
    /// Stands beside a client, chosen by the client.
    Advocate,
    /// Works alongside a client from lived experience.
    PeerSupporter,
    /// Runs groups.
    Facilitator,
    /// Works on a ward or in an intensive programme.
    WardNurse,
    /// Answers for the service.
    ServiceLead,
    /// Keeps the machine running. Has no access to content.
    Administrator,
}

impl Role {
    /// Every role, in the order the golden matrix prints them.
    pub const ALL: [Self; 9] = [
        Self::Client,
        Self::Therapist,
        Self::Supervisor,
        Self::Advocate,
        Self::PeerSupporter,
        Self::Facilitator,
        Self::WardNurse,
        Self::ServiceLead,
        Self::Administrator,
    ];

    /// The code under which storage and the message catalogue know the role.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Therapist => "therapist",
            Self::Supervisor => "supervisor",
            Self::Advocate => "advocate",
            Self::PeerSupporter => "peer-supporter",
            Self::Facilitator => "facilitator",
            Self::WardNurse => "ward-nurse",
            Self::ServiceLead => "service-lead",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the person works for the service.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Client)
    }
}

/// How much care, how close by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum LevelOfCare {
    /// Sessions by appointment.
    #[default]
    Outpatient,
    /// Several contacts a week.
    Intensive,
    /// Day and night.
    Inpatient,
}
