#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# An implementation in Python, written from rules.md and events.md, with faults that can be switched on, for `conform`.
#
#   recordshare-check conform --exec "python3 fuzz/examples/arbiter.py"
#   recordshare-check conform --exec "python3 fuzz/examples/arbiter.py --fault rights-follow-dn"
#
# Without a fault it answers as `recordshare run` does. It has no limits (rules.md, section 4) and no policies (section
# 7).
import json
import sys

FAULTS = {
    "read-only-updates": "a consulted agent may do all that a party may (R5, D6)",
    "processed-twice": "a second RecordProcessed is acknowledged (D8)",
    "initiator-keeps-access": "an agent who transfers a call keeps access to its chain (R3)",
    "rights-follow-dn": "rights go to the agent who is now logged in at the DN where they arose (R1)",
    "last-to-leave-loses": "the last agent to leave a call is no keeper (R8)",
}
FAULT = sys.argv[2] if sys.argv[1:2] == ["--fault"] and sys.argv[2:3] else None
if len(sys.argv) > 1 and FAULT not in FAULTS:
    sys.exit("usage: arbiter.py [--fault FAULT], one of: " + ", ".join(FAULTS))

# --- Lines (events.md) ---

ANSWERS = {  # a request and its positive answer: rules.md, section 5
    "ChainedRecordRequest": "ChainedRecord",
    "UpdateCallCompletionStats": "UpdateCallCompletionStatsAcknowledge",
    "RecordReschedule": "RecordRescheduleAcknowledge",
    "ScheduledRecordReschedule": "ScheduledRecordRescheduleAcknowledge",
    "DoNotCall": "DoNotCallAcknowledge",
    "RecordProcessed": "RecordProcessedAcknowledge",
    "RecordReject": "RecordRejectAcknowledge",
    "RequestRecordCancel": "RecordCancelAcknowledge",
}
FINALIZES = {"RecordProcessed", "RecordReject", "RequestRecordCancel"}
PAIR = ["record", "from", "to"]
MEMBERS = {
    "DnMonitored": ["dn"], "DnUnmonitored": ["dn"], "AgentLogin": ["agent", "dn"], "AgentLogout": ["agent"],
    "ChainLoaded": ["chain", "records"], "ChainUnloaded": ["chain"], "RecordAdded": ["chain", "record"],
    "RecordCanceled": ["record"], "PreviewRecord": ["record", "agent"], "CallEstablished": ["record", "agent"],
    "SingleStepTransferCompleted": PAIR, "ConsultationInitiated": PAIR, "ConsultationEstablished": PAIR,
    "ConsultationReleased": PAIR, "TransferCompleted": PAIR, "ConferenceCompleted": PAIR,
    "SingleStepConferenceCompleted": PAIR, "PartyLeft": ["record", "agent"], "CallEnded": ["record"],
} | {request: ["agent", "record"] for request in ANSWERS}


class Invalid(Exception):
    """The line is not a valid event."""


def refuse(message):
    raise Invalid(message)


def depth(value):
    """The depth of a value; repeated members were checked when they were read."""
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is not UTF-8
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def members_of(pairs):
    for key, value in pairs:
        if depth(key) + depth(value) >= 32:
            refuse("the line is more than 32 levels deep")
    return dict(pairs)


def read(line):
    try:
        event = json.loads(line.decode("utf-8"), object_pairs_hook=members_of,
                           parse_int=lambda digits: int(digits) if digits.isdigit() and len(digits) <= 20 else 0.5,
                           parse_float=lambda _: 0.5, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Invalid(str(error)) from error
    if not isinstance(event, dict) or not isinstance(event.get("type"), str) or event["type"] not in MEMBERS:
        refuse("member `type` names no event")
    for name in MEMBERS[event["type"]]:
        value = event.get(name)
        if name in ("agent", "dn", "from", "to"):
            fits = isinstance(value, str) and 1 <= len(value.encode("utf-8")) <= 256 and "\0" not in value
        else:
            handles = value if name == "records" else [value]
            fits = isinstance(handles, list) and all(type(one) is int and one < 2**64 for one in handles)
        if not fits:
            refuse(f"member `{name}` is missing, or not what it must be")
    return event


# --- State (rules.md, section 2) ---

class Chain:
    def __init__(self, handles):
        self.phase = "Idle"
        self.parties, self.keepers = set(), set()
        self.consultations = {}  # (initiator, target): whether it is established
        self.records = {handle: None for handle in handles}  # None, or the request and agent that finalized it

    def end_consultations_of(self, who):
        self.consultations = {pair: stage for pair, stage in self.consultations.items() if who not in pair}

    def in_consultation(self, who):
        return any(who in pair for pair in self.consultations)


monitored, logins, chains, chain_of = set(), {}, {}, {}  # DNs; agent: DN; id: Chain; handle: id
seats = {}  # for rights-follow-dn: the DN at which an agent has its place in chains


def eligible(agent):
    return logins.get(agent) in monitored


def access(chain, agent):
    """Section 3."""
    if not eligible(agent):  # R1
        return "None"
    if FAULT == "rights-follow-dn":
        agent = next((who for who, dn in seats.items() if dn == logins[agent]), agent)
    if agent in chain.parties or agent in chain.keepers and not any(map(eligible, chain.parties)):
        return "Full"
    for (initiator, target), established in chain.consultations.items():
        if target == agent and established and eligible(initiator):
            return "Full" if FAULT == "read-only-updates" else "ReadOnly"
    return "None"


def find_keepers(chain, leavers, was_attended):
    """R8."""
    if any(map(eligible, chain.parties)):
        chain.keepers = set()
    else:
        chain.keepers = (leavers | (set() if was_attended else chain.keepers)) - chain.parties


# --- Call events (section 4) ---

def refusal(kind, event, chain):
    """R13: the first reason that applies; R2 and R14 have their own."""
    if chain is None:
        return "R13", "UnknownRecord"
    if kind in ("CallEstablished", "PreviewRecord"):
        rule = "R2" if kind == "CallEstablished" else "R14"
        if chain.phase == "Live" and any(map(eligible, chain.parties)):
            return rule, "CallAlreadyLive"
        return (rule, "NotEligible") if rule == "R14" and not eligible(event["agent"]) else None
    if chain.phase != "Live":
        return "R13", "NoLiveCall"
    if kind == "PartyLeft":
        on_call = event["agent"] in chain.parties or any(to == event["agent"] for _, to in chain.consultations)
        return None if on_call else ("R13", "NotOnCall")
    if kind == "CallEnded":
        return None
    pair = event["from"], event["to"]
    if pair[0] == pair[1]:
        return "R13", "SameAgent"
    if pair[0] not in chain.parties:
        return "R13", "NotOnCall"
    if kind == "ConsultationInitiated" and any(map(chain.in_consultation, pair)):
        return "R13", "ConsultationBusy"
    if kind != "ConsultationInitiated" and not kind.startswith("SingleStep") and pair not in chain.consultations:
        return "R13", "NoConsultation"
    if kind == "ConsultationEstablished" and chain.consultations[pair]:
        return "R13", "AlreadyEstablished"
    return None


def take_call_event(kind, event, chain):
    """Applies the event; returns the rule."""
    was_attended, before = any(map(eligible, chain.parties)), set(chain.parties)
    agent, a, b = event.get("agent"), event.get("from"), event.get("to")
    if kind == "PreviewRecord":
        chain.phase, chain.parties, chain.keepers, chain.consultations = "Idle", set(), {agent}, {}
        return "R14"
    if kind == "CallEstablished":
        chain.phase, chain.parties, chain.consultations = "Live", {agent}, {}
        find_keepers(chain, before, was_attended)
        return "R2"
    if kind in ("ConsultationInitiated", "ConsultationEstablished"):
        chain.consultations[a, b] = kind == "ConsultationEstablished"
        return "R5"
    if kind == "ConsultationReleased":
        del chain.consultations[a, b]
        return "R9"
    if kind in ("SingleStepTransferCompleted", "TransferCompleted"):
        rule = "R3" if kind.startswith("SingleStep") else "R6" if chain.consultations[a, b] else "R4"
        chain.end_consultations_of(a)
        chain.parties = (chain.parties | {b}) - (set() if FAULT == "initiator-keeps-access" else {a})
        find_keepers(chain, {a}, was_attended)
        return rule
    if kind in ("SingleStepConferenceCompleted", "ConferenceCompleted"):
        chain.consultations.pop((a, b), None)
        if kind.startswith("SingleStep"):
            chain.consultations.pop((b, a), None)
        chain.parties.add(b)
        find_keepers(chain, set(), was_attended)
        return "R7"
    if kind == "PartyLeft" and agent not in chain.parties:
        chain.end_consultations_of(agent)
        return "R9"
    chain.parties -= before if kind == "CallEnded" else {agent}
    if not chain.parties:
        chain.phase, chain.consultations = "WrapUp", {}  # R12
    chain.end_consultations_of(agent)
    forgotten = FAULT == "last-to-leave-loses" and kind == "PartyLeft" and not chain.parties
    find_keepers(chain, set() if forgotten else before - chain.parties, was_attended)
    return "R11" if kind == "CallEnded" else "R10"


# --- Environment events (section 6) ---

def take_environment_event(kind, event):
    """Returns the rule, and the reason if the event is refused."""
    agent, dn, number, handle = event.get("agent"), event.get("dn"), event.get("chain"), event.get("record")
    chain = chains.get(number)
    if kind == "DnMonitored":
        monitored.add(dn)
        return "E1", None
    if kind == "DnUnmonitored":
        monitored.discard(dn)
        return "E2", None
    if kind == "AgentLogin":
        if agent in logins or dn in logins.values():
            return "E3", "AgentAlreadyLoggedIn" if agent in logins else "DnOccupied"
        logins[agent] = dn
        seats.setdefault(agent, dn)
        return "E3", None
    if kind == "AgentLogout":
        return "E4", None if logins.pop(agent, None) else "AgentNotLoggedIn"
    if kind == "ChainLoaded":
        handles = event["records"]
        known = len(set(handles)) < len(handles) or any(one in chain_of for one in handles)
        if chain is not None or not handles or known:
            return "E5", "DuplicateChain" if chain is not None else "DuplicateRecord" if handles else "EmptyChain"
        chains[number] = Chain(handles)
        chain_of.update(dict.fromkeys(handles, number))
        return "E5", None
    if kind == "RecordCanceled":
        records = chains[chain_of[handle]].records if handle in chain_of else {}
        if handle not in records or records[handle]:
            return "E8", "RecordAlreadyFinal" if handle in records else "UnknownRecord"
        records[handle] = ("RecordCanceled", None)
        return "E8", None
    if chain is None:
        return "E6" if kind == "ChainUnloaded" else "E7", "UnknownChain"
    if kind == "ChainUnloaded":
        if chain.phase == "Live" and any(map(eligible, chain.parties)):
            return "E6", "CallAlreadyLive"
        for one in chains.pop(number).records:
            del chain_of[one]
        return "E6", None
    if handle in chain_of:
        return "E7", "DuplicateRecord"
    chain.records[handle], chain_of[handle] = None, number
    return "E7", None


# --- Answers ---

def take_request(kind, agent, handle, chain):
    """Section 5."""
    def error(rule, reason):
        return {"result": "error", "rule": rule, "reason": reason}

    if chain is None:
        return error("D1", "UnknownRecord")
    if agent not in logins:
        return error("D2", "NotLoggedIn")
    if logins[agent] not in monitored:
        return error("D3", "NotMonitored")
    may = access(chain, agent)
    if may == "None":
        return error("D4", "NoAccess")
    if kind == "ChainedRecordRequest":
        full = may == "Full"
        shown = [{"record": one, "updatable": full and not final} for one, final in chain.records.items()]
        return {"result": "acknowledged", "rule": "D7" if full else "D5", "answer": ANSWERS[kind],
                "read_only": not full, "records": shown}
    if may == "ReadOnly":
        return error("D6", "ReadOnlyAccess")
    final = chain.records[handle]
    if final and not (FAULT == "processed-twice" and kind == "RecordProcessed"):
        return error("D8", "RecordAlreadyFinal") | {"final_request": final[0], "final_agent": final[1]}
    if kind in FINALIZES:
        chain.records[handle] = (kind, agent)
    return {"result": "acknowledged", "rule": "D9", "answer": ANSWERS[kind]}


def accesses():
    who = set(logins)
    return {(number, agent): access(chain, agent) for number, chain in chains.items() for agent in who}


def answer(event):
    kind = event["type"]
    chain = chains.get(chain_of.get(event.get("record")))
    if kind in ANSWERS:
        return take_request(kind, event["agent"], event["record"], chain)
    before = accesses()
    if MEMBERS[kind][0] == "record" and kind != "RecordCanceled":
        refused = refusal(kind, event, chain)
        rule, reason = refused or (take_call_event(kind, event, chain), None)
    else:
        rule, reason = take_environment_event(kind, event)
    if reason:
        return {"result": "refused", "rule": rule, "reason": reason}
    after = accesses()
    changes = [{"chain": number, "agent": agent, "from": old, "to": new}
               for number, agent in sorted(before.keys() | after.keys(), key=lambda key: (key[0], key[1].encode()))
               for old, new in [(before.get((number, agent), "None"), after.get((number, agent), "None"))]
               if old != new]
    return {"result": "accepted", "rule": rule, "changes": changes}


def main():
    sequence = 0
    for line in sys.stdin.buffer:
        line = line.removesuffix(b"\n")
        if not line.strip(b" \t\r") and len(line) <= 2**20:
            continue
        sequence += 1
        try:
            event = read(line) if len(line) <= 2**20 else refuse("the line is longer than 1 MiB")
            told = {"seq": sequence, "type": event["type"]} | answer(event)
        except Invalid as error:
            told = {"seq": sequence, "result": "invalid", "message": str(error) or "no event"}
        sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        sys.stdout.buffer.flush()


main()
