"""Makes every other valid request a real one, so that what lies behind the first check is fuzzed too."""

import atexit
import json
import os
import urllib.request
from collections import Counter

import schemathesis

SERVING = os.environ["FUZZ_SERVING"]
SEEN: Counter[str] = Counter()
CODES: list[str] = []


def in_force() -> dict[tuple[str, str, str | None], str]:
    """The hashes of the notices in force."""
    with urllib.request.urlopen(f"{SERVING}/api/v1/register") as answer:
        notices = json.load(answer)["notices"]
    return {(n["language"], n["surface"], n["embed"]): n["hash"] for n in notices}


NOTICES = in_force()


def is_valid(case) -> bool:
    return case.meta is not None and case.meta.generation.mode.is_positive


def real_consent(body: dict, number: int) -> dict:
    """A consent that the register allows, with the optional fields as they were drawn."""
    language, surface, embed = sorted(NOTICES, key=str)[number % len(NOTICES)]
    body = body | {
        "site": "www",
        "language": language,
        "surface": surface,
        "notice": NOTICES[language, surface, embed],
        "accepted": [embed or "video-player"],
    }
    body.pop("receipt", None)
    if embed:
        body["embed"] = embed
    if CODES and number % 3 == 0:
        body["receipt"] = CODES[number % len(CODES)]
    return body


@schemathesis.hook
def before_call(context, case, kwargs):
    number = sum(SEEN.values())
    if not is_valid(case) or number % 2:
        return
    if case.operation.path == "/api/v1/notices/{hash}":
        case.path_parameters = {"hash": list(NOTICES.values())[number % len(NOTICES)]}
    if not isinstance(case.body, dict):
        return
    if case.operation.path == "/api/v1/consents":
        case.body = real_consent(case.body, number)
    elif case.operation.path == "/api/v1/refusals":
        case.body = case.body | {"site": "www"}
    elif CODES:
        case.body = case.body | {"receipt": CODES[number % len(CODES)]}


@schemathesis.hook
def after_call(context, case, response):
    SEEN[f"{case.method} {case.operation.path} {response.status_code}"] += 1
    if response.status_code == 201:
        # Not everything that is made has a receipt code.
        if code := json.loads(response.content).get("receipt"):
            CODES.append(code)


@atexit.register
def tell():
    with open(os.environ["FUZZ_SEEN"], "w", encoding="utf-8") as file:
        json.dump(SEEN, file)
    for answer, count in sorted(SEEN.items()):
        print(f"{count:7} {answer}")
