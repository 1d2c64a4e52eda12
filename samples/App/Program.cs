using Hyper.App;

return await HyperApp.RunAsync(args, request => DataSplits.Random(Digits.Load(), request.Seed, training: 1_000, validation: 400, test: 397));
