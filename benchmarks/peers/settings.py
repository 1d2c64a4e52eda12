"""The settings of the joint benchmark as a PyTorch user would write them: response, losses, initial values."""

import math

import torch
from torch.nn.functional import conv2d, cross_entropy, linear, max_pool2d, one_hot, relu


def uniform(count, fan_in):
    return (torch.rand(count) - 0.5) * (2 / math.sqrt(fan_in))


def dense(x, weights, offset, inputs, outputs):
    """A layer whose weights are a part of each sample's flat vector, its bias behind them."""
    samples = weights.shape[0]
    weight = weights[:, offset:offset + inputs * outputs].view(samples, outputs, inputs)
    bias = weights[:, offset + inputs * outputs:offset + (inputs + 1) * outputs]
    if samples == 1:
        return linear(x, weight[0], bias[0])
    return torch.baddbmm(bias.unsqueeze(1), x.view(samples, -1, inputs), weight.transpose(1, 2)).view(-1, outputs)


def squared_error(scores, targets):
    return (scores - targets).square().sum(1).mean()


class Setting:
    one_hot = True

    def __init__(self, samples, rows, device):
        self.samples = samples
        self.rows = rows
        self.device = device
        self.parameters = [parameter.to(device).requires_grad_() for parameter in self.initial()]

    def training_loss(self, inputs, targets, weights, u):
        penalty = (u.exp() * self.squares(weights)).sum() / self.samples
        return squared_error(self.predict(inputs, weights), targets) + penalty

    def validation_loss(self, inputs, targets, weights):
        return squared_error(self.predict(inputs, weights), targets)

    def squares(self, weights):
        return weights.square()

    def predict(self, inputs, weights):
        return dense(inputs, weights, 0, 784, 10)


class FigureFive(Setting):
    weights = 7_850

    def initial(self):
        return [
            torch.randn(10, self.weights) / math.sqrt(self.weights),
            torch.zeros(10),
            torch.randn(self.weights, 10) * 1e-4,
            uniform(self.weights, 784),
        ]

    def start(self):
        return torch.full((1, self.weights), math.log(0.018))

    def respond(self, z):
        w1, b1, w2, b2 = self.parameters
        return linear(linear(z, w1, b1), w2, b2)


class FigureSix(Setting):
    def initial(self):
        return [torch.randn(7_850, 10) * 1e-4, uniform(7_850, 784)]

    def start(self):
        return torch.full((1, 10), math.log(0.018))

    def respond(self, z):
        slope, origin = self.parameters
        return linear(z, slope, origin)

    def squares(self, weights):
        squares = weights.square()
        return squares[:, :7_840].view(-1, 10, 784).sum(2) + squares[:, 7_840:]


class ThreeLayers(FigureFive):
    second = 784 * 100 + 100
    third = second + 100 * 100 + 100
    weights = third + 100 * 10 + 10

    def start(self):
        return torch.full((1, self.weights), math.log(1e-4))

    def predict(self, inputs, weights):
        first = relu(dense(inputs, weights, 0, 784, 100))
        second = relu(dense(first, weights, self.second, 100, 100))
        return dense(second, weights, self.third, 100, 10)


class ThreeLayersEach(ThreeLayers):
    def initial(self):
        return [uniform(self.weights, 784), torch.randn(self.weights) * 1e-4]

    def respond(self, z):
        a, b = self.parameters
        return a + b * z


class FashionCnn(Setting):
    one_hot = False
    # Elements, rows and fan-in of each weight tensor; a bias has a row for each element.
    tensors = [
        (72, 8, 9), (8, 8, 9), (1_152, 16, 72), (16, 16, 72),
        (50_176, 64, 784), (64, 64, 784), (640, 10, 64), (10, 10, 64),
    ]
    edges, parts, hidden, output, end = 0, 80, 1_248, 51_488, 52_138

    def __init__(self, samples, rows, device):
        super().__init__(samples, rows, device)
        index, first = [], 0
        for count, units, _ in self.tensors:
            index += [first + i // (count // units) for i in range(count)]
            first += units
        self.row_of_weight = torch.tensor(index, device=device)

    def initial(self):
        rows = sum(units for _, units, _ in self.tensors)
        spread = [torch.cat([uniform(count, fan_in) for count, _, fan_in in self.tensors]) for _ in range(2)]
        return [*spread, torch.randn(rows, 7) * (0.01 / math.sqrt(7))]

    def start(self):
        return torch.tensor([[math.log(1e-5)] * 4 + [math.log(0.4 / 0.6), 0.0, 0.0]])

    def respond(self, z):
        general, direction, scales = self.parameters
        return general + direction * linear(z, scales)[:, self.row_of_weight]

    def training_loss(self, inputs, targets, weights, u):
        columns = u[:, 4:].sigmoid().repeat_interleave(self.rows // self.samples, 0)
        rate, side, share = 0.5 * columns[:, :1], (8 * columns[:, 1:2]).round(), 0.1 * columns[:, 2:]

        def drop(x):
            return x * (torch.rand_like(x) >= rate) / (1 - rate)

        logits = self.network(self.cut(inputs.view(-1, 1, 28, 28), side), weights, drop)
        labels = one_hot(targets, 10) * (1 - share) + share / 10
        squares = weights.square()
        bounds = [self.edges, self.parts, self.hidden, self.output, self.end]
        layers = torch.stack([squares[:, first:last].sum(1) for first, last in zip(bounds, bounds[1:])], 1)
        return cross_entropy(logits, labels) + (u[:, :4].exp() * layers).sum() / self.samples

    def validation_loss(self, inputs, targets, weights):
        return cross_entropy(self.network(inputs.view(-1, 1, 28, 28), weights, lambda x: x), targets)

    def network(self, pictures, weights, drop):
        edges = relu(max_pool2d(self.convolve(pictures, weights, self.edges, 1, 8), 2))
        parts = relu(max_pool2d(self.convolve(edges, weights, self.parts, 8, 16), 2))
        hidden = relu(dense(drop(parts.flatten(1)), weights, self.hidden, 784, 64))
        return dense(drop(hidden), weights, self.output, 64, 10)

    @staticmethod
    def convolve(x, weights, offset, inputs, outputs):
        count = inputs * outputs * 9
        return torch.cat([
            conv2d(
                rows,
                sample[offset:offset + count].view(outputs, inputs, 3, 3),
                sample[offset + count:offset + count + outputs],
                padding=1)
            for rows, sample in zip(x.chunk(weights.shape[0]), weights)
        ])

    @staticmethod
    def cut(pictures, side):
        size = side.view(-1, 1, 1, 1)
        pixel = torch.arange(28, device=pictures.device)

        def inside(shape):
            first = torch.randint(28, (pictures.shape[0], 1, 1, 1), device=pictures.device) - (size / 2).floor()
            place = pixel.view(shape)
            return (place >= first) & (place < first + size)

        return pictures * ~(inside((1, 1, -1, 1)) & inside((1, 1, 1, -1)))


SETTINGS = {
    "figure-5": FigureFive,
    "figure-6": FigureSix,
    "three-layers": ThreeLayers,
    "three-layers-each": ThreeLayersEach,
    "fashion-cnn": FashionCnn,
}
