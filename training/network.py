"""The network: MiniLM-L6 with an embedding of word shapes.

Its heads score arcs, relations, tags, names and sentence starts.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC_WIDTH, RELATION_WIDTH = 256, 192
TYPES_OF_SHAPE = 22
NOWHERE = -1e4  # the score of an arc that must not be


class Layer(nn.Module):
    """One transformer layer, as BERT's (normalised after the sum)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        query, key, value = (_by_head(cast(states)) for cast in (self.query, self.key, self.value))
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        attended = attended.transpose(1, 2).flatten(2)
        states = self.attention_norm(states + self.dropout(self.out(attended)))
        return self.norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


def _by_head(states: Tensor) -> Tensor:
    return states.view(*states.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)


class Encoder(nn.Module):
    """MiniLM over word pieces; the shape of the word is added to each of its pieces."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(TYPES_OF_SHAPE, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.005)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        bias = ((pieces == 0).float() * NOWHERE)[:, None, None, :]
        position = torch.arange(pieces.shape[1], device=pieces.device)[None]
        states = self.pieces(pieces) + self.positions(position) + self.shapes(shapes)
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def load_pretrained(self, path: Path) -> None:
        """Fill in the weights of a BERT-like safetensors file."""
        source = load_file(path)
        own = {ours: source[theirs].float() for ours, theirs in _names_in_bert()}
        own["pieces.weight"] = source["embeddings.word_embeddings.weight"].float()
        types = source["embeddings.token_type_embeddings.weight"][0].float()
        own["positions.weight"] = source["embeddings.position_embeddings.weight"].float() + types
        missing, unexpected = self.load_state_dict(own, strict=False)
        if missing != ["shapes.weight"] or unexpected:
            raise ValueError(f"{path}: lacks {missing}, has {unexpected} besides")


def _names_in_bert() -> list[tuple[str, str]]:
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm": "output.LayerNorm",
    }
    names = [("norm.weight", "embeddings.LayerNorm.weight"), ("norm.bias", "embeddings.LayerNorm.bias")]
    names += [
        (f"layers.{layer}.{ours}.{kind}", f"encoder.layer.{layer}.{theirs}.{kind}")
        for layer in range(LAYERS)
        for ours, theirs in parts.items()
        for kind in ("weight", "bias")
    ]
    return names


class ParserNetwork(nn.Module):
    """Scores for all that the parser decides about the words of a window of text."""

    def __init__(self, relations: int, xpos: int, upos: int, names: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(0.1)
        self.dropout = nn.Dropout(dropout)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.relation_dependent = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation_head = nn.Linear(WIDTH, RELATION_WIDTH)
        self.relation = nn.Linear(3 * RELATION_WIDTH, relations)
        self.xpos, self.upos = nn.Linear(WIDTH, xpos), nn.Linear(WIDTH, upos)
        self.names, self.starts = nn.Linear(WIDTH, names), nn.Linear(WIDTH, 1)

    def encode(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """The state of each word: that of its first piece."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.encoder(pieces, shapes).float()
        return torch.gather(states, 1, first[..., None].expand(-1, -1, WIDTH))

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Scores of arcs (words × root and words), of tags, names and starts, and the two sides of a relation."""
        words = self.dropout(self.encode(pieces, shapes, first))
        heads = torch.cat([self.root.expand(words.shape[0], 1, WIDTH), words], 1)
        dependent = self.dropout(functional.gelu(self.arc_dependent(words)))
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        head = self.dropout(functional.gelu(self.arc_head(heads)))
        return {
            "arcs": dependent @ self.arc @ head.transpose(1, 2),
            "dependents": self.dropout(functional.gelu(self.relation_dependent(words))),
            "heads": self.dropout(functional.gelu(self.relation_head(heads))),
            "xpos": self.xpos(words),
            "upos": self.upos(words),
            "names": self.names(words),
            "starts": self.starts(words).squeeze(-1),
        }

    def relations_of(self, scores: dict[str, Tensor], head: Tensor) -> Tensor:
        """Scores of the relations of each word to the head given for it (0 is the root)."""
        dependent = scores["dependents"]
        chosen = torch.gather(scores["heads"], 1, head[..., None].expand(-1, -1, RELATION_WIDTH))
        return self.relation(torch.cat([dependent, chosen, dependent * chosen], -1))
