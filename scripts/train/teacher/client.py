"""A language model behind an OpenAI-compatible endpoint (`POST …/chat/completions`), over the standard library's HTTP."""
from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException

PASSING = {408, 409, 429, 500, 502, 503, 504}
"""Statuses worth another try."""


class TeacherError(Exception):
    """The endpoint cannot be used as asked; the message says why and what to do."""


@dataclass(frozen=True)
class Reply:
    """What the model wrote, and the tokens it was charged for."""

    text: str
    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True)
class Teacher:
    """`endpoint`: the address up to `/v1`; `key`: sent as a bearer token unless empty."""

    endpoint: str
    model: str
    key: str = ""
    timeout_s: float = 120.0
    tries: int = 5
    sleep: Callable[[float], None] = time.sleep

    def ask(self, prompt: str, *, seed: int, temperature: float = 1.0) -> Reply:
        """One answer to one prompt. Waits and tries again while the endpoint is busy; raises TeacherError."""
        body = {
            "model": self.model,
            "messages": [{"role": "user", "content": prompt}],
            "temperature": temperature,
            "seed": seed,
        }
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        url = f"{self.endpoint.rstrip('/')}/chat/completions"
        for attempt in range(1, self.tries + 1):
            request = urllib.request.Request(url, json.dumps(body).encode(), headers)
            try:
                with urllib.request.urlopen(request, timeout=self.timeout_s) as response:
                    return read_reply(response.read())
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")[:300]
                why, wait = f"{error.code} {said}", retry_after(error.headers.get("Retry-After"))
                if error.code not in PASSING:
                    raise TeacherError(f"The endpoint refused the request: {why}") from error
            except (OSError, HTTPException) as error:  # no connection, a time-out, an answer broken off
                why, wait = str(error), None
            if attempt < self.tries:
                self.sleep(2.0 ** (attempt - 1) if wait is None else wait)
        raise TeacherError(f"The endpoint {self.endpoint} gave no answer in {self.tries} tries: {why}")


def retry_after(header: str | None) -> float | None:
    """Seconds the endpoint asks to wait, at most a minute. None when it does not say in seconds."""
    return min(60.0, float(header)) if header is not None and header.isdecimal() else None


def read_reply(content: bytes) -> Reply:
    """Raises TeacherError when it is no chat completion."""
    try:
        answer = json.loads(content)
        text = answer["choices"][0]["message"]["content"]
        usage = answer.get("usage") or {}
        reply = Reply(text or "", int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0)))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise TeacherError(f"The endpoint's answer is no chat completion: {content[:200]!r}") from error
    return reply
