//! The same rules a second time, written without looking at the first: section by section, row by
//! row, as a client advocate would read them out. Slow and plain on purpose.

use crate::cases::Case;
use care::{BreakGlass, Grant, Grantee, LevelOfCare, Purpose, Relation, Section};

/// What a relation opens: the relation, the role, the purpose, the parts. `*` on a role means only
/// while the client is in more than outpatient care.
const RELATIONS: &str = "
therapist  therapist      treatment    identity overview sessions check-ins relationship notes messages measures work crisis-plan psychotherapy-notes
therapist  therapist      caseload     identity overview
supervisor supervisor     supervision  identity overview check-ins relationship
supervisor therapist      supervision  identity overview check-ins relationship
supervisor supervisor     caseload     identity overview
supervisor therapist      caseload     identity overview
advocate   advocate       advocacy     identity overview check-ins relationship
advocate   advocate       caseload     identity overview
team       therapist      treatment    identity overview sessions
team       peer-supporter treatment    identity overview sessions
team       facilitator    treatment    identity overview sessions
team       ward-nurse*    treatment    identity overview sessions relationship crisis-plan
team       therapist      caseload     identity overview
team       peer-supporter caseload     identity overview
team       facilitator    caseload     identity overview
team       ward-nurse*    caseload     identity overview
";

/// A way in, and the parts behind it.
type Way = Vec<String>;

fn parts(text: &str) -> Way {
    text.split_whitespace().map(str::to_owned).collect()
}

/// What the rules say: whether the question is answered with yes.
pub(crate) fn says_yes(case: &Case) -> bool {
    let asked: Way = case
        .sections
        .iter()
        .map(|section| section.code().to_owned())
        .collect();
    let me = case.asker.person;
    let nobody_for_me = case.facts.conflicts.contains(&me);
    let mut kept = case.facts.kept_from.iter().filter(|one| one.person == me);
    let is_kept = kept.any(|one| {
        one.sections
            .iter()
            .any(|part| asked.contains(&part.code().to_owned()))
    });
    if ["contact", "keeping"].contains(&case.purpose.code()) || nobody_for_me || is_kept {
        return false;
    }
    let ways = ways(case);
    ways.iter()
        .any(|way| asked.iter().all(|part| way.contains(part)))
}

fn ways(case: &Case) -> Vec<Way> {
    let (role, purpose) = (case.asker.role.code(), case.purpose.code());
    let mut ways = Vec::new();
    if case.is_own() && purpose == "own-record" {
        let all = Section::ALL.iter().map(|section| section.code());
        ways.push(
            all.filter(|code| *code != "psychotherapy-notes")
                .map(str::to_owned)
                .collect(),
        );
    }
    if role == "service-lead" && purpose == "assignment" {
        ways.push(parts("identity consent"));
    }
    if role == "administrator" {
        return ways;
    }
    if role != "client" {
        for relation in case.facts.relations.iter().filter(|one| mine(one, case)) {
            ways.extend(relation_opens(relation, case));
        }
        for glass in &case.facts.break_glass {
            ways.extend(glass_opens(glass, case));
        }
    }
    for grant in &case.facts.grants {
        ways.extend(grant_opens(grant, case));
    }
    ways
}

fn mine(relation: &Relation, case: &Case) -> bool {
    let begun = relation.from.millis() <= case.now.millis();
    let over = relation
        .until
        .is_some_and(|until| until.millis() <= case.now.millis());
    relation.person == case.asker.person && begun && !over
}

fn relation_opens(relation: &Relation, case: &Case) -> Option<Way> {
    let kind = format!("{:?}", relation.kind).to_lowercase();
    RELATIONS.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (of, role, purpose) = (words.next()?, words.next()?, words.next()?);
        let only_beyond_outpatient = role.ends_with('*');
        let fits = of == kind
            && role.trim_end_matches('*') == case.asker.role.code()
            && purpose == case.purpose.code();
        let open = !only_beyond_outpatient || case.facts.level != LevelOfCare::Outpatient;
        (fits && open).then(|| words.map(str::to_owned).collect())
    })
}

fn glass_opens(glass: &BreakGlass, case: &Case) -> Option<Way> {
    let age = case.now.millis() - glass.at.millis();
    let four_hours = 4 * 60 * 60 * 1000;
    let may = ["therapist", "ward-nurse"].contains(&case.asker.role.code());
    let holds = glass.person == case.asker.person
        && may
        && case.purpose.code() == "emergency"
        && (0..four_hours).contains(&age);
    holds.then(|| parts("identity crisis-plan"))
}

fn grant_opens(grant: &Grant, case: &Case) -> Option<Way> {
    let year = 365 * 24 * 60 * 60 * 1000;
    let now = case.now.millis();
    let begun = grant.from.millis() <= now;
    let over = grant.until.millis() <= now || grant.from.millis() + year <= now;
    if !begun || over {
        return None;
    }
    let by_name = matches!(grant.grantee, Grantee::Person(_));
    let to_me = match grant.grantee {
        Grantee::Person(person) => person == case.asker.person,
        // Whoever has the role and works with the client now.
        Grantee::Role(role) => {
            role == case.asker.role && case.facts.relations.iter().any(|one| mine(one, case))
        }
    };
    if !to_me {
        return None;
    }
    let granted: Way = grant
        .sections
        .iter()
        .map(|part| part.code().to_owned())
        .collect();
    let only = |allowed: &str| -> Way {
        let allowed = parts(allowed);
        granted
            .iter()
            .filter(|part| allowed.contains(part))
            .cloned()
            .collect()
    };
    let (said, asked) = (grant.purpose, case.purpose);
    if case.asker.role.code() == "client" {
        // Someone from the client's life, who does not work here.
        let beside = said == Purpose::Advocacy && asked == Purpose::Advocacy;
        return (beside && by_name && !case.is_own()).then(|| only("identity sessions"));
    }
    let work = ["treatment", "supervision", "advocacy"].contains(&said.code());
    let open = only(
        "identity overview sessions check-ins relationship notes messages measures work crisis-plan",
    );
    if work && asked == said {
        return Some(open);
    }
    if work && by_name && asked.code() == "caseload" {
        return Some(only("identity overview"));
    }
    (said.code() == "proceedings" && asked.code() == "proceedings" && by_name).then_some(open)
}
