using System.Globalization;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>
/// A pass with a hyperparameter for each of a million rows makes a number for each row of its minibatch, and not a million: with the values
/// of its sample for each of 100 rows it would be 400 MB.
/// </summary>
[Collection(nameof(AloneInProcess))]
public sealed class ExampleMemoryTests
{
    private const int Rows = 100;
    private const int Examples = 1_000_000;

    static ExampleMemoryTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Only_the_values_of_the_minibatch_are_gathered(int samples, bool usesAutograd)
    {
        using var setting = new Setting(samples, usesAutograd);
        setting.Pass();
        using var scope = NewDisposeScope();
        var peak = Peak.Start();
        setting.Pass();

        // Everything that the pass has made is in the scope still, and what it has made and freed is in the peak.
        Assert.InRange(setting.BytesIn(scope), Rows, 1 << 20);
        Assert.InRange(peak.Growth(), 0, 64 << 20);

        // The gradient is right: it comes from the rows' own values, of the row's own sample.
        Assert.Equal(setting.Expected(), setting.Weights.Gradient.data<float>().ToArray(), (one, other) => Math.Abs(one - other) < 1e-4);
    }

    [Fact]
    public void The_measure_sees_all_values_for_each_row()
    {
        using var setting = new Setting(samples: 2, usesAutograd: false);
        setting.Pass();
        using var scope = NewDisposeScope();
        var peak = Peak.Start();
        setting.Model.Trust.ForRowsOf(zeros(30, 4));
        Assert.InRange(setting.BytesIn(scope), 30L * Examples * sizeof(float), long.MaxValue);
        Assert.InRange(peak.Growth(), peak.IsKnown ? 64 << 20 : 0, long.MaxValue);
    }

    private sealed class Setting : IDisposable
    {
        private readonly DisposeScope owned = NewDisposeScope();
        private readonly Tensor unconstrained;
        private readonly Minibatch batch;

        public Setting(int samples, bool usesAutograd)
        {
            using var noise = new Generator(5);
            Model = new MillionExamples();
            ((IHyperModel)Model).Context.UsesAutograd = usesAutograd;
            Weights = new ElementaryWeights(MillionExamples.Layout.Weights, samples, ScalarType.Float32, CPU);
            using (no_grad())
            {
                Weights.Values.copy_(randn(samples, 4, generator: noise));
            }

            unconstrained = randn(samples, Examples, generator: noise);
            batch = new Minibatch(randn(Rows, 4, generator: noise), randn(Rows, 1, generator: noise), randint(0, Examples, Rows, dtype: ScalarType.Int64, generator: noise));
        }

        public MillionExamples Model { get; }

        public ElementaryWeights Weights { get; }

        public void Pass() => ModelPasses.TrainingGradient(Model, Weights, unconstrained, batch);

        /// <summary>Bytes of the tensors in a scope, without views of the hyperparameters.</summary>
        public long BytesIn(DisposeScope scope) => scope.DisposablesView.OfType<Tensor>()
            .Where(tensor => !tensor.IsInvalid && !(tensor.dtype == ScalarType.Float32 && tensor.storage<float>().data_ptr() == unconstrained.storage<float>().data_ptr()))
            .Sum(tensor => tensor.NumberOfElements * tensor.ElementSize);

        /// <summary>The gradient by hand: the mean over all rows of trust · (w·x − y)².</summary>
        public float[] Expected()
        {
            using var scope = NewDisposeScope();
            var samples = Weights.Samples;
            var each = Rows / samples;
            return [.. Enumerable.Range(0, samples).SelectMany(sample =>
            {
                var (x, y) = (batch.Inputs[0].narrow(0, sample * each, each), batch.Targets.narrow(0, sample * each, each));
                var trust = unconstrained[sample].index_select(0, batch.Examples.narrow(0, sample * each, each)).sigmoid().unsqueeze(1);
                var w = Weights.Values.detach()[sample].unsqueeze(1);
                return (trust * 2 * (x.mm(w) - y) * x / Rows).sum([0L]).data<float>().ToArray();
            })];
        }

        public void Dispose()
        {
            ((IHyperModel)Model).Context.Dispose();
            Weights.Dispose();
            owned.Dispose();
        }
    }

    /// <summary>The most memory that the process has had since a moment, where the system tells: Linux does.</summary>
    private readonly record struct Peak(long Before)
    {
        public bool IsKnown => Before > 0;

        public static Peak Start()
        {
            try
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
                return new Peak(Read());
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return new Peak(0);
            }
        }

        public long Growth() => IsKnown ? Math.Max(0, Read() - Before) : 0;

        private static long Read() => 1_024 * long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', '\t').First(word => word.Length > 0 && char.IsDigit(word[0])), CultureInfo.InvariantCulture);
    }
}
