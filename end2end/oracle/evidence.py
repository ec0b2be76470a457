"""A second opinion on what is stored, sharing no code with the service.

Reads a database and checks that every stored canonical form is one by RFC 8785 and hashes to its name, and that
every record opens its leaf's commitment. Prints what it counted as JSON; ends with an error on the first
disagreement.
"""

import hashlib
import hmac
import json
import sqlite3
import sys

import rfc8785

KIND_GIVEN = 1
KIND_ENDED = 2


def check_canonical(name: bytes, text: str) -> None:
    stored = text.encode()
    again = rfc8785.dumps(json.loads(stored))
    assert again == stored, f"not canonical: {name.hex()}"
    assert hashlib.sha256(stored).digest() == name, f"not its own hash: {name.hex()}"


def check_record(leaves: dict, record_id: bytes, record: bytes, r: bytes, kind: int) -> None:
    fields = json.loads(record)
    assert rfc8785.dumps(fields) == record, f"not canonical: {record_id.hex()}"
    assert fields["id"].replace("-", "") == record_id.hex(), "a record names another id"
    found_kind, commitment = leaves.pop(record_id)
    assert found_kind == kind, f"a leaf of another kind: {record_id.hex()}"
    assert hmac.new(r, record, hashlib.sha256).digest() == commitment, f"does not open: {record_id.hex()}"


def main() -> None:
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    named = list(database.execute("SELECT version, canonical FROM register_version"))
    named += database.execute("SELECT hash, canonical FROM notice")
    for name, text in named:
        check_canonical(name, text)
    leaves = {
        record: (kind, commitment)
        for record, kind, commitment in database.execute("SELECT record, kind, commitment FROM leaf")
    }
    given = list(database.execute("SELECT id, record, r FROM consent"))
    ended = list(database.execute("SELECT id, record, r FROM consent_end"))
    for row in given:
        check_record(leaves, *row, KIND_GIVEN)
    for row in ended:
        check_record(leaves, *row, KIND_ENDED)
    assert not leaves, f"{len(leaves)} leaves commit to nothing stored"
    print(json.dumps({"canonical": len(named), "given": len(given), "ended": len(ended)}))


main()
