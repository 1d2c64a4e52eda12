using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Data in the shapes and types that people have are learned from, and those that do not fit are refused before the first step.</summary>
public sealed class DataShapeTests : IDisposable
{
    private readonly Generator noise = new(5);

    static DataShapeTests() => NativeBackend.EnsureLoaded();

    public void Dispose() => noise.Dispose();

    [Fact]
    public async Task A_label_for_each_pixel()
    {
        using var data = Split(rand(40, 1, 6, 6, generator: noise), randint(0, 3, [40, 6, 6], dtype: ScalarType.Int16, generator: noise));
        using var result = await TunePixelClasses.RunAsync(data);
        Assert.True(double.IsFinite(result.ValidationLoss));
        Assert.InRange(result.Model.Accuracy(data.Validation), 0.1, 0.9);
        data.Validation.Targets[3, 1, 1].fill_(3);
        await Refuses(TunePixelClasses.RunAsync(data), "The label of row 3 of the validation split (counted from 0) is 3, and the model has 3 outputs");
        data.Validation.Targets[3, 1, 1].fill_(-100);
        using var ignoring = await TunePixelClasses.RunAsync(data);
    }

    [Fact]
    public async Task Labels_that_start_at_one_are_told_so()
    {
        using var data = SmallData.Labelled();
        data.Training.Targets.add_(1);
        data.Validation.Targets.add_(1);
        await Refuses(TuneSmallNetwork.RunAsync(data), "numbered from 1: subtract 1");
        await Refuses(TuneSmallNetwork.TrainAtAsync(new(), data), "classes are numbered from 0 to 2");
    }

    [Fact]
    public async Task A_label_beyond_the_outputs_says_its_row_before_the_first_step()
    {
        using var data = SmallData.Labelled();
        data.Training.Targets[41].fill_(17);
        var steps = 0;
        await Refuses(
            TuneSmallNetwork.RunAsync(data, new Progress(() => steps++)),
            "The label of row 41 of the training split (counted from 0) is 17, and the model has 3 outputs",
            "labels up to 17: give the last layer 18 outputs");
        Assert.Equal(0, steps);
        data.Training.Targets[41].fill_(-2);
        await Refuses(TuneSmallNetwork.RunAsync(data), "is -2");
    }

    [Fact]
    public async Task Rows_against_rows_are_refused()
    {
        using var fitting = Split(rand(40, 4, generator: noise), rand(40, generator: noise));
        using var result = await TuneNumberOfRow.RunAsync(fitting);
        Assert.Contains("quantities", Assert.Throws<HyperDslException>(() => result.Model.Accuracy(fitting.Validation)).Message, StringComparison.Ordinal);
        using var column = Split(rand(40, 4, generator: noise), rand(40, 1, generator: noise));
        await Refuses(TuneNumberOfRow.RunAsync(column), "the shape [3]", "targets have [3, 1]", "[3, 3]");
    }

    [Fact]
    public async Task One_logit_has_an_accuracy()
    {
        using var rows = rand(120, 4, generator: noise) - 0.5;
        using var data = Split(rows.clone(), rows.narrow(1, 0, 1).gt(0).to(ScalarType.Float32));
        using var result = await TuneOneLogit.RunAsync(data);
        using var outputs = result.Model.Predict(data.Validation.Inputs);
        Assert.Equal(outputs.gt(0).eq(data.Validation.Targets.gt(0)).to(ScalarType.Float64).mean().item<double>(), result.Model.Accuracy(data.Validation), 12);
        Assert.InRange(result.Model.Accuracy(data.Validation), 0.8, 1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(1_000)]
    public async Task Bytes_are_the_numbers_that_they_stand_for(int batchSize)
    {
        using var bytes = randint(0, 255, [60, 8], dtype: ScalarType.Byte, generator: noise);
        using var labels = randint(0, 3, 60, dtype: ScalarType.Int64, generator: noise);
        using var small = Split(bytes.clone(), labels.clone());
        using var wide = Split(bytes.to(ScalarType.Float32), labels.clone());
        var settings = TuneSmallNetwork.Settings with { Steps = 40, BatchSize = batchSize, ValidationBatchSize = batchSize };
        using var one = await TuneSmallNetwork.RunAsync(small, settings);
        using var other = await TuneSmallNetwork.RunAsync(wide, settings);
        Assert.Equal(ScalarType.Byte, small.Training.Inputs.dtype);
        Assert.Equal(other.Model.Weights.data<float>().ToArray(), one.Model.Weights.data<float>().ToArray());
        Assert.Equal(other.ValidationLoss, one.ValidationLoss);
        using var predicted = one.Model.Predict(small.Validation.Inputs);
        using var expected = other.Model.Predict(wide.Validation.Inputs);
        Assert.Equal(expected.data<float>().ToArray(), predicted.data<float>().ToArray());
        var (report, same) = (await TuneSmallNetwork.CheckHypergradientAsync(small, settings: settings), await TuneSmallNetwork.CheckHypergradientAsync(wide, settings: settings));
        Assert.Equal(same.ToString(), report.ToString());
    }

    [Fact]
    public async Task Halves_are_converted_batch_by_batch()
    {
        using var halves = rand(60, 8, generator: noise).to(ScalarType.Float16);
        using var labels = randint(0, 3, 60, dtype: ScalarType.Int64, generator: noise);
        using var small = Split(halves.clone(), labels.clone());
        using var wide = Split(halves.to(ScalarType.Float32), labels.clone());
        var settings = TuneSmallNetwork.Settings with { Steps = 40, BatchSize = 8 };
        using var one = await TuneSmallNetwork.RunAsync(small, settings);
        using var other = await TuneSmallNetwork.RunAsync(wide, settings);
        Assert.Equal(other.Model.Weights.data<float>().ToArray(), one.Model.Weights.data<float>().ToArray());
    }

    [Fact]
    public async Task Words_stay_whole_numbers()
    {
        using var words = randint(0, 20, [40, 7], dtype: ScalarType.Int32, generator: noise);
        using var labels = randint(0, 3, 40, dtype: ScalarType.Int64, generator: noise);
        using var whole = Split(words.clone(), labels.clone());
        using var floats = Split(words.to(ScalarType.Float32), labels.clone());
        using var one = await TuneWordClasses.RunAsync(whole);
        using var other = await TuneWordClasses.RunAsync(floats);
        Assert.Equal(other.Model.Weights.data<float>().ToArray(), one.Model.Weights.data<float>().ToArray());
        Assert.Equal(other.Model.Accuracy(floats.Validation), one.Model.Accuracy(whole.Validation));
    }

    [Fact]
    public async Task Whole_numbers_are_no_inputs_to_a_matrix()
    {
        using var data = Split(randint(0, 9, [40, 8], dtype: ScalarType.Int64, generator: noise), randint(0, 3, 40, dtype: ScalarType.Int64, generator: noise));
        await Refuses(TuneSmallNetwork.RunAsync(data), "inputs of Int64", "Convert them to floating-point");
    }

    private static DataSplits Split(Tensor inputs, Tensor targets)
    {
        using var all = new Dataset(inputs, targets);
        var third = (int)all.Count / 4;
        return DataSplits.InOrder(all, (int)all.Count - third, third);
    }

    private static async Task Refuses<T>(Task<T> run, params string[] words)
    {
        var exception = await Assert.ThrowsAsync<HyperDslException>(() => run);
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }

    private sealed class Progress(Action report) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => report();
    }
}
