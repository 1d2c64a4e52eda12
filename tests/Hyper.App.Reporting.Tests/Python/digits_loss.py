"""The loss of the digits program's model by PyTorch alone: digits_loss.py WEIGHTS ROWS, which prints it."""
import json, math, struct, sys
import torch

torch.set_num_threads(1)
types = {"F64": torch.float64, "F32": torch.float32, "I64": torch.int64, "U8": torch.uint8}


def load_file(path):
    data = bytearray(open(path, "rb").read())
    start = 8 + struct.unpack("<Q", data[:8])[0]
    tensors = json.loads(data[8:start])
    tensors.pop("__metadata__", None)
    return {n: torch.frombuffer(data, dtype=types[t["dtype"]], count=math.prod(t["shape"]), offset=start + t["data_offsets"][0]).view(t["shape"]).clone() for n, t in tensors.items()}


class Digits(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.Hidden, self.Output = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)

    def forward(self, x):
        return self.Output(torch.relu(self.Hidden(x)))


weights, rows = sys.argv[1:]
model = Digits()
model.load_state_dict(torch.load(weights) if weights.endswith(".pt") else load_file(weights), strict=True)
model.eval()
rows = load_file(rows)
with torch.no_grad():
    loss = torch.nn.functional.cross_entropy(model(rows["inputs"]).double(), rows["targets"])
print(json.dumps({"rows": len(rows["targets"]), "loss": loss.item()}))
