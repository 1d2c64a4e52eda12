using Hyper.Runtime.Data;
using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Health;

/// <summary>Measures how a run fares, with rows, weights and noise of its own: the run itself goes on as if nobody looked.</summary>
internal sealed class HealthMonitor : IDisposable
{
    // Steps of ordinary training that the best-response gap is measured by, and the minibatches that it is judged on.
    private const int FineTuningSteps = 10;
    private const int JudgingBatches = 2;

    // Rows that the validation and held-out losses are taken over: enough for a ratio, cheap beside the run.
    private const int JudgedRows = 1_000;

    private readonly ITuningRun run;
    private readonly IHyperModel model;
    private readonly ExperimentSettings settings;
    private readonly HyperparameterSpace space;
    private readonly Dataset validation;
    private readonly Dataset? heldOut;
    private readonly Generator noise;
    private readonly Minibatches rows;
    private readonly ElementaryWeights weights;
    private readonly int interval;
    private int due;
    private ulong judgements;

    public HealthMonitor(ITuningRun run, DataSplits splits, ExperimentSettings settings, ElementaryLayout layout, HyperparameterSpace space)
    {
        this.run = run;
        this.settings = settings;
        this.space = space;
        model = run.Model;
        var place = RunPlace.Of(settings);

        // Another seed than the run's: the same would give both the same draws.
        noise = new Generator((ulong)settings.Seed ^ 0x9E3779B97F4A7C15, torch.CPU);
        rows = new Minibatches(run.TrainingSplit, settings.BatchSize, 1, noise);
        validation = First(splits.Validation, place);
        heldOut = splits.Test is { } test ? First(test, place) : null;
        weights = new ElementaryWeights(layout, 1, place.Type, place.Device);
        interval = Math.Max(1, run.StepCount / settings.HealthChecks);
        due = interval;
    }

    /// <summary>A reading, where one is due.</summary>
    /// <param name="done">Steps done.</param>
    public HealthReading? ReadWhenDue(int done)
    {
        if (done < due && done < run.StepCount)
        {
            return null;
        }

        due = done + interval;
        using var scope = torch.NewDisposeScope();
        return Read();
    }

    public void Dispose()
    {
        foreach (var owned in (IDisposable?[])[rows, weights, validation, heldOut, noise])
        {
            owned?.Dispose();
        }
    }

    private HealthReading Read()
    {
        var kept = model.Context.Noise;
        using var state = model.Context.State.Clone();
        model.Context.Noise = noise;
        try
        {
            var current = run.CurrentUnconstrained();
            run.WriteCurrentWeights(weights.Values);
            var validationLoss = SplitEvaluation.ValidationLoss(model, weights, current, validation);
            var heldOutLoss = heldOut is null ? double.NaN : SplitEvaluation.ValidationLoss(model, weights, current, heldOut);
            var (share, names) = AtBounds.Of(space, HostValues.Read(current));
            return new HealthReading(Gap(current), validationLoss, heldOutLoss, share, names);
        }
        finally
        {
            model.Context.Noise = kept;
            model.Context.State.CopyFrom(state);
        }
    }

    // (L_T(w) − min L_T(w')) / |L_T(w)|, over w itself and the weights after each of a few steps on other minibatches.
    private double Gap(Tensor current)
    {
        var judges = new Minibatch[JudgingBatches];
        for (var i = 0; i < judges.Length; i++)
        {
            judges[i] = rows.Next();
        }

        var seed = ++judgements;
        var before = Judge(judges, current, seed);
        var lowest = before;
        using var optimizer = FlatOptimizer.Create(run.InnerRule, weights.Values, weights.Gradient, settings);
        for (var step = 0; step < FineTuningSteps; step++)
        {
            var batch = rows.Next();
            model.TrainingGradient(weights, current, batch);

            // The steps get shorter: weights at an optimum must not be carried off by the rate that they got there with.
            optimizer.Step(settings.LearningRate * (1 - ((double)step / FineTuningSteps)));
            lowest = Math.Min(lowest, Judge(judges, current, seed));
        }

        return before == 0 ? 0 : (before - lowest) / Math.Abs(before);
    }

    // The same draws of noise before and after: masks would otherwise differ by more than the weights do.
    private double Judge(Minibatch[] batches, Tensor current, ulong seed)
    {
        using var noGrad = torch.no_grad();
        using var draws = new Generator(seed, torch.CPU);
        model.Context.Noise = draws;
        var total = batches.Sum(batch => HostValues.Read(model.TrainingPass(weights, current, batch))[0]);
        model.Context.Noise = noise;
        return total / batches.Length;
    }

    private static Dataset First(Dataset split, RunPlace place)
    {
        using var first = split.Slice(0, Math.Min(JudgedRows, split.Count));
        return first.To(place.Device, place.Type);
    }
}
