//! The talks on the Sable Strait, which do not exist: four parties, every status of a contact, every answer, disputes with
//! and without words of both sides, long names, a name in Chinese, an emoji, a reprint, a report without a date and one
//! that could not be read.

use rapporteur_record::*;

use crate::told::{Said, Told, days, may};

const OPENING: &str = "SABLE CITY, May 3 - Norland's Foreign Minister Astrid Vell proposed a 60-day truce in the Sable Strait on Friday. \
“We will stop the patrols if they stop the raids,” Vell said.\n\n\
The Reed Coast Front rejected it within hours. Its commander, Tomas Aru, wrote on his channel that the plan was \
“a net with a hole for one fish only” 🐟. Southmark's president, Ilse Brandt, said her country would accept the truce provided that the ports reopen.\n\n\
Vell telephoned Brandt on Thursday. The two are to meet in Port Halden on May 12. Talks between Norland and the Front may \
begin later this month, a diplomat briefed on the plan said.";

const CHARGES: &str = "Aru accused Norland on Tuesday of sinking two trawlers. Norland's spokesman Per Lund said the Front \
had itself “burnt boats for years”. An aide to Brandt, Jonas Falk, said Southmark might send observers, but that \
it was up to the president to decide. A meeting of Vell and Aru on Monday, told of by the Harbour Post, never \
took place, said Lund. The round set for May 9 in Quay Town was called off.\n\n\
林梅, envoy of 南州, said: “停火必须包括所有港口。” Patience, the \
Standing Conference of Ports and Fisheries of the Inner Sea and the Adjacent Straits said, was what the talks needed.";

const TURN: &str = "Delegations of Norland and the Reed Coast Front have been negotiating in Port Halden since Monday. \
Vell and Brandt met there on May 12 over the ports. The Front now accepts the 60-day truce in principle, its negotiator \
Mira Osei said, and no longer insists on a withdrawal first. “We have moved. Now they must,” she said. Norland wants the \
monitors to come from 南州 alone. Brandt believes that a deal is near.";

/// Merged from all of them.
pub(crate) fn record() -> Record {
    let set_aside = vec![SetAside { report: "r6".into(), reason: "empty".into() }];
    let reprints = [ReprintOf { report: "r4".into(), of: "r1".into() }];
    let mut repeated = opening("r4", "Sable Evening News");
    repeated.report.published = Some(may(4));
    let read =
        vec![opening("r1", "Coast Wire").read(), charges().read(), turn().read(), repeated.read(), undated().read()];
    Record::merge(read, set_aside, &reprints).unwrap()
}

struct Cast {
    norland: ActorId,
    front: ActorId,
    southmark: ActorId,
}

fn cast(told: &mut Told) -> Cast {
    Cast {
        norland: told.party("xno", "Norland", ActorKind::State, "Norland"),
        front: told.party("reed-coast-front", "Reed Coast Front", ActorKind::ArmedGroup, "Front"),
        southmark: told.party("xsm", "Southmark", ActorKind::State, "Southmark"),
    }
}

fn opening(id: &str, outlet: &str) -> Told {
    let mut told = Told::new(id, outlet, Some(may(3)), OPENING);
    let Cast { norland, front, southmark } = cast(&mut told);
    let vell = told.person("Astrid Vell", norland, "foreign minister", Authority::Minister);
    let aru = told.person("Tomas Aru", front, "commander", Authority::Principal);
    let brandt = told.person("Ilse Brandt", southmark, "president", Authority::Principal);
    let diplomat =
        told.actor("a diplomat briefed on the plan", ActorKind::Unnamed, "a diplomat briefed on the plan", None);

    let offer = "“We will stop the patrols if they stop the raids,”";
    let refusal = "the plan was “a net with a hole for one fish only” 🐟";
    let proviso = "her country would accept the truce provided that the ports reopen";
    let by = |speaker, authority, mode, act| Said {
        speaker: Some(speaker),
        authority,
        mode,
        act,
        about: &[Term::Ceasefire],
    };
    told.says(by(vell, Authority::Minister, Mode::Direct, Act::Offer), "Vell [said]", offer);
    told.says(by(aru, Authority::Principal, Mode::Mixed, Act::Reject), "[wrote on his channel]", refusal).cue_kind =
        CueKind::Writing;
    told.says(by(brandt, Authority::Principal, Mode::Indirect, Act::Accept), "Brandt, [said] her", proviso).firmness =
        Firmness::Hedged;
    let may_begin = "Talks between Norland and the Front may begin later this month";
    told.says(by(diplomat, Authority::Unnamed, Mode::Indirect, Act::Expect), "plan [said]", may_begin).firmness =
        Firmness::Speculative;

    let rejected = told.response(front, ResponseValue::Rejected, Standing::Official, "rejected it within hours");
    let rejected = Response { by: Some(aru), authority: Some(Authority::Principal), ..rejected };
    let accepted = told.response(southmark, ResponseValue::Conditional, Standing::Official, proviso);
    let accepted = Response {
        by: Some(brandt),
        authority: Some(Authority::Principal),
        conditions: vec!["the ports reopen".into()],
        ..accepted
    };
    let proposal = told.proposal(
        "60-day truce",
        &[Term::Ceasefire, Term::Navigation],
        "proposed a 60-day truce in the Sable Strait",
    );
    (proposal.tabled_by, proposal.tabled, proposal.responses) = (vec![vell], days(2, 2), vec![rejected, accepted]);

    told.position(norland, Term::Ceasefire, (Stance::For, Standing::Declared), Some(vell), offer);
    told.position(front, Term::Ceasefire, (Stance::Against, Standing::Official), Some(aru), refusal);
    told.position(southmark, Term::Ceasefire, (Stance::Conditional, Standing::Official), Some(brandt), proviso)
        .wording = Some("accept the truce provided that the ports reopen".into());
    told.contact(
        (ContactKind::Call, ContactStatus::Held),
        &[vell, brandt],
        days(1, 1),
        "Vell telephoned Brandt on Thursday",
    )
    .about = vec![Term::Navigation];
    told.contact(
        (ContactKind::Meeting, ContactStatus::Planned),
        &[vell, brandt],
        days(12, 12),
        "are to meet in Port Halden on May 12",
    )
    .place = Some("Port Halden".into());
    told.contact((ContactKind::Talks, ContactStatus::Possible), &[norland, front], days(3, 31), may_begin);
    told
}

fn charges() -> Told {
    let mut told = Told::new("r2", "Harbour Post", Some(may(7)), CHARGES);
    let Cast { norland, front, southmark } = cast(&mut told);
    let aru = told.person("Aru", front, "commander", Authority::Principal);
    told.reading.actors[aru.index()].name = "Tomas Aru".into();
    let vell = told.person("Vell", norland, "foreign minister", Authority::Minister);
    told.reading.actors[vell.index()].name = "Astrid Vell".into();
    let lund = told.person("Per Lund", norland, "spokesman", Authority::Spokesperson);
    let falk = told.person("Jonas Falk", southmark, "presidential aide", Authority::Aide);
    let south = told.party("xnz", "南州", ActorKind::State, "南州");
    let lin = told.person("林梅", south, "envoy", Authority::Negotiator);
    let long = "Standing Conference of Ports and Fisheries of the Inner Sea and the Adjacent Straits";
    let conference = told.party("ports", long, ActorKind::Organisation, long);
    let post = told.actor("Harbour Post", ActorKind::Outlet, "Harbour Post", None);

    let by = |speaker, authority, mode, act, about| Said { speaker: Some(speaker), authority, mode, act, about };
    told.says(by(aru, Authority::Principal, Mode::Indirect, Act::Accuse, &[]), "[accused]", "sinking two trawlers")
        .said = days(6, 6);
    let first = StatementId(told.reading.statements.len() as u32 - 1);
    told.says(
        by(lund, Authority::Spokesperson, Mode::Mixed, Act::Accuse, &[]),
        "Lund [said]",
        "the Front had itself “burnt boats for years”",
    );
    let observers = "Southmark might send observers";
    told.says(
        by(falk, Authority::Aide, Mode::Indirect, Act::Expect, &[Term::Monitoring]),
        "Falk, [said] Southmark",
        observers,
    )
    .firmness = Firmness::Speculative;
    told.says(
        by(falk, Authority::Aide, Mode::Indirect, Act::Disclaim, &[]),
        "Falk, [said] Southmark",
        "it was up to the president to decide",
    );
    let story = "A meeting of Vell and Aru on Monday";
    told.says(by(post, Authority::Observer, Mode::Indirect, Act::Assert, &[Term::TalksFormat]), "[told of] by", story);
    let outer = StatementId(told.reading.statements.len() as u32 - 1);
    told.says(
        by(lund, Authority::Spokesperson, Mode::Indirect, Act::Deny, &[Term::TalksFormat]),
        "[said] Lund",
        "never took place",
    )
    .within = Some(outer);
    told.says(
        by(lin, Authority::Negotiator, Mode::Direct, Act::Demand, &[Term::Ceasefire, Term::Navigation]),
        "[said]: “",
        "“停火必须包括所有港口。”",
    )
    .firmness = Firmness::Categorical;
    told.says(
        by(conference, Authority::Party, Mode::Indirect, Act::Request, &[Term::TalksFormat]),
        "[said], was",
        "Patience",
    );
    told.last_statement().confidence = Some(0.2);

    told.position(south, Term::Ceasefire, (Stance::Conditional, Standing::Declared), Some(lin), "停火必须包括所有港口");
    told.position(southmark, Term::Monitoring, (Stance::Open, Standing::Signalled), Some(falk), observers);
    told.contact((ContactKind::Meeting, ContactStatus::Denied), &[vell, aru], days(5, 5), story);
    told.contact(
        (ContactKind::Talks, ContactStatus::Cancelled),
        &[norland, front],
        days(9, 9),
        "The round set for May 9 in Quay Town was called off",
    )
    .place = Some("Quay Town".into());
    told.dispute(
        DisputeKind::MutualAccusation,
        &[front, norland],
        "sinking and burning boats",
        "sinking two trawlers",
    )
    .statements = vec![first, StatementId(first.0 + 1)];
    told.dispute(DisputeKind::Denial, &[norland, southmark], "whether Vell and Aru met", "told of by the Harbour Post");
    told.reading.unread.unresolved_speakers.push("he".into());
    told.reading.unread.speech_without_statement = 2;
    told
}

fn turn() -> Told {
    let mut told = Told::new("r3", "Coast Wire", Some(may(14)), TURN);
    let Cast { norland, front, .. } = cast_without_southmark(&mut told);
    let osei = told.person("Mira Osei", front, "negotiator", Authority::Negotiator);
    let by = |speaker, authority, mode, act| Said {
        speaker: Some(speaker),
        authority,
        mode,
        act,
        about: &[Term::Ceasefire],
    };
    let moved = "“We have moved. Now they must,”";
    told.says(by(osei, Authority::Negotiator, Mode::Direct, Act::Demand), "she [said]", moved);
    told.says(
        by(norland, Authority::Party, Mode::Indirect, Act::Demand),
        "[wants]",
        "the monitors to come from 南州 alone",
    )
    .cue_kind = CueKind::Intent;
    let brandt = told.actor("Ilse Brandt", ActorKind::Person, "Brandt", None);
    told.says(by(brandt, Authority::Principal, Mode::Indirect, Act::Expect), "[believes]", "a deal is near").cue_kind =
        CueKind::Thought;

    let accepts = "The Front now accepts the 60-day truce in principle";
    let accepted = told.response(front, ResponseValue::AcceptedInPrinciple, Standing::Declared, accepts);
    let accepted = Response { by: Some(osei), authority: Some(Authority::Negotiator), ..accepted };
    told.proposal("60-day truce", &[Term::Ceasefire], "the 60-day truce").responses = vec![accepted];
    let patrols =
        told.response(norland, ResponseValue::Pending, Standing::Reported, "no longer insists on a withdrawal first");
    told.proposal(
        "a withdrawal before anything else, of all forces and of the boats that they use, to the lines of last autumn",
        &[Term::Withdrawal],
        "a withdrawal first",
    )
    .responses = vec![patrols];
    told.position(front, Term::Ceasefire, (Stance::For, Standing::Official), Some(osei), accepts);
    told.position(
        front,
        Term::Withdrawal,
        (Stance::Open, Standing::Declared),
        Some(osei),
        "no longer insists on a withdrawal first",
    );
    told.position(
        norland,
        Term::Monitoring,
        (Stance::Conditional, Standing::Reported),
        None,
        "the monitors to come from 南州 alone",
    )
    .since = days(12, 12);
    let talks = "Delegations of Norland and the Reed Coast Front have been negotiating in Port Halden since Monday";
    told.contact((ContactKind::Talks, ContactStatus::UnderWay), &[norland, front], days(12, 14), talks).place =
        Some("Port Halden".into());
    told
}

fn cast_without_southmark(told: &mut Told) -> Cast {
    let norland = told.party("xno", "Norland", ActorKind::State, "Norland");
    Cast {
        norland,
        front: told.party("reed-coast-front", "Reed Coast Front", ActorKind::ArmedGroup, "Reed Coast Front"),
        southmark: norland,
    }
}

fn undated() -> Told {
    let mut told =
        Told::new("r5", "Quay Notes", None, "The league may write to both | *sides*, <b>they</b> said.\u{1b}[2J");
    told.says(
        Said {
            speaker: None,
            authority: Authority::Unnamed,
            mode: Mode::Indirect,
            act: Act::Expect,
            about: &[Term::Other],
        },
        "[said]",
        "The league may write to both | *sides*, <b>they</b>",
    );
    told.contact(
        (ContactKind::Correspondence, ContactStatus::Possible),
        &[],
        TimeExpression::default(),
        "may write to both | *sides*",
    );
    told
}
