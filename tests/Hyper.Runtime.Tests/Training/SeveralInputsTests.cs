using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Passes;
using Hyper.Runtime.Tests.Models;
using Hyper.Runtime.Tests.Saving;
using Hyper.Runtime.Training.Batches;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Hyper.Runtime.Tests.Training;

/// <summary>A forward method of several parameters: the same numbers as without this library, by every algorithm, saved and resumed.</summary>
public sealed class SeveralInputsTests
{
    private const double Exact = 1e-12;

    static SeveralInputsTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Outputs_losses_and_gradients_are_those_of_plain_TorchSharp(int seed)
    {
        using var scope = NewDisposeScope();
        var (model, weights, u, batch) = Pass(seed, samples: 1, rows: 12);
        var (traced, tracedLoss) = Differentiate(model, weights, u, batch, usesAutograd: true);
        var (compiled, compiledLoss) = Differentiate(model, weights, u, batch, usesAutograd: false);

        var w = weights.Values.detach().clone().requires_grad_();
        var outputs = Plain(w.view(-1), batch.Inputs[0], batch.Inputs[1]);
        var loss = cross_entropy(outputs, batch.Targets);
        loss.backward();
        var expected = w.grad!;
        model.Context.Begin(weights, u, batch.Rows, training: false);
        AssertClose(outputs, model.Forward(batch.Inputs));
        Assert.Equal(loss.item<double>(), tracedLoss, Exact);
        Assert.Equal(loss.item<double>(), compiledLoss, Exact);
        AssertClose(expected, traced);
        AssertClose(expected, compiled);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(2, 6)]
    [InlineData(6, 7)]
    public void A_compiled_training_pass_is_that_of_autograd(int samples, int seed)
    {
        using var scope = NewDisposeScope();
        var (model, weights, u, batch) = Pass(seed, samples, rows: 12);
        Assert.IsAssignableFrom<ICompiledPasses>(model);
        var traced = Take(usesAutograd: true);
        var compiled = Take(usesAutograd: false);
        Assert.Equal(traced.Loss, compiled.Loss, Exact);
        AssertClose(traced.Gradient, compiled.Gradient);

        (Tensor Gradient, double Loss) Take(bool usesAutograd)
        {
            using var noise = new Generator(9);
            model.Context.Noise = noise;
            model.Context.UsesAutograd = usesAutograd;
            var loss = ModelPasses.TrainingGradient(model, weights, u, batch);
            Assert.Equal(usesAutograd, loss.requires_grad);
            return (weights.Gradient.clone(), loss.item<double>());
        }
    }

    [Fact]
    public void Names_of_parameters_that_C_sharp_or_the_compiler_uses_too_are_no_trouble()
    {
        Assert.Equal(["rows", "class", "weight"], ((IHyperModel)new ThreeInputs()).InputNames);
        Assert.Equal(["inputs"], ((IHyperModel)new SmallNetwork()).InputNames);
        Assert.IsAssignableFrom<ICompiledPasses>(new ThreeInputs());
    }

    [Fact]
    public async Task Every_algorithm_tunes_on_them()
    {
        using var data = SeveralData.NumbersAndTokens();
        using var three = SeveralData.Three();
        foreach (var run in (Func<Task<ITuningResult>>[])
        [
            async () => await TuneNumbersAndTokens.RunAsync(data),
            async () => await TuneNumbersAndTokens.RunAsync(data, TuneNumbersAndTokens.Settings with { Folds = 3, Steps = 20 }),
            async () => await TuneNumbersAndTokens.RunAsync(data, TuneNumbersAndTokens.Settings with { HyperSamples = 3, Steps = 20 }),
            async () => await TuneNumbersAndTokens.RunAsync(data, TuneNumbersAndTokens.Settings with { FineTuningSteps = 2, Steps = 20 }),
            async () => await TuneNumbersAndTokens.RunAsync(data, TuneNumbersAndTokens.Settings with { BatchSize = 1_000, ValidationBatchSize = 1_000, HyperSamples = 1, Steps = 20 }),
            async () => await SelfTuneNumbersAndTokens.RunAsync(data),
            async () => await DeltaSelfTuneNumbersAndTokens.RunAsync(data),
            async () => await GlobalNumbersAndTokens.RunAsync(data),
            async () => await ImplicitThreeInputs.RunAsync(three),
            async () => await UnrolledThreeInputs.RunAsync(three),
            async () => await CurvatureThreeInputs.RunAsync(three),
            async () => await SingleLoopThreeInputs.RunAsync(three),
        ])
        {
            using var result = await run();
            Assert.True(double.IsFinite(result.ValidationLoss));
            Assert.DoesNotContain(result.Warnings, warning => warning.Contains("autograd", StringComparison.Ordinal));
        }

        using var found = await SearchNumbersAndTokens.RunAsync(data);
        Assert.All(found.Trials, trial => Assert.True(double.IsFinite(trial.ValidationLoss ?? double.NaN)));
    }

    [Fact]
    public async Task A_tuned_model_is_an_ordinary_model_of_two_inputs()
    {
        using var data = SeveralData.NumbersAndTokens();
        using var result = await TuneNumbersAndTokens.RunAsync(data, TuneNumbersAndTokens.Settings with { Precision = Precision.Float64, Refit = true, MeasureTest = true });
        using var scope = NewDisposeScope();
        var (numbers, tokens) = (data.Validation.Input("numbers"), data.Validation.Input("tokens"));
        var outputs = result.Model.Predict(numbers, tokens);
        var expected = Plain(result.Model.Weights, numbers.to(ScalarType.Float64), tokens.to(ScalarType.Int64));
        AssertClose(expected, outputs);
        var loss = cross_entropy(expected, data.Validation.Targets).item<double>();
        var right = expected.argmax(1).eq(data.Validation.Targets).to(ScalarType.Float64).mean().item<double>();
        Assert.Equal(loss, result.Model.ValidationLoss(data.Validation), Exact);
        Assert.Equal(loss, result.ValidationLoss, Exact);
        Assert.Equal(right, result.Model.Accuracy(data.Validation), Exact);
        Assert.Equal(right, result.Model.Metrics(data.Validation)["Right"], Exact);
        Assert.InRange(right, 0.7, 1);
        Assert.True(double.IsFinite(result.Final.ValidationLoss(data.Test!)));
        var caller = numbers.clone();
        result.Model.Predict(numbers, tokens);
        Assert.True(numbers.eq(caller).all().item<bool>());
        Assert.Contains("There are 39 rows of inputs 'tokens' and 40 of inputs 'numbers'", Assert.Throws<HyperDslException>(() => result.Model.Predict(numbers, tokens.narrow(0, 0, 39))).Message, StringComparison.Ordinal);
        Assert.Contains("at least one row", Assert.Throws<HyperDslException>(() => result.Model.Predict(numbers.narrow(0, 0, 0), tokens)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_saved_and_loaded_is_the_same_to_the_bit()
    {
        using var data = SeveralData.NumbersAndTokens();
        using var result = await TuneNumbersAndTokens.RunAsync(data);
        using var content = new MemoryStream(RoundTrip.Saved(result.Model.Save));
        using var loaded = NumbersAndTokens.Load(content);
        using var expected = result.Model.Predict(data.Validation.Input("numbers"), data.Validation.Input("tokens"));
        using var actual = loaded.Predict(data.Validation.Input("numbers"), data.Validation.Input("tokens"));
        Assert.Equal(RoundTrip.Bits(expected), RoundTrip.Bits(actual));
        Assert.Equal(result.ValidationLoss, loaded.ValidationLoss(data.Validation));
    }

    [Fact]
    public async Task A_run_by_autograd_and_a_compiled_one_end_alike()
    {
        using var data = SeveralData.NumbersAndTokens();
        var settings = TuneNumbersAndTokens.Settings with { Precision = Precision.Float64 };
        using var compiled = await TuneNumbersAndTokens.RunAsync(data, settings);
        using var traced = await TuneNumbersAndTokens.RunAsync(data, settings with { UsesAutograd = true });
        Assert.Equal(traced.ValidationLoss, compiled.ValidationLoss, 1e-9);
    }

    [Fact]
    public async Task The_hypergradient_of_a_run_can_be_checked()
    {
        using var data = SeveralData.Three();
        var report = await ImplicitThreeInputs.CheckHypergradientAsync(data, settings: ImplicitThreeInputs.Settings with { Steps = 200 });
        Assert.NotEmpty(report.ToString());
    }

    [Fact]
    public async Task Inputs_that_are_not_the_models_are_refused_before_the_first_step()
    {
        using var all = SeveralData.All();
        var (numbers, tokens, labels) = (all.Input("numbers"), all.Input("tokens"), all.Targets);
        const string takes = "The forward method of NumbersAndTokens takes the inputs 'numbers', 'tokens', in this order, and the training split has ";
        await RefusesAsync(takes + "the inputs 'tokens', 'numbers'", ("tokens", tokens), ("numbers", numbers));
        await RefusesAsync(takes + "the inputs 'numbers', 'words'", ("numbers", numbers), ("words", tokens));
        await RefusesAsync(takes + "one input, 'numbers'", ("numbers", numbers));
        await RefusesAsync(takes + "the inputs 'numbers', 'tokens', 'more'", ("numbers", numbers), ("tokens", tokens), ("more", numbers));
        using var data = SeveralData.NumbersAndTokens();
        var refused = await Assert.ThrowsAsync<HyperDslException>(() => TuneSmallNetwork.RunAsync(data));
        Assert.Contains("The forward method of SmallNetwork takes one input, 'inputs', and the training split has the inputs 'numbers', 'tokens'", refused.Message, StringComparison.Ordinal);
        using var result = await TuneNumbersAndTokens.TrainAtAsync(new(), data, TuneNumbersAndTokens.Settings with { Steps = 2 });
        using var one = new Dataset(numbers.alias(), labels.alias());
        Assert.Contains("and the dataset has one input, 'inputs'", Assert.Throws<HyperDslException>(() => result.Model.ValidationLoss(one)).Message, StringComparison.Ordinal);
        Assert.Contains("new Dataset([(\"numbers\", …), (\"tokens\", …)], targets)", Assert.Throws<HyperDslException>(() => result.Model.Accuracy(one)).Message, StringComparison.Ordinal);

        async Task RefusesAsync(string message, params (string Name, Tensor Values)[] inputs)
        {
            using var other = new Dataset([.. inputs.Select(input => (input.Name, input.Values.alias()))], labels.alias());
            using var splits = DataSplits.InOrder(other, 60, 40);
            foreach (var call in (Func<Task>[])[() => TuneNumbersAndTokens.RunAsync(splits), () => TuneNumbersAndTokens.TrainAtAsync(new(), splits), () => SearchNumbersAndTokens.RunAsync(splits)])
            {
                Assert.Contains(message, (await Assert.ThrowsAsync<HyperDslException>(call)).Message, StringComparison.Ordinal);
            }
        }
    }

    private static (IHyperModel Model, ElementaryWeights Weights, Tensor U, Minibatch Batch) Pass(int seed, int samples, int rows)
    {
        manual_seed(seed);
        var weights = new ElementaryWeights(NumbersAndTokens.Layout.Weights, samples, ScalarType.Float64, CPU);
        using (no_grad())
        {
            weights.Values.copy_(randn_like(weights.Values));
        }

        var u = randn(samples, NumbersAndTokens.Hyperparameters.Space.Count, dtype: ScalarType.Float64) - 1;
        var inputs = new ModelInputs(randn(rows, 4, dtype: ScalarType.Float64), randint(7, [rows, 2], dtype: ScalarType.Int64));
        return (new NumbersAndTokens(), weights, u, new Minibatch(inputs, randint(3, rows, dtype: ScalarType.Int64), arange(rows, dtype: ScalarType.Int64)));
    }

    private static (Tensor Gradient, double Loss) Differentiate(IHyperModel model, ElementaryWeights weights, Tensor u, Minibatch batch, bool usesAutograd)
    {
        model.Context.UsesAutograd = usesAutograd;
        weights.Gradient.fill_(double.NaN);
        var loss = ModelPasses.ValidationGradient(model, weights, u, batch);
        return (weights.Gradient.clone(), loss.item<double>());
    }

    // The same network by TorchSharp's own functions, from the flat weights in the order of declaration.
    private static Tensor Plain(Tensor w, Tensor numbers, Tensor tokens)
    {
        var place = 0L;
        var words = Next(7, 3).index_select(0, tokens.view(-1)).view(-1, 6);
        var hidden = linear(cat([numbers, words], 1), Next(6, 10), Next(6)).tanh();
        return linear(hidden, Next(3, 6), Next(3));

        Tensor Next(params long[] shape)
        {
            var count = shape.Aggregate(1L, (product, size) => product * size);
            place += count;
            return w.narrow(0, place - count, count).view(shape);
        }
    }

    private static void AssertClose(Tensor expected, Tensor actual)
        => Assert.True((expected - actual).abs().max().to(ScalarType.Float64).item<double>() <= Exact * Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>()), $"{expected}\n{actual}");
}
