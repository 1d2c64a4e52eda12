using TorchSharp;
using static TorchSharp.torch;

namespace Hyper.Benchmarks;

/// <summary>The joint step, in turn in one process on the same data: generated, hand-written, ordinary training; PyTorch beside them.</summary>
internal static class JointBenchmark
{
    public static async Task<JointRow> MeasureAsync(JointSetting setting, int rounds, int steps, int threads, string device, PythonPeer? peer)
    {
        using var data = setting.Data();
        using var handWritten = setting.HandWritten(data, torch.device(device));

        // A run chooses for itself how many of the threads it takes; loops of plain TorchSharp and PyTorch take what they are given.
        var settings = StepsOnly(setting.Settings, steps, threads: 0, device);
        set_num_threads(threads);
        var contenders = new List<(string Name, Func<Task<double>> Measure)>
        {
            ("generated", async () => (await setting.RunAsync(data, settings, null)).TotalMicroseconds / steps),
            ("handwritten", () => Task.FromResult(handWritten.Run(steps))),
            ("training", async () => (await setting.TrainAsync(data, settings)).TotalMicroseconds / steps),
            ("autograd", async () => (await setting.RunAsync(data, settings with { UsesAutograd = true }, null)).TotalMicroseconds / steps),
        };

        // All paths are compiled and their memory pools filled before anything counts.
        foreach (var (_, measure) in contenders)
        {
            await measure();
        }

        if (peer is not null)
        {
            contenders.Add(("pytorch", () => Task.FromResult(peer.Measure(setting.Name, steps, threads, device))));
        }

        var times = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // The order changes from round to round, so that a drift of the machine's speed favours nobody.
            foreach (var (name, measure) in round % 2 == 0 ? contenders : Enumerable.Reverse(contenders))
            {
                times[name].Add(await measure());
            }
        }

        var pytorch = times.GetValueOrDefault("pytorch") ?? [];
        var rates = device == "cpu" ? Fastest(setting.Cost, threads) : null;
        return new JointRow
        {
            Setting = setting.Name,
            Description = setting.Description,
            Device = device,
            Threads = threads,
            Rounds = rounds,
            Steps = steps,
            GeneratedUs = Spread.MedianOf(times["generated"]),
            AutogradUs = Spread.MedianOf(times["autograd"]),
            HandwrittenUs = Spread.MedianOf(times["handwritten"]),
            PytorchUs = pytorch.Count == 0 ? null : Spread.MedianOf(pytorch),
            TrainingUs = Spread.MedianOf(times["training"]),
            FloorUs = rates is null ? null : setting.Cost.FloorUs(rates),
            ToHandwritten = Spread.OfRatios(times["generated"], times["handwritten"])!,
            ToPytorch = Spread.OfRatios(times["generated"], pytorch),
            ToTraining = Spread.OfRatios(times["generated"], times["training"])!,
            ToAutograd = Spread.OfRatios(times["generated"], times["autograd"])!,
            Rates = rates is null ? null : new FloorRates(
                setting.Cost.Operations / 1e6, setting.Cost.Bytes / 1e6, rates.PeakProductRate / 1e9, rates.VectorRate / 1e9, rates.Bandwidth / 1e9),
        };
    }

    // Two threads can do what one can, and small steps are faster on one.
    private static MachineRates Fastest(StepCost cost, int threads) =>
        new[] { 1, threads }.Distinct().Select(count => MachineRates.Measure(cost, count)).MinBy(cost.FloorUs)!;

    /// <summary>Settings under which a run's time is that of its steps: one report, no reading of its health.</summary>
    public static ExperimentSettings StepsOnly(ExperimentSettings settings, int steps, int threads, string device) =>
        settings with { Steps = steps, ReportEvery = steps, HealthChecks = 0, Keep = Keep.Last, Verify = false, Threads = threads, Device = device };
}
