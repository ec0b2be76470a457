"""Says whether an export is what its published schema says: reads [export, schema] and fails when it is not."""

import json
import sys

import jsonschema_rs

export, schema = json.load(sys.stdin)
validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
errors = [error.message for error in validator.iter_errors(export)]
if errors:
    print("\n".join(errors), file=sys.stderr)
    sys.exit(1)
