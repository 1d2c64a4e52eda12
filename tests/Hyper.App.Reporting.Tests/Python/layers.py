"""Answers of PyTorch's own modules with exported weights: layers.py KIND WEIGHTS ROWS ANSWERS.

The rows come, and the answers go, as the numbers of one tensor: its shape as JSON in the first line, little-endian numbers behind it.
"""
import json, math, struct, sys
import torch
from torch import nn

torch.set_num_threads(1)
kind, weights, rows, answers = sys.argv[1:]
types = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64}


def state_dict(path):
    if path.endswith(".pt"):
        return torch.load(path)
    data = bytearray(open(path, "rb").read())
    start = 8 + struct.unpack("<Q", data[:8])[0]
    tensors = json.loads(data[8:start])
    tensors.pop("__metadata__")
    return {n: torch.frombuffer(data, dtype=types[t["dtype"]], count=math.prod(t["shape"]), offset=start + t["data_offsets"][0]).view(t["shape"]).clone() for n, t in tensors.items()}


class Chain(nn.Module):
    """Two layers with tanh between them."""

    def __init__(self, first, second):
        super().__init__()
        self.First, self.Second = first, second

    def forward(self, x):
        return self.Second(torch.tanh(self.First(x))).flatten(1)


class Embeddings(nn.Module):
    def __init__(self):
        super().__init__()
        self.Padded, self.Plain = nn.Embedding(7, 3, padding_idx=2), nn.Embedding(7, 4)

    def forward(self, x):
        return torch.cat([self.Padded(x), self.Plain(x)], 2).flatten(1)


class Norms(nn.Module):
    def __init__(self):
        super().__init__()
        self.Row, self.Group = nn.LayerNorm((4, 3), eps=1e-3), nn.GroupNorm(2, 4, eps=1e-4)

    def forward(self, x):
        return self.Group(torch.tanh(self.Row(x))).flatten(1)


class BatchNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.Flat, self.Middle, self.Series = nn.BatchNorm1d(4, eps=1e-3, momentum=0.3), nn.Linear(4, 12), nn.BatchNorm1d(3)

    def forward(self, x):
        return self.Series(torch.tanh(self.Middle(self.Flat(x))).reshape(-1, 3, 4)).flatten(1)


class Recurrent(nn.Module):
    def __init__(self, of):
        super().__init__()
        self.First, self.Second = of(4, 5, batch_first=True), of(5, 3, batch_first=True, bias=False)

    def forward(self, x):
        outputs, last = self.Second(self.First(x)[0])
        return torch.cat([outputs.flatten(1), *(state[0] for state in (last if isinstance(last, tuple) else (last,)))], 1)


class Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.Output = nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.Tanh()), nn.Linear(6, 2)

    def forward(self, x):
        return self.Output(self.stem(x))


model = {
    "Linear": lambda: Chain(nn.Linear(4, 6), nn.Linear(6, 3, bias=False)),
    "Conv1d": lambda: Chain(nn.Conv1d(2, 4, 3, stride=2, padding=1), nn.Conv1d(4, 6, 2, dilation=2, groups=2, bias=False)),
    "Conv2d": lambda: Chain(nn.Conv2d(2, 4, (3, 2), stride=(1, 2), padding=(1, 0)), nn.Conv2d(4, 6, 2, dilation=(2, 1), groups=2, bias=False)),
    "ConvTranspose2d": lambda: Chain(
        nn.ConvTranspose2d(2, 4, (3, 2), stride=(2, 1), padding=(1, 0), output_padding=(1, 0)), nn.ConvTranspose2d(4, 6, 2, dilation=2, groups=2, bias=False)),
    "Embedding": Embeddings,
    "Norm": Norms,
    "BatchNorm": BatchNorms,
    "Lstm": lambda: Recurrent(nn.LSTM),
    "Gru": lambda: Recurrent(nn.GRU),
    "Shared": Shared,
}[kind]()
state = state_dict(weights)
given = next(value.dtype for value in state.values() if value.is_floating_point())
model.to(given).load_state_dict(state, strict=True)
model.eval()
shape, numbers = open(rows, "rb").read().split(b"\n", 1)
x = torch.frombuffer(bytearray(numbers), dtype=torch.int64 if kind == "Embedding" else torch.float32).view(json.loads(shape))
with torch.no_grad():
    y = model(x if kind == "Embedding" else x.to(given)).to(torch.float64)
with open(answers, "wb") as file:
    file.write(json.dumps(list(y.shape)).encode() + b"\n" + y.contiguous().numpy().tobytes())
