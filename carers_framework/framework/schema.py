"""The JSON Schema of a framework file, written from the models: editors complete and check the file with it.

`python -m carers_framework.framework.schema` prints it; `make schema` puts it into framework.schema.json.
"""

from __future__ import annotations

import json

from .model import Framework


def schema_text() -> str:
    """Return the schema as the text of a JSON file."""
    schema = Framework.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
