using System;
using Hyper.Runtime.Data;
using Models;
using TorchSharp;

// Before anything of the library's: this is what loads libtorch.
using var inputs = torch.rand(300, 64);
using var targets = torch.randint(0, 10, 300);
using var rows = new Dataset(inputs, targets);
using var data = DataSplits.Random(rows, seed: 1, training: 100, validation: 100, test: 100);
using var result = await TuneBits.RunAsync(data);
Console.WriteLine(result.ValidationLoss > 0 ? "tuned" : "odd");
