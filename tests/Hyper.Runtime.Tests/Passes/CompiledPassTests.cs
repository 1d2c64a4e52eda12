using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>What the compiler differentiates is what autograd gives: single passes, and whole runs.</summary>
public sealed class CompiledPassTests
{
    public static TheoryData<int, ScalarType> Cases => new()
    {
        { 1, ScalarType.Float64 },
        { 2, ScalarType.Float64 },
        { 6, ScalarType.Float64 },
        { 2, ScalarType.Float32 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_classifier(int samples, ScalarType type)
        => AssertSame<CompiledClassifier, CompiledClassifier.Trained, CompiledClassifier.Hyperparameters>(samples, type, 6, rows => randint(3, rows, dtype: ScalarType.Int64));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_regression(int samples, ScalarType type)
        => AssertSame<CompiledRegression, CompiledRegression.Trained, CompiledRegression.Hyperparameters>(samples, type, 8, rows => randn(rows, 2, dtype: type));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_of_many_weights_with_a_strength_for_each(int samples, ScalarType type)
        => AssertSame<CompiledWide, CompiledWide.Trained, CompiledWide.Hyperparameters>(samples, type, 600, rows => randn(rows, 300, dtype: type));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_of_convolutions(int samples, ScalarType type)
        => AssertSame<CompiledImages, CompiledImages.Trained, CompiledImages.Hyperparameters>(samples, type, 81, rows => randint(3, rows, dtype: ScalarType.Int64));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_table_of_vectors(int samples, ScalarType type)
        => AssertSame<CompiledWords, CompiledWords.Trained, CompiledWords.Hyperparameters>(
            samples, type, 5, rows => randn(rows, 2, dtype: type), rows => randint(7, [rows, 5], dtype: ScalarType.Int64));

    [Fact]
    public void Rows_that_do_not_divide_go_through_autograd()
    {
        using var scope = NewDisposeScope();
        var pass = new Pass<CompiledRegression, CompiledRegression.Trained, CompiledRegression.Hyperparameters>(3, ScalarType.Float64);
        var batch = new Minibatch(randn(10, 8, dtype: ScalarType.Float64), randn(10, 2, dtype: ScalarType.Float64), arange(10, dtype: ScalarType.Int64));
        var loss = pass.Model.TrainingGradient(pass.Weights, pass.Unconstrained, batch);
        Assert.True(loss.requires_grad);
        Assert.True(pass.Weights.Gradient.abs().sum().item<double>() > 0);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public async Task A_joint_run_of_a_hundred_steps(int seed)
        => await AssertSameRunAsync((data, settings) => TuneCompiledClassifier.RunAsync(data, settings), TuneCompiledClassifier.Settings with { Seed = seed }, 6, rows => randint(3, rows, dtype: ScalarType.Int64));

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public async Task A_self_tuning_run_of_a_hundred_steps(int seed)
        => await AssertSameRunAsync((data, settings) => TuneCompiledRegression.RunAsync(data, settings), TuneCompiledRegression.Settings with { Seed = seed }, 8, rows => randn(rows, 2, dtype: ScalarType.Float64));

    [Theory]
    [InlineData(6)]
    [InlineData(13)]
    public async Task A_self_tuning_run_with_convolutions(int seed)
        => await AssertSameRunAsync((data, settings) => TuneCompiledImages.RunAsync(data, settings), TuneCompiledImages.Settings with { Seed = seed }, 81, rows => randint(3, rows, dtype: ScalarType.Int64));

    [Fact]
    public async Task An_ordinary_training_of_a_hundred_steps()
    {
        using var data = Splits(8, rows => randn(rows, 2, dtype: ScalarType.Float64));
        var settings = TuneCompiledRegression.Settings with { Precision = Precision.Float64 };
        var given = new CompiledRegression.Hyperparameters();
        using var compiled = await TuneCompiledRegression.TrainAtAsync(given, data, settings);
        using var traced = await TuneCompiledRegression.TrainAtAsync(given, data, settings with { UsesAutograd = true });
        Assert.Equal(traced.ValidationLoss, compiled.ValidationLoss, 1e-9);
    }

    private static async Task AssertSameRunAsync<TResult>(
        Func<DataSplits, ExperimentSettings, Task<TResult>> run, ExperimentSettings settings, int features, Func<int, Tensor> targets)
        where TResult : ITuningResult
    {
        using var data = Splits(features, targets);
        var exact = settings with { Precision = Precision.Float64 };
        using var compiled = await run(data, exact);
        using var traced = await run(data, exact with { UsesAutograd = true });
        Assert.Equal(traced.ValidationLoss, compiled.ValidationLoss, 1e-6);
        Assert.Equal(traced.Space.ToUnconstrained([.. traced.NaturalValues]), compiled.Space.ToUnconstrained([.. compiled.NaturalValues]), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static DataSplits Splits(int features, Func<int, Tensor> targets)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        return new DataSplits(Rows(60), Rows(60));

        Dataset Rows(int count) => new(randn(count, features, dtype: ScalarType.Float64).DetachFromDisposeScope(), targets(count).DetachFromDisposeScope());
    }

    private static void AssertSame<TModel, TTrained, THyperparameters>(
        int samples, ScalarType type, int features, Func<int, Tensor> targets, Func<int, Tensor>? inputs = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var pass = new Pass<TModel, TTrained, THyperparameters>(samples, type);
        Assert.IsAssignableFrom<ICompiledPasses>(pass.Model);
        const int rows = 12;
        var batch = new Minibatch(inputs?.Invoke(rows) ?? randn(rows, features, dtype: type), targets(rows), arange(rows, dtype: ScalarType.Int64));
        foreach (var gradient in (Func<IHyperModel, ElementaryWeights, Tensor, Minibatch, Tensor>[])[ModelPasses.TrainingGradient, ModelPasses.ValidationGradient])
        {
            var (traced, tracedLoss) = Differentiate(usesAutograd: true);
            var (compiled, compiledLoss) = Differentiate(usesAutograd: false);
            var tolerance = type == ScalarType.Float64 ? 1e-12 : 1e-5;
            Assert.Equal(tracedLoss, compiledLoss, tolerance * Math.Max(1, Math.Abs(tracedLoss)));
            Assert.True((traced - compiled).abs().max().to(ScalarType.Float64).item<double>() <= tolerance * Math.Max(1, traced.abs().max().to(ScalarType.Float64).item<double>()), $"{traced - compiled}");

            (Tensor Gradient, double Loss) Differentiate(bool usesAutograd)
            {
                using var noise = new Generator(9);
                pass.Model.Context.Noise = noise;
                pass.Model.Context.UsesAutograd = usesAutograd;
                pass.Weights.Gradient.fill_(double.NaN);
                var loss = gradient(pass.Model, pass.Weights, pass.Unconstrained, batch);
                Assert.Equal(usesAutograd, loss.requires_grad);
                return (pass.Weights.Gradient.clone(), loss.to(ScalarType.Float64).item<double>());
            }
        }
    }

    /// <summary>A model with weights and hyperparameters of S samples.</summary>
    private sealed class Pass<TModel, TTrained, THyperparameters>(int samples, ScalarType type)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        public TModel Model { get; } = TModel.Create();

        public ElementaryWeights Weights { get; } = Filled(new ElementaryWeights(TModel.Weights, samples, type, CPU));

        public Tensor Unconstrained { get; } = randn(samples, THyperparameters.Space.Count, dtype: type) - 1;

        private static ElementaryWeights Filled(ElementaryWeights weights)
        {
            using var untraced = no_grad();
            weights.Values.copy_(randn_like(weights.Values));
            return weights;
        }
    }
}
