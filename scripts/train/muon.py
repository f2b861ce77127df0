"""Muon (Jordan et al., 2024): momentum whose update is made orthogonal, for the matrices of hidden layers."""
from __future__ import annotations

import torch
from torch import Tensor, nn


@torch.no_grad()
def orthogonal(matrices: Tensor, steps: int = 5) -> Tensor:
    """The nearest orthogonal matrices by Newton-Schulz iterations; [count, rows, columns]."""
    x = matrices.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-1, -2).contiguous()
    x = x / (x.float().norm(dim=(-2, -1), keepdim=True) + 1e-7).bfloat16()
    for _ in range(steps):
        a = x @ x.transpose(-1, -2)
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.transpose(-1, -2) if tall else x).float()


class Muon:
    """`parts`: how many matrices are stacked in a parameter (query, key and value; gate and up)."""

    def __init__(self, parameters: list[tuple[nn.Parameter, int]], momentum: float = 0.95, decay: float = 0.02) -> None:
        self.momentum, self.decay = momentum, decay
        self.groups: dict[tuple, list[nn.Parameter]] = {}
        for parameter, parts in parameters:
            self.groups.setdefault((parts, tuple(parameter.shape)), []).append(parameter)
        self.averages = {id(p): torch.zeros_like(p) for p, _ in parameters}

    @torch.no_grad()
    def step(self, learning_rate: float) -> None:
        for (parts, (rows, columns)), members in self.groups.items():
            updates = []
            for parameter in members:
                average = self.averages[id(parameter)].mul_(self.momentum).add_(parameter.grad)
                updates.append(parameter.grad + self.momentum * average)
            stacked = torch.stack(updates).view(len(members) * parts, rows // parts, columns)
            scale = max(1.0, rows / parts / columns) ** 0.5
            result = orthogonal(stacked).reshape(len(members), rows, columns) * scale
            for parameter, update in zip(members, result):
                parameter.mul_(1 - learning_rate * self.decay).add_(update, alpha=-learning_rate)
