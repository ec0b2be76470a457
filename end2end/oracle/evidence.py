"""A second opinion on what is stored, sharing no code with the service.

Reads a database, its key store and the root key, and checks that every stored canonical form is one by RFC 8785 and
hashes to its name, that every sealed record opens in its place, and that every record opens its leaf's commitment.
Prints what it counted as JSON; ends with an error on the first disagreement.
"""

import hashlib
import hmac
import json
import sqlite3
import sys

import rfc8785
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

KIND_GIVEN = 1
KIND_ENDED = 2
KIND_ERASED = 3
SEALED_VERSION = 1


def data_keys(path: str, root_key: bytes) -> dict:
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    root = HKDF(SHA256(), 32, salt=None, info=b"samtykke wrapping keys v1").derive(root_key)
    wrapping = {
        key: aes_key_unwrap(root, wrapped)
        for key, wrapped in store.execute("SELECT id, wrapped FROM wrapping_key")
    }
    return {
        key: aes_key_unwrap(wrapping[under], wrapped)
        for key, under, wrapped in store.execute("SELECT id, wrapping, wrapped FROM data_key")
    }


def open_sealed(keys: dict, owner: bytes, table: bytes, record_id: bytes, sealed: bytes) -> tuple:
    header, key_id, nonce = sealed[:29], sealed[1:17], sealed[17:29]
    assert sealed[0] == SEALED_VERSION, "another version of the sealed form"
    assert key_id == owner, "sealed under another thing's key"
    associated = b"\0".join([b"samtykke sealed value", table, b"evidence", record_id]) + header
    opened = AESGCM(keys[key_id]).decrypt(nonce, sealed[29:], associated)
    return opened[32:], opened[:32]


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
    with open(sys.argv[3], "rb") as file:
        keys = data_keys(sys.argv[2], file.read())
    given = list(database.execute("SELECT id, id, evidence FROM consent"))
    ended = list(database.execute("SELECT id, consent, evidence FROM consent_end"))
    acts = list(database.execute("SELECT id, kind, owner, evidence FROM record"))
    erased = list(database.execute("SELECT id, record, r FROM erasure WHERE done_at IS NOT NULL"))
    for record_id, consent, sealed in given:
        check_record(leaves, record_id, *open_sealed(keys, consent, b"consent", record_id, sealed), KIND_GIVEN)
    for record_id, consent, sealed in ended:
        check_record(leaves, record_id, *open_sealed(keys, consent, b"consent_end", record_id, sealed), KIND_ENDED)
    for record_id, kind, owner, sealed in acts:
        check_record(leaves, record_id, *open_sealed(keys, owner, b"record", record_id, sealed), kind)
    for record_id, record, r in erased:
        check_record(leaves, record_id, record, r, KIND_ERASED)
        for gone in json.loads(record)["records"]:
            del leaves[bytes.fromhex(gone.replace("-", ""))]
    assert not leaves, f"{len(leaves)} leaves commit to nothing stored"
    counted = {"canonical": named, "given": given, "ended": ended, "acts": acts, "erased": erased}
    print(json.dumps({what: len(found) for what, found in counted.items()}))


main()
