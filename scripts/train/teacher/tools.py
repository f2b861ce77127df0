"""The sixteen tools as the product defines them, asked of its own code, so that nothing is said twice."""
from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
TYPES = {"string": "str", "list": "list[str]", "number": "int", "boolean": "bool"}
LOOK_UPS = {"get_phone_number", "get_email_address", "open_and_get_file_path"}
"""Tools whose result other calls need; the rest are what somebody asks for."""


@dataclass(frozen=True)
class Parameter:
    """`kind`: what it means (src/tools/tool.ts, ArgumentKind); `type`: string, list, number or boolean."""

    name: str
    kind: str
    type: str
    description: str


@dataclass(frozen=True)
class Tool:
    name: str
    description: str
    parameters: tuple[Parameter, ...]

    def signature(self) -> str:
        """`open_note(name: str, folder: str)`"""
        return f"{self.name}({', '.join(f'{one.name}: {TYPES[one.type]}' for one in self.parameters)})"


def load_tools() -> dict[str, Tool]:
    """The tools by name, in label order. Needs Node and the project's packages; raises CalledProcessError without."""
    command = ["node", "--import", "tsx", "scripts/train/describe-tools.ts"]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {
        tool["name"]: Tool(tool["name"], tool["description"], tuple(Parameter(**one) for one in tool["parameters"]))
        for tool in json.loads(printed)
    }
