#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# An implementation in Python, written from rules.md and events.md, with faults that can be switched on, for `conform`.
#
#   recordshare-check conform --exec "python3 fuzz/examples/arbiter.py --fault rights-follow-dn"
#
# Without a fault it answers as `recordshare run` with the same policies does. It has no limits (rules.md, section 4).
import argparse
import json
import re
import sys

FAULTS = {
    "read-only-updates": "a consulted agent may do all that a party may (R5, D6)",
    "processed-twice": "a second RecordProcessed is acknowledged (D8)",
    "initiator-keeps-access": "an agent who transfers a call keeps access to its chain (R3)",
    "rights-follow-dn": "rights go to the agent who is now logged in at the DN where they arose (R1)",
    "last-to-leave-loses": "the last agent to leave a call is no keeper (R8)",
}
options = argparse.ArgumentParser(allow_abbrev=False)
options.add_argument("--fault", choices=FAULTS)
options.add_argument("--policy", action="append", default=[], choices=[
    "final_scope=record", "final_scope=chain", "reschedule=updates", "reschedule=finalizes",
    "do_not_call=open", "do_not_call=always"])
FAULT, POLICY = vars(options.parse_args()).values()

# --- Lines (events.md) ---

FINALIZES = ["RecordProcessed", "RecordReject", "RequestRecordCancel"]
RESCHEDULES = ["RecordReschedule", "ScheduledRecordReschedule"]
ANSWERS = {"ChainedRecordRequest": "ChainedRecord"} | {  # a request and its positive answer: rules.md, section 5
    request: request.removeprefix("Request") + "Acknowledge"
    for request in ["UpdateCallCompletionStats", "DoNotCall", *RESCHEDULES, *FINALIZES]}
FINALIZES += RESCHEDULES if "reschedule=finalizes" in POLICY else []
ONE, PAIR = ["record", "agent|number", "call?"], ["record", "from|from_number", "to|to_number", "call?"]
COMPLETED = [*PAIR, "new_call?"]
MEMBERS = {  # `|` separates members of which exactly one is given; with `?` it may be left out. E1 to E8 come first
    "DnMonitored": ["dn"], "DnUnmonitored": ["dn"], "AgentLogin": ["agent", "dns|dn"], "AgentLogout": ["agent"],
    "ChainLoaded": ["chain", "records"], "ChainUnloaded": ["chain"], "RecordAdded": ["chain", "record"],
    "RecordCanceled": ["record"], "PreviewRecord": ["record", "agent"], "CallEstablished": ONE,
    "SingleStepTransferCompleted": COMPLETED, "ConsultationInitiated": PAIR, "ConsultationEstablished": PAIR,
    "ConsultationReleased": PAIR, "TransferCompleted": COMPLETED, "ConferenceCompleted": COMPLETED,
    "SingleStepConferenceCompleted": COMPLETED, "PartyLeft": ONE, "CallEnded": ["record", "call?"],
    "CallRecovered": ["record", "agents?", "numbers?", "call?"],
} | {request: ["agent", "record"] for request in ANSWERS}
LISTS = {"records": ("record", 2**20), "dns": ("dn", 16), "agents": ("agent", 1000), "numbers": ("number", 1000)}
RENEWS = {"CallEstablished": "R2", "PreviewRecord": "R14", "CallRecovered": "R15"}  # they need no call to be live


def refuse(message):
    raise ValueError(message)


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


def value_of(name, value):
    """The value of a member: of a number, a tuple of its name, which equals no agent's."""
    if name in LISTS:
        one, most = LISTS[name]
        fits = isinstance(value, list) and (name == "dns") <= len(value) <= most
        value = [value_of(one, item) for item in value] if fits else None
    elif name in ("chain", "record"):
        value = int(value) if isinstance(value, str) and re.fullmatch("0|[1-9][0-9]{0,19}", value) else value
        fits = type(value) is int and value < 2**64
    else:
        fits = isinstance(value, str) and 1 <= len(value.encode()) <= 256 and "\0" not in value
        value = (value,) if name.endswith("number") else value
    return value if fits else refuse(f"member `{name}` is not what it must be")


def read(line):
    event = json.loads(line.decode("utf-8"), object_pairs_hook=members_of, parse_constant=refuse,
                       parse_int=lambda digits: int(digits) if digits.isdigit() and len(digits) <= 20 else 0.5,
                       parse_float=lambda _: 0.5)
    if not isinstance(event, dict) or not isinstance(event.get("type"), str) or event["type"] not in MEMBERS:
        refuse("member `type` names no event")
    told = {"type": event["type"]}
    for member in MEMBERS[event["type"]]:
        names = member.strip("?").split("|")
        given = [name for name in names if name in event]
        if len(given) > 1 or not given and not member.endswith("?"):
            refuse(f"exactly one of `{member}` must be given")
        told |= {names[0]: value_of(name, event[name]) for name in given}
    return told


# --- State (rules.md, section 2) ---

class Chain:
    def __init__(self, handles):
        self.phase = "Idle"
        self.parties, self.keepers, self.call = set(), set(), None
        self.consultations = {}  # (initiator, target): whether it is established
        self.records = {handle: None for handle in handles}  # None, or the request and agent that finalized it

    def end_consultations_of(self, who):
        self.consultations = {pair: stage for pair, stage in self.consultations.items() if who not in pair}

    def in_consultation(self, who):
        return any(who in pair for pair in self.consultations)

    def is_attended(self):
        return any(map(eligible, self.parties))

    def set_parties(self, parties, leavers):
        """Who is on the call now, and the keepers by R8; was_attended is as before the event."""
        was_attended, self.parties = self.is_attended(), parties
        kept = leavers if was_attended else leavers | self.keepers
        self.keepers = set() if self.is_attended() else kept - parties
        if not parties:
            self.phase, self.consultations, self.call = "WrapUp", {}, None  # R12


monitored, logins, chains, chain_of = set(), {}, {}, {}  # DNs; agent: DNs; id: Chain; handle: id
seats = {}  # for rights-follow-dn: the DN at which an agent has its place in chains


def eligible(party):
    return party in logins and monitored.issuperset(logins[party])


def access(chain, agent):
    """Section 3."""
    if not eligible(agent):  # R1
        return "None"
    if FAULT == "rights-follow-dn":
        agent = next((who for who, dn in seats.items() if dn in logins[agent]), agent)
    if agent in chain.parties or agent in chain.keepers and not chain.is_attended():
        return "Full"
    reads = any(target == agent and established and eligible(initiator)
                for (initiator, target), established in chain.consultations.items())
    return "None" if not reads else "Full" if FAULT == "read-only-updates" else "ReadOnly"


# --- Call events (section 4) ---

def stands_for(party, kind, chain):
    """The agent for whom a number stands (section 2), or the party itself."""
    if kind not in RENEWS and (party in chain.parties or chain.in_consultation(party)):
        return party
    return next((agent for agent, dns in logins.items() if isinstance(party, tuple) and party[0] in dns), party)


def refusal(kind, event, chain):
    """The first reason of R13, or of R2 and R14 themselves, that applies."""
    who, to, call = event.get("from", event.get("agent")), event.get("to"), event.get("call", chain.call)
    if kind in RENEWS:
        taken = kind != "CallRecovered" and chain.phase == "Live" and chain.is_attended()
        return "CallAlreadyLive" if taken else None if kind != "PreviewRecord" or eligible(who) else "NotEligible"
    consulted = {target for _, target in chain.consultations}
    reasons = {
        "OtherCall": chain.call not in (None, call),
        "NoLiveCall": chain.phase != "Live",
        "SameAgent": to and who == to,
        "NotOnCall": who and who not in chain.parties | (consulted if kind == "PartyLeft" else set()),
        "ConsultationBusy": kind == "ConsultationInitiated" and (chain.in_consultation(to) or who in consulted),
        "NoConsultation": (who, to) not in chain.consultations and kind in (
            "ConsultationEstablished", "ConsultationReleased", "ConferenceCompleted"),
        "AlreadyEstablished": kind == "ConsultationEstablished" and chain.consultations.get((who, to)),
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def take_call_event(kind, event, chain):
    """Applies the event; returns the rule."""
    before, agent, a, b = chain.parties, event.get("agent"), event.get("from"), event.get("to")
    if kind == "PreviewRecord":
        chain.phase, chain.parties, chain.keepers, chain.consultations, chain.call = "Idle", set(), {agent}, {}, None
        return "R14"
    if kind in ("CallEstablished", "CallRecovered"):
        parties = {agent} if agent else {*event.get("agents", []), *event.get("numbers", [])}
        if parties or chain.phase == "Live":
            chain.phase, chain.consultations, chain.call = "Live", {}, event.get("call")
            chain.set_parties(parties, before)
        return "R2" if agent else "R15"
    if kind in ("ConsultationInitiated", "ConsultationEstablished"):
        chain.end_consultations_of(a)
        chain.consultations[a, b] = kind == "ConsultationEstablished"
        return "R5"
    chain.call = event.get("new_call", chain.call)
    if kind in ("SingleStepTransferCompleted", "TransferCompleted"):
        rule = "R3" if kind.startswith("SingleStep") else "R4" if chain.consultations.get((a, b)) is False else "R6"
        chain.end_consultations_of(a)
        chain.set_parties((before | {b}) - (set() if FAULT == "initiator-keeps-access" else {a}), {a})
        return rule
    if kind in ("SingleStepConferenceCompleted", "ConferenceCompleted"):
        for pair in (a, b), (b, a):  # only a single-step conference meets the second
            chain.consultations.pop(pair, None)
        chain.set_parties(before | {b}, set())
        return "R7"
    chain.end_consultations_of(agent or b)
    if kind == "ConsultationReleased" or kind == "PartyLeft" and agent not in before:
        return "R9"
    parties = before - {agent} if kind == "PartyLeft" else set()
    forgotten = FAULT == "last-to-leave-loses" and kind == "PartyLeft" and not parties
    chain.set_parties(parties, set() if forgotten else before - parties)
    return "R11" if kind == "CallEnded" else "R10"


# --- Environment events (section 6) ---

def take_environment_event(kind, event, chain):
    """Returns the reason if the event is refused; E8 takes effect in `answer`."""
    agent, dn, number, handle = event.get("agent"), event.get("dn"), event.get("chain"), event.get("record")
    if kind == "DnMonitored":
        monitored.add(dn)
    elif kind == "DnUnmonitored":
        monitored.discard(dn)
    elif kind == "AgentLogin":
        dns = event["dns"] if isinstance(event["dns"], list) else [event["dns"]]
        for displaced in [other for other, its in logins.items() if not set(its).isdisjoint(dns)]:
            del logins[displaced]
        logins[agent] = dns
        seats.setdefault(agent, dns[0])
    elif kind == "AgentLogout":
        return None if logins.pop(agent, None) else "AgentNotLoggedIn"
    elif kind == "ChainLoaded":
        handles = event["records"]
        if chain or not handles:
            return "DuplicateChain" if chain else "EmptyChain"
        if len(set(handles)) < len(handles) or not chain_of.keys().isdisjoint(handles):
            return "DuplicateRecord"
        chains[number] = Chain(handles)
        chain_of.update(dict.fromkeys(handles, number))
    elif kind == "RecordCanceled":
        return "UnknownRecord" if not chain else "RecordAlreadyFinal" if chain.records[handle] else None
    elif not chain:
        return "UnknownChain"
    elif kind == "ChainUnloaded":
        if chain.phase == "Live" and chain.is_attended():
            return "CallAlreadyLive"
        for one in chains.pop(number).records:
            del chain_of[one]
    elif handle in chain_of:
        return "DuplicateRecord"
    else:
        chain.records[handle], chain_of[handle] = None, number
    return None


# --- Answers ---

def finalize(chain, handle, by):
    """Section 7; returns the records that became Final."""
    now = [one for one, final in chain.records.items()
           if not final and (one == handle or "final_scope=chain" in POLICY)]
    chain.records |= dict.fromkeys(now, by)
    return {"finalized": now}


def take_request(kind, agent, handle, chain):
    """Section 5."""
    may, final = (access(chain, agent), chain.records[handle]) if chain else ("None", None)
    updates, full = kind != "ChainedRecordRequest", may == "Full"
    open_to = "RecordProcessed" if FAULT == "processed-twice" else "DoNotCall" if "do_not_call=always" in POLICY else ""
    errors = {
        "D1 UnknownRecord": not chain,
        "D2 NotLoggedIn": agent not in logins,
        "D3 NotMonitored": not eligible(agent),
        "D4 NoAccess": may == "None",
        "D6 ReadOnlyAccess": updates and not full,
        "D8 RecordAlreadyFinal": updates and final and kind != open_to,
    }
    for rule, reason in (error.split() for error, applies in errors.items() if applies):
        more = {"final_request": final[0], "final_agent": final[1]} if rule == "D8" else {}
        return {"result": "error", "rule": rule, "reason": reason} | more
    told = {"result": "acknowledged", "rule": "D9" if updates else "D7" if full else "D5", "answer": ANSWERS[kind]}
    if updates:
        return told | (finalize(chain, handle, (kind, agent)) if kind in FINALIZES else {})
    shown = [{"record": one, "updatable": full and not final} for one, final in chain.records.items()]
    return told | {"read_only": not full, "records": shown}


def accesses():
    return {(number, agent): access(chain, agent) for number, chain in chains.items() for agent in logins}


def answer(event):
    kind = event["type"]
    chain = chains.get(event.get("chain", chain_of.get(event.get("record"))))
    if kind in ANSWERS:
        return take_request(kind, event["agent"], event["record"], chain)
    before = accesses()
    if (number := list(MEMBERS).index(kind) + 1) <= 8:
        rule, reason = f"E{number}", take_environment_event(kind, event, chain)
    elif not chain:
        rule, reason = "R13", "UnknownRecord"
    else:
        for name in {"agent", "from", "to"} & event.keys():
            event[name] = stands_for(event[name], kind, chain)
        event["numbers"] = [stands_for(one, kind, chain) for one in event.get("numbers", [])]
        reason = refusal(kind, event, chain)
        rule = RENEWS.get(kind, "R13") if reason else take_call_event(kind, event, chain)
    if reason:
        return {"result": "refused", "rule": rule, "reason": reason}
    after = accesses()
    changes = [{"chain": key[0], "agent": key[1], "from": before.get(key, "None"), "to": after.get(key, "None")}
               for key in sorted(before.keys() | after.keys(), key=lambda key: (key[0], key[1].encode()))
               if before.get(key, "None") != after.get(key, "None")]
    told = {"result": "accepted", "rule": rule, "changes": changes}
    return told | finalize(chain, event["record"], (kind, None)) if kind == "RecordCanceled" else told


def main():
    sequence = 0
    for line in (line.removesuffix(b"\n") for line in sys.stdin.buffer):
        if not line.strip(b" \t\r") and len(line) <= 2**20:
            continue
        sequence += 1
        try:
            event = read(line) if len(line) <= 2**20 else refuse("the line is longer than 1 MiB")
        except (ValueError, RecursionError) as error:
            told = {"seq": sequence, "result": "invalid", "message": str(error) or "no event"}
        else:
            told = {"seq": sequence, "type": event["type"]} | answer(event)
        sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        sys.stdout.buffer.flush()


main()
