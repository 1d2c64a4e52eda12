using System;
using Hyper.Runtime.Data;
using Models;

using var digits = Digits.Load();
using var data = DataSplits.Random(digits, seed: 1, training: 100, validation: 100, test: 100);
using var result = await TuneBits.RunAsync(data);
Console.WriteLine(result.ValidationLoss > 0 ? "tuned" : "odd");
