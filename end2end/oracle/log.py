"""A second opinion on the log's tree, sharing no code with the service.

Reads one tree a line from standard input, as JSON: its leaves and what the service made of them. Checks the root, the
tiles and the inclusion proofs against pymerkle, the consistency proofs by the algorithm of RFC 9162 between roots that
pymerkle gives, and the checkpoint's signature with cryptography. Prints how many trees it checked; ends with an error
on the first disagreement.
"""

import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree

WIDTH = 256


def tree_of(leaves: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    return tree


def expected_tiles(leaves: list[bytes]) -> dict[str, bytes]:
    """Every tile, each hash the root of a tree over the leaves below it, by its C2SP address."""
    tiles, below, level = {}, 1, 0
    while len(leaves) >= below:
        hashes = [
            tree_of(leaves[start : start + below]).get_state()
            for start in range(0, len(leaves) - below + 1, below)
        ]
        for place in range(0, len(hashes), WIDTH):
            tile = hashes[place : place + WIDTH]
            partial = "" if len(tile) == WIDTH else f".p/{len(tile)}"
            # The trees here have far fewer than 1,000 tiles, so the number is one group of digits.
            tiles[f"{level}/{place // WIDTH:03}{partial}"] = b"".join(tile)
        below, level = below * WIDTH, level + 1
    return tiles


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def check_consistency(proof: list[bytes], earlier: int, size: int, old: bytes, new: bytes) -> None:
    """RFC 9162, section 2.1.4.2."""
    if earlier == size:
        assert proof == [] and old == new, "equal trees need no proof"
        return
    path = list(proof)
    if earlier & (earlier - 1) == 0:
        path.insert(0, old)
    fn, sn = earlier - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for digest in path[1:]:
        assert sn != 0, "the proof is too long"
        if fn & 1 or fn == sn:
            fr, sr = node(digest, fr), node(digest, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, digest)
        fn, sn = fn >> 1, sn >> 1
    assert (fr, sr, sn) == (old, new, 0), "the proof leads elsewhere"


def check_note(note: str, key: str, size: int, root: bytes) -> None:
    name, key_id, encoded = key.split("+", 2)
    public = base64.b64decode(encoded, validate=True)
    assert public[0] == 1, "not Ed25519"
    assert hashlib.sha256(f"{name}\n".encode() + public).digest()[:4].hex() == key_id, "a wrong key id"
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    origin, count, head, epoch, time = text.splitlines()
    assert (origin, int(count)) == (name, size), "another log or size"
    assert base64.b64decode(head, validate=True) == root, "another root"
    assert epoch == "epoch 1" and time.startswith("time "), "other extensions"
    dash, signer, signature = signatures.removesuffix("\n").split(" ")
    assert (dash, signer) == ("—", name), "another signer"
    signature = base64.b64decode(signature, validate=True)
    assert signature[:4].hex() == key_id, "signed with another key"
    Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())


def check(tree: dict) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in tree["leaves"]]
    root = bytes.fromhex(tree["root"])
    merkle = tree_of(leaves)
    assert merkle.get_state() == root, "another root"
    tiles = {path: bytes.fromhex(tile) for path, tile in tree["tiles"].items()}
    assert tiles == expected_tiles(leaves), "other tiles"
    for index, proof in tree["inclusion"]:
        path = merkle.prove_inclusion(index + 1).path
        assert path[0] == hashlib.sha256(b"\x00" + leaves[index]).digest(), "another leaf"
        assert path[1:] == [bytes.fromhex(digest) for digest in proof], "another inclusion proof"
    for earlier, proof in tree["consistency"]:
        proof = [bytes.fromhex(digest) for digest in proof]
        check_consistency(proof, earlier, len(leaves), merkle.get_state(earlier), root)
    check_note(tree["note"], tree["key"], len(leaves), root)


def main() -> None:
    count = 0
    for line in sys.stdin:
        check(json.loads(line))
        count += 1
    print(count)


main()
