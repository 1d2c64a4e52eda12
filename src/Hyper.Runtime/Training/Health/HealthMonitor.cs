using System.Runtime.InteropServices;
using Hyper.Runtime.Checkpoints;
using Hyper.Runtime.Data;
using Hyper.Runtime.Data.Rows;
using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Batches;
using Hyper.Runtime.Training.Models;
using Hyper.Runtime.Training.Optimizers;
using Hyper.Runtime.Training.Settings;

namespace Hyper.Runtime.Training.Health;

/// <summary>Measures how a run fares, with rows, weights and noise of its own: the run itself goes on as if nobody looked.</summary>
internal sealed class HealthMonitor : IDisposable, IResumable
{
    // Steps of ordinary training that the best-response gap is measured by, and the minibatches that it is judged on.
    private const int FineTuningSteps = 10;
    private const int JudgingBatches = 2;

    // A training loss below this share of what it was at first is as good as zero: what is left of it is no measure of what could be gained.
    private const double NegligibleShare = 0.01;

    // A few steps at a fraction of the rate would find nothing; at the end of a schedule the run's own rate is zero.
    private const double LeastRate = 0.05;

    // Parts of the rows that the standard error of a loss is told from.
    private const int Parts = 10;

    // Rows that the validation and held-out losses are taken over: enough for a ratio, cheap beside the run.
    private const int JudgedRows = 1_000;

    // Rows whose answers are compared, and how little they may differ to be called alike.
    private const int ComparedRows = 200;
    private const double Alike = 1e-3;

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
    private double firstLoss;
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
        rows = new Minibatches(run.TrainingSplit, settings.BatchSize, 1, noise, place.Type, balanced: settings.BalanceClasses);
        validation = First(splits.Validation, place);
        heldOut = settings.MeasureTest && splits.Test is { } test ? First(test, place) : null;
        weights = new ElementaryWeights(layout, 1, place.Type, place.Device);
        interval = Math.Max(1, run.StepCount / settings.HealthChecks);
        due = interval;
        if (heldOut is not null)
        {
            RequireUsable(heldOut);
        }

        firstLoss = Undisturbed(() =>
        {
            run.WriteCurrentWeights(weights.Values);
            return Judge([rows.Next(), rows.Next()], run.CurrentUnconstrained(), ++judgements);
        });
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
        return Undisturbed(Read);
    }

    /// <inheritdoc/>
    public void Save(StateWriter to)
    {
        to.Add("noise", noise.get_state());
        to.Add("rows", rows);
        to.Add("due", due);
        to.Add("first_loss", firstLoss);
        to.Add("judgements", unchecked((long)judgements));
    }

    /// <inheritdoc/>
    public void Restore(StateReader from)
    {
        noise.set_state(from.Tensor("noise"));
        from.Read("rows", rows);
        due = (int)from.Whole("due");
        firstLoss = from.Number("first_loss");
        judgements = unchecked((ulong)from.Whole("judgements"));
    }

    public void Dispose()
    {
        foreach (var owned in (IDisposable?[])[rows, weights, validation, heldOut, noise])
        {
            owned?.Dispose();
        }
    }

    // The run goes on with its own noise and state, and where it has modules, which draw from the library's generator, with that where it was.
    private T Undisturbed<T>(Func<T> read)
    {
        lock (LibraryNoise.Gate)
        {
            using var scope = torch.NewDisposeScope();
            var kept = model.Context.Noise;
            var library = model.Context.State.HasModules ? LibraryNoise.Read() : null;
            using var state = model.Context.State.Clone();
            model.Context.Noise = noise;
            try
            {
                return read();
            }
            finally
            {
                model.Context.Noise = kept;
                model.Context.State.Restore(state);
                if (library is not null)
                {
                    LibraryNoise.Restore(library);
                }
            }
        }
    }

    // What is wrong with the test rows is found before the first step, not at the first reading.
    private void RequireUsable(Dataset rows)
    {
        try
        {
            rows.RequireFinite("The test split");
            _ = Undisturbed(() =>
            {
                run.WriteCurrentWeights(weights.Values);
                return LossOf(rows, run.CurrentUnconstrained()).Mean;
            });
        }
        catch (Exception failure) when (failure is HyperDslException or ExternalException)
        {
            Dispose();
            throw new HyperDslException($"The test rows, which MeasureTest asks for, cannot be evaluated: {failure.Message} Repair them, or leave MeasureTest out.", failure);
        }
    }

    private HealthReading Read()
    {
        var current = run.CurrentUnconstrained();
        run.WriteCurrentWeights(weights.Values);
        var onValidation = LossOf(validation, current);
        var onHeldOut = heldOut is null ? (Mean: double.NaN, Variance: double.NaN) : LossOf(heldOut, current);
        var (share, names, off) = AtBounds.Of(space, HostValues.Read(current));
        var alike = AnswersAlike(current);
        return new HealthReading(Gap(current, run.RateFactor), onValidation.Mean, onHeldOut.Mean, share, names)
        {
            SwitchedOff = off,
            AnswersAlike = alike,
            PassesTakenAgain = model.Context.PassesTakenAgain,
            HeldOutError = Math.Sqrt(onValidation.Variance + onHeldOut.Variance),
        };
    }

    /// <summary>
    /// Whether the outputs differ from row to row by next to nothing: of classes, of whatever scores; of numbers, beside what the targets do.
    /// </summary>
    private bool AnswersAlike(Tensor current)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var part = validation.ReadSlice(0, Math.Min(validation.Count, Math.Min(ComparedRows, model.Context.State.EvaluationRows)));
        model.Context.Begin(weights, current, part.Count, training: false);
        var outputs = model.Forward(InputType.CopyForModel(part.HeldInputs, weights.Values));
        if (part.Count < 2 || outputs.dim() == 0 || outputs.shape[0] != part.Count || !outputs.is_floating_point())
        {
            return false;
        }

        var expected = part.Targets.is_floating_point() ? Spread(part.Targets) : 1;
        return Spread(outputs) < Alike * expected;

        static double Spread(Tensor values) => (values.amax([0]) - values.amin([0])).max().to(ScalarType.Float64).item<double>();
    }

    /// <summary>The loss of all rows with the weights as they are, and the variance of that mean, from how much parts of them differ.</summary>
    private (double Mean, double Variance) LossOf(Dataset rows, Tensor current)
    {
        var count = (int)Math.Min(Parts, rows.Count);
        var (losses, sizes) = (new double[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            var start = rows.Count * i / count;
            sizes[i] = (rows.Count * (i + 1) / count) - start;
            using var part = rows.Slice(start, sizes[i]);
            losses[i] = SplitEvaluation.ValidationLoss(model, weights, current, part);
        }

        var mean = losses.Zip(sizes, (loss, size) => loss * size).Sum() / rows.Count;
        return (mean, count < 2 ? double.NaN : losses.Sum(loss => (loss - mean) * (loss - mean)) / (count - 1) / count);
    }

    // (L_T(w) − min L_T(w')) / |L_T(w)|, over w itself and the weights after each of a few steps on other minibatches, no larger than the
    // run's own steps are by now.
    private double Gap(Tensor current, double rateFactor)
    {
        var judges = new Minibatch[JudgingBatches];
        for (var i = 0; i < judges.Length; i++)
        {
            judges[i] = rows.Next();
        }

        var seed = ++judgements;
        var before = Judge(judges, current, seed);
        var lowest = before;
        var rule = UpdateRule.Of(space, settings);
        var point = rule.Read(current);
        using var optimizer = FlatOptimizer.Create(run.InnerRule, weights.Values, weights.Gradient, settings with { Momentum = rule.At(point).Momentum });
        for (var step = 0; step < FineTuningSteps; step++)
        {
            var batch = rows.Next();
            model.TrainingGradient(weights, current, batch);

            // The steps get shorter: weights at an optimum must not be carried off by the rate that they got there with.
            optimizer.Step(rule.At(point, Math.Max(LeastRate, rateFactor) * (1 - ((double)step / FineTuningSteps))));
            lowest = Math.Min(lowest, Judge(judges, current, seed));
        }

        var scale = Math.Max(Math.Abs(before), NegligibleShare * Math.Abs(firstLoss));
        return scale == 0 ? 0 : (before - lowest) / scale;
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
        using var first = split.ReadSlice(0, Math.Min(JudgedRows, split.Count));
        return first.To(place.Device, place.Type);
    }
}
