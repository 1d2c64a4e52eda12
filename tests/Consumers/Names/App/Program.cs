extern alias first;
extern alias second;

using System;
using Hyper.Runtime.Data;

using var digits = Digits.Load();
using var data = DataSplits.Random(digits, seed: 1, training: 100, validation: 100, test: 100);
using var one = await first::Models.TuneBits.RunAsync(data);
using var other = await second::Models.TuneBits.RunAsync(data);
Console.WriteLine(one.ValidationLoss == other.ValidationLoss ? "tuned" : "odd");
