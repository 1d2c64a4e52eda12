using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Data;
using Hyper.Runtime.Tests.ExactAnswers;
using Hyper.Runtime.Tests.Models;

namespace Hyper.Runtime.Tests.Saving;

/// <summary>One model class, tuned with several families: what each experiment learned is its own.</summary>
public sealed class ExperimentFamilyTests : IDisposable
{
    static ExperimentFamilyTests() => NativeBackend.EnsureLoaded();

    private readonly TempFolder folder = new();
    private readonly DataSplits data = DigitSplits.OneHot(1);

    private static ExperimentSettings Short(ExperimentSettings settings) => settings with { Steps = 20, HealthChecks = 0 };

    public void Dispose()
    {
        data.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_response_is_loaded_through_its_experiment()
    {
        using var structured = await TuneRidgeScalarStructured.RunAsync(data, Short(TuneRidgeScalarStructured.Settings));
        using var mlp = await TuneRidgeScalarMlp.RunAsync(data, Short(TuneRidgeScalarMlp.Settings));
        RoundTrip.RequireSame(structured.Response, stream => TuneRidgeScalarStructured.LoadResponse(stream), 0, 0.3, -2);
        RoundTrip.RequireSame(mlp.Response, stream => TuneRidgeScalarMlp.LoadResponse(stream), 0, 0.3, -2);

        var path = Path.Combine(folder.Root, "response.safetensors");
        structured.Save(path);
        using var loaded = TuneRidgeScalarStructured.LoadResponse(path);
        Assert.Equal(structured.ValidationLossAt(new RidgeScalar.Hyperparameters()), loaded.ValidationLossAt(new RidgeScalar.Hyperparameters(), data.Validation));
    }

    [Fact]
    public async Task A_response_of_another_family_is_refused()
    {
        using var structured = await TuneRidgeScalarStructured.RunAsync(data, Short(TuneRidgeScalarStructured.Settings));
        var file = RoundTrip.Saved(structured.Save);
        Refuses(stream => TuneRidgeScalarMlp.LoadResponse(stream), "family is \"Structured\" in the file, and \"Mlp(HiddenUnits = 50)\" in RidgeScalar.");
        Refuses(stream => RidgeScalar.LoadResponse(stream), "family is \"Structured\" in the file, and \"Linear\" in RidgeScalar.");

        void Refuses(Func<Stream, IDisposable> load, string message)
        {
            using var stream = new MemoryStream(file);
            Assert.Contains(message, Assert.Throws<HyperDslException>(() => load(stream)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_experiment_with_the_family_of_its_model_has_the_model_s_response()
    {
        using var linear = await TuneRidgeScalarLinear.RunAsync(data, Short(TuneRidgeScalarLinear.Settings));
        RoundTrip.RequireSame(linear.Response, stream => RidgeScalar.LoadResponse(stream), 0, 0.3);
        RoundTrip.RequireSame(linear.Response, stream => TuneRidgeScalarLinear.LoadResponse(stream), 0, 0.3);
    }

    [Fact]
    public async Task A_checkpoint_is_of_the_family_that_wrote_it()
    {
        var checkpoints = new CheckpointFolder(Path.Combine(folder.Root, "run")) { Every = null };
        var settings = Short(TuneRidgeScalarStructured.Settings) with { Schedule = LearningRateSchedule.Constant };
        using (await TuneRidgeScalarStructured.RunAsync(data, checkpoints, settings))
        {
        }

        var refused = await Assert.ThrowsAsync<HyperDslException>(() => TuneRidgeScalarMlp.RunAsync(data, checkpoints, settings));
        Assert.Contains("family is \"Structured\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"Mlp(HiddenUnits = 50)\"", refused.Message, StringComparison.Ordinal);
        using var longer = await TuneRidgeScalarStructured.RunAsync(data, checkpoints, settings with { Steps = 30 });
        using var whole = await TuneRidgeScalarStructured.RunAsync(data, settings with { Steps = 30 });
        Assert.Equal(20, longer.ResumedFrom);
        Assert.Equal(RoundTrip.Bits(whole.Model.Weights), RoundTrip.Bits(longer.Model.Weights));
    }

    /// <summary>What holds of a response that is computed, or of an algorithm without one, holds whatever family the model has.</summary>
    [Fact]
    public async Task An_experiment_without_a_learned_response_loads_its_point()
    {
        using var smooth = Training.SmallData.Labelled();
        using var result = await ImplicitSmooth.RunAsync(smooth, ImplicitSmooth.Settings with { Steps = 5 });
        RoundTrip.RequireSame(result.Response, stream => ImplicitSmooth.LoadResponse(stream), 0);
        using var structured = await TuneRidgeScalarStructured.RunAsync(data, Short(TuneRidgeScalarStructured.Settings));
        using var stream = new MemoryStream(RoundTrip.Saved(structured.Save));
        var message = Assert.Throws<HyperDslException>(() => SavedModel.LoadPoint<RidgeScalar, RidgeScalar.Trained, RidgeScalar.Hyperparameters>(stream)).Message;
        Assert.Contains("family is \"Structured\" in the file, and \"Point\" in RidgeScalar.", message, StringComparison.Ordinal);
    }
}
