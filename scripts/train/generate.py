"""Makes records as the TinyAgent paper does: a teacher model writes requests with plans for sampled tools; checks decide.

`TEACHER_API_KEY=… python3 generate.py --endpoint https://HOST/v1 --model NAME --records 5000 --out FOLDER`

FOLDER gets records.jsonl (requests with literal plans) and attempts.jsonl, a line for each question to the teacher. The
same command goes on where it was stopped. Tools are sampled, examples chosen and dates set from the seed.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teacher.check import Rejected, check
from teacher.client import Reply, Teacher, TeacherError
from teacher.prompt import Task, nearest_examples, sample_task, teacher_prompt
from teacher.tools import Tool, load_tools

EXAMPLES = Path(__file__).parent / "data" / "examples.jsonl"


@dataclass
class Totals:
    """What a run has come to: accepted records, rejections by reason, tokens paid for."""

    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def add(self, attempt: dict[str, Any]) -> None:
        self.accepted += len(attempt["records"])
        self.rejected.update(attempt["rejected"])
        self.prompt_tokens += attempt["promptTokens"]
        self.completion_tokens += attempt["completionTokens"]

    def told(self, price_in: float, price_out: float) -> str:
        """In words; prices are for a million tokens."""
        cost = (self.prompt_tokens * price_in + self.completion_tokens * price_out) / 1e6
        reasons = ", ".join(f"{reason} {number}" for reason, number in self.rejected.most_common()) or "none"
        return (
            f"{self.accepted} records; {self.rejected.total()} rejected ({reasons}); "
            f"{self.prompt_tokens} tokens in, {self.completion_tokens} out, {cost:.2f} at these prices"
        )


@dataclass
class Maker:
    """Asks and judges. `seen`: requests there are, so that none comes twice."""

    teacher: Teacher
    tools: dict[str, Tool]
    examples: list[dict[str, Any]]
    seed: int
    each: int
    seen: set[str]

    def task(self, number: int) -> tuple[Task, str]:
        """What attempt `number` asks for, and in which words; the same for the same seed."""
        rng = random.Random(f"{self.seed}:{number}")
        task = sample_task(list(self.tools), rng)
        examples = nearest_examples(self.examples, task, 4, rng)
        return task, teacher_prompt(task, self.tools, examples, self.each)

    def judge(self, number: int, task: Task, reply: Reply) -> dict[str, Any]:
        """The line of attempts.jsonl: the records that passed, and why the others did not."""
        records: list[dict[str, Any]] = []
        rejected: Counter[str] = Counter()
        for query, plan in proposals(reply.text):
            try:
                check(query, plan, self.tools, needed=set(task.needed), allowed=set(task.allowed), now=task.now)
                key = folded(query)
                if key in self.seen:
                    raise Rejected("repeated", "This request is there already.")
            except Rejected as fault:
                rejected[fault.reason] += 1
                continue
            self.seen.add(key)
            identity = f"g-{self.seed}-{number}-{len(records) + 1}"
            now = f"{task.now:%Y-%m-%d %H:%M:%S}"
            records.append({"id": identity, "now": now, "query": query.strip(), "plans": [plan]})
        if not records and not rejected:
            rejected["unreadable"] += 1
        return {
            "attempt": number,
            "tools": sorted(task.needed),
            "records": records,
            "rejected": dict(rejected),
            "promptTokens": reply.prompt_tokens,
            "completionTokens": reply.completion_tokens,
        }


def proposals(text: str) -> Iterator[tuple[Any, Any]]:
    """Requests and plans of an answer, whatever stands around the JSON; nothing where there is no list in it."""
    match = re.search(r"\[.*\]", text, re.S)
    try:
        items = json.loads(match[0]) if match else []
    except ValueError:
        return
    for item in items:
        yield (item.get("query"), item.get("plan")) if isinstance(item, dict) else (None, None)


def folded(query: str) -> str:
    return re.sub(r"\W+", " ", query.lower()).strip()


def read_attempts(path: Path, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """The attempts of an earlier run; a last line that was broken off is taken away.

    Raises ValueError when that run had other settings: its attempts would not be this one's.
    """
    content = path.read_text(encoding="utf-8") if path.exists() else ""
    whole = content[: content.rfind("\n") + 1] or json.dumps(settings) + "\n"
    if whole != content:
        path.write_text(whole, encoding="utf-8")
    first, *attempts = [json.loads(line) for line in whole.splitlines()]
    if first != settings:
        raise ValueError(f"{path} is of a run with other settings ({first}); take another folder, or the same settings")
    return attempts


def asked(maker: Maker, first: int, parallel: int, enough: Callable[[], bool]) -> Iterator[tuple[int, Task, Reply]]:
    """Replies in the order of their numbers, `parallel` questions under way at a time, until there is enough; those under
    way by then are paid for, and come too. Raises TeacherError."""
    pool = ThreadPoolExecutor(parallel)
    waiting: deque[tuple[int, Task, Future[Reply]]] = deque()
    number = first
    try:
        while True:
            while len(waiting) < parallel and not enough():
                task, prompt = maker.task(number)
                waiting.append((number, task, pool.submit(maker.teacher.ask, prompt, seed=number)))
                number += 1
            if not waiting:
                return
            answered, task, reply = waiting.popleft()
            yield answered, task, reply.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def generate(teacher: Teacher, options: argparse.Namespace, report: Callable[[str], None]) -> Totals:
    """Asks until there are `options.records` records; `report` hears how far it is after each answer.

    Whatever ends it, what was accepted is in the folder. Raises TeacherError, and ValueError on another run's folder.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    log = options.out / "attempts.jsonl"
    settings = {"model": teacher.model, "seed": options.seed, "each": options.each}
    attempts = read_attempts(log, settings)
    totals = Totals()
    for attempt in attempts:
        totals.add(attempt)
    examples = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    seen = {folded(record["query"]) for attempt in attempts for record in attempt["records"]}
    seen |= {folded(record["query"]) for record in examples}
    maker = Maker(teacher, load_tools(), examples, options.seed, options.each, seen)
    try:
        with log.open("a", encoding="utf-8") as file:
            replies = asked(maker, len(attempts), options.parallel, lambda: totals.accepted >= options.records)
            for number, task, reply in replies:
                attempt = maker.judge(number, task, reply)
                print(json.dumps(attempt, ensure_ascii=False), file=file, flush=True)
                attempts.append(attempt)
                totals.add(attempt)
                report(totals.told(options.price_in, options.price_out))
    finally:
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for attempt in attempts for record in attempt["records"]]
        (options.out / "records.jsonl").write_text("".join(lines), encoding="utf-8")
    return totals


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", required=True, help="an OpenAI-compatible address, up to /v1")
    parser.add_argument("--model", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--records", type=int, default=1000, help="how many are wanted in all")
    parser.add_argument("--each", type=int, default=5, help="requests asked for at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=4, help="questions under way at a time")
    parser.add_argument("--price-in", type=float, default=0.0, help="of a million tokens read")
    parser.add_argument("--price-out", type=float, default=0.0, help="of a million tokens written")
    return parser.parse_args(arguments)


def main() -> int:
    options = parse()
    teacher = Teacher(options.endpoint, options.model, os.environ.get("TEACHER_API_KEY", ""))
    try:
        totals = generate(teacher, options, lambda told: print(told, file=sys.stderr))
    except TeacherError as error:
        print(f"{error}\nWhat was accepted is in {options.out}; the same command goes on.", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        sys.stderr.flush()
        os._exit(130)  # an ordinary exit would wait for the questions under way
    print(totals.told(options.price_in, options.price_out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
