using PaperFigures.Exact;
using PaperFigures.Pictures;

namespace PaperFigures.Figures;

/// <summary>How a method fares over processor seconds, over its seeds.</summary>
internal sealed class Course
{
    private readonly List<TunedRun> runs;
    private readonly string label;
    private readonly int color;
    private readonly double[][] exactValidation;
    private readonly double[][] exactTest;

    private Course(Contestant contestant, List<TunedRun> runs, RidgeProblem ridge, int checkpoints)
    {
        Name = contestant.Name;
        label = contestant.Label;
        color = contestant.Color;
        this.runs = runs;
        double[] shares = Grid.Between(0, 1, checkpoints);
        double[][][] responses = [.. runs.Select(run => shares.Select(share => ridge.ResponseOfWeights(contestant.InOneLayer(run.Way.At(share)))).ToArray())];
        exactValidation = [.. responses.Select(run => run.Select(ridge.ValidationLoss).ToArray())];
        exactTest = [.. responses.Select(run => run.Select(ridge.TestLoss).ToArray())];
        Times = [.. shares.Select(share => share * ProcessorSeconds)];
    }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>Processor seconds at the checkpoints, the mean over seeds.</summary>
    public double[] Times { get; }

    /// <summary>Processor seconds of a run, the mean over seeds.</summary>
    public double ProcessorSeconds => runs.Average(run => run.ProcessorSeconds);

    /// <summary>The final weights' validation loss, the mean over seeds.</summary>
    public double Validation => runs.Average(run => run.ValidationLoss);

    /// <summary>The validation loss of the exact response at the final û, the mean over seeds.</summary>
    public double ExactValidation => exactValidation.Average(run => run[^1]);

    /// <summary>The minibatch validation losses of the run, smoothed, over time.</summary>
    public Series InHand
    {
        get
        {
            double[] times = Grid.Between(ProcessorSeconds / 20, ProcessorSeconds, 40);
            return Series.Band(label, times, [.. runs.Select(run => (IReadOnlyList<double>)[.. times.Select(time => run.Smoothed(time / ProcessorSeconds))])], color);
        }
    }

    /// <summary>The validation loss of the exact response over time.</summary>
    public Series Exact => Series.Band(label, Times, exactValidation, color);

    /// <summary>The test loss of the exact response over time.</summary>
    public Series Test => Series.Band(label, Times, exactTest, color);

    /// <summary>How the method ended, in words.</summary>
    public string Words => FormattableString.Invariant(
        $"{Name}: validation loss {Validation:F4}, of the exact response {ExactValidation:F4}, {ProcessorSeconds:F1} processor seconds");

    public static Course Of(Contestant contestant, List<TunedRun> runs, RidgeProblem ridge, int checkpoints) => new(contestant, runs, ridge, checkpoints);

    /// <summary>Of the first half of the time that both ran, the share in which this one's exact response is the better one.</summary>
    public double ShareAheadOf(Course other)
    {
        const int Moments = 40;
        double half = Math.Min(Times[^1], other.Times[^1]) / 2;
        return Grid.Between(half / Moments, half, Moments).Average(time => At(time) < other.At(time) ? 1.0 : 0.0);
    }

    /// <summary>Adds the method's row, with what its seeds spread over.</summary>
    public void AddTo(Summary summary) => summary.AddRow(
        ("method", Name),
        ("seeds", (double)runs.Count),
        ("seconds", runs.Average(run => run.Seconds)),
        ("processor_seconds", ProcessorSeconds),
        ("validation_loss", Validation),
        ("exact_response_validation_loss", ExactValidation),
        ("exact_response_validation_loss_worst", exactValidation.Max(run => run[^1])),
        ("test_loss", runs.Average(run => run.TestLoss)),
        ("exact_response_test_loss", exactTest.Average(run => run[^1])));

    private double At(double time)
    {
        double place = time / ProcessorSeconds * (Times.Length - 1);
        int before = Math.Min((int)place, Times.Length - 2);
        return exactValidation.Average(run => run[before] + ((place - before) * (run[before + 1] - run[before])));
    }
}
