"""The embedded planner: a small decoder of the Llama architecture, as llama.cpp runs it."""
from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """Sizes of a model; widths are multiples of 32, as Q8_0 wants them."""

    vocabulary: int
    width: int = 320
    layers: int = 6
    heads: int = 5
    feed_forward: int = 896
    context: int = 1024

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class RMSNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


def rotated(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotary position embedding, halves paired (Su et al., 2021); x is [batch, heads, time, head width]."""
    a, b = x.chunk(2, -1)
    return torch.cat([a * cosine - b * sine, b * cosine + a * sine], -1)


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, inner = shape.width, shape.feed_forward
        self.heads = shape.heads
        self.attention_norm, self.feed_norm = RMSNorm(width), RMSNorm(width)
        self.query_key_value = nn.Linear(width, 3 * width, bias=False)
        self.attention_out = nn.Linear(width, width, bias=False)
        self.gate_up = nn.Linear(width, 2 * inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor, mask: Tensor | None, cache: dict | None) -> Tensor:
        batch, time, width = x.shape
        head = width // self.heads
        projected = self.query_key_value(self.attention_norm(x).to(x.dtype)).view(batch, time, 3, self.heads, head)
        query, key, value = projected.permute(2, 0, 3, 1, 4)
        query, key = (rotated(one, cosine.to(one.dtype), sine.to(one.dtype)) for one in (query, key))
        if cache is not None:
            if "key" in cache:
                key, value = torch.cat([cache["key"], key], 2), torch.cat([cache["value"], value], 2)
            cache["key"], cache["value"] = key, value
        scores = query @ key.transpose(-1, -2) / math.sqrt(head)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = (torch.softmax(scores, -1).to(value.dtype) @ value).transpose(1, 2).reshape(batch, time, width)
        x = x + self.attention_out(mixed)
        gate, up = self.gate_up(self.feed_norm(x).to(x.dtype)).chunk(2, -1)
        return x + self.down(F.silu(gate) * up)


class Planner(nn.Module):
    """Token ids [batch, time] to logits; embeddings are tied."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList([Block(shape) for _ in range(shape.layers)])
        self.norm = RMSNorm(shape.width)
        head = shape.width // shape.heads
        angles = torch.arange(shape.context).float()[:, None] / (10000 ** (torch.arange(0, head, 2).float() / head))
        self.register_buffer("cosine", torch.cos(angles), persistent=False)
        self.register_buffer("sine", torch.sin(angles), persistent=False)
        nn.init.normal_(self.embedding.weight, std=0.02)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2 and not name.startswith("embedding"):
                # What writes into the residual stream begins at zero.
                scale = 0.0 if name.endswith(("attention_out.weight", "down.weight")) else 0.7
                nn.init.normal_(parameter, std=scale / math.sqrt(parameter.shape[1]))

    def forward(
        self, ids: Tensor, select: Tensor | None = None, cache: list[dict] | None = None, position: int = 0
    ) -> Tensor:
        """`select`: flat indexes of the places whose logits are wanted, all when None."""
        time = ids.shape[1]
        x = self.embedding(ids)
        if torch.is_autocast_enabled(ids.device.type):
            x = x.bfloat16()
        mask = torch.full((time, time), -1e4, device=ids.device).triu(1) if time > 1 else None
        cosine, sine = self.cosine[position : position + time], self.sine[position : position + time]
        for index, block in enumerate(self.blocks):
            x = block(x, cosine, sine, mask, cache[index] if cache is not None else None)
        x = self.norm(x).to(x.dtype)
        if select is not None:
            x = x.reshape(-1, x.shape[-1])[select]
        return F.linear(x, self.embedding.weight)
