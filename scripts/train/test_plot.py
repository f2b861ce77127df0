"""Tests of the plot of a run."""
from __future__ import annotations

import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from plot import plot, read_log, ticks

SVG = "{http://www.w3.org/2000/svg}"


class Plot(unittest.TestCase):
    def log(self, text: str) -> Path:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "log.tsv"
        path.write_text(text)
        return path

    def test_a_log_becomes_a_line_that_falls_from_left_to_right(self) -> None:
        line = read_log(self.log("50\t9\t1000\t4.0\n100\t18\t2000\t1.0\n"))
        root = ElementTree.fromstring(plot({"a <run>": line}))
        points = [tuple(map(float, point.split(","))) for point in root.find(f"{SVG}polyline").get("points").split()]
        (x1, y1), (x2, y2) = points
        self.assertLess(x1, x2)
        self.assertLess(y1, y2)  # down is more in SVG
        texts = [text.text for text in root.iter(f"{SVG}text")]
        self.assertIn("a <run>: 1", texts)
        self.assertIn("2k", texts)

    def test_several_runs_share_the_axes_and_differ_in_colour(self) -> None:
        root = ElementTree.fromstring(plot({"a": [(1.0, 2.0), (2.0, 1.0)], "b": [(1.0, 2.0), (4.0, 0.5)]}))
        lines = root.findall(f"{SVG}polyline")
        self.assertEqual(lines[0].get("points").split()[0], lines[1].get("points").split()[0])
        self.assertNotEqual(lines[0].get("stroke"), lines[1].get("stroke"))

    def test_ticks_are_round(self) -> None:
        self.assertEqual(ticks(0, 10), [0, 2, 4, 6, 8, 10])
        self.assertEqual(ticks(0, 0.9), [0, 0.2, 0.4, 0.6000000000000001, 0.8])

    def test_a_line_that_is_no_step_is_named(self) -> None:
        with self.assertRaisesRegex(ValueError, r"log\.tsv:2: step, seconds, tokens and loss are wanted"):
            read_log(self.log("50\t9\t1000\t4.0\n100\t18\n"))
        with self.assertRaisesRegex(ValueError, "no step has been logged"):
            read_log(self.log(""))


if __name__ == "__main__":
    unittest.main()
