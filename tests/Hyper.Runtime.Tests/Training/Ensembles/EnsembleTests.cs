using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training.Ensembles;

/// <summary>An ensemble answers with the average of its members' own answers, and its members are what the run's response gives around û.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class EnsembleTests
{
    static EnsembleTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(Averaging.Outputs)]
    [InlineData(Averaging.Probabilities)]
    public async Task Predictions_are_the_average_of_those_of_the_members(Averaging averaging)
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        using var ensemble = result.Ensemble(5, new EnsembleOptions { Averaging = averaging, Candidates = 0 });
        using var scope = NewDisposeScope();
        Assert.Equal(5, ensemble.Members.Count);
        var rows = data.Validation.Inputs;
        var predicted = Numbers(ensemble.Predict(rows));
        var answers = ensemble.Members.Select(member => Numbers(averaging == Averaging.Outputs ? member.Model.Predict(rows) : member.Model.Predict(rows).to(ScalarType.Float64).softmax(1))).ToList();
        for (var i = 0; i < predicted.Length; i++)
        {
            var mean = answers.Average(answer => answer[i]);
            Assert.Equal(averaging == Averaging.Outputs ? mean : Math.Log(mean), predicted[i], 1e-6);
        }

        // The model's own loss of them; with averaged probabilities, their negative log likelihood.
        var labels = data.Validation.Targets.data<long>().ToArray();
        var likelihood = labels.Select((label, row) => averaging == Averaging.Outputs
            ? predicted[(row * 3) + (int)label] - Math.Log(Enumerable.Range(0, 3).Sum(c => Math.Exp(predicted[(row * 3) + c])))
            : Math.Log(answers.Average(answer => answer[(row * 3) + (int)label]))).Average();
        Assert.Equal(-likelihood, ensemble.ValidationLoss(data.Validation), 1e-6);
        var right = labels.Select((label, row) => Enumerable.Range(0, 3).MaxBy(c => predicted[(row * 3) + c]) == label ? 1.0 : 0).Average();
        Assert.Equal(right, ensemble.Accuracy(data.Validation), 12);
        Assert.Equal(right, ensemble.Calibration(data.Validation).Accuracy, 12);
    }

    [Fact]
    public async Task The_members_are_the_response_at_hyperparameters_as_far_from_the_tuned_ones_as_the_run_looked()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { PerturbationScale = 0.4, Fixed = nameof(SmallNetwork.Dropout) });
        using var ensemble = result.Ensemble(300, new EnsembleOptions { Scale = 0.5, Candidates = 0 });
        var space = ((ITuningResult)result).Space;
        var still = space.Hyperparameters.Single(info => info.Name == nameof(SmallNetwork.Dropout)).Offset;
        for (var i = 0; i < space.Count; i++)
        {
            var moved = ensemble.Members.Select(member => member.Unconstrained[i] - result.Response.Current[i]).ToArray();
            Assert.Equal(0, moved.Average(), 0.06);
            Assert.Equal(i == still ? 0 : 0.2, Math.Sqrt(moved.Average(by => by * by)), 0.04);
        }

        using var asked = result.Response.At([.. ensemble.Members[7].Unconstrained]);
        Assert.Equal(Numbers(ensemble.Members[7].Model.Weights), Numbers(asked.Weights));
    }

    [Fact]
    public async Task A_learned_scale_is_what_they_are_drawn_with()
    {
        using var data = SmallData.Labelled();
        using var result = await SelfTuneSmallNetwork.RunAsync(data, SelfTuneSmallNetwork.Settings with { ScaleLearningRate = 0.1 });
        using var one = result.Ensemble(1, new EnsembleOptions { Scale = 1, Candidates = 0 });
        using var two = result.Ensemble(1, new EnsembleOptions { Scale = 2, Candidates = 0 });
        var scales = result.PerturbationScales!;
        Assert.True(scales.Max() - scales.Min() > 0.01, "Each value has a scale of its own.");
        var (first, second) = (Noise(one, 1), Noise(two, 2));
        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 9));
        Assert.All(first, number => Assert.InRange(number, -5, 5));
        Assert.True(first.Distinct().Count() > 1);

        double[] Noise(Ensemble<SmallNetwork.Trained> ensemble, double scale) =>
            [.. ensemble.Members[0].Unconstrained.Select((at, i) => (at - result.Response.Current[i]) / (scale * scales[i]))];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task One_member_without_a_distance_is_the_model_itself(int candidates)
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        using var ensemble = result.Ensemble(1, new EnsembleOptions { Scale = 0, Candidates = candidates });
        using var scope = NewDisposeScope();
        Assert.Equal(Numbers(result.Model.Predict(data.Validation.Inputs)), Numbers(ensemble.Predict(data.Validation.Inputs)));
        Assert.Equal(result.ValidationLoss, ensemble.ValidationLoss(data.Validation));
        Assert.Equal(result.Model.Accuracy(data.Validation), ensemble.Accuracy(data.Validation));
        Assert.Equal(result.Model.Calibration(data.Validation), ensemble.Calibration(data.Validation));
    }

    [Fact]
    public async Task A_seed_gives_one_ensemble_and_another_one_another()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        using var one = result.Ensemble(4, new EnsembleOptions { Seed = 5 });
        using var again = result.Ensemble(4, new EnsembleOptions { Seed = 5 });
        using var other = result.Ensemble(4, new EnsembleOptions { Seed = 6 });
        using var scope = NewDisposeScope();
        var rows = data.Validation.Inputs;
        Assert.Equal(Numbers(one.Predict(rows)), Numbers(again.Predict(rows)));
        Assert.NotEqual(Numbers(one.Predict(rows)), Numbers(other.Predict(rows)));

        // More draws go on from those that there are.
        using var few = result.Ensemble(2, new EnsembleOptions { Candidates = 0 });
        using var more = result.Ensemble(3, new EnsembleOptions { Candidates = 0 });
        Assert.Equal(few.Members[1].Unconstrained, more.Members[1].Unconstrained);
    }

    [Fact]
    public async Task Chosen_members_lose_no_more_on_the_validation_rows_than_the_tuned_model_alone()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data);
        using var ensemble = result.Ensemble(8);

        // The first choice is of all candidates, that at û among them.
        using var one = result.Ensemble(1);
        Assert.True(one.ValidationLoss(data.Validation) <= result.ValidationLoss + 1e-6);
        Assert.Equal(8, ensemble.Members.Select(member => string.Join(' ', member.Unconstrained)).Distinct().Count());

        // Of all that there are, nothing is chosen.
        using var all = result.Ensemble(5, new EnsembleOptions { Candidates = 4 });
        using var drawn = result.Ensemble(4, new EnsembleOptions { Candidates = 0 });
        Assert.Equal(
            drawn.Members.Select(member => string.Join(' ', member.Unconstrained)).Append(string.Join(' ', result.Response.Current)).Order(),
            all.Members.Select(member => string.Join(' ', member.Unconstrained)).Order());
    }

    [Fact]
    public async Task Quantities_are_averaged_as_they_are_and_have_no_probabilities()
    {
        using var data = SmallRegression();
        using var result = await TuneSmallLinearResponse.RunAsync(data);
        using var ensemble = result.Ensemble(3);
        using var scope = NewDisposeScope();
        var mean = ensemble.Members.Select(member => member.Model.Predict(data.Validation.Inputs)).Aggregate((sum, next) => sum + next) / 3;
        Assert.True(mean.allclose(ensemble.Predict(data.Validation.Inputs), 1e-6, 1e-7));
        var failure = Assert.Throws<HyperDslException>(() => ensemble.Calibration(data.Validation));
        Assert.Contains("There is no calibration of outputs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_a_response_says_why_it_has_no_ensemble()
    {
        using var data = SmallData.Labelled();
        using var result = await ImplicitSmooth.RunAsync(data, ImplicitSmooth.Settings with { Steps = 20 });
        Assert.Contains("kept no response", Assert.Throws<HyperDslException>(() => result.Ensemble()).Message, StringComparison.Ordinal);
        using var search = await GridSmallNetwork.RunAsync(data);
        Assert.Contains("A search trains at the points", Assert.Throws<HyperDslException>(() => ((ITuningResult)search).Ensemble()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_out_of_range_are_refused_by_name()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 });
        Assert.StartsWith("The number of members of an ensemble is 0; it must be at least 1.", Refused(0, new()), StringComparison.Ordinal);
        Assert.StartsWith("Scale of an ensemble is -1; it must be a finite number, 0 or above.", Refused(1, new() { Scale = -1 }), StringComparison.Ordinal);
        Assert.StartsWith("Candidates of an ensemble is -1; it must be 0, or 0 or above,", Refused(1, new() { Candidates = -1 }), StringComparison.Ordinal);
        Assert.StartsWith("Candidates of an ensemble is 3; it must be 0, or 4 or above, so that 5 members can be chosen.", Refused(5, new() { Candidates = 3 }), StringComparison.Ordinal);
        Assert.StartsWith("Averaging of an ensemble is 7; it must be one of the enum's members.", Refused(1, new() { Averaging = (Averaging)7 }), StringComparison.Ordinal);

        string Refused(int members, EnsembleOptions options) => Assert.Throws<HyperDslException>(() => result.Ensemble(members, options)).Message;
    }

    [Fact]
    public async Task An_ensemble_outlives_its_result_and_leaves_nothing_behind()
    {
        using var data = SmallData.Labelled();
        await Once();
        var before = LiveTensors();
        for (var i = 0; i < 3; i++)
        {
            await Once();
        }

        Assert.InRange(LiveTensors() - before, long.MinValue, 2);

        async Task Once()
        {
            Ensemble<SmallNetwork.Trained> ensemble;
            using (var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Steps = 20 }))
            {
                ensemble = result.Ensemble(4);
                using var probable = result.Ensemble(2, new EnsembleOptions { Averaging = Averaging.Probabilities });
                using var answer = probable.Predict(data.Validation.Inputs);
            }

            Assert.InRange(ensemble.ValidationLoss(data.Validation), 0, 10);
            ensemble.Calibration(data.Validation);
            ensemble.Dispose();
            Assert.Throws<ObjectDisposedException>(() => ensemble.Predict(data.Validation.Inputs));
        }
    }

    private static DataSplits SmallRegression()
    {
        using var scope = NewDisposeScope();
        using var noise = new Generator(3);
        var inputs = randn(60, 4, generator: noise);
        var targets = inputs.matmul(randn(4, 3, generator: noise)) + (randn(60, 3, generator: noise) * 0.3);
        using var all = new Dataset(inputs.DetachFromDisposeScope(), targets.DetachFromDisposeScope());
        return DataSplits.InOrder(all, 40, 20);
    }

    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Tensor.TotalCount;
    }

    private static double[] Numbers(Tensor tensor) => [.. tensor.to(ScalarType.Float64).contiguous().data<double>()];
}
