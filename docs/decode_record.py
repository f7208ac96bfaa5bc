#!/usr/bin/env python3
"""Verifies and decodes one signed record of a battery, with Python's standard library alone; the format in some 60 lines.

usage: decode_record.py TOPIC MESSAGE_HEX < KEY_HEX      (the device's key of its epoch, 64 hex digits, on standard input)
A record is COSE_Mac0 (RFC 9052): [protected headers, {}, payload, tag]; the tag is HMAC-SHA256 over Mac_structure with the topic as
external data. So a record that was changed, or published on another topic, does not verify. Exit code 1: the tag is wrong.
"""
import base64
import hashlib
import hmac
import sys

NAMES = {0: "schema", 1: "boot", 2: "sequence", 3: "previous_tag", 4: "uptime_ms", 5: "utc_s", 6: "clock_quality", 7: "stack_mV",
         8: "current_mA", 9: "soc_1e-4", 10: "soh_1e-4", 11: "cells_mV", 12: "probes_degC", 13: "active_rows", 14: "mode",
         15: "switch_bits", 16: "charge_limit_mA", 17: "discharge_limit_mA", 18: "soc_sigma_1e-4", 19: "latched_rows",
         20: "charge_in_As", 21: "charge_out_As", 22: "dropped", 23: "lost_events", 24: "event", 25: "row", 26: "raised",
         27: "channel", 28: "value", 29: "event_uptime_ms", 30: "connection", 31: "link_state", 32: "board",
         33: "firmware", 34: "cell_count", 35: "probe_count", 36: "cell_scale_uV", 37: "config_digest", 38: "previous_boot",
         39: "previous_sequence", 40: "previous_last_tag", 60: "anomaly_severity", 61: "charge_cap_by",
         62: "charge_lowered_by_permille", 64: "alarm", 65: "alarm_type", 66: "alarm_severity", 67: "alarm_place",
         68: "alarm_score_permille", 69: "alarm_uptime_ms", 70: "false_alarm_h", 71: "features_1e-3", 72: "estimate_1e-3",
         73: "against_bits", 74: "quiet_s", 75: "clears_uV", 76: "alarm_cell_mV", 77: "alarm_current_mA", 78: "alarm_soc_permille"}


def read(data, at):
    """One item of CBOR (RFC 8949), of the kinds that records use: (value, offset behind it)."""
    kind, size, at = data[at] >> 5, data[at] & 31, at + 1
    if kind == 7:
        return {20: False, 21: True, 22: None}[size], at
    if size > 27:
        raise ValueError("an item of indefinite length, which no record has")
    extra = 0 if size < 24 else 1 << (size - 24)
    number, at = (size if size < 24 else int.from_bytes(data[at:at + extra], "big")), at + extra
    if kind in (0, 1):
        return (number if kind == 0 else -1 - number), at
    if kind in (2, 3):
        text = data[at:at + number]
        return (text if kind == 2 else text.decode()), at + number
    items = []
    for _ in range(number * (kind - 3)):  # 4: list, 5: map
        item, at = read(data, at)
        items.append(item)
    return (items if kind == 4 else dict(zip(items[::2], items[1::2]))), at


def bstr(data):
    """A byte string in CBOR."""
    size = len(data)
    head = bytes([0x40 + size]) if size < 24 else bytes([0x58, size]) if size < 256 else b"\x59" + size.to_bytes(2, "big")
    return head + data


topic, message, key = sys.argv[1], bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.stdin.read().strip())
if topic.endswith("/s"):  # a notice: 0 lost, 1 ended in order, 2 online; as base64url text
    message = base64.urlsafe_b64decode(message + b"=" * (-len(message) % 4))
(protected, _, payload, tag), _ = read(message, 0)
signed = b"\x84\x64MAC0" + bstr(protected) + bstr(topic.encode()) + bstr(payload)
if not hmac.compare_digest(hmac.new(key, signed, hashlib.sha256).digest(), tag):
    sys.exit("the tag is wrong: another key, another topic, or a changed message")
kid = read(protected, 0)[0][4]
print("device =", kid[:4].hex(), "epoch =", kid[4])
for number, value in read(payload, 0)[0].items():
    if number == 11:  # 2 bytes a cell, 0xFFFF = not known
        value = [None if v == 0xFFFF else v for v in (int.from_bytes(value[i:i + 2], "big") for i in range(0, len(value), 2))]
    elif number == 12:  # 1 byte a probe, 40 above the temperature, 0xFF = not known
        value = [None if v == 0xFF else v - 40 for v in value]
    print(NAMES.get(number, number), "=", value.hex() if isinstance(value, bytes) else value)
