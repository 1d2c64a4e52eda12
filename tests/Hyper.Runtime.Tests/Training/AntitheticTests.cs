using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Algorithms;
using Hyper.Runtime.Training.Perturbations;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Antithetic perturbations: pairs of opposite displacements that see the same rows.</summary>
public sealed class AntitheticTests
{
    static AntitheticTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(SampleRows.Divide, 2, 16)]
    [InlineData(SampleRows.Divide, 8, 16)]
    [InlineData(SampleRows.Repeat, 2, 15)]
    [InlineData(SampleRows.Repeat, 6, 15)]
    [InlineData(SampleRows.Divide, 4, 60)]
    public void A_pair_is_opposite_and_sees_the_same_rows(SampleRows rows, int samples, int batchSize)
    {
        using var data = SmallData.Labelled();
        using var run = new Probe(data, rows, new ExperimentSettings { HyperSamples = samples, BatchSize = batchSize, Antithetic = true });
        using var scope = NewDisposeScope();
        for (var step = 0; step < 5; step++)
        {
            run.Step(step);
            Assert.True(run.Drawn!.narrow(0, 0, samples / 2).equal(-run.Drawn.narrow(0, samples / 2, samples / 2)).all().item<bool>());
            var each = run.Rows!.data<long>().ToArray().Chunk(run.Rows.data<long>().ToArray().Length / samples).ToArray();
            Assert.Equal(rows == SampleRows.Repeat ? batchSize : batchSize * 2 / samples, each[0].Length);
            for (var pair = 0; pair < samples / 2; pair++)
            {
                Assert.Equal(each[pair], each[pair + (samples / 2)]);
            }
        }
    }

    [Theory]
    [InlineData(SampleRows.Repeat, 3, 16, "HyperSamples is 3; with Antithetic it must be even")]
    [InlineData(SampleRows.Divide, 6, 16, "BatchSize is 16; with Antithetic it must be a multiple of the 3 pairs")]
    public void Samples_that_make_no_pairs_are_named(SampleRows rows, int samples, int batchSize, string message)
    {
        using var data = SmallData.Labelled();
        var exception = Assert.Throws<HyperDslException>(() =>
            new Probe(data, rows, new ExperimentSettings { HyperSamples = samples, BatchSize = batchSize, Antithetic = true }));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The noise that pairs remove: at a response without slope, where every sample has the same weights and no penalty
    /// tells them apart, z and −z have the same gradient, and what they teach about the slope cancels to nothing. Single
    /// samples teach noise there.
    /// </summary>
    [Fact]
    public void What_is_even_in_the_perturbation_cancels()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(2);
        using var response = new SmallLinearResponse.BestResponse(ScalarType.Float64, CPU, noise);
        var z = zeros(4, 3, dtype: ScalarType.Float64);
        AntitheticPairs.Draw(z, 0.5, new NormalNumbers(2));
        var same = randn(2, 15, dtype: ScalarType.Float64, generator: noise);
        response.PullBack(z, z, cat([same, same]));
        Assert.Equal(0, response.Parameters.Gradient.narrow(0, 0, 45).abs().max().item<double>(), 1e-15);
        Assert.NotEqual(0, response.Parameters.Gradient.narrow(0, 45, 15).abs().max().item<double>(), 1e-3);
    }

    // A joint run that shows what its inner half-steps draw.
    private sealed class Probe(DataSplits data, SampleRows rows, ExperimentSettings settings)
        : ResponseRun<SmallNetwork, SmallNetwork.Trained, SmallNetwork.Hyperparameters, SmallNetwork.BestResponse>(
            data, settings, settings.HyperSamples, rows, OptimizerKind.Adam, OptimizerKind.Adam, antithetic: settings.Antithetic)
    {
        public Tensor? Drawn { get; private set; }

        public Tensor? Rows { get; private set; }

        protected override Tensor InnerStep()
        {
            var batch = TrainingRows.Next();
            Drawn = Perturb().clone();
            Rows = batch.Examples;
            Response.Respond(Drawn, TrainingWeights.Values);
            return TrainingLoss(batch, Hyperparameters.Current + Drawn);
        }

        protected override Tensor OuterStep() => zeros([]);

        protected override Tensor Reference() => Hyperparameters.Current;
    }
}
