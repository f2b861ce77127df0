"""Tests of beginning with an earlier planner's weights. They need torch and gguf."""
from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import torch

from encoding import Vocabulary
from export_planner import write_gguf
from generate_examples import DATA
from model import Planner, Shape
from warm_start import starting_weights


def randomised(shape: Shape, seed: int = 5) -> Planner:
    """A planner whose every block writes something (a new one's write nothing)."""
    torch.manual_seed(seed)
    model = Planner(shape).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    return model


class WarmStart(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.vocabulary = Vocabulary(DATA / "bpe.model")
        self.shape = Shape(self.vocabulary.size, width=64, layers=2, heads=2, feed_forward=96)
        self.old = randomised(self.shape)
        self.ids = torch.randint(0, self.vocabulary.size, (3, 17))

    def checkpoint(self) -> Path:
        path = self.folder / "old.pt"
        torch.save({"weights": self.old.state_dict()}, path)
        return path

    def deeper(self, path: Path, layers: int) -> Planner:
        shape = Shape(**(self.shape.as_dict() | {"layers": layers}))
        model = Planner(shape).eval()
        model.load_state_dict(starting_weights(path, shape))
        return model

    @torch.no_grad()
    def test_a_deeper_model_begins_as_the_same_function(self) -> None:
        for layers in (2, 3, 5):
            with self.subTest(layers):
                torch.testing.assert_close(self.deeper(self.checkpoint(), layers)(self.ids), self.old(self.ids))

    def test_every_new_block_can_learn(self) -> None:
        model = self.deeper(self.checkpoint(), 3)
        model(self.ids).square().mean().backward()
        for name, parameter in model.named_parameters():
            if name.endswith(("attention_out.weight", "down.weight")):
                self.assertGreater(parameter.grad.abs().max().item(), 0, name)

    def test_fewer_layers_than_the_old_model_has_are_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "has 2 layers, more than the 1 wanted"):
            self.deeper(self.checkpoint(), 1)

    def test_a_gguf_gives_back_the_weights_it_was_written_from_but_for_rounding(self) -> None:
        path = self.folder / "planner.gguf"
        write_gguf(path, self.old.state_dict(), self.shape, self.vocabulary)
        read = starting_weights(path, self.shape)
        self.assertEqual(set(read), set(self.old.state_dict()))
        for name, value in self.old.state_dict().items():
            # Q8_0 rounds to a 127th of the largest value of each 32
            torch.testing.assert_close(read[name], value, atol=float(value.abs().max()) / 127, rtol=0, msg=name)


if __name__ == "__main__":
    unittest.main()
