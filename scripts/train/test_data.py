"""Tests of the training data and of the encoding both sides share. `python3 -m unittest discover -s scripts/train`"""
from __future__ import annotations

import json
import unittest
from pathlib import Path

from carriers import TOOLS, Call, Const, Ref, Span, faults, parse_carrier, parse_plan
from compact import compact
from encoding import Vocabulary, split_words
from generate_examples import DATA, Generator, move
from records import record

FIXTURE = Path(__file__).parents[2] / "tests" / "fixtures" / "compact-encoding.jsonl"


class Carriers(unittest.TestCase):
    def test_all_carriers_can_be_read_and_none_is_said_twice(self) -> None:
        self.assertEqual(faults(sorted((DATA / "carriers").glob("*.jsonl"))), [])

    def test_a_wrong_plan_is_named(self) -> None:
        for plan, fault in [
            ("fly()", "unknown tool fly"),
            ("send_sms([$2], {m1})", r"call 1 refers to \$2"),
            ("send_sms({p1}, {m1})", "recipients is a list"),
            ("open_note(title={n1})", "has no argument title"),
            ("open_note({n1}); send_sms([$1], {m1})", r"\$1 stands in recipients and is no result of get_phone_number"),
            ("get_email_address({p1}); summarize_pdf($1)", r"\$1 stands in pdf_path and is no result of open_and_get"),
        ]:
            with self.subTest(plan), self.assertRaisesRegex(ValueError, fault):
                parse_plan(plan)

    def test_a_span_that_no_call_uses_is_named(self) -> None:
        with self.assertRaisesRegex(ValueError, "span p1 is not used"):
            parse_carrier('{"say":"text {p1:person|Al}","plan":""}', "test")


class Compact(unittest.TestCase):
    def test_look_ups_and_files_are_left_to_code(self) -> None:
        plan = "get_email_address({p1}); open_and_get_file_path({f1}); compose_new_email([$1], context={m1}, attachments=[$2])"
        mail = TOOLS.index("compose_new_email")
        self.assertEqual(
            compact(parse_plan(plan)), [Call(mail, {0: [Span("p1")], 3: [Span("m1")], 4: [Span("f1")]})]
        )

    def test_a_look_up_whose_result_goes_into_a_text_stays(self) -> None:
        plan = "get_phone_number({p2}); get_email_address({p1}); compose_new_email([$2], context=$1)"
        self.assertEqual([TOOLS[call.tool] for call in compact(parse_plan(plan))], ["get_phone_number", "compose_new_email"])

    def test_the_event_of_a_zoom_meeting_says_only_its_link(self) -> None:
        plan = "get_zoom_meeting_link({e1}, {t1}, {u1}); create_calendar_event({e1}, {t1}, {u1}, notes=$1)"
        self.assertEqual(compact(parse_plan(plan))[1], Call(TOOLS.index("create_calendar_event"), {5: [Ref(1)]}))


class Examples(unittest.TestCase):
    def test_the_same_seed_gives_the_same_examples(self) -> None:
        first, second = Generator(7), Generator(7)
        for _ in range(200):
            self.assertEqual(first.example(), second.example())

    def test_whole_tasks_come_with_more_said_and_people_are_looked_up_once(self) -> None:
        generator = Generator(11)
        whole = next(carrier for carrier in generator.carriers if len(carrier.calls) >= 4)
        one = parse_carrier('{"say":"text {p1:person|Al} {m1:message|hi}","plan":"get_phone_number({p1}); send_sms([$1], {m1})"}', "test")
        again = 0
        for _ in range(400):
            example, begins_with_verb = generator._joined([one, one])
            self.assertTrue(begins_with_verb)
            self.assertEqual([TOOLS[call.tool] for call in example.calls].count("send_sms"), 2)
            if example.spans["0.p1"] == example.spans["1.p1"]:
                again += 1
                self.assertEqual([TOOLS[call.tool] for call in example.calls].count("get_phone_number"), 1)
        self.assertGreater(again, 60)
        example, _ = generator._joined([whole, one])
        self.assertGreaterEqual(len(example.calls), len(whole.calls) + 1)
        self.assertEqual(example.calls[: len(whole.calls)], [
            Call(call.tool, {at: [move(value, 0, 0) for value in values] for at, values in call.args.items()}) for call in whole.calls
        ])

    def test_who_is_named_again_is_exchanged_everywhere(self) -> None:
        generator = Generator(2)
        say = "text {p1:person|Ana Li} {m1:message|hi}, mail {p2:person|Dr. Bo} too; Ana Li's mail says {m2:message|hello}, and Bo is in {n1:note|Bern}, Bern"
        plan = "get_phone_number({p1}); send_sms([$1], {m1}); get_email_address({p2}); compose_new_email([$3], context={m2}); open_note({n1})"
        carrier = parse_carrier(json.dumps({"say": say, "plan": plan}), "test")
        exchanged = 0
        for _ in range(60):
            text, spans, _ = generator._realise(carrier)
            named = text[slice(*spans["p1"])]
            self.assertEqual(text.count(named), 2, text)
            self.assertEqual((text[slice(*spans["p2"])], text[slice(*spans["n1"])]), ("Dr. Bo", "Bern"))
            exchanged += named != "Ana Li"
        self.assertGreater(exchanged, 20)

    def test_every_example_can_be_written_and_points_at_its_own_words(self) -> None:
        generator, vocabulary = Generator(3), Vocabulary(DATA / "bpe.model")
        for _ in range(2000):
            example = generator.example()
            for start, end in example.spans.values():
                self.assertTrue(0 <= start < end <= len(example.text), example)
            for call in compact(example.calls):
                self.assertTrue(0 <= call.tool < len(TOOLS))
        self.assertGreater(vocabulary.size, vocabulary.pieces)


class Records(unittest.TestCase):
    def test_a_carrier_is_a_request_whose_graph_is_fixed_and_whose_arguments_are_open(self) -> None:
        say = "mail {p1:person|Al} {f1:file|a.pdf} and say {m1:message|hi}"
        plan = "get_email_address({p1}); open_and_get_file_path({f1}); compose_new_email([$1], context={m1}, attachments=[$2])"
        written = record(parse_carrier(json.dumps({"say": say, "plan": plan}), "author-0"), 3)
        self.assertEqual((written["id"], written["query"]), ("author-0-3", "mail Al a.pdf and say hi"))
        anything = {"has": []}
        self.assertEqual(written["plans"], [[
            {"tool": "get_email_address", "args": [anything]},
            {"tool": "open_and_get_file_path", "args": [anything]},
            {"tool": "compose_new_email", "args": [["$1"], [], anything, anything, ["$2"]]},
        ]])


class SharedEncoding(unittest.TestCase):
    def test_words_and_plans_are_those_of_the_fixture(self) -> None:
        """The fixture is what the TypeScript side reads, too (tests/plan/encoding.test.ts)."""
        vocabulary = Vocabulary(DATA / "bpe.model")
        names = vocabulary.names()
        for line in FIXTURE.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            tokens = split_words(record["query"])
            with self.subTest(record["query"]):
                self.assertEqual([token.text for token in tokens if token.is_word], record["words"])
                calls, spans = [], {}
                for tool, args in record["compact"]:
                    call = Call(TOOLS.index(tool))
                    for position, values in args.items():
                        call.args[int(position)] = [self.value(value, spans) for value in values]
                    calls.append(call)
                ids = vocabulary.encode_plan(calls, spans)
                self.assertEqual([names[token - vocabulary.pieces] for token in ids], record["tokens"])

    @staticmethod
    def value(value, spans: dict):
        if isinstance(value, list):
            name = f"s{len(spans)}"
            spans[name] = tuple(value)
            return Span(name)
        return Ref(value) if isinstance(value, int) else Const(value)


if __name__ == "__main__":
    unittest.main()
