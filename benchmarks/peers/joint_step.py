"""Times the joint step of one setting in plain PyTorch: prints microseconds a step.

    python3 benchmarks/peers/joint_step.py --setting figure-5 --threads 1 [--device cuda]
"""

import argparse
import time

import torch

from settings import SETTINGS

ROWS = 100
SAMPLES = 2
SCALE = 0.5
COUNT = 10_000


def rows(one_hot, device):
    labels = torch.randint(10, (COUNT,))
    targets = torch.nn.functional.one_hot(labels, 10).float() if one_hot else labels
    return torch.rand(COUNT, 784).to(device), targets.to(device)


def batch(split):
    inputs, targets = split
    indices = torch.randint(COUNT, (ROWS,), device=inputs.device)
    return inputs[indices], targets[indices]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--setting", choices=SETTINGS, required=True)
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)

    setting = SETTINGS[arguments.setting](SAMPLES, ROWS, arguments.device)
    training = rows(setting.one_hot, arguments.device)
    validation = rows(setting.one_hot, arguments.device)
    u = setting.start().to(arguments.device).requires_grad_()
    response_optimizer = torch.optim.Adam(setting.parameters, lr=1e-3)
    hyper_optimizer = torch.optim.Adam([u], lr=1e-2)

    def step():
        inputs, targets = batch(training)
        sampled = u.detach() + SCALE * torch.randn(SAMPLES, u.shape[1], device=u.device)
        loss = setting.training_loss(inputs, targets, setting.respond(sampled), sampled)
        response_optimizer.zero_grad()
        loss.backward()
        response_optimizer.step()

        inputs, targets = batch(validation)
        loss = setting.validation_loss(inputs, targets, setting.respond(u))
        hyper_optimizer.zero_grad()
        loss.backward()
        hyper_optimizer.step()

    def run(steps):
        for _ in range(steps):
            step()
        if arguments.device != "cpu":
            torch.cuda.synchronize()

    run(max(20, arguments.steps // 10))
    start = time.perf_counter()
    run(arguments.steps)
    print(f"{1e6 * (time.perf_counter() - start) / arguments.steps:.1f}")


if __name__ == "__main__":
    main()
