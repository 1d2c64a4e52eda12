"""A model of pictures as ONNX, from its exported weights: to_onnx.py WEIGHTS.pt FILE.onnx."""
import sys
import torch


class Picture(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.Filter, self.Norm, self.Output = torch.nn.Conv2d(1, 3, 3), torch.nn.BatchNorm2d(3), torch.nn.Linear(48, 2)

    def forward(self, x):
        return self.Output(torch.relu(self.Norm(self.Filter(x))).flatten(1))


model = Picture()
model.load_state_dict(torch.load(sys.argv[1]), strict=True)
model.eval()
names = {"input_names": ["pictures"], "output_names": ["outputs"]}
torch.onnx.export(model, torch.zeros(1, 1, 6, 6), sys.argv[2], dynamic_axes={"pictures": {0: "rows"}, "outputs": {0: "rows"}}, **names)
