"""Tests of making records with a teacher, against an endpoint on this machine that says what a script tells it to.

They need Node and the project's packages, whose tools they ask about.
"""
from __future__ import annotations

import argparse
import json
import random
import tempfile
import threading
import unittest
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generate import EXAMPLES, generate, parse
from teacher.check import Rejected, check
from teacher.client import Teacher, TeacherError
from teacher.prompt import nearest_examples, sample_task
from teacher.tools import load_tools

TOOLS = load_tools()
NOW = datetime(2026, 11, 20, 10, 15)
Answer = tuple[int, str]
"""A status, and what the model writes (or the body, when it is no 200)."""


class Endpoint:
    """An OpenAI-compatible server; `script` gets each request's number (from 0) and body."""

    def __init__(self, script: Callable[[int, dict[str, Any]], Answer]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        lock = threading.Lock()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with lock:
                    number = len(endpoint.requests)
                    endpoint.requests.append(body)
                    endpoint.headers.append({"path": self.path} | dict(self.headers))
                    status, text = script(number, body)
                usage = {"prompt_tokens": 100, "completion_tokens": 10}
                answer = {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": usage}
                content = json.dumps(answer).encode() if status == 200 else text.encode()
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def impossible(number: int, _: dict[str, Any]) -> Answer:
    return 200, json.dumps([{"query": f"Play song {number}", "plan": []}])


def right_answer(number: int, body: dict[str, Any]) -> Answer:
    """A right record for whatever the task needs, made of the examples; none where they have none."""
    prompt = body["messages"][0]["content"]
    if "but which none can" in prompt:
        return impossible(number, body)
    needed = set(prompt.split("calling for all of: ")[1].split(". ")[0].split(", "))
    for record in map(json.loads, EXAMPLES.read_text(encoding="utf-8").splitlines()):
        if needed == {call["tool"] for call in record["plans"][0]} - {"get_phone_number", "get_email_address"}:
            query = f"{record['query']}, for the {number}th time"
            return 200, f"Here you are:\n```json\n{json.dumps([{'query': query, 'plan': record['plans'][0]}])}\n```"
    return 200, "I cannot think of any."


class Generate(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = Path(folder.name) / "run"
        self.slept: list[float] = []

    def run_with(self, script: Callable[[int, dict[str, Any]], Answer], **changes: Any) -> tuple[Any, Endpoint]:
        endpoint = Endpoint(script)
        self.addCleanup(endpoint.close)
        options = parse(["--endpoint", endpoint.address, "--model", "m", "--out", str(self.out), "--parallel", "3"])
        options = argparse.Namespace(**(vars(options) | {"records": 5} | changes))
        teacher = Teacher(endpoint.address, "m", "secret", tries=3, sleep=self.slept.append)
        return generate(teacher, options, lambda _: None), endpoint

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / "records.jsonl").read_text(encoding="utf-8").splitlines()]

    def test_accepted_requests_become_records_and_the_costs_are_told(self) -> None:
        totals, endpoint = self.run_with(lambda *_: (200, "nothing"), records=0)
        self.assertEqual((totals.accepted, endpoint.requests), (0, []))
        totals, endpoint = self.run_with(right_answer)
        records = self.records()
        self.assertGreaterEqual(len(records), 5)
        self.assertEqual(totals.accepted, len(records))
        self.assertEqual(set(records[0]), {"id", "now", "query", "plans"})
        self.assertEqual(totals.prompt_tokens, 100 * len(endpoint.requests))
        self.assertIn(f"{len(records)} records; ", totals.told(1000.0, 10_000.0))
        self.assertIn(f"{0.2 * len(endpoint.requests):.2f} at these prices", totals.told(1000.0, 10_000.0))

    def test_the_endpoint_is_asked_as_openai_is(self) -> None:
        _, endpoint = self.run_with(right_answer)
        self.assertEqual(endpoint.headers[0]["path"], "/v1/chat/completions")
        self.assertEqual(endpoint.headers[0]["Authorization"], "Bearer secret")
        self.assertEqual(endpoint.requests[0]["model"], "m")
        prompt = endpoint.requests[0]["messages"][0]["content"]
        self.assertIn("They must not need: ", prompt)
        self.assertIn("It is now 2026-", prompt)

    def test_a_stopped_run_goes_on_where_it_was_and_repeats_nothing(self) -> None:
        def breaks_down(number: int, body: dict[str, Any]) -> Answer:
            return right_answer(number, body) if number < 12 else (401, "no such key")

        with self.assertRaisesRegex(TeacherError, "401 no such key"):
            self.run_with(breaks_down, records=500, parallel=1)
        before = self.records()
        self.assertGreater(len(before), 0)
        with (self.out / "attempts.jsonl").open("a") as log:
            log.write('{"attempt": 12, "rec')  # the power went off
        totals, endpoint = self.run_with(right_answer, records=len(before) + 3, parallel=1)
        after = self.records()
        self.assertEqual(after[: len(before)], before)
        self.assertEqual(totals.accepted, len(before) + 3)
        self.assertEqual(endpoint.requests[0]["seed"], 12)
        self.assertEqual(len({record["id"] for record in after}), len(after))

    def test_a_folder_of_other_settings_is_left_alone(self) -> None:
        self.run_with(right_answer)
        before = (self.out / "attempts.jsonl").read_text()
        with self.assertRaisesRegex(ValueError, "other settings"):
            self.run_with(right_answer, seed=2)
        self.assertEqual((self.out / "attempts.jsonl").read_text(), before)

    def test_a_busy_endpoint_is_asked_again_after_as_long_as_it_says(self) -> None:
        states = iter([(429, "slow down"), (503, "restarting")])
        totals, _ = self.run_with(lambda *request: next(states, None) or right_answer(*request), parallel=1, records=1)
        self.assertEqual(self.slept, [7.0, 2.0])
        self.assertGreaterEqual(totals.accepted, 1)

    def test_an_endpoint_that_stays_away_ends_the_run_with_a_sentence(self) -> None:
        with self.assertRaisesRegex(TeacherError, "gave no answer in 3 tries: 500 broken"):
            self.run_with(lambda *_: (500, "broken"))
        with self.assertRaisesRegex(TeacherError, "gave no answer in 3 tries"):
            Teacher("http://127.0.0.1:9/v1", "m", tries=3, sleep=self.slept.append).ask("hi", seed=1)

    def test_rejections_are_counted_by_their_reasons_and_a_request_is_taken_once(self) -> None:
        first_answers = iter(["no JSON", json.dumps(["odd", {"query": "Fly", "plan": [{"tool": "fly", "args": []}]}])])

        def script(number: int, body: dict[str, Any]) -> Answer:
            return 200, next(first_answers, None) or json.dumps([{"query": f"Play {'it' if number < 9 else number}", "plan": []}])

        totals, _ = self.run_with(script, records=3, parallel=1)
        self.assertEqual(totals.rejected["unreadable"], 2)
        self.assertEqual(totals.rejected["function names"], 1)
        self.assertGreater(totals.rejected["functions left out"], 0)

    def test_the_same_seed_asks_the_same_questions(self) -> None:
        _, first = self.run_with(impossible, records=1, parallel=1)
        self.out = self.out.with_name("again")
        _, second = self.run_with(impossible, records=1, parallel=1)
        self.assertEqual(first.requests, second.requests)


class Tasks(unittest.TestCase):
    def test_examples_use_only_what_the_task_allows_nearest_first(self) -> None:
        records = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
        rng = random.Random(1)
        for _ in range(100):
            task = sample_task(list(TOOLS), rng)
            self.assertLessEqual(task.needed, task.allowed)
            self.assertFalse(task.allowed & task.distractors)
            shared = []
            for record in nearest_examples(records, task, 4, rng):
                used = {call["tool"] for call in record["plans"][0]}
                self.assertLessEqual(used, task.allowed)
                shared.append(len(used & task.allowed))
            self.assertEqual(shared, sorted(shared, reverse=True))


def call(tool: str, *args: Any) -> dict[str, Any]:
    return {"tool": tool, "args": list(args)}


PHONE, SMS = call("get_phone_number", "Al"), call("send_sms", ["$1"], "hi")
EVENT = ["Tea", "2026-11-21 09:00:00", "2026-11-21 10:00:00", "", [], "", ""]


class Checks(unittest.TestCase):
    def judge(self, query: str, plan: Any, needed: set[str] = frozenset(), allowed: set[str] | None = None) -> None:
        check(query, plan, TOOLS, needed=set(needed), allowed=set(TOOLS) if allowed is None else allowed, now=NOW)

    def test_the_examples_of_the_project_pass(self) -> None:
        used: set[str] = set()
        for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            plan, now = record["plans"][0], datetime.fromisoformat(record["now"])
            used |= {call["tool"] for call in plan}
            with self.subTest(record["id"]):
                check(record["query"], plan, TOOLS, needed=set(), allowed=set(TOOLS), now=now)
        self.assertEqual(used, set(TOOLS))

    def test_each_fault_is_rejected_with_its_reason(self) -> None:
        for reason, query, plan in [
            ("unreadable", "", [PHONE]),
            ("unreadable", "Text Al hi", "send_sms"),
            ("unreadable", "Text Al hi", [{"tool": "send_sms"}]),
            ("unreadable", "Text Al hi", [PHONE] * 17),
            ("function names", "Fly to Al", [call("fly", "Al")]),
            ("arguments", "Text Al hi", [call("get_phone_number", "Al", "")]),
            ("arguments", "Text Al hi", [PHONE, call("send_sms", "$1", "hi")]),
            ("arguments", "Text Al hi", [PHONE, call("send_sms", [1], "hi")]),
            ("arguments", "Remind me: tea", [call("create_reminder", "tea", "", "", "", True, False)]),
            ("graph", "Text Al hi", [call("send_sms", ["$1"], "hi")]),
            ("graph", "Text Al hi", [PHONE, call("send_sms", ["$2"], "hi")]),
            ("graph", "Text Al hi", [PHONE, call("send_sms", ["555 0101"], "hi")]),
            ("look-ups", "Text Al hi", [call("send_sms", ["Al"], "hi")]),
            ("look-ups", "Text Al hi", [call("get_email_address", "Al"), SMS]),
            ("look-ups", "Text Al hi", [PHONE, PHONE, call("send_sms", ["$1", "$2"], "hi")]),
            ("look-ups", "Gist of the lease", [call("summarize_pdf", "lease.pdf")]),
            ("not in the request", "Text Bo hi", [PHONE, SMS]),
            ("not in the request", "Text hi to 555 0102", [call("send_sms", ["555 0101"], "hi")]),
            ("not in the request", "Tea tomorrow at 9", [call("create_calendar_event", *EVENT[:3], "Rome", [], "", "")]),
            ("values", "Tea tomorrow", [call("create_calendar_event", "Tea", "tomorrow", *EVENT[2:])]),
            ("values", "Tea tomorrow", [call("create_calendar_event", "Tea", "2026-02-30 09:00:00", *EVENT[2:])]),
            ("values", "Tea", [call("create_calendar_event", "Tea", "2026-11-20 09:00:00", *EVENT[2:])]),
            ("values", "Tea", [call("create_calendar_event", "Tea", "2026-11-21 11:00:00", *EVENT[2:])]),
            ("values", "Walk to Rome", [call("maps_show_directions", "", "Rome", "foot")]),
            ("values", "Remind me: tea", [call("create_reminder", "tea", "", "", "", 2, False)]),
            ("values", "Remind me: tea", [call("create_reminder", "tea", "2026-11-21", "", "", 0, False)]),
            ("values", "A zoom on tea", [call("get_zoom_meeting_link", "tea", EVENT[1], 0, [])]),
            ("values", "Remind me", [call("create_reminder", "", "", "", "", 0, False)]),
        ]:
            with self.subTest(reason, plan=plan), self.assertRaises(Rejected) as caught:
                self.judge(query, plan)
            self.assertEqual(caught.exception.reason, reason, str(caught.exception))

    def test_tools_that_were_to_be_used_or_left_alone_are_minded(self) -> None:
        with self.assertRaisesRegex(Rejected, "create_note is not used"):
            self.judge("Text Al hi", [PHONE, SMS], needed={"send_sms", "create_note"})
        with self.assertRaisesRegex(Rejected, "get_phone_number was to be left alone"):
            self.judge("Text Al hi", [PHONE, SMS], allowed={"send_sms"})

    def test_a_dollar_sign_that_is_text_is_no_reference(self) -> None:
        self.judge(r"Text Al I owe \$5", [PHONE, call("send_sms", ["$1"], r"I owe \$5")])

    def test_given_addresses_numbers_and_paths_are_not_looked_up(self) -> None:
        self.judge("Text +1 (555) 010-1 hi", [call("send_sms", ["+1 555 0101"], "hi")])
        self.judge("Mail a.b@c.org hi", [call("compose_new_email", ["a.b@c.org"], [], "Hi", "hi", [])])
        self.judge("Sum up /tmp/lease.pdf", [call("summarize_pdf", "/tmp/lease.pdf")])


if __name__ == "__main__":
    unittest.main()
