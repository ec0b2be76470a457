"""Says whether a mail's DKIM signature holds, with dkimpy and a DNS of one record.

Reads JSON from standard input: the mail in base64, the public key's DNS record, and its name. Prints "valid" or
"invalid" and the headers that the signature covers.
"""

import base64
import json
import re
import sys

import dkim

asked = json.load(sys.stdin)
mail = base64.b64decode(asked["mail"])


def dns(name, timeout=5):
    known = asked["name"].encode() + b"."
    return asked["record"].encode() if name == known else None


holds = dkim.verify(mail, dnsfunc=dns)
signature = re.search(rb"^DKIM-Signature:.*?\r\n(?![ \t])", mail, re.M | re.S).group(0)
covered = re.search(rb"\bh=([^;]*)", signature).group(1)
names = re.sub(rb"\s", b"", covered).decode().lower().split(":")
print(json.dumps({"verdict": "valid" if holds else "invalid", "covered": names}))
