using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Training;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Cuda;

/// <summary>What needs a GPU; where there is none these skip themselves. <c>benchmarks/gpu.sh</c> runs them where there is no SDK.</summary>
[Trait("Needs", "CUDA")]
public sealed class CudaTests
{
    static CudaTests() => NativeBackend.EnsureLoaded();

    /// <summary>Where the tests compute; the runner of a publish may try them on another device.</summary>
    internal static string Device { get; set; } = "cuda";

    [SkippableFact]
    public async Task A_run_learns()
    {
        Require();
        using var data = SmallData.Labelled();
        using var result = await TuneSmallNetwork.RunAsync(data, TuneSmallNetwork.Settings with { Device = Device });
        Assert.True(result.ValidationLoss < result.History[0].ValidationLoss);
    }

    [SkippableFact]
    public async Task A_run_goes_on_from_its_checkpoint()
    {
        Require();
        using var data = SmallData.Labelled();
        using var folder = new TempFolder();
        var settings = TuneSmallNetwork.Settings with { Steps = 40, ReportEvery = 10, Device = Device };
        using var whole = await TuneSmallNetwork.RunAsync(data, settings);
        var checkpoints = new CheckpointFolder(folder.Root) { Every = null };
        using (var stop = new CancellationTokenSource())
        {
            using var part = await TuneSmallNetwork.RunAsync(data, checkpoints, settings, progress: new Callback(report => stop.Cancel()), stop: stop.Token);
            Assert.Equal(RunEnding.Stopped, part.Ending);
        }

        using var rest = await TuneSmallNetwork.RunAsync(data, checkpoints, settings);
        Assert.Equal(11, rest.ResumedFrom);
        using var before = whole.Model.Weights.cpu();
        using var after = rest.Model.Weights.cpu();
        Assert.True(before.allclose(after, 1e-4, 1e-5));
    }

    [SkippableFact]
    public async Task What_was_saved_there_is_loaded_there_and_on_the_host()
    {
        Require();
        using var data = SmallData.Labelled();
        using var result = await TuneSmallSharedNet.RunAsync(data, TuneSmallSharedNet.Settings with { Device = Device, Steps = 20 });
        using var content = new MemoryStream();
        result.Save(content);
        foreach (var place in (string[])["cpu", Device])
        {
            content.Position = 0;
            using var response = SmallSharedNet.LoadResponse(content, new Device(place));
            using var model = response.ModelAt(response.Hyperparameters);
            Assert.Equal(new Device(place).type, model.Weights.device_type);
            Assert.All(model.State, entry => Assert.Equal(model.Weights.device_type, entry.Value.device_type));
            Assert.Equal(result.ValidationLoss, model.ValidationLoss(data.Validation), 1e-5);
            using var saved = new MemoryStream();
            model.Save(saved);
            saved.Position = 0;
            using var loaded = SmallSharedNet.Load(saved, new Device(place));
            Assert.Equal(model.ValidationLoss(data.Validation), loaded.ValidationLoss(data.Validation));
        }
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public void Losses_and_gradients_are_those_of_the_host(int samples)
    {
        Require();
        using var scope = NewDisposeScope();
        manual_seed(3);
        var values = randn(samples, CompiledRegression.Layout.Weights.WeightCount, dtype: ScalarType.Float64);
        var u = randn(samples, CompiledRegression.Hyperparameters.Space.Count, dtype: ScalarType.Float64) - 1;
        var (inputs, targets) = (randn(12, 8, dtype: ScalarType.Float64), randn(12, 2, dtype: ScalarType.Float64));
        var (loss, gradient) = Differentiate("cpu");
        var (lossThere, gradientThere) = Differentiate(Device);
        Assert.Equal(loss, lossThere, 1e-10 * Math.Abs(loss));
        Assert.True(gradient.allclose(gradientThere, 1e-10, 1e-10));

        (double Loss, Tensor Gradient) Differentiate(string device)
        {
            var place = new Device(device);
            IHyperModel model = new CompiledRegression();
            using var context = model.Context;
            using var weights = new ElementaryWeights(CompiledRegression.Layout.Weights, samples, ScalarType.Float64, place);
            using (no_grad())
            {
                weights.Values.copy_(values);
            }

            var batch = new Minibatch(inputs.to(place), targets.to(place), arange(12, dtype: ScalarType.Int64, device: place));
            var loss = model.TrainingGradient(weights, u.to(place), batch);
            return (loss.cpu().item<double>(), weights.Gradient.cpu().clone());
        }
    }

    /// <summary>The second look holds compiled passes against autograd: on a device other kernels do both.</summary>
    [SkippableTheory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public async Task Compiled_passes_give_what_autograd_gives(Precision precision)
    {
        Require();
        using var labelled = SmallData.Labelled();
        using var flat = Rows([8], rows => randn(rows, 2, dtype: ScalarType.Float64));
        using var classes = Rows([6], Classes);
        using var images = Rows([81], Classes);
        await AssertAgrees((data, settings) => TuneSmallNetwork.RunAsync(data, settings), TuneSmallNetwork.Settings, labelled);
        await AssertAgrees((data, settings) => SelfTuneSmallNetwork.RunAsync(data, settings), SelfTuneSmallNetwork.Settings, labelled);
        await AssertAgrees((data, settings) => DeltaSelfTuneSmallNetwork.RunAsync(data, settings), DeltaSelfTuneSmallNetwork.Settings, labelled);
        await AssertAgrees((data, settings) => TuneCompiledClassifier.RunAsync(data, settings), TuneCompiledClassifier.Settings, classes);
        await AssertAgrees((data, settings) => TuneCompiledRegression.RunAsync(data, settings), TuneCompiledRegression.Settings, flat);
        await AssertAgrees((data, settings) => TuneCompiledImages.RunAsync(data, settings), TuneCompiledImages.Settings, images);

        async Task AssertAgrees<TResult>(Func<DataSplits, ExperimentSettings, Task<TResult>> run, ExperimentSettings settings, DataSplits data)
            where TResult : ITuningResult
        {
            using var result = await run(data, settings with { Steps = 4, WarmupSteps = 0, HealthChecks = 0, Precision = precision, Device = Device });
            Assert.Empty(result.Warnings);
        }
    }

    [SkippableFact]
    public void Pooling_gives_what_the_library_gives()
    {
        Require();
        using var scope = NewDisposeScope();
        foreach (var shape in (long[][])[[4, 3, 8, 8], [3, 9, 7]])
        {
            var images = randn(shape, device: new Device(Device)).requires_grad_();
            var expected = nn.functional.max_pool2d(images, 2, 2);
            var gradient = randn_like(expected);
            var back = autograd.grad([expected], [images], [gradient])[0];
            using var untraced = no_grad();
            Assert.True(MaxPooling.Of(images, 2, 2, out var places).Equals(expected));
            Assert.True(MaxPooling.PullBack(gradient, images, places).allclose(back));
        }
    }

    [SkippableFact]
    public void A_part_of_a_pass_keeps_autograd()
    {
        Require();
        using var scope = NewDisposeScope();
        using var untraced = no_grad();
        var x = randn(5, 3, device: new Device(Device));
        var part = AutogradPart.Of([x], inputs => [inputs[0].tanh(), inputs[0].argmax(1)]);
        var back = part.PullBack([ones_like(x), null])[0]!;
        Assert.True(back.allclose(1 - x.tanh().square(), 1e-5, 1e-6));
    }

    [SkippableFact]
    public async Task A_search_and_its_trainings()
    {
        Require();
        using var data = SmallData.Labelled();
        using var result = await RandomSmallNetwork.RunAsync(data, RandomSmallNetwork.Settings with { Trials = 3, Steps = 20, Device = Device });
        Assert.Equal(3, result.Trials.Count);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("pass of", StringComparison.Ordinal));
    }

    private static void Require() => Skip.IfNot(Device == "cpu" || cuda.is_available(), "The native library in use has no CUDA device.");

    private static Tensor Classes(int rows) => randint(3, rows, dtype: ScalarType.Int64);

    private static DataSplits Rows(long[] features, Func<int, Tensor> targets)
    {
        return new DataSplits(Split(), Split());

        Dataset Split()
        {
            using var scope = NewDisposeScope();
            return new(randn([60, .. features], dtype: ScalarType.Float64).DetachFromDisposeScope(), targets(60).DetachFromDisposeScope());
        }
    }
}
